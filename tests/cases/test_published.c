/* Published cases (tests/cases/published): facts of an encounter and the answer that somebody
 * published for it.  One test a case.  A case labelled yes must come out as published under the
 * default switches, one that names switches under those; for disputed and wrong ones the test is
 * only that the engine gives a balanced result, and the output says whether it agrees. */
#include "answer.h"
#include "charts.h"
#include "grid.h"
#include "tap.h"

static const char *const STEMS[] = {"seed", "therapeutic", "oncology"};

struct files {
    struct charts charts;
    struct grid meta, codes, drugs, findings;
};

/* What the program said about one encounter, all visits together. */
struct said {
    const struct result *result;
    struct str wrong; /* what differs, a line each */
};

static const char *path_of(const char *stem, const char *suffix, char buf[256])
{
    const char *root = getenv("ROOT");

    snprintf(buf, 256, "%s%stests/cases/published/%s%s.csv", root ? root : "", root ? "/" : "",
             stem, suffix);
    return buf;
}

/* A published folder has no file of drugs or findings where no case has any. */
static bool read_if_there(struct grid *table, const char *path, struct err *err)
{
    FILE *file = fopen(path, "r");

    *table = (struct grid){0};
    if (!file)
        return true;
    fclose(file);
    return grid_read(table, path, err);
}

static bool files_read(struct files *f, const char *stem, struct err *err)
{
    char path[256];

    return charts_read(&f->charts, path_of(stem, "", path), err) &&
           grid_read(&f->meta, path_of(stem, ".meta", path), err) &&
           grid_read(&f->codes, path_of(stem, ".expected", path), err) &&
           read_if_there(&f->drugs, path_of(stem, ".drugs.expected", path), err) &&
           read_if_there(&f->findings, path_of(stem, ".findings.expected", path), err);
}

static void files_release(struct files *f)
{
    charts_release(&f->charts);
    grid_release(&f->meta);
    grid_release(&f->codes);
    grid_release(&f->drugs);
    grid_release(&f->findings);
}

/* True when every word of wanted is among the modifiers. */
static bool carries(const char *const *modifiers, int n, const char *wanted)
{
    while (*wanted) {
        size_t length = strcspn(wanted, " ");
        bool found = false;

        for (int i = 0; i < n && !found; i++)
            found = strlen(modifiers[i]) == length && !memcmp(modifiers[i], wanted, length);
        if (!found)
            return false;
        wanted += length;
        wanted += strspn(wanted, " ");
    }
    return true;
}

/* Units of a code on lines that carry the modifiers; the visit code counts where it is payable. */
static int units_of(const struct result *r, const char *code, const char *modifiers)
{
    int units = 0;

    for (size_t i = 0; i < r->n_lines; i++)
        if (!strcmp(r->lines[i].code->id, code) &&
            carries(r->lines[i].modifiers, r->lines[i].n_modifiers, modifiers))
            units += r->lines[i].units;
    if (r->em.code && r->em.payable && !strcmp(r->em.code, code) &&
        carries(&r->em.modifier, *r->em.modifier ? 1 : 0, modifiers))
        units++;
    return units;
}

/* Published units of a code: the sum of its lines that are not forbidden. */
static int published_units(const struct grid *codes, const char *id, const char *code)
{
    int units = 0;

    for (size_t i = 0; i < codes->n; i++) {
        long n = 0;

        if (strcmp(grid_cell(codes, i, "encounter"), id) != 0 ||
            strcmp(grid_cell(codes, i, "code"), code) != 0 ||
            !strcmp(grid_cell(codes, i, "forbidden"), "1"))
            continue;
        if (number_parse(grid_cell(codes, i, "units"), 0, 10000, &n))
            units += (int)n;
    }
    return units;
}

static void compare_units(struct said *said, const char *id, const char *code,
                          const struct grid *codes)
{
    int want = published_units(codes, id, code), got = units_of(said->result, code, "");

    if (want != got && !strstr(said->wrong.data ? said->wrong.data : "", code))
        str_addf(&said->wrong, "%s: published %d, got %d\n", code, want, got);
}

static void compare_line(struct said *said, const struct grid *codes, size_t i)
{
    const char *code = grid_cell(codes, i, "code"), *modifiers = grid_cell(codes, i, "modifiers");
    long units = 0;
    int got = units_of(said->result, code, modifiers);

    number_parse(grid_cell(codes, i, "units"), 0, 10000, &units);
    if (!strcmp(grid_cell(codes, i, "forbidden"), "1")) {
        if (got > 0 && got >= units)
            str_addf(&said->wrong, "forbidden: %s %s, %ld or more; got %d\n", code, modifiers,
                     units, got);
    } else {
        compare_units(said, grid_cell(codes, i, "encounter"), code, codes);
        if (*modifiers && got < units)
            str_addf(&said->wrong, "%s x%ld wants modifier %s\n", code, units, modifiers);
    }
}

static void compare_codes(struct said *said, const char *id, const struct grid *codes)
{
    for (size_t i = 0; i < codes->n; i++)
        if (!strcmp(grid_cell(codes, i, "encounter"), id))
            compare_line(said, codes, i);
    for (size_t i = 0; i < said->result->n_lines; i++)
        compare_units(said, id, said->result->lines[i].code->id, codes);
}

/* Units of a drug, on waste lines or on the others. */
static int64_t drug_units(const struct result *r, const char *hcpcs, const char *modifiers,
                          bool waste)
{
    int64_t units = 0;

    for (size_t i = 0; i < r->n_drugs; i++)
        if (!strcmp(r->drugs[i].hcpcs, hcpcs) &&
            carries(r->drugs[i].modifiers, r->drugs[i].n_modifiers, modifiers) &&
            carries(r->drugs[i].modifiers, r->drugs[i].n_modifiers, "JW") == waste)
            units += r->drugs[i].units;
    return units;
}

/* A published answer that names no discarded amount of the drug means that there is none. */
static bool publishes_waste(const struct grid *drugs, const char *id, const char *hcpcs)
{
    for (size_t i = 0; i < drugs->n; i++)
        if (!strcmp(grid_cell(drugs, i, "encounter"), id) &&
            !strcmp(grid_cell(drugs, i, "hcpcs"), hcpcs) &&
            words_have(grid_cell(drugs, i, "modifiers"), "JW"))
            return true;
    return false;
}

static void compare_drug(struct said *said, const struct grid *drugs, size_t i)
{
    const char *id = grid_cell(drugs, i, "encounter"), *hcpcs = grid_cell(drugs, i, "hcpcs");
    const char *modifiers = grid_cell(drugs, i, "modifiers");
    bool waste = words_have(modifiers, "JW");
    int64_t got = drug_units(said->result, hcpcs, modifiers, waste);
    long units = 0;

    number_parse(grid_cell(drugs, i, "units"), 0, 1000000, &units);
    if (got != units)
        str_addf(&said->wrong, "%s %s: published %ld, got %ld\n", hcpcs, modifiers, units,
                 (long)got);
    if (waste && drug_units(said->result, hcpcs, "JZ", false) > 0)
        str_addf(&said->wrong, "%s: JZ beside JW\n", hcpcs);
    if (!publishes_waste(drugs, id, hcpcs) && drug_units(said->result, hcpcs, "JW", true) > 0)
        str_addf(&said->wrong, "%s: published without discarded amount\n", hcpcs);
}

static void compare_drugs(struct said *said, const char *id, const struct grid *drugs)
{
    for (size_t i = 0; i < drugs->n; i++)
        if (!strcmp(grid_cell(drugs, i, "encounter"), id))
            compare_drug(said, drugs, i);
}

static void compare_findings(struct said *said, const char *id, const struct grid *findings)
{
    for (size_t i = 0; i < findings->n; i++) {
        const char *carc = grid_cell(findings, i, "carc");
        bool found = false;

        if (strcmp(grid_cell(findings, i, "encounter"), id) != 0)
            continue;
        for (size_t f = 0; f < said->result->n_findings && !found; f++)
            found = words_have(said->result->findings[f].def->carc, carc);
        if (!found)
            str_addf(&said->wrong, "no finding with %s\n", carc);
    }
}

static void compare(struct said *said, const struct files *f, size_t i)
{
    const char *id = grid_cell(&f->meta, i, "encounter"),
               *judged = grid_cell(&f->meta, i, "judged");

    if (words_have(judged, "codes"))
        compare_codes(said, id, &f->codes);
    if (words_have(judged, "drugs"))
        compare_drugs(said, id, &f->drugs);
    if (words_have(judged, "findings"))
        compare_findings(said, id, &f->findings);
}

static void show(const struct encounter *e, const struct said *said)
{
    struct str text;
    struct answer answer;

    str_init(&text, 65536);
    charts_print(e, &text);
    str_add(&text, "\ngot: ");
    answer_of(&answer, said->result);
    answer_print(&answer, &text);
    answer_of_drugs(&answer, said->result);
    if (answer.n) {
        str_add(&text, "\ndrugs: ");
        answer_print(&answer, &text);
    }
    tap_text(text.data);
    str_release(&text);
}

static void test_case(struct tap *tap, const struct world *world, const struct files *f, size_t i)
{
    const char *id = grid_cell(&f->meta, i, "encounter"), *label = grid_cell(&f->meta, i, "label");
    const char *switches = grid_cell(&f->meta, i, "switches");
    const struct encounter *e = charts_find(&f->charts, id);
    bool binding = !strcmp(label, "yes") || *switches, balanced;
    struct policy policy;
    struct result result;
    struct said said = {.result = &result};
    struct err err;

    if (!e || !world_policy(world, switches, &policy, &err)) {
        tap_test(tap, false, "%s", id);
        tap_note("%s", e ? err.text : "the case has no rows");
        return;
    }
    result_init(&result);
    str_init(&said.wrong, 8192);
    engine_code(world->book, &policy, e, &result);
    compare(&said, f, i);
    balanced = result_balanced(&result);
    tap_test(tap, balanced && (!binding || !said.wrong.length), "%s [%s%s%s%s]", id, label,
             *switches ? ", " : "", switches,
             binding             ? ""
             : said.wrong.length ? ", differs"
                                 : ", agrees");
    if (!balanced)
        tap_note("the minutes do not balance: %d in, %d out", result.minutes_in,
                 result.minutes_out);
    if (binding && said.wrong.length) {
        tap_note("%s %s", grid_cell(&f->meta, i, "source"), grid_cell(&f->meta, i, "url"));
        tap_text(said.wrong.data);
        show(e, &said);
    }
    str_release(&said.wrong);
    result_release(&result);
}

int main(void)
{
    struct tap tap = {0, 0};
    struct world world;

    if (!world_open(&world)) {
        tap_test(&tap, false, "the rule book loads");
        return tap_end(&tap);
    }
    for (size_t s = 0; s < COUNT_OF(STEMS); s++) {
        struct files f = {0};
        struct err err = {""};

        if (!files_read(&f, STEMS[s], &err)) {
            tap_test(&tap, false, "%s can be read", STEMS[s]);
            tap_note("%s", err.text);
        }
        for (size_t i = 0; i < f.meta.n; i++)
            test_case(&tap, &world, &f, i);
        files_release(&f);
    }
    world_close(&world);
    return tap_end(&tap);
}
