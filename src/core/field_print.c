#include "field.h"

#include "field_spec.h"
#include "vials.h"

static void print_flags(unsigned flags, struct str *out)
{
    const char *before = "";

    for (int bit = 0; bit < FLAG_COUNT; bit++)
        if (flags & 1u << bit) {
            str_add(out, before);
            str_add(out, word_name(WORDS_FLAG, bit));
            before = " ";
        }
}

static void print_day(day_t day, struct str *out)
{
    char buf[16];

    str_add(out, when_print_day(day, buf));
}

/* Bare when it reads back to the same minute, with its date when not. */
static void print_time(minute_t at, minute_t bare, struct str *out)
{
    char buf[24];

    str_add(out, at == bare ? when_print_clock(at, buf) : when_print(at, buf));
}

static void print_start(const struct encounter *e, const struct row *row, struct str *out)
{
    minute_t bare = e->date == NO_DAY ? NO_MINUTE : when_at(e->date, when_clock(row->start));

    if (row->start != NO_MINUTE)
        print_time(row->start, bare, out);
}

static void print_stop(const struct encounter *e, const struct row *row, struct str *out)
{
    if (row->stop != NO_MINUTE)
        print_time(row->stop, field_rolled_stop(e, row, when_clock(row->stop)), out);
}

static void print_number(int number, struct str *out)
{
    if (number >= 0)
        str_addf(out, "%d", number);
}

static void print_amount(int64_t amount, struct str *out)
{
    char buf[32];

    if (amount >= 0)
        str_add(out, decimal_print(amount, buf));
}

static void print_vials(const struct row *row, struct str *out)
{
    struct vials vials = {row->vials, row->n_vials, row->vials_multi, row->vials_shared};

    vials_print(&vials, out);
}

static void print_word(const void *place, enum words words, struct str *out)
{
    int value;

    memcpy(&value, place, sizeof value);
    str_add(out, word_name(words, value));
}

void field_print(const struct encounter *e, const struct row *row, enum field_id id,
                 struct str *out)
{
    const struct field_spec *spec = field_spec(id);
    const void *place =
        field_place((struct encounter *)(uintptr_t)e, (struct row *)(uintptr_t)row, spec);

    switch (spec->form) {
    case AS_TEXT:
    case AS_PAYER:
    case AS_DX:
    case AS_VISIT_CODE: str_add(out, *(const char *const *)place); break;
    case AS_WORD:
    case AS_ROUTE: print_word(place, spec->words, out); break;
    case AS_FLAGS: print_flags(*(const unsigned *)place, out); break;
    case AS_DAY: print_day(*(const day_t *)place, out); break;
    case AS_START: print_start(e, row, out); break;
    case AS_STOP: print_stop(e, row, out); break;
    case AS_VISIT:
    case AS_MINUTES: print_number(*(const int *)place, out); break;
    case AS_AMOUNT: print_amount(*(const int64_t *)place, out); break;
    case AS_VIALS: print_vials(row, out); break;
    case FIELD_FORM_COUNT: BUG("the field %s has no form", spec->field.name);
    }
}
