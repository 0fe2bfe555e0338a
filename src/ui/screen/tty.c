#include "tty.h"

#include <errno.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static volatile sig_atomic_t asked_to_leave, interrupted, asked_to_stop, continued;
static struct {
    bool begun;
    bool stops; /* Ctrl-Z stops us: the shell knows jobs */
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

static void on_stop(int signal_number)
{
    asked_to_stop = signal_number;
}

static void on_continue(int signal_number)
{
    continued = signal_number;
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

/* A shell without jobs has it ignored, and then it stays so. */
static void catch_stop(void)
{
    struct sigaction was;
    tty.stops = sigaction(SIGTSTP, NULL, &was) == 0 && was.sa_handler != SIG_IGN;
    if (tty.stops)
        catch (SIGTSTP, on_stop, 0);
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
    catch_stop();
    catch (SIGCONT, on_continue, 0);
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

bool tty_asked_to_stop(void)
{
    return asked_to_stop != 0;
}

void tty_stop(void)
{
    asked_to_stop = 0;
    catch (SIGTSTP, SIG_DFL, 0);
    raise(SIGTSTP); /* here it stands until SIGCONT */
    catch (SIGTSTP, on_stop, 0);
    continued = 0;
}

bool tty_continued(void)
{
    bool was = continued != 0;
    continued = 0;
    return was;
}

/* ---- another program on the terminal ---- */

/* In the child: as a program expects to find the world. */
static void be_child(char *const words[], int input)
{
    static const int ours[] = {SIGINT, SIGQUIT, SIGPIPE}; /* exec itself forgets handlers */
    for (size_t i = 0; i < COUNT_OF(ours); i++)
        catch (ours[i], SIG_DFL, 0);
    if (tty.held)
        dup2(tty.real_stderr, STDERR_FILENO);
    if (input >= 0)
        dup2(input, STDIN_FILENO);
    execvp(words[0], words);
    _exit(127);
}

/* A program that ends before it has read everything is in its right. */
static void feed(int fd, const struct str *input)
{
    size_t done = 0;
    while (done < input->length) {
        ssize_t n = write(fd, input->data + done, input->length - done);
        if (n > 0)
            done += (size_t)n;
        else if (errno != EINTR)
            return;
    }
}

static void wait_for(pid_t child, int *status)
{
    while (waitpid(child, status, 0) < 0 && errno == EINTR)
        continue;
    interrupted = continued = 0;
}

/* While it runs, Ctrl-C and Ctrl-\ are its own, and Ctrl-Z stops both. */
static void mind_child(bool running)
{
    catch (SIGINT, running ? SIG_IGN : on_interrupt, 0);
    catch (SIGQUIT, running ? SIG_IGN : on_crash, running ? 0 : (int)SA_RESETHAND);
    if (tty.stops)
        catch (SIGTSTP, running ? SIG_DFL : on_stop, 0);
}

bool tty_run(char *const words[], const struct str *input, int *status, struct err *err)
{
    int ends[2] = {-1, -1};
    if (input && pipe(ends) != 0)
        return err_set(err, "%s cannot be started (%s)", words[0], strerror(errno));
    pid_t child = fork();
    if (child == 0) {
        if (input)
            close(ends[1]);
        be_child(words, ends[0]);
    }
    if (child > 0)
        mind_child(true);
    if (input) {
        close(ends[0]);
        if (child > 0)
            feed(ends[1], input);
        close(ends[1]);
    }
    if (child < 0)
        return err_set(err, "%s cannot be started (%s)", words[0], strerror(errno));
    wait_for(child, status);
    mind_child(false);
    return true;
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
    if (!asked_to_leave && !interrupted && !asked_to_stop && !continued)
        n = pselect(STDIN_FILENO + 1, &in, NULL, NULL, NULL, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return n <= 0 || (ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting > 0);
}
