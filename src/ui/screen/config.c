#include "config.h"

#include <errno.h>

#include "keys.h"

enum { TYPED = IN_ENTRY | IN_PROMPT | IN_LINE | IN_PASTE }; /* where letters are text */

/* ---- options ---- */

enum kind { KIND_YES_NO, KIND_NUMBER };

static const struct option {
    const char *name;
    enum kind kind;
    size_t place;
    int normal, least, most;
    const char *say;
} options[] = {
    {"color", KIND_YES_NO, offsetof(struct config, color), 1, 0, 1,
     "Colours where the terminal has them. --no-color and NO_COLOR say no in any case."},
    {"ascii", KIND_YES_NO, offsetof(struct config, ascii), 0, 0, 1,
     "Draw with ASCII only, as --ascii does."},
    {"mouse", KIND_YES_NO, offsetof(struct config, mouse), 1, 0, 1,
     "Take the mouse from the terminal. --no-mouse leaves it there in any case."},
    {"paste", KIND_YES_NO, offsetof(struct config, paste), 1, 0, 1,
     "Ask the terminal to say what was pasted, so that it is never taken for keys."},
    {"escape-wait", KIND_NUMBER, offsetof(struct config, escape_wait), 25, 1, 1000,
     "Milliseconds after which Esc is the key and not the beginning of another one."},
};

static int get(const struct config *config, const struct option *option)
{
    const char *place = (const char *)config + option->place;
    return option->kind == KIND_NUMBER ? *(const int *)(const void *)place
                                       : *(const bool *)(const void *)place;
}

static void set(struct config *config, const struct option *option, int value)
{
    char *place = (char *)config + option->place;
    if (option->kind == KIND_NUMBER)
        *(int *)(void *)place = value;
    else
        *(bool *)(void *)place = value != 0;
}

static bool set_text(struct config *config, const struct option *option, const char *text,
                     struct err *err)
{
    long value = 0;
    if (option->kind == KIND_YES_NO) {
        if (strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
            return err_set(err, "%s is yes or no, not \"%.40s\"", option->name, text);
        value = *text == 'y';
    } else if (!number_parse(text, option->least, option->most, &value)) {
        return err_set(err, "%s is a number from %d to %d, not \"%.40s\"", option->name,
                       option->least, option->most, text);
    }
    set(config, option, (int)value);
    return true;
}

/* ---- contexts and actions by one word ---- */

/* "the quick line" is quick-line. */
static const char *context_word(unsigned context, char word[32])
{
    const char *name = context_name(context);
    snprintf(word, 32, "%s", strncmp(name, "the ", 4) == 0 ? name + 4 : name);
    for (char *p = word; *p; p++)
        if (*p == ' ')
            *p = '-';
    return word;
}

static bool find_context(const char *given, unsigned *context, struct err *err)
{
    char word[32];
    for (int i = 0; i < CONTEXT_COUNT; i++)
        if (strcmp(context_word(1u << i, word), given) == 0) {
            *context = 1u << i;
            return true;
        }
    err_set(err, "there is no context %.40s; write one of", given);
    for (int i = 0; i < CONTEXT_COUNT; i++) {
        size_t n = strlen(err->text);
        snprintf(err->text + n, sizeof err->text - n, " %s", context_word(1u << i, word));
    }
    return false;
}

/* A whole name: a beginning may mean something else in the next version. */
static bool find_action(const char *word, enum action_id *id, struct err *err)
{
    *id = ACT_NONE;
    if (strcmp(word, "none") == 0)
        return true;
    size_t n = strlen(word);
    for (int i = 0; i < ACT_COUNT; i++)
        for (const char *p = action_get((enum action_id)i)->names; *p; p += strspn(p, " ")) {
            size_t length = strcspn(p, " ");
            if (length == n && strncmp(p, word, n) == 0) {
                *id = (enum action_id)i;
                return true;
            }
            p += length;
        }
    return err_set(err, "there is no action %.40s; `ivledger --list-actions` names them", word);
}

/* ---- reading ---- */

static void bind(struct config *config, struct binding binding)
{
    for (size_t i = 0; i < config->n; i++)
        if (config->bindings[i].context == binding.context &&
            config->bindings[i].key == binding.key) {
            config->bindings[i] = binding;
            return;
        }
    if (action_of_key(binding.context, binding.key) == binding.action)
        return; /* as built in */
    if (config->n == config->cap) {
        config->cap = config->cap ? config->cap * 2 : 64;
        config->bindings = realloc(config->bindings, config->cap * sizeof *config->bindings);
        if (!config->bindings)
            base_no_memory(1);
    }
    config->bindings[config->n++] = binding;
}

static bool read_bind(struct config *config, const char *words, struct err *err)
{
    char context[32], key[32], action[48], rest[2];
    struct binding b;
    if (sscanf(words, "%31s %31s %47s %1s", context, key, action, rest) != 3)
        return err_set(err, "write bind CONTEXT KEY ACTION, as in: bind workbench F9 claim");
    if (!find_context(context, &b.context, err) || !find_action(action, &b.action, err))
        return false;
    if (!keys_find(key, &b.key))
        return err_set(err, "there is no key called %s; write F9, Ctrl-T, Shift-Tab, x", key);
    if (b.action != ACT_NONE && !(action_get(b.action)->contexts & b.context))
        return err_set(err,
                       "%s does nothing in the context %s; `ivledger --list-actions` says where",
                       action, context);
    if ((b.context & TYPED) && keys_printable(b.key) && b.action != action_of_key(b.context, b.key))
        return err_set(err, "%s is text in the context %s; bind a function key or Ctrl-letter", key,
                       context);
    bind(config, b);
    return true;
}

static char *trim(char *text)
{
    while (ascii_space(*text))
        text++;
    size_t n = strlen(text);
    while (n > 0 && ascii_space(text[n - 1]))
        n--;
    text[n] = 0;
    return text;
}

static bool read_line(struct config *config, char *line, struct err *err)
{
    line = trim(line);
    if (*line == 0 || *line == '#')
        return true;
    if (strncmp(line, "bind", 4) == 0 && ascii_space(line[4]))
        return read_bind(config, line + 5, err);
    char *value = strchr(line, '=');
    if (!value)
        return err_set(err, "this is neither NAME = VALUE nor bind CONTEXT KEY ACTION");
    *value++ = 0;
    const char *name = trim(line);
    for (size_t i = 0; i < COUNT_OF(options); i++)
        if (strcmp(options[i].name, name) == 0)
            return set_text(config, &options[i], trim(value), err);
    return err_set(err, "there is no option %.40s; ivledger-data(5) names them", name);
}

void config_init(struct config *config)
{
    *config = (struct config){.n = 0};
    for (size_t i = 0; i < COUNT_OF(options); i++)
        set(config, &options[i], options[i].normal);
}

void config_release(struct config *config)
{
    free(config->bindings);
    config->bindings = NULL;
    config->n = config->cap = 0;
}

static void PRINTF_LIKE(3, 4) say(config_warn_fn *warn, void *context, const char *format, ...)
{
    char sentence[4800];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    warn(context, sentence);
}

void config_read(struct config *config, const char *path, config_warn_fn *warn, void *context)
{
    char line[512];
    FILE *in = fopen(path, "r");
    if (!in) {
        if (errno != ENOENT && errno != ENOTDIR)
            say(warn, context, "%s: cannot be read (%s); the built-in keys hold", path,
                strerror(errno));
        return;
    }
    for (long number = 1; fgets(line, sizeof line, in); number++) {
        struct err err = {""};
        if (!strchr(line, '\n') && !feof(in)) {
            err_set(&err, "the line is longer than %zu characters", sizeof line - 2);
            for (int c = fgetc(in); c != '\n' && c != EOF;)
                c = fgetc(in);
        } else {
            read_line(config, line, &err);
        }
        if (*err.text)
            say(warn, context, "%s:%ld: %s; the line is left out", path, number, err.text);
    }
    fclose(in);
}

/* ---- asking ---- */

static const struct binding *own_binding(const struct config *config, unsigned context, int key)
{
    for (size_t i = 0; i < config->n; i++)
        if ((config->bindings[i].context & context) && config->bindings[i].key == key)
            return &config->bindings[i];
    return NULL;
}

enum action_id config_action(const struct config *config, unsigned context, int key)
{
    const struct binding *own = own_binding(config, context, key);
    return own ? own->action : action_of_key(context, key);
}

static void add_word(char keys[80], const char *word)
{
    size_t n = strlen(keys);
    snprintf(keys + n, 80 - n, "%s%s", n ? " " : "", word);
}

static bool has_word(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = strstr(words, word); p; p = strstr(p + 1, word))
        if ((p == words || p[-1] == ' ') && (p[n] == ' ' || p[n] == 0))
            return true;
    return false;
}

/* Does a built-in key still do it somewhere in these contexts? */
static bool still_holds(const struct config *config, const struct action *action, unsigned contexts,
                        const char *word)
{
    int key;
    if (!keys_find(word, &key))
        return false;
    for (unsigned bit = 1; bit < 1u << CONTEXT_COUNT; bit <<= 1)
        if (bit & contexts & action->contexts) {
            const struct binding *own = own_binding(config, bit, key);
            if (!own || own->action == action->id)
                return true;
        }
    return false;
}

void config_keys(const struct config *config, const struct action *action, unsigned contexts,
                 char keys[80])
{
    char name[16], word[32];
    keys[0] = 0;
    for (size_t i = 0; i < config->n; i++) {
        const struct binding *b = &config->bindings[i];
        if (b->action != action->id || !(b->context & contexts) ||
            action_of_key(b->context, b->key) == action->id)
            continue;
        const char *shown = keys_name(b->key, name);
        if (!has_word(keys, shown))
            add_word(keys, shown);
    }
    for (const char *p = action->keys; *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        snprintf(word, sizeof word, "%.*s", (int)n, p);
        p += n;
        if (still_holds(config, action, contexts, word))
            add_word(keys, word);
    }
}

/* ---- printing ---- */

static void print_options(const struct config *config, FILE *out)
{
    for (size_t i = 0; i < COUNT_OF(options); i++) {
        const struct option *o = &options[i];
        fprintf(out, "\n# %s\n", o->say);
        if (o->kind == KIND_YES_NO)
            fprintf(out, "# yes or no\n%s = %s\n", o->name, get(config, o) ? "yes" : "no");
        else
            fprintf(out, "# %d to %d\n%s = %d\n", o->least, o->most, o->name, get(config, o));
    }
}

static void print_action(const struct config *config, unsigned context, const struct action *action,
                         FILE *out)
{
    char keys[80], word[32], where[32];
    config_keys(config, action, context, keys);
    for (const char *p = keys; *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        snprintf(word, sizeof word, "%.*s", (int)n, p);
        p += n;
        fprintf(out, "bind %-11s %-9s %.*s\n", context_word(context, where), word,
                (int)strcspn(action->names, " "), action->names);
    }
}

void config_print(const struct config *config, FILE *out)
{
    fputs("# The configuration of ivledger: copy it to $XDG_CONFIG_HOME/ivledger/config\n"
          "# (~/.config/ivledger/config) and keep the lines that you change.  It says what holds\n"
          "# without any such file.  ivledger-data(5) describes it.\n",
          out);
    print_options(config, out);
    for (int c = 0; c < CONTEXT_COUNT; c++) {
        fprintf(out, "\n# %s\n", context_name(1u << c));
        for (int i = 0; i < ACT_COUNT; i++)
            if (action_get((enum action_id)i)->contexts & (1u << c))
                print_action(config, 1u << c, action_get((enum action_id)i), out);
    }
}
