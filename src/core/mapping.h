/* mapping.h: what the columns and words of somebody else's list of administrations mean: "Begin
 * Dt/Tm" is a start, "IV Push" a route and a method.
 *
 * Turns the cells of one row into texts of our own fields, which field_set() then judges.  Owns
 * nothing; the tables of names are data (data/paste), read by db/paste.c.  Never guesses: a column
 * that is not in the tables means nothing until somebody says what. */
#ifndef IVLEDGER_MAPPING_H
#define IVLEDGER_MAPPING_H

#include "book.h"
#include "field.h"

/* What a column can mean: a field of field.h by its number, or one of these. */
enum meaning {
    MEANS_START_DATE = FIELD_COUNT, /* the date of a start that stands in another column */
    MEANS_STOP_DATE,
    MEANS_ACTION,  /* what was done: given, new bag, held; only words of the table */
    MEANS_NOTHING, /* known not to matter */
    MEANS_UNKNOWN, /* in no table: not used until somebody says what it means */
    MEANS_COUNT
};
typedef int means_t; /* enum field_id or enum meaning */

/* "drug", "start_date", ... "nothing"; "" for MEANS_UNKNOWN. */
const char *means_name(means_t means);
bool means_find(const char *name, means_t *means);
/* For lists: what it means in plain words, "date of the start". */
const char *means_say(means_t means);

/* The tables.  names: normal form (mapping_normal) of a column's name. */
struct mapping_name {
    const char *name;
    means_t means;
};
/* In a column of that meaning the word stands for field=value pairs, possibly none at all. */
struct mapping_word {
    means_t means;
    const char *word; /* normal form */
    struct {
        enum field_id field;
        const char *value;
    } pairs[3];
    size_t n_pairs;
};
struct mapping_tables {
    struct mapping_name *names;
    size_t n_names, cap_names;
    struct mapping_word *words;
    size_t n_words, cap_words;
};

/* A name as it is compared: lower case, figures and letters, one blank for anything else. */
void mapping_normal(const char *name, char *out, size_t size);
/* What a column of that name means: by the columns of field.h, then by the table. */
means_t mapping_guess(const struct mapping_tables *tables, const char *name);
/* True when the columns together make rows: a drug, and nothing meant twice; else err says what
 * lacks.  names may be NULL. */
bool mapping_check(const means_t *means, const char *const *names, size_t n, struct err *err);

/* One row as texts of our fields; NULL where no column says anything. */
struct mapped {
    const char *texts[FIELD_COUNT];
    int columns[FIELD_COUNT]; /* where the text came from, -1: nowhere */
    const char *remark;       /* what was read otherwise than it stands there, or NULL */
};
/* cells may be shorter than the columns.  Texts live in arena; book may be NULL. */
void mapping_row(struct arena *arena, const struct mapping_tables *tables, const means_t *means,
                 const char *const *cells, size_t n, const struct book *book, struct mapped *out);

#endif
