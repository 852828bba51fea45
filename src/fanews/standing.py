"""How firmly a word stands as it is written: how likely it is, known or not, and whether anything explains it.

`typos` weighs that against what a slip may have made of the word; `looks` has it worked out for the common words.
"""

from __future__ import annotations

import re
from functools import cache
from math import inf, log10

from .forms import SURE, ending_share, explanation, is_form, letters, likelihood, words
from .memory import remembered
from .rules import read_table
from .text import ZWNJ

LETTER = r"[ء-غف-\u064aپچژکگی\u200c]"
_PLAIN = re.compile(f"{LETTER}{{1,40}}+")
_FIRM = 1e12
"""A weight that no repair outdoes."""
USUAL = 1e3
"""Two words whose weights have a greater product are right as they are."""
_AND, _NUMBER, _LONE, _MIXED = 35_000.0, 1000.0, 5.0, 0.001
"""How often per million words there stands و, a number, another letter alone, a letter and a number as one word."""
_ALONE = 10_000.0
"""How often an ending stands alone, for each part of its share, in text that lost its ZWNJs."""
_NAMED, _UNLISTED, _UNKNOWN = 1.0, 0.05, 0.003
"""What a word counts for that is a listed name, one that only the lexicon explains, and one that nothing does."""
_NEGATED = 0.03
"""How often a verb has ن, for once that it has none."""


@remembered
def steadiness(word: str) -> float:
    """How likely a word is to stand as it does, in occurrences per million; what is no plain word stands firm."""
    return weight(word) if is_plain(word) else _FIRM


def is_plain(word: str) -> bool:
    """Whether `word` has only letters and ZWNJs, and not too many."""
    return _PLAIN.fullmatch(word) is not None


def weight(token: str) -> float:
    """How likely a word is to stand as it does, known or not."""
    word = letters(token)
    if not word:
        return USUAL
    if len(word) == 1:
        return _AND if word == "و" else _LONE
    if word[0].isdecimal() or word[-1].isdecimal():
        return _AND if "و" in word else _MIXED
    known = likelihood(word)
    if word in listed_names():
        known = max(known, _NAMED)
    elif not known:
        known = _UNLISTED if len(word) > 2 and is_form(word) else _UNKNOWN
    negated = _NEGATED * likelihood(word[1:]) if word[0] == "ن" and len(word) > 4 else 0
    return max(known, _ALONE * ending_share(word), negated)


def unknown(token: str) -> bool:
    """Whether nothing explains `token`, nor its parts where it has ZWNJs."""
    word = letters(token)
    if len(word) < 4 or word in words() or not is_plain(token):
        return False
    if ZWNJ in token and all(is_form(letters(part)) for part in token.split(ZWNJ)):
        return False
    return explanation(word) < SURE


# ---- names -----------------------------------------------------------------------------------------------


@cache
def given_names() -> frozenset[str]:
    """The listed given names."""
    return frozenset(letters(row["name"]) for row in read_table("names"))


@cache
def before_names() -> frozenset[str]:
    """Given names and titles: after them a name is expected."""
    return given_names() | frozenset(
        letters(row["word"]) for row in read_table("titles") if row["kind"] in ("honorific", "rank")
    )


@cache
def listed_names() -> frozenset[str]:
    """The listed names of people and places, each of their words."""
    names = {row["names"] for row in read_table("proper_names")} | {row["name"] for row in read_table("places")}
    return before_names().union(letters(" ".join(names)).split())


# ---- a letter that goes to the next word, or comes from there ----------------------------------------------

_STEADY = frozenset(("می", "نمی", "بن", "ابن", "ال", "آل", "مک", "فان", "فون"))
"""Words that take and give no letter: a verb or a name follows."""
_COMMON, _SHORT, _LONG = 5.0, 0.7, 4
"""Words rarer than this gain less by their rarity, and shorter ones by each letter that they fall short."""


def gain(weighs: float, left: str, right: str) -> float:
    """How much likelier `left` and `right` are than two words whose weights have the product `weighs`.

    A decimal logarithm, less what makes two words doubtful: that one of them is rare, or short.
    """
    first, second = chance(left), chance(right)
    if not (first and second):
        return -inf
    doubt = max(_rarity(first), _rarity(second)) + max(_shortness(left), _shortness(right))
    return log10(first * second / weighs) - doubt


def most_by_giving(token: str, last: bool) -> float:
    """The most that it adds to a `gain` if the word gives away its last, or first, letter."""
    word = letters(token)
    return _share(word[:-1] if last else word[1:], steadiness(token))


def most_by_taking(token: str, last: bool) -> float:
    """The most that it adds to a `gain` if the word takes another letter at its end, or beginning."""
    word, weighs = letters(token), steadiness(token)
    return max(_share(word + letter if last else letter + word, weighs) for letter in _alphabet())


def _share(word: str, weighs: float) -> float:
    """The most that `word`, instead of one that `weighs` so much, adds to a gain: of the doubts, half are its own."""
    likely = chance(word)
    return log10(likely / weighs) - (_rarity(likely) + _shortness(word)) / 2 if likely else -inf


def _rarity(likely: float) -> float:
    return max(0.0, -log10(likely / _COMMON))


def _shortness(word: str) -> float:
    return _SHORT * max(0, _LONG - len(word))


def moves(token: str) -> bool:
    """Whether a letter of the word may go to another, or one of another's come."""
    return is_plain(token) and not is_steady(letters(token))


def is_steady(word: str) -> bool:
    """Whether `word`, in its letters, takes and gives none."""
    return not word or word in _STEADY


@cache
def _alphabet() -> frozenset[str]:
    """The letters of the listed words."""
    return frozenset().union(*words())


@remembered
def chance(word: str) -> float:
    """How likely a word is that a letter moved makes: nothing for a lone letter but و."""
    if word.isdecimal():
        return _NUMBER
    return _AND if word == "و" else likelihood(word) if len(word) > 1 else 0.0
