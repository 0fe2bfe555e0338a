#!/bin/sh
# shellcheck disable=SC2317 # what is done is called by its name
# Every write, sync and read of a save, an import, a draft, a backup and a new database fails, is torn,
# finds the disk full or is the last thing the process does: one sentence, a right status, the database
# whole, and nothing half done.  Memory that ends, a clock that goes backwards, rights that are gone.
#
# FAULTS=all (`make faults`) tries every call in every way; otherwise the first and then some of the many.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
FAIL_BELOW=$PWD FAIL_COUNT=$PWD/count
export FAIL_BELOW FAIL_COUNT
shim=$OBJ/tests/faults/preload/fail.so
step=6
[ "${FAULTS-}" = all ] && step=1

printf '%s\n' "encounter,patient,date,drug,route,method,start,stop,dose,unit" \
    "E1,p,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00,1,g" \
    "E2,q,2026-03-02,ketorolac,IM,injection,,,30,mg" \
    "E3,r,2026-03-02,normal saline,IV,infusion,09:00,11:00,," >three.csv
sed '1d;s/^E/F/' three.csv | cat three.csv - | sed '2,4d;s/10:00/10:40/' >more.csv
"$IVLEDGER" --db base.db import three.csv >/dev/null 2>&1

# What is done to a copy of the database, and what it may look like afterwards: one of two dumps.
do_import() { "$IVLEDGER" --db w.db import more.csv; }
do_save() {
    printf '%s\n' "new S1" "" 2026-03-02 p "" "" "" "" "zofran 4mg p 0912" "" save quit |
        "$IVLEDGER" --plain --db w.db --now "2026-03-03 10:00"
}
do_again() { sed 's/10:00/10:20/' three.csv | "$IVLEDGER" --db w.db import --replace -; }
do_create() { "$IVLEDGER" --db w.db import three.csv; }
do_backup() { "$IVLEDGER" --db w.db db backup copy.db; }
dump() {
    "$IVLEDGER" --db w.db export 2>/dev/null
    "$IVLEDGER" --db w.db export --what codes 2>/dev/null
}
fresh() { # WHAT
    rm -f w.db* copy.db*
    [ "$1" = create ] || cp base.db w.db
}

try_one() { # WHAT KIND N HOW: adds to $wrong
    fresh "$1"
    FAIL=$2:$3:$4 LD_PRELOAD=$shim
    export FAIL LD_PRELOAD
    "do_$1" >out.txt 2>err.txt
    left=$?
    unset FAIL LD_PRELOAD
    tried=$((tried + 1))
    case $4:$left in
    kill:137) ;;
    # the prompts say so and go on to the end of the input; the draft is there, or what was saved
    *:0) [ "$1" = save ] || [ ! -s err.txt ] || wrong="$wrong $2:$3:$4=done-with-words" ;;
    *:6[456] | *:7[0345])
        [ "$(grep -c '^ivledger: .*;' err.txt)" -ge 1 ] || wrong="$wrong $2:$3:$4=no-sentence"
        [ "$(wc -l <err.txt)" -le 2 ] || wrong="$wrong $2:$3:$4=many-words"
        refused=$((refused + 1))
        ;;
    *) wrong="$wrong $2:$3:$4=status-$left" ;;
    esac
    [ ! -e w.db ] || [ "$(sqlite3 w.db 'PRAGMA integrity_check' 2>&1)" = ok ] ||
        wrong="$wrong $2:$3:$4=not-whole"
    dump >now.txt
    if cmp -s now.txt after.txt; then
        :
    elif [ "$left" -eq 0 ] && [ "$1" != backup ] && ! grep -q "ot saved" out.txt; then
        wrong="$wrong $2:$3:$4=acknowledged-and-lost"
    elif [ "$1" != create ] || [ "$(wc -l <now.txt)" -gt 2 ]; then # two headers: made, and empty
        cmp -s now.txt before.txt || wrong="$wrong $2:$3:$4=half-done"
    fi
    [ "$1" != backup ] || [ ! -e copy.db ] || [ "$left" -ne 0 ] ||
        [ "$(sqlite3 copy.db 'PRAGMA integrity_check' 2>&1)" = ok ] || wrong="$wrong $2:$3:$4=bad-copy"
}

for what in save import again create backup; do
    fresh $what
    if [ $what = create ]; then : >before.txt; else dump >before.txt; fi
    for kind in write sync read; do
        fresh $what
        FAIL=$kind:999999:on LD_PRELOAD=$shim "do_$what" >out.txt 2>err.txt
        calls=$(cat count)
        [ $kind != write ] || dump >after.txt
        case $kind in
        write) hows="on torn full kill once" ;;
        sync) hows="on once kill" ;;
        read) hows="on once" ;;
        esac
        wrong='' tried=0 refused=0
        for how in $hows; do
            n=1
            while [ "$n" -le "$calls" ]; do
                try_one $what $kind "$n" "$how"
                if [ "$n" -lt 8 ]; then n=$((n + 1)); else n=$((n + step * (1 + calls / 40))); fi
            done
        done
        clean "$what: every $kind may fail" "$wrong"
        tap_note "$tried of $calls calls x ways tried, $refused refused with a sentence"
    done
done

# Memory ends at any moment.  libc itself does not survive it while it looks for the user's name, and says
# so in words of its own: that is no failure of ours, as long as the database is whole.
of_libc() { [ "$1" -eq 134 ] && grep -qx 'Unexpected error\.' err.txt; }
for what in import save backup; do
    fresh $what
    dump >before.txt
    FAIL=memory:999999999:on LD_PRELOAD=$shim "do_$what" >out.txt 2>err.txt
    calls=$(cat count)
    dump >after.txt
    wrong='' n=8 tried=0
    while [ $n -le "$calls" ]; do
        fresh $what
        FAIL=memory:$n:on LD_PRELOAD=$shim "do_$what" >out.txt 2>err.txt
        left=$?
        tried=$((tried + 1))
        case $left in
        0 | 70 | 74 | 78) ;;
        *) of_libc $left || wrong="$wrong $n=status-$left" ;;
        esac
        [ $left -eq 0 ] || of_libc $left || [ "$(grep -c '^ivledger: .*' err.txt)" -ge 1 ] || wrong="$wrong $n=no-sentence"
        [ "$(sqlite3 w.db 'PRAGMA integrity_check' 2>&1)" = ok ] || wrong="$wrong $n=not-whole"
        dump >now.txt
        cmp -s now.txt before.txt || cmp -s now.txt after.txt || wrong="$wrong $n=half-done"
        if [ $step -eq 1 ]; then n=$((n + 1)); else n=$((n + 1 + n / 4)); fi
    done
    clean "$what: memory may end" "$wrong"
    tap_note "$tried of $calls requests for memory tried"
done

# The clock goes backwards by a minute at every look: nothing is lost and the trail stays one chain.
fresh import
FAIL_CLOCK=60 LD_PRELOAD=$shim "$IVLEDGER" --db w.db import more.csv >/dev/null 2>err.txt
status "the clock goes backwards" 0 $?
FAIL_CLOCK=86400 LD_PRELOAD=$shim do_again >/dev/null 2>err.txt
"$IVLEDGER" --db w.db db check >out.txt 2>&1
status "the trail is one chain all the same" 0 $?

# A file at its limit, a device that is full, rights that are gone.
fresh import
(ulimit -f 8 && "$IVLEDGER" --db w.db import more.csv) >out.txt 2>err.txt
status "a file at its limit" 74 $?
same "in one sentence" 1 "$(grep -c '^ivledger: ' err.txt)"
"$IVLEDGER" --db base.db export >/dev/full 2>err.txt
status "an export into what is full" 74 $?
"$IVLEDGER" code three.csv >/dev/full 2>err.txt
status "codes into what is full" 74 $?
has "with a sentence" "ivledger: " "$(cat err.txt)"
if [ "$(id -u)" -ne 0 ]; then
    fresh import
    mkdir gone && mv w.db gone/w.db && chmod 0500 gone
    "$IVLEDGER" --db gone/w.db import more.csv >out.txt 2>err.txt
    status "a folder that may not be written" 74 $?
    chmod 0700 gone
fi
tap_end
