/* edition.h: a file of CMS into the rule book: what it changes from a day on, shown first, then
 * written to the data directory, or to the site's own copy where that may not be written.
 *
 * Takes the codes of the book's family and their partners, never a descriptor.  Nothing before the
 * edition's first day changes.  The book with the change is loaded and proved before it replaces
 * the old one. */
#ifndef IVLEDGER_EDITION_H
#define IVLEDGER_EDITION_H

#include "amend.h"
#include "cms.h"

struct edition {
    /* asked for */
    const char *data_dir; /* where the book is now */
    const char *own_dir;  /* where to put a copy when data_dir may not be written; NULL: nowhere */
    enum cms_kind kind;
    day_t from; /* first day; NO_DAY: as each file's name tells */
    bool dry_run;
    amend_say_fn *say;     /* each change, one line */
    complain_fn *complain; /* each bad row */
    void *context;
    /* told */
    long rows, taken;                             /* in the files; about codes of the book */
    long added, changed, corrected, closed, same; /* rows of tables */
    const char *written; /* the data directory that has the change; NULL: nothing was written */
    struct arena arena;  /* owns written; edition_release() */
};
enum edition_result {
    EDITION_DONE,
    EDITION_BAD_FILE, /* a file has bad rows or no edition (said, err) */
    EDITION_BAD_BOOK, /* the book with the change does not stand (said) */
    EDITION_NO_PLACE, /* nowhere to write (err) */
};
enum edition_result edition_import(struct edition *e, const char *const *files, size_t n,
                                   struct err *err);
void edition_release(struct edition *e);

#endif
