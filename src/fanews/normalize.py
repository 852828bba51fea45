"""`normalize`: raw text in, clean text and every change out.

The steps, in order: the rules of the tables letters, spaces and punctuation; safe typo repairs (`typos`);
ZWNJ and word spacing (`spacing`). They are repeated until nothing changes, so that normalising twice is
normalising once. Every change is recorded when it is made, and composed into edits on the caller's string.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

import regex
from attrs import define

from . import spacing, typos
from .errors import RuleError, demand_str
from .looks import Overview
from .memory import make_room
from .numerals import to_digits
from .rules import Rule, rule, rules
from .spacing import Style
from .text import ZWNJ, Edit, Offsets, Passage, Patch, Span, apply_patches, compose

if TYPE_CHECKING:
    from .lexicon import Lexicon

_MAX_ROUNDS = 8
_TABLES = ("letters", "spaces", "punctuation")


@define(slots=False)
class Normalized:
    """A text, its normalised form, and the way between the two.

    `original` and `text` are the two strings, `edits` (sorted, disjoint, in code points of `original`) make
    the second from the first: ``apply_edits(original, edits) == text``.
    """

    original: str
    text: str
    _patches: tuple[Patch, ...]

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[type[Normalized], tuple[str, str, tuple[Patch, ...]]]:
        return Normalized, (self.original, self.text, self._patches)  # what is computed from them stays here

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """What was changed, and by which rules."""
        return tuple(
            Edit(Span(start, stop), self.original[start:stop], after, why) for start, stop, after, why in self._patches
        )

    @cached_property
    def _offsets(self) -> Offsets:
        return Offsets(self._patches)

    def to_original(self, span: Span) -> Span:
        """The smallest span of `original` that `span` of `text` came from."""
        return self._offsets.to_original(span)

    def to_normalized(self, span: Span) -> Span:
        """The smallest span of `text` that holds what became of `span` of `original`."""
        return self._offsets.to_normalized(span)

    def passage(self, span: Span) -> Passage:
        """`span` of `text` as a Passage in the coordinates of `original`."""
        return Passage(self.to_original(span), span.of(self.text))


def normalize(
    text: str,
    *,
    skip: Collection[str] = (),
    also: Collection[str] = (),
    lexicon: Lexicon | None = None,
    style: Style = Style(),  # noqa: B008 (frozen)
    max_chars: int | None = None,
) -> Normalized:
    """Repair letters, spaces, punctuation, safe typos and ZWNJs of a Persian text.

    Letters change only where a rule says so. `skip` turns rules off and `also` turns opt-in rules on; both
    take rule ids (``"letters.yeh"``) or whole tables (``"typos"``); ``fanews.rules()`` lists them. `lexicon`
    holds a project's own words, `style` its house style. Raises TypeError for anything but a ``str``, SizeError for
    more than `max_chars` code points, and RuleError for an unknown id.
    """
    demand_str(text, "normalize", max_chars)
    steps = _steps(_ids(skip), _ids(also), lexicon, style)
    make_room(len(text))
    patches: list[Patch] = []
    now = _State(text, lexicon)
    for _ in range(_MAX_ROUNDS):
        before = now
        for step in steps:
            if more := step(now):
                patches = compose(text, patches, more)
                now = _State(apply_patches(now.text, more), lexicon)
        if now is before:
            break
    return Normalized(text, now.text, tuple(patches))


class _State:
    """The text between two steps, and what is asked of it."""

    def __init__(self, text: str, lexicon: Lexicon | None) -> None:
        self.text = text
        self.between_lines = f"\n{text}\n"
        self._lexicon = lexicon

    @cached_property
    def kept(self) -> Ranges:
        """What no rule may touch."""
        return protected(self.text, self._lexicon)

    @cached_property
    def tokens(self) -> Overview:
        return Overview(self.text)


def check(text: str, *, lexicon: Lexicon | None = None) -> tuple[typos.Suspect, ...]:
    """Words that look misspelt but were not safe to change, with suggestions; spans are in `text`."""
    done = normalize(text, lexicon=lexicon)
    found = typos.suspects(done.text, protected=protected(done.text, lexicon), keep=own_words(lexicon))
    return tuple(s.moved(done.to_original) for s in found)


# ---- what no rule may touch ----------------------------------------------------------------------------

Ranges = list[tuple[int, int]]  # sorted, disjoint

_FOREIGN = re.compile(r"[A-Za-z0-9@#＃*_۰-۹٠-٩][^\s«»<>\"]*+")  # where something to protect may stand
_REPORTER = re.compile(r"[^\W\d]++\*\*[\w*]++")  # a reporter's code: «شبس**1572**»
_ARABIC_HINT = re.compile(r"[\u064b-\u0652ةيكأإى﴿]")


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    """The slower patterns, compiled when first used."""
    found = r"""
          (?:https?|ftp)://[^\s«»<>"]++                                                # addresses
        | (?<![A-Za-z0-9_.@-])(?:[A-Za-z0-9-]++\.)++[A-Za-z]{2,}+(?:/[^\s«»<>"]*+)?
        | (?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++   # e-mail
        | (?<![A-Za-z0-9_@])@[A-Za-z0-9_.]*+(?<=[A-Za-z0-9_])                           # handles
        | [#＃][\w\u200c]++                                                              # hashtags
        | (?<!\p{Nd})\p{Nd}++(?:[.,:/٫٬،-]\p{Nd}++)++                                   # decimals, times, dates
        | (?<![A-Za-z0-9_*-])(?=[A-Za-z_*-]*+[0-9])(?=[0-9-]*+[A-Za-z*_])[A-Za-z0-9_*-]{2,}+      # codes
    """
    between = r"«[^«»\n]{8,2000}+»|﴿[^﴾﴿\n]{1,2000}+﴾|\([^()\n]{8,2000}+\)|\"[^\"\n]{8,2000}+\"|“[^”\n]{8,2000}+”"
    arabic = r"(?<!\p{L})(?:[وفبل]?ال\p{L}{2,}|\p{L}+ة|من|على|إلى|إن|أن|في|هذا|ذلك|التي|الذي)(?!\p{L})"
    persian = r"[پچژگ]|(?<!\p{L})(?:که|از|به|را|است|این|با|برای|می|شد|کرد|بود|هم|تا|یا)(?!\p{L})"
    return {
        "protected": regex.compile(found, regex.VERBOSE | regex.V1),
        "between marks": regex.compile(between),
        "arabic word": regex.compile(arabic),
        "persian": regex.compile(persian),
        "vowel mark": regex.compile(r"[\u064b-\u0652\u0670]"),
    }


def protected(text: str, lexicon: Lexicon | None = None) -> Ranges:
    """The ranges of `text` that stay as they are, sorted.

    They are addresses, handles, hashtags, codes, numbers, Arabic between marks, and what `lexicon` keeps.
    """
    patterns = _patterns()
    found: Ranges = []
    if lexicon and lexicon.keep:
        found += [m.span() for m in _kept_words(lexicon).finditer(text)]
    if "**" in text:
        found += [m.span() for m in _REPORTER.finditer(text)]
    for run in _FOREIGN.finditer(text):
        if run.end() - run.start() > 1:
            found += [m.span() for m in patterns["protected"].finditer(text, run.start(), run.end())]
    if _ARABIC_HINT.search(text):
        found += [m.span() for m in patterns["between marks"].finditer(text) if _is_arabic(m[0])]
    return _united(sorted(found))


def _united(ranges: Ranges) -> Ranges:
    """Sorted `ranges`, those that share something as one."""
    out = ranges[:1]
    for start, stop in ranges[1:]:
        if start < out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], stop)
        else:
            out.append((start, stop))
    return out


@cache
def _kept_words(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(r"(?<![\w\u200c])\L<words>(?![\w\u200c])", words=lexicon.keep)


def _is_arabic(passage: str) -> bool:
    """Whether a passage between marks is Arabic, a verse or a quotation, and not Persian."""
    patterns = _patterns()
    if patterns["persian"].search(passage):
        return False
    words = len(passage.split())
    vowels, arabic = (len(patterns[name].findall(passage)) for name in ("vowel mark", "arabic word"))
    return vowels >= 2 * words or 2 * arabic >= max(words, 2)


# ---- from a table to a step ----------------------------------------------------------------------------

Step = Callable[[_State], list[Patch]]


@cache
def _steps(skip: frozenset[str], also: frozenset[str], lexicon: Lexicon | None, style: Style) -> tuple[Step, ...]:
    steps = [_pattern_step(r) for name in _TABLES for r in rules(name) if _acts(r, skip, also)]
    off = _USUALLY_OFF
    if skip or also:
        off = frozenset(r.id for name in ("typos", "zwnj") for r in rules(name) if not _acts(r, skip, also))
    bold = "typos.bold" not in off
    keep = own_words(lexicon)

    def typo_step(now: _State) -> list[Patch]:
        return typos.patches(now.tokens, protected=now.kept, bold=bold, keep=keep, skip=off)

    def spacing_step(now: _State) -> list[Patch]:
        return spacing.patches(now.tokens, protected=now.kept, words=lexicon, style=style, skip=off)

    return (*steps, typo_step, spacing_step)


_USUALLY_OFF = frozenset((typos.BOLD,))
"""The rules of the tables typos and zwnj that are no default: known without reading these."""


def own_words(lexicon: Lexicon | None) -> Callable[[str], bool] | None:
    """Whether a word is one of `lexicon`, which no repair may touch."""
    own = frozenset(lexicon.spellings()) if lexicon else frozenset()
    return (lambda word: word.replace(ZWNJ, "") in own) if own else None


def _acts(r: Rule, skip: frozenset[str], also: frozenset[str]) -> bool:
    if r.id in skip or r.table in skip:
        return False
    return r.default or r.id in also or r.table in also


def _ids(ids: Collection[str]) -> frozenset[str]:
    if isinstance(ids, str):
        raise RuleError(f"skip and also take a collection of rule ids, e.g. {{{ids!r}}}, not one string")
    for id in ids:
        if "." in id:
            rule(id)
        else:
            rules(id)
    return frozenset(ids)


def _pattern_step(r: Rule) -> Step:
    """A step that applies one row: its pattern, with its replacement or its function."""

    @cache
    def pattern() -> regex.Pattern[str]:  # slow to compile, and most texts are no business of most rules
        return regex.compile(r.find.replace("{fa}", r"[\p{Arabic}&&\p{L}]"), regex.V1)

    needs, replace = r.needs, r.replace
    hint = re.compile(r.hint).search if r.hint else None
    why: tuple[str, ...] = (r.id,)
    result: Callable[[regex.Match[str]], str]
    if r.function:
        result = _FUNCTIONS[r.function]
    elif "\\" in replace:
        result = lambda m: m.expand(replace)  # noqa: E731
    else:
        result = lambda m: replace  # noqa: E731

    def step(now: _State) -> list[Patch]:
        text = now.text
        if needs and not any(map(now.between_lines.__contains__, needs)):
            return []
        if hint is not None and not hint(text):
            return []
        found = [(m.start(), m.end(), after, why) for m in pattern().finditer(text) if (after := result(m)) != m[0]]
        if not found:
            return []
        kept = now.kept
        if r.function in _DIGITS:  # 3.14 is to stay one number, in whatever digits
            kept = [(start, stop) for start, stop in kept if not _is_number(text[start:stop])]
        return _outside(found, kept)

    return step


_DIGITS = frozenset(("digits_persian", "digits_latin"))


def _is_number(text: str) -> bool:
    """Whether `text` has digits and separators only: a decimal, a date, a time."""
    return text[0].isdecimal() and not any(map(str.isalpha, text))


def _outside(patches: list[Patch], kept: Ranges) -> list[Patch]:
    """Those of `patches` that change nothing inside the sorted ranges `kept`."""
    if not kept:
        return patches
    out: list[Patch] = []
    i = 0
    for p in patches:
        while i < len(kept) and kept[i][1] <= p[0]:
            i += 1
        if i == len(kept) or p[1] <= kept[i][0]:
            out.append(p)
    return out


# ---- rules that need more than a pattern ---------------------------------------------------------------


def _presentation(m: regex.Match[str]) -> str:
    return unicodedata.normalize("NFKC", m[0])


def _composed(m: regex.Match[str]) -> str:
    return {"ا\u0653": "آ", "ا\u0654": "أ", "و\u0654": "ؤ", "ی\u0654": "ئ"}.get(m[0], m[0])


def _digits(target: Literal["fa", "en"]) -> Callable[[regex.Match[str]], str]:
    return lambda m: to_digits(m[0], target)


def _persian_mark(m: regex.Match[str]) -> str:
    return {",": "،", ";": "؛", "?": "؟"}[m[0]]


def _guillemets(m: regex.Match[str]) -> str:
    return f"«{m[1] or m[2]}»"


def _mojibake(m: regex.Match[str]) -> str:
    """`m` read again as UTF-8, when that gives Persian and nothing else; `m` as it is otherwise."""
    for encoding in ("cp1252", "cp1256"):
        try:
            text = b"".join(_byte(c, encoding) for c in m[0]).decode("utf-8")
        except UnicodeError:
            continue
        if regex.fullmatch(r"[\p{Arabic}\p{M}\p{N}\p{P}\p{Z}\u200c\u200d]+", text):
            return text
    return m[0]


def _byte(char: str, encoding: str) -> bytes:
    """The byte that was read as `char`; bytes that `encoding` leaves undefined are read as latin-1."""
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return char.encode("latin-1")


_FUNCTIONS: dict[str, Callable[[regex.Match[str]], str]] = {
    "mojibake": _mojibake,
    "presentation": _presentation,
    "composed": _composed,
    "digits_persian": _digits("fa"),
    "digits_latin": _digits("en"),
    "persian_mark": _persian_mark,
    "guillemets": _guillemets,
}
