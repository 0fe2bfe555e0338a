#!/bin/sh
# Rows copied, moved, deleted; everything taken back and done again.
. "$TESTS/terminal/lib.sh"

term_open 80x24
new_encounter UN-1
type_row ceftr - - - PIV 0830 0905
type_row ondan - - p - 0912
done_rows
type_text "c"
row_shows "the copy stands below" 3 "ondansetron"
type_text "Kd"
shows "the message names what was deleted" "is deleted; u takes it back"
type_text "kkkd"
row_shows "only the push is left, and initial" 1 "96374"
type_text "u"
row_shows "the antibiotic is back" 1 "96365"
type_text "uuu"
row_shows "two rows, as before the copy" 2 "96375"
shows_not "without the third" " 3 ondansetron"
type_text "uuuuuuuuuuuuuuuuuu"
shows "back to the empty encounter" "There is nothing to take back."
shows "with nothing in it" "balanced 0/0"
type_text "rrrrrrrrrrrrrrrrrrrr"
shows "and forward to the end" "There is nothing to do again."
row_shows "where only the push is left" 1 "96374"
type_text "uuuu"
row_shows "both rows again" 2 "96375"
type_text ":save"
type_keys Enter
shows "the typed form saves" "UN-1 is saved as coded."
type_keys Q
left "leaving" 0
same "what was seen is what was saved" "96365 96375" "$(export_what codes | awk -F, 'NR > 1 { print $5 }' | xargs)"
tap_end
