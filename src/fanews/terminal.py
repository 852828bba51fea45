"""What the command line prints: an article, a difference, a change.

A terminal may know nothing of right-to-left text, or set it right line by line. Labels therefore stand in a column of
their own, fields are kept apart by tabs, and on a screen every Persian text is isolated (U+2068 … U+2069), so that it
cannot reorder what stands beside it. What is not for a screen gets neither isolates nor colours.
"""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import TextIO

from attrs import frozen

from .article import Article
from .normalize import Normalized
from .quotes import Quote
from .records import value_text
from .rules import rule
from .text import Edit
from .visible import Change, harmless, hunks, visible

_COLOURS = (36, 33, 32, 35, 34, 31)  # of the speakers, in order; each has a number too
_LABEL = 10  # the width of the column of labels
_RED, _GREEN, _BOLD, _FAINT = 31, 32, 1, 2


@frozen
class Screen:
    """How to print: with colours or not, with isolates or not, and how wide."""

    colours: bool = False
    isolates: bool = False
    width: int = 100

    @classmethod
    def of(cls, stream: TextIO, *, plain: bool = False) -> Screen:
        """What suits `stream`; `plain`, a pipe and ``TERM=dumb`` mean text alone, ``NO_COLOR`` no colours."""
        width = max(40, min(shutil.get_terminal_size((100, 24)).columns, 120))
        bare = plain or not stream.isatty() or os.environ.get("TERM") == "dumb"
        return cls(not bare and not os.environ.get("NO_COLOR"), not bare, width)

    def paint(self, text: str, *codes: int) -> str:
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m" if self.colours and codes and text.strip() else text

    def isolate(self, text: str) -> str:
        return f"\u2068{text}\u2069" if self.isolates and text else text

    def row(self, label: str, text: object, *codes: int) -> Iterator[str]:
        """A text beside its label, in as many lines as it takes."""
        lines = textwrap.wrap("—" if text is None else harmless(str(text)), self.width - _LABEL - 1) or [""]
        for i, line in enumerate(lines):
            head = self.paint(f"{label:<{_LABEL}}", _FAINT) if i == 0 else " " * _LABEL
            yield f"{head} {self.isolate(self.paint(line, *codes))}".rstrip()

    def heading(self, name: str, count: int) -> str:
        return "\n" + self.paint(f"{name} ({count})", _BOLD)


def article_lines(a: Article, screen: Screen) -> Iterator[str]:
    """An article: its parts, its speakers with their numbers, its quotes and its numbers."""
    row = screen.row
    yield from row("date", a.date and a.date.isoformat())
    for name in ("kicker", "headline", "lead", "byline"):
        yield from row(name, getattr(a, name), *([_BOLD] if name == "headline" else []))
    yield from row("dateline", a.dateline and a.dateline.text)
    if a.dateline:
        for slot in ("agency_id", "agency", "place", "bureau", "desk", "reporter"):
            if value := getattr(a.dateline, slot):
                yield from row(f"  {slot}", value)
        for source in a.dateline.via:
            yield from row("  via", source)
    yield from row("body", f"{len(a.body)} paragraphs")
    yield screen.heading("people", len(a.people))
    colours = {p.name: _COLOURS[i % len(_COLOURS)] for i, p in enumerate(a.people)}
    for i, p in enumerate(a.people, 1):
        text = f"{p.name}{' — ' + p.role if p.role else ''} ({len(p.mentions)} mention{'s' * (len(p.mentions) != 1)})"
        yield from row(f"  {i}", text, colours[p.name])
    yield screen.heading("quotes", len(a.quotes))
    for i, q in enumerate(a.quotes, 1):
        yield from row(f"  {i}", _attribution(q), *([colours[q.person.name]] if q.person else [_FAINT]))
        yield from row("", f"«{q.content}»")
    yield screen.heading("numbers", len(a.numbers))
    for n in a.numbers:
        yield from row("", f"{n.text} = {value_text(n.value)} {n.kind} {n.unit or ''}".rstrip())


def _attribution(q: Quote) -> str:
    """Who, by which words: «name (speaker as written) | cue | kind»."""
    name = q.person.name if q.person else "؟"
    speaker = q.speaker.text if q.speaker else None
    who = f"{name} ({speaker})" if speaker and speaker != name else name
    return " | ".join([who, q.cue.text if q.cue else "—", q.kind + (", inherited" if q.inherited else "")])


def diff_lines(done: Normalized, name: str, screen: Screen) -> Iterator[str]:
    """The changed lines before and after, as in a unified diff, and under them every change with its rules."""
    count = 0
    yield screen.paint(f"--- {harmless(name)}", _BOLD)
    yield screen.paint(f"+++ {harmless(name)}, normalised (¦ is a ZWNJ)", _BOLD)
    for hunk in hunks(done):
        count += len(hunk.changes)
        yield screen.paint(f"@@ line {hunk.line} @@", 36)
        yield from _side("-", hunk.before, screen, _RED)
        yield from _side("+", hunk.after, screen, _GREEN)
        for change in hunk.changes:
            before, after = change.shown()
            yield f"\t{screen.isolate(before)}\t→\t{screen.isolate(after)}\t{screen.paint(_titles(change), _FAINT)}"
    yield f"{count} changes"


def _side(sign: str, pieces: Iterable[tuple[str, Change | None]], screen: Screen, colour: int) -> Iterator[str]:
    lines = [""]
    for text, change in pieces:
        first, *rest = (visible(t) for t in text.split("\n"))
        shown = [screen.paint(t, colour, 4) if change else t for t in (first, *rest)]
        lines[-1] += shown[0]
        lines += shown[1:]
    for line in lines:
        yield f"{screen.paint(sign, colour)} {screen.isolate(line)}"


def _titles(change: Change) -> str:
    return "; ".join(f"{id}: {rule(id).title}" for id in change.rules)


def edit_lines(text: str, edit: Edit) -> Iterator[str]:
    """One edit of `text` in the words it stands in, then its rules."""
    start, stop = edit.span.start, edit.span.stop
    left = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start), start - 25) + 1
    right = min(i for i in (text.find(" ", stop), text.find("\n", stop), stop + 25, len(text)) if i >= 0)
    before, after = text[left:right], text[left:start] + edit.after + text[stop:right]
    if before.strip() != before or after.strip() != after:
        before, after = (t.replace(" ", "␣") for t in (before, after))
    yield f"{start}..{stop}\t{visible(before)}\t→\t{visible(after)}"  # tabs keep the two apart in bidi
    for id in edit.rules:
        yield f"\t{id}: {rule(id).title}"
