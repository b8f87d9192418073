/* Texts drawn from a seed: fragments that are hard for the rules, bytes of any kind among them. */
#ifndef TESTS_DRAWN_TEXT_H
#define TESTS_DRAWN_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Marsaglia's xorshift64*; the state must not be 0. */
static inline uint32_t draw(uint64_t *state, uint32_t below)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)((*state * 0x2545F4914F6CDD1Dull) >> 33) % below;
}

static inline size_t drawn_text(uint64_t *state, char *out, size_t most)
{
    static const char *const fragments[] = {
        " ", " ", " ", " ", " ", "\n", "\n\n", "\t", "\xC2\xA0", "\xE2\x80\xA8", "\x1C", "\r\n",
        "he", "said", "The", "Smith", "McCain", "U.S.", "Mr.", "p.m.", "3.14", "No. 5", "a_b", "G20", "x", "I", "asked", "told",
        ".", ".", ".", "?", "!", "...", "\xE2\x80\xA6", ",", ":", "(", ")", "[", "]", "-", "\xE2\x80\x94", "\xE2\x80\xA2", "$", "#",
        "\"", "\"", "'", "'", "''", "``", "`", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x98", "\xE2\x80\x99", "\xC2\xAB", "\xC2\xBB",
        "\xE2\x80\x9E", "\xC3\xA9", "e\xCC\x81", "\xCC\x81", "\xC2\xAD", "\xE2\x80\x8B", "\xE4\xB8\xAD\xE6\x96\x87", "\xE3\x80\x82",
        "\xED\x95\x9C\xEA\xB5\xAD", "\xD8\xA7\xD9\x84", "\xF0\x9F\x98\x80", "\xC4\xB0", "\xC7\x85", "\xE2\x85\xA3", "\xEF\xBB\xBF",
        "\xFF", "\xC3", "\xE2\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
    };
    size_t n = 0, wanted = draw(state, (uint32_t)most);
    while (n < wanted) {
        const char *fragment = fragments[draw(state, sizeof fragments / sizeof *fragments)];
        size_t length = strlen(fragment);
        if (draw(state, 50) == 0) {
            out[n++] = (char)draw(state, 256);
        } else if (n + length <= most) {
            memcpy(out + n, fragment, length);
            n += length;
        } else {
            break;
        }
    }
    return n;
}

#endif
