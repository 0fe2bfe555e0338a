#!/bin/sh
# A stop before its start is on the next day, and is seen to be.
. "$TESTS/terminal/lib.sh"

term_open 80x24
new_encounter MN-1
type_text vancom
type_keys Tab Tab Tab Tab
type_text PIV
type_keys Tab
type_text 2330
type_keys Tab
type_text 0100
type_keys Tab
shows "the message names the day" "The stop 01:00+1 is on 2026-03-03"
row_shows "the row shows it" 1 "23:30 01:00+1   90  96365"
type_keys C-n
shows "midnight is marked on the scale" "03-03"
done_rows
save_encounter MN-1
type_keys Q
left "leaving" 0
has "the times are kept" "23:30,01:00" "$(export_what administrations)"
tap_end
