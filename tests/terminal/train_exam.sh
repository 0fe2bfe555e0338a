#!/bin/sh
# An exam with planted mistakes: every step's mark is exactly right, and nothing is given away before.
. "$TESTS/terminal/lib.sh"

say() { # TEXT
    type_keys Enter
    wait_text "Your answer:"
    type_text "$1"
    type_keys Enter
    tries=500
    while [ "$tries" -gt 0 ]; do case $(screen) in *"Your answer:"*) tries=$((tries - 1)); sleep 0.02 ;; *) break ;; esac; done
}

term_open 80x24
type_keys t
wait_text "TRAINING  Scenarios"
type_text ":"
wait_text ":"
type_text "exam 30 80 drip-and-push-messy first-push"
type_keys Enter
shows "the exam says its terms" "Exam of"
shows "thirty minutes" "30 minutes, 80% to pass"
shows "two scenarios" "exam 1 of 2"
type_text "o"
shows "no hints" "There are no hints here"
shows_not "nothing opens" "It is:"

# row 1, a push: called an infusion, and so on; row 2 right; row 3 was not given: taken in.
say in; say infusion; say A; say n; say sequential
shows "row 2" "Step 6 of 17  row 2 (ceftriaxone)"
say in; say infusion; say A; say y; say initial
say in; say push; say A; say n; say repeat
shows "the claim is asked" "Which codes, with units and modifiers"
say "96365x2 96375 96376"
shows "then the findings" "Which findings"
say "doc.stop.missing"
shows "the next scenario" "exam 2 of 2"
shows_not "no mark is told in between" "not so"
say in; say push; say A; say y; say initial
say 96374
say none
shows "the exam is over" "The exam is over:"
shows "the marks of each scenario" "drip-and-push-messy: "
type_keys G
type_keys Escape Escape
wait_text "what is waiting"
type_keys Q
left "leaving" 0

marks=$("$IVLEDGER" --data "$IVLEDGER_DATA" export --what training |
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
    "$("$IVLEDGER" --data "$IVLEDGER_DATA" export --what training | grep ',first-push,' | head -n 1)"

# Time.
term_open 80x24
type_keys t
wait_text "TRAINING  Scenarios"
type_text ":"
wait_text ":"
type_text "exam 0 50 first-push"
type_keys Enter
wait_text "exam 1 of 1"
type_text "n"
shows "when the time is over it is graded" "The time is over"
shows "with what there was" "0 of 8 steps, 0%, not passed"

# A drill, and the results.
type_keys Escape
wait_text "Scenarios"
type_text "d"
shows "a variant" "Changed: row"
type_keys F2
shows "it is graded" "first-infusion~1:"
type_text "n"
shows "the next variant" "first-infusion~2:"
type_keys Escape
wait_text "Scenarios"
type_text "r"
shows "results" "Results, weakest rules first"
type_keys Escape Escape
wait_text "what is waiting"
type_keys Q
left "leaving again" 0
clean "live work was not written" "$("$IVLEDGER" --data "$IVLEDGER_DATA" list)"
tap_end
