#include "../../db/csv.h"
#include "../../db/paths.h"
#include "command.h"

static void hush(void *context, const char *sentence)
{
    (void)context;
    (void)sentence;
}

void command_version(struct app *app)
{
    struct str dir;
    struct err err;
    str_init(&dir, 8192);
    printf("ivledger " VERSION "\n");
    printf("SQLite %s%s, libcsv %s\n", store_library(),
           store_can_encrypt() ? " with SQLCipher" : "", csv_library());
    struct library *library = paths_book(app->data, app->program, DATADIR, &dir, &err)
                                  ? library_load(dir.data, hush, NULL, &err)
                                  : NULL;
    const struct book *book = library != NULL ? library_edition(library, app->rules, &err) : NULL;
    if (book != NULL)
        printf("rule book %s, %s\n", book->edition, library_hash(library));
    else
        printf("rule book: none (%s)\n", err.text);
    if (library != NULL)
        library_free(library);
    str_release(&dir);
}
