#include "office.h"

#include "../../core/field.h"

enum { TEXT_MAX = 64 * 1024 };

void office_init(struct office *office)
{
    *office = (struct office){.n_overrules = 0};
    saved_init(&office->saved);
    arena_init(&office->arena);
    str_init(&office->coder_codes, TEXT_MAX);
    str_init(&office->engine_codes, TEXT_MAX);
}

void office_release(struct office *office)
{
    str_release(&office->coder_codes);
    str_release(&office->engine_codes);
    arena_release(&office->arena);
    saved_release(&office->saved);
}

enum leave office_said(enum store_fault fault, const struct err *err)
{
    if (fault != STORE_OK)
        app_say_text(err->text);
    return app_leave(fault);
}

/* The overrules one after the other; one whose line the engine no longer has is passed over: the
 * coder's departure was from an answer that is gone. */
static bool apply(struct office *o, struct store *store, int64_t id, struct err *err)
{
    const struct result *r = &o->saved.result;
    struct err ignored;
    arena_clear(&o->arena);
    keyed_of_result(&o->arena, r, &o->engine);
    keyed_of_result(&o->arena, r, &o->coder);
    if (store_overrules(store, id, &o->arena, &o->overrules, &o->n_overrules, err) != STORE_OK)
        return false;
    for (size_t i = 0; i < o->n_overrules; i++) {
        const struct overrule one = {o->overrules[i].visit, o->overrules[i].before,
                                     o->overrules[i].after};
        overrule_apply(&o->arena, r->book, &one, &o->coder, &ignored);
    }
    str_clear(&o->coder_codes);
    str_clear(&o->engine_codes);
    keyed_print(&o->coder, &o->coder_codes);
    keyed_print(&o->engine, &o->engine_codes);
    return true;
}

enum leave office_open(struct office *office, const struct app *app, struct store *store,
                       const char *number, struct err *err)
{
    struct saved *saved = &office->saved;
    struct store_item item;
    enum store_fault fault = store_load(store, number, &saved->encounter, &item, err);
    if (fault != STORE_OK)
        return app_leave(fault);
    return office_code(office, app, store, &saved->encounter, &item, err) ? LEAVE_DONE : LEAVE_CONFIG;
}

enum leave office_load(struct office *office, struct app *app, struct store *store,
                       const char *number)
{
    struct err err = {""};
    enum leave leave = office_open(office, app, store, number, &err);
    if (leave != LEAVE_DONE)
        app_say_text(err.text);
    return leave;
}

bool office_code(struct office *office, const struct app *app, struct store *store,
                 const struct encounter *e, const struct store_item *item, struct err *err)
{
    office->saved.item = *item;
    return saved_code(&office->saved, app, e, item, err) && apply(office, store, item->id, err);
}

bool office_align(struct office *o, const struct store_review *review, struct alignment *out,
                  struct err *err)
{
    const struct result *r = &o->saved.result;
    bool has_codes = review != NULL && review->codes[0] != '\0';
    bool measured = has_codes || (review != NULL && review->state == REVIEW_CLOSED);
    if (review != NULL &&
        (!keyed_read(&o->arena, r->book, review->coder_codes, &o->coder, err) ||
         !keyed_read(&o->arena, r->book, has_codes ? review->codes : review->coder_codes,
                     &o->reviewer, err)))
        return false;
    align(&o->arena, r, &o->coder, &o->engine, measured ? &o->reviewer : NULL, out);
    return true;
}

void office_slot_text(const struct slot *slot, enum side side, struct str *out)
{
    if (slot->side[side] != NULL)
        keyed_print_line(slot->side[side], out);
}

static const char *drug_of(const struct office *o, int row)
{
    const struct encounter *e = o->saved.result.encounter;
    return row > 0 && (size_t)row <= e->n_rows ? e->rows[row - 1].drug : "";
}

const char office_heads[] = " Row  Drug                 Coder          Engine         Reviewer       Error";

void office_slot_line(const struct office *o, const struct slot *slot, bool hide, struct str *out)
{
    struct str cell;
    char row[16] = "-";
    str_init(&cell, 200);
    if (slot->row > 0)
        snprintf(row, sizeof row, "%d", slot->row);
    str_addf(out, " %3s  %-20.20s", row, drug_of(o, slot->row));
    for (int side = 0; side < SIDE_COUNT; side++) {
        str_clear(&cell);
        office_slot_text(slot, (enum side)side, &cell);
        str_addf(out, " %-14s",
                 hide && side != SIDE_REVIEWER ? "" : cell.length > 0 ? cell.data : "-");
    }
    if (!hide && slot->error != ERROR_NONE)
        str_addf(out, " %s%s", error_class_name(slot->error), slot->follows ? " (follows)" : "");
    str_release(&cell);
}

void office_row_line(const struct office *o, size_t row, struct str *out)
{
    static const enum field_id fields[] = {FIELD_DRUG, FIELD_CLASS, FIELD_ROUTE, FIELD_METHOD,
                                           FIELD_LINE, FIELD_START, FIELD_STOP,  FIELD_MINUTES,
                                           FIELD_DOSE, FIELD_UNIT,  FIELD_FLAGS, FIELD_NOTE};
    const struct encounter *e = o->saved.result.encounter;
    str_addf(out, " %3zu  ", row + 1);
    for (size_t f = 0; f < COUNT_OF(fields); f++) {
        size_t before = out->length;
        field_print(e, &e->rows[row], fields[f], out);
        if (out->length > before)
            str_addc(out, fields[f] == FIELD_START && e->rows[row].stop != NO_MINUTE ? '-' : ' ');
    }
}

void office_print(const struct office *o, const struct alignment *sides, bool hide, struct str *out)
{
    str_addf(out, "%s\n", office_heads);
    for (size_t i = 0; i < sides->n; i++) {
        if (hide && sides->slots[i].side[SIDE_REVIEWER] == NULL && sides->slots[i].row == 0)
            continue;
        office_slot_line(o, &sides->slots[i], hide, out);
        str_addc(out, '\n');
    }
    if (!hide)
        str_addf(out, "%d error%s, against %s\n", sides->errors, sides->errors == 1 ? "" : "s",
                 sides->reviewed ? "the reviewer" : "the engine");
}

static bool is_about(const struct slot *slot, const char *code)
{
    for (int side = 0; side < SIDE_COUNT; side++)
        if (slot->side[side] != NULL && strcmp(slot->side[side]->id, code) == 0)
            return slot->error != ERROR_NONE;
    return false;
}

void office_take_classes(struct store *store, const struct store_review *v,
                         struct alignment *sides)
{
    struct store_review_note *notes;
    struct arena arena;
    struct err err;
    size_t n = 0;
    arena_init(&arena);
    if (store_review_notes(store, v->id, &arena, &notes, &n, &err) != STORE_OK)
        n = 0;
    for (size_t i = 0; i < n; i++) {
        enum error_class said;
        if (!error_class_find(notes[i].class_name, &said))
            continue;
        for (size_t s = 0; s < sides->n; s++)
            if (is_about(&sides->slots[s], notes[i].code))
                sides->slots[s].error = said;
    }
    arena_release(&arena);
}

struct store_review *office_review(struct store_review *list, size_t n)
{
    struct store_review *last = n > 0 ? &list[n - 1] : NULL;
    for (size_t i = n; i-- > 0;)
        if (list[i].state != REVIEW_CLOSED)
            return &list[i];
    return last;
}

/* The code at the beginning of a claim line. */
static const struct code *code_of(const struct book *book, const char *line)
{
    char id[16];
    snprintf(id, sizeof id, "%.*s", (int)strcspn(line, "-x"), line);
    return book_code(book, id);
}

const char *office_rule(const struct result *r, const struct overrule *overrule)
{
    const struct code *before = code_of(r->book, overrule->before);
    const struct code *after = code_of(r->book, overrule->after);
    for (size_t i = 0; before != NULL && i < r->n_lines; i++)
        if (r->lines[i].code == before)
            return r->lines[i].rule->id;
    for (size_t i = 0; after != NULL && i < r->n_decisions; i++)
        if (r->decisions[i].code == after && r->decisions[i].verdict != VERDICT_APPLIED)
            return r->decisions[i].rule->id;
    return "";
}

struct store *office_store(struct app *app, enum deed deed, enum leave *leave)
{
    struct err err = {""};
    *leave = app_load(app);
    struct store *store = *leave == LEAVE_DONE ? app_store(app, false, leave) : NULL;
    if (store == NULL)
        return NULL;
    *leave = office_said(store_may(store, deed, &err), &err);
    if (*leave == LEAVE_DONE)
        return store;
    store_close(store);
    return NULL;
}

void office_out(struct str *out)
{
    for (char *line = out->data; line != NULL && *line != '\0';) {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end = '\0';
        text_tame(line);
        printf("%s\n", line);
        line = end != NULL ? end + 1 : NULL;
    }
}

void office_print_review(struct office *o, struct store *store, const struct store_review *v,
                         struct str *out)
{
    struct store_review_note *notes;
    struct alignment sides;
    struct err err = {""};
    size_t n;
    bool hide = v->blind && v->codes[0] == '\0' && v->state != REVIEW_CLOSED;
    str_addf(out, "Review %lld of %s, coded by %s, reviewed by %s%s: %s\n", (long long)v->id,
             v->number, v->coder[0] != '\0' ? v->coder : "nobody named", v->reviewer,
             v->blind ? ", blind" : "", review_state_name(v->state));
    if (!office_align(o, v, &sides, &err))
        str_addf(out, "%s\n", err.text);
    else if (hide) {
        str_addf(out, "Blind: code it first with `ivledger review %s codes \"...\"`; then the other "
                      "answers are shown. The record:\n", v->number);
        for (size_t i = 0; i < o->saved.result.encounter->n_rows; i++) {
            office_row_line(o, i, out);
            str_addc(out, '\n');
        }
    }
    else {
        office_take_classes(store, v, &sides);
        office_print(o, &sides, false, out);
    }
    if (store_review_notes(store, v->id, &o->arena, &notes, &n, &err) != STORE_OK)
        str_addf(out, "%s\n", err.text);
    else
        for (size_t i = 0; i < n; i++)
            str_addf(out, "%s  %-10s %-10s %s%s%s%s%s\n", notes[i].at, notes[i].who, notes[i].what,
                     notes[i].code, notes[i].code[0] != '\0' ? " " : "", notes[i].class_name,
                     notes[i].class_name[0] != '\0' ? ": " : "", notes[i].words);
}
