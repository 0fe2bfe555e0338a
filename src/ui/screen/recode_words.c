/* Under what saved work is coded again, and which of it: words with blanks between. */
#include "recode.h"

#include "../../db/store_policy.h"

void recode_words_init(struct recode_words *w)
{
    *w = (struct recode_words){.as = {.of_date = true}, .filter = STORE_FILTER_ANY};
    arena_init(&w->arena);
}

void recode_words_release(struct recode_words *w)
{
    arena_release(&w->arena);
}

static bool is_name(const char *name, const char *word)
{
    return strcmp(name, word) == 0;
}

static bool read_policy(struct recode_words *w, const struct ui *ui, const char *value,
                        struct err *err)
{
    bool site = is_name(value, SITE_POLICY);
    if (!library_policy(ui->app->library, site ? "reference" : value, &w->policy, err) ||
        (site && store_site_policy(ui->store, &w->policy, err) != STORE_OK))
        return false;
    w->as.policy = &w->policy;
    return true;
}

static bool read_switch(struct recode_words *w, enum switch_id id, const char *value,
                        const char *word, struct err *err)
{
    int number;
    if (!switch_value_find(id, value, &number, err))
        return false;
    *ARENA_PUSH(&w->arena, w->sets, w->as.n_sets, w->cap_sets) = arena_text(&w->arena, word);
    w->as.sets = w->sets;
    return true;
}

/* The edition by its name; it must be there. */
static bool read_edition(struct recode_words *w, const struct ui *ui, const char *value,
                         struct err *err)
{
    if (!library_edition(ui->app->library, value, err))
        return false;
    w->as.edition = arena_text(&w->arena, value);
    return true;
}

static bool read_word(struct recode_words *w, const struct ui *ui, const char *word,
                      struct err *err)
{
    enum switch_id id;
    size_t n = strcspn(word, "=");
    const char *name = arena_textn(&w->arena, word, n);
    const char *value = arena_text(&w->arena, word + n + 1);
    if (is_name(name, "rules"))
        return read_edition(w, ui, value, err);
    if (is_name(name, "policy"))
        return read_policy(w, ui, value, err);
    if (switch_find(name, &id))
        return read_switch(w, id, value, word, err);
    return filter_set(&w->filter, name, value, err);
}

static bool read_words(struct recode_words *w, const struct ui *ui, struct err *err)
{
    for (const char *at = w->words + strspn(w->words, " "); *at;) {
        size_t n = strcspn(at, " ");
        const char *word = arena_textn(&w->arena, at, n);
        if (!strchr(word, '='))
            return err_set(err, "\"%s\" says nothing; write rules=EDITION, policy=NAME, "
                                "SWITCH=VALUE or a filter such as coder=NAME", word);
        if (!read_word(w, ui, word, err))
            return false;
        at += n + strspn(at + n, " ");
    }
    return true;
}

bool recode_words_read(struct recode_words *w, const struct ui *ui, const char *words,
                       struct err *err)
{
    struct recode_words fresh;
    recode_words_init(&fresh);
    fresh.as.of_date = w->as.of_date;
    snprintf(fresh.words, sizeof fresh.words, "%s", words);
    if (!read_words(&fresh, ui, err)) {
        recode_words_release(&fresh);
        return false;
    }
    recode_words_release(w);
    *w = fresh;
    if (w->as.policy)
        w->as.policy = &w->policy; /* it has moved */
    return true;
}

/* Does the word (up to its blank) begin with the name and its equals sign? */
static bool says(const char *word, const char *name, size_t n)
{
    return strncmp(word, name, n) == 0 && word[n] == '=';
}

bool recode_words_take(struct recode_words *w, const struct ui *ui, const char *word,
                       struct err *err)
{
    struct str words;
    size_t name = strcspn(word, "=");
    str_init(&words, sizeof w->words - 1);
    for (const char *at = w->words + strspn(w->words, " "); *at;) {
        size_t n = strcspn(at, " ");
        if (!says(at, word, name))
            str_addf(&words, "%.*s ", (int)n, at);
        at += n + strspn(at + n, " ");
    }
    if (!word[name] || word[name + 1]) /* what is no word at all is complained of when it is read */
        str_add(&words, word);
    bool good = recode_words_read(w, ui, words.length ? words.data : "", err);
    str_release(&words);
    return good;
}

static bool is_about(const char *word, size_t n, const char *what)
{
    char name[64];
    enum switch_id id;
    snprintf(name, sizeof name, "%.*s", (int)n, word);
    bool other = is_name(name, "rules") || is_name(name, "policy");
    if (what && *what)
        return is_name(name, what);
    return !other && switch_find(name, &id) == (what != NULL);
}

void recode_words_about(const struct recode_words *w, const char *what, struct str *out)
{
    for (const char *at = w->words + strspn(w->words, " "); *at;) {
        size_t n = strcspn(at, " ");
        if (is_about(at, strcspn(at, "="), what))
            str_addf(out, "%s%.*s", out->length ? " " : "", (int)n, at);
        at += n + strspn(at + n, " ");
    }
}
