/* tap.h: results of tests in the Test Anything Protocol, which tests/run counts.
 *
 * Owns nothing.  Never decides what is right: it prints what it is told. */
#ifndef IVLEDGER_TESTS_TAP_H
#define IVLEDGER_TESTS_TAP_H

#include "core/base.h"

struct tap {
    int run, failed;
};

/* One test: its name, and whether it went well.  Returns good, so that a caller can say more. */
bool tap_test(struct tap *tap, bool good, const char *format, ...) PRINTF_LIKE(3, 4);
/* A remark under the test before it: what was expected, what came. */
void tap_note(const char *format, ...) PRINTF_LIKE(1, 2);
/* Many lines of text as remarks. */
void tap_text(const char *text);
/* The plan; gives the status for main to return: 0, or 1 when a test failed. */
int tap_end(const struct tap *tap);

#endif
