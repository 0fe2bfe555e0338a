# The manual says what the program says: tables, columns, exit status, and mandoc has nothing against it.
set -u
. "$TESTS/lib/tap.sh"
page=$ROOT/man/ivledger.1

clean "mandoc has nothing against the page" "$(mandoc -T lint -W warning "$page" 2>&1)"
sh "$ROOT/man/update" "$IVLEDGER" - >page.new
clean "commands, options and keys are the program's (man/update ./ivledger mends it)" \
    "$(diff "$page" page.new)"

# Every column of the administration CSV has its entry, in its order.
"$IVLEDGER" --db ./day.db import "$ROOT/data/examples/day.csv" >/dev/null 2>&1
"$IVLEDGER" --db ./day.db export --what administrations 2>/dev/null | head -n 1 | tr -d '\r' | tr , '\n' >columns
sed -n '/^\.Sh ADMINISTRATIONS/,/^\.Sh KEYS/s/^\.It Cm \([a-z_]*\).*/\1/p' "$page" >documented
clean "every column is described, in the order of the program" "$(diff columns documented)"

# Flags, classes, routes, methods and devices: every word stands on the page.
for word in diluent kvo flush integral discontinued reaction notgiven prehospital interrupted ownreason \
    labelfluid clinicpump therapeutic hydration chemo complex hormonal blood contrast vaccine \
    picc cvc port portable_pump implanted_pump reservoir infusion push injection pump onbody setup refill; do
    grep -qw -- "$word" "$page" || echo "$word is not on the page"
done >missing
clean "every word that a column takes is named" "$(cat missing)"
tap_end
