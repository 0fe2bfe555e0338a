/* paths.h: where things lie (XDG base directories) and how they are made: folders 0700, files 0600.
 *
 * Never reads what is in them. */
#ifndef IVLEDGER_PATHS_H
#define IVLEDGER_PATHS_H

#include <stdio.h>

#include "../core/base.h"

/* $XDG_DATA_HOME/ivledger/NAME, else ~/.local/share/ivledger/NAME; a relative XDG value is ignored.
 * False when neither variable nor home folder is known. */
bool paths_data_file(const char *name, struct str *out, struct err *err);
bool paths_config_file(const char *name, struct str *out,
                       struct err *err); /* XDG_CONFIG_HOME, .config */

/* The rule book: given, else $IVLEDGER_DATA, else the site's own (folder data among the data files),
 * else "data" beside the program, else fallback.  False
 * when the one that counts has no folder book in it. */
bool paths_book(const char *given, const char *program, const char *fallback, struct str *out,
                struct err *err);

/* Makes the folder of file and its parents with mode 0700 (those that are there are left alone). */
bool paths_make_parent(const char *file, struct err *err);

/* A new folder (0700) for what must not stay: in $XDG_RUNTIME_DIR, $TMPDIR or /tmp.  Removing takes
 * the files in it along. */
bool paths_private_folder(struct str *out, struct err *err);
void paths_remove_folder(const char *folder);

/* A file that appears whole or not at all, mode 0600: it has no name until it is whole.  Where the
 * file system knows no files without a name it is written as NAME.XXXXXX beside its place, then
 * renamed; only there can a kill, or memory that ends, leave something. */
struct paths_file {
    FILE *stream;
    char *path, *temporary;
    bool named; /* temporary is there */
};
bool paths_create(struct paths_file *file, const char *path, struct err *err);
bool paths_finish(struct paths_file *file, struct err *err); /* flush, sync, rename; frees */
void paths_abandon(struct paths_file *file);                 /* removes what was begun; frees */

#endif
