#!/bin/sh
# Terminals that will not do: one sentence with the remedy, the right status.
. "$TESTS/terminal/lib.sh"

refused() { # NAME STATUS WORDS VAR=VALUE...
    name=$1 want=$2 words=$3
    shift 3
    TERM_FIRST="LEFT"
    term_open 80x24 "$@"
    shows "$name: says why" "$words"
    shows "$name: the status" "LEFT $want"
    TERM_FIRST=
    term_close
}
refused "an unknown terminal" 78 "TERM=nonsense is not known" TERM=nonsense
refused "no terminal type" 78 "TERM is not set" TERM=
refused "a terminal that cannot place the cursor" 78 "cannot place the cursor" TERM=dumb

export TERM_FIRST="ivledger" # what term_open waits for
term_open 20x5
shows "a window of 20x5 is told what it needs" "needs 60"
type_keys Q
left "leaving the small window" 0
term_close

"$IVLEDGER" --data "$IVLEDGER_DATA" </dev/null >out 2>err
status "no terminal at all" 64 $?
has "with the remedy" "ivledger code FILE" "$(cat err)"
same "and nothing on stdout" "" "$(cat out)"
"$IVLEDGER" --data "$IVLEDGER_DATA" --screen 80x >out 2>err
status "a size that is none" 64 $?
has "says how to write it" "80x24" "$(cat err)"
echo 'n "E1' >bad.keys
"$IVLEDGER" --data "$IVLEDGER_DATA" --script bad.keys >out 2>err
status "a script with an open quote" 65 $?
has "names the line" "bad.keys:1:" "$(cat err)"
tap_end
