/* Serving a case: starts what serves, waits until the caller says that it is enough, ends everything in order.
 *
 * libmicrohttpd with a thread for each connection, bounded in number; answers read the case through a handful of open handles
 * (readers.c), articles are added by one thread in the background (jobs.c), corrections go through one handle under a lock. SQLite's write-ahead
 * log lets all of them see the file at once. Only the loopback address is bound.
 * Why libmicrohttpd: small, in C, in every distribution, with a bound for everything that a stranger can make grow.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "hearsay/context.h"
#include "serve/serve.h"

enum { ASKED_EVERY_MS = 100, STACK_BYTES = 1 << 20 };

static void log_nothing(void *user, const char *format, va_list args)
{
    (void)user, (void)format, (void)args;
}

static struct MHD_Daemon *daemon_start(struct server *server, unsigned port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    return MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ERROR_LOG,
                            (uint16_t)port, NULL, NULL, request_answer, server,
                            MHD_OPTION_EXTERNAL_LOGGER, log_nothing, NULL,
                            MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
                            MHD_OPTION_NOTIFY_COMPLETED, request_over, server,
                            MHD_OPTION_CONNECTION_LIMIT, (unsigned)SERVE_CONNECTIONS_MAX,
                            MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SERVE_IDLE_SECONDS,
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)SERVE_HEADER_BYTES,
                            MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES,
                            MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

/* Tells the address and waits for the end. */
static enum hearsay_status serve_until(struct server *server, const struct hearsay_serving *serving)
{
    const struct timespec pause = {.tv_nsec = ASKED_EVERY_MS * 1000000L};
    char address[64];
    server->port = serving->port;
    struct MHD_Daemon *daemon = daemon_start(server, serving->port);
    if (!daemon)
        return error_set(&server->context->error, HEARSAY_IO, "port %u cannot be served: another program may have it", serving->port);
    unsigned port = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    server->port = port;
    snprintf(address, sizeof address, "http://127.0.0.1:%u/", port);
    if (serving->ready)
        serving->ready(serving->user, address);
    while (!serving->goes_on || serving->goes_on(serving->user))
        nanosleep(&pause, NULL);
    MHD_stop_daemon(daemon);
    return HEARSAY_OK;
}

static enum hearsay_status with_decider(struct server *server, const struct hearsay_serving *serving)
{
    struct error words;
    enum hearsay_status status = reader_open(server->context, server->path, 0, &server->decider, &words);
    if (status != HEARSAY_OK)
        return error_set(&server->context->error, status, "%s", words.message);
    pthread_mutex_init(&server->decide, NULL);
    status = accounts_begin(&server->accounts, server->context, server->path, &server->jobs, &words);
    if (status == HEARSAY_OK)
        status = serve_until(server, serving);
    else
        error_set(&server->context->error, status, "%s", words.message);
    accounts_end(&server->accounts);
    pthread_mutex_destroy(&server->decide);
    reader_close(&server->decider);
    return status;
}

static enum hearsay_status with_readers(struct server *server, const struct hearsay_serving *serving)
{
    if (!readers_init(&server->readers, server->context, server->path))
        return error_set(&server->context->error, HEARSAY_MEMORY, "out of memory");
    enum hearsay_status status = with_decider(server, serving);
    readers_release(&server->readers);
    return status;
}

enum hearsay_status hearsay_serve(struct hearsay *hearsay, const char *case_path, const struct hearsay_serving *serving)
{
    hearsay->error.message[0] = 0;
    if (!case_path || !serving || serving->port > UINT16_MAX)
        return error_set(&hearsay->error, HEARSAY_ARGUMENT, !case_path ? "no case file to serve" : "no such port");
    const char *slash = strrchr(case_path, '/');
    struct server *server = calloc(1, sizeof *server);
    if (!server)
        return error_set(&hearsay->error, HEARSAY_MEMORY, "out of memory");
    *server = (struct server){.context = hearsay, .path = case_path, .name = slash ? slash + 1 : case_path};
    enum hearsay_status status = token_make(server->token) ? HEARSAY_OK : error_set(&hearsay->error, HEARSAY_IO, "no random bytes to be had");
    if (status == HEARSAY_OK)
        status = jobs_begin(&server->jobs, hearsay, case_path);
    if (status == HEARSAY_OK) {
        /* From here on `hearsay` is the additions' own; words of a failure are put there once their thread has ended. */
        struct hearsay own = {.model = hearsay->model, .judge_path = hearsay->judge_path, .borrows = true};
        server->context = &own;
        status = with_readers(server, serving);
        jobs_end(&server->jobs);
        if (status != HEARSAY_OK)
            hearsay->error = own.error;
    }
    free(server);
    return status;
}
