/* Who may ask, and what every answer says to the browser.
 *
 * The server listens on the loopback address alone, yet any page that a person has open can send requests there. Hence: the Host header
 * must be ours (a name that some attacker points at 127.0.0.1 is not: "DNS rebinding"); what writes must carry a random token
 * that only our own page has been given, and must not come from another origin; what reads is not given to a request that
 * another site's page sent for its own use. Answers forbid inline script and style, framing, sniffing and referrers.
 * Source: OWASP cheat sheets on cross-site request forgery and HTTP headers; Fetch Metadata (W3C).
 */
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "serve/serve.h"

bool token_make(char *token)
{
    unsigned char bytes[SERVE_TOKEN_BYTES];
    size_t n = 0;
    while (n < sizeof bytes) {
        ssize_t got = getrandom(bytes + n, sizeof bytes - n, 0);
        if (got <= 0)
            return false;
        n += (size_t)got;
    }
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(token + 2 * i, 3, "%02x", bytes[i]);
    return true;
}

/* In a time that does not depend on where the two differ. */
static bool same_token(const char *ours, const char *theirs)
{
    unsigned char differ = 0;
    if (strlen(theirs) != SERVE_TOKEN_BYTES * 2)
        return false;
    for (size_t i = 0; i < SERVE_TOKEN_BYTES * 2; i++)
        differ |= (unsigned char)(ours[i] ^ theirs[i]);
    return differ == 0;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* Whether `authority`, behind `scheme`, is 127.0.0.1:PORT or localhost:PORT. */
static bool ours(const struct server *server, const char *scheme, const char *authority)
{
    static const char *const names[] = {"127.0.0.1", "localhost"};
    char expected[64];
    for (size_t i = 0; authority && i < 2; i++) {
        snprintf(expected, sizeof expected, "%s%s:%u", scheme, names[i], server->port);
        if (strcasecmp(authority, expected) == 0)
            return true;
    }
    return false;
}

static bool asked_by_another_site(struct MHD_Connection *connection)
{
    const char *site = header(connection, "Sec-Fetch-Site"), *mode = header(connection, "Sec-Fetch-Mode");
    if (!site || strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0)
        return false;
    return !mode || strcmp(mode, "navigate") != 0; /* a link to our page may be followed from anywhere */
}

unsigned guard_check(const struct server *server, struct MHD_Connection *connection, const struct route *route, const char **words)
{
    const char *origin = header(connection, "Origin"), *token = header(connection, "X-Hearsay-Token");
    if (!ours(server, "", header(connection, "Host")))
        return *words = "this server answers to its own address only", MHD_HTTP_MISDIRECTED_REQUEST;
    if (asked_by_another_site(connection))
        return *words = "a page of another site asked", MHD_HTTP_FORBIDDEN;
    if (!route || !(route->needs & NEEDS_TOKEN))
        return 0;
    if (origin && !ours(server, "http://", origin))
        return *words = "a page of another origin asked", MHD_HTTP_FORBIDDEN;
    if (!token || !same_token(server->token, token))
        return *words = "what writes needs the token of the page (X-Hearsay-Token)", MHD_HTTP_FORBIDDEN;
    return 0;
}

/* A page may load what we serve and no other thing. The report has its style inside: that alone, named by a random word, and nothing else. */
static void put_policy(struct MHD_Response *response, const char *nonce)
{
    char policy[320] = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                       "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    if (*nonce)
        snprintf(policy, sizeof policy, "default-src 'none'; style-src 'nonce-%s'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'", nonce);
    MHD_add_response_header(response, "Content-Security-Policy", policy);
}

void guard_headers(struct MHD_Response *response, const char *nonce)
{
    static const char *const all[][2] = {
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"X-Frame-Options", "DENY"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
    };
    put_policy(response, nonce);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        MHD_add_response_header(response, all[i][0], all[i][1]);
}
