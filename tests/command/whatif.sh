#!/bin/sh
# why and whatif: reasons of a saved encounter down to the minutes, and the same encounter with a fact
# or a switch changed, which is no fact and is never saved.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

cat >admin.csv <<'CSV'
encounter,date,setting,payer,drug,class,route,method,start,stop,dx
A,2026-03-02,facility,medicare,ceftriaxone,therapeutic,IV,infusion,09:00,09:20,N39.0
A,,,,ondansetron,therapeutic,IV,push,09:30,,
A,,,,red cells,blood,IV,infusion,12:00,14:00,
B,2026-03-02,facility,medicare,vancomycin,therapeutic,IV,infusion,09:00,,N39.0
B,,,,ondansetron,therapeutic,IV,push,08:50,,
CSV
"$IVLEDGER" import admin.csv >/dev/null 2>&1
run() { "$IVLEDGER" "$@" >out.txt 2>err.txt; }
flat() { tr -s ' \n' ' ' <out.txt; } # sentences are folded at 80 columns

run why A 96365
status "why a code that is there" 0 $?
has "asks the questions of the engine" "Which service is the initial one?" "$(flat)"
has "says what was read" "read: start: 09:00, stop: 09:20, minutes: 20" "$(flat)"
has "and what was needed" "floor: 16 needed" "$(flat)"
has "cites" "source: American Medical Association, CPT code set" "$(flat)"
has "names the row of the rule book" "rule: units.first, in step units" "$(flat)"
has "shows the margin" "unit 1 from 09:00: 20 minutes; earned at 16 (4 past it), the next at 91 (71 to go)" "$(flat)"
has "goes down to the minutes" "09:00 to 09:20, 20 minutes: 96365 unit 1" "$(flat)"
run why A 96365/1
status "why one unit" 0 $?
run why A 2
has "why a row" "row 2: ondansetron, IV push, from 09:30" "$(flat)"
has "a push without a stop has no length to be read" "read: kind: push source:" "$(flat)"
run why B doc.stop.missing
has "why a finding" "At what clock time did vancomycin end?" "$(flat)"
has "with what was read" "read: start: 09:00" "$(flat)"
has "where it is written" "source: " "$(flat)"
has "its row of the rule book" "rule: doc.stop.missing, in step record" "$(flat)"
has "and a case that proves it" "proof: applies in case" "$(flat)"
has "with every possible stop" "stop by 09:15: 96374; 09:16 to 10:30: 96365" "$(flat)"
run show B
has "so has the sheet" "Every possible stop: stop by 09:15: 96374;" "$(flat)"
run show B --format html
has "and the page of HTML" "Every possible stop: stop by 09:15: 96374;" "$(flat)"
run why A 96366
status "why a code that is not there: that is an answer too" 0 $?
has "says how much is missing" "20 minutes of ceftriaxone" "$(flat)"
has "and what would change it" "With 71 more minutes of ceftriaxone on record it would be 96366." "$(flat)"
run why A 96413
has "a code of another class: what is there instead" "no row here is one: ceftriaxone, a therapeutic drug" "$(flat)"
run why A 36430
status "why a code of another section" 0 $?
has "says that it is coded elsewhere" "36430 is not coded here; row 3 asks for it elsewhere" "$(flat)"
run why A 99999
has "why anything that is typed" "99999 is no code of drug administration" "$(flat)"
run why A 96365/2
status "a unit that is not there" 64 $?
same "says how many there are" "ivledger: 96365 has 1 unit on A, there is no unit 2; ask for one of those" "$(cat err.txt)"
run why A doc.stop.missing
has "a finding that is not there" "The finding doc.stop.missing is not on A" "$(flat)"
run why A 96365-59
status "a modifier that is not there" 64 $?
run why A 9
status "a row that is not there" 64 $?
same "says so" "ivledger: A has 3 rows, there is no row 9" "$(cat err.txt)"

run code admin.csv
has "every possible stop" "stop by 09:15: 96374; 09:16 to 10:30: 96365; 10:31 to 11:30: 96365 96366; from 11:31: 96365 96366x2, and one more unit every 60 minutes (beside 96375)" "$(flat)"

run whatif A 1.stop=09:15
status "what if" 0 $?
has "is no fact" "What if (not a fact)" "$(flat)"
has "stands beside what is charted" "96365 x1, row 1                       96374 x1, row 1" "$(cat out.txt)"
has "says what differs" "96365 went" "$(flat)"
has "names the minute that decides" "stop of row 1: the codes turn at 09:15" "$(flat)"
clean "shows no money" "$(grep -n '[$]' out.txt)"
run whatif A 1.stop=09:19
has "says when nothing turns" "none: every minute between the two gives the same codes" "$(flat)"
run whatif A payer=commercial overlap_mode=subtract
status "several changes at once" 0 $?
has "a switch and a field" "payer=commercial overlap_mode=subtract" "$(flat)"
run whatif A 1.stop=25:00
status "a value that is none" 64 $?
run whatif A 1.stap=10:00
same "a field that is none" "ivledger: stap is neither a field nor a switch; the nearest field is stop" "$(cat err.txt)"
run whatif A stop=10:00
has "a field of a row without a row" "stop belongs to a row; write ROW.FIELD=VALUE" "$(cat err.txt)"
run list number=A
has "nothing is saved" "96365 96375" "$(flat)"

json() { grep -o "$1" out.txt | sed -n 1p; }
lines() { grep -c . out.txt; }
run why A 96365 --format json
status "why as JSON" 0 $?
same "is one object on one line" 1 "$(lines)"
has "says what was asked" '"encounter":"A","asked":"96365","there":true,"rules":' "$(cat out.txt)"
has "nothing stands in its way" '"why_not":null' "$(cat out.txt)"
has "each decision with its facts and what was needed" '"facts":{"minutes":20,' "$(cat out.txt)"
has "its source by publisher, title, section, edition" '"source":{"publisher":"American Medical Association","title":' "$(cat out.txt)"
has "and the cases that prove it" '"proofs":[{"case":' "$(cat out.txt)"
has "the unit with its margin" '"units":[{"code":"96365","visit":1,"unit":1,"row":1,"from":"09:00","margin":{"minutes":20,"earned_at":16,"next_at":91},"near":false}]' "$(cat out.txt)"
has "the row with its minutes" '"ledger":[{"row":1,"from":"09:00","to":"09:20","minutes":20,"account":"96365","unit":1,' "$(cat out.txt)"
run why A 96366 --format json
status "why not as JSON" 0 $?
has "is not there" '"there":false' "$(cat out.txt)"
has "the condition that fails" '"why_not":{"step":' "$(cat out.txt)"
has "and what would change it" '"change":"With 71 more minutes of ceftriaxone on record it would be 96366."}' "$(cat out.txt)"
run why B doc.stop.missing --format json
has "a finding with every possible stop" '"stops":"stop by 09:15: 96374; 09:16 to 10:30: 96365' "$(cat out.txt)"
run why A 36430 --format json
status "a code of another section as JSON" 0 $?
has "is one object too" '"topic":"36430 is not coded here; row 3 asks for it elsewhere' "$(cat out.txt)"
run why A 96365 --format csv
same "why as CSV has its columns" "part,visit,row,code,unit,rule,verdict,from,to,minutes,text,cite" "$(sed -n 1p out.txt)"
has "a line for each decision" "decision,1,1,96365,,initial.rank,applied,,,," "$(cat out.txt)"
has "a line for each posting" 'minutes,1,1,96365,,initial.rank,,09:00,09:20,20,"09:00 to 09:20, 20 minutes: 96365 unit 1",' "$(cat out.txt)"
run whatif A 1.stop=09:15 --format json
status "what if as JSON" 0 $?
same "one object on one line" 1 "$(lines)"
has "is no fact" '{"encounter":"A","fact":false,"changes":["1.stop=09:15"],' "$(cat out.txt)"
has "as it is charted" '"as_charted":{"rules":"2026.1","policy":"reference","codes":[{"code":"96365","units":1,' "$(cat out.txt)"
has "beside what would be" '"what_if":{"rules":"2026.1","policy":"reference","codes":[{"code":"96374","units":1,' "$(cat out.txt)"
has "what differs" '"differs":[{"code":"96365","visit":1,"before":1,"after":0}' "$(cat out.txt)"
has "the minute that decides" '"turns":[{"row":1,"field":"stop","at":"09:15","beside":"96375","every":0,"bands":[{"from":"09:15","to":"09:15","codes":"96374 96375"},{"from":"09:16","to":"09:20","codes":"96365 96375"}]}]' "$(cat out.txt)"
clean "and no money" "$(json '"amount\|"money\|[$]')"
run whatif A 1.stop=09:15 --format csv
same "what if as CSV" "encounter,side,visit,code,units,modifiers,rows,rule
A,as charted,1,96365,1,,1,initial.rank
A,as charted,1,96375,1,,2,relate.push_other
A,what if,1,96374,1,,1,initial.rank
A,what if,1,96375,1,,2,relate.push_other" "$(cat out.txt)"
run export --what audit
same "the questions are in the audit trail" "6" "$(grep -c 'asked what if,A' out.txt)"
tap_end
