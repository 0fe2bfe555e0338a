/* exchange_inside.h: what reading administration CSV is made of: records gathered by encounter
 * (exchange.c), built into encounters (exchange_build.c), one by one or by a crew
 * (exchange_blocks.c).  Private to those three. */
#ifndef IVLEDGER_EXCHANGE_INSIDE_H
#define IVLEDGER_EXCHANGE_INSIDE_H

#include "exchange.h"
#include "shelf.h"

/* What the header says. */
struct columns {
    enum field_id fields[FIELD_COUNT]; /* of each column */
    size_t n, id;                      /* id: the column of FIELD_ENCOUNTER */
    uint64_t head, row;                /* bit per column: of the encounter, of a row */
    bool has[FIELD_COUNT];
};
_Static_assert(FIELD_COUNT <= 64, "a record marks its filled columns in 64 bits");

/* A record as it stood in the file, packed: only the cells that say something, each with its ending
 * zero, in the order of the columns.  A million of them then take little more than the file itself.
 */
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
    struct gathered *next_same_hash, *next;
    const char *id;
    uint64_t hash; /* of id */
    struct records records;
    struct block *block; /* given to the crew: what comes from now on waits in late */
    struct records late;
};

/* Makes encounters; one for each thread. */
struct builder {
    const struct columns *columns;
    const char *name; /* of the file */
    bool draft;
    exchange_complain_fn *complain;
    void *context;              /* of complain */
    struct encounter encounter; /* the one at hand; its memory serves the next */
};
/* "FILE:LINE: column ", then what, which begins with the name of the column, as the sentences of
 * field_set() do. */
void builder_complain(const struct builder *b, long line, const char *what);
/* Fills b->encounter.  False: left out, every bad cell has been named. */
bool builder_build(struct builder *b, const struct gathered *g);

/* ---- by a crew ---- */

struct blocks;
/* like: how builders are to be; it and shelf must outlive the blocks. */
struct blocks *blocks_start(const struct exchange_reader *out, const struct builder *like,
                            struct shelf *shelf);
/* The rows of the next encounter have ended, as far as one can tell.  Some encounters at a time are
 * coded at once, while the file is still being read. */
void blocks_add(struct blocks *blocks, struct gathered *g);
/* One that was added has gone on after all: it will be coded again. */
void blocks_late(struct blocks *blocks, struct gathered *g);
/* Codes what is not coded or went on, says and prints all in the order of adding, and frees.  With
 * nothing, says and prints nothing. */
void blocks_end(struct blocks *blocks, bool nothing, struct exchange_count *count);

#endif
