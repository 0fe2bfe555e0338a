#include "paste_guess.h"

enum { LOOKED_AT = 20 };

typedef bool looks_fn(const struct mapping_tables *tables, const struct book *book,
                      const char *cell);

static bool looks_drug(const struct mapping_tables *tables, const struct book *book,
                       const char *cell)
{
    (void)tables;
    return book && book_drug_named(book, cell, ROUTE_NONE);
}

static bool looks_time(const struct mapping_tables *tables, const struct book *book,
                       const char *cell)
{
    struct err err;
    day_t day;
    int clock;

    (void)tables;
    (void)book;
    return when_parse(cell, &day, &clock, &err);
}

static bool looks_date(const struct mapping_tables *tables, const struct book *book,
                       const char *cell)
{
    day_t day;

    (void)tables;
    (void)book;
    return when_parse_day(cell, &day);
}

static bool looks_word(const struct mapping_tables *tables, means_t means, const char *cell)
{
    static const struct {
        means_t means;
        enum words words;
    } lists[] = {
        {FIELD_ROUTE, WORDS_ROUTE}, {FIELD_METHOD, WORDS_METHOD}, {FIELD_CLASS, WORDS_CLASS}};
    char normal[128];
    int value;

    for (size_t i = 0; i < COUNT_OF(lists); i++)
        if (lists[i].means == means && word_find(lists[i].words, cell, &value))
            return true;
    mapping_normal(cell, normal, sizeof normal);
    for (size_t i = 0; i < tables->n_words; i++)
        if (tables->words[i].means == means && strcmp(tables->words[i].word, normal) == 0)
            return true;
    return false;
}

static bool looks_route(const struct mapping_tables *tables, const struct book *book,
                        const char *cell)
{
    (void)book;
    return looks_word(tables, FIELD_ROUTE, cell);
}

static bool looks_method(const struct mapping_tables *tables, const struct book *book,
                         const char *cell)
{
    (void)book;
    return looks_word(tables, FIELD_METHOD, cell);
}

static bool looks_class(const struct mapping_tables *tables, const struct book *book,
                        const char *cell)
{
    (void)book;
    return looks_word(tables, FIELD_CLASS, cell);
}

/* 2 g, 1,000 mL */
static bool looks_dose(const struct mapping_tables *tables, const struct book *book,
                       const char *cell)
{
    size_t n = strspn(cell, "0123456789.,");
    const char *unit = cell + n + strspn(cell + n, " ");

    (void)tables;
    (void)book;
    return n > 0 && quick_is_unit(unit);
}

static bool column_looks(const struct paste *p, size_t column, looks_fn *looks,
                         const struct mapping_tables *tables, const struct book *book)
{
    size_t filled = 0, like = 0;

    for (size_t i = 0; i < p->n_rows && i < LOOKED_AT; i++) {
        const struct paste_row *row = &p->rows[i];
        if (column >= row->n_cells || !*row->cells[column])
            continue;
        filled++;
        like += looks(tables, book, row->cells[column]);
    }
    return filled > 0 && like * 4 >= filled * 3;
}

static bool is_taken(const struct paste *p, means_t means)
{
    for (size_t i = 0; i < p->n_columns; i++)
        if (p->means[i] == means)
            return true;
    return false;
}

void paste_guess(struct paste *p, const struct mapping_tables *tables, const struct book *book)
{
    static const struct {
        means_t means, second; /* the next column of the same looks */
        looks_fn *looks;
    } kinds[] = {
        {FIELD_DRUG, MEANS_UNKNOWN, looks_drug},   {MEANS_START_DATE, MEANS_STOP_DATE, looks_date},
        {FIELD_START, FIELD_STOP, looks_time},     {FIELD_DOSE, MEANS_UNKNOWN, looks_dose},
        {FIELD_ROUTE, MEANS_UNKNOWN, looks_route}, {FIELD_METHOD, MEANS_UNKNOWN, looks_method},
        {FIELD_CLASS, MEANS_UNKNOWN, looks_class},
    };

    for (size_t i = 0; i < p->n_columns; i++)
        for (size_t k = 0; k < COUNT_OF(kinds) && p->means[i] == MEANS_UNKNOWN; k++) {
            if (!column_looks(p, i, kinds[k].looks, tables, book))
                continue;
            p->means[i] = !is_taken(p, kinds[k].means)    ? kinds[k].means
                          : !is_taken(p, kinds[k].second) ? kinds[k].second
                                                          : MEANS_UNKNOWN;
        }
}
