/* Whether two names may be one's: "Trump" and "Donald J. Trump", "Javad Zarif" and "Mohammad Javad Zarif", "Iran" and "The Iran".
 *
 * Method: the last words are the same, and every other word of the shorter name stands in the longer, in order, whole or as its initial.
 * A "Jr." parts two full names. It is for leaving a corroboration out, never for making two persons one: who shares a surname and is named by it alone
 * may be any who bear it. An unnamed source is nobody's name.
 */
#include <string.h>
#include <strings.h>

#include "base/base.h"

enum { WORDS_MAX = 16 };

struct word { const char *at; size_t n; };

static bool is_mark(struct word word)
{
    return word.n >= 2 && word.n <= 3 && (strncasecmp(word.at, "jr", 2) == 0 || strncasecmp(word.at, "sr", 2) == 0 || strncasecmp(word.at, "iii", word.n) == 0);
}

/* The words without such a mark; whether there was one. */
static size_t cut(const char *name, struct word words[WORDS_MAX], bool *marked)
{
    static const char BETWEEN[] = " ,.";
    size_t n = 0;
    for (const char *at = name; *at && n < WORDS_MAX; at += words[n].n, n += words[n].n > 0) {
        at += strspn(at, BETWEEN);
        words[n] = (struct word){at, strcspn(at, BETWEEN)};
    }
    *marked = n > 1 && is_mark(words[n - 1]);
    return n - *marked;
}

static bool agree(struct word a, struct word b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    return (a.n == b.n || n == 1) && strncasecmp(a.at, b.at, n) == 0;
}

bool names_may_be_one(const char *a, const char *b)
{
    struct word x[WORDS_MAX], y[WORDS_MAX];
    bool marked[2];
    if (!a || !b || strstr(a, "(unnamed)") || strstr(b, "(unnamed)"))
        return false;
    size_t n = cut(a, x, &marked[0]), m = cut(b, y, &marked[1]), i = 0;
    const struct word *shorter = n <= m ? x : y, *longer = n <= m ? y : x;
    size_t few = n <= m ? n : m, many = n <= m ? m : n;
    if (!few || (few > 1 && marked[0] != marked[1]) || shorter[few - 1].n != longer[many - 1].n || !agree(shorter[few - 1], longer[many - 1]))
        return false;
    for (size_t k = 0; k + 1 < many && i + 1 < few; k++)
        i += agree(shorter[i], longer[k]);
    return i + 1 >= few;
}
