/* Direct, mixed or indirect: the share of the content that stands inside quotation marks.
 *
 * Method: no word inside: indirect; at most one outside: direct; else mixed: as PolNeAR's evaluation counts it. Inside is what
 * the quotation states of the text say, so that curly, straight and single marks, marks left out of the content and quotations never
 * closed count alike. Inside a direct quotation only what is quoted once more counts as inside.
 */
#include "attribute/run.h"

static bool quoted(uint8_t state, bool within)
{
    return within ? state == QUOTE_SINGLE_IN_DOUBLE : state == QUOTE_DOUBLE || state == QUOTE_SINGLE || state == QUOTE_SINGLE_IN_DOUBLE;
}

static enum hearsay_form form_within(const struct work *work, const struct raw_attribution *raw, bool within)
{
    uint32_t inside = 0, outside = 0;
    for (uint32_t k = 0; k < raw->n_content; k++)
        for (uint32_t i = raw->content[k].first; i <= raw->content[k].last; i++) {
            const struct word *word = &work->words->words[i];
            if (word->shape == SHAPE_PUNCT)
                continue;
            if (quoted(word->quote, within))
                inside++;
            else
                outside++;
        }
    if (!inside)
        return HEARSAY_FORM_INDIRECT;
    return outside <= 1 ? HEARSAY_FORM_DIRECT : HEARSAY_FORM_MIXED;
}

enum hearsay_form attribute_form(const struct work *work, const struct raw_attribution *raw)
{
    bool within = raw->parent != HEARSAY_NONE && form_within(work, &work->raw.items[raw->parent], false) == HEARSAY_FORM_DIRECT;
    return form_within(work, raw, within);
}
