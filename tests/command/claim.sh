#!/bin/sh
# The claim: `show` as the page for an auditor, the forms, amounts in CSV, what a site adds.
set -u
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

cat >day.csv <<'END'
encounter,date,setting,payer,dx,em,em_separate,auth,coder,drug,route,method,line,start,stop,dose,unit,vials
A-1,2026-03-02,facility,medicare,K50.90 N39.0,,,PA-7,rlee,infliximab,IV,infusion,L,09:00,11:10,350,mg,4x100 mg
A-1,,,,,,,,,ketorolac,IM,injection,,09:20,,30,mg,1x30 mg
B-2,2026-03-02,office,medicare,N39.0,99213,y,,rlee,ertapenem,IV,infusion,L,09:00,09:40,1,g,1x1 g
C-3,2026-03-02,facility,medicare,,,,,rlee,ertapenem,IV,infusion,L,09:00,,1,g,
END
db="--db work.db"
# shellcheck disable=SC2086 # words on purpose
run() { "$IVLEDGER" $db "$@" 2>err; }
run import day.csv >/dev/null

# ---- the page ----

page=$(run show A-1)
status "show" 0 $?
same "no line is wider than 80 columns" "" "$(printf '%s\n' "$page" | awk 'length > 80')"
has "the head" "A-1 2026-03-02 facility medicare dx K50.90 N39.0 coder rlee" "$page"
has "the timeline" "  1 infliximab               ==============================================...." "$page"
has "a code with its rule and citation" "[rule initial.only:" "$page"
has "a claim line with its amount" "0636 96365          2026-03-02     1    217.31 S  drug into a vein" "$page"
has "a packaged line" "0636 96372 59       2026-03-02     1  packaged Q1 " "$page"
has "waste on its own line" "0636 J1745 JW       2026-03-02     5         - K  infliximab, thrown away" "$page"
has "what the amounts are" "Amounts: Medicare, 2026, national and not adjusted, hospital outpatient (OPPS)." "$page"
has "and what has none" "J1745 is a drug line: what Medicare pays for drugs is not in the fee tables" "$page"
has "why a line has its amount" "claim.opps: 96365: 1 unit at 217.31 for APC 5693" "$page"
has "the checklist" "  1 infliximab                 yes     yes     yes     yes     yes     yes" "$page"
has "the hash" "$(printf '%s\n' "$page" | sed -n 's/.*hash \([0-9a-f]*\)$/\1/p')" "$(printf '%s\n' "$page" | tail -n 1)"
page=$(run show C-3)
has "findings that would be denied come first" "Would be denied, or is not supported
  row 1  ertapenem has no stop time" "$page"
has "with what a payer would answer" "CO-16: Something the claim needs is missing or wrong. Usual cause:" "$page"
has "then those that need a person" "Needs a person
  all    No diagnosis is on the encounter." "$page"
has "what is missing on a row" "yes     MISSING yes     MISSING yes     yes" "$page"

# ---- forms ----

form=$(run show A-1 --form ub04)
status "the form" 0 $?
has "UB-04: type of bill" "FL 4  type of bill 0131" "$form"
has "UB-04: a line" "0636  drug into a vein, first~ 96365           030226           1" "$form"
has "UB-04: code and modifier in one box" "J1745JW         030226           5" "$form"
has "UB-04: authorization" "FL 63 authorization PA-7" "$form"
has "UB-04: diagnoses without their points" "FL 67 diagnoses K5090  N390" "$form"
form=$(run show B-2 --form cms1500)
has "CMS-1500: a line" "1 030226  030226  11   96365                   A                         1" "$form"
has "CMS-1500: the visit" "99213 25                A" "$form"
has "a form of the other setting says so" "Encounter B-2 is billed on the CMS-1500." "$(run show B-2 --form ub04)"
same "837 of the office" "LX*1~
SV1*HC:96365**UN*1***1~
DTP*472*D8*20260302~
REF*6R*B-2-1~" "$(run show B-2 --form 837 | head -n 4)"
same "837 of the hospital" "LX*1~
SV2*0636*HC:96365**UN*1~
DTP*472*D8*20260302~
REF*6R*A-1-1~
LX*2~" "$(run show A-1 --form 837 | head -n 5)" # its authorisation stands on the claim
ask=$(run show C-3 --form query)
has "questions to the nurse" "To the nurse
  ? (row 1) What clock time does the record show for the end of ertapenem" "$ask"
has "questions to the physician" "To the physician
  ? For which condition was this treatment ordered" "$ask"
same "no money and no code beside a question" "" "$(printf '%s\n' "$ask" | grep -E '[0-9]\.[0-9]{2}|\$|96[0-9]{3}|CO-')"
has "forms straight from a file" "CMS-1500, page 1 of 1" "$("$IVLEDGER" code --form cms1500 day.csv)"
run show A-1 --form ub92 >/dev/null
status "an unknown form" 64 $?
run show A-1 --form ub04 --format json >/dev/null
status "a form is text" 64 $?

# ---- CSV ----

same "revenue code and amount of the code lines" "A-1,96365,0636,217.31
A-1,96366,0636,47.84
A-1,96372,0636,0.00
B-2,96365,,67.14
C-3,96374,0636,217.31" "$("$IVLEDGER" code --format csv day.csv | sed 1d | cut -d, -f1,5,10,11)"
same "cost centres" "A-1,96413,0335
A-1,96415,0335
A-1,96372,0510" "$("$IVLEDGER" code --policy cms --format csv day.csv | sed 1d | cut -d, -f1,5,10 | head -n 3)"
same "claim lines of saved work" \
    "encounter,visit,form,bill_type,place,line,revenue,code,modifiers,date,units,pointers,charge,national,adjusted,status,paid,rows,what
A-1,1,UB-04,0131,,1,0636,96365,,2026-03-02,1,,,217.31,,S,amount,1,\"drug into a vein, first hour\"" \
    "$(run export --what claims | head -n 2)"
same "export of codes has them too" "A-1,96365,0636,217.31" \
    "$(run export --what codes | sed -n 2p | cut -d, -f1,5,10,11)"

# ---- what a site says ----

mkdir site
cat >site/site.csv <<'END'
setting,value,from,to,note
name,Main Street Infusion,2024-01-01,,
off_campus,excepted,2026-01-01,,
wage_index,1.1,2026-01-01,,
discount_340b,J1745,2024-01-01,,
revenue.article,0940,2024-01-01,,
END
cat >site/charges.csv <<'END'
code,from,to,charge,note
96365,2026-01-01,,450.00,
96366,2026-01-01,,120.50,
96372,2026-01-01,,60,
J1745,2026-01-01,,95.25,
J1885,2026-01-01,,4,
END
page=$(run show A-1 --site site)
has "name, revenue code, modifier, charge and adjusted amount" \
    "0940 96365 PO       2026-03-02     1    450.00    217.31     92.14 S  drug into" "$page"
has "340B on the drug line and its waste" "0636 J1745 JW PO TB 2026-03-02     5    476.25" "$page"
has "each with its reason" "claim.discount: J1745 carries TB" "$page"
has "charges go on the form" "0940  drug into a vein, first~ 96365PO         030226           1      450.00" \
    "$(run show A-1 --form ub04 --site site)"
has "and into the 837" "SV2*0940*HC:96365:PO*450.00*UN*1~" "$(run show A-1 --form 837 --site site)"
mkdir -p "$XDG_CONFIG_HOME/ivledger"
cp site/*.csv "$XDG_CONFIG_HOME/ivledger/"
has "the configuration folder is the site" "Main Street Infusion" "$(run show A-1)"
same "a site changes no code and no amount of the CSV" "A-1,96365,0636,217.31" \
    "$("$IVLEDGER" code --format csv day.csv | sed -n 2p | cut -d, -f1,5,10,11)"
rm -r "$XDG_CONFIG_HOME/ivledger"

printf 'setting,value,from,to,note\ngpci,1.1,2026-01-01,,\nhospital,big,2026-01-01,,\nwage_index,0,2026-01-01,,\n' >site/site.csv
run show A-1 --site site >/dev/null
status "a bad site" 78 $?
has "an unknown setting" "site/site.csv:2: column setting: gpci is no setting; the nearest is gpci_pe" "$(cat err)"
printf 'setting,value,from,to,note\nhospital,big,2026-01-01,,\nwage_index,0,2026-01-01,,\nplace_of_service,office,2026-01-01,,\ndiscount_340b,j1745,2026-01-01,,\n' >site/site.csv
run show A-1 --site site >/dev/null
has "a value that is none" "site/site.csv:2: column value: big is no hospital; write one of: opps critical_access" "$(cat err)"
has "an index of nought" "site/site.csv:3: column value: 0 is no wage_index" "$(cat err)"
has "a place that is none" "site/site.csv:4: column value: office is no place_of_service" "$(cat err)"
has "a list that is none" "site/site.csv:5: column value: j1745 is no discount_340b" "$(cat err)"
run show A-1 --site nowhere >/dev/null
status "a folder that is not there" 78 $?
tap_end
