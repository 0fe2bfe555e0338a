/* exchange_inside.h: what reading administration CSV is made of: records gathered by encounter
 * (exchange.c), built into encounters (exchange_build.c), one by one or by a crew
 * (exchange_blocks.c).  Private to those three. */
#ifndef IVLEDGER_EXCHANGE_INSIDE_H
#define IVLEDGER_EXCHANGE_INSIDE_H

#include "../core/field_memo.h"
#include "exchange.h"
#include "shelf.h"

/* What the header says. */
struct columns {
    enum field_id fields[FIELD_COUNT]; /* of each column */
    size_t n, id;                      /* id: the column of FIELD_ENCOUNTER */
    size_t in_order[FIELD_COUNT];      /* the columns by field, those of the encounter first */
    size_t n_head;                     /* so many are of the encounter */
    uint64_t head, row;                /* bit per column: of the encounter, of a row */
    bool has[FIELD_COUNT];
};
_Static_assert(FIELD_COUNT <= 64, "a record marks its filled columns in 64 bits");

/* A record as it stood in the file: only the cells that say something, packed, in the order of the
 * columns.  A million of them then take little more than the file itself. */
struct record {
    struct record *next; /* of the same encounter */
    long line;
    uint64_t filled; /* bit per column */
    char text[];
};
struct records {
    struct record *first, *last;
    bool bad; /* one of them could not be read */
};

/* The records of one encounter. */
struct gathered {
    struct gathered *next;
    const char *id;
    struct records records;
    struct block *block;  /* the one it is in, once that is closed */
    struct records *late; /* what came after its block was given to the crew; NULL: nothing */
};
void records_add(struct records *records, struct record *record);
/* On a shelf; NULL for a record that says nothing at all. */
struct record *record_keep(struct shelf *shelf, const struct csv_record *csv);

/* Makes encounters; one for each thread. */
struct builder {
    const struct columns *columns;
    const char *name; /* of the file */
    bool draft;
    exchange_complain_fn *complain;
    void *context;              /* of complain */
    const struct site *site;    /* NULL: none */
    struct field_memo *memo;
    struct encounter encounter; /* the one at hand; its memory serves the next */
};
/* With like's columns, name and complaints. */
void builder_init(struct builder *builder, const struct builder *like);
void builder_release(struct builder *builder);
/* "FILE:LINE: column ", then what, which begins with the name of the column, as the sentences of
 * field_set() do. */
void builder_complain(const struct builder *b, long line, const char *what);
/* Fills b->encounter.  False: left out, every bad cell has been named. */
bool builder_build(struct builder *b, const struct gathered *g);

/* ---- by a crew ---- */

struct blocks;
/* like: how builders are to be; it, csv and shelf must outlive the blocks. */
struct blocks *blocks_start(const struct exchange_reader *out, const struct builder *like,
                            struct csv_reader *csv, size_t id_column, struct shelf *shelf);
/* The rows of the next encounter have ended, as far as one can tell: the record last read is of
 * another, or there is none.  Some encounters at a time are coded at once, while the file is still
 * being read, and their records forgotten where they can be read again. */
void blocks_add(struct blocks *blocks, struct gathered *g);
/* Where the next record of g goes, and on which shelf; g may have been coded already: then it will be
 * coded again. */
struct records *blocks_open(struct blocks *blocks, struct gathered *g, struct shelf **shelf);
/* Codes what is not coded or went on, says and prints all in the order of adding, and frees.  With
 * nothing, says and prints nothing.  False: what went on could not be read again, nothing was said
 * or printed (err). */
bool blocks_end(struct blocks *blocks, bool nothing, struct exchange_count *count,
                struct err *err);

#endif
