#!/bin/sh
# `code`: the three formats, policies and switches, several files, statuses, the same bytes anywhere.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

cat >day.csv <<'END'
encounter,date,dx,visit,drug,route,method,start,stop,dose,unit
E1,2026-03-02,D50.9,1,ceftriaxone,IV,infusion,09:00,10:30,2,g
E1,,,1,vancomycin,IV,infusion,09:50,11:50,1000,mg
E1,,,2,ondansetron,IV,push,18:00,,4,mg
E2,2026-03-02,D50.9,1,mystery drug,IV,infusion,09:00,10:00,1,mg
END
"$IVLEDGER" code --format csv day.csv >out.csv 2>err.txt
status "an error among the findings" 1 $?
same "no word on stderr" "" "$(cat err.txt)"
same "columns and code lines" "encounter,visit,date,setting,code,units,modifiers,rows,rule,revenue,amount,findings
E1,1,2026-03-02,facility,96365,1,,2,
E1,1,2026-03-02,facility,96366,1,,2,
E1,1,2026-03-02,facility,96368,1,,1,
E1,2,2026-03-02,facility,96374,1,59,3," "$(sed '2,$s/^\(\([^,]*,\)\{8\}\).*/\1/' out.csv)"

# A route that says the manner says it of every row, also of one whose words were read before.
cat >routes.csv <<'END'
encounter,date,drug,route,start,stop
R1,2026-03-02,morphine,IVP,08:00,08:20
R2,2026-03-02,morphine,IVP,08:00,08:20
R3,2026-03-02,morphine, IVP ,08:00,08:20
R4,2026-03-02,morphine, IVP ,08:00,08:20
R5,2026-03-02,morphine,IV,08:00,08:20
END
same "IVP as a route is a push, row after row" "96374 96374 96374 96374 96365 " \
    "$("$IVLEDGER" code --format csv routes.csv | sed 1d | cut -d, -f5 | tr '\n' ' ')"

"$IVLEDGER" code --format csv --set overlap_mode=subtract day.csv >switched.csv
has "a switch on top of the policy" "E1,1,2026-03-02,facility,96367,1,,1," "$(cat switched.csv)"
"$IVLEDGER" code --format csv --policy cms day.csv >cms.csv
has "a policy by name" "E1,2,2026-03-02,facility,96374,1,XE,3," "$(cat cms.csv)"
printf 'switch,value\ndistinct_modifier,x\n' >mine.csv
"$IVLEDGER" code --format csv --policy mine.csv day.csv >mine.out 2>err.txt
has "a policy from a file" "E1,2,2026-03-02,facility,96374,1,XE,3," "$(cat mine.out err.txt)"

"$IVLEDGER" code --format json day.csv >out.json
same "an object for every visit, one a line" "3" "$(grep -c '^{"encounter":".*}$' out.json)"
has "codes in claim order" '"codes":[{"code":"96365","units":1,"modifiers":[],"date":"2026-03-02","rows":[2],' "$(cat out.json)"
has "switches that matter, and what they would give" \
    '{"switch":"overlap_mode","value":"concurrent","matters":true,"other":{"subtract":"96365 96366 96367"' "$(cat out.json)"
same "an encounter without codes is an object too" '"codes":[]' "$(sed -n '3s/.*\("codes":\[\]\).*/\1/p' out.json)"

"$IVLEDGER" code day.csv >out.txt
for words in "E1 2026-03-02 facility" "As charted" "96365" "Visit 2" "96374-59" "Findings" "error" "balanced"; do
    has "text says $words" "$words" "$(cat out.txt)"
done
"$IVLEDGER" code --switches day.csv >switches.txt
has "--switches says what other values give" "overlap_mode = concurrent: subtract would give" "$(cat switches.txt)"
clean "no line over 80 columns" "$(awk 'length > 80' out.txt switches.txt)"

# The same bytes whatever surrounds the program.
TZ=Asia/Kathmandu LC_ALL=de_DE.UTF-8 COLUMNS=40 "$IVLEDGER" code --format json --now "1999-01-01 00:00" day.csv >elsewhere.json
same "same bytes in another zone, locale and year" "$(cksum <out.json)" "$(cksum <elsewhere.json)"

# One thread or five, rows together, scattered or in any order, bad rows, a file that breaks off: what
# is printed and said is the same.
"$ROOT/tests/bench/generate" 1500 >plain.csv
awk -F, 'NR == 1 { print; next } NR % 7 == 3 { held[++n] = $0; next } { print }
    NR % 50 == 0 { for (i = 1; i <= n; i++) print held[i]; n = 0 }
    END { for (i = 1; i <= n; i++) print held[i] }' plain.csv |
    sed '100s/PIV/"P"IV/; 300s/infusion/infuson/; 301s/2026/1826/' >scattered.csv
{ sed 1q plain.csv; sed 1d plain.csv | LC_ALL=C sort -s -t , -k 12,12; } >sorted.csv
{ sed 2400q plain.csv; printf '"\nG0000001,'; } >broken.csv
{ sed 2400q scattered.csv; printf '"\nG0000001,'; } >lost.csv
for file in plain scattered sorted broken lost; do
    for format in csv text; do
        IVLEDGER_THREADS=1 "$IVLEDGER" code --format $format $file.csv >one.out 2>one.err
        IVLEDGER_THREADS=5 "$IVLEDGER" code --format $format $file.csv >five.out 2>five.err
        same "$file.csv as $format by five threads" "$(cksum <one.out) $(cksum <one.err)" \
            "$(cksum <five.out) $(cksum <five.err)"
    done
done
# What cannot be read again is kept; what can is read again: a pipe and a file print the same.
for file in plain scattered sorted; do
    for threads in 1 3; do
        IVLEDGER_THREADS=$threads "$IVLEDGER" code --format csv $file.csv >one.out 2>err.txt
        IVLEDGER_THREADS=$threads "$IVLEDGER" code --format csv - <$file.csv >two.out 2>err.txt
        cat $file.csv | IVLEDGER_THREADS=$threads "$IVLEDGER" code --format csv - >five.out 2>err.txt
        same "$file.csv by name, redirected and through a pipe" \
            "$(cksum <one.out) $(cksum <one.out)" "$(cksum <two.out) $(cksum <five.out)"
    done
done
# Whoever stands apart is coded with all of its rows, as where they stand together.
"$IVLEDGER" code --format csv plain.csv >one.out
"$IVLEDGER" code --format csv sorted.csv >five.out
for file in one five; do
    cut -d, -f1,4-7,9-12 $file.out | LC_ALL=C sort >$file.sorted
done
same "all rows of a scattered encounter count" "$(cksum <one.sorted)" "$(cksum <five.sorted)"
same "nothing of a file whose scattered rows break off" "1" "$("$IVLEDGER" code --format csv lost.csv 2>err.txt | wc -l | tr -d ' ')"

# Several files: each stands for itself, the worst status counts.
printf 'encounter,date,drug,route,method,start,stop\nE9,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00\n' >good.csv
"$IVLEDGER" code --format csv good.csv >out.csv 2>&1
status "nothing wrong" 0 $?
"$IVLEDGER" code --format csv good.csv none.csv day.csv >out.csv 2>err.txt
status "one file of three is not there" 66 $?
has "it is named" "none.csv: cannot be read" "$(cat err.txt)"
same "the others are coded" "E9 E1 E1 E1 E1" "$(sed 1d out.csv | cut -d, -f1 | tr '\n' ' ' | sed 's/ $//')"
mkdir folder
"$IVLEDGER" code folder >out.txt 2>err.txt
status "a folder" 66 $?

# Nothing from outside steers the terminal.
printf 'encounter,date,drug,route,method,start,stop\n"A\033[31m",2026-03-02,x,IV,infusion,09:00,10:00\nB,2026-03-02,saline\342\200\256evil,IV,infusion,09:00,10:00\n' >evil.csv
"$IVLEDGER" code evil.csv >out.txt 2>&1
clean "no control character comes out" "$(grep -n "$(printf '\033')" out.txt)"

# Writing: a reader that goes away is no error, a full disk is one.
"$IVLEDGER" code day.csv day.csv day.csv 2>err.txt | head -n 1 >/dev/null
same "a closed pipe is quiet" "" "$(cat err.txt)"
if [ -w /dev/full ]; then
    for format in text csv json; do
        "$IVLEDGER" code --format $format day.csv >/dev/full 2>err.txt
        status "a full disk, $format" 74 $?
        has "a full disk is said, $format" "could not be written" "$(cat err.txt)"
    done
    "$IVLEDGER" help >/dev/full 2>err.txt
    status "a full disk, help" 74 $?
fi
tap_end
