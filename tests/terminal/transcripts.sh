#!/bin/sh
# The committed transcripts of one encounter are what the program does: three sizes, without colour,
# in ASCII, and by prompts.  `make transcripts` renews them.
. "$TESTS/lib/tap.sh"

for look in 80x24 120x40 60x16 mono ascii linear; do
    mkdir -p "$TMPDIR/$look"
    # XDG_DATA_HOME: each begins on an empty database
    home=$TMPDIR/$look
    TMPDIR=$home XDG_DATA_HOME=$home "$TESTS/terminal/transcribe" $look >"$look.txt" 2>"$look.err"
    status "$look: it is typed to its end" 0 $?
    clean "$look: as committed" "$(cat "$look.err"; diff "$TESTS/terminal/transcripts/$look.txt" "$look.txt")"
done
tap_end
