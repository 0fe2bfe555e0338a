#!/bin/sh
# Fluid alone, on the smallest screen.
. "$TESTS/terminal/lib.sh"

term_open 60x16
new_encounter HYD-1
type_row sal - - - PIV 0800 0945
row_shows "105 minutes are the initial hour and one more" 1 "08:00 09:45    105  9636"
done_rows
shows "the initial code has its margin" "96360       1  saline"
shows "so has the further hour" "96361       1  saline"
type_keys Tab Down
shows "the reason of the further hour is on the small screen" "next at 151"
save_encounter HYD-1
type_keys Q
left "leaving" 0
same "the export has both codes" "HYD-1,96360,1
HYD-1,96361,1" "$(export_what codes | awk -F, 'NR > 1 { print $1 "," $5 "," $6 }')"
tap_end
