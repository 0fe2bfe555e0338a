/* Any bytes in a table of the rule book: the book refuses to load with file, line and remedy, or it
 * codes the published encounters, whatever its rows say, and its ledgers balance. */
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../properties/properties.h"
#include "fuzz.h"

enum { LONGEST_PATH = 4096, MOST_TABLES = 64, LARGEST_TABLE = 1 << 18 };

/* A copy of the data directory: links to its tables, but for the one that is tried. */
static struct {
    char dir[LONGEST_PATH], real[LONGEST_PATH];
    char *tables[MOST_TABLES];
    size_t n_tables;
    struct policy policy;
    struct charts charts[2];
} book;

static const char *const published[] = {"cases/published/therapeutic.csv",
                                        "cases/published/oncology.csv"};

static void join(char out[LONGEST_PATH], const char *dir, const char *sub, const char *name)
{
    if (snprintf(out, LONGEST_PATH, "%s/%s%s", dir, sub, name) >= LONGEST_PATH)
        fuzz_fail("the path of %s is too long", name);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_table(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name);

    return n > 4 && strcmp(entry->d_name + n - 4, ".csv") == 0;
}

static void remove_all(void)
{
    char path[LONGEST_PATH];

    for (size_t i = 0; i < book.n_tables; i++) {
        join(path, book.dir, "book/", book.tables[i]);
        unlink(path);
    }
    join(path, book.dir, "", "book");
    rmdir(path);
    rmdir(book.dir);
}

static void link_table(const char *name)
{
    char from[LONGEST_PATH], to[LONGEST_PATH];

    join(from, book.real, "book/", name);
    join(to, book.dir, "book/", name);
    unlink(to);
    if (symlink(from, to) != 0)
        fuzz_fail("%s cannot be linked", name);
}

static void read_charts(void)
{
    char path[LONGEST_PATH];
    struct err err;
    const char *tests = getenv("TESTS");

    for (size_t i = 0; i < COUNT_OF(published); i++) {
        join(path, tests && *tests ? tests : "tests", "", published[i]);
        if (!charts_read(&book.charts[i], path, &err))
            fuzz_fail("%s", err.text);
    }
}

static void begin(void)
{
    const char *data = getenv("IVLEDGER_DATA"), *tmp = getenv("TMPDIR");
    char path[LONGEST_PATH];
    struct dirent **entries;
    struct err err;

    if (!realpath(data && *data ? data : "data", book.real))
        fuzz_fail("there is no data directory");
    join(book.dir, tmp && *tmp ? tmp : "/tmp", "", "fuzz-book.XXXXXX");
    if (!mkdtemp(book.dir) || (join(path, book.dir, "", "book"), mkdir(path, 0700) != 0))
        fuzz_fail("no folder for a rule book");
    join(path, book.real, "", "book");
    int n = scandir(path, &entries, is_table, by_name);
    for (int i = 0; i < n && i < MOST_TABLES; i++) {
        book.tables[book.n_tables++] = strdup(entries[i]->d_name);
        link_table(entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    atexit(remove_all);
    if (!world_policy(fuzz_world(), "", &book.policy, &err))
        fuzz_fail("%s", err.text);
    read_charts();
}

/* The table with a stretch of it replaced by the input, or the input alone. */
static void write_table(const char *name, struct bytes *in)
{
    static char text[LARGEST_TABLE];
    char path[LONGEST_PATH];
    unsigned how = bytes_next(in);
    size_t at = ((size_t)bytes_next(in) << 8 | bytes_next(in)) * 4, gone = bytes_next(in), n;

    join(path, book.real, "book/", name);
    FILE *table = fopen(path, "r");
    if (!table)
        fuzz_fail("%s cannot be read", path);
    n = how % 8 == 0 ? 0 : fread(text, 1, sizeof text, table);
    fclose(table);
    at = n ? at % n : 0;
    if (how & 1) /* at the beginning of a line */
        while (at > 0 && text[at - 1] != '\n')
            at--;
    if (gone > n - at)
        gone = n - at;
    join(path, book.dir, "book/", name);
    unlink(path);
    table = fopen(path, "w");
    if (!table)
        fuzz_fail("%s cannot be written", path);
    fwrite(text, 1, at, table);
    fwrite(in->at, 1, in->left, table);
    fwrite(text + at + gone, 1, n - at - gone, table);
    fclose(table);
}

struct complaints {
    size_t n;
};

static void complain(void *context, const char *sentence)
{
    struct complaints *complaints = context;

    complaints->n++;
    if (!strstr(sentence, ".csv") || !text_utf8(sentence, strlen(sentence)))
        fuzz_fail("a complaint that names no file: %s", sentence);
}

static bool each_row(void *context, const struct library_row *row)
{
    (void)context;
    return row->line > 0;
}

static void code(struct library *library, const struct encounter *e)
{
    struct err err = {""};
    struct trial trial = {.book = library_on(library, encounter_day(e), &err),
                          .policy = book.policy,
                          .encounter = *e};
    struct str why;

    if (!trial.book)
        return; /* no edition is left for the day */
    str_init(&why, 1 << 20);
    result_init(&trial.result);
    engine_code(trial.book, &trial.policy, &trial.encounter, &trial.result);
    if (!property_balance(&trial, &why))
        fuzz_fail("encounter %s: %s", e->id, why.data);
    property_sentences(&trial, &why); /* they say what the rows say, sense or not */
    result_release(&trial.result);
    str_release(&why);
}

static void use(struct library *library)
{
    struct err err = {""};

    for (size_t i = 0; i < COUNT_OF(published); i++)
        for (size_t k = 0; k < book.charts[i].n; k++)
            code(library, book.charts[i].list[k]);
    library_rows(library, NULL, each_row, NULL, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes in = {data, size};
    struct complaints complaints = {0};
    struct err err = {""};

    if (!book.n_tables)
        begin();
    const char *name = book.tables[bytes_next(&in) % book.n_tables];
    write_table(name, &in);
    struct library *library = library_load(book.dir, complain, &complaints, &err);
    if (!library && (complaints.n == 0 || !*err.text))
        fuzz_fail("%s is refused without a word", name);
    if (library && complaints.n > 0)
        fuzz_fail("%s is taken with %zu complaints", name, complaints.n);
    if (library) {
        use(library);
        library_free(library);
    }
    link_table(name);
    return 0;
}
