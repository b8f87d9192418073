/* lexicon: closed word lists, a bit for each. */
#ifndef ATTRIBUTE_LEXICON_H
#define ATTRIBUTE_LEXICON_H

#include <stdbool.h>
#include <stdint.h>

enum lexicon_flag {
    LEX_HONORIFIC = 1 << 0, /* "Mr", "Sen": a name follows */
    LEX_ROYAL = 1 << 1, /* a title that stays with a first name: "Prince Andrew" */
    LEX_MALE = 1 << 2, /* says that its bearer is a man */
    LEX_FEMALE = 1 << 3, /* says that its bearer is a woman */
    LEX_ROLE = 1 << 4, /* what a person is: can stand before or after a name */
    LEX_OFFICE = 1 << 5, /* of these, one identifiable office or tie: naming "role" */
    LEX_ANON = 1 << 6, /* one person of many: naming "anonymous" */
    LEX_PEOPLE = 1 << 7, /* several such */
    LEX_GROUP = 1 << 8, /* a body of people that speaks as one: "collective" */
    LEX_DOC = 1 << 9, /* a document */
    LEX_STATEMENT = 1 << 10, /* the words of a person: the person speaks */
    LEX_ORGWORD = 1 << 11, /* ends or makes the name of an organization */
    LEX_ORGNOUN = 1 << 12, /* an organization, in lower case */
    LEX_FUNC = 1 << 13, /* begins a sentence with a capital and is never a name */
    LEX_TIME = 1 << 14, /* days and months */
    LEX_MODIFIER = 1 << 15, /* stands before a role: "former", "deputy", "press" */
};

uint32_t lexicon_flags(const char *lower_case_word); /* 0: in no list */
bool lexicon_sorted(void);                           /* for the tests */

#endif
