"""What the classifiers of `spacing` see of a boundary between two letters, and what they learnt of it.

A boundary is described by named features, in groups: a group is a function and what it looks at, and gives names.
A classifier adds up the weights of the names, and remembers the sum of each group: the same few parts of words
come again and again. The trainer, ``tools/train_spacing.py``, learns the weights from the same groups.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache, cached_property
from math import inf
from typing import Any, NamedTuple

from . import forms, lexicon, resources
from .lexicon import Table, pack, unpack
from .memory import Memory, pooled
from .rules import read_table
from .text import ZWNJ

NEVER_JOINS = frozenset("اآدذرزژوؤء")
"""Letters after which the next letter stands apart anyway: a ZWNJ there would show nothing."""
VERB_PREFIXES = ("می", "نمی")


@cache
def endings() -> frozenset[str]:
    """The endings any word may take."""
    return frozenset(row["affix"] for row in read_table("affixes") if row["side"] == "end")


# ---- what is known of strings --------------------------------------------------------------------------

_BINS = (1, 2, 3, 5, 10, 31)


def bin_of(count: int) -> int:
    """A count as one of seven sizes, 0 to 6."""
    for size, least in enumerate(_BINS):
        if count < least:
            return size
    return len(_BINS)


class Seen(NamedTuple):
    """How often the training text has a string, each number as one of seven sizes (`bin_of`)."""

    alone: int = 0
    """As a word or part."""
    before: int = 0
    """Before a ZWNJ."""
    after: int = 0
    """After a ZWNJ."""
    followers: int = 0
    """Different parts after it and a ZWNJ."""
    leaders: int = 0
    """Different parts before a ZWNJ and it."""
    plain: int = 0
    """1 for a common word that no known word spells with a ZWNJ."""


_NEVER = Seen()


class Knowledge:
    """What the lexicon and the training text know of a string.

    The trainer overrides `seen` and `pair`, to leave out the occurrence it looks at.
    """

    def __init__(self, words: Mapping[str, Seen], pairs: Table) -> None:
        self._words = words
        self._pairs = pairs
        self._kinds = Memory(self._kind)

    def seen(self, word: str) -> Seen:
        """How often the training text has `word`."""
        return self._words.get(word, _NEVER)

    def pair(self, string: str) -> int:
        """The size (`bin_of`) of the count of two parts with a ZWNJ or a space between them, or of a word with a
        ZWNJ without it (the letters and a final ZWNJ)."""
        return max(self._pairs.get(string), 0)

    @cached_property
    def leaders(self) -> Set[str]:
        """The parts that are known to stand before a ZWNJ."""
        return {word for word, seen in self._words.items() if seen.before} | lexicon.leaders()

    @cached_property
    def followers(self) -> Set[str]:
        """The parts that are known to stand after a ZWNJ."""
        return {word for word, seen in self._words.items() if seen.after} | lexicon.followers()

    def leads(self, part: str) -> bool:
        """Whether `part` is known to stand before a ZWNJ."""
        return part in self.leaders

    def follows(self, part: str) -> bool:
        """Whether `part` is known to stand after a ZWNJ."""
        return part in self.followers

    def base(self, part: str) -> str:
        """The part that `part` inflects: «پذیری» is «پذیر»; itself when there is none."""
        for ending in PART_ENDINGS:
            if part.endswith(ending) and self.seen(part[: -len(ending)]).after:
                return part[: -len(ending)]
        return part

    def kind(self, word: str) -> str:
        """How well `word` is known: A, B often or rarely seen in training, C to F listed, from frequent to rare,
        Z a compound without its ZWNJ, H an inflected known word, G unknown.
        """
        return self._kinds[word]

    def _kind(self, word: str) -> str:
        seen = self.seen(word).alone
        if seen:
            return "A" if seen > 2 else "B"
        level = lexicon.level(word)
        if level >= 0:
            return "C" if level >= 17 else "D" if level >= 10 else "E" if level else "F"
        if len(word) > 3 and (self.pair(word + ZWNJ) or lexicon.spells_compound(word)):
            return "Z"
        for ending in _PLAIN_ENDINGS if word.endswith(_PLAIN_ENDINGS) else ():
            if word.endswith(ending) and len(word) > len(ending) + 2:
                stem = word[: -len(ending)]
                if self.seen(stem).alone or lexicon.level(stem) > 0:
                    return "H"
        return "G"

    def is_plain(self, word: str) -> bool:
        """Whether `word` is so common as it stands that no gap in it is worth a look."""
        seen = self.seen(word)
        if seen.plain:
            return True
        common = seen.alone > 2 or lexicon.level(word) >= 12
        return common and not self.pair(word + ZWNJ) and not lexicon.spells_compound(word)


_PLAIN_ENDINGS = (
    "ی", "م", "ت", "ش", "ان", "ات", "مان", "تان", "شان", "انه", "ین", "یم", "ید", "ند", "ه", "ن", "ها", "های",
)  # fmt: skip
PART_ENDINGS = ("ی", "ان", "ه", "انی", "انه", "گی", "گان", "یی", "های", "ها", "م", "ش")


# ---- which boundaries are worth a look -------------------------------------------------------------------


def may_join(k: Knowledge, a: str, b: str) -> bool:
    """Whether a space between `a` and `b` is worth a look: they are related, and not only seen apart."""
    if not related(k, a, b):
        return False
    joined = f"{a}{ZWNJ}{b}"
    return b in endings() or not k.pair(f"{a} {b}") or k.pair(joined) > 0 or lexicon.level(joined) >= 0


def related(k: Knowledge, a: str, b: str) -> bool:
    """Whether `b` is an ending, `a` a verb prefix, or each is known to join others on that side."""
    return b in endings() or a in VERB_PREFIXES or (k.follows(b) and k.leads(a))


def may_part(k: Knowledge, left: str, right: str) -> bool:
    """Whether a boundary inside a word is worth a look in training: one of its sides is known to join others."""
    return k.follows(right) or k.leads(left)


def may_have_lost(k: Knowledge, left: str, right: str) -> bool:
    """Whether a boundary inside a word is worth a look: both sides join others, or one of them joins many.

    Narrower than `may_part`: what the classifier learnt from the rest is that nothing was lost there.
    """
    leads = left in k.leaders
    if right in k.followers:
        return leads or right in endings() or k.seen(right).leaders >= _MANY
    if not leads:
        return False
    return k.seen(left).followers >= (1 if len(left) > 3 else _MANY) or any(map(k.follows, stems(right)))


_MANY = 3
"""The size of the number of neighbours of a part that may join new ones; a long one is enough in itself."""


def stems(part: str) -> list[str]:
    """What `part` may inflect."""
    if not part.endswith(PART_ENDINGS):
        return []
    return [part[: -len(ending)] for ending in PART_ENDINGS if part.endswith(ending)]


def unfamiliar(k: Knowledge, word: str) -> bool:
    """Whether `word` is worth a look as two glued words: not seen in training, and without a frequency."""
    return 2 < len(word) <= LONGEST and not k.seen(word).alone and lexicon.level(word) <= 0


LONGEST = 32
"""No part of a Persian word is longer; a longer one, or a token of four times that, is left as it is."""


# ---- a boundary as groups of features --------------------------------------------------------------------

Group = tuple[Any, ...]
"""A function, and what it looks at: it gives the names of features."""


def names(groups: Iterable[Group]) -> list[str]:
    """The names of the features of `groups`."""
    return [name for group in groups for name in group[0](*group[1:])]


def inside(k: Knowledge, word: str, at: int, lo: int, hi: int) -> list[Group]:
    """Before ``word[at]``, inside the part ``word[lo:hi]``: was a ZWNJ deleted?"""
    left, right, whole = word[lo:at], word[at:hi], word[lo:hi]
    kl, kr, kw = k.kind(left), k.kind(right), k.kind(whole)
    pair = f"{left}{ZWNJ}{right}"
    hl, hr = min(3, lexicon.compounds_after(left)), min(3, lexicon.compounds_before(right))
    groups: list[Group] = [
        (_inside_kinds, kl, kr, kw, min(len(left), 4), min(len(right), 4)),
        (_inside_counts, k.pair(pair), min(1, lexicon.level(pair)), k.seen(whole).alone, k.pair(whole + ZWNJ), kw),
        (_inside_neighbours, k.seen(left).before, k.seen(right).after, hl, hr, kl, kr),
        (_inside_place, word[lo - 1] if lo else "", hi < len(word)),
        (_inside_letters, left[-3:], right[:3]),
        (_endings_of, left[-4:]),
        (_beginnings_of, right[:4]),
    ]
    if len(right) <= 7:
        groups.append((_inside_right, right, left[-2:], kl, kw))
        if right in endings():
            other = k.kind(left + "ه") if right[0] == "ه" else k.kind(left[:-1]) if left[-1] == "ه" else ""
            groups.append((_inside_ending, right[0], left[-1], kl, kw, other))
    if len(left) <= 6:
        groups.append((_inside_left, left, right[0], kr, kw))
    return groups


def _inside_kinds(kl: str, kr: str, kw: str, ml: int, mr: int) -> list[str]:
    return ["1", f"k{kl}{kr}{kw}", f"k{kl}{kr}", f"kl{kl}{ml}", f"kr{kr}{mr}"]


def _inside_counts(joined: int, listed: int, alone: int, bare: int, kw: str) -> list[str]:
    return [
        f"j{joined}z{bare}s{min(alone, 3)}", f"z{bare}s{alone}", f"j{joined}s{alone}",
        f"j{min(joined, 2)}x{listed}s{min(alone, 2)}", f"x{listed}{kw}",
    ]  # fmt: skip


def _inside_neighbours(nl: int, nr: int, hl: int, hr: int, kl: str, kr: str) -> list[str]:
    return [f"n{nl}{nr}", f"h{hl}{hr}", f"nl{nl}{kr}", f"nr{nr}{kl}", f"nh{min(nl, 2)}{min(nr, 2)}{hl}{hr}"]


def _inside_place(before: str, followed: bool) -> list[str]:
    return [f"p{before}", f"q{followed}"]


def _inside_letters(left: str, right: str) -> list[str]:
    end = left[-1]
    return [f"c{left[-2:]}|{right[:2]}", f"c{end}|{right[0]}", f"c{end}|{right}", f"c{left}|{right}"]


def _endings_of(left: str) -> list[str]:
    return [f"a{left[-n:]}" for n in (1, 2, 3, 4)]


def _beginnings_of(right: str) -> list[str]:
    return [f"b{right[:n]}" for n in (1, 2, 3, 4)]


def _inside_right(right: str, end: str, kl: str, kw: str) -> list[str]:
    return [f"R{right}", f"R{right}|{end[-1]}", f"R{right}|{kl}", f"R{right}|{end}", f"R{right}|w{kw}"]


def _inside_ending(first: str, end: str, kl: str, kw: str, other: str) -> list[str]:
    """An ending after the letter `end`; `other` is the kind of the stem with, or without, a final heh."""
    found = ["I", f"I{end}", f"I{kl}", f"I{kw}"]
    if first == "ه":  # شکست + های, or شکسته + ای?
        return [*found, f"H{other}", f"H{kl}{other}"]
    return [*found, f"E{other}", f"E{kl}{other}"] if other else found


def _inside_left(left: str, first: str, kr: str, kw: str) -> list[str]:
    return [f"L{left}", f"L{left}|{first}", f"L{left}|{kr}", f"L{left}|w{kw}"]


def between(k: Knowledge, a: str, b: str) -> Iterator[Group]:
    """The space between the parts `a` and `b`: does it stand for a ZWNJ? The groups that tell most come first."""
    ka, kb, kw = k.kind(a), k.kind(b), k.kind(a + b)
    joined, apart = k.pair(f"{a}{ZWNJ}{b}"), k.pair(f"{a} {b}")
    ta, na, _, u, _, _ = k.seen(a)
    tb, _, nb, _, v, _ = k.seen(b)
    ha, hb = min(3, lexicon.compounds_after(a)), min(3, lexicon.compounds_before(b))
    x = min(1, lexicon.level(f"{a}{ZWNJ}{b}"))
    yield (_between_counts, ka, kb, kw, joined, apart, x)
    yield (_between_neighbours, na, ta, nb, tb, ha, hb, x)
    yield (_between_letters, a[-3:], b[:3], b[-3:], min(len(a), 5), min(len(b), 5))
    yield (_between_followers, u, v, x, ka, kb, ta, tb, hb)
    base = k.base(b)
    yield (_between_base, base, ka, k.seen(base).leaders)
    yield (_between_first, a, b[:2], b[-2:], x, kb, nb)
    yield (_between_second, b, a[-2:], x, ka, na)
    yield (_between_both, a, b)
    if b in endings():
        yield (_between_ending, a[-1], ka)


HOPELESS = -5.0
"""The log-odds of the first groups of `between` that the others never make up for."""


def _between_counts(ka: str, kb: str, kw: str, joined: int, apart: int, x: int) -> list[str]:
    return [
        "1", f"k{ka}{kb}{kw}", f"k{ka}{kb}", f"j{joined}p{apart}", f"j{joined}p{apart}x{x}", f"x{x}{ka}{kb}",
        f"x{x}{kw}",
    ]  # fmt: skip


def _between_neighbours(na: int, ta: int, nb: int, tb: int, ha: int, hb: int, x: int) -> list[str]:
    return [f"n{na}{nb}", f"nl{na}{ta}", f"nr{nb}{tb}", f"h{ha}{hb}x{x}", f"nh{min(na, 2)}{min(nb, 2)}{ha}{hb}"]


def _between_followers(u: int, v: int, x: int, ka: str, kb: str, ta: int, tb: int, hb: int) -> list[str]:
    return [f"u{u}{v}", f"u{u}{kb}t{ta}", f"v{v}{ka}t{tb}", f"uv{u}{v}x{x}", f"v{v}h{hb}"]


def _between_first(a: str, start: str, end: str, x: int, kb: str, nb: int) -> list[str]:
    return [f"a{a}", f"a{a}|{kb}", f"a{a}|{start}", f"a{a}|{end}", f"a{a}|x{x}", f"a{a}|n{nb}"]


def _between_second(b: str, end: str, x: int, ka: str, na: int) -> list[str]:
    return [f"b{b}", f"b{b}|{ka}", f"b{b}|{end[-1]}", f"b{b}|{end}", f"b{b}|x{x}", f"b{b}|n{na}"]


def _between_base(base: str, ka: str, leaders: int) -> list[str]:
    return [f"B{base}", f"B{base}|{ka}", f"Bv{leaders}{ka}"]


def _between_letters(end: str, start: str, last: str, la: int, lb: int) -> list[str]:
    return [
        f"l{la}{lb}", f"e{end[-1]}", f"e{end[-2:]}", f"e{end}", f"s{start[:2]}", f"s{start}", f"z{last[-2:]}",
        f"z{last}",
    ]  # fmt: skip


def _between_both(a: str, b: str) -> list[str]:
    return [f"ab{a}|{b}"]


def _between_ending(end: str, ka: str) -> list[str]:
    return ["I", f"I{end}", f"I{ka}"]


def context(a: str, b: str, before: str, after: str) -> list[Group]:
    """The parts on both sides of the pair `a` `b`; ``<`` and ``>`` where the run of words ends."""
    ending = b if b in endings() else ""
    return [(_before, before, ending), (_after, after, b), (_around, before, after, a)]


def _before(before: str, ending: str) -> list[str]:
    return [f"<{before}|{ending}", f"<{before[-2:]}|{ending}"]


def _after(after: str, b: str) -> list[str]:
    return [f">{after}|{b}", f">{after[-2:]}|{b}"]


def _around(before: str, after: str, a: str) -> list[str]:
    return [f"<{before}|a{a}", f">{after}|a{a}"]


def glued(k: Knowledge, word: str, at: int) -> list[Group]:
    """Before ``word[at]`` of an unfamiliar word: was a space deleted?"""
    left, right = word[:at], word[at:]
    kl, kr = k.kind(left), k.kind(right)
    tl, tr = k.seen(left).alone, k.seen(right).alone
    ml, mr = min(len(left), 6), min(len(right), 6)
    groups: list[Group] = [
        (_glued_counts, kl, kr, k.kind(word), tl, tr, k.pair(f"{left} {right}"), ml, mr),
        (_glued_levels, lexicon.level(left) // 2, kl, lexicon.level(right) // 2, kr),
        (_glued_letters, left[-2:], right[:2]),
        (_glued_end, right[-3:]),
    ]
    if len(left) <= 4:
        groups.append((_glued_left, left, tr, kr))
    if len(right) <= 4:
        groups.append((_glued_right, right, tl, kl))
    return groups


def _glued_counts(kl: str, kr: str, kw: str, tl: int, tr: int, apart: int, ml: int, mr: int) -> list[str]:
    return [
        "1", f"t{tl}{tr}", f"p{apart}t{min(tl, 3)}{min(tr, 3)}", f"k{kl}{kr}{kw}", f"l{tl}{min(ml, 5)}",
        f"r{tr}{min(mr, 5)}", f"m{ml}{mr}", f"kw{kw}{min(ml, 3)}{min(mr, 3)}",
    ]  # fmt: skip


def _glued_levels(vl: int, kl: str, vr: int, kr: str) -> list[str]:
    return [f"v{vl}{kl}", f"w{vr}{kr}"]


def _glued_letters(end: str, start: str) -> list[str]:
    return [f"e{end[-1]}{start[0]}", f"e{end}|{start}", f"j{end[-1] in NEVER_JOINS}"]


def _glued_end(end: str) -> list[str]:
    return [f"z{end[-2:]}", f"z{end}"]


def _glued_left(left: str, tr: int, kr: str) -> list[str]:
    return [f"L{left}", f"L{left}|{tr}", f"L{left}|{kr}"]


def _glued_right(right: str, tl: int, kl: str) -> list[str]:
    return [f"R{right}", f"R{right}|{tl}", f"R{right}|{kl}"]


def around_glued(k: Knowledge, left: str, right: str, before: str, after: str) -> list[Group]:
    """What follows and precedes two words that may be glued."""
    return [
        (_before_glued, k.pair(f"{before} {left}"), k.seen(left).alone),
        (_after_glued, k.pair(f"{right} {after}"), k.seen(right).alone),
    ]


def _before_glued(apart: int, alone: int) -> list[str]:
    return [f"B{apart}{alone}"]


def _after_glued(apart: int, alone: int) -> list[str]:
    return [f"C{apart}{alone}"]


# ---- the trained model ---------------------------------------------------------------------------------


class Classifier:
    """The weights of named features, which add up to the log-odds of what it looks for."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = weights
        self._sums = Memory(self._sum)

    def odds(self, groups: Iterable[Group], least: float = -inf) -> float:
        """The log-odds that `groups` speak for; minus infinity once their sum falls below `least`."""
        sums, total, least = self._sums, 0, least * SCALE
        for group in groups:
            total += sums[group]
            if total < least:
                return -inf
        return total / SCALE

    def _sum(self, group: Group) -> int:
        make: Callable[..., list[str]] = group[0]
        total = 0
        for name in make(*group[1:]):
            total += self._weights.get(name, _ZERO) - _ZERO
        return total


class Model(NamedTuple):
    """The three classifiers of `spacing`, and what they know of strings."""

    inside: Classifier
    between: Classifier
    glued: Classifier
    known: Knowledge


SCALE = 16
"""Weights are stored as whole numbers, so many to the unit of log-odds."""


def encode(weights: Iterable[Mapping[str, float]], words: Mapping[str, Seen], pairs: Mapping[str, int]) -> bytes:
    """The bytes of ``spacing.bin``: the weights of the three classifiers and what was seen of each word (`pack`), then
    the `Table` of pairs; compressed by zlib.
    """
    data = b""
    for table in weights:
        found = {name: round(SCALE * weight) for name, weight in sorted(table.items())}
        kept = {name: weight + _ZERO for name, weight in found.items() if weight}
        data += pack(list(kept), kept.values())
    k = Knowledge(words, Table(Table.pack(pairs)))
    seen = {word: s._replace(plain=int(k.is_plain(word))) for word, s in sorted(words.items())}
    kinds = sorted(set(seen.values()))
    data += pack([], [n for kind in kinds for n in kind]) + pack(list(seen), map(kinds.index, seen.values()))
    return zlib.compress(data + Table.pack(pairs), 9)


_ZERO = 1 << 15
"""What is added to a weight, so that no number is below 0."""


@cache
def model() -> Model:
    """The shipped model, read when it is first needed."""
    data = resources.decompressed("spacing.bin")
    classifiers = []
    for _ in range(3):
        names, numbers, data = unpack(data)
        classifiers.append(Classifier(dict(zip(names, numbers, strict=True))))
    inside, between, glued = classifiers
    _, numbers, data = unpack(data)
    kinds = list(map(Seen._make, zip(*[iter(numbers)] * len(Seen._fields), strict=True)))
    names, numbers, data = unpack(data)
    known = Knowledge(
        dict(zip(pooled(names, forms.words()), map(kinds.__getitem__, numbers), strict=True)), Table(data)
    )
    return Model(inside, between, glued, known)
