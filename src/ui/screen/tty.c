#include "tty.h"

#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

static void catch(int signal_number, void (*handler)(int), int flags)
{
    struct sigaction act = { .sa_handler = handler, .sa_flags = flags };
    sigemptyset(&act.sa_mask);
    sigaction(signal_number, &act, NULL);
}

void tty_catch(const struct tty_handlers *handlers)
{
    static const int leave[] = { SIGTERM, SIGHUP }, crash[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT };
    for (size_t i = 0; i < COUNT_OF(leave); i++) catch(leave[i], handlers->leave, 0);
    for (size_t i = 0; i < COUNT_OF(crash); i++) catch(crash[i], handlers->crash, (int)SA_RESETHAND);
    catch(SIGINT, handlers->interrupt, 0);
    catch(SIGPIPE, SIG_IGN, 0);
}

bool tty_wait(int fd, const volatile sig_atomic_t *flag, const volatile sig_atomic_t *other)
{
    sigset_t all, before;
    fd_set in;
    int n = -1, waiting = 0;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    FD_ZERO(&in);
    FD_SET(fd, &in);
    if (!*flag && !*other) n = pselect(fd + 1, &in, NULL, NULL, NULL, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return n <= 0 || (ioctl(fd, FIONREAD, &waiting) == 0 && waiting > 0);
}

void tty_hold_stderr(struct tty_held *held)
{
    held->real = -1;
    held->file = isatty(STDERR_FILENO) ? tmpfile() : NULL;
    if (!held->file) return;
    fflush(stderr);
    held->real = dup(STDERR_FILENO);
    dup2(fileno(held->file), STDERR_FILENO);
}

void tty_release_stderr(struct tty_held *held)
{
    char buf[4096];
    size_t n;
    if (!held->file) return;
    fflush(stderr);
    dup2(held->real, STDERR_FILENO);
    close(held->real);
    rewind(held->file);
    while ((n = fread(buf, 1, sizeof buf, held->file)) > 0) fwrite(buf, 1, n, stderr);
    fclose(held->file);
    *held = (struct tty_held){ .real = -1 };
}
