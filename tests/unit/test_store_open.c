/* open.c, schema.c, derive.c: which files are a case, and a case that other weights made. */
#include "store_desk.h"

#include <string.h>
#include <unistd.h>

static enum hearsay_status reopen(struct desk *desk, unsigned flags)
{
    hearsay_case_close(desk->file);
    desk->file = NULL;
    return hearsay_case_open(desk->context, desk->path, flags, &desk->file);
}

static void put_file(struct desk *desk, const char *bytes, size_t n)
{
    hearsay_case_close(desk->file);
    desk->file = NULL;
    FILE *to = fopen(desk->path, "w");
    assert_int_equal(fwrite(bytes, 1, n, to), n);
    fclose(to);
}

static void raw(struct desk *desk, const char *sql)
{
    hearsay_case_close(desk->file);
    desk->file = NULL;
    sqlite3 *db;
    assert_int_equal(sqlite3_open(desk->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void test_read_only(void **state)
{
    struct desk *desk = *state;
    struct hearsay_added added;
    assert_int_equal(reopen(desk, HEARSAY_CASE_READ_ONLY), HEARSAY_OK);
    assert_int_equal(HITS(.words = "ferry"), 1);
    assert_true(relations(desk, "opposes") > 0); /* worked out, and not kept */
    assert_int_equal(kept_generation(desk), -1);
    assert_int_equal(hearsay_case_import(desk->file, desk->lines, &added), HEARSAY_IO);
    assert_int_equal(hearsay_case_correct(desk->file, SIGNED "\"kind\": \"not-attribution\", \"article\": 2, \"attribution\": 0}", NULL), HEARSAY_IO);
    assert_int_equal(hearsay_case_undo(desk->file, 0, "me", NULL), HEARSAY_IO);
    assert_int_equal(hearsay_case_derive(desk->file, NULL, NULL, NULL), HEARSAY_IO);
    assert_non_null(strstr(hearsay_message(desk->context), desk->path));
}

static void test_no_case(void **state)
{
    struct desk *desk = *state;
    raw(desk, "CREATE TRIGGER x AFTER INSERT ON read_article BEGIN SELECT 1; END");
    assert_int_equal(reopen(desk, 0), HEARSAY_INPUT);
    raw(desk, "DROP TRIGGER x");
    assert_int_equal(reopen(desk, 0), HEARSAY_OK);
    raw(desk, "PRAGMA user_version = 99");
    assert_int_equal(reopen(desk, 0), HEARSAY_UNSUPPORTED);
    assert_non_null(strstr(hearsay_message(desk->context), "newer"));
    raw(desk, "PRAGMA user_version = -1");
    assert_int_equal(reopen(desk, 0), HEARSAY_INPUT);
    raw(desk, "PRAGMA application_id = 7");
    assert_int_equal(reopen(desk, 0), HEARSAY_INPUT);
    put_file(desk, "hello\n", 6);
    assert_int_equal(reopen(desk, HEARSAY_CASE_CREATE), HEARSAY_INPUT);
    put_file(desk, "", 0);
    assert_int_equal(reopen(desk, HEARSAY_CASE_READ_ONLY), HEARSAY_IO);
    assert_int_equal(reopen(desk, HEARSAY_CASE_CREATE), HEARSAY_OK);
    assert_int_equal(HITS(.words = "ferry"), 0);
    assert_int_equal(unlink(desk->path), 0);
    assert_int_equal(reopen(desk, 0), HEARSAY_IO);
    assert_int_equal(hearsay_case_open(desk->context, desk->folder, 0, &desk->file), HEARSAY_INPUT);
    assert_int_equal(hearsay_case_open(desk->context, NULL, 0, &desk->file), HEARSAY_ARGUMENT);
    assert_null(desk->file);
}

/* A file of the step before is brought up to date, and a reader who may not do that says so. */
static void test_older(void **state)
{
    struct desk *desk = *state;
    put_file(desk, "", 0);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(desk->path, &db), SQLITE_OK);
    assert_int_equal(schema_upgrade(db, 0, 5), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA application_id = 0x48525359; PRAGMA user_version = 5", NULL, NULL, NULL), SQLITE_OK);
    assert_false(schema_is_ours(db));
    sqlite3_close(db);
    assert_int_equal(reopen(desk, HEARSAY_CASE_READ_ONLY), HEARSAY_IO);
    assert_int_equal(reopen(desk, 0), HEARSAY_OK);
    assert_true(schema_is_ours(desk->file->db));
}

/* After a kill the log stands beside what a link points to, and the file itself is shorter than it says. */
static void test_link_and_log(void **state)
{
    struct desk *desk = *state;
    char link[96], log[112];
    snprintf(link, sizeof link, "%s/link.case", desk->folder);
    snprintf(log, sizeof log, "%s-wal", desk->path);
    assert_int_equal(symlink(desk->path, link), 0);
    assert_int_equal(access(log, F_OK), 0); /* still open: not written back yet */
    struct hearsay_case *second;
    assert_int_equal(hearsay_case_open(desk->context, link, 0, &second), HEARSAY_OK);
    hearsay_case_close(second);
}

/* ---- with weights, where there are any ---- */

static struct hearsay *context_with_weights(void)
{
    char folder[4096];
    struct hearsay *context;
    snprintf(folder, sizeof folder, "%s", __FILE__);
    char *name = strrchr(folder, '/');
    strcpy(name ? name + 1 : folder, "../../models");
    if (hearsay_new(&(struct hearsay_options){.model = getenv("HEARSAY_MODEL") ? NULL : folder, .n_threads = 1}, &context) == HEARSAY_OK)
        return context;
    hearsay_free(context);
    return NULL;
}

static bool one_step(void *user, uint64_t done, uint64_t n)
{
    *(uint64_t *)user = done;
    return done < 2 && n > 0;
}

static void test_read_and_derived(void **state)
{
    struct desk *desk = *state;
    struct hearsay *context = context_with_weights();
    struct hearsay_case *file;
    struct hearsay_added added;
    uint64_t done = 0;
    char *json;
    if (!context)
        skip();
    int64_t merge = correct(desk, "\"kind\": \"merge\", \"speaker\": \"A. Berg\", \"into\": \"Anna Berg\"");
    assert_int_equal(hearsay_case_open(context, desk->path, 0, &file), HEARSAY_OK);
    struct hearsay_record fields = {.id = "new", .text = "The mayor, Jane Roe, said the bridge was safe.", .n_bytes = 46};
    for (unsigned turn = 0; turn < 2; turn++) {
        assert_int_equal(hearsay_case_add_article(file, &fields, &added), HEARSAY_OK);
        assert_int_equal(added.added, turn == 0);
        assert_int_equal(added.known, turn == 1);
    }
    assert_int_equal(hearsay_case_derive(file, one_step, &done, &added), HEARSAY_STOPPED); /* the imported ones, as far as it goes */
    assert_int_equal(done, 2);
    assert_int_equal(hearsay_case_derive(file, NULL, NULL, &added), HEARSAY_OK);
    assert_int_equal(added.added, N_ARTICLES - 2);
    assert_int_equal(added.known, 3);
    assert_int_equal(hearsay_case_derive(file, NULL, NULL, &added), HEARSAY_NOTHING);
    assert_int_equal(hearsay_case_article(file, A, &json, NULL), HEARSAY_OK);
    json_t *root = tree(json);
    assert_string_not_equal(json_string_value(json_object_get(root, "model")), "import");
    json_decref(root);
    assert_true(decision_has(desk, merge, "stands"));
    hearsay_case_close(file);
    hearsay_free(context);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DESK(test_read_only), WITH_DESK(test_no_case), WITH_DESK(test_older), WITH_DESK(test_link_and_log), WITH_DESK(test_read_and_derived)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
