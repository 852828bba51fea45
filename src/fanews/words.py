"""A text cut once into words, sentences, paragraphs and quotation marks, with offsets: the ground of the finders
that must look at grammar (`speakers`, `cues`, `quotes`).

Everything is counted in words; `Words.start` and `Words.stop` lead back to code points. One pass over the text
each, so the time is linear in its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import accumulate, chain

import regex

from .rules import read_table
from .text import Passage, Span

OPENING = "«“„‹"
CLOSING = "»”›"
STRAIGHT = '"'
FINAL = frozenset(".!؟?")
_MARKS = (*OPENING, *CLOSING, STRAIGHT)
_ENDS = ("\n", *FINAL, *CLOSING, STRAIGHT, ")")

_FOLD = (
    *zip("يىئكأإآٱؤةۀ", "یییکاااا\u0648هه", strict=True),
    *((mark, "") for mark in "\u200c\u200d\u200e\u200f\u00ad\u0640\u0670"),
    *((chr(sign), "") for sign in range(0x64B, 0x656)),
)


def fold(text: str) -> str:
    """The form under which spellings of a word that mean the same are looked up: no ZWNJ, hamza or vowel signs."""
    for letter, plain in _FOLD:  # ten times as fast as `translate` on a whole text
        text = text.replace(letter, plain)
    return text


def folds(words: Iterable[str]) -> list[str]:
    """`words` folded, all at once."""
    return fold("\n".join(words)).split("\n")


@cache
def _sets() -> dict[str, str]:
    return {row["set"]: row["words"] for row in read_table("clause_words")}


@cache
def phrases(name: str) -> dict[str, list[tuple[str, ...]]]:
    """The phrases of a set of ``clause_words.tsv``, folded, by their first word, the longer first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in fold(_sets()[name]).split("|"):
        words = tuple(phrase.split())
        out.setdefault(words[0], []).append(words)
    return {first: sorted(found, key=len, reverse=True) for first, found in out.items()}


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a set of ``clause_words.tsv``, folded."""
    return frozenset(fold(_sets()[name]).split())


_LETTERS = "A-Za-z_\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06fc\u06ff"
_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
_TOKEN = re.compile(rf"([{_DIGITS}]+(?:[.,/٫٬][{_DIGITS}]+)++|[{_LETTERS}{_DIGITS}\u200c\u200d]++|[\n\S])")
_USUAL = re.compile(r"[\t\n\r -~\u00a0«»\u0600-\u06ff\u2000-\u203e]*+")
"""A text of these is cut by `re`, which is faster on plain ranges, as `regex` would cut it."""


@cache
def _any_token() -> regex.Pattern[str]:
    return regex.compile(r"(\d+(?:[.,/٫٬]\d+)++|\w++|[\n\S])")  # to the module `regex`, ZWNJ and vowel signs are \w


@cache
def _verb_endings() -> tuple[str, ...]:
    return tuple(word_set("verb ending"))


def finite(key: str) -> bool:
    """Whether the folded word looks like a finite verb, which ends a clause."""
    if key in word_set("finite verb") or key.endswith("هاند"):
        return True
    stem = key
    for prefix in ("بر", "در", "باز", "فرا", "فرو", "وا"):
        if key.startswith((prefix + "می", prefix + "نمی")):
            stem = key[len(prefix) :]
    return len(stem) > 4 and stem.startswith(("می", "نمی")) and stem.endswith(_verb_endings())


def beginnings(names: Iterable[str], longest: int = 99) -> frozenset[str]:
    """The first letters of `names`: with them a reader knows at once that no name begins at a word, or goes on."""
    return frozenset(name[:n] for name in names for n in range(1, min(len(name), longest) + 1))


def _keys(tokens: list[str]) -> list[str]:
    """The folded form of each; a mark that folds to nothing stays as it is."""
    keys = fold(" ".join(tokens)).split(" ")  # no token has a space in it
    if "" in keys:
        return [key or token for key, token in zip(keys, tokens, strict=True)] if tokens else []
    return keys


class Words:
    """The words of a text: `key` is the folded form, a punctuation mark itself, or a newline.

    `index` says where each key stands. `sentence[i]` and `paragraph[i]` number the sentence and the paragraph of
    word `i`; `sentences` and `paragraphs` hold their word ranges; `partner` leads from a quotation mark to its other
    half, and `unclosed` holds the opening marks that have none.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: dict[str, list[tuple[str, ...]]] | None = None  # what `speakers` learns of the article's names
        token = _TOKEN if _USUAL.fullmatch(text) else _any_token()
        parts = token.split(text)  # what stands between two words, a word, what stands between …
        ends = list(accumulate(map(len, parts)))
        self.key: list[str] = _keys(parts[1::2])
        self.start: list[int] = ends[:-1:2]
        self.stop: list[int] = ends[1::2]
        self._index()
        self._cut()
        self._pair()

    @classmethod
    def of(cls, text: str | Words) -> Words:
        """The words of a text, which may have been cut into words before."""
        return text if isinstance(text, Words) else cls(text)

    def head(self, stop: int) -> Words:
        """The words that begin before the code point `stop`, as if the text ended there; quotation marks unpaired."""
        head = object.__new__(Words)
        last = bisect_left(self.start, stop)
        head.text, head.names, head.index = self.text[:stop], None, {}
        head.key, head.start, head.stop = self.key[:last], self.start[:last], self.stop[:last]
        head.sentence, head.paragraph = self.sentence[:last], self.paragraph[:last]
        head.sentences = [(a, min(b, last)) for a, b in self.sentences[: head.sentence[-1] + 1]] if last else []
        head.paragraphs = [(a, min(b, last)) for a, b in self.paragraphs[: head.paragraph[-1] + 1]] if last else []
        head.partner, head.unclosed = {}, set()
        return head

    def __len__(self) -> int:
        return len(self.key)

    def passage(self, first: int, last: int) -> Passage:
        """The passage of the words `first` to `last`, the latter excluded."""
        return Passage.at(self.text, self.start[first], self.stop[last - 1])

    def span(self, first: int, last: int) -> Span:
        return Span(self.start[first], self.stop[last - 1])

    def joined(self, first: int, last: int) -> str:
        """The folded words, one space between two."""
        return " ".join(self.key[first:last])

    def at(self, offset: int) -> int:
        """The first word that does not end before the code point `offset`."""
        return bisect_right(self.stop, offset)

    def standing(self, keys: Iterable[str]) -> list[int]:
        """Where any of `keys` stands, in the order of the text."""
        index = self.index
        return sorted(chain.from_iterable(index[key] for key in keys if key in index))

    def places(self, key: str) -> list[int]:
        """Where a folded word stands, the first fifty places."""
        return self.index.get(key, [])[:50]

    @cached_property
    def finite(self) -> frozenset[str]:
        """The words that look like finite verbs."""
        some = [key for key in self.index if "می" in key or key.endswith("هاند")]
        return word_set("finite verb").intersection(self.index).union(filter(finite, some))

    @cached_property
    def _verbs(self) -> list[int]:
        return self.standing(self.finite)

    def verbs(self, first: int, stop: int) -> list[int]:
        """The finite verbs among the words `first` to `stop`."""
        return self._verbs[bisect_left(self._verbs, first) : bisect_left(self._verbs, stop)]

    def is_word(self, i: int) -> bool:
        return 0 <= i < len(self.key) and (self.key[i][0].isalnum())

    def _index(self) -> None:
        index: dict[str, list[int]] = {}
        for i, key in enumerate(self.key):
            if key in index:
                index[key].append(i)
            else:
                index[key] = [i]
        self.index = index

    def _cut(self) -> None:
        """Number the sentences and the paragraphs."""
        self.sentence: list[int] = []
        self.paragraph: list[int] = []
        self.sentences: list[tuple[int, int]] = []
        self.paragraphs: list[tuple[int, int]] = []
        first = head = 0
        n = len(self.key)
        for i in self.standing(_ENDS):
            newline = self.key[i] == "\n"
            if i + 1 < n and (newline or self._ends(i)):
                self.sentence += [len(self.sentences)] * (i + 1 - first)
                self.sentences.append((first, i + 1))
                first = i + 1
                if newline:
                    self.paragraph += [len(self.paragraphs)] * (i + 1 - head)
                    self.paragraphs.append((head, i + 1))
                    head = i + 1
        if n:
            self.sentence += [len(self.sentences)] * (n - first)
            self.sentences.append((first, n))
            self.paragraph += [len(self.paragraphs)] * (n - head)
            self.paragraphs.append((head, n))

    def _ends(self, i: int) -> bool:
        """Whether the sentence ends with word `i`: a final mark, or the closing mark after one."""
        key, after = self.key[i], self.key[i + 1]
        if after in FINAL or after in CLOSING or after == "…" or (after == STRAIGHT and self._closing(i + 1)):
            return False
        if key in CLOSING or key == STRAIGHT or key == ")":
            return i > 0 and self.key[i - 1] in FINAL and (key != STRAIGHT or self._closing(i))
        if key not in FINAL:
            return False
        if key != "." or i == 0:
            return after not in word_set("after a question")
        glued = self.start[i + 1] == self.stop[i] and self.start[i] == self.stop[i - 1]
        short = len(self.key[i - 1]) == 1 and self.key[i - 1].isalpha()
        if glued and self._spelled(i):
            return False
        return not (glued and (short or after.isascii() or len(after) == 1)) and self.key[i - 1] != "."

    def _spelled(self, i: int) -> bool:
        """Whether the full stop at word `i` stands within spelled letters: یو.ان.اف.پی.ای"""
        parts = [j for j in (i - 1, i + 1) if len(self.key[j]) <= 3]
        more = [j for j in (i - 2, i + 2) if 0 <= j < len(self.key) and self.key[j] == "."]
        return len(parts) == 2 and any(self.start[max(i, j)] - self.stop[min(i, j)] <= 3 for j in more)

    def _closing(self, i: int) -> bool:
        """Whether word `i` is a straight mark that can only close: a letter or a final mark before, none after."""
        if self.key[i] != STRAIGHT or i == 0:
            return False
        before = self.start[i] == self.stop[i - 1]
        after = i + 1 < len(self.key) and self.start[i + 1] == self.stop[i] and self.key[i + 1][0].isalnum()
        return before and not after

    def _pair(self) -> None:
        """Find the other half of every quotation mark: within the paragraph, else across open paragraphs."""
        self.partner: dict[int, int] = {}
        self.unclosed: set[int] = set()
        if self.index.keys().isdisjoint(_MARKS):
            return
        waiting: list[int] = []  # opening marks of the paragraph before that found no closing one
        stack: list[int] = []
        turned = ever = False
        for i in self.standing(("\n", *_MARKS)):
            key = self.key[i]
            if key == "\n":
                waiting = stack[:1] or (waiting if self._goes_on(i + 1) else [])
                self.unclosed.update(stack)
                stack, turned = [], False
            elif key in CLOSING and not stack and not waiting and i and self.key[i - 1] == ":":
                self.key[i] = "«"  # turned round: گفت: »…«
                turned = ever = True
                stack.append(i)
            elif turned and key in OPENING and stack:
                self.key[i] = "»"
                turned = False
                first = stack.pop()
                self.partner[first], self.partner[i] = i, first
            elif key in OPENING or (key == STRAIGHT and self._opens(i, stack)):
                stack.append(i)
            elif key in CLOSING or key == STRAIGHT:
                other = stack.pop() if stack else waiting.pop() if waiting else None
                if other is not None:
                    self.partner[other], self.partner[i] = i, other
                    self.unclosed.discard(other)
        self.unclosed.update(stack)
        if ever:
            self._index()

    def _goes_on(self, i: int) -> bool:
        """Whether the paragraph at word `i` may stand inside a quotation begun before it: it opens none itself."""
        return i < len(self.key) and self.key[i] not in OPENING

    def _opens(self, i: int, stack: list[int]) -> bool:
        """Whether the straight mark at word `i` opens a quotation."""
        if self._closing(i) and stack:
            return False
        if not any(self.key[j] == STRAIGHT for j in stack[-4:]):
            return True
        tight = i + 1 < len(self.key) and self.start[i + 1] == self.stop[i] and self.key[i + 1][0].isalnum()
        return tight and (i == 0 or self.start[i] > self.stop[i - 1] or self.key[i - 1] in ":،(\n")
