/* edition_inside.h: the tables that an import amends, and how they get to disk.  Private to
 * edition*.c. */
#ifndef IVLEDGER_EDITION_INSIDE_H
#define IVLEDGER_EDITION_INSIDE_H

#include "edition.h"

/* X(enum name, table, columns that name a row to a reader) */
#define EDITION_TABLES(X)                                                                          \
    X(CODES, "codes", "code")                                                                      \
    X(PAIRS, "pairs", "setting column1 column2")                                                   \
    X(MUE, "mue", "code setting")                                                                  \
    X(FEES, "fees", "code")                                                                        \
    X(NUMBERS, "claim", "id")                                                                      \
    X(DRUGS, "drugs", "generic hcpcs")                                                             \
    X(SOURCES, "sources", "id")                                                                    \
    X(COUNTS, "tables", "table")
enum edition_table {
#define X(name, text, keys) EDIT_##name,
    EDITION_TABLES(X)
#undef X
        EDIT_TABLE_COUNT
};

/* Codes, each once. */
struct code_set {
    const char **codes;
    size_t n, cap;
};

/* A pair as a file has it. */
struct edition_pair {
    const char *code, *column2, *reason;
    day_t from, to;
    int indicator;
};
struct editing {
    struct edition *edition;
    struct arena *arena;
    struct amend tables[EDIT_TABLE_COUNT];
    struct code_set family, partners; /* of the book; partners: what stands beside it in pairs */
    day_t from;                       /* first day of the file at hand */
    const char *file;                 /* its name, for sources */
    struct edition_pair *pairs;
    size_t n_pairs, cap_pairs;
    int64_t factor; /* PFS: the conversion factor, millionths */
};

/* edition_rows.c: the codes of the book, and what a row of a kind changes. */
void edition_codes(struct editing *e);
bool edition_row(struct editing *e, const struct cms_row *row);
void edition_file_read(struct editing *e); /* behind the last row of a file */
/* edition_write.c */
enum edition_result edition_write(struct editing *e, struct err *err);

#endif
