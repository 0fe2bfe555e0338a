/* The library of scenarios: every answer in a file is the engine's, every dispute is one, every rule
 * of the book is taught, and every situation comes clean and messy. */
#include "core/attach.h"
#include "core/whynot.h"
#include "db/scenarios.h"
#include "tap.h"

#include "charts.h"

struct library_test {
    struct tap tap;
    struct world world;
    struct scenarios list;
    bool taught[RULE_COUNT];
    char *fired; /* ids of rules that decided something in a scenario, with blanks around */
    size_t n_fired;
};

static void complain(void *context, const char *sentence)
{
    (void)context;
    tap_note("%s", sentence);
}

static void mark_taught(struct library_test *t, const char *id)
{
    for (int i = 0; i < RULE_COUNT; i++)
        if (strcmp(rule_id_name((enum rule_id)i), id) == 0)
            t->taught[i] = true;
}

/* Fires in the scenario, under its own policy or under a reading that it disputes, or is the reason
 * why a code that it asks for is not there. */
static bool fires(const struct result *r, const char *id)
{
    for (size_t i = 0; i < r->n_decisions; i++)
        if (strcmp(r->decisions[i].rule->id, id) == 0)
            return true;
    for (size_t i = 0; i < r->n_lines; i++)
        if (r->lines[i].rule != NULL && strcmp(r->lines[i].rule->id, id) == 0)
            return true;
    for (size_t i = 0; i < r->n_postings; i++)
        if (r->postings[i].rule != NULL && strcmp(r->postings[i].rule->id, id) == 0)
            return true;
    return false;
}

/* Remembers what decided something, for the rows of the tables. */
static void mark_fired(struct library_test *t, const struct result *r)
{
    for (size_t i = 0; i < r->n_decisions; i++) {
        const struct decision *d = &r->decisions[i];
        char word[96];
        int n = snprintf(word, sizeof word, " %s ", d->rule->id);
        if (d->verdict == VERDICT_NOT_MET || (t->fired != NULL && strstr(t->fired, word) != NULL))
            continue;
        t->fired = realloc(t->fired, t->n_fired + (size_t)n + 1);
        memcpy(t->fired + t->n_fired, word, (size_t)n + 1);
        t->n_fired += (size_t)n;
    }
}

/* On the claim as the scenario asks for it, or among what goes along with a code. */
static bool fires_on_claim(const struct scenario *s, const struct result *r, const char *id)
{
    struct arena arena;
    struct site site;
    struct claim claim;
    bool found = false;
    arena_init(&arena);
    claim_init(&claim);
    scenario_claim(s, r, &site, &claim);
    for (size_t i = 0; i < claim.n_decisions && s->n_claims > 0; i++)
        found = found || strcmp(claim.decisions[i].rule->id, id) == 0;
    for (size_t i = 0; i < r->n_lines && s->n_attached > 0; i++) {
        struct decision *papers;
        size_t n = attach_line(&arena, r, &r->lines[i], &papers);
        for (size_t k = 0; k < n; k++)
            found = found || strcmp(papers[k].rule->id, id) == 0;
    }
    claim_release(&claim);
    arena_release(&arena);
    return found;
}

static bool teaches(struct library_test *t, const struct scenario *s, const struct result *r,
                    const struct policy *policy, const char *id)
{
    bool found = fires(r, id) || fires_on_claim(s, r, id);
    for (size_t i = 0; i < s->n_whynots && !found; i++)
        found = strcmp(s->whynots[i].rule, id) == 0;
    for (size_t i = 0; i < s->n_disputes && !found; i++) {
        struct policy other = *policy;
        struct result again;
        struct err err;
        result_init(&again);
        if (policy_set(&other, s->disputes[i].assignment, &err)) {
            engine_code(r->book, &other, s->encounter, &again);
            found = fires(&again, id);
        }
        result_release(&again);
    }
    if (found)
        mark_taught(t, id);
    return found;
}

static bool same(const char *what, const char *want, const char *got)
{
    if (text_equal(want, got))
        return true;
    tap_note("%s: the file says \"%s\", the engine \"%s\"", what, want != NULL ? want : "", got);
    return false;
}

static bool same_lines(const char *what, const struct scenario_line *want, size_t n_want,
                       const struct scenario_line *got, size_t n_got)
{
    bool good = true;
    for (size_t i = 0; i < n_want || i < n_got; i++)
        good = same(what, i < n_want ? want[i].text : "(nothing)",
                    i < n_got ? got[i].text : "(nothing)") &&
               good;
    return good;
}

/* Whoever asks for the claim, or for what goes along, says all of it. */
static bool check_claim(struct arena *arena, const struct scenario *s, const struct result *r)
{
    struct scenario_line *got = NULL;
    struct site site;
    struct claim claim;
    bool good = true;
    claim_init(&claim);
    scenario_claim(s, r, &site, &claim);
    if (s->n_claims > 0) {
        size_t n = scenario_claims(arena, &claim, &got);
        good = same_lines("claim", s->claims, s->n_claims, got, n);
    }
    if (s->n_attached > 0) {
        size_t n = scenario_attached(arena, r, &got);
        good = same_lines("attach", s->attached, s->n_attached, got, n) && good;
    }
    if (s->n_site_rows > 0 && s->n_claims == 0) {
        tap_note("says something of its site, and asks for no claim");
        good = false;
    }
    claim_release(&claim);
    return good;
}

static bool check_answers(const struct scenario *s, const struct result *r)
{
    struct arena arena;
    struct scenario_answers got;
    arena_init(&arena);
    scenario_answer(&arena, r, &got);
    bool good = s->answers.codes != NULL && same("expect", s->answers.codes, got.codes);
    good = same("drugs", s->answers.drugs, got.drugs) && good;
    good = same("finds", s->answers.finds, got.finds) && good;
    good = same("em", s->answers.em, got.em) && good;
    good = check_claim(&arena, s, r) && good;
    for (size_t i = 0; i < s->n_whynots; i++) {
        const char *rule = scenario_whynot(&arena, r, s->whynots[i].code);
        good = same(s->whynots[i].code, s->whynots[i].rule, rule != NULL ? rule : "") && good;
    }
    if (!result_balanced(r)) {
        tap_note("minutes do not balance: %d in, %d out", r->minutes_in, r->minutes_out);
        good = false;
    }
    arena_release(&arena);
    return good;
}

static bool check_disputes(const struct scenario *s, const struct policy *policy,
                           const struct result *r)
{
    struct arena arena;
    struct err err;
    bool good = true;
    arena_init(&arena);
    const char *standing = scenario_reading(&arena, s, r, r);
    for (size_t i = 0; i < s->n_disputes; i++) {
        struct policy other = *policy;
        struct result again;
        result_init(&again);
        good = policy_set(&other, s->disputes[i].assignment, &err) && good;
        engine_code(r->book, &other, s->encounter, &again);
        const char *got = scenario_reading(&arena, s, &again, r);
        good = same(s->disputes[i].assignment, s->disputes[i].codes, got) && good;
        if (text_equal(got, standing)) {
            tap_note("%s changes nothing: it is no dispute here", s->disputes[i].assignment);
            good = false;
        }
        result_release(&again);
    }
    arena_release(&arena);
    return good;
}

static bool check_teaches(struct library_test *t, const struct scenario *s, const struct policy *p,
                          const struct result *r)
{
    bool good = true;
    for (const char *at = s->teaches != NULL ? s->teaches : ""; *at != '\0';) {
        char id[64];
        size_t n = strcspn(at, " ");
        snprintf(id, sizeof id, "%.*s", (int)n, at);
        if (n > 0 && !teaches(t, s, r, p, id)) {
            tap_note("teaches %s, which does not fire in it", id);
            good = false;
        }
        at += n + strspn(at + n, " ");
    }
    for (size_t i = 0; i < s->n_whynots; i++)
        mark_taught(t, s->whynots[i].rule);
    return good;
}

static bool reads_back(struct library_test *t, const struct scenario *s, const struct book *book);

/* A messy form has what charts have: a row that is not coded, something missing, a late note. */
static bool is_messy(const struct scenario *s, const struct result *r)
{
    for (size_t i = 0; i < r->n_rows; i++)
        if (r->rows[i].out != NULL || !text_empty(s->encounter->rows[i].note))
            return true;
    for (size_t i = 0; i < r->n_findings; i++)
        if (r->findings[i].def->severity != SEVERITY_NOTE)
            return true;
    for (size_t i = 1; i < s->encounter->n_rows; i++)
        if (s->encounter->rows[i].start < s->encounter->rows[i - 1].start)
            return true; /* charted out of order */
    return false;
}

static void check_scenario(struct library_test *t, const struct scenario *s)
{
    struct policy policy;
    struct result result;
    struct err err = {""};
    const struct book *book = library_on(t->world.library, encounter_day(s->encounter), &err);
    bool good = book != NULL && scenario_policy(s, t->world.library, &policy, &err);
    result_init(&result);
    if (good) {
        engine_code(book, &policy, s->encounter, &result);
        mark_fired(t, &result);
        good = check_answers(s, &result);
        good = check_disputes(s, &policy, &result) && good;
        good = check_teaches(t, s, &policy, &result) && good;
        good = reads_back(t, s, book) && good;
        if (s->messy && !is_messy(s, &result)) {
            tap_note("is called messy, and its chart is clean");
            good = false;
        }
    } else {
        tap_note("%s", err.text);
    }
    tap_test(&t->tap, good, "scenario %s", s->name);
    result_release(&result);
}

/* ---- printing and reading ---- */

static const struct book *book_on(void *context, day_t day, struct err *err)
{
    struct library_test *t = context;
    return library_on(t->world.library, day, err);
}

static void told(void *context, const char *file, long line, size_t column, const char *sentence)
{
    (void)context;
    tap_note("%s:%ld:%zu: %s", file, line, column, sentence);
}

static bool reads_back(struct library_test *t, const struct scenario *s, const struct book *book)
{
    struct scenario_reader reader = {book_on, told, t};
    struct scenarios again;
    struct str first, second;
    scenarios_init(&again);
    str_init(&first, 1 << 18);
    str_init(&second, 1 << 18);
    scenario_print(s, book, &first);
    bool good = scenarios_parse(&again, "printed", first.data, &reader) && again.n == 1;
    if (good)
        scenario_print(&again.at[0], book, &second);
    good = same("printed and read again", first.data, second.data) && good;
    str_release(&first);
    str_release(&second);
    scenarios_release(&again);
    return good;
}

/* ---- the library as a whole ---- */

static void check_coverage(struct library_test *t)
{
    for (int i = 0; i < RULE_COUNT; i++) {
        const char *rule = rule_id_name((enum rule_id)i);
        tap_test(&t->tap, t->taught[i], "rule %s is taught", rule);
    }
}

static void check_row(struct library_test *t, const struct rule *rule)
{
    char word[96];
    snprintf(word, sizeof word, " %s ", rule->id);
    tap_test(&t->tap, t->fired != NULL && strstr(t->fired, word) != NULL,
             "%s decides something in a scenario", rule->id);
}

/* Rows of the tables that are in force: why a row is out, what kind it is, which service. */
static void check_tables(struct library_test *t)
{
    const struct book *book = t->world.book;
    for (size_t i = 0; i < book->n_scopes; i++)
        check_row(t, &book->scopes[i].rule);
    for (size_t i = 0; i < book->n_kinds; i++)
        check_row(t, &book->kinds[i].rule);
}

static void check_switches(struct library_test *t)
{
    for (int i = 0; i < SWITCH_COUNT; i++) {
        bool found = false;
        char head[64];
        snprintf(head, sizeof head, "%s=", switch_name((enum switch_id)i));
        for (size_t s = 0; s < t->list.n && !found; s++)
            for (size_t d = 0; d < t->list.at[s].n_disputes; d++)
                found = found || strncmp(t->list.at[s].disputes[d].assignment, head,
                                         strlen(head)) == 0;
        tap_test(&t->tap, found, "a scenario teaches that %s is disputed",
                 switch_name((enum switch_id)i));
    }
}

static void check_forms(struct library_test *t)
{
    size_t situations = 0;
    for (size_t i = 0; i < t->list.n; i++) {
        const struct scenario *s = &t->list.at[i];
        char messy[64];
        if (s->messy)
            continue;
        situations++;
        snprintf(messy, sizeof messy, "%s-messy", s->name);
        const struct scenario *other = scenarios_find(&t->list, messy);
        tap_test(&t->tap, other != NULL && other->messy, "%s has a messy form", s->name);
        size_t n = strlen(s->title);
        tap_test(&t->tap, other != NULL && strncmp(other->title, s->title, n < 20 ? n : 20) == 0 &&
                              strcmp(other->title, s->title) != 0,
                 "%s and its messy form have titles that tell", s->name);
        for (size_t k = 0; k < t->list.n; k++)
            if (k != i && strcmp(t->list.at[k].title, s->title) == 0)
                tap_test(&t->tap, false, "%s and %s have one title", s->name, t->list.at[k].name);
        tap_test(&t->tap, s->tags != NULL && s->teaches != NULL, "%s has tags and rules", s->name);
    }
    if (!tap_test(&t->tap, t->list.n >= 60 && situations >= 30, "sixty scenarios, thirty situations"))
        tap_note("got %zu scenarios of %zu situations", t->list.n, situations);
}

int main(void)
{
    struct library_test t = {.tap = {0, 0}};
    struct err err = {""};
    const char *data = getenv("IVLEDGER_DATA");
    char path[4096];
    if (!world_open(&t.world))
        return 1;
    scenarios_init(&t.list);
    snprintf(path, sizeof path, "%s/scenarios", data != NULL ? data : "data");
    tap_test(&t.tap, scenarios_load(&t.list, path, t.world.library, complain, NULL, &err),
             "the scenarios can be read");
    for (size_t i = 0; i < t.list.n; i++)
        check_scenario(&t, &t.list.at[i]);
    check_forms(&t);
    check_coverage(&t);
    check_tables(&t);
    check_switches(&t);
    scenarios_release(&t.list);
    free(t.fired);
    world_close(&t.world);
    return tap_end(&t.tap);
}
