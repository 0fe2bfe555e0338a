#define _GNU_SOURCE /* O_TMPFILE, where the system has it */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paths.h"

static char *copy_text(const char *text, const char *suffix)
{
    size_t size = strlen(text) + strlen(suffix) + 1;
    char *copy = malloc(size);
    if (copy == NULL)
        base_no_memory(1);
    snprintf(copy, size, "%s%s", text, suffix);
    return copy;
}

/* ---- a file without a name: gone with the process, however that ends ---- */

#ifdef O_TMPFILE
static const char own_files[] = "/proc/self/fd";

static int open_nameless(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = copy_text(slash ? path : ".", "");
    if (slash)
        folder[slash - path + (slash == path)] = '\0';
    int fd = access(own_files, X_OK) == 0 ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
    free(folder);
    return fd;
}

/* Under the name it is to have; when that is taken under another, to be renamed. */
static bool give_name(struct paths_file *file, int fd)
{
    char own[64];
    size_t n = strlen(file->path);
    snprintf(own, sizeof own, "%s/%d", own_files, fd);
    if (linkat(AT_FDCWD, own, AT_FDCWD, file->path, AT_SYMLINK_FOLLOW) == 0)
        return true;
    for (unsigned i = 0; errno == EEXIST && i < 1000; i++) {
        snprintf(file->temporary + n, sizeof ".XXXXXX", ".%06u",
                 ((unsigned)getpid() + i) % 1000000);
        if (linkat(AT_FDCWD, own, AT_FDCWD, file->temporary, AT_SYMLINK_FOLLOW) == 0)
            return file->named = true;
    }
    return false;
}
#else
static int open_nameless(const char *path)
{
    (void)path;
    return -1;
}

static bool give_name(struct paths_file *file, int fd)
{
    (void)file, (void)fd;
    return false;
}
#endif

/* ---- begun, finished or abandoned ---- */

/* A pipe or a device would be replaced, not written into. */
static bool may_be_replaced(const char *path)
{
    struct stat st;
    return stat(path, &st) != 0 || S_ISREG(st.st_mode);
}

bool paths_create(struct paths_file *file, const char *path, struct err *err)
{
    if (!may_be_replaced(path))
        return err_set(err, "%s is there and is no file; name another place", path);
    *file = (struct paths_file){NULL, copy_text(path, ""), copy_text(path, ".XXXXXX"), false};
    int fd = open_nameless(path);
    if (fd < 0) {
        fd = mkstemp(file->temporary); /* mode 0600 */
        file->named = fd >= 0;
    }
    if (fd >= 0)
        file->stream = fdopen(fd, "w");
    if (file->stream != NULL)
        return true;
    err_set(err, "%s cannot be created (%s); choose another place", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    paths_abandon(file);
    return false;
}

bool paths_finish(struct paths_file *file, struct err *err)
{
    int fd = fileno(file->stream);
    bool fine = fflush(file->stream) == 0 && !ferror(file->stream) && fsync(fd) == 0 &&
                (file->named || give_name(file, fd));
    fine = fclose(file->stream) == 0 && fine;
    file->stream = NULL;
    fine = fine && (!file->named || rename(file->temporary, file->path) == 0);
    if (!fine)
        err_set(err, "%s cannot be written (%s); free some space or choose another place",
                file->path, strerror(errno));
    file->named = file->named && !fine;
    paths_abandon(file);
    return fine;
}

void paths_abandon(struct paths_file *file)
{
    if (file->stream != NULL)
        fclose(file->stream);
    if (file->named)
        unlink(file->temporary);
    free(file->temporary);
    free(file->path);
    *file = (struct paths_file){NULL, NULL, NULL, false};
}
