#include "ahead.h"

#include <pthread.h>

/* The one who waits is woken for a batch, not for each. */
enum { RING = 512, BATCH = 64 };

struct ready {
    struct store_prepared *prepared; /* made when first used */
    char *sentence;                  /* instead of it; NULL */
};

struct ahead {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t filled, emptied;
    struct ready ring[RING];
    size_t first, n; /* of the ring; the taker still looks at the one before first */
    bool ended, stopped;
    struct coding *coding;
    const char *path;
    enum leave leave;
    bool broken;
};

/* ---- the thread that reads ---- */

/* A free place; NULL: nothing more is wanted.  One place is left to the taker. */
static struct ready *free_place(struct ahead *a)
{
    struct ready *place = NULL;
    pthread_mutex_lock(&a->lock);
    if (a->n >= RING - 1)
        while (a->n > RING - BATCH && !a->stopped)
            pthread_cond_wait(&a->emptied, &a->lock);
    if (!a->stopped)
        place = &a->ring[(a->first + a->n) % RING];
    pthread_mutex_unlock(&a->lock);
    return place;
}

static void filled(struct ahead *a)
{
    pthread_mutex_lock(&a->lock);
    a->n++;
    if (a->n == BATCH)
        pthread_cond_signal(&a->filled);
    pthread_mutex_unlock(&a->lock);
}

static bool prepare(void *context, const struct result *r)
{
    struct ahead *a = context;
    struct ready *place = free_place(a);
    if (place == NULL)
        return false;
    if (place->prepared == NULL)
        place->prepared = store_prepared_new();
    store_prepare(place->prepared, r->encounter, r);
    filled(a);
    return true;
}

static void say(void *context, const char *sentence)
{
    struct ahead *a = context;
    struct ready *place = free_place(a);
    if (place == NULL)
        return;
    place->sentence = strdup(sentence);
    if (place->sentence == NULL)
        base_no_memory(strlen(sentence) + 1);
    filled(a);
}

static void *read_file(void *context)
{
    struct ahead *a = context;
    a->leave = coding_file(a->coding, a->path, &a->broken);
    pthread_mutex_lock(&a->lock);
    a->ended = true;
    pthread_cond_signal(&a->filled);
    pthread_mutex_unlock(&a->lock);
    return NULL;
}

/* ---- the one that takes ---- */

struct ahead *ahead_begin(struct coding *coding, const char *path)
{
    struct ahead *a = calloc(1, sizeof *a);
    if (a == NULL)
        base_no_memory(sizeof *a);
    a->coding = coding;
    a->path = path;
    coding->coded = prepare;
    coding->say = say;
    coding->context = a;
    pthread_mutex_init(&a->lock, NULL);
    pthread_cond_init(&a->filled, NULL);
    pthread_cond_init(&a->emptied, NULL);
    if (pthread_create(&a->thread, NULL, read_file, a) != 0)
        base_no_memory(sizeof *a);
    return a;
}

const struct store_prepared *ahead_next(struct ahead *a, const char **sentence)
{
    struct ready *place = NULL;
    pthread_mutex_lock(&a->lock);
    if (a->n == 0)
        while (a->n < BATCH && !a->ended)
            pthread_cond_wait(&a->filled, &a->lock);
    if (a->n > 0) {
        place = &a->ring[a->first];
        a->first = (a->first + 1) % RING;
        a->n--;
        if (a->n == RING - BATCH)
            pthread_cond_signal(&a->emptied);
    }
    free(a->ring[(a->first + RING - 2) % RING].sentence); /* of the call before */
    a->ring[(a->first + RING - 2) % RING].sentence = NULL;
    pthread_mutex_unlock(&a->lock);
    *sentence = place != NULL ? place->sentence : NULL;
    return place != NULL && place->sentence == NULL ? place->prepared : NULL;
}

void ahead_stop(struct ahead *a)
{
    pthread_mutex_lock(&a->lock);
    a->stopped = true;
    pthread_cond_signal(&a->emptied);
    pthread_mutex_unlock(&a->lock);
}

enum leave ahead_end(struct ahead *a, bool *broken)
{
    pthread_join(a->thread, NULL);
    enum leave leave = a->leave;
    *broken = a->broken;
    for (size_t i = 0; i < RING; i++) {
        store_prepared_free(a->ring[i].prepared);
        free(a->ring[i].sentence);
    }
    pthread_cond_destroy(&a->filled);
    pthread_cond_destroy(&a->emptied);
    pthread_mutex_destroy(&a->lock);
    free(a);
    return leave;
}
