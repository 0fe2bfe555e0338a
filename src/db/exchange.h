/* exchange.h: the administration CSV (interfaces.md section 2) into encounters and back.
 *
 * Cells are kept as text until the file has been read, since rows of an encounter may stand
 * anywhere; each encounter is then built, handed out and forgotten, so that memory follows the
 * file's text.  A crew begins earlier, with encounters whose rows seem to be complete, forgets their
 * cells, and begins anew with those that went on: their rows are read again from the file, or, of a
 * pipe, have been kept after all.  Columns are those of field.h.  Never codes. */
#ifndef IVLEDGER_EXCHANGE_H
#define IVLEDGER_EXCHANGE_H

#include "../core/field.h"
#include "../core/hash.h"
#include "../core/policy.h"
#include "../core/site.h"
#include "crew.h"
#include "csv.h"

/* Gets each complaint as "FILE:LINE: column NAME: what is wrong; what to do". */
typedef void exchange_complain_fn(void *context, const char *sentence);
/* Gets each good encounter in order of first appearance; false stops the reading. */
typedef bool exchange_each_fn(void *context, const struct encounter *e);

/* What became of some encounters in a thread of its own. */
struct exchange_share {
    struct str text;      /* to be printed */
    struct str sentences; /* to be said, each with its ending zero */
    long good, bad;
    bool found; /* for who makes it: there is something to report */
};
/* Many encounters at once, while the file is still being read.  Which thread has one changes
 * nothing that is printed or said, nor its order. */
struct exchange_crew {
    int size; /* threads: crew_fitting() */
    /* In thread number which (0 to below size): an encounter that begins on the line.  Adds to
     * text, sentences and found; good or bad is counted here. */
    bool (*each)(void *context, struct crew *crew, int which, const struct encounter *e, long line,
                 struct exchange_share *share);
    /* In the caller's thread, in order of first appearance; false: nobody reads any more. */
    bool (*print)(void *context, const struct exchange_share *share);
};

struct exchange_reader {
    exchange_each_fn *each; /* unless there is a crew */
    exchange_complain_fn *complain;
    void *context;
    bool draft; /* rows may be of an encounter without number or date, as typed so far */
    const struct exchange_crew *crew;
    const struct site *site; /* says what an encounter does not; NULL: none */
};
struct exchange_count {
    long records;   /* read */
    long good, bad; /* encounters handed out, left out */
    long line;      /* where the encounter that is being handed out begins */
};
/* Reads one file ("-" is stdin).  A bad row leaves its encounter out whole, with a complaint for
 * every bad cell; the others are handed out.  False (err) when the file cannot be used: not there,
 * no header, an unknown column; or when it breaks off on the way (an unclosed quote, a read error):
 * then only encounters that cannot go on behind the break were handed out.  With a crew also when the
 * file has changed before what went on could be read again: nothing was printed then. */
bool exchange_read(const char *path, const struct exchange_reader *reader,
                   struct exchange_count *count, struct err *err);
/* The same over text in memory. */
bool exchange_read_text(const char *name, const char *text, size_t size,
                        const struct exchange_reader *reader, struct exchange_count *count,
                        struct err *err);

/* ---- writing ---- */

/* The header: every column of field.h. */
void exchange_write_header(struct csv_writer *w);
/* One record per row; encounter columns on the first only.  An encounter without rows is one
 * record. */
void exchange_write(struct csv_writer *w, const struct encounter *e);

/* One encounter as text, finished or not (a draft may have no number), and back.  The text is
 * exact: what was set comes back as it was set. */
void exchange_pack(const struct encounter *e, struct str *out);
/* e must be initialised; what it held is released. */
bool exchange_unpack(const char *text, struct encounter *e, struct err *err);

/* Fingerprint of an answer: rule book, policy values and canonical input, nothing else. */
struct result;
void exchange_fingerprint(const struct result *r, char hex[65]);
/* The same for whoever wants the texts too, or has many answers by one book and policy: the text of
 * every cell of the input, those of the head and then row by row, each with its ending zero. */
void exchange_texts(const struct encounter *e, struct str *out);
/* What fingerprints begin with; zeroed before its first use, kept from one to the next. */
struct exchange_ground {
    char book[65]; /* its hash */
    int value[SWITCH_COUNT];
    struct hash begun;
};
void exchange_fingerprint_of(struct exchange_ground *ground, const struct str *texts,
                             const struct result *r, char hex[65]);

#endif
