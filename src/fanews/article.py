"""`parse`: the one place where the parts come together; `Article`: what comes out."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import attrs
from attrs import field, frozen

from . import layout, numbers, quotes, records
from .calendar import Date, Folded, day_of
from .dateline import Dateline
from .errors import demand_str
from .layout import Layout, Part
from .lexicon import Lexicon
from .normalize import Normalized, normalize
from .numbers import Number
from .quotes import Quote
from .spacing import Style
from .speakers import Person
from .text import Move, Passage, Span
from .words import Words


@frozen(kw_only=True)
class Article:
    """A news article, taken apart.

    `original` is the caller's string and every span counts its code points: ``original[s.start:s.stop]`` is
    what was found. `text` is the whole text normalised, and a found thing's `text` its part of that.
    `body` are the paragraphs of the story after the lead, without the dateline and without what belongs to the
    page (`subheads`, `captions`, `pull_quotes`, `closing`). What the text does not have is None or empty;
    nothing is guessed. `date` is that of the date line, or else of the dateline. `title`, `published` and `url` are
    what the caller gave. `normalized` holds every change and the way between the two texts; an article read back
    from JSON is without it, and equal to the one it was made from.
    """

    original: str
    text: str
    date: Date | None = None
    kicker: Passage | None = None
    headline: Passage | None = None
    lead: Passage | None = None
    byline: Passage | None = None
    dateline: Dateline | None = None
    body: tuple[Passage, ...] = ()
    subheads: tuple[Passage, ...] = ()
    captions: tuple[Passage, ...] = ()
    pull_quotes: tuple[Passage, ...] = ()
    closing: tuple[Part, ...] = ()
    quotes: tuple[Quote, ...] = ()
    numbers: tuple[Number, ...] = ()
    people: tuple[Person, ...] = ()
    title: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    normalized: Normalized | None = field(default=None, eq=False, repr=False)

    def spans(self) -> Iterator[Span]:
        """Every span in the article, in no particular order."""
        return _spans(self)

    def to_dict(self) -> dict[str, Any]:
        """The article as plain data: the form that ``to_json`` writes and ``fanews.schema()`` describes.

        A quote names its person, who stands in `people`.
        """
        data: dict[str, Any] = {"schema": records.SCHEMA, **records.encode(self)}
        for item in data["quotes"]:
            item["person"] = item["person"] and item["person"]["name"]
        return data

    def to_json(self, *, indent: int | None = None) -> str:
        """The article as JSON, Persian letters as they are."""
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Article:
        """The article that `to_dict` wrote, now or in an earlier release.

        Raises ArticleError with the path of the fault for what ``fanews.schema()`` refuses, and for what no schema can
        say: a span that ends before it begins or beyond `original`, a text that `text` does not have where its span
        lies, a person who is not among `people`, a date that there is not.
        """
        article: Article = records.decode(cls, data)
        return article

    def to_html(self) -> str:
        """The article as a small HTML page that shows what was found, right to left."""
        from .render import page

        return page(self)

    def _repr_html_(self) -> str:
        from .render import fragment

        return fragment(self)


def parse(
    text: str,
    *,
    title: str | None = None,
    published: str | datetime.date | None = None,
    url: str | None = None,
    lexicon: Lexicon | None = None,
    style: Style = Style(),  # noqa: B008 (frozen)
    max_chars: int | None = None,
) -> Article:
    """Take the raw text of a news article apart.

    `title`, `published` (a date, or one as a string in any form a newspaper writes, Jalali too) and `url` are
    what the caller already knows; they override what the text suggests and stay on the Article. `lexicon` holds
    a project's own words and `style` its house style, as in `normalize`.

    Any ``str`` gives an Article, in time that grows as its length does; what strangers send may be bounded by
    `max_chars` code points, beyond which it is a SizeError. Anything else is a TypeError, and a `published` that is
    no date a ValueError.
    """
    demand_str(text, "parse", max_chars)
    day = None if published is None else day_of(published)
    n = normalize(text, lexicon=lexicon, style=style)
    return _compose(n, title=title, published=day, url=url)


def _compose(n: Normalized, *, title: str | None, published: datetime.date | None, url: str | None) -> Article:
    """Find every part in the normalised text, then move it to the caller's coordinates."""
    words, folded = Words(n.text), Folded.of(n.text)
    page = layout.find(words, title=title, url=url, folded=folded)
    furniture = [part.span for part in (page.date, *page.closing) if part is not None]
    furniture.sort(key=lambda span: span.start)
    said = quotes.find(words, headline=page.headline.span if page.headline else None, aside=_aside(page))
    move: Move = n.to_original
    moved = page.moved(move)
    date = moved.date or (moved.dateline.date if moved.dateline else None)
    if published is not None:
        date = Date(Span(0, 0), published.isoformat()[:10], published.year, published.month, published.day, "gregorian")
    day = published or (date.value if date else None)
    spoken = quotes.moved(said, move)
    counted = numbers.find(n.text, published=day, folded=folded)
    return Article(
        original=n.original,
        text=n.text,
        date=date,
        kicker=moved.kicker,
        headline=moved.headline,
        lead=moved.lead,
        byline=moved.byline,
        dateline=moved.dateline,
        body=tuple(Passage(move(span), span.of(n.text)) for span in page.body),
        subheads=moved.subheads,
        captions=moved.captions,
        pull_quotes=moved.pull_quotes,
        closing=moved.closing,
        quotes=spoken,
        numbers=tuple(x.moved(move) for x in counted if not _among(x.span, furniture)),
        people=quotes.people(spoken),
        title=title,
        published=published,
        url=url,
        normalized=n,
    )


def _aside(page: Layout) -> list[Span]:
    """What is nobody's speech: the date line, the datelines, the byline, captions and closing lines."""
    spoken = ("dateline.interview", "dateline.relayed")  # these have a speaker
    lines = (d for d in page.datelines if d.rule not in spoken)
    parts = [page.date, page.byline, *page.captions, *page.closing, *lines]
    return [part.span for part in parts if part is not None]


def _among(span: Span, others: list[Span]) -> bool:
    """Whether `span` lies in one of `others`, which are sorted and disjoint."""
    at = bisect_right(others, span.start, key=lambda other: other.start) - 1
    return at >= 0 and span in others[at]


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif attrs.has(kind := type(value)):
        for f in attrs.fields(kind):
            yield from _spans(getattr(value, f.name)) if f.eq else ()
