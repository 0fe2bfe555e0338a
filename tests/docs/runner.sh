# The runner of the tests can fail: it counts, and it notices the parts that die, hang, promise more
# than they run, or run nothing.
# shellcheck disable=SC2016 # the parts are texts of scripts
set -u
. "$TESTS/lib/tap.sh"

mkdir -p tree/tests/command tree/build
cp "$TESTS/run" tree/tests/run
part() { # NAME LINES... : a part that says the lines
    name=$1
    shift
    printf '%s\n' "$@" >"tree/tests/command/$name.sh"
}
last() { # PARTS... : the last line of the runner, and its status
    out=$(OBJ=build BIN=none JOBS=2 TEST_SECONDS=2 tree/tests/run "$@" 2>&1)
    status=$?
    printf '%s, status %s' "$(printf '%s\n' "$out" | tail -n 1)" "$status"
}
part good 'echo "ok 1 - a"; echo "ok 2 - b"; echo "1..2"'
part bad 'echo "ok 1 - a"; echo "not ok 2 - b"; echo "#   wants this"; echo "1..2"; exit 1'
part dies 'echo "ok 1 - a"; exit 3'
part hangs 'echo "ok 1 - a"; sleep 20'
part short 'echo "1..3"; echo "ok 1 - a"'
part silent 'true'
part home 'case $HOME in /tmp/*|"$TMPDIR"*|*ivledger-test*) echo "ok 1 - a home of its own";; *) echo "not ok 1 - $HOME";; esac'

same "what goes well is counted" "2 passed, 0 failed, status 0" "$(last command/good)"
same "what fails is counted" "1 passed, 1 failed, status 1" "$(last command/bad)"
has "a failure is shown" "wants this" "$(OBJ=build tree/tests/run command/bad 2>&1)"
same "a part that dies has failed" "1 passed, 1 failed, status 1" "$(last command/dies)"
same "a part that hangs has failed" "1 passed, 1 failed, status 1" "$(last command/hangs)"
same "a part that promised more has failed" "1 passed, 1 failed, status 1" "$(last command/short)"
same "a part that ran nothing has failed" "0 passed, 1 failed, status 1" "$(last command/silent)"
same "a part has a home of its own" "1 passed, 0 failed, status 0" "$(last command/home)"
same "a part that is not there has failed" "0 passed, 1 failed, status 1" "$(last command/nowhere)"
same "a folder is all its parts" "7 passed, 5 failed, status 1" "$(last command)"
tap_end
