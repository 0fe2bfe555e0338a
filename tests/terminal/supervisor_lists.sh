#!/bin/sh
# The supervisor's lists: a self-audit and a sample to walk through, the audit trail narrowed by words.
. "$TESTS/terminal/lib.sh"
iv() { "$IVLEDGER" --data "$IVLEDGER_DATA" --now "$NOW" "$@"; }
iv import "$ROOT/data/examples/day.csv" >/dev/null
iv overrule 26-003438 =96365 --reason system --words "made for the test" >/dev/null
iv overrule 26-003439 =96415 --reason system --words "made for the test" >/dev/null

as sboss
term_open 80x40
type_text ":selfaudit"
type_keys Enter
shows "how many have something" "of 24 encounters have something an auditor asks about"
shows "each question with its words" "More than one initial code on one visit"
shows "what to do about it" "Keep one initial code a visit"
shows "and where" "26-003438        rlee       96365"
shows "what was asked and not found" "Asked and not found"
type_text "/26-003439"
type_keys Enter Enter
shows "Enter opens the encounter" "coder: adds 96415"
type_keys Escape
wait_text "Self-audit"
type_keys v
shows "v its review" "Review of 26-003439"
type_keys Escape Escape
wait_text "what is waiting"

# The same as CSV in a file of one's own; the trail knows of it.
type_text ":selfaudit > found.csv"
type_keys Enter
shows "a self-audit goes to a file" "found.csv holds it as CSV, readable by you alone"
type_text ":scores coder > scores.csv"
type_keys Enter
shows "scores too" "scores.csv holds it as CSV"
type_text ":scores coder >"
type_keys Enter
shows "a file has a name" "Name the file behind the >"
same "nobody else may read them" "-rw------- -rw-------" \
    "$(find . -name '*.csv' -newer "$IVLEDGER_DATA/book/codes.csv" \( -name found.csv -o -name scores.csv \) -exec ls -l {} + | cut -c1-10 | tr '\n' ' ' | sed 's/ $//')"
same "the head" "encounter,coder,row,question,what,say,fix,source" "$(head -n 1 found.csv)"
same "each hit is a row" "26-003438 26-003439" "$(sed 1d found.csv | cut -d, -f1 | sort -u | tr '\n' ' ' | sed 's/ $//')"
has "the trail has both" "self-audit to found.csv" "$(iv db audit what=exported)"
has "the scores as well" "scores coder to scores.csv" "$(iv db audit what=exported)"

type_keys P
wait_text "Seed, size, filter"
type_text "7 5 by=payer,setting"
type_keys Enter
shows "a sample by other strata" "commercial office"
shows "it can be walked" "Drawn (Enter: its review)"
type_keys Enter
shows "to the review" "Not reviewed yet"
type_keys Escape Escape
wait_text "what is waiting"
type_text ":sample 8 30 by=payer,setting"
type_keys Enter
shows "not twice in a month" "Frame 24 encounters, 5 left out since a sample of this month has them"
type_keys End
shows "who was left out, and for which sample" ", in sample 1"
type_keys Escape
wait_text "what is waiting"

type_text ":trail who=sboss what=sampled"
type_keys Enter
shows "the trail, narrowed" "Audit trail: who=sboss what=sampled"
shows "with before and after" "sample 1: seed 7, size 5"
shows_not "and nothing else" "overruled"
shows "its chain" "The chain holds"
type_keys F4
wait_text "who= what="
type_text "26-003438"
type_keys Enter
shows "of one encounter" "Audit trail of 26-003438"
shows "every change of it" "overruled  96365; system; made"
type_text ":filter when=now"
type_keys Enter
shows "other words are refused" "is narrowed by a number, who="
type_keys Q
term_close
tap_end
