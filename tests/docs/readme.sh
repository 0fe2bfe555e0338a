# README tells the truth: its commands run, its files and targets exist.
# shellcheck disable=SC2016,SC2013 # patterns of text with backquotes and dollars; words, on purpose
set -u
. "$TESTS/lib/tap.sh"
cd "$ROOT" || exit 66

clean ".ci/run calls the test command of README and nothing else" \
    "$(grep -q '^\./start check ' README.md || echo 'README does not name ./start check'
    tail -n 1 .ci/run | grep -qx 'cd "\$(dirname "\$0")/\.\." && exec \./start check' || tail -n 1 .ci/run)"

# Targets that README and CONTRIBUTING name.
for target in $(grep -ohE '^make [a-z-]+|`make [a-z-]+`|   make [a-z-]+' README.md CONTRIBUTING.md |
    grep -oE 'make [a-z-]+' | cut -d' ' -f2 | sort -u); do
    grep -qE "^$target:" Makefile || echo "there is no target $target"
done >"$TMPDIR/targets"
clean "every make target that is named exists" "$(cat "$TMPDIR/targets")"

# Files in backquotes that look like paths of the tree.
for file in $(grep -ohE '`(src|data|tests|man)/[A-Za-z0-9_./-]+`|`[A-Z]+\.md`' ./*.md tests/cases/README.md |
    tr -d '`' | sort -u); do
    [ -e "$file" ] || [ -e "tests/cases/$file" ] || echo "$file is not there"
done >"$TMPDIR/files"
clean "every file that is named exists" "$(cat "$TMPDIR/files")"

# The command lines of the walk; status 1 only says that the day has findings.
run() {
    IVLEDGER_OUT=$(cd "$TMPDIR" && "$IVLEDGER" "$@" 2>&1 >/dev/null </dev/null)
    status=$?
    [ $status -le 1 ] || echo "ivledger $* ends with $status: $IVLEDGER_OUT"
}
cp data/examples/day.csv "$TMPDIR/day.csv"
clean "code with reasons runs" "$(run code day.csv)"
clean "code as json runs" "$(run code --format json day.csv)"
clean "code under a switch runs" "$(run code --set overlap_mode=subtract day.csv)"
clean "import runs" "$(run import day.csv)"
clean "list runs" "$(run list)"
clean "export of codes to a file runs" "$(run export --what codes -o codes.csv)"
lines=$(awk 'END { print NR }' "$TMPDIR/codes.csv" 2>/dev/null)
clean "the exported file has lines" "$([ "${lines:-0}" -gt 24 ] || echo "$lines lines")"
clean "rules check is content" "$(run rules check)"
clean "help set runs" "$(run help set)"

# The picture is what the program shows.
awk '/^<!-- picture/ { on = 1; next } on && /^```/ { if (inside) exit; inside = 1; next } inside { print }' README.md \
    >"$TMPDIR/shown"
tests/docs/picture "$IVLEDGER" >"$TMPDIR/real" 2>&1
clean "the picture is what the program shows (tests/docs/picture ./ivledger --update mends it)" \
    "$(diff "$TMPDIR/shown" "$TMPDIR/real")"

awk '/^<!-- keys/ { on = 1; next } /^<!-- end keys/ { exit } on { print }' README.md >"$TMPDIR/shown"
man/keys "$IVLEDGER" --print >"$TMPDIR/real"
clean "its keys are those of the program (make docs mends it)" "$(diff "$TMPDIR/shown" "$TMPDIR/real")"

# What README says of the example: as many encounters as it says, and nothing nameless.
said=$(sed -n 's/.*infusion centre: \([0-9]*\) encounters.*/\1/p' data/examples/README.md)
have=$(awk -F, 'NR > 1 { seen[$1] = 1 } END { for (i in seen) n++; print n }' data/examples/day.csv)
clean "the day has as many encounters as its README says" "$([ "$said" = "$have" ] || echo "says $said, has $have")"
tap_end
