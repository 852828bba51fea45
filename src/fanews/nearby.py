"""The listed words one slip away from a string: one letter more, less or another, or two neighbours exchanged.

Where the slip is among the first letters, each letter is tried that makes the beginning of some word; where it comes
later, the few words are gone through that begin alike. So a slip is found without making the hundreds of strings that
are one letter away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from .forms import words

ALPHABET = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئ"
_HEAD = 4
"""So many letters are the beginning of a word."""


@cache
def _order() -> list[str]:
    return sorted(words())


@cache
def _heads() -> frozenset[str]:
    return frozenset(word[:_HEAD] for word in _order())


def nearby(word: str, cuts: Sequence[int]) -> set[tuple[str, int]]:
    """The listed words one slip away from ``word[:cut]``, for each of `cuts`, with the cut; that itself is not one."""
    return {(near, cut) for near, cut in (*_early(word, cuts), *_late(word, cuts)) if near != word[:cut]}


def _early(word: str, cuts: Sequence[int]) -> Iterable[tuple[str, int]]:
    """Those that differ from it in their first letters."""
    known, heads = words(), _heads()
    for at in range(_HEAD):
        begin, room = word[:at], _HEAD - at - 1
        fitting: dict[str, list[str]] = {}
        for cut in cuts:
            if cut < at:
                continue
            rest = word[at:cut]
            made = [rest[1:]] if rest else []
            if len(rest) > 1:
                made.append(rest[1] + rest[0] + rest[2:])
            for after in (rest, rest[1:])[: 1 + bool(rest)]:
                start = after[:room]
                if start not in fitting:
                    fitting[start] = [letter for letter in ALPHABET if begin + letter + start in heads]
                made += [letter + after for letter in fitting[start]]
            for end in made:
                if begin + end in known:
                    yield begin + end, cut


def _late(word: str, cuts: Sequence[int]) -> Iterable[tuple[str, int]]:
    """Those that begin as it does."""
    order, head = _order(), word[:_HEAD]
    if len(head) < _HEAD:
        return
    for i in range(bisect_left(order, head), len(order)):
        other = order[i]
        if not other.startswith(head):
            break
        at = _apart(word, other, _HEAD)
        rest = other[at:]
        for cut in cuts:
            if cut < at:
                if cut + 1 == at == len(other):
                    yield other, cut
                continue
            wanted = word[at:cut]
            lettered = rest[1:] in (wanted, wanted[1:]) and rest[:1] in ALPHABET
            if lettered or rest in (wanted[1:], wanted[1:2] + wanted[:1] + wanted[2:]):
                yield other, cut


def _apart(a: str, b: str, at: int = 0) -> int:
    """From where on `a` and `b` differ, which are the same before `at`."""
    while a[at : at + 1] == b[at : at + 1] != "":
        at += 1
    return at


def is_one_away(a: str, b: str) -> bool:
    """Whether one slip makes `b` of `a`."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    at = _apart(a, b)
    wanted, rest = a[at:], b[at:]
    if rest[1:] == wanted or rest == wanted[1:]:
        return True
    return len(a) == len(b) and (rest[1:] == wanted[1:] or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]))
