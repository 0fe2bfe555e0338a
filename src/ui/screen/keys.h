/* keys.h: names of keys, what terminals send for them, and files of keys (--script).
 *
 * A script is lines of words: "text" types its characters, every other word is the name of a key
 * (n, Enter, F2, Ctrl-D, Shift-Tab).  A line that begins with ':' is an action by name, done at
 * once even where a ':' would be text.  '#' begins a comment. */
#ifndef IVLEDGER_KEYS_H
#define IVLEDGER_KEYS_H

#include "term.h"

/* "F2", "Tab", "Ctrl-D", "n", ...: the name of a key (buf may hold it), and the key of a name. */
const char *keys_name(int key, char buf[16]);
bool keys_find(const char *name, int *key);
bool keys_printable(int key); /* may be typed as text */

/* Bytes that terminals send for keys whatever TERM says: PuTTY, the Linux console, rxvt, xterm in
 * both cursor modes.  Ends with NULL. */
struct key_bytes {
    const char *bytes;
    int key;
};
extern const struct key_bytes key_bytes[];

struct script;

/* The whole file is read and checked at once; NULL: err says which line is wrong. */
struct script *script_open(const char *path, struct err *err);
/* The next key; K_COMMAND for an action by name, which script_command() then has; K_GONE at the
 * end. */
int script_key(struct script *script);
const char *script_command(const struct script *script);
void script_free(struct script *script);

#endif
