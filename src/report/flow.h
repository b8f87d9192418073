/* Words set into lines of a terminal. Whatever the text holds, only printable characters and our own colours come out. */
#ifndef REPORT_FLOW_H
#define REPORT_FLOW_H

#include "base/base.h"

enum { FLOW_MARKS_MAX = 3 }; /* combining marks that may stand on one character */

struct flow {
    struct buffer *out;
    unsigned width;
    bool colour;
    unsigned indent;       /* of the lines that follow */
    unsigned column;       /* columns written of this line; 0: not begun, its own indentation stands in `lead` */
    unsigned lead;
    struct buffer word;    /* not yet set: it may have to go to the next line */
    unsigned word_width, n_marks;
    bool gap;              /* a blank stands before the word */
};

void flow_init(struct flow *, struct buffer *out, unsigned width, bool colour);
void flow_release(struct flow *);
/* A new run of lines: the first is indented by `first`, the others by `rest`. */
void flow_begin(struct flow *, unsigned first, unsigned rest);
void flow_point(struct flow *, uint32_t point);              /* untrusted; white space parts words */
void flow_text(struct flow *, const char *s, size_t n);      /* untrusted UTF-8 */
void flow_puts(struct flow *, const char *s);                /* untrusted UTF-8, zero-terminated; NULL: nothing */
/* Our own words at the head of a line, padded to `columns`; their blanks stay. */
void flow_fixed(struct flow *, const char *words, unsigned columns);
void flow_style(struct flow *, const char *ansi);            /* our own; nothing unless in colour */
void flow_end(struct flow *);                                /* ends the last line, if one was begun */

/* What stands on a terminal for a code point: itself, a blank, or U+FFFD for what it would obey, hide or reorder. */
uint32_t flow_visible(uint32_t point);

#endif
