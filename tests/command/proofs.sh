#!/bin/sh
# rules check proves every row of the book by a case in which it applies and a change with which it
# misses: each way in which such a proof can fail is named.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

cp -R "$IVLEDGER_DATA" data
proofs=data/proofs/proofs.csv
fresh() { cp -R "$IVLEDGER_DATA"/. data/; }
check() { "$IVLEDGER" --data data rules check >out.txt 2>err.txt; }

check
status "the book is proved" 0 $?
has "says how many proofs" "proofs: each row applies in one case and just misses with one change" "$(cat out.txt)"

grep -v '^rules,units.hours,' "$IVLEDGER_DATA/proofs/proofs.csv" >$proofs
check
status "a rule without a proof" 78 $?
has "is named" "rules units.hours has no case in which it is applied; add one" "$(cat err.txt)"

fresh
sed -i 's/^\(rules,units.hours,applied\),[^,]*,/\1,no-such-case,/' $proofs
check
status "a case that is not there" 78 $?
has "is named" "rules units.hours: cases.csv has no case no-such-case" "$(cat err.txt)"

fresh
sed -i 's/^\(rules,units.hours,applied\),[^,]*,/\1,15-minutes-is-a-push,/' $proofs
check
has "a case in which the rule does not apply" "rules units.hours is not applied in case 15-minutes-is-a-push" "$(cat err.txt)"

fresh
sed -i 's/^\(rules,units.hours,applied,[^,]*,[^,]*\),[^,]*,/\1,dx=N39.0,/' $proofs
check
has "a change that changes nothing" "does not miss in case" "$(cat err.txt)"

fresh
sed -i 's/^\(rules,units.hours,applied,[^,]*,[^,]*\),[^,]*,/\1,1.stop=25:00,/' $proofs
check
has "a change that cannot be made" 'the change "1.stop=25:00" of case' "$(cat err.txt)"

fresh
sed -i 's/^\(rules,units.hours,applied,[^,]*\),[^,]*,/\1,nowhere,/' $proofs
check
status "a policy that is none" 78 $?

fresh
sed -i 's/^rules,units.no_hour,applied,,,,.*/rules,units.no_hour,applied,,,,/' $proofs
check
has "no case and no reason" "rules units.no_hour has neither a case nor a reason" "$(cat err.txt)"

fresh
echo 'tables,units.hours,applied,15-minutes-is-a-push,,1.stop=09:16,' >>$proofs
check
has "a table that is none" "there is no table tables with rows to prove" "$(cat err.txt)"

fresh
sed -i 's/^infusion_min,2024-01-01,,16,/infusion_min,2024-01-01,,17,/; s/^push_max,2024-01-01,,15,/push_max,2024-01-01,,16,/' data/book/limits.csv
check
status "a limit that moved by a minute" 78 $?
has "is noticed by the case at that minute" "kinds kind.infusion" "$(cat err.txt)"

fresh
sed -i 's/09:16/0916x/' data/proofs/cases.csv
check
status "a case that cannot be read" 78 $?
has "is named by file and line" "proofs/cases.csv:" "$(cat err.txt)"

fresh
rm -r data/proofs
check
status "a book without proofs can be used" 0 $?
has "and says so" "no cases to prove it with" "$(cat out.txt)"
tap_end
