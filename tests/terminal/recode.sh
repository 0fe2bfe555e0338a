#!/bin/sh
# Saved work coded again in a terminal: a count while it runs, Ctrl-C stops; a switch of the site is a
# supervisor's, and the refusal says so; in mono and ASCII nothing is lost.
. "$TESTS/terminal/lib.sh"
many() {
    echo encounter,date,setting,drug,class,route,method,start,stop,dx
    awk 'BEGIN { for (i = 0; i < 12000; i++) {
        printf "S%05d,2026-03-02,facility,ceftriaxone,therapeutic,IV,infusion,09:00,10:00,N39.0\n", i
        printf "S%05d,,,vancomycin,therapeutic,IV,infusion,09:40,11:00,\n", i } }'
}
many >many.csv
"$IVLEDGER" --data "$IVLEDGER_DATA" --now "$NOW" import many.csv >/dev/null

term_open 80x24 NO_COLOR=1 -- --ascii
type_text ":recode overlap_mode=subtract"
type_keys Enter
kill -STOP "$(program_pid)" # a machine that is slow enough for a count to be worth while
sleep 1.2
kill -CONT "$(program_pid)"
sleep 0.05
kill -STOP "$(program_pid)"
shows "a count while it runs" "of 12,000 ("
shows "and how to stop" "Ctrl-C stops"
type_keys C-c
kill -CONT "$(program_pid)"
shows "Ctrl-C stops it" "of 12000; what follows is only a part."
shows "and it says so where it counts" "(stopped: only a part was looked"
type_keys Escape
wait_text "what is waiting"
type_text ":recode overlap_mode=subtract"
type_keys Enter
shows "to its end" "0 unchanged, 12000 changed; nothing was saved"
shows "by the rule that changes it" "relate.subtract: 12000"
shows "before and after" "96365 96368 -> 96365 96367"
type_text "/and 11500 more"
type_keys Enter
shows "the rest is counted" "and 11500 more; narrow Which"
type_keys Escape
wait_text "what is waiting"
type_text ":recode overlap_mode=subtract number=S00007"
type_keys Enter
wait_text "0 unchanged, 1 changed"
type_keys End Enter
shows "one side by side" "* 96367 x1  row 1"
type_keys t
wait_text "Save S00007 as it comes out now? (y/n)"
type_text y
type_keys Enter
shows "accepted one by one" "S00007 is saved as it comes out now"
type_text Q
left "and the terminal is as it was" 0

# Somebody else is supervisor.
"$IVLEDGER" --data "$IVLEDGER_DATA" --now "$NOW" people boss supervisor >/dev/null
term_open 80x24
type_keys y
wait_text "Switches, policy reference"
type_text "/overlap_mode ="
type_keys Enter
type_keys s
shows "a coder is told who may" "to set the switches of the site takes a supervisor"
type_text Q
left "and nothing else happens" 0
"$IVLEDGER" --data "$IVLEDGER_DATA" --now "$NOW" switches overlap_mode=subtract --yes >out.txt 2>err.txt
status "by command neither" 77 $?
has "with the same words" "to set the switches of the site takes a supervisor" "$(cat err.txt)"
"$IVLEDGER" --data "$IVLEDGER_DATA" switches overlap_mode >out.txt
has "it is as it was" "overlap_mode = concurrent" "$(cat out.txt)"
tap_end
