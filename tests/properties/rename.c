/* rename.c: properties of what is not meant: how a drug's name, a line's label or a person's mark
 * is written must not change a code. */
#include "answer.h"
#include "properties.h"

/* Codes the changed encounter, releases it; true when the codes are those of the trial. */
static bool same_codes(const struct trial *trial, struct encounter *changed, const char *change,
                       struct str *why)
{
    struct answer answer;
    struct result result;
    struct str before, after;
    bool same;

    result_init(&result);
    engine_code(trial->book, &trial->policy, changed, &result);
    str_init(&before, 16384);
    str_init(&after, 16384);
    answer_of(&answer, &trial->result);
    answer_print(&answer, &before);
    answer_of(&answer, &result);
    answer_print(&answer, &after);
    same = text_equal(before.data, after.data);
    if (!same)
        str_addf(why, "%s\nbefore: %s\nafter:  %s", change, before.data, after.data);
    str_release(&before);
    str_release(&after);
    result_release(&result);
    encounter_release(changed);
    return same;
}

/* Every drug that the table knows in capitals and with an amount and a manner behind its name. */
bool property_names(const struct trial *trial, struct str *why)
{
    struct encounter changed;

    encounter_copy(&changed, &trial->encounter);
    for (size_t i = 0; i < changed.n_rows; i++) {
        struct row *row = &changed.rows[i];

        if (!book_drug(trial->book, row->drug, row->route == ROUTE_NONE ? ROUTE_IV : row->route))
            continue;
        char *name = arena_format(&changed.arena, "%s 4 mg IVPB", row->drug);
        for (char *at = name; *at; at++)
            if (*at >= 'a' && *at <= 'z')
                *at = (char)(*at - 'a' + 'A');
        row->drug = name;
    }
    return same_codes(trial, &changed, "drugs in capitals, with an amount", why);
}

/* Other labels for the lines and bags, in the same order. */
bool property_labels(const struct trial *trial, struct str *why)
{
    struct encounter changed;

    encounter_copy(&changed, &trial->encounter);
    for (size_t i = 0; i < changed.n_rows; i++) {
        struct row *row = &changed.rows[i];

        row->line = arena_format(&changed.arena, "arm %s", *row->line ? row->line : "1");
        if (*row->bag)
            row->bag = arena_format(&changed.arena, "bag %s", row->bag);
    }
    return same_codes(trial, &changed, "other labels of lines and bags", why);
}

/* Diagnosis, authorisation, cover, signatures and doses are for findings and drug lines alone. */
bool property_papers(const struct trial *trial, struct str *why)
{
    struct encounter changed;

    encounter_copy(&changed, &trial->encounter);
    changed.dx = *changed.dx ? "" : "C34.11";
    changed.auth = *changed.auth ? "" : "PA-9";
    changed.auth_to = changed.covered_to = changed.date - 1;
    for (size_t i = 0; i < changed.n_rows; i++) {
        struct row *row = &changed.rows[i];

        row->is_signed = row->is_signed == SAID_NO ? SAID_YES : SAID_NO;
        row->note = "seen";
        row->n_vials = 0;
        row->vials_multi = row->vials_shared = false;
        if (row->route != ROUTE_IL) /* there a dose may count lesions */
            row->dose = -1;
    }
    return same_codes(trial, &changed, "other papers", why);
}
