#!/bin/sh
# A pump that runs for days.
. "$TESTS/terminal/lib.sh"

term_open 80x24
new_encounter PU-1
type_row "fluoro" - - pump port 1000 "2026-03-04 0800" - - - - - portable_p
done_rows
row_shows "46 hours on a pump" 1 "96416"
row_shows "the stop is two days later" 1 "10:00 08:00+2 2760"
shows "the scale reaches over the days" "03-03"
save_encounter PU-1
type_keys Q
left "leaving" 0
has "the device is kept" "portable_pump" "$(export_what administrations)"
tap_end
