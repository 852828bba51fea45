"""What may concern a word, at a glance: most words of most texts need no second look.

A word's `Look` says whether anything in it is worth a closer look (`flags`), and where that may be said of the space
between two words: the `left` of the first and the `right` of the second have a bit in common. So one pass over a
text finds the few places at which `typos` and `spacing` have something to weigh.

``data/looks.bin`` has the looks of the common words, worked out beforehand by ``tools/build_looks.py``; those of all
others are worked out here when they come.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from math import inf
from operator import and_

from . import forms, parts, resources, standing
from .lexicon import pack, unpack
from .memory import Memory
from .parts import JOINT_BITS, Partners
from .tokens import Tokens

GAIN = 2.3
"""What a letter that goes over a space must gain (`standing.gain`)."""


Look = tuple[int, int, int]
"""What may concern a word: together with the word after it, with the one before it, and on its own (flags)."""

UNKNOWN, NOTABLE, FOLDED, EMPTY, VERBAL = 1, 2, 4, 8, 16
"""Nothing explains the word (`standing.unknown`); a ZWNJ or a space may be lost in it, or a ZWNJ stands in it; its parts
are not the word itself; it has none; it begins like a verb."""

_JOINT = (1 << JOINT_BITS) - 1
"""The bits of `parts.opens` and `closes`; those above them are of letters that go over the space."""
_STEPS = (-3.0, -2.0, -1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, inf)
"""What one word adds to the gain, in steps. That of the word which gives the letter is one bit, that of the other are
all bits with which it makes `GAIN`; once for a letter that goes forth, once for one that goes back."""


def look(word: str, partners: Partners | None = None) -> Look:
    """What may concern `word`; it takes much longer, and tells more, with `partners` (`parts.opens`)."""
    found = parts.analysed(word)
    flags = UNKNOWN * standing.unknown(word) + NOTABLE * found.notable + VERBAL * _is_verbal(word)
    left = right = 0
    if not found.parts:
        flags += EMPTY
    else:
        last, first = found.parts[-1], found.parts[0]
        itself = partners is not None or first == word
        left, right = (parts.opens(last, partners), parts.closes(first)) if itself else (opens(last), closes(first))
        flags += FOLDED * (first != word)
    if standing.moves(word):
        forth, back = JOINT_BITS, JOINT_BITS + len(_STEPS)
        left |= _gives(standing.most_by_giving(word, last=True)) << forth
        right |= _gives(standing.most_by_giving(word, last=False)) << back
        takes = standing.most_by_taking if partners else _anything
        left |= _takes(takes(word, last=True)) << back
        right |= _takes(takes(word, last=False)) << forth
    return left, right, flags


def opens(part: str) -> int:
    """To what a part of a word may be joined (`parts.opens`)."""
    return looks()[part][0] & _JOINT


def closes(part: str) -> int:
    """As what a part of a word may be joined to the one before it (`parts.closes`)."""
    return looks()[part][1] & _JOINT


def _is_verbal(word: str) -> bool:
    return word.startswith("می") and len(word) > 3


def _anything(word: str, last: bool) -> float:
    return inf


def _gives(gain: float) -> int:
    """The bit of a word that adds `gain` when it gives a letter."""
    return 0 if gain == -inf else 1 << next(i for i, step in enumerate(_STEPS) if gain <= step)


def _takes(gain: float) -> int:
    """The bits of a word that adds `gain` when it takes a letter."""
    return 0 if gain == -inf else sum(1 << i for i, step in enumerate(_STEPS) if gain + step >= GAIN)


# ---- the words of a text -------------------------------------------------------------------------------------


class Overview(Tokens):
    """A text cut into words, and the places at which something may be concerned."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        found = list(map(looks().__getitem__, self.words))
        lefts, rights, flags = zip(*found, strict=True) if found else ((), (), ())
        self.flags: tuple[int, ...] = flags
        self._meet: list[int] = list(map(and_, lefts, rights[1:]))

    @classmethod
    def of(cls, text: str | Overview) -> Overview:
        """The words of a text, which may have been cut into words before."""
        return text if isinstance(text, Overview) else cls(text)

    def flagged(self, flag: int) -> list[int]:
        """The words that have `flag`."""
        return [i for i, flags in enumerate(self.flags) if flags & flag]

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
    lefts, data = _unpack(data)
    rights, data = _unpack(data)
    _, numbers, data = unpack(data)
    kinds = [*zip(map(lefts.__getitem__, numbers[::3]), map(rights.__getitem__, numbers[1::3]), numbers[2::3], strict=True)]
    names, numbers, _ = unpack(data)
    words = chain(forms.listed(), names)
    return Looks(zip(words, map(kinds.__getitem__, numbers), strict=True))


def encode(common: Mapping[str, Look]) -> bytes:
    """The bytes of ``looks.bin``, compressed by zlib: the different lefts, the different rights, the looks that there
    are (each as two places in these and its flags), then which of them each word has: first those of ``forms.bin`` in
    their order, then the others, which are named (`pack`).
    """
    kinds = sorted(set(common.values()))
    lefts, rights = (sorted({kind[side] for kind in kinds}) for side in (0, 1))
    place = [{bits: i for i, bits in enumerate(side)} for side in (lefts, rights)]
    index = {kind: i for i, kind in enumerate(kinds)}
    listed = forms.listed()
    others = sorted(common.keys() - set(listed))
    data = _pack(lefts) + _pack(rights)
    data += pack([], chain.from_iterable((place[0][left], place[1][right], flags) for left, right, flags in kinds))
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
