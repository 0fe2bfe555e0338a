#include "text.h"

#include "../../core/whatif.h"

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
