/* Articles that a page quotes, and the sentence around a place.
 *
 * The sentence's ends are looked for in the paragraph, by full stops before a blank and a capital or a quotation mark: for showing a
 * place this is enough, and it costs no reading of the whole text as the splitter of src/text would.
 */
#include <stdlib.h>
#include <string.h>

#include "serve/page.h"

enum { SENTENCE_REACH = 280 }; /* code points on either side of the place */

const struct shelved *shelf_get(struct call *call, struct shelf *shelf, long long number)
{
    char *json = NULL;
    size_t n, n_bad;
    uint32_t first_bad;
    for (struct shelved *one = shelf->first; one; one = one->next)
        if (one->number == number)
            return one->json ? one : NULL;
    struct shelved *one = ARENA_NEW(&call->arena, struct shelved, 1);
    if (!one)
        return NULL;
    *one = (struct shelved){.next = shelf->first, .number = number};
    shelf->first = one;
    if (hearsay_case_article(call->reader->file, number, &json, &n) == HEARSAY_OK)
        one->json = json_loadb(json, n, 0, NULL);
    free(json);
    const json_t *text = json_object_get(one->json, "text");
    const char *bytes = json_string_value(text);
    if (text_check(&call->arena, bytes ? bytes : "", bytes ? json_string_length(text) : 0, &one->text, &n_bad, &first_bad) != HEARSAY_OK) {
        json_decref(one->json);
        one->json = NULL;
    }
    return one->json ? one : NULL;
}

void shelf_release(struct shelf *shelf)
{
    for (struct shelved *one = shelf->first; one; one = one->next)
        json_decref(one->json);
    shelf->first = NULL;
}

const json_t *shelved_attribution(const struct shelved *article, int id)
{
    const json_t *all = json_object_get(article->json, "attributions"), *one = json_array_get(all, (size_t)id), *other;
    size_t i;
    if (id < 0 || int_of(one, "id", -1) == id)
        return id < 0 ? NULL : one;
    json_array_foreach (all, i, other) /* decisions may have taken some out */
        if (int_of(other, "id", -1) == id)
            return other;
    return NULL;
}

static bool ends_sentence(const struct text *text, uint32_t at)
{
    uint32_t point = text_point(text, at), next = text_point(text, at + 1);
    bool closes = point == '"' || point == 0x201D || point == 0x2019;
    uint32_t before = closes && at > 0 ? text_point(text, at - 1) : 0;
    bool stops = point == '.' || point == '!' || point == '?' || (closes && (before == '.' || before == '!' || before == '?'));
    return stops && (next == ' ' || next == '\n' || next == 0) && at + 2 < text->n_points;
}

struct hearsay_span shelf_sentence(const struct text *text, struct hearsay_span span)
{
    struct hearsay_span out = span;
    if (out.end > text->n_points)
        out.end = text->n_points;
    if (out.begin > out.end)
        out.begin = out.end;
    for (int reach = 0; out.begin > 0 && reach < SENTENCE_REACH; reach++, out.begin--)
        if (text_point(text, out.begin - 1) == '\n' ||
            (out.begin >= 2 && text_point(text, out.begin - 1) == ' ' && ends_sentence(text, out.begin - 2)))
            break;
    for (int reach = 0; out.end < text->n_points && reach < SENTENCE_REACH; reach++, out.end++)
        if (text_point(text, out.end) == '\n' || (out.end > span.begin + 1 && ends_sentence(text, out.end - 1)))
            break;
    if (out.end - out.begin > 4 * SENTENCE_REACH) /* a content of many pages: its beginning */
        out.end = out.begin + 4 * SENTENCE_REACH;
    return out;
}
