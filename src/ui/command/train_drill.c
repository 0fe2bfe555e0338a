#include "train.h"

#include "../../core/page.h"
#include "../../db/csv.h"

enum { SIZE_USUAL = 5, SIZE_MOST = 100000, WEAK_MOST = 32 };

/* What a trainee errs in: rules with wrong steps, weakest first. */
struct weak {
    struct arena *arena;
    const char *rules[WEAK_MOST];
    size_t n;
};

static bool note_weak(void *context, const struct training_rule *rule)
{
    struct weak *w = context;
    if (rule->right < rule->asked && !text_empty(rule->rule) && w->n < WEAK_MOST)
        w->rules[w->n++] = arena_text(w->arena, rule->rule);
    return true;
}

struct drilling {
    struct training_room room;
    struct arena arena;
    struct weak weak;
    const struct scenario **from; /* what variants are made of */
    size_t n_from;
    long seed, size;
    struct csv_writer *csv;
    bool balanced;
};

static enum leave find_weak(struct drilling *d)
{
    struct training *store;
    struct err err = {""};
    enum leave leave = room_store(&d->room, false, &store);
    if (leave != LEAVE_DONE)
        return leave;
    enum store_fault fault =
        training_rules(store, d->room.app->trainee, false, note_weak, &d->weak, &err);
    if (fault != STORE_OK)
        app_say_text(err.text);
    training_close(store);
    return app_leave(fault);
}

static bool trains(const struct scenario *s, const struct weak *weak)
{
    for (size_t i = 0; i < weak->n; i++)
        if (scenario_has_word(s->teaches, weak->rules[i]) ||
            scenario_has_word(s->answers.finds, weak->rules[i]))
            return true;
    return false;
}

/* All of them, or the named one; where the trainee errs, those that teach it come twice as often
 * again, the harder ones once more. */
static enum leave choose(struct drilling *d, const char *name)
{
    const struct scenarios *list = &d->room.list;
    d->from = ARENA_ARRAY(&d->arena, const struct scenario *, 8 * list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        const struct scenario *s = &list->at[i];
        if (name != NULL && strcmp(name, s->name) != 0)
            continue;
        size_t times = trains(s, &d->weak) ? 2 + (size_t)s->level : 1;
        while (times-- > 0)
            d->from[d->n_from++] = s;
    }
    if (d->n_from > 0)
        return LEAVE_DONE;
    app_say("there is no scenario %s; `ivledger train` lists them", name != NULL ? name : "");
    return LEAVE_NO_INPUT;
}

static void print_variant(struct drilling *d, const char *name, const struct lesson *l,
                          const struct scenario_answers *answers)
{
    struct str out;
    str_init(&out, TRAIN_TEXT);
    if (d->csv != NULL) {
        csv_write_cell(d->csv, name);
        csv_write_cell(d->csv, l->change.data);
        train_record(l, &out);
        csv_write_cell(d->csv, out.data);
        csv_write_cell(d->csv, answers->codes);
        csv_write_cell(d->csv, answers->finds);
        csv_write_cell(d->csv, result_balanced(&l->result) ? "y" : "n");
        csv_write_end(d->csv);
    } else {
        str_addf(&out, "TRAINING  %s\n  ", name);
        page_fold(&out, 2, l->change.data);
        train_record(l, &out);
        str_addf(&out, "  = ");
        page_fold(&out, 4, text_empty(answers->codes) ? "nothing" : answers->codes);
        str_addc(&out, '\n');
        fputs(out.data, stdout);
    }
    str_release(&out);
}

static enum leave one_variant(struct drilling *d, long index)
{
    struct lesson lesson;
    struct scenario_answers answers;
    struct err err = {""};
    char name[96];
    uint64_t number = ((uint64_t)d->seed * 1000003u + (uint64_t)index) % 1000000000u;
    /* A prime apart, so that neighbours are not the same scenario. */
    const struct scenario *s = d->from[(number * 7919u + (uint64_t)index) % d->n_from];
    snprintf(name, sizeof name, "%s~%llu", s->name, (unsigned long long)number);
    lesson_init(&lesson);
    bool good = lesson_open(&lesson, &d->room, name, &err);
    if (good) {
        scenario_answer(&lesson.arena, &lesson.result, &answers);
        d->balanced = d->balanced && result_balanced(&lesson.result);
        print_variant(d, name, &lesson, &answers);
    } else {
        app_say_text(err.text);
    }
    lesson_release(&lesson);
    return good ? LEAVE_DONE : LEAVE_CONFIG;
}

static enum leave run(struct drilling *d)
{
    static const char *const columns[] = {"scenario", "change",   "record",
                                          "codes",    "findings", "balanced"};
    struct err err = {""};
    enum leave leave = LEAVE_DONE;
    if (d->room.app->format == FORMAT_CSV) {
        d->csv = csv_write_to(stdout);
        for (size_t i = 0; i < COUNT_OF(columns); i++)
            csv_write_cell(d->csv, columns[i]);
        csv_write_end(d->csv);
    }
    for (long i = 0; leave == LEAVE_DONE && i < d->size; i++)
        leave = one_variant(d, i);
    if (d->csv != NULL && !csv_write_done(d->csv, &err) && leave == LEAVE_DONE)
        leave = LEAVE_IO;
    if (leave == LEAVE_DONE && !d->balanced) {
        app_say("the minutes of a variant do not balance, which is our fault; report it with the "
                "seed %ld",
                d->seed);
        leave = LEAVE_OUR_FAULT;
    }
    return leave;
}

enum leave train_drill(struct app *app, const char *name)
{
    struct drilling d = {.seed = 1, .size = SIZE_USUAL, .balanced = true};
    if (!train_number("seed", app->seed, 0, 999999999, &d.seed) ||
        !train_number("size", app->size, 1, SIZE_MOST, &d.size))
        return LEAVE_USAGE;
    arena_init(&d.arena);
    d.weak.arena = &d.arena;
    bool own = name != NULL && train_is_file(name);
    enum leave leave = room_open(&d.room, app, own ? name : NULL);
    if (leave == LEAVE_DONE && app->trainee != NULL)
        leave = find_weak(&d);
    if (leave == LEAVE_DONE)
        leave = choose(&d, own ? NULL : name);
    if (leave == LEAVE_DONE)
        leave = run(&d);
    room_release(&d.room);
    arena_release(&d.arena);
    return leave;
}
