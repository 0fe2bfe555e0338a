#include "text.h"

#include "../../core/attach.h"
#include "../../core/whatif.h"
#include "../../core/why.h"

enum { SENTENCE_MAX = 16 * 1024 };

void text_stops(const struct result *r, int row, int indent, struct str *out)
{
    struct arena arena;
    struct bands bands;
    struct str text;
    arena_init(&arena);
    whatif_missing_stop(&arena, r, row, &bands);
    if (bands.n > 0) {
        str_init(&text, SENTENCE_MAX);
        str_add(&text, "Every possible stop: ");
        bands_text(&bands, FIELD_STOP, &text);
        for (int i = 0; i < indent; i++)
            str_addc(out, ' ');
        text_fold(out, indent, text.data);
        str_release(&text);
    }
    arena_release(&arena);
}

void text_open_stops(const struct result *r, struct str *out)
{
    bool titled = false;
    for (size_t i = 0; i < r->n_findings; i++) {
        const struct finding *f = &r->findings[i];
        if (f->def != &r->book->findings[FINDING_DOC_STOP_MISSING])
            continue;
        if (!titled)
            str_add(out, "\nStops that are missing\n");
        titled = true;
        str_addf(out, "  row %d\n", f->row);
        text_stops(r, f->row, 4, out);
    }
}

void text_attach(const struct result *r, struct str *out)
{
    struct str text;
    if (r->n_lines == 0)
        return;
    str_init(&text, SENTENCE_MAX);
    str_add(out, "\nWhat to attach\n");
    for (size_t i = 0; i < r->n_lines; i++) {
        struct arena arena;
        struct decision *list;
        arena_init(&arena);
        size_t n = attach_line(&arena, r, &r->lines[i], &list);
        str_clear(&text);
        str_addf(&text, "%s:", r->lines[i].code->id);
        for (size_t k = 0; k < n; k++) {
            str_addc(&text, ' ');
            why_decision(r, &list[k], &text);
        }
        str_add(out, "  ");
        text_fold(out, 4, text.data);
        arena_release(&arena);
    }
    str_release(&text);
}
