/* oracle_inside.h: what the halves of the oracle share: minutes as sets (oracle.c reads the rows
 * and the fluid, oracle_relate.c picks the initial and relates the rest). */
#ifndef IVLEDGER_TESTS_ORACLE_INSIDE_H
#define IVLEDGER_TESTS_ORACLE_INSIDE_H

#include "oracle.h"

enum { WINDOW = 4 * DAY_MINUTES, MOST = 16, ENOUGH_TOGETHER = 16, PUSH_MOST = 15, FLOOR = 31 };
enum { RANK_CHEMO_RUN = 1, RANK_CHEMO_PUSH, RANK_DRUG_RUN, RANK_DRUG_PUSH, RANK_FLUID };

struct item { /* one drug on one access of one visit */
    const char *name;
    bool chemo, cut;
    bool on[WINDOW]; /* minutes in which it was infused */
    int minutes, first;
    struct {
        int at, length;
    } pushes[MOST];
    int n_pushes;
};
struct site {
    bool second;
    struct item items[MOST];
    int n;
    bool fluid[WINDOW], taken[WINDOW], pushed[WINDOW];
    int fluid_first;
    int fluid_units;
};
struct initial {
    int rank, visit, at, second;
    const char *code;
    bool cut;
};
struct oracle {
    const struct encounter *e;
    const struct policy *policy;
    day_t day;
    struct answer *answer;
    struct initial initials[MOST];
    int n_initials;
    int concurrent[MOST]; /* by visit, or by day under per_date */
};

int oracle_order(int a, int b);
bool oracle_among(const char *name, const char *const *list);
int oracle_shared(const bool *a, const bool *b);        /* minutes in both sets */
void oracle_join(bool *to, const bool *from);           /* to becomes the union */
int oracle_at(const struct oracle *o, minute_t minute); /* minute of the window */
bool oracle_on_second(const struct oracle *o, const struct row *row);
struct item *oracle_item(struct site *site, const char *name); /* made where there is none */
void oracle_read_site(const struct oracle *o, int visit, bool second, struct site *site);
/* Units of the minutes of fluid that no drug takes; every piece alone where each must reach 31. */
int oracle_fluid(const struct oracle *o, const bool *fluid, const bool *taken, const bool *pushed);
int oracle_fluid_start(const struct site *site);

#endif
