/* Pasted lists: three made-up systems' exports, lists without a header, quick lines, and what is
 * refused.  Mapping is remembered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "answer.h"
#include "charts.h"
#include "db/exchange.h"
#include "db/paste.h"

static struct world world;
static struct arena arena;
static struct mapping_tables tables;
static struct encounter empty;
static struct quick_context context;
static const char *data_dir;

static char *read_example(const char *name)
{
    FILE *file = fopen(arena_format(&arena, "%s/examples/paste/%s", data_dir, name), "r");
    char *text = arena_alloc(&arena, 1 << 16);

    if (!file)
        fail_msg("expected the example %s, it cannot be opened", name);
    text[fread(text, 1, (1 << 16) - 1, file)] = '\0';
    fclose(file);
    return text;
}

/* "drug dose unit start - nothing", - for unknown */
static void expect_means(const struct paste *p, const char *want)
{
    struct str got;

    str_init(&got, 4096);
    for (size_t i = 0; i < p->n_columns; i++)
        str_addf(&got, "%s%s", i ? " " : "",
                 p->means[i] == MEANS_UNKNOWN ? "-" : means_name(p->means[i]));
    if (strcmp(got.length ? got.data : "", want) != 0)
        fail_msg("expected columns %s, got %s", want, got.length ? got.data : "");
    str_release(&got);
}

/* One cell of what a row becomes. */
static void expect_cell(const struct paste *p, size_t row, enum field_id field, const char *want)
{
    struct mapped mapped;

    paste_map_row(p, &tables, row, world.book, &arena, &mapped);
    if (!text_equal(mapped.texts[field], want))
        fail_msg("row %zu: expected %s \"%s\", got \"%s\"", row, field_get_spec(field)->name, want,
                 mapped.texts[field] ? mapped.texts[field] : "");
}

/* ---- the whole way: export, mapping, administration CSV, codes ---- */

static bool code_one(void *out, const struct encounter *e)
{
    struct policy policy;
    struct result result;
    struct answer answer;
    struct err err;
    struct str *all = out;

    if (!world_policy(&world, "", &policy, &err))
        fail_msg("expected a policy: %s", err.text);
    result_init(&result);
    engine_code(world.book, &policy, e, &result);
    answer_of(&answer, &result);
    str_addf(all, "%s%s: ", all->length ? "; " : "", e->id);
    answer_print(&answer, all);
    result_release(&result);
    return true;
}

static void complain(void *out, const char *sentence)
{
    str_addf(out, "%s", sentence);
}

static void expect_codes(const char *name, const char *columns, const char *want)
{
    struct paste paste;
    struct str csv, got;
    struct err err = {""};
    struct exchange_reader reader = {.each = code_one, .complain = complain, .context = &got};
    struct exchange_count count;

    paste_init(&paste);
    str_init(&csv, 1 << 20);
    str_init(&got, 1 << 16);
    paste_read(&paste, read_example(name), &tables, &context);
    expect_means(&paste, columns);
    if (!paste_translate(&paste, &tables, world.book, &csv, &err) ||
        !exchange_read_text(name, csv.data, csv.length, &reader, &count, &err))
        fail_msg("%s: expected it to be read: %s", name, err.text);
    if (strcmp(got.length ? got.data : "", want) != 0)
        fail_msg("%s\n  expected %s\n  got      %s", name, want, got.data);
    str_release(&csv);
    str_release(&got);
    paste_release(&paste);
}

static void exports(void **state)
{
    (void)state;
    expect_codes("north.csv", "encounter patient drug dose route action line start stop nothing",
                 "26-100201: 96361 96365 96375; 26-100202: 96372");
    expect_codes("harbor.tsv", "encounter drug dose unit route start stop line nothing",
                 "884401: 96361 96365 96366 96375; 884402: 96365 96366");
    expect_codes("valley.csv", "encounter patient date drug dose route start stop minutes line",
                 "V0031177: 96361 96374; V0031178: 96365 96372-59");
}

static void cells(void **state)
{
    struct paste p;

    (void)state;
    paste_init(&p);
    paste_read(&p, read_example("north.csv"), &tables, &context);
    expect_cell(&p, 0, FIELD_DRUG, "cefTRIAXone");
    expect_cell(&p, 0, FIELD_NOTE, "cefTRIAXone 2 g in sodium chloride 0.9% 100 mL");
    expect_cell(&p, 0, FIELD_ROUTE, "IV");
    expect_cell(&p, 0, FIELD_METHOD, "infusion");
    expect_cell(&p, 0, FIELD_DOSE, "2");
    expect_cell(&p, 0, FIELD_UNIT, "g");
    expect_cell(&p, 0, FIELD_FLAGS, NULL);
    expect_cell(&p, 2, FIELD_DOSE, "1000");
    expect_cell(&p, 2, FIELD_UNIT, "mL");
    expect_cell(&p, 4, FIELD_FLAGS, "notgiven");
    paste_read(&p, read_example("valley.csv"), &tables, &context);
    expect_cell(&p, 0, FIELD_MINUTES, "90");
    expect_cell(&p, 3, FIELD_ROUTE, "SC");
    paste_read(&p,
               "Medication\tStart Date\tStart Time\tStop Time\tMAR Action\n"
               "NS\t3/3/2026\t0800\t0930\tfell over\n",
               &tables, &context);
    expect_means(&p, "drug start_date start stop action");
    expect_cell(&p, 0, FIELD_START, "3/3/2026 0800");
    expect_cell(&p, 0, FIELD_STOP, "0930");
    expect_cell(&p, 0, FIELD_FLAGS, "fell over");
    paste_release(&p);
}

/* One cell as other systems write it, and what becomes of it. */
static void values(void **state)
{
    static const struct {
        const char *column, *text;
        enum field_id field;
        const char *wants;
    } rows[] = {
        {"minutes", "35", FIELD_MINUTES, "35"},
        {"minutes", "35 min", FIELD_MINUTES, "35"},
        {"minutes", "35 Mins.", FIELD_MINUTES, "35"},
        {"minutes", "35minutes", FIELD_MINUTES, "35"},
        {"minutes", "35 m", FIELD_MINUTES, "35"},
        {"minutes", "1:35", FIELD_MINUTES, "95"},
        {"minutes", "1:75", FIELD_MINUTES, "1:75"}, /* refused by the field, as it stands */
        {"minutes", "1:5", FIELD_MINUTES, "1:5"},
        {"minutes", "1000:35", FIELD_MINUTES, "1000:35"},
        {"minutes", "2 hours", FIELD_MINUTES, "2 hours"},
        {"minutes", "min", FIELD_MINUTES, "min"},
        {"planned", "1:00", FIELD_PLANNED, "60"},
        {"dose", "1,000 mL", FIELD_DOSE, "1000"},
        {"dose", "1,000.5", FIELD_DOSE, "1000.5"},
        {"dose", "12,345,678", FIELD_DOSE, "12345678"},
        {"dose", "1,00 mg", FIELD_DOSE, "1,00"}, /* no thousands: the field asks */
        {"dose", "1234,567", FIELD_DOSE, "1234,567"},
        {"dose", ",500", FIELD_DOSE, ",500"},
        {"dose", "1,000,5", FIELD_DOSE, "1,000,5"},
        {"dose", "5. mg", FIELD_DOSE, "5"},
        {"dose", "5, mg", FIELD_DOSE, "5"},
        {"dose", "one vial", FIELD_DOSE, "one vial"},
        {"dose", "4 mg", FIELD_UNIT, "mg"},
        {"drug", "ceftriaxone 2 g in saline", FIELD_DRUG, "ceftriaxone"},
        {"drug", "ceftriaxone (Rocephin)", FIELD_DRUG, "ceftriaxone (Rocephin)"}, /* the book knows that form */
        {"drug", "ceftriaxone IVPB over 30", FIELD_DRUG, "ceftriaxone"},
        {"drug", "ceftriaxone given late", FIELD_DRUG, "ceftriaxone given late"},
        {"drug", "no such drug 2 g", FIELD_DRUG, "no such drug 2 g"},
        {"route", "IV Push", FIELD_METHOD, "push"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena own;
        struct mapped out;
        means_t means;
        arena_init(&own);
        assert_true(means_find(rows[i].column, &means));
        mapping_row(&own, &tables, &means, &rows[i].text, 1, world.book, &out);
        const char *got = out.texts[rows[i].field];
        if (!text_equal(got, rows[i].wants))
            fail_msg("%s \"%s\": want %s, got %s", rows[i].column, rows[i].text, rows[i].wants,
                     got ? got : "nothing");
        arena_release(&own);
    }
}

/* A note of its own, what a drug's name left, and flags from two columns: nothing is lost. */
static void several_columns_of_one_field(void **state)
{
    static const means_t means[] = {FIELD_DRUG, FIELD_NOTE, FIELD_FLAGS, MEANS_ACTION, FIELD_ROUTE,
                                    FIELD_METHOD};
    static const char *const cells[] = {"ceftriaxone 2 g", "slow", "discontinued", "fell over",
                                        "IV push", "infusion"};
    static const char *const nameless[] = {"ns", "0800"};
    static const means_t twice[] = {FIELD_START, FIELD_START}, lone[] = {FIELD_START};
    struct arena own;
    struct mapped out;
    struct err err = {""};
    (void)state;
    arena_init(&own);
    mapping_row(&own, &tables, means, cells, COUNT_OF(means), world.book, &out);
    assert_string_equal(out.texts[FIELD_DRUG], "ceftriaxone");
    assert_string_equal(out.texts[FIELD_NOTE], "slow; ceftriaxone 2 g");
    assert_string_equal(out.texts[FIELD_FLAGS], "discontinued fell over");
    assert_string_equal(out.texts[FIELD_METHOD], "infusion");
    assert_string_equal(out.remark,
                        "\"ceftriaxone 2 g\" is read as ceftriaxone; the whole is kept in the note");
    mapping_row(&own, &tables, means, cells, 2, NULL, &out); /* without a book no name is taken apart */
    assert_string_equal(out.texts[FIELD_DRUG], "ceftriaxone 2 g");
    assert_null(out.remark);
    assert_false(mapping_check(twice, NULL, COUNT_OF(nameless), &err));
    assert_string_equal(err.text,
                        "the columns 1 and 2 both mean start; let one of them mean nothing");
    assert_false(mapping_check(lone, NULL, 1, &err));
    assert_string_equal(err.text, "no column means drug; say which one names what was given");
    arena_release(&own);
}

static void without_header(void **state)
{
    struct paste p;

    (void)state;
    paste_init(&p);
    paste_read(&p, "ceftriaxone;2 g;IVPB;0830;0905\nondansetron;4 mg;IV push;0912;\n", &tables,
               &context);
    assert_int_equal(p.form, PASTE_TABLE);
    assert_false(p.header);
    assert_int_equal(p.n_rows, 2);
    expect_means(&p, "drug dose route start stop");
    expect_cell(&p, 1, FIELD_METHOD, "push");
    paste_read(&p, "\"a \"\"b\"\"\",1\n\n\"c,d\",2\n", &tables, &context);
    assert_string_equal(p.rows[0].cells[0], "a \"b\"");
    assert_string_equal(p.rows[1].cells[0], "c,d");
    assert_int_equal(p.rows[1].line, 3);
    expect_means(&p, "- -");
    paste_release(&p);
}

static void lines(void **state)
{
    struct paste p;

    (void)state;
    paste_init(&p);
    paste_read(&p, "ceftr 2g 0830-0905\r\n\r\nzofran 4mg, p, 0912\n", &tables, &context);
    assert_int_equal(p.form, PASTE_LINES);
    assert_int_equal(p.n_rows, 2);
    assert_string_equal(p.rows[1].text, "zofran 4mg, p, 0912");
    assert_int_equal(p.rows[1].line, 3);
    paste_read(&p, "ceftr, 2g, 0830-0905\nns, 1000-1130\n", &tables, &context);
    assert_int_equal(p.form, PASTE_LINES);
    paste_read(&p, " \n\t\n", &tables, &context);
    assert_int_equal(p.form, PASTE_EMPTY);
    paste_read(&p, "", &tables, &context);
    assert_int_equal(p.form, PASTE_EMPTY);
    paste_release(&p);
}

static void broken(void **state)
{
    struct paste p;
    struct str csv;
    struct err err = {""};

    (void)state;
    paste_init(&p);
    str_init(&csv, 1 << 16);
    paste_read(&p, "Drug\tStart\nNS\t0800\n\"open\t0900\n", &tables, &context);
    assert_int_equal(p.n_rows, 2);
    if (!p.rows[1].broken || !strstr(p.rows[1].broken, "never closed"))
        fail_msg("expected an open quote to be named, got %s",
                 p.rows[1].broken ? p.rows[1].broken : "nothing");
    paste_read(&p, "Drug\tStart\tShoe size\nNS\t0800\t9\n", &tables, &context);
    if (paste_translate(&p, &tables, world.book, &csv, &err) || !strstr(err.text, "Shoe size"))
        fail_msg("expected the column Shoe size to be refused, got: %s", err.text);
    paste_read(&p, "Drug\tMedication\tStart\nNS\tNS\t0800\n", &tables, &context);
    if (paste_translate(&p, &tables, world.book, &csv, &err) || !strstr(err.text, "both mean drug"))
        fail_msg("expected two columns of one meaning to be refused, got: %s", err.text);
    paste_read(&p, "Start\tStop\n0800\t0900\n", &tables, &context);
    if (paste_translate(&p, &tables, world.book, &csv, &err) || !strstr(err.text, "means drug"))
        fail_msg("expected a list without drugs to be refused, got: %s", err.text);
    str_release(&csv);
    paste_release(&p);
}

static void remembered(void **state)
{
    const char *text = "What\tFrom\tTo\tShoe size\nNS\t0800\t0930\t9\n";
    struct store_options options = {.path = "paste.db", .user = "tester", .create = true};
    struct store *store = NULL;
    struct paste p;
    struct err err = {""};

    (void)state;
    if (store_open(&options, &store, &err) != STORE_OK)
        fail_msg("expected a database: %s", err.text);
    paste_init(&p);
    paste_read(&p, text, &tables, &context);
    assert_int_equal(paste_recall(store, &p, &err), STORE_OK);
    assert_false(p.remembered);
    p.means[0] = FIELD_DRUG;
    p.means[1] = FIELD_START;
    p.means[2] = FIELD_STOP;
    p.means[3] = MEANS_NOTHING;
    assert_int_equal(paste_remember(store, &p, &err), STORE_OK);
    paste_read(&p, text, &tables, &context);
    assert_int_equal(paste_recall(store, &p, &err), STORE_OK);
    assert_true(p.remembered);
    expect_means(&p, "drug start stop nothing");
    paste_release(&p);
    store_close(store);
    unlink("paste.db");
}

static int begin(void **state)
{
    struct err err = {""};

    (void)state;
    data_dir = getenv("IVLEDGER_DATA") ? getenv("IVLEDGER_DATA") : "data";
    arena_init(&arena);
    encounter_init(&empty);
    field_set(&empty, NULL, FIELD_DATE, TEST_DATE, NULL);
    if (!world_open(&world) || !paste_tables(data_dir, &arena, &tables, &err)) {
        printf("# %s\n", err.text);
        return -1;
    }
    context = (struct quick_context){&empty, NULL, world.book, NO_MINUTE};
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    encounter_release(&empty);
    world_close(&world);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exports), cmocka_unit_test(cells),  cmocka_unit_test(without_header),
        cmocka_unit_test(lines),   cmocka_unit_test(broken), cmocka_unit_test(remembered),
        cmocka_unit_test(values),  cmocka_unit_test(several_columns_of_one_field),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
