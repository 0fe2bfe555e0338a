/* Somebody else saved the encounter first: what both changed, in sentences; together, or as a copy. */
#include "plain_inside.h"

enum { LONGEST_SENTENCE = 8000 };

static const char *said(const char *text)
{
    return text_empty(text) ? "nothing" : text;
}

/* What only one of them changed, and so holds. */
static void say_item(const struct merge *merge, const struct merge_item *item)
{
    bool theirs = !text_equal(item->theirs, item->base), mine = !text_equal(item->mine, item->base);
    struct str name;
    str_init(&name, LONGEST_SENTENCE);
    merge_item_name(merge, item, &name);
    plain_say("%s %s: %s, was %s.", theirs && mine ? "Both of you changed" : theirs ? "They changed" : "You changed",
              name.data, said(theirs ? item->theirs : item->mine), said(item->base));
    str_release(&name);
}

/* False: there are no more answers. */
static bool decide(struct plain *p, const struct merge *merge, struct merge_item *item)
{
    struct str name;
    bool more = true;
    str_init(&name, LONGEST_SENTENCE);
    merge_item_name(merge, item, &name);
    while (item->take == MERGE_UNDECIDED && more) {
        more = plain_ask(p, "Both of you changed %s: it was %s, they say %s, you say %s. t takes theirs, m yours: ",
                         name.data, said(item->base), said(item->theirs), said(item->mine));
        char c = more ? ascii_lower(p->line.data[strspn(p->line.data, " \t")]) : '\0';
        if (c == 't' || c == 'm')
            item->take = c == 't' ? MERGE_THEIRS : MERGE_MINE;
        else if (more)
            plain_say("That is neither t nor m.");
    }
    str_release(&name);
    return more;
}

static bool decide_all(struct plain *p, struct merge *merge)
{
    for (size_t i = 0; i < merge->n_items; i++)
        if (merge->items[i].conflict && !decide(p, merge, &merge->items[i]))
            return false;
    return true;
}

static void together(struct plain *p, struct desk_merge *m)
{
    struct err err = {""};
    if (!decide_all(p, &m->merge))
        return;
    if (desk_merge_save(&p->desk, m, &err)) {
        plain_say("Encounter %s is saved, with what both of you changed.", p->desk.e.id);
        plain_outcome(p);
    } else {
        plain_sentence("Not saved: ", err.text, "");
    }
}

static void copy(struct plain *p)
{
    struct err err = {""};
    char number[200];
    if (!plain_ask(p, "Number of your copy: "))
        return;
    snprintf(number, sizeof number, "%s", p->line.data + strspn(p->line.data, " \t"));
    if (*number && desk_save_copy(&p->desk, number, &err))
        plain_say("Yours is saved as %s; theirs stays as it is.", p->desk.e.id);
    else
        plain_sentence("Not saved: ", *number ? err.text : "a copy needs a number", "");
}

void plain_merge(struct plain *p)
{
    struct desk_merge m;
    struct err err = {""};
    char c = '\0';
    if (!desk_merge_begin(&p->desk, &m, &err)) {
        plain_sentence("", err.text, "");
        return;
    }
    for (size_t i = 0; i < m.merge.n_items; i++)
        if (!m.merge.items[i].conflict)
            say_item(&m.merge, &m.merge.items[i]);
    if (merge_undecided(&m.merge) > 0)
        plain_say("%zu of the changes contradict each other; you will be asked.", merge_undecided(&m.merge));
    if (plain_ask(p, "m saves both together, c saves yours as a copy, Enter leaves yours as a draft: "))
        c = ascii_lower(p->line.data[strspn(p->line.data, " \t")]);
    if (c == 'm')
        together(p, &m);
    desk_merge_end(&m);
    if (c == 'c')
        copy(p);
    else if (c != 'm')
        plain_say("Nothing is saved; yours is kept as a draft.");
}
