/* Quotation state: the machine of docs/model.md, "Quote state, exactly".
 *
 * Method: two flags (a double quotation is open, a single one is open) and the looks of the neighbours of each mark. The one rule
 * that looks ahead, "opens if somewhere later a mark may close", needs only the last such mark of the paragraph, which is
 * sought once, from the right, when the first single mark asks for it: the whole is linear.
 * Why so plain: the model reads the words too; it needs a reliable hint, not a parse. The weights have learned from exactly
 * these states, so that this file and its twin in train/ change together or not at all.
 */
#include "text/points.h"
#include "text/quotes.h"

enum {
    LEFT_SINGLE = 0x2018, RIGHT_SINGLE = 0x2019, LEFT_DOUBLE = 0x201C, RIGHT_DOUBLE = 0x201D, LOW_DOUBLE = 0x201E,
    LEFT_ANGLES = 0xAB, RIGHT_ANGLES = 0xBB, EN_DASH = 0x2013, EM_DASH = 0x2014
};

void quotes_begin(struct quotes *quotes, const struct text *text, uint32_t begin, uint32_t end)
{
    *quotes = (struct quotes){.text = text, .begin = begin, .end = end, .given_at = UINT32_MAX};
}

static uint32_t after(const struct quotes *quotes, uint32_t at)
{
    return at + 1 < quotes->end ? point_at(quotes->text, at + 1) : ' ';
}

static uint32_t before(const struct quotes *quotes, uint32_t at)
{
    return at > quotes->begin ? point_at(quotes->text, at - 1) : ' ';
}

static bool may_precede_opening(uint32_t point)
{
    return point_is_space(point) || point == '(' || point == '[' || point == '{' || point == '-' || point == '/' ||
           point == EN_DASH || point == EM_DASH;
}

static bool open_looking(const struct quotes *quotes, uint32_t at)
{
    bool follows_opening = quotes->given == QUOTE_OPENING && at > quotes->begin && quotes->given_at == at - 1;
    return (follows_opening || may_precede_opening(before(quotes, at))) && !point_is_space(after(quotes, at));
}

static bool close_looking(const struct quotes *quotes, uint32_t at)
{
    return !point_is_space(before(quotes, at)) && !point_is_word(after(quotes, at));
}

static uint32_t last_close(struct quotes *quotes)
{
    if (!quotes->searched) {
        quotes->searched = true;
        quotes->last_close = quotes->begin;
        for (uint32_t at = quotes->end; at-- > quotes->begin;) {
            uint32_t point = point_at(quotes->text, at);
            if ((point == RIGHT_SINGLE || point == '\'') && close_looking(quotes, at)) {
                quotes->last_close = at;
                break;
            }
        }
    }
    return quotes->last_close;
}

static enum text_quote inside(const struct quotes *quotes)
{
    if (quotes->in_double)
        return quotes->in_single ? QUOTE_SINGLE_IN_DOUBLE : QUOTE_DOUBLE;
    return quotes->in_single ? QUOTE_SINGLE : QUOTE_OUTSIDE;
}

static enum text_quote give(struct quotes *quotes, uint32_t at, enum text_quote state)
{
    quotes->given_at = at;
    return quotes->given = state;
}

static enum text_quote open_double(struct quotes *quotes, uint32_t at)
{
    quotes->in_double = true;
    return give(quotes, at, QUOTE_OPENING);
}

static enum text_quote close_double(struct quotes *quotes, uint32_t at)
{
    quotes->in_double = quotes->in_single = false;
    return give(quotes, at, QUOTE_CLOSING);
}

/* `"` has no side of its own. */
static enum text_quote straight_double(struct quotes *quotes, uint32_t at)
{
    bool opens = open_looking(quotes, at), closes = close_looking(quotes, at);
    bool closing = quotes->in_double && (opens == closes || closes);
    return closing ? close_double(quotes, at) : open_double(quotes, at);
}

static enum text_quote single_mark(struct quotes *quotes, uint32_t at, uint32_t mark)
{
    if (point_is_word(before(quotes, at)) && point_is_word(after(quotes, at)))
        return inside(quotes);
    if (quotes->in_single && mark != LEFT_SINGLE && close_looking(quotes, at)) {
        quotes->in_single = false;
        return give(quotes, at, QUOTE_CLOSING);
    }
    if ((mark == LEFT_SINGLE || (mark == '\'' && open_looking(quotes, at))) && last_close(quotes) > at) {
        quotes->in_single = true;
        return give(quotes, at, QUOTE_OPENING);
    }
    return inside(quotes);
}

enum text_quote quotes_state(struct quotes *quotes, uint32_t at)
{
    uint32_t mark = point_at(quotes->text, at);
    if (quotes->given_at == at) /* the second half of `` or '' */
        return quotes->given;
    switch (mark) {
    case LEFT_DOUBLE: case LOW_DOUBLE: case LEFT_ANGLES:
        return open_double(quotes, at);
    case RIGHT_DOUBLE: case RIGHT_ANGLES:
        return quotes->in_double ? close_double(quotes, at) : QUOTE_OUTSIDE;
    case '"':
        return straight_double(quotes, at);
    case '`':
        return after(quotes, at) == '`' ? open_double(quotes, at + 1) : inside(quotes);
    case '\'':
        if (quotes->in_double && after(quotes, at) == '\'')
            return close_double(quotes, at + 1);
        return single_mark(quotes, at, mark);
    case LEFT_SINGLE: case RIGHT_SINGLE:
        return single_mark(quotes, at, mark);
    default:
        return inside(quotes);
    }
}
