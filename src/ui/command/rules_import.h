/* rules_import.h: `rules import`, a part of the command rules. */
#ifndef IVLEDGER_RULES_IMPORT_H
#define IVLEDGER_RULES_IMPORT_H

#include "command.h"

/* words: KIND FILE...  The rule book has been loaded.  Returns the exit status. */
enum leave rules_import(struct app *app, int n, char *const *words);

#endif
