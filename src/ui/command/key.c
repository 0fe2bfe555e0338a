/* key.c: where the key of an encrypted database comes from: a file, or the terminal. */
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include "../../db/key_file.h"
#include "app.h"

static bool read_typed(int tty, char *key)
{
    size_t n = 0;
    char c;
    while (read(tty, &c, 1) == 1 && c != '\n' && c != '\r' && c != 4) {
        if (c == 3) /* Ctrl-C: no signal, so that the terminal is left as it was */
            return false;
        if (c == 8 || c == 127)
            n -= n > 0;
        else if (n < KEY_LONGEST - 1)
            key[n++] = c;
    }
    key[n] = '\0';
    return n > 0;
}

/* Nothing of what is typed is shown.  NULL: no terminal, or nothing typed. */
static char *ask(const char *words, const char *path)
{
    struct termios before, quiet;
    char shown[64];
    int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    char *key = calloc(1, KEY_LONGEST);
    bool got = false;
    if (key == NULL)
        base_no_memory(KEY_LONGEST);
    if (tty >= 0 && tcgetattr(tty, &before) == 0) {
        quiet = before;
        quiet.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG);
        quiet.c_cc[VMIN] = 1;
        quiet.c_cc[VTIME] = 0;
        tcsetattr(tty, TCSAFLUSH, &quiet);
        dprintf(tty, "%s %s: ", words, text_short(path, shown));
        got = read_typed(tty, key);
        tcsetattr(tty, TCSAFLUSH, &before);
        dprintf(tty, "\n");
    }
    if (tty >= 0)
        close(tty);
    if (got)
        return key;
    explicit_bzero(key, KEY_LONGEST);
    free(key);
    return NULL;
}

/* A new key is typed twice: a slip would lock the work away. */
static char *ask_twice(const char *path)
{
    char *key = ask("New key of", path);
    char *again = key != NULL ? ask("The same again, for", path) : NULL;
    if (again == NULL || strcmp(key, again) != 0) {
        key_wipe(key);
        key = NULL;
    }
    key_wipe(again);
    return key;
}

char *app_new_key(const struct app *app, const char *path, enum leave *leave)
{
    struct err err = {""};
    bool typed = strcmp(app->key_file, "-") == 0;
    char *key = typed ? ask_twice(path) : key_read(app->key_file, &err);
    if (key == NULL)
        app_say_text(typed ? "the new key was not typed twice alike on a terminal; try again, or give "
                             "--key-file FILE"
                           : err.text);
    *leave = key != NULL ? LEAVE_DONE : LEAVE_REFUSED;
    return key;
}

static bool refuse(enum leave *leave, enum leave status, const char *sentence)
{
    app_say_text(sentence);
    *leave = status;
    return false;
}

static const char *key_file_of(const struct app *app)
{
    const char *file = app->key_file != NULL ? app->key_file : getenv("IVLEDGER_KEY_FILE");
    return text_empty(file) ? NULL : file;
}

bool app_key(struct app *app, enum leave *leave)
{
    struct err err = {""};
    const char *file = key_file_of(app);
    enum store_seal seal = store_seal_of(app->db_path);
    if (app->key != NULL || (file == NULL && (seal != SEAL_CLOSED || !store_can_encrypt())))
        return true;
    if (!store_can_encrypt())
        return refuse(leave, LEAVE_CONFIG,
                      "this ivledger was built without encryption; use one built with `make "
                      "SQLCIPHER=1`, or leave the key file away");
    if (file != NULL && strcmp(file, "-") != 0)
        app->key = key_read(file, &err);
    else if (seal == SEAL_NONE)
        app->key = ask_twice(app->db_path);
    else
        app->key = ask("Key of", app->db_path);
    if (app->key != NULL)
        return true;
    return refuse(leave, LEAVE_REFUSED,
                  *err.text ? err.text
                            : "the database is encrypted and no key was typed on a terminal; give "
                              "--key-file FILE");
}
