/* access: what in the text speaks for or against a speaker having been there. */
#ifndef ATTRIBUTE_ACCESS_H
#define ATTRIBUTE_ACCESS_H

#include "attribute/cast.h"

/* One row: the sign, and in words what it is. The order is that of access_weights.c. */
#define ACCESS_SIGN_TABLE(X)                                                                                        \
    X(ANY, "any statement")                                                                                         \
    X(DOCUMENT, "the source is a document")                                                                         \
    X(NAMED, "the source is a named person")                                                                        \
    X(ROLE, "the source is a role without a name")                                                                  \
    X(COLLECTIVE, "the source is a group or an institution")                                                        \
    X(ANONYMOUS, "the source is unnamed")                                                                           \
    X(SPEAKS_FOR, "the source speaks for somebody else")                                                            \
    X(LEGISLATOR, "the source is a legislator or a party")                                                          \
    X(EXPERT, "the source is an expert or a critic")                                                                \
    X(OUTLET, "the source is a news outlet")                                                                        \
    X(COUNTRY, "the source is a country or a capital")                                                              \
    X(INSTITUTION, "the source is an institution")                                                                  \
    X(FAMILIAR, "the source is said to know of it")                                                                 \
    X(OFFICIALS, "the source is an official without a name")                                                        \
    X(FIRST, "the article names nobody so often")                                                                   \
    X(OFTEN, "the article names the source often")                                                                  \
    X(ONCE, "the article names the source once or twice")                                                           \
    X(I, "the statement is in the first person")                                                                    \
    X(WE, "the statement says 'we'")                                                                                \
    X(SELF, "the statement is about the source itself")                                                             \
    X(SELF_OPENS, "the source is the subject of the statement")                                                     \
    X(SELF_NAMED, "the statement names the source")                                                                 \
    X(PAST, "the statement tells of the past")                                                                      \
    X(FUTURE, "the statement is about what will or should be")                                                      \
    X(OPINION, "the statement is a view")                                                                           \
    X(QUOTED, "the statement is quoted")                                                                            \
    X(DENIES, "the source denies or disputes")                                                                      \
    X(TESTIFIES, "the source testified")                                                                            \
    X(WRITES, "the source wrote")                                                                                   \
    X(ACCUSES, "the source accuses or judges")                                                                      \
    X(BELIEVES, "the source believes or wants")                                                                     \
    X(TELLS_OWN, "the source recalls, describes, admits or confirms")                                               \
    X(COMMITS, "the source promises, threatens, refuses or announces")                                              \
    X(RELAYED, "another speaker relays the statement")                                                              \
    X(TO_OUTLET, "the source told it to a news outlet")                                                             \
    X(MEETING, "the article tells of a meeting or call of the source")                                              \
    X(PRESENT, "the article says that the source was there")                                                        \
    X(I_PAST, "the source tells of its own past doings")                                                           \
    X(I_VIEW, "the statement is introduced as a view")                                                              \
    X(IMPLIED, "the source is the unspoken subject of the statement")                                               \
    X(TALKED_ABOUT, "others in the article talk about the source")                                                  \
    X(OWN_STORY, "the source tells of its own doings elsewhere in the article")                                     \
    X(OTHERS_PAST, "the statement tells what another person did")                                                   \
    X(ABOUT_BODY, "the statement is about a country, an institution or a group")                                    \
    X(ABOUT_PERSON, "the statement is about another person")                                                        \
    X(ABOUT_IT, "the statement is about a thing or a matter")                                                       \
    X(SHORT, "the statement is a few words")                                                                        \
    X(OTHERS, "the statement names others, not the source")                                                         \
    X(FOREIGN_STATE, "the source is a government")

enum access_sign {
#define X(name, words) SIGN_##name,
    ACCESS_SIGN_TABLE(X)
#undef X
    N_ACCESS_SIGNS
};

struct access_signs {
    bool has[N_ACCESS_SIGNS];
    struct raw_span shown[N_ACCESS_SIGNS]; /* the words that show it; absent where there are none */
};
void access_signs_find(struct cast *, size_t i, const struct hearsay_attribution *, struct access_signs *);

/* access_weights.c: made by tests/people/fit_access.py; a column a judgement, in the order of enum hearsay_access. */
extern const signed char access_weights[N_ACCESS_SIGNS][4];

#endif
