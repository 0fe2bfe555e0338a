#include "exchange_inside.h"

/* Encounters that one thread codes in one go: enough to make handing over cheap, few enough that
 * what goes on late spoils little. */
enum { BLOCK_ENCOUNTERS = 256, SHARE_MAX = 1 << 30 };
/* So many blocks may wait or be worked on for each thread, and in all: more would only be memory. */
enum { GIVEN_EACH = 4, MOST_GIVEN = 512 };

struct block {
    struct crew_job job; /* first: see crew.h */
    struct block *next;
    struct gathered *first;
    size_t n;
    struct csv_place from, to;   /* its records lie between, and rows that came late to others */
    struct shelf records;        /* empty once they are forgotten */
    bool given, stale;           /* stale: some encounter went on after it was given */
    struct exchange_share share; /* its texts lie on the shelf of the thread */
};

/* What a thread works with. */
struct bench {
    alignas(CREW_APART) struct builder builder;
    struct exchange_share share; /* of the block at hand */
    struct shelf shelf;
};

struct blocks {
    const struct exchange_reader *out;
    struct csv_reader *csv;
    size_t id_column;
    struct shelf *shelf;
    struct crew *crew;
    struct bench *benches; /* one a thread */
    struct block *first, *last;
    size_t n, n_stale;
    bool open;               /* the last block takes more encounters */
    struct csv_place begun;  /* where its records begin */
    struct shelf records;    /* of the last block and of the encounter that is being read */
    struct block *given[MOST_GIVEN]; /* whose records are not forgotten yet: a ring */
    size_t first_given, n_given, most_given;
    struct shelf spare[MOST_GIVEN]; /* for the records of blocks to come */
    size_t n_spare;
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
    builder_init(&bench->builder, like);
    bench->builder.complain = say_later;
    bench->builder.context = &bench->share;
    str_init(&bench->share.text, SHARE_MAX);
    str_init(&bench->share.sentences, SHARE_MAX);
    shelf_init(&bench->shelf);
}

static void bench_release(struct bench *bench)
{
    builder_release(&bench->builder);
    str_release(&bench->share.text);
    str_release(&bench->share.sentences);
    shelf_release(&bench->shelf);
}

struct blocks *blocks_start(const struct exchange_reader *out, const struct builder *like,
                            struct csv_reader *csv, size_t id_column, struct shelf *shelf)
{
    struct blocks *blocks = SHELF_NEW(shelf, struct blocks);
    blocks->out = out;
    blocks->csv = csv;
    blocks->id_column = id_column;
    blocks->shelf = shelf;
    blocks->most_given = (size_t)out->crew->size * GIVEN_EACH;
    blocks->benches = crew_apart((size_t)out->crew->size * sizeof *blocks->benches);
    for (int i = 0; i < out->crew->size; i++)
        bench_init(&blocks->benches[i], like);
    blocks->crew = crew_start(out->crew->size, work_block, blocks);
    return blocks;
}

static void block_new(struct blocks *blocks, struct gathered *first)
{
    struct block *block = SHELF_NEW(blocks->shelf, struct block);
    block->first = first;
    if (blocks->last != NULL)
        blocks->last->next = block;
    else
        blocks->first = block;
    blocks->last = block;
    blocks->n++;
    blocks->open = true;
}

/* Waits for the block that was given first, and forgets its records where they can be had again. */
static void await_first(struct blocks *blocks)
{
    struct block *block = blocks->given[blocks->first_given];
    crew_await(blocks->crew, &block->job);
    blocks->first_given = (blocks->first_given + 1) % MOST_GIVEN;
    blocks->n_given--;
    if (!csv_has_parts(blocks->csv))
        return;
    shelf_clear(&block->records);
    if (blocks->n_spare == MOST_GIVEN)
        shelf_release(&block->records);
    else
        blocks->spare[blocks->n_spare++] = block->records;
    shelf_init(&block->records);
}

/* Half of them at once: to be woken for every block would cost more than it waits for. */
static void await_half(struct blocks *blocks)
{
    size_t half = blocks->most_given / 2;
    crew_await(blocks->crew, &blocks->given[(blocks->first_given + half - 1) % MOST_GIVEN]->job);
    for (size_t i = 0; i < half; i++)
        await_first(blocks);
}

static void block_give(struct blocks *blocks, struct block *block)
{
    if (blocks->n_given == blocks->most_given)
        await_half(blocks);
    block->given = true;
    blocks->given[(blocks->first_given + blocks->n_given++) % MOST_GIVEN] = block;
    crew_give(blocks->crew, &block->job);
}

/* In a file whose encounters keep going on, beginning early is work for nothing. */
static bool worth_it(const struct blocks *blocks)
{
    return blocks->n_stale * 4 <= blocks->n + 4;
}

/* No encounter joins it any more.  What its encounters still get they get apart. */
static void block_close(struct blocks *blocks, struct block *block)
{
    struct gathered *g = block->first;
    for (size_t i = 0; i < block->n; i++, g = g->next)
        g->block = block;
    block->from = blocks->begun;
    block->to = blocks->begun = csv_place(blocks->csv);
    block->records = blocks->records;
    shelf_init(&blocks->records);
    if (blocks->n_spare > 0)
        blocks->records = blocks->spare[--blocks->n_spare];
    blocks->open = false;
}

void blocks_add(struct blocks *blocks, struct gathered *g)
{
    if (!blocks->open)
        block_new(blocks, g);
    struct block *block = blocks->last;
    block->n++;
    if (block->n < BLOCK_ENCOUNTERS)
        return;
    block_close(blocks, block);
    if (worth_it(blocks))
        block_give(blocks, block);
}

struct records *blocks_open(struct blocks *blocks, struct gathered *g, struct shelf **shelf)
{
    struct block *block = g->block;
    if (blocks->begun.line == 0)
        blocks->begun = csv_place(blocks->csv);
    *shelf = block != NULL ? blocks->shelf : &blocks->records;
    if (block == NULL || !block->given)
        return &g->records;
    blocks->n_stale += !block->stale;
    block->stale = true;
    if (g->late == NULL)
        g->late = SHELF_NEW(blocks->shelf, struct records);
    return g->late;
}

/* ---- at its end ---- */

/* The encounter of the block with this number; most records are of the same one as before. */
static struct gathered *find_in(const struct block *block, struct gathered *before, const char *id)
{
    if (strcmp(before->id, id) == 0)
        return before;
    struct gathered *g = block->first;
    for (size_t i = 0; i < block->n; i++, g = g->next)
        if (strcmp(g->id, id) == 0)
            return g;
    return NULL;
}

/* Between its ends stand its own records, and such as came late to encounters before it. */
static void read_again(struct blocks *blocks, struct block *block, struct csv_reader *part)
{
    struct gathered *g = block->first;
    struct csv_record csv;
    for (int got; (got = csv_next_packed(part, &csv, NULL)) != 0;) {
        struct gathered *found = find_in(block, g, csv_cell(part, blocks->id_column));
        if (got != 1 || found == NULL)
            continue; /* of one that cannot be read its encounter knows */
        g = found;
        records_add(&g->records, record_keep(&block->records, &csv));
    }
}

static bool recall(struct blocks *blocks, struct block *block, struct err *err)
{
    struct gathered *g = block->first;
    if (!csv_has_parts(blocks->csv))
        return true;
    struct csv_reader *part = csv_part(blocks->csv, block->from, block->to, err);
    if (part == NULL)
        return false;
    for (size_t i = 0; i < block->n; i++, g = g->next)
        g->records = (struct records){.bad = g->records.bad};
    read_again(blocks, block, part);
    csv_close(part);
    return true;
}

static void join_late(struct gathered *g)
{
    if (g->late == NULL)
        return;
    if (g->records.last != NULL && g->late->first != NULL)
        g->records.last->next = g->late->first;
    else if (g->late->first != NULL)
        g->records.first = g->late->first;
    if (g->late->last != NULL)
        g->records.last = g->late->last;
    g->records.bad = g->records.bad || g->late->bad;
    g->late = NULL;
}

static bool begin_anew(struct blocks *blocks, struct block *block, struct err *err)
{
    struct gathered *g = block->first;
    if (!recall(blocks, block, err))
        return false;
    for (size_t i = 0; i < block->n; i++, g = g->next)
        join_late(g);
    block->stale = false;
    block_give(blocks, block);
    return true;
}

/* Gives what has not been given, or must be once more. */
static bool give_all(struct blocks *blocks, struct err *err)
{
    bool fine = true;
    if (blocks->open)
        block_close(blocks, blocks->last);
    while (blocks->n_given > 0)
        await_first(blocks);
    for (struct block *block = blocks->first; block != NULL && fine; block = block->next)
        if (!block->given)
            block_give(blocks, block);
        else if (block->stale)
            fine = begin_anew(blocks, block, err);
    return fine;
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
    for (struct block *block = blocks->first; block != NULL && more; block = block->next)
        more = print_block(blocks, block, count);
}

static void release(struct blocks *blocks)
{
    for (int i = 0; i < blocks->out->crew->size; i++)
        bench_release(&blocks->benches[i]);
    free(blocks->benches);
    for (struct block *block = blocks->first; block != NULL; block = block->next)
        shelf_release(&block->records);
    while (blocks->n_spare > 0)
        shelf_release(&blocks->spare[--blocks->n_spare]);
    shelf_release(&blocks->records);
}

bool blocks_end(struct blocks *blocks, bool nothing, struct exchange_count *count,
                struct err *err)
{
    bool fine = nothing || give_all(blocks, err);
    if (fine && !nothing)
        print_all(blocks, count);
    crew_end(blocks->crew);
    release(blocks);
    return fine;
}
