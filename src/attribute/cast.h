/* cast: the people of one article while they are being made out. Private to people.c and its family:
 * name.c finds names, merge.c makes entities of them, source.c reads a source's words, pronoun.c finds what "he" stands for,
 * chain.c, access.c, when.c and addressee.c fill the rest. Everything lives in the article's arena unless said otherwise. */
#ifndef ATTRIBUTE_CAST_H
#define ATTRIBUTE_CAST_H

#include "attribute/attribute.h"
#include "attribute/gazetteer.h"
#include "attribute/lexicon.h"

/* Past a cap nothing is added and the rest goes on: a text with more names than that keeps those it has. LOOK: how far a rule looks among mentions. */
enum { CAST_ENTITIES_MAX = 1 << 16, CAST_MENTIONS_MAX = 1 << 20, CAST_BUCKETS = 1 << 12, CAST_TITLES_MAX = 8, CAST_LOOK = 4096 };

enum tag_entity { ENTITY_NONE, ENTITY_PERSON, ENTITY_ORGANIZATION, ENTITY_PLACE, ENTITY_OTHER };

/* What a run of capital words names. */
enum name_kind { NAME_UNSURE, NAME_PERSON, NAME_ORGANIZATION, NAME_OUTLET, NAME_PLACE, NAME_GROUP };

struct mention {
    uint32_t first, last;           /* words, both inside, titles included */
    uint32_t name_first, name_last; /* the bare name */
    enum name_kind kind;
    char gender;                    /* 'm', 'f'; 0: the words do not say */
    bool by_label;                  /* the kind is the model's label */
    bool certain;                   /* the kind rests on a list or a title, not on shape alone */
    bool of_source;                 /* made from a source's words, not found as a name */
    int entity, outlet;             /* outlet: row of the gazetteer, or -1 */
    const char *why;
};

struct entity {
    enum hearsay_kind kind;
    enum hearsay_naming naming;      /* when it is spoken of by its name */
    const char *name;
    const char *key;                 /* lower case: a person's last name, an organization's whole name, an unnamed source's head */
    const char *given;               /* a person's first name, lower case, or NULL */
    uint32_t n_name_words;
    char gender;
    bool plural, certain, place, junior;
    int outlet;                      /* row of the gazetteer; -1: none; -2: an outlet the gazetteer does not list */
    int affiliation;                 /* the outlet that a journalist works for: an entity, or -1 */
    bool publisher;                  /* the outlet of this very article */
    const char *titles[CAST_TITLES_MAX];
    uint32_t n_titles;
    uint32_t n_mentions, first_word, last_word;
    int next;                        /* chain of the bucket */
    int id;                          /* index among the people that are given out, or -1 */
};

/* Where a speaker's words came from, all over the article. */
struct habit {
    int outlet;   /* the first outlet that they came through, OUTLET_NONE, OUTLET_PUBLISHER */
    bool several; /* through more than one */
};

struct cast {
    struct work *work;
    const struct hearsay_record *fields;
    struct arena *arena;
    const struct word *words;
    uint32_t n;
    const char **lower;  /* [n] each word in lower case, accents stripped */
    uint32_t *flags;     /* [n] of the lexicon */
    uint8_t *tag;        /* [n] enum tag_entity, from the model where there is one */
    int32_t *at;         /* [n] the mention that covers the word, or -1 */
    struct mention *mentions; size_t n_mentions, mention_capacity; /* malloc'd; names in text order, then those of sources */
    size_t n_names;
    struct entity *entities; size_t n_entities, entity_capacity;   /* malloc'd */
    int *bucket;         /* [CAST_BUCKETS] */
    int *speaker;        /* [raw.n] entity, or -1 */
    const char **why;    /* [raw.n] the rule that resolved the source */
    int *outlet;         /* [raw.n] outlet_named, made by chain_prepare */
    bool *occasion;      /* [raw.n] occasion_named */
    struct habit *habit; /* [n_habits] by entity */
    size_t n_habits;
    bool failed;         /* memory */
};

/* ---- cast.c ---- */
bool cast_init(struct cast *, struct work *, const struct hearsay_record *fields);
void cast_release(struct cast *);
bool cast_capital(const struct cast *, uint32_t i);                  /* begins with an upper-case letter */
bool cast_near(const struct cast *, uint32_t i);                     /* word i + 1 follows after at most one character, in the same paragraph */
bool cast_tight(const struct cast *, uint32_t i);                    /* word i + 1 follows at once */
bool cast_sentence_start(const struct cast *, uint32_t i);           /* first of a sentence or of a quotation */
bool cast_quoted(const struct cast *, uint32_t i);                   /* inside quotation marks */
bool cast_is(const struct cast *, uint32_t i, const char *lower);    /* false past the end */
bool cast_one_of(const struct cast *, uint32_t i, const char *list); /* words of `list` are separated by blanks */
bool cast_possessive(const struct cast *, uint32_t last);            /* "'s" or a bare apostrophe follows */
char *cast_copy(struct cast *, uint32_t first, uint32_t last);       /* the text of the words */
char *cast_lower(struct cast *, uint32_t first, uint32_t last);      /* the same in lower case without accents, words as they are spaced */
char *cast_fold(struct cast *, const char *);                        /* lower case without accents */
struct mention *cast_mention(struct cast *, uint32_t first, uint32_t last); /* appended; NULL: memory or the cap */
int cast_entity(struct cast *, enum hearsay_kind, const char *name, const char *key); /* index, or -1 */
size_t cast_names_before(const struct cast *, uint32_t word);        /* how many names begin before the word */
uint32_t cast_hash(const char *key);
void cast_title(struct cast *, int entity, const char *title);       /* added once */
void cast_mark(struct cast *, int entity, uint32_t first, uint32_t last, const char *why); /* a mention made from a source */
bool cast_verb(const struct cast *, uint32_t i);                     /* by the model's label; without a model nothing is */
/* The word where the sentence of word i begins, and the one past its end. */
struct word_run cast_sentence(const struct cast *, uint32_t i);

/* ---- name.c ---- */
bool names_find(struct cast *);

/* ---- merge.c ---- */
bool names_merge(struct cast *);
int name_find(struct cast *, uint32_t first, uint32_t last);   /* an entity known by these words, or -1 */
int entity_outlet(struct cast *, int gazetteer_row);           /* the entity of an outlet, made when needed */
int entity_of_office(struct cast *, const char *office);       /* "president": who holds it, by the text or by the date */

/* ---- source.c ---- */
/* Whose words: the entity that `source` of attribution `i` stands for, or -1. */
int source_resolve(struct cast *, size_t i, struct raw_span source, enum hearsay_naming *, const char **why);

/* ---- pronoun.c ---- */
bool pronoun_is(const struct cast *, uint32_t word);
bool pronoun_empty(const struct cast *, const struct raw_attribution *); /* its source is an "it" that means nothing */
int pronoun_resolve(struct cast *, size_t i, uint32_t word, const char **why);

/* ---- outlet.c ---- */
enum { OUTLET_NONE = -1, OUTLET_PUBLISHER = -2 };
int outlet_named(const struct cast *, size_t i);     /* the outlet that the words came through, as their own sentence says */
bool occasion_named(const struct cast *, size_t i);  /* another audience: a tweet, a hearing, reporters */

/* ---- chain.c, access.c, when.c, addressee.c ---- */
bool chain_prepare(struct cast *);                   /* once all speakers are known */
bool chain_make(struct cast *, size_t i, struct hearsay_attribution *out);
int chain_poster(const struct cast *, uint32_t word); /* who signed the post, shown in the article, that the word stands in; -1: none */
void access_judge(struct cast *, size_t i, struct hearsay_attribution *out);
const char *when_said(struct cast *, size_t i);
const char *where_said(struct cast *, size_t i);
const char *addressee_of(struct cast *, size_t i, struct raw_span *words);

#endif
