#include "cms.h"

#include <errno.h>

#include "cms_inside.h"

static const char *const kinds[CMS_KIND_COUNT] = {
    [CMS_PTP_HOSPITAL] = "ptp-hospital",
    [CMS_PTP_PRACTITIONER] = "ptp-practitioner",
    [CMS_MUE_HOSPITAL] = "mue-hospital",
    [CMS_MUE_PRACTITIONER] = "mue-practitioner",
    [CMS_PFS] = "pfs",
    [CMS_PFS_QP] = "pfs-qp",
    [CMS_OPPS] = "opps",
    [CMS_HCPCS] = "hcpcs",
};

const char *cms_kind_name(enum cms_kind kind)
{
    return kinds[kind];
}

bool cms_kind_find(const char *name, enum cms_kind *kind)
{
    for (int i = 0; i < CMS_KIND_COUNT; i++)
        if (strcmp(kinds[i], name) == 0) {
            *kind = (enum cms_kind)i;
            return true;
        }
    return false;
}

/* ---- the edition that a name tells ---- */

static bool digits_at(const char *text, size_t n, int *value)
{
    *value = 0;
    for (size_t i = 0; i < n; i++) {
        if (!ascii_digit(text[i]))
            return false;
        *value = *value * 10 + (text[i] - '0');
    }
    return true;
}

/* v323: version 32.3, the fourth quarter of 2026; version 0 was 1994. */
static day_t by_version(const char *name)
{
    day_t day;
    int version, quarter;
    for (const char *at = strchr(name, 'v'); at; at = strchr(at + 1, 'v'))
        if (digits_at(at + 1, 2, &version) && digits_at(at + 3, 1, &quarter) && quarter < 4 &&
            !ascii_digit(at[4]) && when_date(1994 + version, 1 + 3 * quarter, 1, &day))
            return day;
    return NO_DAY;
}

/* 10-01-2026 */
static day_t by_date(const char *name)
{
    int month, mday, year;
    day_t day;
    for (; *name; name++)
        if (digits_at(name, 2, &month) && (name[2] == '-' || name[2] == '_') &&
            digits_at(name + 3, 2, &mday) && (name[5] == '-' || name[5] == '_') &&
            digits_at(name + 6, 4, &year) && when_date(year, month, mday, &day))
            return day;
    return NO_DAY;
}

/* A year and the name of a month, in any order. */
static day_t by_month(const char *name)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    int year = 0, month = 0, value;
    day_t day;
    for (const char *at = name; *at; at++) {
        if (!year && digits_at(at, 4, &value) && value > 2000 && value < 2100)
            year = value;
        for (int m = 0; m < 12 && !month; m++)
            month = strncmp(at, months[m], 3) == 0 ? m + 1 : 0;
    }
    return year && month && when_date(year, month, 1, &day) ? day : NO_DAY;
}

day_t cms_edition(const char *path)
{
    char name[128];
    const char *slash = strrchr(path, '/');
    snprintf(name, sizeof name, "%s", slash ? slash + 1 : path);
    for (char *c = name; *c; c++)
        *c = ascii_lower(*c);
    day_t day = by_version(name);
    if (day == NO_DAY)
        day = by_date(name);
    return day != NO_DAY ? day : by_month(name);
}

/* ---- the file ---- */

enum { LARGEST_FILE = 1024 * 1024 * 1024 };

/* CMS writes Latin-1 in places; what is no UTF-8 becomes it. */
static void add_utf8(struct str *out, const char *text, size_t size)
{
    if (text_utf8(text, size)) {
        str_addn(out, text, size);
        return;
    }
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x80) {
            str_addc(out, (char)c);
        } else {
            str_addc(out, (char)(0xc0 | c >> 6));
            str_addc(out, (char)(0x80 | (c & 0x3f)));
        }
    }
}

/* The reader of CSV wants a header; CMS puts notices above its own, so it gets one of ours. */
static void add_header(struct str *out, char delimiter)
{
    for (int i = 0; i < CMS_CELLS; i++)
        str_addf(out, "%.*sc%d", i > 0, &delimiter, i + 1);
    str_addc(out, '\n');
}

static bool read_text(const char *path, struct str *out, struct err *err)
{
    char buffer[65536];
    size_t n;
    FILE *file = fopen(path, "rb");
    if (!file)
        return err_set(err,
                       "%s: cannot be opened (%s); give the file as CMS publishes it, unpacked",
                       path, strerror(errno));
    while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
        str_addn(out, buffer, n);
    bool good = !ferror(file) && !out->cut;
    fclose(file);
    if (!good)
        return err_set(err, "%s: cannot be read whole; at most 1 GB is read", path);
    if (out->length > 1 && memcmp(out->data, "PK", 2) == 0)
        return err_set(err, "%s: is packed; unpack it and give the CSV or text file in it", path);
    return true;
}

/* PTP comes with tabs, the rest with commas. */
static char delimiter_of(const char *text)
{
    size_t tabs = 0, commas = 0;
    for (size_t i = 0; i < 65536 && text[i]; i++) {
        tabs += text[i] == '\t';
        commas += text[i] == ',';
    }
    return tabs > commas ? '\t' : ',';
}

void cms_bad(struct cms_file *f, long line, const char *format, ...)
{
    char words[512];
    struct err sentence;
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    err_set(&sentence, "%.400s:%ld: %s", f->path, line, words);
    f->reader->bad++;
    f->reader->complain(f->reader->context, sentence.text);
}

static bool read_records(struct cms_file *f, struct csv_reader *csv, struct err *err)
{
    struct csv_record record;
    const struct cms_layout *layout = cms_layout_of(f->reader->kind);
    bool going = true;
    int got;
    while (going && (got = csv_next(csv, &record, err)) != 0) {
        if (got < -1)
            return false;
        if (got > 0)
            going = layout->record(f, record.cells, record.line - 1);
    }
    if (going && layout->end)
        layout->end(f);
    if (!f->in_table)
        return err_set(err, "%s: has no table of the kind %s; give the file as CMS publishes it",
                       f->path, cms_kind_name(f->reader->kind));
    return true;
}

bool cms_read(struct cms_reader *reader, const char *path, struct err *err)
{
    struct cms_file f = {.reader = reader, .path = path};
    struct str raw, text;
    str_init(&raw, LARGEST_FILE);
    str_init(&text, SIZE_MAX / 4);
    bool good = read_text(path, &raw, err);
    if (good && raw.length > 0) {
        char delimiter = delimiter_of(raw.data);
        size_t bom = text_bom(raw.data, raw.length);
        add_header(&text, delimiter);
        add_utf8(&text, raw.data + bom, raw.length - bom);
        str_release(&raw);
        struct csv_reader *csv = csv_open_text(path, text.data, text.length, delimiter, err);
        good = csv && read_records(&f, csv, err);
        if (csv)
            csv_close(csv);
    } else if (good) {
        good = err_set(err, "%s: is empty; give the file as CMS publishes it", path);
    }
    str_release(&raw);
    str_release(&text);
    return good;
}
