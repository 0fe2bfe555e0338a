#!/bin/sh
# The coder departs from the engine at the workbench: code, units, modifier, drop, add, take back; each
# with a reason from the book and words, the engine's own line beside it, saved and in the trail.
. "$TESTS/terminal/lib.sh"
"$IVLEDGER" --data "$IVLEDGER_DATA" --now "$NOW" import "$ROOT/data/examples/day.csv" >/dev/null
iv() { "$IVLEDGER" --data "$IVLEDGER_DATA" --now "$NOW" "$@"; }
id=26-003435

as rlee
term_open 80x34
type_text ":find number=$id"
type_keys Enter
wait_text "Saved encounters"
type_keys Enter
wait_text "F6 Why not"

# Another code in the place of the engine's.
type_keys Tab O
shows "what can be done with the selected code" "take 96374 off the claim"
type_keys Down Down Down Enter
wait_text "Code in the place of 96374"
type_text "96999"
type_keys Enter
shows "a code that is none is refused" "96999 is no administration code"
type_keys O Down Down Down Enter
wait_text "Code in the place of 96374"
type_text "96365"
type_keys Enter
shows "the reasons of the book" "An addendum changes what was charted"
type_keys Enter
wait_text "In words"
type_keys Enter
shows "words are needed" "needs words beside its reason"
type_text ":overrule 96374=96365"
type_keys Enter
wait_text "An addendum changes"
type_keys Enter
wait_text "In words"
type_text "20 minutes in the note"
type_keys Enter
shows "it names the rule" "96374 is overruled to 96365 (record), against rule initial.rank"
shows "the engine's line stays" "96374       1  famotidine"
shows "the coder's stands below it" "coder: 96365; record: 20 minutes in the note (rlee)"
has "saved with reason, words and rule" "-> 96365; record: 20 minutes in the note; against rule initial.rank; rlee" \
    "$(iv overrule $id)"

# Units, modifier, drop, add: each of the selected line.
type_keys End O Down Enter
wait_text "Units instead of 96361x7"
type_text 6
type_keys Enter
wait_text "An addendum changes"
type_keys Down Enter
wait_text "In words"
type_text "one hour was charted twice"
type_keys Enter
shows "other units" "coder: 96361x6; addendum: one hour was charted twice"
type_keys Home Down Down O Down Down Enter
wait_text "Modifiers of 96375"
type_text "59 XU"
type_keys Enter
wait_text "An addendum changes"
type_keys Enter
wait_text "In words"
type_text "apart"
type_keys Enter
shows "a modifier" "coder: 96375-59-XU; record: apart (rlee)"
type_text ":overrule 96376="
type_keys Enter
wait_text "An addendum changes"
type_keys Enter
wait_text "In words"
type_text "not given"
type_keys Enter
shows "a line dropped" "96376 is dropped (record)"
type_text ":overrule =96372x2"
type_keys Enter
wait_text "An addendum changes"
type_keys Enter
wait_text "In words"
type_text "two in the arm"
type_keys Enter
shows "a line added" "96372x2 is added (record)"
same "all stand in the database" "96365 96375-59-XU 96361x6 96372x2" \
    "$(iv overrule $id | sed -n 's/^ *coder: //p')"
same "the engine's own are kept" "96374 96375 96376 96361x7" \
    "$(iv overrule $id | sed -n 's/.*engine: //p')"

# Taken back, with words.
type_keys O
wait_text "take back: 96374 to 96365, record, by rlee"
type_text "/96376 to"
type_keys Enter Enter
wait_text "Why it is taken back"
type_text "it was given"
type_keys Enter
shows "taken back" "The overrule is taken back"
same "and stands again" "96365 96375-59-XU 96376 96361x6 96372x2" \
    "$(iv overrule $id | sed -n 's/^ *coder: //p')"

# Unsaved work has none; a change of the rows leaves the departures and says which fit no longer.
type_keys Home Tab d
shows "deleted" "is deleted"
type_keys O
shows "unsaved work takes none" "save first (F2)"
shows "what does not fit is said" "overrule 96361x7 to 96361x6 fits no line any more"
type_keys u
wait_text "One change is taken back"
type_keys Q
term_close

# A job that may not says who may; and the trail has all of it.
iv people "$(id -un)" supervisor >/dev/null
iv people tess trainer >/dev/null
as tess
term_open 80x34
type_text ":find number=$id"
type_keys Enter
wait_text "Saved encounters"
type_keys Enter
wait_text "F6 Why not"
type_keys O
shows "a trainer overrules nothing" "to overrule the engine takes a coder or a supervisor"
type_keys Q
term_close
trail=$(iv db audit $id)
has "the trail: who, before, after" "rlee" "$(echo "$trail" | grep 'overruled  was: 96374  is: 96365; record; 20 minutes in the note; rule initial.rank')"
has "the trail: taken back" "overrule taken back  96376; record; it was given" "$trail"
iv db verify >/dev/null
status "its chain holds" 0 $?
tap_end
