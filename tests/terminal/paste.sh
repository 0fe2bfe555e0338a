#!/bin/sh
# Pasted text in brackets: rows go to the preview, words into the field, and nothing of it is a key.
. "$TESTS/terminal/lib.sh"

ESC=$(printf '\033')
ROWS='ceftr 2g 0830-0905
zofran 4mg p 0912
ns h 0800-1130 piv
'
TABLE='encounter	date	drug	route	start	stop
PA-3	2026-03-02	ceftriaxone	IV	08:30	09:05
PA-3	2026-03-02	ondansetron	IV	08:30	08:50
'
paste() { # TEXT: as the terminal does it, with brackets only where they were asked for
    term_mux set-buffer -b p -- "$1"
    term_mux paste-buffer -p -r -b p
}

term_open 80x24
paste "$ROWS"
shows "rows on the start screen begin an encounter and are shown first" "F2 takes 3 of 3 rows"
shows "each as it is read" "2 Zofran 4mg p 0912"
type_keys F2
row_shows "taken" 3 "96361"
type_text "PA-1"
type_keys C-n
shows "the header waits for what the rows did not say" " PA-1  facility"
paste 'Q
Q
d
:quit
'

shows "and complained about, line by line" "F2 takes 0 of 4 rows"
type_keys Escape
row_shows "nothing has been run" 3 "96361"
type_text "i"
wait_text "as one line"
paste "famot 20mg p 0915"
shows "a word or two goes into the quick line" "famotidine"
type_keys Enter
row_shows "which Enter takes" 4 "famotidine"
paste "$ROWS"
shows "rows over the quick line: the preview" "F2 takes 3 of 3 rows"
type_keys Escape Escape
type_text "a"
wait_text "Row 5"
paste "vanco
"
shows "a word into a field, its end of line is no Enter" "Drug vanco"
shows_not "so the form stands where it stood" "Row 6"
paste "$ROWS"
shows "rows over a form: the preview" "F2 takes 3 of 3 rows"
type_keys F2
row_shows "they come behind the row that is typed" 5 "vanco"
shows "one after the other" "3 rows are taken, 0 left out"
type_keys Escape
type_text ":"
paste "quit
"
shows "a pasted line in a prompt is not sent off" ": quit"
type_keys Escape
row_shows "so everything is still here" 8 "NS"
type_text "Q"
left "leaving" 0
paste "plain"
shows "pasted text comes without brackets again" "plain"
shows_not "none are left on" "200~"
term_close

# As one stream with keys behind it, torn inside the closing bracket, with keys inside.
term_open 80x24
type_text "n"
wait_text Header
term_mux send-keys -l -- "${ESC}[200~PA-2${ESC}[201~$(printf '\016')ceftr"
shows "keys typed behind a paste are keys" "ceftr"
shows "and found the field that the paste had filled" " PA-2  facility"
term_mux send-keys -l -- "${ESC}[200~iax${ESC}OPon${ESC}[20"
sleep 0.2
term_mux send-keys -l -- "1~"
type_text "e"
shows "torn apart it still ends, and keys inside are dropped" "ceftriaxone"
shows "F1 among the text opened nothing" "Row 1 "
type_keys Escape
type_keys Escape
wait_text "what is waiting"
paste "$TABLE"
shows "a table: columns and their meaning" "F2 takes 2 of 2 rows"
type_keys F2
shows "its number and date fill the header" " PA-3  facility  medicare  2026-03-02"
type_keys Escape Escape
type_text "?"
wait_text "Help"
paste "$ROWS"
shows "where rows mean nothing they are left alone" "What you pasted was left alone"
type_keys Q
left "leaving again" 0
term_close

mkdir -p "$XDG_CONFIG_HOME/ivledger"
echo 'paste = no' >"$XDG_CONFIG_HOME/ivledger/config"
term_open 80x24
type_keys Enter
wait_text "F2 saves it"
type_text "p"
wait_text "Paste now"
paste "$ROWS"
shows "without brackets p takes what comes as text" "ns h 0800-1130 piv"
type_keys F2
shows "and F2 shows it" "F2 takes 3 of 3 rows"
rm "$XDG_CONFIG_HOME/ivledger/config"
term_close

term_open 80x24
term_mux send-keys -l -- "${ESC}[200~never closed"
sleep 1.2
type_keys C-c
shows "a paste without an end is ended by Ctrl-C" "What you pasted was left alone"
type_keys Q
left "leaving at last" 0
tap_end
