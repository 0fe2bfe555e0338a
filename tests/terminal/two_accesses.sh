#!/bin/sh
# A second access: without a reason it is coded as the first, with one it has its own initial service.
. "$TESTS/terminal/lib.sh"

term_open 80x24
new_encounter AX-1
type_row vancom - - - L-PIV 0900 1030
type_row pantop - - - R-PIV 0915 0945
done_rows
row_shows "without a reason the second is not initial" 2 "96368"
type_text "!"
shows "and a finding says so" "R-PIV"
type_keys Escape
type_text "e"
wait_text "Row 2"
type_keys Up
wait_text "Row 1"
type_keys Down
wait_text "Row 2"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19; do type_keys Tab; done
type_text "not compatible"
type_keys C-n Escape
row_shows "with the reason it is initial" 2 "96365"
shows "and carries the modifier" "96365-59"
shows "each access has a scale of its own" "── R-PIV ──"
save_encounter AX-1
type_keys Q
left "leaving" 0
has "the reason is kept" "not compatible" "$(export_what administrations)"
tap_end
