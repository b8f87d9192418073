/* A record into the indexes: speakers, statements, words.
 *
 * Everything that a list of hits shows and that does not hang on other articles is made into JSON here, once (`facts`), so that a page of a thousand
 * statements is read and not worked out. Names are not in it: who is the same as whom may change.
 */
#include <string.h>

#include "report/json.h"
#include "report/spans.h"
#include "report/words.h"
#include "store/store.h"

enum { FACTS_MAX_BYTES = 1 << 24, SAID_MAX_BYTES = 1 << 26 };

/* ---- one statement ---- */

static void facts(struct buffer *out, const struct hearsay_attribution *one)
{
    buffer_puts(out, "\"naming\": ");
    json_put_string(out, naming_word(one->naming));
    json_put_key(out, "access");
    json_put_string(out, access_word(one->access));
    json_put_key(out, "form");
    json_put_string(out, form_word(one->form));
    json_put_key(out, "act");
    json_put_string(out, act_word(one->act));
    json_put_key(out, "negated");
    buffer_puts(out, one->negated ? "true" : "false");
    json_put_key(out, "addressee");
    json_put_string(out, one->addressee);
    json_put_key(out, "when");
    json_put_string(out, one->when);
    json_put_key(out, "where");
    json_put_string(out, one->where);
    json_put_key(out, "content");
    json_put_spans(out, one->content, one->n_content);
    json_put_key(out, "confidence");
    json_put_share(out, one->confidence);
}

static bool put_slice(const struct text *text, struct hearsay_span span, struct buffer *out)
{
    if (span_empty(span))
        return true;
    return buffer_append(out, text->bytes + text->byte_at[span.begin], text->byte_at[span.end] - text->byte_at[span.begin]) && buffer_puts(out, "\n");
}

static bool put_content(const struct text *text, const struct hearsay_attribution *one, struct buffer *out)
{
    bool whole = true;
    for (size_t i = 0; whole && i < one->n_content; i++)
        whole = put_slice(text, one->content[i], out);
    return whole;
}

/* The rows of those through whom the words came, the last one (who is the speaker) left out; empty: nobody. */
static bool through(const struct hearsay_attribution *one, const int64_t *rows, struct buffer *out)
{
    buffer_clear(out);
    for (size_t i = 0; i + 1 < one->n_chain; i++)
        buffer_printf(out, "%s%lld", i ? "," : "[", (long long)rows[one->chain[i]]);
    return one->n_chain < 2 || buffer_puts(out, "]");
}

/* ---- one article ---- */

struct shelving {
    struct hearsay_case *file;
    const struct kept *kept;
    const struct hearsay_record *record;
    struct text text;
    char day[11], outlet[IDENTITY_KEY_BYTES];
    int64_t *rows;                 /* of the record's people; 0: speaks nowhere */
    struct buffer facts, words, through;
    sqlite3_stmt *statement, *said;
};

static const char *or_null(const char *s)
{
    return s[0] ? s : NULL;
}

static enum hearsay_status shelve_statement(struct shelving *in, size_t number)
{
    const struct hearsay_attribution *one = &in->record->attributions[number];
    struct hearsay_span hull = spans_hull(one->content, one->n_content);
    char about[11], said[11];
    buffer_clear(&in->facts);
    buffer_clear(&in->words);
    facts(&in->facts, one);
    put_content(&in->text, one, &in->words);
    moment_about(in->words.data ? in->words.data : "", in->words.length, in->day, about);
    moment_day(one->when, said);
    if (!put_slice(&in->text, one->source, &in->words) || !put_slice(&in->text, one->cue, &in->words) || !through(one, in->rows, &in->through) || in->facts.failed)
        return case_memory(in->file);
    int64_t speaker = one->speaker == HEARSAY_NONE ? 0 : in->rows[one->speaker];
    const char *clock = said[0] ? said : in->day[0] ? in->day : "~"; /* behind every date */
    if (!sql_bind(in->file, in->statement, "iiisiiisssssiiit", in->kept->article, (int64_t)number, speaker, in->through.length ? in->through.data : NULL,
                  (int64_t)one->naming, (int64_t)one->access, (int64_t)one->form, or_null(in->day), or_null(in->outlet), or_null(said), or_null(about), clock,
                  (int64_t)hull.begin, (int64_t)hull.end, (int64_t)in->text.byte_at[hull.begin], in->facts.data, in->facts.length))
        return HEARSAY_IO;
    enum hearsay_status status = sql_again(in->file, in->statement);
    if (status != HEARSAY_OK)
        return status;
    if (!sql_bind(in->file, in->said, "it", (int64_t)sqlite3_last_insert_rowid(in->file->db), in->words.data ? in->words.data : "", in->words.length))
        return HEARSAY_IO;
    return sql_again(in->file, in->said);
}

static enum hearsay_status shelve_person(struct shelving *in, int person)
{
    const struct hearsay_person *one = &in->record->people[person];
    if (in->rows[person])
        return HEARSAY_OK;
    in->rows[person] = identity_row(in->file, one);
    if (!in->rows[person])
        return HEARSAY_IO;
    for (size_t i = 0; i < one->n_titles; i++) {
        enum hearsay_status status = sql_run(in->file, "INSERT OR IGNORE INTO derived_title VALUES (?, ?)", "is", in->rows[person], one->titles[i]);
        if (status != HEARSAY_OK)
            return status;
    }
    return HEARSAY_OK;
}

static enum hearsay_status shelve_people(struct shelving *in)
{
    enum hearsay_status status = HEARSAY_OK;
    for (size_t i = 0; i < in->record->n_attributions && status == HEARSAY_OK; i++) {
        const struct hearsay_attribution *one = &in->record->attributions[i];
        for (size_t c = 0; c < one->n_chain && status == HEARSAY_OK; c++)
            status = shelve_person(in, one->chain[c]);
        if (status == HEARSAY_OK && one->speaker != HEARSAY_NONE)
            status = shelve_person(in, one->speaker);
    }
    return status;
}

static enum hearsay_status shelve_marks(struct shelving *in)
{
    enum hearsay_status status = HEARSAY_OK;
    for (size_t i = 0; i < in->kept->n_marks && status == HEARSAY_OK; i++)
        status = sql_run(in->file, "INSERT OR IGNORE INTO derived_applied VALUES (?, ?, ?)", "iii", in->kept->article,
                         (int64_t)in->kept->marks[i].attribution, in->kept->marks[i].decision);
    return status;
}

static enum hearsay_status shelve_all(struct shelving *in)
{
    int64_t article = in->kept->article;
    enum hearsay_status status = sql_run(in->file, "DELETE FROM derived_statement WHERE article = ?", "i", article);
    if (status == HEARSAY_OK)
        status = sql_run(in->file, "DELETE FROM derived_applied WHERE article = ?", "i", article);
    if (status == HEARSAY_OK)
        status = sql_run(in->file, "INSERT OR REPLACE INTO derived_shelf VALUES (?, ?, ?, ?)", "issi", article, or_null(in->day), or_null(in->outlet),
                         (int64_t)in->record->n_attributions);
    if (status == HEARSAY_OK)
        status = shelve_people(in);
    for (size_t i = 0; i < in->record->n_attributions && status == HEARSAY_OK; i++)
        status = shelve_statement(in, i);
    return status == HEARSAY_OK ? shelve_marks(in) : status;
}

enum hearsay_status shelve(struct hearsay_case *file, const struct kept *kept)
{
    struct arena arena;
    struct shelving in = {.file = file, .kept = kept, .record = kept->record};
    arena_init(&arena, 0);
    buffer_init(&in.facts, FACTS_MAX_BYTES);
    buffer_init(&in.words, SAID_MAX_BYTES);
    buffer_init(&in.through, FACTS_MAX_BYTES);
    moment_day(kept->record->published, in.day);
    identity_outlet_key(kept->record->outlet, in.outlet);
    in.rows = ARENA_NEW(&arena, int64_t, kept->record->n_people + 1);
    in.statement = sql_ask(file, "INSERT INTO derived_statement (article, number, speaker, through, naming, access, form, day, outlet, said, about, clock,"
                                 " begin_point, end_point, begin_byte, facts) VALUES (?1, ?2, nullif(?3, 0), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)", "");
    in.said = sql_ask(file, "INSERT INTO derived_said (rowid, words) VALUES (?, ?)", "");
    bool cut = report_text(&arena, kept->record, &in.text);
    enum hearsay_status status = !in.rows || !cut ? case_memory(file) : !in.statement || !in.said ? HEARSAY_IO : shelve_all(&in);
    sqlite3_finalize(in.statement);
    sqlite3_finalize(in.said);
    buffer_release(&in.facts);
    buffer_release(&in.words);
    buffer_release(&in.through);
    arena_release(&arena);
    return status;
}

enum hearsay_status shelve_again(struct hearsay_case *file, int64_t article)
{
    struct kept kept;
    enum hearsay_status status = kept_load(file, article, false, &kept);
    if (status != HEARSAY_OK)
        return status;
    status = shelve(file, &kept);
    kept_release(&kept);
    return status;
}
