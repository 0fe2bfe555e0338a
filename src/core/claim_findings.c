/* claim_print.h: findings ranked, the checklist and its questions. */
#include "claim_print.h"

#include "page.h"
#include "why.h"

enum { SENTENCE_MAX = 16 * 1024 };

/* ---- findings ---- */

/* "CO-16 Something the claim needs is missing.  Usual cause: ...  First: ..." */
static void add_denial(const struct result *r, const char *carc, struct str *out)
{
    const struct denial *denial = claim_denial(r->book->claim, carc, encounter_day(r->encounter));
    struct str text;
    if (!denial)
        return;
    str_init(&text, SENTENCE_MAX);
    str_addf(&text, "%s: %s. Usual cause: %s.", carc, denial->say, denial->cause);
    if (!text_empty(denial->action))
        str_addf(&text, " First: %s.", denial->action);
    page_blanks(out, 9);
    page_fold(out, 11, text.data);
    str_release(&text);
}

static void add_denials(const struct result *r, const struct finding *f, struct str *out)
{
    const char *at = f->def->carc;
    while (*at) {
        char carc[16];
        size_t length = strcspn(at, " ");
        snprintf(carc, sizeof carc, "%.*s", (int)length, at);
        add_denial(r, carc, out);
        at += length + strspn(at + length, " ");
    }
}

static void add_finding(const struct result *r, const struct finding *f, struct str *out)
{
    struct str text;
    str_init(&text, SENTENCE_MAX);
    if (f->row != 0)
        str_addf(out, "  row %-3d", f->row);
    else
        str_add(out, "  all    ");
    why_finding(r, f, &text);
    str_addf(&text, " [%s", f->def->id);
    if (!text_empty(f->def->carc))
        str_addf(&text, ", %s", f->def->carc);
    if (!text_empty(f->def->rarc))
        str_addf(&text, " with %s", f->def->rarc);
    str_add(&text, "]");
    page_fold(out, 9, text.data);
    add_denials(r, f, out);
    str_clear(&text);
    why_fix(r, f, &text);
    if (!text_empty(text.data)) {
        str_add(out, "         > ");
        page_fold(out, 11, text.data);
    }
    str_release(&text);
}

void claim_print_findings(const struct result *result, struct str *out)
{
    static const char *const titles[] = {
        [SEVERITY_ERROR] = "Would be denied, or is not supported",
        [SEVERITY_WARNING] = "Needs a person",
        [SEVERITY_NOTE] = "Worth knowing",
    };
    for (int severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++) {
        bool any = false;
        for (size_t i = 0; i < result->n_findings; i++) {
            if ((int)result->findings[i].def->severity != severity)
                continue;
            if (!any)
                str_addf(out, "%s\n", titles[severity]);
            any = true;
            add_finding(result, &result->findings[i], out);
        }
    }
}

/* ---- the six elements ---- */

static const char *state_text(enum check_state state)
{
    return state == CHECK_THERE ? "yes" : state == CHECK_MISSING ? "MISSING" : "-";
}

void checklist_print(const struct checklist *list, struct str *out)
{
    static const char *const titles[] = {"Start", "Stop", "Drug", "Order", "Signed", "Type"};
    if (list->n_rows == 0)
        return;
    str_add(out, "  # ");
    page_cell(out, 26, "Drug, dose, route");
    for (int e = 0; e < ELEMENT_COUNT; e++)
        page_cell(out, 7, titles[e]);
    page_end(out);
    for (size_t i = 0; i < list->n_rows; i++) {
        const struct check_row *row = &list->rows[i];
        str_addf(out, "%3d ", row->row);
        page_cell(out, 26, row->drug);
        for (int e = 0; e < ELEMENT_COUNT; e++)
            page_cell(out, 7, state_text(row->state[e]));
        page_end(out);
    }
    str_addf(out, "%d element%s missing, %zu question%s open\n", list->missing,
             list->missing == 1 ? "" : "s", list->n_asks, list->n_asks == 1 ? "" : "s");
}

void checklist_print_questions(const struct checklist *list, const struct result *result,
                               struct str *out)
{
    const char *before = "";
    char day[16];
    struct str text;
    str_init(&text, SENTENCE_MAX);
    str_addf(&text, "Encounter %s of %s", result->encounter->id,
             when_print_day(encounter_day(result->encounter), day));
    page_fold(out, 0, text.data);
    for (size_t i = 0; i < list->n_asks; i++) {
        const char *asked = asked_name(list->asks[i].question->asked);
        if (strcmp(asked, before) != 0)
            str_addf(out, "\nTo the %s\n", asked);
        before = asked;
        str_clear(&text);
        if (list->asks[i].row > 0)
            str_addf(&text, "(row %d) ", list->asks[i].row);
        str_add(&text, list->asks[i].text);
        str_add(out, "  ? ");
        page_fold(out, 4, text.data);
    }
    if (list->n_asks == 0)
        str_add(out, "No question is open.\n");
    str_release(&text);
}
