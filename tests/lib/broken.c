#include "broken.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

struct broken broken;

static const char *data_dir(void)
{
    const char *dir = getenv("IVLEDGER_DATA");
    return dir && *dir ? dir : "data";
}

static char *slurp(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 1 << 20);
    assert_non_null(file);
    assert_non_null(text);
    assert_true(fread(text, 1, (1 << 20) - 1, file) < (1 << 20) - 1);
    fclose(file);
    return text;
}

void broken_write(const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", broken.book, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

int broken_set_up(void **state)
{
    char path[512];
    struct dirent *entry;
    (void)state;
    const char *tmp = getenv("TMPDIR");
    snprintf(broken.root, sizeof broken.root, "%s/ivledger-book-XXXXXX",
             tmp && *tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(broken.root));
    snprintf(broken.book, sizeof broken.book, "%s/book", broken.root);
    assert_int_equal(mkdir(broken.book, 0700), 0);
    snprintf(path, sizeof path, "%s/book", data_dir());
    DIR *dir = opendir(path);
    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".csv") != 0)
            continue;
        assert_true(broken.n < MOST_TABLES);
        snprintf(path, sizeof path, "%s/book/%s", data_dir(), entry->d_name);
        broken.names[broken.n] = strdup(entry->d_name);
        broken.texts[broken.n] = slurp(path);
        broken_write(broken.names[broken.n], broken.texts[broken.n]);
        broken.n++;
    }
    closedir(dir);
    str_init(&broken.said, 1 << 20);
    return 0;
}

int broken_tear_down(void **state)
{
    char path[512];
    (void)state;
    for (size_t i = 0; i < broken.n; i++) {
        snprintf(path, sizeof path, "%s/%s", broken.book, broken.names[i]);
        unlink(path);
        free(broken.names[i]);
        free(broken.texts[i]);
    }
    rmdir(broken.book);
    rmdir(broken.root);
    str_release(&broken.said);
    return 0;
}

/* Every table as it was. */
int broken_mend(void **state)
{
    (void)state;
    for (size_t i = 0; i < broken.n; i++)
        broken_write(broken.names[i], broken.texts[i]);
    return 0;
}

const char *broken_text(const char *table)
{
    for (size_t i = 0; i < broken.n; i++)
        if (strcmp(broken.names[i], table) == 0)
            return broken.texts[i];
    fail_msg("no table %s", table);
    return NULL;
}

/* Replaces the first old by now in the original of a table. */
void broken_change(const char *table, const char *old, const char *now)
{
    const char *text = broken_text(table), *at = strstr(text, old);
    struct str out;
    if (!at)
        fail_msg("%s does not hold \"%s\"", table, old);
    broken.line = 1 + (*old == '\n');
    for (const char *c = text; c < at; c++)
        broken.line += *c == '\n';
    str_init(&out, 1 << 20);
    str_addn(&out, text, (size_t)(at - text));
    str_add(&out, now);
    str_add(&out, at + strlen(old));
    broken_write(table, out.data);
    str_release(&out);
}

/* Takes out the first row that begins with these letters. */
void broken_drop(const char *table, const char *begin)
{
    char old[4096], with_newline[128];
    snprintf(with_newline, sizeof with_newline, "\n%s", begin);
    const char *at = strstr(broken_text(table), with_newline);
    if (!at)
        fail_msg("%s has no row %s", table, begin);
    snprintf(old, sizeof old, "%.*s", (int)strcspn(at + 1, "\n") + 1, at);
    broken_change(table, old, "");
}

void broken_hear(void *context, const char *sentence)
{
    (void)context;
    size_t folder = strlen(broken.book) + 1;
    if (strncmp(sentence, broken.book, folder - 1) == 0)
        sentence += folder;
    str_addf(&broken.said, "%s%s", broken.said.length ? "\n" : "", sentence);
}

struct library *broken_load(void)
{
    struct err err = {""};
    str_clear(&broken.said);
    struct library *library = library_load(broken.root, broken_hear, NULL, &err);
    if (!library)
        assert_string_not_equal(err.text, "");
    return library;
}

/* The copy must be refused with exactly these complaints; @ stands for the line that was changed.
 */
void broken_refused(const char *expected)
{
    struct library *library = broken_load();
    struct str want;
    str_init(&want, 1 << 16);
    for (; *expected; expected++)
        if (*expected == '@')
            str_addf(&want, "%d", broken.line);
        else
            str_addc(&want, *expected);
    if (strcmp(broken.said.data, want.data) != 0)
        print_message("expected: %s\ngot:      %s\n", want.data, broken.said.data);
    assert_null(library);
    assert_string_equal(broken.said.data, want.data);
    str_release(&want);
}
