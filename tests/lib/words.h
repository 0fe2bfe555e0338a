/* words.h: every answer has words: each code of the family is on the claim of a visit or has a
 * reason why it is not, never both and never neither; and no sentence of the engine lacks a fact.
 *
 * Judges a result as it stands; says in words what is wrong with it. */
#ifndef IVLEDGER_TESTS_WORDS_H
#define IVLEDGER_TESTS_WORDS_H

#include "core/engine.h"

bool words_why_not(const struct result *r, struct str *why);
/* Decisions, findings and remedies. */
bool words_sentences(const struct result *r, struct str *why);

#endif
