#include "exchange_inside.h"

/* Encounters that one thread codes in one go: enough to make handing over cheap, few enough that
 * what goes on late spoils little. */
enum { BLOCK_ENCOUNTERS = 64, SHARE_MAX = 1 << 30 };

struct block {
    struct crew_job job; /* first: see crew.h */
    struct block *next;
    struct gathered *first;
    size_t n;
    bool given, stale; /* stale: some encounter went on after it was given */
    struct exchange_share share;
};

struct blocks {
    const struct exchange_reader *out;
    struct arena *arena;
    struct crew *crew;
    struct builder *builders; /* one a thread */
    struct block *first, *last;
    size_t n, n_stale;
};

/* ---- in a thread ---- */

static void say_later(void *context, const char *sentence)
{
    struct exchange_share *share = context;
    str_addn(&share->sentences, sentence, strlen(sentence) + 1);
}

static void work_encounter(struct blocks *blocks, int which, const struct gathered *g,
                           struct exchange_share *share)
{
    struct builder *builder = &blocks->builders[which];
    bool good = builder_build(builder, g) &&
                blocks->out->crew->each(blocks->out->context, blocks->crew, which,
                                        &builder->encounter, g->records.first->line, share);
    *(good ? &share->good : &share->bad) += 1;
}

/* It is kept until the whole file has been read: no byte more than it has. */
static void fit(struct str *str)
{
    char *data = str->capacity > 0 ? realloc(str->data, str->length + 1) : NULL;
    if (data == NULL)
        return;
    str->data = data;
    str->capacity = str->length + 1;
}

static void work_block(void *context, int which, struct crew_job *job)
{
    struct blocks *blocks = context;
    struct block *block = (struct block *)job;
    const struct gathered *g = block->first;
    struct exchange_share *share = &block->share;
    blocks->builders[which].context = share;
    str_clear(&share->text);
    str_clear(&share->sentences);
    share->good = share->bad = 0;
    share->found = false;
    for (size_t i = 0; i < block->n; i++, g = i < block->n ? g->next : NULL)
        work_encounter(blocks, which, g, share);
    fit(&share->text);
    fit(&share->sentences);
}

/* ---- while the file is read ---- */

struct blocks *blocks_start(const struct exchange_reader *out, const struct builder *like,
                            struct arena *arena)
{
    struct blocks *blocks = ARENA_NEW(arena, struct blocks);
    blocks->out = out;
    blocks->arena = arena;
    blocks->builders = ARENA_ARRAY(arena, struct builder, out->crew->size);
    for (int i = 0; i < out->crew->size; i++) {
        blocks->builders[i] = *like;
        blocks->builders[i].complain = say_later;
        encounter_init(&blocks->builders[i].encounter);
    }
    blocks->crew = crew_start(out->crew->size, work_block, blocks);
    return blocks;
}

static struct block *block_new(struct blocks *blocks, struct gathered *first)
{
    struct block *block = ARENA_NEW(blocks->arena, struct block);
    block->first = first;
    str_init(&block->share.text, SHARE_MAX);
    str_init(&block->share.sentences, SHARE_MAX);
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

static void block_release(struct block *block)
{
    str_release(&block->share.text);
    str_release(&block->share.sentences);
}

static void print_all(struct blocks *blocks, struct exchange_count *count)
{
    bool more = true;
    for (struct block *block = blocks->first; block != NULL; block = block->next)
        if (!block->given)
            block_give(blocks, block);
        else if (block->stale)
            begin_anew(blocks, block);
    for (struct block *block = blocks->first; block != NULL && more; block = block->next) {
        more = print_block(blocks, block, count);
        block_release(block);
    }
}

void blocks_end(struct blocks *blocks, bool nothing, struct exchange_count *count)
{
    if (!nothing)
        print_all(blocks, count);
    crew_end(blocks->crew);
    for (struct block *block = blocks->first; block != NULL; block = block->next)
        block_release(block);
    for (int i = 0; i < blocks->out->crew->size; i++)
        encounter_release(&blocks->builders[i].encounter);
}
