/* looks.h: how each look appears and how each glyph is written: the two tables behind term.h.
 *
 * Owns nothing, knows no terminal: term.c turns these rows into whatever the terminal can do. */
#ifndef IVLEDGER_LOOKS_H
#define IVLEDGER_LOOKS_H

/* What a piece of text is.  X(name) */
#define LOOKS(X)                                                                                   \
    X(PLAIN)                                                                                       \
    X(STRONG)                                                                                      \
    X(FAINT)                                                                                       \
    X(TITLE)    /* the header line of a screen */                                                  \
    X(HEAD)     /* column heads */                                                                 \
    X(LINE)     /* ruled lines and scales */                                                       \
    X(LABEL)    /* of a field */                                                                   \
    X(FIELD)    /* what may be typed over */                                                       \
    X(FOCUS)    /* the field that takes the keys */                                                \
    X(REFUSED)  /* a field whose text was not accepted */                                          \
    X(SELECTED) /* the item that actions are about */                                              \
    X(HYDRATION)                                                                                   \
    X(THERAPEUTIC)                                                                                 \
    X(CHEMO)                                                                                       \
    X(HORMONAL)                                                                                    \
    X(OUT)                                                 /* left out of coding, or not known */  \
        X(CODE) X(ERROR) X(WARNING) X(NOTE) X(GOOD) X(KEY) /* a key in the bottom bar */           \
        X(BAR) X(WHATIF) /* what is not so: the header line of a what-if ... */                    \
        X(WHATIF_TEXT)   /* ... and what it would give */
enum look {
#define X(name) LOOK_##name,
    LOOKS(X)
#undef X
        LOOK_COUNT
};

enum { MADE_BOLD = 1, MADE_DIM = 2, MADE_UNDERLINE = 4, MADE_REVERSE = 8 };
struct look_row {
    short fore, back; /* 0..7 as ANSI counts them, -1: the terminal's own */
    int color, mono;  /* MADE_ bits where there is colour, and where there is none */
    const char *name;
    char letter; /* in the look layer of a saved screen */
};
extern const struct look_row look_rows[LOOK_COUNT];

/* Signs that exist in UTF-8 and in ASCII. */
enum glyph {
    GLYPH_RULE,
    GLYPH_BAR, /* a divider; a push on the timeline */
    GLYPH_HYDRATION,
    GLYPH_THERAPEUTIC,
    GLYPH_CHEMO,
    GLYPH_HORMONAL,
    GLYPH_OUT, /* minutes that bill nothing */
    GLYPH_MIDNIGHT,
    GLYPH_RAN, /* minutes that ran, whatever they pay for */
    GLYPH_CUT, /* text goes on */
    GLYPH_COUNT
};
extern const char *const glyph_texts[GLYPH_COUNT][2]; /* UTF-8, ASCII */

#endif
