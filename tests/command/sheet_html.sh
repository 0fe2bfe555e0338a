#!/bin/sh
# show --format html: one page that stands by itself: no script, nothing from elsewhere, every text from
# outside escaped, the timeline as a picture in it, and the codes of the plain page.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

cat >admin.csv <<'CSV'
encounter,date,setting,payer,drug,class,route,method,line,start,stop,site_reason,dx,note
A,2026-03-02,facility,medicare,"<script>alert(1)</script>",therapeutic,IV,infusion,"L""1",09:00,10:45,,N39.0,
A,,,,Normal saline,,IV,infusion,R,11:00,12:00,"lost <b>patency</b> & ""more""",,
A,,,,ondansetron,therapeutic,IV,push,L,09:05,,,,
B,2026-03-02,facility,medicare,vancomycin,therapeutic,IV,infusion,1,22:00,2026-03-03 01:00,,N39.0,
CSV
"$IVLEDGER" import admin.csv >/dev/null 2>&1
run() { "$IVLEDGER" "$@" >out.html 2>err.txt; }

run show A --format html
status "the sheet as HTML" 0 $?
has "is a page of HTML" "<!DOCTYPE html>" "$(head -n 1 out.html)"
same "that ends" "</html>" "$(tail -n 1 out.html)"
same "without a script" "0" "$(grep -ci '<script' out.html)"
same "and nothing from elsewhere" "0" "$(grep -ciE '(src|href)=|url\(|@import|<link|<iframe|<img' out.html)"
same "without handlers of events" "0" "$(grep -ciE ' on[a-z]+=' out.html)"
has "a drug's name is text" "&lt;script&gt;alert(1)&lt;/script&gt;" "$(cat out.html)"
has "so is a reason" "lost &lt;b&gt;patency&lt;/b&gt; &amp; &quot;more&quot;" "$(cat out.html)"
has "the timeline is a picture in it" "<svg viewBox" "$(cat out.html)"
has "which says what it shows" "<title>Rows on the clock" "$(cat out.html)"
has "it prints on one sheet" "@page { size: A4" "$(cat out.html)"
for code in $("$IVLEDGER" list number=A 2>/dev/null | tr ' ' '\n' | grep -oE '^9[0-9]{4}' | sort -u); do
    has "has code $code" "\"code\">$code" "$(cat out.html)"
done
has "says why" "is the initial service" "$(cat out.html)"
has "cites" "NCCI" "$(cat out.html)"
has "shows the minutes" "105 minutes; earned at 91 (14 past it), the next at 151" "$(cat out.html)"
has "says what to attach" "The administration record of row 1" "$(cat out.html)"
has "and the reason of the second access" "The documented reason for this access" "$(cat out.html)"
has "has the hash" "$("$IVLEDGER" show A | tail -n 1 | tr -d ' ')" "$(cat out.html)"
clean "every element that is opened is closed" "$(for tag in p td th tr table ul li h2 svg text span footer; do
    a=$(grep -oE "<${tag}[ >]" out.html | wc -l) b=$(grep -o "</$tag>" out.html | wc -l)
    [ "$a" -eq "$b" ] || echo "$tag: $a opened, $b closed"
done)"
run show A --format html
cp out.html first.html
run show A --format html
same "same encounter, same bytes" "$(cksum <first.html)" "$(cksum <out.html)"
run show B --format html
has "midnight has its date on the picture" "03-03 00:00" "$(cat out.html)"
run code admin.csv --format html
status "only show prints HTML" 64 $?
"$IVLEDGER" show A >plain.txt
has "the plain page says what to attach too" "What to attach" "$(cat plain.txt)"
tap_end
