#!/bin/sh
# A database of every older schema comes up to this one with all that was in it: every table and column of
# then, row for row, and what is answered about it is what this program says of the same work done anew.
# tests/lib/schemaN.sql is what the program of that day left after do_work(), as far as it could do it.
# Calls that fail and kills in the middle: tests/faults/migrate.sh.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
db=new.db
iv() { "$IVLEDGER" --data "$IVLEDGER_DATA" --db "$db" "$@"; }
at() { # TIME ARGUMENT...
    time="2026-03-05 $1"
    shift
    iv --now "$time" "$@" >>work.txt 2>&1 || [ $? -eq 1 ] || echo "status $?: $*" >>wrong.txt
}
: >wrong.txt
me=$(id -un)
{ head -n 1 "$ROOT/data/examples/day.csv"; grep -E '^26-0034(17|26|35),' "$ROOT/data/examples/day.csv"; } >in.csv
grep -E '^encounter|26-003426' in.csv | sed 's/,11:10,11:14,/,11:10,11:16,/' >again.csv
printf 'n "DRAFT-1" Ctrl-N "ondansetron" Tab Tab Tab Tab Tab "0900" Ctrl-N\n' >keys
do_work() {
    at 09:00 import in.csv
    at 09:30 import --replace again.csv
    iv --now "2026-03-05 10:00" --script keys --screen 80x24 >>work.txt 2>&1
    [ "$1" -gt 1 ] || return
    at 10:10 overrule 26-003435 96374=96365 --reason record --words "20 minutes in the note"
    at 10:11 overrule 26-003435 =96372 --reason order --words "given in the arm"
    at 10:12 overrule 26-003435 undo 2 --words "another patient"
    at 10:19 people "$me" supervisor
    at 10:20 people rlee coder
    at 10:30 sample --seed 7 --size 2
    at 10:40 review 26-003417 open --blind
    at 10:41 review 26-003417 codes "96413 96415"
    at 10:42 review 26-003417 return --words "look at the stop"
    at 10:43 review 26-003417 rebut --words "it is charted"
    at 10:44 review 26-003435 open
    at 10:45 review 26-003435 close
    at 10:50 filters mine coder=rlee
    at 11:00 --yes switches overlap_mode=subtract
    at 11:00 export -o x.csv
}

# ---- what was there, table by table ----

# Encounters, rows, lines and findings keep their names, later as views; what serves only to find is made anew.
tables_of() { # FILE
    sqlite3 "$1" "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND
        name NOT LIKE 'search%' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('facets', 'words') ORDER BY name"
}
select_of() { # FILE TABLE: of the columns it had then
    sqlite3 "$1" "SELECT 'SELECT ' || group_concat('\"' || name || '\"', ', ') || ' FROM $2' FROM
        (SELECT name FROM pragma_table_info('$2') ORDER BY cid)"
}
rows_of() { # FILE TABLE: one a line, sorted; what the later program itself adds is no row of then
    { case $2 in
      audit) sqlite3 "$1" "$(cat "$2.ask") WHERE id <= $(cat last.txt)" ;;
      settings) sqlite3 "$1" "$(cat "$2.ask") WHERE name <> 'audit.head'" ;;
      *) sqlite3 "$1" "$(cat "$2.ask")" ;;
      esac } | LC_ALL=C sort
}
keep() { # FILE: leaves TABLE.ask, TABLE.was, tables.txt
    tables_of "$1" >tables.txt
    sqlite3 "$1" "SELECT max(id) FROM audit" >last.txt
    while read -r table; do
        select_of "$1" "$table" >"$table.ask"
        rows_of "$1" "$table" >"$table.was"
    done <tables.txt
}
is_kept() { # FILE: every row of every table
    while read -r table; do
        rows_of "$1" "$table" | diff "$table.was" - >lost.txt || echo "$table: $(head -n 4 lost.txt)"
        [ -s "$table.was" ] || empty="$empty $table"
    done <tables.txt
}

# ---- what is answered ----

answers() { # everything this program says about a database; $me is whoever runs this, or ran that
    for what in administrations codes findings decisions drugs ledger reviews; do
        echo "== $what"
        iv export --what $what 2>&1
    done
    for filter in code=96375 drug=ondan severity=warning finding=doc.stop.missing text=ondans rule=initial.rank \
        payer=medicare coder=rlee from=2026-03-02 to=2026-03-01 status=coded status=final setting=facility number=26-00342 \
        overridden=yes sample=1 saved=2026-03-05; do
        echo "== $filter"
        iv list sort=number $filter 2>&1 | sed 's/  *$//'
    done
    for id in 26-003417 26-003426 26-003435; do
        echo "== $id"
        iv show $id 2>&1 | sed '/^This program or rule book differs/,/saved codes:/d' # as it does
    done
}
upgraded() { # SCHEMA
    n=$1 db=schema$1.db empty=
    sqlite3 "$db" <"$TESTS/lib/schema$1.sql"
    keep "$db"
    iv db migrate >out.txt 2>err.txt
    status "schema $n: db migrate" 0 $?
    same "schema $n: it is of this version" "$(sqlite3 new.db 'PRAGMA user_version')" "$(sqlite3 "$db" 'PRAGMA user_version')"
    clean "schema $n: every row of every table ($(paste -sd' ' tables.txt))" "$(is_kept "$db")"
    is_kept "$db" >/dev/null
    case $n in 1) same "schema $n: no table was empty, but" " settings" "$empty" ;; *) clean "schema $n: no table was empty" "$empty" ;; esac
    iv db check >out.txt 2>err.txt
    status "schema $n: db check, the chain of the trail too" 0 $?
    answers >"$db.txt"
    if [ "$n" -eq 1 ]; then db=first.db; else db=new.db; fi
    answers >want.txt
    same "schema $n: all that is answered" "$(sed "s/\\b$me\\b/ME/g" want.txt)" "$(sed "s/\\b\\(root\\|$me\\)\\b/ME/g" "schema$n.db.txt")"
    db=schema$n.db
    iv import "$ROOT/data/examples/day.csv" >out.txt 2>err.txt
    has "schema $n: work goes on" "21 saved" "$(cat out.txt)"
    same "schema $n: and the draft is there" 1 "$(sqlite3 "$db" "SELECT count(*) FROM drafts WHERE encounter = 'DRAFT-1' AND input LIKE '%ondansetron%'")"
}
do_work 4
db=first.db
do_work 1
clean "the work of then, done by this program" "$(cat wrong.txt)"
for schema in 1 2 3 4; do upgraded $schema; done
same "no schema is left out" "$(sqlite3 new.db 'PRAGMA user_version')" $((schema + 1))
tap_end
