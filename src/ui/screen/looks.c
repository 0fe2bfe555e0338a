#include "looks.h"

/* Colours are the eight of every colour terminal; -1 is the terminal's own, light or dark. */
enum { OWN = -1, BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };

const struct look_row look_rows[LOOK_COUNT] = {
    [LOOK_PLAIN] = {OWN, OWN, 0, 0, "plain", ' '},
    [LOOK_STRONG] = {OWN, OWN, MADE_BOLD, MADE_BOLD, "strong", 'b'},
    [LOOK_FAINT] = {OWN, OWN, MADE_DIM, 0, "faint", 'f'},
    [LOOK_TITLE] = {WHITE, BLUE, MADE_BOLD, MADE_REVERSE, "title", 'T'},
    [LOOK_HEAD] = {OWN, OWN, MADE_UNDERLINE, MADE_UNDERLINE, "head", 'H'},
    [LOOK_LINE] = {BLUE, OWN, 0, 0, "line", '-'},
    [LOOK_LABEL] = {CYAN, OWN, 0, 0, "label", 'l'},
    [LOOK_FIELD] = {OWN, OWN, MADE_UNDERLINE, MADE_UNDERLINE, "field", 'i'},
    [LOOK_FOCUS] = {BLACK, CYAN, 0, MADE_REVERSE, "focus", 'I'},
    [LOOK_REFUSED] = {WHITE, RED, MADE_BOLD, MADE_REVERSE | MADE_BOLD, "refused", 'R'},
    [LOOK_SELECTED] = {OWN, OWN, MADE_REVERSE, MADE_REVERSE, "selected", 's'},
    [LOOK_HYDRATION] = {CYAN, OWN, 0, 0, "hydration", 'h'},
    [LOOK_THERAPEUTIC] = {GREEN, OWN, 0, 0, "therapeutic", 't'},
    [LOOK_CHEMO] = {MAGENTA, OWN, MADE_BOLD, MADE_BOLD, "chemo", 'c'},
    [LOOK_HORMONAL] = {YELLOW, OWN, 0, 0, "hormonal", 'm'},
    [LOOK_OUT] = {OWN, OWN, MADE_DIM, 0, "out", 'o'},
    [LOOK_CODE] = {OWN, OWN, MADE_BOLD, MADE_BOLD, "code", 'C'},
    [LOOK_ERROR] = {RED, OWN, MADE_BOLD, MADE_BOLD, "error", 'E'},
    [LOOK_WARNING] = {YELLOW, OWN, MADE_BOLD, MADE_BOLD, "warning", 'W'},
    [LOOK_NOTE] = {CYAN, OWN, 0, 0, "note", 'N'},
    [LOOK_GOOD] = {GREEN, OWN, 0, 0, "good", 'G'},
    [LOOK_KEY] = {OWN, OWN, MADE_BOLD, MADE_BOLD, "key", 'k'},
    [LOOK_BAR] = {BLACK, CYAN, 0, MADE_REVERSE, "bar", 'B'},
    [LOOK_WHATIF] = {BLACK, YELLOW, MADE_BOLD, MADE_REVERSE | MADE_UNDERLINE, "what-if", 'X'},
    [LOOK_WHATIF_TEXT] = {YELLOW, OWN, MADE_UNDERLINE, MADE_UNDERLINE, "what-if text", 'x'},
};

const char *const glyph_texts[GLYPH_COUNT][2] = {
    [GLYPH_RULE] = {"\xe2\x94\x80", "-"},      [GLYPH_BAR] = {"\xe2\x94\x82", "|"},
    [GLYPH_HYDRATION] = {"\xe2\x96\x91", "h"}, [GLYPH_THERAPEUTIC] = {"\xe2\x96\x92", "t"},
    [GLYPH_CHEMO] = {"\xe2\x96\x93", "c"},     [GLYPH_HORMONAL] = {"\xe2\x96\x88", "m"},
    [GLYPH_OUT] = {"\xc2\xb7", "."},           [GLYPH_MIDNIGHT] = {"\xc2\xa6", ":"},
    [GLYPH_RAN] = {"\xe2\x95\x90", "="},
    [GLYPH_CUT] = {"\xe2\x80\xa6", "~"},
};
