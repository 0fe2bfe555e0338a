#!/bin/sh
# --plain: a whole encounter by prompts and sentences through a pipe, coded as the commands code it;
# nothing but text comes out; what is not saved is a draft.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

talk() { # LINE...: what a person types, one line each
    printf '%s\n' "$@" | "$IVLEDGER" --plain --db w.db --now "2026-03-03 10:00"
}
printable() { # FILE: bytes that are neither text nor the end of a line
    tr -d '\n\040-\176' <"$1" | wc -c | tr -d ' '
}

talk "new 26-009001" "" t-1 "" "" "e86.0" "" \
    "ceftr 2g 0830-0905 piv" "" "zofran 4mg p 0912" y "ns 1000+90" "" \
    rows timeline codes findings "why 96361" save quit >out.txt 2>err.txt
status "a whole encounter" 0 $?
same "no word on stderr" "" "$(cat err.txt)"
same "only text, no escape sequence" 0 "$(printable out.txt)"
has "the number is the default of its prompt" "Encounter number [26-009001]: " "$(cat out.txt)"
has "a date is read back" "Read as 2026-03-02." "$(cat out.txt)"
has "a row is read back before it is taken" \
    "Row 1: ceftriaxone, 2 g, IV infusion, 08:30-09:05 (35 min), line PIV." "$(cat out.txt)"
has "the codes so far after every row" "Codes: 96365, 96375. 0 errors, 0 warnings." "$(cat out.txt)"
has "the timeline spoken" "Nothing on this line from 09:12 to 10:00, 48 minutes." "$(cat out.txt)"
has "codes with their reason" "96361, 1 unit, row 3 NS, 90 minutes. " "$(cat out.txt)"
has "findings with severity and row" "Note, row 3: " "$(cat out.txt)"
has "why" "96361: " "$(cat out.txt)"
has "saved" "Encounter 26-009001 is saved." "$(cat out.txt)"

"$IVLEDGER" --db w.db export --what administrations >charted.csv
"$IVLEDGER" code --format csv charted.csv | cut -d, -f5,6,8 >codes.txt
same "the same codes as the commands give" "code,units,rows
96365,1,1
96375,1,2
96361,1,3" "$(cat codes.txt)"

talk "new 26-009002" . row ceftriaxone 2 g "" "" piv 830 "+35" save quit >out.txt
has "field by field: a time is read back" "Read as 2026-03-03 08:30." "$(cat out.txt)"
has "and coded" "Codes: 96365." "$(cat out.txt)"
has "and saved" "Encounter 26-009002 is saved." "$(cat out.txt)"
has "list" "26-009002, 2026-03-03, coded, 96365, " "$(talk list quit)"
has "open, change, undo, redo" "Taken back. There is 1 row." \
    "$(talk "open 26-009002" "zofran p 0912" "" undo redo undo quit)"

talk "new 26-009003" . "zofran 4mg p 0912" "" >out.txt
status "the end of the input leaves" 0 $?
has "and says that a draft is kept" "Encounter 26-009003 is not saved. It is kept as a draft" "$(cat out.txt)"
talk resume rows save quit >out.txt
has "which the next start offers" "waits; type drafts to hear them." "$(talk quit)"
has "resume brings it back" "Row 1, Zofran 4 mg, IV push on line 1, at 09:12." "$(cat out.txt)"
has "and it can be saved" "Encounter 26-009003 is saved." "$(cat out.txt)"

talk "new 26-009004" "?" "" "13/13/2026" "" "" "" "" "" \
    "cef 2g" "lasix 20mg h c" n row "" "why 99999" "edit 9" "nonsense" save quit >out.txt
has "? says what a field wants" "For example 26-003417." "$(cat out.txt)"
has "a bad value is refused and asked again" 't-1 for yesterday. Type it again, or ? for help.' "$(cat out.txt)"
has "several drugs are named" '"cef" may be cefazolin, ' "$(cat out.txt)"
has "said twice" 'class is said twice, by "h" and "c"; keep one' "$(cat out.txt)"
has "no drug, no row" "Without a drug there is no row." "$(cat out.txt)"
has "no such code" "neither a code of the rule book nor a row" "$(cat out.txt)"
has "no such row" '"9" is no row; there are 0.' "$(cat out.txt)"
has "nothing to save yet" "Not saved: there is no row yet" "$(cat out.txt)"

talk "ns 0800" codes "open 99-1" "open" quit >out.txt
has "a row needs an encounter" "there is no encounter to put a row into; type new" "$(cat out.txt)"
has "so does a command about one" "There is no encounter yet; type new, open or resume." "$(cat out.txt)"
has "no such encounter" "99-1" "$(cat out.txt)"

printf 'new 26-\033[31m9\nquit\n' | "$IVLEDGER" --plain --db w.db >out.txt 2>&1
same "an escape sequence that was typed never comes back" 0 "$(printable out.txt)"
printf 'quit' | "$IVLEDGER" --plain --db w.db --readonly >out.txt 2>&1
status "a read-only database may be listened to" 0 $?
"$IVLEDGER" --plain --db w.db </dev/null >/dev/full 2>err.txt
status "a full disk is told" 74 $?
# The rest of the work: the commands of the command line, options and all.
talk "list code=96365" "show 26-009001 --form ub04" 'export --what codes -o "their codes.csv"' \
    "review 26-009001 open" "review 26-009001" "whatif 26-009001 1.stop=08:40" "export -o again.csv" \
    "list" quit >out.txt 2>err.txt
status "commands of the command line" 0 $?
same "no word on stderr from them" "" "$(cat err.txt)"
has "a filter finds" "26-009001        2026-03-02" "$(cat out.txt)"
has "a form is shown" "FL 42" "$(cat out.txt)"
has "a review begins" "Review 1 of 26-009001" "$(cat out.txt)"
has "what if" "the codes turn at 08:45" "$(cat out.txt)"
has "codes are exported into a file with a blank in its name" "26-009001,1,2026-03-02,facility,96365" \
    "$(cat "their codes.csv")"
has "a later command knows nothing of an option before" "encounter,patient,date" "$(cat again.csv)"
has "list alone is still the spoken one" "26-009001, 2026-03-02, in review" "$(cat out.txt)"
talk "show" "show \"26" "code" "lst foo=1" "list foo=1" "list --nosuch x=1" "list" quit >out.txt 2>err.txt
status "what is wrong with them ends nothing" 0 $?
has "a missing word is named" "show needs the number" "$(cat err.txt)"
has "an open quote" "The line has an open quote" "$(cat out.txt)"
has "a command that would read what is typed next" "Say which file, as in code FILE." "$(cat out.txt)"
has "an unknown option" "nosuch" "$(cat out.txt)"
has "and it goes on" "26-009001, 2026-03-02" "$(cat out.txt)"

# Two people: the second to save hears what the first did, and saves both together, or a copy.
second() { # LINES BEFORE, what the first one types, LINES AFTER
    rm -f pipe
    mkfifo pipe
    "$IVLEDGER" --plain --db two.db --now "2026-03-03 10:00" <pipe >second.txt 2>&1 &
    exec 3>pipe
    printf '%b' "$1" >&3
    n=0
    until grep -q "Codes:" second.txt || [ $((n += 1)) -gt 300 ]; do sleep 0.1; done
    printf '%b' "$2" | "$IVLEDGER" --plain --db two.db --now "2026-03-03 10:00" >first.txt 2>&1
    printf '%b' "$3" >&3
    exec 3>&-
    wait
}
printf 'encounter,date,payer,drug,route,method,line,start,stop\nM1,2026-03-02,medicare,ceftriaxone,IV,infusion,PIV,08:30,09:05\n' >two.csv
"$IVLEDGER" --db two.db import two.csv >/dev/null 2>&1
toradol='open M1\ntoradol 30mg p 0920\ny\n'
zofran='open M1\nzofran 4mg p 0912\ny\nsave\nquit\n'
second "$toradol" "$zofran" 'save\nm\nquit\n'
has "the first is saved" "Encounter M1 is saved." "$(cat first.txt)"
has "the second hears of it" "Not saved: M1 was saved by" "$(cat second.txt)"
has "and of what they did" "They changed" "$(cat second.txt)"
has "both are saved" "M1 is saved, with what both of you changed." "$(cat second.txt)"
same "all three rows" "ceftriaxone Zofran Toradol" "$("$IVLEDGER" --db two.db export number=M1 | sed 1d | cut -d, -f14 |
    tr '\n' ' ' | sed 's/ $//')"
second 'open M1\ntoradol 15mg p 0940\ny\n' 'open M1\ndelete 1\nsave\nquit\n' 'save\nc\nM2\nquit\n'
has "or a copy" "Yours is saved as M2; theirs stays as it is." "$(cat second.txt)"
same "which is another encounter" "M1 M2" "$("$IVLEDGER" --db two.db list sort=number | cut -d' ' -f1 | tr '\n' ' ' | sed 's/ $//')"
tap_end
