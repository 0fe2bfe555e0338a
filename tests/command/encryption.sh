#!/bin/sh
# Encryption at rest.  Built against SQLCipher: what is on the disk says nothing without the key, a wrong
# key is a sentence, backups stay encrypted, exports say that they are not.  Built without: a key is
# refused before anything is read or written.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
umask 077
echo 'correct horse battery staple' >key
echo 'another key altogether' >other
cat >in.csv <<'CSV'
encounter,patient,date,drug,route,method,start,stop,dose,unit,note
SECRET-1,ZQPATIENT,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00,1,g,ZQNOTE
SECRET-2,ZQPATIENT,2026-03-02,ketorolac,IM,injection,,,30,mg,ZQNOTE
CSV
head -c 8192 /dev/urandom >noise.db

if ! "$IVLEDGER" --version | grep -q SQLCipher; then
    "$IVLEDGER" --db w.db --key-file key import in.csv >out.txt 2>err.txt
    status "a key in a build without encryption" 78 $?
    has "says how to get one with it" "built without encryption; use one built with" "$(cat err.txt)"
    clean "and made nothing" "$(ls w.db 2>/dev/null)"
    IVLEDGER_KEY_FILE=key "$IVLEDGER" --db w.db list >out.txt 2>err.txt
    status "nor by the environment" 78 $?
    "$IVLEDGER" --db noise.db list >out.txt 2>err.txt
    status "a file that may be encrypted" 65 $?
    has "is told as such" "is not a database, or an encrypted one" "$(cat err.txt)"
    "$IVLEDGER" --db w.db --key-file key db encrypt x.db >out.txt 2>err.txt
    status "db encrypt" 78 $?
    tap_end
fi

k() { "$IVLEDGER" --key-file key "$@"; }
plain() { # FILE...: files that show what they hold
    grep -laE 'ZQPATIENT|ZQNOTE|SECRET-|SQLite format|CREATE TABLE|ceftriaxone' "$@" 2>/dev/null
}
k --db w.db import in.csv >out.txt 2>err.txt
status "a new database with a key" 0 $?
same "is the owner's" "-rw-------" "$(stat -c %A w.db)"
# with a writer in it there are the files beside it
mkfifo line
(printf '%s\n' "new SECRET-5" "" 2026-03-02 p "" "" "" "" "zofran 4mg p 0912"; cat line) |
    k --plain --db w.db --now "2026-03-03 10:00" >plain.txt 2>&1 &
exec 3>line
i=0
while [ $i -lt 50 ] && ! [ -s w.db-wal ]; do sleep 0.1; i=$((i + 1)); done
same "the file of changes is there" yes "$([ -s w.db-wal ] && echo yes)"
clean "nothing on the disk can be read" "$(plain w.db w.db-wal w.db-shm w.db-journal)"
exec 3>&-
wait
k --db w.db list >out.txt 2>err.txt
status "with its key" 0 $?
has "it can be read" "SECRET-1" "$(cat out.txt)"
has "info says so" ", encrypted" "$(k --db w.db db info)"
k --db w.db db check >out.txt 2>err.txt
status "and it is whole" 0 $?
IVLEDGER_KEY_FILE=key "$IVLEDGER" --db w.db list >out.txt 2>err.txt
status "the key may be named by the environment" 0 $?

refused() { # NAME WORDS COMMAND...
    name=$1 words=$2
    shift 2
    "$@" >out.txt 2>err.txt </dev/null
    status "$name" 77 $?
    has "$name: says so" "$words" "$(cat err.txt)"
    same "$name: in one sentence" 1 "$(wc -l <err.txt)"
    clean "$name: prints nothing" "$(cat out.txt)"
}
refused "a wrong key" "this key does not open it; check the key" "$IVLEDGER" --db w.db --key-file other list
refused "no key and no terminal" "give --key-file FILE" setsid "$IVLEDGER" --db w.db list
refused "a key file that is not there" "nowhere: cannot be read" "$IVLEDGER" --db w.db --key-file nowhere list
cp key shown && chmod 0640 shown
refused "a key that others may read" "others may use the key (mode 0640); chmod 600 it" \
    "$IVLEDGER" --db w.db --key-file shown list
: >empty
refused "an empty key" "its first line must be the key" "$IVLEDGER" --db w.db --key-file empty list
printf 'a\0b\n' >zero
refused "a key with a zero byte" "its first line must be the key" "$IVLEDGER" --db w.db --key-file zero list
refused "something else than a database" "this key does not open it" "$IVLEDGER" --db noise.db --key-file key list
refused "a migration with a wrong key" "this key does not open it" "$IVLEDGER" --db w.db --key-file other db migrate
for command in "export" "show SECRET-1" "db check" "db backup x.db" "import in.csv" "--plain" recode; do
    # shellcheck disable=SC2086 # words, on purpose
    refused "a wrong key: $command" "this key does not open it" "$IVLEDGER" --db w.db --key-file other $command
done
clean "and no backup is left" "$(ls x.db 2>/dev/null)"

# What leaves it stays encrypted, or says that it does not.
k --db w.db db backup copy.db >out.txt 2>err.txt
status "a backup" 0 $?
has "says that it is encrypted" "copy.db: written, encrypted with the same key" "$(cat out.txt)"
clean "and is" "$(plain copy.db)"
same "and whole" "copy.db: whole" "$(k --db copy.db db check)"
same "with the same work" "$(k --db w.db export 2>/dev/null)" "$(k --db copy.db export 2>/dev/null)"
k --db w.db export -o out.csv 2>err.txt
has "an export says that it is not" "is plain text, though the database is encrypted" "$(cat err.txt)"

# From plain to encrypted, and from one key to another.
"$IVLEDGER" --db p.db import in.csv >/dev/null 2>&1
refused "a key for what is not encrypted" "is not encrypted; leave the key away" \
    "$IVLEDGER" --db p.db --key-file key list
"$IVLEDGER" --db p.db --key-file key db encrypt e.db >out.txt 2>err.txt
status "an encrypted copy" 0 $?
has "says so" "e.db: written, encrypted; p.db is as it was" "$(cat out.txt)"
clean "and is" "$(plain e.db)"
same "the owner's alone" "-rw-------" "$(stat -c %A e.db)"
same "whole" "e.db: whole" "$(k --db e.db db check)"
same "with the same work" "$("$IVLEDGER" --db p.db export)" "$(k --db e.db export 2>/dev/null)"
same "found by its words" "$("$IVLEDGER" --db p.db list text=ZQNOTE)" "$(k --db e.db list text=ZQNOTE)"
k --db e.db import --replace in.csv >out.txt 2>err.txt
status "and goes on from there" 0 $?
"$IVLEDGER" --db p.db --key-file key db encrypt e.db >out.txt 2>err.txt
status "a copy over what is there" 73 $?
IVLEDGER_KEY_FILE=key "$IVLEDGER" --db e.db --key-file other db encrypt f.db >out.txt 2>err.txt
status "under another key" 0 $?
same "it opens with that one" "$(k --db e.db export 2>/dev/null)" \
    "$("$IVLEDGER" --db f.db --key-file other export 2>/dev/null)"
refused "and with the old one no more" "this key does not open it" "$IVLEDGER" --db f.db --key-file key list

# Typed on a terminal, unseen.
typed() { # KEYS COMMAND: what the terminal showed
    (sleep 1; printf '%b' "$1"; sleep 1) | script -qec "$2" /dev/null 2>&1
}
said=$(typed 'correct horse battery staple\r' "'$IVLEDGER' --db w.db list")
has "the key is asked for" "Key of w.db: " "$said"
has "and opens it" "SECRET-1" "$said"
clean "and is not shown" "$(echo "$said" | grep horse)"
said=$(typed 'correct horse\003' "'$IVLEDGER' --db w.db list")
has "Ctrl-C gives up" "no key was typed" "$said"
said=$(typed 'new one\rnew one\r' "'$IVLEDGER' --db n.db --key-file - import in.csv")
has "a new key is asked for twice" "The same again, for n.db: " "$said"
clean "and used" "$(plain n.db)"
said=$(typed 'new one\rnew two\r' "'$IVLEDGER' --db m.db --key-file - import in.csv")
clean "a slip makes nothing" "$(ls m.db 2>/dev/null)"
tap_end
