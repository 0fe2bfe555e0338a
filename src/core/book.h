/* book.h: the rule book of one date: typed tables, immutable once built, shared by all encounters.
 *
 * db/load reads data/book/NAME.csv into a library (all dates); library_on() picks the rows of one
 * date of service into a book.  Core only reads it.  Every table names its file. */
#ifndef IVLEDGER_BOOK_H
#define IVLEDGER_BOOK_H

#include "model.h"
#include "policy.h"
#include "rule_ids.h"

/* sources.csv: id,publisher,title,section,edition,date,url */
struct source {
    const char *id, *publisher, *title, *section, *edition, *date, *url;
};

/* What a service is; the words of kinds.csv, services.csv and ranks.csv. */
#define KINDS(X)                                                                                   \
    X(NONE, "none")         /* bills nothing on this route */                                      \
    X(PUSH, "push")         /* IV push, or an infusion of push length */                           \
    X(INFUSION, "infusion") /* IV drug infusion */                                                 \
    X(HYDRATION, "hydration")                                                                      \
    X(PUMP, "pump")           /* IV pump over 8 hours */                                           \
    X(INJECTION, "injection") /* SC or IM */                                                       \
    X(SC_INFUSION, "sc_infusion")                                                                  \
    X(SETUP, "setup") /* one more SC pump set-up */                                                \
    X(ONBODY, "onbody")                                                                            \
    X(REFILL, "refill")                                                                            \
    X(IA_PUSH, "ia_push")                                                                          \
    X(IA_INFUSION, "ia_infusion")                                                                  \
    X(IA_PUMP, "ia_pump")                                                                          \
    X(CAVITY, "cavity") /* spinal, peritoneal, pleural */                                          \
    X(LESIONS, "lesions")                                                                          \
    X(FLUSH, "flush") /* flush of an implanted device as the sole service */
enum kind {
#define X(name, text) KIND_##name,
    KINDS(X)
#undef X
        KIND_COUNT
};

/* The class a row is coded under. */
enum group {
    GROUP_NONE,
    GROUP_HYDRATION,
    GROUP_THERAPEUTIC,
    GROUP_CHEMO,
    GROUP_HORMONAL,
    GROUP_COUNT
};
const char *group_name(enum group group); /* hydration therapeutic chemo hormonal */
bool group_find(const char *name, enum group *group);
const char *kind_name(enum kind kind);
bool kind_find(const char *name, enum kind *kind);
/* The same as they are said in a sentence: "a chemo or complex drug", "an infusion into a vein". */
const char *group_phrase(enum group group);
const char *kind_phrase(enum kind kind);

/* What part of a service a code pays for; the words of services.csv. */
#define ROLES(X)                                                                                   \
    X(INITIAL, "initial")                                                                          \
    X(SEQUENTIAL, "sequential") X(CONCURRENT, "concurrent") X(HOUR, "hour") X(REPEAT, "repeat")    \
        X(SINGLE, "single") X(UNLISTED, "unlisted") X(MANY, "many")
enum role {
#define X(name, text) ROLE_##name,
    ROLES(X)
#undef X
        ROLE_COUNT
};
const char *role_name(enum role role);
bool role_find(const char *name, enum role *role);

/* codes.csv: code,from,to,plain,family,route,role,timed,facility_only,claim_order,source,note
 * plain is our own words.  claim_order: rank of the line on the claim (1 first). */
struct code {
    const char *id, *plain, *family, *note;
    const struct source *source;
    bool addon;      /* role add_on */
    bool iv_initial; /* takes the one initial slot of an access */
    bool timed, facility_only, unlisted;
    bool first_hour; /* first-hour code of an infusion: takes the reduced-service modifier */
    int claim_order;
    int index; /* position in book->codes */
};

/* limits.csv: id,from,to,value,unit,source,say */
#define LIMITS(X)                                                                                  \
    X(PUSH_MAX, "push_max")           /* 15: longest push by time */                               \
    X(INFUSION_MIN, "infusion_min")   /* 16 */                                                     \
    X(HYDRATION_MIN, "hydration_min") /* 31 */                                                     \
    X(HOUR, "hour")                   /* 60 */                                                     \
    X(FURTHER_MIN, "further_min")     /* 31: minutes into an hour that earn it */                  \
    X(PUMP_MIN, "pump_min")           /* 481 */                                                    \
    X(PUSH_GAP, "push_gap")           /* 30: between reported pushes of one drug */                \
    X(BOLUS_GAP, "bolus_gap")         /* 30: between a push and the drip of its drug */            \
    X(OVERLAP_NOTE, "overlap_note")   /* 31: own minutes of a concurrent drug worth a word */      \
    X(LESIONS_MAX, "lesions_max")     /* 7 */                                                      \
    X(NEAR, "near")                   /* 2 */
enum limit_id {
#define X(name, text) LIMIT_##name,
    LIMITS(X)
#undef X
        LIMIT_COUNT
};
struct limit {
    const char *id, *say;
    int value;
    const struct source *source;
};

/* A rule: one sentence for "applied" and one for "not met"; placeholders in braces. */
struct rule {
    const char *id;
    enum step_id step;
    const char *say;   /* when it applied */
    const char *unmet; /* when it just missed; "" when it never does */
    const char *change; /* what record would let it apply; NULL or "": nothing to say */
    const struct source *source;
    const char *locator; /* where in the source: "XI.B.2", "M04" */
};

/* scope.csv: id,from,to,order,test,account,finding,elsewhere,elsewhere_say,supply,source,say
 * First hit in rising order leaves the row out.  test is one condition on the row:
 *   flag:NAME  route:NAME  class:NAME  method:NAME  family:NAME  order:n  unclassified
 *   drug:GENERIC (when no class was charted), or two:
 *   group:NAME+route:NAME  method:NAME+route:NAME
 *   drug:GENERIC+above:AMOUNT (a dose of more than that, in the unit of the drug table)
 * value: enum value of the word (flags: the bit number; drug: the identity of the generic).
 * value2: of the second condition. */
enum scope_what {
    SCOPE_FLAG,
    SCOPE_ROUTE,
    SCOPE_CLASS,
    SCOPE_METHOD,
    SCOPE_FAMILY,
    SCOPE_NO_ORDER,
    SCOPE_UNCLASSIFIED,
    SCOPE_GROUP_ROUTE,
    SCOPE_METHOD_ROUTE,
    SCOPE_DRUG,
    SCOPE_DRUG_ABOVE
};
struct scope {
    struct rule rule; /* step scope */
    int order;
    enum scope_what what;
    int value, value2;
    const char *account;                   /* ledger account, as printed */
    const struct finding_def *finding;     /* NULL: none */
    const char *elsewhere, *elsewhere_say; /* code that applies instead, or "" */
    bool supply;                           /* the drug itself is billed all the same */
};

/* kinds.csv: id,from,to,order,group,route,method,length,min,max,setting,payer,kind,source,say
 * First hit in rising order; empty = any.  length: known | unknown.  min and max are limit ids:
 * the known minutes (for pumps also the planned ones) lie within. */
struct kind_row {
    struct rule rule; /* step kind */
    int order;
    enum group group; /* GROUP_NONE: any */
    enum route route; /* ROUTE_NONE: any */
    unsigned methods; /* bit per enum method; 0: any */
    int length;       /* 0 any, 1 known, -1 unknown */
    int min, max;     /* minutes; -1: none */
    enum setting setting;
    const char *payer; /* "" any */
    enum kind kind;
};

/* services.csv: id,from,to,kind,group,role,route,device,flag,payer,code,source,say: the code of a
 * role. First hit in file order; group, route, device, flag, payer empty = any. */
struct service_row {
    struct rule rule; /* step relate */
    enum kind kind;
    enum group group;
    enum role role;
    enum route route;  /* ROUTE_NONE: any */
    unsigned devices;  /* bit per enum device; 0: any */
    unsigned flag;     /* 0: any */
    const char *payer; /* "" any */
    const struct code *code;
};

/* ranks.csv: id,from,to,kind,group,rank,source,say (1 is highest): who takes the initial slot. */
struct rank_row {
    struct rule rule;
    enum kind kind;
    enum group group;
    int rank;
};

/* parents.csv: addon,parent,authority,from,to,source  (authority: ncci | article) */
struct parent_row {
    const struct code *addon, *parent;
    bool article;
    const struct source *source;
};

/* pairs.csv: setting,column1,column2,indicator,effect,vintage,from,to,source
 * effect: off (column 2 is left off) | modifier | warn */
enum pair_effect { PAIR_OFF, PAIR_MODIFIER, PAIR_WARN };
struct pair {
    const char *column1, *column2; /* not all are codes of the family */
    enum setting setting;
    int indicator;
    enum pair_effect effect;
    const char *vintage;
    const struct source *source;
};

/* mue.csv: code,setting,units,mai,vintage,from,to,source */
struct mue {
    const char *code;
    enum setting setting;
    int units, mai;
    const char *vintage;
    const struct source *source;
};

/* modifiers.csv: id,from,to,modifier,source,say: which modifier says what. */
#define MODIFIERS(X)                                                                               \
    X(DISTINCT, "distinct")                                                                        \
    X(OTHER_VISIT, "other_visit") X(OTHER_ACCESS, "other_access")                                  \
        X(OTHER_SERVICE, "other_service") X(SEPARATE_EM, "separate_em") X(REDUCED, "reduced")      \
            X(STOPPED, "stopped") X(WASTE, "waste") X(NO_WASTE, "no_waste")                        \
                X(OFF_CAMPUS_EXCEPTED, "off_campus_excepted")                                      \
                    X(OFF_CAMPUS_OTHER, "off_campus_other") X(DISCOUNT, "discount_340b")           \
                        X(GIVEN_IV, "given_iv") X(GIVEN_SC, "given_sc")
enum modifier_id {
#define X(name, text) MODIFIER_##name,
    MODIFIERS(X)
#undef X
        MODIFIER_COUNT
};
struct modifier {
    const char *id, *text, *say; /* text: "59" */
    const struct source *source;
};

/* em.csv: code,from,to,beside,setting,source  beside: never | separate; setting: the only one that
 * may bill it, empty: both; code "*" is every other visit code */
struct em_row {
    const char *code;
    bool never; /* never payable beside an administration */
    enum setting setting; /* SETTING_NONE: any */
    const struct source *source;
};

/* findings.csv: id,from,to,step,severity,carc,rarc,level,source,say,fix */
enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };
const char *severity_name(enum severity severity);
bool severity_find(const char *name, enum severity *severity);
struct finding_def {
    const char *id;
    enum step_id step;
    enum severity severity;
    const char *carc, *rarc; /* space separated, or "" */
    bool of_row;             /* level row; else encounter */
    const char *say, *fix;
    const struct source *source;
};

/* drugs.csv:
 * generic,brands,aliases,hcpcs,unit_amount,unit,routes,class_article,class_cms,complex_biologic,
 * electrolyte,class_policy,container,vials_usual,auth_usual,opps_status,from,to,source,note */
enum family {
    FAMILY_NONE,
    FAMILY_HYDRATION,
    FAMILY_THERAPEUTIC,
    FAMILY_CHEMO,
    FAMILY_HORMONAL,
    FAMILY_NOT_IN_FAMILY,
    FAMILY_NOT_REPORTABLE,
    FAMILY_COUNT
};
const char *family_name(enum family family);
bool family_find(const char *name, enum family *family);
enum container { CONTAINER_NONE, CONTAINER_SINGLE, CONTAINER_MULTI, CONTAINER_MIXED };
const char *container_name(enum container container); /* single multi mixed */
bool container_find(const char *name, enum container *container);
struct drug {
    const char *generic, *brands, *aliases, *hcpcs, *unit, *vials_usual, *note;
    int64_t unit_amount; /* millionths of unit per billing unit */
    unsigned routes;     /* bit per enum route */
    enum family article, cms;
    bool complex_biologic; /* biologic_class may decide */
    bool electrolyte;
    bool class_policy; /* payers differ: note class.policy */
    enum container container;
    bool auth_usual;
    char opps_status[4];
    int identity; /* rows of one generic share it: sameness of drugs */
    int measure;  /* unit as measure.h numbers it */
    int place;    /* of its HCPCS code among all of them in their order, from 1; 0: it has none */
    const struct source *source;
};

/* accounts.csv: id,from,to,account,source,say */
struct account {
    const char *id, *name, *say;
};

/* denials.csv, fees.csv, revenue.csv: see claim.h */

/* proofs/proofs.csv: table,id,verdict,case,policy,change,why: a case in which a row of the book
 * applies, and the change of it under which the row no longer does.  For readers; the engine never
 * looks at it. */
struct proof_row {
    const char *table, *rule;
    bool fires;         /* verdict applied; else the near miss is what is proved */
    const char *name;   /* of the case; "" when there can be none, and why says so */
    const char *policy; /* as on the command line: "cms midnight=split"; "" is reference */
    const char *change; /* "2.stop=09:15", "payer=commercial" */
    const char *why;
};

struct drug_key { /* lower case name -> drugs that have it, sorted by name, then table order */
    const char *name;
    const char *shown; /* as the table spells it */
    const struct drug *drug;
    bool generic, hcpcs, brand; /* what it is; else an alias */
    uint16_t n_same;            /* of the first key of a name: how many have it */
};

struct hash_later;
struct book {
    const char *edition; /* 2026.1 */
    day_t from, to; /* dates of service for which this book is the right one (to: NO_DAY = open) */
    struct hash_later *hash; /* of the library it came from; book_hash() */
    struct limit limits[LIMIT_COUNT];
    struct rule rules[RULE_COUNT];
    struct finding_def findings[FINDING_COUNT];
    struct finding_def *scope_findings; /* scope.* notes, as many as scope.csv names */
    size_t n_scope_findings;
    struct account accounts[ACCOUNT_COUNT];
    struct modifier modifiers[MODIFIER_COUNT];
    struct code *codes;
    size_t n_codes;
    struct scope *scopes;
    size_t n_scopes;
    struct kind_row *kinds;
    size_t n_kinds;
    struct service_row *services;
    size_t n_services;
    struct rank_row *ranks;
    size_t n_ranks;
    struct parent_row *parents;
    size_t n_parents;
    struct pair *pairs; /* sorted by setting, column1, column2 */
    size_t n_pairs;
    struct mue *mues;
    size_t n_mues;
    struct em_row *ems;
    size_t n_ems;
    struct drug *drugs;
    size_t n_drugs;
    struct drug_key *drug_keys; /* exact names: generics, brands, aliases, HCPCS */
    size_t n_drug_keys;
    const struct book_names *drug_names; /* drug_keys by name */
    struct source *sources;
    size_t n_sources;
    const struct proof_row *proofs;
    size_t n_proofs;
    const struct claim_tables *claim; /* claim.h; NULL until loaded */
    const struct book_index *index;   /* what the rows of other tables say of a code */
};

/* The hash of the library it came from, 64 figures. */
const char *book_hash(const struct book *book);

/* Steps by name ("same_drug") and the question that each answers. */
const char *step_name(enum step_id step);
const char *step_question(enum step_id step);
bool step_find(const char *name, enum step_id *step);

const struct code *book_code(const struct book *book, const char *id);
/* The row of findings.csv of that id, ASCII case does not matter; NULL: none. */
const struct finding_def *book_finding(const struct book *book, const char *id);
/* The service row of a role, or NULL when no code exists for it. */
const struct service_row *book_service(const struct book *book, enum kind kind, enum group group,
                                       enum role role, enum route route, enum device device,
                                       unsigned flags, const char *payer);
/* The first row of kinds.csv that fits; minutes -1: length not known. */
const struct kind_row *book_kind(const struct book *book, enum group group, enum route route,
                                 enum method method, int minutes, enum setting setting,
                                 const char *payer);
int book_rank(const struct book *book, enum kind kind, enum group group); /* 0: does not compete */
const struct pair *book_pair(const struct book *book, enum setting setting, const char *column1,
                             const char *column2);
const struct mue *book_mue(const struct book *book, enum setting setting, const char *code);
/* For codes of the book, without a search; and the parents of an add-on (NULL at the end), and the
 * national amounts of a code on a day (claim_tables.h), NULL: none. */
const struct pair *book_code_pair(const struct book *book, enum setting setting,
                                  const struct code *column1, const struct code *column2);
const struct mue *book_code_mue(const struct book *book, enum setting setting,
                                const struct code *code);
const struct parent_row *const *book_code_parents(const struct book *book, const struct code *addon);
struct fee;
const struct fee *book_code_fee(const struct book *book, const struct code *code, day_t day);
const struct em_row *book_em(const struct book *book, const char *code);
/* readings.md G2.  A charted name: lower case, blanks joined; exact generic, brand, alias or HCPCS; else
 * the part outside or inside brackets; else the leading words of one generic.  Among several the first
 * whose routes have route, else the first.  NULL when nothing matches. */
const struct drug *book_drug_named(const struct book *book, const char *name, enum route route);
/* The same, and failing that the drug of a name with its amount and manner around it: "Zofran 4 mg
 * IV", "1 L NS bolus" (book_charted.h). */
const struct drug *book_drug(const struct book *book, const char *name, enum route route);
/* Completion for forms: up to max drugs whose generic, brand, alias or HCPCS begins with text, then
 * those that contain it, then those spelled closely; each generic once; how many were written. */
size_t book_drug_search(const struct book *book, const char *text, const struct drug **out,
                        size_t max);
/* The closest drug name to a misspelled one, "" when none is close. */
const char *book_drug_near(const struct book *book, const char *name);
/* Fills drug_keys and every drug's identity, measure and place from drugs; the loader calls it
 * once. */
void book_index_drugs(struct book *book, struct arena *arena);
/* Fills index from the other tables, which must be complete; the loader calls it once, last. */
void book_index_codes(struct book *book, struct arena *arena);
/* A drug name as it is compared: lower case, blanks joined, ends trimmed; cut at size. */
void book_drug_normal(const char *name, char *out, size_t size);

#endif
