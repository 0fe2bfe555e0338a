#include "action.h"

#include "keys.h"

static const struct action actions[ACT_COUNT] = {
#define X(id, names, keys, contexts, group, bar, help)                                             \
    {ACT_##id, names, keys, contexts, group, bar, help},
    ACTIONS(X)
#undef X
};

static const char *const context_names[CONTEXT_COUNT] = {
    "start",  "find",           "workbench", "typing",      "pages", "choosing",
    "asking", "the quick line", "pasting",   "pasted rows", "review",
    "scenarios", "a lesson",
    "reasons", "claim", "what if", "two people's changes", "switches", "recode", "setting",
    "audit trail", "encounters to walk through", "an exam", "marks"};

const char *context_name(unsigned context)
{
    for (int i = 0; i < CONTEXT_COUNT; i++)
        if (context == 1u << i)
            return context_names[i];
    return "";
}

const struct action *action_get(enum action_id id)
{
    return &actions[id];
}

/* The next word of a list; false at its end. */
static bool next_word(const char **p, char word[32])
{
    while (**p == ' ')
        ++*p;
    size_t n = strcspn(*p, " ");
    if (n == 0)
        return false;
    snprintf(word, 32, "%.*s", (int)n, *p);
    *p += n;
    return true;
}

static bool has_key(const struct action *action, int key)
{
    char word[32];
    for (const char *p = action->keys; next_word(&p, word);) {
        int one;
        if (keys_find(word, &one) && one == key)
            return true;
    }
    return false;
}

enum action_id action_of_key(unsigned context, int key)
{
    for (size_t i = 0; i < ACT_COUNT; i++)
        if ((actions[i].contexts & context) && has_key(&actions[i], key))
            return actions[i].id;
    return ACT_NONE;
}

enum action_id action_of_name(const char *name, struct err *err)
{
    enum action_id begun = ACT_NONE;
    size_t n = strlen(name), how_many = 0;
    char word[32];
    struct str near;
    str_init(&near, 200);
    for (size_t i = 0; i < ACT_COUNT; i++) {
        for (const char *p = actions[i].names; next_word(&p, word);) {
            if (strcmp(word, name) == 0) {
                str_release(&near);
                return actions[i].id;
            }
            if (strncmp(word, name, n) != 0 || (actions[i].contexts & IN_PROMPT))
                continue;
            str_addf(&near, "%s:%s", how_many++ ? ", " : "", word);
            begun = actions[i].id;
        }
    }
    if (how_many > 1)
        err_set(err, ":%s may be %s; type one more letter.", name, near.data);
    if (how_many == 0)
        err_set(err, "There is no :%s; F1 lists what there is.", name);
    str_release(&near);
    return how_many == 1 ? begun : ACT_NONE;
}

size_t action_complete(const char *begun, struct str *more, struct str *all)
{
    size_t n = strlen(begun), how_many = 0, shared = 0;
    char word[32], first[32] = "";
    for (size_t i = 0; i < ACT_COUNT; i++)
        for (const char *p = actions[i].names; next_word(&p, word);) {
            if (strncmp(word, begun, n) != 0 || (actions[i].contexts & IN_PROMPT))
                continue;
            str_addf(all, "%s:%s", how_many ? ", " : "", word);
            if (how_many++ == 0) {
                memcpy(first, word, sizeof first);
                shared = strlen(first);
            }
            while (strncmp(first, word, shared) != 0)
                shared--;
        }
    if (how_many > 0)
        str_addn(more, first + n, shared - n);
    return how_many;
}

void action_first_key(const struct action *action, char buf[16])
{
    char word[32];
    const char *p = action->keys;
    buf[0] = 0;
    if (next_word(&p, word))
        snprintf(buf, 16, "%.15s", word);
}

reaction_fn *reaction_find(const struct reaction *reactions, enum action_id id)
{
    for (; reactions && reactions->id != ACT_NONE; reactions++)
        if (reactions->id == id)
            return reactions->run;
    return NULL;
}
