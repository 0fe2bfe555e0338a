/* fail.c: loaded before libc (LD_PRELOAD) by tests/faults: the Nth call of a kind fails, is torn, or is
 * the last thing the process does.
 *
 *   FAIL=KIND:N:HOW   KIND  write (write, pwrite, ftruncate), sync (fsync, fdatasync), read (pread),
 *                           memory (malloc, calloc, realloc, getpwuid)
 *                     HOW   once | on (this one and all after it) | torn (half of it is written, then as
 *                           on) | full (as on, but no space left) | kill (half of it, then SIGKILL)
 *   FAIL_CLOCK=S      time() is S seconds earlier at every call than at the call before
 *   FAIL_NOW=S        time() is S, and /dev/urandom holds zeros: what is written is the same in every run
 *   FAIL_DOOR=NAME    each_door() of each.c is called when the file of that name is about to be opened
 *   FAIL_COUNT=FILE   how many calls of the kind there were, written at the end
 * Only files below $FAIL_BELOW count for write, sync and read. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t size);

enum how { ONCE, ON, TORN, FULL, KILL };
static struct {
    bool read, off, inside; /* of a call that fails as one, or not at all */
    bool paused;
    char kind[8];
    long at;
    _Atomic long count; /* an import has two threads */
    enum how how;
} plan;

static void read_plan(void)
{
    static const char *const hows[] = {"once", "on", "torn", "full", "kill"};
    const char *said = getenv("FAIL");
    char how[8] = "";

    plan.read = true;
    plan.off = !said || sscanf(said, "%7[a-z]:%ld:%7[a-z]", plan.kind, &plan.at, how) != 3;
    for (unsigned i = 0; i < sizeof hows / sizeof *hows; i++)
        if (strcmp(how, hows[i]) == 0)
            plan.how = (enum how)i;
}

static bool is_ours(int fd)
{
    char link[64], path[PATH_MAX];
    const char *below = getenv("FAIL_BELOW");

    if (!below)
        return true;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    long n = syscall(SYS_readlink, link, path, sizeof path - 1);
    path[n > 0 ? n : 0] = '\0';
    return strncmp(path, below, strlen(below)) == 0;
}

/* For each.c. */
void fail_begin(void);        /* counting begins here */
void fail_at(long n);         /* the Nth call fails */
bool fail_is_ahead(void);     /* it has not come yet */
void fail_pause(bool paused); /* nothing is counted meanwhile, nor fails */
void each_door(void) __attribute__((weak));

void fail_begin(void)
{
    if (!plan.read)
        read_plan();
    plan.count = 0;
}

void fail_at(long n)
{
    plan.at = n;
}

bool fail_is_ahead(void)
{
    return plan.count < plan.at;
}

void fail_pause(bool paused)
{
    plan.paused = paused;
}

/* Is this call the one?  Its errno is set then. */
static bool fails(const char *kind, int fd)
{
    if (!plan.read)
        read_plan();
    if (plan.off || plan.paused || plan.inside || strcmp(kind, plan.kind) != 0 || (fd >= 0 && !is_ours(fd)))
        return false;
    long count = ++plan.count;
    if (count < plan.at || (count > plan.at && plan.how == ONCE))
        return false;
    errno = strcmp(kind, "memory") == 0 ? ENOMEM : plan.how == FULL ? ENOSPC : EIO; /* libc looks */
    return true;
}

static bool is_torn(void)
{
    return (plan.how == TORN || plan.how == KILL) && plan.count == plan.at;
}

static void die_if_asked(void)
{
    if (plan.how == KILL)
        kill(getpid(), SIGKILL);
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("FAIL_COUNT");
    FILE *out = path ? fopen(path, "w") : NULL;

    if (out) {
        fprintf(out, "%ld\n", plan.count);
        fclose(out);
    }
}

ssize_t write(int fd, const void *data, size_t n)
{
    if (!fails("write", fd))
        return syscall(SYS_write, fd, data, n);
    int why = errno;
    if (is_torn())
        syscall(SYS_write, fd, data, n / 2);
    die_if_asked();
    errno = why;
    return -1;
}

static ssize_t write_at(int fd, const void *data, size_t n, off_t at)
{
    if (!fails("write", fd))
        return syscall(SYS_pwrite64, fd, data, n, at);
    int why = errno;
    if (is_torn())
        syscall(SYS_pwrite64, fd, data, n / 2, at);
    die_if_asked();
    errno = why;
    return -1;
}

ssize_t pwrite(int fd, const void *data, size_t n, off_t at)
{
    return write_at(fd, data, n, at);
}

ssize_t pwrite64(int fd, const void *data, size_t n, off_t at)
{
    return write_at(fd, data, n, at);
}

static int cut(int fd, off_t size)
{
    if (!fails("write", fd))
        return (int)syscall(SYS_ftruncate, fd, size);
    die_if_asked();
    return -1;
}

int ftruncate(int fd, off_t size)
{
    return cut(fd, size);
}

int ftruncate64(int fd, off_t size)
{
    return cut(fd, size);
}

static ssize_t read_at(int fd, void *data, size_t n, off_t at)
{
    return fails("read", fd) ? -1 : syscall(SYS_pread64, fd, data, n, at);
}

ssize_t pread(int fd, void *data, size_t n, off_t at)
{
    return read_at(fd, data, n, at);
}

ssize_t pread64(int fd, void *data, size_t n, off_t at)
{
    return read_at(fd, data, n, at);
}

static bool is_door(const char *path)
{
    const char *door = getenv("FAIL_DOOR"), *name = strrchr(path, '/');

    return door && each_door && strcmp(name ? name + 1 : path, door) == 0;
}

static int open_it(const char *path, int flags, mode_t mode)
{
    if (is_door(path))
        each_door();
    if (getenv("FAIL_NOW") && strcmp(path, "/dev/urandom") == 0)
        path = "/dev/zero";
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

static bool has_mode(int flags)
{
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE;
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = has_mode(flags) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_it(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = has_mode(flags) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_it(path, flags, mode);
}

/* The disk is not waited for: what is tested is what we do, not what it does. */
static int sync_it(int fd)
{
    if (!fails("sync", fd))
        return 0;
    die_if_asked();
    return -1;
}

int fsync(int fd)
{
    return sync_it(fd);
}

int fdatasync(int fd)
{
    return sync_it(fd);
}

void *malloc(size_t size)
{
    return fails("memory", -1) ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return fails("memory", -1) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
    return fails("memory", -1) ? NULL : __libc_realloc(old, size);
}

/* libc itself crashes when memory ends inside of this; so for us it is one call, that says so. */
struct passwd *getpwuid(uid_t uid)
{
    static struct passwd *(*real)(uid_t);

    if (fails("memory", -1)) {
        errno = ENOMEM;
        return NULL;
    }
    plan.inside = true;
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "getpwuid");
    struct passwd *found = real(uid);
    plan.inside = false;
    return found;
}

time_t time(time_t *out)
{
    static time_t earlier;
    const char *step = getenv("FAIL_CLOCK"), *fixed = getenv("FAIL_NOW");
    struct timespec now;

    syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    if (step)
        earlier += strtol(step, NULL, 10);
    now.tv_sec = fixed ? strtol(fixed, NULL, 10) : now.tv_sec - earlier;
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}
