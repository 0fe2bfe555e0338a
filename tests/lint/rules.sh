#!/bin/sh
# The rules of the house that a search can prove: who may include whom, what is never called, what
# never stands in C.  One test a rule.
set -u
cd "${ROOT:-$(dirname "$0")/../..}" || exit 66
n=0 failed=0

# forbid NAME FOUND: FOUND, if anything, breaks the rule of that name
forbid() {
    n=$((n + 1))
    if [ -z "$2" ]; then
        echo "ok $n - $1"
    else
        failed=1
        echo "not ok $n - $1"
        echo "$2" | head -n 20 | sed 's/^/#   /'
    fi
}
sources() { # FOLDER... : .c and .h below
    find "$@" -name '*.[ch]' | LC_ALL=C sort
}
# seek PATTERN FILE... : matching lines, comments of one line left out
seek() {
    pattern=$1
    shift
    [ $# -eq 0 ] || grep -nHE "$pattern" "$@" | grep -vE '^[^:]*:[0-9]*: *(/\*|\*)'
}
except() { # PATTERN : names that match are not looked at
    grep -vE "$1"
}

# shellcheck disable=SC2046 # file names of ours have no blanks
includes() {
    forbid "curses only in term and form" \
        "$(seek '#include *<(n?curses|form|menu|panel)' $(sources src | except '^src/ui/screen/(term|term_input|form)\.'))"
    forbid "sqlite3 only in the store" \
        "$(seek '#include *<sqlite3' $(sources src | except '^src/db/(store|schema|backup)'))"
    # core/hash has no threads, but an answer that several of them may ask for first
    forbid "threads only in db/crew" \
        "$(seek '#include *<(pthread|threads|stdatomic)\.h>' $(sources src | except '^src/(db/crew|ui/command/ahead|core/hash)'))"
    forbid "libcsv only in db/csv" "$(seek '#include *<csv\.h>' $(sources src | except '^src/db/csv\.'))"
    forbid "core includes neither db nor ui" "$(seek '#include *"[^"]*(db|ui)/' $(sources src/core))"
    forbid "db does not include ui" "$(seek '#include *"[^"]*ui/' $(sources src/db))"
    forbid "core uses libc only" \
        "$(seek '#include *<(unistd|fcntl|locale|signal|dirent|pthread|sys/|poll|termios|wchar)' $(sources src/core))"
}

# shellcheck disable=SC2046
calls() {
    forbid "core knows no clock, file, environment, locale or stdout" \
        "$(seek '(^|[^a-z_>.])(time|clock|clock_gettime|fopen|open|getenv|setlocale|printf|puts|putchar|system)\(' \
            $(sources src/core | except 'src/core/banned\.h'))"
    forbid "no banned call" \
        "$(seek '(^|[^a-z_])(strcpy|strcat|strncpy|strncat|sprintf|vsprintf|gets|strtok|atoi|atof|localtime|gmtime|ctime|asctime|system|popen|mktemp|tmpnam|alloca)\(' \
            $(sources src | except 'src/core/banned\.h'))"
    forbid "no code number in C" "$(seek '"(9[56][0-9]{3}|[CGJQS][0-9]{4})"' $(sources src))"
    forbid "nothing left over" \
        "$(grep -nHE '(TODO|FIXME|HACK)([^A-Za-z]|$)' $(find src tests man start Makefile ./*.md -type f | except 'tests/lint/'))"
}

# shellcheck disable=SC2046
shape() {
    forbid "headers say what they are for; own header first" "$(openings)"
    forbid "no function over 80 lines" "$(awk 'FNR == 1 { open = 0 }
        /^\{/ { open = FNR - 1 }
        /^\}/ { if (open && FNR - open + 1 > 80) print FILENAME ":" open ": " FNR - open + 1 " lines"; open = 0 }' \
        $(find src tests -name '*.c'))"
    forbid "no tab in C" "$(grep -nH '	' $(sources src tests))"
    # Long files and lines are worth a look, not a failure.
    find src tests -name '*.c' -exec wc -l {} + |
        awk '$2 != "total" && $1 > 400 { print "# note: " $2 " has " $1 " lines" }'
    awk 'length > 100 { n++; if (!seen[FILENAME]++) files++ }
        END { if (n) print "# note: " n " lines over 100 columns in " files " files" }' $(sources src tests)
}

openings() {
    for f in $(sources src tests); do
        case $f in
        *.h) head -n 1 "$f" | grep -q "^/\* ${f##*/}: " || echo "$f does not open with what it is for" ;;
        *.c) h=${f%.c}.h # or what it shares with its siblings, which includes it
            [ ! -f "$h" ] || grep -m 1 '^#include' "$f" | grep -qE "^#include \"$(basename "$h" .h)(_inside)?\.h\"$" ||
                echo "$f does not include ${h##*/} first" ;;
        esac
    done
}

# What changes while the program runs lives in the terminal files (and the one death hook of base).
globals() {
    objects=$(find "${OBJ:-build}/src" -name '*.o' 2>/dev/null | except '/(ui/screen/(term|term_input|tty)|core/base)\.o$')
    [ -n "$objects" ] && command -v objdump >/dev/null 2>&1 || return 0
    # shellcheck disable=SC2086
    forbid "no mutable global outside the terminal" "$(objdump -t $objects 2>/dev/null |
        awk '/file format/ { file = $1 } / (\.data|\.bss|\*COM\*)\t/ && !/ d  / { print file " " $NF }' |
        grep -vE 'asan|ubsan|\.Lubsan')"
}

includes
calls
shape
globals
echo "1..$n"
exit $failed
