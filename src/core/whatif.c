#include "whatif.h"

/* ---- reading a change ---- */

static bool parse_switch(const char *name, const char *value, struct change *out, struct err *err)
{
    out->is_switch = switch_find(name, &out->id);
    return out->is_switch && switch_value_find(out->id, value, &out->value, err);
}

static bool parse_field(const char *name, struct change *out, struct err *err)
{
    const char *dot = strchr(name, '.');
    char number[16], shown[64];
    long row = 0;
    if (dot) {
        snprintf(number, sizeof number, "%.*s", (int)(dot - name), name);
        if (!number_parse(number, 1, 100000, &row))
            return err_set(err, "%s: before the dot stands the number of a row, as in 2.stop=09:16",
                           text_short(name, shown));
        name = dot + 1;
    }
    if (!field_find(name, &out->field))
        return err_set(err, "%s is neither a field nor a switch; the nearest field is %s",
                       text_short(name, shown), field_nearest(name));
    if (field_is_row(out->field) != (row != 0))
        return err_set(err, "%s belongs to %s; write %s=VALUE", name,
                       row != 0 ? "the encounter" : "a row", row != 0 ? name : "ROW.FIELD");
    out->row = (int)row;
    return true;
}

bool change_parse(const char *words, struct change *out, struct err *err)
{
    const char *equals = strchr(words, '=');
    char name[64], shown[64];
    *out = (struct change){.row = 0};
    *err = (struct err){""};
    if (!equals || equals == words || (size_t)(equals - words) >= sizeof name)
        return err_set(err,
                       "\"%s\" is no change; write ROW.FIELD=VALUE, FIELD=VALUE or "
                       "SWITCH=VALUE, such as 2.stop=09:16",
                       text_short(words, shown));
    snprintf(name, sizeof name, "%.*s", (int)(equals - words), words);
    out->text = equals + 1;
    if (parse_switch(name, out->text, out, err))
        return true;
    return err->text[0] == '\0' && parse_field(name, out, err);
}

void change_print(const struct change *change, struct str *out)
{
    if (!change->is_switch && change->row != 0)
        str_addf(out, "%d.", change->row);
    str_addf(out, "%s=%s",
             change->is_switch ? switch_name(change->id) : field_get_spec(change->field)->name,
             change->text);
}

/* ---- the other encounter ---- */

void whatif_init(struct whatif *w)
{
    encounter_init(&w->encounter);
    result_init(&w->result);
}

void whatif_release(struct whatif *w)
{
    result_release(&w->result);
    encounter_release(&w->encounter);
}

static bool make_change(struct whatif *w, const struct change *change, struct err *err)
{
    struct row *row = encounter_row(&w->encounter, change->row);
    if (change->is_switch) {
        w->policy.value[change->id] = change->value;
        return true;
    }
    if (change->row != 0 && !row)
        return err_set(err, "%s has no row %d; it has %zu", w->encounter.id, change->row,
                       w->encounter.n_rows);
    return field_set(&w->encounter, row, change->field, change->text, err);
}

bool whatif_run(struct whatif *w, const struct result *base, const struct book *book,
                const struct change *changes, size_t n, struct err *err)
{
    bool good = true;
    encounter_release(&w->encounter);
    encounter_copy(&w->encounter, base->encounter);
    w->policy = *base->policy;
    for (size_t i = 0; i < n && good; i++)
        good = make_change(w, &changes[i], err);
    if (good)
        engine_code(book ? book : base->book, &w->policy, &w->encounter, &w->result);
    return good;
}
