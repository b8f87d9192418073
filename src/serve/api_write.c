/* The REST interface, what writes: articles, corrections, undoing. Who asks was checked before (guard.c). */
#include <stdlib.h>
#include <string.h>

#include "serve/html.h"
#include "serve/serve.h"

static const char JSON_TYPE[] = "application/json; charset=utf-8";

static bool body_is(struct call *call, const char *type)
{
    const char *said = MHD_lookup_connection_value(call->connection, MHD_HEADER_KIND, "Content-Type");
    size_t n = strlen(type);
    return said && strncasecmp(said, type, n) == 0 && (said[n] == 0 || said[n] == ';' || said[n] == ' ');
}

/* A copy of a field that is there and not empty; NULL: it is not, or there is no memory for it, which loses a field and no article. */
static char *copy_of(const json_t *object, const char *key)
{
    const char *value = text_of(object, key);
    return value && *value && strlen(value) <= SERVE_VALUE_BYTES ? strdup(value) : NULL;
}

/* {"text", and what is known of it}: one article. */
static bool job_of_article(struct call *call, struct job *job)
{
    json_t *article = json_loadb(call->body.data ? call->body.data : "", call->body.length, 0, NULL);
    const json_t *text = json_object_get(article, "text");
    bool good = json_is_string(text) && json_string_length(text) > 0;
    if (good) {
        job->plain = true;
        job->n_bytes = json_string_length(text);
        job->bytes = strndup(json_string_value(text), job->n_bytes);
        job->name = copy_of(article, "title");
        char *id = copy_of(article, text_of(article, "id") ? "id" : "title"); /* claims name their article by its id */
        job->fields = (struct hearsay_record){.id = id ? id : strdup("pasted text"), .url = copy_of(article, "url"), .outlet = copy_of(article, "outlet"),
            .published = copy_of(article, "published"), .byline = copy_of(article, "byline"), .title = copy_of(article, "title")};
    }
    json_decref(article);
    if (good && !job->bytes)
        call_refuse(call, MHD_HTTP_INTERNAL_SERVER_ERROR, NULL);
    else if (!good)
        call_refuse(call, MHD_HTTP_BAD_REQUEST, "an article is a JSON object with \"text\"");
    return good && job->bytes;
}

/* A file of any kind. Its name is for people to see, and what a plain text is called; it is never opened. */
static bool job_of_file(struct call *call, struct job *job)
{
    const char *name = call_value(call, "name");
    if (call->body.length == 0) {
        call_refuse(call, MHD_HTTP_BAD_REQUEST, "the file is empty");
        return false;
    }
    if (buffer_take(&call->body, &job->bytes, &job->n_bytes) != HEARSAY_OK) {
        call_refuse(call, MHD_HTTP_INTERNAL_SERVER_ERROR, NULL);
        return false;
    }
    job->name = name ? strdup(name) : NULL;
    job->fields.id = name ? strdup(name) : NULL;
    return true;
}

void api_add(struct call *call)
{
    struct job job = {0};
    bool good = body_is(call, "application/json") ? job_of_article(call, &job) : job_of_file(call, &job);
    unsigned number = good ? jobs_put(&call->server->jobs, &job) : 0;
    if (!good)
        return;
    if (number == 0) {
        call_refuse(call, MHD_HTTP_SERVICE_UNAVAILABLE, "too many additions wait; try again when some are done");
        return;
    }
    call->code = MHD_HTTP_ACCEPTED;
    call->type = JSON_TYPE;
    jobs_json(&call->server->jobs, number, &call->out);
}

/* Runs under the lock of the one handle that decides. */
static void decided(struct call *call, enum hearsay_status status, int64_t decision)
{
    if (status == HEARSAY_OK) {
        call->type = JSON_TYPE;
        buffer_printf(&call->out, "{\"decision\": %lld}", (long long)decision);
    } else {
        call_refuse(call, status_code(status), hearsay_message(call->server->decider.context));
    }
}

void api_correct(struct call *call)
{
    int64_t decision = 0;
    if (!body_is(call, "application/json")) {
        call_refuse(call, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "a correction is a JSON object (application/json)");
        return;
    }
    if (call->body.length == 0 || memchr(call->body.data, 0, call->body.length)) {
        call_refuse(call, MHD_HTTP_BAD_REQUEST, "a correction is a JSON object");
        return;
    }
    pthread_mutex_lock(&call->server->decide);
    enum hearsay_status status = hearsay_case_correct(call->server->decider.file, call->body.data, &decision);
    decided(call, status, decision);
    pthread_mutex_unlock(&call->server->decide);
}

void api_undo(struct call *call)
{
    json_t *said = call->body.length ? json_loadb(call->body.data, call->body.length, 0, NULL) : NULL;
    const char *who = text_of(said, "who"), *reason = text_of(said, "reason");
    if (call->number == 0) { /* to the library 0 is the last one: a page names what it means */
        call_refuse(call, MHD_HTTP_NOT_FOUND, "no such decision");
    } else {
        pthread_mutex_lock(&call->server->decide);
        enum hearsay_status status = hearsay_case_undo(call->server->decider.file, call->number, who ? who : "page", reason);
        decided(call, status, call->number);
        pthread_mutex_unlock(&call->server->decide);
    }
    json_decref(said);
}
