#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "db/json.h"

static void strings_are_escaped(void **state)
{
    static const struct {
        const char *text, *json;
    } cases[] = {
        {"", "\"\""},
        {NULL, "\"\""},
        {"plain", "\"plain\""},
        {"a\"b\\c/d", "\"a\\\"b\\\\c/d\""},
        {"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
        {"\x01\x1b\x7f", "\"\\u0001\\u001b\\u007f\""},
        {"\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80", "\"\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80\""},
        {"\xC3", "\"\\ufffd\""},
        {"a\xFFz", "\"a\\ufffdz\""},
        {"\xC0\xAF", "\"\\ufffd\\ufffd\""},                       /* too long a form of / */
        {"\xED\xA0\x80", "\"\\ufffd\\ufffd\\ufffd\""},            /* half of a pair */
        {"\xF4\x90\x80\x80", "\"\\ufffd\\ufffd\\ufffd\\ufffd\""}, /* past the last character */
        {"\xE2\x80\xAE" "a\xC2\x9B", "\"\\u202ea\\u009b\""},          /* would turn the line around */
        {"\xF3\xA0\x80\x81", "\"\\udb40\\udc01\""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str out;
        str_init(&out, 4096);
        json_string(&out, cases[i].text);
        assert_string_equal(out.data, cases[i].json);
        str_release(&out);
    }
}

/* ---- objects ---- */

struct coded {
    struct charts charts;
    struct policy policy;
    struct result result;
};

static void code(const struct world *world, struct coded *c, const char *text)
{
    struct err err = {""};
    if (!charts_read_text(&c->charts, "day.csv", text, &err) ||
        !world_policy(world, "", &c->policy, &err))
        fail_msg("%s", err.text);
    result_init(&c->result);
    engine_code(world->book, &c->policy, c->charts.list[0], &c->result);
}

static void done(struct coded *c)
{
    result_release(&c->result);
    charts_release(&c->charts);
}

static void print(struct coded *c, int visit, struct str *out)
{
    struct arena arena;
    struct switch_note *notes;
    arena_init(&arena);
    size_t n = compare_switches(&arena, &c->result, visit, &notes);
    struct json_visit v = {&c->result, visit, "beef", notes, n};
    str_init(out, 1 << 20);
    json_visit(&v, out);
    arena_release(&arena);
}

static const char *after(const char *at, const char *part)
{
    const char *found = strstr(at, part);
    if (found == NULL)
        fail_msg("wants \"%s\" in \"%s\"", part, at);
    return found + strlen(part);
}

static void an_object_has_its_keys_in_order(void **state)
{
    static const char *const keys[] = {"\"visit\":1",
                                       "\"date\":\"2026-03-02\"",
                                       "\"setting\":\"facility\"",
                                       "\"rules\":\"",
                                       "\"policy\":\"reference\"",
                                       "\"hash\":\"beef\"",
                                       "\"codes\":[",
                                       "\"drugs\":[",
                                       "\"em\":",
                                       "\"elsewhere\":[",
                                       "\"findings\":[",
                                       "\"ledger\":[",
                                       "\"decisions\":[",
                                       "\"switches\":["};
    struct coded c;
    struct str out;
    code(*state, &c,
         "encounter,date,em,em_separate,drug,route,method,start,stop\n"
         "\"E\"\"1\",2026-03-02,99213,y,infliximab,IV,infusion,09:00,10:15\n");
    print(&c, 1, &out);
    assert_memory_equal(out.data, "{\"encounter\":\"E\\\"1\",", 20);
    const char *at = out.data;
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        at = after(at, keys[i]);
    after(out.data,
          "\"codes\":[{\"code\":\"96365\",\"units\":1,\"modifiers\":[],\"date\":\"2026-03-02\","
          "\"rows\":[1],\"rule\":\"initial.only\",\"initial\":true,\"margin\":{\"minutes\":75,"
          "\"next_at\":91}}]");
    after(out.data, "\"em\":{\"code\":\"99213\",\"modifiers\":[\"25\"],\"payable\":true}");
    after(out.data, "\"ledger\":[{\"row\":1,\"from\":\"09:00\",\"to\":\"10:15\",\"minutes\":75,"
                    "\"account\":\"96365\",\"unit\":1,\"rule\":\"");
    after(out.data, "\"facts\":{\"start\":\"09:00\",\"stop\":\"10:15\",\"minutes\":75}");
    assert_null(strchr(out.data, '\n'));
    str_release(&out);
    done(&c);
}

static void nothing_is_null_and_not_left_out(void **state)
{
    struct coded c;
    struct str out;
    code(*state, &c,
         "encounter,date,drug,route,method,start,stop\nE1,2026-03-02,ondansetron,IV,push,09:00,\n");
    print(&c, 1, &out);
    after(out.data, "\"em\":null");
    after(out.data, "\"margin\":null");
    str_release(&out);
    done(&c);
}

static void visits_stand_apart(void **state)
{
    struct coded c;
    struct str out;
    struct arena arena;
    const int *visits;
    code(*state, &c,
         "encounter,date,em,visit,drug,route,method,start,stop\n"
         "E1,2026-03-02,99213,1,ceftriaxone,IV,infusion,09:00,10:00\n"
         "E1,,,2,vancomycin,IV,infusion,18:00,19:00\n");
    arena_init(&arena);
    assert_int_equal(json_visits(&c.result, &arena, &visits), 2);
    assert_int_equal(visits[1], 2);
    print(&c, 2, &out);
    after(out.data, "\"visit\":2");
    after(out.data, "\"rows\":[2]");
    after(out.data, "\"em\":null"); /* it goes with the first visit */
    assert_null(strstr(out.data, "ceftriaxone"));
    str_release(&out);
    arena_release(&arena);
    done(&c);
}

static void an_encounter_without_codes_is_an_object_too(void **state)
{
    struct coded c;
    struct str out;
    struct arena arena;
    const int *visits;
    code(*state, &c, "encounter,date,drug,route,flags\nE1,2026-03-02,ondansetron,PO,notgiven\n");
    arena_init(&arena);
    assert_int_equal(json_visits(&c.result, &arena, &visits), 1);
    print(&c, visits[0], &out);
    after(out.data, "\"codes\":[],");
    str_release(&out);
    arena_release(&arena);
    done(&c);
}

static void a_switch_says_what_it_would_give(void **state)
{
    struct coded c;
    struct str out;
    code(*state, &c,
         "encounter,date,drug,route,method,start,stop\n"
         "E1,2026-03-02,ceftriaxone,IV,infusion,09:00,10:30\n"
         "E1,,vancomycin,IV,infusion,09:50,11:50\n");
    print(&c, 1, &out);
    after(out.data,
          "{\"switch\":\"overlap_mode\",\"value\":\"concurrent\",\"matters\":true,\"other\":{"
          "\"subtract\":\"96365 96366 96367\"");
    str_release(&out);
    done(&c);
}

static int open_world(void **state)
{
    static struct world world;
    *state = &world;
    return world_open(&world) ? 0 : -1;
}

static int close_world(void **state)
{
    world_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_escaped),
        cmocka_unit_test(an_object_has_its_keys_in_order),
        cmocka_unit_test(nothing_is_null_and_not_left_out),
        cmocka_unit_test(visits_stand_apart),
        cmocka_unit_test(an_encounter_without_codes_is_an_object_too),
        cmocka_unit_test(a_switch_says_what_it_would_give),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
