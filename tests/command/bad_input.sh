#!/bin/sh
# Bad input: one clear sentence each with the remedy, the right status, the good part still coded,
# nothing half saved.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
head='encounter,date,drug,route,method,start,stop'
good='G,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00'

# bad NAME STATUS WORDS LINES : LINES and a good encounter are coded; the good one comes out.
bad() {
    printf '%s\n%s\n%s\n' "$head" "$4" "$good" >bad.csv
    "$IVLEDGER" code --format csv bad.csv >out.csv 2>err.txt
    status "$1: status" "$2" $?
    has "$1: sentence" "$3" "$(cat err.txt)"
    same "$1: the good one is coded" "G,1,2026-03-02,facility,96365,1" "$(sed 1d out.csv | cut -d, -f1-6)"
    "$IVLEDGER" --db bad.db import bad.csv >out.txt 2>/dev/null
    status "$1: import" "$2" $?
    same "$1: only the good one is saved" "G" "$("$IVLEDGER" --db bad.db list | cut -d' ' -f1)"
    rm -f bad.db*
}
bad "a time that is none" 65 'bad.csv:2: column start: "25:00"' 'B,2026-03-02,ceftriaxone,IV,infusion,25:00,10:00'
bad "a bare hour" 65 'bad.csv:2: column stop: "9"' 'B,2026-03-02,ceftriaxone,IV,infusion,08:00,9'
bad "three figures that are no time" 65 'bad.csv:2: column start: "270"' 'B,2026-03-02,ceftriaxone,IV,infusion,270,10:00'
bad "past midnight" 65 '"24:01"' 'B,2026-03-02,ceftriaxone,IV,infusion,24:01,10:00'
bad "a day that is none" 65 'bad.csv:2: column date: "2026-02-30"' 'B,2026-02-30,ceftriaxone,IV,infusion,09:00,10:00'
bad "no date at all" 65 'bad.csv:2: column start: "09:00" has no date' 'B,,ceftriaxone,IV,infusion,09:00,10:00'
bad "a date of no edition" 65 'bad.csv:2: encounter B: ' 'B,1901-03-02,ceftriaxone,IV,infusion,09:00,10:00'
printf '%s\n%s\n' "$head" 'B,1901-03-02,ceftriaxone,IV,infusion,09:00,10:00' | "$IVLEDGER" code - >out.csv 2>err.txt
has "standard input has one name in every sentence" 'stdin:2: encounter B: ' "$(cat err.txt)"
bad "two values for one field" 65 'bad.csv:3: column date: is "2026-03-03" here and "2026-03-02" on line 2' \
    'B,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00
B,2026-03-03,ceftriaxone,IV,infusion,10:00,10:30'
bad "no number" 65 'bad.csv:2: column encounter: is empty' ',2026-03-02,ceftriaxone,IV,infusion,09:00,10:00'
bad "a cell too many" 65 'bad.csv:2: ' 'B,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00,what'
bad "a route that is none" 65 'bad.csv:2: column route: "IX"' 'B,2026-03-02,ceftriaxone,IX,infusion,09:00,10:00'
bad "a stray quote" 65 'bad.csv:2: ' 'B,2026-03-02,cef"triaxone,IV,infusion,09:00,10:00'
bad "bytes that are not UTF-8" 65 'bad.csv' "B,2026-03-02,$(printf '\377\376'),IV,infusion,09:00,10:00"

# Impossible, but a matter of documentation: a finding with a remedy, and the rest is coded.
finding() { # NAME ID LINE
    printf '%s\n%s\n%s\n' "$head" "$3" 'B,,ondansetron,IV,push,11:00,' >doc.csv
    "$IVLEDGER" code --format csv doc.csv >out.csv 2>err.txt
    "$IVLEDGER" code --format json doc.csv >out.json 2>/dev/null
    status "$1: status" 1 $?
    same "$1: no word on stderr" "" "$(cat err.txt)"
    has "$1: the finding" "\"id\":\"$2\"" "$(cat out.json)"
    has "$1: the push is coded" "B,1,2026-03-02,facility,963" "$(cat out.csv)"
}
finding "a stop before its start" doc.stop.before 'B,2026-03-02,ceftriaxone,IV,infusion,2026-03-02 10:00,2026-03-02 09:00'
finding "no stop" doc.stop.missing 'B,2026-03-02,ceftriaxone,IV,infusion,09:00,'
finding "a drug nobody knows" class.unknown 'B,2026-03-02,ceftriaxon forte plus,IV,infusion,09:00,10:00'

# What cannot be used at all: said once, nothing coded.
unusable() { # NAME WORDS
    "$IVLEDGER" code --format csv bad.csv >out.csv 2>err.txt
    status "$1: status" 65 $?
    has "$1: sentence" "$2" "$(cat err.txt)"
    same "$1: one sentence" 1 "$(wc -l <err.txt | tr -d ' ')"
    same "$1: nothing coded" 1 "$(wc -l <out.csv | tr -d ' ')"
    "$IVLEDGER" --db bad.db import bad.csv >out.txt 2>/dev/null
    status "$1: import" 65 $?
    same "$1: nothing saved" "" "$("$IVLEDGER" --db bad.db list)"
    rm -f bad.db*
}
printf '%s,colour\n%s,red\n' "$head" "$good" >bad.csv
unusable "an unknown column" "bad.csv:1: column colour is not known; the nearest is "
printf 'date,drug\n2026-03-02,x\n' >bad.csv
unusable "no column encounter" "add it, with one account or visit number per encounter"
: >bad.csv
unusable "an empty file" "bad.csv:1: the file is empty"
head -c 100000 "$IVLEDGER" >bad.csv
unusable "binary junk" "bad.csv"
clean "binary junk: nothing raw on the terminal" "$(tr -d '\n\t -~' <err.txt)"
printf '%s\n%s\nB,2026-03-02,"ceftriaxone,IV,infusion,09:00,10:00\n' "$head" "$good" >bad.csv
"$IVLEDGER" --db bad.db import bad.csv >out.txt 2>err.txt
status "a quote that never closes: import" 65 $?
has "a quote that never closes: sentence" "bad.csv:3: the quote that opens here is never closed" "$(cat err.txt)"
has "a quote that never closes: said" "nothing of this file was saved" "$(cat err.txt)"
same "a quote that never closes: nothing half saved" "" "$("$IVLEDGER" --db bad.db list)"

# A good file beside a bad one is saved; the bad one is not there in parts.
printf '%s\n%s\n' "$head" "$good" >good.csv
"$IVLEDGER" --db two.db import bad.csv good.csv >out.txt 2>/dev/null
status "a bad and a good file" 65 $?
same "the good file is saved" "G" "$("$IVLEDGER" --db two.db list | cut -d' ' -f1)"

# A large file (200 MB would do as well; this keeps the suite quick): time and memory follow its size.
awk -v head="$head" 'BEGIN {
    print head
    for (i = 0; i < 200000; i++) {
        printf "L%06d,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00\n", i
        printf "L%06d,,ondansetron,IV,push,09:30,\n", i
    }
}' >large.csv
size=$(($(wc -c <large.csv) / 1024))
# The sanitizers reserve memory of their own without bound.
grep -q __asan_init "$IVLEDGER" || limit=$((size * 6 + 65536)) # kB
(
    # shellcheck disable=SC3045 # a shell without it fails the test, and says so
    [ -z "${limit-}" ] || ulimit -v "$limit"
    "$IVLEDGER" code --format csv large.csv >out.csv 2>err.txt
)
status "a large file, in six times its size and 64 MB" 0 $?
same "a large file: all of it is coded" 400001 "$(wc -l <out.csv | tr -d ' ')"
tap_end
