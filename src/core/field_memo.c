#include "field_memo.h"

#include "field_spec.h"

/* A place is given to whoever came last: a text that comes again soon has it back for the price of
 * finding out once more. */
enum { PLACES = 1024, LONGEST = 16 };

/* A text of up to 16 bytes as two numbers, which may share bytes: with its length they tell it from
 * any other. */
struct key {
    uint64_t head, tail;
};

struct remembered {
    struct key key;
    unsigned char length; /* 0: nothing is remembered here */
    unsigned char id;     /* enum field_id */
    unsigned char said_length;
    union {
        int number; /* of words, flags, days, visits and minutes */
        int64_t amount;
        char said[LONGEST]; /* the text as it is kept: as long as what was read, or shorter */
    } value;
};
_Static_assert(sizeof(day_t) == sizeof(int) && sizeof(unsigned) == sizeof(int),
               "one size for all whole numbers of fields");

struct field_memo {
    struct remembered places[PLACES];
};

enum value_form { NOT_KEPT, NUMBER, AMOUNT, SAID };
static const enum value_form forms[FIELD_FORM_COUNT] = {
    [AS_PAYER] = SAID,    [AS_DX] = SAID,      [AS_VISIT_CODE] = SAID, [AS_WORD] = NUMBER,
    [AS_FLAGS] = NUMBER,  [AS_DAY] = NUMBER,   [AS_VISIT] = NUMBER,    [AS_MINUTES] = NUMBER,
    [AS_AMOUNT] = AMOUNT, [AS_ROUTE] = NUMBER,
};

struct field_memo *field_memo_new(void)
{
    struct field_memo *memo = calloc(1, sizeof *memo);

    if (!memo)
        base_no_memory(sizeof *memo);
    return memo;
}

void field_memo_free(struct field_memo *memo)
{
    free(memo);
}

static struct key key_of(const char *text, size_t length)
{
    struct key key = {0, 0};

    if (length >= 8) {
        memcpy(&key.head, text, 8);
        memcpy(&key.tail, text + length - 8, 8);
    } else if (length >= 4) {
        memcpy(&key.head, text, 4);
        memcpy(&key.tail, text + length - 4, 4);
    } else {
        key.head = (unsigned char)text[0];
        key.tail = (uint64_t)(unsigned char)text[length / 2] << 8 | (unsigned char)text[length - 1];
    }
    return key;
}

static struct remembered *place_of(struct field_memo *memo, enum field_id id, struct key key)
{
    uint64_t hash = (key.head * 31 + key.tail + (uint64_t)id) * UINT64_C(0x9E3779B97F4A7C15);

    return &memo->places[hash >> 54]; /* the best mixed bits: as many as PLACES has */
}
_Static_assert(PLACES == 1 << (64 - 54), "a place for every hash");

static bool is_known(const struct remembered *known, enum field_id id, struct key key,
                     size_t length)
{
    return known->key.head == key.head && known->key.tail == key.tail && known->length == length &&
           known->id == id;
}

static void recall(const struct remembered *known, enum value_form form, void *place,
                   struct arena *arena)
{
    if (form == NUMBER)
        memcpy(place, &known->value.number, sizeof known->value.number);
    else if (form == AMOUNT)
        memcpy(place, &known->value.amount, sizeof known->value.amount);
    else
        *(const char **)place = arena_textn(arena, known->value.said, known->said_length);
}

static void remember(struct remembered *known, enum field_id id, enum value_form form,
                     struct key key, size_t length, const void *place)
{
    const char *said = form == SAID ? *(const char *const *)place : "";
    size_t said_length = strlen(said);

    if (said_length > sizeof known->value.said)
        return;
    known->key = key;
    known->length = (unsigned char)length;
    known->id = (unsigned char)id;
    known->said_length = (unsigned char)said_length;
    if (form == NUMBER)
        memcpy(&known->value.number, place, sizeof known->value.number);
    else if (form == AMOUNT)
        memcpy(&known->value.amount, place, sizeof known->value.amount);
    else
        memcpy(known->value.said, said, said_length);
}

bool field_set_memo(struct field_memo *memo, struct encounter *e, struct row *row, enum field_id id,
                    const char *text, size_t length, struct err *err)
{
    const struct field_spec *spec = field_spec(id);
    enum value_form form = forms[spec->form];

    if (form == NOT_KEPT || length == 0 || length > LONGEST)
        return field_set_sized(e, row, id, text, length, err);
    struct key key = key_of(text, length);
    struct remembered *known = place_of(memo, id, key);
    void *place = field_place(e, row, spec);
    if (is_known(known, id, key, length)) {
        recall(known, form, place, &e->arena);
        return true;
    }
    if (!field_set_sized(e, row, id, text, length, err))
        return false;
    if (spec->form != AS_ROUTE || length <= 2) /* a longer one may say the method too */
        remember(known, id, form, key, length, place);
    return true;
}
