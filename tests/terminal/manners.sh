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
same "a crash: the mouse is the terminal's again" 0 "$(term_mux display-message -p '#{mouse_any_flag}')"
term_mux set-buffer -b p "pasted"
term_mux paste-buffer -p -b p
shows "a crash: pasted text comes as it is" "pasted"
shows_not "a crash: without brackets" "200~"
term_close

term_open 80x24
kill -ABRT "$(program_pid)"
left "an abort" 134
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
term_mux set-buffer -b p "true"
term_mux paste-buffer -p -b p
type_keys Enter
shows_not "and pasted text comes without brackets" "200~"
term_mux resize-window -x 100 -y 30
type_text "fg"
type_keys Enter
shows "fg draws the screen anew" "what is waiting"
wait_text "F1 Help"
same "in the size that the window has now" 1 "$(screen | sed -n 30p | grep -c 'F1 Help')"
type_text "?"
shows "and it goes on" "Help: start"
type_keys Escape
wait_text "what is waiting"
pid=$(pgrep -f -n "^$IVLEDGER --data $IVLEDGER_DATA\$")
kill -STOP "$pid"
wait_text "topped"
type_text "fg"
type_keys C-j # nobody has told the terminal to make a newline of Enter
tries=250
while [ "$tries" -gt 0 ] && screen | grep -q topped; do tries=$((tries - 1)); sleep 0.02; done
type_text "?"
shows "stopped by another and gone on with, it has its terminal again" "Help: start"
type_text "Q"
shows "and leaves it" "shell>"
tap_end
