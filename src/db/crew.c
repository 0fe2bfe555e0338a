#include "crew.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

enum { MOST_THREADS = 64, STACK = 1 << 20 };

struct member {
    struct crew *crew;
    pthread_t thread;
    int which;
};

struct crew {
    crew_work_fn *work;
    void *context;
    int size;
    bool ending;
    struct crew_job *first, *last; /* not begun yet */
    pthread_mutex_t queue, alone;
    pthread_cond_t more, done;
    struct member members[MOST_THREADS];
};

void *crew_apart(size_t size)
{
    void *memory;

    if (posix_memalign(&memory, CREW_APART, size) != 0)
        base_no_memory(size);
    return memset(memory, 0, size);
}

int crew_fitting(void)
{
    const char *said = getenv("IVLEDGER_THREADS");
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    if (said && !number_parse(said, 1, MOST_THREADS, &n))
        n = 1;
    return n < 1 ? 1 : n > MOST_THREADS ? MOST_THREADS : (int)n;
}

static struct crew_job *take_job(struct crew *crew)
{
    pthread_mutex_lock(&crew->queue);
    while (!crew->first && !crew->ending)
        pthread_cond_wait(&crew->more, &crew->queue);
    struct crew_job *job = crew->first;
    if (job)
        crew->first = job->next;
    pthread_mutex_unlock(&crew->queue);
    return job;
}

static void finish_job(struct crew *crew, struct crew_job *job)
{
    pthread_mutex_lock(&crew->queue);
    job->done = true;
    pthread_cond_broadcast(&crew->done);
    pthread_mutex_unlock(&crew->queue);
}

static void *serve(void *context)
{
    struct member *member = context;
    struct crew *crew = member->crew;
    struct crew_job *job;

    while ((job = take_job(crew))) {
        crew->work(crew->context, member->which, job);
        finish_job(crew, job);
    }
    return NULL;
}

/* Signals are the first thread's business, so that what they interrupt is the same as ever.  With
 * no thread to be had, the crew does without. */
static void start_threads(struct crew *crew, int size)
{
    sigset_t all, before;
    pthread_attr_t small;

#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 1); /* they ask for memory seldom; a heap each would take 64 MB of address */
#endif
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, STACK);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (crew->size = 0; crew->size < size; crew->size++) {
        struct member *member = &crew->members[crew->size];
        *member = (struct member){.crew = crew, .which = crew->size};
        if (pthread_create(&member->thread, &small, serve, member) != 0)
            break;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&small);
}

struct crew *crew_start(int size, crew_work_fn *work, void *context)
{
    struct crew *crew = calloc(1, sizeof *crew);

    if (!crew)
        base_no_memory(sizeof *crew);
    crew->work = work;
    crew->context = context;
    pthread_mutex_init(&crew->queue, NULL);
    pthread_mutex_init(&crew->alone, NULL);
    pthread_cond_init(&crew->more, NULL);
    pthread_cond_init(&crew->done, NULL);
    if (size > 1)
        start_threads(crew, size < MOST_THREADS ? size : MOST_THREADS);
    return crew;
}

int crew_size(const struct crew *crew)
{
    return crew->size > 0 ? crew->size : 1;
}

void crew_give(struct crew *crew, struct crew_job *job)
{
    job->next = NULL;
    job->done = crew->size == 0;
    if (job->done) {
        crew->work(crew->context, 0, job);
        return;
    }
    pthread_mutex_lock(&crew->queue);
    if (crew->first)
        crew->last->next = job;
    else
        crew->first = job;
    crew->last = job;
    pthread_cond_signal(&crew->more);
    pthread_mutex_unlock(&crew->queue);
}

void crew_await(struct crew *crew, const struct crew_job *job)
{
    pthread_mutex_lock(&crew->queue);
    while (!job->done)
        pthread_cond_wait(&crew->done, &crew->queue);
    pthread_mutex_unlock(&crew->queue);
}

void crew_end(struct crew *crew)
{
    pthread_mutex_lock(&crew->queue);
    crew->ending = true;
    pthread_cond_broadcast(&crew->more);
    pthread_mutex_unlock(&crew->queue);
    for (int i = 0; i < crew->size; i++)
        pthread_join(crew->members[i].thread, NULL);
    pthread_mutex_destroy(&crew->queue);
    pthread_mutex_destroy(&crew->alone);
    pthread_cond_destroy(&crew->more);
    pthread_cond_destroy(&crew->done);
    free(crew);
}

void crew_lock(struct crew *crew)
{
    pthread_mutex_lock(&crew->alone);
}

void crew_unlock(struct crew *crew)
{
    pthread_mutex_unlock(&crew->alone);
}
