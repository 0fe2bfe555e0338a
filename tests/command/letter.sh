#!/bin/sh
# The defence on one page, to be pasted in a letter, and the page of HTML that prints on one sheet.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

"$IVLEDGER" import "$ROOT/data/examples/day.csv" >/dev/null 2>&1
run() { "$IVLEDGER" "$@" >out.txt 2>err.txt; }
flat() { tr -s ' \n' ' ' <out.txt; }

for id in $("$IVLEDGER" list | cut -d' ' -f1); do
    run show --form letter "$id"
    clean "$id fits a page of 66 lines, 80 columns, plain letters" "$(awk '
        length($0) > 80 || /[^ -~]/ { print NR ": " $0 }
        END { if (NR > 66) print NR " lines" }' out.txt)"
done
run show --form letter 26-003426
status "the hardest of the day" 0 $?
has "what was charted" "2 oxaliplatin" "$(cat out.txt)"
has "the timeline" "Timeline: = billed" "$(cat out.txt)"
has "a code with its row and minutes" "96415 x1, row 2 10:00-11:00 60 min." "$(flat)"
has "its sentence, rule and source" "the next begins at 151. [units.hours, source 2, 30.5.E, M04]" "$(flat)"
has "each source once, in full" "2 CMS, Medicare Claims Processing Manual, Pub. 100-04, chapter 12" "$(flat)"
has "what to attach, once for the codes that share it" "96413, 96415: The administration record of row 2 (oxaliplatin)" "$(flat)"
same "the whole hash" 1 "$(grep -cE '^Hash: [0-9a-f]{64}$' out.txt)"
clean "no money" "$(grep -n '[$]\|[0-9]\.[0-9][0-9]' out.txt)"
run code --form letter "$ROOT/data/examples/day.csv"
has "before it is saved as well" "96415 x1, row 2 10:00-11:00 60 min." "$(flat)"

run why 26-003426 96360
same "a drug of two rows is named once where the same is said of both" 1 "$(flat | sed 's, read:.*,,' | grep -o 'fluorouracil, a chemo' | wc -l)"

# A browser printed these on one sheet of A4 with the letter that is chosen here.
for pair in 26-003417:7pt 26-003426:7pt 26-003435:8pt 26-003437:9pt; do
    run show --format html "${pair%:*}"
    has "${pair%:*} on one sheet" "font: ${pair#*:}/1.3" "$(cat out.txt)"
done

cat >bags.csv <<'CSV'
encounter,date,dx,drug,route,method,line,site_reason,bag,start,stop,dose,unit
L1,2026-03-02,C83.30,Normal saline,IV,infusion,PIV,,X,09:00,10:40,,
L1,,,Rituxan,IV,infusion,PIV,,X,09:00,10:40,700,mg
L2,2026-03-02,N39.0,ceftriaxone,IV,infusion,L,,,09:00,10:00,1,g
L2,,,vancomycin,IV,infusion,R,incompatible,,09:00,10:30,1,g
L3,2026-03-02,K50.90,famotidine,IV,push,L,,,08:45,,20,mg
L3,,,infliximab,IV,infusion,L,,,09:00,11:10,300,mg
L3,,,ceftriaxone,IV,infusion,L,,,11:20,,1,g
L4,2026-03-02,N39.0,vancomycin,IV,infusion,L,,,2026-03-02 21:00,22:30,1,g
L4,,,vancomycin,IV,infusion,L,,,2026-03-03 09:00,10:30,1,g
L4,,,Normal saline,IV,infusion,L,,,2026-03-03 23:00,2026-03-04 01:00,1000,mL
CSV
"$IVLEDGER" import bags.csv >/dev/null 2>&1
run show --form letter L1
has "a bag is called by its drug, and both rows are named" "96413 x1, row 1 09:00-10:00 60 min, mixed with row 2. Rituxan (chemo infusion)" "$(flat)"
has "both lanes are billed" "2 Rituxan ====" "$(flat)"
run show --form letter L2
has "one line has its own minutes" "96365 x1, row 1 09:00-10:00 60 min." "$(flat)"
has "the other its own" "96365-59 x1, row 2 09:00-10:30 90 min." "$(flat)"
has "and what put the modifier there" "beside 96365 and carries 59 (incompatible). [initial.second," "$(flat)"
run why L2 96365-59
has "a modifier is asked of its line alone" "first hour; 1 unit" "$(flat)"
clean "the other row is none of it" "$(grep '^row 1' out.txt)"
run show --form letter L3
has "a moment before all runs is drawn" "1 famotidine |" "$(flat)"
has "a run without a stop is open" "?" "$(grep '3 ceftriaxone  *?' out.txt)"
run show L4
has "a row of another day has its day" "90 03-03" "$(flat)"
has "a stop after midnight" "23:00 01:00+1 120 03-03" "$(flat)"
has "a line has its date" "each hour after that; 2026-03-03, rows" "$(flat)"

# Under another text of the rule book the long page says so, in lines as long as all others.
cp -R "$IVLEDGER_DATA" other
sed -i 's/ is the initial service: / is the first service: /' other/book/rules.csv
run --data other show 26-003426
has "another rule book is told" "This program or rule book differs from the one that saved it" "$(flat)"
clean "and no line is longer than a page is wide" "$(awk 'length($0) > 80' out.txt)"
tap_end
