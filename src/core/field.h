/* field.h: one table of the columns of the administration CSV.  Reader, writer, forms and undo all
 * go through it, so a column has one name, one parser and one printer.  (interfaces.md section 2)
 */
#ifndef IVLEDGER_FIELD_H
#define IVLEDGER_FIELD_H

#include "model.h"

enum field_id {
    FIELD_ENCOUNTER,
    FIELD_PATIENT,
    FIELD_DATE,
    FIELD_SETTING,
    FIELD_PAYER,
    FIELD_DX,
    FIELD_EM,
    FIELD_EM_SEPARATE,
    FIELD_AUTH,
    FIELD_AUTH_TO,
    FIELD_COVERED_TO,
    FIELD_CODER,
    FIELD_VISIT,
    FIELD_DRUG,
    FIELD_CLASS,
    FIELD_ROUTE,
    FIELD_METHOD,
    FIELD_LINE,
    FIELD_DEVICE,
    FIELD_BAG,
    FIELD_START,
    FIELD_STOP,
    FIELD_MINUTES,
    FIELD_PLANNED,
    FIELD_DOSE,
    FIELD_UNIT,
    FIELD_VIALS,
    FIELD_SITE_REASON,
    FIELD_PRIMARY,
    FIELD_ORDER,
    FIELD_SIGNED,
    FIELD_FLAGS,
    FIELD_NOTE,
    FIELD_COUNT
};
#define FIELD_FIRST_OF_ROW FIELD_VISIT

struct field {
    enum field_id id;
    const char *name;    /* column name */
    const char *wants;   /* one sentence: what may stand here */
    const char *example; /* a value that is accepted */
    size_t max;          /* longest accepted text in bytes */
};
const struct field *field_get_spec(enum field_id id);
bool field_is_row(enum field_id id);
bool field_find(const char *name, enum field_id *id); /* exact column name */
const char *field_nearest(const char *name);          /* the closest column name */
/* Every choice of a field as words (class, route, method, ...), NULL-terminated; NULL when free. */
const char *const *field_choices(enum field_id id);

/* Sets one field from text ("" clears it).  Encounter fields take row NULL.  Times need e->date or
 * their own date; a stop without a date rolls to the first such time not before the start, so set
 * start before stop.  On false nothing has changed and err says what is accepted instead. */
bool field_set(struct encounter *e, struct row *row, enum field_id id, const char *text,
               struct err *err);
/* Adds the canonical text of the field ("" when not said).  Times are printed with their date when
 * that is not e->date (or, for a stop, not where a bare clock time would roll to). */
void field_print(const struct encounter *e, const struct row *row, enum field_id id,
                 struct str *out);

#endif
