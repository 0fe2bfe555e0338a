#include "train.h"

#include <errno.h>
#include <sys/stat.h>

#include "../../core/deidentify.h"
#include "../../db/paths.h"
#include "saved.h"

static void add_policy(const struct policy *policy, const struct policy *reference,
                       struct str *out)
{
    char buf[16];
    for (int i = 0; i < SWITCH_COUNT; i++)
        if (policy->value[i] != reference->value[i])
            str_addf(out, "%s%s=%s", out->length == 0 ? "" : " ", switch_name((enum switch_id)i),
                     switch_value_name((enum switch_id)i, policy->value[i], buf));
}

/* The rules that decided something about the codes, each once: what it teaches. */
static const char *rules_of(struct lesson *l)
{
    struct str out;
    str_init(&out, 4000);
    grade_truth(&l->arena, &l->result, NULL, false, &l->truth);
    for (size_t i = 0; i < l->truth.n && out.length < 3000; i++) {
        const struct grade_point *p = &l->truth.points[i];
        if (p->rule != NULL && p->finding == NULL &&
            (out.length == 0 || !scenario_has_word(out.data, p->rule->id)))
            str_addf(&out, "%s%s", out.length > 0 ? " " : "", p->rule->id);
    }
    const char *kept = out.length > 0 ? arena_text(&l->arena, out.data) : NULL;
    str_release(&out);
    return kept;
}

bool train_keep_text(struct app *app, const struct encounter *e, const struct policy *policy,
                     struct keeping *how, struct str *out, struct str *left_out, struct err *err)
{
    struct lesson l;
    struct policy reference;
    const struct book *book = app_book(app, encounter_day(e), err);
    if (book == NULL || !library_policy(app->library, "reference", &reference, err) ||
        !deidentify_sentence(e, how->story, err))
        return false;
    lesson_init(&l);
    encounter_copy(&l.encounter, e);
    deidentify(&l.encounter, book, how->name, left_out);
    book = app_book(app, encounter_day(&l.encounter), err);
    how->doubt = book != NULL && !how->sure && deidentify_leftover(&l.encounter, book, err);
    bool good = book != NULL && !how->doubt;
    if (good) {
        add_policy(policy, &reference, &l.change);
        engine_code(book, policy, &l.encounter, &l.result);
        struct scenario s = {.name = how->name,
                             .title = "From practice, without names",
                             .story = how->story,
                             .policy = l.change.data,
                             .tags = "own",
                             .level = 2,
                             .teaches = rules_of(&l),
                             .encounter = &l.encounter};
        scenario_answer(&l.arena, &l.result, &s.answers);
        scenario_print(&s, book, out);
    }
    lesson_release(&l);
    return good;
}

/* ---- a file of one's own ---- */

static bool good_name(const char *name)
{
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return n > 0 && n < 48 && name[n] == '\0' && name[0] != '-';
}

bool train_keep_name(const struct app *app, const char *name, struct str *path, struct err *err)
{
    char shown[64];
    struct stat st;
    if (!good_name(name))
        return err_set(err, "\"%s\" is no name for a scenario; write small letters, figures and -",
                       text_short(name, shown));
    room_own_folder(app, path);
    if (path->length == 0)
        return err_set(err, "There is no place for scenarios of your own; give --db FILE, beside "
                            "which they are kept");
    if (mkdir(path->data, 0700) != 0 && errno != EEXIST)
        return err_set(err, "%s: cannot be made (%s)", path->data, strerror(errno));
    str_addf(path, "/%s.txt", name);
    if (stat(path->data, &st) == 0)
        return err_set(err, "there is a scenario %s of your own already; choose another name", name);
    return true;
}

bool train_keep_file(const char *path, const struct str *text, struct err *err)
{
    struct paths_file file;
    if (!paths_create(&file, path, err))
        return false;
    fputs(text->data, file.stream);
    return paths_finish(&file, err);
}

/* ---- the command ---- */

static enum leave print_kept(struct app *app, const struct saved *saved)
{
    struct keeping how = {"from-live-work", text_empty(app->words) ? "Tell here what happened."
                                                                   : app->words, app->yes,
                           false};
    struct str out, left_out;
    struct err err = {""};
    str_init(&out, TRAIN_TEXT);
    str_init(&left_out, 2000);
    bool good = train_keep_text(app, &saved->encounter, &saved->policy, &how, &out, &left_out, &err);
    if (good) {
        fputs(out.data, stdout);
        app_say("left out or changed: %s", left_out.data);
    } else {
        app_say("%s%s", err.text,
                how.doubt ? "; change it, or say --yes when it names nobody" : "");
    }
    str_release(&left_out);
    str_release(&out);
    return good ? LEAVE_DONE : LEAVE_DATA;
}

enum leave train_keep(struct app *app, const char *number)
{
    struct saved saved;
    saved_init(&saved);
    enum leave leave = app_load(app);
    if (leave == LEAVE_DONE)
        leave = saved_open(&saved, app, number, "kept as a scenario");
    if (leave == LEAVE_DONE)
        leave = print_kept(app, &saved);
    saved_release(&saved);
    return leave;
}
