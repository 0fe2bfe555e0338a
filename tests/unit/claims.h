/* claims.h: an encounter coded and billed, for the tests of claims, sites and checklists. */
#ifndef IVLEDGER_TESTS_CLAIMS_H
#define IVLEDGER_TESTS_CLAIMS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "core/claim_print.h"

struct coded {
    struct charts charts;
    struct policy policy;
    struct result result;
    struct site site;
    struct claim claim;
};

/* Codes the one encounter of the text under a policy; done() releases all. */
void coded_begin(struct coded *c, const struct world *world, const char *policy, const char *text);
void coded_done(struct coded *c);
/* Settings as NAME=VALUE, the last one NULL. */
void coded_site(struct coded *c, const char *const *settings);
/* "0260 96365-59 x1 217.31", one line each; packaged and unknown by word. */
void claim_short(const struct claim *claim, struct str *out);
/* Builds the claim and compares it in short; every line must say why it has its amount, or none. */
void assert_claim(struct coded *c, const struct site *site, const char *wants);
void assert_holds(const char *text, const char *part);

#define HEAD                                                                                       \
    "encounter,date,setting,payer,dx,em,em_separate,drug,route,method,start,stop,dose,unit,"       \
    "vials\n"
#define ROW(setting, rest) "A,2026-03-02," setting "," rest "\n"

#endif
