/* lesson.h: a class at work: which steps are asked, what was said, and how it came out.
 *
 * A walk asks what the engine decided, point by point, and opens each with its reason.  An exam
 * asks the same of every row, whether it is coded or not, and gives nothing away until it has been
 * handed in.  A drill is an exam of one variant after the other.  Draws nothing, reads no keys. */
#ifndef IVLEDGER_SCREEN_LESSON_H
#define IVLEDGER_SCREEN_LESSON_H

#include "../command/train.h"

enum class_mode { CLASS_WALK, CLASS_EXAM, CLASS_DRILL };
enum { CLASS_MOST = 50 };

struct class_step {
    enum grade_step step;
    int row;                         /* 0: the claim as a whole */
    const struct grade_point *point; /* of a walk */
    const char *subject;             /* what may be seen before the step is opened */
    const char *said;                /* "" nothing yet */
    bool shown;
};

struct class {
    struct training_room *room; /* the list's, below */
    enum class_mode mode;
    char names[CLASS_MOST][64]; /* the set; variants as NAME~NUMBER */
    size_t n_names, at_name;
    struct lesson lesson;
    struct arena arena; /* of the steps and of what was said */
    struct class_step *steps;
    size_t n_steps, cap_steps, at;
    int pass;          /* percent */
    int64_t deadline;  /* minute since 1970 at which an exam is over; 0: no limit */
    bool finished;     /* graded: results holds what there is to read */
    struct str results; /* a line of each scenario begins at its first column, all else does not */
    int64_t attempts[CLASS_MOST]; /* their numbers in the training database; 0: not recorded */
    int right, asked; /* over the set */
};

void class_init(struct class *c, struct training_room *room, enum class_mode mode);
void class_release(struct class *c);
/* The names of a set, with blanks between; a word like tag=push stands for all that fit. */
void class_names(struct class *c, const char *names);
/* Begins the scenario of that place in the set; false: err. */
bool class_begin(struct class *c, size_t name, struct err *err);
struct class_step *class_now(struct class *c);
/* The step of a row (its number), or with row 0 of the claim as a whole; NULL: not asked. */
struct class_step *class_step_of(const struct class *c, int row, enum grade_step step);
/* Takes an answer to a step. */
void class_say(struct class *c, struct class_step *step, const char *words);
/* Steps back and forward; false at the ends. */
bool class_move(struct class *c, int by);
/* Steps that nobody has answered; whoever called a row out has nothing more to say about it. */
size_t class_unsaid(const struct class *c);
/* What is known of each row so far: in a walk what was opened, else what was said: "in inf A n".
 * As many texts as there are rows, valid until the next call. */
const char *const *class_beside(const struct class *c, struct arena *arena);
/* Is what was said right?  Of a walk only. */
bool class_right(struct class *c, const struct class_step *step);
/* Grades the scenario at hand and adds to results; the marks stay in *grade until the next one. */
void class_grade(struct class *c, struct grade *grade);

#endif
