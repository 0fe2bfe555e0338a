#include "command.h"

#include <limits.h>

#include "../../db/csv.h"
#include "../../db/json.h"
#include "filter.h"

enum { PAGE = 200, LINE_MAX_BYTES = 64 * 1024 };

typedef void print_fn(void *to, const struct store_item *item);

static void print_text(void *to, const struct store_item *item)
{
    struct str *line = to;
    char day[16];
    str_clear(line);
    str_addf(line, "%-16s %-10s %-8s %-9s %-10s ", item->number, when_print_day(item->date, day),
             word_name(WORDS_SETTING,
                       item->setting == SETTING_NONE ? SETTING_FACILITY : (int)item->setting),
             status_name(item->status), item->coder);
    str_addf(line, "%s", item->codes);
    if (item->errors > 0)
        str_addf(line, "  !%d", item->errors);
    text_tame(line->data);
    printf("%s\n", line->data);
}

static void print_json(void *to, const struct store_item *item)
{
    struct str *line = to;
    const struct {
        const char *name, *text;
    } texts[] = {{"encounter", item->number},
                 {"patient", item->patient},
                 {"payer", item->payer},
                 {"coder", item->coder},
                 {"status", status_name(item->status)},
                 {"codes", item->codes},
                 {"rules", item->edition},
                 {"policy", item->policy},
                 {"hash", item->hash},
                 {"changed", item->changed},
                 {"changed_by", item->changed_by}};
    char day[16];
    str_clear(line);
    str_addf(line, "{\"version\":%lld,\"date\":", (long long)item->version);
    json_string(line, when_print_day(item->date, day));
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        str_addf(line, ",\"%s\":", texts[i].name);
        json_string(line, texts[i].text);
    }
    printf("%s,\"errors\":%d,\"warnings\":%d}\n", line->data, item->errors, item->warnings);
}

static void print_csv(void *to, const struct store_item *item)
{
    struct csv_writer *w = to;
    char day[16];
    csv_write_cell(w, item->number);
    csv_write_cell(w, when_print_day(item->date, day));
    csv_write_cell(w, word_name(WORDS_SETTING, (int)item->setting));
    csv_write_cell(w, status_name(item->status));
    csv_write_cell(w, item->coder);
    csv_write_cell(w, item->codes);
    csv_write_number(w, item->errors);
    csv_write_number(w, item->warnings);
    csv_write_cell(w, item->changed);
    csv_write_end(w);
}

static struct csv_writer *csv_head(void)
{
    static const char *const names[] = {"encounter", "date",   "setting",  "status", "coder",
                                        "codes",     "errors", "warnings", "changed"};
    struct csv_writer *w = csv_write_to(stdout);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_write_cell(w, names[i]);
    csv_write_end(w);
    return w;
}

/* Page by page, so that a million of them never stand in memory. */
static enum store_fault print_all(struct store *store, const struct filter *filter, print_fn *print,
                                  void *to, struct err *err)
{
    struct arena pages[2];
    struct store_item *items, *last = NULL;
    size_t n = PAGE;
    long left = filter->limit > 0 ? filter->limit : LONG_MAX;
    enum store_fault fault = STORE_OK;
    arena_init(&pages[0]);
    arena_init(&pages[1]);
    for (int turn = 0; fault == STORE_OK && n == PAGE && left > 0 && !ferror(stdout);
         turn = 1 - turn) {
        arena_clear(&pages[turn]); /* last lives in the other one */
        fault = store_list(store, &filter->store, last, PAGE, &pages[turn], &items, &n, err);
        for (size_t i = 0; i < n && left > 0; i++, left--)
            print(to, &items[i]);
        last = n > 0 ? &items[n - 1] : NULL;
    }
    arena_release(&pages[0]);
    arena_release(&pages[1]);
    return fault;
}

enum leave command_list(struct app *app, int n, char *const *words)
{
    static print_fn *const printers[] = {print_text, print_csv, print_json};
    struct err err = {""};
    struct filter filter;
    struct str line;
    enum leave leave;
    if (!filter_read(&filter, n, words, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    struct store *store = app_store(app, false, &leave);
    if (store == NULL)
        return leave;
    str_init(&line, LINE_MAX_BYTES);
    struct csv_writer *csv = app->format == FORMAT_CSV ? csv_head() : NULL;
    enum store_fault fault =
        print_all(store, &filter, printers[app->format], csv != NULL ? (void *)csv : &line, &err);
    str_clear(&line);
    filter_print(&filter.store, &line);
    if (fault == STORE_OK)
        fault = store_note(store, "listed", "", line.length > 0 ? line.data : "", &err);
    leave = app_leave(fault);
    if (leave != LEAVE_DONE)
        app_say_text(err.text);
    if (csv != NULL)
        csv_write_done(csv, &err);
    str_release(&line);
    store_close(store);
    return command_finish(leave);
}
