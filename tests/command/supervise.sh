#!/bin/sh
# Supervisors: overrule, review, sample, scores, self-audit, people, the audit trail.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
iv() { "$IVLEDGER" --data "$IVLEDGER_DATA" --db ./work.db "$@"; }
iv import "$ROOT/data/examples/day.csv" >/dev/null 2>&1
who=$(id -un)
id=26-003435

# Overrule: with a reason from the table and words, the engine's answer beside it.
iv overrule $id 96374=96365 >out.txt 2>err.txt
status "an overrule without a reason" 64 $?
has "the reasons are named" "record, addendum" "$(cat err.txt)"
iv overrule $id 96374=96365 --reason record >out.txt 2>err.txt
status "an overrule without words" 64 $?
iv overrule $id 96999=96365 --reason record --words x >out.txt 2>err.txt
status "an overrule of what is not there" 64 $?
iv overrule $id 96374=96365 --reason record --words "20 minutes in the note" >out.txt 2>err.txt
status "an overrule" 0 $?
has "the engine's answer stays" "engine: 96374 96375 96376 96361x7" "$(cat out.txt)"
has "the coder's stands beside it" "coder: 96365 96375 96376 96361x7" "$(cat out.txt)"
has "it names the rule" "against rule initial.rank" "$(cat out.txt)"
same "list overridden=yes" "$id" "$(iv list overridden=yes | cut -d' ' -f1)"
same "list overridden=no" 23 "$(iv list overridden=no | wc -l | tr -d ' ')"
iv overrule $id =96372 --reason order --words "given in the arm" >out.txt
iv overrule $id undo 2 --words "typed for another patient" >out.txt
status "an overrule is taken back" 0 $?
has "and is gone from what stands" "coder: 96365 96375 96376 96361x7" "$(cat out.txt)"
iv overrule $id undo 2 --words again >out.txt 2>err.txt
status "but only once" 66 $?
for page in "show $id" "show --form letter $id" "report encounter $id"; do # shellcheck disable=SC2086
    iv $page | tr -s ' \n' ' ' >out.txt
    has "$page names the departure" "Overruled by $who on" "$(cat out.txt)"
    has "$page says all of it" "96374 to 96365; record: 20 minutes in the note; against rule initial.rank" "$(cat out.txt)"
done
same "and nothing that was taken back" "" "$(iv show $id | grep 'given in the arm')"

# Review: return, rebut, escalate, close, reopen, close; blind hides the others.
iv review $id close >out.txt 2>err.txt
status "a review that does not exist" 64 $?
iv review $id open --blind >out.txt
has "blind shows nothing" "Blind: code it first" "$(cat out.txt)"
clean "no code of the others" "$(grep -E '96[0-9]{3}' out.txt)"
for page in "show $id" "show --form letter $id" "why $id 96374" "whatif $id 1.stop=12:00" "report encounter $id"; do # shellcheck disable=SC2086
    iv $page >out.txt 2>err.txt
    status "blind: $page is refused" 77 $?
    has "blind: $page says what to do" "code it there first" "$(cat err.txt)"
    clean "blind: $page shows no code" "$(grep -E '963[0-9]{2}' out.txt)"
done
iv review $id codes "96374 96375 96376 96361x6" >out.txt
status "the reviewer codes" 0 $?
has "then all stand side by side" "96361x7        96361x7        96361x6        minutes" "$(cat out.txt)"
iv review $id codes "12345" >out.txt 2>err.txt
status "a code that is none" 64 $?
iv review $id return >out.txt 2>err.txt
status "return needs words" 77 $?
iv review $id return --words "one hour less" >out.txt
has "it is returned" "returned" "$(iv list number=$id)"
iv review $id close >out.txt 2>err.txt
status "a returned one is not closed" 77 $?
has "says in which state" "this one is returned" "$(cat err.txt)"
iv review $id rebut --words "the stop is 14:00" >out.txt
iv review $id escalate --words "no agreement" >out.txt
iv review $id class 96361 policy --words "site counts so" >out.txt
iv review $id close >out.txt
has "closed is final" "final" "$(iv list number=$id)"
iv review $id reopen --words "new record" >out.txt
iv review $id agree >out.txt 2>err.txt
status "agree only when returned" 77 $?
iv review $id close >out.txt
same "list review=closed" "$id" "$(iv list review=closed | cut -d' ' -f1)"
same "list differs=yes" "$id" "$(iv list differs=yes | cut -d' ' -f1)"
iv export --what reviews >reviews.csv
same "every step is in the export" "opened recoded returned rebutted escalated classed closed reopened closed" \
    "$(sed 1d reviews.csv | tr -d '\r' | cut -d, -f13 | tr '\n' ' ' | sed 's/ $//')"
iv review 26-003440 open >/dev/null
iv review 26-003440 close >/dev/null

# Scores.
iv scores >out.txt
status "scores" 0 $?
has "two reviews" "2 closed reviews counted." "$(cat out.txt)"
has "by code, with its interval" "60.0 % (3 of 5; 23.1 to 88.2)" "$(cat out.txt)"
has "by encounter" "50.0 % (1 of 2;" "$(cat out.txt)"
iv scores --by disagreement >out.txt
has "who differs about what" "policy: 96361x7 for 96361x6" "$(cat out.txt)"
for by in coder period rule drug-class; do
    iv scores --by $by --format csv >out.csv
    status "scores --by $by" 0 $?
    has "scores --by $by has rows" "$by," "$(sed -n 2p out.csv)"
done
iv scores --by moon >out.txt 2>err.txt
status "scores by what is not there" 64 $?

# Reports: an encounter, a review, a coder, a period; text and CSV.
iv report encounter $id >out.txt
status "a report of an encounter" 0 $?
has "the claim" "96361" "$(cat out.txt)"
has "the departures with reason, words and rule" \
    "96374 to 96365; record: 20 minutes in the note; against rule initial.rank" "$(tr -s ' \n' ' ' <out.txt)"
has "its reviews" "Review 1 of $id" "$(cat out.txt)"
iv report review $id >out.txt
has "a review: side by side" "96361x6        policy" "$(cat out.txt)"
has "with what was said" "the stop is 14:00" "$(cat out.txt)"
iv report review $id --format csv >out.csv
has "as CSV by administration" "$id,1,1,1,96361x7,96361x7,96361x6,policy," "$(tr -d '\r' <out.csv)"
iv report review 26-003439 >out.txt 2>err.txt
status "one that has none" 64 $?
iv report coder rlee >out.txt
status "a report of a coder" 0 $?
has "how many, by status" "2  final" "$(cat out.txt)"
has "the scores" "60.0 % (3 of 5; 23.1 to 88.2)" "$(cat out.txt)"
has "who differs about what" "policy: 96361x7 for 96361x6" "$(cat out.txt)"
iv report period 2026-03 coder=rlee --format csv >out.csv
has "a period as CSV" "all,all,codes,3,5,60.0,23.1,88.2" "$(tr -d '\r' <out.csv)"
has "money too" "all,all,cents that differ," "$(cat out.csv)"
has "and disagreements" "disagreement,policy: 96361x7 for 96361x6,times in encounters,1,1" "$(cat out.csv)"
iv report period 2026-13 >out.txt 2>err.txt
status "a month that is none" 64 $?
iv report moon x >out.txt 2>err.txt
status "a report of what is not there" 64 $?

# Minutes per encounter: 5, 7; the pause of two hours is no work.
n=0
for at in 10:00 10:05 10:12 12:30; do
    n=$((n + 1))
    printf '%s\n' "new M$n" "" 2026-03-02 p "" "" "" "" "zofran 4mg p 0912" "" save quit |
        "$IVLEDGER" --data "$IVLEDGER_DATA" --db ./minutes.db --plain --now "2026-03-03 $at" >/dev/null
done
has "minutes per encounter" "6.0 minutes each (2 of 4 saves)" \
    "$("$IVLEDGER" --data "$IVLEDGER_DATA" --db ./minutes.db scores --by minutes)"
has "as CSV" "minutes,$who,4,2,720,6.0" \
    "$("$IVLEDGER" --data "$IVLEDGER_DATA" --db ./minutes.db scores --by minutes --format csv)"

# Sample: the same again, not twice in a month.
iv sample --seed 7 --size 5 --format csv >one.csv
iv sample --seed 7 --size 5 --format csv >two.csv
same "the same seed draws the same" "$(cat one.csv)" "$(cat two.csv)"
same "as many as asked" 6 "$(wc -l <one.csv | tr -d ' ')"
iv sample --seed 8 --size 19 --format csv >rest.csv
same "the next draws the others" 24 "$(sed 1d one.csv rest.csv | grep -v '^sample' | cut -d, -f3 | sort -u | wc -l | tr -d ' ')"
iv sample --seed 9 --size 5 >out.txt
has "then none is left" "24 left out since a sample of this month has them, 0 drawn" "$(cat out.txt)"
iv sample --seed 9 --size 5 --again >out.txt
has "unless asked" "5 drawn" "$(cat out.txt)"
same "list sample=1" 5 "$(iv list sample=1 | wc -l | tr -d ' ')"
has "what was left out is named with its sample" ", in sample 1" "$(iv sample --seed 10 --size 5)"
iv sample --seed 7 --size 6 --again --by payer,setting >out.txt
status "other strata" 0 $?
has "each has a part" "commercial office" "$(cat out.txt)"
same "the draw is made anew" "$(sed 1,3d out.txt)" "$(iv sample --seed 7 --size 6 --again --by payer,setting | sed 1,4d)"
iv sample --seed 7 --size 6 --by moon >out.txt 2>err.txt
status "strata that are none" 64 $?
iv sample --size 5 >out.txt 2>err.txt
status "sample without a seed" 64 $?

iv filters drawn payer=medicare >/dev/null
iv sample --seed 5 --size 3 --again filter=drawn >out.txt
has "a kept filter is printed as what it means" "filter payer=medicare, also" "$(cat out.txt)"
iv filters drawn payer=commercial >/dev/null
iv sample --seed 5 --size 3 --again payer=medicare >again.txt
has "and the draw is the same by its words" "is that draw made anew" "$(cat again.txt)"
iv filters drawn --drop

# Of several reviews of one encounter any can be named.
iv review 26-003417 open >/dev/null
iv review 26-003417 open >/dev/null
iv review 26-003417 >out.txt
first=$(sed -n 's/^Review \([0-9]*\) of .*/\1/p' out.txt | head -n 1)
iv review 26-003417 "$first" comment --words "about the first" >out.txt
status "a review is named" 0 $?
same "only it has the comment" "$first" "$(awk '/^Review/ { n = $2 } /about the first/ { print n }' out.txt)"
iv review 26-003417 "$first" close >out.txt
has "it is closed" "Review $first of 26-003417" "$(grep closed out.txt)"
same "the other one is open" 1 "$(grep -c '^Review.*: open' out.txt)"
iv review 26-003417 999 close >out.txt 2>err.txt
status "one that it has not" 66 $?
has "says how to see them" "has no review 999" "$(cat err.txt)"
iv review 26-003417 "$first" >out.txt 2>err.txt
status "named, and nothing to do" 64 $?

# Self-audit: the day is clean, what somebody overruled is not.
iv selfaudit from=2026-03-02 overridden=no >out.txt
status "nothing to find" 0 $?
iv overrule 26-003438 =96365 --reason system --words "made for the test" >/dev/null
iv overrule 26-003439 =96415 --reason system --words "made for the test" >/dev/null
iv selfaudit >out.txt
status "something to find" 1 $?
for question in initials second_site addon_alone; do
    has "finds $question" "$question " "$(grep '^26-' out.txt)"
done
iv selfaudit --format csv number=26-003438 >out.csv
has "as csv" "26-003438,rlee,1,,initials,96365," "$(cat out.csv)"

# People: jobs bind to the login name; each refusal says who may.
iv people somebody supervisor >/dev/null
has "without a job one is a coder" "You are here as coder" "$(iv people)"
iv switches missing_stop=charted_length --yes >out.txt 2>err.txt
status "a coder sets no switch of the site" 77 $?
iv people "$who" supervisor >out.txt 2>err.txt
status "a coder gives no jobs" 77 $?
has "says who may" "takes a supervisor, and you are here as coder" "$(cat err.txt)"
iv sample --seed 1 --size 1 >out.txt 2>err.txt
status "a coder draws no sample" 77 $?
iv review 26-003436 open >out.txt 2>err.txt
status "a coder begins no review" 77 $?
iv scores >out.txt 2>err.txt
status "a coder sees no scores" 77 $?

# The audit trail: everything above, and its chain.
iv db audit $id >out.txt
has "the trail of one encounter" "overruled  was: 96374  is: 96365; record; 20 minutes in the note" "$(cat out.txt)"
has "views too" "review shown" "$(cat out.txt)"
iv db verify >out.txt
status "the chain holds" 0 $?
chain=$(iv db verify | sed 's/.* //')
iv db verify "$chain" >out.txt
has "a chain that was noted is found again" "has that chain" "$(cat out.txt)"
iv db verify 0123 >out.txt 2>err.txt
status "one that is not there" 65 $?
iv db audit who="$who" what=overruled text="20 minutes" >out.txt
same "the trail is narrowed by who, what and text" 1 "$(wc -l <out.txt | tr -d ' ')"
same "and by dates" 0 "$(iv db audit to=2001-01-01 | wc -l | tr -d ' ')"
iv db audit when=now >out.txt 2>err.txt
status "by nothing else" 64 $?
for part in "opened 26-003435" "listed" "exported" "scores" "self-audit" "sampled" "returned"; do
    has "the trail has: $part" "${part% 26*}" "$(iv db audit what="${part% 26*}")"
done
# What somebody with a tool of their own could do to it; each is named.
try() { # NAME SQL WORDS
    cp work.db try.db
    sqlite3 try.db "DROP TRIGGER audit_no_change; DROP TRIGGER audit_no_delete; $2"
    "$IVLEDGER" --data "$IVLEDGER_DATA" --db ./try.db db verify >out.txt 2>err.txt
    status "$1: status" 65 $?
    has "$1: named" "$3" "$(cat err.txt)"
    rm -f try.db*
}
last=$(sqlite3 work.db "SELECT max(id) FROM audit")
sqlite3 work.db "PRAGMA wal_checkpoint(TRUNCATE)" >/dev/null
try "a row edited" "UPDATE audit SET who = 'nobody' WHERE id = 30" "row 30 of the audit trail does not fit"
try "a row deleted" "DELETE FROM audit WHERE id = 31" "row 31 is missing from the audit trail"
try "rows deleted" "DELETE FROM audit WHERE id BETWEEN 31 AND 33" "rows 31 to 33 are missing"
try "the end cut off" "DELETE FROM audit WHERE id > $last - 2" "rows $((last - 1)) to $last are missing at the end of"
try "two rows changed places" "UPDATE audit SET id = -1 WHERE id = 30; UPDATE audit SET id = 30 WHERE id = 31; UPDATE audit SET id = 31 WHERE id = -1" "row 30 of the audit trail does not fit"
try "what the end was is gone too" "DELETE FROM audit WHERE id > $last - 2; DELETE FROM settings WHERE name = 'audit.head'" "is not kept any more"
tap_end
