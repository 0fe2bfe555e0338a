/* cms_inside.h: how the layouts of CMS's files take the records of one.  Private to cms*.c. */
#ifndef IVLEDGER_CMS_INSIDE_H
#define IVLEDGER_CMS_INSIDE_H

#include "cms.h"
#include "csv.h"

enum { CMS_CELLS = 128, CMS_LONG = 2048 };

struct cms_file {
    struct cms_reader *reader;
    const char *path;
    bool in_table;          /* the header has passed */
    int at[8];              /* columns that the header named */
    char code[8];           /* HCPCS: the code whose description is being put together */
    char words[CMS_LONG];   /* HCPCS: its description so far */
    struct cms_row pending; /* HCPCS: its dates */
};
struct cms_layout {
    /* One record; cells has CMS_CELLS, those that lack are "".  False stops. */
    bool (*record)(struct cms_file *f, const char *const *cells, long line);
    void (*end)(struct cms_file *f); /* NULL: nothing to finish */
};
const struct cms_layout *cms_layout_of(enum cms_kind kind);

void cms_bad(struct cms_file *f, long line, const char *format, ...) PRINTF_LIKE(3, 4);

#endif
