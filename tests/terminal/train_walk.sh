#!/bin/sh
# A walk through a scenario, from the first step to the last, in the frame of training.
. "$TESTS/terminal/lib.sh"

term_open 80x24
type_keys t
shows "the scenarios are listed" "TRAINING  Scenarios"
shows "in a frame of their own" "= TRAINING = TRAINING ="
type_text "/"
wait_text "/"
type_text "drip-and-push "
type_keys Enter
shows "one is found" ">1 clean facility  drip-and-push"
type_keys Enter
shows "its record is a chart of lines" "1 ceftriaxone 2g 0830-0905 L-PIV"
shows "the first step" "Step 1 of 16  row 1 (ceftriaxone)"
shows_not "which is not open" "It is:"
type_keys Enter
wait_text "Your answer:"
type_text "out"
type_keys Enter
shows "the class commits" "Said: out"
shows_not "and is not yet told" "not so"
type_text "o"
shows "then it opens" "Said: out: not so"
shows "with the answer" "It is: in"

step=2
while [ "$step" -le 16 ]; do
    type_text "n"
    wait_text "Step $step of 16"
    case $step in
    5) shows "who it is about" "row 1 (ceftriaxone)"; shows_not "a new step is closed" "It is:" ;;
    11) shows "a code is not given away" "code 1 of 2" ;;
    esac
    type_text "o"
    wait_text "It is:"
    case $step in
    2) shows "a reason" "ceftriaxone ran 35 minutes" ; shows "and where it stands" "kind.infusion:" ;;
    10) shows "the relation" "It is: sequential" ;;
    14) shows "the second code" "It is: 96375" ;;
    esac
    step=$((step + 1))
done
shows "the last step" "Step 16 of 16"
type_text "n"
shows "there is none behind it" "This is the last step"
type_keys Down Down Down Down Down Down
shows "the whole claim" "The claim: 96365 96375"
step=15
while [ "$step" -ge 1 ]; do
    type_text "p"
    wait_text "Step $step of 16"
    step=$((step - 1))
done
shows "back to the first, as it was left" "Said: out: not so"
type_keys Escape Escape
shows "live work is where it was" "what is waiting"
type_keys Q
left "leaving" 0
clean "a walk writes nothing" "$(find "$HOME" -name 'ivledger-training.db')"
tap_end
