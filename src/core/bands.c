/* whatif.h: every possible minute of a start or a stop, and what it would earn. */
#include "whatif.h"

enum { CODES_MAX = 64 * 1024, LONGEST = 7 * DAY_MINUTES };

struct walking {
    struct arena *arena;
    struct encounter encounter; /* a copy, whose one time moves */
    struct result result;
    struct str text;
    struct bands *out;
    size_t cap;
};

static void walk_to(struct walking *w, const struct result *base, minute_t *time, minute_t at)
{
    *time = at;
    engine_code(base->book, base->policy, &w->encounter, &w->result);
    str_clear(&w->text);
    compare_codes(&w->result, 0, &w->text);
    struct bands *out = w->out;
    if (out->n > 0 && strcmp(out->at[out->n - 1].codes, w->text.data) == 0) {
        out->at[out->n - 1].to = at;
        return;
    }
    struct band *band = ARENA_PUSH(w->arena, out->at, out->n, w->cap);
    *band = (struct band){.from = at, .to = at, .codes = arena_text(w->arena, w->text.data)};
}

/* ---- what the bands have in common ---- */

/* How often the word stands among the words before end; codes of several dates have a word each. */
static size_t count_word(const char *words, const char *end, const char *word, size_t n)
{
    size_t found = 0;
    for (const char *at = words; at < end && *at != '\0';) {
        size_t length = strcspn(at, " ");
        found += length == n && memcmp(at, word, n) == 0;
        at += length + strspn(at + length, " ");
    }
    return found;
}

/* Every band has the word this many times and once more. */
static bool in_all(const struct bands *bands, const char *word, size_t n, size_t before)
{
    for (size_t i = 0; i < bands->n; i++) {
        const char *codes = bands->at[i].codes;
        if (count_word(codes, codes + strlen(codes), word, n) <= before)
            return false;
    }
    return true;
}

/* The words of codes that every band has, or that not every band has. */
static const char *pick(struct walking *w, const char *codes, bool common)
{
    str_clear(&w->text);
    for (const char *at = codes; *at != '\0';) {
        size_t n = strcspn(at, " ");
        bool visit = n == 1 && *at == '|';
        if (!visit && in_all(w->out, at, n, count_word(codes, at, at, n)) == common) {
            str_add(&w->text, w->text.length > 0 ? " " : "");
            str_addn(&w->text, at, n);
        }
        at += n + strspn(at + n, " ");
    }
    return arena_text(w->arena, w->text.data);
}

/* Bands that end by taking one more unit every so many minutes are cut to the first two of them. */
static void fold(struct bands *bands)
{
    size_t n = bands->n;
    while (n >= 4) { /* the last is open, so its length says nothing */
        int a = bands->at[n - 2].from - bands->at[n - 3].from;
        int b = bands->at[n - 1].from - bands->at[n - 2].from;
        if (a != b || strlen(bands->at[n - 1].own) < strlen(bands->at[n - 2].own) ||
            strncmp(bands->at[n - 1].own, bands->at[n - 2].own, 5) != 0)
            break;
        bands->every = a;
        n--;
    }
    if (bands->every == 0 || bands->n - n < 2) {
        bands->every = 0;
        return;
    }
    bands->n = n;
    bands->at[n - 1].to = bands->at[n - 1].from + bands->every - 1;
}

void whatif_bands(struct arena *arena, const struct result *base, int row, enum field_id field,
                  minute_t from, minute_t to, struct bands *out)
{
    struct walking w = {.arena = arena, .out = out};
    *out = (struct bands){.beside = ""};
    if (to - from > LONGEST)
        to = from + LONGEST;
    encounter_copy(&w.encounter, base->encounter);
    result_init(&w.result);
    str_init(&w.text, CODES_MAX);
    struct row *charted = encounter_row(&w.encounter, row);
    for (minute_t at = from; at <= to; at++)
        walk_to(&w, base, field == FIELD_START ? &charted->start : &charted->stop, at);
    for (size_t i = 0; i < out->n; i++)
        out->at[i].own = pick(&w, out->at[i].codes, false);
    if (out->n > 0)
        out->beside = pick(&w, out->at[0].codes, true);
    str_release(&w.text);
    result_release(&w.result);
    encounter_release(&w.encounter);
}

void whatif_missing_stop(struct arena *arena, const struct result *base, int row, struct bands *out)
{
    *out = (struct bands){.beside = ""};
    const struct row *charted = encounter_row(base->encounter, row);
    if (charted == NULL || result_row(base, row)->out || charted->start == NO_MINUTE ||
        charted->stop != NO_MINUTE)
        return;
    whatif_bands(arena, base, row, FIELD_STOP, charted->start, charted->start + DAY_MINUTES, out);
    fold(out);
}

/* ---- in words ---- */

/* A clock time, with the days behind the day of the first band. */
static void add_time(const struct bands *bands, minute_t at, struct str *out)
{
    char clock[8];
    int days = when_day(at) - when_day(bands->at[0].from);
    str_add(out, when_print_clock(at, clock));
    if (days != 0)
        str_addf(out, "%+d", days);
}

void bands_text(const struct bands *bands, enum field_id field, struct str *out)
{
    if (bands->n > 0)
        str_addf(out, "%s ", field_get_spec(field)->name);
    for (size_t i = 0; i < bands->n; i++) {
        const struct band *band = &bands->at[i];
        bool last = i + 1 == bands->n;
        str_add(out, i > 0 ? "; " : "");
        if (i == 0 && !last)
            str_add(out, "by ");
        else if (last)
            str_add(out, "from ");
        if (i > 0 || last) {
            add_time(bands, band->from, out);
            str_add(out, !last && band->to != band->from ? " to " : "");
        }
        if (!last && (i == 0 || band->to != band->from))
            add_time(bands, band->to, out);
        str_addf(out, ": %s", text_empty(band->own) ? "nothing more" : band->own);
    }
    if (bands->every > 0)
        str_addf(out, ", and one more unit every %d minutes", bands->every);
    if (!text_empty(bands->beside))
        str_addf(out, " (beside %s)", bands->beside);
}

minute_t bands_turn(const struct bands *bands, minute_t from, minute_t to)
{
    for (size_t i = 0; i < bands->n; i++) {
        const struct band *band = &bands->at[i];
        if (from < band->from || from > band->to)
            continue;
        if (to >= band->from && to <= band->to)
            return NO_MINUTE;
        return to > from ? band->to + 1 : band->from - 1;
    }
    return NO_MINUTE;
}
