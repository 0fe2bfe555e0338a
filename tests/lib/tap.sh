# tap.sh: results of shell tests in the Test Anything Protocol.  Read with: . "$TESTS/lib/tap.sh"
#
#   clean NAME FOUND         FOUND, if anything, is what is wrong
#   same NAME WANT GOT       both texts, line for line
#   has NAME WORDS TEXT      WORDS stand somewhere in TEXT
#   status NAME WANT GOT     exit status
#   mortal COMMAND...        runs it without root's right to pass every mode
#   tap_end                  the plan; ends the script with the right status
# shellcheck shell=sh
tap_n=0 tap_failed=0

tap_result() { # GOOD(0/1) NAME
    tap_n=$((tap_n + 1))
    if [ "$1" -eq 1 ]; then
        echo "ok $tap_n - $2"
    else
        tap_failed=1
        echo "not ok $tap_n - $2"
    fi
}
tap_note() { # TEXT
    printf '%s\n' "$1" | head -n 60 | sed 's/^/#   /'
}
clean() {
    if [ -z "$2" ]; then
        tap_result 1 "$1"
    else
        tap_result 0 "$1"
        tap_note "$2"
    fi
}
same() {
    if [ "$2" = "$3" ]; then
        tap_result 1 "$1"
    else
        tap_result 0 "$1"
        printf '%s\n' "$2" >tap.want
        printf '%s\n' "$3" >tap.got
        tap_note "$(diff -U 2 tap.want tap.got)"
    fi
}
has() {
    case $3 in
    *"$2"*) tap_result 1 "$1" ;;
    *)
        tap_result 0 "$1"
        tap_note "wants: $2
got: $3"
        ;;
    esac
}
status() {
    same "$1" "status $2" "status $3"
}
mortal() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --bounding-set=-dac_override,-dac_read_search -- "$@"
    else
        "$@"
    fi
}
tap_end() {
    echo "1..$tap_n"
    exit $tap_failed
}
