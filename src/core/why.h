/* why.h: decisions and findings as sentences.  One renderer for screen, text, JSON and tests. */
#ifndef IVLEDGER_WHY_H
#define IVLEDGER_WHY_H

#include "engine.h"

/* A template with {facts} filled in.  Free facts: {row} {drug} {line} {code}.  Units: minutes are
 * printed bare, clock facts as HH:MM, amounts without trailing zeros.  "(s)" behind a word is an s
 * unless the last number was 1.  A fact that nobody gave stays as {name}; built with
 * -DIVLEDGER_DEBUG it is a BUG. */
void why_decision(const struct result *r, const struct decision *d, struct str *out);
/* The same with where it is written behind it: "sentence [rule ID: citation]". */
void why_cited(const struct result *r, const struct decision *d, struct str *out);
void why_cite(const struct rule *rule, struct str *out); /* publisher, title, section, edition, locator */
void why_finding(const struct result *r, const struct finding *f, struct str *out);
void why_fix(const struct result *r, const struct finding *f, struct str *out);
/* Another sentence about the finding, with the same facts: the question of questions.csv. */
void why_say(const struct result *r, const struct finding *f, const char *sentence,
             struct str *out);
void why_fact(const struct fact *fact, struct str *out); /* its value alone, "" when not known */

#endif
