/* Words that a full stop may follow without ending a sentence, and words that speak of one (abbreviations.c). */
#ifndef TEXT_ABBREVIATIONS_H
#define TEXT_ABBREVIATIONS_H

#include "text/text.h"

enum abbreviation {
    ABBREVIATION_NONE,
    ABBREVIATION_TITLE,  /* stands before a name: never ends a sentence before a word */
    ABBREVIATION_NUMBER, /* stands before a number */
    ABBREVIATION_MONTH,  /* stands before a number, may end a sentence otherwise */
    ABBREVIATION_OTHER   /* ends a sentence only before a word that commonly begins one */
};

enum abbreviation abbreviation_of(const struct text *, const struct word *);
/* "The", "He", "But": a capital here is no name's. */
bool commonly_begins_sentence(const struct text *, const struct word *);
/* "asked", "said": what may follow a quotation that ends with ? or ! */
bool tells_of_speech(const struct text *, const struct word *);
/* Follows "p.m." inside a sentence: a day, a month, a time zone. */
bool tells_of_time(const struct text *, const struct word *);

#endif
