/* edition_inside.h: the amended book, built whole in a folder beside its place, loaded and proved
 * there, then put in place. */
#include "edition_inside.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paths.h"
#include "prove.h"

enum { DEPTH = 8 };

/* ---- folders and files ---- */

static bool cannot(struct err *err, const char *path)
{
    return err_set(err, "%.600s cannot be written (%s); give another place with --data DIR", path,
                   strerror(errno));
}

static bool copy_file(const char *from, const char *to, mode_t mode, struct err *err)
{
    char buffer[65536];
    size_t n;
    FILE *in = fopen(from, "rb"), *out = in ? fopen(to, "wb") : NULL;
    bool good = out && fchmod(fileno(out), (mode & 0777) | 0600) == 0;
    while (good && (n = fread(buffer, 1, sizeof buffer, in)) > 0)
        good = fwrite(buffer, 1, n, out) == n;
    good = good && !ferror(in);
    if (in)
        fclose(in);
    if (out)
        good = fclose(out) == 0 && good;
    return good || cannot(err, to);
}

static bool copy_tree(struct arena *arena, const char *from, const char *to, int depth,
                      struct err *err);

static bool copy_entry(struct arena *arena, const char *from, const char *to, int depth,
                       struct err *err)
{
    struct stat st;
    if (stat(from, &st) != 0)
        return cannot(err, from);
    if (S_ISDIR(st.st_mode))
        return depth == 0 || copy_tree(arena, from, to, depth - 1, err);
    return !S_ISREG(st.st_mode) || copy_file(from, to, st.st_mode, err);
}

static bool copy_tree(struct arena *arena, const char *from, const char *to, int depth,
                      struct err *err)
{
    const struct dirent *entry;
    bool good = true;
    DIR *dir = opendir(from);
    if (!dir || (mkdir(to, 0755) != 0 && errno != EEXIST)) {
        if (dir)
            closedir(dir);
        return cannot(err, to);
    }
    chmod(to, 0755); /* whatever the umask: a book is no secret */
    while (good && (entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.')
            good = copy_entry(arena, arena_format(arena, "%s/%s", from, entry->d_name),
                              arena_format(arena, "%s/%s", to, entry->d_name), depth, err);
    closedir(dir);
    return good;
}

static void remove_tree(struct arena *arena, const char *path)
{
    const struct dirent *entry;
    DIR *dir = opendir(path);
    while (dir && (entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        const char *inner = arena_format(arena, "%s/%s", path, entry->d_name);
        if (unlink(inner) != 0)
            remove_tree(arena, inner);
    }
    if (dir)
        closedir(dir);
    rmdir(path);
}

/* ---- the book with the change ---- */

static bool write_table(struct editing *e, const struct amend *a, const char *stage,
                        struct err *err)
{
    const char *path = arena_format(e->arena, "%s/book/%s.csv", stage, a->name);
    struct stat st;
    FILE *out = stat(path, &st) == 0 ? fopen(path, "wb") : NULL;
    if (!out)
        return cannot(err, path);
    bool good = amend_write(a, out, err) && fflush(out) == 0 && fsync(fileno(out)) == 0;
    good = fclose(out) == 0 && good;
    return good || cannot(err, path);
}

static bool write_tables(struct editing *e, const char *stage, struct err *err)
{
    for (int t = 0; t < EDIT_TABLE_COUNT; t++)
        if (amend_touched(&e->tables[t]) && !write_table(e, &e->tables[t], stage, err))
            return false;
    return true;
}

static bool stands(struct editing *e, const char *stage, struct err *err)
{
    struct proof proof;
    struct library *library = library_load(stage, e->edition->complain, e->edition->context, err);
    if (!library)
        return false;
    library_prove(library, e->edition->complain, e->edition->context, &proof);
    library_free(library);
    return proof.complaints == 0 ||
           err_set(err, "the rule book with this import has %ld fault%s; nothing was changed",
                   proof.complaints, proof.complaints == 1 ? "" : "s");
}

/* ---- the place ---- */

static bool may_write(const char *dir, struct arena *arena)
{
    const char *book = arena_format(arena, "%s/book", dir);
    return access(dir, W_OK) == 0 && access(book, W_OK) == 0;
}

/* A folder beside its place; NULL: err. */
static char *make_stage(struct editing *e, const char *target, struct err *err)
{
    char *stage = arena_format(e->arena, "%s.XXXXXX", target);
    if (!paths_make_parent(target, err))
        return NULL;
    if (mkdtemp(stage))
        return stage;
    cannot(err, target);
    return NULL;
}

/* Table by table, each whole or not at all; where the book is new, the folder at once. */
static bool put_in_place(struct editing *e, const char *stage, const char *target, struct err *err)
{
    struct stat st;
    if (stat(target, &st) != 0)
        return rename(stage, target) == 0 || cannot(err, target);
    for (int t = 0; t < EDIT_TABLE_COUNT; t++) {
        const char *name = e->tables[t].name;
        const char *to = arena_format(e->arena, "%s/book/%s.csv", target, name);
        if (amend_touched(&e->tables[t]) &&
            rename(arena_format(e->arena, "%s/book/%s.csv", stage, name), to) != 0)
            return cannot(err, to);
    }
    return true;
}

static enum edition_result build(struct editing *e, const char *stage, const char *target,
                                 struct err *err)
{
    if (!copy_tree(e->arena, e->edition->data_dir, stage, DEPTH, err) ||
        !write_tables(e, stage, err))
        return EDITION_NO_PLACE;
    if (!stands(e, stage, err))
        return EDITION_BAD_BOOK;
    return put_in_place(e, stage, target, err) ? EDITION_DONE : EDITION_NO_PLACE;
}

/* data/ may stand in a folder where nothing else may be written: the stage then goes inside it. */
enum edition_result edition_write(struct editing *e, struct err *err)
{
    struct edition *edition = e->edition;
    bool here = may_write(edition->data_dir, e->arena);
    const char *target = here ? edition->data_dir : edition->own_dir;
    if (!target) {
        err_set(err,
                "%s may not be written and there is no home folder for a copy; give another "
                "place with --data DIR",
                edition->data_dir);
        return EDITION_NO_PLACE;
    }
    char *stage = make_stage(e, here ? arena_format(e->arena, "%s/.import", target) : target, err);
    if (!stage)
        return EDITION_NO_PLACE;
    enum edition_result result = build(e, stage, target, err);
    if (result == EDITION_DONE)
        edition->written = arena_text(&edition->arena, target);
    remove_tree(e->arena, stage);
    return result;
}
