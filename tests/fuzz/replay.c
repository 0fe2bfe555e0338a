/* replay.c: a harness without a fuzzer: every file of its corpus, and changed copies of each.
 *
 * usage: fuzz_NAME [FILE...]     default: $TESTS/fuzz/corpus/NAME
 * TESTS_N changed copies of each file (default 20; the same ones every time). */
#include <dirent.h>
#include <sys/stat.h>

#include "fuzz.h"
#include "tap.h"

enum { LONGEST = 1 << 20, LONGEST_NAME = 2048 };

struct input {
    uint8_t data[LONGEST];
    size_t size;
};

struct replay {
    struct input given, changed, other;
    uint64_t dice;
    long copies, tried;
};

static bool read_input(const char *path, struct input *input)
{
    FILE *in = fopen(path, "rb");

    if (!in)
        return false;
    input->size = fread(input->data, 1, LONGEST / 2, in);
    fclose(in);
    return true;
}

static unsigned roll(struct replay *replay, size_t below)
{
    replay->dice = replay->dice * 6364136223846793005u + 1442695040888963407u;
    return below ? (unsigned)((replay->dice >> 33) % below) : 0;
}

/* One of: another byte, a byte more, a byte less, a stretch doubled, the rest cut off, a stretch of
 * another input. */
static void change(struct replay *replay)
{
    struct input *c = &replay->changed;
    size_t at = roll(replay, c->size + 1), n = roll(replay, 16) + 1;

    if (at + n > c->size)
        n = c->size - at;
    switch (roll(replay, 6)) {
    case 0: c->data[at] = (uint8_t)roll(replay, 256); break;
    case 1:
        memmove(c->data + at + 1, c->data + at, c->size++ - at);
        c->data[at] = (uint8_t)roll(replay, 256);
        break;
    case 2:
        memmove(c->data + at, c->data + at + n, c->size - at - n);
        c->size -= n;
        break;
    case 3:
        memmove(c->data + at + n, c->data + at, c->size - at);
        c->size += n;
        break;
    case 4: c->size = roll(replay, 4) ? c->size : at; break;
    default:
        n = roll(replay, replay->other.size);
        memcpy(c->data + at, replay->other.data, n);
        c->size = at + n > c->size ? at + n : c->size;
    }
    if (c->size > LONGEST / 2)
        c->size = LONGEST / 2;
}

static void try_input(struct replay *replay, const struct input *input)
{
    uint8_t *copy = malloc(input->size ? input->size : 1); /* its end is the end of a block */

    if (!copy)
        fuzz_fail("no memory for an input");
    memcpy(copy, input->data, input->size);
    LLVMFuzzerTestOneInput(copy, input->size);
    free(copy);
    replay->tried++;
}

static void replay_file(struct replay *replay, const char *path)
{
    if (!read_input(path, &replay->given))
        fuzz_fail("%s cannot be read", path);
    fprintf(stderr, "# %s\n", path); /* who ended it is the last one named */
    try_input(replay, &replay->given);
    for (long i = 0; i < replay->copies; i++) {
        replay->changed.size = replay->given.size;
        memcpy(replay->changed.data, replay->given.data, replay->given.size);
        for (unsigned n = roll(replay, 4) + 1; n > 0; n--)
            change(replay);
        try_input(replay, &replay->changed);
    }
    replay->other.size = replay->given.size;
    memcpy(replay->other.data, replay->given.data, replay->given.size);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_input(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static long replay_folder(struct replay *replay, const char folder[LONGEST_NAME])
{
    struct dirent **entries;
    char path[LONGEST_NAME + 258];
    int n = scandir(folder, &entries, is_input, by_name);

    for (int i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        replay_file(replay, path);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    return n;
}

static long replay_corpus(struct replay *replay, const char *program)
{
    const char *name = strrchr(program, '/'), *tests = getenv("TESTS");
    char folder[LONGEST_NAME];

    name = name ? name + 1 : program;
    snprintf(folder, sizeof folder, "%s/fuzz/corpus/%s", tests ? tests : "tests",
             strncmp(name, "fuzz_", 5) == 0 ? name + 5 : name);
    return replay_folder(replay, folder);
}

int main(int argc, char **argv)
{
    static struct replay replay;
    const char *n = getenv("TESTS_N");
    struct tap tap = {0, 0};
    long files = argc - 1;

    replay.copies = n && *n ? strtol(n, NULL, 10) / 50 : 20;
    for (int i = 1; i < argc; i++)
        replay_file(&replay, argv[i]);
    if (argc == 1)
        files = replay_corpus(&replay, argv[0]);
    tap_test(&tap, files > 0, "every input of the corpus keeps its promises");
    tap_note("%ld inputs of %ld files", replay.tried, files);
    return tap_end(&tap);
}
