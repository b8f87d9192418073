/* One article set for a terminal: what its parts share. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "report/flow.h"
#include "report/marks.h"
#include "report/passage.h"

#define STYLE_NONE "\033[0m"
#define STYLE_STRONG "\033[1m"
#define STYLE_FAINT "\033[2m"
#define STYLE_CUE "\033[33m"
#define STYLE_CONTENT "\033[32m"

struct page {
    const struct hearsay_record *record;
    struct arena arena;
    struct text text;
    struct passages passages;
    struct marks marks;
    size_t next_mark;
    unsigned margin;           /* columns left of the text, where paragraphs and attributions are numbered */
    unsigned open[MARK_ROLES]; /* how many of each role are open where we stand */
    struct buffer out;
    struct flow flow;
};

void page_passage(struct page *, const struct passage *); /* the words, marked (page_passage.c) */
void page_list(struct page *, const struct passage *);    /* who said what in them (page_list.c) */
void page_speakers(struct page *);                        /* whom the article cites, and how often (page_list.c) */

#endif
