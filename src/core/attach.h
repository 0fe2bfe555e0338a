/* attach.h: what to send along when a code is questioned: which part of the record carries it.
 * Sentences are the rules attach.* of the book; nothing is decided here. */
#ifndef IVLEDGER_ATTACH_H
#define IVLEDGER_ATTACH_H

#include "engine.h"

/* Fills *out with decisions to be read with why_decision(), the record itself first; memory: arena.
 * Returns how many. */
size_t attach_line(struct arena *arena, const struct result *r, const struct line *line,
                   struct decision **out);
/* What the rule asks for, in a word: "run" of attach.run. */
const char *attach_word(const struct rule *rule);
/* These words from 0; NULL behind the last. */
const char *attach_choice(const struct book *book, size_t i);

#endif
