#!/bin/sh
# A file at its limit, a clock that goes backwards, a device that is full or read-only, rights that are
# gone: one sentence, a right status, nothing half done.
# shellcheck disable=SC2317 # the devices are called by their names
# shellcheck source=tests/faults/lib.sh
. "$TESTS/faults/lib.sh"

# What goes through stdio does not pass the shim: a file at each limit there is on the way to its end.
fresh export
wrong='' limit=0
"$IVLEDGER" --db base.db export --what ledger -o big.csv 2>/dev/null
while [ $limit -le $(($(wc -c <big.csv) / 512)) ]; do
    said=$( (ulimit -f $limit && "$IVLEDGER" --readonly --db base.db export --what ledger -o x.csv) 2>&1)
    left=$?
    [ $left -eq 74 ] && [ "$(echo "$said" | grep -c '^ivledger: .*;')" -eq 1 ] || wrong="$wrong $limit=status-$left"
    [ "$(echo x.csv*)" = "x.csv*" ] || wrong="$wrong $limit=half-a-file"
    limit=$((limit + 1))
done
clean "an export at its limit, wherever that is" "$wrong"

# The clock goes backwards by a minute at every look: nothing is lost and the trail stays one chain.
fresh import
FAIL_CLOCK=60 LD_PRELOAD=$shim "$IVLEDGER" --db w.db import more.csv >/dev/null 2>err.txt
status "the clock goes backwards" 0 $?
FAIL_CLOCK=86400 LD_PRELOAD=$shim do_again >/dev/null 2>err.txt
"$IVLEDGER" --db w.db db check >out.txt 2>&1
status "the trail is one chain all the same" 0 $?

# The second ends between the looks of one save: it has one time, and is listed once when it is saved again.
fresh create
FAIL_CLOCK=-1 LD_PRELOAD=$shim do_create >/dev/null 2>err.txt
do_again >/dev/null 2>err.txt
same "the clock goes on within a save" "E1 E2 E3" "$("$IVLEDGER" --db w.db list | cut -d' ' -f1 | sort | xargs)"

# A file at its limit, a device that is full.
fresh import
(ulimit -f 8 && "$IVLEDGER" --db w.db import more.csv) >out.txt 2>err.txt
status "a file at its limit" 74 $?
same "in one sentence" 1 "$(grep -c '^ivledger: ' err.txt)"
"$IVLEDGER" --db base.db export >/dev/full 2>err.txt
status "an export into what is full" 74 $?
"$IVLEDGER" code three.csv >/dev/full 2>err.txt
status "codes into what is full" 74 $?
has "with a sentence" "ivledger: " "$(cat err.txt)"

# A real device that fills up, then one that may only be read; where nobody may mount, neither is tried.
full_device() {
    mkdir full && mount -t tmpfs -o size=420k none full || exit 1
    cp base.db full/w.db
    "$IVLEDGER" --db full/w.db import many.csv >/dev/null 2>full.err
    echo "import $? $(grep -c '^ivledger: full/w.db: .*disk is full.*;' full.err)"
    "$IVLEDGER" --db full/w.db db backup full/copy.db >/dev/null 2>full.err
    echo "backup $? $(grep -c '^ivledger: full/copy.db: .*;' full.err)"
    echo "left: $(cd full && echo *)"
    "$IVLEDGER" --db full/w.db export 2>/dev/null | cmp -s - whole.csv && echo "as it was"
    mount -o remount,ro full
    "$IVLEDGER" --db full/w.db import many.csv >/dev/null 2>full.err
    echo "read-only $? $(grep -c '^ivledger: full/w.db: .*;' full.err)"
    "$IVLEDGER" --readonly --db full/w.db export 2>/dev/null | cmp -s - whole.csv && echo "read all the same"
    umount full
}
if unshare -rm mount -t tmpfs none /mnt 2>/dev/null; then
    { head -n 1 three.csv
      awk 'BEGIN { for (i = 0; i < 400; i++) printf "M%d,p,2026-03-02,ketorolac,IM,injection,,,30,mg\n", i }'; } >many.csv
    export -p >given.sh
    { echo 'full_device() {'; sed -n '/^full_device() {/,/^}/p' "$TESTS/faults/places.sh" | sed 1d; echo full_device; } >device.sh
    same "a device that fills up, and one that is read-only" "import 74 1
backup 74 1
left: w.db
as it was
read-only 74 1
read all the same" "$(unshare -rm sh device.sh 2>&1)"
fi

# Rights that are gone.
refused() { # NAME STATUS ARGUMENT...: in one sentence
    name=$1 wanted=$2
    shift 2
    mortal "$IVLEDGER" "$@" >out.txt 2>err.txt
    same "$name" "status $wanted, 1 sentence" "status $?, $(grep -c '^ivledger: .*;' err.txt) sentence"
}
cp base.db was.db && mkdir gone && cp was.db gone/w.db && cp -r "$IVLEDGER_DATA" data && chmod -R u+w data
chmod 0500 gone
refused "a folder that may not be written: saved" 74 --db gone/w.db import more.csv
refused "a folder that may not be written: made" 73 --db gone/new.db import more.csv
refused "a folder that may not be written: an export" 73 --db base.db export -o gone/x.csv
refused "a folder that may not be written: a backup" 73 --db base.db db backup gone/copy.db
chmod 0700 gone && chmod 0400 gone/w.db
refused "a database that may not be written" 74 --db gone/w.db import more.csv
refused "nor migrated" 74 --db gone/w.db db migrate
same "it is read all the same" 3 "$(mortal "$IVLEDGER" --db gone/w.db list 2>&1 | grep -c '^E')"
same "and nothing is left beside it" w.db "$(ls gone)"
mkdir later && cp was.db later/w.db && : >later/w.db-shm && chmod 0400 later/w.db-shm
mortal "$IVLEDGER" --db later/w.db import more.csv >out.txt 2>err.txt
same "what an older version left beside it does not lock it for ever" "3 saved" "$(cut -d, -f1 out.txt)"
chmod 0 gone/w.db
refused "a database that may not be read" 74 --db gone/w.db list
chmod 0 gone
refused "a folder that may not be entered" 74 --db gone/w.db list
chmod 0700 gone && chmod 0600 gone/w.db
same "none of it changed anything, nor left anything" "w.db" "$(cmp was.db gone/w.db 2>&1; ls gone)"
cp three.csv shut.csv && chmod 0 shut.csv
refused "a file that may not be read: coded" 66 code shut.csv
refused "a file that may not be read: imported" 66 --db base.db import shut.csv
chmod 0 data/book/codes.csv
mortal "$IVLEDGER" --data data code three.csv >out.txt 2>err.txt
status "a table that may not be read" 78 $?
chmod 0600 data/book/codes.csv
rm -f data/book/sources.csv
"$IVLEDGER" --data data code three.csv >out.txt 2>err.txt
status "a table that is not there" 78 $?
same "is said once, not for every row that names one of it" 2 "$(wc -l <err.txt)"
tap_end
