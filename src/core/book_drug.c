/* book.h: the names of the drug table, put in order, and those near to what is typed.  Source:
 * readings G2. */
#include "book.h"

#include "book_index.h"
#include "measure.h"
#include "nearest.h"

#define LONGEST_NAME 128

/* What word processors and web pages put into names, and the letters it stands for. */
static const struct mark {
    const char *typed, *plain;
} marks[] = {{"\xe2\x80\x99", "'"}, {"\xe2\x80\x91", "-"}, {"\xe2\x80\x93", "-"}, /* dashes */
             {"\xc2\xbd", "1/2"},   {"\xc2\xbc", "1/4"},   {"\xc2\xae", ""},
             {"\xe2\x84\xa2", ""}, /* registered, trade mark */
             {"\xc2\xa0", " "}};

/* The mark that the name begins with, or NULL. */
static const struct mark *mark_at(const char *name)
{
    for (size_t i = 0; (unsigned char)*name >= 0x80 && i < COUNT_OF(marks); i++)
        if (strncmp(name, marks[i].typed, strlen(marks[i].typed)) == 0)
            return &marks[i];
    return NULL;
}

/* One letter more, small; of several blanks and of those before the name none. */
static size_t add_letter(char *out, size_t n, size_t size, char letter)
{
    bool blank = ascii_space(letter);
    if (n + 1 >= size || (blank && (n == 0 || out[n - 1] == ' ')))
        return n;
    out[n] = blank ? ' ' : ascii_lower(letter);
    return n + 1;
}

void book_drug_normal(const char *name, char *out, size_t size)
{
    size_t n = 0;
    while (*name) {
        const struct mark *mark = mark_at(name);
        for (const char *plain = mark ? mark->plain : ""; *plain; plain++)
            n = add_letter(out, n, size, *plain);
        if (!mark)
            n = add_letter(out, n, size, *name);
        name += mark ? strlen(mark->typed) : 1;
    }
    while (n > 0 && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
}

/* ---- the index ---- */

static int key_order(const void *pa, const void *pb)
{
    const struct drug_key *a = pa, *b = pb;
    int order = strcmp(a->name, b->name);
    if (order != 0)
        return order;
    return a->drug != b->drug ? (a->drug < b->drug ? -1 : 1) : 0;
}

static struct drug_key *add_key(struct book *book, struct arena *arena, size_t *cap,
                                const struct drug *drug, const char *shown)
{
    char name[LONGEST_NAME];
    book_drug_normal(shown, name, sizeof name);
    struct drug_key *key = ARENA_PUSH(arena, book->drug_keys, book->n_drug_keys, *cap);
    *key = (struct drug_key){.name = arena_text(arena, name), .shown = shown, .drug = drug};
    return key;
}

static void add_list(struct book *book, struct arena *arena, size_t *cap, const struct drug *drug,
                     const char *list, bool brand)
{
    while (*list) {
        size_t length = strcspn(list, ",");
        const char *from = list + strspn(list, " ");
        const char *to = list + length;
        while (to > from && ascii_space(to[-1]))
            to--;
        if (to > from)
            add_key(book, arena, cap, drug, arena_textn(arena, from, (size_t)(to - from)))->brand =
                brand;
        list += length + (list[length] == ',');
    }
}

static int generic_order(const void *pa, const void *pb)
{
    const struct drug *a = *(struct drug *const *)pa, *b = *(struct drug *const *)pb;
    int order = ascii_casecmp(a->generic, b->generic);
    return order != 0 ? order : (a > b) - (a < b);
}

/* Rows of one generic share the number of the first of them. */
static void number_drugs(struct book *book, struct drug **list)
{
    sort_items(list, book->n_drugs, sizeof *list, generic_order);
    for (size_t i = 0; i < book->n_drugs; i++) {
        bool same = i > 0 && ascii_casecmp(list[i - 1]->generic, list[i]->generic) == 0;
        list[i]->identity = same ? list[i - 1]->identity : (int)(list[i] - book->drugs);
    }
}

static int hcpcs_order(const void *pa, const void *pb)
{
    return strcmp((*(struct drug *const *)pa)->hcpcs, (*(struct drug *const *)pb)->hcpcs);
}

static void place_drugs(struct book *book, struct drug **list)
{
    int place = 0;
    sort_items(list, book->n_drugs, sizeof *list, hcpcs_order);
    for (size_t i = 0; i < book->n_drugs; i++) {
        bool same = i > 0 && strcmp(list[i - 1]->hcpcs, list[i]->hcpcs) == 0;
        place += !same;
        list[i]->place = text_empty(list[i]->hcpcs) ? 0 : place;
    }
}

static void drop_doubles(struct book *book)
{
    size_t n = 0;
    for (size_t i = 0; i < book->n_drug_keys; i++) {
        struct drug_key *key = &book->drug_keys[i];
        struct drug_key *before = n > 0 ? &book->drug_keys[n - 1] : NULL;
        if (before && before->drug == key->drug && strcmp(before->name, key->name) == 0) {
            before->generic = before->generic || key->generic;
            before->hcpcs = before->hcpcs || key->hcpcs;
            before->brand = before->brand || key->brand;
            continue;
        }
        book->drug_keys[n++] = *key;
    }
    book->n_drug_keys = n;
}

void book_index_drugs(struct book *book, struct arena *arena)
{
    size_t cap = 0;
    struct drug **list = ARENA_ARRAY(arena, struct drug *, book->n_drugs + 1);
    for (size_t i = 0; i < book->n_drugs; i++) {
        list[i] = &book->drugs[i];
        list[i]->measure = measure_find(list[i]->unit);
    }
    number_drugs(book, list);
    place_drugs(book, list);
    book->drug_keys = NULL;
    book->n_drug_keys = 0;
    for (size_t i = 0; i < book->n_drugs; i++) {
        const struct drug *drug = &book->drugs[i];
        add_key(book, arena, &cap, drug, drug->generic)->generic = true;
        if (*drug->hcpcs)
            add_key(book, arena, &cap, drug, drug->hcpcs)->hcpcs = true;
        add_list(book, arena, &cap, drug, drug->brands, true);
        add_list(book, arena, &cap, drug, drug->aliases, false);
    }
    if (book->n_drug_keys > 1)
        sort_items(book->drug_keys, book->n_drug_keys, sizeof *book->drug_keys, key_order);
    drop_doubles(book);
    book_index_names(book, arena);
}

size_t book_keys_from(const struct book *book, const char *text)
{
    size_t low = 0, high = book->n_drug_keys;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(book->drug_keys[middle].name, text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- completion and near spelling ---- */

struct search {
    const struct drug **out;
    size_t n, max;
};

static void offer(struct search *s, const struct drug *drug)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->out[i]->identity == drug->identity)
            return;
    if (s->n < s->max)
        s->out[s->n++] = drug;
}

/* How many slips a text of this length may have and still be meant. */
static size_t slips(size_t length)
{
    return length < 4 ? 0 : length < 7 ? 1 : length < 12 ? 2 : 3;
}

/* The beginning of a name, as far as was typed, compared with what was typed. */
static bool begins_closely(const char *name, const char *text, size_t length)
{
    char start[LONGEST_NAME];
    snprintf(start, sizeof start, "%.*s", (int)length, name);
    return text_distance(text, start) <= slips(length);
}

size_t book_drug_search(const struct book *book, const char *text, const struct drug **out,
                        size_t max)
{
    struct search s = {out, 0, max};
    char name[LONGEST_NAME];
    book_drug_normal(text, name, sizeof name);
    size_t length = strlen(name);
    for (size_t i = book_keys_from(book, name); i < book->n_drug_keys; i++) {
        if (strncmp(book->drug_keys[i].name, name, length) != 0)
            break;
        offer(&s, book->drug_keys[i].drug);
    }
    for (size_t i = 0; i < book->n_drug_keys && s.n < max; i++)
        if (strstr(book->drug_keys[i].name, name))
            offer(&s, book->drug_keys[i].drug);
    for (size_t i = 0; i < book->n_drug_keys && s.n < max; i++)
        if (slips(length) > 0 && begins_closely(book->drug_keys[i].name, name, length))
            offer(&s, book->drug_keys[i].drug);
    return s.n;
}

/* "zofron 4 mg": the slip is in the name, not in the amount behind it. */
static void drop_amount(char *name)
{
    for (char *at = name; *at; at++)
        if (*at == ' ' && ascii_digit(at[1])) {
            *at = '\0';
            return;
        }
}

const char *book_drug_near(const struct book *book, const char *charted)
{
    char name[LONGEST_NAME];
    const char *best = "";
    book_drug_normal(charted, name, sizeof name);
    drop_amount(name);
    size_t least = slips(strlen(name)) + 1;
    for (size_t i = 0; i < book->n_drug_keys; i++) {
        const struct drug_key *key = &book->drug_keys[i];
        size_t distance = key->hcpcs ? least : text_distance(name, key->name);
        if (distance < least) {
            least = distance;
            best = key->shown;
        }
    }
    return best;
}
