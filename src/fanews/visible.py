"""What a reader is shown: invisible characters made visible, dangerous ones made harmless, changes as whole words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex
from attrs import frozen

from .normalize import Normalized
from .text import ZWNJ, Edit, Span

_WORD = 25  # so much of a word is shown on either side of a change
_LONGEST = 80  # changes that share words are told together up to this length

_SIGNS: dict[int, int | str] = {
    **{c: 0x2400 + c for c in range(0x20) if c not in (0x09, 0x0A)},  # ␀ for NUL, ␛ for ESC …
    0x7F: 0x2421,
    **dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)], 0xFFFD),
    **{plane * 0x10000 + c: 0xFFFD for plane in range(17) for c in (0xFFFE, 0xFFFF)},
    **dict.fromkeys((0x2028, 0x2029), 0x23CE),
    **dict(zip(range(0x202A, 0x202F), ("⟨LRE⟩", "⟨RLE⟩", "⟨PDF⟩", "⟨LRO⟩", "⟨RLO⟩"), strict=True)),
    **dict(zip(range(0x2066, 0x206A), ("⟨LRI⟩", "⟨RLI⟩", "⟨FSI⟩", "⟨PDI⟩"), strict=True)),
}
_NAMES = {
    0x00AD: "SHY", 0x061C: "ALM", 0x200B: "ZWSP", 0x200D: "ZWJ", 0x200E: "LRM", 0x200F: "RLM", 0x2060: "WJ",
    0xFEFF: "BOM",
}  # fmt: skip
_VISIBLE: dict[int, int | str] = {
    **_SIGNS,
    **{c: f"⟨{name}⟩" for c, name in _NAMES.items()},
    ord(ZWNJ): "¦",
    0x09: "⇥",
    0x0A: "⏎",
    0xA0: "⍽",
}


def harmless(text: str) -> str:
    """`text` with a sign for every character that could disturb a page or a terminal.

    These are controls (an escape sequence), marks that turn the direction of what follows, and code points that no
    file may hold. Everything else stays, ZWNJ and line ends too.
    """
    return text.translate(_SIGNS)


def visible(text: str) -> str:
    """`text` on one line with what cannot be seen made visible: ¦ is a ZWNJ, ⏎ a line end, ⍽ a no-break space."""
    return text.translate(_VISIBLE)


@frozen
class Change:
    """Words that were changed: an edit, or several that share a word, with the whole words they stand in.

    `span` counts code points of the original and `place` of the normalised text; `before` and `after` are what
    stands there; `rules` are those of the edits.
    """

    span: Span
    place: Span
    before: str
    after: str
    rules: tuple[str, ...]

    def __str__(self) -> str:
        return " → ".join(self.shown())

    def shown(self) -> tuple[str, str]:
        """Before and after, visible; a space at the edge, or one that is all of the change, is ␣."""
        pair = (self.before, self.after)
        if any(t.strip() != t for t in pair):
            pair = (self.before.replace(" ", "␣"), self.after.replace(" ", "␣"))
        return visible(pair[0]), visible(pair[1])


def changes(done: Normalized) -> tuple[Change, ...]:
    """What `done` changed, in order and disjoint."""
    out: list[Change] = []
    edits = done.edits
    shift = free = 0  # how much longer the new text is so far; where the last edit ended
    for k, edit in enumerate(edits):
        limit = edits[k + 1].span.start if k + 1 < len(edits) else len(done.original)
        start, stop = _words(done.original, edit, free, limit)
        first, rules = shift, edit.rules
        free, shift = edit.span.stop, shift + len(edit.after) - len(edit.before)
        if out and start <= (last := out[-1]).span.stop:
            if stop - last.span.start <= _LONGEST:
                del out[-1]
                start, first = last.span.start, last.place.start - last.span.start
                rules = tuple(dict.fromkeys(last.rules + rules))
            else:
                start = last.span.stop
        span, place = Span(start, stop), Span(start + first, stop + shift)
        out.append(Change(span, place, span.of(done.original), place.of(done.text), rules))
    return tuple(out)


def _words(text: str, edit: Edit, low: int, high: int) -> tuple[int, int]:
    """Where the words begin and end that `edit` touches, between code points `low` and `high` of the original."""
    start, stop = edit.span.start, edit.span.stop
    low, high = max(low, start - _WORD), min(high, stop + _WORD)
    if not (edit.before[:1].isspace() and edit.after[:1].isspace()):
        start -= len(regex.search(r"\S*\Z", text[low:start])[0])  # type: ignore[index]
    if not (edit.before[-1:].isspace() and edit.after[-1:].isspace()):
        stop += len(regex.match(r"\S*", text[stop:high])[0])  # type: ignore[index]
    return start, stop


@frozen
class Hunk:
    """Lines that were changed, from number `line` of the original on; their pieces, changed or not, in order."""

    line: int
    before: tuple[tuple[str, Change | None], ...]
    after: tuple[tuple[str, Change | None], ...]
    changes: tuple[Change, ...]


def hunks(done: Normalized) -> Iterator[Hunk]:
    """The changed lines of a text, those that were changed together in one hunk."""
    line, at = 1, 0
    for group in _by_line(done):
        first, last = group[0], group[-1]
        low = done.original.rfind("\n", 0, first.span.start) + 1
        high = _line_end(done.original, last.span.stop)
        line, at = line + done.original.count("\n", at, low), low
        before = _pieces(done.original, low, high, [(c.span, c) for c in group])
        low, high = first.place.start - (first.span.start - low), last.place.stop + (high - last.span.stop)
        after = _pieces(done.text, low, high, [(c.place, c) for c in group])
        yield Hunk(line, tuple(before), tuple(after), tuple(group))


def _by_line(done: Normalized) -> Iterator[list[Change]]:
    group: list[Change] = []
    end = -1
    for change in changes(done):
        if change.span.start > end and group:
            yield group
            group = []
        group.append(change)
        if change.span.stop > end:
            end = _line_end(done.original, change.span.stop)
    if group:
        yield group


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _pieces(
    text: str, start: int, stop: int, places: Iterable[tuple[Span, Change]]
) -> Iterator[tuple[str, Change | None]]:
    for place, change in places:
        yield text[start : place.start], None
        yield place.of(text), change
        start = place.stop
    yield text[start:stop], None
