#!/bin/sh
# Letters that complete a drug, letters that might be several, lists to choose from.
. "$TESTS/terminal/lib.sh"

term_open 80x24
new_encounter CO-1
type_text "remic"
shows "a brand is offered while it is typed" "Tab takes Remicade (infliximab)"
type_keys Tab
shows "and taken" "Drug Remicade"
type_keys BTab
type_keys C-u
type_text "J0696"
shows "so is a HCPCS number" "ceftriaxone"
type_keys Tab BTab C-u
type_text "dex"
type_keys Tab
shows "letters that may be several are refused, both named" '"dex" may be'
type_keys BTab F4
shows "F4 lists them" "dexamethasone"
type_text "/dexameth"
type_keys Enter Enter
shows "Enter takes the one searched for" "Drug dexamethasone sodium"
type_keys Tab Tab F4
shows "the methods are listed" "injection"
type_text "j"
type_keys Enter
shows "push is taken" "Method push"
type_text "?"
shows "? says what the field wants" "Write the label of the access"
type_text "PIV"
type_keys Tab
type_text "0900"
type_keys C-n
row_shows "the row is coded" 1 "96374"
type_keys Escape
save_encounter CO-1
type_keys Q
left "leaving" 0
tap_end
