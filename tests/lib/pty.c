#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

double pty_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void pty_size(struct pty *pty, int cols, int rows)
{
    struct winsize size = {.ws_col = (unsigned short)cols, .ws_row = (unsigned short)rows};
    ioctl(pty->fd, TIOCSWINSZ, &size);
}

static void become(const char *name, const char *term, char *const words[])
{
    setsid();
    int fd = open(name, O_RDWR);
    if (fd < 0)
        _exit(126);
    ioctl(fd, TIOCSCTTY, 0);
    for (int i = 0; i < 3; i++)
        dup2(fd, i);
    if (fd > 2)
        close(fd);
    setenv("TERM", term, 1);
    unsetenv("LINES");
    unsetenv("COLUMNS");
    execvp(words[0], words);
    _exit(127);
}

bool pty_open(struct pty *pty, int cols, int rows, const char *term, char *const words[])
{
    *pty = (struct pty){.fd = posix_openpt(O_RDWR | O_NOCTTY)};
    if (pty->fd < 0 || grantpt(pty->fd) != 0 || unlockpt(pty->fd) != 0)
        return false;
    const char *name = ptsname(pty->fd);
    pty_size(pty, cols, rows);
    pty->sent = pty_clock();
    pty->pid = fork();
    if (pty->pid == 0) {
        close(pty->fd);
        become(name, term, words);
    }
    return pty->pid > 0;
}

void pty_send(struct pty *pty, const char *bytes)
{
    size_t n = strlen(bytes);
    pty->sent = pty_clock();
    while (n > 0) {
        ssize_t one = write(pty->fd, bytes, n);
        if (one < 0 && errno != EINTR)
            return;
        if (one > 0) {
            bytes += one;
            n -= (size_t)one;
        }
    }
}

/* What there is to be read; false: nothing came for quiet seconds, or the program has gone. */
static bool take(struct pty *pty, double quiet)
{
    struct pollfd wait = {.fd = pty->fd, .events = POLLIN};
    char buf[16384];
    if (poll(&wait, 1, (int)(quiet * 1000)) <= 0)
        return false;
    ssize_t n = read(pty->fd, buf, sizeof buf);
    if (n <= 0)
        return false;
    pty->answered = pty_clock() - pty->sent;
    for (ssize_t i = 0; i < n && pty->n + (size_t)i + 1 < sizeof pty->last; i++)
        pty->last[pty->n + (size_t)i] = buf[i];
    pty->n += (size_t)n;
    pty->last[pty->n < sizeof pty->last ? pty->n : sizeof pty->last - 1] = 0;
    return true;
}

static void forget(struct pty *pty)
{
    pty->n = 0;
    pty->answered = 0;
    pty->last[0] = 0;
}

void pty_settle(struct pty *pty, double quiet)
{
    forget(pty);
    while (take(pty, quiet))
        ;
}

bool pty_expect(struct pty *pty, const char *bytes, const char *words)
{
    forget(pty);
    pty_send(pty, bytes);
    while (!strstr(pty->last, words))
        if (pty_clock() - pty->sent > 10 || !take(pty, 10))
            return false;
    while (take(pty, 0.03)) /* the end of the same painting */
        ;
    return true;
}

void pty_type(struct pty *pty, const char *bytes, double quiet)
{
    pty_send(pty, bytes);
    pty_settle(pty, quiet);
}

int pty_close(struct pty *pty)
{
    int status = 0;
    close(pty->fd);
    for (int i = 0; i < 500; i++) { /* five seconds, then by force */
        pid_t gone = waitpid(pty->pid, &status, WNOHANG);
        if (gone == pty->pid)
            return status;
        struct timespec pause = {.tv_nsec = 10000000};
        nanosleep(&pause, NULL);
    }
    kill(pty->pid, SIGKILL);
    waitpid(pty->pid, &status, 0);
    return status;
}
