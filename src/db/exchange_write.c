#include "exchange.h"

#include "../core/engine.h"
#include "../core/hash.h"

enum { CELL_MAX = 16 * 1024, TEXTS_MAX = 64 * 1024 * 1024 };

void exchange_write_header(struct csv_writer *w)
{
    for (int f = 0; f < FIELD_COUNT; f++)
        csv_write_cell(w, field_get_spec((enum field_id)f)->name);
    csv_write_end(w);
}

/* The cells of fields from..to (to is not one of them). */
static void write_cells(struct csv_writer *w, const struct encounter *e, const struct row *row,
                        int from, int to, struct str *cell)
{
    for (int f = from; f < to; f++) {
        str_clear(cell);
        field_print(e, row, (enum field_id)f, cell);
        csv_write_cell(w, cell->data);
    }
}

static void write_empty(struct csv_writer *w, int n)
{
    for (int i = 0; i < n; i++)
        csv_write_cell(w, "");
}

void exchange_write(struct csv_writer *w, const struct encounter *e)
{
    struct str cell;
    str_init(&cell, CELL_MAX);
    write_cells(w, e, NULL, 0, FIELD_FIRST_OF_ROW, &cell);
    if (e->n_rows == 0) {
        write_empty(w, FIELD_COUNT - FIELD_FIRST_OF_ROW);
        csv_write_end(w);
    }
    for (size_t i = 0; i < e->n_rows; i++) {
        if (i > 0) {
            write_cells(w, e, NULL, 0, 1, &cell); /* the number ties the rows together */
            write_empty(w, FIELD_FIRST_OF_ROW - 1);
        }
        write_cells(w, e, &e->rows[i], FIELD_FIRST_OF_ROW, FIELD_COUNT, &cell);
        csv_write_end(w);
    }
    str_release(&cell);
}

void exchange_pack(const struct encounter *e, struct str *out)
{
    char *text = NULL;
    size_t size = 0;
    struct err err;
    FILE *memory = open_memstream(&text, &size);
    if (memory == NULL)
        base_no_memory(1);
    struct csv_writer *w = csv_write_to(memory);
    exchange_write_header(w);
    exchange_write(w, e);
    bool good = csv_write_done(w, &err);
    if (fclose(memory) != 0 || !good ||
        text == NULL) /* NULL: the last of it, of which fclose() says nothing */
        base_no_memory(size + 1);
    str_addn(out, text, size);
    free(text);
}

struct unpacking {
    struct encounter *e;
    struct err *err;
};

static bool unpack_one(void *context, const struct encounter *e)
{
    struct unpacking *u = context;
    encounter_release(u->e);
    encounter_copy(u->e, e);
    return false;
}

static void unpack_complain(void *context, const char *sentence)
{
    struct unpacking *u = context;
    err_set(u->err, "%s", sentence);
}

bool exchange_unpack(const char *text, struct encounter *e, struct err *err)
{
    struct unpacking u = {e, err};
    struct exchange_reader reader = {unpack_one, unpack_complain, &u, .draft = true};
    struct exchange_count count;
    encounter_release(e);
    return exchange_read_text("draft", text, strlen(text), &reader, &count, err) && count.bad == 0;
}

static void add_texts(const struct encounter *e, const struct row *row, int from, int to,
                      struct str *out)
{
    for (int f = from; f < to; f++) {
        field_print(e, row, (enum field_id)f, out);
        str_addc(out, '\0');
    }
}

void exchange_texts(const struct encounter *e, struct str *out)
{
    add_texts(e, NULL, 0, FIELD_FIRST_OF_ROW, out);
    for (size_t i = 0; i < e->n_rows; i++)
        add_texts(e, &e->rows[i], FIELD_FIRST_OF_ROW, FIELD_COUNT, out);
}

static void begin_ground(struct exchange_ground *ground, const struct result *r)
{
    struct hash *h = &ground->begun;
    hash_init(h);
    hash_text(h, r->book->edition);
    hash_text(h, book_hash(r->book));
    for (int id = 0; id < SWITCH_COUNT; id++) {
        char word[16];
        hash_text(h, switch_name((enum switch_id)id));
        hash_text(h, switch_value_name((enum switch_id)id, r->policy->value[id], word));
    }
    snprintf(ground->book, sizeof ground->book, "%s", book_hash(r->book));
    memcpy(ground->value, r->policy->value, sizeof ground->value);
}

void exchange_fingerprint_of(struct exchange_ground *ground, const struct str *texts,
                             const struct result *r, char hex[65])
{
    if (ground->begun.length == 0 || strcmp(ground->book, book_hash(r->book)) != 0 ||
        memcmp(ground->value, r->policy->value, sizeof ground->value) != 0)
        begin_ground(ground, r);
    struct hash h = ground->begun;
    hash_add(&h, texts->data, texts->length);
    hash_end(&h, hex);
}

void exchange_fingerprint(const struct result *r, char hex[65])
{
    struct exchange_ground ground = {0};
    struct str texts;
    str_init(&texts, TEXTS_MAX);
    exchange_texts(r->encounter, &texts);
    exchange_fingerprint_of(&ground, &texts, r, hex);
    str_release(&texts);
}
