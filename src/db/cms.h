/* cms.h: the files that CMS publishes, as they come: NCCI pairs, MUE, the physician fee schedule's
 * relative values, OPPS Addendum B, HCPCS.  One row at a time, whatever stands above the table.
 *
 * Takes codes, dates and numbers.  Descriptors are the AMA's and never leave this file; the words
 * of HCPCS Level II (CMS's own) are read for their billing unit only. */
#ifndef IVLEDGER_CMS_H
#define IVLEDGER_CMS_H

#include "../core/when.h"
#include "load.h"

enum cms_kind {
    CMS_PTP_HOSPITAL,
    CMS_PTP_PRACTITIONER,
    CMS_MUE_HOSPITAL,
    CMS_MUE_PRACTITIONER,
    CMS_PFS,
    CMS_PFS_QP,
    CMS_OPPS,
    CMS_HCPCS,
    CMS_KIND_COUNT
};
const char *cms_kind_name(enum cms_kind kind); /* ptp-hospital ... */
bool cms_kind_find(const char *name, enum cms_kind *kind);
/* The first day of the edition that the file's name tells (v323, Eff_10-01-2026, PPRRVU2026_Jan),
 * NO_DAY when it tells none. */
day_t cms_edition(const char *path);

enum { CMS_VALUES = 16 };
/* What a row says; which values a kind has is said beside them. */
struct cms_row {
    long line;
    const char *code;
    const char *column2; /* PTP */
    day_t from, to;      /* PTP: effective, deleted; HCPCS: action, termination; NO_DAY: none */
    int indicator;       /* PTP: 0 1 9; MUE: the adjudication indicator 1 2 3 */
    int units;           /* MUE */
    const char *reason;  /* PTP: standards manual misuse definition exclusive, or "" */
    /* PFS: millionths, as in fees.csv */
    int64_t work, nf_pe, f_pe, mp, nf_total, f_total, factor;
    const char *status, *pctc, *global_days; /* PFS and OPPS: status */
    bool facility_na;
    const char *apc; /* OPPS */
    int64_t rate;    /* OPPS: millionths of a dollar, 0: none */
    int64_t per;     /* HCPCS: billing unit in millionths of unit, 0: not understood */
    const char *unit;
};
/* Reads every row of the table in the file; false stops.  Texts hold until the next row. */
typedef bool cms_row_fn(void *context, const struct cms_row *row);
struct cms_reader {
    enum cms_kind kind;
    cms_row_fn *row;
    complain_fn *complain; /* each bad row, as "FILE:LINE: what is wrong; what to do" */
    void *context;
    long rows, bad; /* counted */
};
bool cms_read(struct cms_reader *reader, const char *path, struct err *err);

#endif
