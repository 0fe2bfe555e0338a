/* store_inside.h: filters kept under a name, as settings: filter/LOGIN/NAME, filter//NAME of the site. */
#include "store_inside.h"

#include "store_office.h"

enum { NAME_MAX_BYTES = 64, KEY_MAX = 256 };
static const char site[] = "site:";

static bool of_site(const char *name)
{
    return strncmp(name, site, sizeof site - 1) == 0;
}

static void key_of(const struct store *store, const char *name, char out[KEY_MAX])
{
    const char *colon = of_site(name) ? strchr(name, ':') : NULL;
    snprintf(out, KEY_MAX, "filter/%s/%s", colon ? "" : store->user, colon ? colon + 1 : name);
}

enum store_fault store_kept_filters(struct store *store, struct arena *arena, struct store_kept **list,
                                    size_t *n, struct err *err)
{
    sqlite3_stmt *stmt = store_statement(store, SQL_KEPT_FILTERS);
    enum store_fault fault;
    char mine[KEY_MAX], sites[KEY_MAX];
    size_t cap = 0;
    bool more;
    *list = NULL;
    *n = 0;
    key_of(store, "", mine);
    key_of(store, site, sites);
    store_bind(stmt, ":mine", mine);
    store_bind(stmt, ":site", sites);
    while ((fault = store_step(store, stmt, &more, "reading filters", err)) == STORE_OK && more) {
        const char *key = store_text(stmt, 0);
        bool is_site = strncmp(key, sites, strlen(sites)) == 0;
        struct store_kept *kept = ARENA_PUSH(arena, *list, *n, cap);
        kept->name = arena_format(arena, "%s%s", is_site ? site : "",
                                  key + strlen(is_site ? sites : mine));
        kept->words = arena_text(arena, store_text(stmt, 1));
    }
    return fault;
}

/* ---- using one ---- */

static enum store_fault not_kept(struct store *store, const char *name, struct err *err)
{
    char shown[64];
    err_set(err, "%s: no filter is kept as %s; `ivledger filters` lists them", store->path,
            text_short(name, shown));
    return STORE_MISSING;
}

enum store_fault store_use_filter(struct store *store, const struct store_filter *filter,
                                  struct arena *arena, struct store_filter *out, struct err *err)
{
    const char *name = filter->words[FILTER_SAVED], *words;
    struct store_filter kept;
    char key[KEY_MAX];
    *out = *filter;
    if (text_empty(name))
        return STORE_OK;
    key_of(store, name, key);
    enum store_fault fault = store_setting(store, key, arena, &words, err);
    if (fault == STORE_OK && words[0] == '\0')
        return not_kept(store, name, err);
    if (fault == STORE_OK && !filter_words(&kept, words, arena, err))
        return STORE_TAKEN;
    out->words[FILTER_SAVED] = NULL;
    if (fault == STORE_OK)
        filter_below(out, &kept);
    return fault;
}

/* ---- keeping one ---- */

static bool is_name(const char *name, struct err *err)
{
    size_t n = strlen(name);
    for (const char *at = name; *at != '\0'; at++)
        if (!ascii_alpha(*at) && !ascii_digit(*at) && strchr("-_.:", *at) == NULL)
            n = 0;
    char shown[64];
    return (n > 0 && n <= NAME_MAX_BYTES && strcmp(name, site) != 0) ||
           err_set(err, "\"%s\" is no name for a filter; write letters, figures, - and _",
                   text_short(name, shown));
}

static enum store_fault keep(struct store *store, const char *name, const char *words,
                             struct err *err)
{
    const char *was = "";
    char key[KEY_MAX];
    struct arena arena;
    enum store_fault fault = of_site(name) ? store_may(store, DEED_STAFF, err) : STORE_OK;
    arena_init(&arena);
    key_of(store, name, key);
    if (fault == STORE_OK)
        fault = store_setting(store, key, &arena, &was, err);
    if (fault == STORE_OK && words[0] == '\0' && was[0] == '\0')
        fault = not_kept(store, name, err);
    if (fault == STORE_OK)
        fault = store_set_setting(store, key, words, err);
    if (fault == STORE_OK)
        fault = store_append_audit(store, "filter kept", "", was, words, err);
    arena_release(&arena);
    return fault;
}

enum store_fault store_keep_filter(struct store *store, const char *name, const char *words,
                                   struct err *err)
{
    struct store_filter read;
    struct arena arena;
    arena_init(&arena);
    bool fine = is_name(name, err) && filter_words(&read, words, &arena, err);
    if (fine && !text_empty(read.words[FILTER_SAVED]))
        fine = err_set(err, "a kept filter cannot name another; write out what filter=%s holds",
                       read.words[FILTER_SAVED]);
    arena_release(&arena);
    if (!fine)
        return STORE_TAKEN;
    enum store_fault fault = store_enter(store, "keeping a filter", err);
    if (fault != STORE_OK)
        return fault;
    return store_leave(store, keep(store, name, words, err), "keeping a filter", err);
}
