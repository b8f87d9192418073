/* Writing HTML: the one place where strings of others become part of a page. */
#ifndef SERVE_HTML_H
#define SERVE_HTML_H

#include <jansson.h>

#include "base/base.h"

/* `format` is HTML of ours. Directives, each with one argument:
 *   %t  text or attribute value: escaped (const char *; NULL: nothing)
 *   %s  the same, its first 200 code points
 *   %n  a name: as %s, and isolated by <bdi> so that its direction does not leak
 *   %a  a whole address that url_is_safe has passed
 *   %u  one component of a URL (const char *)
 *   %d  int    %l  long long    %%  a per cent sign */
void html_format(struct buffer *, const char *format, ...);
void html_text(struct buffer *, const char *s, size_t n);
void html_url_component(struct buffer *, const char *s);

/* JSON that may lack a field or have it of another type: the usual value then. */
const char *text_of(const json_t *, const char *key); /* NULL */
int int_of(const json_t *, const char *key, int usual);
bool span_of(const json_t *pair, uint32_t *begin, uint32_t *end); /* [b, e] with b < e */

#endif
