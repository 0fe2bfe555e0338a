/* The help screen, from the table of actions; the messages so far; the list for other programs. */
#include "screen.h"
#include "screens.h"

static const char *const times[] = {
    "Times: 830 0830 8:30 8:30p are clock times, n is now, a dot is the same as above.",
    "+35 is 35 minutes after the start, or after the stop above; -30 is 30 minutes before.",
    "A bare 9 is refused, since it may be 9:00 or 0:09.",
    "A stop before its start is on the next day, shown as +1.  Dates: 2026-03-02, 3/2/2026, t "
    "(today), t-1.",
    "Drugs: the first letters of a generic, a brand or a HCPCS number; the line above the form "
    "says what they stand for.",
    "Words: the first letters are enough, e.g. p for push, i for infusion, h for hydration.",
    "Every change is coded at once and kept as a draft; nothing typed is lost when the program or "
    "the line dies.",
};

static void add_action(struct ui *ui, struct list *list, const struct action *action,
                       unsigned context)
{
    char line[300], keys[80];
    size_t name = strcspn(action->names, " ");
    if (!(action->contexts & context))
        return;
    config_keys(ui->config, action, context, keys);
    snprintf(line, sizeof line, "  %-18s:%-15.*s%s", keys, (int)name, action->names, action->help);
    list_text(list, LOOK_PLAIN, 0, ui->cols - 2, 36, line);
}

static bool first_of_group(size_t id)
{
    for (size_t i = 0; i < id; i++)
        if (strcmp(action_get((enum action_id)i)->group, action_get((enum action_id)id)->group) ==
            0)
            return false;
    return true;
}

static bool group_works(const char *group, unsigned context)
{
    for (size_t i = 0; i < ACT_COUNT; i++) {
        const struct action *action = action_get((enum action_id)i);
        if (strcmp(action->group, group) == 0 && (action->contexts & context))
            return true;
    }
    return false;
}

static void add_keys(struct ui *ui, struct list *list, unsigned context)
{
    for (size_t g = 0; g < ACT_COUNT; g++) {
        const char *group = action_get((enum action_id)g)->group;
        if (!first_of_group(g) || !group_works(group, context))
            continue;
        list_head(list, "%s", group);
        for (size_t i = 0; i < ACT_COUNT; i++)
            if (strcmp(action_get((enum action_id)i)->group, group) == 0)
                add_action(ui, list, action_get((enum action_id)i), context);
    }
}

void help_open(struct ui *ui, unsigned context)
{
    char title[100];
    snprintf(title, sizeof title, "Help: %s", context_name(context));
    struct list *list = sheet_open_lines(ui, title);
    add_keys(ui, list, context);
    if (!(context & IN_BENCH))
        return;
    list_head(list, "While typing in a form");
    add_keys(ui, list, IN_ENTRY);
    list_head(list, "What may be typed");
    for (size_t i = 0; i < COUNT_OF(times); i++)
        list_text(list, LOOK_PLAIN, 0, ui->cols - 4, 2, times[i]);
}

void log_open(struct ui *ui)
{
    struct list *list = sheet_open_lines(ui, "Messages, the last one first");
    for (size_t i = ui->log.n; i-- > 0;)
        list_text(list, ui->log.items[i].look, 0, ui->cols - 2, 2, ui->log.items[i].text);
    if (ui->log.n == 0)
        list_add(list, LOOK_FAINT, 0, "no messages yet");
}

void screen_list_actions(FILE *out)
{
    for (size_t i = 0; i < ACT_COUNT; i++) {
        const struct action *action = action_get((enum action_id)i);
        size_t name = strcspn(action->names, " ");
        fprintf(out, "%.*s\t%s\t", (int)name, action->names, action->keys);
        for (int c = 0, n = 0; c < CONTEXT_COUNT; c++)
            if (action->contexts & (1u << c))
                fprintf(out, "%s%s", n++ ? ", " : "", context_name(1u << c));
        fprintf(out, "\t%s\n", action->help);
    }
}
