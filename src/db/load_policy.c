/* load_inside.h: switches.csv and policies.csv, and the policy files of a site. */
#include "load_inside.h"

#include "csv.h"

/* ---- the meanings of values ---- */

static bool read_value(const struct switch_load *row, struct err *err, int *value)
{
    enum switch_id id = (enum switch_id)row->id;
    if (strcmp(row->value, "#") != 0)
        return switch_value_find(id, row->value, value, err);
    *value = -1;
    return switch_is_number(id, NULL, NULL) ||
           err_set(err, "switch %s takes no number; write a word of its values", switch_name(id));
}

static void load_meanings(struct load *load, struct library *l)
{
    const struct table *table = &l->tables[TABLE_SWITCHES];
    l->switches = ARENA_ARRAY(&l->arena, struct switch_meaning, table->n + 1);
    for (size_t i = 0; i < table->n; i++) {
        struct switch_load *row = ROW(l, SWITCHES, switch, i);
        struct err err = {""};
        row->meaning.id = (enum switch_id)row->id;
        if (!read_value(row, &err, &row->meaning.value))
            table_bad(load, table, row->head.line, "value", "%s", err.text);
        else
            l->switches[l->n_switches++] = row->meaning;
    }
}

static bool has_meaning(const struct library *l, enum switch_id id, int value)
{
    for (size_t i = 0; i < l->n_switches; i++)
        if (l->switches[i].id == id && l->switches[i].value == value)
            return true;
    return false;
}

static void check_meanings(struct load *load, const struct library *l)
{
    for (int id = 0; id < SWITCH_COUNT; id++) {
        char buf[16];
        int n = switch_values((enum switch_id)id);
        for (int value = n ? 0 : -1; value < n; value++)
            if (!has_meaning(l, (enum switch_id)id, value))
                table_bad(load, &l->tables[TABLE_SWITCHES], 0, NULL,
                          "no row says what %s = %s means; add one",
                          switch_name((enum switch_id)id),
                          n ? switch_value_name((enum switch_id)id, value, buf) : "#");
    }
}

/* ---- policies ---- */

static int policy_index(const struct library *l, const char *name)
{
    for (size_t i = 0; i < l->n_policies; i++)
        if (ascii_casecmp(l->policy_names[i], name) == 0)
            return (int)i;
    return -1;
}

static struct policy *policy_new(struct library *l, const char *name)
{
    struct policy *policy = &l->policies[l->n_policies];
    l->policy_names[l->n_policies++] = name;
    snprintf(policy->name, sizeof policy->name, "%s", name);
    for (int id = 0; id < SWITCH_COUNT; id++)
        policy->value[id] = -1;
    return policy;
}

static void read_policies(struct load *load, struct library *l)
{
    const struct table *table = &l->tables[TABLE_POLICIES];
    l->policies = ARENA_ARRAY(&l->arena, struct policy, table->n + 1);
    l->policy_names = ARENA_ARRAY(&l->arena, const char *, table->n + 1);
    for (size_t i = 0; i < table->n; i++) {
        const struct policy_load *row = ROW(l, POLICIES, policy, i);
        struct err err = {""};
        int at = policy_index(l, row->policy);
        struct policy *policy = at >= 0 ? &l->policies[at] : policy_new(l, row->policy);
        if (strlen(row->policy) >= sizeof policy->name)
            table_bad(load, table, row->head.line, "policy",
                      "the name is too long; take at most %zu letters", sizeof policy->name - 1);
        if (!switch_value_find((enum switch_id)row->id, row->value, &policy->value[row->id], &err))
            table_bad(load, table, row->head.line, "value", "%s", err.text);
    }
}

static void check_policies(struct load *load, const struct library *l)
{
    const struct table *table = &l->tables[TABLE_POLICIES];
    for (size_t i = 0; i < l->n_policies; i++)
        for (int id = 0; id < SWITCH_COUNT; id++)
            if (l->policies[i].value[id] < 0)
                table_bad(load, table, 0, NULL, "policy %s sets no %s; add a row",
                          l->policy_names[i], switch_name((enum switch_id)id));
    if (policy_index(l, "reference") < 0)
        table_bad(load, table, 0, NULL, "there is no policy reference; add its rows");
}

void load_policies(struct load *load, struct library *library)
{
    long before = load->complaints;
    load_meanings(load, library);
    if (!library->tables[TABLE_SWITCHES].faulty && load->complaints == before)
        check_meanings(load, library);
    before = load->complaints;
    read_policies(load, library);
    if (!library->tables[TABLE_POLICIES].faulty && load->complaints == before)
        check_policies(load, library);
}

/* ---- a policy asked for ---- */

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool file_row(const struct csv_reader *csv, const struct csv_record *record, const int at[2],
                     struct policy *out, struct err *err)
{
    char assignment[256];
    struct err why = {""};
    snprintf(assignment, sizeof assignment, "%s=%s", record->cells[at[0]], record->cells[at[1]]);
    if (policy_set(out, assignment, &why))
        return true;
    return err_set(err, "%.300s:%ld: %.600s", csv_name(csv), record->line, why.text);
}

static bool file_header(const struct csv_reader *csv, int at[2], struct err *err)
{
    const char *const *names;
    char shown[64];
    size_t n = csv_header(csv, &names);
    at[0] = at[1] = -1;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(names[i], "switch") == 0)
            at[0] = (int)i;
        else if (strcmp(names[i], "value") == 0)
            at[1] = (int)i;
        else
            return err_set(err, "%s:1: column %s is not known in a policy; use switch and value",
                           csv_name(csv), text_short(names[i], shown));
    }
    return (at[0] >= 0 && at[1] >= 0) ||
           err_set(err,
                   "%s:1: a policy has the columns switch and value; add the one that is missing",
                   csv_name(csv));
}

/* What the file leaves out is as in the policy reference. */
static bool policy_file(const struct library *l, const char *path, struct policy *out,
                        struct err *err)
{
    struct csv_record record;
    int at[2], got = 0;
    struct csv_reader *csv = csv_open(path, ',', err);
    if (!csv)
        return false;
    *out = l->policies[policy_index(l, "reference")];
    const char *name = file_name(path);
    snprintf(out->name, sizeof out->name, "%.*s", (int)strcspn(name, "."), name);
    bool good = file_header(csv, at, err);
    while (good && (got = csv_next(csv, &record, err)) > 0)
        good = file_row(csv, &record, at, out, err);
    csv_close(csv);
    return good && got == 0;
}

static bool unknown_policy(const struct library *l, const char *name, struct err *err)
{
    struct str names;
    str_init(&names, 512);
    for (size_t i = 0; i < l->n_policies; i++)
        str_addf(&names, "%s%s", i ? ", " : "", l->policy_names[i]);
    err_set(err,
            "there is no policy and no file %s; give a file of switch,value rows or one of: %s",
            name, names.data);
    str_release(&names);
    return false;
}

bool library_policy(struct library *library, const char *name_or_file, struct policy *out,
                    struct err *err)
{
    int at = policy_index(library, name_or_file);
    if (at >= 0) {
        *out = library->policies[at];
        return true;
    }
    FILE *file = strpbrk(name_or_file, "/.") ? fopen(name_or_file, "r") : NULL;
    if (!file)
        return unknown_policy(library, name_or_file, err);
    fclose(file);
    return policy_file(library, name_or_file, out, err);
}

size_t library_switches(const struct library *library, const struct switch_meaning **out)
{
    *out = library->switches;
    return library->n_switches;
}

size_t library_policies(const struct library *library, const char *const **names)
{
    *names = library->policy_names;
    return library->n_policies;
}
