#include "exchange_inside.h"

/* Encounters that one thread codes in one go: enough to make handing over cheap, few enough that
 * what goes on late spoils little. */
enum { BLOCK_ENCOUNTERS = 64, SHARE_MAX = 1 << 30 };

struct block {
    struct crew_job job; /* first: see crew.h */
    struct block *next;
    struct gathered *first;
    size_t n;
    bool given, stale;           /* stale: some encounter went on after it was given */
    struct exchange_share share; /* its texts lie on the shelf of the thread */
};

/* What a thread works with. */
struct bench {
    struct builder builder;
    struct exchange_share share; /* of the block at hand */
    struct shelf shelf;
};

struct blocks {
    const struct exchange_reader *out;
    struct shelf *shelf;
    struct crew *crew;
    struct bench *benches; /* one a thread */
    struct block *first, *last;
    size_t n, n_stale;
};

/* ---- in a thread ---- */

static void say_later(void *context, const char *sentence)
{
    struct exchange_share *share = context;
    str_addn(&share->sentences, sentence, strlen(sentence) + 1);
}

static void work_encounter(struct blocks *blocks, int which, const struct gathered *g)
{
    struct bench *bench = &blocks->benches[which];
    struct exchange_share *share = &bench->share;
    bool good = builder_build(&bench->builder, g) &&
                blocks->out->crew->each(blocks->out->context, blocks->crew, which,
                                        &bench->builder.encounter, g->records.first->line, share);
    *(good ? &share->good : &share->bad) += 1;
}

/* It is kept until the whole file has been read: no byte more than it has. */
static struct str keep_text(struct bench *bench, struct str *text)
{
    struct str kept = {.data = shelf_copy(&bench->shelf, 0, text->data, text->length + 1),
                       .length = text->length};
    str_clear(text);
    return kept;
}

static void work_block(void *context, int which, struct crew_job *job)
{
    struct blocks *blocks = context;
    struct block *block = (struct block *)job;
    struct bench *bench = &blocks->benches[which];
    const struct gathered *g = block->first;
    for (size_t i = 0; i < block->n; i++, g = i < block->n ? g->next : NULL)
        work_encounter(blocks, which, g);
    block->share = bench->share;
    block->share.text = keep_text(bench, &bench->share.text);
    block->share.sentences = keep_text(bench, &bench->share.sentences);
    bench->share.good = bench->share.bad = 0;
    bench->share.found = false;
}

/* ---- while the file is read ---- */

static void bench_init(struct bench *bench, const struct builder *like)
{
    bench->builder = *like;
    bench->builder.complain = say_later;
    bench->builder.context = &bench->share;
    encounter_init(&bench->builder.encounter);
    str_init(&bench->share.text, SHARE_MAX);
    str_init(&bench->share.sentences, SHARE_MAX);
    shelf_init(&bench->shelf);
}

static void bench_release(struct bench *bench)
{
    encounter_release(&bench->builder.encounter);
    str_release(&bench->share.text);
    str_release(&bench->share.sentences);
    shelf_release(&bench->shelf);
}

struct blocks *blocks_start(const struct exchange_reader *out, const struct builder *like,
                            struct shelf *shelf)
{
    struct blocks *blocks = SHELF_NEW(shelf, struct blocks);
    blocks->out = out;
    blocks->shelf = shelf;
    blocks->benches = shelf_new(shelf, (size_t)out->crew->size * sizeof *blocks->benches);
    for (int i = 0; i < out->crew->size; i++)
        bench_init(&blocks->benches[i], like);
    blocks->crew = crew_start(out->crew->size, work_block, blocks);
    return blocks;
}

static struct block *block_new(struct blocks *blocks, struct gathered *first)
{
    struct block *block = SHELF_NEW(blocks->shelf, struct block);
    block->first = first;
    if (blocks->last != NULL)
        blocks->last->next = block;
    else
        blocks->first = block;
    blocks->last = block;
    blocks->n++;
    return block;
}

static void block_give(struct blocks *blocks, struct block *block)
{
    struct gathered *g = block->first;
    for (size_t i = 0; i < block->n; i++, g = g->next)
        g->block = block;
    block->given = true;
    crew_give(blocks->crew, &block->job);
}

/* In a file whose encounters keep going on, beginning early is work for nothing. */
static bool worth_it(const struct blocks *blocks)
{
    return blocks->n_stale * 4 <= blocks->n + 4;
}

void blocks_add(struct blocks *blocks, struct gathered *g)
{
    struct block *block = blocks->last;
    if (block == NULL || block->n == BLOCK_ENCOUNTERS)
        block = block_new(blocks, g);
    block->n++;
    if (block->n == BLOCK_ENCOUNTERS && worth_it(blocks))
        block_give(blocks, block);
}

void blocks_late(struct blocks *blocks, struct gathered *g)
{
    blocks->n_stale += !g->block->stale;
    g->block->stale = true;
}

/* ---- at its end ---- */

static void join_late(struct gathered *g)
{
    if (g->late.first != NULL && g->records.last != NULL)
        g->records.last->next = g->late.first;
    else if (g->late.first != NULL)
        g->records.first = g->late.first;
    if (g->late.last != NULL)
        g->records.last = g->late.last;
    g->records.bad = g->records.bad || g->late.bad;
    g->late = (struct records){0};
}

static void begin_anew(struct blocks *blocks, struct block *block)
{
    struct gathered *g = block->first;
    crew_await(blocks->crew, &block->job);
    for (size_t i = 0; i < block->n; i++, g = g->next)
        join_late(g);
    block->stale = false;
    crew_give(blocks->crew, &block->job);
}

static void say_all(const struct exchange_reader *out, const struct str *sentences)
{
    for (size_t at = 0; at < sentences->length; at += strlen(sentences->data + at) + 1)
        if (out->complain != NULL)
            out->complain(out->context, sentences->data + at);
}

static bool print_block(struct blocks *blocks, struct block *block, struct exchange_count *count)
{
    crew_await(blocks->crew, &block->job);
    say_all(blocks->out, &block->share.sentences);
    count->good += block->share.good;
    count->bad += block->share.bad;
    return blocks->out->crew->print(blocks->out->context, &block->share);
}

static void print_all(struct blocks *blocks, struct exchange_count *count)
{
    bool more = true;
    for (struct block *block = blocks->first; block != NULL; block = block->next)
        if (!block->given)
            block_give(blocks, block);
        else if (block->stale)
            begin_anew(blocks, block);
    for (struct block *block = blocks->first; block != NULL && more; block = block->next)
        more = print_block(blocks, block, count);
}

void blocks_end(struct blocks *blocks, bool nothing, struct exchange_count *count)
{
    if (!nothing)
        print_all(blocks, count);
    crew_end(blocks->crew);
    for (int i = 0; i < blocks->out->crew->size; i++)
        bench_release(&blocks->benches[i]);
}
