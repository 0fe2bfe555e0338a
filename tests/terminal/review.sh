#!/bin/sh
# Coder and supervisor, two login names on two terminals, go through a review: blind, return, rebut,
# return, agree, close; the errors named; returned work on the coder's first screen.
. "$TESTS/terminal/lib.sh"
iv() { "$IVLEDGER" --data "$IVLEDGER_DATA" --now "$NOW" "$@"; }
iv import "$ROOT/data/examples/day.csv" >/dev/null
by() { # LOGIN WORD WORD WORD
    LOGIN_AS=$1 LD_PRELOAD=$OBJ/tests/terminal/preload/login.so \
        "$IVLEDGER" --data "$IVLEDGER_DATA" --now "$NOW" "$2" "$3" "$4"
}
iv people sboss supervisor >/dev/null
id=26-003435

# The supervisor finds it by typing, and begins blind.
as sboss
term_open 80x30
sboss=$SOCKET
type_keys f
wait_text "Saved encounters"
type_keys F4
wait_text "Filter:"
type_text "famot"
shows "the list narrows as one types" "$id"
shows_not "the others are gone" "26-003437"
type_keys BSpace BSpace BSpace BSpace BSpace
type_text "coder=mtran"
type_keys Enter
shows "a filter by name" "Saved encounters: coder=mtran"
shows "and what it lets through" "26-003437"
shows_not "and nothing else" "$id"
type_text ":filter famot"
type_keys Enter
wait_text "$id"
type_keys v
shows "its answers side by side" "Not reviewed yet"
shows "with drug and codes" "lactated Ringer's    96361x7"
type_keys b
shows "blind hides them" "Blind: code it first"
shows "but not the record" "famotidine IV push R-PIV 21:45-21:47 20 mg"
shows_not "no code is seen" "96361x7"
type_keys c
wait_text "Codes"
type_text "96374 96375 96376 96361x6"
type_keys Enter
shows "once coded all are shown" "96361x6        minutes"
shows "one error" "1 error, against the reviewer"
type_keys t
wait_text "return, why"
type_keys Enter
shows "return needs words" "return needs words"
type_keys t
wait_text "return, why"
type_text "one hour less"
type_keys Enter
shows "it is returned" "reviewed by sboss, blind: returned"
type_keys Escape Escape
wait_text "what is waiting"

# The coder, on another terminal, sees it on the first screen and rebuts.
as rlee
term_open 80x30
rlee=$SOCKET
shows "it waits on the first screen" "Returned to you"
type_keys v
wait_text "Review of $id"
shows "the coder reads why" "one hour less"
type_keys o
shows "a coder begins none" "to review encounters takes a reviewer or a supervisor"
type_keys x
wait_text "rebut, why"
type_text "the stop is 14:00"
type_keys Enter
shows "it is rebutted" "blind: rebutted"

# The supervisor finds the answer waiting, names the error and returns it again.
SOCKET=$sboss
type_keys f
wait_text "Saved encounters"
type_keys Escape
shows "the answer waits for who reviews" "Answered by the coder"
type_text ":review $id"
type_keys Enter
wait_text "the stop is 14:00"
type_text "/96361x6"
type_keys Enter Enter
shows "the classes of the book" "The site has decided a disputed point otherwise"
type_text "/policy"
type_keys Enter Enter
wait_text "About it, in words"
type_text "the site counts so"
type_keys Enter
shows "the error has the reviewer's name" "96361x6        policy"
type_text ":return look at page 2"
type_keys Enter
shows "returned again" "blind: returned"
type_keys a
shows "even a supervisor's word is one" "blind: agreed"
type_text ":return and once more"
type_keys Enter
shows "returned a third time" "blind: returned"

# The coder agrees; saving the corrected rows meanwhile leaves it returned.
SOCKET=$rlee
type_keys Escape
wait_text "Returned to you"
type_keys v
wait_text "and once more"
type_keys a
shows "agreed" "blind: agreed"
type_keys Q
term_close

# The supervisor closes; the trail has every step with its login name; the scores count it.
SOCKET=$sboss
type_keys z
shows "who looks at old answers is told" "nothing was written"
type_keys z
shows "closed" "blind: closed"
shows "it is final" "final"
type_keys T
shows "the trail has every step" "rebutted; the stop is 14:00"
shows "and holds" "The chain holds"
same "each step by who did it" \
    "sboss opened sboss recoded sboss returned rlee rebutted sboss classed sboss returned sboss agreed sboss returned rlee agreed sboss closed" \
    "$(iv export --what reviews | sed 1d | tr -d '\r' | awk -F, '{ printf "%s%s %s", (NR > 1 ? " " : ""), $12, $13 }')"
type_keys Escape Escape
wait_text "what is waiting"
type_keys S
shows "the scores count it" "1 closed review counted."
type_keys Escape
wait_text "what is waiting"

# Several reviews of one encounter: final once the last is closed.
type_text ":review 26-003436"
type_keys Enter
wait_text "Not reviewed yet"
type_keys o
wait_text "reviewed by sboss: open"
by sboss people second reviewer >/dev/null
by second review 26-003436 open >/dev/null
type_keys m
wait_text "comment, why"
type_text "seen"
type_keys Enter
shows "both are there" "reviewed by second: open"
type_text ":close"
type_keys Enter
shows "one closed leaves it in review" "in review"
type_keys Q Q
term_close
has "in review still" "in review" "$(iv list number=26-003436)"
by second review 26-003436 close >/dev/null
has "then final" "final" "$(iv list number=26-003436)"
has "the list says final" "final" "$(iv list number=$id)"
tap_end
