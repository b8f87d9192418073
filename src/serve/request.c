/* libmicrohttpd's side: a request comes in, is checked before a byte of its body is taken, is routed, and is answered.
 *
 * One thread a connection, so that a slow answer holds up nobody else; connections, header bytes, body bytes and idle time are bounded
 * where the server is started (serve.c) and here.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "hearsay/context.h"
#include "serve/html.h"
#include "serve/serve.h"

enum { CALL_ARENA_BYTES = 96 << 20 };

unsigned status_code(enum hearsay_status status)
{
    switch (status) {
    case HEARSAY_OK: return MHD_HTTP_OK;
    case HEARSAY_NOTHING: return MHD_HTTP_NOT_FOUND;
    case HEARSAY_ARGUMENT: case HEARSAY_INPUT: return MHD_HTTP_BAD_REQUEST;
    case HEARSAY_TOO_LARGE: return MHD_HTTP_CONTENT_TOO_LARGE;
    case HEARSAY_UNSUPPORTED: return MHD_HTTP_NOT_IMPLEMENTED;
    case HEARSAY_IO: case HEARSAY_STOPPED: return MHD_HTTP_SERVICE_UNAVAILABLE;
    default: return MHD_HTTP_INTERNAL_SERVER_ERROR;
    }
}

/* ---- what a request says ---- */

static bool value_usable(const char *value, size_t n)
{
    if (n == 0 || n > SERVE_VALUE_BYTES || strlen(value) != n)
        return false;
    json_t *checked = json_stringn(value, n); /* NULL unless it is UTF-8 */
    json_decref(checked);
    return checked != NULL;
}

const char *call_value(struct call *call, const char *key)
{
    const char *value = NULL;
    size_t n = 0;
    if (MHD_lookup_connection_value_n(call->connection, MHD_GET_ARGUMENT_KIND, key, strlen(key), &value, &n) != MHD_YES || !value)
        return NULL;
    return value_usable(value, n) ? value : NULL;
}

int call_number(struct call *call, const char *key, int usual, int most)
{
    const char *value = call_value(call, key);
    long number = 0;
    if (!value || strlen(value) > 9 || value[strspn(value, "0123456789")])
        return usual;
    number = strtol(value, NULL, 10);
    return number > most ? most : (int)number;
}

static size_t body_most(const struct call *call)
{
    return call->route && call->route->needs & NEEDS_UPLOAD ? SERVE_UPLOAD_BYTES : SERVE_BODY_BYTES;
}

static bool body_announced_too_large(const struct call *call)
{
    const char *length = MHD_lookup_connection_value(call->connection, MHD_HEADER_KIND, "Content-Length");
    return length && (strlen(length) > 15 || strtoull(length, NULL, 10) > body_most(call));
}

/* ---- what is answered ---- */

void call_refuse(struct call *call, unsigned code, const char *words)
{
    buffer_clear(&call->out);
    call->fixed = NULL;
    call->location = call->file_name = call->etag = NULL;
    call->nonce[0] = 0;
    call->code = code;
    call->refused = true;
    if (strncmp(call->path, "/api/", 5) != 0) {
        page_refusal(call, code, words);
        return;
    }
    json_t *reply = json_pack("{s:i, s:s}", "code", (int)code, "error", words ? words : MHD_get_reason_phrase_for(code));
    char *text = reply ? json_dumps(reply, 0) : NULL;
    call->type = "application/json; charset=utf-8";
    buffer_puts(&call->out, text ? text : "{}");
    free(text);
    json_decref(reply);
}

json_t *call_parse(struct call *call, enum hearsay_status status, char *json)
{
    json_t *parsed = NULL;
    if ((status == HEARSAY_OK || status == HEARSAY_NOTHING) && json)
        parsed = json_loads(json, 0, NULL);
    if (!parsed)
        call_refuse(call, status == HEARSAY_OK ? MHD_HTTP_INTERNAL_SERVER_ERROR : status_code(status),
                    call->reader ? hearsay_message(call->reader->context) : NULL);
    free(json);
    return parsed;
}

static struct MHD_Response *response_of(struct call *call)
{
    char *bytes;
    size_t n;
    if (call->code == MHD_HTTP_NOT_MODIFIED)
        return MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
    if (call->fixed)
        return MHD_create_response_from_buffer(call->n_fixed, (void *)call->fixed, MHD_RESPMEM_PERSISTENT);
    if (buffer_take(&call->out, &bytes, &n) != HEARSAY_OK) {
        call->code = MHD_HTTP_INTERNAL_SERVER_ERROR;
        return MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
    }
    struct MHD_Response *response = MHD_create_response_from_buffer(n, bytes, MHD_RESPMEM_MUST_FREE);
    if (!response)
        free(bytes);
    return response;
}

static void header_if(struct MHD_Response *response, const char *name, const char *value)
{
    if (value)
        MHD_add_response_header(response, name, value);
}

static enum MHD_Result send_answer(struct call *call)
{
    struct MHD_Response *response = response_of(call);
    char value[128];
    if (!response)
        return MHD_NO;
    guard_headers(response, call->nonce);
    header_if(response, "Content-Type", call->type ? call->type : "text/html; charset=utf-8");
    header_if(response, "Location", call->location);
    header_if(response, "ETag", call->etag);
    header_if(response, "Cache-Control", call->etag ? "no-cache" : "no-store");
    if (call->again) {
        snprintf(value, sizeof value, "%u", call->again);
        MHD_add_response_header(response, "Refresh", value);
        MHD_add_response_header(response, "Retry-After", value);
    }
    if (call->file_name) {
        snprintf(value, sizeof value, "attachment; filename=\"%s\"", call->file_name);
        MHD_add_response_header(response, "Content-Disposition", value);
    }
    if (call->code == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, "Allow", "GET, HEAD, POST");
    enum MHD_Result queued = MHD_queue_response(call->connection, call->code, response);
    MHD_destroy_response(response);
    return queued;
}

/* ---- the life of a request ---- */

static struct call *call_new(struct server *server, struct MHD_Connection *connection, const char *url)
{
    struct call *call = calloc(1, sizeof *call);
    if (!call)
        return NULL;
    call->server = server;
    call->connection = connection;
    call->code = MHD_HTTP_OK;
    buffer_init(&call->out, SERVE_REPLY_BYTES);
    arena_init(&call->arena, CALL_ARENA_BYTES);
    call->path = arena_strndup(&call->arena, url, strnlen(url, SERVE_PATH_BYTES + 1));
    if (!call->path) {
        free(call);
        return NULL;
    }
    return call;
}

/* Routes and checks; an unusable request is refused here, before its body is taken. */
static void admit(struct call *call, const char *method)
{
    unsigned unrouted = 0;
    const char *words = NULL;
    if (strlen(call->path) > SERVE_PATH_BYTES) {
        call->path = strncmp(call->path, "/api/", 5) == 0 ? "/api/" : "/";
        call_refuse(call, MHD_HTTP_URI_TOO_LONG, "the address is too long");
        return;
    }
    call->route = route_find(strcmp(method, "HEAD") == 0 ? "GET" : method, call->path, &call->number, &unrouted);
    buffer_init(&call->body, body_most(call));
    unsigned code = guard_check(call->server, call->connection, call->route, &words);
    if (code || unrouted)
        call_refuse(call, code ? code : unrouted, code ? words : NULL);
    else if (body_announced_too_large(call))
        call_refuse(call, MHD_HTTP_CONTENT_TOO_LARGE, "more than this server takes at once");
    else if (call->route->needs & NEEDS_UPLOAD) {
        call->uploads = true;
        if (atomic_fetch_add(&call->server->n_uploads, 1) >= SERVE_UPLOADS_MAX)
            call_refuse(call, MHD_HTTP_SERVICE_UNAVAILABLE, "other articles are on their way; try again in a moment");
    }
}

/* Before a reader is taken: others may need it while this one waits. */
static bool take_accounts(struct call *call)
{
    struct error words;
    enum hearsay_status status = accounts_take(call->server, call->route->needs & IS_API, &call->accounts, &call->accounts_old, &words);
    if (status == HEARSAY_STOPPED && !(call->route->needs & IS_API))
        page_wait(call, words.message);
    else if (status != HEARSAY_OK)
        call_refuse(call, status_code(status), words.message);
    return status == HEARSAY_OK;
}

/* Whether the client is still there: what takes long over a case asks now and then. One that has closed its side is taken to have gone. */
static bool still_there(void *user)
{
    const struct call *call = user;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(call->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    char byte;
    return !info || recv(info->connect_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) != 0;
}

/* The route's work, with a case that is this request's alone meanwhile. */
static void handle_reading(struct call *call)
{
    struct hearsay *context = call->reader->context;
    context->goes_on = still_there;
    context->goes_on_user = call;
    call->route->handle(call);
    context->goes_on = NULL;
    readers_give(&call->server->readers, call->reader);
    call->reader = NULL;
}

static void handle(struct call *call)
{
    enum hearsay_status status = HEARSAY_OK;
    if (call->body.failed) {
        call_refuse(call, MHD_HTTP_CONTENT_TOO_LARGE, "more than this server takes at once");
        return;
    }
    if (call->route->needs & NEEDS_ACCOUNTS && !take_accounts(call))
        return;
    if (call->route->needs & NEEDS_CASE) {
        call->reader = readers_take(&call->server->readers, &status);
        if (!call->reader) {
            call_refuse(call, status_code(status), "the case file cannot be read just now");
            return;
        }
    }
    if (call->reader)
        handle_reading(call);
    else
        call->route->handle(call);
}

enum MHD_Result request_answer(void *user, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
                               const char *data, size_t *n_data, void **state)
{
    struct call *call = *state;
    (void)version;
    if (!call) {
        *state = call = call_new(user, connection, url);
        if (!call)
            return MHD_NO;
        admit(call, method);
        return call->refused ? send_answer(call) : MHD_YES;
    }
    if (*n_data > 0) {
        buffer_append(&call->body, data, *n_data);
        *n_data = 0;
        return MHD_YES;
    }
    handle(call);
    return send_answer(call);
}

void request_over(void *user, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code)
{
    struct call *call = *state;
    (void)connection, (void)code;
    if (!call)
        return;
    if (call->uploads)
        atomic_fetch_sub(&((struct server *)user)->n_uploads, 1);
    json_decref(call->accounts);
    buffer_release(&call->body);
    buffer_release(&call->out);
    arena_release(&call->arena);
    free(call);
    *state = NULL;
}
