"""ZWNJ and word spacing: where a ZWNJ was lost, where a space stands for one, where two words are glued.

Between two letters of a line stands nothing, a ZWNJ or a space. Three linear classifiers give the log-odds that
it was something else: `inside` (a ZWNJ deleted from a token), `between` (a space that stands for a ZWNJ) and
`glued` (a space deleted). How much is needed to act, the document itself tells: `_Evidence` weighs from all of
it what befell its ZWNJs (deleted, spaced, some of both, nothing), so that a text that is intact is left alone.

What the classifiers look at is in `features`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex
from attrs import frozen

from . import features, lexicon, looks
from .features import NEVER_JOINS, VERB_PREFIXES, Knowledge, endings, model
from .lexicon import Lexicon
from .looks import EMPTY, FOLDED, GLUED, NOTABLE, VERBAL, Overview
from .memory import remembered
from .parts import (
    COMPOUND,
    FLOOR,
    FOLD,
    GROUPS,
    NOTHING,
    PLURAL,
    SURE,
    Gap,
    Word,
    affixes,
    group_of,
    is_unfamiliar,
    rule_of,
    seams,
    takes_ezafe,
    takes_no_ending,
)
from .standing import before_names, given_names, listed_names
from .text import ZWNJ, Patch
from .tokens import Tokens


@frozen
class Style:
    """A house style, where houses differ. The default repairs what is damaged and keeps what is consistent.

    - `ezafe`: how the ezafe after a silent heh is written: "" leaves the three forms as they are (and repairs the
      first when its ZWNJ is lost), "ه\u200cی", "هٔ" or "ۀ" writes them all so. This one changes letters.
    - `plural`: "evidence" sets ها off with a ZWNJ where the text itself does; "separate" does so always.
    - `compounds`: "evidence" restores the ZWNJ of compounds where the text lost its ZWNJs; "as written" never.

    Raises ValueError for any other value.
    """

    ezafe: str = ""
    plural: str = "evidence"
    compounds: str = "evidence"

    def __attrs_post_init__(self) -> None:
        for name, values in _STYLES.items():
            if getattr(self, name) not in values:
                raise ValueError(f"Style.{name} is one of {', '.join(map(repr, values))}, not {getattr(self, name)!r}")


_STYLES = {
    "ezafe": ("", "ه\u200cی", "هٔ", "ۀ"),
    "plural": ("evidence", "separate"),
    "compounds": ("evidence", "as written"),
}


class Decision(NamedTuple):
    """One boundary: ``text[start:stop]`` between `left` and `right` becomes `after`, by `rule`.

    `odds` is the log-odds of the classifier; `needed`, of `explain` only, those that the document asks for; and
    `seen`, of `explain` only, the facts that speak for it.
    """

    start: int
    stop: int
    after: str
    rule: str
    left: str
    right: str
    odds: float
    needed: float = 0.0
    seen: tuple[str, ...] = ()


def patches(
    text: str | Overview,
    *,
    protected: Sequence[tuple[int, int]] = (),
    words: Lexicon | None = None,
    style: Style = Style(),
    skip: Collection[str] = (),
) -> list[Patch]:
    """What to change in `text` so that its ZWNJs and word spaces are as Persian orthography has them.

    `text` is a whole document with Persian letters and single spaces. The patches are sorted and disjoint, change
    no letter (unless `style` asks for it), no newline and nothing in the ranges `protected`; each names its rule.
    """
    tokens = Overview.of(text)
    own = _own_words(tokens.text, words, protected) if words else []
    taken = _taken(tokens, [*protected, *((d.start, d.stop) for d in own)])
    found = [d for d in own if tokens.text[d.start : d.stop] != d.after] + _decisions(tokens, taken, style)[0]
    if style.ezafe:
        found += _ezafe_style(tokens.text, taken, style.ezafe)
    return sorted((d.start, d.stop, d.after, (d.rule,)) for d in found if d.rule not in skip)


def explain(text: str, *, protected: Sequence[tuple[int, int]] = (), style: Style = Style()) -> list[Decision]:
    """The decisions of `patches`, each with the facts that speak for it."""
    tokens = Overview(text)
    decisions, evidence = _decisions(tokens, _taken(tokens, protected), style)
    return [_explained(d, evidence) for d in decisions]


def _taken(tokens: Overview, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """`ranges`, and the surnames that look like verbs: what is not to be touched, sorted."""
    return sorted([*ranges, *map(tokens.place, _surnames(tokens))])


# ---- words of a text -----------------------------------------------------------------------------------


def runs(line: str) -> Iterator[list[list[str]]]:
    """The runs of words of a correctly spaced line; anything but a single space ends a run.

    A word is a list of its parts, as the classifiers see them.
    """
    run: list[list[str]] = []
    tokens = Tokens(line)
    for gap, word in zip(tokens.gaps, tokens.words, strict=False):
        parts = [p for p in word.translate(FOLD).split(ZWNJ) if p]
        if run and gap != " ":
            yield run
            run = []
        if parts:
            run.append(parts)
    if run:
        yield run


@remembered
def _pair(pair: tuple[str, str]) -> float:
    """The log-odds that the space between two parts stands for a ZWNJ, whatever surrounds them.

    Those of the classifier, or of what the second inflects when that is known to join («گفت وگوهای»); infinite where no
    ZWNJ would show and the two are one word all the same.
    """
    a, b = pair
    between, k = model().between, model().known
    if a[-1] in NEVER_JOINS:
        return math.inf if b in endings() and _closes_up(k, a, b) else -math.inf
    if b == "ی":  # never alone in the training text
        return SURE if takes_ezafe(a) else -math.inf
    if (b == "ای" and a[-1] not in "هی") or (a in VERB_PREFIXES and _is_no_verb(k, b)):
        return -math.inf
    if b in endings():
        return between.odds(features.between(k, a, b), features.HOPELESS)
    joined = f"{a}{ZWNJ}{b}"
    together, apart = k.pair(joined) > 0 or lexicon.level(joined) >= 0, k.pair(f"{a} {b}") > 0
    if together or (not apart and (a in VERB_PREFIXES or (k.leads(a) and k.seen(b).after))):
        return between.odds(features.between(k, a, b), features.HOPELESS)
    if apart:
        return -math.inf
    known = [stem for stem in features.stems(b) if k.pair(f"{a}{ZWNJ}{stem}") and features.may_join(k, a, stem)]
    odds = (between.odds(features.between(k, a, stem), features.HOPELESS) for stem in known)
    return max(odds, default=-math.inf)


def _is_no_verb(k: Knowledge, word: str) -> bool:
    """Whether `word` is frequent, and not as a verb, written or spoken («کنه», «کنن»): «در می سال گذشته»."""
    if len(word) < 3 or lexicon.level(word) < 12:
        return False
    spoken = {"ه": word[:-1] + "د", "ن": word + "د"}.get(word[-1], word)
    forms = (f"می{ZWNJ}{form}" for form in (word, word[:-1], spoken))
    return all(lexicon.level(form) < 0 and not k.pair(form) for form in forms)


# ---- evidence: what happened to the ZWNJs of this text ---------------------------------------------------

_INTACT, _DELETED, _SPACED = 0, 1, 2

_FATES = (
    # how likely, share of ZWNJs deleted, share spaced
    (0.40, 0.003, 0.003),  # intact
    (0.15, 0.97, 0.01),
    (0.15, 0.01, 0.97),
    (0.10, 0.33, 0.33),
    (0.04, 0.10, 0.005),
    (0.04, 0.005, 0.10),
    (0.04, 0.50, 0.02),
    (0.04, 0.02, 0.50),
    (0.04, 0.05, 0.05),
)
"""What may have happened to the ZWNJs of a text, and how likely that is before it is looked at."""
_SHARES = [[[fate[state] ** times for fate in _FATES] for times in range(4)] for state in range(3)]
"""The share of the ZWNJs that each fate leaves in a state, raised to how often a word shows it."""
_APART = 0.15
"""How likely one kind of ZWNJ had another fate than the text as a whole."""
_WITHOUT = 1
"""The fate of which a kind that parts from its text is not damaged but spelt in the old style: «شرکتها»."""


class _Evidence:
    """What a text shows about its ZWNJs, and how likely that makes it that one was lost at a given place.

    Each fate explains the ZWNJs that stand and the places where one may be missing more or less well (Bayes' rule),
    first for the text as a whole, then for each kind of ZWNJ: houses differ by kind, and some never set off plurals
    or compounds at all (`_WITHOUT`). Words are counted once: what a writer does to one word says nothing about the
    others, and a word that is always written alike is likely to be meant so.
    """

    def __init__(self, words: Iterable[Word], joints: Iterable[_Joint], style: Style) -> None:
        self._style = style
        self._seen: dict[str, list[int]] = {}
        self._bounds: dict[tuple[int, int, int], tuple[float, float]] = {}
        fits: list[list[Sequence[float]]] = [[_NO_FIT] for _ in GROUPS]
        for word in words:
            for pair, group in word.joined:
                if self._is_first(pair, _INTACT):
                    fits[group].append(_INTACT_FIT)
            for gap in word.gaps:
                if self._is_first(gap.pair, _DELETED):
                    fits[gap.group].append(_fit((_DELETED, gap.odds)))
        for joint in joints:
            if joint.odds < math.inf and self._is_first(joint.pair, _SPACED):
                fits[joint.group].append(_fit((_SPACED, joint.odds)))
        self._fits = [[math.fsum(column) for column in zip(*fit, strict=True)] for fit in fits]
        self._likely: dict[int, list[float]] = {}

    def acts(self, pair: str, group: int, state: int, odds: float) -> bool:
        """Whether a ZWNJ of `group` is restored in `pair`, which is written so and has these `odds`.

        The likelier by the odds, the likelier on the whole: what was decided bounds what remains to be.
        """
        if odds <= 0:
            return False
        key = group, state, self._times(pair, state)
        low, high = self._bounds.get(key, (0.0, math.inf))
        if low < odds < high:
            if self.chance(pair, group, state, odds) > 0.5:
                high = odds
            else:
                low = odds
            self._bounds[key] = low, high
        return odds >= high

    def chance(self, pair: str, group: int, state: int, odds: float) -> float:
        """How likely it is that a ZWNJ of `group` was lost in `pair`, which is written so and has these `odds`."""
        if odds == math.inf or (group == PLURAL and state == _DELETED and self._style.plural == "separate"):
            return 1 / (1 + math.exp(-odds))
        if group == COMPOUND and self._style.compounds == "as written":
            return 0.0
        weight, chance = math.exp(odds), 0.0
        for likely, share in zip(self._fates(group), _SHARES[state][self._times(pair, state)], strict=False):
            chance += likely * share * weight / (1 + share * weight)
        return chance

    def _times(self, pair: str, state: int) -> int:
        """How often `pair` is written so, 1 when it is also written otherwise."""
        seen = self._seen.get(pair)
        return min(seen[state], 3) if seen and seen[state] == sum(seen) else 1

    def needed(self, pair: str, group: int, state: int) -> float:
        """The least log-odds at which a ZWNJ is restored there, found by bisection."""
        low, high = -20.0, 60.0
        while high - low > 0.01:
            middle = (low + high) / 2
            low, high = (low, middle) if self.chance(pair, group, state, middle) > 0.5 else (middle, high)
        return high

    def fate(self, group: int, state: int) -> str:
        """What seems to have befallen the ZWNJs of `group`, as far as `state` goes."""
        lost = sum(c for c, fate in zip(self._fates(group), _FATES, strict=False) if fate[state] > 0.03)
        if lost > 0.5:
            return (
                f"many of the text's ZWNJs look {'deleted' if state == _DELETED else 'replaced by spaces'} ({lost:.2f})"
            )
        return f"the text's ZWNJs look intact ({1 - lost:.2f})"

    def _is_first(self, pair: str, state: int) -> bool:
        """Count `pair`, which is written so, and tell whether it is the first of its kind."""
        seen = self._seen.setdefault(pair, [0, 0, 0])
        seen[state] += 1
        return seen[state] == 1

    def _fates(self, group: int) -> list[float]:
        """How likely each fate, and at last the old style, is for the ZWNJs of `group`."""
        if group not in self._likely:
            self._likely[group] = self._weighed(group)
        return self._likely[group]

    def _weighed(self, group: int) -> list[float]:
        before = [fate[0] for fate in _FATES]
        others = [sum(fit) - own for *fit, own in zip(*self._fits, self._fits[group], strict=True)]
        text = _posterior(before, others[:-1])
        prior = [(1 - _APART) * t + _APART * b for t, b in zip(text, before, strict=True)]
        old_style = _APART * before[_WITHOUT] if group in (PLURAL, COMPOUND) else 0.0
        prior[_WITHOUT] -= old_style
        return _posterior([*prior, old_style], self._fits[group])


@remembered
def _fit(place: tuple[int, float]) -> list[float]:
    """The log-likelihood of a place under each fate: of a ZWNJ that stands, or of one that may be missing."""
    state, odds = place
    if state == _INTACT:
        return [*(math.log(1 - deleted - spaced) for _, deleted, spaced in _FATES), math.log(0.01)]
    weight = math.exp(odds)
    return [*(math.log1p(fate[state] * weight) for fate in _FATES), math.log1p(weight) if state == _DELETED else 0.0]


_INTACT_FIT = _fit((_INTACT, 0.0))
_NO_FIT = (0.0,) * (len(_FATES) + 1)


def _posterior(prior: Sequence[float], fit: Sequence[float]) -> list[float]:
    """Bayes' rule: how likely each hypothesis is, from its prior and the log-likelihood of what was seen."""
    most = max(fit)
    weights = [p * math.exp(f - most) for p, f in zip(prior, fit, strict=True)]
    return [w / sum(weights) for w in weights]


# ---- words in their text -------------------------------------------------------------------------------


class _Text:
    """The words of a text in their places, as far as they are looked at."""

    def __init__(self, tokens: Overview, taken: Sequence[tuple[int, int]]) -> None:
        self.text = tokens.text
        self.place = tokens.place
        self._tokens = tokens
        self._words: dict[int, Word] = dict.fromkeys((*tokens.inside(taken), *tokens.flagged(EMPTY)), NOTHING)
        self.notable, self.glued = (
            [i for i in tokens.flagged(flag) if i not in self._words] for flag in (NOTABLE, GLUED)
        )
        self.joints = [i for i in tokens.joints if self.near(i)] if self._words else tokens.joints
        self.unglued: list[int] = []

    def word(self, i: int) -> Word:
        """The word `i`; `NOTHING` where it is not looked at."""
        words = self._words
        return words[i] if i in words else looks.word(self._tokens.words[i])

    def parts(self, i: int) -> tuple[str, ...]:
        """The parts of the word `i`."""
        words, tokens = self._words, self._tokens
        return self.word(i).parts if tokens.flags[i] & FOLDED or i in words else (tokens.words[i],)

    def change(self, i: int, word: Word) -> None:
        """From now on, `word` is the word `i`."""
        self._words[i] = word

    def spaces(self) -> int:
        """How many single spaces stand between two words."""
        return self._tokens.gaps.count(" ")

    def near(self, i: int) -> bool:
        """Whether only a space divides the word `i` from the one before."""
        gaps, words = self._tokens.gaps, self._words
        if not 0 < i < len(gaps) - 1 or gaps[i] != " ":
            return False
        return not words or not (words.get(i) is NOTHING or words.get(i - 1) is NOTHING)

    def may_join(self, i: int) -> bool:
        """Whether the space before the word `i`, which may have changed, is worth a look."""
        return self.near(i) and looks.opens(self.parts(i - 1)[-1]) & looks.closes(self.parts(i)[0]) > 0

    def part_before(self, i: int) -> str:
        """The last part of the word before word `i`, or ``<``."""
        return self.parts(i - 1)[-1] if self.near(i) else "<"

    def part_after(self, i: int) -> str:
        """The first part of the word after word `i`, or ``>``."""
        return self.parts(i + 1)[0] if self.near(i + 1) else ">"


class _Joint(NamedTuple):
    """The space before the word `at`, which may stand for a ZWNJ, and the parts on its two sides."""

    at: int
    left: str
    right: str
    odds: float
    pair: str
    group: int


def _joints(text: _Text, among: Iterable[int]) -> Iterator[_Joint]:
    """The spaces before the words `among` that may stand for a ZWNJ."""
    for i in among:
        left, right = text.parts(i - 1), text.parts(i)
        odds = _pair((left[-1], right[0]))
        if odds >= FLOOR - 2 and (joint := _joint(text, i, left, right, odds)):
            yield joint


def _joint(text: _Text, i: int, left: Sequence[str], right: Sequence[str], odds: float) -> _Joint | None:
    """The space before the word `i`, if it may stand for a ZWNJ there; `odds` are those of the pair."""
    a, b = left[-1], right[0]
    if odds < math.inf:
        before = left[-2] if len(left) > 1 else text.part_before(i - 1)
        after = right[1] if len(right) > 1 else text.part_after(i)
        odds += model().between.odds(features.context(a, b, before, after))
        if after in _COPULAS and b[-1] == "ه" and lexicon.level(f"می{ZWNJ}{b[:-1]}") >= 0:
            odds -= _PERFECT
    return _Joint(i, a, b, odds, f"{a}{ZWNJ}{b}", group_of(a, b)) if odds > FLOOR else None


_COPULAS = frozenset(("است", "اند", "بود", "بودند", "باشد", "باشند", "بودم", "بودیم"))
_PERFECT = 2.0
"""The log-odds for a verb of two words where a participle and a copula stand: «آسیب دیده است»."""


def _cuts(word: Word, evidence: _Evidence) -> dict[int, Gap]:
    """The gaps of `word` at which a ZWNJ is restored."""
    cuts: dict[int, Gap] = {}
    done: list[bool] = []
    for gap in word.gaps:
        act = evidence.acts(gap.pair, gap.group, _DELETED, gap.odds) and (gap.parent < 0 or done[gap.parent])
        done.append(act)
        if act:
            cuts[gap.at] = gap
    return cuts


def _decisions(tokens: Overview, taken: Sequence[tuple[int, int]], style: Style) -> tuple[list[Decision], _Evidence]:
    text = _Text(tokens, taken)
    joints = list(_joints(text, text.joints))
    evidence = _Evidence(map(text.word, text.notable), joints, style)
    found = _unglue(text, evidence)
    cuts = {i: gaps for i in text.notable if (word := text.word(i)).gaps and (gaps := _cuts(word, evidence))}
    for i, gaps in cuts.items():
        word = text.word(i)
        for at, gap in gaps.items():
            place = _place(text, i, at)
            left, right = _beside(word, gaps, at)
            found.append(Decision(place, place, ZWNJ, rule_of(left, right), left, right, gap.odds))
        text.change(i, _divided(word, gaps))
    if found:  # a joint depends on the two words before its space, and on the two after it
        changed = {i + step for i in (*cuts, *text.unglued) for step in (-1, 0, 1, 2)}
        joints = [joint for joint in joints if joint.at not in changed] + list(
            _joints(text, filter(text.may_join, changed))
        )
    for joint in joints:
        start, stop = text.place(joint.at - 1)[1], text.place(joint.at)[0]
        if start < stop and evidence.acts(joint.pair, joint.group, _SPACED, joint.odds):
            apart = joint.left[-1] in NEVER_JOINS
            after, rule = ("", "zwnj.join") if apart else (ZWNJ, rule_of(joint.left, joint.right))
            found.append(Decision(start, stop, after, rule, joint.left, joint.right, joint.odds))
    return found, evidence


def _divided(word: Word, cuts: Collection[int]) -> Word:
    """`word`, cut before the letters `cuts`, too."""
    edges = tuple(sorted({*word.edges, *cuts}))
    return word._replace(edges=edges, parts=tuple(word.letters[a:b] for a, b in pairwise(edges)))


def _beside(word: Word, cuts: Collection[int], at: int) -> tuple[str, str]:
    """The parts before and after the cut `at`."""
    edges = sorted({*word.edges, *cuts})
    i = edges.index(at)
    return word.letters[edges[i - 1] : at], word.letters[at : edges[i + 1]]


def _place(text: _Text, i: int, at: int) -> int:
    """Where the letter `at` of the word `i` stands in the text."""
    place, stop = text.place(i)
    if stop - place == len(text.word(i).letters):
        return place + at
    while True:
        if text.text[place] != ZWNJ and text.text[place].translate(FOLD):
            if not at:
                return place
            at -= 1
        place += 1


def _closes_up(k: Knowledge, a: str, b: str) -> bool:
    """Whether the ending `b` belongs to `a`, after which it needs no ZWNJ: «کشور ها» is «کشورها»."""
    rule = affixes().get((b, False))
    if b in ("ی", "یی") and a.endswith("ها"):
        return True
    if takes_no_ending(a):
        return False
    if rule == "plural" or b == "ترین":
        return True
    return rule in ("comparative", "possessive") and len(b) > 1 and k.kind(a + b) in "ABCD"


# ---- glued words ---------------------------------------------------------------------------------------

_LOSS = {0.0001: 0.95, 0.03: 0.05}
"""The shares of its spaces that a text may have lost, and how likely each is before the text is looked at."""
_NEVER_FIRST = frozenset(("ای", "ام", "اند", "ایم", "اید", "ات", "اش", "ها", "های", "تر", "ترین"))
"""Endings: cut off the front of an unfamiliar word, they would be taken for the ending of the one before it."""


class _Seam(NamedTuple):
    """An unfamiliar word, word `at`, that may be two or three: the log-odds and the letters it is cut at."""

    at: int
    odds: float
    cuts: tuple[int, ...]


def _seam(text: _Text, i: int, evidence: _Evidence) -> _Seam | None:
    """The likeliest way in which the word `i` is glued words, rather than one word, with or without a lost ZWNJ."""
    k = model().known
    word = text.word(i)
    chances = (evidence.chance(gap.pair, gap.group, _DELETED, gap.odds) for gap in word.gaps)
    lost = max(chances, default=0.0)
    if lost > _CERTAIN:
        return None
    best: _Seam | None = None
    for n, part in enumerate(word.parts):
        if not is_unfamiliar(part) or (n and part[0] == "و"):  # گفت\u200cوگو
            continue
        before = word.parts[n - 1] if n else text.part_before(i)
        if not n and before != "<" and _pair((before, part)) > 3:  # as in «گفت وگوی»
            continue
        after = word.parts[n + 1] if n + 1 < len(word.parts) else text.part_after(i)
        for odds, at, end in seams(part):
            if not n and (part[:at] in _NEVER_FIRST or _is_named(before, part[:at], part[at:])):
                continue
            odds += model().glued.odds(features.around_glued(k, part[:at], part[end or at :], before, after))
            if best is None or odds > best.odds:
                best = _Seam(i, odds, tuple(word.edges[n] + cut for cut in (at, end) if cut))
    return best and best._replace(odds=best.odds + math.log1p(-lost))


_CERTAIN = 0.995
"""A lost ZWNJ that is so likely needs no other explanation."""


def _is_named(before: str, left: str, right: str) -> bool:
    """Whether `left` and `right` are one name: two given ones («سیدعباس»), or an unlisted one where one is expected."""
    return {left, right} <= given_names() or (before in before_names() and left not in listed_names())


def _unglue(text: _Text, evidence: _Evidence) -> list[Decision]:
    """The decisions that take glued words of `text` apart; what they were glued to is left to the next time.

    Spaces are lost at a rate of their own in each text (`_rate_of_loss`).
    """
    seams = [s for i in text.glued if (s := _seam(text, i, evidence))]
    if not seams:
        return []
    alike = Counter(text.word(s.at).letters for s in seams)
    distinct = {text.word(s.at).letters: s.odds for s in seams}
    least = -math.log(_rate_of_loss(distinct.values(), text.spaces()))
    found: list[Decision] = []
    for seam in seams:
        needed = least * len(seam.cuts) * alike[text.word(seam.at).letters]
        if seam.odds > needed:
            start, stop = text.place(seam.at)
            edges = [start, *(_place(text, seam.at, at) for at in seam.cuts), stop]
            pieces = [looks.word(text.text[a:b]) for a, b in pairwise(edges)]
            for at, (left, right) in zip(edges[1:], pairwise(pieces), strict=False):
                found.append(Decision(at, at, " ", "zwnj.split", left.parts[-1], right.parts[0], seam.odds, needed))
            text.unglued.append(seam.at)
    for i in text.unglued:
        text.change(i, NOTHING)
    return found


def _rate_of_loss(odds: Collection[float], spaces: int) -> float:
    """The share of spaces this text lost: every seam speaks for a high one, every space that stands against it."""
    fit = [spaces * math.log1p(-r) + sum(math.log1p(r * math.exp(min(o, 300.0))) for o in odds) for r in _LOSS]
    return sum(r * p for r, p in zip(_LOSS, _posterior(list(_LOSS.values()), fit), strict=True))


# ---- what a user or a style asks for -------------------------------------------------------------------


@cache
def _own_pattern(words: Lexicon) -> tuple[regex.Pattern[str], tuple[str, ...]]:
    """A pattern with a group for each entry of `words`, and the entries."""
    entries = (*words.keep, *sorted((*words.split, *words.join), key=len, reverse=True))
    choices = []
    for i, entry in enumerate(entries):
        if i < len(words.keep):
            choices.append(f"({regex.escape(entry)})")
        else:
            parts = [regex.escape(p) for p in regex.split(f"[ {ZWNJ}]+", entry)]
            choices.append("(" + f"[ {ZWNJ}]?".join(parts) + ")")
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}{ZWNJ}])(?:{'|'.join(choices)})(?![\p{{L}}\p{{M}}])"), entries


def _own_words(text: str, words: Lexicon, protected: Sequence[tuple[int, int]]) -> list[Decision]:
    """The entries of `words` in `text`, as decisions that write each as it is to be written."""
    found: list[Decision] = []
    if not (words.join or words.split or words.keep):
        return found
    pattern, entries = _own_pattern(words)
    for m in pattern.finditer(text):
        start, stop = m.span()
        if not any(a < stop and start < b for a, b in protected):
            found.append(Decision(start, stop, entries[(m.lastindex or 1) - 1], "zwnj.lexicon", "", "", 0.0))
    return found


def _surnames(tokens: Overview) -> list[int]:
    """Surnames in می, wherever they stand in a text that once has them after a given name or a title.

    After a name a verb is in the third person, which ends in د or ت: «علی میگوید», but «احمد میدری».
    """
    words = tokens.words
    found = tokens.flagged(VERBAL)
    names = {words[i] for i in found if tokens.named(i) and words[i][-1] not in "دت"}
    return [i for i in found if words[i] in names] if names else []


_EZAFE = regex.compile(r"ه(?:\u200cی|\u0654)(?![\p{L}\p{M}\u200c])|ۀ(?![\p{L}\u200c])")


def _ezafe_style(text: str, taken: Sequence[tuple[int, int]], form: str) -> list[Decision]:
    """The ezafe after a silent heh, written as `form`."""
    return [
        Decision(m.start(), m.end(), form, "zwnj.ezafe_style", m[0], "", 0.0)
        for m in _EZAFE.finditer(text)
        if m[0] != form and not any(a < m.end() and m.start() < b for a, b in taken)
    ]


# ---- explanation ---------------------------------------------------------------------------------------


def _explained(decision: Decision, evidence: _Evidence) -> Decision:
    """`decision` with the odds it needed and what speaks for it, in words, the log-odds last."""
    left, right, odds, needed = decision.left, decision.right, decision.odds, decision.needed
    if odds == math.inf:
        return decision._replace(seen=(f"«{right}» is a suffix", f"no ZWNJ would show after «{left[-1]}»"))
    if decision.after == " ":
        facts = [_standing(left), _standing(right), _standing(left + right)]
    else:
        state = _SPACED if decision.start < decision.stop else _DELETED
        pair, group = f"{left}{ZWNJ}{right}", group_of(left, right)
        needed = evidence.needed(pair, group, state)
        facts = [_standing(pair), *([_standing(left + right)] if state == _DELETED else []), *_roles(left, right)]
        facts.append(evidence.fate(group, state))
    return decision._replace(needed=needed, seen=(*facts, f"log-odds {odds:+.1f}, needed {needed:+.1f}"))


def _standing(word: str) -> str:
    """How `word` is known."""
    k = model().known
    if lexicon.level(word) >= 0:
        return f"«{word}» is in the word list"
    if ZWNJ in word:
        return f"«{word}» was {'' if k.pair(word) else 'not '}seen with its ZWNJ"
    kind = k.kind(word)
    if kind in "AB":
        return f"«{word}» was seen as a word"
    if kind == "H":
        return f"«{word}» may be a form of a known word"
    return f"«{word}» is {'known with a ZWNJ only' if kind == 'Z' else 'no known word'}"


def _roles(left: str, right: str) -> list[str]:
    """What the two sides are: affixes, or words."""
    table = affixes()
    roles = [(left, "prefix", table.get((left, True))), (right, "suffix", table.get((right, False)))]
    named = [f"«{part}» is a {side} (zwnj.{rule})" for part, side, rule in roles if rule]
    return named or [_standing(left), _standing(right)]
