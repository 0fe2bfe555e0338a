/* What charts write for the words of the columns, and lengths as charts write them.  Only words
 * with one meaning stand here: "bolus" is a push of morphine and an infusion of saline, "clinic"
 * may be the hospital's. */
#include "field_spec.h"

static const struct {
    enum words list;
    const char *charted, *ours;
} CHARTED[] = {
    {WORDS_YESNO, "yes", "y"},
    {WORDS_YESNO, "no", "n"},
    {WORDS_YESNO, "true", "y"},
    {WORDS_YESNO, "false", "n"},
    {WORDS_YESNO, "1", "y"},
    {WORDS_YESNO, "0", "n"},
    {WORDS_SETTING, "hospital", "facility"},
    {WORDS_SETTING, "hospital outpatient", "facility"},
    {WORDS_SETTING, "outpatient hospital", "facility"},
    {WORDS_SETTING, "HOPD", "facility"},
    {WORDS_SETTING, "ED", "facility"},
    {WORDS_SETTING, "emergency department", "facility"},
    {WORDS_SETTING, "observation", "facility"},
    {WORDS_SETTING, "UB-04", "facility"},
    {WORDS_SETTING, "UB04", "facility"},
    {WORDS_SETTING, "physician office", "office"},
    {WORDS_SETTING, "non-facility", "office"},
    {WORDS_SETTING, "nonfacility", "office"},
    {WORDS_SETTING, "CMS-1500", "office"},
    {WORDS_SETTING, "CMS1500", "office"},
    {WORDS_CLASS, "chemotherapy", "chemo"},
    {WORDS_CLASS, "antineoplastic", "chemo"},
    {WORDS_CLASS, "complex biologic", "complex"},
    {WORDS_CLASS, "complex_biologic", "complex"},
    {WORDS_CLASS, "hormonal antineoplastic", "hormonal"},
    {WORDS_CLASS, "hormonal_antineoplastic", "hormonal"},
    {WORDS_ROUTE, "intravenous", "IV"},
    {WORDS_ROUTE, "I.V.", "IV"},
    {WORDS_ROUTE, "IV push", "IV"},
    {WORDS_ROUTE, "IVP", "IV"},
    {WORDS_ROUTE, "IVPB", "IV"},
    {WORDS_ROUTE, "IV piggyback", "IV"},
    {WORDS_ROUTE, "IV infusion", "IV"},
    {WORDS_ROUTE, "IV drip", "IV"},
    {WORDS_ROUTE, "intramuscular", "IM"},
    {WORDS_ROUTE, "I.M.", "IM"},
    {WORDS_ROUTE, "subcutaneous", "SC"},
    {WORDS_ROUTE, "subcut", "SC"},
    {WORDS_ROUTE, "subq", "SC"},
    {WORDS_ROUTE, "sub-q", "SC"},
    {WORDS_ROUTE, "sq", "SC"},
    {WORDS_ROUTE, "intraarterial", "IA"},
    {WORDS_ROUTE, "intra-arterial", "IA"},
    {WORDS_ROUTE, "intrathecal", "IT"},
    {WORDS_ROUTE, "intraperitoneal", "IP"},
    {WORDS_ROUTE, "intrapleural", "IPL"},
    {WORDS_ROUTE, "intralesional", "IL"},
    {WORDS_ROUTE, "oral", "PO"},
    {WORDS_ROUTE, "by mouth", "PO"},
    {WORDS_ROUTE, "topical", "TOP"},
    {WORDS_ROUTE, "IVES", "VES"},
    {WORDS_ROUTE, "intravesical", "VES"},
    {WORDS_ROUTE, "intra-vesical", "VES"},
    {WORDS_ROUTE, "bladder", "VES"},
    {WORDS_ROUTE, "bladder instillation", "VES"},
    {WORDS_METHOD, "IV push", "push"},
    {WORDS_METHOD, "slow IV push", "push"},
    {WORDS_METHOD, "slow push", "push"},
    {WORDS_METHOD, "IVP", "push"},
    {WORDS_METHOD, "IV infusion", "infusion"},
    {WORDS_METHOD, "IVPB", "infusion"},
    {WORDS_METHOD, "IV piggyback", "infusion"},
    {WORDS_METHOD, "piggyback", "infusion"},
    {WORDS_METHOD, "IV drip", "infusion"},
    {WORDS_METHOD, "drip", "infusion"},
    {WORDS_METHOD, "gtt", "infusion"},
    {WORDS_METHOD, "inj", "injection"},
    {WORDS_METHOD, "on-body", "onbody"},
    {WORDS_METHOD, "on-body injector", "onbody"},
    {WORDS_METHOD, "on body", "onbody"},
    {WORDS_METHOD, "on body injector", "onbody"},
    {WORDS_METHOD, "OBI", "onbody"},
    {WORDS_DEVICE, "PIV", "peripheral"},
    {WORDS_DEVICE, "peripheral IV", "peripheral"},
    {WORDS_DEVICE, "midline", "peripheral"},
    {WORDS_DEVICE, "central line", "cvc"},
    {WORDS_DEVICE, "Hickman", "cvc"},
    {WORDS_DEVICE, "Broviac", "cvc"},
    {WORDS_DEVICE, "Groshong", "cvc"},
    {WORDS_DEVICE, "port-a-cath", "port"},
    {WORDS_DEVICE, "portacath", "port"},
    {WORDS_DEVICE, "mediport", "port"},
    {WORDS_DEVICE, "implanted port", "port"},
    {WORDS_DEVICE, "portable pump", "portable_pump"},
    {WORDS_DEVICE, "ambulatory pump", "portable_pump"},
    {WORDS_DEVICE, "implanted pump", "implanted_pump"},
    {WORDS_DEVICE, "Ommaya", "reservoir"},
    {WORDS_DEVICE, "Ommaya reservoir", "reservoir"},
    {WORDS_FLAG, "TKO", "kvo"},
    {WORDS_FLAG, "keep-open", "kvo"},
    {WORDS_FLAG, "not-given", "notgiven"},
    {WORDS_FLAG, "pre-hospital", "prehospital"},
};

bool field_word_find(enum words list, const char *text, int *value)
{
    if (word_find(list, text, value))
        return true;
    for (size_t i = 0; i < COUNT_OF(CHARTED); i++)
        if (CHARTED[i].list == list && ascii_casecmp(CHARTED[i].charted, text) == 0)
            return word_find(list, CHARTED[i].ours, value);
    return false;
}

/* A route that says the manner too is a word of both columns.  The bare piggyback may have run for
 * ten minutes: it stays an infusion by its method, and its minutes decide. */
enum method field_route_method(const char *text)
{
    int method;

    return field_word_find(WORDS_METHOD, text, &method) ? (enum method)method : METHOD_NONE;
}

/* Medicare itself, not a plan that took its place (Medicare Advantage). */
const char *field_payer(const char *text)
{
    static const char *const plain[] = {"Medicare A",
                                        "Medicare B",
                                        "Medicare A/B",
                                        "Medicare Part A",
                                        "Medicare Part B",
                                        "Medicare FFS",
                                        "Medicare fee-for-service",
                                        "Medicare fee for service",
                                        "Original Medicare",
                                        "Traditional Medicare"};

    for (size_t i = 0; i < COUNT_OF(plain); i++)
        if (ascii_casecmp(plain[i], text) == 0)
            return "medicare";
    return text;
}

/* ---- lengths ---- */

enum { MILLION = 1000000 };

/* Minutes of the unit that stands at *at, and *at behind it; 0: none stands there. */
static int64_t take_unit(const char **at)
{
    static const struct {
        const char *name;
        int64_t minutes;
    } units[] = {{"h", 60}, {"hr", 60}, {"hrs", 60}, {"hour", 60},  {"hours", 60},
                 {"m", 1},  {"min", 1}, {"mins", 1}, {"minute", 1}, {"minutes", 1}};
    char word[8];
    size_t length = 0;

    while (ascii_alpha((*at)[length]) && length + 1 < sizeof word) {
        word[length] = (*at)[length];
        length++;
    }
    word[length] = '\0';
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (ascii_casecmp(units[i].name, word) == 0) {
            *at += length;
            *at += **at == '.';
            return units[i].minutes;
        }
    return 0;
}

/* One number with its unit in minutes; decimals only where whole minutes come of them. */
static bool take_part(const char **at, int64_t *minutes, int64_t *unit)
{
    char number[16];
    size_t n = strspn(*at, "0123456789.");
    int64_t amount;

    if (n == 0 || n >= sizeof number)
        return false;
    memcpy(number, *at, n);
    number[n] = '\0';
    *at += n;
    *at += strspn(*at, " ");
    *unit = take_unit(at);
    *at += strspn(*at, " ");
    if (*unit == 0 || !decimal_parse(number, &amount) || amount * *unit % MILLION != 0)
        return false;
    *minutes = amount * *unit / MILLION;
    return true;
}

bool field_length(const char *text, long max, long *out)
{
    int64_t sum = 0, minutes, unit, above = INT64_MAX;

    if (number_parse(text, 0, max, out))
        return true;
    for (const char *at = text; *at;) {
        if (!take_part(&at, &minutes, &unit) || unit >= above || minutes > max)
            return false;
        above = unit; /* hours before minutes, each once */
        sum += minutes;
    }
    *out = (long)sum;
    return above != INT64_MAX && sum <= max;
}
