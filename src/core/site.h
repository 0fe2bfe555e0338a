/* site.h: what one site says of itself, for its claims: its hospital, its indices, its charges.
 *
 * Filled by db/site from site.csv and charges.csv of the site's configuration.  A site changes
 * claims and what holds where a record says neither setting nor payer; the engine does not know it.
 * Every function takes NULL for no site. */
#ifndef IVLEDGER_SITE_H
#define IVLEDGER_SITE_H

#include "claim_tables.h"

/* X(enum name, name in site.csv, kind of value, words where it is one of a few) */
#define SITE_SETTINGS(X)                                                                           \
    X(NAME, "name", TEXT, "")                                                                      \
    X(SETTING, "setting", WORD, "facility office")                                                 \
    X(PAYER, "payer", TEXT, "")                                                                    \
    X(HOSPITAL, "hospital", WORD, "opps critical_access")                                          \
    X(PLACE, "place_of_service", PLACE, "")                                                        \
    X(OFF_CAMPUS, "off_campus", WORD, "no excepted other")                                         \
    X(RURAL_SOLE, "rural_sole_community", WORD, "n y")                                             \
    X(DISCOUNT, "discount_340b", CODES, "")                                                        \
    X(ROUTE_MODIFIERS, "route_modifiers", CODES, "")                                               \
    X(QUALIFYING, "qualifying_participant", WORD, "n y")                                           \
    X(GPCI_WORK, "gpci_work", AMOUNT, "")                                                          \
    X(GPCI_PE, "gpci_pe", AMOUNT, "")                                                              \
    X(GPCI_MP, "gpci_mp", AMOUNT, "")                                                              \
    X(WAGE_INDEX, "wage_index", AMOUNT, "")                                                        \
    X(REVENUE, "revenue.", REVENUE, "")
enum site_kind {
    SITE_KIND_TEXT,
    SITE_KIND_WORD,
    SITE_KIND_PLACE,   /* two digits */
    SITE_KIND_CODES,   /* HCPCS codes with blanks between, or all */
    SITE_KIND_AMOUNT,  /* an index such as 1.034, above 0 */
    SITE_KIND_REVENUE, /* revenue.ID of a row of revenue.csv: four digits */
};
enum site_setting {
#define X(name, text, kind, words) SITE_##name,
    SITE_SETTINGS(X)
#undef X
        SITE_SETTING_COUNT
};
const char *site_setting_name(enum site_setting id);
enum site_kind site_setting_kind(enum site_setting id);
const char *site_setting_words(enum site_setting id); /* blanks between */
/* The name nearest to what was written, for messages. */
const char *site_setting_nearest(const char *name);
/* revenue.ID finds SITE_REVENUE. */
bool site_setting_find(const char *name, enum site_setting *id);

struct site_row {
    struct days_valid days;
    enum site_setting id;
    const char *setting, *value; /* as written */
    int64_t amount;              /* millionths, AMOUNT only */
};
/* Reads amount from value where the setting is an index.  NULL: the value is fine, else what it
 * should have been. */
const char *site_value_read(struct site_row *row);
struct site_charge {
    struct days_valid days;
    const char *code;
    int64_t charge; /* millionths of a dollar for one unit */
};
struct site {
    struct arena arena; /* owns everything below */
    const char *path;   /* of site.csv, for messages */
    const struct site_row *rows;
    size_t n_rows;
    const struct site_charge *charges;
    size_t n_charges;
};
void site_init(struct site *site);
void site_release(struct site *site);

const char *site_text(const struct site *site, enum site_setting id, day_t day); /* "": not said */
/* The setting and the payer that an encounter does not say, where the site does for that day. */
void site_fill(const struct site *site, struct encounter *e, day_t day);
bool site_says(const struct site *site, enum site_setting id, const char *word, day_t day);
int64_t site_amount(const struct site *site, enum site_setting id, day_t day); /* 0: not said */
/* Is the code in the list, or the list "all"? */
bool site_lists(const struct site *site, enum site_setting id, const char *code, day_t day);
/* The site's revenue code instead of a row of revenue.csv, "": none. */
const char *site_revenue(const struct site *site, const char *id, day_t day);
/* Whole cents for one unit, -1: the site gave none. */
int64_t site_charge(const struct site *site, const char *code, day_t day);

#endif
