/* drive.h: the workstation in this process, without a terminal: keys in, screens out.
 *
 * Every run begins on the database that the run before left; drive_forget() begins anew.  Owns a
 * folder below $TMPDIR. */
#ifndef IVLEDGER_TESTS_DRIVE_H
#define IVLEDGER_TESTS_DRIVE_H

#include "ui/command/app.h"

struct drive {
    int cols, rows;
    bool color, ascii;
    struct library *library; /* loaded once for all runs */
    struct policy policy;
    const char *data_dir;
    struct str screen; /* what the last :save-screen of the script wrote; empty: none */
    int status;
};

/* What a test program drives that needs one workstation: begin and end go round the group, anew before
 * each test, on an empty database in the usual size and looks (80x24, colour, UTF-8). */
extern struct drive d;
int drive_begin(void **state);
int drive_anew(void **state);
int drive_end(void **state);

void drive_init(struct drive *d);
void drive_release(struct drive *d);
void drive_forget(struct drive *d); /* an empty database */
/* Runs the keys (keys.h) and then ":save-screen" by itself.  Gives the status. */
int drive_keys(struct drive *d, const char *script);
/* A line of the text layer, from 0; its text is valid until the next run. */
const char *drive_line(const struct drive *d, int line);
/* Fails the running test unless the text layer holds words, and shows the screen. */
void drive_shows(const struct drive *d, const char *words);
void drive_shows_not(const struct drive *d, const char *words);
/* Compares (but for the sentences of the reasons) screen, looks and cursor with
 * tests/screens/golden/NAME; ACCEPT=1 in the environment rewrites it. */
void drive_golden(const struct drive *d, const char *name);

#endif
