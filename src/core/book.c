#include "book.h"

#include "book_index.h"
#include "hash.h"

/* ---- words ---- */

static const char *const group_words[] = {"", "hydration", "therapeutic", "chemo", "hormonal"};
static const char *const severity_words[] = {"error", "warning", "note"};
static const char *const family_words[] = {"",         "hydration",     "therapeutic",   "chemo",
                                           "hormonal", "not_in_family", "not_reportable"};
static const char *const container_words[] = {"", "single", "multi", "mixed"};
static const char *const kind_words[] = {
#define X(name, text) text,
    KINDS(X)
#undef X
};
static const char *const role_words[] = {
#define X(name, text) text,
    ROLES(X)
#undef X
};
static const struct {
    const char *name, *question;
} steps[] = {
#define X(name, text, question) {text, question},
    STEPS(X)
#undef X
};

_Static_assert(COUNT_OF(group_words) == GROUP_COUNT, "a word for every group");
_Static_assert(COUNT_OF(family_words) == FAMILY_COUNT, "a word for every family");
_Static_assert(COUNT_OF(container_words) == CONTAINER_MIXED + 1, "a word for every container");
_Static_assert(COUNT_OF(severity_words) == SEVERITY_NOTE + 1, "a word for every severity");

/* Index of a word that is not empty; -1 when there is none. */
static int find_word(const char *const *words, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (*words[i] && ascii_casecmp(words[i], name) == 0)
            return (int)i;
    return -1;
}

#define NAME_OF(words, value) ((size_t)(value) < COUNT_OF(words) ? (words)[value] : "")

const char *group_name(enum group group)
{
    return NAME_OF(group_words, group);
}

bool group_find(const char *name, enum group *group)
{
    int i = find_word(group_words, COUNT_OF(group_words), name);
    if (i >= 0)
        *group = (enum group)i;
    return i >= 0;
}

const char *kind_name(enum kind kind)
{
    return NAME_OF(kind_words, kind);
}

bool kind_find(const char *name, enum kind *kind)
{
    int i = find_word(kind_words, COUNT_OF(kind_words), name);
    if (i >= 0)
        *kind = (enum kind)i;
    return i >= 0;
}

const char *group_phrase(enum group group)
{
    static const char *const phrases[GROUP_COUNT] = {
        [GROUP_NONE] = "a drug of any class",
        [GROUP_HYDRATION] = "plain fluid",
        [GROUP_THERAPEUTIC] = "a therapeutic drug",
        [GROUP_CHEMO] = "a chemo or complex drug",
        [GROUP_HORMONAL] = "a hormone against cancer",
    };
    return NAME_OF(phrases, group);
}

const char *kind_phrase(enum kind kind)
{
    static const char *const phrases[KIND_COUNT] = {
        [KIND_NONE] = "nothing that is coded",
        [KIND_PUSH] = "a push into a vein",
        [KIND_INFUSION] = "an infusion into a vein",
        [KIND_HYDRATION] = "fluid into a vein",
        [KIND_PUMP] = "a long pump run into a vein",
        [KIND_INJECTION] = "an injection under the skin or into a muscle",
        [KIND_SC_INFUSION] = "an infusion under the skin",
        [KIND_SETUP] = "one more pump set-up under the skin",
        [KIND_ONBODY] = "an on-body injector",
        [KIND_REFILL] = "the refill of a pump or reservoir",
        [KIND_IA_PUSH] = "a push into an artery",
        [KIND_IA_INFUSION] = "an infusion into an artery",
        [KIND_IA_PUMP] = "a long pump run into an artery",
        [KIND_CAVITY] = "a drug put into the spine, the belly or the chest",
        [KIND_LESIONS] = "injections into skin lesions",
        [KIND_FLUSH] = "the flush of an implanted device and nothing else",
    };
    return NAME_OF(phrases, kind);
}

const char *role_name(enum role role)
{
    return NAME_OF(role_words, role);
}

bool role_find(const char *name, enum role *role)
{
    int i = find_word(role_words, COUNT_OF(role_words), name);
    if (i >= 0)
        *role = (enum role)i;
    return i >= 0;
}

const char *severity_name(enum severity severity)
{
    return NAME_OF(severity_words, severity);
}

bool severity_find(const char *name, enum severity *severity)
{
    int i = find_word(severity_words, COUNT_OF(severity_words), name);
    if (i >= 0)
        *severity = (enum severity)i;
    return i >= 0;
}

const char *family_name(enum family family)
{
    return NAME_OF(family_words, family);
}

bool family_find(const char *name, enum family *family)
{
    int i = find_word(family_words, COUNT_OF(family_words), name);
    if (i >= 0)
        *family = (enum family)i;
    return i >= 0;
}

const char *container_name(enum container container)
{
    return NAME_OF(container_words, container);
}

bool container_find(const char *name, enum container *container)
{
    int i = find_word(container_words, COUNT_OF(container_words), name);
    if (i >= 0)
        *container = (enum container)i;
    return i >= 0;
}

const char *step_name(enum step_id step)
{
    return (size_t)step < COUNT_OF(steps) ? steps[step].name : "";
}

const char *step_question(enum step_id step)
{
    return (size_t)step < COUNT_OF(steps) ? steps[step].question : "";
}

bool step_find(const char *name, enum step_id *step)
{
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        if (ascii_casecmp(name, steps[i].name) == 0) {
            *step = (enum step_id)i;
            return true;
        }
    return false;
}

/* ---- lookups ---- */

const char *book_hash(const struct book *book)
{
    return hash_asked(book->hash);
}

const struct code *book_code(const struct book *book, const char *id)
{
    for (size_t i = 0; i < book->n_codes; i++)
        if (ascii_casecmp(book->codes[i].id, id) == 0)
            return &book->codes[i];
    return NULL;
}

const struct finding_def *book_finding(const struct book *book, const char *id)
{
    for (size_t i = 0; i < book->n_scope_findings; i++)
        if (ascii_casecmp(book->scope_findings[i].id, id) == 0)
            return &book->scope_findings[i];
    for (size_t i = 0; i < FINDING_COUNT; i++)
        if (book->findings[i].id && ascii_casecmp(book->findings[i].id, id) == 0)
            return &book->findings[i];
    return NULL;
}

static bool payer_fits(const char *wanted, const char *payer)
{
    return !*wanted || ascii_casecmp(wanted, payer) == 0;
}

const struct service_row *book_service(const struct book *book, enum kind kind, enum group group,
                                       enum role role, enum route route, enum device device,
                                       unsigned flags, const char *payer)
{
    for (size_t i = book->index->services[kind][role][group]; i < book->n_services; i++) {
        const struct service_row *s = &book->services[i];
        if (s->kind == kind && s->role == role && (!s->group || s->group == group) &&
            (!s->route || s->route == route) && (!s->devices || s->devices >> device & 1U) &&
            (!s->flag || (s->flag & flags)) && payer_fits(s->payer, payer))
            return s;
    }
    return NULL;
}

static bool length_fits(const struct kind_row *k, int minutes)
{
    if (k->length != 0 && (k->length > 0) != (minutes >= 0))
        return false;
    if (k->min >= 0 && minutes < k->min)
        return false;
    return k->max < 0 || (minutes >= 0 && minutes <= k->max);
}

const struct kind_row *book_kind(const struct book *book, enum group group, enum route route,
                                 enum method method, int minutes, enum setting setting,
                                 const char *payer)
{
    for (size_t i = book->index->kinds[group][route][method][setting]; i < book->n_kinds; i++) {
        const struct kind_row *k = &book->kinds[i];
        if ((!k->group || k->group == group) && (!k->route || k->route == route) &&
            (!k->methods || k->methods >> method & 1U) && (!k->setting || k->setting == setting) &&
            length_fits(k, minutes) && payer_fits(k->payer, payer))
            return k;
    }
    return NULL;
}

int book_rank(const struct book *book, enum kind kind, enum group group)
{
    return book->index->ranks[kind][group];
}

/* pairs are sorted by setting, column 1, column 2. */
const struct pair *book_pair(const struct book *book, enum setting setting, const char *column1,
                             const char *column2)
{
    size_t low = 0, high = book->n_pairs;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct pair *p = &book->pairs[middle];
        int order = (p->setting > setting) - (p->setting < setting);
        if (order == 0)
            order = strcmp(p->column1, column1);
        if (order == 0)
            order = strcmp(p->column2, column2);
        if (order == 0)
            return p;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct mue *book_mue(const struct book *book, enum setting setting, const char *code)
{
    for (size_t i = 0; i < book->n_mues; i++)
        if (book->mues[i].setting == setting && strcmp(book->mues[i].code, code) == 0)
            return &book->mues[i];
    return NULL;
}

const struct em_row *book_em(const struct book *book, const char *code)
{
    const struct em_row *other = NULL;
    for (size_t i = 0; i < book->n_ems; i++) {
        if (ascii_casecmp(book->ems[i].code, code) == 0)
            return &book->ems[i];
        if (strcmp(book->ems[i].code, "*") == 0)
            other = &book->ems[i];
    }
    return other;
}
