#!/bin/sh
# Blood, tablets and a drug that nobody knows.
. "$TESTS/terminal/lib.sh"

term_open 80x24
new_encounter OS-1
type_row "red cells" blood - - PIV 0900 1200
row_shows "blood is coded elsewhere" 1 "(36430)"
type_row acetamin - PO - - 0905
type_text Zzyzx
type_keys Tab Tab Tab Tab Tab
type_text 1000
type_keys Tab
type_text 1030
shows "an unknown drug is kept as charted" "Zzyzx is not in the drug table"
type_keys C-n
done_rows
shows "and its class is asked for" "1 error"
type_text "e"
wait_text "Row 3"
type_keys Tab
type_text "t"
type_keys C-n Escape
row_shows "with a class it is coded" 3 "96365"
save_encounter OS-1
type_keys Q
left "leaving" 0
same "only the drug is on the claim" "96365" "$(export_what codes | awk -F, 'NR > 1 { print $5 }' | xargs)"
tap_end
