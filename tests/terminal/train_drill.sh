#!/bin/sh
# A drill: variants one change away, more of what went wrong, results, and a drill of what is weak.
. "$TESTS/terminal/lib.sh"
PROGRAM="$IVLEDGER --data $IVLEDGER_DATA"

term_open 80x24
type_keys t
wait_text "TRAINING  Scenarios"
type_text "w"
shows "nothing is weak yet" "no training"
type_text "d"
shows "a variant of the selected one" "drill: first-infusion~1"
shows "what is changed is told" "Changed: row"
shows_not "the answer is not" "96365"
type_keys F2 F2
shows "it is graded" "first-infusion~1: 0 of"
shows "with its answer" "The claim: "
type_text "n"
shows "the next variant is of what was wrong" "drill: "
shows_not "not graded yet" "is wrong"
type_keys Escape
wait_text "Scenarios"
type_text "w"
shows "what is weak begins a drill" "drill: "
type_keys Escape
wait_text "Scenarios"
type_text "r"
shows "results" "Results, weakest rules first"
type_keys Escape Escape
wait_text "what is waiting"
type_keys Q
left "leaving" 0
has "results as CSV" "trainee,rule,step,day,right,asked,percent" \
    "$($PROGRAM train --results --format csv)"
clean "live work was not written" "$($PROGRAM list)"

# Who forgets one paper of a claim, and nothing else, is drilled on claims that need it.
cat >"$TMPDIR/carl.csv" <<CSV
trainee,scenario,row,in,kind,access,initial,relation,codes,findings
carl,critical-access,1,in,infusion,A,y,initial,96365/0636/otherwise/run+order 96361/0636/otherwise/run+order J0696x8/0636/otherwise J7030/0636/otherwise,
carl,critical-access,2,in,hydration,A,n,hour,,
CSV
has "one point is missing" "96361 attach: said nothing, is need." \
    "$($PROGRAM train --grade "$TMPDIR/carl.csv")"
term_open 80x24 -- --trainee carl
type_keys t
wait_text "TRAINING  Scenarios"
type_text "w"
wait_text "drill: "
has "the drill is of it" "attach.need" "$(screen_line 'drill: ' | sed 's/.*drill: //; s/~.*//' |
    xargs -I NAME grep -A40 '^scenario NAME$' -rh "$IVLEDGER_DATA/scenarios" | grep -m1 '^attach .* need' |
    sed 's/.*/attach.need/')"
type_keys Escape Escape Q
left "leaving again" 0

# From the workbench: what is live becomes a scenario of one's own, without names, and can be drilled.
import=$TMPDIR/live.csv
cat >"$import" <<CSV
encounter,patient,coder,date,dx,drug,method,line,start,stop,dose,unit,note
26-998877,Mary Q,rlee,2026-03-17,J18.9,ceftriaxone,infusion,Mary-port,09:00,09:40,2,g,by nurse Joan
26-998877,,,,,Mary drops,push,Mary-port,10:00,,1,mg,
CSV
$PROGRAM import "$import" >/dev/null 2>&1
term_open 80x24
type_text "f"
wait_text "26-998877"
type_keys Enter
wait_text "Codes"
type_text "Z"
shows "its name is asked" "Name of the scenario"
type_text "Mary!"
type_keys Enter
shows "not any name will do" "is no name for a scenario"
type_text "Z"
wait_text "Name of the scenario"
type_text "ward-antibiotic"
type_keys Enter
shows "what happened is asked" "What happened, in a sentence without names"
type_text "Mary Q had an antibiotic"
type_keys Enter
shows "a name in it is refused" "Not kept: the sentence names Mary Q"
type_text "Z"
wait_text "Name of the scenario"
type_text "ward-antibiotic"
type_keys Enter
wait_text "What happened"
type_text "An antibiotic and a push"
type_keys Enter
shows "what the book does not know is asked about" 'Not kept: row 2 says "Mary drops"'
type_text "no"
type_keys Enter
shows "and nothing is kept" "Nothing was kept"
type_keys Down
type_text "d"
wait_text "is deleted"
type_text "Z"
wait_text "Name of the scenario"
type_text "ward-antibiotic"
type_keys Enter
wait_text "What happened"
type_text "An antibiotic alone"
type_keys Enter
shows "then it is kept, and what was left out is said" "a scenario now. Left out or changed: the account number,"
kept=$(find "$HOME" -name ward-antibiotic.txt)
clean "nobody is named in it" "$(grep -niE 'mary|joan|rlee|998877|03-17|note' "$kept")"
same "for its owner alone" "600 700" "$(stat -c %a "$kept") $(stat -c %a "$(dirname "$kept")")"
has "its answers are the engine's" "expect   96365" "$(cat "$kept")"
same "and hold" "" "$($PROGRAM train --answers "$kept" | diff - "$kept")"
has "it is listed behind the library" "ward-antibiotic" "$($PROGRAM train)"
type_keys Escape Escape
wait_text "what is waiting"
type_text "t"
wait_text "TRAINING  Scenarios"
type_text ":"
wait_text ":"
type_text "drill ward-antibiotic"
type_keys Enter
shows "and drilled" "drill: ward-antibiotic~1"
tap_end
