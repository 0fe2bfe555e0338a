/* What goes over the line: function keys in the bytes of many terminals, Esc alone, bytes a key
 * costs, silence while nothing happens.  The program runs on a terminal of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "pty.h"

static const double QUIET = 0.06; /* longer than anything that Esc may wait for */
static struct pty pty;

static void start(const char *term, const char *option)
{
    const char *dir = getenv("TMPDIR"), *data = getenv("IVLEDGER_DATA");
    const char *program = getenv("IVLEDGER");
    static int n;
    char db[4096];
    snprintf(db, sizeof db, "%s/wire.%ld.%d.db", dir ? dir : "/tmp", (long)getpid(), n++);
    const char *words[] = {program ? program : "./ivledger",
                           "--data",
                           data ? data : "data",
                           "--db",
                           db,
                           "--now",
                           "2026-03-02 12:00",
                           option,
                           NULL};
    if (!pty_open(&pty, 80, 24, term, (char *const *)(uintptr_t)words))
        fail_msg("no terminal for the program");
    if (!pty_expect(&pty, "", "F1"))
        fail_msg("TERM=%s: the first screen did not come: %s", term, pty.last);
}

static void leave(void)
{
    pty_send(&pty, ":quit\r");
    pty_close(&pty);
}

static void expect(const char *keys, const char *what, const char *words)
{
    if (!pty_expect(&pty, keys, words))
        fail_msg("%s: expected %s to be painted, got %zu bytes: %s", what, words, pty.n, pty.last);
}

/* ---- keys ---- */

struct form {
    const char *terminal, *f1, *f3, *f5, *f8;
};
static const struct form forms[] = {
    {"xterm", "\033OP", "\033OR", "\033[15~", "\033[19~"},
    {"PuTTY as it comes, and rxvt", "\033[11~", "\033[13~", "\033[15~", "\033[19~"},
    {"the Linux console", "\033[[A", "\033[[C", "\033[[E", "\033[19~"},
    {"PuTTY as VT100+", "\033OP", "\033OR", "\033OT", "\033OW"},
    {"SCO", "\033[M", "\033[O", "\033[Q", "\033[T"},
};

/* F1 opens the help, F3 leaves it, F8 shows the claim, F5 turns the lower half to why. */
static void one_form(const char *term, const struct form *form)
{
    char what[120];
    start(term, NULL);
    snprintf(what, sizeof what, "F1 of %s under TERM=%s", form->terminal, term);
    expect(form->f1, what, "Help: start");
    what[1] = '3';
    expect(form->f3, what, "is waiting");
    expect("n", "n", "Header");
    pty_type(&pty, "FK\016\033", QUIET);
    what[1] = '8';
    expect(form->f8, what, "Claim");
    pty_type(&pty, form->f3, QUIET);
    what[1] = '5';
    expect(form->f5, what, "Why");
    leave();
}

static void function_keys(void **state)
{
    static const struct {
        const char *term;
        size_t form;
    } all[] = {
        {"xterm-256color", 0}, {"xterm", 1}, {"xterm", 2},         {"xterm", 3},   {"xterm", 4},
        {"linux", 2},          {"linux", 0}, {"rxvt", 1},          {"putty", 1},   {"vt100", 0},
        {"vt100", 1},          {"vt220", 3}, {"tmux-256color", 0}, {"scoansi", 4}, {"screen", 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(all); i++)
        one_form(all[i].term, &forms[all[i].form]);
}

static void digits_of_the_numeric_pad(void **state)
{
    (void)state;
    start("xterm", NULL);
    expect("n", "n", "Header");
    pty_type(&pty, "\033Op\033Oq\033Or\033Os\033Ot\033Ou\033Ov\033Ow\033Ox\033Oy", QUIET);
    expect("\014", "what was typed on the pad", "0123456789");
    leave();
}

/* A report of an old mouse is no F1, and types nothing. */
static void a_mouse_is_no_function_key(void **state)
{
    (void)state;
    start("xterm", NULL);
    pty_type(&pty, "\033[M !!", 0.2);
    assert_null(strstr(pty.last, "Help"));
    assert_null(strstr(pty.last, "does nothing"));
    leave();
}

/* Esc must not be taken for the beginning of another key, nor make anybody wait. */
static void esc_alone_answers_at_once(void **state)
{
    double best = 1;
    (void)state;
    start("xterm-256color", NULL);
    for (int i = 0; i < 8; i++) {
        pty_type(&pty, "?", 0.1);
        pty_type(&pty, "\033", 0.1);
        if (!strstr(pty.last, "what is waiting"))
            fail_msg("Esc alone did not go back: %s", pty.last);
        if (pty.answered < best)
            best = pty.answered;
    }
    if (best > 0.05)
        fail_msg("expected Esc alone to be answered within 50 ms, got %.1f ms", best * 1000);
    print_message("# Esc answered in %.1f ms\n", best * 1000);
    leave();
}

/* Esc and a letter typed right behind it are two keys. */
static void esc_and_a_letter_are_two_keys(void **state)
{
    (void)state;
    start("xterm-256color", NULL);
    pty_type(&pty, "?", 0.2);
    expect("\033n", "Esc n", "Header");
    leave();
}

/* A slow line may tear a key apart behind its ESC: the rest is no text and no other key. */
static void the_tail_of_a_torn_key_types_nothing(void **state)
{
    static const char *const tails[] = {"[A", "OP", "[11~", "[[A"};
    (void)state;
    start("xterm-256color", NULL);
    expect("n", "n", "Header");
    for (size_t i = 0; i < COUNT_OF(tails); i++) {
        pty_type(&pty, "\033", 0.15);
        pty_type(&pty, tails[i], 0.1);
        if (strstr(pty.last, "does nothing") || strstr(pty.last, "Self-audit"))
            fail_msg("ESC, a pause, %s: %s", tails[i], pty.last);
    }
    pty_type(&pty, "\033", 0.15);
    expect("n", "a letter behind Esc", "Header");
    leave();
}

/* ---- bytes ---- */

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

static size_t median(size_t *n, size_t count)
{
    qsort(n, count, sizeof *n, by_size);
    return count ? n[count / 2] : 0;
}

struct bytes {
    size_t letters[600], exits[300], n_letters, n_exits;
};

static void letters(struct bytes *b, const char *text)
{
    for (; *text; text++) {
        pty_type(&pty, (char[2]){*text, 0}, QUIET);
        b->letters[b->n_letters++] = pty.n;
    }
}

static void leave_field(struct bytes *b, const char *key)
{
    pty_type(&pty, key, QUIET);
    b->exits[b->n_exits++] = pty.n;
}

static void type_rows(struct bytes *b, int rows)
{
    static const char *const drugs[] = {"ceftr", "ondan", "carbo"};
    char start_at[8];
    for (int i = 0; i < rows; i++) {
        letters(b, drugs[(size_t)i % COUNT_OF(drugs)]);
        for (int field = 0; field < 5; field++)
            leave_field(b, "\t");
        snprintf(start_at, sizeof start_at, "%02d00", 8 + i);
        letters(b, start_at);
        leave_field(b, "\t");
        letters(b, "+35");
        leave_field(b, "\t");
        pty_type(&pty, "\016", QUIET);
    }
}

static void a_key_costs_tens_of_bytes(void **state)
{
    static struct bytes b;
    (void)state;
    b = (struct bytes){.n_letters = 0};
    start("xterm-256color", NULL);
    pty_type(&pty, "nWIRE\016", 0.2);
    type_rows(&b, 6);
    size_t letter = median(b.letters, b.n_letters), field = median(b.exits, b.n_exits);
    if (letter == 0 || letter >= 40)
        fail_msg("expected a letter to cost less than 40 bytes, got %zu", letter);
    if (field == 0 || field >= 600)
        fail_msg("expected leaving a field to cost less than 600 bytes, got %zu", field);
    print_message("# %zu bytes a letter, %zu a field\n", letter, field);
    leave();
}

static void silent_while_idle(void **state)
{
    (void)state;
    start("xterm-256color", NULL);
    pty_type(&pty, "nIDLE\016", 0.3);
    pty_type(&pty, "ceftr", 0.3);
    pty_settle(&pty, 1.5);
    if (pty.n)
        fail_msg("expected not a byte while nothing happens, got %zu: %s", pty.n, pty.last);
    leave();
}

/* The program ends when the other end of its terminal goes away. */
static void a_dead_terminal_ends_it(void **state)
{
    (void)state;
    start("xterm-256color", NULL);
    pty_type(&pty, "nGONE\016", 0.3);
    int status = pty_close(&pty);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 128 + 1)
        fail_msg("expected status 129 after a hang-up, got %x", (unsigned)status);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(function_keys),
        cmocka_unit_test(digits_of_the_numeric_pad),
        cmocka_unit_test(a_mouse_is_no_function_key),
        cmocka_unit_test(esc_alone_answers_at_once),
        cmocka_unit_test(esc_and_a_letter_are_two_keys),
        cmocka_unit_test(the_tail_of_a_torn_key_types_nothing),
        cmocka_unit_test(a_key_costs_tens_of_bytes),
        cmocka_unit_test(silent_while_idle),
        cmocka_unit_test(a_dead_terminal_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
