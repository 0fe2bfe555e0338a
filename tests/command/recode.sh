#!/bin/sh
# recode: saved work under another edition or policy, grouped by the rule that makes it change, one
# encounter side by side, one accepted.  The edition of 2027 is made up, and only here: it begins
# further hours at minute 76 instead of 91, so that the dates of rows decide something.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

cat >admin.csv <<'CSV'
encounter,date,setting,drug,class,route,method,start,stop,dx
A,2026-03-02,facility,ceftriaxone,therapeutic,IV,infusion,09:00,10:20,N39.0
B,2027-03-02,facility,ceftriaxone,therapeutic,IV,infusion,09:00,10:20,N39.0
C,2026-03-02,facility,ceftriaxone,therapeutic,IV,infusion,09:00,10:30,N39.0
C,,,vancomycin,therapeutic,IV,infusion,09:40,11:00,
D,2026-03-02,facility,ondansetron,therapeutic,IV,push,09:00,,R11.0
CSV

mkdir data
cp -R "$IVLEDGER_DATA"/. data/
sed -i 's/^2026\.1,2026-01-01,,/2026.1,2026-01-01,2026-12-31,/' data/book/editions.csv
echo '2027.1,2027-01-01,,readings,A made-up edition for the tests' >>data/book/editions.csv
sed -i 's/^further_min,2024-01-01,,31,/further_min,2024-01-01,2026-12-31,31,/' data/book/limits.csv
new=$(grep '^further_min,' data/book/limits.csv | sed 's/^further_min,2024-01-01,2026-12-31,31,/further_min,2027-01-01,,16,/')
echo "$new" >>data/book/limits.csv
sed -i 's/^editions,3,/editions,4,/' data/book/tables.csv
run() { "$IVLEDGER" --data data "$@" >out.txt 2>err.txt; }

run import admin.csv
same "the made-up edition loads" "" "$(cat err.txt)"
run list
has "a date of 2026 has the hour of 2026" "A 2026-03-02 96365" "$(tr -s ' ' <out.txt | cut -d' ' -f1,2,5- | grep '^A')"
has "a date of 2027 has the hour of 2027" "B 2027-03-02 96365 96366" "$(tr -s ' ' <out.txt | cut -d' ' -f1,2,5- | grep '^B')"

run recode
status "nothing changes by itself" 0 $?
has "says so" "4 unchanged, 0 changed, 0 could not be coded; nothing was saved" "$(cat out.txt)"

run recode --rules 2027.1
status "another edition changes something" 1 $?
has "counts what changes" "2 unchanged, 2 changed" "$(cat out.txt)"
has "names the rule that makes it change" "units.hours: 2" "$(cat out.txt)"
has "and what comes of it" "A: 96366 came" "$(cat out.txt)"
has "in a sentence with its facts" "80 minutes" "$(cat out.txt)"

run recode --rules 2026.1
has "the other way round it goes" "B: 96366 went" "$(cat out.txt)"

run recode --set overlap_mode=subtract
status "a switch changes something" 1 $?
has "names the rule of the switch" "relate.subtract: 1" "$(cat out.txt)"
has "says which encounter" "C: 96368 went, 96367 came" "$(cat out.txt)"

run recode --set overlap_mode=subtract number=C
has "one encounter stands side by side" "96365 x1, row 1                       96365 x1, row 1
  96368 x1, row 2                       96367 x1, row 2" "$(cat out.txt)"
has "with what it was" "It was: vancomycin ran beside ceftriaxone for 50 minutes" "$(cat out.txt)"
has "and what it is" "Now: vancomycin shared 50 minutes" "$(cat out.txt)"

run recode --rules 2027.1 --format csv
same "as CSV, the changed ones only" "encounter,saved,codes,rule,saved_rules,rules,saved_policy,policy
A,96365,96365 96366,units.hours,2026.1,2027.1,reference,reference" "$(grep -v '^C,' out.txt)"
run recode --rules 2027.1 --format json number=A
has "as JSON" '"encounter":"A","saved":"96365","codes":"96365 96366","rule":"units.hours"' "$(cat out.txt)"

run export --what audit
before=$(grep -c . out.txt)
run recode --policy cms
run export --what audit
same "a dry run leaves no trace but the exports" "$((before + 1))" "$(grep -c . out.txt)"

run --readonly recode --rules 2027.1 --accept A
status "accepting writes, so not read-only" 74 $?
run recode --rules 2027.1 --accept nobody
status "there must be such an encounter" 66 $?
run recode --rules 2027.1 --accept A coder=x
status "one by one" 64 $?
run recode --rules 2027.1 --accept A
status "one is accepted" 0 $?
run list number=A
has "its codes are the new ones" "96365 96366" "$(cat out.txt)"
run list number=C
has "the others stay" "96365 96368" "$(cat out.txt)"
run export --what audit
has "the audit trail says under what" "recode accepted: rules 2026.1 to 2027.1, policy reference to reference" "$(cat out.txt)"
run db check
status "the chain holds" 0 $?
tap_end
