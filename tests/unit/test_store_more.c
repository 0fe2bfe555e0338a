#include "store_bench.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- lists ---- */

static void lists_are_filtered_and_paged(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    struct store_filter filter = STORE_FILTER_ANY;
    struct store_item *items, *last;
    struct arena arena;
    int64_t count;
    size_t n;
    arena_init(&arena);
    bench_save_both(b, saved);
    assert_ok(b, store_list(b->store, &filter, NULL, 1, &arena, &items, &n, &b->err));
    assert_int_equal(n, 1);
    assert_string_equal(items[0].number, "B"); /* last saved first */
    assert_int_equal(items[0].errors, 1);      /* its stop is not charted */
    last = items;
    assert_ok(b, store_list(b->store, &filter, last, 1, &arena, &items, &n, &b->err));
    assert_int_equal(n, 1);
    assert_string_equal(items[0].number, "A");
    assert_ok(b, store_list(b->store, &filter, &items[0], 1, &arena, &items, &n, &b->err));
    assert_int_equal(n, 0);
    filter.coder = "rlee";
    assert_ok(b, store_list(b->store, &filter, NULL, 9, &arena, &items, &n, &b->err));
    assert_int_equal(n, 1);
    assert_string_equal(items[0].coder, "rlee");
    filter = STORE_FILTER_ANY;
    assert_true(when_parse_day("2026-03-03", &filter.from));
    assert_ok(b, store_count(b->store, &filter, &count, &b->err));
    assert_int_equal(count, 1);
    filter = STORE_FILTER_ANY;
    filter.status = STATUS_FINAL;
    assert_ok(b, store_count(b->store, &filter, &count, &b->err));
    assert_int_equal(count, 0);
    filter = STORE_FILTER_ANY;
    filter.number = "%"; /* a beginning, not a pattern */
    assert_ok(b, store_count(b->store, &filter, &count, &b->err));
    assert_int_equal(count, 0);
    arena_release(&arena);
}

static bool add_record(void *context, const char *const *cells, size_t n)
{
    struct str *out = context;
    for (size_t i = 0; i < n; i++)
        str_addf(out, "%s%s", i == 0 ? "" : "|", cells[i]);
    str_addc(out, '\n');
    return true;
}

static void tables_come_out_as_they_went_in(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    struct store_filter any = STORE_FILTER_ANY;
    struct str out;
    str_init(&out, 1 << 20);
    bench_save_both(b, saved);
    assert_ok(b, store_each(b->store, STORE_ADMINISTRATIONS, &any, add_record, &out, &b->err));
    assert_string_equal(
        out.data,
        "A||2026-03-02||medicare|||||||rlee|1|ceftriaxone||IV|infusion||||09:00|10:40"
        "|||||||||||\n"
        "A||||||||||||1|ondansetron||IV|push||||09:00||||||||||||\n"
        "B||2026-03-03|||||||||mtran|1|=HYPERLINK(1)||IV|infusion||||09:00||||||||||||\n");
    str_clear(&out);
    assert_ok(b, store_each(b->store, STORE_CODES, &any, add_record, &out, &b->err));
    assert_memory_equal(out.data, "A|1|2026-03-02|facility|96365|1||1|", 35);
    str_release(&out);
}

/* ---- drafts ---- */

static void a_draft_survives_kill(void **state)
{
    struct bench *b = *state;
    struct store_draft *drafts, draft;
    struct encounter e;
    struct arena arena;
    size_t n;
    int ended;
    store_close(b->store);
    b->store = NULL;
    pid_t child = fork();
    if (child == 0) {
        struct store_options o = bench_options(b);
        struct store_draft typing = {.id = 0};
        struct encounter half;
        if (store_open(&o, &b->store, &b->err) != STORE_OK)
            _exit(1);
        encounter_init(&half);
        for (const char *drug = "carboplatin"; *drug != '\0'; drug++) {
            struct row *row = half.n_rows == 0 ? encounter_add_row(&half) : half.rows;
            row->drug = arena_format(&half.arena, "%s%c", row->drug, *drug);
            if (store_draft_save(b->store, &typing, &half, &b->err) != STORE_OK)
                _exit(2);
        }
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGKILL);
    bench_reopen(b);
    arena_init(&arena);
    encounter_init(&e);
    assert_ok(b, store_draft_list(b->store, &arena, &drafts, &n, &b->err));
    assert_int_equal(n, 1); /* one draft, however often it was written */
    assert_false(drafts[0].open);
    assert_ok(b, store_draft_load(b->store, drafts[0].id, &e, &draft, &b->err));
    assert_int_equal(e.n_rows, 1);
    assert_string_equal(e.rows[0].drug, "carboplatin");
    encounter_release(&e);
    arena_release(&arena);
}

static void a_draft_that_is_being_typed_elsewhere_says_so(void **state)
{
    struct bench *b = *state;
    struct store_draft *drafts;
    struct arena arena;
    size_t n;
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        struct store_options o = bench_options(b);
        struct store_draft typing = {.id = 0};
        struct store *store;
        bool fine = store_open(&o, &store, &b->err) == STORE_OK &&
                    store_draft_save(store, &typing, b->charts.list[0], &b->err) == STORE_OK;
        if (write(ends[1], fine ? "y" : "n", 1) != 1)
            _exit(1);
        pause();
    }
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(byte, 'y');
    arena_init(&arena);
    assert_ok(b, store_draft_list(b->store, &arena, &drafts, &n, &b->err));
    assert_int_equal(n, 1);
    assert_true(drafts[0].open);
    assert_string_equal(drafts[0].number, "A");
    assert_int_equal(drafts[0].n_rows, 2);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    assert_ok(b, store_draft_list(b->store, &arena, &drafts, &n, &b->err));
    assert_false(drafts[0].open);
    arena_release(&arena);
}

static void saving_makes_the_draft_needless(void **state)
{
    struct bench *b = *state;
    struct store_draft draft = {.id = 0}, *drafts, loaded;
    struct store_save what = {.id = 0};
    struct encounter e;
    struct arena arena;
    size_t n;
    assert_ok(b, store_draft_save(b->store, &draft, b->charts.list[0], &b->err));
    what.draft = draft.id;
    assert_ok(b, bench_save(b, 0, &what));
    arena_init(&arena);
    encounter_init(&e);
    assert_ok(b, store_draft_list(b->store, &arena, &drafts, &n, &b->err));
    assert_int_equal(n, 0);
    assert_fault(b, STORE_MISSING, store_draft_load(b->store, draft.id, &e, &loaded, &b->err),
                 "saved or discarded");
    assert_ok(b, store_draft_save(b->store, &draft, b->charts.list[0], &b->err)); /* typed on */
    assert_ok(b, store_draft_discard(b->store, draft.id, &b->err));
    assert_ok(b, store_draft_list(b->store, &arena, &drafts, &n, &b->err));
    assert_int_equal(n, 0);
    encounter_release(&e);
    arena_release(&arena);
}

/* ---- audit trail, settings, backup ---- */

static void the_trail_shows_a_change(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    int64_t rows, broken;
    bench_save_both(b, saved);
    assert_ok(b, store_note(b->store, "shown", "A", "", &b->err));
    assert_ok(b, store_audit_verify(b->store, &rows, &broken, &b->err));
    assert_int_equal(rows, 3);
    assert_int_equal(broken, 0);
    assert_int_not_equal(by_hand(b, "UPDATE audit SET who = 'x' WHERE id = 2"), SQLITE_OK);
    assert_int_not_equal(by_hand(b, "DELETE FROM audit WHERE id = 2"), SQLITE_OK);
    assert_int_equal(by_hand(b, "DROP TRIGGER audit_no_change;"
                                "UPDATE audit SET who = 'x' WHERE id = 2"),
                     SQLITE_OK);
    assert_ok(b, store_audit_verify(b->store, &rows, &broken, &b->err));
    assert_int_equal(broken, 2);
    assert_int_equal(by_hand(b, "UPDATE audit SET who = 'tester' WHERE id = 2;"
                                "DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE id = 1"),
                     SQLITE_OK);
    assert_ok(b, store_audit_verify(b->store, &rows, &broken, &b->err));
    assert_int_equal(broken, 2); /* the gap shows at the row behind it */
}

static void count_words(void *context, const char *sentence)
{
    (void)sentence;
    ++*(size_t *)context;
}

static void a_check_finds_what_was_broken(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    size_t wrong, said = 0;
    bench_save_both(b, saved);
    assert_ok(b, store_check(b->store, count_words, &said, &wrong, &b->err));
    assert_int_equal(wrong, 0);
    assert_int_not_equal(by_hand(b, "DELETE FROM encounters WHERE id = 2"), SQLITE_OK);
    assert_int_equal(by_hand(b, "DROP TRIGGER encounters_no_delete;"
                                "DELETE FROM encounters WHERE id = 2"),
                     SQLITE_OK);
    assert_ok(b, store_check(b->store, count_words, &said, &wrong, &b->err));
    assert_int_not_equal(wrong, 0);
    assert_int_equal(said, wrong);
}

static void settings_are_remembered(void **state)
{
    struct bench *b = *state;
    struct arena arena;
    const char *value;
    arena_init(&arena);
    assert_ok(b, store_setting(b->store, "zoom", &arena, &value, &b->err));
    assert_string_equal(value, "");
    assert_ok(b, store_set_setting(b->store, "zoom", "15", &b->err));
    assert_ok(b, store_set_setting(b->store, "zoom", "30", &b->err));
    bench_reopen(b);
    assert_ok(b, store_setting(b->store, "zoom", &arena, &value, &b->err));
    assert_string_equal(value, "30");
    arena_release(&arena);
}

static void a_backup_is_whole_and_never_overwrites(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    struct store_options o = bench_options(b);
    struct store *copy;
    struct encounter e;
    char path[160];
    bench_save_both(b, saved);
    snprintf(path, sizeof path, "%s/copy.db", b->dir);
    assert_ok(b, store_backup(b->store, path, &b->err));
    assert_mode(path, 0600);
    assert_fault(b, STORE_CANNOT_CREATE, store_backup(b->store, path, &b->err), "there already");
    o.path = path;
    o.readonly = true;
    assert_ok(b, store_open(&o, &copy, &b->err));
    encounter_init(&e);
    assert_ok(b, store_load(copy, "B", &e, NULL, &b->err));
    assert_string_equal(e.rows[0].drug, "=HYPERLINK(1)");
    encounter_release(&e);
    store_close(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lists_are_filtered_and_paged),
        TEST(tables_come_out_as_they_went_in),
        TEST(a_draft_survives_kill),
        TEST(a_draft_that_is_being_typed_elsewhere_says_so),
        TEST(saving_makes_the_draft_needless),
        TEST(the_trail_shows_a_change),
        TEST(a_check_finds_what_was_broken),
        TEST(settings_are_remembered),
        TEST(a_backup_is_whole_and_never_overwrites),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
