# Both readings of every disagreement are tested: each value of each switch has a worked case under it.
# admin_revenue only moves revenue codes, which the claim lines do not print yet.
set -u
. "$TESTS/lib/tap.sh"
cd "$ROOT" || exit 66
grep -hE '^(want|finds|drugs|em|ledger) [^:]*=' tests/cases/*.cases | sed 's/:.*//' | tr ' ' '\n' | sort -u >"$TMPDIR/tested"
tail -n +2 data/book/switches.csv | cut -d, -f1,2 | grep -v '^admin_revenue,' | while IFS=, read -r name value; do
    [ "$value" = '#' ] && value='[0-9]+'
    grep -qxE "$name=$value" "$TMPDIR/tested" || echo "no case under $name=$value"
done >"$TMPDIR/untested"
clean "every switch value has a worked case" "$(cat "$TMPDIR/untested")"
clean "the tables of switches and of policies name the same switches" "$(
    tail -n +2 data/book/switches.csv | cut -d, -f1 | sort -u >"$TMPDIR/a"
    tail -n +2 data/book/policies.csv | cut -d, -f2 | sort -u | diff "$TMPDIR/a" - )"
tap_end
