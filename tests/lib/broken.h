/* broken.h: a copy of the rule book in a folder of its own, to be broken on purpose and loaded.
 *
 * One copy a test program, made by broken_set_up() and removed by broken_tear_down(); both and
 * broken_mend() fit cmocka's fixtures.  Never touches the book of the checkout. */
#ifndef IVLEDGER_TESTS_BROKEN_H
#define IVLEDGER_TESTS_BROKEN_H

#include "db/load.h"

#define MOST_TABLES 64
struct broken {
    char root[256], book[272]; /* the copy: root/book/NAME.csv */
    char *names[MOST_TABLES], *texts[MOST_TABLES];
    size_t n;
    int line;        /* where the last change was made */
    struct str said; /* complaints, one a line, without the folder */
};
extern struct broken broken;

int broken_set_up(void **state);
int broken_tear_down(void **state);
/* Every table as it was. */
int broken_mend(void **state);

/* A table (NAME.csv) as it was; the test fails when there is none. */
const char *broken_text(const char *table);
/* Writes a table (NAME.csv) with this text. */
void broken_write(const char *table, const char *text);
/* Replaces the first old by now in the original of a table; other changes to it are lost. */
void broken_change(const char *table, const char *old, const char *now);
/* Takes out the first row that begins with these letters. */
void broken_drop(const char *table, const char *begin);

/* Loads the copy; broken.said has what was wrong, or is empty. */
struct library *broken_load(void);
void broken_hear(void *context, const char *sentence); /* a complain_fn that adds to broken.said */
/* The copy must be refused with exactly these complaints; @ stands for the line of the change. */
void broken_refused(const char *expected);

#endif
