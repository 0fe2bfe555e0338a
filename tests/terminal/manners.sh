#!/bin/sh
# Signals, stopping and going on, resizing, a crash: the terminal is left clean and the work is safe.
. "$TESTS/terminal/lib.sh"

one_row() { # NUMBER
    new_encounter "$1"
    type_row ceftr - - - PIV 0830 0905
    row_shows "$1: a row" 1 "96365"
}

for signal in TERM HUP; do
    term_open 80x24
    one_row "SG-$signal"
    number=$([ $signal = TERM ] && echo 143 || echo 129)
    kill -$signal "$(program_pid)"
    left "SIG$signal" "$number"
    term_close
done

term_open 80x24
shows "both are drafts now" "SG-TERM        1 row"
shows "the one that was hung up as well" "SG-HUP         1 row"
type_keys C-c
shows "Ctrl-C ends nothing" "Ctrl-C does nothing here"
kill -SEGV "$(program_pid)"
wait_text "LEFT 139"
left "a crash" 139
term_close

term_open 80x24
type_keys Enter
row_shows "a draft opens" 1 "96365"
term_mux resize-window -x 120 -y 40
shows "wider: codes stand to the right" "│ 96365"
term_mux resize-window -x 60 -y 16
shows "smaller: the codes are below" "96365       1  ceftriaxone"
term_mux resize-window -x 40 -y 10
shows "too small: a sentence says what is needed" "ivledger needs 60 columns and 16"
term_mux resize-window -x 300 -y 100
shows "very large: everything is there" "ceftriaxone ran 35 minutes"
term_mux resize-window -x 80 -y 24
shows "and back" "F1 Help  F2 Save"
type_keys Q
left "leaving" 0
term_close

# Ctrl-Z needs a shell that knows jobs.
term_new_socket
term_mux new-session -d -x 80 -y 24 "env PS1='shell> ' ENV= sh -i"
term_mux set-option -g status off
wait_text "shell>"
type_text "$IVLEDGER --data $IVLEDGER_DATA"
type_keys Enter
wait_text "what is waiting"
type_keys C-z
shows "Ctrl-Z gives the shell back" "shell>"
same "on the screen that was there before" 0 "$(term_mux display-message -p '#{alternate_on}')"
type_text "fg"
type_keys Enter
shows "fg draws the screen anew" "what is waiting"
type_text "?"
shows "and it goes on" "Help: start"
tap_end
