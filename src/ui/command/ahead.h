/* ahead.h: reading, coding and working out what to save in a thread of its own, ahead of the one that
 * writes to the database.
 *
 * Owns the thread and a ring of encounters ready to be saved; what is said about the file comes in its
 * place among them.  The thread never touches the store, the taker never the reader. */
#ifndef IVLEDGER_AHEAD_H
#define IVLEDGER_AHEAD_H

#include "coding.h"

struct ahead;
/* Begins to read the file with the coding, whose app, policy and book must stay; what coded and say of
 * it were is forgotten. */
struct ahead *ahead_begin(struct coding *coding, const char *path);
/* The next encounter, which lives until the one after it is asked for; NULL with a sentence to say, or
 * NULL with NULL at the end. */
const struct store_prepared *ahead_next(struct ahead *ahead, const char **sentence);
void ahead_stop(struct ahead *ahead); /* no more is wanted */
/* Waits for the thread; what coding_file() gave. */
enum leave ahead_end(struct ahead *ahead, bool *broken);

#endif
