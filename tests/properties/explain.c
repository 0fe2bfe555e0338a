/* Properties of the words (tests/lib/words.h). */
#include "properties.h"
#include "words.h"

bool property_why_not(const struct trial *trial, struct str *why)
{
    return words_why_not(&trial->result, why);
}

bool property_sentences(const struct trial *trial, struct str *why)
{
    return words_sentences(&trial->result, why);
}
