#!/bin/sh
# The command line itself: dispatch, help, version, completion, what is refused and with which status.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

run() { # ARGUMENT... : sets out, err, got
    "$IVLEDGER" "$@" >out.txt 2>err.txt </dev/null
    got=$?
    out=$(cat out.txt) err=$(cat err.txt)
}
refused() { # NAME STATUS WORDS ARGUMENT... : one sentence, that status, nothing on stdout
    name=$1 wanted=$2 words=$3
    shift 3
    run "$@"
    status "$name: status" "$wanted" "$got"
    has "$name: sentence" "$words" "$err"
    same "$name: one sentence, with the program's name" "ivledger: " "$(cut -c 1-10 err.txt)"
    same "$name: nothing on stdout" "" "$out"
}

run --version
status "--version" 0 "$got"
same "the version stands first" "ivledger $(cat "$ROOT/VERSION")" "$(head -n 1 out.txt)"
has "then the libraries" "SQLite " "$out"
has "and the rule book with its hash" "rule book 20" "$out"

run --help
status "--help" 0 "$got"
for word in code import export list show why rules db help --policy --set --readonly --now; do
    has "--help names $word" "$word" "$out"
done
run code --help
status "code --help" 0 "$got"
has "help of one command" "usage: ivledger code [FILE...]" "$out"
run help nonsense
status "help on nothing we have" 64 "$got"
run help set
has "help set names the values of a switch" "overlap_mode: concurrent subtract majority" "$out"
run --list-options
has "--list-options" "--policy	NAME|FILE" "$out"
run --list-actions
has "--list-actions names the commands" "import	FILE...	command line" "$out"

# Without a terminal there is nothing to draw on: how to work without one is said.
refused "no terminal" 64 "ivledger code FILE.csv"
refused "an unknown command" 64 "the nearest is code" coed
refused "an unknown option" 64 "the nearest is --policy" --polcy cms code
refused "a value is missing" 64 "needs a value" code --set
refused "a wrong format" 64 "text, csv or json" code --format yaml
refused "a wrong time" 64 "YYYY-MM-DD HH:MM" --now noon list
refused "a wrong size" 64 "80x24" --screen 80 list
refused "--set without a value" 64 "SWITCH=VALUE" code --set overlap_mode
refused "an option of another command" 64 "belongs to: export" code --what codes
refused "import of nothing" 64 "needs the CSV files" import
refused "show of nothing" 64 "number of one saved encounter" show

# `--` ends the options, `-` is standard input.
printf 'encounter,date,drug,route,method,start,stop\nA,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00\n' >-x.csv
run code --format csv -- -x.csv
status "a file whose name begins with a dash" 0 "$got"
has "is coded" "A,1,2026-03-02,facility,96365,1" "$out"
"$IVLEDGER" code --format csv - <./-x.csv >out.txt
has "a dash is standard input" "A,1,2026-03-02,facility,96365,1" "$(cat out.txt)"
"$IVLEDGER" code --format csv <./-x.csv >again.txt
same "and so is no file at all" "$(cat out.txt)" "$(cat again.txt)"
POSIXLY_CORRECT=1 "$IVLEDGER" code - --format csv <./-x.csv >again.txt
same "options may stand behind words everywhere" "$(cat out.txt)" "$(cat again.txt)"

# The rule book: --data, then IVLEDGER_DATA, and a remedy when there is none.
refused "no rule book" 78 "--data DIR" code --data /nowhere ./-x.csv
IVLEDGER_DATA=/nowhere "$IVLEDGER" code ./-x.csv >out.txt 2>err.txt
status "no rule book in IVLEDGER_DATA" 78 $?
has "says which variable" "IVLEDGER_DATA names /nowhere" "$(cat err.txt)"
IVLEDGER_DATA=/nowhere "$IVLEDGER" --data "$ROOT/data" code ./-x.csv >out.txt 2>err.txt
status "--data goes before IVLEDGER_DATA" 0 $?
mkdir -p broken
cp -r "$ROOT/data/book" broken/
sed '2s/,/,,/' "$ROOT/data/book/limits.csv" >broken/book/limits.csv
run code --data broken ./-x.csv
status "a broken rule book" 78 "$got"
has "names file and line" "limits.csv:2" "$err"
refused "an unknown policy" 78 "nonsense" code --policy nonsense ./-x.csv
refused "an unknown edition" 78 "1999" code --rules 1999 ./-x.csv
refused "an unknown switch" 78 "overlap_mode" code --set overlap_mod=subtract ./-x.csv

# Formats that a command does not print are refused, not ignored.
refused "export in JSON" 64 "export does not print json; --format takes here: csv" export --format json
refused "export as text" 64 "export does not print text" export --format text
refused "training in JSON" 64 "train does not print json; --format takes here: text csv" train --format json
refused "switches in JSON" 64 "switches does not print json" switches --format json
refused "a sample in JSON" 64 "sample does not print json" sample --seed 1 --size 1 --format json
refused "the self-audit in JSON" 64 "selfaudit does not print json" selfaudit --format json

# What cannot be read, and with which status.
refused "column names that are not there" 66 "nowhere: cannot be opened" code --map nowhere ./-x.csv
"$IVLEDGER" code </ >out.txt 2>err.txt
status "a folder as standard input" 74 $?
has "is told" "standard input: cannot be read" "$(cat err.txt)"
"$IVLEDGER" code <&- >out.txt 2>err.txt
status "no standard input at all" 74 $?
echo 'foo bar' >keys.txt
"$IVLEDGER" --script keys.txt --screen 80x24 >out.txt 2>err.txt
status "a script with a key that is none" 65 $?
"$IVLEDGER" --script nowhere --screen 80x24 >out.txt 2>err.txt
status "a script that is not there" 66 $?

# What the site says where a record does not: setting and payer.
mkdir -p site
printf 'setting,value,from,to,note\nsetting,office,2025-01-01,,\npayer,commercial,2025-01-01,,\n' >site/site.csv
run code --site site --format csv -- -x.csv
has "the setting of the site" "A,1,2026-03-02,office,96365" "$out"
printf 'encounter,date,setting,payer,drug,route,method,start,stop\nA,2026-03-02,facility,medicare,infliximab,IV,infusion,09:00,10:00\nB,2026-03-02,,,infliximab,IV,infusion,09:00,10:00\nC,2024-03-02,,,infliximab,IV,infusion,09:00,10:00\n' >y.csv
run code --site site --format csv y.csv
has "what is charted holds" "A,1,2026-03-02,facility," "$out"
has "the payer of the site asks for an authorization" "B,1,2026-03-02,office,96365,1,,1,initial.only,,67.14,doc.dx.missing auth.missing" "$out"
has "before its date the site says nothing" "C,1,2024-03-02,facility," "$out"
printf 'encounter,date,setting,drug,route,method,start,stop\nD,,,ceftriaxone,IV,infusion,09:00,10:00\nD,2026-03-02,facility,,,,,\nE,,,ceftriaxone,IV,infusion,09:00,10:00\nE,2026-03-02,,,,,,\nF,2024-03-02,,ceftriaxone,IV,infusion,09:00,10:00\n' >z.csv
run code --site site --format csv z.csv
has "what a later row says holds" "D,1,2026-03-02,facility," "$out"
has "a date on a later row is the day that counts" "E,1,2026-03-02,office," "$out"
has "and so is an early one" "F,1,2024-03-02,facility," "$out"
run --site site --db site.db import y.csv
run --db site.db export
has "and is saved with the encounter" "B,,2026-03-02,office,commercial," "$out"
sed 's/office/clinic/' site/site.csv >s.csv && mv s.csv site/site.csv
run code --site site ./-x.csv
status "a setting that is none" 78 "$got"
has "is told by line" "site.csv:2: column value: clinic is no setting; write one of: facility office" "$err"
run --help
for word in reopen verify; do
    has "no word of a command is cut off: $word" "$word" "$out"
done
tap_end
