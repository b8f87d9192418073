/* stream.c, plain.c, ndjson.c, source.c: articles out of files and pipes, in bounded memory, past what cannot be read. */
#include "check.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "read/read.h"

static struct error error;
static uint64_t offset;

/* A file of these bytes; its name stands in `path`. */
static void write_file(char path[64], const char *ending, const void *bytes, size_t n)
{
    snprintf(path, 64, "/tmp/hearsay-test-%ld-XXXXXX%s", (long)getpid(), ending);
    int fd = mkstemps(path, (int)strlen(ending));
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, n), (ssize_t)n);
    close(fd);
}

static struct read_stream *open_bytes(char path[64], const char *ending, const void *bytes, size_t n)
{
    struct read_stream *stream;
    write_file(path, ending, bytes, n);
    assert_int_equal(read_open(path, HEARSAY_FORMAT_AUTO, &stream, &error), HEARSAY_OK);
    unlink(path);
    return stream;
}

static void test_plain(void **state)
{
    static const char text[] = "\xEF\xBB\xBF" "Bell said \xFF no.\r\n";
    char path[64];
    struct article *article;
    struct read_stream *stream = open_bytes(path, ".txt", text, sizeof text - 1);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_OK);
    assert_string_equal(article->fields.text, "\xEF\xBB\xBF" "Bell said \xEF\xBF\xBD no.\r\n");
    assert_string_equal(article->fields.input, path);
    assert_memory_equal(article->fields.id, path + 5, strlen(path) - 9); /* neither folder nor .txt */
    assert_int_equal(strlen(article->fields.id), strlen(path) - 9);
    assert_int_equal(article->fields.n_diagnostics, 1);
    assert_int_equal(article->fields.diagnostics[0].offset, 11);
    assert_int_equal(read_bytes_done(stream), sizeof text - 1);
    assert_int_equal(read_bytes(stream), sizeof text - 1);
    article_free(article);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_NOTHING);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_NOTHING);
    read_close(stream);
}

static void test_plain_too_large(void **state)
{
    size_t n = READ_TEXT_MAX_BYTES + 1;
    char path[64], *text = malloc(n);
    struct article *article;
    assert_non_null(text);
    memset(text, 'a', n);
    struct read_stream *stream = open_bytes(path, ".txt", text, n);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_TOO_LARGE);
    assert_non_null(strstr(error.message, path));
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_NOTHING);
    read_close(stream);
    stream = open_bytes(path, ".txt", text, n - 1);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_OK);
    article_free(article);
    read_close(stream);
    free(text);
}

static void test_ndjson(void **state)
{
    static const char lines[] = "\xEF\xBB\xBF{\"text\": \"a\"}\n\n  \r\nnot json\n{\"text\": \"b\", \"id\": \"last\"}";
    char path[64];
    struct article *article;
    struct read_stream *stream = open_bytes(path, ".ndjson", lines, sizeof lines - 1);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_OK);
    assert_string_equal(article->fields.text, "a");
    assert_string_equal(article->fields.id + strlen(article->fields.id) - 9, ".ndjson:1");
    article_free(article);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_INPUT);
    assert_non_null(strstr(error.message, "line 4"));
    assert_in_range(offset, 21, 30);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_OK);
    assert_string_equal(article->fields.id, "last");
    article_free(article);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_NOTHING);
    read_close(stream);
}

/* A line over the limit is passed over, and the next is read. Written through a pipe: nothing so large need be kept anywhere. */
static void *write_long_line(void *argument)
{
    int fd = *(int *)argument;
    char block[65536];
    memset(block, 'a', sizeof block);
    static const char before[] = "{\"text\": \"one\"}\n{\"text\": \"", after[] = "\"}\n{\"text\": \"three\"}\n";
    ssize_t done = write(fd, before, sizeof before - 1);
    for (size_t i = 0; i <= READ_LINE_MAX_BYTES / sizeof block && done > 0; i++)
        for (size_t at = 0; at < sizeof block && (done = write(fd, block + at, sizeof block - at)) > 0; at += (size_t)done)
            ;
    done = write(fd, after, sizeof after - 1);
    close(fd);
    return NULL;
}

static void test_long_line(void **state)
{
    int ends[2];
    char path[64];
    pthread_t writer;
    struct read_stream *stream;
    struct article *article;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(pthread_create(&writer, NULL, write_long_line, &ends[1]), 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
    assert_int_equal(read_open(path, HEARSAY_FORMAT_AUTO, &stream, &error), HEARSAY_OK);
    close(ends[0]);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_OK);
    assert_string_equal(article->fields.text, "one");
    article_free(article);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_TOO_LARGE);
    assert_int_equal(offset, 16);
    assert_non_null(strstr(error.message, "line 2"));
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_OK);
    assert_string_equal(article->fields.text, "three");
    article_free(article);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_NOTHING);
    read_close(stream);
    pthread_join(writer, NULL);
}

/* The first bytes come one by one: the kind is told all the same, and a line is not kept waiting for the next. */
static void test_slow_pipe(void **state)
{
    static const char line[] = "{\"text\": \"a\"}\n";
    int ends[2];
    char path[64];
    struct read_stream *stream;
    struct article *article;
    assert_int_equal(pipe(ends), 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
    assert_int_equal(read_open(path, HEARSAY_FORMAT_AUTO, &stream, &error), HEARSAY_OK);
    assert_int_equal(write(ends[1], line, sizeof line - 1), sizeof line - 1);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_OK);
    article_free(article);
    atomic_bool stop = true; /* the pipe stays open and silent: only the flag ends the wait */
    read_stop_when(stream, &stop);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_STOPPED);
    assert_int_equal(read_next(stream, &article, &error, &offset), HEARSAY_NOTHING);
    read_close(stream);
    close(ends[0]);
    close(ends[1]);
}

static void test_cannot_open(void **state)
{
    struct read_stream *stream;
    assert_int_equal(read_open("/nowhere/at\x1b/all", HEARSAY_FORMAT_AUTO, &stream, &error), HEARSAY_IO);
    assert_null(stream);
    assert_string_equal(error.message, "'/nowhere/at?/all': No such file or directory");
    assert_int_equal(read_open("/tmp", HEARSAY_FORMAT_AUTO, &stream, &error), HEARSAY_IO);
    assert_string_equal(error.message, "'/tmp': is a directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain), cmocka_unit_test(test_plain_too_large), cmocka_unit_test(test_ndjson),
        cmocka_unit_test(test_long_line), cmocka_unit_test(test_slow_pipe), cmocka_unit_test(test_cannot_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
