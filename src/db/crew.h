/* crew.h: a few threads that take jobs in the order in which they are given.
 *
 * The only place with threads.  Whoever gives a job leaves everything it touches alone until
 * crew_await() has said that it is done; jobs share nothing but what none of them changes.  Owns
 * the threads, never the jobs. */
#ifndef IVLEDGER_CREW_H
#define IVLEDGER_CREW_H

#include "../core/base.h"

struct crew;
/* The first member of what is given. */
struct crew_job {
    struct crew_job *next;
    bool done;
};
/* Does one job; which: the thread, from 0 to below crew_size(). */
typedef void crew_work_fn(void *context, int which, struct crew_job *job);

/* How many threads are worth their while here: one for each processor, or what IVLEDGER_THREADS
 * says; from 1 to 64. */
int crew_fitting(void);
/* size 1: no thread at all, each job is done when it is given. */
struct crew *crew_start(int size, crew_work_fn *work, void *context);
int crew_size(const struct crew *crew);
void crew_give(struct crew *crew, struct crew_job *job);
/* Returns when the job is done. */
void crew_await(struct crew *crew, const struct crew_job *job);
/* Every job given is done first; frees. */
void crew_end(struct crew *crew);

/* What a thread writes to again and again stands so many bytes apart from what another does, or the
 * processors take the line of memory from each other: for members of arrays with one for each
 * thread. */
#define CREW_APART 128
/* Zeroed memory for such an array; never NULL, freed with free(). */
void *crew_apart(size_t size);

/* Only one thread at a time is between these two. */
void crew_lock(struct crew *crew);
void crew_unlock(struct crew *crew);

#endif
