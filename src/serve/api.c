/* The REST interface, what reads: the case's JSON as the library gives it. */
#include <stdlib.h>
#include <string.h>

#include "serve/html.h"
#include "serve/serve.h"
#include "store/store.h"

static const char JSON_TYPE[] = "application/json; charset=utf-8";

/* The case function's outcome becomes the answer. Takes `json`. */
static void give(struct call *call, enum hearsay_status status, char *json, size_t n)
{
    if (json && (status == HEARSAY_OK || status == HEARSAY_NOTHING)) {
        call->type = JSON_TYPE;
        buffer_append(&call->out, json, n);
    } else {
        call_refuse(call, status_code(status), hearsay_message(call->reader->context));
    }
    free(json);
}

static void give_value(struct call *call, const json_t *value)
{
    char *text = json_dumps(value, 0);
    if (text)
        give(call, HEARSAY_OK, text, strlen(text));
    else
        call_refuse(call, MHD_HTTP_INTERNAL_SERVER_ERROR, NULL);
}

struct hearsay_search call_search(struct call *call)
{
    return (struct hearsay_search){
        .words = call_value(call, "q"), .speaker = call_value(call, "speaker"), .outlet = call_value(call, "outlet"),
        .after = call_value(call, "after"), .before = call_value(call, "before"), .naming = call_value(call, "naming"),
        .access = call_value(call, "access"), .form = call_value(call, "form"),
        .limit = (unsigned)call_number(call, "limit", SERVE_PAGE, 1000), .offset = (unsigned)call_number(call, "offset", 0, 100000000)};
}

void api_articles(struct call *call)
{
    char *json = NULL;
    size_t n = 0;
    struct hearsay_search page = call_search(call);
    enum hearsay_status status = hearsay_case_articles(call->reader->file, page.limit, page.offset, &json, &n);
    give(call, status, json, n);
}

void api_article(struct call *call)
{
    char *json = NULL;
    size_t n = 0;
    enum hearsay_status status = hearsay_case_article(call->reader->file, call->number, &json, &n);
    give(call, status, json, n);
}

void api_search(struct call *call)
{
    char *json = NULL;
    size_t n = 0;
    struct hearsay_search search = call_search(call);
    enum hearsay_status status = hearsay_case_search(call->reader->file, &search, &json, &n);
    give(call, status, json, n);
}

void api_people(struct call *call)
{
    char *json = NULL;
    size_t n = 0;
    enum hearsay_status status = hearsay_case_speakers(call->reader->file, &json, &n);
    give(call, status, json, n);
}

void api_person(struct call *call)
{
    char *json = NULL;
    size_t n = 0;
    const char *name = call_value(call, "name");
    if (!name) {
        call_refuse(call, MHD_HTTP_BAD_REQUEST, "'name' is missing");
        return;
    }
    enum hearsay_status status = hearsay_case_speaker(call->reader->file, name, &json, &n);
    give(call, status, json, n);
}

void api_timeline(struct call *call)
{
    char *json = NULL;
    size_t n = 0;
    struct hearsay_search search = call_search(call);
    enum hearsay_status status = hearsay_case_timeline(call->reader->file, &search, &json, &n);
    give(call, status, json, n);
}

void api_questions(struct call *call)
{
    char *json = NULL;
    size_t n = 0;
    const char *asked = call_value(call, "question");
    enum hearsay_status status = hearsay_case_accounts(call->reader->file, &asked, asked ? 1 : 0, &json, &n);
    give(call, status, json, n);
}

const json_t *call_question(struct call *call)
{
    const json_t *questions = json_object_get(call->accounts, "questions"), *question;
    size_t i;
    json_array_foreach (questions, i, question)
        if (int_of(question, "id", (int)i) == call->number)
            return question;
    call_refuse(call, MHD_HTTP_NOT_FOUND, "no such question");
    return NULL;
}

void api_question(struct call *call)
{
    const json_t *question = call_question(call);
    if (question)
        give_value(call, question);
}

void api_origins(struct call *call)
{
    if (!call_question(call))
        return;
    json_t *drawing = origins_draw(call->accounts, (int)call->number);
    give_value(call, drawing);
    json_decref(drawing);
}

void api_log(struct call *call)
{
    char *json = NULL;
    size_t n = 0;
    enum hearsay_status status = hearsay_case_log(call->reader->file, &json, &n);
    give(call, status, json, n);
}

/* ---- export ---- */

static const struct {
    const char *word, *type, *file_name; /* NULL: shown, not saved */
    enum hearsay_export format;
} EXPORTS[] = {
    {"html", "text/html; charset=utf-8", NULL, HEARSAY_EXPORT_HTML},
    {"jsonl", "application/x-ndjson; charset=utf-8", "case.jsonl", HEARSAY_EXPORT_JSONL},
    {"csv", "text/csv; charset=utf-8", "case.csv", HEARSAY_EXPORT_CSV},
    {"brat", "text/plain; charset=utf-8", "case.ann", HEARSAY_EXPORT_BRAT},
    {"webannotation", "application/ld+json; charset=utf-8", "case.annotations.jsonld", HEARSAY_EXPORT_WEBANNOTATION},
    {"ftm", "application/x-ndjson; charset=utf-8", "case.ftm.jsonl", HEARSAY_EXPORT_FTM},
    {"stix", "application/stix+json; charset=utf-8", "case.stix.json", HEARSAY_EXPORT_STIX},
};

/* The report's style stands in its head, before any string of others; marked, our policy lets it through and nothing else. */
static void give_report(struct call *call, const char *bytes, size_t n)
{
    static const char TAG[] = "<style>";
    const char *style = strstr(bytes, TAG);
    size_t head = style ? (size_t)(style - bytes) : n;
    if (!style || !token_make(call->nonce)) {
        call_refuse(call, MHD_HTTP_INTERNAL_SERVER_ERROR, NULL);
        return;
    }
    buffer_append(&call->out, bytes, head);
    buffer_printf(&call->out, "<style nonce=\"%s\">", call->nonce);
    buffer_append(&call->out, style + strlen(TAG), n - head - strlen(TAG));
}

void api_export(struct call *call)
{
    const char *wanted = call_value(call, "format");
    char *bytes = NULL;
    size_t n = 0, i = 0;
    while (i < sizeof EXPORTS / sizeof *EXPORTS && !(wanted && strcmp(EXPORTS[i].word, wanted) == 0))
        i++;
    if (i == sizeof EXPORTS / sizeof *EXPORTS) {
        call_refuse(call, MHD_HTTP_BAD_REQUEST, "'format' is one of html, jsonl, csv, brat, webannotation, ftm, stix");
        return;
    }
    enum hearsay_status status = hearsay_case_export(call->reader->file, EXPORTS[i].format, &bytes, &n);
    bool saves = EXPORTS[i].file_name || call_value(call, "save");
    if (status == HEARSAY_OK && bytes && !saves) {
        give_report(call, bytes, n);
        free(bytes);
    } else {
        give(call, status, bytes, n);
    }
    if (!call->refused) {
        call->type = EXPORTS[i].type;
        call->file_name = saves ? EXPORTS[i].file_name ? EXPORTS[i].file_name : "report.html" : NULL;
    }
}

void api_jobs(struct call *call)
{
    call->type = JSON_TYPE;
    jobs_json(&call->server->jobs, 0, &call->out);
    if (!jobs_busy(&call->server->jobs)) /* whoever watched them will want to see what came of it */
        accounts_want(call->server);
}

void api_job(struct call *call)
{
    call->type = JSON_TYPE;
    if (call->number < 1 || call->number > UINT32_MAX || !jobs_json(&call->server->jobs, (unsigned)call->number, &call->out))
        call_refuse(call, MHD_HTTP_NOT_FOUND, "no such addition, or it is long over");
}
