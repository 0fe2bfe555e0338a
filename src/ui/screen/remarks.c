/* What is remarked of a field that was accepted: it stays as typed, and nobody is surprised later. */
#include "bench.h"

#include "complete.h"

static void say_rolled(struct ui *ui, const struct bench *bench)
{
    const struct entry *entry = bench->entry;
    char day[16], clock[8];
    if (entry->row < 0 || (size_t)entry->row >= bench->desk.e.n_rows)
        return;
    const struct row *row = &bench->desk.e.rows[entry->row];
    if (row->start == NO_MINUTE || row->stop == NO_MINUTE ||
        when_day(row->stop) == when_day(row->start))
        return;
    int days = when_day(row->stop) - when_day(row->start);
    ui_say(ui, LOOK_NOTE, "The stop %s%+d is on %s, %d day%s after the start.",
           when_print_clock(row->stop, clock), days, when_print_day(when_day(row->stop), day), days,
           days == 1 ? "" : "s");
}

/* A name that the table does not know is kept, and said so: a silent slip would cost a denial. */
static bool say_unknown_drug(struct ui *ui, const struct bench *bench, const char *text)
{
    const struct book *book = bench->desk.coded ? bench->desk.r.book : NULL;
    if (!book || text_empty(text) || book_drug(book, text, ROUTE_IV))
        return false;
    const char *near = book_drug_near(book, text);
    ui_say(
        ui, LOOK_WARNING,
        "%s is not in the drug table; it stays as charted and needs a class.%s%s%s F4 lists drugs.",
        text, *near ? " Did you mean " : "", near, *near ? "?" : "");
    return true;
}

/* Any payer may be charted; one that no rule names is most often a value of the next field.  Of a
 * name that was read as another ("Medicare Part B") the line says as which. */
static bool say_unknown_payer(struct ui *ui, const char *text, const char *kept)
{
    static const char *const known[] = {"", "medicare", "commercial", "medicaid"};
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (ascii_casecmp(text, known[i]) == 0)
            return false;
    if (kept && ascii_casecmp(text, kept) != 0) {
        ui_say(ui, LOOK_WARNING, "%s is kept as %s.", text, kept);
        return true;
    }
    ui_say(ui, LOOK_WARNING,
           "%s is none of medicare, commercial and medicaid; it stays as typed. F4 lists payers.",
           text);
    return true;
}

void remark(struct ui *ui, struct bench *bench, size_t i, const char *text)
{
    enum field_id field = bench->entry->fields[i];
    bool said = false;
    if (complete_is_time(field))
        say_rolled(ui, bench);
    else if (field == FIELD_DRUG)
        said = say_unknown_drug(ui, bench, text);
    else if (field == FIELD_PAYER)
        said = say_unknown_payer(ui, text, bench->desk.e.payer);
    if (said)
        bench->entry->complaint = (int)i;
}
