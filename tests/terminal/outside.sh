#!/bin/sh
# The user's pager and editor: the terminal is theirs and comes back, nothing stays on the disk.
. "$TESTS/terminal/lib.sh"

cat >"$TMPDIR/editor" <<EDITOR
#!/bin/sh
stat -c %a "\$1" "\$(dirname "\$1")" | tr '\n' ' ' >"$TMPDIR/modes"
printf '%s' "\$1" >"$TMPDIR/name"
cat "\$1" >"$TMPDIR/before"
stty -a | grep -o -- '-\?icanon' >"$TMPDIR/icanon"
: >"\$1~" # what an editor leaves behind
printf 'restarted after\nrigors\n' >"\$1"
echo "editor has the terminal"
EDITOR
printf '#!/bin/sh\ncat >"%s/page"\n' "$TMPDIR" >"$TMPDIR/pager"
printf '#!/bin/sh\necho gone wrong >&2; exit 3\n' >"$TMPDIR/failing"
chmod +x "$TMPDIR/editor" "$TMPDIR/pager" "$TMPDIR/failing"

term_open 80x24 "PAGER=$TMPDIR/pager" "EDITOR=$TMPDIR/editor" VISUAL=
new_encounter OU-1
type_row ceftr - - - PIV 0830 0905
done_rows
type_keys C-t
shows "the editor's text comes into the note" "after rigors"
same "in a private file of a private folder" "600 700 " "$(cat "$TMPDIR/modes")"
same "on a terminal as a program expects it" icanon "$(cat "$TMPDIR/icanon")"
same "that began with what stood there: nothing" "" "$(cat "$TMPDIR/before")"
same "which is gone with all that the editor left" "" "$(ls -d "$(dirname "$(cat "$TMPDIR/name")")" 2>/dev/null)"
type_keys Escape
wait_text "F6 Why not"
type_text "|"
wait_text "F6 Why not"
tries=250
while [ "$tries" -gt 0 ] && ! grep -q "Hash over" page 2>/dev/null; do tries=$((tries - 1)); sleep 0.02; done
has "the defence sheet goes to the pager" "A draft of" "$(cat page)"
type_text "l"
wait_text "Ledger"
: >page
type_text "|"
tries=250
while [ "$tries" -gt 0 ] && ! [ -s page ]; do tries=$((tries - 1)); sleep 0.02; done
has "a page goes as it stands" "08:30" "$(cat page)"
type_keys Escape Q
left "leaving" 0
has "the trail says that it went out" "shown in the pager" "$(export_what audit)"
term_close

term_open 80x24 "PAGER=$TMPDIR/failing" EDITOR=/nowhere/vi VISUAL=
type_keys Enter
wait_text "F2 saves it"
type_text "|"
shows "a pager that fails is named" "failing ended with status 3"
type_keys C-t
shows "an editor that is not there is named" "/nowhere/vi was not found; the text is as it was."
shows "and nothing was changed" "after rigors"
type_keys Escape
type_text ":"
type_keys C-t
shows "in a prompt as well" "/nowhere/vi was not found"
type_keys Escape Q
left "leaving after failures" 0
term_close

# A pager that asks for keys, stopped and gone on with as any job.
term_new_socket
term_mux new-session -d -x 80 -y 24 "env PS1='shell> ' ENV= PAGER=less LESS= sh -i"
term_mux set-option -g status off
wait_text "shell>"
type_text "$IVLEDGER --data $IVLEDGER_DATA"
type_keys Enter
wait_text "OU-1"
type_keys Enter
wait_text "F2 saves it"
type_text "|"
shows "less has the terminal" "A draft of"
type_keys C-z
shows "Ctrl-Z in it stops both" "shell>"
type_text "fg"
type_keys Enter
wait_text "A draft of"
type_keys q
shows "its q leads back to the screens" "F6 Why not"
type_text "Q"
shows "which work as before" "shell>"
term_close

# Unset: what is there; nothing there: said.
mkdir -p bin && for one in env sh stty cat tmux; do ln -s "$(command -v $one)" bin/ 2>/dev/null; done
term_open 80x24 PAGER= EDITOR= VISUAL= "PATH=$TMPDIR/bin"
type_text "|"
shows "no pager at all is said, with the remedy" "No pager was found; set PAGER"
type_keys Enter
wait_text "F2 saves it"
type_keys C-t
shows "no editor at all as well" "No editor was found; set EDITOR"
type_keys Escape Q
left "leaving without tools" 0
tap_end
