"""Repairs of misspelt words, so careful that they may be applied unasked; the doubtful ones as suspicions.

A word is looked at only when nothing explains it: no list, no ending, no compound, no spoken form (`forms`).
Every word one slip away is then weighed by its frequency and by how common the slip is (``data/slips.tsv``). One
must stand out from all others, by a margin that is wider for short words, and nothing in the text may say
that the unknown word is a name: it stands twice, beside another unknown word, after a title or a given name,
alone in quotation marks, or before Latin letters in parentheses.

A letter on the wrong side of a space is another matter, for it may leave two words that are known: there the two
as they stand are weighed against the two that the letter would make.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from math import log10
from typing import NamedTuple

import regex
from attrs import frozen

from . import madda
from .forms import (
    NOTHING,
    endings,
    explanation,
    is_form,
    letters,
    likelihood,
    words,
)
from .looks import BARE, GAIN, UNKNOWN, Overview
from .memory import remembered
from .nearby import is_one_away, nearby
from .rules import read_table
from .standing import LETTER, USUAL, before_names, gain, given_names, is_steady, steadiness, weight
from .text import ZWNJ, Move, Offsets, Patch, Span, apply_patches, compose

OVER_SPACE = "typos.over_space"
BOLD = "typos.bold"


class Slip(NamedTuple):
    """A kind of slip: a row of ``data/slips.tsv``."""

    rule: str
    cost: float
    first: float


class Repair(NamedTuple):
    """A word that may have been meant, in its letters, and how much speaks for it (a decimal logarithm)."""

    word: str
    score: float
    rule: str


class Verdict(NamedTuple):
    """The best repair of an unknown word, by how much it leads, and the other candidates."""

    best: Repair
    lead: float
    others: tuple[Repair, ...]


class Measure(NamedTuple):
    """How much a repair needs: a score, and a lead over the second, more for each letter the word falls short of 6."""

    score: float
    lead: float
    short: float


SAFE = Measure(score=0.5, lead=1.3, short=0.4)
DARING = Measure(score=-0.6, lead=0.25, short=0.15)
DOUBT = 1.0
"""What a letter that goes over a space gains when a repair within the word is doubtful."""
_RARE = 1.0
"""A rarer word that stands twice in the text is meant as it stands."""
_FOREIGN, _STRANGERS = 0.3, 5
"""A text of which a larger share of the words is unknown, and so many, is not Persian: no slip can be told in it."""
PRESENT = 0.4
"""What it adds to a repair that its word stands elsewhere in the text."""


@frozen
class Suspect:
    """A word that looks misspelt but was not safe to change.

    `suggestions` are full words, the best first; `confidence` is between 0 and 1; `rule` is the id of the kind of
    slip that the best suggestion supposes; `reason` says why it was not applied.
    """

    span: Span
    before: str
    suggestions: tuple[str, ...]
    confidence: float
    rule: str
    reason: str

    def moved(self, move: Move) -> Suspect:
        """The same suspicion in another text's coordinates."""
        return Suspect(move(self.span), self.before, self.suggestions, self.confidence, self.rule, self.reason)


def patches(
    text: str | Overview,
    *,
    protected: Sequence[tuple[int, int]] = (),
    bold: bool = False,
    keep: Callable[[str], bool] | None = None,
    skip: Collection[str] = (),
) -> list[Patch]:
    """The repairs of `text` that are safe, as sorted, disjoint patches that name the row of the slip.

    `text` has Persian letters and single spaces; its ZWNJs may be missing. Nothing inside `protected` changes, no
    word for which `keep` is true, and no rule of `skip` acts. With `bold` the margins are narrow.
    """
    done: list[Patch] = []
    tokens = Overview.of(text)
    original = tokens.text
    while more := _once(tokens, protected, bold, keep, skip):  # a repaired word may free the one beside it
        done = compose(original, done, more)
        offsets = Offsets(more)
        protected = [(s.start, s.stop) for s in (offsets.to_normalized(Span(*p)) for p in protected)]
        tokens = Overview(apply_patches(tokens.text, more))
    return done


def suspects(
    text: str,
    *,
    protected: Sequence[tuple[int, int]] = (),
    keep: Callable[[str], bool] | None = None,
) -> list[Suspect]:
    """The words of `text` that look misspelt but that `patches` leaves alone, with suggestions, in order."""
    out = []
    for doubt in _doubts(Overview(text), protected, keep):
        verdict = doubt.verdict
        reason = doubt.reason(SAFE)
        if reason and verdict.lead >= 0 and verdict.best.score >= DARING.score and doubt.gain < GAIN:
            span = Span(doubt.start, doubt.start + len(doubt.token))
            repairs = (verdict.best, *(r for r in verdict.others if r.score > verdict.best.score - 2))
            suggestions = tuple(_respaced(doubt.token, r.word) for r in repairs[:4])
            confidence = round(1 / (1 + 10 ** (1 - min(verdict.lead, verdict.best.score))), 2)
            out.append(Suspect(span, doubt.token, suggestions, confidence, verdict.best.rule, reason))
    return out


def _once(
    tokens: Overview,
    protected: Sequence[tuple[int, int]],
    bold: bool,
    keep: Callable[[str], bool] | None,
    skip: Collection[str],
) -> list[Patch]:
    """The safe repairs of a text as it stands; those that share a word with one before them wait."""
    if madda.RULE not in skip and (out := _maddas(tokens, protected, keep)):
        return out
    out = [] if OVER_SPACE in skip else _moves(tokens, protected, keep)
    moved = [p[0] for p in out]
    busy = 0
    for doubt in _doubts(tokens, protected, keep):
        left = doubt.start - len(doubt.before) - 2
        right = doubt.start + len(doubt.token) + len(doubt.after) + 2
        if doubt.start < busy or bisect(moved, left) < bisect(moved, right):
            continue
        patch = doubt.repair(bold)
        if patch is not None and not any(id in skip for id in patch[3]):
            out.append(patch)
            busy = right
    return sorted(out)


# ---- a madda that was lost ------------------------------------------------------------------------------


def _maddas(tokens: Overview, protected: Sequence[tuple[int, int]], keep: Callable[[str], bool] | None) -> list[Patch]:
    """The maddas to restore in a text; a surname may be what it likes."""
    words, found = tokens.words, {}
    for i in tokens.flagged(BARE):
        free = not tokens.named(i) and _stands_free(tokens, i) and not (keep is not None and keep(words[i]))
        if free and (loss := madda.loss(words[i])):
            found[i] = loss
    if not found or _is_foreign(tokens):
        return []
    is_lost = madda.restored(found.values(), len({word for word in words if word[0] == "آ"}))
    places = (tokens.place(i)[0] + loss.at for i, loss in found.items() if is_lost(loss))
    return [(at, at + 1, "آ", (madda.RULE,)) for at in places if not _touches(at, at + 1, protected)]


# ---- a letter on the wrong side of a space --------------------------------------------------------------


class _Move(NamedTuple):
    """A letter that goes over the space between two words: what that gains, and whether it goes to the first."""

    gain: float
    back: bool


_STAY = _Move(NOTHING, False)


class _Pair(NamedTuple):
    """Two words with a space between them, where the first begins, and how likely the two are as they stand."""

    start: int
    left: str
    right: str
    weight: float


def _moves(tokens: Overview, protected: Sequence[tuple[int, int]], keep: Callable[[str], bool] | None) -> list[Patch]:
    """The letters that stand on the wrong side of a space; of two that share a word, the likelier one."""
    found = [(p, move) for p in _pairs(tokens) if (move := _best_move(p)).gain >= GAIN]
    if not found or _is_foreign(tokens):
        return []
    times = Counter(tokens.words)
    out: list[Patch] = []
    last, gain = -1, NOTHING
    for (start, left, right, _), move in sorted(found):
        stop = start + len(left) + 1 + len(right)
        if _touches(start, stop, protected) or (keep is not None and any(map(keep, (left, right)))):
            continue
        if any(times[w] > 1 and weight(w) < _RARE for w in (left, right)):
            continue
        if _names_here(tokens.text, start, left, right):
            continue
        patch = _moved(tokens.text, start + len(left), move.back)
        if patch is None or (start <= last and move.gain <= gain):
            continue
        if start <= last:
            out.pop()
        out.append(patch)
        last, gain = stop, move.gain
    return out


def _pairs(tokens: Overview) -> Iterator[_Pair]:
    """The pairs of words that are worth a look, and rare enough together."""
    words, gaps = tokens.words, tokens.gaps
    for i in tokens.moves:
        left, right = words[i - 1], words[i]
        weighs = steadiness(left) * steadiness(right)
        clings = _clings(gaps[i - 1][-1:], _BEFORE + "٫٬") or _clings(gaps[i + 1][:1], _AFTER)
        if weighs <= USUAL and not clings:
            yield _Pair(tokens.place(i - 1)[0], left, right, weighs)
    if _GLUED_DIGIT.search(tokens.text):
        for m in _pair_with_digit().finditer(tokens.text):
            if not (m[1].isalpha() and m[2].isalpha()):
                yield _pair(m.start(), m[1], m[2])


def _clings(char: str, marks: str) -> bool:
    """Whether `char`, beside a word, is one of `marks` or a letter: the word is a part of something else."""
    return char != " " and char != "" and (char in marks or char.isalnum())


_AFTER = "_@#/-" + ZWNJ
_BEFORE = "." + _AFTER
_GLUED_DIGIT = re.compile(rf"{LETTER}\d|\d{LETTER}")


@cache
def _pair_with_digit() -> regex.Pattern[str]:
    token = rf"(?:{LETTER}{{1,40}}+|{LETTER}\p{{Nd}}{{1,9}}+|\p{{Nd}}{{1,9}}+{LETTER})(?!\w)"
    return regex.compile(rf"(?<![\w@#./٫٬-])({token})(?= ({token})(?![@#/-]))")


def _moved(text: str, space: int, back: bool) -> Patch | None:
    """The patch that carries a letter over the `space`; nothing when a ZWNJ or a vowel sign is beside it."""
    start = space if back else space - 1
    beside = text[start - 1 : start + 3]
    if letters(beside) != beside:
        return None
    return (start, start + 2, text[start : start + 2][::-1], (OVER_SPACE,))


def _touches(start: int, stop: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the sorted `ranges` has something of ``start:stop``."""
    i = bisect(ranges, start, key=lambda r: r[1])
    return i < len(ranges) and ranges[i][0] < stop


def _names_here(text: str, start: int, a: str, b: str) -> bool:
    """Whether a name is expected where an unknown one of the words `a` and `b` stands."""
    if letters(a) in before_names():
        return not is_form(letters(b))
    before, _ = _neighbours(text, start, start + len(a))
    return before in before_names() and not is_form(letters(a))


def _pair(start: int, left: str, right: str) -> _Pair:
    return _Pair(start, left, right, weight(left) * weight(right))


def _best_move(pair: _Pair) -> _Move:
    """The letter whose going over the space of `pair` gains most."""
    a, b = letters(pair.left), letters(pair.right)
    if pair.weight > USUAL or is_steady(a) or is_steady(b):
        return _STAY
    forth = _Move(gain(pair.weight, a[:-1], a[-1] + b), False) if len(a) > 1 else _STAY
    back = _Move(gain(pair.weight, a + b[0], b[1:]), True) if len(b) > 1 else _STAY
    return max(forth, back)


# ---- doubts: unknown words in their places -------------------------------------------------------------


@frozen
class _Doubt:
    """An unknown word where it stands: the words beside it, how often it stands in the text, and the text's words."""

    text: str
    start: int
    token: str
    before: str
    after: str
    times: int
    words: set[str]

    @property
    def verdict(self) -> Verdict:
        return _judge(letters(self.token))

    def repair(self, bold: bool) -> Patch | None:
        """The repair within the word, when it is safe, or likely and `bold`."""
        for measure, id in ((SAFE, ""), (DARING, BOLD))[: 1 + bold]:
            if not self.reason(measure):
                best = self.verdict.best
                return _patch(self.start, self.token, best.word, (id or best.rule,))
        return None

    def reason(self, measure: Measure) -> str:
        """Why the best repair is not safe by `measure`; nothing when it is."""
        if name := self.name():
            return name
        verdict, size = self.verdict, len(letters(self.token))
        meant = _respaced(self.token, verdict.best.word)
        seen = PRESENT if len(meant) > 3 and meant in self.words else 0
        if verdict.best.score + 0.3 * (size - 5) + seen < measure.score:
            return "the suggestion is too rare a word, or too rare a slip"
        if verdict.lead + seen < measure.lead + measure.short * max(0, 6 - size):
            return "another word is nearly as likely"
        if self.gain >= DOUBT:
            return "perhaps a letter is on the wrong side of the space"
        return ""

    def name(self) -> str:
        """What in the text speaks for a name; nothing when nothing does."""
        if self.times > 1:
            return "the word occurs more than once: a name or a term"
        if self.before in before_names():
            return "a name is expected here"
        if letters(self.after).endswith("ی") and letters(self.after)[:-1] in given_names():
            return "a surname follows: a given name"
        if any(w and not is_form(w) for w in (self.before, self.after)):
            return "the word beside it is unknown too: a foreign name"
        stop = self.start + len(self.token)
        if _latin().match(self.text, stop):
            return "its Latin spelling follows: a name or a term"
        if self.text[self.start - 1 : self.start] == "«" and self.text[stop : stop + 1] == "»":
            return "it stands alone in quotation marks: a name or a term"
        return ""

    @property
    def gain(self) -> float:
        """What a letter would gain that goes over a space beside the word."""
        pairs = (self.before, self.token), (self.token, self.after)
        return max(_best_move(_pair(0, *pair)).gain if all(pair) else NOTHING for pair in pairs)


@cache
def _latin() -> regex.Pattern[str]:
    return regex.compile(r" ?\(\p{Latin}")


def _doubts(
    tokens: Overview, protected: Sequence[tuple[int, int]], keep: Callable[[str], bool] | None
) -> Iterator[_Doubt]:
    """The unknown words of a text, in order."""
    words = tokens.words
    found = [i for i in tokens.flagged(UNKNOWN) if not (keep is not None and keep(words[i]))]
    if not found or _is_foreign(tokens):
        return
    found = [i for i in found if _stands_free(tokens, i)]
    counts, distinct = Counter(words[i] for i in found), set(words)
    at, kept = 0, 0
    for i in found:
        start, stop = tokens.place(i)
        while at < len(protected) and protected[at][1] <= start:
            kept = max(kept, protected[at][1])
            at += 1
        ahead = protected[at][0] if at < len(protected) else len(tokens.text) + 1
        if stop <= ahead:
            before, after = _neighbours(tokens.text, start, stop)
            before = before if kept < start - 1 else ""
            after = after if stop + 1 < ahead else ""
            yield _Doubt(tokens.text, start, words[i], before, after, counts[words[i]], distinct)


def _stands_free(tokens: Overview, i: int) -> bool:
    """Whether the word `i` is no part of a longer string, a handle or an address."""
    return not (_clings(tokens.gaps[i][-1:], _BEFORE) or _clings(tokens.gaps[i + 1][:1], _AFTER))


def _is_foreign(tokens: Overview) -> bool:
    """Whether so many words of a text are unknown that it is not Persian."""
    strange = {tokens.words[i] for i in tokens.flagged(UNKNOWN)}
    return len(strange) > _STRANGERS and len(strange) > _FOREIGN * len({word for word in tokens.words if len(word) > 3})


@cache
def _beside() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    return regex.compile(rf"(?r)(?<![\w@#]){LETTER}{{1,40}} "), regex.compile(rf" {LETTER}{{1,40}}(?![\w@#])")


def _neighbours(text: str, start: int, stop: int) -> tuple[str, str]:
    """The words beside a token, in their letters; empty when anything but one space stands between."""
    left, right = _beside()
    before, after = left.match(text, 0, start), right.match(text, stop)
    return letters(before[0][:-1]) if before else "", letters(after[0][1:]) if after else ""


# ---- candidates ----------------------------------------------------------------------------------------

_NONE = Verdict(Repair("", NOTHING, ""), 0.0, ())


@remembered
def _judge(word: str) -> Verdict:
    """The repairs of an unknown word, weighed."""
    found = sorted((_weighed(word, meant) for meant in _meant(word)), key=lambda r: (-r.score, r.word))[:6]
    if not found:
        return _NONE
    second = max(explanation(word), found[1].score if len(found) > 1 else NOTHING)
    return Verdict(found[0], found[0].score - second, tuple(found[1:]))


def _weighed(typed: str, meant: str) -> Repair:
    slip, first = _slip(typed, meant)
    return Repair(meant, log10(likelihood(meant)) - slip.cost - (slip.first if first else 0), slip.rule)


def _meant(word: str) -> set[str]:
    """The words one slip away from `word`.

    A slip leaves an inflected word its stem or its ending: so only what is listed must be looked up, not each of
    the many strings with each of its endings.
    """
    known, size = words(), len(word)
    places = range(max(2, size - 8), size)
    cuts = [cut for cut in places if word[cut:] in endings()]
    found = {near + word[cut:] for near, cut in nearby(word, (*cuts, size))}
    for cut in cuts:
        if word[cut] == "گ":
            dropped = nearby(word[:cut] + "ه", [cut + 1])
            found |= {near[:-1] + word[cut:] for near, _ in dropped if near[-1] == "ه"}
    for cut in places:
        if word[:cut] in known or word[:cut] + "ه" in known:
            found |= {word[:cut] + ending for ending in _endings_near(word[cut:])}
    for prefix in ("می", "نمی"):
        if word.startswith(prefix):
            rest = word[len(prefix) :]
            found |= {prefix + near for near, _ in nearby(rest, [len(rest)])}
        made = (prefix + word[c:] for c in (1, 2, 3, 4) if word[c:] in known)
        found |= {m for m in made if is_one_away(word, m)}
    found.discard(word)
    return {m for m in found if likelihood(m) > 0}


@remembered
def _endings_near(string: str) -> list[str]:
    """The endings one slip away from `string`."""
    begin, end = string[:1], string[-1:]  # what is longer than two letters keeps one of them
    return [
        ending
        for ending in endings()
        if (ending[0] == begin or ending[-1] == end or len(ending) < 3) and is_one_away(string, ending)
    ]


def _slip(typed: str, meant: str) -> tuple[Slip, bool]:
    """The kind of slip that made `typed` of `meant`, and whether it concerns the first letter."""
    i = 0
    while i < min(len(typed), len(meant)) and typed[i] == meant[i]:
        i += 1
    first = i == 0
    if len(typed) > len(meant):
        return _slips()[_extra(typed, i)], first
    if len(typed) < len(meant):
        doubled = i > 0 and meant[i] == meant[i - 1]
        return _slips()["undoubled" if doubled else "no_vowel" if meant[i] in "اوی" else "missing"], first
    if typed[i + 1 : i + 2] == meant[i] and meant[i + 1 : i + 2] == typed[i]:
        return _slips()["swapped"], first
    pair = typed[i] + meant[i]
    kind = next((k for k in ("sound", "shape", "near") if pair in _confusions()[k]), "other")
    return _slips()[kind], first


def _extra(typed: str, i: int) -> str:
    """The kind of slip that put one letter too many into `typed`, first seen at `i`."""
    if i and typed[i] == typed[i - 1]:
        return "doubled"
    beside = (typed[i - 1 : i] or " ") + typed[i + 1 : i + 2]
    if any(typed[i] + b in _confusions()["near"] for b in beside):
        return "brushed"
    return "echoed" if typed[i] in (typed[i - 2 : i - 1] if i > 1 else "") + typed[i + 2 : i + 3] else "extra"


@cache
def _slips() -> dict[str, Slip]:
    return {row["slip"]: Slip(row["rule"], float(row["cost"]), float(row["first"])) for row in read_table("slips")}


@cache
def _confusions() -> dict[str, frozenset[str]]:
    """For each kind, the pairs of letters that are taken for one another, as strings of two."""
    groups: dict[str, list[str]] = {"sound": [], "shape": [], "keyboard": []}
    for row in read_table("confusions"):
        groups[row["kind"]].append(row["letters"])
    pairs = {kind: frozenset(a + b for g in gs for a in g for b in g if a != b) for kind, gs in groups.items()}
    place = {c: (r, i + 0.4 * r) for r, keys in enumerate(groups["keyboard"]) for i, c in enumerate(keys)}
    near = frozenset(
        a + b
        for a, (r, x) in place.items()
        for b, (s, y) in place.items()
        if a != b and abs(r - s) <= 1 and abs(x - y) <= 1.3
    )
    return {**pairs, "near": near}


# ---- from letters back to the token --------------------------------------------------------------------


def _respaced(token: str, word: str) -> str:
    """`word` with the ZWNJs of `token`, whose letters it repairs."""
    start, stop, after, _ = _patch(0, token, word, ())
    return token[:start] + after + token[stop:]


def _patch(at: int, token: str, word: str, ids: tuple[str, ...]) -> Patch:
    """The smallest patch that turns the letters of `token`, which stands at `at`, into `word`."""
    places = [i for i, c in enumerate(token) if letters(c)]
    plain = letters(token)
    head = 0
    while head < min(len(plain), len(word)) and plain[head] == word[head]:
        head += 1
    tail = 0
    while tail < min(len(plain), len(word)) - head and plain[-1 - tail] == word[-1 - tail]:
        tail += 1
    after = word[head : len(word) - tail]
    if head + tail == len(plain):  # nothing goes, `after` comes in
        start = places[head - 1] + 1 if head else places[0]
        return (at + start, at + start, after, ids)
    first, last = places[head], places[len(plain) - tail - 1]
    return (at + first, at + last + 1, after, ids)
