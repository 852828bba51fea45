"""The prose of a file and the way back to it: what `fanews check` reads of text, Markdown, HTML and subtitles.

The parsers say where each piece of text stands (pulldown-cmark for Markdown, through pyromark; the standard library's
for HTML). The pieces are put together to one text, a paragraph a line, so that the normaliser sees a sentence as a
reader does, whatever markup stands in it; a piece knows its place in the file, and everything between is markup.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from typing import Any, Literal, NamedTuple, get_args

from attrs import define

from .errors import FanewsError
from .text import ZWNJ, Span

Kind = Literal["text", "markdown", "html", "srt", "vtt", "ass"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".srt": "srt",
    ".vtt": "vtt",
    ".ass": "ass",
    ".ssa": "ass",
}
LINE_END = re.compile(r"\r\n?|\n")
_OPENING = re.compile(r"(?:<[a-zA-Z][^<>]*>|!?\[)+")
_CLOSING = re.compile(r"(?:</[^<>]*>|\]\([^()]*\))+")
_Reader = Callable[["_Writer"], None]
_WORD = "X"  # stands for code and the like: to a sentence, a foreign word


class MarkdownError(FanewsError, ImportError):
    """Markdown cannot be read, for the parser is not installed."""


class Piece(NamedTuple):
    """A part of the prose: where it begins there, and where it comes from in the file.

    It is the file's `own` characters, or stands in for some that are markup.
    """

    at: int
    start: int
    stop: int
    own: bool


@define(slots=False)
class Prose:
    """The prose of the file `source`: its `text`, its pieces in order, and the spans of the comments to fanews."""

    source: str
    text: str
    pieces: tuple[Piece, ...]
    comments: tuple[Span, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [p.at for p in self.pieces]

    @cached_property
    def _own(self) -> list[Piece]:
        return [p for p in self.pieces if p.own]

    @cached_property
    def paragraphs(self) -> list[str]:
        """The lines of the prose."""
        return self.text.split("\n")

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(len(line) + 1 for line in self.paragraphs))

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that has the prose's `at`."""
        return bisect_right(self._ends, at, hi=len(self._ends) - 1)

    def paragraph_before(self, place: int) -> int:
        """The number of the paragraph of the file's last own characters that begin at or before its `place`."""
        return self.paragraph(self._own[max(0, self._after(place) - 1)].at)

    def _after(self, place: int) -> int:
        return bisect_right(self._own, place, key=lambda p: p.start)

    def place(self, span: Span) -> tuple[Span, bool]:
        """Where `span` of the prose stands in the file, and whether a change there changes no markup by itself."""
        if not self.pieces:
            return Span(0, 0), False
        if span.start == span.stop:
            return self._point(span.start)
        first, start = self._find(span.start)
        last, stop = self._find(span.stop - 1)
        stop = stop + 1 if last.own else last.stop
        return Span(start, stop), first is last and first.own

    def _point(self, at: int) -> tuple[Span, bool]:
        """The place of a point; beside a tag it is outside of what the tag opens or closes."""
        piece, place = self._find(at)
        if place > piece.start:
            return Span(place, place), piece.own and place < piece.stop
        before = self.pieces[max(0, bisect_right(self._starts, at) - 2)]
        markup = self.source[before.stop : place]
        opens, closes = _OPENING.fullmatch(markup), _CLOSING.fullmatch(markup)
        place = before.stop if opens else place
        return Span(place, place), piece.own and before.own and bool(opens or closes)

    def _find(self, at: int) -> tuple[Piece, int]:
        """The piece that has the prose's `at`, and the place of that in the file."""
        piece = self.pieces[max(0, bisect_right(self._starts, at) - 1)]
        return piece, min(piece.start + at - piece.at, piece.stop) if piece.own else piece.start

    def markup(self) -> list[list[str]]:
        """For each paragraph what the file has before and between its prose.

        It is the same before and after a change that breaks nothing.
        """
        out: list[list[str]] = [[] for _ in self.paragraphs]
        last = 0
        for piece in self._own:
            out[self.paragraph(piece.at)].append(self.source[last : piece.start])
            last = piece.stop
        out[-1].append(self.source[last:])
        return out

    def addressed(self, comment: Span) -> int:
        """The number of the paragraph that `comment` speaks of: the one before it on its line, else the next."""
        i = self._after(comment.start)
        if i and not LINE_END.search(self.source, self._own[i - 1].stop, comment.start):
            i -= 1
        return self.paragraph(self._own[i].at) if i < len(self._own) else len(self.paragraphs)


def read(source: str, kind: Kind) -> Prose:
    """The prose of `source`, a file of that kind. Raises MarkdownError when Markdown's parser is not installed."""
    writer = _Writer(source)
    _READERS[kind](writer)
    return Prose(source, "".join(writer.parts), tuple(writer.pieces), tuple(writer.comments))


class _Writer:
    """Puts the prose together. Blanks are one space, as a browser shows them; paragraphs are lines."""

    _APART = re.compile(r"(?:[ \t](?=[ \t\r\n])|[\r\n])[ \t\r\n]*|\{\{.{0,999}?\}\}|\{%.{0,999}?%\}")
    """Blanks, which are one space if there is a line end; tags of templates, of Jinja, Liquid, Hugo and the like."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.comments: list[Span] = []
        self._length = 0
        self._paragraph = 0  # where the last paragraph begins

    def copy(self, start: int, stop: int) -> None:
        """Add the file's own characters from `start` to `stop`."""
        for m in self._APART.finditer(self.source, start, stop):
            is_tag = m[0][0] == "{"
            if is_tag or LINE_END.search(m[0]):
                self._own(start, m.start())
                self.put(_WORD if is_tag else " ", *m.span())
                start = m.end()
        self._own(start, stop)

    def _own(self, start: int, stop: int) -> None:
        while start < stop and self._blank_before() and self.source[start] in " \t":
            start += 1
        self.line(start, stop)

    def line(self, start: int, stop: int) -> None:
        """Add the file's own characters just as they are."""
        if start < stop:
            self._add(self.source[start:stop], start, stop, True)

    def put(self, text: str, start: int, stop: int) -> None:
        """Add `text` for what stands from `start` to `stop`."""
        if text and not (text == " " and self._blank_before()):
            self._add(text, start, stop, False)

    def entity(self, start: int, stop: int) -> None:
        """Add what an entity stands for; the invisible ones, but for the ZWNJ, are somebody's layout."""
        char = unescape(self.source[start:stop])
        category = unicodedata.category(char) if len(char) == 1 else ""
        self.put(" " if category == "Zs" else "" if category == "Cf" and char != ZWNJ else char, start, stop)

    def comment(self, start: int, stop: int) -> None:
        """Remember a comment, if it speaks to fanews."""
        if "fanews:" in self.source[start:stop]:
            self.comments.append(Span(start, stop))

    def end_paragraph(self) -> None:
        while self.pieces and self._length > self._paragraph and self.parts[-1][-1] in " \t":
            piece, part = self.pieces.pop(), self.parts.pop()
            blanks = len(part) - len(kept := part.rstrip(" \t"))
            self._length -= blanks
            if kept:
                self.parts.append(kept)
                self.pieces.append(piece._replace(stop=piece.stop - blanks * piece.own))
        if self._length > self._paragraph:
            self.end_line(self.pieces[-1].stop)

    def end_line(self, at: int) -> None:
        self._add("\n", at, at, False)
        self._paragraph = self._length

    def _blank_before(self) -> bool:
        return self._length == self._paragraph or self.parts[-1][-1] in " \t"

    def _add(self, text: str, start: int, stop: int, own: bool) -> None:
        if own and self.pieces and self.pieces[-1].own and self.pieces[-1].stop == start:
            self.pieces[-1] = self.pieces[-1]._replace(stop=stop)
            self.parts[-1] += text
        else:
            self.pieces.append(Piece(self._length, start, stop, own))
            self.parts.append(text)
        self._length += len(text)


# ---- plain text ----------------------------------------------------------------------------------------

_NOTE = re.compile(r"(?<![^ \t])(?:#|//|<!--)[ \t]*fanews:")


def _text(writer: _Writer) -> None:
    source, start = writer.source, 0
    ends = [m.span() for m in LINE_END.finditer(source)]
    for stop, after in [*ends, (len(source), len(source))]:
        line = source[start:stop]
        if note := _NOTE.search(line) if "fanews:" in line else None:
            line = line[: note.start()].rstrip(" \t")
            writer.comment(start + len(line), stop)
        writer.line(start, start + len(line))
        if after > stop:
            writer.end_line(stop)
        start = after


# ---- HTML ----------------------------------------------------------------------------------------------

_RUNNING = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em", "font", "i",
    "ins", "label", "mark", "q", "s", "small", "span", "strike", "strong", "time", "tt", "u", "wbr",
))  # fmt: skip
"""Elements within a line; any other begins a paragraph."""
_SKIPPED = {
    **dict.fromkeys(("code", "kbd", "samp", "var", "math", "svg"), _WORD),
    **dict.fromkeys(("sup", "sub", "rt", "rp"), ""),
    **dict.fromkeys(("script", "style", "pre", "textarea", "template", "noscript", "iframe", "object"), "\n"),
}
"""Elements whose content is no prose, and what stands in for them."""
_NO_LANGUAGE = frozenset((
    "html", "body",  # which state a wrong one as often as not
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",  # empty
))  # fmt: skip
"""Elements whose language says nothing of any text."""
_BROKEN_TAG = re.compile("<[a-zA-Z!/?]")
"""In what the parser takes for text, or leaves over: a tag that never ends. Pythons of before 2025, told that nothing
follows, look to the end of the page for the end of each."""
_NO_REFERENCE = re.compile("&#(?!(?:[0-9]++|[xX][0-9a-fA-F]++)[^0-9a-fA-F])")
"""Where they stop reading, too."""


_EventKind = Literal["open", "close", "text", "entity", "comment", "other"]


class _Event(NamedTuple):
    kind: _EventKind
    at: int
    name: str = ""
    lang: str = ""


class _Html(HTMLParser):
    """Lists what a page consists of, with the place where each part begins."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.events: list[_Event] = []
        self._lines = [0, *(m.end() for m in re.finditer("\n", source))]
        self.feed(_NO_REFERENCE.sub("& ", source))
        if _BROKEN_TAG.match(self.rawdata):
            self._see("other")
        else:
            self.close()

    def _see(self, kind: _EventKind, *more: str) -> None:
        line, column = self.getpos()
        self.events.append(_Event(kind, self._lines[line - 1] + column, *more))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._see("open", tag, dict(attrs).get("lang") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._see("other" if tag in _RUNNING | _SKIPPED.keys() else "close", tag)

    def handle_endtag(self, tag: str) -> None:
        self._see("close", tag)

    def handle_data(self, data: str) -> None:
        if not self.events or self.events[-1].kind != "text":
            self._see("text")

    def handle_entityref(self, name: str) -> None:
        self._see("entity")

    def handle_charref(self, name: str) -> None:
        self._see("entity")

    def handle_comment(self, data: str) -> None:
        self._see("comment")

    def handle_decl(self, decl: str) -> None:
        self._see("other")

    def handle_pi(self, data: str) -> None:
        self._see("other")

    def unknown_decl(self, data: str) -> None:
        self._see("other")


def _html(writer: _Writer, start: int = 0, stop: int | None = None) -> None:
    """Write the prose of ``source[start:stop]``, which is HTML."""
    source = writer.source[start:stop]
    events = _Html(source).events
    skipped, depth = "", 0  # the element that is being skipped, and how many of its name are open
    for event, after in pairwise([*events, _Event("other", len(source))]):
        at, end = start + event.at, start + after.at
        if event.kind == "comment":
            writer.comment(at, end)
        elif skipped:
            if event.name == skipped and event.kind in ("open", "close"):
                depth += 1 if event.kind == "open" else -1
                skipped = skipped if depth else ""
        elif event.kind == "text":
            broken = _BROKEN_TAG.search(source, event.at, after.at)
            writer.copy(at, start + broken.start() if broken else end)
            if broken:
                break
        elif event.kind == "entity":
            writer.entity(at, end)
        elif event.kind == "open" and (event.name in _SKIPPED or _is_foreign(event)):
            skipped, depth = event.name, 1
            stand_in = _SKIPPED.get(event.name, _WORD if event.name in _RUNNING else "\n")
            if stand_in == "\n":
                writer.end_paragraph()
            else:
                writer.put(stand_in, at, end)
        elif event.name and (event.name not in _RUNNING or source.startswith("</a><a ", event.at)):
            writer.end_paragraph()  # links without a space between are a menu
    writer.end_paragraph()


def _is_foreign(event: _Event) -> bool:
    """Whether the element says that it is in another language."""
    language = event.lang.lower().partition("-")[0]
    return bool(language) and language not in ("fa", "prs", "fas", "per") and event.name not in _NO_LANGUAGE


# ---- Markdown ------------------------------------------------------------------------------------------

_SURROGATE = re.compile("[\ud800-\udfff]")
_INLINE = ("Emphasis", "Strong", "Strikethrough", "Link", "Image")


def _markdown(writer: _Writer) -> None:
    events = _markdown_events(writer.source)
    for name, value, start, stop in events:
        if name == "Text":
            if writer.source[start:stop] == value:
                writer.copy(start, stop)
            else:
                writer.entity(start, stop)
        elif name == "Code":
            writer.put(_WORD, start, stop)
        elif name == "SoftBreak":
            writer.put(" ", start, stop)
        elif name == "InlineHtml":
            writer.comment(start, stop)
            if re.match("<br", value, re.I):
                writer.end_paragraph()
        elif name == "HardBreak":
            writer.end_paragraph()
        elif name in ("Start", "End"):
            tag = value if isinstance(value, str) else next(iter(value))
            if tag not in _INLINE:
                writer.end_paragraph()
            if name == "Start" and tag in ("CodeBlock", "MetadataBlock", "HtmlBlock"):
                if tag == "HtmlBlock":
                    _html(writer, start, stop)
                next(e for e in events if e[0] == "End" and tag in e[1])
    writer.end_paragraph()


def _markdown_events(source: str) -> Iterator[tuple[str, Any, int, int]]:
    """What pulldown-cmark finds in `source`: a name, what goes with it, and where it stands in code points."""
    try:
        import pyromark
    except ImportError as error:
        raise MarkdownError('to read Markdown, install its parser: pip install "fanews[check]"') from error
    on = pyromark.Options
    options = on.ENABLE_TABLES | on.ENABLE_FOOTNOTES | on.ENABLE_STRIKETHROUGH | on.ENABLE_TASKLISTS | on.ENABLE_GFM
    options |= on.ENABLE_HEADING_ATTRIBUTES | on.ENABLE_DEFINITION_LIST
    options |= on.ENABLE_YAML_STYLE_METADATA_BLOCKS | on.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
    source = _SURROGATE.sub("\ufffd", source)
    found = list(pyromark.events_with_range(source, options=options))
    data, chars, last = source.encode(), 0, 0
    points = {0: 0}
    for at in sorted({at for _, bounds in found for at in (bounds["start"], bounds["end"])}):
        chars += len(data[last:at].decode())
        points[at], last = chars, at
    for event, bounds in found:
        name, value = (event, None) if isinstance(event, str) else next(iter(event.items()))
        yield name, value, points[bounds["start"]], points[bounds["end"]]


# ---- subtitles -----------------------------------------------------------------------------------------

_FULL_LINE = r"(?![ \t]*(?:[\r\n]|\Z))(?![^\r\n]*-->)[^\r\n]+(?:\r\n?|\n|\Z)"
_CUE = re.compile(rf"^(?=[^\r\n]*-->)[^\r\n]*+(?:\r\n?|\n)((?:{_FULL_LINE})*)", re.M)
_DIALOGUE = re.compile(r"^Dialogue:(?:[^,\r\n]*,){9}([^\r\n]*)", re.M)
_CUE_MARKUP = re.compile(r"<[^<>\r\n]*>|\{[^{}\r\n]*\}|\\[Nnh]|&(?:[a-zA-Z]+|#\w+);")
_NOTE_LINE = re.compile(r"^(?:NOTE|;)[^\r\n]*fanews:[^\r\n]*", re.M)


def _subtitles(cue: re.Pattern[str]) -> _Reader:
    def reader(writer: _Writer) -> None:
        source = writer.source
        for m in _NOTE_LINE.finditer(source):
            writer.comment(*m.span())
        for m in cue.finditer(source):
            start, stop = m.span(1)
            for mark in _CUE_MARKUP.finditer(source, start, stop):
                writer.copy(start, mark.start())
                start = mark.end()
                if mark[0][0] == "{":
                    writer.comment(*mark.span())
                elif mark[0][0] == "\\":
                    writer.put(" ", *mark.span())
                elif mark[0][0] == "&":
                    writer.entity(*mark.span())
            writer.copy(start, stop)
            writer.end_paragraph()
        writer.comments.sort()

    return reader


_READERS: dict[Kind, _Reader] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "srt": _subtitles(_CUE),
    "vtt": _subtitles(_CUE),
    "ass": _subtitles(_DIALOGUE),
}
