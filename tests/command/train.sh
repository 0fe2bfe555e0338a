#!/bin/sh
# `train`: list, walk, grade, drill, results; and that live work is never touched.
set -u
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
NOW="2026-03-02 10:00"
iv() { "$IVLEDGER" --db ./live.db --now "$NOW" "$@"; }

# ---- list and walk ----
out=$(iv train 2>&1)
status "the list" 0 $?
same "every scenario is listed" "$(cat "$ROOT"/data/scenarios/*.txt | grep -c '^scenario ')" \
    "$(printf '%s\n' "$out" | wc -l)"
same "filters narrow it" "$(grep -l 'teaches.* edit.mue' "$ROOT"/data/scenarios/*.txt | wc -l)" \
    "$(iv train rule=edit.mue form=clean | wc -l)"
iv train level=1 level=2 >/dev/null 2>&1
status "nothing fits" 66 $?
out=$(iv train two-accesses 2>&1)
status "the walk" 0 $?
has "it is marked as training" "TRAINING  two-accesses" "$out"
has "the steps are counted from first" "Step 1 of 17" "$out"
has "to last" "Step 17 of 17" "$out"
has "a step has its reason" "nothing else on" "$out"
has "the claim" "The claim: 96365 96365-59" "$out"
has "disputes name who holds what" "XU, whichever fits. Held by CMS." "$out"
has "why a code is not there" "Why not 96368?" "$out"
out=$(iv train two-acceses 2>&1)
status "no such scenario" 66 $?
has "says where to look" "there is no scenario two-acceses; \`ivledger train\` lists them" "$out"

# ---- a file of one's own ----
cat >mine.txt <<'TXT'
scenario mine
title    Mine
level    1
story    One drip.
date     2026-03-02
row      ceftr 2g 0830-0905
TXT
same "answers are filled in" "expect   96365" "$(iv train --answers mine.txt | grep '^expect')"
has "a file can be walked" "TRAINING  mine" "$(iv train ./mine.txt)"
sed 's/0905/0965/' mine.txt >bad.txt
out=$(iv train --answers bad.txt 2>&1)
status "a bad file" 65 $?
has "is told by line and column" "bad.txt:6: column 19:" "$out"

# ---- grading: planted mistakes ----
cat >answers.csv <<'CSV'
trainee,scenario,row,in,kind,access,initial,relation,codes,findings
anna,drip-and-push,1,in,infusion,A,y,initial,96365 96375,
anna,drip-and-push,2,in,push,A,n,sequential,,
bert,drip-and-push,1,in,push,A,y,initial,96374 96375x2,doc.stop.missing
bert,drip-and-push,2,in,push,A,n,sequential,,
anna,first-infusion~4,1,in,infusion,A,y,initial,96365,
CSV
out=$(iv --format csv train --grade answers.csv 2>&1)
status "somebody did not pass" 1 $?
same "bert's marks are exactly these" 'kind|push|infusion|n
code||on the claim|n
units||1|y
modifiers||none|y
units|2|1|n
code|96374|not on the claim|n
findings|doc.stop.missing|not found|n' \
    "$(printf '%s\n' "$out" | awk -F, '$1 == "bert" && $8 == "n" { print $3 "|" $6 "|" $7 "|" $9 }' |
        sed 's/|y$/|y/')"
same "anna's first answer is all right" "100" \
    "$(printf '%s\n' "$out" | awk -F, '$1 == "anna" && $2 == "drip-and-push" { print $11 }' | sort -u)"
out=$(iv --readonly train --grade answers.csv --pass 0 2>&1)
status "with a lower mark all pass" 0 $?
has "where the chain broke" "96365: 0 of 3, broke at kind of row 1 (ceftriaxone)" "$out"
has "and the reason" "that is an infusion" "$out"
has "follows" "Follows from the step before." "$out"

# ---- the claim as it is keyed ----
printf 'trainee,scenario,row,codes\n' >keyed.csv
printf 'carl,off-campus,,96413-PO/0636/paid/less/run+order 96415-PO/0636/73.56/less/run' >>keyed.csv
printf ' 96367/0260/paid/more/run+order+need J2405x8-PO/0636/packaged J9045x9-PO/0636/unpaid\n' >>keyed.csv
out=$(iv --format csv train --grade keyed.csv 2>&1)
status "a claim as keyed is graded" 1 $?
same "by each of its points" 'attach||order
modifiers|none|PO
revenue|0260|0636
adjusted|more|less
attach|need|not asked for
paid|unpaid|packaged' \
    "$(printf '%s\n' "$out" | awk -F, '$1 == "carl" && $4 == "" && $8 == "n" { print $3 "|" $6 "|" $7 }')"
has "each with its rule" "carl,off-campus,attach,,96415,,order,n,n,attach.order" "$out"
out=$(iv train off-campus)
has "the walk asks for it" "Which revenue code does the line stand on?" "$out"
has "says what the site says" "the site: off_campus excepted, wage_index 1.12" "$out"
has "why a line is as it is" "An excepted department away from the hospital's campus" "$out"
has "and the claim as keyed" "96413-PO 0636 337.46 becomes 144.70" "$out"

printf 'trainee,scenario,row,coces\nx,first-push,1,\n' >bad.csv
out=$(iv train --grade bad.csv 2>&1)
status "an unknown column" 65 $?
has "the nearest is named" "the nearest is codes" "$out"
printf 'trainee,scenario,row,codes\nx,no-such,,1\ny,first-push,,96374\n' >part.csv
out=$(iv --readonly train --grade part.csv --pass 0 2>&1)
status "a bad answer leaves the rest" 65 $?
has "is named" "part.csv:2: there is no scenario no-such" "$out"
has "the rest is graded" "y  first-push" "$out"
iv train --grade nothere.csv >/dev/null 2>&1
status "no such file" 66 $?
iv train --grade answers.csv --pass 101 >/dev/null 2>&1
status "a mark above all" 64 $?

# ---- results, in a database of their own ----
clean "the live database was not made" "$(ls live.db 2>/dev/null)"
same "the training database is private" "600" "$(stat -c %a ivledger-training.db)"
out=$(iv train --results --trainee bert)
status "results" 0 $?
has "weakest first" "bert" "$(printf '%s\n' "$out" | head -n 1)"
same "percent rises down the list" "" \
    "$(printf '%s\n' "$out" | awk '/^bert/ { p = $NF + 0; if (p < last) print; last = p }')"
has "by day" "2026-03-02" "$out"
same "results as CSV" "trainee,rule,step,day,right,asked,percent" \
    "$(iv --format csv train --results | head -n 1)"
out=$(iv export --what training)
status "export of the marks" 0 $?
has "with its attempt" "1,2026-03-02 10:00:00,anna,drip-and-push,grade,in" "$out"
iv export --what training -o marks.csv
same "the same into a file" "$out" "$(cat marks.csv)"
iv train --override 2=passed >/dev/null 2>&1
status "an override needs a reason" 64 $?
iv train --override 2=passed --words "the record was ambiguous" >/dev/null 2>&1
status "an override" 0 $?
has "is on record beside the grade" "passed,the record was ambiguous," "$(iv export --what training)"
iv train --override 99=passed --words x >/dev/null 2>&1
status "no such attempt" 66 $?

# A database of live work is never taken for one of training.
iv import "$ROOT/data/examples/day.csv" >/dev/null 2>&1
mkdir -p other && cp live.db other/ivledger-training.db
"$IVLEDGER" --db ./other/live.db train --grade answers.csv >/dev/null 2>err.txt
status "a live database under that name" 65 $?
has "is refused" "is no training database" "$(cat err.txt)"
cmp -s live.db other/ivledger-training.db
status "and left as it is" 0 $?
before=$(iv list | md5sum)
iv train --grade answers.csv >/dev/null 2>&1
same "live work is what it was" "$before" "$(iv list | md5sum)"

# ---- a saved encounter as a scenario ----
id=$(iv list | head -n 1 | awk '{ print $1 }')
iv train --keep "$id" >kept.txt
status "keep" 0 $?
clean "nothing names anybody" "$(grep -nE "$id|patient|coder|note=" kept.txt)"
has "it can be walked" "TRAINING  from-live-work" "$(iv train ./kept.txt)"
same "its answers hold" "" "$(iv train --answers kept.txt | diff - kept.txt)"

# ---- drill ----
iv --format csv train --drill --seed 3 --size 1000 >drill.csv
status "a thousand variants" 0 $?
same "the same seed, the same variants" "$(md5sum <drill.csv)" \
    "$(iv --format csv train --drill --seed 3 --size 1000 | md5sum)"
same "another seed, others" "1" \
    "$(iv --format csv train --drill --seed 4 --size 1000 | cmp -s - drill.csv; echo $?)"
same "all balance" "" "$(grep -E ',n$' drill.csv)"
out=$(iv train --drill drip-and-push --size 2)
has "of one scenario" "TRAINING  drip-and-push~" "$out"
has "of a saved encounter, kept as a scenario" "TRAINING  from-live-work~" \
    "$(iv train --drill ./kept.txt --size 2)"
has "a variant can be walked" "Changed: row" "$(iv train drip-and-push~17)"
usual=$(iv --format csv train --drill --size 300 | grep -cE '^(first-infusion|drip-and-push)~')
errs=$(iv --format csv train --drill --size 300 --trainee bert | grep -c '^\(drip\|first\|short\)')
has "more of what one errs in" "1" "$([ "$errs" -ge "$usual" ] && echo 1)"
iv train --drill --seed x >/dev/null 2>&1
status "a bad seed" 64 $?
iv train --drill --results >/dev/null 2>&1
status "one thing at a time" 64 $?
# ---- a slip in the answers is told with its line, its column and what fits ----
printf 'trainee,scenario,row,in,kind,codes\ncleo,first-push,1,in,psh,\ncleo,first-push,,,,96374\ncleo,first-push,x,,,\n' >slip.csv
out=$(iv train --grade slip.csv 2>err.txt)
status "slips" 65 $?
has "the word, its column and the words that fit" \
    "slip.csv:2: column kind: psh: write one of push, infusion, hydration" "$(cat err.txt)"
has "a row that is none" "slip.csv:4: column row is no number; give the row" "$(cat err.txt)"
has "the rest is graded" "cleo  first-push" "$out"
printf 'trainee,scenario,row,in,kind\ndora,first-push,1,i,pus\n' >short.csv
clean "the beginning of a word is that word" \
    "$(iv train --grade short.csv 2>&1 | grep -E ' (in|kind): said')"

# ---- an override takes a trainer ----
iv people boss supervisor >/dev/null 2>&1
iv train --override 2=failed --words "I say so" >/dev/null 2>err.txt
status "a coder overrides no grade" 77 $?
has "and is told who may" "to override a grade of training takes" "$(cat err.txt)"
tap_end
