/* load.h: data/book/NAME.csv into a library of all dates, checked row by row.
 *
 * Strict: an unknown column, a missing value, a bad number, a date out of order, two rows of one
 * key whose dates overlap, a row without source, a sentence naming a fact its step does not
 * provide, a rule the engine asks for without a row: each is reported with file, line, column and
 * remedy, all of them, not only the first. */
#ifndef IVLEDGER_LOAD_H
#define IVLEDGER_LOAD_H

#include "../core/book.h"
#include "../core/policy.h"

struct library;

/* Gets each complaint as "FILE:LINE: column NAME: what is wrong; what to do". */
typedef void complain_fn(void *context, const char *sentence);

/* dir is the data directory (it holds book/).  NULL when anything was wrong; err then holds the
 * first sentence and how many there were. */
struct library *library_load(const char *dir, complain_fn *complain, void *context,
                             struct err *err);
void library_free(struct library *library);
/* The book for a date of service; NULL (err) when no edition covers it.  Owned by the library. */
const struct book *library_on(struct library *library, day_t day, struct err *err);
/* The last book of an edition; NULL: of the newest edition. */
const struct book *library_edition(struct library *library, const char *edition, struct err *err);
const char *library_hash(struct library *library);

/* switches.csv and policies.csv: a policy by name ("reference", "cms"), or from a FILE of
 * switch,value rows. */
bool library_policy(struct library *library, const char *name_or_file, struct policy *out,
                    struct err *err);
/* The rows of switches.csv: switch,value,say,held_by,source,locator */
struct switch_meaning {
    enum switch_id id;
    int value;
    const char *say, *held_by;
    const struct source *source;
};
size_t library_switches(const struct library *library, const struct switch_meaning **out);
size_t library_policies(const struct library *library, const char *const **names);

/* reasons.csv: why somebody overrules the engine, and what an error of a class weighs. */
struct reason {
    bool error; /* else a reason to overrule */
    const char *id, *say;
    int weight;
};
size_t library_reasons(const struct library *library, const struct reason **out);
/* The reason to overrule of that name; NULL (err): none, with all of them. */
const struct reason *library_reason(const struct library *library, const char *id, struct err *err);
int library_weight(const struct library *library,
                   const char *error_class); /* 1: not in the table */
/* selfaudit.csv */
struct audit_question;
size_t library_audits(const struct library *library, const struct audit_question **out);

/* ---- the book as it stands in its files, for `rules list` and `rules show` ---- */

struct library_row {
    const char *table; /* rules, kinds ... */
    const char *path;
    long line;
    const char *key; /* the cells that tell rows apart, with blanks between; empty cells are - */
    day_t from, to;  /* both NO_DAY in a table without dates; to NO_DAY: open */
    const char *const *names, *const *cells; /* the columns and what stands in them */
    size_t n;
    const struct source *source; /* NULL: the table has no column source */
};
/* What stands in a column of the row; "" where the table has no such column. */
const char *library_cell(const struct library_row *row, const char *column);
/* Does its locator, as citations print it ("XI.B.2, H01"), name this place (H01) among others? */
bool library_row_cites(const struct library_row *row, const char *place);
/* false stops. */
typedef bool library_row_fn(void *context, const struct library_row *row);
/* Hands out every row of a table, or of all tables (NULL), in file order.  False: a file cannot be
 * read any more or there is no such table (err). */
bool library_rows(const struct library *library, const char *table, library_row_fn *fn,
                  void *context, struct err *err);
/* The names of the tables, in the order in which they are read. */
size_t library_tables(const struct library *library, const char *names[], size_t max);

#endif
