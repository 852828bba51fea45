"""Found things ⇄ plain JSON data, with errors that say where the data is wrong.

A span is ``[start, stop]``, a passage ``{"span": …, "text": …}``, any other found thing a mapping of its
fields. Decimals and fractions are strings, dates are ISO strings.
"""

from __future__ import annotations

import datetime
import types
import typing
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from typing import Any

import attrs

from .calendar import Date
from .errors import ArticleError
from .text import Span

# What is written beside the fields for a reader's sake, and computed again when the data is read.
_DERIVED: dict[type, tuple[str, ...]] = {Date: ("value", "weekday_fits")}


def encode(value: Any) -> Any:
    """`value` as JSON data."""
    if isinstance(value, Span):
        return [value.start, value.stop]
    if attrs.has(type(value)):
        names = [f.name for f in attrs.fields(type(value))] + list(_DERIVED.get(type(value), ()))
        return {name: encode(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [encode(v) for v in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (Decimal, Fraction, datetime.timezone)):
        return str(value)
    return value


def value_text(value: Any) -> str:
    """A number's value for a person, on one line."""
    return "–".join(map(str, value)) if isinstance(value, tuple) else str(value)


def decode(kind: Any, data: Any, where: str) -> Any:
    """The value of type `kind` that `encode` wrote as `data`; ArticleError names the place that does not fit."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _decode_union(kind, data, where)
    if origin is tuple:
        if not isinstance(data, list):
            raise _wrong(where, "a list", data)
        inner = typing.get_args(kind)[0]
        return tuple(decode(inner, item, f"{where}[{i}]") for i, item in enumerate(data))
    if origin is typing.Literal:
        if data not in typing.get_args(kind):
            raise _wrong(where, " or ".join(map(repr, typing.get_args(kind))), data)
        return data
    if kind is Span:
        if not (isinstance(data, list) and len(data) == 2 and all(type(n) is int for n in data)):
            raise _wrong(where, "a span [start, stop]", data)
        if not 0 <= data[0] <= data[1]:
            raise _wrong(where, "a span with 0 <= start <= stop", data)
        return Span(*data)
    if attrs.has(kind):
        return _decode_record(kind, data, where)
    if kind in _FROM_STRING:
        return _decode_string(kind, data, where)
    if kind is Any:
        return data
    if type(data) is not kind:
        raise _wrong(where, f"{kind.__name__}", data)
    return data


def _zone(text: str) -> datetime.timezone:
    """The time zone written as ``UTC``, ``UTC+03:30``."""
    time = datetime.time.fromisoformat("00:00" + (text.removeprefix("UTC") or "+00:00"))
    return typing.cast(datetime.timezone, time.tzinfo)


_FROM_STRING: dict[Any, typing.Callable[[str], Any]] = {
    datetime.timezone: _zone,
    datetime.date: datetime.date.fromisoformat,
    datetime.time: datetime.time.fromisoformat,
    Decimal: Decimal,
    Fraction: Fraction,
}


def _decode_string(kind: Any, data: Any, where: str) -> Any:
    if isinstance(data, str):
        try:
            return _FROM_STRING[kind](data)
        except (ValueError, InvalidOperation):
            pass
    raise _wrong(where, f"a {kind.__name__} as a string", data)


def _decode_union(kind: Any, data: Any, where: str) -> Any:
    kinds = typing.get_args(kind)
    if data is None and type(None) in kinds:
        return None
    kinds = tuple(k for k in kinds if k is not type(None))
    error: ArticleError | None = None
    for k in kinds:
        try:
            return decode(k, data, where)
        except ArticleError as e:
            error = e
    assert error is not None
    raise error if len(kinds) == 1 else _wrong(where, " or ".join(str(k) for k in kinds), data)


def _decode_record(kind: Any, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise _wrong(where, f"a mapping ({kind.__name__})", data)
    values = {}
    for name, (type_, required) in _fields(kind).items():
        if name in data:
            values[name] = decode(type_, data[name], f"{where}.{name}")
        elif required:
            raise ArticleError(f"{where} has no {name!r}")
    unknown = sorted(set(data) - set(values) - set(_DERIVED.get(kind, ())))
    if unknown:
        raise ArticleError(f"{where} has unknown keys {', '.join(map(repr, unknown))}")
    return kind(**values)


@cache
def _fields(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Name → (type, required) of the fields of an attrs class."""
    hints = typing.get_type_hints(kind)
    return {f.name: (hints[f.name], f.default is attrs.NOTHING) for f in attrs.fields(kind) if f.init}


def _wrong(where: str, wanted: str, data: Any) -> ArticleError:
    return ArticleError(f"{where} should be {wanted}, not {str(data)[:60]!r}")
