#!/bin/sh
# The database file: locked, read-only, newer, foreign, damaged; and its care: info, check, backup,
# migrate.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
day=$ROOT/data/examples/day.csv

refused() { # NAME STATUS WORDS ARGUMENT...
    name=$1 wanted=$2 words=$3
    shift 3
    "$IVLEDGER" "$@" >out.txt 2>err.txt </dev/null
    status "$name: status" "$wanted" $?
    has "$name: sentence" "$words" "$(cat err.txt)"
    same "$name: one sentence" 1 "$(wc -l <err.txt | tr -d ' ')"
}
"$IVLEDGER" --db work.db import "$day" >/dev/null 2>&1
n=$("$IVLEDGER" --db work.db list | wc -l)

# Locked by another program: wait a little, then say so; nothing is half saved.
"$IVLEDGER" --db locked.db import "$day" >/dev/null 2>&1
mkfifo hold
sqlite3 locked.db <hold >/dev/null 2>&1 &
exec 3>hold
echo "BEGIN IMMEDIATE; INSERT INTO settings VALUES ('x', 'y', '', ''); SELECT 1;" >&3
sleep 1
printf 'encounter,date,drug,route,method\nNEW,2026-03-02,ketorolac,IM,injection\n' >new.csv
refused "locked" 75 "try again" --db locked.db import new.csv
same "locked: reading goes on" "$n" "$("$IVLEDGER" --db locked.db list | wc -l)"
exec 3>&-
wait
"$IVLEDGER" --db locked.db import new.csv >out.txt 2>err.txt
status "no longer locked" 0 $?

# Read-only, asked for or by the rights of the file.
refused "--readonly" 74 "open for reading only" --readonly --db work.db import new.csv
same "--readonly lists" "$n" "$("$IVLEDGER" --readonly --db work.db list | wc -l)"
"$IVLEDGER" --readonly --db work.db export --what codes >a.csv
"$IVLEDGER" --db work.db export --what codes >b.csv
same "--readonly exports" "$(cat b.csv)" "$(cat a.csv)"
refused "--readonly makes no database" 66 "there is no database" --readonly --db none.db import new.csv
chmod 0400 work.db
mortal "$IVLEDGER" --db work.db import new.csv >out.txt 2>err.txt
status "a file that may not be written" 74 $?
has "and says so" "may not be written" "$(cat err.txt)"
same "is still read" "$n" "$(mortal "$IVLEDGER" --db work.db list | wc -l)"
same "and nothing is left beside it" "work.db" "$(echo work.db*)"
chmod 0600 work.db
refused "a place where nothing can be made" 73 "cannot be made" --db /proc/none/x.db import new.csv

# Written by a newer program: no writing, but reading.
cp work.db newer.db
sqlite3 newer.db "PRAGMA user_version = 99"
refused "newer" 78 "was written by a newer ivledger" --db newer.db import new.csv
has "newer: the way out" "--readonly" "$(cat err.txt)"
same "newer: reading goes" "$n" "$("$IVLEDGER" --readonly --db newer.db list | wc -l)"

# Something else.
head -c 9000 "$IVLEDGER" >junk.db
if "$IVLEDGER" --version | grep -q SQLCipher; then # noise may be an encrypted one
    refused "not a database" 77 "the database is encrypted and no key" --db junk.db list
else
    refused "not a database" 65 "is not a database" --db junk.db list
fi
refused "a folder" 65 "is not a file" --db . list
sqlite3 other.db "CREATE TABLE mine (a)"
refused "another program's" 65 "of another program" --db other.db import new.csv
same "another program's is left alone" "mine" "$(sqlite3 other.db .tables | tr -d ' \n')"
: >empty.db
"$IVLEDGER" --db empty.db import new.csv >out.txt 2>err.txt
status "an empty file becomes one" 0 $?

# Care.
"$IVLEDGER" --db work.db db info >out.txt
status "db info" 0 $?
has "db info counts" "encounters  $n" "$(cat out.txt)"
"$IVLEDGER" --db work.db db check >out.txt 2>err.txt
status "db check" 0 $?
cp work.db broken.db
sqlite3 broken.db "DROP TRIGGER audit_no_change; UPDATE audit SET who = 'nobody' WHERE id = 5"
"$IVLEDGER" --db broken.db db check >out.txt 2>err.txt
status "db check of a changed trail" 65 $?
has "names the row" "row 5 of the audit trail does not fit" "$(cat err.txt)"
"$IVLEDGER" --db work.db db backup copy.db >out.txt 2>err.txt
status "db backup" 0 $?
same "a backup is the owner's" "-rw-------" "$(stat -c %A copy.db)"
same "a backup holds the same" "$(cat b.csv)" "$("$IVLEDGER" --db copy.db export --what codes)"
refused "a backup overwrites nothing" 73 "is there already" --db work.db db backup copy.db
refused "a backup needs a name" 64 "needs the name" --db work.db db backup
"$IVLEDGER" --db work.db db migrate >out.txt 2>err.txt
status "db migrate of what is new" 0 $?
: >older.db
refused "an older file that may not be written" 78 "db migrate" --readonly --db older.db list
"$IVLEDGER" --db older.db db migrate >out.txt 2>err.txt
status "db migrate" 0 $?
has "db migrate says so" "brought to this version" "$(cat out.txt)"
refused "db of what is not there" 64 "check, backup FILE, encrypt FILE, migrate, info, audit or verify" --db work.db db mend

# Killed at any moment: all of a file is saved, or nothing, and the database is whole.
awk 'BEGIN { print "encounter,date,drug,route,method,start,stop"
    for (i = 0; i < 20000; i++) printf "K%06d,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00\n", i }' >many.csv
half=0 torn=0
for wait in 0.1 0.2 0.3 0.4 0.6 0.8; do
    rm -f killed.db*
    "$IVLEDGER" --db killed.db import many.csv >/dev/null 2>&1 &
    job=$!
    sleep $wait
    kill -9 $job 2>/dev/null
    wait $job 2>/dev/null
    [ -s killed.db ] || continue
    saved=$("$IVLEDGER" --db killed.db list limit=1 2>/dev/null | wc -l)
    [ "$saved" -eq 0 ] || saved=$("$IVLEDGER" --db killed.db list | wc -l)
    [ "$saved" -eq 0 ] || [ "$saved" -eq 20000 ] || half=$((half + 1))
    "$IVLEDGER" --db killed.db db check >/dev/null 2>&1 || torn=$((torn + 1))
done
same "a killed import leaves all or nothing" "0 half saved, 0 torn" "$half half saved, $torn torn"

# Several at once: they wait for each other, and every one is saved.
for i in 1 2 3 4 5 6; do
    printf 'encounter,date,drug,route,method\nN%d,2026-03-02,ketorolac,IM,injection\n' $i >n$i.csv
    "$IVLEDGER" --db shared.db import n$i.csv >/dev/null 2>n$i.err &
done
wait
same "six at once, none lost" "N1 N2 N3 N4 N5 N6" "$("$IVLEDGER" --db shared.db list | cut -d' ' -f1 | sort | tr '\n' ' ' | sed 's/ $//')"
"$IVLEDGER" --db shared.db db check >out.txt 2>err.txt
status "their audit trail is one chain" 0 $?

# What is stored is bound, never pasted: hostile text comes back as it went in.
printf '%s\n' "encounter,date,drug,route,method,note" "\"X'; DROP TABLE encounters; --\",2026-03-02,\"=1+1\",IM,injection,\"@\"\"x\"" >evil.csv
"$IVLEDGER" --db evil.db import evil.csv >/dev/null 2>&1
"$IVLEDGER" --db evil.db export >out.csv
has "SQL in a number is only text" "\"X'; DROP TABLE encounters; --\"," "$(cat out.csv)"
has "a formula is neutralised on its way out" ",'=1+1," "$(cat out.csv)"
has "in every cell" ",\"'@\"\"x\"" "$(cat out.csv)"
"$IVLEDGER" --db evil2.db import out.csv >/dev/null 2>&1
same "and comes back as it was" "=1+1" "$(sqlite3 evil2.db 'SELECT drug FROM input_rows')"
tap_end
