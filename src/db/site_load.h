/* site_load.h: site.csv and charges.csv of a configuration folder into a site.
 *
 * Strict like the rule book: every complaint names file, line and column.  Neither file needs to be
 * there; a folder without both is a site that says nothing. */
#ifndef IVLEDGER_SITE_LOAD_H
#define IVLEDGER_SITE_LOAD_H

#include "../core/site.h"
#include "load.h"

/* folder NULL: the XDG configuration folder ($XDG_CONFIG_HOME/ivledger).  A folder that was named
 * must be there.  False when anything was wrong; err holds the first sentence. */
bool site_load(struct site *site, const char *folder, complain_fn *complain, void *context,
               struct err *err);

#endif
