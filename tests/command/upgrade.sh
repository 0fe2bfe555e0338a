#!/bin/sh
# A database of every older schema comes up to this one with all that was in it.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
iv() { "$IVLEDGER" --data "$IVLEDGER_DATA" "$@"; }
{ head -n 1 "$ROOT/data/examples/day.csv"; grep -E '^26-0034(17|26|35),' "$ROOT/data/examples/day.csv"; } >in.csv
iv --db new.db import in.csv >/dev/null 2>&1

whole() { # FILE, its schema: as if it had been imported by this program
    iv --db "$1" db migrate >out.txt 2>err.txt
    status "schema $2: db migrate" 0 $?
    iv --db "$1" db check >out.txt 2>err.txt
    status "schema $2: db check" 0 $?
    for what in administrations codes findings decisions; do
        same "schema $2: its $what" "$(iv --db new.db export --what $what)" "$(iv --db "$1" export --what $what)"
    done
    for filter in code=96375 drug=ondan severity=warning finding=doc.stop.missing text=ondans rule=initial.rank \
        payer=medicare coder=rlee from=2026-03-02 to=2026-03-01 status=coded setting=facility number=26-00342; do
        same "schema $2: list $filter" "$(iv --db new.db list sort=number $filter | sed 's/  *$//')" \
            "$(iv --db "$1" list sort=number $filter)"
    done
}

sqlite3 two.db <"$TESTS/lib/schema2.sql"
whole two.db 2
same "schema 2: the overrule still stands" 26-003435 "$(iv --db two.db list overridden=yes | cut -d' ' -f1)"
same "a view of the rows for other tools" 13 "$(sqlite3 two.db 'SELECT count(*) FROM input_rows')"
same "an amount it did not know is none" "" "$(iv --db two.db list amount=0..)"

# What schema 2 added is taken away again: that is schema 1.
sqlite3 one.db <"$TESTS/lib/schema2.sql"
sqlite3 one.db "SELECT 'DROP ' || type || ' ' || name || ';' FROM sqlite_schema WHERE type IN ('trigger') AND
    name NOT LIKE 'audit%'" >drop.sql
sqlite3 one.db <drop.sql
sqlite3 one.db "DROP TABLE search; DROP TABLE sampled; DROP TABLE samples; DROP TABLE review_notes; DROP TABLE reviews;
    DROP TABLE overrules; DROP TABLE people; DROP INDEX encounters_status; DROP INDEX encounters_coder;
    DROP INDEX encounters_payer; DROP INDEX codes_code; DROP INDEX codes_rule; DROP INDEX codes_modifiers;
    DROP INDEX findings_finding; DROP INDEX findings_severity; DROP INDEX input_rows_drug;
    PRAGMA user_version = 1"
whole one.db 1

# What schema 5 changed is taken back: words in FTS5, no table of words.
cp new.db four.db
sqlite3 four.db "DROP TABLE words; DROP TABLE search; DELETE FROM facets WHERE facet LIKE 'saved:%';
    CREATE INDEX encounters_changed ON encounters (changed, id);
    CREATE VIRTUAL TABLE search USING fts5 (words, content = '', columnsize = 0, detail = none, prefix = '2 3');
    INSERT INTO search (rowid, words) SELECT e.id, e.encounter || ' ' || r.codes FROM encounters e
    JOIN results r ON r.encounter = e.id; PRAGMA user_version = 4"
whole four.db 4
tap_end
