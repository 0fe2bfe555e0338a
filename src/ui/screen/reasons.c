/* Why something is on the claim, and why something is not: explain.h as trees that open. */
#include "../../core/asked.h"
#include "../../core/whynot.h"
#include "tree.h"

/* A claim of many rows opens with its questions and their sentences; what each read, where it is
 * written and what proves it is one key further down. */
enum { OPEN_QUESTIONS = 2, OPEN_REASON = 1 };

static void open_about(struct ui *ui, const struct result *r, const struct about *about)
{
    struct tree *tree = tree_new("Why", text_empty(r->encounter->id) ? "" : r->encounter->id);
    tree_add(tree, explain(tree_arena(tree), r, about), OPEN_QUESTIONS);
    tree_show(ui, tree);
}

void why_open(struct ui *ui, const struct result *r, const struct about *about)
{
    open_about(ui, r, about);
}

/* Says what a word that names nothing here is, and gives false. */
static bool parse(struct ui *ui, const struct result *r, const char *word, struct asked *asked)
{
    struct err err;
    struct str text;
    if (asked_parse(asked, r, word, &err))
        return true;
    str_init(&text, 4096);
    if (err.text[0] != '\0')
        str_addf(&text, "%s.", err.text);
    else
        asked_elsewhere(r, word, &text);
    ui_say(ui, LOOK_NOTE, "%s", text.data);
    str_release(&text);
    return false;
}

void why_open_word(struct ui *ui, const struct result *r, const char *word)
{
    struct asked asked;
    if (parse(ui, r, word, &asked))
        open_about(ui, r, &asked.about);
}

/* ---- why not ---- */

/* The codes of the family in the order of the book, without those on the claim. */
static size_t add_missing(struct tree *tree, const struct result *r)
{
    size_t n = 0;
    const char *family = "";
    for (size_t i = 0; i < r->book->n_codes; i++) {
        const struct code *code = &r->book->codes[i];
        struct about about = {.code = code};
        if (code_on_claim(r, 0, code))
            continue;
        if (strcmp(family, code->family) != 0)
            tree_head(tree, code->family);
        family = code->family;
        tree_add(tree, explain(tree_arena(tree), r, &about), OPEN_REASON);
        n++;
    }
    return n;
}

static void open_missing(struct ui *ui, const struct result *r)
{
    char title[80];
    struct tree *tree = tree_new("Why not", text_empty(r->encounter->id) ? "" : r->encounter->id);
    size_t n = add_missing(tree, r);
    snprintf(title, sizeof title, "Why not: %zu codes that are not on the claim", n);
    tree_title(tree, title);
    tree_show(ui, tree);
}

void why_not_open(struct ui *ui, const struct result *r, const char *word)
{
    struct asked asked;
    if (!*word) {
        open_missing(ui, r);
        return;
    }
    if (!parse(ui, r, word, &asked))
        return;
    if (asked.there)
        ui_say(ui, LOOK_NOTE, "%s is on the claim; this is why.", word);
    open_about(ui, r, &asked.about);
}
