"""Which strings of letters are Persian words, and how likely each is: the ground on which `typos` judges.

A word is looked up in its letters alone (`letters`): without ZWNJs and vowel signs, so that text which lost its
ZWNJs is judged like any other. `likelihood` is careful and gives a frequency; `is_form` is generous, for what it
denies may be changed: it accepts inflection, compounds, spoken forms, and words that a lost space glued together.

``data/forms.bin`` is built by ``tools/build_forms.py``; the lexicon knows the rarer words and the verb forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import log2, log10

from . import resources
from .lexicon import compounds_after, compounds_before, is_word, parts, spells_compound
from .memory import pooled, remembered
from .rules import read_table

_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه", "ة": "ه"}) | dict.fromkeys(
    (0x200C, 0x200D, 0x0640, 0x0670, *range(0x064B, 0x0653)), None
)
_LEVEL_ZERO = 0.02
_VERB = 0.05
"""What a verb form counts for that the lists know but never saw."""
_NAME = 0.05
"""What a proper name counts for: enough to be known, too little to be put in the place of another."""
_RARE = -1.0
"""What a word counts for that only the lexicon knows."""
_DEAD = 0.01
"""The frequency of a word, as a stem, that only the lexicon knows."""
_CORRECT = 3.5
"""A word is right a few thousand times as often as it has the commonest slip."""
_FIRM = 1.5
"""An explanation above which no repair could stand out."""
_HEAD, _SPOKEN = 0.03, 0.005
"""How often a word has a short one glued to its front, or is written as it is spoken."""
_SPOKEN_ENDINGS = (
    *("ا", "و", "ه", "ن", "رو", "ام", "اش", "ات", "ای", "مو", "تو", "شو"),
    *("شون", "مون", "تون", "هام", "هاش", "هات", "اشون"),
)
_PARTS = 2
"""In how many listed compounds a part stands that is known by itself."""
_SEAM = 1.0
"""By how much rarer words are written together when the first one ends in a letter that joins."""
_SIGNS = (
    ("وو", "ئو"),
    ("وو", "ؤو"),
    ("و", "ؤ"),
    ("ا", "أ"),
    ("ا", "ئ"),
    ("ی", "ئ"),
    ("ئ", "ی"),
    ("أ", "ا"),
    ("ؤ", "و"),
    ("ب", "به"),
)
"""Spellings of one sound: neither is a misspelling of the other (مسوول, مسؤول, مسئول; بروزرسانی)."""


def letters(token: str) -> str:
    """`token` in its letters alone: no ZWNJ, no vowel sign, Persian ی and ک.

    >>> letters("کتاب\u200cها")
    'کتابها'
    """
    return token.translate(_LETTERS)


def encode_level(frequency: float) -> int:
    """The byte for occurrences per million: four steps for each doubling; never 0."""
    return 1 + min(254, max(0, round(4 * log2(frequency / _LEVEL_ZERO))))


def listed() -> tuple[list[str], bytes]:
    """The words of ``forms.bin``, in their order, and their levels."""
    levels, _, text = resources.decompressed("forms.bin").partition(b"\0")
    return text.decode().split("\n"), levels


@cache
def words() -> dict[str, float]:
    """The listed words in their letters, with their occurrences per million: those of ``forms.bin`` come first."""
    names, levels = listed()
    frequency = [_LEVEL_ZERO * 2 ** ((level - 1) / 4) for level in range(256)]
    found = dict(zip(pooled(names, parts()), map(frequency.__getitem__, levels), strict=True))
    for row in read_table("proper_names"):
        for name in row["names"].split():
            found.setdefault(name, _NAME)
    return found


def splits(word: str) -> Iterator[tuple[str, float]]:
    """The ways to read `word` as a word and an ending: the word, and the share of the ending."""
    for cut in range(max(2, len(word) - _LONGEST_ENDING), len(word)):
        yield from _stems(word, cut)


_LONGEST_ENDING = 7


def _stems(word: str, cut: int) -> Sequence[tuple[str, float]]:
    """What ``word[cut:]`` may be the ending of, and its share; nothing where it is no ending."""
    ending = word[cut:]
    shares = _shares().get(ending)
    if shares is None or (word[cut - 1] == "ی" == ending[0]):  # ی and ی never meet: مردمی\u200cای, not مردمیی
        return ()
    stem = word[:cut]
    plain, heh, vowel, dropped = shares
    found = [(stem, plain)] if plain else []
    if heh and stem[-1] == "ه":
        found.append((stem, heh))
    if vowel and stem[-1] in "او":
        found.append((stem, vowel))
    if dropped:
        found.append((stem + "ه", dropped))
    return found


def likelihood(word: str) -> float:
    """About how often `word`, in its letters, occurs per million words; 0 when nothing explains it."""
    found, table = words(), _shares()
    best = found.get(word, 0.0)
    for cut in range(max(2, len(word) - _LONGEST_ENDING), len(word)):
        if word[cut:] in table:
            for stem, share in _stems(word, cut):
                best = max(best, found.get(stem, 0.0) * share)
    if best >= _VERB or word[:2] not in ("می", "نم"):
        return best
    bare = word.removeprefix("ن").removeprefix("می")
    return _VERB if bare in found and spells_compound(word) else best


def is_form(word: str) -> bool:
    """Whether the lists explain `word`, in its letters, as it stands; no guess at two words glued together."""
    return explanation(word) == SURE or is_word(word) or spells_compound(word)


SURE, NOTHING = 9.0, -9.0


@remembered
def explanation(word: str) -> float:
    """How well the lists explain `word`, in its letters, as right.

    `SURE` for what is listed with a frequency, and for what is likely enough inflected, compounded, spoken; less for
    the rest of these and for words that only the lexicon has: a decimal logarithm, to be compared with that of
    a word's occurrences per million which it might be a misspelling of. `NOTHING` for what remains: names, foreign
    words, misspellings.
    """
    if len(word) < 3 or _listed(word) or _is_part(word):
        return SURE
    best = _RARE if is_word(word) or spells_compound(word) else NOTHING
    for explained in (_inflected, _glued, _spoken, _respelt):
        best = max(best, explained(word))
        if best >= _FIRM:
            return SURE
    return best


def _listed(word: str) -> bool:
    """Whether `word` is listed with a frequency, or is a verb form, or what a listed word is derived from."""
    found = words()
    return word in found or _is_verb(word) or any(word + e in found for e in ("ی", "ها", "های", "ان"))


def _is_part(word: str) -> bool:
    """Whether several listed compounds begin or end in `word`, or in `word` without its ending."""
    if compounds_after(word) >= _PARTS or compounds_before(word) >= _PARTS:
        return True
    return any(compounds_before(stem) >= 4 * _PARTS for stem, _ in splits(word))


def _right(frequency: float) -> float:
    """The weight of an explanation by which a word would occur `frequency` times per million."""
    return log10(frequency) + _CORRECT if frequency > 0 else NOTHING


def _inflected(word: str) -> float:
    """How likely `word` is a known word and an ending; a word of the lexicon alone counts as very rare."""
    found = words()
    return max(
        (
            _right(share * (found.get(stem) or (_DEAD if len(stem) > 4 and is_word(stem) else 0)))
            for stem, share in splits(word)
        ),
        default=NOTHING,
    )


def _respelt(word: str) -> float:
    """How likely `word` is a known word with its hamza written in another way."""
    begin = _hamza_heads()
    others = (
        word[:i] + b + word[i + len(a) :]
        for a, b in _SIGNS
        if a in word
        for i in range(len(word))
        if word.startswith(a, i) and (b not in _HAMZA or word[:i] + b in begin)
    )
    return max((SURE if _listed(other) else _inflected(other) for other in others), default=NOTHING)


_HAMZA = ("ئ", "ؤ", "أ")


@cache
def _hamza_heads() -> frozenset[str]:
    """How listed words begin that have a hamza, up to this."""
    return frozenset(word[: word.index(sign) + 1] for sign in _HAMZA for word in words() if sign in word)


def _is_verb(word: str) -> bool:
    """Whether `word` is a verb form that the lexicon gives together with others of its verb."""
    for prefix in ("نمی", "می"):
        if word.startswith(prefix) and spells_compound(word):
            return True
    if not is_word(word):
        return False
    if word[0] in "بن" and spells_compound("می" + word[1:]):
        return True
    for ending in ("ند", "یم", "ید", "م", "ی", ""):
        stem = word.removesuffix(ending).removeprefix("ن")
        if word.endswith(ending) and is_word(stem + "ن") and spells_compound("می" + stem):
            return True
    return False


def _glued(word: str) -> float:
    """How likely `word` is two words, or a prefix and a word, written together."""
    best = NOTHING
    for cut in range(1, len(word) - 1):
        head, rest = word[:cut], word[cut:]
        after = likelihood(rest)
        if after == 0:
            continue
        if head in _heads() and len(rest) > 2:
            best = max(best, _right(after * _HEAD))
        if cut > 1 and (before := likelihood(head)) > 0:
            seam = 0.0 if head[-1] in "اآدذرزژو" else _SEAM
            best = max(best, log10(before * after) - seam - 4)
    return best


def _spoken(word: str) -> float:
    """How likely `word` is a form of spoken Persian: کتابا, اینو, خونه, می‌تونن."""
    if word in _spoken_verbs() or (word[-1] == "ن" and any(_is_verb(w) for w in (word + "د", word[:-1] + "د"))):
        return SURE
    best = NOTHING
    for ending in _SPOKEN_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and stem[-1:] != ending:
            best = max(best, _right(likelihood(stem) * _SPOKEN))
    for i in range(len(word) - 1):
        if word[i : i + 2] in ("ون", "وم"):
            best = max(best, _right(likelihood(word[:i] + "ا" + word[i + 1 :]) * 10 * _SPOKEN))
    return best


@cache
def _shares() -> dict[str, tuple[float, ...]]:
    """The endings, with the share of each after any word, after ه, after a vowel, and in place of ه."""
    places = ("any", "heh", "vowel", "replaces heh")
    shares: dict[str, list[float]] = {}
    for row in read_table("endings"):
        shares.setdefault(row["ending"], [0.0] * len(places))[places.index(row["after"])] = float(row["share"])
    return {ending: tuple(found) for ending, found in shares.items()}


@cache
def endings() -> frozenset[str]:
    """All endings, whatever they follow."""
    return frozenset(_shares())


def ending_share(word: str) -> float:
    """The share of `word` as an ending; 0 when it is none."""
    return max(_shares().get(word, (0.0,)))


@cache
def _heads() -> frozenset[str]:
    return frozenset(row["head"] for row in read_table("heads"))


@cache
def _spoken_verbs() -> frozenset[str]:
    endings = {
        "present": ("م", "ی", "ه", "یم", "ین", "ن", "ید", "ند", "د", ""),
        "past": ("م", "ی", "ه", "یم", "ین", "ن", "ید", "ند", "", "ش"),
    }
    return frozenset(
        prefix + row["stem"] + ending
        for row in read_table("spoken")
        for ending in endings[row["tense"]]
        for prefix in ("", "می", "نمی", "ب", "ن", "برمی", "درمی")
    )
