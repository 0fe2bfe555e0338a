#!/bin/sh
# Words are found exactly, however many hold them, in full blocks (8192 encounters) and in the one that is being
# filled: what `list` finds is compared with what awk finds in the file that was imported.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
iv() { "$IVLEDGER" --db words.db --data "$IVLEDGER_DATA" "$@"; }
made() { # WHICH SAVING: the second one changes every 7th patient and the note of every 11th
    awk -v again="$1" 'BEGIN {
        OFS = ","
        print "encounter,patient,date,coder,drug,route,method,start,stop,note"
        for (i = 1; i <= 8700; i++) {
            number = i % 5 ? sprintf("26-%06d", i * 7919 % 1000000) : sprintf("A%07d", i)
            patient = again && i % 7 == 0 ? sprintf("Q%d", i % 3) : sprintf("P%05d", i * 104729 % 100000)
            note = i % 3 == 0 ? "line restarted" : i % 1000 == 1 ? "rests" : i % 500 == 2 ? "M\303\274ller came\342\200\223late" : ""
            start = "09:00" # a note alone is no change of what was charted
            if (again && (i % 11 == 0 || i % 7 == 0)) start = "10:00"
            if (again && i % 11 == 0) note = "moved to x room"
            print number, patient, "2026-03-02", "coder" i % 4, i % 2 ? "ondansetron" : "Ceftriaxone", "IV", "push", start, "", note
        }
    }' >in.csv
}
wanted() { # WORDS, all of which begin a word of number, patient, drug, note
    awk -F, -v words="$1" 'NR > 1 {
        line = " " tolower($1 " " $2 " " $5 " " $10)
        gsub(/\303\274/, "u", line) # what FTS5 makes of it
        gsub(/\342\200\223|-/, " ", line)
        n = split(words, w, " ")
        for (k = 1; k <= n; k++)
            if (!(length(w[k]) == 1 ? index(line " ", " " w[k] " ") : index(line, " " w[k]))) next
        print $1
    }' in.csv | sort
}
compare() { # WHEN
    for words in on ond ondansetron cef rest restarted rests "line cef" "ond 26" 26 a a0 a00 a0000 a0000123 00 000 0039 p p0 p04 \
        p104 mul muller late q q1 q1x "x" room "move 26" nothing; do
        iv list "text=$words" | cut -d' ' -f1 | sort >got
        wanted "$words" >want
        # also what came of the drug and of the findings can hold a word: only what was charted is compared
        same "$1: $words" "$(wc -l <want) $(cksum <want)" "$(wc -l <got) $(cksum <got)"
    done
    for number in 2 26-0 26-00 26-0039 a A0 a00001 26-007919; do
        iv list "number=$number" | cut -d' ' -f1 | sort >got
        awk -F, -v b="$number" 'NR > 1 && index(tolower($1), tolower(b)) == 1 { print $1 }' in.csv | sort >want
        same "$1: number=$number" "$(wc -l <want) $(cksum <want)" "$(wc -l <got) $(cksum <got)"
    done
}

made ""
iv import in.csv >/dev/null 2>&1
compare "first saved"
same "the full block has rows for beginnings" 1 "$(sqlite3 words.db "SELECT count(*) FROM words WHERE block = 0 AND word = '#a00' AND lead = 1")"
same "the other one has none" 0 "$(sqlite3 words.db "SELECT count(*) FROM words WHERE block = 1 AND lead = 1")"
made 1
iv --now "2026-03-05 10:00" import --replace in.csv >/dev/null 2>&1
compare "saved again"
for sort in changed -changed date number -number coder -coder amount; do # page by page, against SQLite's own order
    case $sort in -*) way=asc ;; *) way=desc ;; esac
    case $sort in *number) key=e.encounter ;; *coder) key=coder ;; *changed) key=changed ;; *date) key=service_date ;; *) key=amount ;; esac
    case $sort in number | coder) way=asc ;; -number | -coder) way=desc ;; esac
    for filter in "" "text=restarted" "text=q1"; do
        # shellcheck disable=SC2086
        iv list "sort=$sort" $filter | cut -d' ' -f1 >got
        cut -d' ' -f1 got | sort >members
        printf 'CREATE TEMP TABLE m (number TEXT);\n.import members m\n' >in.sql
        echo "SELECT e.encounter FROM encounters e JOIN results r ON r.encounter = e.id WHERE e.encounter IN (SELECT number FROM m) ORDER BY $key $way, e.id $way;" >>in.sql
        same "sort=$sort $filter" "$(sqlite3 words.db <in.sql | cksum)" "$(cksum <got)"
    done
done
tap_end
