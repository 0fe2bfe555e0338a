/* action.h: the one table of what a person can do in the screens: names, keys, where, help.
 *
 * Dispatch, the bottom bar, the help screen, the typed forms (":save"), --list-actions and the
 * manual come from it.  What an action does stands with the view that does it (struct reaction). */
#ifndef IVLEDGER_ACTION_H
#define IVLEDGER_ACTION_H

#include "../../core/base.h"

struct ui;
struct view;

/* Where a key works; one bit each. */
enum context {
    IN_START = 1 << 0,   /* the start screen */
    IN_FIND = 1 << 1,    /* saved encounters */
    IN_BENCH = 1 << 2,   /* the workbench, moving about */
    IN_ENTRY = 1 << 3,   /* the workbench, typing in a form */
    IN_SHEET = 1 << 4,   /* a page of lines: why, ledger, claim, findings, help, log */
    IN_PICK = 1 << 5,    /* a list to choose a value from */
    IN_PROMPT = 1 << 6,  /* the line at the bottom that asks for words */
    IN_LINE = 1 << 7,    /* the quick line over the workbench */
    IN_PASTE = 1 << 8,   /* pasting: everything is text */
    IN_PREVIEW = 1 << 9, /* pasted rows before they are taken */
    IN_REVIEW = 1 << 10, /* the answers of one encounter side by side */
    IN_TRAIN = 1 << 11,  /* the scenarios */
    IN_LESSON = 1 << 12, /* a walk */
    IN_TREE = 1 << 13,   /* reasons that open: why, why not */
    IN_CLAIM = 1 << 14,  /* the claim as it would be keyed */
    IN_WHATIF = 1 << 15, /* what if: facts and switches changed beside the encounter */
    IN_MERGE = 1 << 16,    /* two people's changes of one encounter */
    IN_SWITCHES = 1 << 17, /* the switches, each with its values */
    IN_RECODE = 1 << 18,   /* saved work coded again */
    IN_SETTING = 1 << 19,  /* what a switch of the site would touch, before it is set */
    IN_TRAIL = 1 << 20,    /* the audit trail */
    IN_WALK = 1 << 21,     /* a sample, the hits of a self-audit */
    IN_EXAM = 1 << 22,     /* the workbench of an exam or a drill: its chart and one's own answers */
    IN_MARKS = 1 << 23     /* what was right, where it broke; the results */
};
#define IN_PAGES                                                                                   \
    (IN_SHEET | IN_TREE | IN_CLAIM | IN_WHATIF | IN_TRAIN | IN_LESSON | IN_SWITCHES | IN_RECODE |  \
     IN_SETTING | IN_TRAIL | IN_WALK | IN_MARKS)
#define IN_LISTS (IN_START | IN_FIND | IN_PICK | IN_PREVIEW | IN_REVIEW | IN_MERGE | IN_PAGES)
#define IN_MOVING (IN_LISTS | IN_BENCH)
#define IN_ALL (IN_MOVING | IN_ENTRY | IN_LINE | IN_PASTE | IN_EXAM)
/* An exam moves as the workbench does, and is shut off from everything that tells. */
#define IN_STEPS (IN_MOVING | IN_EXAM)
#define CONTEXT_COUNT 24
const char *context_name(unsigned context); /* of one bit */

/* X(id, typed names, keys, contexts, group, word in the bar, help) */
#define ACTIONS(X)                                                                                 \
    X(HELP, "help", "F1 ?", IN_STEPS, "Everywhere", "Help", "what the keys do on this screen")    \
    X(FIELD_HELP, "field-help", "F1 ?", IN_ENTRY, "Typing", "Help",                                \
      "what may stand in this field")                                                              \
    X(SAVE, "save", "F2", IN_BENCH | IN_ENTRY | IN_LINE | IN_MERGE, "Encounter", "Save",           \
      "save the encounter as coded")                                                               \
    X(BACK, "back", "F3 Esc", IN_ALL, "Everywhere", "Back", "go back to where you were")           \
    X(CHOICES, "choices", "F4 F9", IN_ENTRY, "Typing", "List",                                     \
      "list what may stand in this field")                                                         \
    X(FIND, "find list", "F4 f", IN_START | IN_BENCH, "Everywhere", "List",                        \
      "list the saved encounters")                                                                 \
    X(TURN, "view", "F5", IN_BENCH | IN_ENTRY | IN_CLAIM | IN_EXAM | IN_MARKS, "Encounter",        \
      "View",                                                                                      \
      "turn the lower half: picture, why, ledger, claim, findings; the claim: its forms; an exam: " \
      "picture, record; marks: all, no mistakes; results: rules, attempts")                        \
    X(WHY_NOT, "why-not", "F6 W", IN_BENCH, "Encounter", "Why not",                                \
      "why a code is not on the claim; :why-not CODE")                                             \
    X(WHAT_IF, "what-if", "F7 x", IN_BENCH, "Encounter", "What if",                                \
      "change a fact or a switch beside the encounter; :what-if 2.stop=09:16")                     \
    X(CLAIM, "claim", "F8 b", IN_BENCH, "Encounter", "Claim",                                      \
      "the claim as it would be keyed: lines, UB-04, CMS-1500, 837")                               \
    X(NEW, "new", "n", IN_START | IN_FIND, "Everywhere", "New", "begin a new encounter")           \
    X(NEXT, "next", "N", IN_BENCH, "Encounter", "", "leave this one as it is, begin the next")     \
    X(DISCARD, "discard", "D", IN_START, "Start", "Discard",                                       \
      "throw the selected draft away (asks first)")                                                \
    X(UP, "up", "Up k", IN_STEPS, "Moving", "", "one up")                                         \
    X(DOWN, "down", "Down j", IN_STEPS, "Moving", "", "one down")                                 \
    X(PAGE_UP, "page-up", "PgUp Ctrl-B", IN_STEPS, "Moving", "", "one screenful up")              \
    X(PAGE_DOWN, "page-down", "PgDn Ctrl-F Space", IN_STEPS, "Moving", "", "one screenful down")  \
    X(TOP, "top", "Home g", IN_STEPS, "Moving", "", "to the first")                               \
    X(BOTTOM, "bottom", "End G", IN_STEPS, "Moving", "", "to the last")                           \
    X(CLICK, "click", "Click", IN_STEPS, "Moving", "", "select what the mouse points at")         \
    X(SEARCH, "search", "/", IN_MOVING, "Moving", "",                                              \
      "find text; / and Enter again: the next place")                                              \
    X(SEARCH_NEXT, "search-next", "Ctrl-N", IN_LISTS, "Moving", "",                                \
      "the next place with the text searched for")                                                 \
    X(PANE, "pane", "Tab", IN_BENCH | IN_EXAM, "Moving", "", "between the rows and the lower half")          \
    X(PANE_BACK, "pane-back", "Shift-Tab", IN_BENCH | IN_EXAM, "Moving", "", "the same, backward")           \
    X(ADD, "add", "a Ins", IN_BENCH, "Rows", "Add", "type a new row")                              \
    X(EDIT, "edit", "e", IN_BENCH, "Rows", "Edit", "edit the row")                                 \
    X(QUICK, "quick", "i", IN_BENCH, "Rows", "Line",                                               \
      "type a row as one line: ceftr 2g 0830-0905; :quick LINE")                                   \
    X(ONE_LINE, "one-line", "Ctrl-O", IN_BENCH | IN_ENTRY, "Rows", "",                             \
      "leave the form and type the row as one line")                                               \
    X(PASTE, "paste", "p", IN_BENCH, "Rows", "Paste",                                              \
      "take rows copied from elsewhere; :paste FILE reads them")                                   \
    X(COPY, "copy", "c", IN_BENCH, "Rows", "", "copy the row below itself")                        \
    X(DELETE, "delete", "d Del", IN_BENCH, "Rows", "", "delete the row (u takes it back)")         \
    X(OPEN, "open", "Enter", IN_STEPS, "Everywhere", "Open",                                      \
      "open what is selected; edit the row")                                                       \
    X(MOVE_UP, "move-up", "K", IN_BENCH, "Rows", "", "move the row up")                            \
    X(MOVE_DOWN, "move-down", "J", IN_BENCH, "Rows", "", "move the row down")                      \
    X(HEADER, "header", "h", IN_BENCH, "Encounter", "",                                            \
      "edit number, date, payer and the rest of the header")                                       \
    X(UNDO, "undo", "u", IN_BENCH, "Encounter", "Undo",                                            \
      "take back the last change, and the one before ...")                                         \
    X(REDO, "redo", "r Ctrl-R", IN_BENCH, "Encounter", "", "do again what was taken back")         \
    X(OVERRULE, "overrule", "O", IN_BENCH, "Encounter", "Overrule",                                \
      "depart from the engine: add, drop, change a code line; :overrule BEFORE=AFTER")             \
    X(WHY, "why", "w", IN_BENCH, "Encounter", "",                                                  \
      "why the selected code or row is coded so; :why CODE")                                       \
    X(LEDGER, "ledger", "l", IN_BENCH, "Encounter", "", "every minute and what it pays for")       \
    X(FINDINGS, "findings", "!", IN_BENCH, "Encounter", "Findings",                                \
      "what would be denied or needs a person")                                                    \
    X(CHECKLIST, "checklist", "C", IN_BENCH, "Encounter", "",                                      \
      "the six elements of documentation, and what to ask")                                        \
    X(SWITCHES, "switches", "y", IN_START | IN_BENCH, "Rules", "",                                 \
      "the switches: what each means, who holds it, which matter here")                            \
    X(RULES, "rules", "R", IN_MOVING & ~(unsigned)IN_PICK, "Rules", "",                            \
      "the rule book: text, dates, source, cases; :rules ID or TABLE")                             \
    X(UNFOLD, "unfold", "*", IN_TREE | IN_SWITCHES, "Reasons", "Open all",                         \
      "open everything; once more: close it")                                                      \
    X(CHANGE, "change", "a Ins", IN_WHATIF | IN_RECODE, "What if", "Change",                       \
      "choose what to change; :change 2.stop=09:16 says it at once")                               \
    X(DROP, "drop", "d Del", IN_WHATIF | IN_RECODE, "What if", "Drop",                             \
      "leave the selected change away")                                                            \
    X(SET_SWITCH, "set", "F2 s", IN_SWITCHES | IN_SETTING, "Rules", "Set",                         \
      "set the switch for this site; first what it would touch")                                   \
    X(MINUTE_MORE, "minute-more", "+ = Right", IN_WHATIF, "What if", "Minute later",               \
      "the time that is changed, a minute later")                                                  \
    X(MINUTE_LESS, "minute-less", "- Left", IN_WHATIF, "What if", "Minute earlier",                \
      "the time that is changed, a minute earlier")                                                \
    X(WORDS, "words", "s", IN_BENCH, "Timeline", "", "the timeline in sentences")                  \
    X(ZOOM_IN, "zoom-in", "+ =", IN_BENCH | IN_EXAM, "Timeline", "", "fewer minutes, wider")                 \
    X(ZOOM_OUT, "zoom-out", "-", IN_BENCH | IN_EXAM, "Timeline", "", "more minutes, narrower")               \
    X(ZOOM_FIT, "zoom-fit", "0", IN_BENCH | IN_EXAM, "Timeline", "", "the whole encounter")                  \
    X(EARLIER, "earlier", "Left <", IN_BENCH | IN_EXAM, "Timeline", "", "scroll to earlier minutes")         \
    X(LATER, "later", "Right >", IN_BENCH | IN_EXAM, "Timeline", "", "scroll to later minutes")              \
    X(NEXT_FIELD, "next-field", "Tab Enter", IN_ENTRY, "Typing", "",                               \
      "check the field, go to the next one")                                                       \
    X(PREVIOUS_FIELD, "previous-field", "Shift-Tab", IN_ENTRY, "Typing", "",                       \
      "check the field, go to the one before")                                                     \
    X(TAKE, "take", "Ctrl-N PgDn", IN_ENTRY, "Typing", "Next row",                                 \
      "take the row, begin the next one")                                                          \
    X(ROW_ABOVE, "row-above", "Up", IN_ENTRY, "Typing", "", "the same field of the row above")     \
    X(ROW_BELOW, "row-below", "Down", IN_ENTRY, "Typing", "", "the same field of the row below")   \
    X(DUPLICATE, "duplicate", "Ctrl-D \"", IN_ENTRY, "Typing", "", "the same as in the row above") \
    X(TAKE_LINE, "take-line", "Enter", IN_LINE, "Quick line", "",                                  \
      "take the row as it was read; on an empty line leave")                                       \
    X(LINE_LIST, "line-list", "F4 Tab", IN_LINE, "Quick line", "List",                             \
      "list what the word may mean, or the drugs")                                                 \
    X(LINE_ABOVE, "line-above", "Up", IN_LINE, "Quick line", "", "the row above as a line")        \
    X(LINE_BELOW, "line-below", "Down", IN_LINE, "Quick line", "", "the row below as a line")      \
    X(LINE_HELP, "line-help", "F1", IN_LINE, "Quick line", "Help", "the words of the quick line")  \
    X(PASTE_DONE, "paste-done", "F2 Ctrl-D", IN_PASTE, "Pasting", "Done",                          \
      "that is all: show what it means")                                                           \
    X(TAKE_ROWS, "take-rows", "F2 t", IN_PREVIEW, "Pasting", "Take",                               \
      "take the rows as they are read")                                                            \
    X(FILTER, "filter", "F4 F", IN_FIND | IN_TRAIL, "Supervising", "Filter",                                  \
      "narrow the list as you type: words, or coder=NAME code=CODE ...")                           \
    X(REVIEW, "review", "F6 v", IN_START | IN_FIND | IN_WALK, "Supervising", "Review",                       \
      "coder, engine and reviewer side by side; answer a review")                                  \
    X(ORDER, "order", "o", IN_FIND, "Supervising", "Order",                                        \
      "put them in another order; :order date, number, coder, amount or changed, - before it backwards") \
    X(KEEP, "keep", "", IN_FIND, "Supervising", "",                                               \
      ":keep NAME keeps the filter under a name")                                                  \
    X(KEPT, "kept", "K", IN_FIND, "Supervising", "",                                               \
      "choose a filter that is kept")                                                              \
    X(TRAIL, "trail", "T", IN_START | IN_FIND | IN_REVIEW | IN_WALK, "Supervising", "",                      \
      "the audit trail of the selected encounter, or of everything")                               \
    X(SCORES, "scores", "S", IN_START | IN_FIND, "Supervising", "",                                \
      "what closed reviews found; :scores coder, rule, period, drug-class, disagreement; > FILE")  \
    X(SAMPLE, "sample", "P", IN_START | IN_FIND, "Supervising", "",                                 \
      ":sample SEED SIZE FILTER... draws encounters to review")                                    \
    X(SELFAUDIT, "selfaudit", "A", IN_START | IN_FIND, "Supervising", "",                          \
      "ask what auditors ask; :selfaudit FILTER..., :selfaudit FILTER... > FILE as CSV")            \
    X(RECODE, "recode", "E", IN_START | IN_FIND, "Supervising", "",                                \
      "saved work under another edition, policy or switch; :recode policy=cms coder=NAME")         \
    X(TAKE_OVER, "take-over", "t", IN_RECODE, "Supervising", "Accept",                             \
      "save the selected encounter as it comes out now (asks first)")                              \
    X(BEGIN, "begin", "o", IN_REVIEW, "Review", "Begin", "begin a review")                         \
    X(BLIND, "blind", "b", IN_REVIEW, "Review", "Blind",                                           \
      "begin a review that hides the other answers until one has coded")                           \
    X(CODES, "codes", "c", IN_REVIEW, "Review", "Codes",                                           \
      "type what the reviewer would have coded")                                                   \
    X(RETURN, "return", "t", IN_REVIEW, "Review", "Return",                                        \
      "give it back to the coder, with words")                                                     \
    X(AGREE, "agree", "a", IN_REVIEW, "Review", "Agree", "the coder agrees")                       \
    X(REBUT, "rebut", "x", IN_REVIEW, "Review", "Rebut", "the coder does not agree, with words")   \
    X(ESCALATE, "escalate", "e", IN_REVIEW, "Review", "", "leave it to a supervisor, with words")  \
    X(COMMENT, "comment", "m", IN_REVIEW, "Review", "", "say something about it")                  \
    X(CLOSE, "close", "z", IN_REVIEW, "Review", "Close", "end the review: the encounter is final") \
    X(REOPEN, "reopen", "r", IN_REVIEW, "Review", "", "take a closed review up again, with words") \
    X(THEIRS, "theirs", "t", IN_MERGE, "Two people", "Theirs", "what they made of it holds")       \
    X(MINE, "mine", "m", IN_MERGE, "Two people", "Mine", "what you made of it holds")              \
    X(COPY_AS, "copy-as", "c", IN_MERGE, "Two people", "Copy",                                     \
      "save yours under another number; theirs stays as it is")                                    \
    X(TRAIN, "train", "t", IN_START, "Training", "",                                               \
      "the scenarios: walk, exam, drill; live work is left alone")                                 \
    X(MARK, "mark", "m", IN_TRAIN, "Training", "Mark", "put it into the set of an exam, or out")   \
    X(EXAM, "exam", "x", IN_TRAIN, "Training", "Exam",                                             \
      "an exam of those marked, else of the selected one; :exam MINUTES PERCENT NAME...")          \
    X(DRILL, "drill", "d", IN_TRAIN, "Training", "Drill",                                          \
      "variants one change away, without end; after a mistake of what teaches it; :drill NAME")    \
    X(WEAK, "weak", "w", IN_TRAIN, "Training", "Weak",                                             \
      "a drill of what the trainee's results say is weakest")                                      \
    X(RESULTS, "results", "r", IN_TRAIN, "Training", "Results",                                    \
      "per trainee and rule, weakest first; F5 the attempts")                                      \
    X(NARROW, "narrow", "F4 F", IN_TRAIN, "Training", "Narrow",                                    \
      "show only what fits: tag=push level=1 rule=units.hours form=messy, or words")               \
    X(SHOW, "show-step", "o", IN_LESSON, "Training", "Show", "open the step with its reason")      \
    X(NEXT_STEP, "next-step", "n Right", IN_LESSON | IN_MARKS, "Training", "Next",                 \
      "the next step; after a drill the next variant")                                             \
    X(PREVIOUS_STEP, "previous-step", "p Left", IN_LESSON, "Training", "Before",                   \
      "the step before")                                                                           \
    X(HAND_IN, "hand-in", "F2", IN_EXAM, "Training", "Hand in",                                    \
      "end the exam, or this variant of a drill: it is graded")                                    \
    X(ADD_CODE, "add-code", "a c Ins", IN_EXAM, "Training", "Code",                                \
      "put a code on your claim: code, units, modifiers")                                          \
    X(DROP_CODE, "drop-code", "d Del", IN_EXAM, "Training", "Drop",                                \
      "take the selected code off your claim")                                                     \
    X(NAME_FINDINGS, "name-findings", "!", IN_EXAM, "Training", "Findings",                        \
      "name what is missing or would be denied")                                                   \
    X(OVERRIDE, "override", "o", IN_MARKS, "Training", "Override",                                 \
      "another grade for the selected attempt, with the reason (trainers)")                        \
    X(SAVE_SCENARIO, "save-scenario", "Z", IN_BENCH, "Training", "",                               \
      "keep it as a scenario of one's own, without names; :save-scenario NAME")                    \
    X(COMMAND, "command", ":", IN_STEPS, "Everywhere", "Type", "type an action by its name")      \
    X(LOG, "log", "L", IN_MOVING & ~(unsigned)IN_PICK, "Everywhere", "", "all messages so far")    \
    X(PAGER, "pager", "|", IN_MOVING & ~(unsigned)IN_PICK, "Everywhere", "",                       \
      "this page in $PAGER; on the workbench the whole defence sheet")                             \
    X(EDITOR, "editor", "Ctrl-T", IN_BENCH | IN_ENTRY | IN_PROMPT, "Typing", "",                   \
      "the text of this field in $EDITOR; on the workbench the row's note")                        \
    X(REPAINT, "redraw", "Ctrl-L", IN_ALL, "Everywhere", "", "draw the screen anew")               \
    X(QUIT, "quit q", "Q", IN_MOVING, "Everywhere", "",                                            \
      "leave; what is not saved stays as a draft")                                                 \
    X(SAVE_SCREEN, "save-screen", "", IN_ALL | IN_PROMPT, "Everywhere", "",                        \
      ":save-screen FILE writes what is shown, looks and cursor")                                  \
    X(TUTORIAL, "tutorial", "", IN_ALL, "Everywhere", "",                                          \
      "ten minutes at the real screens; again: off")                                               \
    X(WRITE_CONFIG, "write-config", "", IN_ALL, "Everywhere", "",                                  \
      ":write-config FILE writes the keys and options that hold now")                              \
    X(RESIZE, "resize", "", IN_ALL, "Everywhere", "",                                              \
      ":resize COLSxROWS, where there is no terminal (--screen)")                                  \
    X(ACCEPT, "accept", "Enter", IN_PROMPT, "Asking", "", "take the words")                        \
    X(CANCEL, "cancel", "Esc F3", IN_PROMPT, "Asking", "", "leave it")
enum action_id {
#define X(id, names, keys, contexts, group, bar, help) ACT_##id,
    ACTIONS(X)
#undef X
        ACT_COUNT,
    ACT_NONE = ACT_COUNT
};

struct action {
    enum action_id id;
    const char *names, *keys; /* words with blanks between; the first is the one that is shown */
    unsigned contexts;
    const char *group, *bar, *help;
};
const struct action *action_get(enum action_id id);
/* The action of a key where one is, ACT_NONE when there is none. */
enum action_id action_of_key(unsigned context, int key);
/* The action of a typed name or of the only one that begins with it; ACT_NONE: err says what is
 * near. */
enum action_id action_of_name(const char *name, struct err *err);
/* The names that begin so: what they share behind it goes to more, ":one, :other" to all; how many there are. */
size_t action_complete(const char *begun, struct str *more, struct str *all);
void action_first_key(const struct action *action, char buf[16]); /* "" when it has none */

/* What a view (or the workstation) does on an action; a table of these ends with ACT_NONE. */
enum word {
    WORD_IGNORED,
    WORD_HANDLED,
    WORD_POP, /* back to the view below */
    WORD_QUIT
};
typedef enum word reaction_fn(struct ui *ui, struct view *view, const char *argument);
struct reaction {
    enum action_id id;
    reaction_fn *run;
};
reaction_fn *reaction_find(const struct reaction *reactions, enum action_id id); /* NULL: none */

#endif
