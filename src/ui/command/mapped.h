/* mapped.h: lists with somebody else's column names read as administration CSV, for --map.
 *
 * Never saves; what is wrong is said with the line of the list it stands on. */
#ifndef IVLEDGER_MAPPED_H
#define IVLEDGER_MAPPED_H

#include "../../db/exchange.h"
#include "app.h"

/* Reads path ("-" is stdin) by the names that app->map names: "usual", or a file of name,means that
 * goes before the usual ones.  As exchange_read(). */
bool mapped_read(const struct app *app, const char *path, const struct exchange_reader *reader,
                 struct exchange_count *count, struct err *err);

#endif
