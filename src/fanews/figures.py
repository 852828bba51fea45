"""A number found in text, and the words around it: what finding numbers, hours and series has in common.

The classes of words are those of ``number_words.tsv``; in all of them a space stands for a space, a ZWNJ or
nothing, so that they are compared `bare`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal

from attrs import frozen

from .calendar import Date
from .number_grammar import fold, one_of
from .rules import read_table
from .text import Move, Span

Kind = Literal[
    "cardinal", "decimal", "ordinal", "fraction", "percent", "money", "measure", "duration",
    "range", "date", "time", "minute", "year", "decade",
]  # fmt: skip
Value = int | Decimal | Fraction | Date | datetime.time | tuple[int | Decimal, ...]


@frozen
class Number:
    """A number found in text.

    `span` is the number alone and `text` its normalised form; `whole` is the span with the word that names or
    counts it («۲۰ درصد», «سال ۹۸», «ساعت ۱۲:۳۰»), the same as `span` where there is none.

    `value` depends on `kind`: an int or a Decimal for "cardinal", "decimal", "ordinal", "percent", "money",
    "measure" and "duration"; a Fraction for "fraction"; the two ends for "range"; a Date for "date"; a
    ``datetime.time`` for "time"; the minute of a match for "minute", ``(45, 2)`` for «۴۵+۲»; the full year
    for "year" (۹۸ is 1398) and the first year for "decade".

    `unit` is a currency as ISO 4217 code (IRT is the toman; nothing is converted) or the plain noun; `approx`
    says that «حدود», «بیش از» or the like stands before it, `ambiguous` that the digits can be read in two ways
    (۱۲۳/۴۵۶). `calendar` and `precision` are those of a date, a year or a decade. `rule` is the id of the
    row that found it.
    """

    span: Span
    text: str
    kind: Kind
    value: Value
    unit: str | None
    approx: bool
    ambiguous: bool
    rule: str
    whole: Span
    calendar: str | None = None
    precision: str | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it only counts, and nothing yet says what."""
        return self.kind in ("cardinal", "decimal") and self.whole == self.span

    def moved(self, move: Move) -> Number:
        """The same number in another text's coordinates."""
        span = move(self.span)
        return Number(  # field by field: a text has many, and `evolve` is slow
            span,
            self.text,
            self.kind,
            self.value.moved(move) if isinstance(self.value, Date) else self.value,
            self.unit,
            self.approx,
            self.ambiguous,
            self.rule,
            span if self.whole == self.span else move(self.whole),
            self.calendar,
            self.precision,
        )


# ---- the words around ----------------------------------------------------------------------------------

GAP = r"[ \u200c]"
LETTER = r"[\p{L}\p{M}]"
END = rf"(?!\u200c?{LETTER})"
"""Patterns (of `regex`) for what parts words, for a letter, and for the end of a word."""


def bare(text: str) -> str:
    """`text` without spaces and ZWNJs."""
    return text.replace(" ", "").replace("\u200c", "")


@cache
def _classes() -> dict[str, list[str]]:
    classes: dict[str, list[str]] = {}
    for row in read_table("number_words"):
        classes.setdefault(row["class"], []).extend(fold(row["words"]).split("|"))
    return classes


def head(word: str) -> str:
    """The letters by which `word` is looked up at a glance: its first, up to three that stand together."""
    return word.partition(" ")[0][:3]


def may_begin(heads: frozenset[str], letters: str) -> bool:
    """Whether one of the words with these `heads` may begin with `letters`."""
    return letters[:3] in heads or letters[:2] in heads or letters[:1] in heads


def letters_after(folded: str, stop: int) -> str:
    """The first three letters after `stop`, behind up to three spaces and ZWNJs."""
    return folded[stop : stop + 6].lstrip(" \u200c")[:3]


def class_words(*names: str) -> Iterator[str]:
    """The words of these classes, folded."""
    return (word for name in names for word in _classes()[name])


@cache
def class_heads(*names: str) -> frozenset[str]:
    """The heads of the words of these classes."""
    return frozenset(map(head, class_words(*names)))


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a class, bare."""
    return frozenset(map(bare, _classes()[name]))


def alternatives(*names: str) -> str:
    """A pattern for the words of these classes."""
    return one_of(class_words(*names))


_WORD = re.compile(r"[\u0621-\u065f\u066e-\u06d5]+|[^ \u200c]")


def words_before(folded: str, stop: int) -> list[str]:
    """The words of the line right before `stop`, without ZWNJs; none from before the last other sign."""
    words = _WORD.findall(folded, max(0, stop - 40), stop)
    for i in range(len(words) - 1, -1, -1):
        if not words[i][0].isalpha():
            return words[i + 1 :]
    return words


def words_after(folded: str, start: int) -> list[str]:
    """The few words of the line right after `start`, without ZWNJs; none from behind the next other sign."""
    words = _WORD.findall(folded, start, start + 30)
    return words[: next((i for i, word in enumerate(words) if not word[0].isalpha()), len(words))]


@cache
def _classes_of() -> dict[str, list[str]]:
    """The classes that a word, bare, is in."""
    found: dict[str, list[str]] = {}
    for name in _classes():
        for word in words_of(name):
            found.setdefault(word, []).append(name)
    return found


def endings(words: Sequence[str]) -> dict[str, int]:
    """The classes of which the last `words` are one, and how many words that is: approx, 2 for «بیش از»."""
    found: dict[str, int] = {}
    known, last = _classes_of(), ""
    for n, word in enumerate(words[:-4:-1], 1):
        last = word + last
        for name in known.get(last, ()):
            found.setdefault(name, n)
    return found


def ends_in(words: Sequence[str], name: str) -> int:
    """How many of the last `words` are one of the class `name`: 2 for «بیش از», 0 for none."""
    return endings(words).get(name, 0)


def is_approx(words: Sequence[str]) -> bool:
    """Whether a number after these words is not meant exactly: «حدود», «بیش از»."""
    return ends_in(words, "approx") > 0
