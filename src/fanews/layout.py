"""The layout of an article: date line, kicker, headline, lead, byline, dateline, story, and what is not the story.

A text is taken apart line by line. Lines that belong to the page (codes, tags, links, credits) are known by the
rows of the table ``layout``; the title lines by their place and shape; the lead is what stands between them
and the dateline. What the text does not have is None or empty: a text may be only a story, or only a headline.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from attrs import frozen

from . import dateline
from .calendar import Date, Folded
from .dateline import Dateline
from .lines import CLOSING, INLINE, Line, date_before, date_of, date_places, kind_of, kind_of_part, letters, row, split
from .number_grammar import compiled
from .rules import read_table
from .text import Move, Passage, Span
from .words import Words

_TITLE = 200  # a headline is no longer
_LEAD = 700  # a paragraph that is longer is no lead
_ALONE = 500  # nor is the only paragraph if it is longer
_INTERVIEW = 350  # nor one in which the speaker talks to the agency
_TOP = 6  # so many lines of the page may stand above the title
_NEAR = 20_000  # how far from its sentence a pull quote may stand
_FINAL = ".!؟?…"
_CLOSING = 120  # what closes the last line of a story is no longer
_MOST_CLOSING = 5  # nor in more parts
_OUTLET = re.compile(r"\s*[|│¦–—-]\s*([^|│¦–—-]{2,40})$")
_TITLE_PART = re.compile(r"[^|│¦]+")
_BETWEEN = re.compile(r"\s*[-–—،/|]\s*")
_SENTENCE_END = re.compile(r"[.!؟][»\"”)]*\s+")
_CLOSING_START = re.compile(r"(?<=[.!؟»)\]:])\s*(?=\S)|\s+(?=انتهای|پایان|@|\()")
_VERB = r"(?:شد|کرد|است|داد|بود|گرفت|رسید|دارد|می\u200c?\p{L}+|نیست|خواست|یافت|کردند|شدند|دادند)"
_NUMBERED = r"\p{N}{1,2}[ \u200c]?[.)ـ–-][ \u200c]?\p{L}"  # «۳. چک برگشتی»
_SLUGS = ("dateline.slug", "dateline.place")


@frozen
class Part:
    """A line, or the end of one, that belongs to the page and not to the story.

    `kind` says what it is: code, end_mark, short_link, tags, source, handle, related, comments, section, page,
    reporter_code, byline. `rule` is the row that knows it.
    """

    span: Span
    text: str
    kind: str
    rule: str

    def moved(self, move: Move) -> Part:
        """The same part in another text's coordinates."""
        return Part(move(self.span), self.text, self.kind, self.rule)


@frozen(kw_only=True)
class Layout:
    """The parts of an article, each a Passage or None; `body` are the paragraphs of the story and nothing else.

    A lead that carries a slug («تهران - ایرنا -») includes it; a dateline at the start of a paragraph is not
    part of `body`; `dateline` is the main one of the `datelines` at the head of the text. A title that the caller
    knows and the text does not have stands at the empty span 0:0.
    """

    date: Date | None = None
    kicker: Passage | None = None
    headline: Passage | None = None
    lead: Passage | None = None
    byline: Passage | None = None
    dateline: Dateline | None = None
    datelines: tuple[Dateline, ...] = ()
    body: tuple[Span, ...] = ()
    subheads: tuple[Passage, ...] = ()
    captions: tuple[Passage, ...] = ()
    pull_quotes: tuple[Passage, ...] = ()
    closing: tuple[Part, ...] = ()

    def moved(self, move: Move) -> Layout:
        """The same layout in another text's coordinates."""
        return Layout(
            date=self.date and self.date.moved(move),
            kicker=self.kicker and self.kicker.moved(move),
            headline=self.headline and self.headline.moved(move),
            lead=self.lead and self.lead.moved(move),
            byline=self.byline and self.byline.moved(move),
            dateline=self.dateline and self.dateline.moved(move),
            datelines=tuple(d.moved(move) for d in self.datelines),
            body=tuple(map(move, self.body)),
            subheads=tuple(p.moved(move) for p in self.subheads),
            captions=tuple(p.moved(move) for p in self.captions),
            pull_quotes=tuple(p.moved(move) for p in self.pull_quotes),
            closing=tuple(p.moved(move) for p in self.closing),
        )


def find(
    text: str | Words,
    *,
    title: str | None = None,
    url: str | None = None,
    folded: Folded | None = None,
) -> Layout:
    """The layout of a normalised text.

    `title` is what the caller knows; it overrides what the text suggests. `url` helps to name the agency. `folded` is
    the text folded, if it is already.
    """
    words = Words.of(text)
    reader = _Reader(words.text, title, folded or Folded.of(words.text))
    datelines = dateline.find_all(words)
    reader.read(datelines, dateline.main(datelines, url=url))
    return reader.layout(datelines)


# ---- reading -------------------------------------------------------------------------------------------


class _Reader:
    """Takes the lines of one text in order and puts each where it belongs."""

    at = 0  # the next line
    date: Date | None = None
    kicker: Passage | None = None
    headline: Passage | None = None
    lead: Passage | None = None
    byline: Passage | None = None
    main: Dateline | None = None
    ended = ""  # the kind of line that closed the story
    listing = False  # among the titles under «بیشتر بخوانید»

    def __init__(self, text: str, title: str | None, folded: Folded) -> None:
        self.text, self.title = text, title
        self.lines = split(text)
        self.dated = date_places(folded)  # where a date may stand
        self.starts: dict[int, Dateline] = {}  # datelines by where they start
        self.body: list[Span] = []
        self.subheads: list[Passage] = []
        self.captions: list[Passage] = []
        self.pull_quotes: list[Passage] = []
        self.closing: list[Part] = []
        # a line puts a question to somebody: then no question is a subhead
        self.interview = any(text[line.stop - 1] in "؟?" and _addressed(str(line)) for line in self.lines)

    def layout(self, datelines: tuple[Dateline, ...]) -> Layout:
        return Layout(
            date=self.date,
            kicker=self.kicker,
            headline=self.headline,
            lead=self.lead,
            byline=self.byline,
            dateline=self.main,
            datelines=datelines,
            body=tuple(self.body),
            subheads=tuple(self.subheads),
            captions=tuple(self.captions),
            pull_quotes=tuple(self.pull_quotes),
            closing=tuple(sorted(self.closing, key=lambda p: p.span.start)),
        )

    def read(self, datelines: tuple[Dateline, ...], main: Dateline | None) -> None:
        self.main = main
        self.starts = {d.span.start: d for d in datelines}
        self.top()
        self.titles()
        self.between()
        self.find_lead()
        while self.at < len(self.lines):
            self.take(self.lines[self.at])
            self.at += 1

    # -- above the story

    def top(self) -> None:
        """Date lines and lines of the page above the title."""
        while self.at < min(len(self.lines), _TOP):
            line = self.lines[self.at]
            if not (self.page_line(line) or self.label(line)):
                break
            self.at += 1
        if self.at < len(self.lines) and self.date is None:
            line = self.lines[self.at]
            if found := date_before(str(line)):
                self.date = found[0].moved(lambda s: Span(s.start + line.start, s.stop + line.start))
                line.start += found[1]
                line.trim()

    def page_line(self, line: Line) -> bool:
        """Take a date line or a line of the page; False when it is neither."""
        if date := date_of(str(line)):
            if self.date is None:
                self.date = date.moved(lambda s: Span(s.start + line.start, s.stop + line.start))
            else:
                self.part(line.passage(), "page", "date_line")
            return True
        kind = kind_of(line, ("code", "short_link", "page", "tags"))
        if (
            not kind
            and len(line) < 60
            and not compiled(r"\p{Arabic}").search(str(line))
            and len(self.lines) > self.at + 1
        ):
            kind = "page"  # a line without a Persian letter above a Persian title
        if kind:
            self.part(line.passage(), kind, kind)
        return kind is not None

    def label(self, line: Line) -> bool:
        """Take the outlet's bare name or the section's above the title."""
        left = len(self.lines) - self.at
        if len(line) < 60 and left > 2 and kind_of(line, ("section",)):
            self.part(line.passage(), "section", "section")
        elif len(line) < 40 and left > 1 and dateline.agency_named(str(line)):
            self.part(line.passage(), "source", "source")
        else:
            return False
        return True

    def part(self, passage: Passage, kind: str, name: str) -> None:
        """Keep a part of the page that the row `name` knows."""
        if passage.text:
            self.closing.append(Part(passage.span, passage.text, kind, f"layout.{name}"))

    # -- kicker and headline

    def titles(self) -> None:
        if self.title is not None:
            self.known_title(self.title)
        elif self.at < len(self.lines):
            self.guess_titles()

    def known_title(self, title: str) -> None:
        """Find the caller's title among the first lines."""
        wanted = letters(title)
        for k in range(self.at, min(self.at + 4, len(self.lines))):
            line = self.lines[k]
            parts = self.parts(line)
            for part in [line.passage(), *parts]:
                have = letters(part.text)
                if have and (have == wanted or (len(have) >= 12 and have in wanted and 2 * len(have) > len(wanted))):
                    self.headline = part
                    if part.start > line.start:
                        self.kicker = line.cut(line.start, parts[0].stop)
                    elif k == self.at + 1 and len(self.lines[self.at]) <= 100:
                        self.kicker = self.unmarked(self.lines[self.at])
                    self.at = k + 1
                    return
        self.headline = Passage(Span(0, 0), title)

    def guess_titles(self) -> None:
        """Kicker and headline by their place and shape; nothing when the first line has not the shape of a title."""
        first = self.lines[self.at]
        if not self.like_title(first):
            return
        left = len(self.lines) - self.at
        if left == 1 and (len(first) > 120 or self.inside(first)):
            return
        second = self.lines[self.at + 1] if left > 1 else None
        if left > 1 and len(first) > 120 and second and second.start in self.starts:
            return  # a long line before the dateline is the lead
        if second and self.like_title(second) and self.is_kicker(first, left):
            self.kicker = self.unmarked(first)
            self.at += 1
            first = second
        self.headline = first.passage()
        parts = self.parts(first)
        if len(parts) > 1:
            if self.kicker is None:
                self.kicker = parts[0]
                self.headline = first.cut(parts[1].start, parts[-1].stop)
            else:
                self.headline = first.cut(parts[0].start, parts[-1].stop)
        elif parts:
            self.headline = parts[0]
        self.at += 1

    def parts(self, line: Line) -> list[Passage]:
        """The parts of a title line between « | »; the outlet's own name at its end is dropped."""
        text = str(line)
        while (m := _OUTLET.search(text)) and dateline.agency_named(m[1]):
            text = text[: m.start()]
        found = [line.cut(line.start + m.start(), line.start + m.end()) for m in _TITLE_PART.finditer(text)]
        return [p for p in found if p.text]

    def like_title(self, line: Line) -> bool:
        """Whether a line has the shape of a headline: short, one sentence, no full stop, no dateline."""
        text = str(line)
        end = text.rstrip('»"”')
        if len(text) > _TITLE or end[-1:] in "،," or (end.endswith(".") and not end.endswith("..")):
            return False
        if line.start in self.starts and self.starts[line.start].rule != "dateline.interview":
            return False
        if kind_of(line, CLOSING) or not compiled(r"\p{L}").search(text):
            return False
        return compiled(r"\w{2}\. \w+ \w+ \w+").search(text) is None

    def inside(self, line: Line) -> bool:
        return any(line.start <= start < line.stop for start in self.starts)

    def is_kicker(self, line: Line, left: int) -> bool:
        """Whether a title line is the kicker of the next: by its mark, or by its shape."""
        text = str(line)
        if text[-1] in "؛:;|":
            return len(text) <= 120
        if left < 3 or len(text) > 80 or not 12 <= len(self.lines[self.at + 1]) <= 110:
            return False
        third = self.starts.get(self.lines[self.at + 2].start)
        if third and third.rule not in _SLUGS:  # then the second line is the lead
            return False
        if row("kicker").match(text):
            return True
        words = text.split()
        if len(words) > 5 or len(self.lines[self.at + 1]) < 20 or _finite(text):
            return False
        return words[0] in _offices() or self.lead_follows(len(text))

    def lead_follows(self, kicker: int) -> bool:
        """Whether a headline longer than the kicker, and a lead before its dateline, follow the first line."""
        _, headline, lead, *rest = self.lines[self.at : self.at + 4]
        story = rest[0].start in self.starts if rest else False
        slug = lead.start in self.starts
        return len(headline) > 1.5 * kicker and len(headline) < len(lead) and str(lead)[-1] in ".»" and (story or slug)

    def unmarked(self, line: Line) -> Passage:
        stop = line.stop
        while stop > line.start and self.text[stop - 1] in "؛:;| \u200c":
            stop -= 1
        return line.cut(line.start, stop)

    # -- between headline and story

    def between(self) -> None:
        """Date lines, the byline and captions between the headline and the first paragraph."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not (self.page_line(line) or self.aside(line) or self.signature(line)):
                if kind_of(line, ("source", "handle", "related")) is None:
                    return
                self.take(line)
            self.at += 1

    def aside(self, line: Line) -> bool:
        """Take a caption or a byline."""
        kind = kind_of(line, ("caption", "byline"))
        if kind == "caption":
            self.captions.append(line.passage())
        elif kind == "byline" and self.byline is None:
            self.byline = line.passage()
        elif kind == "byline":
            self.part(line.passage(), "byline", "byline")
        return kind is not None

    def signature(self, line: Line) -> bool:
        """«مریم کریمی» over «بی\u200cبی\u200cسی فارسی», or both on a line: a byline with the outlet."""
        if self.byline or len(line) > 60 or self.at + 1 >= len(self.lines):
            return False
        words = str(line).split()
        after = self.lines[self.at + 1]
        if 2 <= len(words) <= 4 and len(after) < 40 and dateline.agency_named(str(after)) and not _finite(str(line)):
            self.byline = line.passage()
            self.part(after.passage(), "source", "source")
            self.at += 1
            return True
        name, _, outlet = _BETWEEN.sub("|", str(line)).partition("|")
        if 2 <= len(name.split()) <= 4 and dateline.agency_named(outlet):
            self.byline = line.passage()
            return True
        return False

    # -- the lead

    def find_lead(self) -> None:
        """The paragraph, or the part of one, between the title and the dateline."""
        if self.at < len(self.lines) and self.is_slug(self.lines[self.at]):
            self.at += 1
        if self.at >= len(self.lines):
            return
        line = self.lines[self.at]
        inside = [d for start, d in sorted(self.starts.items()) if line.start <= start < line.stop]
        if self.opens_story(line, inside):
            return
        for d in inside:
            if d.span.start > line.start and d.rule != "dateline.interview":
                return self.set_lead(line, d.span.start)
            if d is self.main and len(line) > _INTERVIEW:
                return self.set_lead(line, self.sentence_start(line, d.span.start))
        alone = self.only_closing_follows()
        if self.headline is None and not inside and (alone or self.main is None):
            return  # a story and nothing else
        if len(line) <= (_ALONE if alone else _LEAD):
            self.end_story(line)
            self.set_lead(line, line.stop)

    def is_slug(self, line: Line) -> bool:
        """Whether a line is a dateline and nothing else: «هرات - پژواک»."""
        d = self.starts.get(line.start)
        return d is not None and d.rule in _SLUGS and not compiled(r"\w").search(self.text, d.span.stop, line.stop)

    def opens_story(self, line: Line, inside: list[Dateline]) -> bool:
        """Whether a paragraph is the first of the story: it opens with «به گزارش …», or is an interview.

        A slug belongs to the lead. A short interview with another dateline after it is a lead too.
        """
        if inside and inside[0].span.start == line.start:
            return inside[0].rule not in (*_SLUGS, "dateline.interview")
        main = self.main
        if main is None or main not in inside or main.rule != "dateline.interview":
            return False
        if any(start >= line.stop for start in self.starts):
            return False
        if len(line) > _INTERVIEW:
            return self.sentence_start(line, main.span.start) == line.start
        return "خبرنگار" in main.text and ":" in str(line)

    def sentence_start(self, line: Line, at: int) -> int:
        """Where the sentence of `line` starts that holds the code point `at`."""
        ends = [m.end() for m in _SENTENCE_END.finditer(self.text[line.start : at])]
        return line.start + ends[-1] if ends else line.start

    def set_lead(self, line: Line, stop: int) -> None:
        lead = line.cut(line.start, stop)
        if len(lead.span) > _LEAD or not compiled(r"\p{L}").search(lead.text):
            return
        self.lead = lead
        line.start = stop
        line.trim()
        if not line:
            self.at += 1

    # -- the story and what follows it

    def take(self, line: Line) -> None:
        """Put one line where it belongs."""
        text = str(line)
        near_end = bool(self.ended) or self.at >= len(self.lines) - 5
        kind = kind_of(line, CLOSING if near_end else CLOSING[:-1])
        if kind == "related":
            self.listing = text[-1] == ":" or len(text) < 30
        elif self.listing and not kind:
            self.listing = len(text) <= 140 and text[-1] not in ".!"
            kind = "related" if self.listing else None
        if kind or self.ended:
            after = "comments" if self.ended == "comments" else "page"
            self.part(line.passage(), kind or after, kind or after)
            if kind in ("end_mark", "comments"):
                self.ended = kind
        elif self.may_have_date(line) and (date := date_of(text)):
            self.late_date(line, date)
        elif self.aside(line):
            pass
        elif self.is_pull_quote(line):
            self.pull_quotes.append(line.passage())
        elif self.is_subhead(line):
            self.subheads.append(line.passage())
        else:
            self.paragraph(line)

    def may_have_date(self, line: Line) -> bool:
        k = bisect_left(self.dated, line.start)
        return k < len(self.dated) and self.dated[k] < line.stop

    def late_date(self, line: Line, date: Date) -> None:
        if self.date is None and (self.at >= len(self.lines) - 4 or self.at <= 4):
            self.date = date.moved(lambda s: Span(s.start + line.start, s.stop + line.start))
        else:
            self.part(line.passage(), "page", "date_line")

    def paragraph(self, line: Line) -> None:
        """A paragraph of the story, without the dateline before it and what closes the story behind it."""
        opening = self.starts.get(line.start)
        if opening and opening.rule != "dateline.interview":
            line.start = min(opening.span.stop, line.stop)
            line.trim()
        self.end_story(line)
        if line:
            self.body.append(Span(line.start, line.stop))

    def end_story(self, line: Line) -> None:
        """Take «انتهای پیام», a source or a reporter code off the end of a line of the story."""
        for _ in range(_MOST_CLOSING):
            found = self.closing_at(max(line.start, line.stop - _CLOSING - 30), line.stop)
            if found is None:
                return
            start, name = found
            self.part(line.cut(start, line.stop), name, name)
            self.ended = name if name == "end_mark" else self.ended
            line.stop = start
            line.trim()

    def closing_at(self, start: int, stop: int) -> tuple[int, str] | None:
        """The last part of the page that ends a line, from code point `start` on: where it begins, and its kind."""
        end = self.text[start:stop]
        if "پایان" not in end and "انتها" not in end and not self.only_closing_follows():
            return None  # then it could only be the end mark
        begins = [start + m.end() for m in _CLOSING_START.finditer(end)]
        places = [at for at in begins if stop - at <= _CLOSING]
        names = INLINE if places and self.only_closing_follows() else ("end_mark",)
        found = ((at, name) for at in places for name in names if kind_of_part(self.text[at:stop], (name,)))
        return next(found, None)

    def only_closing_follows(self) -> bool:
        """Whether no story follows the line, only parts of the page."""
        return all(kind_of(other, CLOSING) for other in self.lines[self.at + 1 : self.at + 6])

    def is_subhead(self, line: Line) -> bool:
        """A short line without a final mark between two paragraphs, or one with a star."""
        text = str(line)
        if not text[0].isalpha() and row("subhead").match(text):
            return True
        if not (self.body or self.lead) or len(text) > 80 or text[-1] in '.!…:؛،»)"' or text[0] in '-–—«("':
            return False
        if self.at + 1 >= len(self.lines) or (text[0].isnumeric() and not compiled(_NUMBERED).match(text)):
            return False
        if text[-1] in "؟?" and self.interview:
            return False
        before, after = str(self.lines[self.at - 1]), self.lines[self.at + 1]
        return before[-1:] in _FINAL + '»"' and len(after) > 100 and not kind_of(after, CLOSING)

    def is_pull_quote(self, line: Line) -> bool:
        """A line that the story has as part of another line too."""
        if not 15 <= len(line) <= 300:
            return False
        text = str(line).strip('«»"“” \u200c.')
        if len(text) < 15 or (len(line) - len(text) < 2 and str(line)[-1:] not in _FINAL):
            return False
        other = self.text.find(text, max(0, line.start - _NEAR), line.start)
        if other < 0:
            other = self.text.find(text, line.stop, line.stop + _NEAR)
        if other < 0 or (self.lead and self.lead.start <= other < self.lead.stop):
            return False
        return str(line)[0] in '«"“' or other < line.start


def _addressed(question: str) -> bool:
    """Whether a question is put to a guest: with a dash, «شما» or a verb of the second person."""
    return question[0] in "-–—•*" or "شما" in question or question.rstrip("؟? ").endswith("ید")


@cache
def _offices() -> frozenset[str]:
    return frozenset(r["word"] for r in read_table("titles") if r["kind"] in ("office", "role"))


def _finite(text: str) -> bool:
    """Whether a title line has a verb, as far as its last word tells."""
    return compiled(_VERB + r"\s*$").search(text) is not None
