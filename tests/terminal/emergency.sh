#!/bin/sh
# An antibiotic, a push and fluid in the emergency department, on a wide screen.
. "$TESTS/terminal/lib.sh"

term_open 120x40
new_encounter ED-7
type_row ceftr - - - PIV 0830 0905
type_row zof - - p - 0912
type_row "normal sal" - - - - 0800 1130
done_rows
row_shows "the antibiotic is the initial service" 1 "96365"
row_shows "the push is another drug" 2 "96375"
row_shows "the fluid is what the drug leaves of it" 3 "96361"
shows "codes stand to the right" "│ 96365       1  ceftriaxone"
shows "the ledger has the room below the timeline" "08:30-09:05    35 min  96365 unit 1"
type_keys F5
shows "F5 turns the left side to the reasons" "What kind of administration is it?"
type_keys Escape
type_text h
wait_text "Header"
type_keys Tab Tab Tab Tab
type_text "A41.9"
type_keys C-n
shows "the diagnosis stands in the header line" "dx A41.9"
shows_not "and is no longer missing" "No diagnosis"
save_encounter ED-7
type_keys Q
left "leaving" 0
same "the export has the three codes" "96365 96375 96361" "$(export_what codes | awk -F, 'NR > 1 { print $5 }' | xargs)"
tap_end
