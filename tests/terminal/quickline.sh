#!/bin/sh
# A whole encounter by quick lines, rows pasted through the terminal, and the linear mode at a real
# terminal.
. "$TESTS/terminal/lib.sh"

term_open 80x24
type_text "nQL-1"
type_keys C-o
shows "the quick line opens from the header" "Row 1 as one line"
type_text "ceftr 2g 0830-0905"
shows "and reads back" "ceftriaxone, 2 g, IV infusion, 08:30-09:05 (35 min), line 1"
type_keys Enter
type_text "cef 1g"
shows "several drugs are named while typing" "may be cefazolin, cefepime"
type_keys C-u
type_text "zofran 4mg p 0912"
type_keys Enter
row_shows "the push is a row" 2 "96375"
type_text "ns 1000+90"
type_keys Enter F2
shows "F2 saves from the quick line" "QL-1 is saved as coded."
row_shows "with the fluid" 3 "96361"

type_text "p"
shows "pasting" "F2 shows what they mean"
term_mux set-buffer "$(printf 'Medication\tDose\tRoute\tStart Time\tStop Time\nfamotidine\t20 mg\tIV Push\t1135\t\nQ:quit\t1\tIV\tnever\t\n')"
term_mux paste-buffer
shows "text of a paste is never a command" "Q:quit"
type_keys F2
shows "the preview" "F2 takes 1 of 2 rows"
type_keys F2 F2
shows "what cannot be read is left out" "1 row is taken, 1 left out"
row_shows "the row is there" 4 "famotidine"
type_text "u"
shows "undo" "One change is taken back"
shows_not "and one undo takes the paste back" "famotidine"
type_text "Q"
left "leaving" 0

TERM_FIRST="ivledger:" term_open 80x24 -- --plain
type_text "new QL-2"
type_keys Enter
shows "prompts in a terminal" "Encounter number [QL-2]:"
type_text "."
type_keys Enter
type_text "zofran 4mg p 0912"
type_keys Enter Enter
shows "a row" "Codes: 96374."
type_keys C-d
left "Ctrl-D leaves" 0
has "with the draft kept" "QL-2 is not saved. It is kept as a draft" "$(screen)"
tap_end
