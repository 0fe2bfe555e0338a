/* work.h: what the steps of the engine hand to each other while one encounter is coded.  Private to
 * src/core: engine.c, step_*.c, ledger.c, note.c.  Lives in the result's arena. */
#ifndef IVLEDGER_WORK_H
#define IVLEDGER_WORK_H

#include "engine.h"

struct service;
struct visit;
struct access;

/* Rows mixed in one bag on one line. */
struct bag {
    struct wrow **rows;
    size_t n, cap;
    int *drugs; /* sameness of the mixture: its drugs, rising, fluid apart */
    size_t n_drugs;
    int infusate;
    enum group group;
    const char *name;
};

/* One charted row on its way through the steps. */
struct wrow {
    const struct row *row;
    struct row_result *out;
    const struct drug *drug;
    int drug_id;      /* sameness of drugs */
    enum group group; /* GROUP_NONE: not known */
    enum group plain; /* before a bag lifted it */
    enum route route; /* never ROUTE_NONE */
    enum method method;
    enum device device;        /* of its line */
    const char *label;         /* access label, never empty */
    struct span span;          /* its known run; from NO_MINUTE when it has no place on the clock */
    minute_t at;               /* when it began, even if its length is not known; NO_MINUTE */
    int minutes;               /* its known length, -1 when not known */
    bool self_timed;           /* needs no stop: push, injection, set-up ... */
    bool stop_before;          /* a dated stop before its start */
    const struct scope *scope; /* why it is out, or NULL */
    const char *out_account;   /* why its minutes bill nothing, when it is out */
    struct visit *visit;
    struct access *access; /* IV rows in scope */
    struct bag *bag;
    int infusate;     /* sameness of what runs: the drug, or the mixture */
    const char *name; /* of what runs */
    int lane;         /* enum lane */
    struct run *run;  /* NULL: out of scope */
    struct service *service;
};

enum lane { LANE_INFUSE, LANE_PUSH, LANE_PUMP, LANE_SINGLE };

/* Rows of one infusate on one access that touch or overlap, or were charted as one interrupted run.
 */
struct run {
    struct wrow **rows; /* by start */
    size_t n, cap;
    struct wrow *one_row; /* the list of most runs */
    struct spans spans; /* where it ran */
    int unplaced;       /* minutes without a place on the clock */
    int minutes;        /* in all, -1: not known */
    minute_t at;        /* its beginning, NO_MINUTE when not charted */
    enum kind kind;
    const struct kind_row *why;
    bool by_intent; /* an infusion cut short to push length, coded as an infusion */
    struct service *service;
};

/* One thing that codes may pay for: an infusion (its runs added up, or one), a push, the fluid of
 * an access, an injection ... */
struct service {
    enum kind kind;
    enum group group;
    struct visit *visit;
    struct access *access; /* NULL: not IV */
    struct slot *slot;     /* NULL: not IV */
    int infusate;
    const char *name;
    struct wrow **rows;
    size_t n_rows, cap_rows;
    int first_row; /* the lowest of their numbers */
    struct run **runs;
    size_t n_runs, cap_runs;
    struct run *one_run; /* the list of most services, as is one_unit */
    struct unit *one_unit;
    struct spans spans; /* its minutes on the clock */
    int unplaced;       /* minutes without a place */
    int minutes;        /* in all; -1: not known */
    minute_t at;
    day_t day;      /* the date it stands for (midnight = split), else NO_DAY */
    bool continued; /* split: goes on from the date before */
    bool later;     /* hours only: the drug's first hour is taken */
    bool by_intent;
    bool article_initial; /* an initial only by the article's modifier table */
    bool candidate;       /* may take the initial slot */
    bool first_push;      /* of its drug on the access */
    struct service *drip; /* a push of a drug that is also infused there: its first infusion */
    /* relation, set by step_relate */
    enum role role; /* of its first unit */
    const struct rule *rule;
    const char *account;  /* why it bills nothing, when it has no unit */
    struct spans counted; /* minutes on the clock that earn units */
    int counted_minutes;
    const char *rest; /* account of the minutes that do not count */
    struct piece *pieces;
    size_t n_pieces, cap_pieces;
    struct spans carved_drug, carved_push; /* fluid minutes that are not the fluid's own */
    struct unit **units;
    size_t n_units, cap_units;
    enum device device;
    unsigned flags; /* of all its rows */
};

/* One unit of one code. */
struct unit {
    const struct code *code;
    struct service *service;
    struct visit *visit;
    int access; /* -1: none */
    day_t date;
    minute_t at; /* its first minute, NO_MINUTE when not on the clock */
    int minutes; /* minutes it takes from the service */
    bool initial, article_initial;
    const struct rule *rule;
    int margin, earned_at, next_at; /* -1: not timed */
    const char *modifiers[4];
    int n_modifiers;
    const char *dropped; /* account, when an edit took it off the claim */
    int number;          /* of its code within the visit */
    size_t kept;         /* where it stands in the result */
};

/* One access of one visit (and, under observation_days = per_day, one date): one initial. */
struct slot {
    struct visit *visit;
    struct access *access;
    day_t day; /* NO_DAY: all */
    struct service **services;
    size_t n, cap;
    struct service *initial;
};

struct access {
    struct visit *visit;
    int index;
    bool main;         /* labels without a reason */
    const char *label; /* of the first label */
    const char *reason;
    size_t n_labels;
    struct spans drug, chemo, push; /* where drugs ran, where pushes were given */
    const struct wrow *untimed;     /* a drug that ran on it at times nobody charted, or NULL */
};

/* Minutes that earn units together: a stretch of fluid between drug infusions less what is not its
 * own, or all counted minutes of an infusion. */
struct piece {
    struct spans spans;
    int unplaced; /* minutes without a place on the clock */
    int minutes;  /* of both */
    day_t day;    /* the date it stands for (midnight = split), else NO_DAY */
    int lead;     /* minutes before the first unit that bill nothing, for this reason */
    const char *lead_account;
    size_t first_unit, n_units; /* in the service's units; what is left after them is the tail */
};

/* How a line was charted; several may be one access. */
struct label {
    const char *text;
    const char *reason; /* NULL: none documented */
    struct access *access;
};

struct visit {
    int number;
    struct label *labels; /* by text */
    size_t n_labels;
    bool *codes; /* on its claim, by code index; NULL: no add-on is among them */
    struct access *accesses;
    size_t n_accesses;
    struct slot **slots;
    size_t n_slots, cap_slots;
    day_t day;      /* of its first coded row */
    bool many_days; /* coded IV rows begin on several dates */
};

struct work {
    const struct book *book;
    const struct policy *policy;
    const struct encounter *e;
    struct result *r;
    struct arena *a;
    bool brief; /* nobody asks why: engine.h, result_init_brief() */
    enum setting setting;
    const char *payer;
    day_t day;
    struct wrow *rows;
    size_t n_rows;
    unsigned lanes; /* bit per lane that some row has */
    struct visit *visits;
    size_t n_visits;
    struct run **runs;
    size_t n_runs, cap_runs;
    struct service **services; /* every service, in the order of making */
    size_t n_services, cap_services;
    struct unit **units;
    size_t n_units, cap_units;
    const char **names; /* interned names of drugs that the table does not know */
    size_t n_names, cap_names;
    size_t *first_finding; /* by row number: 1 + index of its last finding, 0 none */
    size_t *next_finding;  /* by finding: the one of the same row before it */
    size_t n_next, cap_next;
    struct bag **bags;
    size_t n_bags, cap_bags;
};

/* ---- note.c: decisions and findings ---- */

#define FACTS(...)                                                                                 \
    (const struct fact[]){__VA_ARGS__}, COUNT_OF(((const struct fact[]){__VA_ARGS__}))
#define NO_FACTS NULL, 0
static inline struct fact fact_number(const char *name, int64_t number)
{
    return (struct fact){.name = name, .type = FACT_NUMBER, .number = number};
}
static inline struct fact fact_text(const char *name, const char *text)
{
    return (struct fact){.name = name, .type = FACT_TEXT, .text = text ? text : ""};
}
static inline struct fact fact_clock(const char *name, minute_t at)
{
    return (struct fact){.name = name, .type = FACT_CLOCK, .number = at};
}
static inline struct fact fact_date(const char *name, day_t day)
{
    return (struct fact){.name = name, .type = FACT_DATE, .number = day};
}
static inline struct fact fact_measure(const char *name, int64_t millionths, const char *unit)
{
    return (struct fact){.name = name, .type = FACT_MEASURE, .number = millionths, .text = unit};
}
struct fact fact_switch(struct work *w, enum switch_id id); /* "value": the policy's word for it */

/* The value of a switch; the result remembers that it was read. */
static inline int use(struct work *w, enum switch_id id)
{
    w->r->switches_used |= (uint32_t)1 << id;
    return w->policy->value[id];
}
static inline int limit(const struct work *w, enum limit_id id)
{
    return w->book->limits[id].value;
}
static inline const char *account(const struct work *w, enum account_id id)
{
    return w->book->accounts[id].name;
}
void keep_decision(struct work *w, enum rule_id rule, enum verdict verdict, int row,
                   const struct visit *visit, const struct code *code, const struct fact *facts,
                   size_t n);
void keep_row_decision(struct work *w, const struct rule *rule, enum verdict verdict,
                       const struct wrow *row, const struct code *code, const struct fact *facts,
                       size_t n);
/* A finding on a row (0: the encounter); each id and row once. */
void keep_finding(struct work *w, enum finding_id id, int row, const struct visit *visit,
                  const struct code *code, const struct fact *facts, size_t n);
/* The same with nothing to do, and no facts looked up, while nobody asks why. */
#define decide(w, ...) ((w)->brief ? (void)0 : keep_decision((w), __VA_ARGS__))
#define decide_row(w, ...) ((w)->brief ? (void)0 : keep_row_decision((w), __VA_ARGS__))
#define find(w, id, row, visit, code, ...)                                                         \
    ((w)->brief ? keep_finding((w), (id), (row), (visit), (code), NO_FACTS)                        \
                : keep_finding((w), (id), (row), (visit), (code), __VA_ARGS__))
void find_def(struct work *w, const struct finding_def *def, int row, const struct visit *visit);

/* ---- small questions ---- */
static inline int service_row(const struct service *s) /* number of its earliest row */
{
    return s->first_row;
}
const char *charted_name(const struct wrow *x); /* its drug as charted */
const char *join_names(struct work *w, const char *const *names, size_t n, const char *between);

/* Names that a fact lists: "A, B (push)".  They are kept apart until somebody reads them. */
struct names {
    const char **parts;
    size_t n;
};
struct names names_new(struct work *w, size_t most); /* room for so many names */
void names_add(struct names *names, const char *name);
void names_add_what(struct names *names, const char *name, const char *what); /* name (what) */
bool names_have(const struct names *names, const char *name); /* of those added without what */
static inline struct fact fact_names(const char *name, const struct names *names)
{
    return (struct fact){
        .name = name, .type = FACT_LIST, .number = (int64_t)names->n, .parts = names->parts};
}
bool is_office(const struct work *w);
static inline int int_order(int64_t a, int64_t b) /* for qsort: -1, 0, 1 */
{
    return (a > b) - (a < b);
}
int name_order(const char *a, const char *b);
/* The row has a dose, and it says how much of the drug was given: not a number of lesions. */
bool dose_is_amount(const struct row *row);
/* The same drug or mixture, coded under the same class. */
bool same_drug(const struct service *a, const struct service *b);
void service_add_row(struct work *w, struct service *s, struct wrow *row);
void service_add_run(struct work *w, struct service *s, struct run *run);
struct service *service_new(struct work *w, enum kind kind, const struct wrow *first);
/* Adds where it ran; a pump that nobody stopped ran on for as long as it was ordered. */
void service_spans(struct work *w, struct spans *set, const struct service *s);
/* A flush, which step_edits may find to be the only service; until then nothing is said of it. */
bool row_is_flush(const struct wrow *x);
/* For two that tie in all that decides between them: by what else they say, so that the order in
 * which they were charted decides only between two that say the same. */
int charted_order(const struct wrow *a, const struct wrow *b);
int service_order(const struct service *a, const struct service *b);
int64_t service_time(const struct service *s); /* its beginning; the untimed come last */
/* In how many pieces the fluid's own minutes lie, whether or not they add up. */
size_t fluid_pieces(const struct work *w, const struct service *s);
day_t service_date(const struct work *w, const struct service *s);
struct unit *unit_add(struct work *w, struct service *s, const struct code *code,
                      const struct rule *rule);
struct slot *slot_of(struct work *w,
                     struct service *s); /* of its access (and date, under per_day) */
void slot_add(struct work *w, struct slot *slot, struct service *s);
/* The slot's services by infusate; infusions before pushes; in each, by time (the untimed last). */
struct service **slot_by_drug(struct work *w, const struct slot *slot);
/* The run's start date for a minute of the service (midnight = start_date). */
day_t unit_date(const struct work *w, const struct service *s, minute_t at);

/* Does a compete before b for the initial slot?  Both must be candidates (rank above 0). */
bool initial_before(struct work *w, const struct service *a, const struct service *b);
/* Its place in the facility hierarchy, 1 highest; 0: it does not compete. */
int initial_rank(const struct work *w, const struct service *s);

/* ---- the steps, in their order; see engine.c ---- */
void step_record(struct work *w);
void step_scope(struct work *w);
void classify_rows(struct work *w); /* quietly: step_scope asks for the class too */
void step_class(struct work *w);
void step_access(struct work *w);
void step_access_said(struct work *w);
void step_time(struct work *w);
void step_kind(struct work *w);
void step_same_drug(struct work *w);
void step_carve(struct work *w);
void step_initial(struct work *w);
void step_relate(struct work *w);
void step_units(struct work *w);
void step_edits(struct work *w);
void step_drugs(struct work *w);
void step_claim(struct work *w);
void step_check(struct work *w);
void step_ledger(struct work *w);

#endif
