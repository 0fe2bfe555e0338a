# shellcheck shell=sh
# shellcheck disable=SC2317 # what is done to a copy is called by its name
# lib.sh: what the parts of tests/faults share: deeds of which every write, sync, read and request for
# memory fails, is torn, finds the disk full or is the last thing the process does.  After each: one
# sentence, a right status, the database whole, and nothing half done.
#
#   deed NAME             all kinds of calls of do_NAME
#   FAULTS=all            (`make faults`) every call, in every way; FAULTS=memory-on only this kind and way;
#                         otherwise the first and then some of the many, in one way or two
#
# preload/fail.c lets the calls fail, preload/each.c runs the program once for each.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
FAIL_BELOW=$PWD FAIL_COUNT=$PWD/count FAIL_DOOR=w.db
export FAIL_BELOW FAIL_COUNT FAIL_DOOR
shim=$OBJ/tests/faults/preload/fail.so:$OBJ/tests/faults/preload/each.so
step=0
[ -n "${FAULTS-}" ] && step=1

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
do_migrate() { "$IVLEDGER" --db w.db db migrate; }
dump() { # brings what is older up to date first
    "$IVLEDGER" --db w.db export 2>/dev/null
    "$IVLEDGER" --db w.db export --what codes 2>/dev/null
}
fresh() { # WHAT: leaves $before, what w.db is
    case $1 in create) before= ;; migrate) before=old.db ;; *) before=base.db ;; esac
    rm -f w.db* copy.db* x.csv*
    [ -z "$before" ] || cp $before w.db
}

# What each.c calls where more has happened than a refusal that left everything alone, and not yet so.
cat >judge.sh <<'JUDGE'
n=$1 left=$2 judged=0
bad() { echo "$n=$1" >>wrong.txt; judged=1; }
echo "$n" >>judged.txt
dump() {
    "$IVLEDGER" --db w.db export 2>/dev/null
    "$IVLEDGER" --db w.db export --what codes 2>/dev/null
}
left_over=$(echo x.csv.* copy.db.*)
case $KIND:$HOW:$left in
*:kill:137) ;;
# the prompts say so and go on to the end of the input; the draft is there, or what was saved
memory:*:0) ;;
*:*:0) [ "$WHAT" = save ] || [ ! -s err.txt ] || bad done-with-words ;;
*:6[456] | *:7[03458])
    [ "$(grep -c '^ivledger: .*;' err.txt)" -ge 1 ] || bad no-sentence
    [ "$(wc -l <err.txt)" -le 2 ] || bad many-words
    ! grep -q "not an error" err.txt || bad "error-forgotten"
    ;;
*) bad "status-$left" ;;
esac
[ ! -e w.db ] || [ "$(sqlite3 w.db 'PRAGMA integrity_check' 2>&1)" = ok ] || bad not-whole
if [ "$WHAT" = migrate ]; then
    version=$(sqlite3 w.db 'PRAGMA user_version')
    case $left:$version in 0:"$NEWEST" | [1-9]*) ;; *) bad "schema-$version" ;; esac
    [ "$(sqlite3 w.db 'SELECT count(*) FROM encounters')" -eq 3 ] || bad encounters-lost
fi
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
case $WHAT:$left:$left_over in backup:137:* | export:137:* | *:"x.csv.* copy.db.*") ;; *) bad leftovers ;; esac
exit $judged
JUDGE

run_each() { # WHAT KIND HOW FROM:TO:STEP JUDGE
    fresh "$1"
    KIND=$2 HOW=$3 WHAT=$1 FAIL=$2:0:$3 FAIL_NOW=1772532000 EACH=$4 EACH_BASE=$before EACH_TALLY=tally.txt \
        EACH_REMOVE="w.db-* copy.db* x.csv*" EACH_JUDGE=$5 LD_BIND_NOW=1 LD_PRELOAD=$shim "do_$1" >out.txt 2>err.txt
}
try_all() { # WHAT KIND HOW: every call fails in turn
    rm -f wrong.txt judged.txt
    touch wrong.txt judged.txt
    run_each "$1" "$2" "$3" "1:$calls:$step" judge.sh
    status "$1: every $2 may fail ($3)" 0 $?
    clean "$1: $2 ($3): a sentence, a right status, nothing half done" "$(cat wrong.txt)"
    tap_note "$(wc -l <tally.txt) of $calls calls tried, $(wc -l <judged.txt) ends told apart: status $(sort tally.txt | uniq -c |
        awk '{print $2 " " $1 " times"}' | paste -sd, -)"
}
count_calls() { # WHAT KIND: leaves $calls, and after.txt
    run_each "$1" "$2" on 999999999:999999999:1 /dev/null
    calls=$(cat count)
    [ "$2" != write ] || dump >after.txt
}
ways_of() { # KIND
    case $1$step in
    write1) echo on torn full kill once ;;
    sync1) echo on once kill ;;
    *1) echo on once ;;
    write0) echo torn kill ;;
    sync0) echo on once kill ;;
    *) echo once ;;
    esac
}
deed() { # WHAT: the database is base.db, old.db, or not there
    if [ "$1" = migrate ]; then
        sqlite3 base.db 'PRAGMA user_version' >newest.txt
        NEWEST=$(cat newest.txt)
        export NEWEST
        sqlite3 old.db <"$TESTS/lib/schema2.sql"
    fi
    fresh "$1"
    if [ "$1" = create ]; then : >before.txt; else dump >before.txt; fi
    for kind in write sync read memory; do
        count_calls "$1" $kind
        for how in $(ways_of $kind); do
            case ${FAULTS:-all} in all | "$kind-$how") try_all "$1" $kind "$how" ;; esac
        done
    done
}
