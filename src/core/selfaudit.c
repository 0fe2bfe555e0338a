#include "selfaudit.h"

#include <stdlib.h>

static const char *const test_names[AUDIT_TEST_COUNT] = {
#define X(name, text) text,
    AUDIT_TESTS(X)
#undef X
};

const char *audit_test_name(enum audit_test test)
{
    return test_names[test];
}

bool audit_test_find(const char *name, enum audit_test *out)
{
    for (int i = 0; i < AUDIT_TEST_COUNT; i++)
        if (text_equal(name, test_names[i])) {
            *out = (enum audit_test)i;
            return true;
        }
    return false;
}

/* ---- one claim ---- */

struct asking {
    struct arena *arena;
    const struct audit_question *question;
    const struct result *r;
    const struct keyed_list *claim;
    struct audit_hit **hits;
    size_t *n, cap;
};

static void hit(struct asking *a, int visit, int row, const char *what)
{
    struct audit_hit *h = ARENA_PUSH(a->arena, *a->hits, *a->n, a->cap);
    *h = (struct audit_hit){a->question, visit, row, what};
}

static bool among(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = words; *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (length == n && strncmp(at, word, n) == 0)
            return true;
        at += length;
    }
    return false;
}

static int last_visit(const struct keyed_list *claim)
{
    return claim->n > 0 ? claim->lines[claim->n - 1].visit : 0;
}

static bool initial_code(const struct keyed *line)
{
    return line->code != NULL && line->code->iv_initial;
}

static bool has_reason(const struct result *r)
{
    for (size_t i = 0; i < r->encounter->n_rows; i++)
        if (!text_empty(r->encounter->rows[i].site_reason))
            return true;
    return false;
}

/* More initials on a visit than allowed; distinct: a modifier excuses, else a documented reason. */
static void ask_initials(struct asking *a)
{
    bool by_modifier = a->question->test == AUDIT_INITIALS;
    for (int visit = 1; visit <= last_visit(a->claim); visit++) {
        int all = 0, marked = 0;
        const char *what = "";
        for (size_t i = 0; i < a->claim->n; i++) {
            const struct keyed *line = &a->claim->lines[i];
            if (line->visit != visit || !initial_code(line))
                continue;
            all += line->units;
            if (line->modifiers[0] != '\0')
                marked += line->units;
            what = line->id;
        }
        if (all > a->question->value &&
            (by_modifier ? all - marked > a->question->value : !has_reason(a->r)))
            hit(a, visit, 0, what);
    }
}

static void ask_alone(struct asking *a)
{
    const struct book *book = a->r->book;
    for (size_t i = 0; i < a->claim->n; i++) {
        const struct keyed *line = &a->claim->lines[i];
        bool needs = false, has = false;
        for (size_t p = 0; line->code != NULL && p < book->n_parents; p++) {
            if (book->parents[p].addon != line->code)
                continue;
            needs = true;
            for (size_t j = 0; j < a->claim->n; j++)
                has = has || a->claim->lines[j].code == book->parents[p].parent;
        }
        if (needs && !has)
            hit(a, line->visit, 0, line->id);
    }
}

static void ask_unearned(struct asking *a)
{
    for (size_t i = 0; i < a->claim->n; i++) {
        const struct keyed *line = &a->claim->lines[i];
        int keyed = 0, earned = 0;
        bool first = true;
        for (size_t j = 0; j < a->claim->n; j++)
            if (a->claim->lines[j].code == line->code) {
                keyed += a->claim->lines[j].units;
                first = first && j >= i;
            }
        for (size_t u = 0; u < a->r->n_units; u++)
            earned += a->r->units[u].code == line->code;
        if (first && line->code != NULL && line->code->timed && earned > 0 && keyed > earned)
            hit(a, line->visit, 0, line->id);
    }
}

static void ask_short(struct asking *a)
{
    for (size_t i = 0; i < a->claim->n; i++) {
        const struct keyed *line = &a->claim->lines[i];
        struct code_place place;
        int minutes = 0;
        if (!among(a->question->about, line->id) || !code_place(a->r->book, line->code, &place))
            continue;
        for (size_t row = 0; row < a->r->n_rows; row++)
            if (a->r->rows[row].group == place.group && a->r->rows[row].minutes > 0)
                minutes += a->r->rows[row].minutes;
        if (minutes < a->question->value)
            hit(a, line->visit, 0, line->id);
    }
}

static void ask_above(struct asking *a)
{
    for (int visit = 1; visit <= last_visit(a->claim); visit++) {
        int units = 0;
        const char *what = "";
        for (size_t i = 0; i < a->claim->n; i++) {
            const struct keyed *line = &a->claim->lines[i];
            struct code_place place;
            if (line->visit != visit)
                continue;
            bool counts = a->question->test == AUDIT_ABOVE
                              ? among(a->question->about, line->id)
                              : code_place(a->r->book, line->code, &place) && place.role == ROLE_HOUR;
            units += counts ? line->units : 0;
            what = counts ? line->id : what;
        }
        if (units > a->question->value)
            hit(a, visit, 0, what);
    }
}

/* An infusion code that stands in the place of a row without a stop. */
static void ask_no_stop(struct asking *a)
{
    struct keyed_list engine;
    struct alignment sides;
    keyed_of_result(a->arena, a->r, &engine);
    align(a->arena, a->r, a->claim, &engine, NULL, &sides);
    for (size_t i = 0; i < sides.n; i++) {
        const struct slot *slot = &sides.slots[i];
        struct code_place place;
        if (slot->of == NULL || slot->side[SIDE_CODER] == NULL ||
            !code_place(a->r->book, slot->side[SIDE_CODER]->code, &place) ||
            place.kind != KIND_INFUSION)
            continue;
        for (size_t row = 0; row < slot->of->n_rows; row++) {
            const struct row *charted = &a->r->encounter->rows[slot->of->rows[row] - 1];
            if (charted->stop == NO_MINUTE && charted->minutes < 0) {
                hit(a, slot->visit, charted->number, slot->side[SIDE_CODER]->id);
                break;
            }
        }
    }
}

static void ask_finding(struct asking *a)
{
    for (size_t i = 0; i < a->r->n_findings; i++) {
        const struct finding *f = &a->r->findings[i];
        if (among(a->question->about, f->def->id))
            hit(a, f->visit, f->row, f->def->id);
    }
}

void selfaudit(struct arena *arena, const struct audit_question *questions, size_t n,
               const struct result *r, const struct keyed_list *claim, struct audit_hit **hits,
               size_t *n_hits)
{
    static void (*const ask[AUDIT_TEST_COUNT])(struct asking *) = {
        [AUDIT_INITIALS] = ask_initials, [AUDIT_NO_REASON] = ask_initials,
        [AUDIT_ALONE] = ask_alone,       [AUDIT_UNEARNED] = ask_unearned,
        [AUDIT_SHORT] = ask_short,       [AUDIT_ABOVE] = ask_above,
        [AUDIT_NO_STOP] = ask_no_stop,   [AUDIT_FINDING] = ask_finding,
        [AUDIT_HOURS] = ask_above,
    };
    struct asking a = {.arena = arena, .r = r, .claim = claim, .hits = hits, .n = n_hits};
    day_t day = encounter_day(r->encounter);
    *hits = NULL;
    *n_hits = 0;
    for (size_t i = 0; i < n; i++) {
        a.question = &questions[i];
        if (ask[questions[i].test] != NULL && days_hold(questions[i].days, day))
            ask[questions[i].test](&a);
    }
}

/* ---- clusters ---- */

static struct audit_coder *coder_of(struct arena *arena, struct audit_coders *coders,
                                    const char *name)
{
    for (size_t i = 0; i < coders->n; i++)
        if (strcmp(coders->list[i].coder, name) == 0)
            return &coders->list[i];
    struct audit_coder *c = ARENA_PUSH(arena, coders->list, coders->n, coders->cap);
    c->coder = arena_text(arena, name);
    return c;
}

void selfaudit_count(struct arena *arena, struct audit_coders *coders,
                     const struct audit_question *questions, size_t n, const struct result *r)
{
    struct audit_coder *c = coder_of(arena, coders, r->encounter->coder);
    for (size_t row = 0; row < r->n_rows; row++) {
        char minutes[16];
        size_t place = 0;
        if (r->rows[row].minutes <= 0 || r->rows[row].billed <= 0)
            continue;
        c->rows++;
        snprintf(minutes, sizeof minutes, "%d", r->rows[row].minutes);
        for (size_t i = 0; i < n && place < AUDIT_CLUSTERS; i++)
            if (questions[i].test == AUDIT_CLUSTER)
                c->at[place++] += among(questions[i].about, minutes);
    }
}

bool selfaudit_cluster(const struct audit_question *question, const struct audit_coder *coder,
                       size_t place)
{
    return place < AUDIT_CLUSTERS && coder->rows >= question->least &&
           coder->at[place] * 100 > coder->rows * question->value;
}
