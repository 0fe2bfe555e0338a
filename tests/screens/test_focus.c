/* On every screen the hardware cursor stands on the focus, which is what a screen reader reads: on the
 * selected line of a list, in the field that takes the keys, on the line that asks.  And on every
 * field of the forms help says what it wants, with an example. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drive.h"
#include "ui/screen/cells.h"

static int begin(void **state)
{
    drive_begin(state);
    d.color = true;
    drive_keys(&d, "n \"E1\" Tab Tab Tab Tab \"E86.0\" Ctrl-N "
                   "\"carbo\" Tab Tab Tab Tab \"PIV\" Tab \"0900\" Tab \"1035\" Ctrl-N "
                   "\"ns\" Tab Tab Tab Tab Tab \"0800\" Ctrl-N Esc F2");
    drive_shows(&d, "E1 is saved as coded.");
    return 0;
}

/* before: what stands on the line before the cursor, at its end; on: what begins at the line that the
 * cursor is on. */
static const struct {
    const char *way, *before, *on;
} ways[] = {
    {"", "", ">"},                             /* start */
    {"f", "", ">"},                            /* saved encounters */
    {"\"f/zz\"", "/ zz", ""},                   /* a search being typed */
    {"\":wh\"", ": wh", ""},                    /* a typed action */
    {"Enter", "", ">"},                        /* the workbench */
    {"Enter Down", "", ">"},                   /* its other row */
    {"Enter Tab", "", ">"},                    /* its codes */
    {"Enter F5", "", ">"},                     /* why in the lower half */
    {"Enter F5 F5", "", ">"},                  /* the ledger there */
    {"Enter h \"E77\"", "Encounter E77", ""},  /* the header */
    {"Enter h Tab Tab Tab Tab", "Dx E86.0", ""},
    {"Enter e Tab Tab Tab Tab \"QQ\"", "Line QQ", ""},
    {"Enter e Tab Tab Tab Tab Tab Tab \"11\"", "Stop 11", ""},
    {"Enter e Tab F4", "", ">"},               /* a list to choose from */
    {"Enter i \"ondan 4mg\"", "ondan 4mg", ""}, /* the quick line */
    {"Enter p \"ns 0800\"", "ns 0800", ""},     /* pasting */
    {"Enter p \"ns 0800-0930\" F2", "", ">"},  /* what was pasted */
    {"Enter w", "", ">"},                      /* why */
    {"Enter W", "", ">"},                      /* why not */
    {"Enter x", "", ">"},                      /* what if */
    {"Enter b", "", ">"},                      /* the claim */
    {"Enter b F5", "", ">"},                   /* its form */
    {"Enter l", "", ">"},                      /* the ledger */
    {"Enter \"!\"", "", ">"},                  /* findings */
    {"Enter C", "", ">"},                      /* the checklist */
    {"Enter s", "", ">"},                      /* the timeline in words */
    {"R", "", ">"},                            /* the rule book */
    {"y", "", ">"},                            /* the switches */
    {"?", "", ">"},                            /* the help */
    {"L", "", ">"},                            /* messages */
    {"t", "", ">"},                            /* scenarios */
    {"t Enter", "", ">"},                      /* a walk */
    {"f S", "", ">"},                          /* scores */
    {"f T", "", ">"},                          /* the audit trail */
    {"f A", "", "0"}, /* self-audit: nothing asked about, its first line */
    {"f v", "", ">"},                          /* a review */
};

static void cut_before(const char *line, int columns, char *out, size_t size)
{
    const char *p = line;
    uint32_t c;
    for (int at = 0; *p && at < columns; at += cells_width(c) > 0 ? cells_width(c) : 0)
        p += cells_next(p, &c);
    snprintf(out, size, "%.*s", (int)(p - line), line);
}

static bool ends_in(const char *text, const char *tail)
{
    size_t n = strlen(text), m = strlen(tail);
    return n >= m && strcmp(text + n - m, tail) == 0;
}

static void look_at(size_t i)
{
    char before[1024];
    int y = -1, x = -1;
    const char *cursor = strstr(d.screen.data, "-- cursor ");
    if (!cursor || sscanf(cursor, "-- cursor %d %d", &y, &x) != 2)
        fail_msg("no cursor in the saved screen");
    const char *line = drive_line(&d, y);
    cut_before(line, x, before, sizeof before);
    bool good = *ways[i].on ? strchr(line, *ways[i].on) != NULL : ends_in(before, ways[i].before);
    if (!good)
        fail_msg("%dx%d, keys %s: the cursor is at line %d, column %d, expected %s%s\n%s", d.cols,
                 d.rows, ways[i].way, y, x, *ways[i].on ? "the line marked " : "behind ",
                 *ways[i].on ? ways[i].on : ways[i].before, d.screen.data);
}

static void the_cursor_is_on_the_focus(void **state)
{
    static const int sizes[][2] = {{80, 24}, {120, 40}, {60, 16}};
    (void)state;
    for (size_t s = 0; s < COUNT_OF(sizes); s++)
        for (size_t i = 0; i < COUNT_OF(ways); i++) {
            d.cols = sizes[s][0];
            d.rows = sizes[s][1];
            d.ascii = s == 2;
            drive_keys(&d, ways[i].way);
            look_at(i);
        }
    d.cols = 80, d.rows = 24, d.ascii = false;
}

/* Field by field through a form, as long as Tab stays in it. */
static void help_of_form(const char *open, int fields)
{
    char script[1024];
    for (int i = 0; i < fields; i++) {
        size_t n = (size_t)snprintf(script, sizeof script, "%s", open);
        for (int tab = 0; tab < i; tab++)
            n += (size_t)snprintf(script + n, sizeof script - n, " Tab");
        snprintf(script + n, sizeof script - n, " F1");
        drive_keys(&d, script);
        drive_shows(&d, "For example");
    }
}

static void help_on_every_field_has_an_example(void **state)
{
    (void)state;
    d.cols = 120; /* a sentence stands on one line */
    help_of_form("Enter h", 12);
    help_of_form("Enter e", 21);
    d.cols = 80;
}

/* F4 on every field where something can be chosen: a list; where nothing can, what the field wants. */
static void lists_where_there_is_a_choice(void **state)
{
    static const struct {
        const char *way, *offers;
    } lists[] = {
        {"n Tab F4", "2026-03-01  yesterday"},
        {"n Tab Tab F4", "office"},
        {"n Tab Tab Tab F4", "commercial"},
        {"n Tab Tab Tab Tab Tab F4", "G0463"},
        {"n Tab Tab Tab Tab Tab Tab F4", "y"},
        {"n Tab Tab Tab Tab Tab Tab Tab Tab F4", "  you"},
        {"n Ctrl-N \"zof\" F4", "ondansetron"},   /* brand */
        {"n Ctrl-N \"J0696\" F4", "ceftriaxone"}, /* HCPCS */
        {"n Ctrl-N \"oplatin\" F4", "cisplatin"}, /* inside */
        {"n Ctrl-N \"ceftriaxine\" F4", "ceftriaxone"}, /* close */
        {"n Ctrl-N \"ceftr\" Tab F4", "hydration"},
        {"n Ctrl-N \"ceftr\" Tab Tab F4", "IM"},
        {"n Ctrl-N \"ceftr\" Tab Tab Tab F4", "infusion"},
        {"n Ctrl-N \"ceftr\" Tab Tab Tab Tab F4", "L-PIV"},
        {"n Ctrl-N \"ceftr\" Tab Tab Tab Tab Tab Tab Tab Tab Tab F4", "the unit it is billed in"},
        {"n Ctrl-N \"inflix\" Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab F4", "1x100 mg  a usual size"},
        {"f Enter Down e Tab Tab Tab Tab Tab F4", "09:00  as in row 1"},
        {"f Enter e Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab F4", "portable_pump"},
        {"f Enter e Shift-Tab Shift-Tab Shift-Tab Shift-Tab Shift-Tab Shift-Tab F4", "kvo"},
        {"f Enter e Shift-Tab F4", "note: Write"},
    };
    (void)state;
    d.cols = 120;
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        drive_keys(&d, lists[i].way);
        drive_shows(&d, lists[i].offers);
    }
    d.cols = 80;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cursor_is_on_the_focus),
        cmocka_unit_test(help_on_every_field_has_an_example),
        cmocka_unit_test(lists_where_there_is_a_choice),
    };
    return cmocka_run_group_tests(tests, begin, drive_end);
}
