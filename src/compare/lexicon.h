/* lexicon: what a comparison knows of English words. See lexicon.c. */
#ifndef COMPARE_LEXICON_H
#define COMPARE_LEXICON_H

#include "base/base.h"

enum word_class {
    WORD_STOP = 1 << 0,         /* carries no content of its own */
    WORD_NEGATOR = 1 << 1,      /* not, never, no, nobody … */
    WORD_BE = 1 << 2,
    WORD_HAVE = 1 << 3,
    WORD_DO = 1 << 4,
    WORD_MODAL = 1 << 5,
    WORD_FIRST = 1 << 6,        /* I, me, my, we, our */
    WORD_PRONOUN = 1 << 7,      /* he, she, it, they … and the first person */
    WORD_VERB = 1 << 8,         /* a form of a verb */
    WORD_MOSTLY_NOUN = 1 << 9,  /* and yet more often a noun or an adjective */
    WORD_ADVERB = 1 << 10,      /* may stand between auxiliary and verb */
    WORD_DENY = 1 << 11,        /* deny, denial, dispute, reject … */
    WORD_FALSE = 1 << 12,       /* false, untrue, nonsense … */
    WORD_SHELL = 1 << 13,       /* allegation, report, claim …: stands for a statement */
    WORD_HEDGE = 1 << 14,       /* may, might, possibly, apparently … */
    WORD_CONDITION = 1 << 15,   /* if, unless, whether */
    WORD_RELATIVE = 1 << 16,    /* who, which, where … */
    WORD_SUBORDINATE = 1 << 17, /* because, when, after … */
    WORD_UNDO = 1 << 18,        /* fail, refuse, decline … to: the contrary of what follows */
    WORD_INTENT = 1 << 19,      /* want, try, plan … to: what follows did not, or not yet, happen */
    WORD_RAISE = 1 << 20,       /* think, believe … : "I think (that) P" says P */
    WORD_CHAIN = 1 << 21,       /* begin, continue, seem … to: what follows is what is said */
    WORD_PREPOSITION = 1 << 22,
    WORD_DETERMINER = 1 << 23,
    WORD_LIGHT = 1 << 24,       /* make, take, give, have …: the noun behind it says what is done */
    WORD_NUMBER = 1 << 25,
    WORD_ACCUSE = 1 << 26,      /* blame, accuse … : holds somebody responsible */
    WORD_IGNORANT = 1 << 27,    /* know, aware, sure: negated, nothing is said of what follows */
    WORD_SPEAK = 1 << 28,       /* say, tell, report …: what follows is somebody else's */
    WORD_ONLY = 1 << 29,        /* only, just, all, every …: "not only", "not all" deny a part */
    WORD_PARTICIPLE = 1 << 30,  /* an -ed or irregular participle form */
    WORD_PARTIAL = 1u << 31,    /* directly, fully, until …: under a negation, what is denied may be this alone */
};

struct lexeme {
    const char *word;     /* the key, lower case */
    const char *lemma;    /* NULL: the word itself */
    const char *concept;  /* the first word of its synonyms; NULL: none */
    const char *opposite; /* the concept that says the contrary; NULL: none */
    uint32_t classes;
    bool role;            /* "president": names an office */
};
struct lexicon;

/* Built in the arena; read only from then on. NULL: out of memory. */
const struct lexicon *lexicon_new(struct arena *);
/* The entry of a lower-case word; NULL: not listed. */
const struct lexeme *lexicon_find(const struct lexicon *, const char *word, size_t n);

bool lexicon_is_role(const struct lexeme *);

enum { LEMMA_MAX = 64 };
/* A word's normal forms. `word` is lower case, without a possessive mark; longer words than LEMMA_MAX - 1 are cut. */
struct normal_word {
    char lemma[LEMMA_MAX];   /* "denied" → "deny" */
    char concept[LEMMA_MAX]; /* what it is compared by: synonyms and a verb's nouns share it */
    char opposite[LEMMA_MAX]; /* the concept of its contrary; "" : none */
    uint32_t classes;
};
void lexicon_normal(const struct lexicon *, const char *word, size_t n, struct normal_word *out);

extern const char lexicon_verbs[]; /* verbs.c */

#endif
