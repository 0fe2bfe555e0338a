# rules import: CMS's own layouts into a copy of the rule book.  All files here are made up.
# shellcheck shell=sh
. "$TESTS/lib/tap.sh"

cp -r "$IVLEDGER_DATA" data
unset IVLEDGER_DATA
rules() {
    "$IVLEDGER" --data data rules "$@" 2>err
}
row() { # TABLE START: rows of a table that begin so
    grep "^$2" "data/book/$1.csv"
}
code() { # the codes of an encounter of a date
    printf 'encounter,date,drug,route,method,start,stop,dose,unit\n%s\n' "$1" |
        "$IVLEDGER" --data data code --format csv | tail -n +2 | cut -d, -f5-7,11 | tr '\n' ';'
}

# ---- PTP: tabs, a preamble of several lines, no dates in the name but a version ----

tab=$(printf '\t')
ptp() { # FIELD...
    printf '%s' "$1"
    shift
    for field; do printf '%s%s' "$tab" "$field"; done
    printf '\n'
}
{
    ptp 'CPT only copyright 2026 American Medical Association.  All rights reserved.' '' '' '' '' '' ''
    ptp 'Column1/Column2 Edits' '' '' '' '' '' ''
    ptp 'Column 1' 'Column 2' '*=in existence' 'Effective' 'Deletion' 'Modifier' 'PTP Edit Rationale'
    ptp '' '' 'prior to 1996' 'Date' 'Date' '0=not allowed' ''
    ptp 96365 96372 '' 20060101 '*' 0 'Misuse of Column Two code with Column One code'
    ptp 96365 96360 '' 20060101 '*' 1 'Standards of medical / surgical practice'
    ptp 96413 96365 '' 20060101 20270630 1 'Misuse of Column Two code with Column One code'
    ptp 96365 36430 '' 20270501 '*' 1 'CPT Manual or CMS manual coding instruction'
    ptp 10021 96365 '' 20060101 '*' 1 'Misuse of Column Two code with Column One code'
} >ccioph-v331r0-f1.txt

before=$(cat data/book/*.csv | cksum)
out=$(rules import --dry-run ptp-hospital ccioph-v331r0-f1.txt)
status "a dry run ends well" 0 $?
has "a dry run shows what would change" \
    "changed pairs facility 96365 96372 from 2027-04-01: indicator 1 -> 0" "$out"
has "and counts" "5 rows read, 4 about codes of this book: 1 added, 1 changed, 0 corrected, 1 closed" "$out"
has "and says that nothing was written" "nothing was written: dry run" "$out"
same "a dry run changes no file" "$before" "$(cat data/book/*.csv | cksum)"

out=$(rules import ptp-hospital ccioph-v331r0-f1.txt)
status "the import ends well" 0 $?
has "the import says where it wrote" "written to data" "$out"
same "the old row ends the day before, the new one follows" \
    "facility,96365,96372,1,modifier,manual,2026-10-01,2024-01-01,2027-03-31,ncci-ptp
facility,96365,96372,0,off,misuse,2027-04-01,2027-04-01,,ncci-ptp" "$(row pairs facility,96365,96372)"
same "a deleted pair ends on the day of its deletion" \
    "facility,96413,96365,1,modifier,manual,2026-10-01,2024-01-01,2027-06-30,ncci-ptp" \
    "$(row pairs facility,96413,96365)"
same "a new pair of a partner comes with its own day" \
    "facility,96365,36430,1,modifier,manual,2027-04-01,2027-05-01,,ncci-ptp" \
    "$(row pairs facility,96365,36430)"
same "a code of no concern stays out" "" "$(row pairs facility,10021)"
rules check >out
status "the book with the import stands" 0 $?
out=$(rules import ptp-hospital ccioph-v331r0-f1.txt)
has "the same file again changes nothing" "nothing to write" "$out"

both='ceftriaxone,IV,infusion,09:00,10:00,1,g
E,%s,ketorolac,IM,injection,09:10,,30,mg'
# shellcheck disable=SC2059 # the date goes into the rows
day() { printf "E,$1,$both" "$1"; }
same "an encounter before the day keeps its answer" "96365,1,,217.31;96372,1,59,0.00;" \
    "$(code "$(day 2026-03-02)")"
same "one from the day on has the new edit" "96365,1,," "$(code "$(day 2027-04-01)" | cut -c1-9)"
case $(code "$(day 2027-04-01)") in
*96372*) clean "the second code of the pair is left off" "it is still there" ;;
*) clean "the second code of the pair is left off" "" ;;
esac

# ---- MUE: commas, a quoted notice above, the date in the name ----

cat >"MCR_MUE_OutpatientHospitalServices_Eff_04-01-2027.csv" <<'END'
"CPT codes and descriptions only are copyright 2026 American Medical Association.
All rights reserved.",,,
HCPCS/CPT Code,Outpatient Hospital Services MUE Values,MUE Adjudication Indicator,MUE Rationale
0001A,1,2 Date of Service Edit: Policy,Nature of Service/Procedure
96360,3,3 Date of Service Edit: Clinical,Clinical: Data
96361,24,3 Date of Service Edit: Clinical,Clinical: Data
END
rules import mue-hospital MCR_MUE_OutpatientHospitalServices_Eff_04-01-2027.csv >out
status "MUE" 0 $?
same "MUE by date" "96360,facility,2,3,2026-10-01,2024-01-01,2027-03-31,ncci-mue
96360,facility,3,3,2027-04-01,2027-04-01,,ncci-mue" "$(row mue 96360,facility)"
has "what is as it was is counted, not said" "1 as before" "$(cat out)"

# ---- the physician fee schedule: several lines of headings, AMA words in one column ----

cat >PPRRVU2027_Jan_nonQPP.csv <<'END'
2027 National Physician Fee Schedule Relative Value File,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT
HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT
10021,,Words of the AMA,A,,1.03,1.70,,0.46,,0.14,2.87,1.63,0,XXX,0,0,0,2,0,1,0,0,,34.0000,09,0,99,0,0,0
96365,,Words of the AMA,A,,.21,1.80,,1.80,NA,0.04,2.05,2.05,5,XXX,0,0,0,0,0,0,0,0,,34.0000,09,0,99,0,0,0
96365,26,Words of the AMA,A,,0.99,9.80,,1.80,NA,0.04,2.05,2.05,5,XXX,0,0,0,0,0,0,0,0,,34.0000,09,0,99,0,0,0
END
rules import pfs PPRRVU2027_Jan_nonQPP.csv >out
status "the fee schedule" 0 $?
same "the year's row, its amount the total times the factor" \
    "96365,2027-01-01,2027-12-31,0.21,1.80,1.80,0.04,2.05,2.05,69.70,,A,5,XXX,y,,,,pfs-2027,pfs-2027," \
    "$(row fees 96365,2027)"
same "the year's factor" "pfs.factor,2027-01-01,2027-12-31,34,pfs-2027,,Dollars for one relative value unit" \
    "$(row claim pfs.factor,2027)"
same "the year's source" "pfs-2027,CMS,Physician fee schedule relative value file,file PPRRVU2027_Jan_nonQPP.csv,2027,2027-01-01," \
    "$(row sources pfs-2027)"
same "no word of the AMA came along" "" "$(grep -r 'Words of the AMA' data out)"
sed 's/34.0000/34.1700/' PPRRVU2027_Jan_nonQPP.csv >PPRRVU2027_Jan_QPP.csv
rules import pfs-qp PPRRVU2027_Jan_QPP.csv >out
status "the schedule of qualifying participants" 0 $?
same "their amount goes beside the other" "69.70,70.05" "$(row fees 96365,2027 | cut -d, -f10,11)"

# ---- OPPS Addendum B ----

cat >april_2026_opps_web_addendum_b.csv <<'END'
Addendum B.-OPPS Payment by HCPCS Code for CY 2026,,,,,,,,,
HCPCS Code,Short Descriptor,SI,APC,Relative Weight ,Payment Rate ,National Unadjusted Copayment ,Minimum Unadjusted Copayment ,Note,* Indicates a Change
96365,Words of the AMA,S,5693,2.4000,"$1,219.50",,$43.90,,
96368,Words of the AMA,N,,,,,,,
J1756,Words of the AMA,K,9046,,$0.25,,$0.05,,*
END
rules import opps april_2026_opps_web_addendum_b.csv >out
status "Addendum B" 0 $?
same "the rate by date" "96365,2026-01-01,2026-03-31 217.31
96365,2026-04-01,2026-12-31 1219.50" "$(row fees 96365,2026 | sed 's/^\([^,]*,[^,]*,[^,]*\),.*,\([0-9.]*\),pfs.*/\1 \2/')"
has "the status of a drug by date" "drugs iron sucrose J1756 from 2026-04-01: opps_status N -> K" "$(cat out)"

# ---- HCPCS: descriptions over several lines ----

cat >HCPC2026_JUL_ANWEB.csv <<'END'
HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,ADD DT,ACT EFF DT,TERM DT
J1745,00100,3,"Injection, infliximab, excludes",Infliximab not biosimil,20040101,20260701,
J1745,00200,4,"biosimilar, 20 mg",,,,
J1756,00300,3,"Injection, iron sucrose, 1 mg",Iron sucrose injection,20030101,20030101,20260831
J0696,00300,3,"Injection, ceftriaxone sodium, per 250 mg",Ceftriaxone,19900101,19900101,
A4550,00400,3,Surgical trays,Surgical trays,19860101,20020101,
END
rules import hcpcs HCPC2026_JUL_ANWEB.csv >out
status "HCPCS" 0 $?
has "a billing unit changes by date" "drugs infliximab J1745 from 2026-07-01: unit_amount 10 -> 20" "$(cat out)"
has "a code that ends" "drugs iron sucrose J1756 from 2026-04-01: ends on 2026-08-31" "$(cat out)"
has "a unit that is the same stays" "1 as before" "$(cat out)"
rules check >out
status "the book stands after all of it" 0 $?

# ---- what is refused ----

before=$(cat data/book/*.csv | cksum)
sed 's/20060101/2006/' ccioph-v331r0-f1.txt >ccioph-v332r0-f1.txt
rules import ptp-hospital ccioph-v332r0-f1.txt >out
status "bad rows" 65 $?
has "bad rows are named by line" "ccioph-v332r0-f1.txt:5: \"2006\" and \"*\" are no effective and deletion date" "$(cat err)"
has "and nothing is imported" "4 rows cannot be read; nothing was imported" "$(cat err)"
cp ccioph-v331r0-f1.txt pairs.txt
rules import ptp-hospital pairs.txt >out
status "a file whose name tells no day" 65 $?
has "asks for the day" "give it with --from DATE" "$(cat err)"
rules import --from 2027-04-01 ptp-hospital pairs.txt >out
status "and takes it" 0 $?
rules import opps HCPC2026_JUL_ANWEB.csv >out
status "a file of another kind" 65 $?
has "is named" "has no table of the kind opps" "$(cat err)"
rules import ptp >out
status "an unknown kind" 64 $?
has "names the kinds" "ptp-hospital, ptp-practitioner, mue-hospital" "$(cat err)"
rules import opps nothere_2026_jan.csv >out
status "a file that is not there" 65 $?
rules check --dry-run >out
status "--dry-run belongs to import" 64 $?
same "none of them changed a file" "$before" "$(cat data/book/*.csv | cksum)"
same "no leavings" "" "$(find data -name '.import*')"

# ---- a data directory that may not be written: the site gets its own ----

sed 's/1,219.50/1,229.50/' april_2026_opps_web_addendum_b.csv >may.csv
mortal_rules() {
    mortal "$IVLEDGER" --data data rules "$@" 2>err
}
if mortal true; then
    chmod -R a-w data
    XDG_DATA_HOME=$PWD/home
    export XDG_DATA_HOME
    out=$(mortal_rules import opps --from 2026-05-01 may.csv)
    chmod -R u+w data
    has "the site's own copy" "written to $PWD/home/ivledger/data" "$out"
    "$IVLEDGER" rules check >out
    status "and it is used from then on" 0 $?
fi
tap_end
