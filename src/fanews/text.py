"""Positions and changes: `Span`, `Passage`, `Edit`, and the arithmetic that keeps them true.

Every position fanews returns counts code points of the string the caller gave. Text is changed only
through edits that are recorded as they are made; nothing is recovered by comparing two strings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from .errors import EditError

ZWNJ = "\u200c"


@frozen(order=True)
class Span:
    """A half-open range of code points: ``text[span.start:span.stop]``."""

    start: int
    stop: int

    def __reduce__(self) -> tuple[type[Span], tuple[int, int]]:  # half the pickle: workers send thousands
        return Span, (self.start, self.stop)

    def of(self, text: str) -> str:
        """The part of `text` that this span covers."""
        return text[self.start : self.stop]

    def __len__(self) -> int:
        return self.stop - self.start

    def __bool__(self) -> bool:  # an empty span is still a position, not "nothing"
        return True

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.stop <= self.stop

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.stop and other.start < self.stop


Move = Callable[[Span], Span]
"""Carries a span from one text's coordinates to another's, e.g. ``Normalized.to_original``."""


@frozen
class Passage:
    """A found piece of text: where it stands in the caller's string, and its normalised form."""

    span: Span
    text: str

    def __reduce__(self) -> tuple[type[Passage], tuple[Span, str]]:  # as for Span
        return Passage, (self.span, self.text)

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def stop(self) -> int:
        return self.span.stop

    def __str__(self) -> str:
        return self.text

    @classmethod
    def at(cls, text: str, start: int, stop: int) -> Passage:
        """The passage ``text[start:stop]``."""
        return cls(Span(start, stop), text[start:stop])

    def moved(self, move: Move) -> Passage:
        """The same passage in another text's coordinates."""
        return Passage(move(self.span), self.text)


@frozen
class Edit:
    """Replace `before` at `span` of the original by `after`; `rules` are the ids that say why, in order."""

    span: Span
    before: str
    after: str
    rules: tuple[str, ...]


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Replay `edits` (sorted, disjoint, in code points of `text`) on `text` and return the result.

    Raises EditError when an edit is out of order, out of range, or was made for another text.
    """
    out: list[str] = []
    pos = 0
    for e in edits:
        start, stop = e.span.start, e.span.stop
        if start < pos:
            raise EditError(f"edits must be sorted and disjoint: one starts at {start}, before {pos}")
        if text[start:stop] != e.before:
            raise EditError(
                f"the edit at {start}:{stop} expects {e.before!r} but the text has {text[start:stop]!r};"
                " are these edits from another text?"
            )
        out += (text[pos:start], e.after)
        pos = stop
    out.append(text[pos:])
    return "".join(out)


# A patch is an edit on the hot path, before it becomes an object: (start, stop, after, rule ids).
Patch = tuple[int, int, str, tuple[str, ...]]


def apply_patches(text: str, patches: Sequence[Patch]) -> str:
    """`text` with `patches` (sorted, disjoint) applied."""
    if not patches:
        return text
    out: list[str] = []
    pos = 0
    for start, stop, after, _ in patches:
        out += (text[pos:start], after)
        pos = stop
    out.append(text[pos:])
    return "".join(out)


def compose(text: str, first: Sequence[Patch], second: Sequence[Patch]) -> list[Patch]:
    """One list of patches on `text` that does what `first` and then `second` do.

    `second` is in the coordinates of the text that `first` makes. Patches that do not meet stay apart, so
    that offsets stay as fine as they were; those that meet become one, cut down to what really changes
    (a space that was removed and put back leaves no patch).
    """
    if not first:
        return list(second)
    if not second:
        return list(first)
    out: list[Patch] = []
    shift = 0  # middle position - original position, after the patches of `first` already passed
    i, j = 0, 0
    while i < len(first) and j < len(second):
        lo, hi = _middle(first[i], shift)
        start, stop = second[j][:2]
        if not _meet(first[i], lo, hi, second[j]):
            if (start, stop) <= (lo, hi):
                out.append((start - shift, stop - shift, *second[j][2:]))
                j += 1
            else:
                out.append(first[i])
                shift += hi - lo - (first[i][1] - first[i][0])
                i += 1
            continue
        i0, j0, shift0 = i, j, shift
        last = (first[i], lo, hi)
        shift += hi - lo - (first[i][1] - first[i][0])
        lo, end = min(lo, start), max(hi, stop)
        i, j = i + 1, j + 1
        grew = True
        while grew:
            grew = False
            if i < len(first):
                a, b = _middle(first[i], shift)
                if _meet(first[i], a, b, second[j - 1]):
                    last = (first[i], a, b)
                    end = max(end, b)
                    shift += b - a - (first[i][1] - first[i][0])
                    i += 1
                    grew = True
            if j < len(second) and _meet(*last, second[j]):
                end = max(end, second[j][1])
                j += 1
                grew = True
        _merge(out, text, first[i0:i], second[j0:j], lo, end, shift0)
    out += first[i:]
    out += [(a - shift, b - shift, after, why) for a, b, after, why in second[j:]]
    return out


def _middle(patch: Patch, shift: int) -> tuple[int, int]:
    """Where the result of `patch` stands in the text it helps to make."""
    return patch[0] + shift, patch[0] + shift + len(patch[2])


def _meet(first: Patch, lo: int, hi: int, second: Patch) -> bool:
    """Whether the two must become one: they overlap, or both are points and touch."""
    start, stop = second[0], second[1]
    if start < hi and lo < stop:
        return True
    point = first[0] == first[1] or lo == hi
    return start == stop and point and lo <= start <= hi


def _merge(
    out: list[Patch], text: str, first: Sequence[Patch], second: Sequence[Patch], lo: int, hi: int, shift: int
) -> None:
    """Append the union of two meeting groups; `lo`..`hi` bound them in the middle text."""
    start = lo - shift
    middle: list[str] = []
    pos = start
    why: list[str] = []
    grown = 0
    for a, b, after, rules in first:
        middle += (text[pos:a], after)
        pos = b
        grown += len(after) - (b - a)
        why += [r for r in rules if r not in why]
    stop = hi - shift - grown
    middle.append(text[pos:stop])
    mid = "".join(middle)
    new: list[str] = []
    at = lo
    for a, b, after, rules in second:
        new += (mid[at - lo : a - lo], after)
        at = b
        why += [r for r in rules if r not in why]
    new.append(mid[at - lo :])
    before, after = text[start:stop], "".join(new)
    if before == after:
        return
    head = 0
    while head < len(before) and head < len(after) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    out.append((start + head, stop - tail, after[head : len(after) - tail], tuple(why)))


class Offsets:
    """Maps spans between a text and what `patches` make of it, both ways, in logarithmic time."""

    __slots__ = ("_new", "_old", "_patches")

    def __init__(self, patches: Sequence[Patch]) -> None:
        self._patches = patches
        self._old = [p[0] for p in patches]
        self._new: list[int] = []
        shift = 0
        for start, stop, after, _ in patches:
            self._new.append(start + shift)
            shift += len(after) - (stop - start)

    def to_original(self, span: Span) -> Span:
        """The smallest original span whose new form covers `span`."""
        if span.start >= span.stop:
            at = self._back(span.start)[0]
            return Span(at, at)
        start = self._back(span.start)[0]
        return Span(start, max(start, self._back(span.stop - 1)[1]))

    def to_normalized(self, span: Span) -> Span:
        """The smallest new span that covers what became of `span`."""
        if span.start >= span.stop:
            at = self._forth(span.start)[0]
            return Span(at, at)
        start = self._forth(span.start)[0]
        return Span(start, max(start, self._forth(span.stop - 1)[1]))

    def _back(self, i: int) -> tuple[int, int]:
        """The original range of the new text's code point `i`."""
        k = bisect_right(self._new, i) - 1
        if k < 0:
            return (i, i + 1)
        start, stop, after, _ = self._patches[k]
        past = i - self._new[k] - len(after)
        return (start, stop) if past < 0 else (stop + past, stop + past + 1)

    def _forth(self, i: int) -> tuple[int, int]:
        """The new range of the original's code point `i`."""
        k = bisect_right(self._old, i) - 1
        if k < 0:
            return (i, i + 1)
        _, stop, after, _ = self._patches[k]
        at = self._new[k]
        if i < stop:
            return (at, at + len(after))
        at += len(after) + i - stop
        return (at, at + 1)
