"""Rules: the rows of the tables in ``data/``, where every decision of fanews about Persian is written down.

A row of ``data/rules/*.toml`` is its own documentation and its own test: it says what it does, why, after
which source, what it changes (`fixes`), what it finds (`finds`) and what it leaves alone (`keeps`).
The simpler tables (``data/*.tsv``: cues, agencies, places, titles, numerals) are read by `read_table`.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

from attrs import frozen

from . import resources
from .errors import RuleError

TABLES = ("letters", "spaces", "punctuation", "typos", "zwnj", "numbers", "dateline", "layout", "quotes")
"""The rule tables, in the order in which they act on a text."""


@frozen
class Rule:
    """One row of a rule table.

    `id` is ``table.name``. A rule that changes text has `fixes` (before, after); one that finds something
    has `finds` (text, the found part). `keeps` are texts it must not touch. `find` and `replace` are a
    pattern of the `regex` module and its replacement; a rule that needs more than that names a `function`
    of the module that applies its table. A text is none of its business that holds none of the strings in `needs`
    (it counts as standing between two newlines), or nothing that the pattern `hint` of the module `re` finds, which is
    faster. A rule that is not `default` acts only when a caller asks for it with ``also={id}``.
    """

    id: str
    title: str
    why: str
    source: str = ""
    find: str = ""
    replace: str = ""
    function: str = ""
    needs: tuple[str, ...] = ()
    hint: str = ""
    default: bool = True
    fixes: tuple[tuple[str, str], ...] = ()
    finds: tuple[tuple[str, str], ...] = ()
    keeps: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        return self.id.partition(".")[0]


def rules(table: str | None = None) -> tuple[Rule, ...]:
    """All rules, or those of one `table`, in the order in which they act.

    Raises RuleError when there is no such table.
    """
    if table is None:
        return tuple(rule for name in TABLES for rule in _load(name))
    if table not in TABLES:
        raise RuleError(f"no rule table {table!r}; the tables are {', '.join(TABLES)}")
    return _load(table)


def rule(id: str) -> Rule:
    """The rule with this `id`, e.g. ``letters.yeh``. Raises RuleError when there is none."""
    found = _by_id().get(id)
    if found is None:
        near = get_close_matches(id, _by_id(), n=3, cutoff=0.5)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; fanews.rules() lists them"
        raise RuleError(f"no rule {id!r}{hint}")
    return found


@cache
def _by_id() -> dict[str, Rule]:
    return {r.id: r for r in rules()}


@cache
def _load(table: str) -> tuple[Rule, ...]:
    import tomllib

    rows = tomllib.loads(_read(f"rules/{table}.toml"))
    return tuple(_rule(f"{table}.{name}", row) for name, row in rows.items())


def _rule(id: str, row: dict[str, Any]) -> Rule:
    pairs = {key: tuple(map(tuple, row.pop(key, ()))) for key in ("fixes", "finds")}
    lists = {key: tuple(row.pop(key, ())) for key in ("keeps", "needs")}
    return Rule(id=id, **{**row, **pairs, **lists})


def read_table(name: str) -> Iterator[dict[str, str]]:
    r"""The rows of ``data/<name>.tsv``, each a mapping from the header's column names.

    Lines that are empty or start with ``#`` are comments; an invisible character is written ``\u200c``.
    """
    lines = (
        line.split("\t") for line in _read(f"{name}.tsv").replace("\\u200c", "\u200c").splitlines() if line.strip()
    )
    rows = (cells for cells in lines if not cells[0].startswith("#"))
    header = next(rows, [])
    empty = [""] * len(header)
    for cells in rows:
        yield dict(zip(header, cells + empty[len(cells) :], strict=True))


def _read(path: str) -> str:
    return resources.read(path).decode("utf-8")
