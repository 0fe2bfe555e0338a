#!/bin/sh
# The same screen on terminals of 8, 16 and 256 colours and of none: the same text, and of colours only
# the eight that every terminal has, each with a background of its own, so that a light terminal reads
# as well as a dark one.
. "$TESTS/terminal/lib.sh"

ESC=$(printf '\033')
term_open 80x24 TERM=xterm-256color
new_encounter LK-1
type_row carbo - - - PIV 0900 1035
type_row ondan - - - - 0830 0850
type_row sal - - - - 0800 1110
done_rows
row_shows "the encounter" 3 96361
type_keys Q
left "leaving" 0
term_close

look() { # TERM [VAR=VALUE]: opens the draft; text into looks.text, colours into looks.colors
    term_open 80x24 "TERM=$1" ${2+"$2"}
    type_keys Enter
    row_shows "TERM=$*: the encounter" 3 96361
    wait_text "F2 saves it"
    screen >looks.text
    term_mux capture-pane -ep >looks.raw
    tr "$ESC" '\n' <looks.raw | sed -n 's/^\[\([0-9;]*\)m.*/\1/p' | tr ';' '\n' |
        grep -E '^(3[0-8]|4[0-8]|9[0-7]|10[0-7])$' | sort -nu | tr '\n' ' ' >looks.colors
    type_keys Q
    left "TERM=$*" 0
    term_close
}

look xterm-256color
mv looks.text first.text
mv looks.colors first.colors
has "colours are sent" 35 "$(cat first.colors)"
for term in xterm xterm-16color screen linux; do
    look "$term"
    same "$term shows the same text" "$(cat first.text)" "$(cat looks.text)"
    same "$term gets the same colours" "$(cat first.colors)" "$(cat looks.colors)"
done
clean "none but the eight colours and the terminal's own" \
    "$(tr ' ' '\n' <first.colors | grep -vE '^([34][0-7])?$')"
# Text in the terminal's own colour on a background of ours would vanish on one of light and dark.
tr "$ESC" '\n' <looks.raw | awk -F m '
    /^\[[0-9;]*m/ {
        n = split(substr($1, 2), sgr, ";")
        if (n == 0 || $1 == "[") fore = back = 0
        for (i = 1; i <= n; i++) {
            if (sgr[i] == 0 || sgr[i] == "") fore = back = 0
            else if (sgr[i] >= 30 && sgr[i] <= 37) fore = 1
            else if (sgr[i] == 39) fore = 0
            else if (sgr[i] >= 40 && sgr[i] <= 47) back = 1
            else if (sgr[i] == 49) back = 0
        }
        if (back && !fore && $2 ~ /[^ ]/) print "background without foreground: " $2
    }' >bare
clean "no background of ours under the terminal's own letters" "$(cat bare)"
look xterm-256color NO_COLOR=1
same "NO_COLOR: the same text" "$(cat first.text)" "$(cat looks.text)"
same "NO_COLOR: no colour" "" "$(cat looks.colors)"
look vt220
same "vt220: the same text" "$(cat first.text)" "$(cat looks.text)"
same "vt220: no colour" "" "$(cat looks.colors)"
tap_end
