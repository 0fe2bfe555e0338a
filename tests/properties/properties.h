/* properties.h: what must hold for every encounter under every policy.  Each property looks at one
 * trial and says in words what does not hold. */
#ifndef IVLEDGER_TESTS_PROPERTIES_H
#define IVLEDGER_TESTS_PROPERTIES_H

#include "generate.h"

/* One encounter under one policy, coded. */
struct trial {
    const struct book *book;
    struct policy policy;
    struct encounter encounter;
    struct result result;
    uint64_t
        seed; /* for what a property draws by chance; the same whenever the trial is repeated */
};

/* Codes trial->encounter into trial->result. */
void trial_code(struct trial *trial);

struct property {
    const char *name;
    bool (*holds)(const struct trial *trial, struct str *why);
};
extern const struct property PROPERTIES[];
extern const size_t N_PROPERTIES;

/* Properties of the result as it stands (judge.c) ... */
bool property_balance(const struct trial *trial, struct str *why);
bool property_one_initial(const struct trial *trial, struct str *why);
bool property_parents(const struct trial *trial, struct str *why);
bool property_one_concurrent(const struct trial *trial, struct str *why);
bool property_reasons(const struct trial *trial, struct str *why);
/* ... of its words (explain.c) ... */
bool property_why_not(const struct trial *trial, struct str *why);
bool property_sentences(const struct trial *trial, struct str *why);
/* ... and those that code a changed encounter and compare (change.c). */
bool property_order(const struct trial *trial, struct str *why);
bool property_split(const struct trial *trial, struct str *why);
bool property_shift(const struct trial *trial, struct str *why);
bool property_excluded(const struct trial *trial, struct str *why);
bool property_same_bytes(const struct trial *trial, struct str *why);
bool property_brief(const struct trial *trial, struct str *why);
bool property_longer(const struct trial *trial, struct str *why);
/* ... and of how things are written (rename.c). */
bool property_names(const struct trial *trial, struct str *why);
bool property_labels(const struct trial *trial, struct str *why);
bool property_papers(const struct trial *trial, struct str *why);

#endif
