/* The contract's words for the codes of hearsay.h. */
#include "report/words.h"

#define WORD(table, code) ((size_t)(code) < sizeof(table) / sizeof *(table) ? (table)[code] : NULL)

const char *kind_word(enum hearsay_kind kind)
{
    static const char *const words[] = {"person", "organization", "group", "document", "unnamed"};
    return WORD(words, kind);
}

const char *form_word(enum hearsay_form form)
{
    static const char *const words[] = {"direct", "mixed", "indirect"};
    return WORD(words, form);
}

const char *act_word(enum hearsay_act act)
{
    static const char *const words[] = {
#define X(code, name) [HEARSAY_ACT_##code] = name,
        HEARSAY_ACT_TABLE(X)
#undef X
    };
    return WORD(words, act);
}

const char *naming_word(enum hearsay_naming naming)
{
    static const char *const words[] = {NULL, "named", "role", "collective", "anonymous", "document"};
    return WORD(words, naming);
}

const char *access_word(enum hearsay_access access)
{
    static const char *const words[] = {"unknown", "in-room", "told", "document"};
    return WORD(words, access);
}
