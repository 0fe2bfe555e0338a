/* train.h: what the parts of `ivledger train` share: the scenarios, and one of them coded.
 *
 * Training has a database of its own and never opens that of live work, but to read the one
 * encounter that a trainer keeps as a scenario. */
#ifndef IVLEDGER_TRAIN_H
#define IVLEDGER_TRAIN_H

#include "../../core/drill.h"
#include "../../db/scenarios.h"
#include "../../db/store_train.h"
#include "command.h"

enum { TRAIN_TEXT = 256 * 1024 };

struct training_room {
    struct app *app;
    struct scenarios list;
};
/* The library of the data directory, read; file: a trainer's own file instead, or NULL.  What is
 * wrong has been said. */
enum leave room_open(struct training_room *room, struct app *app, const char *file);
/* The same once the rule book is there; every fault goes to complain.  False: err has the first. */
bool room_fill(struct training_room *room, struct app *app, const char *file, complain_fn *complain,
               void *context, struct err *err);
/* The folder of a person's own scenarios, beside the database, which need not exist; "" none. */
void room_own_folder(const struct app *app, struct str *out);
void room_release(struct training_room *room);

/* A scenario, or the variant NAME~NUMBER of one, coded. */
struct lesson {
    const struct scenario *scenario;
    struct policy policy;
    const struct book *book;
    struct encounter encounter; /* of the variant; else empty */
    bool variant;
    struct str change; /* what makes the variant another one */
    struct result result;
    struct site site;   /* what the scenario says of it */
    struct claim claim; /* as it is keyed */
    struct arena arena;
    struct grade_truth truth;
};
void lesson_init(struct lesson *lesson);
void lesson_release(struct lesson *lesson);
/* False: err says why there is no such lesson.  What it held is forgotten. */
bool lesson_open(struct lesson *lesson, const struct training_room *room, const char *name,
                 struct err *err);

/* Does it ask for the claim as it is keyed, with drugs, revenue codes and amounts? */
bool lesson_keyed(const struct lesson *lesson);
/* The record that was coded: the variant's, else the scenario's. */
const struct encounter *lesson_encounter(const struct lesson *lesson);

/* The training database beside the live one. */
enum leave room_store(const struct training_room *room, bool create, struct training **out);
/* --seed and --size: numbers with a default; false: said. */
bool train_number(const char *option, const char *text, long min, long max, long *value);

/* Is the word a file of one's own rather than the name of a scenario? */
bool train_is_file(const char *word);

/* Text of 80 columns: the story and the record, then step by step with its reason. */
void train_walk(struct lesson *lesson, struct library *library, struct str *out);
/* Its end alone: the claim, as it is keyed where that is asked, why codes are not on it, what authorities dispute. */
void train_closing(struct lesson *lesson, struct library *library, struct str *out);
/* The record as quick lines. */
void train_record(const struct lesson *lesson, struct str *out);
/* What the record says of the encounter, on one line: date, setting, payer, diagnoses ... */
void train_head(const struct lesson *lesson, struct str *out);
/* What the site says of itself, "the site: wage_index 1.12, ..."; nothing where it says nothing. */
void train_site(const struct lesson *lesson, struct str *out);
/* Is it a word that chooses scenarios (tag=push), and does the scenario fit it? */
bool train_is_filter(const char *word);
bool train_fits(const struct scenario *scenario, const char *word);

/* What a drill asks after mistakes: a scenario in which one of the weak rules (ids with blanks
 * between) decides something, at least as hard as now where there is one; number chooses.  now
 * where nothing is weak. */
const char *train_harder(const struct training_room *room, const char *now, const char *weak,
                         uint64_t number);

/* An encounter as a scenario of one's own. */
struct keeping {
    const char *name, *story;
    bool sure;  /* somebody said that what the book does not know names nobody */
    bool doubt; /* set when that has to be asked */
};
/* The text of the scenario, without what names anybody, and in words what was left out.  False: err
 * says what may still name somebody, or is wrong. */
bool train_keep_text(struct app *app, const struct encounter *e, const struct policy *policy,
                     struct keeping *how, struct str *out, struct str *left_out, struct err *err);
/* The path of a new one in the folder of one's own, which is made; false: err. */
bool train_keep_name(const struct app *app, const char *name, struct str *path, struct err *err);
bool train_keep_file(const char *path, const struct str *text, struct err *err);

/* One file each. */
enum leave train_keep(struct app *app, const char *number);
enum leave train_grade(struct app *app, const char *path);
enum leave train_drill(struct app *app, const char *name);
enum leave train_results(struct app *app);
enum leave train_override(struct app *app);
/* `export --what training`: stdout, or the file of -o. */
enum leave train_export(struct app *app, int n);

#endif
