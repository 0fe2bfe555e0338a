#!/bin/sh
# Times as hands type them, fields taken from above, fields refused.
. "$TESTS/terminal/lib.sh"

term_open 80x24
new_encounter TI-1
type_row ceftr - - - PIV 830a +35
row_shows "830a and +35" 1 "08:30 09:05     35  96365"
type_text "ondan"
type_keys Tab Tab Tab
type_text "p"
type_keys Tab Tab
type_text "9"
type_keys Tab
shows "a bare 9 is refused with the reason" 'Start: "9" is not a clock time'
shows "the refused text stays" "Start 9 "
type_keys C-n
shows "a row with a refused field is not done" "Row 2"
type_text "9:12"
type_keys C-n
row_shows "corrected" 2 "09:12"
wait_text "Row 3"
type_keys '"'
shows "a drug from the row above" "Drug ondansetron"
type_keys Tab Tab Tab C-d
shows "a method from the row above" "Method push"
type_keys Tab Tab
type_text "."
type_keys Tab
shows "the same time as above" "Start 09:12"
type_keys BTab
type_text "n"
type_keys C-n
row_shows "now" 3 "12:00"
type_keys BTab
type_keys Escape
save_encounter TI-1
type_keys Q
left "leaving" 0
tap_end
