/* quick_inside.h: what the files of the quick line know together.  Private to quick*.c. */
#ifndef IVLEDGER_QUICK_INSIDE_H
#define IVLEDGER_QUICK_INSIDE_H

#include "quick.h"
#include "typed.h"

/* One word of the line, quotes taken off. */
struct quick_word {
    const char *text;
    size_t from, to;
    size_t quoted; /* how many letters of text stand before the first quote, SIZE_MAX: no quote */
};

struct reading {
    const struct quick_context *context;
    struct quick *out;
    struct quick_word *words;
    size_t n, cap;
    size_t at; /* the word to be read next */
    struct typed_around around;
    day_t day; /* said, and waiting for a time */
    size_t day_word;
    bool open;     /* "0830-" or "-" was read: the next bare time is the stop */
    size_t opened; /* word of x4, SIZE_MAX: none */
};

/* A field is said by the words first..last.  Said twice is a trouble. */
void quick_put(struct reading *r, enum field_id field, const char *value, size_t first,
               size_t last);
/* Adds a trouble about the words first..last; returns it, so that choices can be added. */
struct quick_trouble *quick_fault(struct reading *r, enum quick_fault fault, size_t first,
                                  size_t last, const char *format, ...) PRINTF_LIKE(5, 6);

/* Each looks at the word r->at (and those behind it); true: read, or refused with a trouble, and
 * r->at moved on. */
typedef bool quick_reader(struct reading *r);
quick_reader quick_read_mark, quick_read_pair, quick_read_time, quick_read_opened, quick_read_dose,
    quick_read_vocabulary, quick_read_label, quick_read_cut;

void quick_read_drug(struct reading *r);     /* the first words */
void quick_finish_opened(struct reading *r); /* x4, when drug and dose are known */
void quick_unknown(struct reading *r);
/* Is the word at index anything but a part of a drug's name? */
bool quick_means_something(struct reading *r, size_t index);

/* Is the word at hand free of quotes? */
bool quick_plain(const struct reading *r);
/* The length of a decimal number at the start of text, 0 when there is none. */
size_t quick_number_length(const char *text);

/* quick_words.c */
const char *quick_unit(const char *text); /* canonical spelling, NULL: no unit */
/* The short word of a value: "p" for push; NULL: none. */
const char *quick_short(enum field_id field, const char *value);

/* Is the label alone, without @, read as that line and nothing else?  The row but, which is being
 * written, does not make its own line known. */
bool quick_bare_line(const struct quick_context *context, const char *label, const struct row *but);
/* The usual word for a line of that label and device; NULL: none. */
const char *quick_line_word(const char *label, const char *device);

/* quick_time.c: does the text have the form of a time or of two? */
bool quick_time_like(const char *text);

#endif
