#!/bin/sh
# Four drugs on one line, typed key by key; saved, opened again, exported.
. "$TESTS/terminal/lib.sh"

term_open 80x24
shows "the start screen says that nothing waits" "Nothing is waiting"
new_encounter E1
type_row carbo - - - PIV 0900 1035
row_shows "carboplatin is coded while it is typed" 1 "09:00 10:35     95  96413 96415"
type_row ondan - - - - 0830 0850
row_shows "ondansetron is sequential" 2 "08:30 08:50     20  96367"
type_row dexa - - p - 0852
row_shows "dexamethasone is a push" 3 "08:52            -  96375"
type_row sal - - - - 0800 1110
row_shows "saline is what the drugs leave of it" 4 "08:00 11:10     75* 96361"
done_rows
shows "the book of minutes balances" "balanced 305/305"
shows "the saline lane is hollow beside the drugs" "4 saline   h ░░░░░░░░░░·······░░░································░░░░░░░░░░░░"
shows "the push is a tick" "3 dexameth t                  │"
shows "carboplatin is filled" "1 carbopla c                     ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓"
type_text '!'
shows "the findings say what is missing" "carboplatin has no dose"
type_keys Escape
wait_text "balanced 305/305"
type_keys Up Up
shows "the reason follows the row" "Why row 2"
type_keys Tab
shows "the reason follows the code" "Why 96413"
type_text ":why 96361"
type_keys Enter
shows "a code is explained by name" "96361: plain fluid"
type_keys Escape
wait_text "balanced 305/305"
save_encounter E1
type_keys Q
left "leaving" 0
term_close

term_open 80x24
shows "today's work is on the start screen" "96413 96415 96367 96375 96361"
type_keys Enter
row_shows "the saved rows come back" 4 "08:00 11:10     75* 96361"
type_keys Q
left "leaving again" 0
same "the export has the codes" "E1,1,96413,1
E1,1,96415,1
E1,1,96367,1
E1,1,96375,1
E1,1,96361,1" "$(export_what codes | awk -F, 'NR > 1 { print $1 "," $2 "," $5 "," $6 }')"
export_what administrations >out.csv
same "coding the exported rows gives the same codes" "$(export_what codes | cut -d, -f1,2,5,6)" \
    "$("$IVLEDGER" --data "$IVLEDGER_DATA" code --format csv out.csv | cut -d, -f1,2,5,6)"
tap_end
