/* Files of scenarios that are wrong: each is refused, and told by line and column with the remedy. */
#include "db/scenarios.h"
#include "tap.h"

#include "charts.h"

struct fault {
    long line;
    size_t column;
    char sentence[400];
    int n;
};
struct file_test {
    struct tap tap;
    struct world world;
    struct fault *fault;
};

static const struct book *book_on(void *context, day_t day, struct err *err)
{
    struct file_test *t = context;
    return library_on(t->world.library, day, err);
}

static void keep_fault(void *context, const char *file, long line, size_t column,
                       const char *sentence)
{
    struct file_test *t = context;
    struct fault *f = t->fault;
    (void)file;
    if (f->n++ > 0)
        return;
    f->line = line;
    f->column = column;
    snprintf(f->sentence, sizeof f->sentence, "%s", sentence);
}

/* A bad text: which line and column, and what the sentence must say. */
static void check_bad(struct file_test *t)
{
#define GOOD "scenario a\ntitle t\nstory s\nlevel 1\ndate 2026-03-02\n"
    static const struct {
        const char *text, *say;
        long line;
        size_t column;
    } bad[] = {
        {"title t\n", "begins with the line scenario NAME", 1, 1},
        {"scenario Bad Name\n", "small letters", 1, 10},
        {GOOD "row ceftr 2g 0830-0905\nscenario a\n", "another scenario a", 7, 10},
        {GOOD "rwo ceftr 2g 0830-0905\n", "the nearest word is row", 6, 1},
        {GOOD "row ceftr 2g 0830-0905 nonsense\n", "nonsense", 6, 24},
        {GOOD "row ceftr 0860-0905\n", "0860", 6, 11},
        {GOOD, "has no administration", 1, 1},
        {"scenario a\ntitle t\nlevel 1\ndate 2026-03-02\nrow ceftr 2g 0830-0905\n",
         "lacks its story", 1, 1},
        {"scenario a\nlevel 4\n", "level is 1", 2, 7},
        {"scenario a\nform tidy\n", "clean or messy", 2, 6},
        {"scenario a\ntitle t\ntitle u\n", "was said before", 3, 1},
        {"scenario a\ndate 2026-02-30\n", "date", 2, 6},
        {"scenario a\nrow ceftr 2g 0830-0905\n", "date before the rows", 2, 1},
        {GOOD "disputed overlap_mode=never 1\n", "overlap_mode", 6, 10},
        {"scenario a\ntitle \xff\n", "no UTF-8", 2, 1},
        {"scenario a\nsite off_campus other\n", "date before the lines site", 2, 1},
        {GOOD "site off_campsu other\n", "the nearest is off_campus", 6, 6},
        {GOOD "site off_campus near\n", "write one of: no excepted other", 6, 6},
        {GOOD "site wage_index\n", "write one of: a value", 6, 6},
        {GOOD "site wage_index 0\n", "a number above 0", 6, 6},
        {GOOD "site revenue.nowhere 0260\n", "no row of revenue.csv", 6, 6},
        {GOOD "site wage_index 1.1\nsite wage_index 1.2\n", "was said before", 7, 6},
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct fault fault = {.n = 0};
        struct scenario_reader reader = {book_on, keep_fault, t};
        struct scenarios list;
        scenarios_init(&list);
        t->fault = &fault;
        bool read = scenarios_parse(&list, "bad", bad[i].text, &reader);
        bool good = !read && fault.line == bad[i].line && fault.column == bad[i].column &&
                    strstr(fault.sentence, bad[i].say) != NULL;
        if (!good)
            tap_note("expected %ld:%zu ...%s..., got %ld:%zu %s", bad[i].line, bad[i].column,
                     bad[i].say, fault.line, fault.column, fault.sentence);
        tap_test(&t->tap, good, "a bad file is refused: %s", bad[i].say);
        scenarios_release(&list);
    }
}

int main(void)
{
    struct file_test t = {.tap = {0, 0}};
    if (!world_open(&t.world))
        return 1;
    check_bad(&t);
    world_close(&t.world);
    return tap_end(&t.tap);
}
