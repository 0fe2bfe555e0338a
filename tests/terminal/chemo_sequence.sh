#!/bin/sh
# Two chemotherapy drugs one after the other, and the timeline zoomed.
. "$TESTS/terminal/lib.sh"

term_open 80x24
new_encounter CH-2
type_row paclit - - - port 0900 1200
type_row carbopl - - - - 1205 1250
done_rows
row_shows "three hours are one initial and two more" 1 "96413 96415x2"
row_shows "the next drug is sequential" 2 "96417"
shows "both lanes are filled" "2 carbopla c"
type_text "w"
shows "why names the row" "row 2: carboplatin, IV on port"
type_keys Escape
wait_text "balanced 225/225"
type_text "k+++"
shows "zoomed in, the scale has other marks" "10:10"
type_text "0"
shows "and the whole again" "12:00"
type_keys F8
shows "the claim has the lines" "0636 96415          2026-03-02     2"
type_keys Escape
save_encounter CH-2
type_keys Q
left "leaving" 0
same "the export has the units" "96413 1
96415 2
96417 1" "$(export_what codes | awk -F, 'NR > 1 { print $5, $6 }')"
tap_end
