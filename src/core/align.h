/* align.h: the answers of coder, engine and reviewer side by side, administration by administration,
 * and what kind of error each difference is.
 *
 * A slot is one service of the engine with what the others have in its place, or a line that only
 * they have.  Differences that only follow from another one (a wrong initial drags the rest of its
 * visit, a wrong class its hours) are marked so and count once.  Says nothing of who is right: the
 * reviewer's answer is the measure where there is one, else the engine's. */
#ifndef IVLEDGER_ALIGN_H
#define IVLEDGER_ALIGN_H

#include "keyed.h"

#define ERROR_CLASSES(X)                                                                           \
    X(NONE, "")                                                                                    \
    X(RELATION, "relation") /* initial, sequential, concurrent: the wrong one of these */          \
    X(CLASS, "class")       /* fluid, drug, chemo: the wrong one */                                \
    X(MINUTES, "minutes")   /* push for infusion, an hour too many */                              \
    X(MISSED, "missed")                                                                            \
    X(EXTRA, "extra")                                                                              \
    X(MODIFIER, "modifier")                                                                        \
    X(UNITS, "units")                                                                              \
    X(POLICY, "policy") /* a question of the site's switches; only a person says so */
enum error_class {
#define X(name, text) ERROR_##name,
    ERROR_CLASSES(X)
#undef X
        ERROR_CLASS_COUNT
};
const char *error_class_name(enum error_class class_of_error);
bool error_class_find(const char *name, enum error_class *out);

enum side { SIDE_CODER, SIDE_ENGINE, SIDE_REVIEWER, SIDE_COUNT };

struct slot {
    int visit;              /* from 1, as in the texts */
    int row;                /* first row of the service; 0: not of a row */
    const struct line *of;  /* the engine's line, or NULL */
    const struct keyed *side[SIDE_COUNT]; /* NULL: has nothing here */
    enum error_class error; /* of the coder's answer */
    bool follows;           /* from an error in another slot */
};
struct alignment {
    struct slot *slots;
    size_t n, cap;
    bool reviewed; /* the reviewer's answer is the measure */
    int errors;    /* that do not follow from others */
};

/* reviewer: NULL where there is none yet.  The lists must outlive the alignment. */
void align(struct arena *arena, const struct result *r, const struct keyed_list *coder,
           const struct keyed_list *engine, const struct keyed_list *reviewer,
           struct alignment *out);

/* What a code stands for: kind, class and role of the first service that has it; false: none. */
struct code_place {
    enum kind kind;
    enum group group;
    enum role role;
};
bool code_place(const struct book *book, const struct code *code, struct code_place *out);

#endif
