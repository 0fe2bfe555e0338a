#!/bin/sh
# The manual of the quick line: its examples are read, its words are the program's.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
page=$ROOT/man/ivledger-quick.5

clean "mandoc has nothing against the page" "$(mandoc -T lint -W warning "$page" 2>&1)"

sed -n '/BEGIN examples/,/END examples/s/^\.Dl //p' "$page" | sed 's/\\(dq/"/g' >examples
{
    printf 'new E1\n.\n'
    while read -r line; do printf '%s\n\n' "$line"; done <examples
} | "$IVLEDGER" --plain --db ./quick.db --now "2026-03-02 12:00" >out.txt 2>&1
same "every example is read" "$(wc -l <examples)" "$(grep -c '^Row [0-9]*: ' out.txt)"
grep -E 'not understood|may be|twice|not in the drug table;' out.txt >refused
same "and none refused" "" "$(cat refused)"

sed -n 's/^ *\(ONE\|TWO\)("\([^"]*\)".*/\2/p; s/^ *{"\([^"]*\)", "[^"]*", \(NULL\|"[a-z]*"\)}.*/\1/p' \
    "$ROOT/src/core/quick_words.c" | while read -r word; do
    grep -qiwe "$word" "$page" || echo "$word is not on the page"
done >missing
clean "every word of the language is named" "$(cat missing)"
"$IVLEDGER" --plain --db ./quick.db </dev/null >/dev/null 2>&1
status "--plain at the end of its input" 0 $?
tap_end
