#include "term.h"

#include "cells.h"

void term_cell(int y, int x, int width, enum look look, const char *text)
{
    if (width <= 0) return;
    int used = term_put(y, x, width, look, text);
    if (used >= width && cells_columns(text) > width)
        term_put(y, x + width - 1, 1, look, term_glyph_text(GLYPH_CUT));
    while (used < width) {
        static const char blanks[] = "                                                                ";
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
    for (int i = 0; i < n; i++) term_put(y, x + i, 1, look, term_glyph_text(glyph));
}
