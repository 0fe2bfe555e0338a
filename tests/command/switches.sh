#!/bin/sh
# switches: what each means and who holds which view; a switch of the site is set only after the saved
# encounters that would come out otherwise were named, with who set it when.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

cat >admin.csv <<'CSV'
encounter,date,setting,drug,class,route,method,start,stop,dx
A,2026-03-02,facility,ceftriaxone,therapeutic,IV,infusion,09:00,10:00,N39.0
A,,,vancomycin,therapeutic,IV,infusion,09:40,11:00,
B,2026-03-02,facility,ondansetron,therapeutic,IV,push,09:00,,R11.0
CSV
sed 's/^A,/C,/; s/^B,/D,/' admin.csv >later.csv
run() { "$IVLEDGER" --now "2026-03-03 08:15" "$@" >out.txt 2>err.txt; }
flat() { tr -s ' \n' ' ' <out.txt; }

run switches
status "needs no database" 0 $?
has "names the policy" "Policy reference" "$(cat out.txt)"
same "every switch is there" "28" "$(grep -c '^[a-z_]* = ' out.txt)"
has "marks the value that holds" "> concurrent: A drug that runs beside another" "$(flat)"
has "says who holds which view" "Held by: MedLearn." "$(flat)"
run --policy cms switches overlap_mode
has "one switch, of another policy" "overlap_mode = subtract" "$(cat out.txt)"
run switches --format csv
same "as CSV, a line for every value" "switch,value,chosen,say,held_by,source,set_by,set_at" "$(head -n 1 out.txt)"
same "one value of each holds" "28" "$(cut -d, -f1,3 out.txt | grep -c ',y$')"
run switches nosuch
status "a switch that is none" 64 $?
run switches overlap_mode=sometimes
status "a value that is none" 64 $?

run import admin.csv
run switches overlap_mode=subtract
status "something would come out otherwise" 1 $?
has "says what" "A (coded): 96368 went, 96367 came" "$(cat out.txt)"
has "counts" "1 of 2 saved encounters would come out otherwise" "$(cat out.txt)"
has "sets nothing by itself" "nothing was set" "$(cat out.txt)"
run switches admin_revenue=cost_center
has "other revenue codes are another claim" "A (coded): 96365 on 0260, was 0636; 96368 on 0260, was 0636" "$(cat out.txt)"
has "of every encounter" "2 of 2 saved encounters would come out otherwise" "$(cat out.txt)"
run switches overlap_mode
has "so it is as before" "overlap_mode = concurrent" "$(cat out.txt)"
run switches overlap_mode=subtract --yes
status "is set when asked to" 0 $?
has "and names them first" "A (coded): 96368 went, 96367 came" "$(cat out.txt)"
run switches overlap_mode
has "holds for the site" "overlap_mode = subtract, set by" "$(cat out.txt)"
has "says when" "on 2026-03-03 08:15:00" "$(cat out.txt)"
run export --what audit
has "is in the audit trail" "switch set,,overlap_mode=concurrent,overlap_mode=subtract" "$(cat out.txt)"

run list number=A
has "saved work keeps what it was coded with" "96365 96368" "$(cat out.txt)"
run import later.csv
run list number=C
has "what is imported from now on has the site's switch" "96365 96367" "$(cat out.txt)"
run show C
has "and says so" "policy site" "$(cat out.txt)"
run code later.csv
has "code does not ask the database" "policy reference" "$(cat out.txt)"
run code --policy site later.csv
has "unless told to" "policy site" "$(cat out.txt)"
run recode --policy site
has "recode under the site's switches" "A: 96368 went, 96367 came" "$(cat out.txt)"
run switches overlap_mode= --yes
status "back to the base policy" 0 $?
run switches
has "nothing is left of it" "Policy reference" "$(cat out.txt)"
run --readonly switches overlap_mode=subtract --yes
status "not read-only" 74 $?
run db check
status "the chain holds" 0 $?
tap_end
