/* Any bytes as CSV: records are read or refused with a sentence, and what was read comes back the
 * same when it is written; as administrations, every encounter survives being packed. */
#include "fuzz.h"

#include "db/exchange.h"

static void check_sentence(const struct err *err)
{
    if (!*err->text || !text_utf8(err->text, strlen(err->text)) || !strchr(err->text, ';'))
        fuzz_fail("no sentence with a remedy: \"%s\"", err->text);
}

static void write_record(struct csv_writer *w, const char *const *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        csv_write_cell(w, cells[i]);
    csv_write_end(w);
}

/* Reads the whole text; w, if any, gets the header and every good record.  The records. */
static long read_all(const char *text, size_t size, char delimiter, struct csv_writer *w)
{
    struct err err = {""};
    struct csv_record record;
    const char *const *names;
    long records = 0;
    int got;
    struct csv_reader *r = csv_open_text("in", text, size, delimiter, &err);

    if (!r) {
        check_sentence(&err);
        return -1;
    }
    size_t n = csv_header(r, &names);
    if (w)
        write_record(w, names, n);
    while ((got = csv_next(r, &record, &err)) == 1 || got == -1) {
        if (record.n != n)
            fuzz_fail("%zu cells under %zu columns", record.n, n);
        if (got == -1)
            check_sentence(&err);
        else if (w)
            write_record(w, record.cells, record.n);
        records += got == 1;
    }
    if (got == -2)
        check_sentence(&err);
    csv_close(r);
    return records;
}

static bool has_controls(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (((unsigned char)text[i] < 0x20 && !strchr("\t\r\n", text[i])) || text[i] == 0x7F ||
            (unsigned char)text[i] == 0xC2)
            return true;
    return false;
}

/* Written and read again and written again, the bytes are the same, as soon as what would steer a
 * terminal has been taken out. */
static void check_round(const char *text, size_t size, char delimiter)
{
    enum { TIMES = 3 };
    char *out[TIMES] = {NULL, NULL, NULL};
    size_t sizes[TIMES];
    long records[TIMES];
    int first = has_controls(text, size) ? 1 : 0;
    struct err err;

    for (int i = 0; i < TIMES; i++) {
        FILE *memory = open_memstream(&out[i], &sizes[i]);
        struct csv_writer *w = csv_write_to(memory);

        records[i] = i == 0 ? read_all(text, size, delimiter, w)
                            : read_all(out[i - 1], sizes[i - 1], ',', w);
        if (!csv_write_done(w, &err))
            fuzz_fail("%s", err.text);
        fclose(memory);
    }
    for (int i = first + 1; i < TIMES && records[0] >= 0; i++)
        if (records[i] != records[0] || strcmp(out[i], out[i - 1]) != 0)
            fuzz_fail("written and read again: %ld records are %ld\n%s----\n%s", records[0],
                      records[i], out[i - 1], out[i]);
    for (int i = 0; i < TIMES; i++)
        free(out[i]);
}

static void complain(void *context, const char *sentence)
{
    struct err err;

    (void)context;
    snprintf(err.text, sizeof err.text, "%s", sentence);
    check_sentence(&err);
}

static bool check_encounter(void *context, const struct encounter *e)
{
    struct encounter back;
    struct str packed, again;
    struct err err = {""};

    (void)context;
    encounter_init(&back);
    str_init(&packed, 1 << 24);
    str_init(&again, 1 << 24);
    exchange_pack(e, &packed);
    if (!exchange_unpack(packed.data, &back, &err))
        fuzz_fail("packed and not unpacked: %s\n%s", err.text, packed.data);
    exchange_pack(&back, &again);
    if (strcmp(packed.data, again.data) != 0)
        fuzz_fail("unpacked it is another:\n%s----\n%s", packed.data, again.data);
    str_release(&packed);
    str_release(&again);
    encounter_release(&back);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = ",\t;|";
    struct exchange_reader reader = {.each = check_encounter, .complain = complain, .context = NULL};
    struct exchange_count count;
    struct err err = {""};

    fuzz_on_death();
    if (size == 0)
        return 0;
    char delimiter = delimiters[data[0] % 4];
    reader.draft = data[0] & 4;
    check_round((const char *)data + 1, size - 1, delimiter);
    if (!exchange_read_text("in", (const char *)data + 1, size - 1, &reader, &count, &err))
        check_sentence(&err);
    return 0;
}
