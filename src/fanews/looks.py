"""What may concern a word, at a glance: most words of most texts need no second look.

A word's `Look` says whether anything in it is worth a closer look (`flags`), and where that may be said of the space
between two words: the `left` of the first and the `right` of the second have a bit in common. So one pass over a
text finds the few places at which `typos` and `spacing` have something to weigh.

``data/looks.bin`` has the looks of the common words, worked out beforehand by ``tools/build_looks.py``; those of all
others are worked out here when they come.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain, islice
from math import inf
from operator import and_

from . import forms, lexicon, madda, parts, resources, standing
from .lexicon import pack, unpack
from .memory import Memory, pooled, remembered
from .parts import JOINT_BITS, Partners, Word
from .tokens import Tokens

GAIN = 2.3
"""What a letter that goes over a space must gain (`standing.gain`)."""

Look = tuple[int, int, int, int]
"""What may concern a word: together with the word after it, with the one before it, on its own (flags); and its gaps
(`parts.gaps_of`)."""

UNKNOWN, NOTABLE, GLUED, FOLDED, EMPTY, VERBAL, BARE = 1, 2, 4, 8, 16, 32, 64
"""Nothing explains the word (`standing.unknown`); it has a ZWNJ or a gap; it may be glued words; its parts are not the
word itself; it has none; it begins like a verb; it may have lost its madda (`madda.loss`)."""

_JOINT = (1 << JOINT_BITS) - 1
"""The bits of `parts.opens` and `closes`; those above them are of letters that go over the space."""
_STEPS = (-3.0, -2.0, -1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, inf)
"""What one word adds to the gain, in steps. That of the word which gives the letter is one bit, that of the other are
all bits with which it makes `GAIN`; once for a letter that goes forth, once for one that goes back."""


def look(word: str, partners: Partners | None = None) -> Look:
    """What may concern `word`; it takes much longer, and tells more, with `partners` (`parts.opens`)."""
    found = parts.parts_of(word)
    gaps = parts.gaps_of(word)
    flags = NOTABLE * (gaps > 0 or len(found) > 1) + GLUED * parts.may_be_glued(word)
    flags += UNKNOWN * standing.unknown(word) + VERBAL * (word.startswith("می") and len(word) > 3)
    left = right = 0
    if not found:
        flags += EMPTY
    elif partners or found[0] == word:
        left, right = parts.opens(found[-1], partners), parts.closes(found[0])
    else:
        left, right = opens(found[-1]), closes(found[0])
    flags += FOLDED * (found != (word,)) + BARE * (madda.loss(word) is not None)
    if standing.moves(word):
        left |= _gives(standing.most_by_giving(word, last=True)) << _FORTH
        right |= _gives(standing.most_by_giving(word, last=False)) << _BACK
        left |= (_takes(standing.most_by_taking(word, last=True)) if partners else _ANY) << _BACK
        right |= (_takes(standing.most_by_taking(word, last=False)) if partners else _ANY) << _FORTH
    return left, right, flags, gaps


def opens(part: str) -> int:
    """To what a part of a word may be joined (`parts.opens`)."""
    return looks()[part][0] & _JOINT


def closes(part: str) -> int:
    """As what a part of a word may be joined to the one before it (`parts.closes`)."""
    return looks()[part][1] & _JOINT


def _gives(gain: float) -> int:
    """The bit of a word that adds `gain` when it gives a letter."""
    return 0 if gain == -inf else 1 << bisect_left(_STEPS, gain)


def _takes(gain: float) -> int:
    """The bits of a word that adds `gain` when it takes a letter."""
    return 0 if gain == -inf else sum(1 << i for i, step in enumerate(_STEPS) if gain + step >= GAIN)


_ANY = _takes(inf)
_FORTH = JOINT_BITS
_BACK = _FORTH + len(_STEPS)


@remembered
def word(raw: str) -> Word:
    """What can be said of a word as it is written."""
    return parts.word(raw, looks()[raw][3])


# ---- the words of a text -------------------------------------------------------------------------------------


class Overview(Tokens):
    """A text cut into words, and the places at which something may be concerned."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        found = list(map(looks().__getitem__, self.words))
        lefts, rights, flags, _ = zip(*found, strict=True) if found else ((), (), (), ())
        self.flags: tuple[int, ...] = flags
        self._flagged = [(i, flags) for i, flags in enumerate(flags) if flags]
        self._meet: list[int] = list(map(and_, lefts, rights[1:]))

    @classmethod
    def of(cls, text: str | Overview) -> Overview:
        """The words of a text, which may have been cut into words before."""
        return text if isinstance(text, Overview) else cls(text)

    def flagged(self, flag: int) -> list[int]:
        """The words that have `flag`."""
        return [i for i, flags in self._flagged if flags & flag]

    def named(self, i: int) -> bool:
        """Whether a given name or a title stands before the word `i`, so that a name is expected there."""
        return i > 0 and self.gaps[i] == " " and self.words[i - 1] in standing.before_names()

    @cached_property
    def joints(self) -> list[int]:
        """The words before which a space may stand for a ZWNJ, or for nothing."""
        return [i for i, bits in enumerate(self._meet, 1) if bits & _JOINT and self.gaps[i] == " "]

    @cached_property
    def moves(self) -> list[int]:
        """The words before which a letter may have gone over the space."""
        return [i for i, bits in enumerate(self._meet, 1) if bits > _JOINT and self.gaps[i] == " "]


# ---- what is shipped -----------------------------------------------------------------------------------------


class Looks(dict[str, Look]):
    """The looks of the common words; ``looks[word]`` works out that of any other, and remembers it for a while."""

    def __init__(self, common: Iterable[tuple[str, Look]]) -> None:
        super().__init__(common)
        self._others = Memory(look)

    def __missing__(self, word: str) -> Look:
        return self._others[word]


@cache
def looks() -> Looks:
    """The looks of all words."""
    data = resources.decompressed("looks.bin")
    columns = []
    for _ in range(3):
        column, data = _unpack(data)
        columns.append(column)
    _, numbers, data = unpack(data)
    lefts, rights, gaps = (map(column.__getitem__, numbers[i::4]) for i, column in enumerate(columns))
    kinds = list(zip(lefts, rights, numbers[3::4], gaps, strict=True))
    names, numbers, _ = unpack(data)
    words = chain(islice(forms.words(), len(numbers) - len(names)), pooled(names, lexicon.parts()))
    return Looks(zip(words, map(kinds.__getitem__, numbers), strict=True))


def encode(common: Mapping[str, Look]) -> bytes:
    """The bytes of ``looks.bin``, compressed by zlib.

    What there is of left, right and gaps; the looks that there are, as places in these three and flags; and which of
    them each word has: first those of ``forms.bin`` in their order, then the others, which are named (`pack`).
    """
    kinds = sorted({(left, right, gaps, flags) for left, right, flags, gaps in common.values()})
    columns = [sorted({kind[i] for kind in kinds}) for i in range(3)]
    places = [{number: i for i, number in enumerate(column)} for column in columns]
    index = {(left, right, flags, gaps): i for i, (left, right, gaps, flags) in enumerate(kinds)}
    listed, _ = forms.listed()
    others = sorted(common.keys() - set(listed))
    data = b"".join(map(_pack, columns))
    data += pack([], chain.from_iterable((*map(dict.__getitem__, places, kind), kind[3]) for kind in kinds))
    return zlib.compress(data + pack(others, [index[common[word]] for word in (*listed, *others)]), 9)


_WIDTH = 16


def _pack(numbers: Sequence[int]) -> bytes:
    """Numbers of up to 128 bits, as bytes that `_unpack` reads quickly."""
    column = b"".join(number.to_bytes(_WIDTH, "little") for number in numbers)
    return len(column).to_bytes(4, "little") + column


def _unpack(data: bytes) -> tuple[list[int], bytes]:
    """The numbers that `_pack` wrote at the head of `data`, and the rest."""
    end = 4 + int.from_bytes(data[:4], "little")
    return [int.from_bytes(data[i : i + _WIDTH], "little") for i in range(4, end, _WIDTH)], data[end:]
