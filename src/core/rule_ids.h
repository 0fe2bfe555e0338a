/* rule_ids.h: every decision rule whose mechanism is C: its id, its step and the facts that its
 * sentences may name.  The sentences, dates and sources are rows of data/book/rules.csv; the loader
 * refuses a book that lacks one of these rows or whose sentence names another fact.
 *
 * Facts every decision has for free: {row} {drug} {line} (of its row) and {code} (of its code). */
#ifndef IVLEDGER_RULE_IDS_H
#define IVLEDGER_RULE_IDS_H

/* The steps of engine.md section 2, in order: X(enum name, name, question in plain words) */
#define STEPS(X)                                                                                   \
    X(RECORD, "record", "Is the row complete and possible?")                                       \
    X(SCOPE, "scope", "Is it a drug administration at all?")                                       \
    X(CLASS, "class", "What class of drug is it?")                                                 \
    X(TIME, "time", "Which minutes count?")                                                        \
    X(KIND, "kind", "What kind of administration is it?")                                          \
    X(ACCESS, "access", "Which rows share an access?")                                             \
    X(SAME_DRUG, "same_drug", "Is it the same drug again?")                                        \
    X(CARVE, "carve", "Which fluid minutes are the fluid's own?")                                  \
    X(INITIAL, "initial", "Which service is the initial one?")                                     \
    X(RELATE, "relate", "How does each other service relate to it?")                               \
    X(UNITS, "units", "How many units do the minutes earn?")                                       \
    X(EDITS, "edits", "May these codes stand together?")                                           \
    X(DRUGS, "drugs", "How many units of the drug, and how much was thrown away?")                 \
    X(CLAIM, "claim", "How do the lines stand on the claim?")                                      \
    X(CHECK, "check", "Would it be denied, and what is missing?")

/* X(enum name, id, step, facts) */
#define RULES(X)                                                                                   \
    X(TIME_CLOCK, "time.clock", TIME, "start stop minutes")                                        \
    X(TIME_FROM_STOP, "time.from_stop", TIME, "stop minutes")                                      \
    X(TIME_PUSH_LENGTH, "time.push_length", TIME, "start minutes")                                 \
    X(TIME_CHARTED_LENGTH, "time.charted_length", TIME, "minutes value")                           \
    X(TIME_UNKNOWN, "time.unknown", TIME, "start value")                                           \
    X(TIME_PLANNED, "time.planned", TIME, "start planned")                                         \
    X(TIME_NOT_ASKED, "time.not_asked", TIME, "method")                                            \
    X(TIME_INTERRUPTED, "time.interrupted", TIME, "start minutes total")                           \
    X(KIND_BY_INTENT, "kind.by_intent", KIND, "minutes limit value")                               \
    X(KIND_LONG_PUSH, "kind.long_push", KIND, "minutes limit value")                               \
    X(KIND_NOT_REPORTED, "kind.not_reported", KIND, "value")                                       \
    X(CLASS_CHARTED, "class.charted", CLASS, "class")                                              \
    X(CLASS_TABLE, "class.table", CLASS, "class generic")                                          \
    X(CLASS_BIOLOGIC, "class.biologic", CLASS, "class generic value")                              \
    X(CLASS_ELECTROLYTE, "class.electrolyte", CLASS, "class generic value")                        \
    X(CLASS_BAG, "class.bag", CLASS, "class drugs")                                                \
    X(CLASS_OFF_ROUTE, "class.off_route", CLASS, "class route")                                    \
    X(ACCESS_ONE, "access.one", ACCESS, "lines")                                                   \
    X(ACCESS_OWN, "access.own", ACCESS, "reason")                                                  \
    X(ACCESS_NO_REASON, "access.no_reason", ACCESS, "lines")                                       \
    X(ACCESS_VISIT, "access.visit", ACCESS, "visit")                                               \
    X(SAME_BAG, "same.bag", SAME_DRUG, "drugs")                                                    \
    X(SAME_SUM, "same.sum", SAME_DRUG, "runs total value")                                         \
    X(SAME_LATER, "same.later", SAME_DRUG, "minutes limit more units value")                       \
    X(CARVE_DRUG, "carve.drug", CARVE, "minutes beside others left pieces")                        \
    X(CARVE_PUSH, "carve.push", CARVE, "minutes value")                                            \
    X(CARVE_PIECES, "carve.pieces", CARVE, "left pieces longest limit value")                      \
    X(CARVE_SECOND_SITE, "carve.second_site", CARVE, "value")                                      \
    X(CARVE_LABEL, "carve.label", CARVE, "value")                                                  \
    X(CARVE_LABEL_BUNDLE, "carve.label_bundle", CARVE, "value")                                    \
    X(INITIAL_ONLY, "initial.only", INITIAL, "kind what")                                          \
    X(INITIAL_RANK, "initial.rank", INITIAL, "kind what rank others")                              \
    X(INITIAL_PRIMARY, "initial.primary", INITIAL, "kind what")                                    \
    X(INITIAL_PARENT, "initial.parent", INITIAL, "kind what")                                      \
    X(INITIAL_TIE, "initial.tie", INITIAL, "other how minutes")                                    \
    X(INITIAL_SECOND, "initial.second", INITIAL, "first modifier reason")                          \
    X(INITIAL_ARTICLE_TABLE, "initial.article_table", INITIAL, "first modifier value")             \
    X(RELATE_SEQUENTIAL, "relate.sequential", RELATE, "overlap limit minutes value")               \
    X(RELATE_SUBTRACT, "relate.subtract", RELATE, "overlap own limit value")                       \
    X(RELATE_CONCURRENT, "relate.concurrent", RELATE, "overlap limit own value beside")            \
    X(RELATE_CONCURRENT_LIMIT, "relate.concurrent_limit", RELATE, "value")                         \
    X(RELATE_CHEMO_OWN, "relate.chemo_own", RELATE, "overlap own limit")                           \
    X(RELATE_CHEMO_NONE, "relate.chemo_none", RELATE, "overlap own limit value")                   \
    X(RELATE_PUSH_OTHER, "relate.push_other", RELATE, "start")                                     \
    X(RELATE_PUSH_REPEAT, "relate.push_repeat", RELATE, "gap limit last value")                    \
    X(RELATE_PUSH_NO_TIME, "relate.push_no_time", RELATE, "")                                      \
    X(RELATE_PUSH_CHEMO, "relate.push_chemo", RELATE, "")                                          \
    X(RELATE_PUSH_OFFICE, "relate.push_office", RELATE, "")                                        \
    X(RELATE_BOLUS, "relate.bolus", RELATE, "gap limit value")                                     \
    X(RELATE_BOLUS_ALWAYS, "relate.bolus_always", RELATE, "value")                                 \
    X(RELATE_BOLUS_NEVER, "relate.bolus_never", RELATE, "value")                                   \
    X(RELATE_HYDRATION, "relate.hydration", RELATE, "left longest limit more")                     \
    X(RELATE_SC_LONGEST, "relate.sc_longest", RELATE, "minutes")                                   \
    X(RELATE_SC_FURTHER, "relate.sc_further", RELATE, "minutes")                                   \
    X(RELATE_SETUP, "relate.setup", RELATE, "")                                                    \
    X(RELATE_PER_DRUG, "relate.per_drug", RELATE, "value")                                         \
    X(RELATE_LESIONS, "relate.lesions", RELATE, "lesions limit")                                   \
    X(RELATE_PUMP, "relate.pump", RELATE, "minutes limit payer")                                   \
    X(RELATE_FLUSH_SOLE, "relate.flush_sole", RELATE, "device other")                              \
    X(UNITS_FIRST, "units.first", UNITS, "minutes floor next")                                     \
    X(UNITS_BY_INTENT, "units.by_intent", UNITS, "minutes floor value")                            \
    X(UNITS_HOURS, "units.hours", UNITS, "minutes units earned next")                              \
    X(UNITS_NO_HOUR, "units.no_hour", UNITS, "minutes next more")                                  \
    X(UNITS_FLOOR, "units.floor", UNITS, "minutes floor more")                                     \
    X(UNITS_SPLIT, "units.split", UNITS, "date minutes value")                                     \
    X(UNITS_NOT_TIMED, "units.not_timed", UNITS, "")                                               \
    X(EDIT_PARENT, "edit.parent", EDITS, "parents")                                                \
    X(EDIT_PARENT_ARTICLE, "edit.parent_article", EDITS, "parents value")                          \
    X(EDIT_PAIR_NEVER, "edit.pair_never", EDITS, "other vintage")                                  \
    X(EDIT_PAIR_MODIFIER, "edit.pair_modifier", EDITS, "other modifier reason value")              \
    X(EDIT_PAIR_NOT_DISTINCT, "edit.pair_not_distinct", EDITS, "other")                            \
    X(EDIT_MUE, "edit.mue", EDITS, "units limit date")                                             \
    X(EDIT_REDUCED, "edit.reduced", EDITS, "minutes planned modifier value")                       \
    X(EDIT_ADDON_MODIFIER, "edit.addon_modifier", EDITS, "modifier value")                         \
    X(EDIT_FACILITY, "edit.facility", EDITS, "which")                                              \
    X(EDIT_EM_SEPARATE, "edit.em_separate", EDITS, "em modifier")                                  \
    X(EDIT_EM_NOT_PAID, "edit.em_not_paid", EDITS, "em")                                           \
    X(EDIT_EM_NOT_MARKED, "edit.em_not_marked", EDITS, "em")                                       \
    X(EDIT_EM_ALONE, "edit.em_alone", EDITS, "em")                                                 \
    /* Why a code is not on the claim: "unmet" is the reason, "say" what record would change it. */  \
    X(NOT_SETTING, "not.setting", SCOPE, "")                                                       \
    X(NOT_NOTHING, "not.nothing", SCOPE, "")                                                       \
    X(NOT_LEFT_OUT, "not.left_out", SCOPE, "class account")                                        \
    X(NOT_CLASS, "not.class", CLASS, "class drugs")                                                \
    X(NOT_KIND, "not.kind", KIND, "kind class drugs")                                              \
    X(NOT_FLUSH, "not.flush", KIND, "kind")                                                        \
    X(NOT_ROUTE, "not.route", KIND, "kind route")                                                  \
    X(NOT_LONG, "not.long", KIND, "kind minutes limit more")                                       \
    X(NOT_LONG_HOUR, "not.long_hour", KIND, "kind minutes limit more")                             \
    X(NOT_UNKNOWN, "not.unknown", KIND, "kind start limit")                                        \
    X(NOT_PUSH, "not.push", KIND, "kind limit")                                                    \
    X(NOT_PUMP, "not.pump", KIND, "kind limit")                                                    \
    X(NOT_PAYER, "not.payer", KIND, "kind minutes payer")                                          \
    X(NOT_SHORT, "not.short", KIND, "kind minutes limit own record")                               \
    X(NOT_UNPAID, "not.unpaid", INITIAL, "account")                                                \
    X(NOT_INITIAL, "not.initial", INITIAL, "other first own")                                      \
    X(NOT_MARKED, "not.marked", INITIAL, "other first own")                                        \
    X(NOT_ONLY, "not.only", RELATE, "kind own class")                                              \
    X(NOT_CONCURRENT, "not.concurrent", RELATE, "overlap limit own")                               \
    X(NOT_SAME, "not.same", RELATE, "kind own")                                                    \
    X(NOT_HOURS, "not.hours", RELATE, "own")                                                       \
    X(NOT_ALONE, "not.alone", RELATE, "")                                                          \
    X(NOT_BESIDE, "not.beside", RELATE, "first overlap limit")                                     \
    X(NOT_OWN, "not.own", RELATE, "first overlap own value")                                       \
    X(NOT_TAKEN, "not.taken", RELATE, "first overlap own")                                         \
    X(NOT_REPEATED, "not.repeated", RELATE, "drugs limit")                                         \
    X(NOT_MANY, "not.many", RELATE, "lesions limit")                                               \
    X(NOT_FEW, "not.few", RELATE, "lesions limit")                                                 \
    X(NOT_NEEDS, "not.needs", RELATE, "what have wanted")                                          \
    X(NOT_NARROWER, "not.narrower", RELATE, "own")                                                 \
    X(NOT_UNLISTED, "not.unlisted", RELATE, "own")                                                 \
    X(NOT_BY_HAND, "not.by_hand", RELATE, "overlap own value")                                     \
    X(NOT_HERE, "not.here", RELATE, "plain note")                                                  \
    X(DRUG_UNITS, "drug.units", DRUGS, "hcpcs dose unit_amount units")                             \
    X(DRUG_WASTE, "drug.waste", DRUGS, "hcpcs opened billed units modifier")                       \
    X(DRUG_NO_WASTE, "drug.no_waste", DRUGS, "hcpcs opened billed modifier")                       \
    X(DRUG_PAYER, "drug.payer", DRUGS, "hcpcs payer")                                              \
    X(DRUG_PACKAGED, "drug.packaged", DRUGS, "hcpcs status")                                       \
    X(DRUG_MULTI, "drug.multi", DRUGS, "hcpcs")                                                    \
    X(DRUG_CONTAINER, "drug.container", DRUGS, "hcpcs")                                            \
    X(ATTACH_RECORD, "attach.record", CLAIM, "rows")                                               \
    X(ATTACH_RUN, "attach.run", CLAIM, "rows")                                                     \
    X(ATTACH_ORDER, "attach.order", CLAIM, "rows")                                                 \
    X(ATTACH_NEED, "attach.need", CLAIM, "")                                                       \
    X(ATTACH_SITE, "attach.site", CLAIM, "reason")                                                 \
    X(ATTACH_VISIT, "attach.visit", CLAIM, "")                                                     \
    X(ATTACH_STOPPED, "attach.stopped", CLAIM, "")                                                 \
    X(ATTACH_TIMES, "attach.times", CLAIM, "")                                                     \
    X(CLAIM_REVENUE, "claim.revenue", CLAIM, "revenue for value")                                  \
    X(CLAIM_REVENUE_SITE, "claim.revenue_site", CLAIM, "which revenue instead")                    \
    X(CLAIM_OFF_CAMPUS, "claim.off_campus", CLAIM, "which modifier reason")                        \
    X(CLAIM_DISCOUNT, "claim.discount", CLAIM, "which modifier status")                            \
    X(CLAIM_ROUTE, "claim.route", CLAIM, "which modifier route")                                   \
    X(CLAIM_PFS, "claim.pfs", CLAIM, "which amount units rate")                                    \
    X(CLAIM_OPPS, "claim.opps", CLAIM, "which amount units rate apc status")                       \
    X(CLAIM_PACKAGED, "claim.packaged", CLAIM, "which status other")                               \
    X(CLAIM_NO_DRUG, "claim.no_drug_amount", CLAIM, "which")                                       \
    X(CLAIM_NO_VISIT, "claim.no_visit_amount", CLAIM, "which")                                     \
    X(CLAIM_NO_FEE, "claim.no_fee", CLAIM, "which date")                                           \
    X(CLAIM_BY_CONTRACTOR, "claim.by_contractor", CLAIM, "which status")                           \
    X(CLAIM_NOT_PAID, "claim.not_paid", CLAIM, "which status")                                     \
    X(CLAIM_BY_COSTS, "claim.by_costs", CLAIM, "which")                                            \
    X(CLAIM_ADJUSTED, "claim.adjusted", CLAIM, "which amount adjusted how")

/* Every finding that the engine can raise: X(enum name, id, facts).  Severity, CARC and sentences
 * are rows of data/book/findings.csv. */
#define FINDINGS(X)                                                                                \
    X(DOC_START_MISSING, "doc.start.missing", "")                                                  \
    X(DOC_STOP_MISSING, "doc.stop.missing", "start")                                               \
    X(DOC_STOP_BEFORE, "doc.stop.before", "start stop")                                            \
    X(DOC_SIGNATURE_MISSING, "doc.signature.missing", "")                                          \
    X(DOC_TIME_MISSING, "doc.time.missing", "")                                                    \
    X(DOC_DOSE_MISSING, "doc.dose.missing", "")                                                    \
    X(DOC_ORDER_MISSING, "doc.order.missing", "")                                                  \
    X(DOC_DX_MISSING, "doc.dx.missing", "")                                                        \
    X(DOC_MINUTES_DIFFER, "doc.minutes.differ", "minutes charted")                                 \
    X(DRUG_UNIT, "drug.unit", "unit wanted")                                                       \
    X(DRUG_VIALS_SHORT, "drug.vials.short", "dose opened")                                         \
    X(DRUG_VIALS_SIZE, "drug.vials.size", "size usual")                                            \
    X(DRUG_VIALS_UNIT, "drug.vials.unit", "unit wanted")                                           \
    X(DRUG_VIALS_MISSING, "drug.vials.missing", "hcpcs")                                           \
    X(DRUG_UNKNOWN, "drug.unknown", "near")                                                        \
    X(DRUG_HCPCS_MISSING, "drug.hcpcs.missing", "generic")                                         \
    X(CODE_UNLISTED, "code.unlisted", "")                                                          \
    X(CLASS_UNKNOWN, "class.unknown", "")                                                          \
    X(CLASS_ROUTE, "class.route", "class route")                                                   \
    X(CLASS_POLICY, "class.policy", "generic class")                                               \
    X(INITIAL_PRIMARY_MISSING, "initial.primary.missing", "")                                      \
    X(INITIAL_PRIMARY_PARENT, "initial.primary.parent", "initial")                                 \
    X(INITIAL_SECOND, "initial.second", "first modifier")                                          \
    X(CHEMO_CONCURRENT, "chemo.concurrent", "overlap own")                                         \
    X(PUSH_INTERVAL_UNKNOWN, "push.interval.unknown", "")                                          \
    X(PUSH_CHEMO_REPEAT, "push.chemo.repeat", "")                                                  \
    X(PUSH_REPEAT, "push.repeat", "gap limit")                                                     \
    X(PUSH_BOLUS, "push.bolus", "")                                                                \
    X(PUSH_OFFICE, "push.office", "")                                                              \
    X(FLUSH_DEVICE, "flush.device", "device")                                                      \
    X(ACCESS_REASON_MISSING, "access.reason.missing", "lines")                                     \
    X(HYDRATION_LABEL, "hydration.label", "")                                                      \
    X(HYDRATION_TIMES, "hydration.times", "other")                                                 \
    X(HYDRATION_SECOND_SITE, "hydration.second.site", "")                                          \
    X(HYDRATION_FLOOR, "hydration.floor", "left floor pieces")                                     \
    X(HYDRATION_CONCURRENT, "hydration.concurrent", "beside left")                                 \
    X(EM_SEPARATE_MISSING, "em.separate.missing", "em")                                            \
    X(EM_99211, "em.99211", "em")                                                                  \
    X(EDIT_FACILITY, "edit.facility", "which")                                                     \
    X(EDIT_PAIR, "edit.pair", "other")                                                             \
    X(EDIT_PAIR_NEVER, "edit.pair.never", "other")                                                 \
    X(EDIT_PARENT, "edit.parent", "parents")                                                       \
    X(EDIT_PARENT_ARTICLE, "edit.parent.article", "parents")                                       \
    X(EDIT_MUE, "edit.mue", "units limit date")                                                    \
    X(AUTH_MISSING, "auth.missing", "generic")                                                     \
    X(AUTH_EXPIRED, "auth.expired", "last")                                                        \
    X(COVER_ENDED, "cover.ended", "last")                                                          \
    X(CONCURRENT_LIMIT, "concurrent.limit", "")                                                    \
    X(OVERLAP_SHORT, "overlap.short", "overlap limit codes")                                       \
    X(OVERLAP_HOURS, "overlap.hours", "own overlap codes")                                         \
    X(SETUP_AGAIN, "setup.again", "")                                                              \
    X(PUMP_PAYER, "pump.payer", "payer")                                                           \
    X(TIME_NEAR, "time.near", "minutes boundary")

/* Why minutes bill nothing, where C decides it (the reasons of leaving a row out come from
 * scope.csv): X(enum name, id).  The account names are rows of data/book/accounts.csv. */
#define ACCOUNTS(X)                                                                                \
    X(TAIL, "tail")                                                                                \
    X(FLOOR, "floor")                                                                              \
    X(BESIDE, "beside")                                                                            \
    X(PUSH, "push")                                                                                \
    X(SHARED, "shared")                                                                            \
    X(NOT_TIMED, "not_timed")                                                                      \
    X(CHEMO_NONE, "chemo_none")                                                                    \
    X(REPEAT, "repeat")                                                                            \
    X(SAME_AGAIN, "same_again")                                                                    \
    X(OWN_INFUSION, "own_infusion")                                                                \
    X(NO_INTERVAL, "no_interval")                                                                  \
    X(NO_STOP, "no_stop")                                                                          \
    X(MIXED, "mixed")                                                                              \
    X(SAME_TIME, "same_time")                                                                      \
    X(SC_BESIDE, "sc_beside")                                                                      \
    X(SETUP_ONCE, "setup_once")                                                                    \
    X(NO_PARENT, "no_parent")                                                                      \
    X(NEVER_PAID, "never_paid")                                                                    \
    X(LABEL_FLUID, "label_fluid")                                                                  \
    X(CLASS_UNKNOWN, "class_unknown")                                                              \
    X(NO_CODE, "no_code")

enum step_id {
#define X(name, text, question) STEP_##name,
    STEPS(X)
#undef X
    STEP_COUNT
};
enum rule_id {
#define X(name, id, step, facts) RULE_##name,
    RULES(X)
#undef X
    RULE_COUNT
};
enum finding_id {
#define X(name, id, facts) FINDING_##name,
    FINDINGS(X)
#undef X
    FINDING_COUNT
};
enum account_id {
#define X(name, id) ACCOUNT_##name,
    ACCOUNTS(X)
#undef X
    ACCOUNT_COUNT
};

/* The ids above as written in the book, and the facts that their sentences may name (space separated,
 * the free ones apart). */
const char *rule_id_name(enum rule_id id);
enum step_id rule_id_step(enum rule_id id);
const char *rule_id_facts(enum rule_id id);
const char *finding_id_name(enum finding_id id);
const char *finding_id_facts(enum finding_id id);
const char *account_id_name(enum account_id id);
#define FREE_FACTS "row drug line code"

#endif
