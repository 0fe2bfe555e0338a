/* What F4 offers for a field: the words it takes, what the rule book and the drug table know, and what
 * other rows have there. */
#include "bench.h"

#include "../../core/containers.h"
#include "../../core/quick.h"
#include "../../db/store_office.h"

/* Each once; note: words behind it, or "". */
static void offer(struct offers *o, const char *value, const char *note)
{
    if (text_empty(value) || o->n == OFFERS_MOST)
        return;
    for (size_t i = 0; i < o->n; i++) {
        size_t n = strcspn(o->lines[i], "\t");
        if (strncmp(o->lines[i], value, n) == 0 && value[n] == 0)
            return;
    }
    o->lines[o->n++] = *note ? arena_format(&o->arena, "%s\t%s", value, note)
                             : arena_text(&o->arena, value);
}

/* Drugs that fit the typed letters; all of them when nothing was typed. */
static void offer_drugs(struct offers *o, const struct book *book, const char *typed)
{
    const struct drug **drugs = ARENA_ARRAY(&o->arena, const struct drug *, OFFERS_MOST);
    size_t n = book_drug_search(book, typed, drugs, OFFERS_MOST);
    for (size_t i = 0; i < n; i++)
        offer(o, drugs[i]->generic,
              arena_format(&o->arena, "%s  %s", drugs[i]->hcpcs, drugs[i]->brands));
}

static void offer_used(struct offers *o, const struct bench *bench, enum field_id field)
{
    struct str text;
    str_init(&text, 1 << 16);
    for (size_t i = 0; field_is_row(field) && i < bench->desk.e.n_rows; i++) {
        desk_text(&bench->desk, (int)i, field, &text);
        if ((int)i != entry_row(bench))
            offer(o, text.length ? text.data : "",
                  arena_format(&o->arena, "as in row %zu", i + 1));
    }
    str_release(&text);
}

static void offer_containers(struct offers *o, const struct drug *drug)
{
    char unit[16], amount[32];
    int64_t size;
    for (size_t i = 0; container_size(drug->vials_usual, i, &size, unit); i++) {
        offer(o, arena_format(&o->arena, "1x%s %s", decimal_print(size, amount), unit),
              "a usual size");
    }
    offer(o, "multi", "a multi-dose container");
}

/* What belongs to the drug of the row. */
static void offer_of_drug(struct offers *o, const struct bench *bench, enum field_id field)
{
    const struct encounter *e = &bench->desk.e;
    int row = entry_row(bench);
    if (row < 0 || (size_t)row >= e->n_rows || !bench->desk.coded)
        return;
    const struct drug *drug =
        book_drug(bench->desk.r.book, e->rows[row].drug ? e->rows[row].drug : "", e->rows[row].route);
    if (drug && field == FIELD_UNIT)
        offer(o, drug->unit, "the unit it is billed in");
    else if (drug)
        offer_containers(o, drug);
}

static void offer_dates(struct offers *o, const struct ui *ui)
{
    char day[16];
    offer(o, when_print_day(ui->today, day), "today: t");
    offer(o, when_print_day(ui->today - 1, day), "yesterday: t-1");
}

static void offer_people(struct offers *o, struct ui *ui)
{
    struct store_person *people;
    struct err err;
    size_t n = 0;
    offer(o, ui->app->user, "you");
    if (store_people(ui->store, &o->arena, &people, &n, &err) != STORE_OK)
        return;
    for (size_t i = 0; i < n; i++)
        offer(o, people[i].login, job_name(people[i].job));
}

static void offer_visits(struct offers *o, const struct book *book)
{
    for (size_t i = 0; i < book->n_ems; i++)
        if (book->ems[i].code[0] != '*')
            offer(o, book->ems[i].code,
                  book->ems[i].never ? "never paid beside an administration"
                                     : "when significant and separately identifiable");
}

static void offer_payers(struct offers *o)
{
    offer(o, "medicare", "");
    offer(o, "commercial", "");
    offer(o, "medicaid", "");
}

static void offer_words(struct offers *o, enum field_id field)
{
    const char *const *words = field_choices(field), *usual;
    for (; words && *words; words++)
        offer(o, *words, "");
    for (size_t i = 0; (usual = quick_usual(field, i)) != NULL; i++)
        offer(o, usual, "");
}

static void offer_known(struct ui *ui, const struct bench *bench, enum field_id field,
                        struct offers *o)
{
    const struct book *book = bench->desk.coded ? bench->desk.r.book : NULL;
    switch (field) {
    case FIELD_UNIT:
    case FIELD_VIALS: offer_of_drug(o, bench, field); break;
    case FIELD_DATE:
    case FIELD_AUTH_TO:
    case FIELD_COVERED_TO: offer_dates(o, ui); break;
    case FIELD_CODER: offer_people(o, ui); break;
    case FIELD_PAYER: offer_payers(o); break;
    case FIELD_EM:
        if (book)
            offer_visits(o, book);
        break;
    default: break;
    }
}

void offers_fill(struct ui *ui, const struct bench *bench, enum field_id field, const char *typed,
                 struct offers *o)
{
    o->lines = ARENA_ARRAY(&o->arena, const char *, OFFERS_MOST);
    if (field == FIELD_DRUG) {
        if (bench->desk.coded)
            offer_drugs(o, bench->desk.r.book, typed);
        return;
    }
    offer_known(ui, bench, field, o);
    if (!field_choices(field))
        offer_used(o, bench, field);
    offer_words(o, field);
}
