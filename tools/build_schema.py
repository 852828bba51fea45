"""Write the JSON Schema of an Article from its types: ``python tools/build_schema.py`` (a test compares it)."""

from __future__ import annotations

import datetime
import json
import types
import typing
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

from fanews import Article, Date, Person, Span

TARGET = Path(__file__).resolve().parent.parent / "src/fanews/data/article.schema.json"
PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    datetime.date: {"type": "string", "format": "date"},
    datetime.time: {"type": "string"},
    datetime.timezone: {"type": "string", "pattern": "^UTC"},
    Decimal: {"type": "string", "pattern": r"^-?[0-9.E+-]+$"},
    Fraction: {"type": "string", "pattern": "^-?[0-9]+/[0-9]+$"},
    type(None): {"type": "null"},
    Any: {},
}
SPAN = {
    "description": "[start, stop], code points of `original`, half-open",
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
    "minItems": 2,
    "maxItems": 2,
}


def build() -> dict[str, Any]:
    """The schema of what ``Article.to_dict`` gives."""
    defs: dict[str, Any] = {}
    top = record(Article, defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fanews Article",
        **top,
        "$defs": {name: defs[name] for name in sorted(defs)},
    }


def schema(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema(k, defs) for k in inner]}
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return {"type": "array", "items": schema(inner[0], defs)}
        return {"type": "array", "prefixItems": [schema(k, defs) for k in inner], "minItems": len(inner)}
    if origin is typing.Literal:
        return {"enum": list(inner)}
    if kind is Span:
        return SPAN
    if attrs.has(kind):
        if kind.__name__ not in defs:
            defs[kind.__name__] = {}
            defs[kind.__name__] = record(kind, defs)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return PLAIN[kind]


def record(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    fields = {f.name: schema(hints[f.name], defs) for f in attrs.fields(kind)}
    if hints.get("person") == Person | None:  # a quote names its person; the person stands in `people`
        fields["person"] = {"type": ["string", "null"], "description": "the name of one of `people`"}
    if kind is Date:
        fields |= {"value": schema(datetime.date | None, defs), "weekday_fits": schema(bool | None, defs)}
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def text() -> str:
    return json.dumps(build(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
