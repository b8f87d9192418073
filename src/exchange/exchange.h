/* exchange: records and accounts in the formats that other programs read. One file a format; what they share is declared here. */
#ifndef EXCHANGE_EXCHANGE_H
#define EXCHANGE_EXCHANGE_H

#include "base/base.h"

enum {
    EXCHANGE_NAME_POINTS = 160,  /* of a name, an outlet, a byline */
    EXCHANGE_TITLE_POINTS = 300, /* of a title or a question */
    EXCHANGE_URL_BYTES = 2000,   /* a longer address is not written as one */
    EXCHANGE_QUOTE_POINTS = 32,  /* of the text before and after a quoted passage */
};

/* ---- one export (export.c) ---- */

struct exchange {
    const struct hearsay_record *const *records;
    size_t n_records;
    const struct hearsay_accounts *accounts; /* NULL: none */
    struct buffer out;
    struct article_key { uint64_t hash; uint32_t twin; } *keys; /* by record: of its id, address and text; how many before it have the same */
    struct arena text_arena; /* holds `texts`; emptied when it has grown past its share */
    struct text *texts;      /* by record; .bytes NULL: not made */
};

/* A record's text with the byte of every code point; valid until the text of another record is asked for. NULL: out of memory, and `out` has failed. */
const struct text *exchange_text(struct exchange *, size_t record);
/* The record's fields in one id: the same article has the same in every export. */
void exchange_article_uuid(const struct exchange *, size_t record, char out[37]);
void exchange_attribution_uuid(const struct exchange *, size_t record, size_t attribution, char out[37]);
/* One person of full name, or one organization, has one id wherever it is met; everybody else one for each article. */
void exchange_person_uuid(const struct exchange *, size_t record, size_t person, char out[37]);
void exchange_question_uuid(const struct exchange *, size_t question, char out[37]);
const char *exchange_speaker(const struct hearsay_record *, const struct hearsay_attribution *); /* never NULL */
/* Whether the attribution's speaker is one of the record's people. */
bool exchange_has_speaker(const struct hearsay_record *, const struct hearsay_attribution *);
/* The content's pieces as one JSON string, " … " between them. */
void exchange_put_content(struct exchange *, const struct text *, const struct hearsay_attribution *);

/* One a format. What fails shows in `out`. */
void exchange_html(struct exchange *);
void exchange_jsonl(struct exchange *);
void exchange_csv(struct exchange *);
void exchange_brat(struct exchange *);
void exchange_annotations(struct exchange *);
void exchange_ftm(struct exchange *);
void exchange_stix(struct exchange *);

/* ---- strings for where they go (escape.c) ---- */

/* What stands for a code point where people read: itself, a blank, or U+FFFD for what would hide, reorder or command. */
uint32_t visible_point(uint32_t);
/* For HTML text and for attributes in double quotes; at most `most` code points, then an ellipsis. NULL: nothing. */
void html_put(struct buffer *, const char *s, size_t most);
void html_put_span(struct buffer *, const struct text *, uint32_t begin, uint32_t end);
/* An address that a link may have: http or https, with a host, no blank or control in it, not too long. */
bool url_is_safe(const char *url);
/* A safe address, every byte that an address may not hold in percent form; for an HTML attribute, or for JSON. */
void url_put(struct buffer *, const char *url, bool html);
/* A CSV cell in quotes: one line, and no formula whatever program opens it. */
void csv_put(struct buffer *, const char *s, size_t n);
/* A JSON string of what people read: one line, nothing hidden, at most `most` code points. */
void json_put_clean(struct buffer *, const char *s, size_t most);

/* ---- ids (uuid.c) ---- */

/* RFC 4122 version 5 under our own namespace: of the kind, the name and the number. */
void uuid_make(char out[37], const char *kind, const char *name, size_t n, uint64_t number);

/* ---- dates ---- */

struct date { int year, month, day; };
bool date_read(const char *s, struct date *); /* YYYY-MM-DD at the head of `s`, a day that exists */

#endif
