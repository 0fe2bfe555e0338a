/* The words of the quick line that stand for one or two values, and the usual names of lines. */
#include "quick_inside.h"

#include "nearest.h"

struct meaning {
    const char *word;
    enum field_id field;
    const char *value;
    enum field_id also; /* FIELD_COUNT: nothing else */
    const char *also_value;
};
#define ONE(word, field, value)                                                                    \
    {                                                                                              \
        word, FIELD_##field, value, FIELD_COUNT, NULL                                              \
    }
#define TWO(word, field, value, also, other)                                                       \
    {                                                                                              \
        word, FIELD_##field, value, FIELD_##also, other                                            \
    }

/* Words of four letters and more may be cut to three where that leaves one meaning.  The first word
 * of a value is the one that is printed. */
static const struct meaning meanings[] = {
    ONE("p", METHOD, "push"),
    ONE("push", METHOD, "push"),
    ONE("i", METHOD, "infusion"),
    ONE("infusion", METHOD, "infusion"),
    ONE("drip", METHOD, "infusion"),
    ONE("inj", METHOD, "injection"),
    ONE("injection", METHOD, "injection"),
    ONE("pump", METHOD, "pump"),
    ONE("onbody", METHOD, "onbody"),
    ONE("setup", METHOD, "setup"),
    ONE("refill", METHOD, "refill"),
    ONE("flush", METHOD, "flush"),
    TWO("ivp", ROUTE, "IV", METHOD, "push"),
    TWO("ivpb", ROUTE, "IV", METHOD, "infusion"),
    ONE("iv", ROUTE, "IV"),
    ONE("sc", ROUTE, "SC"),
    ONE("sq", ROUTE, "SC"),
    ONE("subq", ROUTE, "SC"),
    ONE("subcut", ROUTE, "SC"),
    ONE("im", ROUTE, "IM"),
    ONE("ia", ROUTE, "IA"),
    ONE("it", ROUTE, "IT"),
    ONE("intrathecal", ROUTE, "IT"),
    ONE("ip", ROUTE, "IP"),
    ONE("ipl", ROUTE, "IPL"),
    ONE("il", ROUTE, "IL"),
    ONE("po", ROUTE, "PO"),
    ONE("top", ROUTE, "TOP"),
    ONE("ves", ROUTE, "VES"),
    ONE("intravesical", ROUTE, "VES"),
    ONE("t", CLASS, "therapeutic"),
    ONE("therapeutic", CLASS, "therapeutic"),
    ONE("h", CLASS, "hydration"),
    ONE("hydration", CLASS, "hydration"),
    ONE("c", CLASS, "chemo"),
    ONE("chemo", CLASS, "chemo"),
    ONE("cx", CLASS, "complex"),
    ONE("complex", CLASS, "complex"),
    ONE("horm", CLASS, "hormonal"),
    ONE("hormonal", CLASS, "hormonal"),
    ONE("blood", CLASS, "blood"),
    ONE("contrast", CLASS, "contrast"),
    ONE("vaccine", CLASS, "vaccine"),
    ONE("other", CLASS, "other"),
    ONE("dil", FLAGS, "diluent"),
    ONE("diluent", FLAGS, "diluent"),
    ONE("kvo", FLAGS, "kvo"),
    ONE("tko", FLAGS, "kvo"),
    ONE("integral", FLAGS, "integral"),
    ONE("disc", FLAGS, "discontinued"),
    ONE("discontinued", FLAGS, "discontinued"),
    ONE("react", FLAGS, "reaction"),
    ONE("reaction", FLAGS, "reaction"),
    ONE("notgiven", FLAGS, "notgiven"),
    ONE("prehosp", FLAGS, "prehospital"),
    ONE("prehospital", FLAGS, "prehospital"),
    ONE("interrupted", FLAGS, "interrupted"),
    ONE("ownreason", FLAGS, "ownreason"),
    ONE("labelfluid", FLAGS, "labelfluid"),
    ONE("clinicpump", FLAGS, "clinicpump"),
    ONE("noorder", ORDER, "n"),
    ONE("ordered", ORDER, "y"),
    ONE("unsigned", SIGNED, "n"),
    ONE("signed", SIGNED, "y"),
    ONE("primary", PRIMARY, "y"),
    ONE("multi", VIALS, "multi"),
    ONE("peripheral", DEVICE, "peripheral"),
    ONE("portable_pump", DEVICE, "portable_pump"),
    ONE("implanted_pump", DEVICE, "implanted_pump"),
    ONE("reservoir", DEVICE, "reservoir"),
};

/* Usual names of lines, as they are then written, and the device that the name says. */
static const struct usual {
    const char *word, *label, *device;
} usual_lines[] = {
    {"piv", "PIV", NULL},     {"l-piv", "L-PIV", NULL}, {"lpiv", "L-PIV", NULL},
    {"r-piv", "R-PIV", NULL}, {"rpiv", "R-PIV", NULL},  {"midline", "midline", NULL},
    {"picc", "PICC", "picc"}, {"cvc", "CVC", "cvc"},    {"port", "port", "port"},
};

static const struct {
    const char *word, *unit;
} units[] = {
    {"g", "g"},
    {"gm", "g"},
    {"gram", "g"},
    {"grams", "g"},
    {"mg", "mg"},
    {"mcg", "mcg"},
    {"ug", "mcg"},
    {"\xC2\xB5g", "mcg"},
    {"\xCE\xBCg", "mcg"},
    {"ng", "ng"},
    {"ml", "mL"},
    {"cc", "mL"},
    {"l", "L"},
    {"liter", "L"},
    {"liters", "L"},
    {"u", "units"},
    {"unit", "units"},
    {"units", "units"},
    {"iu", "units"},
    {"mu", "MU"},
    {"meq", "mEq"},
    {"mmol", "mmol"},
    {"vial", "vial"},
    {"vials", "vial"},
    {"lesion", "lesions"},
    {"lesions", "lesions"},
};

const char *quick_unit(const char *text)
{
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (ascii_casecmp(units[i].word, text) == 0)
            return units[i].unit;
    return NULL;
}

bool quick_is_unit(const char *text)
{
    return quick_unit(text) != NULL;
}

const char *quick_usual(enum field_id field, size_t i)
{
    if (field == FIELD_LINE)
        return i < COUNT_OF(usual_lines) ? usual_lines[i].label : NULL;
    return field == FIELD_UNIT && i < COUNT_OF(units) ? units[i].unit : NULL;
}

const char *quick_short(enum field_id field, const char *value)
{
    for (size_t i = 0; i < COUNT_OF(meanings); i++)
        if (meanings[i].field == field && meanings[i].also == FIELD_COUNT &&
            ascii_casecmp(meanings[i].value, value) == 0)
            return meanings[i].word;
    return NULL;
}

/* ---- whole words ---- */

static const struct meaning *find_meaning(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(meanings); i++)
        if (ascii_casecmp(meanings[i].word, word) == 0)
            return &meanings[i];
    return NULL;
}

bool quick_plain(const struct reading *r)
{
    return r->words[r->at].quoted == SIZE_MAX;
}

/* The line of the encounter with that label, as it is written there; NULL: none. */
static const char *known_label(const struct quick_context *context, const char *word)
{
    const struct encounter *e = context->encounter;

    for (size_t i = 0; *word && i < e->n_rows; i++)
        if (e->rows[i].line && ascii_casecmp(e->rows[i].line, word) == 0)
            return e->rows[i].line;
    return NULL;
}

static void take_meaning(struct reading *r, const struct meaning *meaning)
{
    quick_put(r, meaning->field, meaning->value, r->at, r->at);
    if (meaning->also != FIELD_COUNT)
        quick_put(r, meaning->also, meaning->also_value, r->at, r->at);
    r->at++;
}

static void name_meaning(const struct meaning *meaning, struct str *out)
{
    str_addf(out, "%s %s", field_get_spec(meaning->field)->name, meaning->value);
}

bool quick_read_vocabulary(struct reading *r)
{
    const char *word = r->words[r->at].text;
    const struct meaning *meaning = quick_plain(r) ? find_meaning(word) : NULL;

    if (!meaning)
        return false;
    const char *label = known_label(r->context, word);
    if (!label) {
        take_meaning(r, meaning);
        return true;
    }
    struct quick_trouble *trouble = quick_fault(
        r, QUICK_AMBIGUOUS, r->at, r->at, "\"%s\" may be the line %s or %s %s; write @%s or %s=%s",
        word, label, field_get_spec(meaning->field)->name, meaning->value, label,
        field_get_spec(meaning->field)->name, meaning->value);
    const char **choices = ARENA_ARRAY(&r->out->arena, const char *, 2);
    choices[0] = arena_format(&r->out->arena, "@%s", label);
    choices[1] =
        arena_format(&r->out->arena, "%s=%s", field_get_spec(meaning->field)->name, meaning->value);
    trouble->choices = choices;
    trouble->n_choices = 2;
    r->at++;
    return true;
}

/* ---- lines ---- */

static const struct usual *find_usual(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(usual_lines); i++)
        if (ascii_casecmp(usual_lines[i].word, word) == 0)
            return &usual_lines[i];
    return NULL;
}

bool quick_read_label(struct reading *r)
{
    const char *word = r->words[r->at].text;
    const char *label = quick_plain(r) ? known_label(r->context, word) : NULL;
    const struct usual *usual = quick_plain(r) ? find_usual(word) : NULL;

    if (!label && usual)
        label = known_label(r->context, usual->label);
    if (label) {
        quick_put(r, FIELD_LINE, label, r->at, r->at);
    } else if (usual) {
        quick_put(r, FIELD_LINE, usual->label, r->at, r->at);
        if (usual->device)
            quick_put(r, FIELD_DEVICE, usual->device, r->at, r->at);
    } else {
        return false;
    }
    r->at++;
    return true;
}

bool quick_bare_line(const struct quick_context *context, const char *label, const struct row *but)
{
    const struct encounter *e = context->encounter;
    const char *known = NULL;
    const struct usual *usual = find_usual(label);

    for (size_t i = 0; i < e->n_rows && !known; i++)
        if (&e->rows[i] != but && ascii_casecmp(e->rows[i].line, label) == 0)
            known = e->rows[i].line;
    if (find_meaning(label))
        return false;
    return known ? strcmp(known, label) == 0
                 : usual && !usual->device && strcmp(usual->label, label) == 0;
}

const char *quick_line_word(const char *label, const char *device)
{
    for (size_t i = 0; i < COUNT_OF(usual_lines); i++)
        if (usual_lines[i].device && strcmp(usual_lines[i].label, label) == 0 &&
            strcmp(usual_lines[i].device, device) == 0)
            return usual_lines[i].word;
    return NULL;
}

/* ---- words cut short, and words nearly right ---- */

static bool begins(const char *word, const char *with)
{
    while (*with && ascii_lower(*word) == ascii_lower(*with)) {
        word++;
        with++;
    }
    return *with == '\0';
}

static bool same_meaning(const struct meaning *a, const struct meaning *b)
{
    return a->field == b->field && strcmp(a->value, b->value) == 0;
}

/* The different meanings of words that begin so. */
static size_t cut_meanings(const char *word, const struct meaning *found[], size_t max)
{
    size_t n = 0;

    for (size_t i = 0; i < COUNT_OF(meanings) && n < max; i++) {
        bool old = false;
        if (strlen(meanings[i].word) < 4 || !begins(meanings[i].word, word))
            continue;
        for (size_t k = 0; k < n; k++)
            old = old || same_meaning(found[k], &meanings[i]);
        if (!old)
            found[n++] = &meanings[i];
    }
    return n;
}

static void refuse_cut(struct reading *r, const struct meaning *const *found, size_t n)
{
    const char **choices = ARENA_ARRAY(&r->out->arena, const char *, n);
    struct str list;

    str_init(&list, 400);
    for (size_t i = 0; i < n; i++) {
        str_add(&list, i == 0 ? "" : i + 1 < n ? ", " : " or ");
        name_meaning(found[i], &list);
        choices[i] = found[i]->word;
    }
    struct quick_trouble *trouble =
        quick_fault(r, QUICK_AMBIGUOUS, r->at, r->at, "\"%s\" may be %s; write more letters",
                    r->words[r->at].text, list.data);
    trouble->choices = choices;
    trouble->n_choices = n;
    str_release(&list);
    r->at++;
}

static bool offer_near(struct reading *r)
{
    const char *names[COUNT_OF(meanings)];
    const char *word = r->words[r->at].text;
    size_t length = strlen(word);
    char shown[64];

    for (size_t i = 0; i < COUNT_OF(meanings); i++)
        names[i] = meanings[i].word;
    const char *near = names[text_nearest(word, names, COUNT_OF(names))];
    if (length < 4 || text_distance(word, near) > (length + 2) / 4)
        return false;
    quick_fault(r, QUICK_UNKNOWN, r->at, r->at,
                "\"%s\" is not understood; write %s if that is meant", text_short(word, shown),
                near);
    r->at++;
    return true;
}

bool quick_read_cut(struct reading *r)
{
    const struct meaning *found[8];
    const char *word = r->words[r->at].text;

    if (!quick_plain(r) || !ascii_alpha(*word))
        return false;
    size_t n = strlen(word) < 3 ? 0 : cut_meanings(word, found, COUNT_OF(found));
    if (n == 0)
        return offer_near(r);
    if (n == 1)
        take_meaning(r, found[0]);
    else
        refuse_cut(r, found, n);
    return true;
}

/* ---- where a drug's name ends ---- */

bool quick_means_something(struct reading *r, size_t index)
{
    const struct quick_word *word = &r->words[index];
    char *end;

    if (word->quoted != SIZE_MAX || strchr("@#+-.", word->text[0]) || strchr(word->text, '='))
        return true;
    if (find_meaning(word->text) || known_label(r->context, word->text) || find_usual(word->text) ||
        quick_time_like(word->text))
        return true;
    end = (char *)(uintptr_t)word->text + strspn(word->text, "0123456789.");
    if (end == word->text)
        return ascii_lower(word->text[0]) == 'x' && ascii_digit(word->text[1]);
    if (*end == '\0')
        return index + 1 < r->n && quick_unit(r->words[index + 1].text);
    return quick_unit(end) || (ascii_lower(*end) == 'x' && ascii_digit(end[1]));
}
