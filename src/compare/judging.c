/* Questions held against claims: the inputs of the trained judge, and the pairs shared out among threads.
 *
 * Method: a cross-encoder (Devlin et al. 2019) reads `[CLS] question [SEP] speaker [SEP] sentence [SEP]`, the claim's content marked where it stands in
 * its sentence. Each question and each claim is cut into pieces once; a pair only lays them one behind the other. A thread takes the pairs
 * whose number it is, so that nothing is locked and the result is the same for any number of threads. Answers are kept by the hash of their input:
 * while the threads run, that table is only read. docs/judge.md is the specification.
 */
#include "compare/judging.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

enum { PART_SPECIAL, PART_QUESTION, PART_SPEAKER, PART_CONTENT, PART_AROUND, PIECE_CLS = 101, PIECE_SEP = 102, THREADS_MOST = 64 };

enum { MEMO_SLOTS = 1 << 15 };
struct judging_memo {
    struct judging_pair slots[MEMO_SLOTS]; /* by key, the last that came; key 0: empty */
};

struct judging_memo *judging_memo_new(void) { return calloc(1, sizeof(struct judging_memo)); }
void judging_memo_free(struct judging_memo *memo) { free(memo); }

struct batch {
    const struct comparison *comparison;
    const struct judging_words *questions, *speakers, *passages; /* by question; by claim */
    struct judging_pair *pairs;
    size_t n_pairs;
};
struct worker {
    const struct batch *batch;
    struct model_scratch *scratch;
    float *hidden; /* [JUDGING_PIECES][MODEL_WIDTH] */
    size_t first, step;
    pthread_t thread;
};

static size_t piece_count(const struct words *words, uint32_t i)
{
    return (i + 1 < words->n_words ? words->words[i + 1].first_piece : words->n_pieces) - words->words[i].first_piece;
}

static void put_word(struct judging_words *out, const struct words *words, uint32_t i, uint8_t part)
{
    size_t n = piece_count(words, i);
    for (size_t k = 0; k < n && out->n < JUDGING_PIECES; k++, out->n++) {
        out->pieces[out->n] = words->pieces[words->words[i].first_piece + k];
        out->shapes[out->n] = words->words[i].shape;
        out->parts[out->n] = part;
    }
}

static enum hearsay_status cut_words(struct arena *arena, const struct vocabulary *vocabulary, const char *bytes, size_t n, struct words *words)
{
    struct text text;
    size_t n_bad;
    uint32_t first_bad;
    enum hearsay_status status = text_check(arena, bytes, n, &text, &n_bad, &first_bad);
    return status == HEARSAY_OK ? words_make(arena, &text, vocabulary, words) : status;
}

/* Whole words up to `limit` pieces. */
static enum hearsay_status cut_short(const struct vocabulary *vocabulary, const char *text, uint8_t part, size_t limit, struct judging_words *out)
{
    struct arena arena;
    struct words words;
    arena_init(&arena, 0);
    out->n = 0;
    enum hearsay_status status = text ? cut_words(&arena, vocabulary, text, strlen(text), &words) : HEARSAY_OK;
    for (uint32_t i = 0; text && status == HEARSAY_OK && i < words.n_words && out->n + piece_count(&words, i) <= limit; i++)
        put_word(out, &words, i, part);
    arena_release(&arena);
    return status;
}

static bool is_closing(const char *at)
{
    return *at == '"' || *at == '\'' || *at == ')' || strncmp(at, "\xE2\x80\x9D", 3) == 0 || strncmp(at, "\xE2\x80\x99", 3) == 0;
}

/* Whether a sentence begins at `at`: behind an end mark, closing marks and white space, with a capital or an opening mark. */
static bool begins_sentence(const char *text, uint32_t from, uint32_t at)
{
    unsigned char c = (unsigned char)text[at];
    bool opens = (c >= 'A' && c <= 'Z') || c == '"' || c == '\'' || strncmp(text + at, "\xE2\x80\x9C", 3) == 0 || strncmp(text + at, "\xE2\x80\x98", 3) == 0;
    uint32_t i = at;
    while (i > from && (text[i - 1] == ' ' || text[i - 1] == '\t'))
        i--;
    if (i > from && text[i - 1] == '\n')
        return true;
    if (!opens || i == at)
        return false;
    while (i > from) {
        uint32_t back = i - 1;
        while (back > from && ((unsigned char)text[back] & 0xC0) == 0x80)
            back--;
        if (!is_closing(text + back))
            break;
        i = back;
    }
    return i > from && strchr(".!?", text[i - 1]);
}

/* The bytes of the sentence or sentences that hold a claim, at most JUDGING_REACH bytes more to either side. */
static void sentence_around(const struct hearsay_record *record, uint32_t begin, uint32_t end, uint32_t *first, uint32_t *last)
{
    uint32_t low = begin > JUDGING_REACH ? begin - JUDGING_REACH : 0, high = record->n_bytes - end > JUDGING_REACH ? end + JUDGING_REACH : (uint32_t)record->n_bytes;
    while (((unsigned char)record->text[low] & 0xC0) == 0x80)
        low++;
    *first = low;
    for (uint32_t i = begin; i > low; i--)
        if (begins_sentence(record->text, low, i)) {
            *first = i;
            break;
        }
    *last = high;
    for (uint32_t i = end; i < high; i++)
        if (record->text[i] == '\n' || (i > end && begins_sentence(record->text, begin, i))) {
            *last = i;
            break;
        }
    while (*last < record->n_bytes && ((unsigned char)record->text[*last] & 0xC0) == 0x80)
        ++*last;
}

/* The content's words, and as many around them as the limit leaves, on both sides alike. */
static void mark_passage(const struct words *words, uint32_t begin, uint32_t end, size_t limit, struct judging_words *out)
{
    uint32_t first = 0, last, stop;
    while (first + 1 < words->n_words && words->words[first].end <= begin)
        first++;
    for (stop = first; stop + 1 < words->n_words && words->words[stop + 1].begin < end;)
        stop++;
    size_t size = piece_count(words, first);
    for (last = first; last < stop && size + piece_count(words, last + 1) <= limit; last++)
        size += piece_count(words, last + 1);
    for (bool grown = true; grown;) {
        grown = false;
        uint32_t before = first, behind = last;
        if (before > 0 && size + piece_count(words, before - 1) <= limit) {
            size += piece_count(words, --first);
            grown = true;
        }
        if (behind + 1 < words->n_words && size + piece_count(words, behind + 1) <= limit) {
            size += piece_count(words, ++last);
            grown = true;
        }
    }
    for (uint32_t i = first; i <= last; i++)
        put_word(out, words, i, words->words[i].begin < end && begin < words->words[i].end ? PART_CONTENT : PART_AROUND);
}

static enum hearsay_status cut_passage(const struct comparison *comparison, const struct claim *claim, struct judging_words *out)
{
    const struct hearsay_record *record = comparison->records[claim->record];
    struct arena arena;
    struct words words;
    uint32_t end = claim->byte, first, last, points = 0, begin;
    for (uint32_t n = claim->span.end - claim->span.begin; n && end < record->n_bytes; n--)
        for (end++; ((unsigned char)record->text[end] & 0xC0) == 0x80;)
            end++;
    sentence_around(record, claim->byte, end, &first, &last);
    for (uint32_t i = first; i < claim->byte; i++)
        points += ((unsigned char)record->text[i] & 0xC0) != 0x80;
    begin = points;
    arena_init(&arena, 0);
    out->n = 0;
    enum hearsay_status status = cut_words(&arena, comparison->judge->model->vocabulary, record->text + first, last - first, &words);
    if (status == HEARSAY_OK && words.n_words)
        mark_passage(&words, begin, begin + claim->span.end - claim->span.begin, JUDGING_PIECES - JUDGING_QUESTION - JUDGING_SPEAKER - 4, out);
    arena_release(&arena);
    return status;
}

static void lay(struct judging_words *out, const struct judging_words *part)
{
    size_t room = (size_t)(JUDGING_PIECES - 1 - out->n), n = part->n < room ? part->n : room;
    memcpy(out->pieces + out->n, part->pieces, n * sizeof *part->pieces);
    memcpy(out->shapes + out->n, part->shapes, n);
    memcpy(out->parts + out->n, part->parts, n);
    out->n = (uint8_t)(out->n + n);
}

static void lay_mark(struct judging_words *out, int32_t piece)
{
    out->pieces[out->n] = piece;
    out->shapes[out->n] = SHAPE_SPECIAL;
    out->parts[out->n++] = PART_SPECIAL;
}

static void judge_pair(const struct worker *worker, struct judging_pair *pair)
{
    const struct batch *batch = worker->batch;
    struct judging_words input;
    float answer[3];
    input.n = 0;
    lay_mark(&input, PIECE_CLS);
    lay(&input, &batch->questions[pair->question]);
    lay_mark(&input, PIECE_SEP);
    lay(&input, &batch->speakers[pair->claim]);
    lay_mark(&input, PIECE_SEP);
    lay(&input, &batch->passages[pair->claim]);
    lay_mark(&input, PIECE_SEP);
    pair->key = XXH3_64bits(input.pieces, input.n * sizeof *input.pieces);
    pair->key = XXH3_64bits_withSeed(input.shapes, input.n, pair->key);
    pair->key = XXH3_64bits_withSeed(input.parts, input.n, pair->key) | 1;
    const struct judging_memo *memo = batch->comparison->judge->memo;
    const struct judging_pair *known = memo ? &memo->slots[(pair->key >> 1) % MEMO_SLOTS] : NULL;
    if (known && known->key == pair->key) {
        pair->beside = known->beside;
        pair->yes = known->yes;
        pair->no = known->no;
        return;
    }
    model_judge(batch->comparison->judge->model, worker->scratch, input.pieces, input.shapes, input.parts, input.n, worker->hidden, answer);
    pair->beside = answer[0];
    pair->yes = answer[1];
    pair->no = answer[2];
}

static void *work(void *given)
{
    const struct worker *worker = given;
    for (size_t i = worker->first; i < worker->batch->n_pairs; i += worker->step)
        judge_pair(worker, &worker->batch->pairs[i]);
    return NULL;
}

/* Starts what threads it can; the caller's own does the share of those that could not be started. */
static enum hearsay_status work_shared(const struct batch *batch, size_t n_threads)
{
    struct worker workers[THREADS_MOST] = {0};
    enum hearsay_status status = HEARSAY_OK;
    bool started[THREADS_MOST] = {false};
    for (size_t i = 0; i < n_threads && status == HEARSAY_OK; i++) {
        workers[i] = (struct worker){.batch = batch, .first = i, .step = n_threads, .hidden = malloc(sizeof(float) * JUDGING_PIECES * MODEL_WIDTH)};
        status = workers[i].hidden ? model_scratch_new(batch->comparison->judge->model, &workers[i].scratch) : HEARSAY_MEMORY;
    }
    for (size_t i = 1; i < n_threads && status == HEARSAY_OK; i++)
        started[i] = pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0;
    for (size_t i = 0; i < n_threads && status == HEARSAY_OK; i++)
        if (!started[i])
            work(&workers[i]);
    for (size_t i = 0; i < n_threads; i++) {
        if (started[i])
            pthread_join(workers[i].thread, NULL);
        model_scratch_free(workers[i].scratch);
        free(workers[i].hidden);
    }
    return status;
}

/* Cuts the speakers and passages of the claims that are asked about. */
static enum hearsay_status cut_claims(const struct comparison *comparison, const struct judging_pair *pairs, size_t n_pairs, struct judging_words *speakers,
                                      struct judging_words *passages)
{
    enum hearsay_status status = HEARSAY_OK;
    for (size_t i = 0; i < n_pairs && status == HEARSAY_OK; i++) {
        const struct claim *claim = &comparison->claims[pairs[i].claim];
        const struct hearsay_attribution *attribution = &comparison->records[claim->record]->attributions[claim->attribution];
        if (passages[pairs[i].claim].n)
            continue;
        status = cut_short(comparison->judge->model->vocabulary, roster_name(comparison->roster, claim->record, attribution->speaker), PART_SPEAKER, JUDGING_SPEAKER,
                           &speakers[pairs[i].claim]);
        if (status == HEARSAY_OK)
            status = cut_passage(comparison, claim, &passages[pairs[i].claim]);
    }
    return status;
}

enum hearsay_status judging_run(const struct comparison *comparison, const char *const *questions, size_t n_questions, struct judging_pair *pairs, size_t n_pairs)
{
    const struct trained_judge *judge = comparison->judge;
    struct judging_words *cut = calloc(n_questions + 1, sizeof *cut), *speakers = calloc(comparison->n_claims + 1, sizeof *speakers),
                         *passages = calloc(comparison->n_claims + 1, sizeof *passages);
    enum hearsay_status status = cut && speakers && passages ? HEARSAY_OK : HEARSAY_MEMORY;
    for (size_t i = 0; i < n_questions && status == HEARSAY_OK; i++)
        status = cut_short(judge->model->vocabulary, questions[i], PART_QUESTION, JUDGING_QUESTION, &cut[i]);
    if (status == HEARSAY_OK)
        status = cut_claims(comparison, pairs, n_pairs, speakers, passages);
    size_t n_threads = judge->n_threads < 1 ? 1 : judge->n_threads > THREADS_MOST ? THREADS_MOST : judge->n_threads;
    if (status == HEARSAY_OK && n_pairs)
        status = work_shared(&(struct batch){comparison, cut, speakers, passages, pairs, n_pairs}, n_pairs < n_threads ? n_pairs : n_threads);
    for (size_t i = 0; i < n_pairs && status == HEARSAY_OK && judge->memo; i++)
        judge->memo->slots[(pairs[i].key >> 1) % MEMO_SLOTS] = pairs[i];
    free(cut);
    free(speakers);
    free(passages);
    return status;
}
