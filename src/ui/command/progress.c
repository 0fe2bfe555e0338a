#include "progress.h"

#include <time.h>
#include <unistd.h>

enum { FIRST_MS = 1000, AGAIN_MS = 250, ASK_MS = 20, LINE_MAX = 200 };

static int64_t clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void interrupt_only(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGINT);
}

void progress_begin(struct progress *p, struct app *app, const char *doing, int64_t total)
{
    sigset_t interrupt;
    int64_t now = clock_ms();
    *p = (struct progress){
        .app = app, .doing = doing, .total = total, .begun = now, .shown = now, .asked = now};
    interrupt_only(&interrupt);
    sigprocmask(SIG_BLOCK, &interrupt, &p->before);
}

/* 1234567 as 1,234,567. */
static void add_number(struct str *out, int64_t n)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)n);
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            str_addc(out, ',');
        str_addc(out, text[i]);
    }
}

void progress_words(const struct progress *p, struct str *out)
{
    str_addf(out, "%s: ", p->doing);
    add_number(out, p->done);
    if (p->total > 0) {
        str_add(out, " of ");
        add_number(out, p->total);
        str_addf(out, " (%lld %%)", (long long)(p->done * 100 / p->total));
    }
    str_add(out, ", Ctrl-C stops");
}

static void show(struct progress *p)
{
    struct str words;
    str_init(&words, LINE_MAX);
    progress_words(p, &words);
    if (p->app->show != NULL) {
        p->app->show(p->app->show_context, words.data);
    } else if (isatty(STDERR_FILENO) && !(p->printing && isatty(STDOUT_FILENO))) {
        fprintf(stderr, "\r%s\033[K", words.data);
        p->visible = true;
    }
    str_release(&words);
}

bool progress_stopped(struct progress *p)
{
    sigset_t pending;
    p->stopped |= sigpending(&pending) == 0 && sigismember(&pending, SIGINT) == 1;
    return p->stopped;
}

bool progress_step(struct progress *p)
{
    int64_t now = clock_ms();
    p->done++;
    if (now - p->asked >= ASK_MS) {
        p->asked = now;
        progress_stopped(p);
    }
    if (now - p->begun >= FIRST_MS && now - p->shown >= AGAIN_MS) {
        p->shown = now;
        show(p);
    }
    return !p->stopped;
}

/* The signal that asked is used up, so that it does not end the program after all. */
static void let_signals_in(struct progress *p)
{
    sigset_t interrupt, pending;
    int which;
    interrupt_only(&interrupt);
    if (p->stopped && sigpending(&pending) == 0 && sigismember(&pending, SIGINT) == 1)
        sigwait(&interrupt, &which);
    sigprocmask(SIG_SETMASK, &p->before, NULL);
}

enum leave progress_end(struct progress *p, enum leave leave)
{
    struct str done;
    let_signals_in(p);
    if (p->visible)
        fprintf(stderr, "\r\033[K");
    if (!p->stopped)
        return leave;
    str_init(&done, LINE_MAX);
    add_number(&done, p->done);
    if (p->total > 0) {
        str_add(&done, " of ");
        add_number(&done, p->total);
    }
    if (p->app->show == NULL)
        app_say("%s was stopped after %s encounters", p->doing, done.data);
    str_release(&done);
    return LEAVE_STOPPED;
}
