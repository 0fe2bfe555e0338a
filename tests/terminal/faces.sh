#!/bin/sh
# Why, why not, what if, ledger, claim, findings, rule book and switches, key by key in a terminal.
. "$TESTS/terminal/lib.sh"

term_open 80x24
new_encounter FA-1
type_row carbo - - - PIV 0900 1035
type_row vanco - - i - 1100
done_rows
type_text ":why 96413"
type_keys Enter
shows "the questions of the engine, in order" "What class of drug is it?"
type_keys Down Down Enter
shows "a decision opens to what it read" "read generic: carboplatin"
shows "and to the row of the rule book" "rule: class.table"
type_keys Escape
wait_text "Billed as"
type_keys F6
shows "F6 lists what is not on the claim" "codes that are not on the claim"
type_text "/96409"
type_keys Enter
shows "with the condition that fails" "96409 takes a push"
type_keys Escape
type_text ":what-if 1.stop=10:30"
type_keys Enter
shows "a what-if says that it is none" "WHAT IF FA-1: not a fact, never saved"
shows "and what differs" "96415 went"
shows "and at which minute" "the codes turn at 10:30"
shows "and what every stop of the open row would give" "has no stop; with one it would be"
shows_not "and no amount" "National"
type_text "d"
shows "a change is dropped again" "Nothing is changed yet"
type_keys Escape
row_shows "the encounter is as it was" 1 "96413 96415"
type_keys F8
shows "the claim with national amounts" "national and not adjusted"
type_keys F5
shows "turns to the form" "UB-04, page 1 of 1"
type_keys F5
shows "and to the other" "CMS-1500, page 1 of"
type_keys Escape
type_text "!"
shows "findings name what the payer would answer" "Usual cause:"
type_keys Escape
type_text "C"
shows "the checklist asks" "To the nurse"
type_keys Escape
type_text "l"
shows "the ledger stands under its picture" "min  96413 unit 1"
type_keys Enter
shows "and a row of it opens" "What class of drug is it?"
type_keys Escape Escape
type_text "y"
shows "a switch says what another value would give" "here not_reportable would give"
type_keys Escape
type_text "R"
shows "the rule book" "time.clock"
type_keys Enter
shows "a row with its source" "citation"
type_keys Q
left "leaving from wherever one is" 0
term_close

term_open 60x16 NO_COLOR=1 -- --ascii
new_encounter FA-2
type_row carbo - - - PIV 0900 1035
done_rows
type_keys F7
shows "a small window without colour says it too" "WHAT IF FA-2: not a fact"
type_text "-----"
shows "a minute less, five times" "96415 went"
type_keys Q
left "leaving" 0
tap_end
