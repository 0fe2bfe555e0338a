/* book.h: a drug's name with more around it than the name, as orders write it: "Zofran 4 mg IV",
 * "1 L NS bolus", "vancomycin 1 g in D5W".  Only amounts and manners may stand before the name, and
 * one of them must follow it.  What is added to it in the same bag must be fluid or an electrolyte:
 * of fluid with a vitamin nobody can say from the name alone which of the two is meant.  Nor of
 * fluid with grams of an electrolyte: ready-made fluids are told in mEq, grams are a drug's dose.
 * Source: readings G2, extended. */
#include "book_charted.h"

#define MOST_WORDS 24
#define LONGEST_NAME 128

struct charted {
    const struct book *book;
    enum route route;
    char text[LONGEST_NAME * 2];
    char *at[MOST_WORDS];
    size_t n;
};

static bool one_of(const char *word, const char *const *list, size_t n)
{
    size_t length = strcspn(word, "/."); /* mL/hr is as good as mL, inj. as good as inj */

    for (size_t i = 0; i < n && length > 0; i++)
        if (strlen(list[i]) == length && memcmp(list[i], word, length) == 0)
            return true;
    return false;
}

/* A number, a number with its unit, or a unit. */
static bool is_amount(const char *word)
{
    static const char *const units[] = {"mg",    "g",    "gm",  "gram",  "grams",  "mcg",
                                        "ml",    "cc",   "l",   "liter", "liters", "litre",
                                        "units", "unit", "meq", "mmol",  "dose",   "doses"};

    return ascii_digit(*word) || (*word == '.' && ascii_digit(word[1])) ||
           one_of(word, units, COUNT_OF(units));
}

static bool is_manner(const char *word)
{
    static const char *const manners[] = {
        "iv",         "ivp",         "ivpb",          "im",
        "sc",         "sq",          "subq",          "subcut",
        "push",       "bolus",       "drip",          "gtt",
        "infusion",   "inj",         "piggyback",     "premix",
        "injection",  "intravenous", "intramuscular", "subcutaneous",
        "continuous", "stat"};

    return one_of(word, manners, COUNT_OF(manners));
}

/* Words that may follow a name and say nothing about which drug it is. */
static bool is_trailer(const char *word)
{
    static const char *const words[] = {
        "in",      "over",          "at",       "@",         "x1",        "prn",
        "once",    "vial",          "syringe",  "bag",       "solution",  "premixed",
        "hcl",     "hydrochloride", "sodium",   "sulfate",   "phosphate", "acetate",
        "citrate", "tartrate",      "mesylate", "succinate", "calcium",   "edisylate"};

    return is_amount(word) || is_manner(word) || one_of(word, words, COUNT_OF(words));
}

static bool joins(const char *word)
{
    return strcmp(word, "with") == 0 || strcmp(word, "and") == 0 || strcmp(word, "plus") == 0;
}

/* "KCl/L", "KCl/liter" and "KCl/1000ml" are KCl; the slash of D5-1/2 is another. */
static void drop_per_liter(char *word)
{
    static const char *const volumes[] = {"l", "liter", "litre", "ml", "bag"};
    char *per = strrchr(word, '/');

    if (per && ascii_alpha(*word) &&
        one_of(per + 1 + strspn(per + 1, "0123456789"), volumes, COUNT_OF(volumes)))
        *per = '\0';
}

/* Lower case; commas are blanks, "w/", "+", "&" and a slash between blanks are the word with. */
static void split(struct charted *w, const char *name)
{
    size_t n = 0;

    for (const char *at = name; *at && n + 8 < sizeof w->text; at++) {
        bool begins = at == name || at[-1] == ' ',
             with = *at == '+' || *at == '&' || (at[0] == 'w' && at[1] == '/' && begins) ||
                    (at[0] == '/' && at[1] == ' ' && begins);
        if (with)
            n += (size_t)snprintf(w->text + n, sizeof w->text - n, " with ");
        else
            w->text[n++] = *at == ',' ? ' ' : *at;
        at += with && *at == 'w';
    }
    w->text[n] = '\0';
    w->n = 0;
    for (char *at = w->text; *at && w->n < MOST_WORDS; at++) {
        at += strspn(at, " ");
        if (!*at)
            break;
        w->at[w->n++] = at;
        at += strcspn(at, " ");
        if (!*at)
            break;
        *at = '\0';
    }
    for (size_t i = 0; i < w->n; i++)
        drop_per_liter(w->at[i]);
}

/* How much of a name the words must be. */
typedef const struct drug *meet_fn(const struct book *book, const char *name, enum route route);

/* The words from..to with one blank between, as one name. */
static const struct drug *named(const struct charted *w, meet_fn *meet, size_t from, size_t to)
{
    char name[LONGEST_NAME];
    size_t n = 0;

    for (size_t i = from; i < to; i++) {
        size_t length = strlen(w->at[i]);
        if (n + length + 2 > sizeof name)
            return NULL;
        if (i > from)
            name[n++] = ' ';
        memcpy(name + n, w->at[i], length);
        n += length;
    }
    name[n] = '\0';
    /* cppcheck-suppress returnDanglingLifetime ; the book's */
    return meet(w->book, name, w->route);
}

static size_t next_joint(const struct charted *w, size_t from, size_t to)
{
    while (from < to && !joins(w->at[from]))
        from++;
    return from;
}

/* The drug of the words first..to, with what may follow its name taken off.  A strength in percent
 * tells drugs of one beginning apart: dextrose 10% is not the dextrose of the table. */
static const struct drug *begun(const struct charted *w, meet_fn *meet, size_t first, size_t to)
{
    for (size_t end = to; end > first; end--) {
        bool whole = end == to || (is_trailer(w->at[end]) &&
                                   (meet == book_drug_exact || !strchr(w->at[end], '%')));
        const struct drug *drug = whole ? named(w, meet, first, end) : NULL;
        if (drug)
            return drug;
    }
    return NULL;
}

/* The drug of the words from..to, where nothing is added to it: its whole name, else the beginning
 * of one ("methylprednisolone 100 mg"), which no amount or manner is. */
static const struct drug *part(const struct charted *w, size_t from, size_t to)
{
    size_t first = from;

    for (; first < to; first++) {
        const struct drug *drug = begun(w, book_drug_exact, first, to);
        if (drug)
            return drug;
        if (!is_amount(w->at[first]) && !is_manner(w->at[first]))
            return begun(w, book_drug_leading, first, to);
    }
    return NULL;
}

/* A dose by weight among the words from..to: "magnesium 2 g", "mag 2000mg". */
static bool weighed(const struct charted *w, size_t from, size_t to)
{
    static const char *const units[] = {"g", "gm", "gram", "grams", "mg"};

    for (size_t i = from; i < to; i++) {
        const char *unit = w->at[i] + strspn(w->at[i], "0123456789.");
        if (one_of(unit, units, COUNT_OF(units)))
            return true;
    }
    return false;
}

const struct drug *book_drug_charted(const struct book *book, const char *normal, enum route route)
{
    struct charted w = {.book = book, .route = route};

    split(&w, normal);
    size_t end = next_joint(&w, 0, w.n);
    const struct drug *drug = part(&w, 0, end);
    while (drug && end < w.n) {
        size_t next = next_joint(&w, end + 1, w.n);
        const struct drug *added = part(&w, end + 1, next);
        bool fluid = added && added->article == FAMILY_HYDRATION;
        if (!fluid && !(added && added->electrolyte && !weighed(&w, end + 1, next)))
            return NULL;
        end = next;
    }
    return drug;
}
