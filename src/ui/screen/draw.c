#include "term.h"

#include "../../db/paths.h"

#include "cells.h"

int term_clip(int y, int x, int width, enum look look, const char *text)
{
    if (width <= 0)
        return 0;
    int used = term_put(y, x, width, look, text);
    if (used >= width - 1 && cells_columns(text) > width) {
        term_put(y, x + width - 1, 1, look, term_glyph_text(GLYPH_CUT));
        used = width;
    }
    return used;
}

void term_cell(int y, int x, int width, enum look look, const char *text)
{
    static const char blanks[] = "                                                                ";
    int used = term_clip(y, x, width, look, text);
    while (used < width) {
        int n = width - used < (int)sizeof blanks - 1 ? width - used : (int)sizeof blanks - 1;
        term_put(y, x + used, n, look, blanks);
        used += n;
    }
}

int term_putf(int y, int x, int width, enum look look, const char *format, ...)
{
    char text[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return term_put(y, x, width, look, text);
}

void term_glyph(int y, int x, int n, enum look look, enum glyph glyph)
{
    for (int i = 0; i < n; i++)
        term_put(y, x + i, 1, look, term_glyph_text(glyph));
}

/* ---- what is on the screen, as text ---- */

static void trim_blanks(struct str *line)
{
    while (line->length > 0 && line->data[line->length - 1] == ' ')
        line->data[--line->length] = 0;
}

static void dump_line(int y, int cols, struct str *text, struct str *looks)
{
    for (int x = 0; x < cols; x++) {
        char cell[64], look;
        uint32_t c;
        term_read(y, x, cell, &look);
        cells_next(cell, &c);
        str_add(text, cell);
        str_addc(looks, look);
        if (cells_width(c) == 2) {
            str_addc(looks, look);
            x++;
        }
    }
    trim_blanks(text);
    trim_blanks(looks);
}

void term_dump(struct str *out)
{
    struct str text, looks, layer;
    int rows, cols, y, x;
    term_where(&y, &x);
    term_size(&rows, &cols);
    str_init(&layer, 1 << 20);
    str_init(&text, 1 << 16);
    str_init(&looks, 1 << 16);
    for (int line = 0; line < rows; line++) {
        str_clear(&text);
        str_clear(&looks);
        dump_line(line, cols, &text, &looks);
        str_addf(out, "%s\n", text.length ? text.data : "");
        str_addf(&layer, "%s\n", looks.length ? looks.data : "");
    }
    str_addf(out, "-- looks --\n%s-- cursor %d %d --\n", layer.data, y, x);
    str_release(&text);
    str_release(&looks);
    str_release(&layer);
}

bool term_save(const char *path, struct err *err)
{
    struct str text;
    struct paths_file file;
    if (!paths_create(&file, path, err))
        return false;
    str_init(&text, 1 << 22);
    term_dump(&text);
    fwrite(text.data, 1, text.length, file.stream); /* what fails is said at the end */
    str_release(&text);
    return paths_finish(&file, err);
}
