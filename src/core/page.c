#include "page.h"

int page_columns(const char *text, size_t n)
{
    int count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

void page_blanks(struct str *out, int n)
{
    for (int i = 0; i < n; i++)
        str_addc(out, ' ');
}

/* Text as a cell holds it; the columns it takes. */
static int fit(char copy[256], int width, const char *text)
{
    snprintf(copy, 256, "%s", text ? text : "");
    copy[text_whole(copy, strlen(copy))] = '\0';
    text_tame(copy);
    size_t n = strlen(copy);
    if (page_columns(copy, n) <= width)
        return page_columns(copy, n);
    while (n > 0 && page_columns(copy, n) > width - 1)
        n = text_whole(copy, n - 1);
    copy[n++] = '~';
    copy[n] = '\0';
    return page_columns(copy, n);
}

void page_cell(struct str *out, int width, const char *text)
{
    char copy[256];
    int wide = fit(copy, width, text);
    str_add(out, copy);
    page_blanks(out, width - wide + 1);
}

void page_right(struct str *out, int width, const char *text)
{
    char copy[256];
    int wide = fit(copy, width, text);
    page_blanks(out, width - wide);
    str_add(out, copy);
    str_addc(out, ' ');
}

void page_end(struct str *out)
{
    while (out->length > 0 && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    str_addc(out, '\n');
}

void page_fold(struct str *out, int indent, const char *text)
{
    char *copy = strdup(text);
    int at = indent;
    if (copy == NULL)
        base_no_memory(1);
    text_tame(copy);
    for (const char *word = copy + strspn(copy, " "); *word != '\0';) {
        size_t n = strcspn(word, " ");
        int wide = page_columns(word, n);
        if (at > indent && at + 1 + wide > PAGE_WIDTH) {
            str_addc(out, '\n');
            page_blanks(out, indent);
            at = indent;
        } else if (at > indent) {
            str_addc(out, ' ');
            at++;
        }
        str_addn(out, word, n);
        at += wide;
        word += n + strspn(word + n, " ");
    }
    str_addc(out, '\n');
    free(copy);
}
