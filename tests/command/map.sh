#!/bin/sh
# `code --map` and `import --map`: other systems' lists by the names of their columns.
# shellcheck source=tests/lib/tap.sh
. "$TESTS/lib/tap.sh"

lists=$ROOT/data/examples/paste
codes() { # FILE...: encounter and code of every line
    "$IVLEDGER" code --map usual --format csv "$@" 2>err.txt | cut -d, -f1,5,6,7
}
same "columns by their usual names, with commas" "encounter,code,units,modifiers
26-100201,96365,1,
26-100201,96375,1,
26-100201,96361,1,
26-100202,96372,1," "$(codes "$lists/north.csv")"
same "with tabs" "encounter,code,units,modifiers
884401,96365,1,
884401,96366,1,
884401,96375,1,
884401,96361,1,
884402,96365,1,
884402,96366,1," "$(codes "$lists/harbor.tsv")"
same "with semicolons, over midnight" "encounter,code,units,modifiers
V0031177,96374,1,
V0031177,96361,1,
V0031178,96365,1,
V0031178,96372,1,59" "$(codes "$lists/valley.csv")"
cat >ward.csv <<'EOF'
CSN,Medication,Dose,Route,Action,Start Date/Time,End Date/Time,Site
77,"ondansetron (ZOFRAN) injection 4 mg",4 mg,IV Push,Given,03/02/2026 0905,,L AC
77,"sodium chloride 0.9 % bolus 1,000 mL","1,000 mL",Intravenous,New Bag,03/02/2026 0900,03/02/2026 1015,L AC
77,"cefTRIAXone (ROCEPHIN) 1 g in sodium chloride 0.9 % 50 mL IVPB",1 g,Intravenous,New Bag,03/02/2026 0930,03/02/2026 1000,L AC
77,"diphenhydrAMINE (BENADRYL) injection 25 mg",25 mg,Intravenous,Refused,03/02/2026 0911,,L AC
EOF
same "a ward's record, its drugs as ordered" "encounter,code,units,modifiers
77,96365,1,
77,96375,1,
77,96361,1," "$(codes ward.csv)"
same "from standard input" "$(codes "$lists/north.csv")" "$(codes - <"$lists/north.csv")"

"$IVLEDGER" code "$lists/north.csv" >out.txt 2>err.txt
status "without --map the columns are our own" 65 $?

printf 'FIN\tWhat\tStart Time\tStop Time\tShoe size\nA1\tceftriaxone\t3/2/2026 0800\t0905\t9\n' >odd.tsv
"$IVLEDGER" code --map usual odd.tsv >out.txt 2>err.txt
status "a column in no table" 65 $?
has "is named with the remedy" "column What is in no table; give its meaning, or nothing, in a file" "$(cat err.txt)"
printf 'name,means\nshoe size,nothing\nWhat,drug\n' >names.csv
"$IVLEDGER" code --map names.csv --format csv odd.tsv >out.txt 2>err.txt
has "a file of names goes before the usual ones" "A1,1,2026-03-02,facility,96365,1" "$(cat out.txt err.txt)"
printf 'name,means\nshoe size,feet\n' >bad.csv
"$IVLEDGER" code --map bad.csv odd.tsv >out.txt 2>err.txt
status "a meaning that is none" 65 $?
has "is named with its line" 'bad.csv:2: column means: "feet" is none' "$(cat err.txt)"
"$IVLEDGER" code --map nowhere.csv odd.tsv >out.txt 2>err.txt
has "a file of names that is not there" "nowhere.csv: cannot be opened" "$(cat err.txt)"

printf 'FIN\tMedication\tStart\tStop\nA1\tNS\t3/2/2026 0800\t0930\n\nA2\tNS\t3/2/2026 9\t0930\n' >line.tsv
"$IVLEDGER" code --map usual line.tsv >out.txt 2>err.txt
status "a bad cell leaves its encounter out" 65 $?
has "with the line of the list" 'line.tsv:4: column start: "9" is not a clock time' "$(cat err.txt)"
has "and the others are coded" "A1" "$(cat out.txt)"
printf 'FIN\tMedication\n"A1\tNS\n' >open.tsv
"$IVLEDGER" code --map usual open.tsv >out.txt 2>err.txt
status "a quote that is not closed" 65 $?
has "is named with its line" "open.tsv:2: the quote that opens here is never closed" "$(cat err.txt)"
printf ',\n,,\n' | "$IVLEDGER" code --map usual - >out.txt 2>err.txt
status "delimiters and nothing between them" 65 $?
has "are no list" "; " "$(cat err.txt)"

"$IVLEDGER" --db w.db import --map usual "$lists/harbor.tsv" >out.txt 2>err.txt
has "import saves them" "2 saved, 0 saved again" "$(cat out.txt)"
has "under their numbers" "884402" "$("$IVLEDGER" --db w.db list)"
has "a record of every encounter" "vancomycin" "$("$IVLEDGER" --db w.db export --what administrations)"
tap_end
