#!/bin/sh
# shellcheck disable=SC2317 # the ways are called by their names
# Every hostile text on every way in, then every way out: nothing steers the terminal or turns lines
# around, nothing is run, nothing crashes, no page of HTML holds a tag of somebody else's, no cell a
# formula, and the database is whole.  Two tables: the texts, and the ways.
#
#   in \ text             escapes  marks  NUL  no UTF-8  giant  formula  SQL  tag, shell, %n
#   file of CSV, cells        w       w     h      w        w       w      w        w
#   its columns' names        w       w     h      w        w       w      w        w
#   pipe                      w       w     w      w        w       w      w        w
#   pasted, mapped lists      w       w     w      w        w       w      w        w
#   forms and : (keys)        w       w     -      w        w       w      w        w
#   quick line, prompts       w       w     w      w        w       w      w        w
#   scenario, class's answers w       w     w      w        w       w      w        w
#   policy, site, charges, config, key file  (settings, tables)  all but giant; NUL too
#   book tables, CMS files    w       w     w      w        -       w      w        w
#   arguments, environment    w       w     -      w        w       w      w        w
#   names of files            w       w     -      w        -       w      w        w
#   the database itself       f       f     -      f        -       f      f        f
#
#   w: here, h: hostile.sh, f: hostile_forged.sh (each table, each page), -: cannot be said there, or no
#   longer than a name may be.  In the same files each way out: list, show and its forms, why, whatif,
#   recode, report, review, scores, self-audit, people, trail, switches, rules, train, help, exports, screens
#   and saved screens, --plain, HTML, JSON, and what stands on stderr (all of it is read together).
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

# NAME TEXT (for printf %b)
cat >texts <<'TEXTS'
steering \0033[2J\0033]0;owned\0007\0302\02332J\0342\0200\0256gpj\0342\0201\0246x\0342\0200\0250y\0363\0240\0200\0201z\0357\0273\0277\0010
bytes x\0377\0300\0257y
formula =cmd()|'/c_calc'!A0
words x');_DROP_TABLE_encounters;--_%s%n%n%d$(touch_ran)`touch_ran`;touch_ran<script>alert(1)</script>"'&<b_
giant GIANT
TEXTS
# Control bytes but the end of a line, C1 controls, marks that steer, what is not UTF-8.
steering() { # FILE...
    LC_ALL=C grep -alP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xd8\x9c|\xef\xbb\xbf|\xf3\xa0[\x80-\xbf]' "$@"
    for f; do iconv -f UTF-8 -t UTF-8 "$f" >/dev/null 2>&1 || echo "$f is not UTF-8"; done
}
run() { # ARGUMENT...: what it says goes to said, and how it ended is judged
    "$IVLEDGER" --db w.db "$@" >one 2>&1
    left=$?
    cat one >>said
    [ $left -lt 128 ] && [ $left -ne 70 ] || echo "status $left from: $(printf '%s' "$*" | head -c 80 | tr -c 'a-zA-Z0-9 =.-' '?')" >>fell
}
text_of() {
    case $1 in
    GIANT) head -c 6000 /dev/zero | tr '\0' g ;;
    *) printf '%b' "$(printf '%s' "$1" | tr _ ' ')" ;;
    esac
}
quoted() { printf '"%s"' "$(printf '%s' "$1" | sed 's/"/""/g')"; } # a cell of CSV

# ---- ways in: each gets the text in $t ----
row() { # COLUMN: a good row with the text in one column
    case $1 in
    encounter) e=$(quoted "H-$t") c=$1x ;;
    *) e="H-$name-$1" c=$1 ;;
    esac
    printf 'encounter,date,drug,route,method,start,stop,%s\n%s,2026-03-02,%s,IV,infusion,09:00,10:00,%s\n' \
        "$c" "$e" "$([ "$1" = drug ] || echo ceftriaxone)" "$(quoted "$t")"
}
in_cells() {
    for column in patient note coder line dose drug encounter; do
        row "$column" | sed '1s/drug,\(.*\),drug/x,\1,drug/;1s/start,\(.*\),start/x,\1,start/;1s/,encounterx/,note/' >in.csv
        run import in.csv
    done
    { row note | head -n 1 | sed 's/note$//'; } | tr -d '\n' >in.csv
    printf '%s\nH,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00,x\n' "$t" >>in.csv # a column's name
    run code in.csv
}
in_pasted() {
    printf 'FIN\tMedication\tStart\tStop\t%s\nA1\t%s\t3/2/2026 0800\t0930\t%s\n' "$t" "$t" "$t" >in.tsv
    run code --map usual in.tsv
    printf 'name,means\n%s,drug\nWhat,%s\n' "$t" "$t" >map.csv
    run code --map map.csv in.tsv
}
in_pipe() {
    row note >in.csv
    run code <in.csv
    run code --format json <in.csv
    run import - <in.csv
    printf 'FIN\tMedication\tStart\tStop\t%s\nA1\t%s\t3/2/2026 0800\t0930\t%s\n' "$t" "$t" "$t" | run code --map usual
}
in_prompts() {
    printf '%s\n' "$t" "open $t" "new P-$name" "$t" 2026-03-02 "$t" "" "" "" "" "$t" "zofran 4mg p 0912" "note $t" \
        "zofran 4mg p 0912 \"$t\"" "why $t" rows codes "$t" "" save list quit >in.keys
    "$IVLEDGER" --plain --db w.db --now "2026-03-03 10:00" <in.keys >one 2>&1
    [ $? -lt 128 ] || echo "--plain" >>fell
    cat one >>said
}
in_keys() {
    typed=$(printf '%s' "$t" | tr -d '\n\r' | head -c 300 | sed 's/[\\"]/\\&/g')
    printf 'n "K-%s" Tab "%s" Tab Ctrl-N "%s" Tab Tab Tab Tab "%s" Tab "%s" Tab Esc\n:%s\n/ "%s" Enter\n:save-screen %s.shot\n' \
        "$name" "$typed" "$typed" "$typed" "$typed" "why $typed" "$typed" "$name" >in.keys
    run --script in.keys --screen 100x30
}
in_files() {
    file=$(printf '%s' "$t" | tr -d '/' | head -c 200)
    printf 'encounter,date,drug,route,method\nF,2026-03-02,ketorolac,IM,injection\n' >"$file.csv" 2>/dev/null
    run code "$file.csv"
    run import "$file.csv" "no such $file"
    run export -o "$file.out"
    run db backup "$file.copy"
    run --db "$file.db" db info
    run --data "$file" code in.csv
    run --site "$file" show F
    run --script "$file" --screen 80x24
    run --key-file "$file" list
}
in_environment() {
    for variable in IVLEDGER_DATA IVLEDGER_KEY_FILE HOME XDG_CONFIG_HOME TERM LC_ALL LOGNAME TMPDIR; do
        env "$variable=$t" "$IVLEDGER" --db w.db list >one 2>&1
        [ $? -lt 128 ] || echo "$variable" >>fell
        cat one >>said
    done
}
in_arguments() {
    for words in list "list text=$t" "list coder=$t" "show $t" "why F $t" "whatif F 1.note=$t" "recode $t" "switches $t" \
        "rules show $t" "rules $t" "train $t" "help $t" "db $t" "db audit $t" "sample $t" "scores --by $t" "$t" \
        "people $t" "review $t" "export --what $t" "code --policy $t" "--set $t list" "--now $t list"; do
        run "${words%% *}" "$(printf '%s' "${words#* }")"
    done
    run review F comment --words "$t"
    run review F open
    run review F codes "$t"
    run review F class "$t" "$t"
    run review F return --words "$t"
    run overrule F 96372=96374 --reason "$t" --words "$t"
    run overrule F 96372=96374 --reason record --words "$t"
    run people "$t" coder
    run sample --seed "$t" --size 1
}
in_scenario() {
    printf 'scenario s\ntitle t %s\nstory %s\ntags %s\nlevel 1\ndate 2026-03-02\nrow ceftr 1g 0900-1000\nrow "%s" p 1000\nexpect 96365\n%s x\n' \
        "$t" "$t" "$t" "$t" "$t" >in.txt
    run train in.txt
    run train --answers in.txt
    printf 'trainee,scenario,row,kind,access,initial,relation,codes,findings\n%s,first-infusion,1,%s,,,,%s,\n' \
        "$(quoted "$t")" "$(quoted "$t")" "$(quoted "$t")" >answers.csv
    run train --grade answers.csv
    run train --results
}
in_settings() {
    mkdir -p config/ivledger
    printf 'key F2 %s\n%s\nbar = %s\n' "$t" "$t" "$t" >config/ivledger/config
    XDG_CONFIG_HOME=$PWD/config "$IVLEDGER" --db w.db --script /dev/null --screen 80x24 >one 2>&1
    [ $? -lt 128 ] || echo "config" >>fell
    cat one >>said
    printf 'name,value\n%s,%s\n' "$(quoted "$t")" "$(quoted "$t")" >config/ivledger/site.csv
    printf 'code,amount,unit\n%s,%s,%s\n' "$(quoted "$t")" "$(quoted "$t")" "$(quoted "$t")" >config/ivledger/charges.csv
    run --site config/ivledger show F
    printf 'switch,value\n%s,reference\noverlap_mode,%s\n' "$(quoted "$t")" "$(quoted "$t")" >policy.csv
    run --policy policy.csv code f.csv
    (umask 077 && printf '%s\n' "$t" >key)
    run --key-file key list
}
in_book() {
    rm -rf book && mkdir -p book && cp -r "$IVLEDGER_DATA/book" book/ && chmod -R u+w book
    sed "2s/^[^,]*/$(quoted "$t" | sed 's/[\\/&]/\\&/g')/" "$IVLEDGER_DATA/book/drugs.csv" >book/book/drugs.csv
    sed "2s/,[^,]*$/,$(quoted "$t" | sed 's/[\\/&]/\\&/g')/" "$IVLEDGER_DATA/book/findings.csv" >book/book/findings.csv
    run --data book rules
    run --data book rules list
    run --data book rules show "$t"
    printf 'HCPCS Code,Short Descriptor,Payment Limit\n%s,%s,%s\n' "$(quoted "$t")" "$(quoted "$t")" "$(quoted "$t")" >cms.csv
    for kind in ptp-hospital mue-practitioner pfs opps hcpcs "$t"; do run --data book rules import "$kind" --from 2026-04-01 --dry-run cms.csv; done
}
ways="cells pasted pipe prompts keys files environment arguments scenario settings book"

printf 'encounter,date,drug,route,method,start,stop\nF,2026-03-02,ketorolac,IM,injection,,\n' >f.csv
"$IVLEDGER" --db w.db import f.csv >/dev/null 2>&1
while read -r name text; do
    t=$(text_of "$text"; echo .)
    t=${t%.}
    : >fell
    for way in $ways; do
        [ "$name" != giant ] || case $way in files | environment | book | settings) continue ;; esac
        : >said
        "in_$way" 2>/dev/null
        cp said "said.$name.$way"
        [ -s "said.$name.$way" ] || [ "$way" = keys ] || echo "$way said nothing" >>fell
        [ -z "$(steering said)" ] || echo "$way steers: $(LC_ALL=C grep -anP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xf3\xa0|[\xc0\xff]' said | head -n 3 | cat -v | cut -c 1-200)" >>fell
    done
    clean "$name: no way in is steered by it or falls over it" "$(cat fell)"
done <texts
clean "nothing was run by a shell" "$(find . -name ran)"

# ---- NULs, which no variable of the shell can hold: in each file that is read, and in the pipe ----
: >fell
: >said
nul() { printf '%b' "$1" | tr '~' '\000'; }
nul 'encounter,date,drug,route,method\nN~,2026-03-02,ketorolac,IM,injection\n' | run code
nul 'encounter,date,drug~,route,method\nN,2026-03-02,ketorolac,IM,injection\n' | run import -
nul 'FIN\tMedication~\tStart\nA1\tzofran~\t0800\n' | run code --map usual
nul 'list~\nnew N~1\n~\n2026-03-02\n\n\n\n\nzofran 4mg~ p 0912\n\nsave\nquit\n' | run --plain
nul 'scenario s~\ntitle t~\ndate 2026-03-02\nrow ceftr~ 1g 0900-1000\nexpect 96365\n' >in.txt
run train in.txt
nul 'trainee,scenario,row\nme~,first-infusion~,1\n' >answers.csv
run train --grade answers.csv
nul 'switch,value\noverlap_mode~,subtract~\n' >policy.csv
run --policy policy.csv code f.csv
mkdir -p config/ivledger
nul 'key F2~ help\nbar~ = on\n' >config/ivledger/config
XDG_CONFIG_HOME=$PWD/config run --script /dev/null --screen 80x24
nul 'name,value\nprovider~,x~\n' >config/ivledger/site.csv
run --site config/ivledger show F
nul 'n "N~2"~\n' >in.keys
run --script in.keys --screen 80x24
(umask 077 && nul 'secret~key\n' >key)
run --key-file key list
rm -rf book && mkdir -p book && cp -r "$IVLEDGER_DATA/book" book/ && chmod -R u+w book
sed '2s/,/~,/' "$IVLEDGER_DATA/book/drugs.csv" | tr '~' '\000' >book/book/drugs.csv
run --data book rules
clean "NULs: no way in falls over them" "$(cat fell)"
clean "nor is steered" "$(steering said)"

# ---- ways out, of everything that was kept ----
numbers=$("$IVLEDGER" --db w.db list --format csv 2>/dev/null | sed 1d | cut -d, -f1 | grep -E '^H-[a-z]+-[a-z_]+$')
: >fell
: >said
for number in $numbers F; do
    run show "$number"
    run show --format json "$number"
    for words in "why $number 96365" "why --format json $number 96365" "why --format csv $number 96365" \
        "whatif $number 1.minutes=10" "whatif --format json $number 1.minutes=10" "show --form letter $number" \
        "report encounter $number"; do
        # shellcheck disable=SC2086 # words, on purpose
        run $words
    done
    for form in ub04 cms1500 837 query; do run show --form $form "$number"; done
    "$IVLEDGER" --db w.db show --format html "$number" >page.html 2>/dev/null
    grep -qiE '<script|<b ' page.html && echo "$number: somebody else's tag" >>fell
    [ -z "$(steering page.html)" ] || echo "$number: the page steers" >>fell
done
for words in list "list --format json" "db audit" "db verify" "report coder H" "report period 2026-03" filters "scores --by rule" "recode --format json" "db info" review scores "scores --by coder" selfaudit people recode switches; do
    # shellcheck disable=SC2086 # words, on purpose
    run $words
done
clean "$(echo "$numbers" | wc -l) encounters shown in every form: nothing falls over" "$(cat fell)"
clean "and nothing steers" "$(steering said)"
for what in administrations codes drugs claims findings decisions ledger audit reviews training; do
    "$IVLEDGER" --db w.db export --what $what >x.csv 2>/dev/null
    clean "no cell of $what runs in a spreadsheet" "$(LC_ALL=C grep -nE '(^|,)"?[=@+]|(^|,)"?-[^0-9.,"]' x.csv | cut -c 1-120 | head -n 3)"
    clean "no control character in $what" "$(LC_ALL=C grep -anP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' x.csv | cat -v | cut -c 1-120 | head -n 3)"
done
printf 'Enter\nRight\n:save-screen screen.shot\n:find\n:save-screen find.shot\n:audit\n:save-screen audit.shot\n:recode\n:save-screen recode.shot\n:scores\n:save-screen scores.shot\n' >keys
run --script keys --screen 120x40
for shot in *.shot; do clean "the screen $shot is not steered" "$(steering "$shot")"; done
"$IVLEDGER" --db w.db db check >check.out 2>&1
status "the database is whole" 0 $?
same "and the tables are there" "$(sqlite3 w.db 'SELECT count(*) FROM encounters')" \
    "$("$IVLEDGER" --db w.db list 'limit=100000' --format csv 2>/dev/null | sed 1d | wc -l | tr -d ' ')"
tap_end
