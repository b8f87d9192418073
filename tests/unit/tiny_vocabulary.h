/* A vocabulary of our own, small enough to read: letters, digits and signs that begin or continue a word, and a few words. */
#ifndef TESTS_TINY_VOCABULARY_H
#define TESTS_TINY_VOCABULARY_H

#include <string.h>

#include "text/text.h"

static const char tiny_lines[] =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n"
    "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np\nq\nr\ns\nt\nu\nv\nw\nx\ny\nz\n"
    "##a\n##b\n##c\n##d\n##e\n##f\n##g\n##h\n##i\n##j\n##k\n##l\n##m\n##n\n##o\n##p\n##q\n##r\n##s\n##t\n##u\n##v\n##w\n##x\n##y\n"
    "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n##0\n##1\n##2\n##3\n##4\n##5\n##6\n##7\n##8\n##9\n"
    ".\n,\n!\n?\n'\n\"\n-\n_\n$\n€\n“\n”\n中\n文\n"
    "the\nhe\nsaid\nspeak\n##er\n##ing\n##ed\nnational\nstrasse\n##aker\n";

static inline struct vocabulary *tiny_vocabulary(void)
{
    struct vocabulary *vocabulary = NULL;
    vocabulary_new(tiny_lines, strlen(tiny_lines), &vocabulary, NULL);
    return vocabulary;
}

#endif
