#include "tty.h"

#include <signal.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

static volatile sig_atomic_t asked_to_leave, interrupted;
static struct {
    bool begun;
    struct termios modes; /* as found */
    char leaving[128];
    size_t n;
    int real_stderr; /* while ours is a file */
    FILE *held;
} tty;

/* ---- handlers: flags only, and calls that a handler may make ---- */

static void on_leave(int signal_number)
{
    asked_to_leave = signal_number;
}

static void on_interrupt(int signal_number)
{
    interrupted = signal_number;
}

static void restore(void)
{
    ssize_t ignored = write(STDOUT_FILENO, tty.leaving, tty.n);
    (void)ignored;
    tcsetattr(STDIN_FILENO, TCSANOW, &tty.modes);
    if (tty.held)
        dup2(tty.real_stderr, STDERR_FILENO); /* the last words must be seen */
}

static void on_crash(int signal_number)
{
    restore();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void catch (int signal_number, void (*handler)(int), int flags)
{
    struct sigaction act = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&act.sa_mask);
    sigaction(signal_number, &act, NULL);
}

static void catch_all(void)
{
    static const int leave[] = {SIGTERM, SIGHUP};
    static const int crash[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT};
    for (size_t i = 0; i < COUNT_OF(leave); i++)
        catch (leave[i], on_leave, 0);
    for (size_t i = 0; i < COUNT_OF(crash); i++)
        catch (crash[i], on_crash, (int)SA_RESETHAND);
    catch (SIGINT, on_interrupt, 0);
    catch (SIGPIPE, SIG_IGN, 0);
    base_on_death(restore);
}

/* ---- stderr ---- */

static void hold_stderr(void)
{
    tty.held = isatty(STDERR_FILENO) ? tmpfile() : NULL;
    if (!tty.held)
        return;
    fflush(stderr);
    tty.real_stderr = dup(STDERR_FILENO);
    dup2(fileno(tty.held), STDERR_FILENO);
}

static void release_stderr(void)
{
    char buf[4096];
    size_t n;
    if (!tty.held)
        return;
    fflush(stderr);
    dup2(tty.real_stderr, STDERR_FILENO);
    close(tty.real_stderr);
    rewind(tty.held);
    while ((n = fread(buf, 1, sizeof buf, tty.held)) > 0)
        fwrite(buf, 1, n, stderr);
    fclose(tty.held);
    tty.held = NULL;
}

/* ---- for term.c ---- */

void tty_begin(const char *leaving, size_t n)
{
    tty.n = n < sizeof tty.leaving ? n : sizeof tty.leaving;
    memcpy(tty.leaving, leaving, tty.n);
    tcgetattr(STDIN_FILENO, &tty.modes);
    catch_all();
    hold_stderr();
    tty.begun = true;
}

void tty_end(void)
{
    if (!tty.begun)
        return;
    base_on_death(NULL);
    release_stderr();
    tty.begun = false;
}

int tty_signal(void)
{
    return asked_to_leave;
}

void tty_hung_up(void)
{
    asked_to_leave = SIGHUP;
}

bool tty_interrupted(void)
{
    bool was = interrupted != 0;
    interrupted = 0;
    return was;
}

bool tty_wait(void)
{
    sigset_t all, before;
    fd_set in;
    int n = -1, waiting = 0;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    FD_ZERO(&in);
    FD_SET(STDIN_FILENO, &in);
    if (!asked_to_leave && !interrupted)
        n = pselect(STDIN_FILENO + 1, &in, NULL, NULL, NULL, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return n <= 0 || (ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting > 0);
}
