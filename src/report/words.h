/* The contract's words for the codes of hearsay.h, and what the writers share. */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "base/base.h"

enum { REPORT_MAX_BYTES = 1 << 30 };

const char *kind_word(enum hearsay_kind);
const char *form_word(enum hearsay_form);
const char *act_word(enum hearsay_act);
const char *naming_word(enum hearsay_naming); /* NULL: there is no source */
const char *access_word(enum hearsay_access);

#endif
