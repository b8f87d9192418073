/* act.c: what the cue does, and whether it is denied to have done so. */
#include "attribute_case.h"

struct example {
    const char *text, *source, *cue, *content;
    enum hearsay_act act;
    bool negated;
};

static const struct example examples[] = {
    {"She said he left.", "She", "said", "he left", HEARSAY_ACT_STATE, false},
    {"She did not say that he left.", "She", "did not say", "that he left", HEARSAY_ACT_STATE, true},
    {"She didn’t say that he left.", "She", "didn’t say", "that he left", HEARSAY_ACT_STATE, true},
    {"She didn't say that he left.", "She", "say", "that he left", HEARSAY_ACT_STATE, true},
    {"He never claimed that it rained.", "He", "claimed", "that it rained", HEARSAY_ACT_STATE, true},
    {"No one said that it rained.", "No one", "said", "that it rained", HEARSAY_ACT_STATE, true},
    {"He not only said that it rained.", "He", "not only said", "that it rained", HEARSAY_ACT_STATE, false},
    {"He denied saying that it rained.", "He", "denied", "saying that it rained", HEARSAY_ACT_DENY, false},
    {"He has yet to say whether it rained.", "He", "has yet to say", "whether it rained", HEARSAY_ACT_STATE, true},
    {"He failed to mention the rain.", "He", "failed to mention", "the rain", HEARSAY_ACT_STATE, true},
    {"She declined to comment on the rain.", "She", "declined to comment on", "the rain", HEARSAY_ACT_REFUSE, false},
    {"She would not say where he was.", "She", "would not say", "where he was", HEARSAY_ACT_REFUSE, false},
    {"She wouldn't say where he was.", "She", "wouldn't say", "where he was", HEARSAY_ACT_REFUSE, false},
    {"The firm did not respond to a request.", "The firm", "did not respond to", "a request", HEARSAY_ACT_REFUSE, false},
    {"He refused to support the bill.", "He", "refused to support", "the bill", HEARSAY_ACT_DISAGREE, false},
    {"They called for an end to it.", "They", "called for", "an end to it", HEARSAY_ACT_WANT, false},
    {"They called on him to go.", "They", "called on him", "to go", HEARSAY_ACT_ORDER, false},
    {"She told them to leave.", "She", "told them", "to leave", HEARSAY_ACT_ORDER, false},
    {"She told them it was late.", "She", "told them", "it was late", HEARSAY_ACT_STATE, false},
    {"He promised that it would end.", "He", "promised", "that it would end", HEARSAY_ACT_PROMISE, false},
    {"He has made a promise to end it.", "He", "made a promise", "to end it", HEARSAY_ACT_PROMISE, false},
    {"He expressed doubts about the plan.", "He", "expressed doubts", "about the plan", HEARSAY_ACT_DISAGREE, false},
    {"He does not believe it is true.", "He", "does not believe", "it is true", HEARSAY_ACT_BELIEVE, true},
    {"He conceded the point.", "He", "conceded", "the point", HEARSAY_ACT_CONCEDE, false},
    {"“Will it rain?” he said.", "he", "said", "“Will it rain?”", HEARSAY_ACT_ASK, false},
    {"According to her, it rained.", "her", "According to", "it rained", HEARSAY_ACT_STATE, false},
    {"He could not resist saying that it rained.", "He", "could not resist saying", "that it rained", HEARSAY_ACT_STATE, false},
    {"He offered no explanation for the rain.", "He", "offered no explanation for", "the rain", HEARSAY_ACT_STATE, true},
    {"Not everyone agrees that it rained.", "everyone", "agrees", "that it rained", HEARSAY_ACT_AGREE, true},
    {"He failed as many predicted it would.", "many", "predicted", "it would", HEARSAY_ACT_BELIEVE, false},
    {"He pleaded not guilty to it.", "He", "pleaded", "not guilty to it", HEARSAY_ACT_DENY, false},
    {"He entered a plea of guilty.", "He", "entered a plea of", "guilty", HEARSAY_ACT_CONCEDE, false},
    {"He pleaded for more time.", "He", "pleaded for", "more time", HEARSAY_ACT_ASK, false},
    {"They praised the plan.", "They", "praised", "the plan", HEARSAY_ACT_AGREE, false},
    {"Aides feared that it would rain.", "Aides", "feared", "that it would rain", HEARSAY_ACT_FEEL, false},
};

static void test_examples(void **state)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct example *e = &examples[i];
        struct attribute_case c;
        case_begin(&c, e->text);
        struct raw_attribution raw = case_raw(&c, e->source, e->cue, e->content);
        enum hearsay_act act = attribute_act(&c.work, &raw);
        bool negated = attribute_negated(&c.work, &raw);
        if (act != e->act || negated != e->negated)
            fail_msg("%s: act %d for %d, negated %d for %d", e->text, act, e->act, negated, e->negated);
        case_end(&c);
    }
}

static void test_hearsay_flag(void **state)
{
    struct attribute_case c;
    case_begin(&c, "He is believed to have left.");
    struct raw_attribution raw = case_raw(&c, NULL, "is believed", "to have left");
    raw.hearsay = true;
    assert_int_equal(attribute_act(&c.work, &raw), HEARSAY_ACT_HEARSAY);
    case_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples), cmocka_unit_test(test_hearsay_flag)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
