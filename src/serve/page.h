/* What the pages share. */
#ifndef SERVE_PAGE_H
#define SERVE_PAGE_H

#include "serve/html.h"
#include "serve/serve.h"

/* ---- the frame (page.c) ---- */

enum section { SECTION_NONE, SECTION_QUESTIONS, SECTION_ARTICLES, SECTION_PEOPLE, SECTION_TIMELINE, SECTION_LOG, SECTION_ADD };
void page_begin(struct call *, const char *title, enum section);
void page_end(struct call *);
void put_old(struct call *); /* says so where the accounts are not the newest */
/* Words for what the contract calls by a code: "in-room" → "in the room". */
const char *naming_words(const char *naming);
const char *access_words(const char *access);
const char *act_words(const char *act);
const char *form_words(const char *form);
/* One small label; nothing when `words` is NULL. */
void put_tag(struct buffer *, const char *kind, const char *words);
/* "Meridian → officials → Lavrov": `names` a JSON array of strings, behind the outlet. */
void put_chain(struct buffer *, const char *outlet, const json_t *names);
void put_person_link(struct buffer *, const char *name);
/* "2017", "2017-07" or "2017-07-07" into its parts: how many of the three are there. */
int day_parts(const char *date, struct day *out);
/* A day as people write it, "14 May 2024"; what is no day is written as it is. put_date: machine-readable too. */
void put_day(struct buffer *, const char *date);
void put_date(struct buffer *, const char *date);
/* Links to the pages before and behind, each of `page` rows. `query` is the query without offset, escaped for a URL, or "". */
void put_pager(struct call *, const char *path, const char *query, unsigned offset, unsigned page, unsigned shown, long long total);

/* ---- articles that a page quotes (sentence.c) ---- */

struct shelved {
    struct shelved *next;
    long long number;
    json_t *json;
    struct text text;
};
struct shelf {
    struct shelved *first;
};
/* The article of this number, read once for each call; NULL: there is none. */
const struct shelved *shelf_get(struct call *, struct shelf *, long long number);
void shelf_release(struct shelf *);
const json_t *shelved_attribution(const struct shelved *, int id);
/* The sentence around a span: widened to the sentence's ends, shortened where it is very long. */
struct hearsay_span shelf_sentence(const struct text *, struct hearsay_span);

/* ---- texts with places marked (marks.c) ---- */

enum mark_kind { MARK_CONTENT, MARK_SOURCE, MARK_CUE };
struct mark {
    uint32_t begin, end;
    enum mark_kind kind;
    int attribution;   /* -1: none */
    bool last;         /* the last piece of a content: its number stands behind it */
    const char *style; /* a further class of ours; NULL: none */
};
/* The text in [from, to) with its marks, which are sorted here; paragraphs become <p> when `paragraphs`. */
void marks_put(struct buffer *, const struct text *, struct hearsay_span range, struct mark *, size_t n, bool paragraphs);
/* A hit's snippet with its places marked, and dots where it was cut. */
void put_snippet(struct call *, const json_t *hit);

/* ---- the origins of an answer as a drawing (drawing.c) ---- */

/* `origins` is what hearsay_case_origins gives. */
void drawing_put(struct call *, const json_t *origins);

/* One hit of a search, a statement of a person, an entry of the timeline (page_lists.c). */
void put_hit(struct call *, const json_t *hit, bool with_speaker);

#endif
