"""Articles as Arrow columns: `parse_batch`, from record batch to record batch, for Parquet and for data engines.

Needs ``pip install "fanews[arrow]"``. `SCHEMA` says what an article's row holds: the fields of `Article`, with

- a span as ``start`` and ``stop``, code points of the text column (which stands for ``original``);
- a day as ``date32`` beside the fields of the date as written; hours and time zones as strings;
- a number's ``value`` as an exact string, and also as ``number`` (a double) or ``day`` where it is one;
- the person of a quote as his name, the key of ``people``;
- ``edits``, how many changes the normaliser made.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import attrs

from .article import Article, parse
from .calendar import Date
from .lexicon import Lexicon
from .numbers import Number
from .quotes import Quote
from .records import value_text
from .spacing import Style
from .text import Span
from .workers import Failure, spread

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError('fanews.arrow needs pyarrow: pip install "fanews[arrow]"') from error

__all__ = ["SCHEMA", "output_schema", "parse_batch", "parse_batches"]

_TEXT, _FLAG, _INT, _DAY = pa.string(), pa.bool_(), pa.int32(), pa.date32()
_SPAN = {"start": _INT, "stop": _INT}


def _record(**fields: Any) -> pa.DataType:
    return pa.struct(list(fields.items()))


_PASSAGE = _record(**_SPAN, text=_TEXT)
_PART = _record(**_SPAN, text=_TEXT, kind=_TEXT, rule=_TEXT)
_DATE = _record(
    **_SPAN,
    text=_TEXT,
    year=_INT,
    month=_INT,
    day=_INT,
    calendar=_TEXT,
    precision=_TEXT,
    time=_TEXT,
    zone=_TEXT,
    derived=_FLAG,
    weekday=_INT,
    value=_DAY,
)
_DATELINE = _record(
    **_SPAN,
    text=_TEXT,
    agency=_TEXT,
    agency_id=_TEXT,
    place=_TEXT,
    bureau=_TEXT,
    desk=_TEXT,
    reporter=_TEXT,
    via=pa.list_(_TEXT),
    date=_DATE,
    rule=_TEXT,
)
_QUOTE = _record(
    kind=_TEXT, content=_PASSAGE, cue=_PASSAGE, speaker=_PASSAGE, person=_TEXT, inherited=_FLAG, rule=_TEXT
)
_NUMBER = _record(
    **_SPAN,
    text=_TEXT,
    kind=_TEXT,
    value=_TEXT,
    number=pa.float64(),
    day=_DAY,
    unit=_TEXT,
    approx=_FLAG,
    ambiguous=_FLAG,
    rule=_TEXT,
    whole=_record(**_SPAN),
    calendar=_TEXT,
    precision=_TEXT,
)
_PERSON = _record(name=_TEXT, kind=_TEXT, role=_TEXT, mentions=pa.list_(_PASSAGE))

SCHEMA = pa.schema(
    {
        "text": _TEXT,
        "date": _DATE,
        "kicker": _PASSAGE,
        "headline": _PASSAGE,
        "lead": _PASSAGE,
        "byline": _PASSAGE,
        "dateline": _DATELINE,
        "body": pa.list_(_PASSAGE),
        "subheads": pa.list_(_PASSAGE),
        "captions": pa.list_(_PASSAGE),
        "pull_quotes": pa.list_(_PASSAGE),
        "closing": pa.list_(_PART),
        "quotes": pa.list_(_QUOTE),
        "numbers": pa.list_(_NUMBER),
        "people": pa.list_(_PERSON),
        "title": _TEXT,
        "published": _DAY,
        "url": _TEXT,
        "edits": _INT,
    }
)


def output_schema(schema: pa.Schema, *, article: str = "article", error: str = "error") -> pa.Schema:
    """The schema of what `parse_batch` makes of batches with `schema`. Raises ValueError for a name that is taken."""
    for name in (article, error):
        if name in schema.names:
            raise ValueError(f"the batch has a column {name!r} already; give another name for the new one")
    return schema.append(pa.field(article, pa.struct(SCHEMA))).append(pa.field(error, _TEXT))


def parse_batch(
    batch: pa.RecordBatch,
    *,
    text: str = "text",
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    article: str = "article",
    error: str = "error",
    lexicon: Lexicon | None = None,
    style: Style = Style(),  # noqa: B008 (frozen)
) -> pa.RecordBatch:
    """`batch` with two more columns: `article`, a struct with the fields of `SCHEMA`, and `error`.

    `text`, `title`, `published` and `url` name the columns that hold them. A row without an article (a null, a day
    of publication that is none) has a null there and the reason in `error`; every row stays. A Table gives a Table.
    Raises ValueError when a column that is named is not there, or a new one is.
    """
    schema = output_schema(batch.schema, article=article, error=error)
    columns = {"text": text, "title": title, "published": published, "url": url}
    given = {argument: _column(batch, name) for argument, name in columns.items() if name is not None}
    results = [
        _parsed(dict(zip(given, cells, strict=True)), lexicon, style) for cells in zip(*given.values(), strict=True)
    ]
    for place, name in enumerate((article, error)):
        field = schema.field(name)
        batch = batch.append_column(field, pa.array([result[place] for result in results], type=field.type))
    return batch


def parse_batches(batches: Iterable[pa.RecordBatch], *, workers: int = 1, **options: Any) -> Iterator[pa.RecordBatch]:
    """`parse_batch` of each, in order, in `workers` processes if more than one; `options` are those of `parse_batch`.

    Raises WorkerError when a batch ends two worker processes.
    """
    work = partial(parse_batch, **options)
    if workers == 1:
        return map(work, batches)
    return map(_batch, spread(batches, work, workers=workers, size=lambda batch: int(batch.nbytes) // 2))


def _batch(result: pa.RecordBatch | Failure) -> pa.RecordBatch:
    if isinstance(result, Failure):
        raise result.error
    return result


def _column(batch: pa.RecordBatch, name: str) -> pa.Array:
    if name not in batch.schema.names:
        raise ValueError(f"no column {name!r}; the batch has {', '.join(map(repr, batch.schema.names))}")
    return batch.column(name)


def _parsed(
    cells: dict[str, Any], lexicon: Lexicon | None, style: Style
) -> tuple[dict[str, Any], None] | tuple[None, str]:
    """The row of an article, or why there is none."""
    try:
        values = {argument: cell.as_py() for argument, cell in cells.items()}
        if values["text"] is None:
            return None, "the text is null"
        if isinstance(values.get("published"), datetime.datetime):
            values["published"] = values["published"].date()
        return _row(parse(values.pop("text"), **values, lexicon=lexicon, style=style)), None
    except (TypeError, ValueError) as problem:  # UnicodeDecodeError among them
        return None, str(problem)


# ---- from an Article to its row ------------------------------------------------------------------------


def _row(article: Article) -> dict[str, Any]:
    row = {name: _cell(getattr(article, name)) for name in SCHEMA.names if name != "edits"}
    row["edits"] = len(article.normalized.edits) if article.normalized else 0
    return row


def _cell(value: Any) -> Any:
    """A value of an Article as Arrow takes it."""
    if isinstance(value, tuple):
        return [_cell(item) for item in value]
    if isinstance(value, (datetime.time, datetime.timezone)):
        return str(value)
    if not attrs.has(type(value)):
        return value
    cells: dict[str, Any] = {}
    for name, inner in ((field.name, getattr(value, field.name)) for field in attrs.fields(type(value))):
        if isinstance(inner, Span) and name == "span":
            cells.update(start=inner.start, stop=inner.stop)
        else:
            cells[name] = _cell(inner)
    if isinstance(value, Quote):
        cells["person"] = value.person and value.person.name
    elif isinstance(value, Date):
        cells["value"] = value.value
    elif isinstance(value, Number):
        cells.update(_amount(value.value))
    return cells


def _amount(value: Any) -> dict[str, Any]:
    """A number's value three ways: exact, as a double, as a day."""
    day = value.value if isinstance(value, Date) else None
    number = None
    if isinstance(value, (int, Decimal, Fraction)):
        with suppress(OverflowError):  # over 10^308
            number = float(value)
    return {"value": value_text(value), "number": number, "day": day}
