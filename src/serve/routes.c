/* Every address this server knows. docs/openapi.yaml tells the same of those under /api (tests/serve compares the two). */
#include <string.h>

#include "serve/serve.h"

const struct route routes[] = {
    {"GET", "/", page_questions, NEEDS_CASE | NEEDS_ACCOUNTS},
    {"GET", "/questions/{n}", page_question, NEEDS_CASE | NEEDS_ACCOUNTS},
    {"GET", "/ask", page_ask, NEEDS_CASE},
    {"GET", "/articles", page_articles, NEEDS_CASE},
    {"GET", "/articles/{n}", page_article, NEEDS_CASE},
    {"GET", "/people", page_people, NEEDS_CASE},
    {"GET", "/person", page_person, NEEDS_CASE},
    {"GET", "/timeline", page_timeline, NEEDS_CASE},
    {"GET", "/search", page_search, NEEDS_CASE},
    {"GET", "/log", page_log, NEEDS_CASE},
    {"GET", "/add", page_add, 0},
    {"GET", "/style.css", serve_asset, 0},
    {"GET", "/page.js", serve_asset, 0},
    {"GET", "/correct.js", serve_asset, 0},
    {"GET", "/icon.svg", serve_asset, 0},
    {"GET", "/api/openapi.yaml", serve_asset, IS_API},
    {"GET", "/api/articles", api_articles, IS_API | NEEDS_CASE},
    {"POST", "/api/articles", api_add, IS_API | NEEDS_TOKEN | NEEDS_UPLOAD},
    {"GET", "/api/articles/{n}", api_article, IS_API | NEEDS_CASE},
    {"GET", "/api/search", api_search, IS_API | NEEDS_CASE},
    {"GET", "/api/people", api_people, IS_API | NEEDS_CASE},
    {"GET", "/api/person", api_person, IS_API | NEEDS_CASE},
    {"GET", "/api/timeline", api_timeline, IS_API | NEEDS_CASE},
    {"GET", "/api/questions", api_questions, IS_API | NEEDS_CASE},
    {"GET", "/api/questions/{n}", api_question, IS_API | NEEDS_ACCOUNTS},
    {"GET", "/api/questions/{n}/origins", api_origins, IS_API | NEEDS_ACCOUNTS},
    {"GET", "/api/log", api_log, IS_API | NEEDS_CASE},
    {"GET", "/api/export", api_export, IS_API | NEEDS_CASE},
    {"GET", "/api/jobs", api_jobs, IS_API},
    {"GET", "/api/jobs/{n}", api_job, IS_API},
    {"POST", "/api/corrections", api_correct, IS_API | NEEDS_TOKEN},
    {"POST", "/api/corrections/{n}/undo", api_undo, IS_API | NEEDS_TOKEN},
    {NULL, NULL, NULL, 0},
};

/* Whether `path` has this pattern; the number that stands for {n} goes to *number. */
static bool matches(const char *pattern, const char *path, long long *number)
{
    const char *sign = strstr(pattern, "{n}");
    if (!sign)
        return strcmp(pattern, path) == 0;
    size_t head = (size_t)(sign - pattern), digits;
    if (strncmp(pattern, path, head) != 0)
        return false;
    digits = strspn(path + head, "0123456789");
    if (digits == 0 || digits > 15 || strcmp(path + head + digits, sign + 3) != 0)
        return false;
    *number = 0;
    for (size_t i = 0; i < digits; i++)
        *number = *number * 10 + (path[head + i] - '0');
    return true;
}

const struct route *route_find(const char *method, const char *path, long long *number, unsigned *code)
{
    *code = MHD_HTTP_NOT_FOUND;
    for (const struct route *route = routes; route->method; route++) {
        if (!matches(route->pattern, path, number))
            continue;
        if (strcmp(route->method, method) == 0)
            return *code = 0, route;
        *code = MHD_HTTP_METHOD_NOT_ALLOWED;
    }
    return NULL;
}

void serve_asset(struct call *call)
{
    const char *known = MHD_lookup_connection_value(call->connection, MHD_HEADER_KIND, "If-None-Match");
    for (const struct asset *asset = assets; asset->path; asset++) {
        if (strcmp(asset->path, call->path) != 0)
            continue;
        call->type = asset->type;
        call->etag = asset->etag;
        call->fixed = asset->bytes;
        call->n_fixed = asset->n;
        if (known && strcmp(known, asset->etag) == 0)
            call->code = MHD_HTTP_NOT_MODIFIED;
        return;
    }
    call_refuse(call, MHD_HTTP_NOT_FOUND, NULL);
}
