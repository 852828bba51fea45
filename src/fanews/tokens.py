"""A text as its words and what stands between them, split once for all who work on words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from .text import ZWNJ

_LETTER = "[\u0620-\u065f\u0670-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff]"
_WORD = re.compile(f"({_LETTER}++(?:{ZWNJ}++{_LETTER}++)*+)")  # `re` finds plain ranges twice as fast as `regex`


class Tokens:
    """The words of `text` in their places: it reads ``gaps[0] + words[0] + gaps[1] + words[1] + … + gaps[-1]``.

    A word is a run of letters and vowel signs of the Arabic script, with ZWNJs inside it only.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._pieces = _WORD.split(text)
        self.words = self._pieces[1::2]
        self.gaps = self._pieces[::2]

    @cached_property
    def _edges(self) -> list[int]:
        """Where each gap and each word begins, in turn, and where the text ends."""
        return list(accumulate(map(len, self._pieces), initial=0))

    def place(self, i: int) -> tuple[int, int]:
        """Where the word `i` begins and ends in the text."""
        return self._edges[2 * i + 1], self._edges[2 * i + 2]

    def inside(self, ranges: Sequence[tuple[int, int]]) -> Iterator[int]:
        """The words that share something with one of `ranges`."""
        edges = self._edges
        for start, stop in ranges:
            piece = bisect_right(edges, start) - 1
            while piece < len(self._pieces) and edges[piece] < stop:
                if piece % 2:
                    yield piece // 2
                piece += 1
