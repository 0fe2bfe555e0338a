/* filter.h: the words that narrow saved work, the same for every list, export and report:
 * coder=rlee from=2026-03-01 code=..., and what each means.
 *
 * One table (filter.c) holds name, kind, help and SQL; values are always bound.  Owns nothing: texts
 * of a filter point into the words that were given. */
#ifndef IVLEDGER_FILTER_TABLE_H
#define IVLEDGER_FILTER_TABLE_H

#include "../core/base.h"

struct store_filter;

enum filter_id {
    FILTER_STATUS,
    FILTER_CODER,
    FILTER_NUMBER,
    FILTER_FROM,
    FILTER_TO,
    FILTER_CHANGED,
    FILTER_PAYER,
    FILTER_SETTING,
    FILTER_AMOUNT,
    FILTER_CODE,
    FILTER_MODIFIER,
    FILTER_RULE,
    FILTER_FINDING,
    FILTER_SEVERITY,
    FILTER_DRUG,
    FILTER_OVERRIDDEN,
    FILTER_DIFFERS,
    FILTER_REVIEW,
    FILTER_REVIEWER,
    FILTER_SAMPLE,
    FILTER_TEXT,
    FILTER_SORT, /* narrows nothing: the order of a list */
    FILTER_SAVED, /* the words kept under that name (store.h), below those that are given */
    FILTER_COUNT
};

/* Its name, what to write behind =, what it lets through. */
const char *filter_name(enum filter_id id);
const char *filter_takes(enum filter_id id);
const char *filter_say(enum filter_id id);
/* Sets one word; "" or NULL as value lets everything through again.  False (err): the name is none,
 * with the nearest, or the value is not one of its kind. */
bool filter_set(struct store_filter *filter, const char *name, const char *value, struct err *err);
/* Words as they are typed: NAME=VALUE, blanks between, "" around a value with blanks; loose words are
 * searched for (text=).  False (err): the filter is as far as it could be read.  Texts live in arena. */
bool filter_words(struct store_filter *filter, const char *words, struct arena *arena,
                  struct err *err);
/* True when nothing narrows; an order narrows nothing. */
bool filter_open(const struct store_filter *filter);
/* Each word of under that filter does not say itself is taken over; texts stay where they are. */
void filter_below(struct store_filter *filter, const struct store_filter *under);
/* "coder=rlee code=..." as it would be written. */
void filter_print(const struct store_filter *filter, struct str *out);

/* For the store: the value of a word ("" not given; dates as text), and how those that have it are
 * found. */
struct filter_by {
    enum {
        BY_NOTHING,   /* narrows nothing */
        BY_FACET,     /* what: the kind of facet, the value behind it (store_facets.h) */
        BY_BEGINNING, /* the same, facets that begin so, in small letters */
        BY_DAYS,
        BY_AMOUNT,
        BY_NUMBER,
        BY_TEXT,
        BY_QUERY /* what: a query of encounter ids, the value is ?1 */
    } how;
    const char *what;
};
const char *filter_value(const struct store_filter *filter, enum filter_id id, char buf[16]);
const struct filter_by *filter_get_by(enum filter_id id);
bool filter_is_no(enum filter_id id, const char *value); /* those that have it not are wanted */
/* "200..500", "1000..", "..50", "217.31" in cents, both ends included.  False: it is none. */
bool filter_amounts(const char *text, int64_t *from, int64_t *to);
/* The order of a list: by what, and whether the largest (last, first of the alphabet) comes first. */
enum sort { SORT_CHANGED, SORT_DATE, SORT_NUMBER, SORT_CODER, SORT_AMOUNT, SORT_COUNT };
enum sort filter_sort(const struct store_filter *filter, bool *backwards);

#endif
