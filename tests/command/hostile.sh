#!/bin/sh
# Hostile text on every way in and on every way out: what steers a terminal or turns its lines around
# comes out of no command as itself, SQL stays text, formulas are guarded, NULs and giants are refused
# by line, and what is stored goes out and comes back unchanged.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

esc=$(printf '\033') rlo=$(printf '\342\200\256') iso=$(printf '\342\201\246') csi=$(printf '\302\233')
# Control bytes but the end of a line, C1 controls, marks of direction, what is not UTF-8.
steering() { # FILE...
    LC_ALL=C grep -alP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xd8\x9c|\xef\xbb\xbf' "$@"
    for f; do iconv -f UTF-8 -t UTF-8 "$f" >/dev/null 2>&1 || echo "$f is not UTF-8"; done
}

# What the columns take: marks of direction (some languages need them), quotes, SQL, formulas.
evil="E1${rlo}gpj.exe"
{
    echo "encounter,patient,date,coder,drug,route,method,line,site_reason,start,stop,dose,unit,note"
    echo "$evil,\"'; DROP TABLE encounters; --\",2026-03-02,=cmd()|'/c calc'!A0,${iso}unknown ${rlo}drug,IV,infusion,@L${rlo},+reason,09:00,10:00,1,g,\"-1+1,\"\"x${rlo}\""
    echo "E2,%s%n%s%n,2026-03-02,Robert');--,ceftriaxone,IV,infusion,L,,09:00,,1,g,\$(touch ran)\`touch ran\`"
} >evil.csv
for format in text json; do
    "$IVLEDGER" code --switches --format $format evil.csv >code.$format 2>code.$format.err
    has "code takes it, $format" E2 "$(cat code.$format)"
done
"$IVLEDGER" --db h.db import evil.csv >import.txt 2>import.err
has "import takes it" "2 saved" "$(cat import.txt)"
"$IVLEDGER" --db h.db list >list.txt 2>&1
"$IVLEDGER" --db h.db list --format json >list.json 2>&1
for form in text json; do "$IVLEDGER" --db h.db show --format $form "$evil" >show.$form 2>&1; done
for form in ub04 cms1500 837 query; do
    "$IVLEDGER" --db h.db show --form $form "$evil" >form.$form 2>&1
done
"$IVLEDGER" --db h.db why "$evil" 96365 >why.txt 2>&1
"$IVLEDGER" --db h.db why "$evil" "96365${esc}[2J$rlo" >why2.txt 2>&1
"$IVLEDGER" --db h.db whatif "$evil" "1.note=${esc}]0;owned$rlo" >whatif.txt 2>&1
"$IVLEDGER" --db h.db recode --set "overlap_mode=$esc$rlo" >recode.txt 2>&1
"$IVLEDGER" --db h.db show "${esc}]0;owned$csi$rlo" >missing.txt 2>&1
"$IVLEDGER" --db h.db list "number=$esc$rlo" "$esc=$rlo" >filter.txt 2>&1
"$IVLEDGER" --db "no$esc/$rlo" list >nodb.txt 2>&1
"$IVLEDGER" "${esc}[2J$rlo" >command.txt 2>&1
"$IVLEDGER" "--${esc}[2J$rlo" >option.txt 2>&1
"$IVLEDGER" --now "$esc$rlo" list >now.txt 2>&1
"$IVLEDGER" --policy "$esc$rlo" code evil.csv >policy.txt 2>&1
"$IVLEDGER" code "$esc$rlo" >file.txt 2>&1
printf '%s\n' list "open $evil" rows timeline codes findings "why 96365" "${rlo}zofran 4mg p 0912${esc}[2J" "" quit |
    "$IVLEDGER" --plain --db h.db >plain.txt 2>&1
printf 'Enter\nRight\n:save-screen screen.txt\n' >keys
"$IVLEDGER" --script keys --screen 120x40 --db h.db >screen.out 2>&1
for f in *.txt *.text *.json *.err form.* screen.out; do
    clean "nothing steers the terminal: $f" "$(steering "$f")"
done
clean "each printed something" "$(find . -name '*.json' -size 0; find . -name 'show.*' -size 0; find . -name '*.txt' -size 0)"
clean "nothing was run by a shell" "$(ls ran 2>/dev/null)"

# Out and in again: the same text, formulas guarded, the tables whole.
"$IVLEDGER" --db h.db export >out.csv 2>out.err
"$IVLEDGER" --db h2.db import out.csv >/dev/null 2>&1
"$IVLEDGER" --db h2.db export >out2.csv
same "exported and imported it is the same" "$(cat out.csv)" "$(cat out2.csv)"
same "as it was typed" "-1+1,\"x$rlo" "$(sqlite3 h2.db "SELECT note FROM input_rows LIMIT 1")"
same "SQL in a name is a name" "'; DROP TABLE encounters; --" \
    "$(sqlite3 h2.db "SELECT patient FROM encounters LIMIT 1")"
for what in administrations codes drugs claims findings decisions ledger audit; do
    "$IVLEDGER" --db h.db export --what $what >x.csv 2>/dev/null
    clean "no cell of $what runs in a spreadsheet" \
        "$(LC_ALL=C grep -nE '(^|,)"?[=@+]|(^|,)"?-[^0-9.,"]' x.csv)"
    clean "no control character in $what" "$(LC_ALL=C grep -nP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' x.csv)"
done
"$IVLEDGER" --db h.db db check >check.out 2>&1
status "the database is whole" 0 $?

# Refused by line, the rest coded: controls, NULs, bytes that are no text, giants.
good="G1,2026-03-02,ketorolac,IM,injection,"
refused() { # NAME WORDS  (the file is bad.csv)
    "$IVLEDGER" code --format csv bad.csv >bad.out 2>bad.err
    status "$1: status" 65 $?
    has "$1: says so" "$2" "$(cat bad.err)"
    clean "$1: nothing steers" "$(steering bad.err)"
    has "$1: the rest is coded" "G1,1," "$(cat bad.out)"
}
row() { printf 'encounter,date,drug,route,method,note\n%s\n' "$good"; }
{ row; printf 'B,2026-03-02,x%s[2J,IM,injection,\n' "$esc"; } >bad.csv
refused "an escape sequence" "bad.csv:3: "
{ row; printf 'B%s,2026-03-02,x,IM,injection,\n' "$csi"; } >bad.csv
refused "a C1 control in the number" "bad.csv:3: "
{ row; awk 'BEGIN { while (i++ < 200) print "F" i ",2026-03-02,ketorolac,IM,injection," }'
    printf 'B,2026-03-02,x\000y,IM,injection,\n'; } >bad.csv
refused "a zero byte" "bad.csv:203: the line holds a zero byte"
{ row; printf 'B,2026-03-02,x\377\300\257,IM,injection,\n'; } >bad.csv
refused "bytes that are no text" "bad.csv:3: cell 3 is not UTF-8"
{ row; printf 'B,2026-03-02,'; head -c 70000 /dev/zero | tr '\0' x; printf ',IM,injection,\n'; } >bad.csv
refused "a cell of 70000 bytes" "bad.csv:3: "
{ row; printf 'B,2026-03-02,'; head -c 5000 /dev/zero | tr '\0' x; printf ',IM,injection,\n'; } >bad.csv
refused "a name of 5000 bytes" "bad.csv:3: "
{ row; printf 'B,2026-03-02,x,IM,injection,'; head -c 3000 /dev/zero | tr '\0' ,; printf '\n'; } >bad.csv
"$IVLEDGER" code --format csv bad.csv >bad.out 2>bad.err
has "3000 empty cells are no harm" "G1,1," "$(cat bad.out)"

# The database itself written by somebody else: what it says still steers nothing.
cp h.db forged.db
sqlite3 forged.db "UPDATE encounters SET patient = 'p' || char(27) || '[2J' || char(8238);
    UPDATE results SET rows = json_array(json_array('1', char(155) || 'd' || char(8294), '', 'IV', 'infusion', '', '',
        '', '09:00', '10:00', '', '', '', '', '', '', '', '', '', '', char(27) || ']0;x' || char(7)));
    UPDATE encounters SET coder = char(27) || 'c', changed_by = char(27) || 'c';" 2>forged.err
clean "forged: the file was written to" "$(cat forged.err)"
mkdir forged
for words in list "show E2" "why E2 96365" "list --format json" "show --format json E2" recode; do
    # shellcheck disable=SC2086 # words, on purpose
    "$IVLEDGER" --db forged.db $words >"forged/$words" 2>&1
    clean "forged: $words steers nothing" "$(steering "forged/$words")"
done
"$IVLEDGER" --db forged.db export >forged/export 2>/dev/null
clean "forged: export has no control character" \
    "$(LC_ALL=C grep -nP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' forged/export)"
tap_end
