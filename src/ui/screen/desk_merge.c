/* The desk when somebody else saved the same encounter first. */
#include "desk.h"

bool desk_merge_begin(struct desk *desk, struct desk_merge *m, struct err *err)
{
    encounter_init(&m->base);
    encounter_init(&m->theirs);
    merge_init(&m->merge);
    if (store_load_id(desk->store, desk->id, &m->theirs, &m->saved, err) != STORE_OK ||
        store_load_version(desk->store, desk->id, desk->version, &m->base, err) != STORE_OK) {
        desk_merge_end(m);
        return false;
    }
    merge_read(&m->merge, &m->base, &m->theirs, &desk->e);
    return true;
}

void desk_merge_end(struct desk_merge *m)
{
    merge_release(&m->merge);
    encounter_release(&m->theirs);
    encounter_release(&m->base);
}

static bool code_it(struct desk *desk, struct err *err)
{
    bool good = desk_recode(desk);
    if (!good)
        *err = desk->trouble;
    return good;
}

/* As if both had been typed on top of what they saved; when that fails the desk is as it was. */
bool desk_merge_save(struct desk *desk, const struct desk_merge *m, struct err *err)
{
    struct encounter both, mine = desk->e;
    int64_t version = desk->version;
    encounter_init(&both);
    if (!merge_build(&m->merge, &both, err)) {
        encounter_release(&both);
        return false;
    }
    desk->e = both;
    desk->version = m->saved.version;
    if (code_it(desk, err) && desk_save(desk, err)) {
        encounter_release(&mine);
        desk_restart(desk);
        return true;
    }
    encounter_release(&desk->e);
    desk->e = mine;
    desk->version = version;
    desk_recode(desk);
    return false;
}

bool desk_save_copy(struct desk *desk, const char *number, struct err *err)
{
    int64_t id = desk->id, version = desk->version;
    struct encounter mine;
    if (text_equal(desk->e.id, number))
        return err_set(err, "a copy needs another number than %s", desk->e.id);
    encounter_copy(&mine, &desk->e);
    desk->id = desk->version = 0;
    if (field_set(&desk->e, NULL, FIELD_ENCOUNTER, number, err) && code_it(desk, err) &&
        desk_save(desk, err)) {
        encounter_release(&mine);
        desk_restart(desk);
        return true;
    }
    encounter_release(&desk->e);
    desk->e = mine;
    desk->id = id;
    desk->version = version;
    desk_recode(desk);
    return false;
}
