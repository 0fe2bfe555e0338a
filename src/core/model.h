/* model.h: the vocabulary: what was charted.  Plain structs, filled by the readers and the forms.
 *
 * Text belongs to the encounter's arena.  Nothing here decides anything. */
#ifndef IVLEDGER_MODEL_H
#define IVLEDGER_MODEL_H

#include "when.h"

/* The words of the administration CSV, in the order of the enums below; index 0 is "not said". */
enum setting { SETTING_NONE, SETTING_FACILITY, SETTING_OFFICE, SETTING_COUNT };
enum yesno { SAID_NOTHING, SAID_YES, SAID_NO, YESNO_COUNT };
enum drug_class {
    CLASS_NONE,
    CLASS_THERAPEUTIC,
    CLASS_HYDRATION,
    CLASS_CHEMO,
    CLASS_COMPLEX,
    CLASS_HORMONAL,
    CLASS_BLOOD,
    CLASS_CONTRAST,
    CLASS_VACCINE,
    CLASS_OTHER,
    CLASS_COUNT
};
enum route {
    ROUTE_NONE,
    ROUTE_IV,
    ROUTE_SC,
    ROUTE_IM,
    ROUTE_IA,
    ROUTE_IT,
    ROUTE_IP,
    ROUTE_IPL,
    ROUTE_IL,
    ROUTE_PO,
    ROUTE_TOP,
    ROUTE_VES,
    ROUTE_COUNT
};
enum method {
    METHOD_NONE,
    METHOD_INFUSION,
    METHOD_PUSH,
    METHOD_INJECTION,
    METHOD_PUMP,
    METHOD_ONBODY,
    METHOD_SETUP,
    METHOD_REFILL,
    METHOD_FLUSH,
    METHOD_COUNT
};
/* A set-up, an on-body injector and a refill are coded whatever the class of the drug. */
static inline bool method_needs_class(enum method method)
{
    return method != METHOD_SETUP && method != METHOD_ONBODY && method != METHOD_REFILL;
}
enum device {
    DEVICE_NONE,
    DEVICE_PERIPHERAL,
    DEVICE_PICC,
    DEVICE_CVC,
    DEVICE_PORT,
    DEVICE_PORTABLE_PUMP,
    DEVICE_IMPLANTED_PUMP,
    DEVICE_RESERVOIR,
    DEVICE_COUNT
};
enum flag {
    FLAG_DILUENT = 1 << 0,
    FLAG_KVO = 1 << 1,
    FLAG_FLUSH = 1 << 2,
    FLAG_INTEGRAL = 1 << 3,
    FLAG_DISCONTINUED = 1 << 4,
    FLAG_REACTION = 1 << 5,
    FLAG_NOTGIVEN = 1 << 6,
    FLAG_PREHOSPITAL = 1 << 7,
    FLAG_INTERRUPTED = 1 << 8,
    FLAG_OWNREASON = 1 << 9,
    FLAG_LABELFLUID = 1 << 10,
    FLAG_CLINICPUMP = 1 << 11
};
#define FLAG_COUNT 12

/* Word lists: name of a value ("" for 0 or out of range) and the value of a name (ASCII case does
 * not matter; false when there is none).  Flags are counted by bit number here. */
enum words {
    WORDS_SETTING,
    WORDS_YESNO,
    WORDS_CLASS,
    WORDS_ROUTE,
    WORDS_METHOD,
    WORDS_DEVICE,
    WORDS_FLAG,
    WORDS_COUNT
};
const char *word_name(enum words list, int value);
bool word_find(enum words list, const char *name, int *value);
int word_count(enum words list);               /* values run from 1 (flags: from 0) to below this */
const char *const *word_list(enum words list); /* the names alone, NULL at the end */

/* Opened single-dose containers: 4x100 mg + 1x400 mg. */
struct vial {
    int count;
    int64_t size; /* millionths of unit */
    const char *unit;
};

struct row {
    int number; /* from 1 in file order, unique in the encounter */
    int visit;  /* 1, 2, ... */
    const char *drug;
    enum drug_class drug_class;
    enum route route; /* ROUTE_NONE: not said, IV */
    enum method method;
    const char *line; /* access label; "": the default "1" */
    enum device device;
    const char *bag;
    minute_t start,
        stop;     /* NO_MINUTE: not charted; stop may lie before start if it came with a date */
    int minutes;  /* charted length, -1: not charted */
    int planned;  /* ordered minutes, -1: not charted */
    int64_t dose; /* millionths of unit, -1: not charted */
    const char *unit;
    struct vial *vials;
    int n_vials;
    bool vials_multi, vials_shared;
    const char *site_reason;
    enum yesno primary, order, is_signed;
    unsigned flags; /* enum flag */
    const char *note;
};

struct encounter {
    struct arena arena; /* owns every text and the rows */
    const char *id, *patient;
    day_t date; /* NO_DAY: not said */
    enum setting setting;
    const char *payer; /* lower case; "": the site's default */
    const char *dx;    /* codes separated by one space */
    const char *em;
    enum yesno em_separate;
    const char *auth;
    day_t auth_to, covered_to;
    const char *coder;
    struct row *rows;
    size_t n_rows, cap_rows;
};

void encounter_init(struct encounter *e);
void encounter_release(struct encounter *e);
void encounter_clear(struct encounter *e); /* empty again; its memory serves the next one */
/* A deep copy into an uninitialised encounter. */
void encounter_copy(struct encounter *to, const struct encounter *from);
/* Appends an empty row (numbers of minus one, times NO_MINUTE, visit 1) and numbers it. */
struct row *encounter_add_row(struct encounter *e);
void encounter_delete_row(struct encounter *e, size_t index);
void encounter_move_row(struct encounter *e, size_t from, size_t to); /* renumbers */
void row_init(struct row *row);
/* The row of that number, NULL: there is none (0 stands for the encounter). */
struct row *encounter_row(const struct encounter *e, int number);
/* First date of the encounter: the charted date, else the first start or stop; NO_DAY if none. */
day_t encounter_day(const struct encounter *e);
enum setting encounter_setting(const struct encounter *e); /* with the default: facility */

#endif
