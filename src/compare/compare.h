/* compare: records set side by side. Questions on which attributed statements meet, the statements that answer each, how they relate and on how many
 * origins they stand. See README.md here and docs/compare.md. */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "base/base.h"
#include "compare/lexicon.h"

enum {
    COMPARE_CLAIMS_MAX = 1 << 20,     /* beyond: HEARSAY_TOO_LARGE */
    COMPARE_RECORDS_MAX = 1 << 20,
    COMPARE_TOKENS_MAX = 160,         /* of one content; the rest is not read */
    COMPARE_UNITS_MAX = 6,            /* clauses of one claim */
    COMPARE_TERMS_MAX = 24,           /* content terms of one clause */
    COMPARE_ROLE_MAX = 4,             /* terms of one agent or patient */
    COMPARE_CONTEXT_MAX = 40,         /* terms of the passage around a content */
    COMPARE_CONTEXT_POINTS = 200,     /* … so far to either side, within the paragraph */
    COMPARE_POSTING_MAX = 256,        /* claims of one term that are looked through for candidates */
    COMPARE_CANDIDATES_MAX = 48,      /* candidates of one clause that are judged */
};

/* ---- terms.c: interned strings; a term is what two words that mean the same share ---- */

typedef uint32_t term_id; /* 0: none */
struct terms;
struct terms *terms_new(struct arena *);
term_id terms_intern(struct terms *, const char *word, size_t n); /* 0: empty word or no memory (then terms_failed) */
term_id terms_find(const struct terms *, const char *word, size_t n);  /* 0: not interned */
bool terms_failed(const struct terms *);
size_t terms_count(const struct terms *);                         /* ids run from 1 to this */
const char *terms_text(const struct terms *, term_id);

/* ---- roster.c: who is who across the records ---- */

struct roster;
struct roster *roster_new(struct arena *, struct terms *, const struct lexicon *, const struct hearsay_record *const *, size_t n);
/* The term by which clauses name a person of a record: the surname or, where two of that surname appear, the full name. 0: none. */
term_id roster_term(const struct roster *, int record, int person);
/* The same speaker across records has the same key; unnamed speakers of two records never do. 0: no speaker. */
term_id roster_speaker(const struct roster *, int record, int person);

/* The fullest name that the records give a speaker; NULL: none. */
const char *roster_name(const struct roster *, int record, int person);

/* ---- tokens.c: a content cut into words that are compared ---- */

struct token {
    uint32_t begin, end;      /* code points */
    const char *bytes;        /* as written */
    uint16_t n_bytes;
    char punct;               /* '.', '?', ',' …; 0: a word */
    bool possessive;          /* "Trump's": the mark is left off */
    term_id term, opposite;
    uint32_t classes;         /* enum word_class */
    int person;               /* mention of; HEARSAY_NONE */
};
/* One record being read. `byte_at` has n_points + 1 entries. */
struct reading {
    const struct hearsay_record *record;
    int index;                /* of the record */
    const uint32_t *byte_at;
    struct mention { uint32_t begin, end; int person; } *mentions; /* ascending by begin, none inside another */
    size_t n_mentions;
    const struct lexicon *lexicon;
    struct terms *terms;
    const struct roster *roster;
};
/* False: out of memory. What it makes lives in the arena. */
bool reading_open(struct reading *, struct arena *, const struct hearsay_record *, int index);
/* The same for a window of a record's text; offsets are those of the window. `byte` is where it begins. */
bool reading_window(struct reading *, struct arena *, const struct hearsay_record *, int index, struct hearsay_span window, uint32_t byte,
                    struct hearsay_record *room);
size_t tokens_read(const struct reading *, struct hearsay_span, term_id speaker, struct token *out, size_t max);

/* ---- clause.c: what a content asserts ---- */

enum modality { MODALITY_FACT, MODALITY_FUTURE, MODALITY_DUTY, MODALITY_ABILITY, MODALITY_INTENT, MODALITY_HEDGED };
struct clause {
    uint32_t claim;
    struct hearsay_span span;
    const term_id *terms;            /* content terms, ascending, each once */
    uint16_t n_terms, n_tokens;
    term_id predicate, predicate_opposite;
    term_id matrix;                  /* "offered to reopen": the verb that makes it an intent; 0: none */
    term_id agent[COMPARE_ROLE_MAX], patient[COMPARE_ROLE_MAX];
    uint8_t n_agent, n_patient, modality;
    uint32_t said_begin, group_begin, said_end; /* of the clause that was read in the end: its subject's first word, its verb group, its end; offsets */
    bool finite, passive, nominal;
    bool negative;  /* the statement, as attributed, says that the predicate does not hold */
    bool denied;    /* … because the act or the words deny, not because of a "not" */
    bool unsure;    /* conditional, partly negated, a question, "does not know" …: no side can be told */
    uint8_t clarity; /* how well it would word a question, 0: not at all */
    bool flipped;   /* the act denies: the words say the contrary of what is stated */
    bool turns;     /* can be turned round into a question */
    bool bare;      /* a denial that names nothing of what it denies: it meets only what was said before it */
    bool anaphoric; /* denies something said elsewhere: "the allegation" */
    bool plural;    /* … several: "the allegations" */
    bool loose;     /* its subject is a pronoun that nobody could be found for */
    bool indefinite; /* "a member": may be any; another "a member" may be another */
    bool elsewhen;  /* of a time that it tells apart: "last month" */
};
struct claim {
    int record, attribution;
    term_id speaker, name;           /* roster_speaker, roster_term */
    int who_record, who_person;      /* who that is: of its own record, unless told_elsewhere */
    uint32_t first_clause, n_clauses;
    uint32_t byte;                   /* of span.begin */
    struct hearsay_span span;        /* the content from its first to its last piece */
    const term_id *context;          /* content terms of the passage that it stands in, ascending, each once */
    uint16_t n_context;
    bool direct;                     /* a quotation */
    bool deny, accuse;               /* the act denies; it accuses */
    bool silent;                     /* declined to say: answers nothing */
    bool foreign;                    /* in another language than English: not read */
    bool told_elsewhere;             /* another article with the same words names the speaker */
};
/* How the attribution's act bears on its content. */
struct act_sense {
    bool deny, accuse, wish, silent, skip;
    bool attitude;       /* agrees, wants, promises …: an infinitive inside another's statement is not a statement of its own */
    bool elides_subject; /* "denied meddling": the speaker is the one */
    term_id responsible; /* the concept of being responsible */
};
/* The clauses of one content, at most COMPARE_UNITS_MAX; terms are allocated in the arena. */
/* `n` terms put in ascending order, each once: how many are left. */
size_t terms_sort(term_id *, size_t n);
/* One clause out of tokens; false: nothing in it to compare, or no memory. */
bool clause_read(struct arena *, const struct token *, size_t n, const struct act_sense *, term_id speaker_term, struct clause *out);
size_t clauses_read(const struct reading *, struct arena *, const struct hearsay_attribution *, const struct act_sense *, term_id speaker_term,
                    struct clause *out);

/* ---- claims.c: every attribution that states something ---- */

struct model;
struct judging_memo;
/* Who tells what bears on a question: judging.h. */
struct trained_judge {
    const struct model *model; /* of (question, claim) */
    struct judging_memo *memo; /* its answers so far; NULL: kept nowhere */
    unsigned n_threads;        /* that it may use; 0: one */
};
struct comparison {
    struct arena *arena;
    const struct trained_judge *judge; /* NULL: rules alone */
    const struct hearsay_record *const *records;
    size_t n_records;
    const struct lexicon *lexicon;
    struct terms *terms;
    struct roster *roster;
    term_id responsible;     /* the concept of being responsible */
    struct claim *claims;    /* malloc'd, by record and attribution */
    struct clause *clauses;  /* malloc'd, by claim */
    size_t n_claims, claim_capacity, n_clauses, clause_capacity;
    float *weight;           /* by term: how rare it is among the clauses; 0: in none */
    uint8_t *is_number;      /* by term */
    uint8_t *is_role;        /* by term: "president", "minister": may be anybody who is one */
    size_t n_terms;          /* that have a weight; later ones stand in no claim */
    float most;              /* the weight of a term that stands in one clause alone */
};
enum hearsay_status claims_collect(struct comparison *);
void claims_release(struct comparison *);

/* ---- quotations.c: one wording, one speaker ---- */

/* What claims of one wording share; 0: too short to tell. */
uint64_t quotations_wording(const struct comparison *, const struct claim *);
/* False: out of memory. */
bool quotations_settle(struct comparison *);
/* Whether two contents share a run of words too long for chance: what agrees in wording is one statement, not two that agree. */
bool quotations_alike(const struct comparison *, const struct claim *, const struct claim *);
/* Two claims of one wording and two speakers become one speaker's; false: two named persons, nobody can tell. */
bool quotations_join(const struct comparison *, struct claim *, struct claim *);

/* ---- judge.c: two clauses ---- */

/* How two clauses meet; each 0 to 1. */
struct meeting {
    float cover;     /* the rarity of the shared terms over that of the poorer clause */
    float share;     /* … over that of both together */
    float rarest;    /* the rarity of the rarest shared term, 1: seen in these two alone */
    float predicate; /* 1 the same, 0.5 one's predicate stands elsewhere in the other, 0 neither */
    float agent, patient; /* 1 a term in common, 0.5 one side names none, 0 both name others */
    float context;   /* the passages' shared terms, as share */
    uint8_t n_shared;
    bool same_speaker;
    bool named;      /* one's speaker is named in the other's clause */
    bool contrary;   /* the predicates exclude each other */
    bool swapped;    /* who does it to whom is turned round */
    bool numbers;    /* both name numbers, and others */
    bool mood;       /* fact against fact, duty against duty … */
};
void judge_meet(const struct comparison *, const struct clause *, const struct clause *, struct meeting *);

/* What may be concluded. `opposed`: one says what the other denies. Static words in `why`. */
struct judgement {
    bool meet, sure, opposed; /* on one question; the sides can be told; they differ */
    bool pointed;             /* one points to the other: no words need be shared */
    float confidence;
    const char *why;
};
void judge(const struct comparison *, const struct clause *, const struct clause *, struct judgement *);

/* ---- candidates.c: which pairs are judged at all ---- */

struct edge {
    uint32_t from, to; /* clauses, from > to */
    struct judgement judgement;
};
struct edges {
    struct edge *items; /* malloc'd */
    size_t n, capacity;
    size_t n_judged;    /* pairs that were looked at */
};
enum hearsay_status edges_find(const struct comparison *, struct edges *);
void edges_release(struct edges *);

/* denials.c: adds, for every denial that does not itself say what it denies, what that is in the same article. */
enum hearsay_status denials_find(const struct comparison *, struct edges *);

/* ---- groups.c: clauses that answer one question, each with its side ---- */

struct member {
    uint32_t clause;
    enum hearsay_answer answer; /* to the question that `lead` is worded from, asked in the affirmative */
    float confidence;           /* of the answer; 0: not known */
    bool judged;                /* by the trained judge, else by rule */
};
struct group {
    struct member *members; /* in the arena, by clause */
    size_t n_members;
    uint32_t lead;          /* the clause that the question is worded from; UINT32_MAX: none */
    const char *text;       /* the question, where it is worded already */
    size_t n_yes, n_no, n_speakers, n_records;
    float rank;
};
struct groups {
    struct group *items; /* in the arena, most contested first */
    size_t n;
};
enum hearsay_status groups_make(const struct comparison *, struct edges *, struct arena *, struct groups *);
/* Counts sides, speakers and records, and ranks; puts the most contested first. */
void group_count(const struct comparison *, struct arena *, struct group *);
void groups_rank(struct groups *);
/* Every claim that answers the asked clause, by rule. */
enum hearsay_status groups_ask(const struct comparison *, const struct clause *asked, struct arena *, struct group *);

/* ---- wording.c, asking.c: the question in words ---- */

/* The question; NULL: out of memory. */
char *wording_make(const struct comparison *, struct arena *, const struct clause *);
/* Whether a reader who has read none of the articles could be asked it: not; but for a "he" or "her", which the statements explain; well. */
enum asking { ASKING_NOT, ASKING_LOOSELY, ASKING_WELL };
char *wording_ask(const struct comparison *, struct arena *, const struct clause *, enum asking *asks);
enum asking wording_asks(const struct comparison *, const struct clause *);

/* ---- question.c ---- */

/* A question as a clause of its own, to hold claims against. False: nothing in it to compare. */
bool question_read(const struct comparison *, struct arena *, const char *question, struct clause *out);

/* ---- origins.c: copies among the articles; how many origins stand behind claims ---- */

/* For each record the number of its origin, from 1; NULL: out of memory. */
int *origins_articles(struct arena *, const struct hearsay_record *const *, size_t n);
/* Fills each claim's `origin` (from 1) and the question's least and most, of the claims that answer. */
enum hearsay_status origins_claims(const struct comparison *, const int *article_origins, const uint32_t *claims, struct hearsay_claim *out,
                                   struct hearsay_question *question);

/* ---- relations.c ---- */

enum hearsay_status relations_make(const struct comparison *, const struct group *, const uint32_t *claims, struct arena *,
                                   struct hearsay_question *question);

/* ---- compare.c ---- */

/* `judge` NULL: rules alone. */
enum hearsay_status compare_records(const struct hearsay_record *const *records, size_t n_records, const char *const *questions, size_t n_questions,
                                    const struct trained_judge *judge, struct hearsay_accounts **out, struct error *);

#endif
