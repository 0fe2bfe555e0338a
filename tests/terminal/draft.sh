#!/bin/sh
# The program is killed while somebody types: the next start offers everything that was accepted.
. "$TESTS/terminal/lib.sh"

term_open 80x24
new_encounter DR-1
type_row ceftr - - - PIV 0830 0905
type_text "ondan"
type_keys Tab Tab Tab
type_text "p"
type_keys Tab Tab
type_text "09"
wait_text "Start 09"
kill -9 "$(program_pid)"
shows "killed in the middle of a field" "LEFT 137"
term_close
same "nothing of it counts as saved" 0 "$(export_what codes | awk 'NR > 1' | wc -l | tr -d ' ')"

term_open 80x24
shows "the next start offers the draft" "DR-1           2 rows, last typed"
type_keys Enter
row_shows "the finished row is there" 1 "08:30 09:05     35  96365"
row_shows "so are the accepted fields of the other" 2 "ondansetron"
row_shows "its method among them" 2 "push"
type_text "e"
wait_text "Row"
type_keys Escape
type_text "k"
type_text "je"
wait_text "Row 2"
type_keys Tab Tab Tab Tab Tab
type_text "0912"
type_keys C-n Escape
row_shows "the work goes on" 2 "96375"
save_encounter DR-1
type_keys Escape
shows "nothing waits but today's work" "Saved today"
shows_not "the draft is done with" "Drafts:"
type_keys n
wait_text "Header"
type_text "DR-2"
type_keys Tab Escape Escape
shows "an encounter left alone is a draft" "DR-2           0 rows"
type_text "D"
wait_text "Throw this draft away"
type_text "y"
type_keys Enter
shows "it can be thrown away" "The draft is thrown away."
shows_not "and is gone" "DR-2 "
type_keys Q
left "leaving" 0
tap_end
