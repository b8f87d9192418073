/* The page in its parts: what the files of the HTML writer share. */
#ifndef EXCHANGE_HTML_H
#define EXCHANGE_HTML_H

#include "exchange/exchange.h"
#include "report/accounts.h"

/* A place in an article that a claim links to. */
struct place {
    int record;
    struct hearsay_span span;
};
struct page_places {
    struct place *items; /* malloc'd; by record and begin once html_places has sorted them */
    size_t n, capacity;
};
enum { HTML_PLACES_MAX = 1 << 20 };

extern const char html_style[]; /* html_style.c */

/* Small words that several parts write (html.c). */
void html_outlet(struct buffer *, const struct hearsay_record *, const char *before); /* outlet and day, in words */
void html_day(struct buffer *, const char *published);
/* The claim's sentence with the content marked, in a quotation block. */
void html_statement(struct exchange *, size_t record, struct hearsay_span content);

/* One question: its sides, relations, origins, unknowns (html_question.c). Adds the places that it links to. */
void html_question(struct exchange *, const struct rosters *, const struct hearsay_question *, size_t number, struct page_places *);
/* The articles with the passages that are linked to (html_articles.c). */
void html_articles(struct exchange *, struct page_places *);
/* The articles with every attribution: the page without accounts (html_articles.c). */
void html_records(struct exchange *);

#endif
