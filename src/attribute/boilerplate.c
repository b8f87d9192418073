/* boilerplate: what a site's templates have put into the words of an article, hidden from the steps that read them.
 *
 * Method: a copy of the text in which such a stretch is blanks, one for each code point, so that every offset stays what it is. Two kinds are known by their
 * shape alone. A list of links behind a name, "Rep. Ann Berg Ann Marie BergSenate panel votes … Overnight report MORE (D-Ohio) said": the full name
 * again, grown together with the first headline, up to the word MORE. And a paragraph that is nothing but the mark of an advertisement.
 * Why here and not when the article is read: the record's text must stay what was given. Why blanks: names, sentences and quotation marks
 * then come out as if the list had never stood there.
 */
#include <string.h>

#include "attribute/attribute.h"

enum { LIST_BYTES_MAX = 1200, NAME_BYTES_BEFORE = 80 };

static bool lower(char c) { return c >= 'a' && c <= 'z'; }
static bool upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool in_word(char c) { return lower(c) || upper(c) || (c & 0x80) || c == '-'; }

/* The end of the word `s` (n bytes) where it stands whole in bytes [from, to), or 0. */
static size_t stands_in(const char *bytes, size_t from, size_t to, const char *s, size_t n)
{
    for (size_t at = to; at-- > from;)
        if (at + n <= to && memcmp(bytes + at, s, n) == 0 && (at == from || !in_word(bytes[at - 1])) && !in_word(bytes[at + n]))
            return at + n;
    return 0;
}

/* Where the list that ends with the MORE at `more` begins: behind the name that its first words repeat. 0: no list. */
static size_t list_begin(const char *bytes, size_t from, size_t more)
{
    if (more - from > LIST_BYTES_MAX)
        from = more - LIST_BYTES_MAX;
    for (size_t i = from, word = from; i + 1 < more; i++) {
        if (!in_word(bytes[i]))
            word = i + 1;
        bool grown = lower(bytes[i]) && (upper(bytes[i + 1]) || (bytes[i + 1] >= '0' && bytes[i + 1] <= '9'));
        if (!grown || i + 1 - word < 3)
            continue;
        size_t back = word - from > NAME_BYTES_BEFORE ? word - NAME_BYTES_BEFORE : from;
        size_t begin = stands_in(bytes, back, word, bytes + word, i + 1 - word);
        if (begin)
            return begin;
    }
    return 0;
}

/* The same without a headline: the end of the last name that the word before `more` repeats. 0: none. */
static size_t name_again(const char *bytes, size_t from, size_t more)
{
    size_t word = more;
    while (word > from && in_word(bytes[word - 1]))
        word--;
    size_t begin = more - word < 3 ? 0 : stands_in(bytes, word - from > NAME_BYTES_BEFORE ? word - NAME_BYTES_BEFORE : from, word, bytes + word, more - word);
    return begin && begin + 1 < word ? begin : 0; /* the name stands again, and not the word alone */
}

static void blank(char *bytes, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        bytes[i] = ' ';
}

static bool blank_lists(char *bytes, size_t from, size_t end)
{
    bool any = false;
    for (size_t i = from; i + 5 <= end; i++) {
        bool grown = lower(bytes[i]) && in_word(bytes[i]); /* "Ann Berg Ann Marie BergMORE" */
        if (memcmp(bytes + i + 1, "MORE", 4) || !(bytes[i] == ' ' || grown) || (i + 5 < end && in_word(bytes[i + 5])))
            continue;
        size_t begin = grown ? name_again(bytes, from, i + 1) : list_begin(bytes, from, i);
        if (begin) {
            blank(bytes, begin, i + 5);
            any = true;
        }
        from = i + 5;
    }
    return any;
}

static bool is_mark(const char *bytes, size_t n)
{
    n -= n > 1 && bytes[n - 1] == ':';
    static const char *const marks[] = {"AD", "ADVERTISEMENT", "Advertisement", "Story Continued Below"};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        if (n == strlen(marks[k]) && memcmp(bytes, marks[k], n) == 0)
            return true;
    return false;
}

static bool blank_paragraph(char *bytes, size_t from, size_t end)
{
    if (is_mark(bytes + from, end - from)) {
        blank(bytes, from, end);
        return true;
    }
    return blank_lists(bytes, from, end);
}

/* A code point of several bytes must become one blank: the blanks that stand for its later bytes go. */
static size_t squeeze(const char *given, char *bytes, size_t n)
{
    size_t to = 0;
    for (size_t i = 0; i < n; i++)
        if (bytes[i] == given[i] || ((unsigned char)given[i] & 0xC0) != 0x80)
            bytes[to++] = bytes[i];
    bytes[to] = '\0';
    return to;
}

const struct text *boilerplate_hidden(struct arena *arena, const struct text *text)
{
    if (!strstr(text->bytes, "MORE") && !strstr(text->bytes, "AD") && !strstr(text->bytes, "Advertisement") && !strstr(text->bytes, "Story Continued Below"))
        return text;
    char *bytes = arena_strndup(arena, text->bytes, text->n_bytes);
    struct text *out = ARENA_NEW(arena, struct text, 1);
    bool any = false;
    if (!bytes || !out)
        return NULL;
    for (size_t from = 0, end; from < text->n_bytes; from = end + 1) {
        const char *feed = memchr(bytes + from, '\n', text->n_bytes - from);
        end = feed ? (size_t)(feed - bytes) : text->n_bytes;
        any |= blank_paragraph(bytes, from, end);
    }
    size_t n_bad;
    uint32_t first_bad;
    if (!any)
        return text;
    return text_check(arena, bytes, squeeze(text->bytes, bytes, text->n_bytes), out, &n_bad, &first_bad) ? NULL : out;
}
