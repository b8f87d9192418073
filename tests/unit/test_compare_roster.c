/* roster.c: one person under several spellings, and two people of one surname, seen by whether a change of position is found. */
#include "check.h"

#include "compare_story.h"

/* How many changes of position there are when `first` said it and `second`, in a later article, said the opposite. */
static size_t changes(const char *first, const char *second)
{
    struct story story;
    size_t n = 0;
    story_open(&story);
    struct story_article *filler = story_article(&story, "Filler", NULL);
    story_say(filler, "Emil Frost", "said", "the harvest was late this year");
    story_say(filler, "Emil Frost", "said", "ferries run on Sundays again");
    story_say(filler, "Emil Frost", "said", "the choir won a prize in spring");
    story_say(story_article(&story, "A", "2024-05-01"), first, "said", "Maren did accept the offer of the port");
    story_say(story_article(&story, "B", "2024-05-09"), second, "said", "Maren did not accept the offer of the port");
    story_compare(&story, NULL, 0);
    for (size_t i = 0; story.accounts && i < story.accounts->n_questions; i++)
        for (size_t k = 0; k < story.accounts->questions[i].n_relations; k++)
            n += story.accounts->questions[i].relations[k].kind == HEARSAY_RELATION_CHANGED;
    story_close(&story);
    return n;
}

static void test_one_person(void **state)
{
    (void)state;
    assert_int_equal(changes("Robert Hale", "Robert Hale"), 1);
    assert_int_equal(changes("Robert Hale", "Bob Hale"), 1);
    assert_int_equal(changes("Sergei Orlov", "Sergey Orlov"), 1);
    assert_int_equal(changes("Viktor Belinskiy", "Viktor Belinsky"), 1);
}

static void test_two_people(void **state)
{
    (void)state;
    assert_int_equal(changes("Robert Hale", "Joseph Hale"), 0);
    assert_int_equal(changes("Robert Hale", "Robert Hale Jr."), 0);
    assert_int_equal(changes("Patrick Hale", "Patricia Hale"), 0);
    assert_int_equal(changes("Robert Hale", "Robert Dorn"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_person), cmocka_unit_test(test_two_people)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
