"""What a project wants checked, and how: the table ``[tool.fanews]`` of its ``pyproject.toml``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path
from typing import Any

import attrs
from attrs import field, frozen

from .errors import FanewsError, RuleError
from .lexicon import Lexicon
from .rules import rule, rules
from .spacing import Style

CHECKED = ("letters", "spaces", "punctuation", "typos", "zwnj")
"""The rule tables that change a text, and so can find fault with it."""


class SettingsError(FanewsError, ValueError):
    """The settings cannot be used as they are written."""


def rule_ids(names: Iterable[str], *, default_only: bool = False) -> frozenset[str]:
    """The ids of the rules that are named, one by one or by their table; if so asked, of a table only the default ones.

    Raises RuleError for a name that no rule has, or that has nothing to check.
    """
    out: set[str] = set()
    for name in names:
        named = (rule(name),) if "." in name else rules(name)
        if named[0].table not in CHECKED:
            raise RuleError(f"{name} finds things and changes nothing; the tables to check are {', '.join(CHECKED)}")
        out.update(r.id for r in named if r.default or "." in name or not default_only)
    return frozenset(out)


def _names(names: Iterable[str]) -> tuple[str, ...]:
    """`names` as they are, once it is known that rules have them."""
    if isinstance(names, str):
        raise SettingsError(f"rules are a list, [{names!r}], not one string")
    rule_ids(names := tuple(names))
    return names


def _names_of_each(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {pattern: _names(names) for pattern, names in table.items()}


@frozen
class Settings:
    """What to check and how.

    `select`, `extend_select`, `ignore` and the values of `per_file_ignores` hold ids of rules and names of tables. To
    select a table is to select what is on by default in it; an opt-in rule is selected by its own id. The patterns
    of `exclude` and the keys of `per_file_ignores` are as in the shell and fit a path from `root`, or one name in it.
    """

    select: tuple[str, ...] = field(default=CHECKED, converter=_names)
    extend_select: tuple[str, ...] = field(default=(), converter=_names)
    ignore: tuple[str, ...] = field(default=(), converter=_names)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(factory=dict, converter=_names_of_each)
    exclude: tuple[str, ...] = ()
    encoding: str | None = None
    lexicon: Lexicon | None = None
    style: Style = field(factory=Style)
    root: Path = Path()

    def active(self, path: str = "") -> frozenset[str]:
        """The ids of the rules that are checked in the file `path`."""
        local = (names for pattern, names in self.per_file_ignores.items() if self._fits(path, (pattern,)))
        chosen = rule_ids((*self.select, *self.extend_select), default_only=True)
        return chosen - rule_ids(chain(self.ignore, *local))

    def excludes(self, path: str) -> bool:
        """Whether the file or folder `path` is left out."""
        return self._fits(path, self.exclude)

    def _fits(self, path: str, patterns: Iterable[str]) -> bool:
        here, root = Path(path).absolute(), self.root.absolute()
        inside = here.relative_to(root) if here.is_relative_to(root) else here
        names = (inside.as_posix(), *inside.parts)
        return any(fnmatchcase(name, pattern.rstrip("/")) for pattern in patterns for name in names)


def find_settings(folder: Path) -> Settings:
    """The settings of the nearest ``pyproject.toml`` at or above `folder` that has some, or the default ones."""
    for place in (folder := folder.absolute(), *folder.parents):
        file = place / "pyproject.toml"
        if file.is_file() and _table(file):
            return read_settings(file)
    return Settings()


def read_settings(file: Path) -> Settings:
    """The settings of a TOML file, its table ``[tool.fanews]``; SettingsError says where they are wrong."""
    table = _table(file)
    names = {name.replace("_", "-"): name for name in attrs.fields_dict(Settings) if name != "root"}
    values: dict[str, Any] = {}
    try:
        _demand_known(table, names, "")
        for key, value in table.items():
            values[names[key]] = _value(key, value, file.parent)
        return Settings(**values, root=file.parent)
    except (SettingsError, LookupError, ValueError, TypeError) as error:
        raise SettingsError(f"{file}: [tool.fanews] {error}") from error


def _table(file: Path) -> dict[str, Any]:
    table = _toml(file).get("tool", {}).get("fanews", {})
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: [tool.fanews] should be a table")
    return table


def _toml(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror or error}") from error
    except ValueError as error:  # TOML or UTF-8
        raise SettingsError(f"{file}: {error}") from error


_LEXICON = ("join", "split", "keep")


def _value(key: str, value: Any, folder: Path) -> Any:
    """What the settings hold for what the file says."""
    if key == "lexicon":
        table = _toml(folder / _demand(key, value, str)) if not isinstance(value, dict) else value
        _demand_known(table, _LEXICON, "lexicon: ")
        return Lexicon(**{name: _strings(f"lexicon: {name}", words) for name, words in table.items()})
    if key == "style":
        _demand_known(_demand(key, value, dict), attrs.fields_dict(Style), "style: ")
        return Style(**value)
    if key == "per-file-ignores":
        return {pattern: _strings(key, ids) for pattern, ids in _demand(key, value, dict).items()}
    return _demand(key, value, str) if key == "encoding" else _strings(key, value)


def _strings(key: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise SettingsError(f"{key} should be a list of strings, not {value!r}")


def _demand(key: str, value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise SettingsError(f"{key} should be {'a table' if kind is dict else 'a string'}, not {value!r}")
    return value


def _demand_known(table: Mapping[str, Any], known: Collection[str], where: str) -> None:
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0)
            raise SettingsError(f"{where}there is no {key!r}; did you mean {near[0]!r}?")
