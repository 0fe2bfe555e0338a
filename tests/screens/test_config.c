/* Keys of one's own: the shipped example is what is built in, a binding moves an action in
 * dispatch, bar and help, a wrong line is named and left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "drive.h"
#include "ui/screen/config.h"
#include "ui/screen/keys.h"

static void collect(void *context, const char *sentence)
{
    str_addf(context, "%s\n", sentence);
}

static const char *folder(void)
{
    const char *dir = getenv("TMPDIR");
    return dir && *dir ? dir : "/tmp";
}

static const char *text_of(const struct str *s)
{
    return s->length ? s->data : "";
}

static void read_whole(const char *path, struct str *out)
{
    char buf[4096];
    size_t n;
    FILE *in = fopen(path, "r");
    str_clear(out);
    if (!in)
        fail_msg("%s cannot be read", path);
    while ((n = fread(buf, 1, sizeof buf, in)) > 0)
        str_addn(out, buf, n);
    fclose(in);
}

static void write_whole(const char *path, const char *text)
{
    FILE *out = fopen(path, "w");
    if (!out)
        fail_msg("%s cannot be written", path);
    fputs(text, out);
    fclose(out);
}

/* The line in which two texts begin to differ. */
static void same_text(const char *name, const char *want, const char *got)
{
    for (int line = 1; *want || *got; line++) {
        size_t n = strcspn(want, "\n"), m = strcspn(got, "\n");
        if (n != m || strncmp(want, got, n) != 0)
            fail_msg("%s, line %d; `make docs` writes it anew\nexpected: %.*s\ngot:      %.*s",
                     name, line, (int)n, want, (int)m, got);
        want += n + (want[n] != 0);
        got += m + (got[m] != 0);
    }
}

static void the_example_is_what_is_built_in(void **state)
{
    char path[4096], ours[4096];
    struct config config;
    struct str want, got;
    (void)state;
    str_init(&want, 1 << 20);
    str_init(&got, 1 << 20);
    snprintf(path, sizeof path, "%s/examples/config", d.data_dir);
    snprintf(ours, sizeof ours, "%s/config.printed", folder());
    config_init(&config);
    FILE *out = fopen(ours, "w");
    assert_non_null(out);
    config_print(&config, out);
    fclose(out);
    config_release(&config);
    read_whole(ours, &want);
    read_whole(path, &got);
    same_text(path, text_of(&want), text_of(&got));
    str_release(&want);
    str_release(&got);
}

/* A key that every context has lost: what the example says is all that is left. */
static void unbind_everything(struct config *config, const char *file)
{
    FILE *out = fopen(file, "w");
    assert_non_null(out);
    for (int c = 0; c < CONTEXT_COUNT; c++)
        for (int id = 0; id < ACT_COUNT; id++) {
            const struct action *action = action_get((enum action_id)id);
            char key[32], where[40];
            if (!(action->contexts & (1u << c)))
                continue;
            snprintf(where, sizeof where, "%s", context_name(1u << c));
            char *name = strncmp(where, "the ", 4) == 0 ? where + 4 : where;
            for (char *p = name; *p; p++)
                *p = *p == ' ' ? '-' : *p;
            for (const char *p = action->keys; *p; p += strspn(p, " ")) {
                size_t n = strcspn(p, " ");
                snprintf(key, sizeof key, "%.*s", (int)n, p);
                p += n;
                if (n > 1 || !((1u << c) & (IN_ENTRY | IN_LINE | IN_PASTE | IN_PROMPT)))
                    fprintf(out, "bind %s %s none\n", name, key);
            }
        }
    fclose(out);
    struct str warnings;
    str_init(&warnings, 1 << 20);
    config_read(config, file, collect, &warnings);
    assert_string_equal(text_of(&warnings), "");
    str_release(&warnings);
}

static void the_example_names_every_key(void **state)
{
    char path[4096], file[4096], name[16];
    struct config config;
    struct str warnings;
    (void)state;
    str_init(&warnings, 1 << 20);
    snprintf(path, sizeof path, "%s/examples/config", d.data_dir);
    snprintf(file, sizeof file, "%s/config.none", folder());
    config_init(&config);
    unbind_everything(&config, file);
    assert_int_equal(config_action(&config, IN_BENCH, K_F2), ACT_NONE);
    config_read(&config, path, collect, &warnings);
    assert_string_equal(text_of(&warnings), "");
    for (int c = 0; c < CONTEXT_COUNT; c++)
        for (int key = 1; key <= K_UNKNOWN; key = key == 0x7F ? K_NONE : key + 1)
            if (config_action(&config, 1u << c, key) != action_of_key(1u << c, key))
                fail_msg("%s in %s: expected action %d, got %d", keys_name(key, name),
                         context_name(1u << c), action_of_key(1u << c, key),
                         config_action(&config, 1u << c, key));
    assert_int_equal(config.escape_wait, 25);
    assert_true(config.color && config.mouse && !config.ascii);
    config_release(&config);
    str_release(&warnings);
}

static void wrong_lines_are_named_and_left_out(void **state)
{
    static const struct {
        const char *line, *says;
    } wrong[] = {
        {"colour = yes", ":2: there is no option colour"},
        {"color = maybe", ":2: color is yes or no, not \"maybe\""},
        {"escape-wait = 0", ":2: escape-wait is a number from 1 to 1000"},
        {"bind bench F9 claim", ":2: there is no context bench; write one of start find workbench"},
        {"bind workbench F99 claim", ":2: there is no key called F99"},
        {"bind workbench F9 fly", ":2: there is no action fly"},
        {"bind start F9 undo", ":2: undo does nothing in the context start"},
        {"bind typing x save", ":2: x is text in the context typing"},
        {"bind workbench F9", ":2: write bind CONTEXT KEY ACTION"},
        {"F9 claim", ":2: this is neither"},
    };
    char path[4096], text[400];
    (void)state;
    snprintf(path, sizeof path, "%s/config.wrong", folder());
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct config config;
        struct str warnings;
        str_init(&warnings, 1 << 16);
        config_init(&config);
        snprintf(text, sizeof text, "# a comment\n%s\n  bind workbench F9 ledger\nmouse=no\n",
                 wrong[i].line);
        write_whole(path, text);
        config_read(&config, path, collect, &warnings);
        if (!strstr(text_of(&warnings), wrong[i].says) ||
            !strstr(text_of(&warnings), "the line is left out"))
            fail_msg("%s: expected %s, got %s", wrong[i].line, wrong[i].says, text_of(&warnings));
        assert_int_equal(config_action(&config, IN_BENCH, K_F9), ACT_LEDGER);
        assert_false(config.mouse);
        config_release(&config);
        str_release(&warnings);
    }
}

static void an_own_key_works_and_is_shown(void **state)
{
    char path[4096];
    (void)state;
    snprintf(path, sizeof path, "%s/ivledger", folder());
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/ivledger/config", folder());
    write_whole(path, "bind workbench F10 claim\nbind workbench F8 none\nbind start F9 new\n"
                      "nonsense\n");
    setenv("XDG_CONFIG_HOME", folder(), 1);
    drive_keys(&d, "");
    drive_shows(&d, "config:4: this is neither");
    drive_keys(&d, "F9");
    drive_shows(&d, "Header");
    drive_keys(&d, "n Esc");
    drive_shows(&d, "F10 Claim");
    drive_keys(&d, "n Esc F8");
    drive_shows(&d, "F8 does nothing on this screen");
    drive_keys(&d, "n Esc F1 / \"F10\" Enter");
    drive_shows(&d, "F10 b");
    unlink(path);
    unsetenv("XDG_CONFIG_HOME");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_is_what_is_built_in),
        cmocka_unit_test(the_example_names_every_key),
        cmocka_unit_test(wrong_lines_are_named_and_left_out),
        cmocka_unit_test(an_own_key_works_and_is_shown),
    };
    return cmocka_run_group_tests(tests, drive_begin, drive_end);
}
