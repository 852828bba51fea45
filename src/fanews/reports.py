"""What `fanews check` found, told to a person, to a program, to GitHub."""

from __future__ import annotations

import difflib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from attrs import frozen

from . import __version__
from .files import Source
from .lint import SUSPECT, Finding, Places
from .rules import Rule, rule
from .terminal import Screen
from .visible import harmless, visible

_HOMEPAGE = "https://pypi.org/project/fanews/"
_BOLD, _RED, _CYAN = 1, 31, 36


@frozen
class Checked:
    """A file that was checked: its text, fixed or not; what was found in that; and what was fixed before."""

    source: Source
    text: str
    found: tuple[Finding, ...]
    fixed: tuple[Finding, ...] = ()

    @property
    def path(self) -> str:
        return self.source.path


# ---- for a person --------------------------------------------------------------------------------------


def told(checked: Sequence[Checked], screen: Screen, *, unsafe: bool) -> Iterator[str]:
    """The lines of the findings, as file:line:column, rule and what to do."""
    for c in checked:
        for f in c.found:
            place = f"{screen.paint(harmless(c.path), _BOLD)}:{f.line}:{f.column}:"
            mark = screen.paint(" [*]", _CYAN) if f.fixable(unsafe) else ""
            yield f"{place} {screen.paint(f.rule, _RED)}{mark} {message(f, screen)}"


def message(finding: Finding, screen: Screen = Screen()) -> str:  # noqa: B008 (frozen)
    """What is wrong and what would be right, for a person, on one line, and Latin between any two Persian words."""
    words, *better = (f'"{screen.isolate(text)}"' for text in _shown(finding.before, *finding.suggestions))
    if finding.rule == SUSPECT:
        return f"{words} looks misspelt, perhaps for {' or '.join(better)}: {finding.note}"
    note = f" ({finding.note})" if finding.note else ""
    return f"{rule(finding.rule).title}: {words} should be {better[0]}{note}"


def _shown(*texts: str) -> list[str]:
    """`texts` with what cannot be seen made visible; spaces too where one of them begins or ends with some."""
    if any(t.strip() != t or "  " in t for t in texts):
        texts = tuple(t.replace(" ", "␣") for t in texts)
    return [visible(t) for t in texts]


def statistics(checked: Sequence[Checked], *, unsafe: bool) -> Iterator[str]:
    """How often each rule was broken, the most broken first."""
    found = [f for c in checked for f in c.found]
    fixable = {f.rule for f in found if f.fixable(unsafe)}
    counts = Counter(f.rule for f in found)
    for id, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count}\t{id}\t{'[*]' if id in fixable else '[ ]'}\t{rule(id).title}"


def summary(checked: Sequence[Checked], *, unsafe: bool) -> Iterator[str]:
    """How many were found, fixed, and could be fixed."""
    found = [f for c in checked for f in c.found]
    fixed = sum(len(c.fixed) for c in checked)
    files = f"{len(checked)} file{'s' if len(checked) != 1 else ''}"
    if not found:
        yield f"{files} checked: {f'{fixed} fixed, nothing left' if fixed else 'nothing found'}."
        return
    done = f"{fixed} fixed, " if fixed else ""
    yield f"{files} checked: {done}{len(found)} {'left' if fixed else 'found'}."
    safe = sum(f.fixable() for f in found)
    hidden = sum(f.fixable(unsafe=True) for f in found) - safe
    if unsafe and safe + hidden:
        yield f"[*] {safe + hidden} fixable with --fix."
    elif safe:
        yield f"[*] {safe} fixable with --fix{f' ({hidden} more with --unsafe-fixes)' if hidden else ''}."
    elif hidden:
        yield f"{hidden} fixable with --fix --unsafe-fixes."


def difference(checked: Checked) -> str:
    """What a fix changes, as a unified diff; empty when it changes nothing."""
    before, after = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (checked.source.text, checked.text))
    lines = difflib.unified_diff(before, after, checked.path, checked.path, n=1)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


# ---- for programs --------------------------------------------------------------------------------------


def as_json(checked: Sequence[Checked]) -> str:
    """The findings as a JSON list."""
    return _dumps([_record(c.path, f) for c in checked for f in c.found])


def _record(path: str, f: Finding) -> dict[str, Any]:
    edit = f.fix and {
        "span": [f.fix.span.start, f.fix.span.stop],
        "before": f.fix.before,
        "after": f.fix.after,
        "safe": not f.unsafe,
    }
    return {
        "file": path,
        "line": f.line,
        "column": f.column,
        "end_line": f.end_line,
        "end_column": f.end_column,
        "span": [f.span.start, f.span.stop],
        "rule": f.rule,
        "rules": list(f.rules),
        "message": message(f),
        "before": f.before,
        "suggestions": list(f.suggestions),
        "fix": edit,
    }


def as_github(checked: Sequence[Checked]) -> Iterator[str]:
    """The findings as workflow commands, which GitHub shows beside the lines of a pull request."""
    for c in checked:
        for f in c.found:
            level = "notice" if f.rule == SUSPECT else "warning"
            place = f"line={f.line},col={f.column},endLine={f.end_line},endColumn={f.end_column}"
            yield f"::{level} title=fanews {f.rule},file={_escaped(c.path, ':,')},{place}::{_escaped(message(f))}"


def _escaped(text: str, more: str = "") -> str:
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def as_sarif(checked: Sequence[Checked], errors: Sequence[str]) -> str:
    """The findings in SARIF 2.1.0, with what is broken and how it is fixed; `errors` are of files not checked."""
    ids = sorted({f.rule for c in checked for f in c.found})
    driver = {
        "name": "fanews",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": _HOMEPAGE,
        "rules": [_sarif_rule(rule(id)) for id in ids],
    }
    texts = [(c, Places(c.text)) for c in checked]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not errors,
                "toolExecutionNotifications": [{"level": "error", "message": {"text": e}} for e in errors],
            }
        ],
        "results": [_sarif_result(c, f, ids.index(f.rule), places) for c, places in texts for f in c.found],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return _dumps({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _sarif_rule(r: Rule) -> dict[str, Any]:
    examples = "".join(f"- {visible(before)} → {visible(after)}\n" for before, after in r.fixes)
    return {
        "id": r.id,
        "shortDescription": {"text": r.title},
        "fullDescription": {"text": r.why},
        "help": {"text": f"{r.why}\n\n{examples}{f'Source: {r.source}' if r.source else ''}".strip()},
        "defaultConfiguration": {"level": _sarif_level(r.id)},
        "properties": {"tags": [r.table]},
    }


def _sarif_level(id: str) -> str:
    return "note" if id == SUSPECT else "warning"


def _sarif_result(c: Checked, f: Finding, index: int, places: Places) -> dict[str, Any]:
    file = {"uri": _uri(c.path)}
    region = _region(f.line, f.column, f.end_line, f.end_column)
    result: dict[str, Any] = {
        "ruleId": f.rule,
        "ruleIndex": index,
        "level": _sarif_level(f.rule),
        "message": {"text": message(f)},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
    }
    if f.fix:
        deleted = _region(*places.of(f.fix.span.start), *places.of(f.fix.span.stop))
        replacement = {"deletedRegion": deleted, "insertedContent": {"text": f.fix.after}}
        result["fixes"] = [
            {
                "description": {"text": f"{rule(f.rule).title}{' (may change what is said)' if f.unsafe else ''}"},
                "artifactChanges": [{"artifactLocation": file, "replacements": [replacement]}],
            }
        ]
    return result


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _uri(path: str) -> str:
    """A path as a relative reference, as GitHub wants it; one that lies elsewhere as a file: URI."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # on another drive
        relative = os.pardir
    return Path(path).absolute().as_uri() if relative.startswith(os.pardir) else quote(Path(relative).as_posix())


def _dumps(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
