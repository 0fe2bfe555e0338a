/* main.c: the table of options, the table of commands, and who gets called. */
#include <signal.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/paths.h"
#include "ui/command/args.h"
#include "ui/command/plain.h"
#include "ui/command/sheet.h"
#include "ui/screen/screen.h"

enum ask { ASK_NOTHING, ASK_HELP, ASK_VERSION, ASK_ACTIONS, ASK_OPTIONS };

/* ---- options that are more than a text or a flag ---- */

static bool take_set(struct app *app, const char *value, struct err *err)
{
    size_t capacity = app->n_sets;
    if (strchr(value, '=') == NULL)
        return err_set(
            err, "--set wants SWITCH=VALUE, not \"%s\"; `ivledger help set` names the switches",
            value);
    ARENA_PUSH(&app->arena, app->sets, app->n_sets, capacity)[0] = value;
    return true;
}

static bool take_format(struct app *app, const char *value, struct err *err)
{
    static const char *const names[] = {"text", "csv", "json", "html"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(value, names[i]) == 0) {
            app->format = (enum format)i;
            app->format_given = true;
            return true;
        }
    return err_set(err, "--format wants text, csv or json, with show html too, not \"%s\"", value);
}

static bool take_form(struct app *app, const char *value, struct err *err)
{
    if (!sheet_find(value))
        return err_set(err, "--form wants ub04, cms1500, 837, query or letter, not \"%s\"", value);
    app->form = value;
    return true;
}

static bool take_from(struct app *app, const char *value, struct err *err)
{
    day_t day;
    if (!when_parse_day(value, &day))
        return err_set(err, "--from wants a date such as 2026-04-01, not \"%s\"", value);
    app->from = value;
    return true;
}

static bool take_screen(struct app *app, const char *value, struct err *err)
{
    char cols[8] = "", rows[8] = "", rest[2] = "";
    long n;
    if (sscanf(value, "%7[0-9]x%7[0-9]%1s", cols, rows, rest) != 2 ||
        !number_parse(cols, 1, 1000, &n) || !number_parse(rows, 1, 1000, &n))
        return err_set(err, "--screen wants COLUMNSxROWS such as 80x24, not \"%s\"", value);
    app->screen = value;
    return true;
}

static bool take_now(struct app *app, const char *value, struct err *err)
{
    struct err why;
    day_t day;
    int clock;
    char text[24];
    if (!when_parse(value, &day, &clock, &why) || day == NO_DAY || clock >= DAY_MINUTES)
        return err_set(err, "--now wants \"YYYY-MM-DD HH:MM\", not \"%s\"", value);
    app->now = arena_text(&app->arena, when_print(when_at(day, clock), text));
    return true;
}

#define TEXT(member) OPTION_TEXT, offsetof(struct app, member), NULL
#define FLAG(member) OPTION_FLAG, offsetof(struct app, member), NULL
#define TAKE(fn) OPTION_TAKE, 0, fn
#define ASK(what) OPTION_ASK, what, NULL

const struct option_row option_rows[] = {
    {"db", 0, "FILE", NULL, "the database (default: your XDG data folder)", TEXT(db)},
    {"key-file", 0, "FILE", NULL,
     "the key of an encrypted database, first line of a file of mode 0600; - asks for it",
     TEXT(key_file)},
    {"data", 0, "DIR", NULL, "the data directory with the rule book", TEXT(data)},
    {"policy", 0, "NAME|FILE", NULL,
     "policy by name (reference, cms, site) or a file of switch,value",
     TEXT(policy_name)},
    {"rules", 0, "EDITION", NULL, "this edition of the rule book instead of the one of the date",
     TEXT(rules)},
    {"set", 0, "SWITCH=VALUE", NULL, "one switch on top of the policy; may be repeated",
     TAKE(take_set)},
    {"yes", 0, NULL, "switches train",
     "set the switch of this site; keep words that the book does not know", FLAG(yes)},
    {"accept", 0, "ID", "recode", "save this one encounter as it comes out now", TEXT(accept)},
    {"format", 0, "text|csv|json|html", "code show list report why whatif export rules recode switches sample scores selfaudit train",
     "how to print; json is one object a line, html the sheet of show", TAKE(take_format)},
    {"switches", 0, NULL, "code show",
     "name also the switches that change nothing here, or only revenue codes", FLAG(switches)},
    {"form", 0, "ub04|cms1500|837|query|letter", "code show",
     "the claim form in plain text, its 837 lines, the open questions, the defence on one page", TAKE(take_form)},
    {"site", 0, "DIR", NULL, "the folder of site.csv and charges.csv (default: your XDG config)",
     TEXT(site_dir)},
    {"dry-run", 0, NULL, "rules", "say what an import would change, and change nothing",
     FLAG(dry_run)},
    {"from", 0, "YYYY-MM-DD", "rules", "first day of the edition in an imported file",
     TAKE(take_from)},
    {"what", 0, "WHAT", "export", "administrations codes drugs claims findings decisions ledger audit reviews training",
     TEXT(what)},
    {"output", 'o', "FILE", "export", "write there instead of stdout", TEXT(output)},
    {"map", 0, "usual|FILE", "code import",
     "other systems' lists by the usual names of their columns, or those of FILE besides",
     TEXT(map)},
    {"replace", 0, NULL, "import", "save again what is already saved with other content",
     FLAG(replace)},
    {"reason", 0, "REASON", "overrule", "why the engine is departed from (reasons.csv)", TEXT(reason)},
    {"words", 0, "WORDS", "overrule review train", "what is to be said about it", TEXT(words)},
    {"blind", 0, NULL, "review", "the reviewer codes before the other answers are shown", FLAG(blind)},
    {"filter", 0, "NAME", "list export recode selfaudit sample scores",
     "the words kept under NAME by the command filters", TEXT(filter)},
    {"drop", 0, NULL, "filters", "forget the filter of that name", FLAG(drop)},
    {"seed", 0, "N", "sample train", "the same seed and size draw the same again", TEXT(seed)},
    {"size", 0, "N", "sample train", "how many encounters, or variants, to draw", TEXT(size)},
    {"again", 0, NULL, "sample", "also what a sample of this month has already", FLAG(again)},
    {"by", 0, "WHAT", "scores sample",
     "all coder period rule drug-class disagreement minutes; sample: coder payer setting month none",
     TEXT(by)},
    {"grade", 0, "FILE", "train", "grade a class's answers from CSV", TEXT(grade)},
    {"pass", 0, "PERCENT", "train", "pass mark of --grade (80)", TEXT(pass)},
    {"answers", 0, "FILE", "train", "print your own scenarios with the engine's answers",
     TEXT(answers)},
    {"keep", 0, "ID", "train", "print a saved encounter as a scenario, without what names anybody",
     TEXT(keep)},
    {"drill", 0, NULL, "train", "variants one change away, with their answers", FLAG(drill)},
    {"trainee", 0, "NAME", "train", "results of this one; --drill: more of what NAME errs in",
     TEXT(trainee)},
    {"results", 0, NULL, "train", "per trainee and rule over time, weakest first", FLAG(results)},
    {"override", 0, "N=passed|failed", "train", "a trainer's word over the grade of attempt N",
     TEXT(override)},
    {"readonly", 0, NULL, NULL, "never write to the database", FLAG(readonly)},
    {"plain", 0, NULL, NULL, "prompts and sentences instead of boxes", FLAG(plain)},
    {"ascii", 0, NULL, NULL, "draw with ASCII only", FLAG(ascii)},
    {"no-color", 0, NULL, NULL, "no colours (NO_COLOR does the same)", FLAG(no_color)},
    {"no-mouse", 0, NULL, NULL, "leave the mouse to the terminal", FLAG(no_mouse)},
    {"script", 0, "FILE", NULL, "drive the screens with the keys in FILE", TEXT(script)},
    {"screen", 0, "COLSxROWS", NULL, "size of the screen a script runs on", TAKE(take_screen)},
    {"now", 0, "\"YYYY-MM-DD HH:MM\"", NULL, "the time to work with instead of the clock's",
     TAKE(take_now)},
    {"help", 'h', NULL, NULL, "this help, or the command's", ASK(ASK_HELP)},
    {"version", 'V', NULL, NULL, "versions of program, libraries and rule book", ASK(ASK_VERSION)},
    {"list-actions", 0, NULL, NULL, "every command and action, for completion", ASK(ASK_ACTIONS)},
    {"list-options", 0, NULL, NULL, "every option, for completion", ASK(ASK_OPTIONS)},
    {NULL, 0, NULL, NULL, NULL, OPTION_FLAG, 0, NULL},
};

_Static_assert(COUNT_OF(option_rows) <= MOST_OPTIONS, "struct args has room for every option");

const struct command commands[] = {
    {"code", "[FILE...]", "code encounters from administration CSV",
     "Reads administration CSV (standard input without FILE or with -), codes every encounter and\n"
     "prints it. An encounter with a bad row is named and left out whole; the rest is coded.\n"
     "Status 0: done; 1: some finding is an error; 65: something was left out.",
     command_code, "text csv json"},
    {"import", "FILE...", "code and save encounters from administration CSV",
     "Each file is one transaction. What is saved already and unchanged is left alone; what is "
     "saved\n"
     "with other content is refused, or saved again with --replace.",
     command_import, NULL},
    {"export", "[--what WHAT] [-o FILE] [FILTER...]", "saved work as CSV",
     "WHAT: administrations (read again by code and import), codes, drugs, claims, findings,\n"
     "decisions, ledger, audit, reviews, training. Filters as in `ivledger help filters`.",
     command_export, "csv"},
    {"list", "[FILTER...]", "saved encounters, one a line, last saved first",
     "Filters: status=coded coder=NAME code=CODE text=WORDS ... and limit=N; `ivledger help filters`\n"
     "shows all of them.",
     command_list, "text csv json"},
    {"show", "ID", "one saved encounter in full",
     "With --format json one object per visit, as code prints it; with --format html one page that\n"
     "stands by itself and prints on one sheet.",
     command_show, "text csv json html"},
    {"why", "ID CODE", "why CODE is, or is not, on saved encounter ID",
     "CODE: a code, one unit of it (96415/2), a modifier on it (96365-59), a row (2 or row2), a drug\n"
     "code, or a finding. Both are answers: of a code that is not there, the first condition that\n"
     "fails and what record would change it. JSON says which it is (there).",
     command_why, "text csv json"},
    {"whatif", "ID CHANGE...", "a saved encounter with facts or switches changed",
     "CHANGE: ROW.FIELD=VALUE (2.stop=09:16), FIELD=VALUE (payer=commercial) or SWITCH=VALUE\n"
     "(overlap_mode=subtract). Both answers side by side and the minute that decides; nothing is\n"
     "saved.",
     command_whatif, "text csv json"},
    {"recode", "[FILTER...]", "what saved work would be under another edition or policy",
     "Codes saved work again: with --rules under that edition, else under the one of the date of\n"
     "service; with --policy and --set under those, else under what it was saved with. Says what\n"
     "would change and by which rule; one encounter (number=ID) side by side. Writes nothing, unless\n"
     "--accept ID takes one. Status 1: something would change.",
     command_recode, "text csv json"},
    {"switches", "[SWITCH[=VALUE]]", "where authorities disagree, and what this site has chosen",
     "Each switch with its values, what they mean, who holds them and who set it when. With a VALUE\n"
     "the saved encounters that would come out otherwise; nothing is set without --yes. An empty\n"
     "VALUE gives the switch back to policy reference. The site's switches hold for import and the\n"
     "workstation, for others with --policy site. Status 1: something would come out otherwise.",
     command_switches, "text csv"},
    {"train", "[SCENARIO|FILTER...]", "scenarios: list, walk through, grade, drill, results",
     "Without words lists the scenarios; filters: level=2 tag=push rule=units.hours form=messy\n"
     "setting=office. With a name, or a file of your own, prints the walk: the record, each step\n"
     "with its answer and reason, what authorities dispute. --grade reads answers with the columns\n"
     "trainee scenario row in kind access initial relation codes findings; see ivledger-data(5).\n"
     "Results go to ivledger-training.db beside the database, never into it. Status 1: somebody\n"
     "did not pass.",
     command_train, "text csv"},
    {"rules", "[check|list|show ID|import KIND FILE...]",
     "the rule book: check it, list it, cite it, renew it",
     "import takes files as CMS publishes them; KIND is ptp-hospital, ptp-practitioner,\n"
     "mue-hospital, mue-practitioner, pfs, pfs-qp, opps or hcpcs. --dry-run says what would\n"
     "change. What held before the edition's first day (--from, else the file's name) stays.",
     command_rules, "text csv json"},
    {"overrule", "ID [BEFORE=AFTER|undo N]", "depart from the engine, with a reason",
     "BEFORE=AFTER says that another line should stand, =AFTER that one is missing, BEFORE= that one\n"
     "should not stand; 2:BEFORE=AFTER in the second visit. Needs --reason and --words. Kept beside the\n"
     "engine's answer, on which claims and exports stay. Without a change: what stands.",
     command_overrule, NULL},
    {"review", "[ID [REVIEW] [open|codes CODES|class CODE CLASS|comment|return|agree|rebut|escalate|close|reopen]]",
     "review saved encounters, and answer a review",
     "Coder, engine and reviewer side by side, by administration; an error that only follows from\n"
     "another counts once. open begins (--blind: the reviewer codes first), codes says what the\n"
     "reviewer would have coded, return gives it to the coder, who can agree or rebut; close makes it\n"
     "final. Words for return, rebut, escalate, comment and reopen: --words. Of several reviews the open\n"
     "one is meant, or the one whose number stands behind ID. Without ID: all reviews.",
     command_review, NULL},
    {"sample", "--seed N --size N [FILTER...]", "draw encounters to review, so that it can be drawn again",
     "Stratified by coder, or --by payer,setting,month or none. What a sample of this month has already\n"
     "is left out, unless --again. Frame and what was left out are printed; the draw is kept, and\n"
     "sample=N is then a filter.",
     command_sample, "text csv"},
    {"scores", "[--by WHAT] [FILTER...]", "how often closed reviews found the coding right",
     "By code, by code weighted (reasons.csv), by encounter and by money; each share with what it is\n"
     "of and its 95 % interval. --by disagreement says who differs about what, --by minutes how long\n"
     "an encounter takes from one save to the next.",
     command_scores, "text csv"},
    {"report", "encounter|review ID, coder NAME, period 2026-03 [FILTER...]",
     "a page to print or file about one of these",
     "encounter: the page of show with the coder's departures and every review. review: the answers\n"
     "side by side with all that was said. coder and period: counts by status, scores in every way,\n"
     "minutes per encounter. With --format csv the figures alone.",
     command_report, "text csv json"},
    {"selfaudit", "[FILTER...]", "what auditors are known to ask, asked of saved work",
     "The questions are rows of selfaudit.csv. Status 1 when something was found.",
     command_selfaudit, "text csv"},
    {"filters", "[NAME [FILTER...]]", "filters kept under a name",
     "With words keeps them as NAME, for --filter NAME or filter=NAME wherever filters stand; words\n"
     "given beside it win. Names are one's own; those that begin with site: are everybody's, and kept\n"
     "by supervisors. Without words: what is kept. --drop forgets it.",
     command_filters, NULL},
    {"people", "[LOGIN JOB]", "who has which job, and what each may do",
     "JOB: coder, reviewer, supervisor, trainer or auditor. While nobody has one, everybody may do\n"
     "everything; a login without one is then a coder. The rights of the file itself are the system's.",
     command_people, NULL},
    {"db", "[check|backup FILE|encrypt FILE|migrate|info|audit [WORDS]|verify [CHAIN]]", "care of the database",
     "audit: the audit trail, narrowed by a number, who=, what=, from=, to= or text=; verify: does\n"
     "its chain hold? Each break is named; a CHAIN noted earlier must still be there.\n"
     "check: SQLite's integrity check, the references and the chain of the audit trail.\n"
     "backup: a whole copy while others work. migrate: bring an older file to this version.\n"
     "encrypt: a whole copy under the key of --key-file, in a build with encryption.",
     command_db, NULL},
    {"help", "[TOPIC]", "what a command does, or all of them",
     "TOPIC: a command, set for the switches, filters for what narrows saved work.", command_help, NULL},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};
_Static_assert(COUNT_OF(commands) <= MOST_COMMANDS, "args_command() has room for every command");

/* ---- asking about the program ---- */

static void list_actions(void)
{
    for (const struct command *command = commands; command->name != NULL; command++)
        printf("%s\t%s\tcommand line\t%s\n", command->name, command->words, command->say);
    screen_list_actions(stdout);
}

static void list_options(void)
{
    for (const struct option_row *row = option_rows; row->name != NULL; row++)
        printf("--%s\t%s\t%s\t%s\n", row->name, row->argument != NULL ? row->argument : "",
               row->only != NULL ? row->only : "", row->say);
}

static enum leave answer(struct args *args)
{
    char *topic[] = {args->n > 0 ? (char *)(uintptr_t)args->words[0] : NULL};
    if (args->ask == ASK_HELP)
        return command_help(args->app, args->n > 0, topic);
    if (args->ask == ASK_VERSION)
        command_version(args->app);
    else if (args->ask == ASK_ACTIONS)
        list_actions();
    else
        list_options();
    return command_finish(LEAVE_DONE);
}

/* ---- running ---- */

static enum leave run_screen(struct app *app)
{
    if (app->plain)
        return plain_run(app);
    bool scripted = app->script != NULL || app->screen != NULL;
    if (scripted || (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)))
        return screen_run(app);
    app_say("the workstation needs a terminal; without one use `ivledger code FILE.csv` or "
            "`ivledger --plain`, or see `ivledger help`");
    return LEAVE_USAGE;
}

static void find_db(struct app *app)
{
    struct err err;
    struct str path;
    str_init(&path, 8192);
    app->db_path = app->db != NULL ? app->db
                   : paths_data_file("ivledger.db", &path, &err)
                       ? arena_text(&app->arena, path.data)
                       : "";
    str_release(&path);
}

static enum leave run(struct args *args, int argc, char **argv)
{
    struct err err = {""};
    const struct command *command = NULL;
    bool fine = args_read(args, argc, argv, &err);
    find_db(args->app);
    if (fine && args->ask != ASK_NOTHING)
        return answer(args);
    if (fine && !app_find_user(args->app, &err)) {
        app_say_text(err.text);
        return LEAVE_IO;
    }
    if (fine && args->n > 0)
        fine = (command = args_command(args->words[0], &err)) != NULL &&
               args_fit(args, command, &err);
    if (!fine) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    if (command == NULL)
        return run_screen(args->app);
    if (args->app->filter != NULL && args->n < MOST_WORDS)
        args->words[args->n++] =
            arena_format(&args->app->arena, "%s=%s", filter_name(FILTER_SAVED), args->app->filter);
    return command->run(args->app, args->n - 1, (char *const *)(uintptr_t)(args->words + 1));
}

/* What is written is the owner's, and no core is, which would hold what was charted; a limit of 0 is not
 * enough where the system hands cores to a program. */
static void keep_to_ourselves(void)
{
    const struct rlimit no_core = {0, 0};
    umask(077);
    setrlimit(RLIMIT_CORE, &no_core);
#if defined(PR_SET_DUMPABLE) && !defined(LEAKS_ARE_LOOKED_FOR) /* which wants to trace us */
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

int main(int argc, char **argv)
{
    struct args args = {.n = 0};
    struct app app = {
        .program = argc > 0 ? argv[0] : "ivledger", .user = "", .db_path = "", .data_dir = ""};
    keep_to_ourselves();
    signal(SIGXFSZ, SIG_IGN); /* a file at its limit is a write that failed */
    signal(SIGPIPE, SIG_IGN); /* a reader that goes away is seen by command_finish() */
    arena_init(&app.arena);
    args.app = &app;
    enum leave leave = run(&args, argc, argv);
    app_release(&app);
    return (int)leave;
}
