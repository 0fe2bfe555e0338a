#!/bin/sh
# import, list, show, why, export: the sample day goes in, and everything that comes out agrees with it.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
day=$ROOT/data/examples/day.csv
db=$HOME/.local/share/ivledger/ivledger.db

"$IVLEDGER" list >out.txt 2>err.txt
status "nothing is saved yet" 66 $?
has "says what to do" "save or import something first" "$(cat err.txt)"

"$IVLEDGER" import "$day" >out.txt 2>err.txt
imported=$?
"$IVLEDGER" code --format csv "$day" >coded.csv
status "import leaves as code does" $? $imported
n=$("$IVLEDGER" code --format json "$day" | sed 's/^{"encounter":"\([^"]*\)".*/\1/' | sort -u | wc -l)
has "import says how many" "$n saved, 0 saved again, 0 unchanged, 0 refused, 0 left out" "$(cat out.txt)"
same "the database is the owner's" "-rw-------" "$(stat -c %A "$db")"
same "and so is its folder" "drwx------" "$(stat -c %A "$HOME/.local/share/ivledger")"

"$IVLEDGER" export --what codes >codes.csv
same "exported codes are the coded ones" "$(cat coded.csv)" "$(cat codes.csv)"
"$IVLEDGER" export >admin.csv
"$IVLEDGER" code --format csv admin.csv >again.csv
same "exported administrations give the same codes" "$(cat coded.csv)" "$(cat again.csv)"
"$IVLEDGER" code --format json "$day" >a.json
"$IVLEDGER" code --format json admin.csv >b.json
same "and the same answers to the last byte" "$(cksum <a.json)" "$(cksum <b.json)"
"$IVLEDGER" --db second.db import admin.csv >/dev/null
"$IVLEDGER" --db second.db export >admin2.csv
same "export, import, export: the same" "$(cat admin.csv)" "$(cat admin2.csv)"
for what in drugs findings decisions ledger audit; do
    "$IVLEDGER" export --what $what >out.csv 2>err.txt
    status "export --what $what" 0 $?
    has "export --what $what has rows" "26-0034" "$(sed -n 2p out.csv)"
done
"$IVLEDGER" export --what nonsense >out.csv 2>err.txt
status "export of what is not there" 64 $?
"$IVLEDGER" export -o file.csv
same "-o writes the same" "$(cat admin.csv)" "$(cat file.csv)"
same "for the owner only" "-rw-------" "$(stat -c %A file.csv)"
"$IVLEDGER" export -o none/file.csv 2>err.txt
status "-o where there is no folder" 73 $?
clean "nothing is left beside it" "$(ls file.csv.* 2>/dev/null)"
"$IVLEDGER" export --what codes number=26-003417 >one.csv
same "a filter narrows" "26-003417" "$(sed 1d one.csv | cut -d, -f1 | sort -u)"

"$IVLEDGER" list >out.txt
same "list has them all" "$n" "$(wc -l <out.txt | tr -d ' ')"
"$IVLEDGER" list limit=3 >out.txt
same "list limit=3" 3 "$(wc -l <out.txt | tr -d ' ')"
"$IVLEDGER" list coder=nobody >out.txt
same "list of nobody's" "" "$(cat out.txt)"
"$IVLEDGER" list --format json number=26-003417 >out.txt
has "list as json" '"encounter":"26-003417"' "$(cat out.txt)"
"$IVLEDGER" list color=red >out.txt 2>err.txt
status "an unknown filter" 64 $?

"$IVLEDGER" show 26-003417 >out.txt
status "show" 0 $?
has "show says the standing" "coded, version 1, saved by" "$(cat out.txt)"
has "show has the ledger" "Minute by minute" "$(cat out.txt)"
"$IVLEDGER" show --format json 26-003417 >shown.json
same "show as json is what code gives" "$(grep '"26-003417"' a.json)" "$(cat shown.json)"
"$IVLEDGER" show 1 >out.txt 2>err.txt
status "show of what is not saved" 66 $?
has "says what to do" "ivledger list" "$(cat err.txt)"
"$IVLEDGER" why 26-003417 96367 >out.txt 2>err.txt
status "why a code that is on the claim" 0 $?
has "says why" "96367" "$(cat out.txt)"
"$IVLEDGER" why 26-003417 96365 >out.txt 2>err.txt
status "why a code that is not" 0 $?

# Import again: unchanged is left alone, other content is refused unless asked for.
"$IVLEDGER" import "$day" >out.txt 2>err.txt
has "nothing new" "0 saved, 0 saved again, $n unchanged" "$(cat out.txt)"
sed '/^26-003417,/s/11:10/11:20/' "$day" >changed.csv
"$IVLEDGER" import changed.csv >out.txt 2>err.txt
status "other content is refused" 65 $?
has "and says who saved it" "encounter 26-003417 is saved already with other content" "$(cat err.txt)"
"$IVLEDGER" import --replace changed.csv >out.txt 2>err.txt
has "--replace saves the next version" "1 saved again" "$(cat out.txt)"
"$IVLEDGER" show 26-003417 >out.txt
has "it is version 2" "coded, version 2" "$(cat out.txt)"
"$IVLEDGER" --db second.db import - <"$day" >out.txt
has "import reads standard input" "$n unchanged" "$(cat out.txt)"

# Every view and export is a row of the audit trail.
"$IVLEDGER" export --what audit >audit.csv
for what in imported "imported again" shown exported; do
    has "the trail has: $what" ",$what," "$(cat audit.csv)"
done
# XDG_DATA_HOME counts when it is absolute.
XDG_DATA_HOME=$PWD/xdg "$IVLEDGER" import "$day" >/dev/null
clean "an absolute XDG_DATA_HOME is used" "$([ -f xdg/ivledger/ivledger.db ] || echo none)"
XDG_DATA_HOME=relative "$IVLEDGER" list limit=1 >out.txt
same "a relative one is ignored" 1 "$(wc -l <out.txt | tr -d ' ')"
tap_end
