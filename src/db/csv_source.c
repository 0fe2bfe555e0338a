#include "csv_source.h"

#include <errno.h>
#include <unistd.h>

#define SNIFF 4096 /* so far in, a zero byte says that the file is no text at all */

static bool unreadable(const struct csv_source *s, struct err *err)
{
    return err_set(err, "%.400s: cannot be read (%s); check the file and try again", s->name,
                   strerror(errno));
}

/* Looked at once for many lines, most of which hold nothing to look for. */
static void look(struct csv_source *s)
{
    s->plain = text_ascii(s->at, s->left) && !memchr(s->at, '\r', s->left) &&
               !memchr(s->at, '\0', s->left);
}

/* What is plainly no text is refused before a record of it is shown. */
static bool sniff(struct csv_source *s, struct err *err)
{
    size_t looked = s->left < SNIFF ? s->left : SNIFF;

    if (looked >= 2 && (memcmp(s->at, "\xFF\xFE", 2) == 0 || memcmp(s->at, "\xFE\xFF", 2) == 0))
        return err_set(err, "%.400s:1: the file is UTF-16 text; save it as CSV in UTF-8", s->name);
    if (memchr(s->at, '\0', looked))
        return err_set(err, "%.400s:1: the file is not text; give a CSV file in UTF-8", s->name);
    s->passed = text_bom(s->at, looked);
    s->at += s->passed;
    s->left -= s->passed;
    look(s);
    return true;
}

FILE *csv_source_open(const char *path, struct err *err)
{
    FILE *in = fopen(path, "r");

    if (!in)
        err_set(err, "%.400s: cannot be opened (%s); check its name and who may read it", path,
                strerror(errno));
    return in;
}

bool csv_source_file(struct csv_source *s, const char *name, FILE *file, size_t step,
                     struct err *err)
{
    *s = (struct csv_source){.name = name, .file = file, .step = step};
    s->chunk = malloc(step > SNIFF ? step : SNIFF);
    if (!s->chunk)
        return err_set(err, "%.400s: there is no memory to read it; close other programs", name);
    s->at = s->chunk;
    s->begin = fstat(fileno(file), &s->was) == 0 && S_ISREG(s->was.st_mode) ? ftello(file) : -1;
    s->left = fread(s->chunk, 1, SNIFF, file);
    if (s->left == 0 && ferror(file))
        return unreadable(s, err);
    return sniff(s, err);
}

bool csv_source_text(struct csv_source *s, const char *name, const char *text, size_t size,
                     struct err *err)
{
    *s = (struct csv_source){
        .name = name, .at = text, .left = size, .step = CSV_CHUNK, .text = text};
    return sniff(s, err);
}

/* Length of the next piece: up to and with the end of its line if that is near enough. */
static size_t piece_length(const struct csv_source *s, bool *ends_line)
{
    size_t most = s->left < s->step ? s->left : s->step;
    const char *lf = memchr(s->at, '\n', most);
    size_t length = lf ? (size_t)(lf - s->at) + 1 : most;
    const char *cr = s->plain ? NULL : memchr(s->at, '\r', length);

    *ends_line = lf || cr;
    if (cr && cr + 1 != lf)
        return (size_t)(cr - s->at) + 1;
    return length;
}

int csv_source_next(struct csv_source *s, struct csv_piece *out, struct err *err)
{
    if (s->left == 0 && s->file) {
        s->at = s->chunk;
        s->left = fread(s->chunk, 1, s->step, s->file);
        if (s->left == 0 && ferror(s->file))
            return unreadable(s, err) - 1;
        look(s);
    }
    if (s->left == 0)
        return 0;
    *out = (struct csv_piece){.at = s->at, .length = 1, .plain = s->plain};
    if (!(s->after_cr && *s->at == '\n')) /* the second half of a CR LF ends no line of its own */
        out->length = piece_length(s, &out->ends_line);
    s->at += out->length;
    s->left -= out->length;
    s->passed += out->length;
    s->after_cr = out->ends_line && s->at[-1] == '\r';
    return 1;
}

/* ---- once more ---- */

bool csv_source_has_parts(const struct csv_source *whole)
{
    return whole->text || (whole->file && whole->begin >= 0);
}

static bool has_changed(const struct csv_source *whole)
{
    struct stat now;

    return fstat(fileno(whole->file), &now) != 0 || now.st_size != whole->was.st_size ||
           now.st_mtim.tv_sec != whole->was.st_mtim.tv_sec ||
           now.st_mtim.tv_nsec != whole->was.st_mtim.tv_nsec;
}

/* Beside the stream, which stays where it is. */
static bool read_again(const struct csv_source *whole, uint64_t from, char *to, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t got = pread(fileno(whole->file), to + done, size - done,
                            whole->begin + (off_t)(from + done));
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        done += got > 0 ? (size_t)got : 0;
    }
    return true;
}

bool csv_source_part(struct csv_source *s, const struct csv_source *whole, uint64_t from,
                     uint64_t to, struct err *err)
{
    size_t size = (size_t)(to - from);

    *s = (struct csv_source){.name = whole->name, .left = size, .step = CSV_CHUNK};
    if (whole->text) {
        s->at = s->text = whole->text + from;
        look(s);
        return true;
    }
    s->chunk = malloc(size + 1);
    if (!s->chunk)
        base_no_memory(size);
    s->at = s->text = s->chunk;
    if (read_again(whole, from, s->chunk, size) && !has_changed(whole)) {
        look(s);
        return true;
    }
    return err_set(err,
                   "%.400s: has changed while it was read; try again when nobody writes to it",
                   whole->name);
}

void csv_source_release(struct csv_source *s)
{
    if (s->file && s->file != stdin)
        fclose(s->file);
    free(s->chunk);
    *s = (struct csv_source){0};
}
