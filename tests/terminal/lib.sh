# lib.sh: the program in a terminal of tmux.  Read with: . "$TESTS/terminal/lib.sh"
#
#   term_open [COLSxROWS [VAR=VALUE...]] [-- OPTION...]   starts ivledger, waits for its first screen
#   type_keys NAME...      keys by their tmux names: Enter Tab BTab Escape F2 C-n Down ...
#   type_text TEXT         its letters, one key after the other
#   shows NAME TEXT        a test: TEXT comes to stand on the screen
#   shows_not NAME TEXT    a test: TEXT is not there (ask after shows, when the screen has settled)
#   wait_text TEXT         the same wait without a test; false after ten seconds
#   screen                 what stands on the screen
#   screen_line PATTERN    the first line that matches (grep -E)
#   row_shows NAME N TEXT  a test: the line of charted row N holds TEXT
#   left NAME STATUS       a test: the program has ended with STATUS and the terminal is as it was
#   program_pid            the process of the program
#   as LOGIN               the next term_open is by another login name ("": one's own)
#   term_close             end of this terminal (done at exit as well)
#
# No sleeps of a fixed length: the screen is asked until it shows what is expected.  Each terminal has
# a tmux server of its own, known by a socket in the test's own folder.
# shellcheck shell=sh
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

term_n=0
term_new_socket() { # a dying server must not be asked again
    term_n=$((term_n + 1))
    SOCKET=$TMPDIR/tmux.$$.$term_n
}
term_new_socket
NOW="2026-03-02 12:00"
term_mux() { tmux -S "$SOCKET" -f /dev/null "$@"; }
term_close() { term_mux kill-server >/dev/null 2>&1; }
trap term_close EXIT

LOGIN=
as() { LOGIN=$1; }

term_open() {
    term_new_socket
    size=80x24 term_env=TERM=tmux-256color
    case ${1-} in [0-9]*x[0-9]*) size=$1; shift ;; esac
    while [ $# -gt 0 ] && [ "$1" != -- ]; do term_env="$term_env $1"; shift; done
    [ "${1-}" = -- ] && shift
    [ -n "$LOGIN" ] && term_env="$term_env LOGIN_AS=$LOGIN LD_PRELOAD=$OBJ/tests/terminal/preload/login.so"
    cat >"$TMPDIR/inside" <<INSIDE
trap : INT # Ctrl-C is for the program alone
stty -a >"$TMPDIR/stty.before"
sh -c 'echo \$\$ >"$TMPDIR/pid"; exec "\$0" "\$@"' env $term_env "$IVLEDGER" --data "$IVLEDGER_DATA" --now "$NOW" $*
echo "LEFT \$?"
stty -a >"$TMPDIR/stty.after"
exec cat
INSIDE
    rm -f "$TMPDIR/stty.after"
    term_mux new-session -d -x "${size%x*}" -y "${size#*x}" "sh $TMPDIR/inside" || return 1
    term_mux set-option -g status off >/dev/null
    term_mux set-option -g escape-time 0 >/dev/null
    term_mux set-option -g window-size manual >/dev/null
    wait_text "${TERM_FIRST:-what is waiting}" && return 0
    tap_result 0 "the program starts"
    tap_note "$(screen)"
    tap_end
}

program_pid() { cat "$TMPDIR/pid"; }
screen() { term_mux capture-pane -p 2>&1; }
screen_line() { screen | grep -E -m 1 -- "$1"; }
type_keys() { for one; do term_mux send-keys "$one"; done; }

type_text() {
    text=$1
    while [ -n "$text" ]; do
        rest=${text#?}
        term_mux send-keys -l -- "${text%"$rest"}"
        text=$rest
    done
}

wait_text() { # TEXT [SECONDS]
    tries=$((${2:-10} * 50))
    while [ "$tries" -gt 0 ]; do
        case $(screen) in *"$1"*) return 0 ;; esac
        tries=$((tries - 1))
        sleep 0.02
    done
    return 1
}

shows() {
    if wait_text "$2"; then
        tap_result 1 "$1"
    else
        tap_result 0 "$1"
        tap_note "wants on the screen: $2
got:
$(screen)"
    fi
}

shows_not() {
    case $(screen) in
    *"$2"*)
        tap_result 0 "$1"
        tap_note "wants this not on the screen: $2
got:
$(screen)"
        ;;
    *) tap_result 1 "$1" ;;
    esac
}

row_shows() { # the row may still be on its way
    tries=250
    while [ "$tries" -gt 0 ]; do
        case $(screen_line "^[> ] *$2 .*(IV|SC|IM|IA|PO) ") in *"$3"*) tap_result 1 "$1"; return ;; esac
        tries=$((tries - 1))
        sleep 0.02
    done
    tap_result 0 "$1"
    tap_note "wants in row $2: $3
got:
$(screen)"
}

left() {
    shows "$1: it ended with status $2" "LEFT $2"
    tries=100
    while [ "$tries" -gt 0 ] && [ ! -s "$TMPDIR/stty.after" ]; do tries=$((tries - 1)); sleep 0.02; done
    same "$1: the terminal is as it was" "$(cat "$TMPDIR/stty.before")" "$(cat "$TMPDIR/stty.after" 2>/dev/null)"
    same "$1: the other screen is left" 0 "$(term_mux display-message -p '#{alternate_on}')"
}

# A new encounter from the start screen up to its first row: number, then Ctrl-N takes the header.
new_encounter() { # NUMBER
    type_keys n
    wait_text "Header"
    type_text "$1"
    type_keys C-n
    wait_text "Row 1"
}

# One row on its form: drug class route method line start stop; "-" leaves a field as it is.
type_row() {
    for value; do
        [ "$value" = - ] || type_text "$value"
        type_keys Tab
    done
    type_keys C-n
}

done_rows() { type_keys Escape; wait_text "F6 Why not"; }

save_encounter() { # NUMBER
    type_keys F2
    shows "$1 is saved" "$1 is saved as coded."
}

# What the command line exports, to be read without the screen.
export_what() { "$IVLEDGER" --data "$IVLEDGER_DATA" --now "$NOW" export --what "$1"; }
