#include "command.h"

#include "office.h"

/* What stands, below the engine's answer. */
static void print_standing(struct office *o)
{
    struct str out;
    struct alignment sides;
    struct err err;
    str_init(&out, 1 << 20);
    str_addf(&out, "%s  engine: %s\n%*s   coder: %s\n\n", o->saved.item.number, o->engine_codes.data,
             (int)strlen(o->saved.item.number), "", o->coder_codes.data);
    for (size_t i = 0; i < o->n_overrules; i++) {
        const struct store_overrule *one = &o->overrules[i];
        const struct overrule change = {one->visit, one->before, one->after};
        str_addf(&out, "%lld  visit %d: %s %s -> %s; %s: %s; against rule %s; %s on %s\n",
                 (long long)one->id, one->visit, overrule_kind(&change),
                 one->before[0] != '\0' ? one->before : "nothing",
                 one->after[0] != '\0' ? one->after : "nothing", one->reason, one->words,
                 one->rule[0] != '\0' ? one->rule : "-", one->who, one->at);
    }
    if (o->n_overrules == 0)
        str_add(&out, "The coder departs nowhere from the engine.\n");
    if (office_align(o, NULL, &sides, &err))
        office_print(o, &sides, false, &out);
    office_out(&out);
    str_release(&out);
}

static enum leave take_back(struct store *store, const struct office *o, const char *number,
                            const char *words)
{
    struct err err = {""};
    long id;
    if (!number_parse(number, 1, 1000000000, &id)) {
        app_say("undo needs the number of an overrule; `ivledger overrule %s` lists them",
                o->saved.item.number);
        return LEAVE_USAGE;
    }
    if (text_empty(words)) {
        app_say("taking an overrule back needs words; say why with --words \"...\"");
        return LEAVE_USAGE;
    }
    return office_said(store_undo_overrule(store, &o->saved.item, id, words, &err), &err);
}

static enum leave add(struct app *app, struct store *store, struct office *o, const char *change)
{
    const struct book *book = o->saved.result.book;
    struct err err = {""};
    struct overrule what;
    const struct reason *reason = library_reason(app->library, app->reason, &err);
    if (reason == NULL || !overrule_read(&o->arena, book, change, &what, &err) ||
        !overrule_apply(&o->arena, book, &what, &o->coder, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    if (text_empty(app->words)) {
        app_say("a departure from the engine needs words beside its reason; give --words \"...\"");
        return LEAVE_USAGE;
    }
    struct store_overrule one = {.visit = what.visit,
                                 .before = what.before,
                                 .after = what.after,
                                 .reason = reason->id,
                                 .words = app->words,
                                 .rule = office_rule(&o->saved.result, &what)};
    return office_said(store_overrule(store, &o->saved.item, &one, &err), &err);
}

enum leave command_overrule(struct app *app, int n, char *const *words)
{
    struct office o;
    enum leave leave;
    bool undo = n == 3 && strcmp(words[1], "undo") == 0;
    if (n < 1 || (n > 2 && !undo)) {
        app_say("overrule needs the number of one saved encounter, and a change such as "
                "BEFORE=AFTER, or undo N");
        return LEAVE_USAGE;
    }
    struct store *store = office_store(app, n > 1 ? DEED_OVERRULE : DEED_READ, &leave);
    if (store == NULL)
        return leave;
    office_init(&o);
    leave = office_load(&o, app, store, words[0]);
    if (leave == LEAVE_DONE && undo)
        leave = take_back(store, &o, words[2], app->words);
    else if (leave == LEAVE_DONE && n == 2)
        leave = add(app, store, &o, words[1]);
    if (leave == LEAVE_DONE && n > 1)
        leave = office_load(&o, app, store, words[0]);
    if (leave == LEAVE_DONE)
        print_standing(&o);
    office_release(&o);
    store_close(store);
    return command_finish(leave);
}
