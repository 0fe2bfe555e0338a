#!/bin/sh
# shellcheck disable=SC2317 # what is done to a copy is called by its name
# Every write, sync, read and request for memory of a save, an import, a draft, a backup, an export and a
# new database fails, is torn, finds the disk full or is the last thing the process does: one sentence, a
# right status, the database whole, and nothing half done.  A device that is full, a clock that goes
# backwards, rights that are gone.
#
# FAULTS=all (`make faults`) tries every call in every way; otherwise the first and then some of the many, in
# one way or two.
# preload/fail.c lets the calls fail, preload/each.c runs the program once for each.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
FAIL_BELOW=$PWD FAIL_COUNT=$PWD/count
export FAIL_BELOW FAIL_COUNT
shim=$OBJ/tests/faults/preload/fail.so:$OBJ/tests/faults/preload/each.so
step=0
[ "${FAULTS-}" = all ] && step=1

printf '%s\n' "encounter,patient,date,drug,route,method,start,stop,dose,unit" \
    "E1,p,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00,1,g" \
    "E2,q,2026-03-02,ketorolac,IM,injection,,,30,mg" \
    "E3,r,2026-03-02,normal saline,IV,infusion,09:00,11:00,," >three.csv
sed '1d;s/^E/F/' three.csv | cat three.csv - | sed '2,4d;s/10:00/10:40/' >more.csv
sed 's/10:00/10:20/' three.csv >again.csv
printf '%s\n' "new S1" "" 2026-03-02 "" "" "" "" "zofran 4mg p 0912" "" save quit >typed.txt
"$IVLEDGER" --db base.db import three.csv >/dev/null 2>&1
"$IVLEDGER" --db base.db export >whole.csv 2>/dev/null

# What is done to a copy of the database, and what it may look like afterwards: one of two dumps.
do_import() { "$IVLEDGER" --db w.db import more.csv; }
do_save() { "$IVLEDGER" --plain --db w.db --now "2026-03-03 10:00" <typed.txt; }
do_again() { "$IVLEDGER" --db w.db import --replace again.csv; }
do_create() { "$IVLEDGER" --db w.db import three.csv; }
do_backup() { "$IVLEDGER" --db w.db db backup copy.db; }
do_export() { "$IVLEDGER" --db w.db export -o x.csv; }
dump() {
    "$IVLEDGER" --db w.db export 2>/dev/null
    "$IVLEDGER" --db w.db export --what codes 2>/dev/null
}
fresh() { # WHAT
    rm -f w.db* copy.db* x.csv*
    [ "$1" = create ] || cp base.db w.db
}

# What each.c calls where more has happened than a refusal that left everything alone.
cat >judge.sh <<'JUDGE'
n=$1 left=$2
bad() { echo "$n=$1" >>wrong.txt; }
dump() {
    "$IVLEDGER" --db w.db export 2>/dev/null
    "$IVLEDGER" --db w.db export --what codes 2>/dev/null
}
case $KIND:$HOW:$left in
*:kill:137) ;;
# the prompts say so and go on to the end of the input; the draft is there, or what was saved
memory:*:0) ;;
*:*:0) [ "$WHAT" = save ] || [ ! -s err.txt ] || bad done-with-words ;;
*:6[456] | *:7[03458])
    [ "$(grep -c '^ivledger: .*;' err.txt)" -ge 1 ] || bad no-sentence
    [ "$(wc -l <err.txt)" -le 2 ] || bad many-words
    ;;
*) bad "status-$left" ;;
esac
[ ! -e w.db ] || [ "$(sqlite3 w.db 'PRAGMA integrity_check' 2>&1)" = ok ] || bad not-whole
dump >now.txt
if cmp -s now.txt after.txt; then
    :
elif [ "$left" -eq 0 ] && [ "$WHAT" != backup ] && [ "$WHAT" != export ] && ! grep -q "ot saved" out.txt; then
    bad acknowledged-and-lost
elif [ "$WHAT" != create ] || [ "$(wc -l <now.txt)" -gt 2 ]; then # two headers: made, and empty
    cmp -s now.txt before.txt || bad half-done
fi
for made in copy.db x.csv; do # there and whole, or not there
    [ -e $made ] || continue
    [ "$left" -eq 0 ] || [ "$left" -eq 137 ] || bad "$made-left"
    case $made in
    copy.db) [ "$(sqlite3 copy.db 'PRAGMA integrity_check; SELECT count(*) FROM encounters' 2>&1)" = "ok
3" ] || bad bad-copy ;;
    x.csv) cmp -s x.csv whole.csv || bad half-a-file ;;
    esac
done
[ "$left" -eq 137 ] || [ "$(echo x.csv.* copy.db.*)" = "x.csv.* copy.db.*" ] || bad leftovers
exit 0
JUDGE

try_all() { # WHAT KIND HOW: every call fails in turn
    fresh "$1"
    before=base.db
    [ "$1" = create ] && before=
    rm -f wrong.txt
    touch wrong.txt
    KIND=$2 HOW=$3 WHAT=$1 FAIL=$2:0:$3 EACH=1:$calls:$step EACH_BASE=$before EACH_TALLY=tally.txt \
        EACH_REMOVE="w.db-wal w.db-shm w.db-journal copy.db copy.db-journal x.csv" EACH_JUDGE=judge.sh \
        LD_PRELOAD=$shim "do_$1" >out.txt 2>err.txt
    status "$1: every $2 may fail ($3)" 0 $?
    clean "$1: $2 ($3): a sentence, a right status, nothing half done" "$(cat wrong.txt)"
    tap_note "$(wc -l <tally.txt) of $calls calls tried: status $(sort tally.txt | uniq -c | awk '{print $2 " " $1 " times"}' | paste -sd, -)"
    [ "$3" != kill ] || rm -f x.csv.* copy.db.*
}
count_calls() { # WHAT KIND: leaves $calls, and after.txt
    fresh "$1"
    before=base.db
    [ "$1" = create ] && before=
    FAIL=$2:0:on EACH=999999999:999999999:1 EACH_BASE=$before EACH_REMOVE="" EACH_TALLY=tally.txt EACH_JUDGE=/dev/null \
        LD_PRELOAD=$shim "do_$1" >out.txt 2>err.txt
    calls=$(cat count)
    [ "$2" != write ] || dump >after.txt
}
for what in save import again create backup export; do
    kinds="write sync read memory"
    [ $step -eq 1 ] || case $what in again) continue ;; create) kinds="write" ;; save | export) kinds="write memory" ;; esac
    fresh $what
    if [ $what = create ]; then : >before.txt; else dump >before.txt; fi
    for kind in $kinds; do
        count_calls $what "$kind"
        case $kind$step in
        write1) hows="on torn full kill once" ;;
        sync1) hows="on once kill" ;;
        write0) hows="torn kill" ;;
        *1) hows="on once" ;;
        *) hows=once ;;
        esac
        for how in $hows; do try_all $what "$kind" "$how"; done
    done
done

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
    { echo 'full_device() {'; sed -n '/^full_device() {/,/^}/p' "$TESTS/faults/faults.sh" | sed 1d; echo full_device; } >device.sh
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
rm -f data/book/sources.csv
"$IVLEDGER" --data data code three.csv >out.txt 2>err.txt
status "a table that is not there" 78 $?
same "is said once, not for every row that names one of it" 2 "$(wc -l <err.txt)"
tap_end
