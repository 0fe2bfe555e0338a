#!/bin/sh
# Two people at one encounter: the second to save is shown what the first did, decides what both
# changed, and saves both together, or a copy.  Nothing is overwritten unseen.
. "$TESTS/terminal/lib.sh"
iv() { "$IVLEDGER" --data "$IVLEDGER_DATA" --now "$NOW" "$@"; }
iv import "$ROOT/data/examples/day.csv" >/dev/null
id=26-003435

open_it() { # LOGIN: at the workbench of $id; its terminal is the one that keys go to
    as "$1"
    term_open 80x24
    type_text ":find number=$id"
    type_keys Enter
    wait_text "Saved encounters"
    type_keys Enter
    wait_text "F6 Why not"
}
stop_of_row_1() { # TEXT
    type_keys Home e Tab Tab Tab Tab Tab Tab C-u
    type_text "$1"
    type_keys C-n Escape
    row_shows "row 1 stops at $1" 1 "${1%??}:${1#??}"
}

open_it rlee
rlee=$SOCKET
open_it mtran
mtran=$SOCKET

# mtran: another stop, a row more; saved first.
stop_of_row_1 0330
type_keys i
wait_text "Quick"
type_text "ketorolac 30 mg p 2300"
type_keys Enter Escape
row_shows "mtran's new row" 5 ketorolac
type_keys F2
shows "the first is saved" "$id is saved as coded."

# rlee: also another stop, and another diagnosis.
SOCKET=$rlee
stop_of_row_1 0400
type_text ":header"
type_keys Enter
wait_text Header
type_keys Tab Tab Tab Tab C-u
type_text "E86.0"
type_keys C-n
wait_text "F6 Why not"
type_keys F2
shows "the second is told by whom" "$id was saved by mtran"
shows "what both changed" "row 1, lactated Ringer's 21:30: stop"
shows "with all three" "was 2026-03-03 04:10; theirs 2026-03-03 03:30; yours 2026-03-03 04:00"
shows "what only they changed" "[theirs] row 5, ketorolac 23:00"
shows "what only this one changed" "[yours ] dx"
shows "how many to decide" "1 to decide"
type_keys F2
shows "not before it is decided" "1 conflict is not decided yet"
has "nothing is written yet" ",03:30," "$(iv export number=$id | grep Ringer)"
type_keys t
shows "decided" "F2 saves both"
shows "the codes of both" "Together: 96374 96375x2 96376 96361x6"
type_keys m Escape
shows "back at the workbench, as it was" "DRAFT"
row_shows "with one's own stop" 1 "04:00"
type_keys F2
wait_text "1 to decide"
type_keys m F2
shows "saved together" "$id is saved as coded, with what both of you changed."
row_shows "the stop is one's own" 1 "04:00"
row_shows "their row is there" 5 ketorolac
same "in the database: theirs and mine" "E86.0 04:00 ketorolac" \
    "$(iv export number=$id | tr -d '\r' | awk -F, 'NR == 2 { dx = $6; stop = $22 } /ketorolac/ { k = $14 } END { print dx, stop, k }')"

# mtran comes second now, and keeps a copy.
SOCKET=$mtran
stop_of_row_1 0300
type_keys F2
shows "now the other is second" "$id was saved by rlee"
type_keys c
wait_text "Number of your copy"
type_text "$id-B"
type_keys Enter
shows "a copy" "Yours is saved as $id-B; $id stays as they left it."
has "the copy has mtran's stop" "03:00" "$(iv export number=$id-B | grep Ringer)"
has "the other still rlee's" "04:00" "$(iv export number=$id | grep Ringer | grep -v "^$id-B")"
type_keys Q
term_close

# Only the status changed: told so, and saved on top.
SOCKET=$rlee
iv review $id open >/dev/null
stop_of_row_1 0355
type_keys F2
shows "a review was opened meanwhile" "review: 96374 96375x2"
shows "the rows are the same" "[yours ] row 1"
type_keys F2
shows "it stays in review" "$id is saved as in review"
type_keys Q
term_close
iv db verify >/dev/null
status "every save is in the trail" 0 $?
tap_end
