/* field_spec.h: what field.c, field_set.c, field_memo.c and field_print.c know together about a
 * column.
 *
 * Private to those and to field_words.c: everybody else asks field.h. */
#ifndef IVLEDGER_FIELD_SPEC_H
#define IVLEDGER_FIELD_SPEC_H

#include "field.h"

/* One way of reading and one of printing for each. */
enum field_form {
    AS_TEXT,  /* as charted, blanks at the ends taken off */
    AS_PAYER, /* lower case */
    AS_DX,    /* upper case, one blank between codes */
    AS_VISIT_CODE,
    AS_WORD,  /* one of a list of words */
    AS_ROUTE, /* the same, which may say the method too */
    AS_FLAGS,
    AS_DAY,
    AS_START,
    AS_STOP,
    AS_VISIT,
    AS_MINUTES,
    AS_AMOUNT,
    AS_VIALS,
    FIELD_FORM_COUNT
};

struct field_spec {
    struct field field;
    enum field_form form;
    size_t offset;    /* in struct encounter, or in struct row */
    enum words words; /* of AS_WORD, AS_ROUTE and AS_FLAGS */
};
const struct field_spec *field_spec(enum field_id id);

#define FIELD_LONGEST 2000 /* of all the field.max */
#define MAX_VISIT 99
#define MAX_MINUTES 100000

/* field_set() of a text of so many bytes and a zero. */
bool field_set_sized(struct encounter *e, struct row *row, enum field_id id, const char *text,
                     size_t length, struct err *err);
/* Where the value of a field lives. */
void *field_place(struct encounter *e, struct row *row, const struct field_spec *spec);
/* Where a bare clock time for the stop would come to lie: the first such time not before the start,
 * else on the encounter's date; NO_MINUTE when neither is known. */
minute_t field_rolled_stop(const struct encounter *e, const struct row *row, int clock);

/* A word of the list, or one that charts write for it (field_words.c); false when neither. */
bool field_word_find(enum words list, const char *text, int *value);
/* The method that a charted route says with it ("IVP": push), else METHOD_NONE. */
enum method field_route_method(const char *text);
/* The payer that a name means: the plain names of Medicare are Medicare, any other is itself. */
const char *field_payer(const char *text);
/* Minutes of a charted length, 0..max: 75, 75 min, 1 h 15 min, 1.5 hours. */
bool field_length(const char *text, long max, long *out);

#endif
