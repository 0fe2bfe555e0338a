#!/bin/sh
# The database written by somebody else: the columns of text of each table in turn hold what steers a
# terminal, runs in a spreadsheet, is SQL or a tag: all of them, and then only those that are free words, so
# that the rest still makes sense.  Lists in JSON hold it in every cell.  Whatever the
# program makes of it (a page, or a sentence that refuses), on every way out nothing steers and nothing falls
# over.  The file it begins with has something in every table (tests/lib/schema4.sql).
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

# Control bytes but the end of a line, C1 controls, marks that steer, what is not UTF-8.
steering() { # FILE
    LC_ALL=C grep -alP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xd8\x9c|\xef\xbb\xbf|\xf3\xa0[\x80-\xbf]' "$1"
    iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1 || echo "$1 is not UTF-8"
}
hostile="char(27) || '[2J' || char(27) || ']0;owned' || char(7) || char(155) || '31m' || char(8238) || 'gpj' || char(8294) || char(127) || '=cmd()|''c''!A0'');DROP TABLE encounters;--<script>\"%s%n'"
sqlite3 base.db <"$TESTS/lib/schema4.sql"
"$IVLEDGER" --db base.db db migrate >/dev/null 2>&1
# Nothing keeps a forger from taking the triggers away, nor the checks.
sqlite3 base.db "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'" >drop.sql
sqlite3 base.db <drop.sql
sqlite3 base.db "SELECT m.name, t.name FROM sqlite_schema m, pragma_table_info(m.name) t WHERE m.type = 'table' AND
    t.type = 'TEXT' AND m.name NOT LIKE 'search%' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, t.cid" | tr '|' ' ' >columns.txt
clean "every table is forged" "$(for t in audit drafts encounters facets grounds overrules people results review_notes reviews \
    samples settings superseded words; do grep -q "^$t " columns.txt || echo "not $t"; done)"

printf 'Enter\n:save-screen 1.shot\n:why 96413\n:save-screen 2.shot\nEsc\n:find\n:save-screen 3.shot\n:audit\n:save-screen 4.shot\n' >keys
printf '%s\n' drafts list "open 26-003417" rows codes findings "why 96413" quit >typed
out() { # NAME COMMAND...: runs it, and judges how it ended and what it said
    name=$1
    shift
    "$@" >one 2>&1
    left=$?
    [ $left -lt 128 ] && [ $left -ne 70 ] || echo "$forged: status $left from $name: $(head -c 100 one)" >>fell
    [ -z "$(steering one)" ] || echo "$forged: $name steers: $(cat -v one | grep -nE '\^|M-' | head -n 2 | cut -c 1-150)" >>steers
}
iv() { "$IVLEDGER" --db w.db "$@"; }
pages() { # every way out
    for words in list "list --format json" "show 26-003417" "show --format json 26-003417" \
        "show --form letter 26-003417" "show --form ub04 26-003435" "show --form query 26-003417" "why 26-003417 96413" \
        "why --format json 26-003417 96413" "whatif 26-003417 1.minutes=10" recode selfaudit review "review 26-003417" \
        "overrule 26-003435" "report encounter 26-003435" "report review 26-003417" "scores --by coder" people filters \
        switches "db audit" "db verify" "db info" "db check"; do
        # shellcheck disable=SC2086 # words, on purpose
        out "$words" iv $words
    done
    out screens iv --script keys --screen 100x30
    for shot in *.shot; do [ ! -e "$shot" ] || [ -z "$(steering "$shot")" ] || echo "$forged: $shot steers" >>steers; done
    "$IVLEDGER" --db w.db --plain <typed >one 2>&1
    out --plain cat one
    "$IVLEDGER" --db w.db show --format html 26-003417 >page.html 2>/dev/null
    ! grep -q '<script' page.html || echo "$forged: a tag of somebody else's" >>steers
    [ -z "$(steering page.html)" ] || echo "$forged: the page steers" >>steers
    for words in "export --what administrations" "export --what codes" "export --what findings" "export --what audit" \
        "export --what reviews" "list --format csv"; do
        # shellcheck disable=SC2086 # words, on purpose
        iv $words >x.csv 2>/dev/null
        ! LC_ALL=C grep -qaP '(^|,)"?[=@+]|[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' x.csv || echo "$forged: $words" >>steers
    done
    rm -f ./*.shot
}
touch fell steers
forge() { # TABLE COLUMN...
    table=$1 sets=
    shift
    for column; do sets="$sets${sets:+, }\"$column\" = $hostile"; done
    sqlite3 w.db "PRAGMA ignore_check_constraints = ON; UPDATE OR IGNORE $table SET $sets" 2>>fell
}
forge_tables() { # TABLE...: every column of text
    forged=$*
    cp base.db w.db
    # shellcheck disable=SC2046 # names of columns
    for one; do forge "$one" $(sed -n "s/^$one //p" columns.txt); done
    pages
}
forge_tables encounters
forge_tables results
forge_tables reviews
forge_tables review_notes overrules people settings audit
forge_tables facets words grounds samples superseded drafts
forged="free words"
cp base.db w.db
forge encounters patient dx em auth coder created_by changed_by setting payer
forge reviews reviewer coder coder_codes engine_codes codes
forge review_notes who code class words
forge overrules before after reason words rule who
forge people login
forge settings value changed_by
forge drafts encounter user
forge audit who encounter before after
pages
clean "$(wc -l <columns.txt) columns of text forged: nothing falls over" "$(cat fell)"
clean "and nothing steers on any way out" "$(cat steers)"

# Lists in JSON, whole, with the text in each cell.
: >fell
: >steers
forged="cells of results"
cp base.db w.db
for list in rows lines findings; do
    sqlite3 w.db "UPDATE results SET $list = (SELECT json_group_array(json((SELECT json_group_array(CASE WHEN typeof(c.value) = 'text'
        THEN $hostile ELSE c.value END) FROM json_each(r.value) c))) FROM json_each(results.$list) r)" 2>>fell
done
pages
clean "every cell of rows, lines and findings: nothing falls over" "$(cat fell)"
clean "and nothing steers" "$(cat steers)"
tap_end
