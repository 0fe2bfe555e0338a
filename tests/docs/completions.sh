#!/bin/sh
# Shell completion is made from the program's own tables, knows all of them, and completes.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

for shell in bash zsh; do
    sh "$ROOT/completions/generate" "$IVLEDGER" $shell >$shell.out 2>$shell.err
    status "$shell: made" 0 $?
    same "$shell: without a word" "" "$(cat $shell.err)"
    {
        "$IVLEDGER" --list-options | cut -f 1
        "$IVLEDGER" --list-actions | awk -F '\t' '$3 == "command line" { print $1 }'
    } | while read -r word; do
        grep -qw -e "$word" $shell.out || echo "$word is missing"
    done >lacking
    same "$shell: every option and command" "" "$(cat lacking)"
done
sh "$ROOT/completions/generate" "$IVLEDGER" fish >out 2>&1
status "another shell is refused" 64 $?

# What bash would offer for these words, the last one being typed, one a line.
cat >offer.bash <<'END'
. ./bash.out
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_ivledger
printf '%s\n' "${COMPREPLY[@]}"
END
offer() {
    bash --norc offer.bash ivledger "$@" 2>&1
}
touch "a day.csv"
mkdir folder
clean "bash reads it" "$(bash -n bash.out 2>&1)"
same "a command" "import" "$(offer im)"
same "an option of all" "--readonly" "$(offer --reado)"
same "an option of the command" "--replace" "$(offer import --rep)"
same "which the others do not have" "" "$(offer code --rep)"
same "a value" "json" "$(offer code --format j)"
same "what to export" "codes" "$(offer export --what cod)"
same "a file with a blank" "a day.csv" "$(offer code a)"
same "a folder" "folder" "$(offer --data f)"
same "a word of a command" "migrate" "$(offer db m)"
same "the command behind an option's value" "a day.csv" "$(offer --db x.db import a)"
same "a filter" "number=" "$(offer list num)"
if command -v zsh >/dev/null 2>&1; then
    clean "zsh reads it" "$(zsh -n zsh.out 2>&1)"
fi
tap_end
