"""The linter: what is wrong with the prose of a file, where, and what would put it right.

>>> from fanews.lint import fix, lint
>>> for found in lint("او <b>کتاب ها</b> را خواند.", "html"):
...     print(found.line, found.column, found.rule, found.before, found.after.replace("\\u200c", "¦"))
1 7 zwnj.plural کتاب ها کتاب¦ها
>>> print(fix("او <b>کتاب ها</b> را خواند.", "html").text.replace("\\u200c", "¦"))
او <b>کتاب¦ها</b> را خواند.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import evolve, frozen

from .errors import FanewsError, RuleError, demand_str
from .normalize import normalize, own_words, protected
from .prose import LINE_END, Kind, MarkdownError, Prose, read
from .rules import rule
from .settings import CHECKED, Settings, rule_ids
from .text import Edit, Span, apply_edits
from .typos import BOLD, suspects

__all__ = ["CommentError", "Finding", "Fixed", "Kind", "MarkdownError", "fix", "lint"]

SUSPECT = "typos.suspect"
_MAX_ROUNDS = 10
_MAX_TRIALS = 60
_SHOWN = 25  # so much of a word is shown on either side of a change
_MARKUP = "markup or a line end is in the way"
_LATIN, _PERSIAN = re.compile("[A-Za-z]"), re.compile("[\u0621-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")


class CommentError(FanewsError, ValueError):
    """A comment in the file speaks to fanews, but fanews does not understand it."""


@frozen
class Finding:
    """Something wrong at `span` of the file, which are whole words, from `line` and `column` to the end position.

    Lines and columns count from 1, columns in code points; the end is exclusive. `before` are the words as they
    stand, `suggestions` what they should be, the best first. `rules` say why; the first names the finding. `fix` is
    the edit of the file that makes the best suggestion true; None where the words are not certain to be wrong or markup
    stands in the way, as `note` says. An `unsafe` fix may change what is said.
    """

    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    rules: tuple[str, ...]
    before: str
    suggestions: tuple[str, ...]
    fix: Edit | None = None
    unsafe: bool = False
    note: str = ""

    @property
    def rule(self) -> str:
        return self.rules[0]

    @property
    def after(self) -> str:
        """The best suggestion."""
        return self.suggestions[0]

    def fixable(self, unsafe: bool = False) -> bool:
        """Whether there is a fix that is safe, or any when `unsafe` ones are wanted."""
        return self.fix is not None and (unsafe or not self.unsafe)


@frozen
class Fixed:
    """A file's text after its repair: what was `fixed`, and what was `found` that remains."""

    text: str
    fixed: tuple[Finding, ...]
    found: tuple[Finding, ...]


def lint(
    text: str,
    kind: Kind = "text",
    settings: Settings = Settings(),  # noqa: B008 (frozen)
    *,
    path: str = "",
    encoding: str = "utf-8",
) -> tuple[Finding, ...]:
    """What is wrong with a file, in order; `text` is all of it, without a byte order mark.

    A paragraph with more Latin than Persian letters is left alone.
    `path` decides which of the settings' per-file ignores count. A fix that `encoding` cannot write is left out.
    Raises CommentError for a comment to fanews that is not understood, MarkdownError when the parser is missing.
    """
    demand_str(text, "lint")
    prose, places = read(text, kind), Places(text)
    ignored = _ignored(prose, places)
    found = []
    for fault in _faults(prose.text, settings.active(path), settings):
        edit = fault.edit
        if not ignored[prose.paragraph(edit.span.start)].isdisjoint(edit.rules):
            continue
        at, whole = prose.place(edit.span)
        after = edit.after.replace("\n", places.line_end)
        if not _can_write(after, encoding):
            continue
        around = _words_around(prose.text, edit.span)
        left, right = prose.text[around.start : edit.span.start], prose.text[edit.span.stop : around.stop]
        span, _ = prose.place(around)
        finding = Finding(
            span,
            *places.of(span.start),
            *places.of(span.stop),
            edit.rules,
            left + edit.before + right,
            tuple(left + s + right for s in fault.suggestions),
            Edit(at, text[at.start : at.stop], after, edit.rules) if fault.fixable and whole else None,
            fault.unsafe,
            fault.note or ("" if whole else _MARKUP),
        )
        found.append(finding)
    found.sort(key=lambda f: (f.span, f.rules))
    sound = {id(e) for e in _sound(prose, kind, _edits(found, unsafe=True))}
    return tuple(f if f.fix is None or id(f.fix) in sound else evolve(f, fix=None, note=_MARKUP) for f in found)


def fix(
    text: str,
    kind: Kind = "text",
    settings: Settings = Settings(),  # noqa: B008 (frozen)
    *,
    path: str = "",
    encoding: str = "utf-8",
    unsafe: bool = False,
) -> Fixed:
    """Make the safe fixes of a file, or the `unsafe` ones too, until there is nothing more to fix.

    All but what is fixed stays as it is, line ends and markup included. Takes and raises what `lint` does.
    """
    fixed: list[Finding] = []
    for _ in range(_MAX_ROUNDS):
        found = lint(text, kind, settings, path=path, encoding=encoding)
        edits = _sound(read(text, kind), kind, _edits(found, unsafe))
        if not edits:
            return Fixed(text, tuple(fixed), found)
        made = {id(e) for e in edits}
        fixed += (f for f in found if id(f.fix) in made)
        text = apply_edits(text, edits)
    return Fixed(text, tuple(fixed), lint(text, kind, settings, path=path, encoding=encoding))


def _edits(found: Sequence[Finding], unsafe: bool) -> list[Edit]:
    """The fixes of `found`, sorted and disjoint; of two that meet, the second waits for the next round."""
    out: list[Edit] = []
    for edit in sorted((f.fix for f in found if f.fix and f.fixable(unsafe)), key=lambda e: e.span):
        if not out or edit.span.start >= out[-1].span.stop:
            out.append(edit)
    return out


def _sound(prose: Prose, kind: Kind, edits: list[Edit]) -> list[Edit]:
    """Those of `edits` after which the parser sees the same markup as before, in a limited number of trials."""
    if not edits or kind == "text":
        return edits
    before = prose.markup()
    trials = _MAX_TRIALS

    def markup(chosen: list[Edit]) -> list[list[str]]:
        return read(apply_edits(prose.source, chosen), kind).markup()

    def tried(chosen: list[Edit]) -> list[Edit]:
        nonlocal trials
        trials -= 1
        if trials < 0 or not chosen:
            return []
        if markup(chosen) == before:
            return chosen
        half = len(chosen) // 2
        return tried(chosen[:half]) + tried(chosen[half:]) if half else []

    after = markup(edits)
    if after == before:
        return edits
    good, doubtful = [], edits
    if len(after) == len(before):
        intact = [a == b for a, b in zip(after, before, strict=True)]
        good = [e for e in edits if intact[prose.paragraph_before(e.span.start)]]
        doubtful = [e for e in edits if not intact[prose.paragraph_before(e.span.start)]]
    kept = sorted([*good, *tried(doubtful)], key=lambda e: e.span)
    return next(chosen for chosen in (kept, good, []) if markup(chosen) == before)


def _words_around(text: str, span: Span) -> Span:
    """`span` and the words of its line that it stands in or beside, as far as they are not too long to show."""
    first, last = max(0, span.start - _SHOWN), min(len(text), span.stop + _SHOWN)
    left = max(text.rfind(" ", first, span.start), text.rfind("\n", first, span.start), first - 1) + 1
    right = min(i for i in (text.find(" ", span.stop, last), text.find("\n", span.stop, last), last) if i >= 0)
    return Span(left, right)


def _can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict")
    except UnicodeEncodeError:
        return False
    return True


class Places:
    """Lines and columns of a text, from 1, columns in code points."""

    def __init__(self, text: str) -> None:
        ends = [m.span() for m in LINE_END.finditer(text)]
        self._starts = [0, *(stop for _, stop in ends)]
        self.line_end = text[slice(*ends[0])] if ends else "\n"
        """How the text ends its first line, and so any that a fix makes."""

    def of(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1


# ---- faults of the prose -------------------------------------------------------------------------------


class _Fault(NamedTuple):
    """An edit of the prose, and what could stand in its place; the best may be made, or only shown, as `note` says."""

    edit: Edit
    suggestions: tuple[str, ...]
    fixable: bool
    unsafe: bool
    note: str = ""


def _faults(text: str, active: frozenset[str], settings: Settings) -> Iterator[_Fault]:
    """The faults of `text` after the rules that are `active`."""
    known = rule_ids(CHECKED)
    also = {id for id in active if not rule(id).default}
    done = normalize(text, skip=known - active, also=also, lexicon=settings.lexicon, style=settings.style)
    for e in _united(done.edits):
        yield _Fault(e, (e.after,), fixable=True, unsafe=not also.isdisjoint(e.rules))
    if SUSPECT not in active:
        return
    kept, own = protected(done.text, settings.lexicon), own_words(settings.lexicon)
    found = [s for s in suspects(done.text, protected=kept, keep=own) if s.rule in active]
    if not found:
        return
    bold = normalize(done.text, skip=known - {BOLD}, also={BOLD}, lexicon=settings.lexicon).edits
    for s in found:
        span = done.to_original(s.span)
        edit = Edit(span, span.of(text), s.suggestions[0], (SUSPECT, s.rule))
        fixable = edit.before == s.before and any(e.span in s.span for e in bold)
        yield _Fault(edit, s.suggestions, fixable, unsafe=True, note=s.reason)


def _united(edits: Iterable[Edit]) -> list[Edit]:
    """Sorted `edits`, those that touch as one: neither may be right without the other."""
    out: list[Edit] = []
    for e in edits:
        if out and out[-1].span.stop == e.span.start:
            last = out.pop()
            rules = tuple(dict.fromkeys(last.rules + e.rules))
            e = Edit(Span(last.span.start, e.span.stop), last.before + e.before, last.after + e.after, rules)
        out.append(e)
    return out


# ---- comments to fanews --------------------------------------------------------------------------------

_COMMENT = re.compile(r"fanews:\s*(ignore-file|ignore|\w*)([\w., \t]*)")


def _ignored(prose: Prose, places: Places) -> list[frozenset[str]]:
    """For each paragraph the rules to ignore: those that a comment names; all where the text is not Persian."""
    everything = rule_ids(CHECKED)
    whole: frozenset[str] = frozenset()
    ignored: dict[int, frozenset[str]] = {}
    for comment in prose.comments:
        what, names = _COMMENT.findall(comment.of(prose.source))[0]
        try:
            if not what.startswith("ignore"):
                raise CommentError(f"a comment can say ignore or ignore-file, not {what!r}")
            ids = rule_ids(re.split(r"[\s,]+", names.strip(" \t,"))) if names.strip() else everything
        except (CommentError, RuleError) as error:
            raise CommentError(f"line {places.of(comment.start)[0]}: {error}") from error
        if what == "ignore-file":
            whole |= ids
        else:
            i = prose.addressed(comment)
            ignored[i] = ignored.get(i, frozenset()) | ids
    return [
        everything if _is_foreign(paragraph) else whole | ignored.get(i, frozenset())
        for i, paragraph in enumerate(prose.paragraphs)
    ]


def _is_foreign(paragraph: str) -> bool:
    return len(_LATIN.findall(paragraph)) > len(_PERSIAN.findall(paragraph))
