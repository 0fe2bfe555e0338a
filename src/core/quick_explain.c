/* What a quick line was read as, in one sentence. */
#include "quick_inside.h"

struct sentence {
    const struct quick *quick;
    const struct quick_context *context;
    const struct row *row;
    struct str *out;
    size_t begun; /* length of out before the sentence */
};

static void part(const struct sentence *s)
{
    if (s->out->length > s->begun)
        str_add(s->out, ", ");
}

static void add_part(const struct sentence *s, const char *text)
{
    part(s);
    str_add(s->out, text);
}

static bool is_said(const struct sentence *s, enum field_id id)
{
    return s->quick->fields[id].source != QUICK_NOT_SAID;
}

static const char *before(const struct sentence *s, enum field_id id)
{
    return s->quick->fields[id].source == QUICK_BEFORE ? " (as before)" : "";
}

static void add_drug(const struct sentence *s)
{
    const struct drug *drug = s->quick->drug;

    if (!is_said(s, FIELD_DRUG))
        return;
    add_part(s, s->row->drug);
    if (!drug)
        str_add(s->out, " (not in the drug table, kept as charted)");
    else if (ascii_casecmp(drug->generic, s->row->drug) != 0)
        str_addf(s->out, " (%s)", drug->generic);
    str_add(s->out, before(s, FIELD_DRUG));
}

/* ---- how it was given ---- */

static enum group group_of(const struct sentence *s)
{
    static const enum group charted[CLASS_COUNT] = {
        [CLASS_THERAPEUTIC] = GROUP_THERAPEUTIC,
        [CLASS_HYDRATION] = GROUP_HYDRATION,
        [CLASS_CHEMO] = GROUP_CHEMO,
        [CLASS_COMPLEX] = GROUP_CHEMO,
        [CLASS_HORMONAL] = GROUP_HORMONAL,
    };
    static const enum group families[FAMILY_COUNT] = {
        [FAMILY_HYDRATION] = GROUP_HYDRATION,
        [FAMILY_THERAPEUTIC] = GROUP_THERAPEUTIC,
        [FAMILY_CHEMO] = GROUP_CHEMO,
        [FAMILY_HORMONAL] = GROUP_HORMONAL,
    };

    if (s->row->drug_class != CLASS_NONE)
        return charted[s->row->drug_class];
    return s->quick->drug ? families[s->quick->drug->article] : GROUP_NONE;
}

static int minutes_of(const struct row *row)
{
    if (row->start != NO_MINUTE && row->stop != NO_MINUTE && row->stop >= row->start)
        return (int)(row->stop - row->start);
    return row->minutes;
}

/* Where no method was said, what its length makes of it; "" when that has no plain word. */
static const char *method_by_length(const struct sentence *s, int minutes)
{
    static const char *const words[KIND_COUNT] = {
        [KIND_PUSH] = " push",           [KIND_INFUSION] = " infusion",
        [KIND_HYDRATION] = " infusion",  [KIND_PUMP] = " pump",
        [KIND_INJECTION] = " injection", [KIND_SC_INFUSION] = " infusion",
        [KIND_IA_PUSH] = " push",        [KIND_IA_INFUSION] = " infusion",
        [KIND_IA_PUMP] = " pump",
    };
    const struct encounter *e = &s->quick->scratch;
    enum route route = s->row->route == ROUTE_NONE ? ROUTE_IV : s->row->route;
    enum group group = group_of(s);

    if (!s->context->book || group == GROUP_NONE || (minutes < 0 && route == ROUTE_IV))
        return "";
    const struct kind_row *kind = book_kind(s->context->book, group, route, METHOD_NONE, minutes,
                                            encounter_setting(e), e->payer);
    return kind && words[kind->kind] ? words[kind->kind] : "";
}

static void add_way(const struct sentence *s)
{
    enum route route = s->row->route == ROUTE_NONE ? ROUTE_IV : s->row->route;

    add_part(s, word_name(WORDS_ROUTE, (int)route));
    if (s->row->method != METHOD_NONE)
        str_addf(s->out, " %s", word_name(WORDS_METHOD, (int)s->row->method));
    else
        str_add(s->out, method_by_length(s, minutes_of(s->row)));
    str_add(s->out, before(s, FIELD_ROUTE));
}

/* ---- when ---- */

static void add_clock(const struct sentence *s, minute_t at, day_t from)
{
    char clock[8];

    str_add(s->out, when_print_clock(at, clock));
    if (from != NO_DAY && when_day(at) != from)
        str_addf(s->out, "%+d", (int)(when_day(at) - from));
}

static void add_times(const struct sentence *s)
{
    const struct row *row = s->row;
    day_t day = s->quick->scratch.date;
    int minutes = minutes_of(row);

    part(s);
    if (row->start != NO_MINUTE && row->stop != NO_MINUTE) {
        add_clock(s, row->start, day);
        str_addc(s->out, '-');
        add_clock(s, row->stop, when_day(row->start));
        if (row->stop >= row->start)
            str_addf(s->out, " (%d min)", minutes);
    } else if (row->start != NO_MINUTE) {
        str_add(s->out, "from ");
        add_clock(s, row->start, day);
    } else if (row->stop != NO_MINUTE) {
        str_add(s->out, "until ");
        add_clock(s, row->stop, day);
    } else {
        str_add(s->out, "no time");
    }
    if (row->minutes >= 0)
        str_addf(s->out, ", %d min charted", row->minutes);
}

/* ---- the rest ---- */

static void add_named(const struct sentence *s, enum field_id id)
{
    struct str text;

    if (!is_said(s, id))
        return;
    str_init(&text, 4096);
    field_print(&s->quick->scratch, s->row, id, &text);
    if (text.length > 0) {
        part(s);
        str_addf(s->out, "%s %s%s", field_get_spec(id)->name, text.data, before(s, id));
    }
    str_release(&text);
}

static void add_line(const struct sentence *s)
{
    part(s);
    str_addf(s->out, "line %s%s", *s->row->line ? s->row->line : "1",
             is_said(s, FIELD_LINE)         ? before(s, FIELD_LINE)
             : s->context->previous != NULL ? " (as before)"
                                            : "");
}

void quick_explain(const struct quick *quick, const struct quick_context *context, struct str *out)
{
    static const enum field_id rest[] = {
        FIELD_DEVICE, FIELD_BAG,    FIELD_VIALS, FIELD_PLANNED,     FIELD_PRIMARY,
        FIELD_ORDER,  FIELD_SIGNED, FIELD_FLAGS, FIELD_SITE_REASON, FIELD_NOTE,
    };
    struct sentence s = {quick, context, quick_row(quick), out, out->length};
    char number[32];

    add_drug(&s);
    add_named(&s, FIELD_CLASS);
    if (s.row->dose >= 0) {
        part(&s);
        str_addf(out, "%s%s%s", decimal_print(s.row->dose, number), *s.row->unit ? " " : "",
                 s.row->unit);
    }
    add_way(&s);
    add_times(&s);
    add_line(&s);
    if (s.row->visit != 1)
        add_named(&s, FIELD_VISIT);
    for (size_t i = 0; i < COUNT_OF(rest); i++)
        add_named(&s, rest[i]);
}
