/* load_inside.h: services.csv has the codes that the engine gives without looking back. */
#include "load_inside.h"

static const struct need {
    enum kind kind;
    enum group group; /* GROUP_NONE: any */
    enum role role;
} needs[] = {
    {KIND_PUSH, GROUP_NONE, ROLE_INITIAL},
    {KIND_PUSH, GROUP_NONE, ROLE_SEQUENTIAL},
    {KIND_PUSH, GROUP_THERAPEUTIC, ROLE_REPEAT},
    {KIND_INFUSION, GROUP_NONE, ROLE_INITIAL},
    {KIND_INFUSION, GROUP_NONE, ROLE_SEQUENTIAL},
    {KIND_INFUSION, GROUP_NONE, ROLE_HOUR},
    {KIND_INFUSION, GROUP_THERAPEUTIC, ROLE_CONCURRENT},
    {KIND_INFUSION, GROUP_CHEMO, ROLE_UNLISTED},
    {KIND_HYDRATION, GROUP_NONE, ROLE_INITIAL},
    {KIND_HYDRATION, GROUP_NONE, ROLE_HOUR},
    {KIND_PUMP, GROUP_NONE, ROLE_SINGLE},
    {KIND_INJECTION, GROUP_NONE, ROLE_SINGLE},
    {KIND_SC_INFUSION, GROUP_NONE, ROLE_INITIAL},
    {KIND_SC_INFUSION, GROUP_NONE, ROLE_HOUR},
    {KIND_SETUP, GROUP_NONE, ROLE_SINGLE},
    {KIND_ONBODY, GROUP_NONE, ROLE_SINGLE},
    {KIND_REFILL, GROUP_NONE, ROLE_SINGLE},
    {KIND_IA_PUSH, GROUP_NONE, ROLE_SINGLE},
    {KIND_IA_INFUSION, GROUP_CHEMO, ROLE_INITIAL},
    {KIND_IA_INFUSION, GROUP_CHEMO, ROLE_HOUR},
    {KIND_IA_INFUSION, GROUP_THERAPEUTIC, ROLE_SINGLE},
    {KIND_IA_PUMP, GROUP_NONE, ROLE_SINGLE},
    {KIND_CAVITY, GROUP_NONE, ROLE_SINGLE},
    {KIND_LESIONS, GROUP_NONE, ROLE_SINGLE},
    {KIND_LESIONS, GROUP_NONE, ROLE_MANY},
};

/* Whatever the device, the flags and the payer. */
static bool serves(const struct service_load *row, const struct need *need, enum group group,
                   enum route route, day_t day)
{
    const struct service_row *s = &row->service;
    return row_holds(&row->head, day) && s->kind == need->kind && s->role == need->role &&
           (!s->group || s->group == group) && (!s->route || s->route == route) && !s->devices &&
           !s->flag && !*s->payer;
}

static bool is_served(const struct library *l, const struct need *need, enum group group,
                      enum route route, day_t day)
{
    for (size_t i = 0; i < ROWS(l, SERVICES); i++)
        if (serves(ROW(l, SERVICES, service, i), need, group, route, day))
            return true;
    return false;
}

/* One complaint for a class: its other routes mostly lack it too. */
static void check_class(struct load *load, const struct library *l, day_t day,
                        const struct outcomes *outcomes, const struct need *need, enum group group)
{
    char on[16];
    for (int route = ROUTE_IV; route < ROUTE_COUNT; route++) {
        if (!outcomes->kind[group][route][need->kind] ||
            is_served(l, need, group, (enum route)route, day))
            continue;
        table_bad(load, &l->tables[TABLE_SERVICES], 0, NULL,
                  "no code for kind %s, class %s, role %s, route %s on %s; add a row for every "
                  "device, flag and payer",
                  kind_name(need->kind), group ? group_name(group) : "unknown",
                  role_name(need->role), word_name(WORDS_ROUTE, route), when_print_day(day, on));
        return;
    }
}

void load_check_services(struct load *load, const struct library *l, day_t day,
                         const struct outcomes *outcomes)
{
    for (size_t i = 0; i < COUNT_OF(needs); i++)
        for (int group = GROUP_NONE; group < GROUP_COUNT; group++)
            if (!needs[i].group || needs[i].group == (enum group)group)
                check_class(load, l, day, outcomes, &needs[i], (enum group)group);
}
