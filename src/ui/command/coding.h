/* coding.h: administration CSV through the engine, for `code` and `import`.
 *
 * Owns the result of the encounter at hand.  Never saves. */
#ifndef IVLEDGER_CODING_H
#define IVLEDGER_CODING_H

#include "../../db/exchange.h"
#include "app.h"

/* Gets every coded encounter; false stops the reading. */
typedef bool coding_fn(void *context, const struct result *result);

struct coding {
    struct app *app;
    coding_fn *coded;
    void *context;
    /* filled by coding_file() */
    struct result result;
    const char *path;
    struct exchange_count count;
    long good, bad;   /* encounters coded, left out */
    bool error_found; /* some finding is an error */
};
void coding_init(struct coding *coding, struct app *app, coding_fn *coded, void *context);
void coding_release(struct coding *coding);
/* One file; may be called again.  What is wrong has been said.  LEAVE_DONE, LEAVE_DATA (something
 * was left out; broken is set when the file itself broke off), LEAVE_NO_INPUT or LEAVE_IO. */
enum leave coding_file(struct coding *coding, const char *path, bool *broken);

#endif
