#!/bin/sh
# Backups while others write: each is one moment of the database, to the bit.  Writers save encounters one
# after the other, so that of each writer a copy holds the first ones without a gap: no fewer than were
# acknowledged before it began, no more than were begun before it ended.  What a copy holds is what the
# database still says of the same encounters; put back in its place it is whole, goes on from there, and a
# copy of it says the same again.
#
# BACKUPS=n of them, beside WRITERS; `make soak` takes more.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
backups=${BACKUPS:-3} writers=${WRITERS:-4}

rows() { # WRITER NUMBER
    printf 'encounter,date,drug,route,method,start,stop,dose,unit\n%s\n' \
        "W$1-$2,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00,1,g"
}
note() { # NUMBER FILE: whole at any moment
    echo "$1" >"$2.new" && mv "$2.new" "$2"
}
writer() { # WRITER: until there is a file called stop
    k=0
    while [ ! -e stop ]; do
        k=$((k + 1))
        rows "$1" $k >"$1.in"
        note $k "$1.begun"
        "$IVLEDGER" --db w.db import "$1.in" >"$1.out" 2>&1
        case $? in
        0) note $k "$1.acked" ;;
        75) k=$((k - 1)) ;; # busy, and says so: once more
        *) echo "writer $1: $(cat "$1.out")" >>wrong.txt ;;
        esac
    done
}
numbers() { # FILE WRITER: of the encounters saved
    sqlite3 "$1" "SELECT substr(encounter, instr(encounter, '-') + 1) FROM encounters WHERE encounter LIKE 'W$2-%'" | sort -n
}
said() { # FILE: all that it says of its encounters, sorted
    for what in administrations codes findings ledger; do
        "$IVLEDGER" --readonly --db "$1" export --what $what 2>/dev/null | grep '^W'
    done | LC_ALL=C sort
}

{ rows 0 1
  awk 'BEGIN { for (i = 2; i <= 2000; i++) printf "W0-%d,2026-03-02,ketorolac,IM,injection,,,30,mg\n", i }'; } >0.in
"$IVLEDGER" --db w.db import 0.in >/dev/null 2>&1
touch wrong.txt
w=1
while [ $w -le "$writers" ]; do
    echo 0 >$w.acked
    echo 0 >$w.begun
    writer $w &
    w=$((w + 1))
done

n=0
while [ $n -lt "$backups" ]; do
    n=$((n + 1))
    for w in $(seq "$writers"); do cp "$w.acked" "$w.least"; done
    "$IVLEDGER" --db w.db db backup "copy$n.db" >copy.out 2>&1 || echo "backup $n: $(cat copy.out)" >>wrong.txt
    for w in $(seq "$writers"); do
        numbers "copy$n.db" "$w" >have.txt
        most=$(cat "$w.begun") have=$(wc -l <have.txt)
        seq "$have" | cmp -s - have.txt || echo "backup $n: writer $w has a gap" >>wrong.txt
        [ "$have" -ge "$(cat "$w.least")" ] || echo "backup $n: writer $w: $have, acknowledged $(cat "$w.least")" >>wrong.txt
        [ "$have" -le "$most" ] || echo "backup $n: writer $w: $have, begun $most" >>wrong.txt
    done
done
touch stop
wait

clean "each backup is one moment: nothing acknowledged lacks, nothing has a gap" "$(head -n 20 wrong.txt)"
said w.db >all.txt
for n in $(seq "$backups"); do
    same "copy $n: integrity, references" ok "$(sqlite3 "copy$n.db" 'PRAGMA integrity_check; PRAGMA foreign_key_check')"
    "$IVLEDGER" --readonly --db "copy$n.db" db check >out.txt 2>&1
    status "copy $n: the audit trail is one chain" 0 $?
    said "copy$n.db" >copy.txt
    clean "copy $n says what the database says of the same encounters" "$(LC_ALL=C comm -23 copy.txt all.txt | head)"
    same "and nothing lacks of them" "$(sqlite3 "copy$n.db" 'SELECT count(*) FROM encounters')" \
        "$(grep -cE '^W.*(ceftriaxone|ketorolac),' copy.txt)"
done
tap_note "$(for w in $(seq "$writers"); do echo "writer $w saved $(cat "$w.acked")"; done)"

# Nobody writes: the copy is the database, statement for statement; put back it goes on.
"$IVLEDGER" --db w.db db backup quiet.db >/dev/null 2>&1
sqlite3 w.db .dump >want.sql
sqlite3 quiet.db .dump >have.sql
same "a copy of what nobody writes differs by the note that it was made" "1 more" \
    "$(diff have.sql want.sql | grep -c '^> INSERT INTO audit') more"
cp copy1.db back.db
sqlite3 copy1.db .dump >want.sql
"$IVLEDGER" --db back.db db backup again.db >/dev/null 2>&1
sqlite3 again.db .dump >have.sql
same "a copy put back gives the same copy again" "$(cksum <want.sql)" "$(cksum <have.sql)"
rows 9 1 >9.in
"$IVLEDGER" --db back.db import 9.in >/dev/null 2>&1
status "and goes on" 0 $?
"$IVLEDGER" --db back.db db check >/dev/null 2>&1
status "as one chain" 0 $?
tap_end
