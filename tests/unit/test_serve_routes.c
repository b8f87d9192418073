/* routes.c: which address is whose. */
#include "check.h"

#include "serve/serve.h"

static void test_found(void **state)
{
    long long number = -1;
    unsigned code = 0;
    const struct route *route = route_find("GET", "/articles/42", &number, &code);
    assert_true(route && route->handle == page_article && number == 42);
    route = route_find("POST", "/api/corrections/7/undo", &number, &code);
    assert_true(route && route->handle == api_undo && number == 7 && route->needs & NEEDS_TOKEN);
    assert_true(route_find("GET", "/", &number, &code)->handle == page_questions);
}

static void test_refused(void **state)
{
    static const char *const NONE[] = {"", "//", "/articles/", "/articles/x", "/articles/-1", "/articles/1/", "/articles/1.5", "/articles/1234567890123456", "/style.css/", "/../etc/passwd",
                                       "/api", "/api/corrections//undo", "/api/corrections/1/undo/2"};
    long long number;
    unsigned code;
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
        assert_null(route_find("GET", NONE[i], &number, &code));
        assert_int_equal(code, MHD_HTTP_NOT_FOUND);
    }
    assert_null(route_find("DELETE", "/api/articles/1", &number, &code));
    assert_int_equal(code, MHD_HTTP_METHOD_NOT_ALLOWED);
}

/* Whatever writes asks for the token; nothing that a link can reach writes. */
static void test_writing(void **state)
{
    for (const struct route *route = routes; route->method; route++)
        assert_int_equal(route->method[0] == 'P', (route->needs & NEEDS_TOKEN) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_found), cmocka_unit_test(test_refused), cmocka_unit_test(test_writing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
