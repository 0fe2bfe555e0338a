#include "paths.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_LONGEST = 4096 };

/* ---- where ---- */

/* XDG: a relative value is invalid and ignored. */
static const char *absolute(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] == '/' ? value : NULL;
}

static bool xdg_file(const char *variable, const char *below_home, const char *name,
                     struct str *out, struct err *err)
{
    const char *base = absolute(variable);
    const char *home = absolute("HOME");
    if (base == NULL && home == NULL)
        return err_set(
            err, "there is no home folder to keep %s in; set HOME or %s, or name the file yourself",
            name, variable);
    str_clear(out);
    if (base != NULL)
        str_addf(out, "%s/ivledger/%s", base, name);
    else
        str_addf(out, "%s/%s/ivledger/%s", home, below_home, name);
    return true;
}

bool paths_data_file(const char *name, struct str *out, struct err *err)
{
    return xdg_file("XDG_DATA_HOME", ".local/share", name, out, err);
}

bool paths_config_file(const char *name, struct str *out, struct err *err)
{
    return xdg_file("XDG_CONFIG_HOME", ".config", name, out, err);
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool has_book(const char *dir)
{
    char path[PATH_LONGEST];
    return snprintf(path, sizeof path, "%s/book", dir) < (int)sizeof path && is_folder(path);
}

/* The folder the program lies in, "" when nothing tells. */
static void program_folder(const char *program, char out[PATH_LONGEST])
{
    ssize_t n = readlink("/proc/self/exe", out, PATH_LONGEST - 1);
    out[n > 0 ? n : 0] = '\0';
    if (n <= 0 && program != NULL && strchr(program, '/') != NULL)
        snprintf(out, PATH_LONGEST, "%s", program);
    char *slash = strrchr(out, '/');
    if (slash != NULL)
        *slash = '\0';
}

static bool take_book(const char *dir, const char *said_by, struct str *out, struct err *err)
{
    str_clear(out);
    str_add(out, dir);
    if (has_book(dir))
        return true;
    return err_set(
        err, "%s names %s, which has no folder book in it; give the data directory with --data DIR",
        said_by, dir);
}

/* The site's own copy of the book in the data folder. */
static bool own_book(struct str *out)
{
    struct err none;
    return paths_data_file("data", out, &none) && has_book(out->data);
}

bool paths_book(const char *given, const char *program, const char *fallback, struct str *out,
                struct err *err)
{
    char beside[PATH_LONGEST], dir[PATH_LONGEST + 8];
    const char *environment = getenv("IVLEDGER_DATA");
    if (given != NULL)
        return take_book(given, "--data", out, err);
    if (!text_empty(environment))
        return take_book(environment, "IVLEDGER_DATA", out, err);
    if (own_book(out)) /* what `rules import` has put there */
        return true;
    program_folder(program, beside);
    snprintf(dir, sizeof dir, "%s/data", beside);
    str_clear(out);
    str_add(out, beside[0] != '\0' && has_book(dir) ? dir : fallback);
    if (has_book(out->data))
        return true;
    return err_set(
        err,
        "there is no rule book in %s; give the data directory with --data DIR or in IVLEDGER_DATA",
        out->data);
}

/* ---- making ---- */

bool paths_make_parent(const char *file, struct err *err)
{
    char path[PATH_LONGEST];
    if (snprintf(path, sizeof path, "%s", file) >= (int)sizeof path)
        return err_set(err, "the path %s is too long; use a shorter one", file);
    for (char *at = strchr(path + 1, '/'); at != NULL; at = strchr(at + 1, '/')) {
        *at = '\0';
        if (mkdir(path, 0700) != 0 && errno != EEXIST && !is_folder(path))
            return err_set(
                err, "the folder %s cannot be made (%s); make it yourself or choose another place",
                path, strerror(errno));
        *at = '/';
    }
    return true;
}

/* ---- for a while ---- */

bool paths_private_folder(struct str *out, struct err *err)
{
    const char *base = absolute("XDG_RUNTIME_DIR"); /* in memory, gone with the session */
    if (base == NULL || access(base, W_OK) != 0)
        base = absolute("TMPDIR");
    str_clear(out);
    str_addf(out, "%s/ivledger.XXXXXX", base ? base : "/tmp");
    return (!out->cut && mkdtemp(out->data) != NULL) ||
           err_set(err, "%s cannot be made (%s); set TMPDIR to a folder that is yours", out->data,
                   strerror(errno));
}

void paths_remove_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    struct str path;
    str_init(&path, PATH_LONGEST);
    for (const struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        str_clear(&path);
        str_addf(&path, "%s/%s", folder, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlink(path.data);
    }
    if (dir)
        closedir(dir);
    rmdir(folder);
    str_release(&path);
}
