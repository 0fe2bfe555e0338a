/* What somebody types to have it explained, and what goes along with a code that is questioned. */
#include "claims.h"

#include "core/asked.h"
#include "core/attach.h"
#include "core/why.h"

static struct world world;

/* 96365 96366 96374-59 96375 J0696 J2405: two accesses, the second with its reason; a transfusion that
 * another code bills. */
static const char chart[] =
    "encounter,date,dx,em,em_separate,drug,class,route,method,line,start,stop,dose,unit,site_reason\n"
    "A,2026-03-02,J18.9,99213,y,ceftriaxone,,IV,infusion,L,08:00,09:40,2,g,\n"
    "A,2026-03-02,J18.9,99213,y,ondansetron,,IV,push,L,09:00,,4,mg,\n"
    "A,2026-03-02,J18.9,99213,y,famotidine,,IV,push,R,09:00,,20,mg,not compatible\n"
    "A,2026-03-02,J18.9,99213,y,PRBC,,IV,infusion,L,11:00,13:00,,,\n";

static void words_that_are_asked(void **state)
{
    static const struct {
        const char *word;
        bool good, there;
        int row, unit;
        const char *code, *says; /* of the code or drug; of the error */
    } rows[] = {
        {"2", true, true, 2, 0, NULL, NULL},
        {"row 2", true, true, 2, 0, NULL, NULL},
        {"row2", true, true, 2, 0, NULL, NULL},
        {"row 9", false, true, 0, 0, NULL, "A has 4 rows, there is no row 9"},
        {"row two", false, true, 0, 0, NULL, ""},
        {"row", false, true, 0, 0, NULL, ""},
        {"96365", true, true, 0, 0, "96365", NULL},
        {"96366/1", true, true, 0, 1, "96366", NULL},
        {"96366/0", false, true, 0, 0, NULL, "behind / stands the number of a unit"},
        {"96366/x", false, true, 0, 0, NULL, "behind / stands the number of a unit"},
        {"96413", true, false, 0, 0, "96413", NULL}, /* answered by why not */
        {"96374-59", true, true, 0, 0, "96374", NULL},
        {"96365-59", false, false, 0, 0, NULL, "96365 does not carry modifier 59 on A"},
        {"j0696", true, true, 0, 0, "J0696", NULL},
        {"J9999", false, true, 0, 0, NULL, ""},
        {"initial.second", true, true, 0, 0, NULL, NULL}, /* a finding */
        {"36430", false, true, 0, 0, NULL, ""},
    };
    struct coded c;
    (void)state;
    coded_begin(&c, &world, "reference", chart);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct asked asked;
        struct err err = {""};
        bool good = asked_parse(&asked, &c.result, rows[i].word, &err);
        const char *code = asked.about.drug ? asked.about.drug->hcpcs : asked.code;
        if (good != rows[i].good)
            fail_msg("\"%s\" is %s: %s", rows[i].word, good ? "taken" : "refused", err.text);
        if (!good && !(*rows[i].says ? strstr(err.text, rows[i].says) != NULL : !*err.text))
            fail_msg("\"%s\" says: %s", rows[i].word, err.text);
        if (good && (asked.there != rows[i].there || asked.about.row != rows[i].row ||
                     asked.about.unit != rows[i].unit ||
                     (rows[i].code && strcmp(code, rows[i].code) != 0)))
            fail_msg("\"%s\" is read as row %d, unit %d, code %s", rows[i].word, asked.about.row,
                     asked.about.unit, code);
    }
    coded_done(&c);
}

static void codes_of_others(void **state)
{
    static const struct {
        const char *word, *says;
    } rows[] = {
        {"36430", "36430 is not coded here; row 4 asks for it elsewhere: "},
        {"99213",
         "The visit 99213 is documented as significant and separately identifiable, so it is "
         "billed with 25. [rule edit.em_separate: CMS, NCCI Policy Manual for Medicare Services, "
         "chapter XI, section B, 2026 (XI.B, P18)]"},
        {"99213-25",
         "The visit 99213 is documented as significant and separately identifiable, so it is "
         "billed with 25. [rule edit.em_separate: CMS, NCCI Policy Manual for Medicare Services, "
         "chapter XI, section B, 2026 (XI.B, P18)]"},
        {"time.near", "The finding time.near is not on A: nothing of this record draws it."},
        {"99999", "99999 is no code of drug administration"},
    };
    struct coded c;
    struct str out;
    (void)state;
    str_init(&out, 4096);
    coded_begin(&c, &world, "reference", chart);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        str_clear(&out);
        asked_elsewhere(&c.result, rows[i].word, &out);
        if (strncmp(out.data, rows[i].says, strlen(rows[i].says)) != 0)
            fail_msg("%s: %s", rows[i].word, out.data);
    }
    coded_done(&c);
    coded_begin(&c, &world, "reference",
                HEAD ROW("facility", "medicare,J18.9,99211,,ceftriaxone,IV,infusion,08:00,09:40,2,g,"));
    str_clear(&out);
    asked_elsewhere(&c.result, "99211", &out);
    assert_string_equal(
        out.data,
        "The visit 99211 is part of a drug administration and is never paid beside one. [rule "
        "edit.em_not_paid: CMS, NCCI Policy Manual for Medicare Services, chapter XI, "
        "section B, 2026 (XI.B, P16)]");
    str_release(&out);
    coded_done(&c);
}

/* The words of the attachments of every line: "96365: run order site". */
static void attached(const struct coded *c, struct str *out)
{
    struct arena arena;
    struct decision *list;
    arena_init(&arena);
    for (size_t i = 0; i < c->result.n_lines; i++) {
        size_t n = attach_line(&arena, &c->result, &c->result.lines[i], &list);
        str_addf(out, "%s%s:", i > 0 ? ", " : "", c->result.lines[i].code->id);
        for (size_t k = 0; k < n; k++)
            str_addf(out, " %s", attach_word(list[k].rule));
    }
    arena_release(&arena);
}

static void what_goes_along(void **state)
{
#define ATTACH_HEAD "encounter,date,dx,visit,drug,route,method,line,start,stop,planned,site_reason\n"
    static const struct {
        const char *policy, *text, *wants;
    } rows[] = {
        {"reference", chart,
         "96365: run order, 96374: record order site, 96366: run order, 96375: record order"},
        {"reference", ATTACH_HEAD "A,2026-03-02,E86.0,1,Normal saline,IV,infusion,L,08:00,09:00,,\n",
         "96360: run order need"},
        {"reference",
         ATTACH_HEAD "A,2026-03-02,R11.0,1,morphine,IV,push,L,08:00,,,\n"
                     "A,2026-03-02,R11.0,1,morphine,IV,push,L,08:40,,,\n",
         "96374: record order, 96376: record order times"},
        {"reference",
         ATTACH_HEAD "A,2026-03-02,R11.0,1,morphine,IV,push,L,08:00,,,\n"
                     "A,2026-03-02,R11.0,1,morphine,IV,infusion,L,08:40,09:40,,\n",
         "96365: run order, 96376: record order times"},
        {"reference bolus_and_drip=always", /* which asks for no interval */
         ATTACH_HEAD "A,2026-03-02,R11.0,1,morphine,IV,push,L,08:00,,,\n"
                     "A,2026-03-02,R11.0,1,morphine,IV,infusion,L,08:10,09:10,,\n",
         "96365: run order, 96376: record order"},
        {"reference discontinued=modifier_52",
         ATTACH_HEAD "A,2026-03-02,D50.9,1,iron sucrose,IV,infusion,L,08:00,08:20,60,\n",
         "96365: run order stopped"},
        {"reference",
         ATTACH_HEAD "A,2026-03-02,J18.9,1,ceftriaxone,IV,infusion,L,08:00,09:40,,\n"
                     "A,2026-03-02,J18.9,2,ceftriaxone,IV,infusion,L,18:00,18:40,,\n",
         "96365: run order visit, 96366: run order, 96365: run order visit"},
    };
    struct str got;
    (void)state;
    str_init(&got, 4096);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct coded c;
        coded_begin(&c, &world, rows[i].policy, rows[i].text);
        str_clear(&got);
        attached(&c, &got);
        if (strcmp(got.data, rows[i].wants) != 0)
            fail_msg("want \"%s\"\ngot  \"%s\"", rows[i].wants, got.data);
        coded_done(&c);
    }
    str_release(&got);
}

/* Every word that may be said is one that some attachment is called by, and the list ends. */
static void words_of_attachments(void **state)
{
    static const char *const words[] = {"run",  "record", "order",   "need",
                                        "site", "visit",  "stopped", "times"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        assert_string_equal(attach_choice(world.book, i), words[i]);
    assert_null(attach_choice(world.book, COUNT_OF(words)));
}

WORLD_FIXTURE(world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_that_are_asked),
        cmocka_unit_test(codes_of_others),
        cmocka_unit_test(what_goes_along),
        cmocka_unit_test(words_of_attachments),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
