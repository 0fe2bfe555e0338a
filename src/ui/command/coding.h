/* coding.h: administration CSV through the engine, for `code` and `import`.
 *
 * Owns the result of the encounter at hand.  Never saves. */
#ifndef IVLEDGER_CODING_H
#define IVLEDGER_CODING_H

#include "../../db/exchange.h"
#include "app.h"

/* Gets every coded encounter; false stops the reading. */
typedef bool coding_fn(void *context, const struct result *result);

/* Adds what is to be printed of it, in thread number which. */
typedef void coding_words_fn(void *context, int which, const struct result *result,
                             struct str *out);
/* Prints what a few encounters in their order gave; false stops the printing. */
typedef bool coding_print_fn(void *context, const struct str *text);

struct coding_hand; /* what a thread works with */
struct coding {
    struct app *app;
    coding_fn *coded;
    void *context;
    void (*say)(void *context, const char *sentence); /* NULL: to stderr at once */
    /* of a crew: NULL and 0 without one */
    coding_words_fn *words;
    coding_print_fn *print;
    struct coding_hand *hands;
    int n_hands;
    /* filled by coding_file() */
    struct result result;
    const char *path;
    struct exchange_count count;
    long good, bad;   /* encounters coded, left out */
    bool error_found; /* some finding is an error */
};
void coding_init(struct coding *coding, struct app *app, coding_fn *coded, void *context);
/* By as many threads as fit; brief: nobody asks why (result_init_brief). */
void coding_init_crew(struct coding *coding, struct app *app, coding_words_fn *words,
                      coding_print_fn *print, void *context, bool brief);
void coding_release(struct coding *coding);
/* One file; may be called again.  What is wrong has been said.  LEAVE_DONE, LEAVE_DATA (something
 * was left out; broken is set when the file itself broke off), LEAVE_NO_INPUT or LEAVE_IO. */
enum leave coding_file(struct coding *coding, const char *path, bool *broken);

#endif
