/* A weights file is refused, with words that name the file and the place, when it is missing, cut short, altered or of another version;
 * and a file made to deceive, its checksums right, still does no harm. */
#include <sys/stat.h>

#include "check.h"
#include "model/model.h"
#include "random_model.h"

static uint8_t *good;
static size_t n_good;

static int setup(void **state) {
    (void)state;
    good = random_model_bytes(1, 7, &n_good);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    free(good);
    return 0;
}

/* Everything that can be computed, once: what the sanitizers watch. */
static void use(const struct model *m) {
    static float hidden[MODEL_WINDOW * MODEL_WIDTH], emissions[MODEL_WINDOW * MODEL_TAGS], content[MODEL_LINK], cue[MODEL_LINK];
    static int32_t pieces[MODEL_WINDOW];
    static uint8_t shapes[MODEL_WINDOW], quotes[MODEL_WINDOW], pos[MODEL_WINDOW], ner[MODEL_WINDOW];
    struct model_scratch *s;
    assert_int_equal(model_scratch_new(m, &s), HEARSAY_OK);
    for (int i = 0; i < 5; i++) pieces[i] = i * 7 - 3, shapes[i] = (uint8_t)(i * 13), quotes[i] = (uint8_t)(255 - i);
    model_encode(m, s, pieces, shapes, quotes, 5, hidden);
    model_tags(m, s, hidden, 5, emissions);
    model_labels(m, s, hidden, 5, pos, ner);
    for (int i = 0; i < 5; i++) assert_true(pos[i] < m->n_pos && ner[i] < m->n_ner);
    model_span(m, s, SPAN_CONTENT, hidden, hidden + MODEL_WIDTH, content);
    model_span(m, s, SPAN_CONTENT_CUE, hidden, hidden, cue);
    volatile float score = model_link_content(m, content, cue) + model_link_source(m, cue, content) + model_null_content(m, content) +
                           model_null_source(m, cue);
    (void)score;
    for (size_t i = 0; i < m->calibration.n; i++) assert_non_null(m->calibration.features[i]);
    model_scratch_free(s);
}

/* Opens `bytes` as a file; on success uses the model. Returns the status; the message in `e` must be one. */
static enum hearsay_status open_bytes(const void *bytes, size_t n, struct error *e) {
    char path[64];
    struct model *m;
    random_file(path, bytes, n);
    *e = (struct error){""};
    enum hearsay_status status = model_open(path, "scalar", &m, e);
    if (!status) {
        use(m);
        model_close(m);
    } else {
        assert_null(m);
        assert_non_null(strstr(e->message, path));
    }
    unlink(path);
    return status;
}

static void refused(const void *bytes, size_t n, const char *words) {
    struct error e;
    assert_int_equal(open_bytes(bytes, n, &e), HEARSAY_MODEL);
    if (!strstr(e.message, words)) fail_msg("'%s' does not say '%s'", e.message, words);
}

static void test_good(void **state) {
    (void)state;
    char path[64];
    struct model *m;
    struct error e = {""};
    random_file(path, good, n_good);
    assert_int_equal(model_open(path, NULL, &m, &e), HEARSAY_OK);
    assert_string_equal(m->version, "test");
    assert_int_equal(m->n_pos, 3);
    assert_string_equal(m->ner_labels[1], "B-X");
    assert_int_equal(m->calibration.n, 2);
    assert_true(m->calibration.weights[1] == -1 && m->calibration.bias == .25f);
    assert_int_equal(vocabulary_find(m->vocabulary, "w127", 4), 127);
    assert_non_null(model_kernel(m));
    use(m);
    model_close(m);
    assert_int_equal(model_open(path, "abacus", &m, &e), HEARSAY_ARGUMENT);
    assert_null(m);
    assert_string_equal(e.message, "there is no kernel 'abacus'");
    unlink(path);
    model_close(NULL);
    model_scratch_free(NULL);
}

static void test_not_a_file(void **state) {
    (void)state;
    struct model *m;
    struct error e = {""};
    assert_int_equal(model_open("/nowhere/english.hear", NULL, &m, &e), HEARSAY_MODEL);
    assert_string_equal(e.message, "cannot open model file '/nowhere/english.hear': No such file or directory");
    assert_int_equal(model_open("/tmp", NULL, &m, &e), HEARSAY_MODEL);
    assert_string_equal(e.message, "model file '/tmp' is a folder");
    assert_int_equal(model_open("/dev/null", NULL, &m, &e), HEARSAY_MODEL);
    assert_string_equal(e.message, "model file '/dev/null' is not a regular file");
    assert_int_equal(model_open("/nowhere", NULL, &m, NULL), HEARSAY_MODEL);
    char path[64];
    random_file(path, good, n_good);
    chmod(path, 0);
    if (geteuid()) { /* root reads everything */
        assert_int_equal(model_open(path, NULL, &m, &e), HEARSAY_MODEL);
        assert_non_null(strstr(e.message, "Permission denied"));
    }
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0); /* without a writer: must not wait for one */
    assert_int_equal(model_open(path, NULL, &m, &e), HEARSAY_MODEL);
    unlink(path);
}

static void test_front(void **state) {
    (void)state;
    uint8_t *bytes = malloc(n_good);
    refused("", 0, "is empty");
    refused("{\"not\": \"a model\"}", 18, "is not a hearsay model");
    refused("\x89HE", 3, "cut short");
    memcpy(bytes, good, n_good);
    bytes[8] = 2;
    refused(bytes, n_good, "has format version 2; this program reads version 1");
    memcpy(bytes, good, n_good);
    bytes[5] = '\n'; /* as a transfer in text mode would */
    refused(bytes, n_good, "is not a hearsay model");
    bytes = realloc(bytes, n_good + 1);
    memcpy(bytes, good, n_good);
    bytes[n_good] = 0;
    refused(bytes, n_good + 1, "is altered");
    free(bytes);
}

static void test_cut_short(void **state) {
    (void)state;
    for (size_t n = 1; n < 300; n += 7) refused(good, n, "cut short");
    for (size_t n = 300; n < n_good; n += n_good / 15) refused(good, n, "cut short");
    refused(good, n_good - 1, "cut short");
}

/* One byte after another of the front, every so many of the rest: refused, or (between two tensors) without effect. */
static void test_altered(void **state) {
    (void)state;
    uint8_t *bytes = malloc(n_good);
    struct format_header h;
    struct error e;
    memcpy(&h, good, sizeof h);
    memcpy(bytes, good, n_good);
    size_t front = (size_t)(h.metadata_offset + h.metadata_bytes);
    for (size_t at = 0; at < n_good; at += at < sizeof h ? 1 : at < front ? 37 : n_good / 30 + 1) {
        bytes[at] ^= (uint8_t)(1 << at % 8);
        enum hearsay_status status = open_bytes(bytes, n_good, &e);
        assert_true(status == HEARSAY_MODEL || (status == HEARSAY_OK && at >= front));
        bytes[at] = good[at];
    }
    bytes[n_good - 1] ^= 1;
    refused(bytes, n_good, "tensor 'vocabulary'");
    free(bytes);
}

/* Header, table and metadata changed at random and sealed again. */
static void test_deceiving(void **state) {
    (void)state;
    static const uint64_t extremes[] = {0, 1, 2, 63, 64, 255, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, UINT64_MAX - 63, UINT64_MAX};
    uint8_t *bytes = malloc(n_good);
    struct format_header h;
    struct error e;
    memcpy(&h, good, sizeof h);
    size_t front = (size_t)(h.metadata_offset + h.metadata_bytes);
    uint32_t seed = 1, opened = 0;
    for (int round = 0; round < 600; round++) {
        memcpy(bytes, good, front);
        if (round == 0) memcpy(bytes, good, n_good);
        size_t at = 16 + random_bits(&seed) % (front - 24); /* magic, version and the count stay, lest nothing else is reached */
        uint64_t value = extremes[random_bits(&seed) % (sizeof extremes / sizeof *extremes)];
        switch (random_bits(&seed) % 3) {
        case 0: bytes[at] = (uint8_t)random_bits(&seed); break;
        case 1: memcpy(bytes + at / 4 * 4, &value, 4); break;
        default: memcpy(bytes + at / 8 * 8, &value, 8);
        }
        struct format_header now;
        memcpy(&now, bytes, sizeof now);
        if (now.metadata_offset == h.metadata_offset && now.metadata_bytes <= n_good - h.metadata_offset) random_model_seal(bytes);
        opened += open_bytes(bytes, n_good, &e) == HEARSAY_OK;
    }
    assert_true(opened < 600);
    free(bytes);
}

static struct format_tensor *tensor(uint8_t *bytes, const char *name) {
    struct format_header h;
    memcpy(&h, bytes, sizeof h);
    struct format_tensor *t = (void *)(bytes + sizeof h);
    for (uint32_t i = 0; i < h.n_tensors; i++)
        if (!strcmp(t[i].name, name)) return &t[i];
    fail();
    return NULL;
}

static void test_tensors(void **state) {
    (void)state;
    static const struct { const char *name; uint32_t bits; } poison[] = {
        {"layer.0.ffn.up.weight", 0x7fc00000}, {"embeddings.norm.weight", 0x7f800000}, {"embeddings.word.weight", 0xff800001}};
    uint8_t *bytes = malloc(n_good);
    for (int i = 0; i < 3; i++) { /* not a number, or infinite, with right checksums */
        memcpy(bytes, good, n_good);
        struct format_tensor *t = tensor(bytes, poison[i].name);
        memcpy(bytes + (t->scales_offset ? t->scales_offset : t->offset) + 8, &poison[i].bits, 4);
        t->checksum = XXH3_64bits(bytes + t->offset, (size_t)t->bytes);
        random_model_seal(bytes);
        refused(bytes, n_good, "holds what is not a finite number");
    }
    memcpy(bytes, good, n_good); /* huge but finite: harmless */
    struct format_tensor *t = tensor(bytes, "layer.0.attention.qkv.weight");
    for (uint32_t i = 0, huge = 0x7f7fffff; i < t->shape[0]; i++) memcpy(bytes + t->scales_offset + 4 * i, &huge, 4);
    t->checksum = XXH3_64bits(bytes + t->offset, (size_t)t->bytes);
    random_model_seal(bytes);
    struct error e;
    assert_int_equal(open_bytes(bytes, n_good, &e), HEARSAY_OK);
    memcpy(bytes, good, n_good);
    tensor(bytes, "head.link.source_null.weight")->name[0] = 'x';
    random_model_seal(bytes);
    refused(bytes, n_good, "has no tensor 'head.link.source_null.weight'");
    memcpy(bytes, good, n_good);
    t = tensor(bytes, "layer.0.ffn.up.weight");
    t->shape[0] /= 2, t->shape[1] *= 2;
    random_model_seal(bytes);
    refused(bytes, n_good, "do not agree");
    memcpy(bytes, good, n_good);
    t = tensor(bytes, "head.tag.transition");
    t->shape[0] = 49, t->shape[1] = 1;
    random_model_seal(bytes);
    refused(bytes, n_good, "tensor 'head.tag.transition' has type 2 and shape [49, 1], expected type 2 and [7, 7]");
    free(bytes);
}

static void test_metadata(void **state) {
    (void)state;
    static const char *const wrong[] = {"{", "[]", "{\"version\": 1}", "\xff\xfe", "{\"version\": \"a\", \"version\": \"b\"}", ""};
    struct format_header h;
    memcpy(&h, good, sizeof h);
    uint8_t *bytes = malloc(n_good);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        memcpy(bytes, good, n_good);
        memset(bytes + h.metadata_offset, ' ', (size_t)h.metadata_bytes);
        memcpy(bytes + h.metadata_offset, wrong[i], strlen(wrong[i]));
        random_model_seal(bytes);
        refused(bytes, n_good, "metadata");
    }
    memcpy(bytes, good, n_good); /* one weight fewer than features */
    char *list = memmem(bytes + h.metadata_offset, (size_t)h.metadata_bytes, "[0.5, -1]", 9);
    assert_non_null(list);
    memcpy(list, "[0.5    ]", 9);
    random_model_seal(bytes);
    refused(bytes, n_good, "'calibration' is missing from its metadata or not as expected");
    free(bytes);
}

static void test_vocabulary(void **state) {
    (void)state;
    uint8_t *bytes = malloc(n_good);
    memcpy(bytes, good, n_good);
    struct format_tensor *t = tensor(bytes, "vocabulary");
    *(char *)memchr(bytes + t->offset, '\n', (size_t)t->bytes) = ' ';
    t->checksum = XXH3_64bits(bytes + t->offset, (size_t)t->bytes);
    random_model_seal(bytes);
    refused(bytes, n_good, "its vocabulary has 127 lines for 128 pieces");
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),      cmocka_unit_test(test_not_a_file), cmocka_unit_test(test_front),
        cmocka_unit_test(test_cut_short), cmocka_unit_test(test_altered),    cmocka_unit_test(test_deceiving),
        cmocka_unit_test(test_tensors),   cmocka_unit_test(test_metadata),   cmocka_unit_test(test_vocabulary)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
