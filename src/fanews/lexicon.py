"""Words: the shipped list with its frequencies, and a user's own. The only file that knows how they are stored.

The list is hazm's (MIT, https://github.com/roshan-research/hazm) with the forms of its verbs, compiled by
``tools/build_lexicon.py`` into ``data/lexicon.bin``: the parts of its compounds, and a `Table` of frequencies, which
opens in a few milliseconds. About one unknown string in 20,000 is taken for a word.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from math import log2
from zlib import crc32

from attrs import field, frozen

from . import resources
from .text import ZWNJ

_BUCKETS = 1 << 16


def is_word(word: str) -> bool:
    """Whether the list has `word`: Persian letters, a ZWNJ where the list writes one.

    >>> is_word("تعاونی"), is_word("تعاوونی")
    (True, False)
    """
    return _table().get(word) >= 0 and ZWNJ not in (word[0], word[-1])


def frequency(word: str) -> int:
    """How often `word` occurred in the collection hazm counted, to within 5 %; 0 when rare or unknown."""
    return decode_frequency(_table().get(word))


def level(word: str) -> int:
    """The frequency of `word` in octaves, 1 to 32; 0 for a word without a count, -1 for an unknown string."""
    byte = _table().get(word)
    return (byte + 7) // 8 if byte >= 0 else -1


def compounds_after(part: str) -> int:
    """How many listed words begin with `part` and a ZWNJ."""
    return _parts().get(part, _NONE)[0]


def compounds_before(part: str) -> int:
    """How many listed words end in a ZWNJ and `part`."""
    return _parts().get(part, _NONE)[1]


def parts() -> Iterable[str]:
    """The parts of listed words with a ZWNJ."""
    return _parts()


def leaders() -> set[str]:
    """The parts with which a listed word begins before a ZWNJ."""
    return {part for part, (after, _) in _parts().items() if after}


def followers() -> set[str]:
    """The parts in which a listed word ends after a ZWNJ."""
    return {part for part, (_, before) in _parts().items() if before}


def spells_compound(letters: str) -> bool:
    """Whether a listed word with a ZWNJ has these letters once its ZWNJs are taken out."""
    return _table().get(letters_key(letters)) >= 0


def letters_key(word: str) -> str:
    return ZWNJ + word.replace(ZWNJ, "") + ZWNJ


def encode_frequency(frequency: int) -> int:
    """The byte for a frequency: 0 for none, else 1 + eight steps for each doubling."""
    return min(255, 1 + round(8 * log2(frequency))) if frequency > 0 else 0


def decode_frequency(byte: int) -> int:
    """The frequency a byte of the table stands for."""
    return round(2 ** ((byte - 1) / 8)) if byte > 0 else 0


_NONE = (0, 0)


def encode(entries: Mapping[str, int], parts: Mapping[str, tuple[int, int]]) -> bytes:
    """The bytes of ``lexicon.bin``: how many words begin and end in each of `parts` (`pack`), then the `Table` of
    `entries`; compressed by zlib.
    """
    names = sorted(parts)
    counts = [parts[name][side] for side in (0, 1) for name in names]
    return zlib.compress(pack(names, counts) + Table.pack(entries), 9)


@cache
def _load() -> tuple[dict[str, tuple[int, int]], Table]:
    names, counts, rest = unpack(resources.decompressed("lexicon.bin"))
    pairs = zip(counts[: len(names)], counts[len(names) :], strict=True)
    return dict(zip(names, pairs, strict=True)), Table(rest)


def _parts() -> dict[str, tuple[int, int]]:
    return _load()[0]


def _table() -> Table:
    return _load()[1]


def pack(strings: Sequence[str], numbers: Iterable[int]) -> bytes:
    """`strings`, which have no newline, and `numbers` below 65,536, as bytes that `unpack` reads quickly."""
    text = "\n".join(strings).encode("utf-8")
    column = _little(array("H", numbers))
    return len(text).to_bytes(4, "little") + len(column).to_bytes(4, "little") + text + column.tobytes()


def unpack(data: bytes) -> tuple[list[str], array[int], bytes]:
    """The strings and the numbers that `pack` wrote at the head of `data`, and the rest."""
    text = 8 + int.from_bytes(data[:4], "little")
    end = text + 2 * int.from_bytes(data[4:8], "little")
    return data[8:text].decode("utf-8").split("\n"), _little(array("H", data[text:end])), data[end:]


def _little(column: array[int]) -> array[int]:
    """`column` from the machine's order of bytes to little-endian, or back."""
    if sys.byteorder == "big":
        column.byteswap()
    return column


# ---- the table -----------------------------------------------------------------------------------------


class Table:
    """Strings with a byte each, in little memory: a static hash table that keeps no string.

    A string is known by the CRC-32 of its UTF-8 form. The bytes are: how many strings fall into each of 65,536
    buckets (the upper half of the CRC; a byte each), the lower half of each CRC, sorted in its bucket (two bytes,
    little-endian), and the bytes that go with them.
    """

    __slots__ = ("_bounds", "_bytes", "_keys")

    def __init__(self, data: bytes) -> None:
        count = (len(data) - _BUCKETS) // 3
        self._bounds = array("I", accumulate(data[:_BUCKETS], initial=0))
        self._keys = _little(array("H", data[_BUCKETS : _BUCKETS + 2 * count]))
        self._bytes = data[_BUCKETS + 2 * count :]

    def get(self, string: str) -> int:
        """The byte of `string`, -1 when the table does not have it."""
        crc = crc32(string.encode("utf-8", "surrogatepass"))
        bucket, key = crc >> 16, crc & 0xFFFF
        start = self._bounds[bucket]
        keys = self._keys[start : self._bounds[bucket + 1]]
        return self._bytes[start + keys.index(key)] if key in keys else -1

    @staticmethod
    def pack(entries: Mapping[str, int]) -> bytes:
        """The bytes of a table with these entries; of two strings with one CRC, the greater byte counts."""
        found: dict[int, int] = {}
        for string, byte in entries.items():
            crc = crc32(string.encode("utf-8"))
            found[crc] = max(found.get(crc, 0), byte)
        sizes = bytearray(_BUCKETS)
        keys = bytearray()
        for crc in sorted(found):
            sizes[crc >> 16] += 1
            keys += (crc & 0xFFFF).to_bytes(2, "little")
        return bytes(sizes) + bytes(keys) + bytes(found[crc] for crc in sorted(found))


# ---- a user's own words --------------------------------------------------------------------------------


def _words(words: Iterable[str]) -> tuple[str, ...]:
    if isinstance(words, str):
        raise TypeError(f"a Lexicon takes lists of words, e.g. [{words!r}], not one string")
    return tuple(sorted(set(words)))


@frozen
class Lexicon:
    """A project's own spellings; immutable, hashable, picklable.

    - `join`: words to be written so, with their ZWNJs, wherever their letters are found, whether a ZWNJ, a space or
      nothing stands between the parts: ``Lexicon(join=["لیگ\\u200cبرتر"])``.
    - `split`: words to be written apart, with a space where the entry has one: ``Lexicon(split=["آن مرد"])``.
    - `keep`: strings to be left exactly as they are.

    Raises ValueError for a word in `join` with a space, and for one in `split` without.
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
