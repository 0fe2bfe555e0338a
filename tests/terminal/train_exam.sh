#!/bin/sh
# An exam at the workbench with planted mistakes: every step's mark is exactly right, nothing is given
# away before, a trainer may override, and live work is left byte for byte as it was.
. "$TESTS/terminal/lib.sh"
PROGRAM="$IVLEDGER --data $IVLEDGER_DATA"

fill() { # WORD...: each into its field, with Enter behind it; - leaves the field as it is
    for one; do
        [ "$one" = - ] || type_text "$one"
        type_keys Enter
    done
}
command_is() { # TEXT
    type_text ":"
    wait_text ":"
    type_text "$1"
    type_keys Enter
}
fingerprint() { (cd "$1" && find . -type f ! -name '*training*' -exec cksum {} + | sort; ls -l --time-style=full-iso "$2") 2>&1; }

# Live work, to be found unchanged afterwards.
$PROGRAM import "$IVLEDGER_DATA/examples/day.csv" >/dev/null 2>&1
live=$(find "$HOME" -name '*.db')
folder=$(dirname "$live")
before=$(fingerprint "$folder" "$live")

term_open 80x24
type_keys t
wait_text "TRAINING  Scenarios"
command_is "exam 30 80 drip-and-push-messy first-push"
shows "two scenarios" "exam 1 of 2: drip-and-push-messy"
shows "the terms stand on top" "until 12:30, 80% to pass"
shows "in the frame of training" "= TRAINING = facility  medicare  2026-03-02  dx J18.9"
shows "the chart is the workbench's" "1 ondansetron            IV  push   L-PIV   08:25"
shows "the timeline too" "── L-PIV ───"
shows "the trainee's claim stands for the proposal" "Your claim"
shows_not "no code is there" "9637"
shows_not "nor what bills" "Billed as"
shows_not "nor the findings" "warning"

# What would tell is closed, and says so.
for closed in "w why" "W why-not" "x what-if" "b claim" "l ledger" "C checklist" "y switches" "R rules" \
    "f find" "L log" "Q quit" "s words"; do
    type_text "${closed%% *}"
    shows "closed: ${closed#* }" ":${closed#* } is closed here; there are no hints"
done
command_is "why 96365"
shows "typed actions are closed too" ":why is closed here; there are no hints"
command_is "show-step"
shows "no step opens" ":show-step is closed here"

# row 1, a push: called an infusion; row 2 right; row 3 was not given: taken in.
type_keys Enter
shows "the steps of a row are a form" "Your answer to row 1"
fill sideways
shows "a word that is none is refused" "sideways: write one of in, out."
type_keys BTab
fill in infu A n seq
shows "Enter goes on to the next row" "Your answer to row 2"
shows "and the chart keeps what was said" "in inf A n seq"
fill in infusion A y initial
fill in push A n repeat
shows "then the claim" "Line 1 of your claim"
type_keys F4
shows "the list of codes is closed" "The list of codes is closed here"
fill 96365 2 - 96375 - - 96376 - - -
shows "then the findings" "Findings, by their ids"
fill doc.stop.gone
shows "a finding must be one" "doc.stop.gone is no finding; F4 lists their ids"
type_keys C-u
fill doc.stop.missing
shows "all is asked" "All is asked"
shows "the claim as it was said" "96365     2"
shows_not "no mark before the end" "not so"
type_keys F5
shows "the record in full" "3  ondansetron 4mg p 0912 notgiven"
type_keys F5
type_keys F2
shows "the next scenario" "exam 2 of 2: first-push"
shows_not "no mark is told in between" "passed"
type_keys F2
shows "who hands in too early is asked" "6 of 7 steps are not answered; F2 again hands in"
type_keys Enter
wait_text "Your answer to row 1"
fill in push A y initial 96374 - - - none
shows "all is asked again" "All is asked"
type_keys F2
shows "the exam is over" "The exam is over:"
shows "partial credit by step" "Steps right: in 2/3, kind 1/2, access 2/2"
shows "partial credit by line" "96365: 2 of 3, broke at units of 96365"
shows "where the chain broke" "96375: 3 of 3, broke at kind of row 1 (ondansetron)"
shows "with the reason" "35 minutes of ceftriaxone count"
type_text "o"
shows "a trainer may override" "Attempt 1: passed or failed, and why:"
type_text "passed"
type_keys Enter
shows "not without a reason" "Write passed or failed, and why"
type_text "o"
wait_text "and why:"
type_text "passed the chart was misprinted"
type_keys Enter
shows "with one it stands" "Attempt 1 is passed now, by"
type_keys Escape
shows "back at the scenarios" "TRAINING  Scenarios"
type_text "r"
shows "results" "Results, weakest rules first"
type_keys F5
shows "the attempts, with the trainer's word" "the chart was misprinted"
type_keys Enter
shows "the marks of one" "- kind      row 1 (ondansetron): said infusion, is push  kind.push"
type_keys Escape Escape Escape
wait_text "what is waiting"
type_keys Q
left "leaving" 0

marks=$($PROGRAM export --what training |
    awk -F, '$4 == "drip-and-push-messy" { print $6 " " $9 ": " $10 "|" $11 " " $12 }')
same "every mark is what it should be" 'in row 1 (ondansetron): in|in y
kind row 1 (ondansetron): infusion|push n
access row 1 (ondansetron): A|A (L-PIV) y
initial row 1 (ondansetron): n|n y
relation row 1 (ondansetron): sequential|sequential y
in row 2 (ceftriaxone): in|in y
kind row 2 (ceftriaxone): infusion|infusion y
access row 2 (ceftriaxone): A|A (L-PIV) y
initial row 2 (ceftriaxone): y|y y
relation row 2 (ceftriaxone): initial|initial y
in row 3 (ondansetron): in|out n
code 96365: on the claim|on the claim y
units 96365: 2|1 n
modifiers 96365: none|none y
code 96375: on the claim|on the claim y
units 96375: 1|1 y
modifiers 96375: none|none y
code 96376: 96376|not on the claim n
findings doc.dose.missing@1: |named n
findings doc.stop.missing: doc.stop.missing|not found n' "$marks"
has "the second is all right" ",100," \
    "$($PROGRAM export --what training | grep ',first-push,' | head -n 1)"

# The claim as it is keyed: drugs, revenue codes, how it is paid, what goes along.
term_open 80x24
type_keys t
wait_text "TRAINING  Scenarios"
command_is "exam 30 80 discounted-drug"
shows "the whole claim is asked" "Your claim as it is keyed, drugs and visit too"
shows "what the site says stands above it" "the site: discount_340b all, route_modifiers J1439"
type_keys Enter
wait_text "Your answer to row 1"
fill in inf A y initial 96365 - - 026
shows "a revenue code has four figures" "026 is no revenue code: four figures"
type_keys BTab
fill 0636 pai same papers
shows "what goes along has words of its own" "papers: write what goes along with blanks between: run,"
type_keys C-u
fill "run order" J1439 750 "jz tb" 0636 paid - - -
shows "the lines as they were said" "J1439   750  JZ TB  0636  paid"
type_keys Escape F2
shows "graded by each" "revenue 2/2, paid 1/2, attach 2/2"
shows "the modifier of the route is missing" "J1439 modifiers: said JZ TB, is JA JZ TB. J1439 carries JA"
shows "and how the drug is paid" "J1439 paid: said paid, is otherwise."
type_keys Escape
wait_text "Scenarios"
type_keys Q
left "leaving again" 0

# Time; and a window that is closed hands in what it held.
term_open 80x24
type_keys t
wait_text "TRAINING  Scenarios"
command_is "exam 0 50 first-push"
shows "when the time is over it is graded" "The time is over"
shows "with what there was" "0 of 8 steps, 0%, not passed"
type_keys Escape
wait_text "Scenarios"
type_text "m"
type_text "m"
type_text "x"
wait_text "Exam: minutes and percent"
type_text "20 60"
type_keys Enter
shows "a set is what was marked" "exam 1 of 2"
type_keys Escape
shows "leaving is asked about" "Leaving ends the exam"
type_keys Enter
wait_text "Your answer to row 1"
type_keys Escape
kill -HUP "$(program_pid)"
shows "hung up" "LEFT 129"
has "what was answered is graded" "exam" "$($PROGRAM export --what training | grep '^5,')"

same "live work is byte for byte what it was" "$before" "$(fingerprint "$folder" "$live")"

# A job that may not override says so, at the marks and at the results, and nothing is written.
$PROGRAM people "$(id -un)" supervisor >/dev/null
$PROGRAM people tess trainer >/dev/null
marks=$($PROGRAM export --what training)
as rlee
term_open 80x24
type_keys t
wait_text "TRAINING  Scenarios"
command_is "exam 0 50 first-push"
wait_text "not passed"
type_text "o"
shows "a coder overrides no grade at the marks" "to override a grade of training takes a supervisor or a"
shows_not "and is not asked for one" "passed or failed, and why:"
type_keys Escape
wait_text "TRAINING  Scenarios"
type_text "r"
wait_text "Results, weakest rules first"
type_keys F5
wait_text "the chart was misprinted"
type_text "o"
shows "nor at the results" "to override a grade of training takes a supervisor or a"
shows_not "and is not asked there either" "passed or failed, and why:"
command_is "override"
shows "nor by its name" "to override a grade of training takes a supervisor or a"
type_keys Escape Escape Q
left "the coder leaves" 0
same "no grade was touched" "$marks" "$($PROGRAM export --what training | grep -v ',rlee,')"
as tess
term_open 80x24
type_keys t
wait_text "TRAINING  Scenarios"
type_text "r"
wait_text "Results, weakest rules first"
type_keys F5
wait_text "rlee"
type_text "o"
shows "a trainer is asked" "passed or failed, and why:"
type_text "failed nothing was answered"
type_keys Enter
shows "and heard" "is failed now, by tess"
type_keys Escape Escape Q
left "the trainer leaves" 0
tap_end
