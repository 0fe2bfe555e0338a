/* fuzz.h: what the harnesses share: the input as a stream of choices, the rule book, and how a broken
 * promise is told.
 *
 * A harness is one file, fuzz_NAME.c, with LLVMFuzzerTestOneInput.  clang links it with libFuzzer
 * (`make fuzz`); any compiler links it with replay.c, which tries the committed corpus and changed
 * copies of it (`make check`).  Owns the world it opens, until the process ends. */
#ifndef IVLEDGER_TESTS_FUZZ_H
#define IVLEDGER_TESTS_FUZZ_H

#include "charts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Says what does not hold and aborts, so that libFuzzer keeps the input. */
NORETURN void fuzz_fail(const char *format, ...) PRINTF_LIKE(1, 2);

/* The input taken from its beginning; at its end every byte is 0. */
struct bytes {
    const uint8_t *at;
    size_t left;
};
uint8_t bytes_next(struct bytes *bytes);
unsigned bytes_below(struct bytes *bytes, unsigned n); /* 0..n-1 */
/* The rest as text: copied, terminated, without zero bytes.  The caller frees it. */
char *bytes_text(struct bytes *bytes);

/* Opened at the first call.  Death by BUG() becomes an abort from then on. */
const struct world *fuzz_world(void);
void fuzz_on_death(void);

#endif
