/* written.h: what a screen shows, as CSV in a file: ":scores coder > scores.csv".
 *
 * The file is its owner's alone, appears whole or not at all, and leaves a row in the audit trail. */
#ifndef IVLEDGER_WRITTEN_H
#define IVLEDGER_WRITTEN_H

#include "../../db/paths.h"
#include "view.h"

struct csv_writer;
struct written {
    struct paths_file file;
    struct csv_writer *csv;
    char path[4096];
};
/* Words up to a ">" into rest, what stands behind it as *path, which points into words.  False: there is none. */
bool written_named(const char *words, char *rest, size_t size, const char **path);
/* False: it was said why. */
bool written_begin(struct ui *ui, struct written *w, const char *path);
/* Says that it is there, or why not.  what: for the trail, "scores coder". */
void written_end(struct ui *ui, struct written *w, const char *what);

#endif
