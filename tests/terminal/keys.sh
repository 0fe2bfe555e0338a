#!/bin/sh
# Function keys as different terminals send them, Esc alone, sequences of no key.
. "$TESTS/terminal/lib.sh"

ESC=$(printf '\033')
help_by() { # NAME BYTES
    term_mux send-keys -l -- "$2"
    shows "$1 opens the help" "Help: start"
    type_keys Escape
    wait_text "what is waiting"
}

term_open 80x24 TERM=xterm
help_by "F1 of xterm" "${ESC}OP"
help_by "F1 of PuTTY and rxvt" "${ESC}[11~"
help_by "F1 of the Linux console" "${ESC}[[A"
term_mux send-keys -l -- "${ESC}[14~"
shows "F4 of PuTTY" "nothing is saved yet"
term_mux send-keys -l -- "${ESC}[13~"
shows "F3 of PuTTY goes back" "what is waiting"
term_mux send-keys -l -- "${ESC}[1;5P"
shows_not "a sequence of no key types nothing" "does nothing"
type_text "?"
shows "a question mark is help as well" "Help: start"
type_keys Escape
shows "Esc alone goes back" "what is waiting"
type_text "x"
shows "a key without a meaning says so" "x does nothing on this screen"
type_text ":hel"
type_keys Enter
shows "a typed beginning is enough" "Help: start"
type_text ":q"
type_keys Enter
left "the typed quit" 0
term_close

term_open 80x24 TERM=linux
help_by "F1 of the Linux console, by its own name" "${ESC}[[A"
help_by "F1 of xterm on a Linux console" "${ESC}OP"
type_keys n
wait_text Header
type_text "FK-1"
term_mux send-keys -l -- "${ESC}[D${ESC}OD"
type_text "x"
shows "both kinds of arrow move in a field" "Encounter FKx-1"
term_mux send-keys -l -- "${ESC}[1~"
type_text "y"
term_mux send-keys -l -- "${ESC}[4~${ESC}[D${ESC}[3~"
shows "Home, End and Del of the console" "Encounter yFKx- "
type_keys Escape Escape Q
left "leaving" 0
term_close

term_open 80x24 TERM=xterm-256color
type_keys Enter
wait_text "FK"
type_keys Escape
new_encounter MO-1
type_row ceftr - - - PIV 0830 0905
type_row ondan - - p - 0912
type_row sal - - - - 0800 1110
done_rows
shows "the last row is selected" "Why row 3"
term_mux send-keys -l -- "${ESC}[<0;10;4M${ESC}[<0;10;4m"
shows "a click selects the row it points at" "Why row 2"
term_mux send-keys -l -- "${ESC}[<64;10;4M"
shows "the wheel moves by one" "Why row 1"
type_keys Q
left "leaving the mouse" 0
term_close

term_open 80x24 TERM=xterm-256color -- --no-mouse
term_mux send-keys -l -- "${ESC}[<0;10;4M"
type_text "?"
shows "--no-mouse asks the terminal for nothing" "Help: start"
same "no mouse reports are asked for" 0 "$(term_mux display-message -p '#{mouse_any_flag}')"
type_keys Q
left "leaving without a mouse" 0
tap_end
