#include "drive.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "ui/screen/cells.h"
#include "ui/screen/screen.h"

static const char *folder(void)
{
    const char *dir = getenv("TMPDIR");
    return dir && *dir ? dir : "/tmp";
}

static const char *path(const char *name, char buf[4096])
{
    snprintf(buf, 4096, "%s/%s.%ld", folder(), name, (long)getpid());
    return buf;
}

void drive_init(struct drive *it)
{
    struct app app = {.data = getenv("IVLEDGER_DATA"), .program = "./ivledger"};
    *it = (struct drive){.cols = 80, .rows = 24, .color = true};
    arena_init(&app.arena);
    if (!app.data)
        app.data = "data";
    if (app_load(&app) != LEAVE_DONE)
        fail_msg("the rule book in %s does not load", app.data);
    it->library = app.library;
    it->policy = app.policy;
    it->data_dir = app.data;
    str_init(&it->screen, 1 << 22);
    arena_release(&app.arena);
    drive_forget(it);
}

void drive_release(struct drive *it)
{
    drive_forget(it);
    library_free(it->library);
    str_release(&it->screen);
}

/* ---- the one of a test program ---- */

struct drive d;

int drive_begin(void **state)
{
    (void)state;
    drive_init(&d);
    return 0;
}

int drive_anew(void **state)
{
    (void)state;
    drive_forget(&d);
    d.cols = 80;
    d.rows = 24;
    d.color = true;
    d.ascii = false;
    return 0;
}

int drive_end(void **state)
{
    (void)state;
    drive_release(&d);
    return 0;
}

void drive_forget(struct drive *it)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    (void)it;
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        char db[4096], file[4200];
        snprintf(file, sizeof file, "%s%s", path("drive.db", db), ends[i]);
        unlink(file);
    }
}

static void write_script(const char *file, const char *script, const char *screen)
{
    FILE *out = fopen(file, "w");
    if (!out)
        fail_msg("%s: cannot be written (%s)", file, strerror(errno));
    fprintf(out, "%s\n:save-screen %s\n", script, screen);
    fclose(out);
}

static void read_screen(struct drive *it, const char *file)
{
    char buf[4096];
    size_t n;
    FILE *in = fopen(file, "r");
    str_clear(&it->screen);
    if (!in)
        return;
    while ((n = fread(buf, 1, sizeof buf, in)) > 0)
        str_addn(&it->screen, buf, n);
    fclose(in);
}

int drive_keys(struct drive *it, const char *script)
{
    char keys[4096], screen[4096], db[4096], size[40];
    struct app app = {.program = "./ivledger",
                      .data = it->data_dir,
                      .data_dir = it->data_dir,
                      .library = it->library,
                      .policy = it->policy,
                      .script = path("drive.keys", keys),
                      .screen = size,
                      .now = "2026-03-02 12:00",
                      .user = "tester",
                      .db_path = path("drive.db", db),
                      .no_color = !it->color,
                      .ascii = it->ascii};
    arena_init(&app.arena);
    snprintf(size, sizeof size, "%dx%d", it->cols, it->rows);
    path("drive.screen", screen);
    unlink(screen);
    write_script(app.script, script, screen);
    it->status = (int)screen_run(&app);
    app.library = NULL; /* it serves the next run */
    app_release(&app);
    read_screen(it, screen);
    unlink(screen);
    unlink(keys);
    return it->status;
}

const char *drive_line(const struct drive *it, int line)
{
    static char text[8192];
    const char *p = it->screen.length ? it->screen.data : "";
    for (; line > 0 && p; line--)
        p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL;
    snprintf(text, sizeof text, "%.*s", p ? (int)strcspn(p, "\n") : 0, p ? p : "");
    return text;
}

/* The text layer alone: what a person reads. */
static bool text_holds(const struct drive *it, const char *words)
{
    const char *screen = it->screen.length ? it->screen.data : "";
    const char *end = strstr(screen, "-- looks --"), *found = strstr(screen, words);
    return found && (!end || found < end);
}

void drive_shows(const struct drive *it, const char *words)
{
    if (!text_holds(it, words))
        fail_msg("expected on the screen: %s\ngot:\n%s", words,
                 it->screen.length ? it->screen.data : "(no screen)");
}

void drive_shows_not(const struct drive *it, const char *words)
{
    if (text_holds(it, words))
        fail_msg("expected not on the screen: %s\ngot:\n%s", words, it->screen.data);
}

/* Bytes of the first columns characters of a line. */
static size_t bytes_of(const char *line, size_t columns)
{
    size_t n = 0;
    while (line[n] && line[n] != '\n' && columns-- > 0) {
        uint32_t c;
        n += cells_next(line + n, &c);
    }
    return n;
}

static bool line_holds(const char *line, const char *words)
{
    const char *found = strstr(line, words);
    return found && found < line + strcspn(line, "\n");
}

/* Sentences of the rule book are others' to change: what stands below the heading of the reasons is
 * left out of a golden screen, in both layers, down to the line of the findings. */
static void leave_out_sentences(const char *screen, struct str *out)
{
    size_t column = 0, heading = 0, last = 0, line = 0;
    for (const char *p = screen; *p; p += strcspn(p, "\n") + 1, line++) {
        if (strncmp(p, "-- looks", 8) == 0)
            line = (size_t)-1;
        if (!heading && line != (size_t)-1 && line_holds(p, " Why ")) {
            heading = line;
            for (const char *q = p; q < strstr(p, " Why "); column++) {
                uint32_t c;
                q += cells_next(q, &c);
            }
        }
        if (heading && !last && line_holds(p, "balanced"))
            last = line;
        size_t whole = strcspn(p, "\n"), n = whole;
        if (heading && line != (size_t)-1 && line > heading && (!last || line < last))
            n = bytes_of(p, column < 3 ? 0 : column - 2);
        str_addn(out, p, n);
        str_add(out, n < whole ? "~\n" : "\n");
    }
}

static void say_difference(const char *name, const char *want, const char *got)
{
    int line = 1;
    while (*want && *want == *got) {
        if (*want == '\n')
            line++;
        want++;
        got++;
    }
    while (*want && want[-1] != '\n' && line > 1) {
        want--;
        got--;
    }
    fail_msg("%s differs in line %d\nexpected: %.*s\ngot:      %.*s\n(ACCEPT=1 takes the new one)",
             name, line, (int)strcspn(want, "\n"), want, (int)strcspn(got, "\n"), got);
}

void drive_golden(const struct drive *it, const char *name)
{
    char file[4096], buf[4096];
    const char *tests = getenv("TESTS");
    struct str want, got;
    size_t n;
    str_init(&got, 1 << 22);
    leave_out_sentences(it->screen.length ? it->screen.data : "", &got);
    snprintf(file, sizeof file, "%s/screens/golden/%s", tests ? tests : "tests", name);
    if (getenv("ACCEPT")) {
        FILE *out = fopen(file, "w");
        assert_non_null(out);
        fwrite(got.data, 1, got.length, out);
        fclose(out);
        str_release(&got);
        return;
    }
    FILE *in = fopen(file, "r");
    if (!in)
        fail_msg("%s is missing; ACCEPT=1 makes it", file);
    str_init(&want, 1 << 22);
    while ((n = fread(buf, 1, sizeof buf, in)) > 0)
        str_addn(&want, buf, n);
    fclose(in);
    if (strcmp(want.data ? want.data : "", got.data) != 0)
        say_difference(file, want.data ? want.data : "", got.data);
    str_release(&got);
    str_release(&want);
}
