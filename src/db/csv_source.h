/* csv_source.h: bytes of a file or of memory as pieces of physical lines.  Private to csv.c.
 *
 * Owns the file and one chunk; never holds more of the file than that. */
#ifndef IVLEDGER_CSV_SOURCE_H
#define IVLEDGER_CSV_SOURCE_H

#include <stdio.h>
#include <sys/stat.h>

#include "../core/base.h"

#define CSV_CHUNK 65536

struct csv_source {
    const char *name; /* for messages; the caller's */
    FILE *file;       /* NULL: text in memory */
    char *chunk;
    const char *at;    /* what is not handed out yet */
    size_t left, step; /* step: most bytes read or handed out at once */
    bool plain;        /* all that is left: ASCII without CR and zero bytes */
    bool after_cr;     /* a line has ended in CR: an LF here belongs to it */
    uint64_t passed;   /* bytes handed out, and the BOM */
    const char *text;  /* in memory: its first byte */
    off_t begin;       /* of a file: where reading began; -1: it cannot be read again */
    struct stat was;   /* of a file, when it was opened */
};
struct csv_piece {
    const char *at;
    size_t length;
    bool plain;     /* ASCII without CR and zero bytes; false: not known */
    bool ends_line; /* its last byte ends a physical line (LF, CR LF or CR) */
};

/* Takes the file over.  step bytes at a time, at least 1.  False: the source is empty of hope (not
 * text, UTF-16, unreadable), err says so; release it all the same.  A BOM is dropped. */
bool csv_source_file(struct csv_source *s, const char *name, FILE *file, size_t step,
                     struct err *err);
/* Text stays the caller's and must outlive the source. */
bool csv_source_text(struct csv_source *s, const char *name, const char *text, size_t size,
                     struct err *err);
/* Opened for reading; NULL, with err, when it cannot be. */
FILE *csv_source_open(const char *path, struct err *err);
/* The bytes from..to of another source once more.  False: err says why they cannot be had. */
bool csv_source_has_parts(const struct csv_source *whole);
bool csv_source_part(struct csv_source *s, const struct csv_source *whole, uint64_t from,
                     uint64_t to, struct err *err);
/* 1 a piece, 0 the end, -1 the file cannot be read. */
int csv_source_next(struct csv_source *s, struct csv_piece *out, struct err *err);
void csv_source_release(struct csv_source *s);

#endif
