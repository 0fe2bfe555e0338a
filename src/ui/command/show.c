#include "command.h"

#include "../../core/page.h"
#include "../../db/json.h"
#include "saved.h"
#include "sheet.h"
#include "sheet_html.h"

enum { OUT_MAX = 256 * 1024 * 1024 };

/* What was saved and what the engine says now must agree; where they do not, the reader is told. */
static void add_standing(const struct saved *s, struct str *out)
{
    const struct store_item *item = &s->item;
    str_addf(out, "%s, version %lld, saved by %s on %s\n", status_name(item->status),
             (long long)item->version, item->changed_by, item->changed);
    saved_print_overrules(s->overrules, s->n_overrules, out);
    if (text_equal(item->hash, s->hash))
        return;
    struct str differs;
    str_init(&differs, 4000);
    str_addf(&differs,
             "This program or rule book differs from the one that saved it (%s, hash %.16s); saved "
             "codes: %s",
             item->program, item->hash, item->codes);
    page_fold(out, 2, differs.data);
    str_release(&differs);
}

static void add_sheet(const struct app *app, const struct saved *s, struct str *out)
{
    struct str standing;
    str_init(&standing, 4000);
    add_standing(s, &standing);
    sheet_page(&s->result, &app->site, s->hash, standing.data, out);
    str_release(&standing);
}

static void add_json(const struct saved *s, struct str *out)
{
    struct arena arena;
    const int *visits;
    arena_init(&arena);
    size_t n = json_visits(&s->result, &arena, &visits);
    for (size_t i = 0; i < n; i++) {
        struct switch_note *notes;
        size_t n_notes = compare_switches(&arena, &s->result, visits[i], &notes);
        struct json_visit visit = {&s->result, visits[i], s->hash, notes, n_notes};
        json_visit(&visit, out);
        str_addc(out, '\n');
    }
    arena_release(&arena);
}

static void add_html(const struct saved *s, struct str *out)
{
    struct sheet_standing standing = {status_name(s->item.status), s->item.changed_by,
                                      s->item.changed, NULL};
    if (!text_equal(s->item.hash, s->hash))
        standing.differs = s->item.codes;
    sheet_html(&s->result, s->hash, &standing, out);
}

/* What was asked for: a form, JSON, or the page. */
static void add_answer(const struct app *app, const struct saved *s, struct str *out)
{
    if (app->form != NULL) {
        sheet_print(app->form, &s->result, &app->site, out);
        if (s->n_overrules > 0 && strcmp(app->form, "letter") == 0)
            str_add(out, "\nWhat the coder departs from\n");
        if (strcmp(app->form, "letter") == 0)
            saved_print_overrules(s->overrules, s->n_overrules, out);
    }
    else if (app->format == FORMAT_JSON)
        add_json(s, out);
    else if (app->format == FORMAT_HTML)
        add_html(s, out);
    else
        add_sheet(app, s, out);
}

enum leave command_show(struct app *app, int n, char *const *words)
{
    struct saved saved;
    struct str out;
    if (n != 1) {
        app_say("show needs the number of one saved encounter; `ivledger list` shows them");
        return LEAVE_USAGE;
    }
    if (app->format == FORMAT_CSV) {
        app_say("show prints text, json or html; for CSV use `ivledger export number=%s`", words[0]);
        return LEAVE_USAGE;
    }
    if (app->form != NULL && app->format != FORMAT_TEXT) {
        app_say("--form prints text; leave --format out");
        return LEAVE_USAGE;
    }
    saved_init(&saved);
    str_init(&out, OUT_MAX);
    enum leave leave = app_site(app);
    if (leave == LEAVE_DONE)
        leave = saved_open(&saved, app, words[0], "shown");
    if (leave == LEAVE_DONE) {
        add_answer(app, &saved, &out);
        fwrite(out.data, 1, out.length, stdout);
    }
    str_release(&out);
    saved_release(&saved);
    return command_finish(leave);
}
