/* The first words of a quick line: which drug?  The longest run of words that is a name in the drug
 * table; else the beginning of one, else a part of one, as long as only one drug has it. */
#include "quick_inside.h"

#define LONGEST_NAME 128
#define MOST_WORDS 8
#define MOST_NAMED 6 /* drugs that a sentence names */

/* Drugs by the names that fit, each generic once. */
struct fits {
    const struct drug_key *keys[MOST_NAMED + 1]; /* one key of each generic */
    size_t n;
    const struct drug_key *best; /* the name that is written: a generic before others, short */
};

/* The first n words with one blank between; false when they are too long to be a name. */
static bool join(const struct reading *r, size_t n, char name[LONGEST_NAME])
{
    char joined[LONGEST_NAME];
    size_t length = 0;

    for (size_t i = 0; i < n; i++) {
        size_t more = strlen(r->words[i].text);
        if (length + more + 2 > sizeof joined)
            return false;
        if (i > 0)
            joined[length++] = ' ';
        memcpy(joined + length, r->words[i].text, more);
        length += more;
    }
    joined[length] = '\0';
    book_drug_normal(joined, name, LONGEST_NAME);
    return length > 0;
}

/* ---- names that fit ---- */

static bool better_name(const struct drug_key *old, const struct drug_key *now)
{
    if (old->generic != now->generic)
        return now->generic;
    return strlen(now->name) < strlen(old->name);
}

static void collect(const struct book *book, const char *name, bool inside, struct fits *fits)
{
    *fits = (struct fits){.n = 0};
    for (size_t i = 0; i < book->n_drug_keys; i++) {
        const struct drug_key *key = &book->drug_keys[i];
        bool old = false;
        if (inside ? !strstr(key->name, name) : strncmp(key->name, name, strlen(name)) != 0)
            continue;
        if (!fits->best || better_name(fits->best, key))
            fits->best = key;
        for (size_t k = 0; k < fits->n; k++)
            old = old || fits->keys[k]->drug->identity == key->drug->identity;
        if (!old && fits->n <= MOST_NAMED)
            fits->keys[fits->n++] = key;
    }
}

static bool has_name(const struct book *book, const struct drug *drug, const char *name)
{
    for (size_t i = 0; i < book->n_drug_keys; i++)
        if (book->drug_keys[i].drug->identity == drug->identity &&
            strcmp(book->drug_keys[i].name, name) == 0)
            return true;
    return false;
}

/* Several drugs are no choice when one charted name means all of them: three sizes of saline. */
static const struct drug_key *common_name(const struct book *book, const char *name,
                                          const struct fits *fits)
{
    for (size_t i = 0; i < book->n_drug_keys && fits->n <= MOST_NAMED; i++) {
        const struct drug_key *key = &book->drug_keys[i];
        size_t k = 0;
        if (strncmp(key->name, name, strlen(name)) != 0)
            continue;
        while (k < fits->n && has_name(book, fits->keys[k]->drug, key->name))
            k++;
        if (k == fits->n)
            return key;
    }
    return NULL;
}

/* ---- taking and refusing ---- */

static void take(struct reading *r, const struct drug *drug, const char *shown, size_t n)
{
    r->out->drug = drug;
    quick_put(r, FIELD_DRUG, shown, 0, n - 1);
    r->at = n;
}

static void refuse_several(struct reading *r, const struct fits *fits, size_t n)
{
    const char **choices = ARENA_ARRAY(&r->out->arena, const char *, MOST_NAMED);
    size_t named = fits->n < MOST_NAMED ? fits->n : MOST_NAMED;
    char shown[64], said[LONGEST_NAME];
    struct str list;

    str_init(&list, 600);
    for (size_t i = 0; i < named; i++) {
        choices[i] = fits->keys[i]->drug->generic;
        str_addf(&list, "%s%s", i == 0 ? "" : ", ", choices[i]);
    }
    if (fits->n > MOST_NAMED)
        str_add(&list, " and others");
    if (!join(r, n, said))
        said[0] = '\0';
    struct quick_trouble *trouble =
        quick_fault(r, QUICK_AMBIGUOUS, 0, n - 1, "\"%s\" may be %s; write more of the name",
                    text_short(said, shown), list.data);
    trouble->choices = choices;
    trouble->n_choices = named;
    str_release(&list);
    r->at = n;
}

static void refuse_unknown(struct reading *r, size_t n)
{
    char name[LONGEST_NAME], shown[64];
    const char *near = "";

    if (r->context->book && join(r, n, name))
        near = book_drug_near(r->context->book, name);
    text_short(r->words[0].text, shown);
    if (*near)
        quick_fault(r, QUICK_UNKNOWN, 0, n - 1,
                    "\"%s\" is not in the drug table; write %s if that is meant, or put the name "
                    "in quotes to keep it as charted",
                    shown, near);
    else
        quick_fault(r, QUICK_UNKNOWN, 0, n - 1,
                    "\"%s\" is not in the drug table; put the name in quotes to keep it as charted",
                    shown);
    r->at = n;
}

/* ---- the search ---- */

/* As the table spells an exact name; NULL when it has none. */
static const struct drug_key *exact_key(const struct book *book, const char *name)
{
    for (size_t i = 0; i < book->n_drug_keys; i++)
        if (strcmp(book->drug_keys[i].name, name) == 0)
            return &book->drug_keys[i];
    return NULL;
}

static bool take_exact(struct reading *r)
{
    const struct book *book = r->context->book;
    char name[LONGEST_NAME];

    for (size_t n = r->n < MOST_WORDS ? r->n : MOST_WORDS; n > 0; n--) {
        const struct drug_key *key = join(r, n, name) ? exact_key(book, name) : NULL;
        if (!key)
            continue;
        take(r, book_drug(book, name, ROUTE_NONE), key->shown, n);
        return true;
    }
    return false;
}

/* The words up to the first that means something else. */
static size_t drug_words(struct reading *r)
{
    size_t n = 1;

    while (n < r->n && n < MOST_WORDS && !quick_means_something(r, n))
        n++;
    return n;
}

static bool take_part(struct reading *r, size_t n, bool inside)
{
    const struct book *book = r->context->book;
    char name[LONGEST_NAME];
    struct fits fits;

    if (!join(r, n, name) || (inside && strlen(name) < 3))
        return false;
    collect(book, name, inside, &fits);
    const struct drug_key *key = fits.n == 1 ? fits.best
                                 : inside    ? NULL
                                             : common_name(book, name, &fits);
    if (fits.n == 0)
        return false;
    if (key)
        take(r, book_drug(book, key->name, ROUTE_NONE), key->shown, n);
    else
        refuse_several(r, &fits, n);
    return true;
}

/* "..." or drug="...": as charted, in the table or not. */
static bool take_quoted(struct reading *r)
{
    const struct quick_word *word = &r->words[0];
    bool pair = strncmp(word->text, "drug=", 5) == 0 && word->quoted >= 5;

    if (!pair && word->quoted != 0)
        return false;
    const char *name = word->text + (pair ? 5 : 0);
    if (text_empty(name)) {
        quick_fault(r, QUICK_REFUSED, 0, 0, "the drug has no name; write it between the quotes");
        r->at = 1;
        return true;
    }
    take(r, r->context->book ? book_drug(r->context->book, name, ROUTE_NONE) : NULL, name, 1);
    return true;
}

void quick_read_drug(struct reading *r)
{
    if (take_quoted(r))
        return;
    if (!r->context->book) {
        refuse_unknown(r, 1);
        return;
    }
    if (take_exact(r))
        return;
    if (strchr("@#=.-+", r->words[0].text[0]) || quick_time_like(r->words[0].text)) {
        quick_fault(r, QUICK_REFUSED, 0, 0,
                    "\"%s\" is not a drug; begin the line with the drug, or with + for that of the "
                    "row before",
                    r->words[0].text);
        return;
    }
    size_t most = drug_words(r);
    for (size_t n = most; n > 0; n--)
        if (take_part(r, n, false))
            return;
    for (size_t n = most; n > 0; n--)
        if (take_part(r, n, true))
            return;
    refuse_unknown(r, most);
}
