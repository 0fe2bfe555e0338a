#include "store_bench.h"

#include <sqlite3.h>

#include "core/compare.h"
#include "db/exchange.h"

/* ---- the file ---- */

static void files_are_for_their_owner_only(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    char path[160];
    bench_save_both(b, saved);
    snprintf(path, sizeof path, "%s/deep", b->dir);
    assert_mode(path, 0700);
    snprintf(path, sizeof path, "%s/deep/er", b->dir);
    assert_mode(path, 0700);
    assert_mode(b->path, 0600);
    snprintf(path, sizeof path, "%s-wal", b->path);
    assert_mode(path, 0600);
    snprintf(path, sizeof path, "%s-shm", b->path);
    assert_mode(path, 0600);
}

static void other_files_are_refused(void **state)
{
    struct bench *b = *state;
    struct store_options o = bench_options(b);
    struct store *other = NULL;
    char path[160];
    snprintf(path, sizeof path, "%s/junk", b->dir);
    o.path = path;
    FILE *f = fopen(path, "w");
    for (int i = 0; i < 4096; i++)
        fputc(i * 7 + 13, f);
    fclose(f);
    if (store_can_encrypt()) /* noise may be an encrypted one */
        assert_fault(b, STORE_LOCKED, store_open(&o, &other, &b->err), "or no database; give its key");
    else
        assert_fault(b, STORE_NOT_DATABASE, store_open(&o, &other, &b->err), "is not a database, or");
    assert_null(other);
    o.path = b->dir;
    assert_fault(b, STORE_NOT_DATABASE, store_open(&o, &other, &b->err), "is not a file");
    snprintf(path, sizeof path, "%s/other.db", b->dir);
    o.path = path;
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_exec(db, "CREATE TABLE mine (a)", NULL, NULL, NULL);
    sqlite3_close(db);
    assert_fault(b, STORE_NOT_DATABASE, store_open(&o, &other, &b->err), "of another program");
    o.path = "/proc/nowhere/x.db";
    assert_fault(b, STORE_CANNOT_CREATE, store_open(&o, &other, &b->err), "cannot be made");
    snprintf(path, sizeof path, "%s/none.db", b->dir);
    o.path = path;
    o.create = false;
    assert_fault(b, STORE_MISSING, store_open(&o, &other, &b->err), "there is no database");
}

static void a_newer_file_is_only_read(void **state)
{
    struct bench *b = *state;
    struct store_options o = bench_options(b);
    struct store_save saved[2];
    struct encounter e;
    bench_save_both(b, saved);
    store_close(b->store);
    b->store = NULL;
    assert_int_equal(by_hand(b, "PRAGMA user_version = 9"), SQLITE_OK);
    assert_fault(b, STORE_NEWER, store_open(&o, &b->store, &b->err), "--readonly");
    o.readonly = true;
    assert_ok(b, store_open(&o, &b->store, &b->err));
    encounter_init(&e);
    assert_ok(b, store_load(b->store, "A", &e, NULL, &b->err));
    assert_int_equal(e.n_rows, 2);
    encounter_release(&e);
}

/* The words of a file; free them. */
static char *read_all(const char *path)
{
    FILE *in = fopen(path, "r");
    assert_non_null(in);
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    assert_true(fread(text, 1, (1 << 20) - 1, in) > 0);
    fclose(in);
    return text;
}

/* With a key, in builds that can encrypt: what only opens with it comes up to this version, and stays so. */
static void an_older_file_comes_up_encrypted_too(void **state)
{
    struct bench *b = *state;
    struct store_options o = bench_options(b);
    struct store *older = NULL;
    struct store_info info;
    char path[160], dump[4096];
    sqlite3 *db;
    snprintf(dump, sizeof dump, "%s/lib/schema2.sql", getenv("TESTS") ? getenv("TESTS") : "tests");
    snprintf(path, sizeof path, "%s/older.db", b->dir);
    char *sql = read_all(dump);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (store_can_encrypt())
        assert_int_equal(sqlite3_exec(db, "PRAGMA key = 'old key'", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    free(sql);
    o.path = path;
    o.key = "wrong";
    assert_fault(b, STORE_LOCKED, store_open(&o, &older, &b->err), store_can_encrypt() ? "does not open it" : "");
    o.key = store_can_encrypt() ? "old key" : NULL;
    assert_ok(b, store_open(&o, &older, &b->err));
    assert_ok(b, store_get_info(older, &info, &b->err));
    assert_int_equal(info.schema, info.schema_known);
    assert_int_equal(info.encounters, 3);
    store_close(older);
    assert_int_equal(store_seal_of(path), store_can_encrypt() ? SEAL_CLOSED : SEAL_OPEN);
}

static void an_empty_file_is_brought_to_this_version(void **state)
{
    struct bench *b = *state;
    struct store_options o = bench_options(b);
    struct store *other = NULL;
    struct store_info info;
    char path[160];
    snprintf(path, sizeof path, "%s/empty.db", b->dir);
    fclose(fopen(path, "w"));
    o.path = path;
    o.keep_schema = true;
    assert_fault(b, STORE_OLDER, store_open(&o, &other, &b->err), "db migrate");
    o.keep_schema = false;
    o.readonly = true;
    assert_fault(b, STORE_OLDER, store_open(&o, &other, &b->err), "db migrate");
    o.readonly = false;
    assert_ok(b, store_open(&o, &other, &b->err));
    assert_ok(b, store_get_info(other, &info, &b->err));
    assert_int_equal(info.schema, info.schema_known);
    assert_string_equal(info.journal, "wal");
    store_close(other);
}

static void reading_only_never_writes(void **state)
{
    struct bench *b = *state;
    struct store_options o = bench_options(b);
    struct store_save saved[2], again = {.id = 0};
    bench_save_both(b, saved);
    store_close(b->store);
    o.readonly = true;
    assert_ok(b, store_open(&o, &b->store, &b->err));
    assert_true(store_is_readonly(b->store));
    again.id = saved[0].id;
    again.version = saved[0].version;
    assert_fault(b, STORE_READONLY, bench_save(b, 0, &again), "without --readonly");
    struct store_draft draft = {.id = 0};
    assert_fault(b, STORE_READONLY, store_draft_save(b->store, &draft, b->charts.list[0], &b->err),
                 "reading only");
    assert_ok(b, store_note(b->store, "shown", "A", "", &b->err)); /* nothing, and no complaint */
}

static void a_locked_file_is_busy(void **state)
{
    struct bench *b = *state;
    struct store_save what = {.id = 0};
    sqlite3 *db;
    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_fault(b, STORE_BUSY, bench_save(b, 0, &what), "try again");
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(db);
    assert_ok(b, bench_save(b, 0, &what)); /* and then it goes */
}

/* ---- encounters ---- */

static void what_is_saved_loads_the_same(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    struct str was, is;
    str_init(&was, 1 << 20);
    str_init(&is, 1 << 20);
    bench_save_both(b, saved);
    bench_reopen(b);
    for (size_t i = 0; i < 2; i++) {
        struct encounter e;
        struct store_item item;
        char hash[65];
        encounter_init(&e);
        assert_ok(b, store_load(b->store, b->charts.list[i]->id, &e, &item, &b->err));
        str_clear(&was);
        str_clear(&is);
        exchange_pack(b->charts.list[i], &was);
        exchange_pack(&e, &is);
        assert_string_equal(is.data, was.data);
        exchange_fingerprint(&b->results[i], hash);
        assert_string_equal(item.hash, hash);
        str_clear(&was);
        compare_codes(&b->results[i], 0, &was);
        assert_string_equal(item.codes, was.data);
        assert_string_equal(item.edition, b->world.book->edition);
        assert_string_equal(item.policy, "reference");
        assert_int_equal(item.version, 1);
        assert_int_equal(item.status, STATUS_CODED);
        assert_string_equal(item.changed, "2026-03-04 12:00:00");
        assert_string_equal(item.changed_by, "tester");
        encounter_release(&e);
    }
    str_release(&was);
    str_release(&is);
}

static void policy_values_are_kept(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    struct encounter e;
    struct store_item item;
    bench_save_both(b, saved);
    encounter_init(&e);
    assert_ok(b, store_load(b->store, "A", &e, &item, &b->err));
    const char *at = item.settings;
    struct policy policy = {.name = ""};
    for (int id = 0; id < SWITCH_COUNT; id++) {
        char word[128];
        size_t n = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)n, at);
        assert_true(policy_set(&policy, word, &b->err));
        at += n + (at[n] == ' ');
    }
    assert_memory_equal(policy.value, b->policy.value, sizeof policy.value);
    encounter_release(&e);
}

static void the_second_saver_is_told(void **state)
{
    struct bench *b = *state;
    struct store_save first[2], mine, theirs;
    bench_save_both(b, first);
    mine = theirs = (struct store_save){.id = first[0].id, .version = first[0].version};
    assert_ok(b, bench_save(b, 0, &theirs));
    assert_int_equal(theirs.version, 2);
    assert_fault(b, STORE_STALE, bench_save(b, 0, &mine),
                 "A was saved by tester on 2026-03-04 12:00:00");
    assert_int_equal(mine.version, 1);
    mine.version = 2;
    assert_ok(b, bench_save(b, 0, &mine));
    assert_int_equal(mine.version, 3);
}

static void a_number_belongs_to_one_encounter(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2], again = {.id = 0};
    bench_save_both(b, saved);
    assert_fault(b, STORE_TAKEN, bench_save(b, 0, &again), "A is saved already");
    assert_int_equal(again.id, 0);
    /* the second one renamed to the first one's number */
    struct store_save renamed = {.id = saved[1].id, .version = saved[1].version};
    assert_fault(b, STORE_TAKEN, bench_save(b, 0, &renamed), "A is saved already");
    b->charts.list[0]->id = "";
    assert_fault(b, STORE_TAKEN, bench_save(b, 0, &again), "has no number yet");
}

static void what_is_replaced_is_kept(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    bench_save_both(b, saved);
    encounter_delete_row(b->charts.list[0], 1);
    engine_code(b->world.book, &b->policy, b->charts.list[0], &b->results[0]);
    assert_ok(b, bench_save(b, 0, &saved[0]));
    assert_int_equal(ask(b, "SELECT count(*) FROM input_rows WHERE encounter = 1"), 1);
    assert_int_equal(ask(b, "SELECT count(*) FROM superseded WHERE encounter = 1 AND version = 1"
                            " AND input LIKE '%ondansetron%'"),
                     1);
}

static void many_saves_are_one_or_none(void **state)
{
    struct bench *b = *state;
    struct store_save what = {.id = 0}, again = {.id = 0};
    assert_ok(b, store_begin(b->store, &b->err));
    assert_ok(b, bench_save(b, 0, &what));
    store_rollback(b->store);
    assert_int_equal(ask(b, "SELECT count(*) FROM encounters"), 0);
    assert_int_equal(ask(b, "SELECT count(*) FROM audit"), 0);
    assert_ok(b, store_begin(b->store, &b->err));
    what = (struct store_save){.id = 0};
    assert_ok(b, bench_save(b, 0, &what));
    assert_fault(b, STORE_TAKEN, bench_save(b, 0, &again), "saved already");
    assert_ok(b, bench_save(b, 1, &again)); /* one refused does not spoil the others */
    assert_ok(b, store_commit(b->store, &b->err));
    assert_int_equal(ask(b, "SELECT count(*) FROM encounters"), 2);
}

static void status_moves_with_words(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    struct arena arena;
    struct store_audit *rows;
    size_t n;
    arena_init(&arena);
    bench_save_both(b, saved);
    int64_t version = saved[0].version;
    assert_ok(b, store_set_status(b->store, saved[0].id, &version, STATUS_RETURNED, "why 2 hours?",
                                  &b->err));
    assert_int_equal(version, 2);
    version = 1;
    assert_fault(b, STORE_STALE,
                 store_set_status(b->store, saved[0].id, &version, STATUS_FINAL, "", &b->err),
                 "since you opened it");
    assert_ok(b, store_audit_list(b->store, "A", 0, 10, &arena, &rows, &n, &b->err));
    assert_int_equal(n, 2);
    assert_string_equal(rows[1].before, "coded");
    assert_string_equal(rows[1].after, "returned; why 2 hours?");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_are_for_their_owner_only), TEST(other_files_are_refused),
        TEST(an_older_file_comes_up_encrypted_too),
        TEST(a_newer_file_is_only_read),      TEST(an_empty_file_is_brought_to_this_version),
        TEST(reading_only_never_writes),      TEST(a_locked_file_is_busy),
        TEST(what_is_saved_loads_the_same),   TEST(policy_values_are_kept),
        TEST(the_second_saver_is_told),       TEST(a_number_belongs_to_one_encounter),
        TEST(what_is_replaced_is_kept),       TEST(many_saves_are_one_or_none),
        TEST(status_moves_with_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
