#include "train.h"

#include <sys/stat.h>

enum { CHANGE_MAX = 4096, PATH_MAX_HERE = 8192 };

static void complain(void *context, const char *sentence)
{
    (void)context;
    app_say_text(sentence);
}

void room_own_folder(const struct app *app, struct str *out)
{
    const char *slash = text_empty(app->db_path) ? NULL : strrchr(app->db_path, '/');
    if (text_empty(app->db_path))
        return;
    if (slash != NULL)
        str_addn(out, app->db_path, (size_t)(slash - app->db_path) + 1);
    str_add(out, "ivledger-scenarios");
}

/* Scenarios of one's own stand behind those of the library; a fault in one is told and leaves the
 * others. */
static void add_own(struct training_room *room, complain_fn *tell, void *context, struct err *err)
{
    struct str path;
    struct stat st;
    str_init(&path, PATH_MAX_HERE);
    room_own_folder(room->app, &path);
    if (path.length > 0 && stat(path.data, &st) == 0)
        scenarios_load(&room->list, path.data, room->app->library, tell, context, err);
    str_release(&path);
}

bool room_fill(struct training_room *room, struct app *app, const char *file, complain_fn *tell,
               void *context, struct err *err)
{
    struct str path;
    *room = (struct training_room){.app = app};
    scenarios_init(&room->list);
    str_init(&path, PATH_MAX_HERE);
    str_addf(&path, "%s/scenarios", app->data_dir);
    bool good = scenarios_load(&room->list, file != NULL ? file : path.data, app->library, tell,
                               context, err);
    str_release(&path);
    if (file == NULL)
        add_own(room, tell, context, err);
    return good;
}

enum leave room_open(struct training_room *room, struct app *app, const char *file)
{
    struct err err = {""};
    *room = (struct training_room){.app = app};
    scenarios_init(&room->list);
    enum leave leave = app_load(app);
    if (leave != LEAVE_DONE)
        return leave;
    if (room_fill(room, app, file, complain, NULL, &err))
        return LEAVE_DONE;
    return file != NULL ? LEAVE_DATA : LEAVE_CONFIG;
}

void room_release(struct training_room *room)
{
    scenarios_release(&room->list);
}

enum leave room_store(const struct training_room *room, bool create, struct training **out)
{
    struct err err = {""};
    struct str path;
    *out = NULL;
    if (text_empty(room->app->db_path)) {
        app_say("there is no home folder to keep results in; set HOME, or give --db FILE, beside "
                "which they are kept");
        return LEAVE_CONFIG;
    }
    str_init(&path, PATH_MAX_HERE);
    training_path(room->app->db_path, &path);
    enum leave leave =
        app_leave(training_open(path.data, room->app->now, create, out, &err));
    str_release(&path);
    if (*out == NULL)
        app_say_text(err.text);
    return leave;
}

bool train_number(const char *option, const char *text, long min, long max, long *value)
{
    if (text == NULL || number_parse(text, min, max, value))
        return true;
    app_say("--%s wants a whole number from %ld to %ld, not \"%s\"", option, min, max, text);
    return false;
}

/* ---- lessons ---- */

void lesson_init(struct lesson *lesson)
{
    *lesson = (struct lesson){.scenario = NULL};
    encounter_init(&lesson->encounter);
    str_init(&lesson->change, CHANGE_MAX);
    result_init(&lesson->result);
    claim_init(&lesson->claim);
    arena_init(&lesson->arena);
}

void lesson_release(struct lesson *lesson)
{
    encounter_release(&lesson->encounter);
    str_release(&lesson->change);
    claim_release(&lesson->claim);
    result_release(&lesson->result);
    arena_release(&lesson->arena);
}

bool lesson_keyed(const struct lesson *l)
{
    return l->scenario->n_claims > 0;
}

/* "NAME~17": the name alone, and the number of the variant. */
static bool split_name(const char *name, char base[64], long *number, struct err *err)
{
    const char *mark = strchr(name, '~');
    size_t n = mark != NULL ? (size_t)(mark - name) : strlen(name);
    char shown[64];
    *number = -1;
    if (n == 0 || n >= 64 || (mark != NULL && !number_parse(mark + 1, 0, 999999999, number)))
        return err_set(err, "%s is no name of a scenario; `ivledger train` lists them, a variant "
                            "is NAME~NUMBER",
                       text_short(name, shown));
    memcpy(base, name, n);
    base[n] = '\0';
    return true;
}

bool lesson_open(struct lesson *l, const struct training_room *room, const char *name,
                 struct err *err)
{
    char base[64], shown[64];
    long number;
    if (!split_name(name, base, &number, err))
        return false;
    l->scenario = scenarios_find(&room->list, base);
    if (l->scenario == NULL)
        return err_set(err, "there is no scenario %s; `ivledger train` lists them",
                       text_short(base, shown));
    l->book = app_book(room->app, encounter_day(l->scenario->encounter), err);
    if (l->book == NULL || !scenario_policy(l->scenario, room->app->library, &l->policy, err))
        return false;
    str_clear(&l->change);
    arena_clear(&l->arena);
    l->variant = number >= 0;
    if (l->variant) {
        encounter_release(&l->encounter);
        drill_vary(l->scenario->encounter, l->book, (uint64_t)number, &l->encounter, &l->change);
    }
    engine_code(l->book, &l->policy, l->variant ? &l->encounter : l->scenario->encounter,
                &l->result);
    if (lesson_keyed(l))
        scenario_claim(l->scenario, &l->result, &l->site, &l->claim);
    grade_truth(&l->arena, &l->result, lesson_keyed(l) ? &l->claim : NULL,
                l->scenario->n_attached > 0, &l->truth);
    return true;
}
