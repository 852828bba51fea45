"""Write the JSON Schema of an Article from its types: ``python tools/build_schema.py`` (a test compares it)."""

from __future__ import annotations

import datetime
import json
import types
import typing
from pathlib import Path
from typing import Any

import attrs

from fanews import Article, Quote, Span, records

TARGET = Path(__file__).resolve().parent.parent / "src/fanews/data/article.schema.json"
NOTE = (
    "What Article.to_dict writes and Article.from_dict reads. The latter also checks what a schema cannot: that a span"
    " does not end before it begins or beyond `original`, that `text` has the text of a span where the span lies, that"
    " a quote's `person` is the name of one of `people`, that dates exist and `value` and `weekday_fits` are theirs."
)
PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    types.NoneType: {"type": "null"},
}
OFFSET = {"type": "integer", "minimum": 0}
SPAN = {
    "description": "[start, stop], code points of `original`, half-open",
    "type": "array",
    "prefixItems": [OFFSET, OFFSET],
    "minItems": 2,
    "maxItems": 2,
}


def build() -> dict[str, Any]:
    """The schema of what ``Article.to_dict`` gives."""
    defs: dict[str, Any] = {}
    article = record(Article, defs)
    article["properties"] = {"schema": {"const": records.SCHEMA}, **article["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": records.SCHEMA,
        "title": "fanews Article",
        "description": NOTE,
        **article,
        "$defs": {name: defs[name] for name in sorted(defs)},
    }


def schema(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema(k, defs) for k in inner]}
    if origin is tuple:
        return {"type": "array", "items": schema(inner[0], defs)}
    if origin is typing.Literal:
        return {"enum": list(inner)}
    if kind is Span:
        return SPAN
    if kind in records.FORMS:
        pattern = f"^({records.FORMS[kind].pattern})$(?!\\n)"  # some readers let `$` match before a last newline
        return {"type": "string", "pattern": pattern} | ({"format": "date"} if kind is datetime.date else {})
    if attrs.has(kind):
        if kind.__name__ not in defs:
            defs[kind.__name__] = {}
            defs[kind.__name__] = record(kind, defs)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return PLAIN[kind]


def record(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    """The schema of an attrs class: its fields and what is computed from them. What has a default may be missing."""
    fields = {name: schema(type_, defs) for name, (type_, _) in records.fields(kind).items()}
    if kind is Quote:
        fields["person"] = {"type": ["string", "null"], "description": "the name of one of `people`"}
    for name in records.COMPUTED.get(kind, ()):
        fields[name] = schema(typing.get_type_hints(getattr(kind, name).fget)["return"], defs)
    required = [name for name, (_, needed) in records.fields(kind).items() if needed]
    return {"type": "object", "properties": fields, "required": required, "additionalProperties": False}


def text() -> str:
    return json.dumps(build(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
