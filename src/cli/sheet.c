/* Lines for a person, gathered and written at once.
 *
 * A line is put together from parts and then set by hearsay_terminal_lines, which lets no byte through that a terminal would obey.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "sheet.h"

void sheet_begin(struct sheet *sheet, const struct arguments *arguments)
{
    *sheet = (struct sheet){.terminal = output_terminal(arguments)};
    sheet->out = open_memstream(&sheet->bytes, &sheet->n);
    sheet->failed = !sheet->out;
}

static void add(struct sheet *sheet, const char *format, va_list args)
{
    if (!sheet->line && !sheet->failed)
        sheet->line = open_memstream(&sheet->words, &sheet->n_words);
    if (!sheet->line || vfprintf(sheet->line, format, args) < 0)
        sheet->failed = true;
}

void sheet_add(struct sheet *sheet, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(sheet, format, args);
    va_end(args);
}

void sheet_line(struct sheet *sheet, unsigned first, unsigned rest)
{
    char *lines = NULL;
    size_t n = 0;
    if (!sheet->line)
        return;
    bool whole = fclose(sheet->line) == 0;
    sheet->line = NULL;
    if (!sheet->failed && whole && hearsay_terminal_lines(sheet->words, &sheet->terminal, first, rest, &lines, &n) == HEARSAY_OK)
        fwrite(lines, 1, n, sheet->out);
    else
        sheet->failed = true;
    free(lines);
    free(sheet->words);
    sheet->words = NULL;
}

void sheet_say(struct sheet *sheet, unsigned first, unsigned rest, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(sheet, format, args);
    va_end(args);
    sheet_line(sheet, first, rest);
}

void sheet_blank(struct sheet *sheet)
{
    if (sheet->out)
        fputc('\n', sheet->out);
}

int sheet_end(struct sheet *sheet, int exit_status)
{
    bool whole = !sheet->failed && !ferror(sheet->out);
    if (sheet->line)
        fclose(sheet->line);
    if (sheet->out)
        whole &= fclose(sheet->out) == 0;
    if (!whole)
        complain("out of memory");
    bool written = whole && output_write(sheet->bytes, sheet->n) && output_close();
    free(sheet->bytes);
    free(sheet->words);
    return written ? exit_status : EXIT_ERROR;
}

/* ---- JSON ---- */

const char *text_at(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

json_int_t number_at(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

json_t *parse_json(char *json)
{
    json_t *root = json ? json_loads(json, JSON_ALLOW_NUL, NULL) : NULL;
    free(json);
    if (!root)
        complain("out of memory");
    return root;
}

const char *plural(json_int_t n)
{
    return n == 1 ? "" : "s";
}
