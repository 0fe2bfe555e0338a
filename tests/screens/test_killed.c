/* What is on the screen is safe: the program is killed in the very moment in which a change is painted,
 * and the draft has the change. */
#include <pwd.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/field.h"
#include "db/store.h"
#include "pty.h"

enum { KILLS = 12 };

/* Types an encounter up to its last field, and kills when the code that the field earns is seen. */
static void type_and_kill(const char *db, int n)
{
    static struct pty pty;
    const char *data = getenv("IVLEDGER_DATA"), *program = getenv("IVLEDGER");
    const char *words[] = {program ? program : "./ivledger", "--data", data ? data : "data", "--db", db,
                           "--now", "2026-03-02 12:00", NULL};
    char keys[64];

    if (!pty_open(&pty, 80, 24, "xterm-256color", (char *const *)(uintptr_t)words) ||
        !pty_expect(&pty, "", "F1"))
        fail_msg("the first screen did not come: %s", pty.last);
    snprintf(keys, sizeof keys, "nK%d", n);
    pty_type(&pty, keys, 0.1);
    pty_type(&pty, "\016ceftr\t\t\t\t\t0900\t1035", 0.3);
    if (!pty_expect(&pty, "\t", "96365"))
        fail_msg("kill %d: the code is not painted: %s", n, pty.last);
    kill(pty.pid, SIGKILL);
    pty_close(&pty);
}

static void check_draft(const char *db, int n)
{
    const struct passwd *user = getpwuid(geteuid());
    struct store_options options = {.path = db};
    struct store *store = NULL;
    struct store_draft *drafts = NULL, draft;
    struct encounter e;
    struct arena arena;
    struct str stop;
    struct err err = {""};
    size_t found = 0;
    char number[16];

    snprintf(number, sizeof number, "K%d", n);
    arena_init(&arena);
    encounter_init(&e);
    str_init(&stop, 64);
    options.user = user ? user->pw_name : "";
    if (store_open(&options, &store, &err) != STORE_OK ||
        store_draft_list(store, &arena, &drafts, &found, &err) != STORE_OK)
        fail_msg("kill %d: %s", n, err.text);
    for (size_t i = 0; i < found; i++)
        if (strcmp(drafts[i].number, number) == 0 &&
            store_draft_load(store, drafts[i].id, &e, &draft, &err) != STORE_OK)
            fail_msg("kill %d: %s", n, err.text);
    if (e.n_rows == 1)
        field_print(&e, &e.rows[0], FIELD_STOP, &stop);
    if (!strstr(stop.data, "10:35"))
        fail_msg("kill %d: what was painted is not in the draft: %zu drafts, %zu rows, stop \"%s\"", n,
                 found, e.n_rows, stop.data);
    store_close(store);
    str_release(&stop);
    encounter_release(&e);
    arena_release(&arena);
}

static void test_killed(void **state)
{
    const char *dir = getenv("TMPDIR");
    char db[4096];

    (void)state;
    snprintf(db, sizeof db, "%s/killed.%ld.db", dir ? dir : "/tmp", (long)getpid());
    for (int n = 0; n < KILLS; n++) {
        type_and_kill(db, n);
        check_draft(db, n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_killed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
