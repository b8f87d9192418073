/* One untrusted text set into lines of a terminal, for a program that makes its own pages.
 *
 * Method, and why no byte goes through as it is: flow.c.
 */
#include "report/flow.h"
#include "report/words.h"

enum { LEAST_WIDTH = 40 };

enum hearsay_status hearsay_terminal_lines(const char *text, const struct hearsay_terminal *terminal, unsigned first, unsigned rest, char **out, size_t *n)
{
    struct buffer lines;
    struct flow flow;
    unsigned width = terminal->width < LEAST_WIDTH ? LEAST_WIDTH : terminal->width;
    *out = NULL;
    buffer_init(&lines, REPORT_MAX_BYTES);
    flow_init(&flow, &lines, width, terminal->colour);
    flow_begin(&flow, first < width / 2 ? first : width / 2, rest < width / 2 ? rest : width / 2);
    flow_puts(&flow, text);
    flow_end(&flow);
    flow_release(&flow);
    enum hearsay_status status = lines.length == 0 && !lines.failed && !buffer_puts(&lines, "\n") ? HEARSAY_MEMORY : buffer_take(&lines, out, n);
    buffer_release(&lines);
    return status;
}
