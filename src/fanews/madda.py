"""A madda that was lost: «انها» for «آنها», «می\u200cاید» for «می\u200cآید». It takes a key of its own to type one.

Who leaves it out mostly does so everywhere, and many of the words that come out are words themselves, or look like
forms of one, so that the search for unknown words does not find them. Here the word as it stands is weighed against
the one with its madda, by how often each occurs, and by the share of its maddas that the text seems to have lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from math import exp, fsum, log, log1p
from typing import NamedTuple

from .forms import letters, likelihood, splits, words
from .memory import remembered
from .rules import read_table
from .standing import is_plain, weight
from .text import ZWNJ

RULE = "typos.madda"
_LEAST = 5.0
"""So many times as likely as the word that stands is one worth a look."""
_RARE, _SHORT = 0.05, 5.0
"""What a word counts for at least, in occurrences per million: two letters may be anything."""
_LOSS = {0.002: 0.97, 0.3: 0.015, 0.97: 0.015}
"""The shares of its maddas that a text may have lost, and how likely each is before it is looked at."""
_SURE = 0.67
"""How likely a madda must have been lost to be restored."""


class Loss(NamedTuple):
    """A word that may have lost its madda: which of its letters is the alef, how often the word occurs as it stands,
    and with its madda, in occurrences per million."""

    at: int
    bare: float
    whole: float


@remembered
def loss(token: str) -> Loss | None:
    """What `token` may have lost; None where that is not worth a look."""
    if "ا" not in token or len(token) < 2 or not is_plain(token):
        return None
    best: Loss | None = None
    for at, char in enumerate(token):
        if char == "ا":
            for start, stop in _around(token, at):
                before, after = letters(token[start:at]), letters(token[at + 1 : stop])
                if f"{before[-1:]}آ{after[:1]}" not in _places():
                    continue
                whole = likelihood(f"{before}آ{after}")
                least = _RARE if len(before) + len(after) > 1 else _SHORT
                if whole < _LEAST * least or (best is not None and whole <= best.whole):
                    continue
                often = max(least, _often(token), _often(token[start:stop]))
                if whole >= _LEAST * often:
                    best = Loss(at, often, whole)
    return best


@cache
def _places() -> frozenset[str]:
    """Where listed words have a madda: each with the letters beside it."""
    return frozenset(word[max(0, i - 1) : i + 2] for word in words() if (i := word.find("آ")) >= 0)


def _around(token: str, at: int) -> Iterator[tuple[int, int]]:
    """Where the word stands that has the letter `at`: the whole of `token`, and the part between its ZWNJs.

    Two letters between ZWNJs are mostly spelt out: «سی\u200cان\u200cان».
    """
    yield 0, len(token)
    start, stop = token.rfind(ZWNJ, 0, at) + 1, token.find(ZWNJ, at)
    stop = stop if stop > 0 else len(token)
    if 2 < stop - start < len(token):
        yield start, stop


def _often(token: str) -> float:
    """How often `token` occurs per million words, as it stands."""
    word, bare = letters(token), _bare()
    counted = (share * bare[stem] for stem, share in ((word, 1.0), *splits(word)) if stem in bare)
    return max((weight(token), *counted))


@cache
def _bare() -> dict[str, float]:
    return {row["word"]: float(row["often"]) for row in read_table("bare_alefs")}


def restored(found: Iterable[Loss], kept: int) -> Callable[[Loss], bool]:
    """Whether a madda is to be restored in a text that may have lost those `found`, and has `kept` others."""
    losses = set(found)
    fit = {
        share: log(prior) + kept * log1p(-share) + fsum(log(bare + share * whole) for _, bare, whole in losses)
        for share, prior in _LOSS.items()
    }
    most = max(fit.values())
    chance = {share: exp(f - most) for share, f in fit.items()}
    total = sum(chance.values())

    def is_lost(found: Loss) -> bool:
        _, bare, whole = found
        return sum(c * share * whole / (bare + share * whole) for share, c in chance.items()) > _SURE * total

    return is_lost
