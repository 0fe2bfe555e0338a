#include "train.h"

#include "../../core/page.h"

/* ---- the list ---- */

bool train_fits(const struct scenario *s, const char *word)
{
    const char *value = strchr(word, '=') + 1;
    size_t n = (size_t)(value - 1 - word);
    char level[8];
    snprintf(level, sizeof level, "%d", s->level);
    if (strncmp(word, "level", n) == 0)
        return strcmp(value, level) == 0;
    if (strncmp(word, "tag", n) == 0)
        return scenario_has_word(s->tags, value);
    if (strncmp(word, "rule", n) == 0)
        return scenario_has_word(s->teaches, value);
    if (strncmp(word, "form", n) == 0)
        return strcmp(value, s->messy ? "messy" : "clean") == 0;
    return strcmp(value, word_name(WORDS_SETTING, (int)encounter_setting(s->encounter))) == 0;
}

bool train_is_filter(const char *word)
{
    static const char *const names[] = {"level=", "tag=", "rule=", "form=", "setting="};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strncmp(word, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

static void list_one(const struct scenario *s, struct str *out)
{
    str_addf(out, "%d %s ", s->level, s->messy ? "messy" : "clean");
    page_cell(out, 9, word_name(WORDS_SETTING, (int)encounter_setting(s->encounter)));
    page_cell(out, 26, s->name);
    page_cell(out, 34, s->title);
    page_end(out);
}

static enum leave list(struct app *app, int n, char *const *words)
{
    struct training_room room;
    enum leave leave = room_open(&room, app, NULL);
    struct str out;
    long shown = 0;
    str_init(&out, TRAIN_TEXT);
    for (size_t i = 0; leave == LEAVE_DONE && i < room.list.n; i++) {
        bool good = true;
        for (int w = 0; w < n; w++)
            good = good && train_fits(&room.list.at[i], words[w]);
        if (!good)
            continue;
        list_one(&room.list.at[i], &out);
        shown++;
    }
    fputs(out.data, stdout);
    if (leave == LEAVE_DONE && shown == 0) {
        app_say("no scenario fits; `ivledger train` without words lists all of them");
        leave = LEAVE_NO_INPUT;
    }
    str_release(&out);
    room_release(&room);
    return leave;
}

/* ---- one scenario ---- */

bool train_is_file(const char *word)
{
    size_t n = strlen(word);
    return strchr(word, '/') != NULL || (n > 4 && strcmp(word + n - 4, ".txt") == 0);
}

static enum leave walk(struct app *app, const char *word)
{
    struct training_room room;
    struct lesson lesson;
    struct err err = {""};
    struct str out;
    enum leave leave = room_open(&room, app, train_is_file(word) ? word : NULL);
    lesson_init(&lesson);
    str_init(&out, TRAIN_TEXT);
    for (size_t i = 0; leave == LEAVE_DONE && i < (train_is_file(word) ? room.list.n : 1); i++) {
        if (!lesson_open(&lesson, &room, train_is_file(word) ? room.list.at[i].name : word, &err)) {
            app_say_text(err.text);
            leave = LEAVE_NO_INPUT;
            break;
        }
        train_walk(&lesson, app->library, &out);
    }
    fputs(out.data, stdout);
    str_release(&out);
    lesson_release(&lesson);
    room_release(&room);
    return leave;
}

/* ---- the engine's answers into a file ---- */

/* Lines of the claim and attachments are filled in where the file asks for them. */
static void fill_in_claim(struct lesson *l, struct scenario *s)
{
    if (s->n_claims > 0)
        s->n_claims = scenario_claims(&l->arena, &l->claim, &s->claims);
    if (s->n_attached > 0)
        s->n_attached = scenario_attached(&l->arena, &l->result, &s->attached);
}

/* What the file leaves out or says otherwise is filled in; why a code is not on the claim too. */
static void fill_in(struct lesson *l, struct scenario *s)
{
    struct err err;
    fill_in_claim(l, s);
    scenario_answer(&l->arena, &l->result, &s->answers);
    for (size_t i = 0; i < s->n_whynots; i++) {
        const char *rule = scenario_whynot(&l->arena, &l->result, s->whynots[i].code);
        s->whynots[i].rule = rule != NULL ? rule : "";
    }
    for (size_t i = 0; i < s->n_disputes; i++) {
        struct policy other = l->policy;
        struct result result;
        if (!policy_set(&other, s->disputes[i].assignment, &err))
            continue;
        result_init(&result);
        engine_code(l->book, &other, s->encounter, &result);
        s->disputes[i].codes = scenario_reading(&l->arena, s, &result, &l->result);
        result_release(&result);
    }
}

static enum leave answers(struct app *app, const char *path)
{
    struct training_room room;
    struct lesson lesson;
    struct err err = {""};
    struct str out;
    enum leave leave = room_open(&room, app, path);
    str_init(&out, TRAIN_TEXT);
    for (size_t i = 0; leave == LEAVE_DONE && i < room.list.n; i++) {
        struct scenario *s = &room.list.at[i];
        lesson_init(&lesson);
        if (lesson_open(&lesson, &room, s->name, &err)) {
            fill_in(&lesson, s);
            if (i > 0)
                str_addc(&out, '\n');
            scenario_print(s, lesson.book, &out);
        } else {
            app_say_text(err.text);
            leave = LEAVE_DATA;
        }
        lesson_release(&lesson);
    }
    fputs(out.data, stdout);
    str_release(&out);
    room_release(&room);
    return leave;
}

/* ---- the command ---- */

enum leave command_train(struct app *app, int n, char *const *words)
{
    enum leave leave;
    int asked = (app->grade != NULL) + (app->answers != NULL) + (app->keep != NULL) + app->drill +
                app->results + (app->override != NULL);
    bool filters = true;
    for (int i = 0; i < n; i++)
        filters = filters && train_is_filter(words[i]);
    if (asked > 1 || (asked == 1 && n > (app->drill ? 1 : 0)) ||
        (asked == 0 && !filters && n > 1)) {
        app_say("train takes one scenario, or words like level=1 tag=push rule=units.hours "
                "form=messy setting=office, or one of --grade, --answers, --drill, --keep, "
                "--results and --override");
        return LEAVE_USAGE;
    }
    if (app->grade != NULL)
        leave = train_grade(app, app->grade);
    else if (app->answers != NULL)
        leave = answers(app, app->answers);
    else if (app->keep != NULL)
        leave = train_keep(app, app->keep);
    else if (app->drill)
        leave = train_drill(app, n > 0 ? words[0] : NULL);
    else if (app->results)
        leave = train_results(app);
    else if (app->override != NULL)
        leave = train_override(app);
    else if (filters)
        leave = list(app, n, words);
    else
        leave = walk(app, words[0]);
    return command_finish(leave);
}
