/* people.c and its family: names, titles, pronouns, roles, unnamed sources, documents, chains, naming, access; and what is hostile. */
#include "check.h"

#include <stdio.h>

#include "attribute/lexicon.h"
#include "attribute/gazetteer.h"
#include "people_case.h"

static void speaks(const char *marked, size_t i, const char *name, enum hearsay_naming naming)
{
    struct people_case t;
    case_run(&t, "The Example", "2019-06-14", marked);
    assert_int_equal(t.status, HEARSAY_OK);
    if (!case_speaker(&t, i) || strcmp(case_speaker(&t, i), name))
        print_message("in: %s\n", marked);
    assert_non_null(case_speaker(&t, i));
    assert_string_equal(case_speaker(&t, i), name);
    assert_int_equal(t.out[i].naming, naming);
    case_free(&t);
}

static void chain_is(const char *outlet, const char *marked, size_t i, const char *chain)
{
    struct people_case t;
    case_run(&t, outlet, "2019-06-14", marked);
    assert_int_equal(t.status, HEARSAY_OK);
    assert_string_equal(case_chain(&t, i), chain);
    case_free(&t);
}

static void test_tables_are_sorted(void **state)
{
    assert_true(lexicon_sorted());
    for (size_t i = 1; i < gazetteer_n_first_names; i++)
        assert_true(strcmp(gazetteer_first_names[i - 1].name, gazetteer_first_names[i].name) < 0);
    for (size_t i = 1; i < gazetteer_n_places; i++)
        assert_true(strcmp(gazetteer_places[i - 1].key, gazetteer_places[i].key) < 0);
    assert_int_equal(gazetteer_gender("mary"), 'f');
    assert_int_equal(gazetteer_gender("nobodyiscalledthis"), 0);
    assert_int_equal(gazetteer_outlet("the new york times"), gazetteer_outlet("new york times"));
    assert_string_equal(gazetteer_office_holder("president", "2010-05-05"), "Barack Obama");
    assert_null(gazetteer_office_holder("president", "1901-01-01"));
}

static void test_names_and_titles(void **state)
{
    struct people_case t;
    case_run(&t, NULL, "2019-06-14", "{s0 Secretary of Commerce Helen Farrow} {c0 said} {q0 the talks were over}. On Tuesday {s1 Ms. Farrow} {c1 added} that {q1 nobody had signed}.");
    assert_string_equal(case_speaker(&t, 0), "Helen Farrow");
    assert_int_equal(t.out[0].speaker, t.out[1].speaker);
    const struct hearsay_person *p = &t.people[t.out[0].speaker];
    assert_int_equal(p->n_titles, 1);
    assert_string_equal(p->titles[0], "Secretary of Commerce");
    assert_true(p->n_mentions >= 2);
    for (size_t k = 0; k < p->n_mentions; k++)
        assert_non_null(p->mention_why[k]);
    case_free(&t);
    speaks("Farrow left early. The mayor, Helen Farrow, came back. {s0 Farrow} {c0 said} {q0 it was over}.", 0, "Helen Farrow", HEARSAY_NAMING_NAMED);
    speaks("{s0 Robert Hale, the top prosecutor in the county,} {c0 said} {q0 so}.", 0, "Robert Hale", HEARSAY_NAMING_NAMED);
    speaks("{s0 The senator's lawyer, Robert Hale,} {c0 said} {q0 so}.", 0, "Robert Hale", HEARSAY_NAMING_NAMED);
    speaks("Bob Hale and his wife, Anna Hale, spoke. {s0 Mrs. Hale} {c0 said} {q0 so}.", 0, "Anna Hale", HEARSAY_NAMING_NAMED);
}

static void test_two_of_one_surname_stay_two(void **state)
{
    struct people_case t;
    case_run(&t, NULL, NULL, "{s0 Peter Olsen} {c0 said} {q0 yes}. {s1 Karen Olsen} {c1 said} {q1 no}. {s2 Pete Olsen} {c2 said} {q2 yes again}.");
    assert_int_not_equal(t.out[0].speaker, t.out[1].speaker);
    assert_int_equal(t.out[0].speaker, t.out[2].speaker);
    case_free(&t);
}

static void test_pronouns(void **state)
{
    speaks("Karen Olsen met Peter Dunn. {q0 \"It went well,\"} {s0 she} {c0 said}.", 0, "Karen Olsen", HEARSAY_NAMING_NAMED);
    speaks("Karen Olsen met Peter Dunn. {q0 \"It went well,\"} {s0 he} {c0 said}.", 0, "Peter Dunn", HEARSAY_NAMING_NAMED);
    speaks("{s0 Peter Dunn} {c0 said} {q0 the deal was off}. {s1 He} {c1 added} that {q1 Karl Voss knew}.", 1, "Peter Dunn", HEARSAY_NAMING_NAMED);
    speaks("{q0 \"{s1 I} {c1 told} him {q1 it was over},\"} {s0 Karen Olsen} {c0 said}.", 1, "Karen Olsen", HEARSAY_NAMING_NAMED);
    speaks("{s0 Karen Olsen} {c0 said} so: {q0 \"It is done.\"} {q1 \"We leave today.\"}", 1, "Karen Olsen", HEARSAY_NAMING_NAMED);
}

static void test_roles_and_unnamed(void **state)
{
    speaks("President Anna Berg arrived. {s0 The president} {c0 said} {q0 so}.", 0, "Anna Berg", HEARSAY_NAMING_NAMED);
    speaks("{s0 A spokesman for the embassy} {c0 said} {q0 so}.", 0, "Spokesman for the embassy (unnamed)", HEARSAY_NAMING_ROLE);
    speaks("{s0 Three officials familiar with Tuesday's talks} {c0 said} {q0 so}.", 0, "Three officials (unnamed)", HEARSAY_NAMING_ANONYMOUS);
    speaks("They are {s0 like the man} {c0 saying} {q0 so}.", 0, "Man (unnamed)", HEARSAY_NAMING_ANONYMOUS);
    speaks("{s0 Two officials familiar with the talks} {c0 said} {q0 so}.", 0, "Two officials familiar with the talks (unnamed)", HEARSAY_NAMING_ANONYMOUS);
    speaks("{s0 A person briefed on the call} {c0 said} {q0 so}. {s1 The person} {c1 added} {q1 more}.", 1, "Person briefed on the call (unnamed)", HEARSAY_NAMING_ANONYMOUS);
    speaks("It is the country{s0 's power agency} that {c0 said} {q0 so}.", 0, "Power agency", HEARSAY_NAMING_COLLECTIVE);
    speaks("{s0 Farm groups} {c0 said} {q0 so}.", 0, "Farm groups", HEARSAY_NAMING_COLLECTIVE);
    speaks("{s0 The White House} {c0 said} {q0 so}.", 0, "The White House", HEARSAY_NAMING_COLLECTIVE);
    speaks("{s0 Moscow} {c0 denied} {q0 it}.", 0, "Moscow", HEARSAY_NAMING_COLLECTIVE);
    speaks("{c0 According to} {s0 a memo of the ministry}, {q0 it rained}.", 0, "Memo of the ministry", HEARSAY_NAMING_DOCUMENT);
    speaks("Karen Olsen was there. {s0 Olsen's letter} {c0 says} {q0 so}.", 0, "Karen Olsen", HEARSAY_NAMING_NAMED);
    struct people_case t;
    case_run(&t, NULL, NULL, "{s0 An official} {c0 said} {q0 yes}. {s1 Another official} {c1 said} {q1 no}.");
    assert_int_not_equal(t.out[0].speaker, t.out[1].speaker); /* two unnamed officials stay two */
    case_free(&t);
}

static void test_chains(void **state)
{
    chain_is("The Example", "{c0 According to} {s0 Peter Dunn}, {q0 {s1 Karen Olsen} {c1 assured} Anna Berg that {q1 it was done}}.", 1, "Peter Dunn > Karen Olsen");
    chain_is("The Example", "{s0 Two officials} {c0 told} CNN that {q0 it was done}.", 0, "CNN > Two officials (unnamed)");
    chain_is("CNN (Web News)", "{s0 Two officials} {c0 told} CNN that {q0 it was done}.", 0, "Two officials (unnamed)");
    chain_is("The Example", "{q0 It was done}, {s0 Peter Dunn} {c0 said} in an interview with the Chicago Tribune.", 0, "Chicago Tribune > Peter Dunn");
    chain_is("The Example", "{s0 Peter Dunn} {c0 told} reporters that {q0 it was done}.", 0, "Peter Dunn");
    chain_is("The Example", "{s0 Peter Dunn} {c0 denied} {q0 {s1 Karen Olsen's} {c1 claim} that {q1 it was done}}.", 1, "Karen Olsen");
    chain_is("The Example", "{s0 Peter Dunn} {c0 said}: {q0 \"{s1 I} {c1 said} {q1 no}\"}.", 1, "Peter Dunn");
}

static void test_outlets_posts_and_voices(void **state)
{
    chain_is("The Example", "{s0 Two officials briefed on the call} {c0 told} CNN that {q0 it was done}. Rain fell.\n\nMore rain fell.\n\nStill more.\n\n{s1 The officials} {c1 said} {q1 so}.", 1,
             "CNN > Two officials briefed on the call (unnamed)");
    chain_is("The Example", "{s0 Karen Olsen, through a spokeswoman}, {c0 denied} {q0 the claim}.", 0, "Spokeswoman (unnamed) > Karen Olsen");
    chain_is("The Example", "{s0 Two sources} {c0 tell} me that {q0 it was done}. - Peter Dunn (@peterdunn) May 3, 2019", 0, "Peter Dunn > Two sources (unnamed)");
    chain_is("CNN", "CNN reports on CNN. {s0 CNN} {c0 told} CNN that {q0 {s1 CNN} {c1 said} {q1 so}}.", 1, "CNN"); /* an article that cites itself */
}

static void test_on_the_word_of_the_teller(void **state)
{
    chain_is("The Example", "{s0 Peter Dunn} {c0 said}: {q0 \"{s1 Karen Olsen} {c1 knew} {q1 what was going on}\"}.", 1, "Peter Dunn");
    chain_is("The Example", "{s0 Peter Dunn} {c0 said} {q0 {s1 Karen Olsen} {c1 wanted} {q1 a show}}.", 1, "Peter Dunn");
    chain_is("The Example", "{s0 Peter Dunn} {c0 said} {q0 {s1 Karen Olsen} {c1 had said} {q1 no}}.", 1, "Peter Dunn > Karen Olsen");
    chain_is("The Example", "{s0 Peter Dunn} {c0 said}: {q0 \"{s1 You} {c1 can say} {q1 that we talk}\"}.", 1, "Peter Dunn");
}

static void test_who_and_statements(void **state)
{
    speaks("Lawmakers met, among them Rep. Karen Olsen, R-Ohio, {s0 who} {c0 decried} {q0 the plan}.", 0, "Karen Olsen", HEARSAY_NAMING_NAMED);
    speaks("{s0 Ms. Olsen's office} {c0 said} in a statement that {q0 it rained}. Peter Dunn slept. {s1 The statement} {c1 said} {q1 more}.", 1, "Ms. Olsen's office", HEARSAY_NAMING_COLLECTIVE);
    speaks("{s0 WASHINGTON (CNN) Senator Karen Olsen} {c0 said} {q0 so}.", 0, "Karen Olsen", HEARSAY_NAMING_NAMED);
    speaks("{s0 Officials familiar with the call} {c0 said} {q0 so}. {s1 One of the officials} {c1 said} {q1 more}.", 1, "One of the officials familiar with the call (unnamed)",
           HEARSAY_NAMING_ANONYMOUS);
}

static void test_cited_and_described(void **state)
{
    chain_is("The Example", "CNN, citing two officials, {c0 reported} {q0 so}. {s1 CNN}, citing two people briefed on the call, {c1 said} {q1 it was done}.", 1,
             "CNN > Two people briefed on the call (unnamed)");
    chain_is("CNN", "{s0 CNN}, citing two people briefed on the call, {c0 said} {q0 it was done}.", 0, "Two people briefed on the call (unnamed)");
    chain_is("The Example", "{s0 Peter Dunn} {c0 denied} {q0 that claim to the Chicago Tribune}.", 0, "Chicago Tribune > Peter Dunn");
    chain_is("The Example", "{s0 Peter Dunn} {c0 said} {q0 {s1 the auditors} {c1 found} {q1 no loss}}.", 1, "Peter Dunn > Auditors");
    speaks("{s0 The US} {c0 said} {q0 so}.", 0, "The United States", HEARSAY_NAMING_COLLECTIVE);
    speaks("Rep. Karen Olsen spoke. {s0 The congresswoman} {c0 said} {q0 so}.", 0, "Karen Olsen", HEARSAY_NAMING_NAMED);
    speaks("Lt. Gov. Peter Dunn left. {s0 The lieutenant governor} {c0 said} {q0 so}.", 0, "Peter Dunn", HEARSAY_NAMING_NAMED);
    speaks("Karen Olsen came. {s0 Olsen and others} {c0 said} {q0 so}.", 0, "Karen Olsen and others", HEARSAY_NAMING_COLLECTIVE);
    speaks("Peter Dunn, who met Anna Berg, and {s0 who} {c0 said} {q0 so}, left.", 0, "Peter Dunn", HEARSAY_NAMING_NAMED);
}

static void test_appositions_and_offices(void **state)
{
    speaks("{s0 The ranking Democrat on the panel, Sen. Karen Olsen of Ohio,} {c0 said} {q0 so}.", 0, "Karen Olsen", HEARSAY_NAMING_NAMED);
    speaks("{s0 The chief of civil police Peter Dunn} {c0 said} {q0 so}.", 0, "Peter Dunn", HEARSAY_NAMING_NAMED);
    speaks("{s0 The senator from Ohio Karen Olsen} {c0 said} {q0 so}.", 0, "Karen Olsen", HEARSAY_NAMING_NAMED);
    speaks("Rep. Karen Olsen, R-Ohio, came. Peter Dunn left. {s0 The Ohio Republican} {c0 said} {q0 so}.", 0, "Karen Olsen", HEARSAY_NAMING_NAMED);
    speaks("German Foreign Minister Anna Berg came. {s0 Germany's foreign minister} {c0 said} {q0 so}.", 0, "Anna Berg", HEARSAY_NAMING_NAMED);
    speaks("Sen. Carl Hale voted. {s0 Another senator} {c0 said} {q0 no}. {s1 The senator} {c1 added} {q1 more}.", 1, "Another senator (unnamed)", HEARSAY_NAMING_ROLE);
    speaks("Karen Olsen left. {s0 The anchor @karenolsen} {c0 said} {q0 so}.", 0, "Karen Olsen", HEARSAY_NAMING_NAMED);
}

static void test_names_that_are_hard(void **state)
{
    speaks("Debbie Quandt Olsen came in late and sat down on the floor. {s0 Quandt Olsen} {c0 said} {q0 so}.", 0, "Debbie Quandt Olsen", HEARSAY_NAMING_NAMED);
    speaks("Donald Trump Jr. came in late and sat down on the floor. {s0 Trump Jr.} {c0 said} {q0 so}.", 0, "Donald Trump Jr.", HEARSAY_NAMING_NAMED);
    speaks("Donald Trump Jr. came in late and sat down on the floor. {s0 Trump} {c0 said} {q0 so}.", 0, "Trump", HEARSAY_NAMING_NAMED); /* then the president's name */
    speaks("Peter Dunn and Karen Olsen came in late and sat down on the floor. {s0 Dunn and Olsen} {c0 said} {q0 so}.", 0, "Peter Dunn and Karen Olsen", HEARSAY_NAMING_NAMED);
    speaks("Quoba Olsen came. Olsen says she knows. Peter Dunn left. {q0 \"So,\"} {s0 she} {c0 said}.", 0, "Quoba Olsen", HEARSAY_NAMING_NAMED);
    speaks("Karen May came. {q0 So}, {s0 May} {c0 said}.", 0, "Karen May", HEARSAY_NAMING_NAMED);
    chain_is("The Example", "{s0 Peter Dunn} {c0 told} the Quandt Sentinel that {q0 it was done}.", 0, "The Quandt Sentinel > Peter Dunn");
    chain_is("The Washington Times", "{c0 According to} {s0 the Sunday Times}, {q0 it was done}.", 0, "The Sunday Times");
}

static void speaker_is(const char *marked, size_t i, const char *name)
{
    struct people_case t;
    case_run(&t, "The Example", "2019-06-14", marked);
    assert_int_equal(t.status, HEARSAY_OK);
    const char *speaker = case_speaker(&t, i);
    if (!name != !speaker || (name && strcmp(name, speaker)))
        fail_msg("'%s', not '%s' in: %s", speaker ? speaker : "nobody", name ? name : "nobody", marked);
    case_free(&t);
}

static void test_nobody_rather_than_wrong(void **state)
{
    speaker_is("{q0 \"{s1 Let}'s {c1 hope} {q1 so},\"} {s0 Peter Dunn} {c0 said}.", 1, "Peter Dunn");
    speaker_is("{s0 Let}'s {c0 remember} {q0 so}.", 0, NULL);
    speaker_is("The Senate met. {s0 It} {c0 is claimed that} {q0 he left}.", 0, NULL);
    speaker_is("{s0 Peter Dunn} {c0 said}: {q0 \"{s1 It} {c1 made no sense} {q1 to go}\"}.", 1, "Peter Dunn");
    speaker_is("Peter Dunn works in Springfield. {s0 It} {c0 shows} {q0 so}.", 0, NULL);
    speaker_is("The Senate met. The short video is hard to watch. {s0 It} {c0 shows} {q0 a fight}.", 0, "Short video");
    speaker_is("{q0 \"{s1 I for one} {c1 think} {q1 so},\"} {s0 Peter Dunn} {c0 said}.", 1, "Peter Dunn");
    speaker_is("He spoke to court filings from the state of Ohio {s0 that} {c0 said} {q0 so}.", 0, "Court filings from the state of Ohio");
    speaker_is("He handed in a short summary of the findings on Sunday, {s0 which} {c0 said} {q0 so}.", 0, "Short summary of the findings");
    speaker_is("The officials, left and right, {s0 who} {c0 said} {q0 so} left.", 0, "Officials (unnamed)");
}

static void test_papers_and_books(void **state)
{
    speaker_is("{c0 According to} {s0 Peter Dunn's memoir, \"The Long Night\",} {q0 it rained}. {c1 According to} {s1 the book}, {q1 so did he}.", 1, "The Long Night");
    speaker_is("CNN spoke of it. It rained.\n\nIt snowed.\n\nIt was dark.\n\nIt was cold.\n\n{s0 The report} {c0 says} {q0 so}.", 0, "Report");
    speaker_is("{s0 CNN} {c0 reported} {q0 so}. {s1 The report} {c1 says} {q1 more}.", 1, "CNN");
    speaker_is("Peter Dunn, the top negotiator, {s0 who} {c0 said} {q0 so}, left.", 0, "Peter Dunn");
    speaker_is("She said nothing about her foreign minister, {s0 who} {c0 said} {q0 so}.", 0, "Her foreign minister (unnamed)");
    speaker_is("{s0 A May 3, 2016 email} {c0 says} {q0 so}.", 0, "May 3, 2016 email");
    speaker_is("{s0 62%} {c0 believe} {q0 so}.", 0, NULL);
    speaker_is("An aide spoke. {s0 A \"senior aide\" in the palace} {c0 said} {q0 so}.", 0, "Senior aide (unnamed)");
    speaker_is("{s0 Two anonymous officials} {c0 said} {q0 so}.", 0, "Two officials (unnamed)");
    speaker_is("The Olsen-Dunn talks failed in the end. {s0 Olsen} {c0 said} {q0 so}.", 0, "Olsen");
    speaker_is("{s0 Rev. Peter King Jr.} {c0 said} {q0 so}.", 0, "Peter King Jr.");
    struct people_case t;
    case_run(&t, NULL, NULL, "{s0 An official} {c0 said} {q0 yes}. {s1 A second official} {c1 said} {q1 no}. {s2 The second official} {c2 said} {q2 more}.");
    assert_int_not_equal(t.out[0].speaker, t.out[2].speaker);
    case_free(&t);
}

static void test_outlets_that_pass_words_on(void **state)
{
    chain_is("The Example", "The Chicago Tribune put it so:\n\n{s0 Peter Dunn} {c0 said} {q0 it was done}.", 0, "Chicago Tribune > Peter Dunn");
    chain_is("The Example", "Buried in the Chicago Tribune's story is this:\n\n{s0 Peter Dunn} {c0 said} {q0 it was done}.", 0, "Peter Dunn");
    chain_is("The Example", "{s0 Karen Olsen} {c0 repeated} {q0 that it rained}, unlike Peter Dunn, who told CNN that it snowed.", 0, "Karen Olsen");
    chain_is("The Example", "{s0 Karen Olsen} {c0 says} {q0 it is done}. - Peter Dunn (@peterdunn) May 3, 2019", 0, "Karen Olsen");
    chain_is("The Example", "The Quandt Journal-Star wrote of it at some length. {s0 Peter Dunn} {c0 told} the Journal-Star {q0 so}.", 0, "The Quandt Journal-Star > Peter Dunn");
    chain_is("The Example", "{s0 Peter Dunn} {c0 said} {q0 {s1 Karen Olsen} {c1 had determined} {q1 that it was done}}.", 1, "Peter Dunn > Karen Olsen");
    chain_is("The Example", "{s0 Friends} {c0 say} {q0 {s1 Karen Olsen} {c1 does not recall} {q1 the evening}}.", 1, "Friends (unnamed) > Karen Olsen");
}

static void test_addressees(void **state)
{
    struct people_case t;
    case_run(&t, NULL, NULL, "{s0 Peter Dunn} {c0 said} to laughs from the crowd that {q0 it rained}. {s1 Dunn} {c1 told} reporters {q1 so}.");
    assert_null(t.out[0].addressee);
    assert_string_equal(t.out[1].addressee, "reporters");
    case_free(&t);
}

static void test_enclosed(void **state)
{
    case_encloses = true;
    chain_is("The Example", "The aides knew of {s0 a memo} {c0 saying} {q0 it was done}, {q1 a year before it was known}, {c1 according to} {s1 Peter Dunn}.", 0, "Peter Dunn > Memo");
    chain_is("The Example", "{s0 Peter Dunn} {c0 said} {q0 he \"left early\"} and that {s1 Anna Berg} {c1 told} him, {q1 \"Stay a while.\"}", 1, "Peter Dunn > Anna Berg");
    chain_is("The Example", "{q0 \"Anna said, no. I left,\"} {s0 Peter Dunn} {c0 wrote}.", 0, "Peter Dunn > Anna");
    chain_is("The Example", "{s0 Peter Dunn} {c0 testified} that {q0 Anna Berg told the aides that it was done}.", 1, "Peter Dunn > Anna Berg");
    chain_is("The Example", "Anna Berg and Carl Hale {q0 favored a hard answer}, {s0 Peter Dunn} {c0 said}.", 0, "Peter Dunn > Anna Berg and Carl Hale");
    case_encloses = false;
    chain_is("The Example", "It rained all day long. {c0 According to} {s0 the Chicago Tribune and CNN}, {q0 {s1 Peter Dunn} {c1 told} CNN {q1 that it never rained}}.", 1, "Chicago Tribune and CNN > Peter Dunn");
    chain_is("The Example", "In an op-ed for the Chicago Tribune, {s0 Peter Dunn} {c0 claimed} {q0 so}.", 0, "Chicago Tribune > Peter Dunn");
    chain_is("The Example", "The Chicago Tribune ran a CNBC poll. {s0 Peter Dunn} {c0 told} the newspaper {q0 so}.", 0, "Chicago Tribune > Peter Dunn");
}

static void test_access(void **state)
{
    struct people_case t;
    case_run(&t, NULL, NULL, "Karen Olsen met Peter Dunn. Olsen attended the meeting. {q0 \"I was told that he left. I saw it myself,\"} {s0 Olsen} {c0 recalled}. "
                             "Olsen spoke to Dunn. Olsen left. {s1 A spokesman for Dunn} {c1 said} {q1 he had not left}. {c2 According to} {s2 a transcript}, {q2 he left}.");
    assert_int_equal(t.out[0].access, HEARSAY_ACCESS_IN_ROOM);
    assert_true(t.out[0].access_evidence.begin < t.out[0].access_evidence.end);
    assert_int_equal(t.out[1].access, HEARSAY_ACCESS_TOLD);
    assert_int_equal(t.out[2].access, HEARSAY_ACCESS_DOCUMENT);
    case_free(&t);
}

/* ---- hostile ---- */

static void survives(const char *marked)
{
    struct people_case t;
    case_run(&t, marked, marked, marked);
    assert_int_equal(t.status, HEARSAY_OK);
    case_free(&t);
}

static void test_hostile_texts(void **state)
{
    static const char *const texts[] = {"", "{q0 .}", "{s0 \"} {c0 '} {q0 \"\"}", "{s0 's} {c0 of} {q0 of of of}", "{s0 , ,} {c0 said} {q0 x}", "{s0 The} {c0 The} {q0 The}",
                                        "{s0 U.S.} {c0 said} {q0 U.S.}", "{s0 of} {c0 said} {q0 a}", "{s0 A and B and} {c0 said} {q0 a}", "{s0 Mr.} {c0 said} {q0 May}",
                                        "{s0 O'} {c0 said} {q0 '}", "{s0 one of} {c0 told} {q0 the}", "{s0 -} {c0 on} {q0 Nov.}", "{s0 I} {c0 said} {q0 I}", "{s0 who} {c0 who} {q0 who}"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        survives(texts[i]);
    survives("Only Karen Olsen and Peter Dunn were in the room. Only Anna Berg and Carl Hale were in the room. {s0 Olsen} {c0 said} {q0 she was not in the room}. "
             "{s1 Hale} {c1 said} {q1 nobody was in the room}."); /* rosters that contradict each other */
    survives("{s0 \x1b[31mPeter Dunn\x1b[0m} {c0 said} {q0 so}. {s1 <script>Berg</script>} {c1 said} {q1 so}. {s2 $(rm -rf Olsen)} {c2 said} {q2 so}.");
}

static void test_long_names_and_many(void **state)
{
    enum { N = 5000, LONG = 10000 };
    char *text = malloc(N * 64 + LONG + 64), *at = text;
    at += sprintf(at, "{s0 Peter ");
    memset(at, 'X', LONG);
    at += LONG;
    at += sprintf(at, "} {c0 said} {q0 so}. ");
    for (int i = 0; i < N; i++)
        at += sprintf(at, "Peter Q%c%c%cson met %s. ", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676, i % 2 ? "him" : "Karen Olsen");
    survives(text);
    free(text);
}

static void test_chain_of_twenty(void **state)
{
    char text[4096], *at = text;
    for (int i = 0; i < 20; i++)
        at += sprintf(at, "{s%d Peter %c%cson} {c%d said} {q%d that ", i, 'A' + i, 'o' + i % 5, i, i);
    at += sprintf(at, "it rained");
    for (int i = 0; i < 20; i++)
        *at++ = '}';
    strcpy(at, ".");
    struct people_case t;
    case_run(&t, NULL, NULL, text);
    assert_int_equal(t.out[19].n_chain, 20);
    assert_int_equal(t.out[19].chain[19], t.out[19].speaker);
    case_free(&t);
}

/* Every amount of memory either does or fails as a whole. */
static void test_little_memory(void **state)
{
    static const char text[] = "{c0 According to} {s0 the Chicago Tribune}, {q0 {s1 Secretary of State Karen Olsen} {c1 told} CNN on Friday that {q1 the U.S. knew}}. "
                               "{q2 \"I met Peter Dunn,\"} {s2 she} {c2 said}. {s3 Two officials familiar with it} {c3 denied} {q3 so}. {s4 The officials} {c4 added} {q4 more}.";
    struct people_case t;
    enum hearsay_status status = HEARSAY_MEMORY;
    size_t failures = 0;
    for (size_t room = 16; room < 200000 && status != HEARSAY_OK; room += 16 + room / 64) {
        case_room = room;
        case_run(&t, "The Example", "2019-06-14", text);
        status = t.status;
        assert_true(status == HEARSAY_OK || status == HEARSAY_MEMORY);
        failures += status != HEARSAY_OK;
        case_free(&t);
    }
    case_room = 0;
    assert_int_equal(status, HEARSAY_OK);
    assert_true(failures > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_are_sorted), cmocka_unit_test(test_names_and_titles), cmocka_unit_test(test_two_of_one_surname_stay_two),
        cmocka_unit_test(test_pronouns), cmocka_unit_test(test_roles_and_unnamed), cmocka_unit_test(test_chains), cmocka_unit_test(test_access), cmocka_unit_test(test_cited_and_described),
        cmocka_unit_test(test_outlets_posts_and_voices), cmocka_unit_test(test_on_the_word_of_the_teller), cmocka_unit_test(test_who_and_statements),
        cmocka_unit_test(test_appositions_and_offices), cmocka_unit_test(test_names_that_are_hard), cmocka_unit_test(test_nobody_rather_than_wrong),
        cmocka_unit_test(test_addressees), cmocka_unit_test(test_enclosed),
        cmocka_unit_test(test_papers_and_books), cmocka_unit_test(test_outlets_that_pass_words_on),
        cmocka_unit_test(test_hostile_texts), cmocka_unit_test(test_long_names_and_many), cmocka_unit_test(test_chain_of_twenty),
        cmocka_unit_test(test_little_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
