#!/bin/sh
# An old terminal without colour and without UTF-8.
. "$TESTS/terminal/lib.sh"

term_open 80x24 TERM=vt100 NO_COLOR=1 LC_ALL=C
new_encounter VT-1
type_row carbo - - - PIV 0900 1035
type_row ondan - - - - 0830 0850
type_row dexa - - p - 0852
type_row sal - - - - 0800 1110
done_rows
shows "letters tell the class" "1 carbopla c                     cccccccccccccccccccccccccccccccc"
shows "dots are minutes that bill nothing" "4 saline   h hhhhhhhhhh.......hhh................................hhhhhhhhhhhh"
shows "a push is a bar" "3 dexameth t                  |"
clean "nothing but ASCII is on the screen" "$(screen | LC_ALL=C grep -n '[^ -~]')"
same "no colour is sent" "" "$(term_mux capture-pane -ep | LC_ALL=C grep -o "$(printf '\033')\[[0-9;]*[34][0-7]m" | head -n 1)"
save_encounter VT-1
type_keys Q
left "leaving" 0
term_close

term_open 80x24 TERM=xterm-256color -- --ascii
type_keys Enter
row_shows "--ascii draws the same in a terminal that has colour" 4 "75* 96361"
shows "with letters" "hhhhhhhhhh.......hhh"
type_keys Q
left "leaving again" 0
tap_end
