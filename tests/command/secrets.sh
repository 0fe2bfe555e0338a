#!/bin/sh
# Every file that is written is the owner's alone, whatever the umask; nothing of a patient is left in
# temporary files, words on stderr or core files.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
umask 0
mkdir out
cat >in.csv <<'CSV'
encounter,patient,date,drug,route,method,start,stop,dose,unit,note
SECRET-1,ZQPATIENT,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00,1,g,ZQNOTE
SECRET-2,ZQPATIENT,2026-03-02,ketorolac,IM,injection,,,30,mg,ZQNOTE
SECRET-3,ZQPATIENT,2026-03-02,ketorolac,IM,injection,25:99,,30,mg,ZQNOTE
CSV

modes() { # FOLDER: what others may look into
    find "$1" \( -type f ! -perm 0600 -o -type d ! -perm 0700 \) -exec stat -c '%A %n' {} +
}
db=$HOME/data/deep/w.db
"$IVLEDGER" --db "$db" import in.csv >out.txt 2>err.txt
has "a bad row is named by line and column" "in.csv:4: " "$(cat err.txt)"
clean "but nothing else of it is told" "$(grep -E 'ZQPATIENT|ZQNOTE' err.txt out.txt)"
clean "database and new folders" "$(modes "$HOME/data")"

# While a writer is there: the files beside the database, and a draft in them.
printf 'n "SECRET-4" Ctrl-N "ceftr" Tab Tab Tab Tab Tab "0900" Tab "1035" Ctrl-N\n' >keys
mkfifo line
(printf '%s\n' "new SECRET-5" "" 2026-03-02 p "" "" "" "" "zofran 4mg p 0912"; cat line) |
    "$IVLEDGER" --plain --db "$db" --now "2026-03-03 10:00" >plain.txt 2>&1 &
exec 3>line
i=0
while [ $i -lt 50 ] && [ ! -e "$db-wal" ]; do sleep 0.1; i=$((i + 1)); done
clean "the files beside it are there" "$(for end in wal shm; do [ -e "$db-$end" ] || echo "no $end"; done)"
clean "and the owner's" "$(modes "$HOME/data")"
exec 3>&-
wait
"$IVLEDGER" --db "$db" --script keys --screen 80x24 >screen.txt 2>&1
"$IVLEDGER" --db "$db" export -o out/x.csv 2>err.txt
"$IVLEDGER" --db "$db" db backup out/copy.db >/dev/null 2>&1
"$IVLEDGER" --db "$db" db check >/dev/null 2>&1
same "an export and a backup are there" 2 "$(find out -type f | wc -l | tr -d ' ')"
clean "and the owner's" "$(find out -type f ! -perm 0600)"
clean "all that the home holds" "$(find "$HOME" -type f ! -perm 0600)"
clean "nothing is left in the folder for temporary files" \
    "$(cd "$TMPDIR" && grep -rl ZQPATIENT . | grep -vE '^./(in.csv|out/|w.db)')"

# A screen put where a file of everybody's was.
: >shown.txt
chmod 0644 shown.txt
printf ':save-screen shown.txt\n' | cat keys - >keys.shown
"$IVLEDGER" --db "$db" --script keys.shown --screen 80x24 >screen.txt 2>&1
has "a screen in a file" "SECRET-4" "$(cat shown.txt)"
same "is the owner's, whoever had that file" "-rw-------" "$(stat -c %A shown.txt)"

# A process that is killed badly leaves no core.
# shellcheck disable=SC3045 # where there is no such limit there is none to lift
(ulimit -c unlimited 2>/dev/null; "$IVLEDGER" --plain --db "$db" <line >/dev/null 2>&1) &
job=$!
exec 3>line
sleep 1
child=$(ps -o pid= --ppid $job 2>/dev/null | tr -d ' ')
limit=$(sed -n 's/^Max core file size *\([0-9a-z]*\).*/\1/p' "/proc/${child:-$job}/limits")
owner=$(stat -c %u "/proc/${child:-$job}/environ") # root's, of a process that may not be dumped
kill -SEGV "${child:-$job}"
exec 3>&-
wait
same "no core is written" 0 "$limit"
same "nor may another program of the user look into it" 0 "$owner"
clean "and none is there after a crash" "$(find . -name 'core*')"
tap_end
