/* sheet_html.h: the defence sheet of one encounter as a page of HTML that stands by itself: no
 * script, nothing from elsewhere, the timeline as a picture in it, laid out to print on one sheet.
 *
 * Only writes into a str.  Every text from outside is escaped. */
#ifndef IVLEDGER_SHEET_HTML_H
#define IVLEDGER_SHEET_HTML_H

#include "../../core/engine.h"

struct sheet_standing { /* how the encounter stands in the database; NULL texts are left out */
    const char *status, *by, *at;
    const char *differs; /* the saved codes, where this program no longer gives them */
};
void sheet_html(const struct result *r, const char *hash, const struct sheet_standing *standing,
                struct str *out);

/* sheet_svg.c: the rows of one visit on their clock, as an svg element; nothing without times. */
void sheet_svg(const struct result *r, int visit, struct str *out);
/* Text with its control characters tamed and the five characters of HTML escaped. */
void html_text(struct str *out, const char *text);

#endif
