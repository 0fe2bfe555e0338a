#!/bin/sh
# The pages of formats and of decisions are complete: every table and column that the program reads or
# writes, every step, rule and switch; their lists are those of the rule book.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
formats=$ROOT/man/ivledger-data.5 decisions=$ROOT/man/ivledger-decisions.7

for page in "$formats" "$decisions"; do
    clean "mandoc has nothing against ${page##*/}" "$(mandoc -T lint -W warning "$page" 2>&1)"
done
clean "rules and switches are those of the book (man/tables mends it)" \
    "$(sh "$ROOT/man/tables" - | diff "$decisions" -)"

missing_columns() { # HEADING HEADER: every column stands behind a .It Cm below .Ss HEADING, or is shared
    sed -n "/^\.Ss $1\$/,/^\.S[sh] /p" "$formats" | sed -n 's/^\.It Cm //p' | sed 's/ ,/ /g' | tr ' ' '\n' >described
    printf '%s\n' "$2" | tr -d '\r' | tr , '\n' | while read -r column; do
        grep -qxF -- "$column" described shared || echo "$1: column $column"
    done
}
printf '%s\n' id from to source locator say note >shared
for table in "$ROOT"/data/book/*.csv; do
    missing_columns "${table##*/}" "$(head -n 1 "$table")"
done >missing
clean "every column of every table of the book is described" "$(cat missing)"
sed -n 's/^\.Ss \(.*\)\.csv$/\1/p' "$formats" | while read -r table; do
    [ -f "$ROOT/data/book/$table.csv" ] || echo "$table.csv is described and not there"
done >missing
clean "no table is described that is not there" "$(cat missing)"

"$IVLEDGER" --db ./pages.db import "$ROOT/data/examples/day.csv" >/dev/null 2>&1
for what in codes drugs claims findings decisions ledger audit reviews; do
    header=$("$IVLEDGER" --db ./pages.db export --what "$what" 2>/dev/null | head -n 1)
    [ -n "$header" ] || echo "$what gives nothing"
    : >shared
    missing_columns "$what" "$header"
done >missing
clean "every column of every export is described" "$(cat missing)"
"$IVLEDGER" --list-options | sed -n 's/^--what\t[^\t]*\t[^\t]*\t//p' | tr ' ' '\n' | while read -r what; do
    grep -qx "\.Ss $what" "$formats" || echo "export --what $what"
done >missing
clean "every export is described" "$(cat missing)"

for file in "$ROOT"/data/paste/*.csv "$ROOT"/data/proofs/*.csv; do
    case $file in */cases.csv) continue ;; esac # administrations
    head -n 1 "$file" | tr -d '\r' | tr , '\n' | while read -r column; do
        grep -qE "^\.It Cm (.* )?$column( ,.*)?\$" "$formats" || echo "${file##*/}: column $column"
    done
done >missing
clean "columns of lists and proofs are described" "$(cat missing)"
sed -n 's/^\([a-z-]*\) = .*/\1/p' "$ROOT/data/examples/config" | while read -r option; do
    grep -qx "\.It Cm $option" "$formats" || echo "option $option"
done >missing
clean "every option of the configuration is described" "$(cat missing)"

tail -n +2 "$ROOT/data/book/rules.csv" | cut -d, -f1 | sort -u | while read -r rule; do
    grep -qx "\.It Cm $rule" "$decisions" || echo "rule $rule"
done >missing
clean "every rule stands on the page" "$(cat missing)"
tail -n +2 "$ROOT/data/book/switches.csv" | cut -d, -f1 | sort -u | while read -r name; do
    grep -qx "\.It Cm $name" "$decisions" || echo "switch $name"
done >missing
clean "every switch stands on the page" "$(cat missing)"
tap_end
