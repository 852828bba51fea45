"""Articles as tables: one row an article, a quote, a number or a person, with typed columns.

`rows` gives plain tuples; `to_pandas` (extra ``fanews[pandas]``) and `to_polars` (``fanews[polars]``) data frames. A
cell that does not apply is None. ``article`` is the number of the article among those given; ``start`` and ``stop``
count code points of its original.
"""

from __future__ import annotations

import datetime
import typing
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .article import Article
from .calendar import Date
from .numbers import Number
from .quotes import Quote
from .records import value_text
from .speakers import Person

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["ArticleRow", "NumberRow", "PersonRow", "QuoteRow", "rows", "to_pandas", "to_polars"]

Of = Literal["articles", "quotes", "numbers", "people"]


class ArticleRow(NamedTuple):
    url: str | None
    headline: str | None
    kicker: str | None
    lead: str | None
    byline: str | None
    date: datetime.date | None
    published: datetime.date | None
    dateline: str | None
    agency: str | None
    agency_id: str | None
    place: str | None
    reporter: str | None
    paragraphs: int
    quotes: int
    numbers: int
    people: int
    text: str
    original: str


class QuoteRow(NamedTuple):
    article: int
    kind: str
    content: str
    cue: str | None
    speaker: str | None
    person: str | None
    role: str | None
    inherited: bool
    rule: str
    start: int
    stop: int


class NumberRow(NamedTuple):
    """`written` is the whole value as a string; the others hold it typed, where they can: `value` an amount or a year,
    `low` and `high` a range, `date`, `time`."""

    article: int
    kind: str
    text: str
    written: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    date: datetime.date | None
    time: datetime.time | None
    unit: str | None
    approx: bool
    ambiguous: bool
    calendar: str | None
    precision: str | None
    rule: str
    start: int
    stop: int


class PersonRow(NamedTuple):
    article: int
    name: str
    role: str | None
    kind: str
    mentions: int


Row = ArticleRow | QuoteRow | NumberRow | PersonRow
_ROWS: dict[str, Any] = {"articles": ArticleRow, "quotes": QuoteRow, "numbers": NumberRow, "people": PersonRow}


def rows(articles: Iterable[Article], of: Of = "articles") -> Iterator[Row]:
    """The rows of the table `of`, one after another. Raises ValueError for a table that there is not."""
    if of not in _ROWS:
        raise ValueError(f"a table is of {', '.join(map(repr, _ROWS))}, not of {of!r}")
    return _rows(articles, of)


def _rows(articles: Iterable[Article], of: Of) -> Iterator[Row]:
    for i, article in enumerate(articles):
        if of == "articles":
            yield _article(article)
        elif of == "quotes":
            yield from (_quote(i, quote) for quote in article.quotes)
        elif of == "numbers":
            yield from (_number(i, number) for number in article.numbers)
        else:
            yield from (_person(i, person) for person in article.people)


def to_pandas(articles: Iterable[Article], of: Of = "articles") -> pandas.DataFrame:
    """The table `of` as a pandas DataFrame.

    Its columns are "string", "int64", "bool" and "datetime64[s]"; Decimals and times stay Python objects, for which
    pandas has no type. Raises ImportError without pandas.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise ImportError('to_pandas() needs pandas: pip install "fanews[pandas]"') from error
    dtypes = {str: "string", int: "int64", bool: "bool", datetime.date: "datetime64[s]"}
    return pd.DataFrame(
        {name: pd.Series(cells, dtype=dtypes.get(kind, "object")) for name, kind, cells in _columns(articles, of)}
    )


def to_polars(articles: Iterable[Article], of: Of = "articles") -> polars.DataFrame:
    """The table `of` as a polars DataFrame, with String, Int64, Boolean, Date, Time and Decimal(38, 10) columns.

    An amount that Decimal(38, 10) cannot hold exactly is null; `written` has it. Raises ImportError without polars.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise ImportError('to_polars() needs polars: pip install "fanews[polars]"') from error
    dtypes: dict[type, Any] = {str: pl.String, int: pl.Int64, bool: pl.Boolean}
    dtypes |= {datetime.date: pl.Date, datetime.time: pl.Time, Decimal: pl.Decimal(38, 10)}
    return pl.DataFrame(
        [
            pl.Series(name, [c if _fits(c) else None for c in cells] if kind is Decimal else cells, dtypes[kind])
            for name, kind, cells in _columns(articles, of)
        ]
    )


def _columns(articles: Iterable[Article], of: Of) -> Iterator[tuple[str, type, list[Any]]]:
    """The name, the type and the cells of each column."""
    table = list(rows(articles, of))
    for i, (name, hint) in enumerate(typing.get_type_hints(_ROWS[of]).items()):
        kind = next((k for k in typing.get_args(hint) if k is not type(None)), hint)
        yield name, kind, [row[i] for row in table]


def _fits(value: Decimal | None) -> bool:
    return value is None or (abs(value) < Decimal(10) ** 28 and int(value.as_tuple().exponent) >= -10)


def _article(a: Article) -> ArticleRow:
    line = a.dateline
    return ArticleRow(
        url=a.url,
        headline=_text(a.headline),
        kicker=_text(a.kicker),
        lead=_text(a.lead),
        byline=_text(a.byline),
        date=a.date.value if a.date else None,
        published=a.published,
        dateline=_text(line),
        agency=line.agency if line else None,
        agency_id=line.agency_id if line else None,
        place=line.place if line else None,
        reporter=line.reporter if line else None,
        paragraphs=len(a.body),
        quotes=len(a.quotes),
        numbers=len(a.numbers),
        people=len(a.people),
        text=a.text,
        original=a.original,
    )


def _quote(article: int, q: Quote) -> QuoteRow:
    name, role = (q.person.name, q.person.role) if q.person else (None, None)
    cue, speaker = _text(q.cue), _text(q.speaker)
    return QuoteRow(
        article, q.kind, q.text, cue, speaker, name, role, q.inherited, q.rule, q.span.start, q.span.stop
    )  # fmt: skip


def _number(article: int, n: Number) -> NumberRow:
    value = n.value
    low, high = map(Decimal, value) if isinstance(value, tuple) else (None, None)
    return NumberRow(
        article=article,
        kind=n.kind,
        text=n.text,
        written=value_text(value),
        value=Decimal(value) if isinstance(value, (int, Decimal)) else None,
        low=low,
        high=high,
        date=value.value if isinstance(value, Date) else None,
        time=value if isinstance(value, datetime.time) else None,
        unit=n.unit,
        approx=n.approx,
        ambiguous=n.ambiguous,
        calendar=n.calendar,
        precision=n.precision,
        rule=n.rule,
        start=n.span.start,
        stop=n.span.stop,
    )


def _person(article: int, p: Person) -> PersonRow:
    return PersonRow(article, p.name, p.role, p.kind, len(p.mentions))


def _text(found: Any) -> str | None:
    return found.text if found else None
