/* key_file.h: the key of an encrypted database, read from a file that is its owner's alone.
 *
 * Never keeps a key: the caller owns what it gets and wipes it with key_wipe(). */
#ifndef IVLEDGER_KEY_FILE_H
#define IVLEDGER_KEY_FILE_H

#include "../core/base.h"

enum { KEY_LONGEST = 1024 }; /* bytes, with the end */

/* The first line of the file.  NULL (err: what is wrong and what to do) when it cannot be read, others
 * may read it, it belongs to somebody else, or it holds no key. */
char *key_read(const char *path, struct err *err);
void key_wipe(char *key); /* overwrites and frees; NULL is fine */

#endif
