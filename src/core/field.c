#include "field.h"

#include "field_spec.h"
#include "nearest.h"

#define ENC(member) offsetof(struct encounter, member)
#define ROW(member) offsetof(struct row, member)
/* id, column, form, place, words, longest, what may stand there, an example */
#define SPEC(id_, name_, form_, offset_, words_, max_, wants_, example_)                           \
    [id_] = {{id_, name_, wants_, example_, max_}, form_, offset_, words_}
#define TEXT(id, name, place, max, wants, example)                                                 \
    SPEC(id, name, AS_TEXT, place, WORDS_COUNT, max, wants, example)
#define WORD(id, name, place, words, wants, example)                                               \
    SPEC(id, name, AS_WORD, place, words, 40, wants, example)
#define OTHER(id, name, form, place, max, wants, example)                                          \
    SPEC(id, name, form, place, WORDS_COUNT, max, wants, example)

static const struct field_spec specs[FIELD_COUNT] = {
    TEXT(FIELD_ENCOUNTER, "encounter", ENC(id), 64, "Write the account or visit number.",
         "26-003417"),
    TEXT(FIELD_PATIENT, "patient", ENC(patient), 64,
         "Write the medical record number or initials, the least that serves.", "AB"),
    OTHER(FIELD_DATE, "date", AS_DAY, ENC(date), 32,
          "Write the date of service as YYYY-MM-DD, between 1900 and 2199.", "2026-03-02"),
    WORD(FIELD_SETTING, "setting", ENC(setting), WORDS_SETTING,
         "Write facility (UB-04) or office (CMS-1500).", "facility"),
    OTHER(FIELD_PAYER, "payer", AS_PAYER, ENC(payer), 40,
          "Write medicare, commercial, medicaid or a payer of your site.", "medicare"),
    OTHER(FIELD_DX, "dx", AS_DX, ENC(dx), 400, "Write ICD-10-CM codes with a blank between them.",
          "E86.0 C34.11"),
    OTHER(FIELD_EM, "em", AS_VISIT_CODE, ENC(em), 20,
          "Write the five characters of the visit code of the same day.", "99xxx"),
    WORD(FIELD_EM_SEPARATE, "em_separate", ENC(em_separate), WORDS_YESNO,
         "Write y if the visit was significant and separately identifiable, else n.", "y"),
    TEXT(FIELD_AUTH, "auth", ENC(auth), 64, "Write the number of the prior authorisation.",
         "PA-20417"),
    OTHER(FIELD_AUTH_TO, "auth_to", AS_DAY, ENC(auth_to), 32,
          "Write the last valid day of the authorisation as YYYY-MM-DD.", "2026-12-31"),
    OTHER(FIELD_COVERED_TO, "covered_to", AS_DAY, ENC(covered_to), 32,
          "Write the last day of coverage as YYYY-MM-DD.", "2026-12-31"),
    TEXT(FIELD_CODER, "coder", ENC(coder), 64, "Write who coded it.", "rlee"),
    OTHER(FIELD_VISIT, "visit", AS_VISIT, ROW(visit), 8,
          "Write 1, or 2 and up to 99 when the patient left and came back.", "1"),
    TEXT(FIELD_DRUG, "drug", ROW(drug), 120, "Write the drug as charted: generic, brand or HCPCS.",
         "ceftriaxone"),
    WORD(FIELD_CLASS, "class", ROW(drug_class), WORDS_CLASS,
         "Write therapeutic, hydration, chemo, complex, hormonal, blood, contrast, vaccine or "
         "other.",
         "therapeutic"),
    SPEC(FIELD_ROUTE, "route", AS_ROUTE, ROW(route), WORDS_ROUTE, 40,
         "Write IV, SC, IM, IA, IT (spine), IP, IPL (pleura), IL (lesion), VES (bladder), PO or "
         "TOP.",
         "IV"),
    WORD(FIELD_METHOD, "method", ROW(method), WORDS_METHOD,
         "Write infusion, push, injection, pump, onbody, setup, refill or flush.", "infusion"),
    TEXT(FIELD_LINE, "line", ROW(line), 40,
         "Write the label of the access; the same label is the same access.", "L-PIV"),
    WORD(FIELD_DEVICE, "device", ROW(device), WORDS_DEVICE,
         "Write peripheral, picc, cvc, port, portable_pump, implanted_pump or reservoir.", "port"),
    TEXT(FIELD_BAG, "bag", ROW(bag), 40, "Write the same label on rows mixed in one bag.", "A"),
    OTHER(FIELD_START, "start", AS_START, ROW(start), 40,
          "Write HH:MM, or YYYY-MM-DD HH:MM where it is not the day of the date column.", "09:05"),
    OTHER(FIELD_STOP, "stop", AS_STOP, ROW(stop), 40,
          "Write HH:MM for the first such time after the start, or YYYY-MM-DD HH:MM.", "10:20"),
    OTHER(FIELD_MINUTES, "minutes", AS_MINUTES, ROW(minutes), 24,
          "Write the charted length in whole minutes, 0 to 100000, or as 1 h 15 min.", "75"),
    OTHER(FIELD_PLANNED, "planned", AS_MINUTES, ROW(planned), 24,
          "Write the ordered length in whole minutes, 0 to 100000, or as 1 h 30 min.", "90"),
    OTHER(FIELD_DOSE, "dose", AS_AMOUNT, ROW(dose), 24,
          "Write the amount given as a plain number, at most six places behind the point.", "400"),
    TEXT(FIELD_UNIT, "unit", ROW(unit), 20, "Write the unit of the dose.", "mg"),
    OTHER(
        FIELD_VIALS, "vials", AS_VIALS, ROW(vials), 400,
        "Write the opened containers as 4x100 mg or 1x400 mg + 3x120 mg, or multi for a multi-dose "
        "container, with shared behind it where the rest went to another patient.",
        "1x400 mg + 3x120 mg"),
    TEXT(FIELD_SITE_REASON, "site_reason", ROW(site_reason), 400,
         "Write the documented reason for a separate access site.", "drugs incompatible"),
    WORD(FIELD_PRIMARY, "primary", ROW(primary), WORDS_YESNO,
         "Write y for the key reason of an office visit, else n.", "y"),
    WORD(FIELD_ORDER, "order", ROW(order), WORDS_YESNO,
         "Write y if an order or indication is on file, n if not.", "y"),
    WORD(FIELD_SIGNED, "signed", ROW(is_signed), WORDS_YESNO,
         "Write y if the clinician signed, n if not.", "y"),
    SPEC(FIELD_FLAGS, "flags", AS_FLAGS, ROW(flags), WORDS_FLAG, 200,
         "Write any of diluent, kvo, flush, integral, discontinued, reaction, notgiven, "
         "prehospital, "
         "interrupted, ownreason, labelfluid and clinicpump, with blanks between them.",
         "discontinued reaction"),
    TEXT(FIELD_NOTE, "note", ROW(note), FIELD_LONGEST, "Write what you like.",
         "restarted after rigors"),
};

const struct field_spec *field_spec(enum field_id id)
{
    if ((unsigned)id >= FIELD_COUNT)
        BUG("there is no field %d", (int)id);
    return &specs[id];
}

const struct field *field_get_spec(enum field_id id)
{
    return &field_spec(id)->field;
}

bool field_is_row(enum field_id id)
{
    return id >= FIELD_FIRST_OF_ROW;
}

bool field_find(const char *name, enum field_id *id)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (strcmp(specs[i].field.name, name) == 0) {
            *id = specs[i].field.id;
            return true;
        }
    return false;
}

const char *field_nearest(const char *name)
{
    const char *names[FIELD_COUNT];

    for (size_t i = 0; i < FIELD_COUNT; i++)
        names[i] = specs[i].field.name;
    return names[text_nearest(name, names, FIELD_COUNT)];
}

const char *const *field_choices(enum field_id id)
{
    const struct field_spec *spec = field_spec(id);

    return spec->words == WORDS_COUNT ? NULL : word_list(spec->words);
}

void *field_place(struct encounter *e, struct row *row, const struct field_spec *spec)
{
    char *base = (char *)(field_is_row(spec->field.id) ? (void *)row : (void *)e);

    if (!base)
        BUG("the field %s has no %s to stand in", spec->field.name, row ? "encounter" : "row");
    return base + spec->offset;
}

minute_t field_rolled_stop(const struct encounter *e, const struct row *row, int clock)
{
    if (row->start != NO_MINUTE) {
        minute_t stop = when_at(when_day(row->start), clock);
        return stop < row->start ? stop + DAY_MINUTES : stop;
    }
    return e->date == NO_DAY ? NO_MINUTE : when_at(e->date, clock);
}
