/* Prompts and sentences: the only file of the linear mode that knows standard input and output. */
#include "plain_inside.h"

#include <time.h>

enum { LONGEST_TEXT = 1 << 20 };

/* Lines one by one, each tamed. */
void plain_text(const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        char *line = strndup(text, length);
        if (!line)
            base_no_memory(1);
        text_tame(line);
        printf("%s\n", line);
        free(line);
        text += length + (text[length] == '\n');
    }
}

static void PRINTF_LIKE(2, 0) add_args(struct str *out, const char *format, va_list args)
{
    char text[4096];

    vsnprintf(text, sizeof text, format, args);
    text_tame(text);
    str_add(out, text);
}

void plain_say(const char *format, ...)
{
    struct str out;
    va_list args;

    str_init(&out, LONGEST_TEXT);
    va_start(args, format);
    add_args(&out, format, args);
    va_end(args);
    printf("%s\n", out.length ? out.data : "");
    str_release(&out);
}

void plain_sentence(const char *before, const char *sentence, const char *behind)
{
    size_t n = strlen(sentence);
    bool ends = n > 0 && strchr(".?!", sentence[n - 1]);

    plain_say("%s%s%s%s", before, sentence, ends ? "" : ".", behind);
}

/* Reads a line of any length, without its end; false when there is none. */
static bool read_line(struct str *out)
{
    int c;

    str_clear(out);
    while ((c = getchar()) != EOF && c != '\n')
        str_addc(out, (char)c);
    if (out->length > 0 && out->data[out->length - 1] == '\r')
        out->data[--out->length] = '\0';
    if (out->length == 0)
        str_add(out, ""); /* so that data is a text */
    return c != EOF || out->length > 0;
}

bool plain_ask(struct plain *p, const char *format, ...)
{
    struct str prompt;
    va_list args;

    if (p->ended)
        return false;
    if (p->begun && !desk_keep(&p->desk)) /* on the disk before the next line is read */
        plain_sentence("", p->desk.trouble.text, "");
    str_init(&prompt, LONGEST_TEXT);
    va_start(args, format);
    add_args(&prompt, format, args);
    va_end(args);
    printf("%s", prompt.data);
    fflush(stdout);
    str_release(&prompt);
    p->ended = !read_line(&p->line) || ferror(stdout);
    if (!p->echoes || p->ended)
        printf("\n"); /* nobody else ends the line of the prompt */
    return !p->ended;
}

bool plain_yes(struct plain *p, const char *question)
{
    while (plain_ask(p, "%s Enter or y for yes, n for no: ", question)) {
        char c = ascii_lower(p->line.data ? p->line.data[strspn(p->line.data, " \t")] : '\0');
        if (c == '\0' || c == 'y')
            return true;
        if (c == 'n')
            return false;
        plain_say("That is neither yes nor no.");
    }
    return false;
}

minute_t plain_now(const struct plain *p)
{
    time_t seconds = time(NULL);
    day_t day = NO_DAY;
    int clock = 0;
    struct tm now;

    if (p->app->now && when_parse(p->app->now, &day, &clock, NULL) && day != NO_DAY)
        return when_at(day, clock);
    localtime_r(&seconds, &now);
    when_date(now.tm_year + 1900, now.tm_mon + 1, now.tm_mday, &day);
    return when_at(day, now.tm_hour * 60 + now.tm_min);
}
