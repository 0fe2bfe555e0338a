/* exchange.h: the administration CSV (interfaces.md section 2) into encounters and back.
 *
 * Cells are kept as text until the file has been read, since rows of an encounter may stand
 * anywhere; each encounter is then built, handed out and forgotten, so that memory follows the
 * file's text. Columns are those of field.h.  Never codes. */
#ifndef IVLEDGER_EXCHANGE_H
#define IVLEDGER_EXCHANGE_H

#include "../core/field.h"
#include "csv.h"

/* Gets each complaint as "FILE:LINE: column NAME: what is wrong; what to do". */
typedef void exchange_complain_fn(void *context, const char *sentence);
/* Gets each good encounter in order of first appearance; false stops the reading. */
typedef bool exchange_each_fn(void *context, const struct encounter *e);

struct exchange_reader {
    exchange_each_fn *each;
    exchange_complain_fn *complain;
    void *context;
    bool draft; /* rows may be of an encounter without number or date, as typed so far */
};
struct exchange_count {
    long records;   /* read */
    long good, bad; /* encounters handed out, left out */
    long line;      /* where the encounter that is being handed out begins */
};
/* Reads one file ("-" is stdin).  A bad row leaves its encounter out whole, with a complaint for
 * every bad cell; the others are handed out.  False (err) when the file cannot be used: not there,
 * no header, an unknown column; or when it breaks off on the way (an unclosed quote, a read error):
 * then only encounters that cannot go on behind the break were handed out. */
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

/* Fingerprint of an answer: canonical input, rule book and policy values, nothing else. */
struct result;
void exchange_fingerprint(const struct result *r, char hex[65]);
/* The same in two steps, for whoever wants the texts too: the text of every cell of the input, those of
 * the head and then row by row, each with its ending zero. */
void exchange_texts(const struct encounter *e, struct str *out);
void exchange_fingerprint_of(const struct str *texts, const struct result *r, char hex[65]);

#endif
