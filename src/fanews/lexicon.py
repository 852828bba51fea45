"""Words: the shipped list with its frequencies, and a user's own. The only file that knows how they are stored.

The list is hazm's (MIT, https://github.com/roshan-research/hazm), compiled by ``tools/build_lexicon.py`` into
``data/lexicon.bin``: a static hash table of 0.5 MB that opens in a few milliseconds and keeps no string. A word
is known by the CRC-32 of its UTF-8 form, so about one unknown string in 20,000 is taken for a word.

The file, after zlib: the number of words in each of 65,536 buckets (a byte each; the upper half of the CRC is
the bucket), the lower half of each word's CRC, sorted in its bucket (two bytes, little-endian), and each word's
frequency on a logarithmic scale (a byte; `encode_frequency`).
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import log2
from typing import NamedTuple

from attrs import field, frozen

from .text import ZWNJ

BUCKETS = 1 << 16


def is_word(word: str) -> bool:
    """Whether the list has `word`: Persian letters, a ZWNJ where the list writes one.

    >>> is_word("تعاونی"), is_word("تعاوونی")
    (True, False)
    """
    return _find(word) >= 0 and ZWNJ not in (word[0], word[-1])


def frequency(word: str) -> int:
    """How often `word` occurred in the collection hazm counted, to within 5 %; 0 when rare or unknown."""
    at = _find(word)
    return 0 if at < 0 else decode_frequency(_table().levels[at])


def level(word: str) -> int:
    """The frequency of `word` in octaves, 1 to 31; 0 for a word without a count, -1 for an unknown string."""
    at = _find(word)
    return -1 if at < 0 else (_table().levels[at] + 7) // 8


def compounds_after(part: str) -> int:
    """How many listed words begin with `part` and a ZWNJ, to within 5 %."""
    return frequency(left_key(part))


def compounds_before(part: str) -> int:
    """How many listed words end in a ZWNJ and `part`, to within 5 %."""
    return frequency(right_key(part))


def spells_compound(letters: str) -> bool:
    """Whether a listed word with a ZWNJ has these letters once its ZWNJs are taken out."""
    return _find(letters_key(letters)) >= 0


def left_key(part: str) -> str:
    return part + ZWNJ


def right_key(part: str) -> str:
    return ZWNJ + part


def letters_key(word: str) -> str:
    return ZWNJ + word.replace(ZWNJ, "") + ZWNJ


def encode_frequency(frequency: int) -> int:
    """The byte for a frequency: 0 for none, else 1 + eight steps for each doubling."""
    return min(255, 1 + round(8 * log2(frequency))) if frequency > 0 else 0


def decode_frequency(byte: int) -> int:
    """The frequency a byte of the table stands for."""
    return round(2 ** ((byte - 1) / 8)) if byte else 0


class _Table(NamedTuple):
    bounds: array[int]
    """Where each bucket starts in the two others."""
    keys: array[int]
    levels: bytes


@cache
def _table() -> _Table:
    data = zlib.decompress(files("fanews").joinpath("data/lexicon.bin").read_bytes())
    count = (len(data) - BUCKETS) // 3
    keys = array("H", data[BUCKETS : BUCKETS + 2 * count])
    if sys.byteorder == "big":
        keys.byteswap()
    return _Table(array("I", accumulate(data[:BUCKETS], initial=0)), keys, data[BUCKETS + 2 * count :])


def _find(word: str) -> int:
    """The position of `word` in the table, -1 when it is not there."""
    crc = zlib.crc32(word.encode("utf-8", "surrogatepass"))
    bounds, keys, _ = _table()
    bucket, key = crc >> 16, crc & 0xFFFF
    for at in range(bounds[bucket], bounds[bucket + 1]):
        if keys[at] == key:
            return at
    return -1


# ---- a user's own words --------------------------------------------------------------------------------


def _words(words: Iterable[str]) -> tuple[str, ...]:
    if isinstance(words, str):
        raise TypeError(f"a Lexicon takes lists of words, e.g. [{words!r}], not one string")
    return tuple(sorted(set(words)))


@frozen
class Lexicon:
    """A project's own spellings; immutable, hashable, picklable.

    join: words to be written so, with their ZWNJs, wherever their letters are found, whether a ZWNJ, a space or
        nothing stands between the parts: ``Lexicon(join=["لیگ\\u200cبرتر"])``.
    split: words to be written apart, with a space where the entry has one: ``Lexicon(split=["آن مرد"])``.
    keep: strings to be left exactly as they are.
    """

    join: tuple[str, ...] = field(default=(), converter=_words)
    split: tuple[str, ...] = field(default=(), converter=_words)
    keep: tuple[str, ...] = field(default=(), converter=_words)

    def __attrs_post_init__(self) -> None:
        for word in self.join:
            if " " in word or not word.strip(ZWNJ):
                raise ValueError(f"join: {word!r} must be one word, its parts joined by ZWNJ (\\u200c) or nothing")
        for word in self.split:
            if " " not in word.strip():
                raise ValueError(f"split: {word!r} must have a space where it is to be separated")

    def spellings(self) -> Mapping[str, str]:
        """From the letters of each `join` and `split` word to the form in which it is to be written."""
        return {word.replace(ZWNJ, "").replace(" ", ""): word for word in (*self.split, *self.join)}
