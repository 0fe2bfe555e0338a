#!/bin/sh
# An infusion whose stop nobody charted.
. "$TESTS/terminal/lib.sh"

term_open 80x24
new_encounter MS-1
type_row ceftr - - inf PIV 0900
done_rows
row_shows "the stop is asked for" 1 "09:00 ?"
shows "its lane is open at the end" "······?"
shows "the finding is counted" "! 1 error"
type_text "e"
wait_text "Row 1"
type_keys Tab Tab Tab Tab Tab Tab
type_text "+45"
type_keys C-n
row_shows "with the stop it is an infusion" 1 "09:00 09:45     45  96365"
type_keys Escape
save_encounter MS-1
type_keys Q
left "leaving" 0
has "the stop is kept" "09:00,09:45" "$(export_what administrations)"
tap_end
