/* phrase: the words of a source, cut to what holds its head; and the persons of the article who bear a role. Private to source.c's family. */
#ifndef ATTRIBUTE_PHRASE_H
#define ATTRIBUTE_PHRASE_H

#include "attribute/cast.h"

struct phrase {
    uint32_t first, last;   /* all of it, trimmed */
    uint32_t end;           /* last word of the first segment */
    uint32_t head;
    bool definite, indefinite;
};

/* ---- phrase.c ---- */
bool phrase_trim(const struct cast *, struct phrase *);    /* cuts punctuation, conjunctions and a genitive off the ends; false: nothing is left */
void phrase_segment(const struct cast *, struct phrase *); /* finds the end of the first segment, its head, and whether it is definite */
bool phrase_has_word(const char *text, const char *word);  /* whole words, case folded */

/* ---- role.c: each an entity, or -1 ---- */
int role_holder(struct cast *, const struct phrase *);        /* by the titles in the article */
int role_office_holder(struct cast *, const struct phrase *); /* by the office and the article's date */
int role_apposition(struct cast *, const struct phrase *);    /* "the president's lawyer, Rudy Hale," */

int role_by_handle(struct cast *, const struct phrase *);     /* "@annberg" */
int role_of_party(struct cast *, const struct phrase *);      /* "the Ohio Republican" */
int role_named(struct cast *, const struct phrase *);         /* "the chief of the border police Robert Hale" */

#endif
