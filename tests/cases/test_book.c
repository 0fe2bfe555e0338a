/* The tables of the rule book that answers rest on without showing it: which first codes carry
 * which further ones.  Written down here a second time, from the published tables, so that a row
 * cannot go missing or creep in unseen. */
#include "charts.h"
#include "tap.h"

struct parents {
    const char *addon, *ncci, *article;
};

/* The list of add-on codes of the coding initiative, and what the article says of them. */
static const struct parents PARENTS[] = {
    {"96361", "96360 96365 96374 96409 96413", "96360"},
    {"96366", "96360 96365 96367 96413", "96365"},
    {"96367", "96360 96365 96374 96409 96413", "96365 96413"},
    {"96368", "96360 96365 96366 96413 96415 96416 C8957", "96365 96413"},
    {"96370", "96369", ""},
    {"96371", "96369", ""},
    {"96375", "96360 96365 96374 96409 96413", "96365"},
    {"96376", "96365 96374 96409 96413", ""},
    {"96411", "96409 96413", ""},
    {"96415", "96413", "96413"},
    {"96417", "96413", "96413"},
    {"96423", "96422", ""},
};

static void test_parents(struct tap *tap, const struct book *book, const struct parents *want,
                         bool article)
{
    const char *list = article ? want->article : want->ncci;
    struct str got;
    bool good;

    str_init(&got, 4096);
    for (size_t i = 0; i < book->n_parents; i++)
        if (book->parents[i].article == article && !strcmp(book->parents[i].addon->id, want->addon))
            str_addf(&got, "%s%s", got.length ? " " : "", book->parents[i].parent->id);
    good = !strcmp(list, got.length ? got.data : "");
    tap_test(tap, good, "parents of %s (%s)", want->addon, article ? "article" : "ncci");
    if (!good)
        tap_note("want: %s; got: %s", list, got.length ? got.data : "none");
    str_release(&got);
}

static bool is_listed(const char *addon)
{
    for (size_t i = 0; i < COUNT_OF(PARENTS); i++)
        if (!strcmp(PARENTS[i].addon, addon))
            return true;
    return false;
}

/* Codes outside any service (added to an operation) have their parents among operations. */
static bool is_given(const struct book *book, const struct code *code)
{
    for (size_t i = 0; i < book->n_services; i++)
        if (book->services[i].code == code)
            return true;
    return false;
}

/* Every add-on that the engine can give has its parents above. */
static void test_addons(struct tap *tap, const struct book *book)
{
    for (size_t i = 0; i < book->n_codes; i++)
        if (book->codes[i].addon && is_given(book, &book->codes[i]))
            tap_test(tap, is_listed(book->codes[i].id), "add-on %s has parents", book->codes[i].id);
}

int main(void)
{
    struct tap tap = {0, 0};
    struct world world;

    if (!world_open(&world)) {
        tap_test(&tap, false, "the rule book loads");
        return tap_end(&tap);
    }
    for (size_t i = 0; i < COUNT_OF(PARENTS); i++) {
        test_parents(&tap, world.book, &PARENTS[i], false);
        test_parents(&tap, world.book, &PARENTS[i], true);
    }
    test_addons(&tap, world.book);
    world_close(&world);
    return tap_end(&tap);
}
