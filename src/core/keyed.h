/* keyed.h: claim lines as somebody keyed them, "96366x2 96375-59 | 96374": read, printed, overruled.
 *
 * What a coder or a reviewer says instead of the engine is such text; visits stand apart by " | ", as
 * compare_codes() prints them.  Nothing is decided here.  Memory: the arena that is given. */
#ifndef IVLEDGER_KEYED_H
#define IVLEDGER_KEYED_H

#include "engine.h"

struct keyed {
    int visit;               /* from 1, in the order of the text */
    const char *id;          /* the code as keyed */
    const struct code *code; /* NULL: not in the book */
    const char *modifiers;   /* "59" or "59 XS"; "" none */
    int units;
};
struct keyed_list {
    struct keyed *lines;
    size_t n, cap;
};

/* Reads text; "" gives no lines.  False (err): which word is no line. */
bool keyed_read(struct arena *arena, const struct book *book, const char *text,
                struct keyed_list *out, struct err *err);
/* The lines of a result. */
void keyed_of_result(struct arena *arena, const struct result *r, struct keyed_list *out);
void keyed_print(const struct keyed_list *list, struct str *out);
void keyed_print_line(const struct keyed *line, struct str *out);

/* One departure from the engine: a line becomes another; before "" adds, after "" drops. */
struct overrule {
    int visit;
    const char *before, *after;
};
/* "96375=96374", "=96375-59" adds, "96365=" drops, "2:96375=96374" in the second visit.  False:
 * err. */
bool overrule_read(struct arena *arena, const struct book *book, const char *words,
                   struct overrule *out, struct err *err);
/* Applies it; false (err) when the line is not there. */
bool overrule_apply(struct arena *arena, const struct book *book, const struct overrule *overrule,
                    struct keyed_list *list, struct err *err);
/* "add", "drop", "code", "units" or "modifier". */
const char *overrule_kind(const struct overrule *overrule);

#endif
