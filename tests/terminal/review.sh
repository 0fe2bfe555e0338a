#!/bin/sh
# Coder and supervisor go through a review on their screens: return, rebut, return, agree, close.
. "$TESTS/terminal/lib.sh"
"$IVLEDGER" --data "$IVLEDGER_DATA" --now "$NOW" import "$ROOT/data/examples/day.csv" >/dev/null

# The supervisor finds it by typing, and begins blind.
term_open 80x24
type_keys f
wait_text "Saved encounters"
type_keys F4
wait_text "Filter:"
type_text "famot"
shows "the list narrows as one types" "26-003435"
shows_not "the others are gone" "26-003437"
type_keys BSpace BSpace BSpace BSpace BSpace
type_text "coder=mtran"
type_keys Enter
shows "a filter by name" "Saved encounters: coder=mtran"
shows "and what it lets through" "26-003437"
shows_not "and nothing else" "26-003435"
type_text ":filter famot"
type_keys Enter
wait_text "26-003435"
type_keys v
shows "its answers side by side" "Not reviewed yet"
shows "with drug and codes" "lactated Ringer's    96361x7"
type_keys b
shows "blind hides them" "Blind: code it first"
shows_not "no code is seen" "96361x7"
type_keys c
wait_text "Codes"
type_text "96374 96375 96376 96361x6"
type_keys Enter
shows "once coded all are shown" "96361x6        minutes"
type_keys t
wait_text "return, why"
type_keys Enter
shows "return needs words" "return needs words"
type_keys t
wait_text "return, why"
type_text "one hour less"
type_keys Enter
shows "it is returned" "reviewed by $(id -un), blind: returned"
type_keys Q
left "the supervisor leaves" 0
term_close

# The coder sees it on the first screen and rebuts.
term_open 80x24
shows "it waits on the first screen" "Returned by the supervisor"
type_keys v
wait_text "Review of 26-003435"
shows "the coder reads why" "one hour less"
type_keys x
wait_text "rebut, why"
type_text "the stop is 14:00"
type_keys Enter
shows "it is rebutted" "blind: rebutted"
type_keys Q
term_close

# The supervisor returns it again; the coder agrees; the supervisor closes.
term_open 80x24
type_text ":review 26-003435"
type_keys Enter
wait_text "the stop is 14:00"
type_text ":return look at page 2"
type_keys Enter
shows "returned again" "blind: returned"
type_keys a
shows "agreed" "blind: agreed"
type_keys z
shows "closed" "blind: closed"
shows "it is final" "final"
type_keys T
shows "the trail has every step" "rebutted; the stop is 14:00"
shows "and holds" "The chain holds"
type_keys Escape Escape
wait_text "what is waiting"
type_keys S
shows "the scores count it" "1 closed review counted."
type_keys Escape
wait_text "what is waiting"
type_text ":sample 7 5 coder=rlee"
type_keys Enter
shows "a sample says its frame" "Frame 22 encounters"
shows "and what was drawn" "rlee                  22         0      5"
type_keys Escape
wait_text "what is waiting"
type_text ":sample few"
type_keys Enter
shows "a sample needs its numbers" "Write :sample SEED SIZE"
type_text ":selfaudit payer=medicare"
type_keys Enter
shows "the auditors' questions" "More than one initial code on one visit"
type_keys Q Q
term_close
has "the list says final" "final" "$("$IVLEDGER" --data "$IVLEDGER_DATA" list number=26-003435)"
tap_end
