#!/bin/sh
# `rules check`, `rules list`, `rules show`: the book proved, listed and cited from the shell.
set -u
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

out=$("$IVLEDGER" rules check 2>&1)
status "check of the book as it stands" 0 $?
has "check says how much it proved" "combinations of class, route, method, minutes, setting and payer: one outcome each" "$out"

out=$("$IVLEDGER" rules show units.hours 2>&1)
status "show of a rule" 0 $?
has "show names file and line" "rules.csv:" "$out"
has "show gives the dates" "from             2024-01-01" "$out"
has "show cites the source" "citation         CMS, Medicare Claims Processing Manual, Pub. 100-04" "$out"
has "show of a code gives its parents" "parent           96413" "$("$IVLEDGER" rules show 96415 2>&1)"
has "show of a drug by its code" "generic          infliximab" "$("$IVLEDGER" rules show j1745 2>&1)"
has "show of a switch gives its values" "value            subtract" "$("$IVLEDGER" rules show overlap_mode 2>&1)"
has "show as json" '"table":"drugs"' "$("$IVLEDGER" --format json rules show J1745 2>&1)"

out=$("$IVLEDGER" rules show h02 2>&1)
status "show of a place that citations name" 0 $?
has "show of such a place gives the rows that cite it" "id               rank.drug_push" "$out"
has "a place among others is found too" "id               initial.rank" "$out"

same "list as csv has a row for every rank" \
    "$(sed 1d "$ROOT/data/book/ranks.csv" | wc -l)" \
    "$("$IVLEDGER" --format csv rules list ranks | sed 1d | wc -l)"
same "header of the list" "table,id,from,to,source,locator,say" \
    "$("$IVLEDGER" --format csv rules list ranks | head -n 1)"

out=$("$IVLEDGER" rules show no.such.rule 2>&1)
status "show of nothing" 66 $?
has "show of nothing says where to look" "the rule book has no row no.such.rule" "$out"
out=$("$IVLEDGER" rules list nothing 2>&1)
status "list of no table" 64 $?
has "list of no table names them" "its tables are sources, editions, codes" "$out"
"$IVLEDGER" rules mend >/dev/null 2>&1
status "rules takes three words only" 64 $?

# A broken book: every fault is named, nothing is coded.
mkdir -p broken/book
cp "$ROOT"/data/book/*.csv broken/book/
sed '/^units.hours,/d' "$ROOT/data/book/rules.csv" >broken/book/rules.csv
sed 's/^push_max,2024-01-01,,15/push_max,2024-01-01,,x/' "$ROOT/data/book/limits.csv" >broken/book/limits.csv
out=$("$IVLEDGER" --data broken rules check 2>&1)
status "check of a broken book" 78 $?
has "the missing row" "no row for units.hours on 2024-01-01" "$out"
has "the bad number" "limits.csv:2: column value: x is not a whole number" "$out"
sed '/^96365,office,/d' "$ROOT/data/book/mue.csv" >broken/book/mue.csv
cp "$ROOT/data/book/rules.csv" "$ROOT/data/book/limits.csv" broken/book/
out=$("$IVLEDGER" --data broken rules check 2>&1)
status "check of a book that lost a row" 78 $?
has "the lost row" "mue.csv: has " "$out"
tap_end
