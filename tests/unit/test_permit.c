/* Who may do what: every job against every deed, every step of a review and every move of a status.
 * The table here is the house's rule, written down a second time; a refusal says who may. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/permit.h"

/* c coder, r reviewer, s supervisor, t trainer, a auditor */
static const struct {
    enum deed deed;
    const char *who;
} deeds[] = {{DEED_CODE, "crs"},  {DEED_OVERRULE, "cs"}, {DEED_REVIEW, "rs"},
             {DEED_ANSWER, "cs"}, {DEED_COMMENT, "crst"}, {DEED_DECIDE, "s"},
             {DEED_SAMPLE, "rs"}, {DEED_REPORT, "rsa"},  {DEED_EXPORT, "crsta"},
             {DEED_READ, "crsta"}, {DEED_SWITCH, "s"},    {DEED_STAFF, "s"},   {DEED_GRADE, "st"}};

static char letter_of(enum job job)
{
    return job_name(job)[0];
}

/* The sentence names exactly those who may, and what one is. */
static void says_who(const char *who, enum job me, const char *sentence)
{
    char here[80], list[200];
    snprintf(here, sizeof here, "and you are here as %s", job_name(me));
    if (!strstr(sentence, here))
        fail_msg("wants \"%s\", got \"%s\"", here, sentence);
    snprintf(list, sizeof list, "%.*s", (int)(strstr(sentence, here) - sentence), sentence);
    for (int job = 0; job < JOB_COUNT; job++) {
        char name[40];
        snprintf(name, sizeof name, "%s %s", job == JOB_AUDITOR ? "an" : "a",
                 job_name((enum job)job));
        bool named = strstr(list, name) != NULL;
        if (named != (strchr(who, letter_of((enum job)job)) != NULL))
            fail_msg("%s %s named in \"%s\"", name, named ? "is" : "is not", sentence);
    }
}

static void every_job_and_deed(void **state)
{
    (void)state;
    assert_int_equal(COUNT_OF(deeds), DEED_COUNT);
    for (size_t d = 0; d < COUNT_OF(deeds); d++)
        for (int job = 0; job < JOB_COUNT; job++) {
            struct err err = {""};
            bool may = strchr(deeds[d].who, letter_of((enum job)job)) != NULL;
            if (permit((enum job)job, deeds[d].deed, &err) != may)
                fail_msg("%s, deed %d: wants %d", job_name((enum job)job), (int)deeds[d].deed, may);
            if (!may)
                says_who(deeds[d].who, (enum job)job, err.text);
        }
}

static const struct {
    enum review_act act;
    const char *from; /* first letters: n none, o open, r returned, a agreed, b rebutted, e, c closed */
    const char *who;
    bool words;
} steps[] = {
    {REVIEW_DO_OPEN, "n", "rs", false},      {REVIEW_DO_CODES, "obe", "rs", false},
    {REVIEW_DO_CLASS, "orabe", "rs", false}, {REVIEW_DO_COMMENT, "orabe", "crst", true},
    {REVIEW_DO_RETURN, "oba", "rs", true},   {REVIEW_DO_AGREE, "r", "cs", false},
    {REVIEW_DO_REBUT, "r", "cs", true},      {REVIEW_DO_ESCALATE, "ob", "rs", true},
    {REVIEW_DO_CLOSE, "oabe", "rs", false},  {REVIEW_DO_REOPEN, "c", "s", true}};

static void every_step_of_a_review(void **state)
{
    static const char letters[REVIEW_STATE_COUNT + 1] = "norabec";
    (void)state;
    assert_int_equal(COUNT_OF(steps), REVIEW_ACT_COUNT);
    for (size_t s = 0; s < COUNT_OF(steps); s++)
        for (int at = 0; at < REVIEW_STATE_COUNT; at++)
            for (int job = 0; job < JOB_COUNT; job++) {
                struct err err = {""};
                bool here = strchr(steps[s].from, letters[at]) != NULL;
                /* what was escalated is closed by who decides */
                const char *who = steps[s].act == REVIEW_DO_CLOSE && at == REVIEW_ESCALATED
                                      ? "s" : steps[s].who;
                bool may = here && strchr(who, letter_of((enum job)job)) != NULL;
                if (permit_review((enum job)job, (enum review_state)at, steps[s].act, "why", &err) !=
                    may)
                    fail_msg("%s %s a review that is %s: wants %d, said \"%s\"",
                             job_name((enum job)job), review_move_get(steps[s].act)->name,
                             review_state_name((enum review_state)at), may, err.text);
                if (here && !may)
                    says_who(who, (enum job)job, err.text);
                if (may && permit_review((enum job)job, (enum review_state)at, steps[s].act, " ",
                                         &err) == steps[s].words)
                    fail_msg("%s and words", review_move_get(steps[s].act)->name);
            }
}

static const struct {
    enum status from, to;
    const char *who;
} moves[] = {
    {STATUS_NONE, STATUS_DRAFT, "crs"},     {STATUS_NONE, STATUS_CODED, "crs"},
    {STATUS_DRAFT, STATUS_DRAFT, "crs"},    {STATUS_DRAFT, STATUS_CODED, "crs"},
    {STATUS_CODED, STATUS_CODED, "crs"},    {STATUS_CODED, STATUS_REVIEW, "rs"},
    {STATUS_CODED, STATUS_RETURNED, "rs"},  {STATUS_CODED, STATUS_FINAL, "rs"},
    {STATUS_REVIEW, STATUS_CODED, "rs"},    {STATUS_REVIEW, STATUS_REVIEW, "crs"},
    {STATUS_REVIEW, STATUS_RETURNED, "rs"}, {STATUS_REVIEW, STATUS_FINAL, "rs"},
    {STATUS_RETURNED, STATUS_CODED, "crs"}, {STATUS_RETURNED, STATUS_REVIEW, "crs"},
    {STATUS_RETURNED, STATUS_RETURNED, "crs"}, {STATUS_RETURNED, STATUS_FINAL, "s"},
    {STATUS_FINAL, STATUS_CODED, "s"},      {STATUS_FINAL, STATUS_REVIEW, "s"},
};

static void every_move_of_a_status(void **state)
{
    (void)state;
    for (int from = 0; from < STATUS_COUNT; from++)
        for (int to = 0; to < STATUS_COUNT; to++) {
            const char *who = "";
            for (size_t m = 0; m < COUNT_OF(moves); m++)
                if ((int)moves[m].from == from && (int)moves[m].to == to)
                    who = moves[m].who;
            for (int job = 0; job < JOB_COUNT; job++) {
                struct err err = {""};
                bool may = strchr(who, letter_of((enum job)job)) != NULL;
                if (permit_status((enum job)job, (enum status)from, (enum status)to, &err) != may)
                    fail_msg("%s from %s to %s: wants %d", job_name((enum job)job),
                             status_name((enum status)from), status_name((enum status)to), may);
                if (!may && *who)
                    says_who(who, (enum job)job, err.text);
                if (!may && !*who)
                    assert_non_null(strstr(err.text, "nothing goes from"));
            }
        }
}

/* Words go both ways, and what is beyond the last of them has none. */
static void words_of_states(void **state)
{
    enum status status;
    enum review_state review;
    enum review_act act;
    struct err err = {""};
    (void)state;
    for (int i = 1; i < STATUS_COUNT; i++)
        assert_true(status_find(status_name((enum status)i), &status) && (int)status == i);
    for (int i = 1; i < REVIEW_STATE_COUNT; i++)
        assert_true(review_state_find(review_state_name((enum review_state)i), &review) &&
                    (int)review == i);
    for (int i = 0; i < REVIEW_ACT_COUNT; i++)
        assert_true(review_act_find(review_move_get((enum review_act)i)->name, &act) && (int)act == i);
    assert_string_equal(status_name(STATUS_COUNT), "");
    assert_string_equal(review_state_name(REVIEW_STATE_COUNT), "");
    assert_false(status_find("lost", &status) || review_state_find("lost", &review) ||
                 review_act_find("lose", &act));
    assert_false(permit_review(JOB_REVIEWER, REVIEW_OPEN, REVIEW_DO_RETURN, "", &err));
    assert_string_equal(err.text, "return needs words; say why with --words \"...\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_and_deed),
        cmocka_unit_test(every_step_of_a_review),
        cmocka_unit_test(every_move_of_a_status),
        cmocka_unit_test(words_of_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
