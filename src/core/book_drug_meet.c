/* book.h: which drug of the table a charted name means.  Source: readings G2, extended. */
#include "book_charted.h"
#include "book_index.h"

#define LONGEST_NAME 128

/* Of two that match, the one whose routes have the row's route, else the earlier in the table. */
static const struct drug *better(const struct drug *old, const struct drug *now, enum route route)
{
    if (!old)
        return now;
    bool old_fits = old->routes >> route & 1U, now_fits = now->routes >> route & 1U;
    if (old_fits != now_fits)
        return now_fits ? now : old;
    return now < old ? now : old;
}

const struct drug *book_drug_exact(const struct book *book, const char *name, enum route route)
{
    const struct drug *found = NULL;
    size_t first = book_names_find(book, name);
    size_t n = first < book->n_drug_keys ? book->drug_keys[first].n_same : 0;
    for (size_t i = first; i < first + n; i++)
        found = better(found, book->drug_keys[i].drug, route);
    return found;
}

static const struct drug *match_leading(const struct book *book, const char *name, enum route route)
{
    const struct drug *found = NULL;
    size_t length = strlen(name);
    for (size_t i = book_keys_from(book, name); length > 0 && i < book->n_drug_keys; i++) {
        const struct drug_key *key = &book->drug_keys[i];
        if (strncmp(key->name, name, length) != 0)
            break;
        if (!key->generic || key->name[length] != ' ')
            continue;
        if (found && (found->cms == FAMILY_CHEMO) != (key->drug->cms == FAMILY_CHEMO))
            return NULL; /* of "interferon" nobody can say whether it is chemo */
        found = better(found, key->drug, route);
    }
    return found;
}

/* The first word or words of a brand ("Gamunex", "Somatuline"), where all brands that begin so are
 * one drug: of "Depo" nobody can say which. */
static const struct drug *match_brand(const struct book *book, const char *name, enum route route)
{
    const struct drug *found = NULL;
    size_t length = strlen(name);
    for (size_t i = book_keys_from(book, name); length > 2 && i < book->n_drug_keys; i++) {
        const struct drug_key *key = &book->drug_keys[i];
        if (strncmp(key->name, name, length) != 0)
            break;
        if (!key->brand || (key->name[length] != ' ' && key->name[length] != '-'))
            continue;
        if (found && found->identity != key->drug->identity)
            return NULL;
        found = better(found, key->drug, route);
    }
    return found;
}

const struct drug *book_drug_leading(const struct book *book, const char *name, enum route route)
{
    const struct drug *drug = match_leading(book, name, route);
    return drug ? drug : match_brand(book, name, route);
}

/* "outside (inside)" or "outside [inside]": both parts, normal; false without brackets. */
static bool split_brackets(const char *name, char outside[LONGEST_NAME], char inside[LONGEST_NAME])
{
    const char *open = strpbrk(name, "([");
    const char *close = open ? strchr(open, *open == '(' ? ')' : ']') : NULL;
    char joined[LONGEST_NAME];
    if (!close)
        return false;
    snprintf(joined, sizeof joined, "%.*s %s", (int)(open - name), name, close + 1);
    book_drug_normal(joined, outside, LONGEST_NAME);
    snprintf(joined, sizeof joined, "%.*s", (int)(close - open - 1), open + 1);
    book_drug_normal(joined, inside, LONGEST_NAME);
    return true;
}

static bool first_word_same(const char *a, const char *b)
{
    size_t n = strcspn(a, " -/("), same = 0;
    while (same < n && ascii_lower(a[same]) == ascii_lower(b[same]))
        same++;
    return n > 0 && same == n && n == strcspn(b, " -/(");
}

static bool is_product(const struct book *book, const char *name)
{
    size_t key = book_names_find(book, name);
    return key < book->n_drug_keys && (book->drug_keys[key].brand || book->drug_keys[key].hcpcs);
}

/* Of both parts of "rituximab (Truxima)" the brand says what was in the vial, where it is a brand
 * of what the other part says; else the part outside. */
static const struct drug *exact_of_two(const struct book *book, const char *outside,
                                       const char *inside, enum route route)
{
    const struct drug *out = book_drug_exact(book, outside, route);
    const struct drug *in = book_drug_exact(book, inside, route);
    if (!out || !in || out == in || !first_word_same(out->generic, in->generic))
        return out ? out : in;
    return is_product(book, inside) ? in : out;
}

/* "infliximab - Inflectra", "Inflectra/infliximab": a drug and its brand, or NULL. */
static const struct drug *exact_pair(const struct book *book, const char *name, enum route route)
{
    char first[LONGEST_NAME], second[LONGEST_NAME];
    const char *dash = strstr(name, " - "), *mark = dash ? dash + 1 : strchr(name, '/');
    if (!mark)
        return NULL;
    snprintf(first, sizeof first, "%.*s", (int)(mark - name - (dash != NULL)), name);
    snprintf(second, sizeof second, "%s", mark + 1 + (dash != NULL));
    const struct drug *a = book_drug_exact(book, first, route);
    const struct drug *b = book_drug_exact(book, second, route);
    if (!a || !b || !first_word_same(a->generic, b->generic))
        return NULL;
    return exact_of_two(book, first, second, route);
}

const struct drug *book_drug_named(const struct book *book, const char *charted, enum route route)
{
    char name[LONGEST_NAME], outside[LONGEST_NAME], inside[LONGEST_NAME];
    book_drug_normal(charted, name, sizeof name);
    if (!*name)
        return NULL;
    bool brackets = split_brackets(name, outside, inside);
    const struct drug *drug = book_drug_exact(book, name, route);
    if (!drug && brackets)
        drug = exact_of_two(book, outside, inside, route);
    if (!drug && !brackets)
        drug = exact_pair(book, name, route);
    if (!drug)
        drug = match_leading(book, name, route);
    if (!drug && brackets)
        drug = match_leading(book, outside, route);
    if (!drug && brackets)
        drug = match_leading(book, inside, route);
    return drug;
}

static bool by_route(const struct drug *drug, enum route route)
{
    return route == ROUTE_NONE || drug->routes == 0 || (drug->routes >> route & 1U);
}

/* A drug charted by its generic name, on a route that its row does not have: the one form of it
 * that goes this way (octreotide into a muscle is the depot), or the drug itself. */
static const struct drug *on_route(const struct book *book, const struct drug *drug,
                                   const char *charted, enum route route)
{
    char name[LONGEST_NAME];
    const struct drug *found = NULL;
    book_drug_normal(charted, name, sizeof name);
    if (is_product(book, name))
        return drug;
    book_drug_normal(drug->generic, name, sizeof name);
    size_t length = strlen(name);
    for (size_t i = book_keys_from(book, name); i < book->n_drug_keys; i++) {
        const struct drug_key *key = &book->drug_keys[i];
        if (strncmp(key->name, name, length) != 0)
            break;
        bool form = key->name[length] == ' ' || key->name[length] == '/';
        if (!key->generic || !form || strchr(key->name + length + 1, '/') ||
            !(key->drug->routes >> route & 1U))
            continue;
        if (found && found->identity != key->drug->identity)
            return drug;
        found = found ? found : key->drug;
    }
    return found ? found : drug;
}

static const struct drug *meet(const struct book *book, const char *charted, enum route route)
{
    char name[LONGEST_NAME], outside[LONGEST_NAME], inside[LONGEST_NAME];
    const struct drug *drug =
        book_drug_exact(book, charted, route); /* most names are as the table has them */
    if (!drug)
        drug = book_drug_named(book, charted, route);
    if (drug)
        return drug;
    book_drug_normal(charted, name, sizeof name);
    drug = match_brand(book, name, route);
    if (!drug)
        drug = book_drug_charted(book, name, route);
    if (drug || !split_brackets(name, outside, inside))
        return drug;
    drug = book_drug_charted(book, outside, route);
    return drug ? drug : book_drug_charted(book, inside, route);
}

const struct drug *book_drug(const struct book *book, const char *charted, enum route route)
{
    const struct drug *drug = meet(book, charted, route);
    return !drug || by_route(drug, route) ? drug : on_route(book, drug, charted, route);
}
