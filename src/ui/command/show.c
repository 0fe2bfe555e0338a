#include "command.h"

#include "../../core/why.h"
#include "../../core/whynot.h"
#include "../../db/json.h"
#include "saved.h"
#include "text.h"

enum { OUT_MAX = 256 * 1024 * 1024, SENTENCE_MAX = 16 * 1024 };

/* What was saved and what the engine says now must agree; where they do not, the reader is told. */
static void add_standing(const struct saved *s, struct str *out)
{
    const struct store_item *item = &s->item;
    str_addf(out, "%s, version %lld, saved by %s on %s\n", status_name(item->status),
             (long long)item->version, item->changed_by, item->changed);
    if (!text_equal(item->hash, s->hash))
        str_addf(out,
                 "This program or rule book differs from the one that saved it (%s, hash %.16s); "
                 "saved codes: %s\n",
                 item->program, item->hash, item->codes);
}

static void add_sheet(const struct saved *s, struct str *out)
{
    text_head(&s->result, s->hash, out);
    add_standing(s, out);
    text_rows(&s->result, out);
    text_codes(&s->result, out);
    text_drugs(&s->result, out);
    text_findings(&s->result, out);
    text_ledger(&s->result, out);
    text_balance(&s->result, out);
    text_decisions(&s->result, NULL, out);
    text_switches(&s->result, out);
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

/* Opens the database, loads and codes; store is closed again. */
static enum leave load(struct app *app, const char *number, const char *what, struct saved *saved)
{
    struct err err;
    enum leave leave = app_load(app);
    struct store *store = leave == LEAVE_DONE ? app_store(app, false, &leave) : NULL;
    if (store == NULL)
        return leave;
    leave = saved_load(saved, app, store, number);
    enum store_fault fault =
        leave == LEAVE_DONE ? store_note(store, what, number, "", &err) : STORE_OK;
    if (fault != STORE_OK) {
        app_say_text(err.text);
        leave = app_leave(fault);
    }
    store_close(store);
    return leave;
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
        app_say("show prints text or json; for CSV use `ivledger export number=%s`", words[0]);
        return LEAVE_USAGE;
    }
    saved_init(&saved);
    str_init(&out, OUT_MAX);
    enum leave leave = load(app, words[0], "shown", &saved);
    if (leave == LEAVE_DONE) {
        (app->format == FORMAT_JSON ? add_json : add_sheet)(&saved, &out);
        fwrite(out.data, 1, out.length, stdout);
    }
    str_release(&out);
    saved_release(&saved);
    return command_finish(leave);
}

/* ---- why ---- */

/* The first condition that fails, and what record would change it. */
static void add_why_not(const struct result *r, const struct code *code, struct str *out)
{
    struct arena arena;
    struct decision d;
    struct str text;
    arena_init(&arena);
    str_init(&text, SENTENCE_MAX);
    if (why_not(&arena, r, 0, code, &d)) {
        why_decision(r, &d, &text);
        str_add(&text, " [");
        why_cite(d.rule, &text);
        str_add(&text, "]");
        text_fold(out, 0, text.data);
        str_clear(&text);
        why_not_change(r, &d, &text);
        if (!text_empty(text.data))
            text_fold(out, 0, text.data);
    }
    str_release(&text);
    arena_release(&arena);
}

static enum leave explain(const struct saved *s, const struct code *code, struct str *out)
{
    bool there = code_on_claim(&s->result, 0, code);
    str_addf(out, "%s is %son the claim of %s.\n", code->id, there ? "" : "not ", s->encounter.id);
    if (!there)
        add_why_not(&s->result, code, out);
    text_decisions(&s->result, code->id, out);
    return there ? LEAVE_DONE : LEAVE_FOUND;
}

enum leave command_why(struct app *app, int n, char *const *words)
{
    struct saved saved;
    struct str out;
    if (n != 2) {
        app_say("why needs the number of a saved encounter and a code");
        return LEAVE_USAGE;
    }
    saved_init(&saved);
    str_init(&out, OUT_MAX);
    enum leave leave = load(app, words[0], "asked why", &saved);
    const struct code *code = leave == LEAVE_DONE ? book_code(saved.result.book, words[1]) : NULL;
    if (leave == LEAVE_DONE && code == NULL) {
        app_say("%s is no code of the rule book; `ivledger rules list` shows them", words[1]);
        leave = LEAVE_USAGE;
    } else if (leave == LEAVE_DONE) {
        leave = explain(&saved, code, &out);
        fwrite(out.data, 1, out.length, stdout);
    }
    str_release(&out);
    saved_release(&saved);
    return command_finish(leave);
}
