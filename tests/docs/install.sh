#!/bin/sh
# make install puts a program that runs without the checkout; uninstall takes away exactly what install
# put there; two packs of the same commit are the same bytes.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"
dest=$PWD/dest
run() { make -s --no-print-directory -C "$ROOT" -o all -o "$IVLEDGER" OBJ="$OBJ" BIN="$IVLEDGER" "$@"; }

mkdir -p "$dest/opt/iv/bin" "$dest/opt/iv/share/ivledger/book"
echo mine >"$dest/opt/iv/bin/other"
echo mine >"$dest/opt/iv/share/ivledger/book/house.csv"
find "$dest" | LC_ALL=C sort >before.txt
run install DESTDIR="$dest" PREFIX=/opt/iv >out.txt 2>err.txt
status "install" 0 $?
has "the program" "-rwxr-xr-x" "$(stat -c %A "$dest/opt/iv/bin/ivledger")"
has "its manual" "ivledger.1" "$(ls "$dest/opt/iv/share/man/man1")"
clean "every table of the book" "$(diff -rq "$ROOT/data" "$dest/opt/iv/share/ivledger" | grep -v house.csv)"
clean "nothing that only we may read" "$(find "$dest" -type f ! -perm -0044)"
cd / || exit 66
same "it codes with the book that it put there" \
    "$("$IVLEDGER" --data "$ROOT/data" code --format csv "$ROOT/data/examples/day.csv" 2>/dev/null)" \
    "$("$dest/opt/iv/bin/ivledger" --data "$dest/opt/iv/share/ivledger" code --format csv "$ROOT/data/examples/day.csv" 2>/dev/null)"
cd "$dest/.." || exit 66
run uninstall DESTDIR="$dest" PREFIX=/opt/iv >out.txt 2>err.txt
status "uninstall" 0 $?
find "$dest" \( -type f -o -name ivledger \) | LC_ALL=C sort >after.txt
same "what was there before is there still, and nothing else" \
    "$(find "$dest" -type f | LC_ALL=C sort)" \
    "$(printf '%s\n' "$dest/opt/iv/bin/other" "$dest/opt/iv/share/ivledger/book/house.csv")"
clean "no empty folder of ours is left" "$(find "$dest" -type d -empty -name 'ivledger*')"

if git -C "$ROOT" rev-parse HEAD >/dev/null 2>&1; then
    for n in 1 2; do
        git -C "$ROOT" archive --format=tar --prefix=x/ HEAD | gzip -9n >pack$n.tar.gz
        sleep 1
    done
    same "two packs are the same bytes" "$(cksum <pack1.tar.gz)" "$(cksum <pack2.tar.gz)"
    clean "and hold nothing built" "$(tar tzf pack1.tar.gz | grep -E '\.o$|/build')"
fi
tap_end
