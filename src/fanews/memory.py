"""What was worked out once is remembered: the same words come again and again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

SIZE = 800
"""So many keys are kept, and as many of those before them, while texts have no more than `_TEXT` characters."""
_TEXT = 4_000
_size = SIZE
_LONG = 40
"""No word is longer; what is, is worked out each time, so that it does not fill the memory."""


def make_room(characters: int) -> None:
    """From now on keep as many keys as a text of so many `characters` needs.

    A text is gone through again and again. If its words did not all fit, the first would be forgotten when the last
    was reached, and each worked out every time.
    """
    global _size
    _size = SIZE * max(1, characters // _TEXT)


class Memory(dict[K, T]):
    """What `rule` gives for a key, kept for the latest keys: ``memory[key]``.

    When it is full, its keys become the ones `before`, and it begins anew: memory stays flat on any input. A thread
    that empties it makes another work something out again, and nothing worse.
    """

    def __init__(self, rule: Callable[[K], T]) -> None:
        super().__init__()
        self._rule = rule
        self._before: dict[K, T] = {}

    def __missing__(self, key: K) -> T:
        before = self._before
        found = before[key] if key in before else self._rule(key)
        if not (isinstance(key, str) and len(key) > _LONG):
            if len(self) >= _size:
                self._before = dict(self)
                self.clear()
            self[key] = found
        return found

    def forget(self) -> None:
        """Remember nothing."""
        self._before = {}
        self.clear()


def remembered(rule: Callable[[K], T]) -> Callable[[K], T]:
    """The same `rule`, with a `Memory`."""
    return Memory(rule).__getitem__


def pooled(strings: Iterable[str], stock: Iterable[str]) -> list[str]:
    """`strings`, those that are in `stock` as the same objects: the shipped files have many words in common."""
    pool = {string: string for string in stock}
    return [pool.get(string, string) for string in strings]
