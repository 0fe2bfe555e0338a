/* libcsv_pass.c: the least that reading a CSV can cost: libcsv with callbacks that only count. */
#include <csv.h>
#include <stdio.h>

static void on_field(void *data, size_t length, void *context)
{
    long *counts = context;

    (void)data;
    counts[0] += (long)length;
}

static void on_record(int end, void *context)
{
    long *counts = context;

    (void)end;
    counts[1]++;
}

int main(int argc, char **argv)
{
    static char buf[65536];
    struct csv_parser parser;
    long counts[2] = {0, 0};
    size_t n;
    FILE *in = argc == 2 ? fopen(argv[1], "r") : NULL;

    if (!in || csv_init(&parser, CSV_STRICT) != 0)
        return 66;
    while ((n = fread(buf, 1, sizeof buf, in)) > 0)
        if (csv_parse(&parser, buf, n, on_field, on_record, counts) != n)
            return 65;
    csv_fini(&parser, on_field, on_record, counts);
    csv_free(&parser);
    fclose(in);
    printf("%ld bytes of cells, %ld records\n", counts[0], counts[1]);
    return 0;
}
