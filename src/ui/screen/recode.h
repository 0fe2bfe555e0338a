/* recode.h: saved work coded again, on the screen: what it would be under another edition, policy
 * or switch, by the rule that changes it; also what a switch of the site would touch, before it is
 * set.  Private to recode*.c.
 *
 * Reads only, until a person accepts one encounter, or sets the switch. */
#ifndef IVLEDGER_RECODE_H
#define IVLEDGER_RECODE_H

#include "../command/recoding.h"
#include "screens.h"

/* Under what, and which: words as rules=EDITION policy=NAME SWITCH=VALUE FILTER=VALUE. */
struct recode_words {
    char words[600];
    struct arena arena; /* what the rest points into */
    struct recode_as as;
    struct policy policy;
    const char **sets;
    size_t cap_sets;
    struct store_filter filter;
};
void recode_words_init(struct recode_words *w);
void recode_words_release(struct recode_words *w);
/* False (err): nothing has changed. */
bool recode_words_read(struct recode_words *w, const struct ui *ui, const char *words,
                       struct err *err);
/* Takes one word, instead of the one that says the same thing; "NAME=" leaves it away. */
bool recode_words_take(struct recode_words *w, const struct ui *ui, const char *word,
                       struct err *err);
/* The words that are about this: "rules", "policy", "" all that are switches, NULL all that are
 * filters.  Adds to out. */
void recode_words_about(const struct recode_words *w, const char *what, struct str *out);

/* One saved encounter that would change. */
struct recode_entry {
    const char *number, *saved, *codes;
    const char *rest;    /* what differs where the codes are the same: "J3370 3 to 2" */
    const char *trouble; /* it could not be coded; or NULL */
    enum status status;
    bool accepted;
};
/* Those that one rule makes change. */
struct recode_group {
    const char *rule;   /* "": the program or its rule book; NULL: they could not be coded */
    const char *reason; /* the sentence of the first of them, or "" */
    struct recode_entry **entries;
    size_t n, cap, seen; /* seen: also those that are too many to list */
};

struct recode_view {
    struct recode_words words;
    struct list list; /* tags: entries from 1; groups from -GROUPS down; SETTINGS */
    int width;
    struct arena arena; /* groups and entries */
    struct recode_group **groups;
    size_t n_groups, cap_groups;
    struct recode_entry **entries; /* of all groups, as listed */
    size_t n_entries, cap_entries;
    struct recode_count count;
    long accepted;
    int64_t total; /* encounters that the filter lets through */
    bool stopped;  /* before all were looked at */
    char asked[64]; /* the switch whose value is being asked for */
    /* a switch of the site that is about to be set */
    bool setting, set;
    enum switch_id id;
    char value[32], before[32];
    bool base; /* given back to the base policy */
};

static inline long recode_looked_at(const struct recode_view *v)
{
    return v->count.changed + v->count.unchanged + v->count.failed;
}

extern const struct view_ops recode_ops;

void recode_run(struct ui *ui, struct recode_view *v); /* codes it all again, with a count */
void recode_fill(struct recode_view *v);               /* the lines of what was found */
void recode_ask(struct ui *ui, struct recode_view *v, const char *what); /* "": what, from a list */
void recode_one_open(struct ui *ui, struct recode_view *v, struct recode_entry *entry);
/* Asks, then saves the selected encounter as it comes out now. */
void recode_accept(struct ui *ui, const struct recode_entry *entry);

#endif
