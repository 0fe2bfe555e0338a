/* The table of actions: no key is silent, none is missing, none means two things in one place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drive.h"
#include "ui/screen/action.h"
#include "ui/screen/keys.h"

/* How to get to each context from the start screen. */
static const struct {
    unsigned context;
    const char *way;
} WAYS[] = {
    {IN_START, ""},        {IN_FIND, "f"},
    {IN_BENCH, "Enter"},   {IN_ENTRY, "Enter e"},
    {IN_SHEET, "Enter s"}, {IN_PICK, "Enter e Tab F4"},
    {IN_PROMPT, ":"},      {IN_LINE, "Enter i"},
    {IN_TREE, "Enter w"},  {IN_CLAIM, "Enter F8"},
    {IN_WHATIF, "Enter F7"}, {IN_TRAIN, "t"},
    {IN_LESSON, "t Enter"},  {IN_EXAM, "t x Enter"},
    {IN_MARKS, "t d F2 F2"},
    {IN_PASTE, "Enter p"}, {IN_PREVIEW, "Enter p \"ns 0800-0930\" F2"},
};

static int begin(void **state)
{
    drive_begin(state);
    drive_keys(&d, "n \"E1\" Ctrl-N \"carbo\" Tab Tab Tab Tab \"PIV\" Tab \"0900\" Tab \"1035\" "
                   "Ctrl-N Esc F2");
    drive_shows(&d, "E1 is saved as coded.");
    return 0;
}

static bool next_word(const char **p, char word[32])
{
    while (**p == ' ')
        ++*p;
    size_t n = strcspn(*p, " ");
    snprintf(word, 32, "%.*s", (int)n, *p);
    *p += n;
    return n > 0;
}

static void every_key_has_a_name(void **state)
{
    char word[32], name[16];
    (void)state;
    for (int id = 0; id < ACT_COUNT; id++)
        for (const char *p = action_get((enum action_id)id)->keys; next_word(&p, word);) {
            int key = 0;
            if (!keys_find(word, &key))
                fail_msg("%s has the key %s, which is no key",
                         action_get((enum action_id)id)->names, word);
            assert_string_equal(keys_name(key, name), word);
        }
}

static void no_key_means_two_things(void **state)
{
    char word[32];
    (void)state;
    for (int id = 0; id < ACT_COUNT; id++)
        for (const char *p = action_get((enum action_id)id)->keys; next_word(&p, word);)
            for (int c = 0; c < CONTEXT_COUNT; c++) {
                int key = 0;
                const struct action *action = action_get((enum action_id)id);
                keys_find(word, &key);
                if ((action->contexts & (1u << c)) && action_of_key(1u << c, key) != action->id)
                    fail_msg("%s in %s is both :%s and :%s", word, context_name(1u << c),
                             action->names, action_get(action_of_key(1u << c, key))->names);
            }
}

static void names_are_found(void **state)
{
    char word[32];
    struct err err;
    (void)state;
    for (int id = 0; id < ACT_COUNT; id++) {
        assert_true(*action_get((enum action_id)id)->help);
        for (const char *p = action_get((enum action_id)id)->names; next_word(&p, word);)
            assert_int_equal(action_of_name(word, &err), id);
    }
    assert_int_equal(action_of_name("led", &err), ACT_LEDGER);
    assert_int_equal(action_of_name("zoom", &err), ACT_NONE);
    assert_non_null(strstr(err.text, ":zoom-in, :zoom-out, :zoom-fit"));
    assert_int_equal(action_of_name("fly", &err), ACT_NONE);
    assert_non_null(strstr(err.text, "There is no :fly"));
}

/* A letter in a form is text, not an action, but for the two that the manual names. */
static void letters_are_text_while_typing(void **state)
{
    (void)state;
    for (int key = ' '; key < 0x7F; key++) {
        bool action = action_of_key(IN_ENTRY, key) != ACT_NONE;
        if (action != (key == '?' || key == '"'))
            fail_msg("the letter %c is %s while typing", key, action ? "an action" : "text");
        assert_int_equal(action_of_key(IN_PROMPT, key), ACT_NONE);
        assert_int_equal(action_of_key(IN_LINE, key), ACT_NONE);
        assert_int_equal(action_of_key(IN_PASTE, key), ACT_NONE);
    }
}

/* Presses the key where the way leads; true when the screen did not say that it does nothing. */
static bool answers(const char *way, const char *key)
{
    char script[100];
    if (key[1] == 0) /* a letter, as text, since '#' would begin a comment */
        snprintf(script, sizeof script, "%s \"%s%s\"", way, *key == '"' || *key == '\\' ? "\\" : "",
                 key);
    else
        snprintf(script, sizeof script, "%s %s", way, key);
    drive_keys(&d, script);
    if (!d.screen.length)
        return true; /* it has left */
    return !strstr(d.screen.data, "does nothing") && !strstr(d.screen.data, "is closed here");
}

static void every_key_of_the_table_does_something(void **state)
{
    char word[32];
    (void)state;
    for (size_t w = 0; w < COUNT_OF(WAYS); w++)
        for (int id = 0; id < ACT_COUNT; id++) {
            const struct action *action = action_get((enum action_id)id);
            if (!(action->contexts & WAYS[w].context))
                continue;
            for (const char *p = action->keys; next_word(&p, word);)
                if (strcmp(word, "Click") != 0 && !answers(WAYS[w].way, word))
                    fail_msg("%s in %s should be :%s, but does nothing\n%s", word,
                             context_name(WAYS[w].context), action->names, d.screen.data);
        }
}

static void every_other_key_says_so(void **state)
{
    char name[16];
    (void)state;
    for (size_t w = 0; w < COUNT_OF(WAYS); w++) {
        if (WAYS[w].context & (IN_ENTRY | IN_PROMPT | IN_LINE | IN_PASTE))
            continue;
        for (int key = '!'; key <= K_F12; key = key == '~' ? K_UP : key + 1) {
            if (action_of_key(WAYS[w].context, key) != ACT_NONE)
                continue;
            const char *word = keys_name(key, name);
            if (answers(WAYS[w].way, word))
                fail_msg("%s in %s is in no table, but nothing says so\n%s", word,
                         context_name(WAYS[w].context), d.screen.data);
        }
    }
}

static void the_bar_shows_what_there_is(void **state)
{
    char key[16], entry[80];
    (void)state;
    for (size_t w = 0; w < COUNT_OF(WAYS); w++) {
        drive_keys(&d, WAYS[w].way);
        for (int id = 0; id < ACT_COUNT; id++) {
            const struct action *action = action_get((enum action_id)id);
            action_first_key(action, key);
            if (!(action->contexts & WAYS[w].context) || !*action->bar || key[0] != 'F' || !key[1])
                continue;
            snprintf(entry, sizeof entry, "%s %s", key, action->bar);
            drive_shows(&d, entry);
        }
    }
}

static void the_help_names_every_key(void **state)
{
    char script[100], name[80];
    (void)state;
    d.rows = 140;
    for (size_t w = 0; w < COUNT_OF(WAYS); w++) {
        if (WAYS[w].context & (IN_ENTRY | IN_PROMPT | IN_LINE | IN_PASTE))
            continue;
        snprintf(script, sizeof script, "%s F1", WAYS[w].way);
        drive_keys(&d, script);
        for (int id = 0; id < ACT_COUNT; id++) {
            const struct action *action = action_get((enum action_id)id);
            if (!(action->contexts &
                  (WAYS[w].context | (WAYS[w].context & IN_BENCH ? IN_ENTRY : 0u))))
                continue;
            snprintf(name, sizeof name, ":%.*s", (int)strcspn(action->names, " "), action->names);
            drive_shows(&d, name);
        }
    }
    d.rows = 24;
}

static void tab_finishes_a_name(void **state)
{
    (void)state;
    drive_keys(&d, "Up : \"overr\" Tab");
    drive_shows(&d, ":overrule, :override");
    drive_keys(&d, "Up : \"overru\" Tab");
    drive_shows(&d, ": overrule");
    drive_keys(&d, "Up : \"selfa\" Tab");
    drive_shows(&d, ": selfaudit");
    drive_keys(&d, "Up : \"xyzzy\" Tab");
    drive_shows(&d, "No name begins so.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_has_a_name),
        cmocka_unit_test(no_key_means_two_things),
        cmocka_unit_test(names_are_found),
        cmocka_unit_test(letters_are_text_while_typing),
        cmocka_unit_test(every_key_of_the_table_does_something),
        cmocka_unit_test(every_other_key_says_so),
        cmocka_unit_test(the_bar_shows_what_there_is),
        cmocka_unit_test(the_help_names_every_key),
        cmocka_unit_test(tab_finishes_a_name),
    };
    return cmocka_run_group_tests(tests, begin, drive_end);
}
