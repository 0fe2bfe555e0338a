#!/bin/sh
# An office: header typed field by field, injections, a visit code.
. "$TESTS/terminal/lib.sh"

term_open 80x24
type_keys n
wait_text "Header"
type_text "OF-1"
type_keys Tab
type_text "t-1"
type_keys Tab
type_text "o"
type_keys Tab
type_text "comm"
type_keys Tab
type_text "D51.0"
type_keys Tab
type_text "99213"
type_keys Tab
type_text "y"
type_keys C-n
shows "the header is understood" "OF-1  office  comm  2026-03-01  dx D51.0  visit 99213"
wait_text "Row 1"
type_row cyanoc - im inj - 0910
done_rows
row_shows "an injection" 1 "96372"
type_keys F8
shows "the visit code takes its modifier" "99213 25"
type_keys Escape
save_encounter OF-1
type_keys Q
left "leaving" 0
same "the export has the injection" "OF-1 office 96372 1" "$(export_what codes | awk -F, 'NR > 1 { print $1, $4, $5, $6 }')"
tap_end
