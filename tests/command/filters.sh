#!/bin/sh
# Filters kept under a name, orders of lists, and long work that is stopped.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
iv() { "$IVLEDGER" --data "$IVLEDGER_DATA" --db ./work.db "$@"; }
iv import "$ROOT/data/examples/day.csv" >/dev/null 2>&1

# Kept under a name.
iv filters mine code=96365 "payer=medicare" sort=number >out.txt
status "a filter is kept" 0 $?
same "and listed" "mine             code=96365 payer=medicare sort=number" "$(iv filters)"
same "it filters" "$(iv list code=96365 payer=medicare sort=number)" "$(iv list --filter mine)"
same "as a word too" "$(iv list code=96365 payer=medicare sort=number)" "$(iv list filter=mine)"
same "what is given wins" "$(iv list code=96366 payer=medicare sort=number)" "$(iv list --filter mine code=96366)"
iv recode --filter mine >out.txt
has "recode takes it" "$(iv list --filter mine | wc -l | tr -d ' ') unchanged" "$(cat out.txt)"
same "export takes it" "$(iv list --filter mine | wc -l | tr -d ' ')" \
    "$(iv export --filter mine | tail -n +2 | cut -d, -f1 | sort -u | wc -l | tr -d ' ')"
iv selfaudit --filter mine >out.txt
has "selfaudit takes it" "of $(iv list --filter mine | wc -l | tr -d ' ') encounters" "$(cat out.txt)"
iv list --filter yours >out.txt 2>err.txt
status "one that is not kept" 66 $?
has "says so" "no filter is kept as yours" "$(cat err.txt)"
iv filters bad colour=red 2>err.txt
status "words that are none" 64 $?
iv filters mine --drop
status "it is forgotten" 0 $?
same "and gone" "" "$(iv filters)"
iv filters mine --drop 2>err.txt
status "only once" 66 $?
has "keeping is in the trail" "filter kept" "$(iv db audit)"

# Whose names are everybody's.
iv people "$(id -un)" supervisor >/dev/null
iv filters site:late status=returned
status "a supervisor keeps one for everybody" 0 $?
iv people another supervisor >/dev/null
iv people "$(id -un)" coder >/dev/null
iv filters site:late status=coded 2>err.txt
status "a coder does not" 77 $?
same "but uses it" "" "$(iv list --filter site:late)"

# Orders.
same "by number" "$(iv list | cut -d' ' -f1 | sort)" "$(iv list sort=number | cut -d' ' -f1)"
same "backwards" "$(iv list | cut -d' ' -f1 | sort -r)" "$(iv list sort=-number | cut -d' ' -f1)"

# Ctrl-C stops an import at a whole encounter; what was done is saved, and going on from there is safe.
"$ROOT/tests/bench/generate" 20000 >many.csv
(
    trap - INT
    exec "$IVLEDGER" --data "$IVLEDGER_DATA" --db ./stopped.db import many.csv
) >out.txt 2>err.txt &
pid=$!
until [ -s stopped.db-wal ] || ! kill -0 $pid 2>/dev/null; do sleep 0.01; done
sleep 0.1
kill -INT $pid
wait $pid
status "a stopped import" 130 $?
has "says how far it came" "import was stopped after" "$(cat err.txt)"
saved=$(sed 's/ saved,.*//' out.txt)
same "what it says is what is saved" "$saved" "$(sqlite3 stopped.db 'SELECT count(*) FROM encounters')"
[ "$saved" -gt 0 ] && [ "$saved" -lt 20000 ]
status "part of the file" 0 $?
same "and whole" "ok" "$(sqlite3 stopped.db 'PRAGMA integrity_check')"
# So does Ctrl-C stop a drawing, and then nothing is drawn; it has to come while the frame is read, which
# takes 10 ms on a fast machine and half a second on a busy one.
"$IVLEDGER" --data "$IVLEDGER_DATA" --db ./stopped.db import many.csv >/dev/null 2>&1
tries=0
until grep -q "drawing was stopped" stop.txt 2>/dev/null || [ $tries -ge 200 ]; do
    tries=$((tries + 1))
    if [ $((tries % 2)) -eq 1 ]; then after=$((4 + tries % 40)); else after=$((tries * 4)); fi
    (
        trap - INT
        exec "$IVLEDGER" --data "$IVLEDGER_DATA" --db ./stopped.db sample --seed $tries --size 5
    ) >out.txt 2>stop.txt &
    pid=$!
    sleep "0.$(printf %03d $after)"
    kill -INT $pid 2>/dev/null
    wait $pid
    left=$?
done
status "a stopped drawing" 130 "$left"
has "says so" "nothing is drawn or kept" "$(cat stop.txt)"
clean "prints nothing" "$(cat out.txt)"
same "and keeps nothing" 0 "$(sqlite3 stopped.db "SELECT count(*) FROM samples WHERE seed = $tries")"
clean "nothing of progress where no terminal is" "$(grep 'Ctrl-C stops' err.txt)"
tap_end
