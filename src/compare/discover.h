/* What stands near a question, by the trained judge (discover.c). */
#ifndef COMPARE_DISCOVER_H
#define COMPARE_DISCOVER_H

#include "compare/compare.h"

/* Takes the questions of rules and gives them back with what stands near, and further questions behind them. `edges`: what meets by the rules. */
enum hearsay_status discover(const struct comparison *, const struct edges *edges, struct groups *);
/* Adds to what rules answer a question with what bears on it; `asked` is the question as a clause. */
enum hearsay_status discover_answers(const struct comparison *, const char *question, const struct clause *asked, struct group *);

#endif
