/* Questions found and answered with the trained judge (discover.c). */
#ifndef COMPARE_DISCOVER_H
#define COMPARE_DISCOVER_H

#include "compare/compare.h"

/* Questions among the claims, most contested first. `edges`: what meets by the rules. */
enum hearsay_status discover(const struct comparison *, const struct edges *edges, struct groups *);
/* Who answers a question that somebody asks; `asked` is the question as a clause. */
enum hearsay_status discover_answers(const struct comparison *, const char *question, const struct clause *asked, struct group *);

#endif
