#include "key_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

void key_wipe(char *key)
{
    if (key == NULL)
        return;
    explicit_bzero(key, strlen(key));
    free(key);
}

static bool is_private(int fd, const char *path, struct err *err)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return err_set(err, "%.400s: cannot be looked at (%s); name the key file with --key-file",
                       path, strerror(errno));
    if (!S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode))
        return err_set(err, "%.400s: is no file; name the key file with --key-file", path);
    if ((st.st_mode & 077) != 0)
        return err_set(err, "%.400s: others may use the key (mode %04o); chmod 600 it", path,
                       (unsigned)(st.st_mode & 07777));
    if (st.st_uid != geteuid() && st.st_uid != 0)
        return err_set(err, "%.400s: the key belongs to another user; use one of your own", path);
    return true;
}

/* Reads to the end of the first line; the number of its bytes. */
static size_t read_line(int fd, char *buf, size_t size)
{
    size_t n = 0;
    ssize_t got;
    while (n < size && (got = read(fd, buf + n, size - n)) > 0) {
        n += (size_t)got;
        if (memchr(buf, '\n', n) != NULL)
            break;
    }
    for (size_t i = 0; i < n; i++)
        if (buf[i] == '\n' || buf[i] == '\r')
            return i;
    return n;
}

char *key_read(const char *path, struct err *err)
{
    char *key = calloc(1, KEY_LONGEST + 1);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (key == NULL)
        base_no_memory(KEY_LONGEST);
    bool fine = fd >= 0 ? is_private(fd, path, err)
                        : err_set(err, "%.400s: cannot be read (%s); name the key file with "
                                       "--key-file",
                                  path, strerror(errno));
    size_t n = fine ? read_line(fd, key, KEY_LONGEST) : 0;
    if (fd >= 0)
        close(fd);
    key[n] = '\0';
    if (fine && (n == 0 || n == KEY_LONGEST || strlen(key) != n))
        fine = err_set(err, "%.400s: its first line must be the key, of 1 to %d bytes; write it anew",
                       path, KEY_LONGEST - 1);
    if (fine)
        return key;
    explicit_bzero(key, KEY_LONGEST);
    free(key);
    return NULL;
}
