/* command.h: `rules import KIND FILE...`: CMS's own files into the rule book. */
#include "rules_import.h"

#include "../../db/edition.h"
#include "../../db/paths.h"

static void say_change(void *context, const char *line)
{
    (void)context;
    app_tell("%s", line);
}

static void say_fault(void *context, const char *sentence)
{
    (void)context;
    app_say_text(sentence);
}

static void say_kinds(void)
{
    struct str names;
    str_init(&names, 400);
    for (int kind = 0; kind < CMS_KIND_COUNT; kind++)
        str_addf(&names, "%s%s", kind ? ", " : "", cms_kind_name((enum cms_kind)kind));
    app_say("rules import wants a kind and the files of CMS: `ivledger rules import [--dry-run] "
            "[--from DATE] KIND FILE...`; the kinds are %s",
            names.data);
    str_release(&names);
}

static void say_sum(const struct edition *e)
{
    printf("%ld rows read, %ld about codes of this book: %ld added, %ld changed, %ld corrected, "
           "%ld closed, %ld as before\n",
           e->rows, e->taken, e->added, e->changed, e->corrected, e->closed, e->same);
    if (e->written)
        app_tell("written to %s", e->written);
    else
        puts(e->dry_run ? "nothing was written: dry run" : "nothing to write");
}

static enum leave leave_of(enum edition_result result)
{
    switch (result) {
    case EDITION_DONE: return LEAVE_DONE;
    case EDITION_BAD_FILE: return LEAVE_DATA;
    case EDITION_BAD_BOOK: return LEAVE_CONFIG;
    default: return LEAVE_NO_CREATE;
    }
}

enum leave rules_import(struct app *app, int n, char *const *words)
{
    struct edition e = {.data_dir = app->data_dir,
                        .from = NO_DAY,
                        .dry_run = app->dry_run || app->readonly,
                        .say = say_change,
                        .complain = say_fault};
    struct err err = {""}, none;
    struct str own;
    if (n < 2 || !cms_kind_find(words[0], &e.kind)) {
        say_kinds();
        return LEAVE_USAGE;
    }
    if (app->from)
        when_parse_day(app->from, &e.from);
    str_init(&own, 4096);
    if (paths_data_file("data", &own, &none))
        e.own_dir = own.data;
    enum edition_result result =
        edition_import(&e, (const char *const *)(words + 1), (size_t)n - 1, &err);
    if (result == EDITION_DONE)
        say_sum(&e);
    else
        app_say_text(err.text);
    edition_release(&e);
    str_release(&own);
    return command_finish(leave_of(result));
}
