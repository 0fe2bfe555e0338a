/* config.h: what a person has set for the screens: keys of their own and a few options.
 *
 *   # a comment
 *   NAME = VALUE              an option of the table in config.c
 *   bind CONTEXT KEY ACTION   a key of one's own; ACTION none takes the key away
 *
 * Owns the bindings read.  A line that is wrong is left out with a warning; it never keeps anybody
 * from working.  Never looks for the file. */
#ifndef IVLEDGER_CONFIG_H
#define IVLEDGER_CONFIG_H

#include "action.h"

struct binding {
    unsigned context; /* one bit */
    int key;
    enum action_id action; /* ACT_NONE: the key does nothing */
};

struct config {
    bool color, ascii, mouse, paste;
    int escape_wait; /* milliseconds after which Esc is Esc */
    struct binding *bindings;
    size_t n, cap;
};

typedef void config_warn_fn(void *context, const char *sentence);

void config_init(struct config *config); /* as built in */
void config_release(struct config *config);
/* Reads path on top; a file that is not there changes nothing.  warn gets every sentence about a
 * line that was left out: "PATH:LINE: what is wrong; what to do". */
void config_read(struct config *config, const char *path, config_warn_fn *warn, void *context);
/* The whole of it as such a file: every option with its sentence, every key of every context. */
void config_print(const struct config *config, FILE *out);

/* What a key does in a context: one's own binding, else the built-in one. */
enum action_id config_action(const struct config *config, unsigned context, int key);
/* The keys of an action in the contexts given, words with blanks between, one's own first. */
void config_keys(const struct config *config, const struct action *action, unsigned contexts,
                 char keys[80]);

#endif
