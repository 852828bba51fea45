"""Found things ⇄ plain JSON data, with errors that say where the data is wrong.

A span is ``[start, stop]``, a passage ``{"span": …, "text": …}``, any other found thing a mapping of its fields.
Decimals and fractions are strings, dates are ISO strings. ``tools/build_schema.py`` writes the same as a JSON Schema;
what a schema can say, both refuse alike.
"""

from __future__ import annotations

import datetime
import re
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import attrs

from . import resources
from .calendar import Date
from .errors import ArticleError
from .quotes import Quote
from .speakers import Person
from .text import Span

SCHEMA = "urn:fanews:article:1"
"""What an Article's data follows. It counts up when a field goes or changes its meaning; fields with a default may
come without, so that what an older fanews wrote stays readable."""

COMPUTED: dict[type, tuple[str, ...]] = {Date: ("value", "weekday_fits")}
"""What is written beside the fields for a reader's sake; where it is given, it must be what the fields say."""


CLOSED: dict[tuple[type, str], Any] = {
    (Date, "calendar"): typing.Literal["jalali", "gregorian", "hijri"],
    (Date, "precision"): typing.Literal["year", "month", "week", "day", "minute", "second"],
    (Quote, "kind"): typing.Literal["direct", "indirect", "mixed"],
}
"""Fields that hold one of a few words, though their type is any string."""


class Form(NamedTuple):
    """How values of a type are written as strings: a name, the pattern of the whole string, and the reader."""

    name: str
    pattern: str
    read: Callable[[str], Any]


def _zone(text: str) -> datetime.timezone:
    time = datetime.time.fromisoformat("00:00" + (text.removeprefix("UTC") or "+00:00"))
    return typing.cast(datetime.timezone, time.tzinfo)


FORMS: dict[Any, Form] = {
    datetime.date: Form(
        "a date such as '2025-10-11'",
        "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
        datetime.date.fromisoformat,
    ),
    datetime.time: Form(
        "a time such as '18:30:00'", "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]", datetime.time.fromisoformat
    ),
    datetime.timezone: Form("a zone such as 'UTC+03:30'", "UTC([+-]([01][0-9]|2[0-3]):[0-5][0-9])?", _zone),
    Decimal: Form("a decimal such as '2.5'", r"-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]{1,9})?", Decimal),
    Fraction: Form("a fraction such as '2/3'", "-?[0-9]+/[1-9][0-9]*", Fraction),
}


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what ``Article.to_dict`` gives and ``Article.from_dict`` takes."""
    import json

    return typing.cast(dict[str, Any], json.loads(resources.read("article.schema.json")))


def encode(value: Any) -> Any:
    """`value` as JSON data."""
    if isinstance(value, Span):
        return [value.start, value.stop]
    if attrs.has(type(value)):
        names = [f.name for f in attrs.fields(type(value)) if f.eq] + list(COMPUTED.get(type(value), ()))
        return {name: encode(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [encode(v) for v in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, (Decimal, datetime.timezone)):
        return str(value)
    return value


def value_text(value: Any) -> str:
    """A number's value for a person, on one line."""
    return "–".join(map(str, value)) if isinstance(value, tuple) else str(value)


def decode(kind: Any, data: Any) -> Any:
    """The article of class `kind` that was written as `data`; ArticleError names the place that does not fit."""
    reader = _Reader()
    if not isinstance(data, dict):
        raise _wrong("article", "a mapping", data)
    bare = {name: value for name, value in data.items() if name != "schema"}
    if data.get("schema", SCHEMA) != SCHEMA:
        raise ArticleError(
            f"article.schema is {_shown(data['schema'])}, but this fanews reads {SCHEMA!r}: a newer release may read it"
        )
    for person in reader.read(tuple[Person, ...], data.get("people", []), "article.people"):
        reader.people.setdefault(person.name, person)
    reader.found.clear()  # the people are read again with the rest
    article = reader.record(kind, bare, "article")
    _check_places(reader.found, article.original, article.text)
    return article


Found = tuple[Span, str, str]  # a span, the text that stands there if told, and its path


class _Reader:
    """Reads data by the types of the fields, and remembers where the found things stand."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.found: list[Found] = []

    def read(self, kind: Any, data: Any, where: str) -> Any:
        """The value of type `kind` written as `data`."""
        origin, inner = typing.get_origin(kind), typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            return self._union(inner, data, where)
        if origin is typing.Literal:
            if data not in inner:
                raise _wrong(where, " or ".join(map(repr, inner)), data)
            return data
        if origin is tuple:
            if not isinstance(data, list):
                raise _wrong(where, "a list", data)
            return tuple(self.read(inner[0], item, f"{where}[{i}]") for i, item in enumerate(data))
        if kind is Span:
            return self._span(data, where)
        if attrs.has(kind):
            return self.record(kind, data, where)
        if kind in FORMS:
            return _string(FORMS[kind], data, where)
        if kind is int and isinstance(data, float) and data.is_integer():
            return int(data)  # JSON has one type of number: 3.0 is 3
        if type(data) is not kind:
            raise _wrong(where, _name(kind), data)
        return data

    def record(self, kind: Any, data: Any, where: str) -> Any:
        """The attrs object of class `kind` written as `data`."""
        if not isinstance(data, dict):
            raise _wrong(where, f"a mapping ({kind.__name__})", data)
        unknown = [name for name in data if name not in fields(kind) and name not in COMPUTED.get(kind, ())]
        if unknown:
            raise ArticleError(f"{where} has unknown keys {', '.join(map(repr, unknown))}")
        values: dict[str, Any] = {}
        for name, (type_, required) in fields(kind).items():
            if name in data:
                here = f"{where}.{name}"
                named = kind is Quote and name == "person"
                values[name] = self._person(data[name], here) if named else self.read(type_, data[name], here)
            elif required:
                raise ArticleError(f"{where} has no {name!r}")
        value = kind(**values)
        if isinstance(span := values.get("span"), Span):
            self.found.append((span, str(values["text"]), where))
        for name in COMPUTED.get(kind, ()):
            _check_computed(value, name, data, where)
        return value

    def _person(self, name: Any, where: str) -> Person | None:
        if name is None:
            return None
        if not isinstance(name, str):
            raise _wrong(where, "a name or null", name)
        if name not in self.people:
            raise ArticleError(f"{where} {name!r} is not the name of one of article.people")
        return self.people[name]

    def _span(self, data: Any, where: str) -> Span:
        if not (isinstance(data, list) and len(data) == 2):
            raise _wrong(where, "a span [start, stop]", data)
        start, stop = (self.read(int, n, f"{where}[{i}]") for i, n in enumerate(data))
        if not 0 <= start <= stop:
            raise _wrong(where, "a span with 0 <= start <= stop", data)
        self.found.append((Span(start, stop), "", where))
        return Span(start, stop)

    def _union(self, kinds: Sequence[Any], data: Any, where: str) -> Any:
        if data is None and types.NoneType in kinds:
            return None
        kinds = [k for k in kinds if k is not types.NoneType]
        shaped = [k for k in kinds if _shape(k) is type(data)]
        if len(shaped or kinds) == 1:  # then its error is the one to hear
            return self.read((shaped or kinds)[0], data, where)
        for k in kinds:
            try:
                return self.read(k, data, where)
            except ArticleError:
                pass
        raise _wrong(where, " or ".join(map(_name, kinds)), data)


def _string(form: Form, data: Any, where: str) -> Any:
    if isinstance(data, str) and re.fullmatch(form.pattern, data):
        try:
            return form.read(data)
        except (ValueError, ArithmeticError):  # 2025-02-30
            pass
    raise _wrong(where, form.name, data)


def _check_computed(value: Any, name: str, data: Mapping[str, Any], where: str) -> None:
    """That `name` of `value` can be computed, and is what `data` says it is."""
    try:
        computed = encode(getattr(value, name))
    except (ValueError, OverflowError) as error:
        raise ArticleError(f"{where} is no date: {error}") from error
    told = data.get(name, computed)
    if told != computed or type(told) is not type(computed):  # 1 is not True
        raise _wrong(f"{where}.{name}", f"{computed!r}, as its fields say", told)


def _check_places(found: Sequence[Found], original: str, text: str) -> None:
    """That every span lies in `original`, and that the texts stand in `text` in the order of their spans.

    A span that begins later in `original` begins no earlier in `text`, and one that ends earlier ends no later: so one
    walk forward and one back see every text that stands too late or too early.
    """
    for span, _, where in found:
        if span.stop > len(original):
            raise ArticleError(f"{where} ends at {span.stop}, but article.original has {len(original)} code points")
    told = [item for item in found if item[1] and len(item[0])]
    cursor = 0
    for _, begun in groupby(sorted(told, key=_start), _start):
        cursor = min(_stands(item, text.find(item[1], cursor)) for item in begun)
    cursor = len(text)
    for _, ended in groupby(sorted(told, key=_stop, reverse=True), _stop):
        cursor = max(_stands(item, text.rfind(item[1], 0, cursor)) + len(item[1]) for item in ended)


def _start(item: Found) -> int:
    return item[0].start


def _stop(item: Found) -> int:
    return item[0].stop


def _stands(item: Found, at: int) -> int:
    if at < 0:
        span, passage, where = item
        raise ArticleError(f"{where}.text {passage[:60]!r} does not stand in article.text where {encode(span)} lies")
    return at


def _shape(kind: Any) -> type | None:
    """The JSON type of what is written as a list or a mapping."""
    if kind is Span or typing.get_origin(kind) is tuple:
        return list
    return dict if attrs.has(kind) else None


def _name(kind: Any) -> str:
    if kind in FORMS:
        return FORMS[kind].name
    plain = {str: "a string", int: "an integer", bool: "true or false"}
    return plain.get(kind) or ("a list" if _shape(kind) is list else f"a mapping ({kind.__name__})")


@cache
def fields(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Name → (type, required) of the fields of an attrs class that are written."""
    hints = typing.get_type_hints(kind)
    written = [f for f in attrs.fields(kind) if f.eq]
    return {f.name: (CLOSED.get((kind, f.name), hints[f.name]), f.default is attrs.NOTHING) for f in written}


def _wrong(where: str, wanted: str, data: Any) -> ArticleError:
    return ArticleError(f"{where} should be {wanted}, not {_shown(data)}")


def _shown(data: Any) -> str:
    """`data` in a message, however large it is."""
    try:
        return repr(str(data)[:60])
    except (RecursionError, ValueError):  # lists in lists in lists; a whole number of thousands of digits
        return f"{type(data).__name__} too large to show"
