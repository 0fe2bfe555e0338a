#!/bin/sh
# Many hands on one database: whoever is told "done" is in it, whoever came second is told so, and the
# audit trail holds.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
iv() { "$IVLEDGER" --data "$IVLEDGER_DATA" --db ./work.db "$@"; }
iv import "$ROOT/data/examples/day.csv" >/dev/null 2>&1
iv review 26-003440 open >/dev/null
hands=5 turns=6

hand() { # NUMBER: overrules one encounter and comments on the review of another, turn after turn
    turn=0
    while [ $turn -lt $turns ]; do
        turn=$((turn + 1))
        iv overrule 26-003439 "=96372" --reason record --words "hand $1 turn $turn" >/dev/null 2>>"err.$1"
        echo $? >>"overrule.$1"
        iv review 26-003440 comment --words "hand $1 turn $turn" >/dev/null 2>>"err.$1"
        echo $? >>"comment.$1"
    done
}
i=0
while [ $i -lt $hands ]; do
    i=$((i + 1))
    hand $i &
done
wait
cat overrule.* | sort | uniq -c | sed 's/^ *//' >statuses
done_overrules=$(cat overrule.* | grep -c '^0$')
done_comments=$(cat comment.* | grep -c '^0$')
clean "every status is done or busy" "$(cat overrule.* comment.* | grep -vE '^(0|75)$')"
clean "whoever was second was told so" "$(cat err.* | grep -vE 'was saved by .* since you opened it|has to wait for another program')"
same "as many told as refused" "$(cat overrule.* comment.* | grep -c '^75$')" "$(cat err.* | wc -l | tr -d ' ')"
same "every overrule that was acknowledged is there" "$done_overrules" \
    "$(iv overrule 26-003439 | grep -c '^[0-9]*  visit 1: add')"
same "every comment too" "$done_comments" "$(iv review 26-003440 | grep -c ' commented ')"
has "somebody got through" "0" "$(cat statuses)"
iv db verify >out.txt
status "the audit trail holds" 0 $?
iv db check >out.txt
status "and the database is whole" 0 $?
tap_end
