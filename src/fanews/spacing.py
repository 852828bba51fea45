"""ZWNJ and word spacing: where a ZWNJ was lost, where a space stands for one, where two words are glued.

Between two letters of a line stands nothing, a ZWNJ or a space. Three linear classifiers give the log-odds that
it was something else: `inside` (a ZWNJ deleted from a token), `between` (a space that stands for a ZWNJ) and
`glued` (a space deleted). How much is needed to act, the document itself tells: `_Evidence` weighs from all of
it what befell its ZWNJs (deleted, spaced, some of both, nothing), so that a text that is intact is left alone.

The features below are the ones the trainer, ``tools/train_spacing.py``, uses: they cannot drift apart.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, repeat
from typing import NamedTuple

import regex
from attrs import frozen

from . import lexicon, resources
from .lexicon import Lexicon, Table
from .rules import read_table
from .text import ZWNJ, Patch
from .typos import before_names

NEVER_JOINS = frozenset("اآدذرزژوؤء")
"""Letters after which the next letter stands apart anyway: a ZWNJ there would show nothing."""

FOLD = str.maketrans(
    {"أ": "ا", "إ": "ا", "ٱ": "ا", "ة": "ه", "ۀ": "ه"} | {chr(c): "" for c in (*range(0x64B, 0x660), 0x670, 0x640)}
)
"""What a word looks like to the classifiers: no vowel signs, the hamza off its alef."""


@frozen
class Style:
    """A house style, where houses differ. The default repairs what is damaged and keeps what is consistent.

    ezafe: how the ezafe after a silent heh is written: "" leaves the three forms as they are (and repairs the
        first when its ZWNJ is lost), "ه\u200cی", "هٔ" or "ۀ" writes them all so. This one changes letters.
    plural: "evidence" sets ها off with a ZWNJ where the text itself does; "separate" does so always.
    compounds: "evidence" restores the ZWNJ of compounds where the text lost its ZWNJs; "as written" never.
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

    `odds` is the log-odds of the classifier, `chance` how likely the document makes it, `seen` (of `explain` only)
    the facts that speak for it.
    """

    start: int
    stop: int
    after: str
    rule: str
    left: str
    right: str
    odds: float
    chance: float
    seen: tuple[str, ...] = ()


def patches(
    text: str,
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
    own = _own_words(text, words, protected) if words else []
    taken = sorted([*protected, *_surnames(text), *((d.start, d.stop) for d in own)])
    found = [d for d in own if text[d.start : d.stop] != d.after] + _decisions(text, taken, style)[0]
    if style.ezafe:
        found += _ezafe_style(text, taken, style.ezafe)
    return sorted((d.start, d.stop, d.after, (d.rule,)) for d in found if d.rule not in skip)


def explain(text: str, *, protected: Sequence[tuple[int, int]] = (), style: Style = Style()) -> list[Decision]:
    """The decisions of `patches`, each with the facts that speak for it."""
    decisions, evidence = _decisions(text, sorted([*protected, *_surnames(text)]), style)
    return [d._replace(seen=_facts(d, evidence)) for d in decisions]


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


_NEVER = Seen()


class Knowledge:
    """What the lexicon and the training text know of a string.

    The trainer overrides `seen` and `pair`, to leave out the occurrence it looks at.
    """

    def __init__(self, words: Mapping[str, Seen], pairs: Table) -> None:
        self._words = words
        self._pairs = pairs
        self._kinds: dict[str, str] = {}
        self._links: dict[str, tuple[bool, bool]] = {}

    def seen(self, word: str) -> Seen:
        """How often the training text has `word`."""
        return self._words.get(word, _NEVER)

    def pair(self, string: str) -> int:
        """The size (`bin_of`) of the count of two parts with a ZWNJ or a space between them, or of a word with a
        ZWNJ without it (the letters and a final ZWNJ)."""
        return max(self._pairs.get(string), 0)

    def links(self, part: str) -> tuple[bool, bool]:
        """Whether `part` is known to stand before, and after, a ZWNJ."""
        links = self._links.get(part)
        if links is None:
            if len(self._links) >= _MEMO:
                self._links.clear()
            seen = self.seen(part)
            links = (
                seen.before > 0 or lexicon.compounds_after(part) > 0,
                seen.after > 0 or lexicon.compounds_before(part) > 0,
            )
            self._links[part] = links
        return links

    def base(self, part: str) -> str:
        """The part that `part` inflects: «پذیری» is «پذیر»; itself when there is none."""
        for ending in _PART_ENDINGS:
            if part.endswith(ending) and self.seen(part[: -len(ending)]).after:
                return part[: -len(ending)]
        return part

    def kind(self, word: str) -> str:
        """How well `word` is known: A, B often or rarely seen in training, C to F listed, from frequent to rare,
        Z a compound without its ZWNJ, H an inflected known word, G unknown.
        """
        kind = self._kinds.get(word)
        if kind is None:
            if len(self._kinds) >= _MEMO:
                self._kinds.clear()
            kind = self._kinds[word] = self._kind(word)
        return kind

    def _kind(self, word: str) -> str:
        seen = self.seen(word).alone
        if seen:
            return "A" if seen > 2 else "B"
        level = lexicon.level(word)
        if level >= 0:
            return "C" if level >= 17 else "D" if level >= 10 else "E" if level else "F"
        if self.pair(word + ZWNJ) or lexicon.spells_compound(word):
            return "Z"
        for ending in _PLAIN_ENDINGS:
            if word.endswith(ending) and len(word) > len(ending) + 2:
                stem = word[: -len(ending)]
                if self.seen(stem).alone or lexicon.level(stem) > 0:
                    return "H"
        return "G"


_PLAIN_ENDINGS = (
    "ی", "م", "ت", "ش", "ان", "ات", "مان", "تان", "شان", "انه", "ین", "یم", "ید", "ند", "ه", "ن", "ها", "های",
)  # fmt: skip
_PART_ENDINGS = ("ی", "ان", "ه", "انی", "انه", "گی", "گان", "یی", "های", "ها", "م", "ش")
_MEMO = 10_000
"""So many entries a memo may hold before it starts afresh: memory stays flat on any input."""


@cache
def _affixes() -> dict[tuple[str, bool], str]:
    """The rule for each (affix, is it a prefix), without the table's name."""
    return {(row["affix"], row["side"] == "prefix"): row["rule"] for row in read_table("affixes")}


@cache
def endings() -> frozenset[str]:
    """The endings any word may take."""
    return frozenset(row["affix"] for row in read_table("affixes") if row["side"] == "end")


# ---- features: what a classifier sees of a boundary ----------------------------------------------------


def inside_features(k: Knowledge, word: str, at: int, lo: int, hi: int) -> list[str]:
    """Before ``word[at]``, inside the part ``word[lo:hi]``: was a ZWNJ deleted?"""
    left, right, whole = word[lo:at], word[at:hi], word[lo:hi]
    kl, kr, kw = k.kind(left), k.kind(right), k.kind(whole)
    pair = f"{left}{ZWNJ}{right}"
    joined, listed, alone, bare = k.pair(pair), lexicon.level(pair), k.seen(whole).alone, k.pair(whole + ZWNJ)
    nl, nr = k.seen(left).before, k.seen(right).after
    hl, hr = min(3, lexicon.compounds_after(left)), min(3, lexicon.compounds_before(right))
    end = word[at - 1]
    f = [
        "1", f"k{kl}{kr}{kw}", f"k{kl}{kr}", f"kl{kl}{min(len(left), 4)}", f"kr{kr}{min(len(right), 4)}",
        f"j{joined}z{bare}s{min(alone, 3)}",
        f"z{bare}s{alone}", f"j{joined}s{alone}", f"j{min(joined, 2)}x{min(1, listed)}s{min(alone, 2)}",
        f"x{min(1, listed)}{kw}", f"n{nl}{nr}", f"h{hl}{hr}", f"nl{nl}{kr}", f"nr{nr}{kl}",
        f"nh{min(nl, 2)}{min(nr, 2)}{hl}{hr}", f"p{word[lo - 1] if lo else ''}", f"q{hi < len(word)}",
        f"c{left[-2:]}|{right[:2]}", f"c{end}|{right[0]}", f"c{end}|{right[:3]}", f"c{left[-3:]}|{right[:3]}",
        *(f"a{left[-n:]}" for n in (1, 2, 3, 4)), *(f"b{right[:n]}" for n in (1, 2, 3, 4)),
    ]  # fmt: skip
    if len(right) <= 7:
        f += [f"R{right}", f"R{right}|{end}", f"R{right}|{kl}", f"R{right}|{left[-2:]}", f"R{right}|w{kw}"]
        if right in endings():
            f += ["I", f"I{end}", f"I{kl}", f"I{kw}"]
            if right[0] == "ه":  # شکست + های, or شکسته + ای?
                other = k.kind(left + "ه")
                f += [f"H{other}", f"H{kl}{other}"]
            elif end == "ه":
                other = k.kind(left[:-1])
                f += [f"E{other}", f"E{kl}{other}"]
    if len(left) <= 6:
        f += [f"L{left}", f"L{left}|{right[0]}", f"L{left}|{kr}", f"L{left}|w{kw}"]
    return f


def between_features(k: Knowledge, a: str, b: str) -> list[str]:
    """The space between the parts `a` and `b`: does it stand for a ZWNJ?"""
    ka, kb, kw = k.kind(a), k.kind(b), k.kind(a + b)
    joined, apart = k.pair(f"{a}{ZWNJ}{b}"), k.pair(f"{a} {b}")
    ta, na, _, u, _ = k.seen(a)
    tb, _, nb, _, v = k.seen(b)
    ha, hb = min(3, lexicon.compounds_after(a)), min(3, lexicon.compounds_before(b))
    x = min(1, lexicon.level(f"{a}{ZWNJ}{b}"))
    base = k.base(b)
    f = [
        "1", f"a{a}", f"b{b}", f"ab{a}|{b}", f"k{ka}{kb}{kw}", f"k{ka}{kb}", f"j{joined}p{apart}",
        f"j{joined}p{apart}x{x}", f"x{x}{ka}{kb}", f"x{x}{kw}", f"n{na}{nb}", f"nl{na}{ta}", f"nr{nb}{tb}",
        f"h{ha}{hb}x{x}", f"nh{min(na, 2)}{min(nb, 2)}{ha}{hb}", f"l{min(len(a), 5)}{min(len(b), 5)}",
        f"e{a[-1]}", f"e{a[-2:]}", f"e{a[-3:]}", f"s{b[:2]}", f"s{b[:3]}", f"z{b[-2:]}", f"z{b[-3:]}",
        f"a{a}|{kb}", f"b{b}|{ka}", f"b{b}|{a[-1]}", f"b{b}|{a[-2:]}", f"a{a}|{b[:2]}", f"a{a}|{b[-2:]}",
        f"a{a}|x{x}", f"b{b}|x{x}", f"b{b}|n{na}", f"a{a}|n{nb}",
        f"u{u}{v}", f"u{u}{kb}t{ta}", f"v{v}{ka}t{tb}", f"uv{u}{v}x{x}", f"v{v}h{hb}",
        f"B{base}", f"B{base}|{ka}", f"Bv{k.seen(base).leaders}{ka}",
    ]  # fmt: skip
    if b in endings():
        f += ["I", f"I{a[-1]}", f"I{ka}"]
    return f


def context_features(a: str, b: str, before: str, after: str) -> list[str]:
    """The parts on both sides of the pair `a` `b`; ``<`` and ``>`` where the run of words ends."""
    ending = b if b in endings() else ""
    return [
        f"<{before}|{ending}", f"<{before[-2:]}|{ending}", f"<{before}|a{a}",
        f">{after}|{b}", f">{after[-2:]}|{b}", f">{after}|a{a}",
    ]  # fmt: skip


def glued_features(k: Knowledge, word: str, at: int) -> list[str]:
    """Before ``word[at]`` of an unfamiliar word: was a space deleted?"""
    left, right = word[:at], word[at:]
    kl, kr, kw = k.kind(left), k.kind(right), k.kind(word)
    tl, tr, apart = k.seen(left).alone, k.seen(right).alone, k.pair(f"{left} {right}")
    vl, vr = lexicon.level(left) // 2, lexicon.level(right) // 2
    ml, mr = min(len(left), 6), min(len(right), 6)
    f = [
        "1", f"t{tl}{tr}", f"p{apart}t{min(tl, 3)}{min(tr, 3)}", f"k{kl}{kr}{kw}", f"l{tl}{min(ml, 5)}",
        f"r{tr}{min(mr, 5)}", f"v{vl}{kl}", f"w{vr}{kr}", f"m{ml}{mr}", f"e{left[-1]}{right[0]}",
        f"e{left[-2:]}|{right[:2]}", f"z{right[-2:]}", f"z{right[-3:]}", f"kw{kw}{min(ml, 3)}{min(mr, 3)}",
        f"j{left[-1] in NEVER_JOINS}",
    ]  # fmt: skip
    if len(left) <= 4:
        f += [f"L{left}", f"L{left}|{tr}", f"L{left}|{kr}"]
    if len(right) <= 4:
        f += [f"R{right}", f"R{right}|{tl}", f"R{right}|{kl}"]
    return f


def glued_context(k: Knowledge, left: str, right: str, before: str, after: str) -> list[str]:
    """What follows and precedes two words that may be glued."""
    return [
        f"B{k.pair(f'{before} {left}')}{k.seen(left).alone}",
        f"C{k.pair(f'{right} {after}')}{k.seen(right).alone}",
    ]


def may_join(k: Knowledge, a: str, b: str) -> bool:
    """Whether a space between `a` and `b` is worth a look: they are related, and not only seen apart."""
    if not related(k, a, b):
        return False
    joined = f"{a}{ZWNJ}{b}"
    return b in endings() or not k.pair(f"{a} {b}") or k.pair(joined) > 0 or lexicon.level(joined) >= 0


def related(k: Knowledge, a: str, b: str) -> bool:
    """Whether `b` is an ending, `a` a verb prefix, or each is known to join others on that side."""
    return b in endings() or a in ("می", "نمی") or (k.links(b)[1] and k.links(a)[0])


def may_part(k: Knowledge, left: str, right: str) -> bool:
    """Whether a boundary inside a word is worth a look: one of its sides is known to join others."""
    return k.links(right)[1] or k.links(left)[0]


def unfamiliar(k: Knowledge, word: str) -> bool:
    """Whether `word` is worth a look as two glued words: not seen in training, and without a frequency."""
    return 2 < len(word) <= _LONGEST and not k.seen(word).alone and lexicon.level(word) <= 0


_LONGEST = 32
"""No part of a Persian word is longer; a longer one, or a token of four times that, is left as it is."""


# ---- the trained model ---------------------------------------------------------------------------------


class _Model(NamedTuple):
    inside: Mapping[str, int]
    between: Mapping[str, int]
    glued: Mapping[str, int]
    known: Knowledge


SCALE = 16
"""Weights are stored as whole numbers, so many to the unit of log-odds."""


def encode(weights: Iterable[Mapping[str, float]], words: Mapping[str, Seen], pairs: Mapping[str, int]) -> bytes:
    """The bytes of ``spacing.bin``: the weights of the three classifiers and what was seen of each word, as lines of
    text, then the `Table` of pairs; all compressed by zlib.
    """
    parts = [[f"{f}\t{round(SCALE * w)}" for f, w in sorted(table.items()) if round(SCALE * w)] for table in weights]
    parts.append([f"{word}\t{''.join(map(str, seen))}" for word, seen in sorted(words.items())])
    text = "\n\n".join("\n".join(lines) for lines in parts).encode("utf-8")
    return zlib.compress(len(text).to_bytes(4, "little") + text + Table.pack(pairs), 9)


@cache
def _model() -> _Model:
    data = zlib.decompress(resources.read("spacing.bin"))
    end = 4 + int.from_bytes(data[:4], "little")
    *weights, words = [
        (cells[::2], cells[1::2])
        for part in data[4:end].decode("utf-8").split("\n\n")
        for cells in [part.replace("\n", "\t").split("\t")]
    ]
    tables = [dict(zip(keys, map(int, values), strict=True)) for keys, values in weights]
    seen = {digits: Seen(*map(int, digits)) for digits in set(words[1])}
    known = Knowledge(dict(zip(words[0], map(seen.__getitem__, words[1]), strict=True)), Table(data[end:]))
    return _Model(tables[0], tables[1], tables[2], known)


def _odds(weights: Mapping[str, int], features: Iterable[str]) -> float:
    return sum(map(weights.get, features, repeat(0))) / SCALE


# ---- words of a text -----------------------------------------------------------------------------------

_LETTER = "[\u0620-\u065f\u0670-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff]"
_WORD = re.compile(f"{_LETTER}++(?:{ZWNJ}++{_LETTER}++)*+")  # `re` finds plain ranges twice as fast as `regex`


def runs(line: str) -> Iterator[list[list[str]]]:
    """The runs of words of a correctly spaced line; anything but a single space ends a run.

    A word is a list of its parts, as the classifiers see them.
    """
    run: list[list[str]] = []
    last = -1
    for m in _WORD.finditer(line):
        parts = [p for p in m[0].translate(FOLD).split(ZWNJ) if p]
        if run and line[last : m.start()] != " ":
            yield run
            run = []
        if parts:
            run.append(parts)
        last = m.end()
    if run:
        yield run


class _Gap(NamedTuple):
    """A place in a word where a ZWNJ may have been deleted. It counts only where its parent was, too."""

    at: int
    odds: float
    pair: str
    group: int
    parent: int


class _Word(NamedTuple):
    """What can be said of a word wherever it stands: its letters, where its parts begin and end, and its gaps."""

    letters: str
    parts: tuple[str, ...]
    edges: tuple[int, ...]
    gaps: tuple[_Gap, ...]
    joined: tuple[tuple[str, int], ...]
    """The pairs of parts with a ZWNJ between them, and their groups."""
    unfamiliar: bool


_FLOOR = -5.0
"""No document needs less than this."""

_words: dict[str, _Word] = {}
_pairs: dict[tuple[str, str], float] = {}


def _word(raw: str) -> _Word:
    word = _words.get(raw)
    if word is None:
        if len(_words) >= _MEMO:
            _words.clear()
        word = _words[raw] = _analysed(raw)
    return word


def _analysed(raw: str) -> _Word:
    parts = tuple(p for p in raw.translate(FOLD).split(ZWNJ) if p)
    letters = "".join(parts)
    edges = [0]
    for part in parts:
        edges.append(edges[-1] + len(part))
    gaps: list[_Gap] = []
    for lo, hi in pairwise(edges):
        if hi - lo <= _LONGEST and not _plain(_model().known, letters[lo:hi]):
            _find_gaps(letters, lo, hi, -1, gaps)
    joined = tuple((f"{a}{ZWNJ}{b}", _group(a, b)) for a, b in pairwise(parts))
    unsigned = len(letters) == len(raw.replace(ZWNJ, ""))  # whoever writes vowel signs shows how a word is read
    return _Word(
        letters,
        parts,
        tuple(edges),
        tuple(gaps),
        joined,
        unsigned and any(unfamiliar(_model().known, p) for p in parts),
    )


def _plain(k: Knowledge, word: str) -> bool:
    """Whether `word` is so common as it stands that no gap in it is worth a look."""
    common = k.seen(word).alone > 2 or lexicon.level(word) >= 12
    return common and not k.pair(word + ZWNJ) and not lexicon.spells_compound(word)


def _find_gaps(letters: str, lo: int, hi: int, parent: int, gaps: list[_Gap]) -> None:
    """Append the likeliest gap of the part ``letters[lo:hi]``, then those of its two halves."""
    model = _model()
    k = model.known
    best, where = _FLOOR, 0
    for at in range(lo + 1, hi):
        if letters[at - 1] not in NEVER_JOINS and may_part(k, letters[lo:at], letters[at:hi]):
            odds = _odds(model.inside, inside_features(k, letters, at, lo, hi))
            if odds > best:
                best, where = odds, at
    stem = letters[lo : hi - 1]
    ezafe = letters[hi - 1] == "ی" and _takes_ezafe(stem) and k.kind(stem) in "ABCDF"
    if ezafe and k.kind(letters[lo:hi]) in "FGH":  # «زمینهی»: never seen in training
        best, where = _SURE / 2, hi - 1
    if where and best > _DOUBT and _is_word_joined(k, letters[lo:where], letters[where:hi]):
        best = _DOUBT
    if where:
        me = len(gaps)
        left, right = letters[lo:where], letters[where:hi]
        gaps.append(_Gap(where, best, f"{left}{ZWNJ}{right}", _group(left, right), parent))
        _find_gaps(letters, lo, where, me, gaps)
        _find_gaps(letters, where, hi, me, gaps)


def _is_word_joined(k: Knowledge, left: str, right: str) -> bool:
    """Whether `left` and `right` are, or inflect, a listed word that is written without a ZWNJ: «باغداران»."""
    if left not in ("می", "نمی") and _group(left, right) != _COMPOUND:
        return False
    if k.pair(f"{left}{ZWNJ}{right}") > 3:
        return False
    word = left + right
    stems = {word.removesuffix(ending) for ending in ("", "ی", "ان", "ها", "های")}
    return any(lexicon.level(stem) > 0 for stem in stems if len(stem) > len(left) + 1)


_DOUBT = 1.0
"""The most log-odds for a ZWNJ in a word that is listed without one: only a text that lost its ZWNJs outweighs it."""
_SURE = 8.0
"""The log-odds of what needs no classifier."""


def _takes_ezafe(word: str) -> bool:
    """Whether a lone ی after `word` is its ezafe: it ends in a silent heh."""
    return len(word) > 2 and word[-1] == "ه" and word[-2] not in "او" and word not in _SOUNDED


_SOUNDED = frozenset(
    ("شبیه", "تنبیه", "تشبیه", "توجیه", "فقیه", "سفیه", "کریه", "نبیه", "کوته", "ابله", "مرفه", "فربه", "وجه", "فقه",
     "توجه", "متوجه", "مشابه", "مواجه", "سیه", "گنه", "نگه", "فرمانده", "سازمانده", "بازده", "شبه", "وجیه")
)  # fmt: skip
"""Words whose final heh is sounded."""


def _pair(a: str, b: str) -> float:
    """The log-odds that the space between `a` and `b` stands for a ZWNJ, whatever surrounds them.

    Infinite where no ZWNJ would show and the two are one word all the same.
    """
    model = _model()
    if a[-1] in NEVER_JOINS:
        return math.inf if b in endings() and _closes_up(model.known, a, b) else -math.inf
    if b == "ی":  # never alone in the training text
        return _SURE if _takes_ezafe(a) else -math.inf
    odds = _pairs.get((a, b))
    if odds is None:
        if len(_pairs) >= _MEMO:
            _pairs.clear()
        odds = _pairs[a, b] = _pair_odds(model, a, b)
    return odds


def _pair_odds(model: _Model, a: str, b: str) -> float:
    """The log-odds of the classifier, of what `b` inflects when that is known to join `a`: «گفت وگوهای»."""
    k = model.known
    if (b == "ای" and a[-1] not in "هی") or (a in ("می", "نمی") and _is_no_verb(k, b)):
        return -math.inf
    if may_join(k, a, b):
        return _odds(model.between, between_features(k, a, b))
    if not k.links(a)[0] or k.pair(f"{a} {b}"):
        return -math.inf
    stems = {b.removesuffix(ending) for ending in _PART_ENDINGS} - {b}
    known = [stem for stem in stems if k.pair(f"{a}{ZWNJ}{stem}") and may_join(k, a, stem)]
    return max((_odds(model.between, between_features(k, a, stem)) for stem in known), default=-math.inf)


def _is_no_verb(k: Knowledge, word: str) -> bool:
    """Whether `word` is frequent, and not as a verb, written or spoken («کنه», «کنن»): «در می سال گذشته»."""
    if len(word) < 3 or lexicon.level(word) < 12:
        return False
    spoken = {"ه": word[:-1] + "د", "ن": word + "د"}.get(word[-1], word)
    forms = (f"می{ZWNJ}{form}" for form in (word, word[:-1], spoken))
    return all(lexicon.level(form) < 0 and not k.pair(form) for form in forms)


# ---- rules: the reason of a decision -------------------------------------------------------------------


def _rule(left: str, right: str) -> str:
    """The row of the table zwnj that says why `left` and `right` are joined by a ZWNJ."""
    table = _affixes()
    rule = table.get((left, True))
    if rule == "verb_prefix":
        return "zwnj.verb_prefix"
    rule = table.get((right, False)) or rule
    return f"zwnj.{rule or 'compound'}"


_GROUPS = ("verb_prefix", "plural", "ending", "compound")
_PLURAL, _COMPOUND = 1, 3


def _group(left: str, right: str) -> int:
    """Houses differ by kind of ZWNJ: the index in `_GROUPS` of the evidence that counts for this boundary."""
    rule = _rule(left, right)[5:]
    if rule in _GROUPS:
        return _GROUPS.index(rule)
    return 2 if right in endings() else 3


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

    def __init__(self, tokens: Sequence[_Token], joints: Iterable[_Joint], style: Style) -> None:
        self._style = style
        self._seen: dict[str, list[int]] = {}
        self._fits = [[0.0] * (len(_FATES) + 1) for _ in _GROUPS]
        for token in tokens:
            for pair, group in token.word.joined:
                self._see(pair, group, _INTACT, 0.0)
            for gap in token.word.gaps:
                self._see(gap.pair, gap.group, _DELETED, gap.odds)
        for joint in joints:
            if joint.odds < math.inf:
                self._see(joint.pair, joint.group, _SPACED, joint.odds)
        self._fates = [self._weighed(group) for group in range(len(_GROUPS))]

    def chance(self, pair: str, group: int, state: int, odds: float) -> float:
        """How likely it is that a ZWNJ of `group` was lost in `pair`, which is written so and has these `odds`."""
        if odds == math.inf or (group == _PLURAL and state == _DELETED and self._style.plural == "separate"):
            return 1 / (1 + math.exp(-odds))
        if group == _COMPOUND and self._style.compounds == "as written":
            return 0.0
        seen = self._seen.get(pair)
        times = min(seen[state], 3) if seen and seen[state] == sum(seen) else 1
        weight = math.exp(odds)
        lost = [fate[state] ** times * weight for fate in _FATES]
        return sum(c * w / (1 + w) for c, w in zip(self._fates[group], lost, strict=False))

    def needed(self, pair: str, group: int, state: int) -> float:
        """The least log-odds at which a ZWNJ is restored there, found by bisection."""
        low, high = -20.0, 60.0
        while high - low > 0.01:
            middle = (low + high) / 2
            low, high = (low, middle) if self.chance(pair, group, state, middle) > 0.5 else (middle, high)
        return high

    def fate(self, group: int, state: int) -> str:
        """What seems to have befallen the ZWNJs of `group`, as far as `state` goes."""
        lost = sum(c for c, fate in zip(self._fates[group], _FATES, strict=False) if fate[state] > 0.03)
        if lost > 0.5:
            return (
                f"many of the text's ZWNJs look {'deleted' if state == _DELETED else 'replaced by spaces'} ({lost:.2f})"
            )
        return f"the text's ZWNJs look intact ({1 - lost:.2f})"

    def _see(self, pair: str, group: int, state: int, odds: float) -> None:
        seen = self._seen.setdefault(pair, [0, 0, 0])
        seen[state] += 1
        if seen[state] == 1:
            fit = self._fits[group]
            for i, more in enumerate(_fit(state, odds)):
                fit[i] += more

    def _weighed(self, group: int) -> list[float]:
        """How likely each fate, and at last the old style, is for the ZWNJs of `group`."""
        before = [fate[0] for fate in _FATES]
        others = [sum(fit) - own for *fit, own in zip(*self._fits, self._fits[group], strict=True)]
        text = _posterior(before, others[:-1])
        prior = [(1 - _APART) * t + _APART * b for t, b in zip(text, before, strict=True)]
        old_style = _APART * before[_WITHOUT] if group in (_PLURAL, _COMPOUND) else 0.0
        prior[_WITHOUT] -= old_style
        return _posterior([*prior, old_style], self._fits[group])


def _fit(state: int, odds: float) -> list[float]:
    """The log-likelihood of a place under each fate: of a ZWNJ that stands, or of one that may be missing."""
    if state == _INTACT:
        return [*(math.log(1 - deleted - spaced) for _, deleted, spaced in _FATES), math.log(0.01)]
    weight = math.exp(odds)
    return [*(math.log1p(fate[state] * weight) for fate in _FATES), math.log1p(weight) if state == _DELETED else 0.0]


def _posterior(prior: Sequence[float], fit: Sequence[float]) -> list[float]:
    """Bayes' rule: how likely each hypothesis is, from its prior and the log-likelihood of what was seen."""
    most = max(fit)
    weights = [p * math.exp(f - most) for p, f in zip(prior, fit, strict=True)]
    return [w / sum(weights) for w in weights]


# ---- words in their text -------------------------------------------------------------------------------


class _Token(NamedTuple):
    """A word where it stands. `near`: only a space divides it from the one before, or should (`_unglued`)."""

    start: int
    stop: int
    word: _Word
    near: bool


class _Joint(NamedTuple):
    """The space before ``tokens[token]``, which may stand for a ZWNJ, and the parts on its two sides."""

    token: int
    left: str
    right: str
    odds: float
    pair: str
    group: int


def _tokens(text: str, taken: Sequence[tuple[int, int]]) -> list[_Token]:
    """The words of `text` that do not touch the sorted ranges `taken`, and are not absurdly long."""
    tokens: list[_Token] = []
    ahead = iter([*taken, (len(text) + 1, len(text) + 1)])
    busy, free = next(ahead)
    last = -1
    for m in _WORD.finditer(text):
        start, stop = m.span()
        while free <= start:
            busy, free = next(ahead)
        if stop > busy or stop - start > 4 * _LONGEST:
            continue
        raw = m[0]
        word = _words.get(raw) or _word(raw)
        if word.letters:
            tokens.append(_Token(start, stop, word, start == last + 1 and text[last] == " "))
            last = stop
    return tokens


def _joints(tokens: Sequence[_Token], parts: Sequence[Sequence[str]]) -> Iterator[_Joint]:
    """The spaces that may stand for a ZWNJ; `parts` are those of each token."""
    model = _model()
    for i in range(1, len(tokens)):
        if not tokens[i].near:
            continue
        left, right = parts[i - 1], parts[i]
        a, b = left[-1], right[0]
        odds = _pair(a, b)
        if odds < _FLOOR - 2:
            continue
        if odds < math.inf:
            before = left[-2] if len(left) > 1 else parts[i - 2][-1] if tokens[i - 1].near else "<"
            after = (
                right[1] if len(right) > 1 else parts[i + 1][0] if i + 1 < len(tokens) and tokens[i + 1].near else ">"
            )
            odds += _odds(model.between, context_features(a, b, before, after))
            if after in _COPULAS and b[-1] == "ه" and lexicon.level(f"می{ZWNJ}{b[:-1]}") >= 0:
                odds -= _PERFECT
        if odds > _FLOOR:
            yield _Joint(i, a, b, odds, f"{a}{ZWNJ}{b}", _group(a, b))


_COPULAS = frozenset(("است", "اند", "بود", "بودند", "باشد", "باشند", "بودم", "بودیم"))
_PERFECT = 2.0
"""The log-odds for a verb of two words where a participle and a copula stand: «آسیب دیده است»."""


def _cuts(word: _Word, evidence: _Evidence) -> dict[int, _Gap]:
    """The gaps of `word` at which a ZWNJ is restored."""
    cuts: dict[int, _Gap] = {}
    done: list[bool] = []
    for gap in word.gaps:
        act = evidence.chance(gap.pair, gap.group, _DELETED, gap.odds) > 0.5 and (gap.parent < 0 or done[gap.parent])
        done.append(act)
        if act:
            cuts[gap.at] = gap
    return cuts


def _decisions(text: str, taken: Sequence[tuple[int, int]], style: Style) -> tuple[list[Decision], _Evidence]:
    tokens = _tokens(text, taken)
    joints = list(_joints(tokens, [t.word.parts for t in tokens]))
    evidence = _Evidence(tokens, joints, style)
    tokens, found = _unglued(text, tokens, evidence)
    cuts = [_cuts(t.word, evidence) if t.word.gaps else {} for t in tokens]
    if found or any(cuts):
        parts = [_divided(t.word, c) for t, c in zip(tokens, cuts, strict=True)]
        joints = list(_joints(tokens, parts))
    for token, gaps in zip(tokens, cuts, strict=True):
        for at, gap in gaps.items():
            place = _place(text, token, at)
            left, right = _beside(token.word, gaps, at)
            chance = evidence.chance(gap.pair, gap.group, _DELETED, gap.odds)
            found.append(Decision(place, place, ZWNJ, _rule(left, right), left, right, gap.odds, chance))
    for joint in joints:
        start, stop = tokens[joint.token - 1].stop, tokens[joint.token].start
        chance = evidence.chance(joint.pair, joint.group, _SPACED, joint.odds)
        if start < stop and chance > 0.5:
            apart = joint.left[-1] in NEVER_JOINS
            after, rule = ("", "zwnj.join") if apart else (ZWNJ, _rule(joint.left, joint.right))
            found.append(Decision(start, stop, after, rule, joint.left, joint.right, joint.odds, chance))
    return found, evidence


def _divided(word: _Word, cuts: Collection[int]) -> Sequence[str]:
    """The parts of `word` once it is cut before the letters `cuts`, too."""
    if not cuts:
        return word.parts
    edges = sorted({*word.edges, *cuts})
    return [word.letters[a:b] for a, b in pairwise(edges)]


def _beside(word: _Word, cuts: Collection[int], at: int) -> tuple[str, str]:
    """The parts before and after the cut `at`."""
    edges = sorted({*word.edges, *cuts})
    i = edges.index(at)
    return word.letters[edges[i - 1] : at], word.letters[at : edges[i + 1]]


def _place(text: str, token: _Token, at: int) -> int:
    """Where the letter `at` of `token` stands in `text`."""
    if token.stop - token.start == len(token.word.letters):
        return token.start + at
    place = token.start
    while True:
        if text[place] != ZWNJ and text[place].translate(FOLD):
            if not at:
                return place
            at -= 1
        place += 1


def _closes_up(k: Knowledge, a: str, b: str) -> bool:
    """Whether the ending `b` belongs to `a`, after which it needs no ZWNJ: «کشور ها» is «کشورها»."""
    rule = _affixes().get((b, False))
    if b in ("ی", "یی") and a.endswith("ها"):
        return True
    if a in _ALONE or len(a) < 2:
        return False
    if rule == "plural" or b == "ترین":
        return True
    return rule in ("comparative", "possessive") and len(b) > 1 and k.kind(a + b) in "ABCD"


_ALONE = frozenset(
    ("از", "در", "را", "تا", "با", "یا", "ما", "شما", "اما", "هر", "اگر", "مگر", "چرا", "زیرا", "دو", "او", "بر", "جز",
     "نیز", "بود", "شد", "کرد", "دارد", "خود", "چون", "ها", "وا", "هزار", "چهار")
)  # fmt: skip
"""Words that take no ending though they end in a letter that never joins."""


# ---- glued words ---------------------------------------------------------------------------------------

_LOSS = {0.0001: 0.95, 0.03: 0.05}
"""The shares of its spaces that a text may have lost, and how likely each is before the text is looked at."""
_LINKS = frozenset(("و", "از", "به", "در", "که", "را", "با", "این", "آن", "هم", "تا", "بر", "هر", "یا"))
"""The words found between two others when three are glued."""

_THREE = 9.0
"""The log-odds against three glued words in a row, over those of two."""

_glue: dict[str, tuple[tuple[float, int, int], ...]] = {}


def _seams(word: str) -> tuple[tuple[float, int, int], ...]:
    """Where an unfamiliar word may be two or three words: (log-odds, first cut, second cut or 0), the best first."""
    seams = _glue.get(word)
    if seams is None:
        if len(_glue) >= _MEMO:
            _glue.clear()
        model = _model()
        odds = {at: _odds(model.glued, glued_features(model.known, word, at)) for at in range(1, len(word))}
        found = [(s, at, 0) for at, s in odds.items() if s > 0]
        for at in range(2, len(word) - 2):
            for end in range(at + 1, min(at + 4, len(word) - 1)):
                if word[at:end] in _LINKS and all(model.known.kind(p) in "ABC" for p in (word[:at], word[end:])):
                    first = _odds(model.glued, glued_features(model.known, word[:end], at))
                    second = _odds(model.glued, glued_features(model.known, word[at:], end - at))
                    if min(first, second) > 0:
                        found.append((first + second - _THREE, at, end))
        seams = _glue[word] = tuple(sorted(found, reverse=True)[:3])
    return seams


_NEVER_FIRST = frozenset(("ای", "ام", "اند", "ایم", "اید", "ات", "اش", "ها", "های", "تر", "ترین"))
"""Endings: cut off the front of an unfamiliar word, they would be taken for the ending of the one before it."""


class _Seam(NamedTuple):
    """An unfamiliar word, ``tokens[token]``, that may be two or three: the log-odds and the letters it is cut at."""

    token: int
    odds: float
    cuts: tuple[int, ...]


def _seam(tokens: Sequence[_Token], i: int, evidence: _Evidence) -> _Seam | None:
    """The likeliest way in which the token `i` is glued words, rather than one word, with or without a lost ZWNJ."""
    model = _model()
    word = tokens[i].word
    best: _Seam | None = None
    for n, part in enumerate(word.parts):
        if not unfamiliar(model.known, part) or (n and part[0] == "و"):  # as in گفت\u200cوگو
            continue
        before = word.parts[n - 1] if n else tokens[i - 1].word.parts[-1] if tokens[i].near else "<"
        if not n and before != "<" and _pair(before, part) > 3:  # as in «گفت وگوی»
            continue
        near = i + 1 < len(tokens) and tokens[i + 1].near
        after = word.parts[n + 1] if n + 1 < len(word.parts) else tokens[i + 1].word.parts[0] if near else ">"
        for odds, at, end in _seams(part):
            if not n and part[:at] in _NEVER_FIRST:
                continue
            context = glued_context(model.known, part[:at], part[end or at :], before, after)
            odds += _odds(model.glued, context)
            if best is None or odds > best.odds:
                best = _Seam(i, odds, tuple(word.edges[n] + cut for cut in (at, end) if cut))
    if best and word.gaps:
        lost = max(evidence.chance(gap.pair, gap.group, _DELETED, gap.odds) for gap in word.gaps)
        best = best._replace(odds=best.odds + math.log1p(-min(lost, 1 - 1e-9)))
    return best


def _unglued(text: str, tokens: list[_Token], evidence: _Evidence) -> tuple[list[_Token], list[Decision]]:
    """`tokens` with glued words taken apart, and the decisions that do so.

    Spaces are lost at a rate of their own in each text (`_rate_of_loss`).
    """
    seams = [s for i, t in enumerate(tokens) if t.word.unfamiliar and (s := _seam(tokens, i, evidence))]
    if not seams:
        return tokens, []
    alike = Counter(tokens[s.token].word.letters for s in seams)
    distinct = {tokens[s.token].word.letters: s.odds for s in seams}
    least = -math.log(_rate_of_loss(distinct.values(), sum(t.near for t in tokens)))

    def needed(seam: _Seam) -> float:
        return least * len(seam.cuts) * alike[tokens[seam.token].word.letters]

    cut = {s.token: s for s in seams if s.odds > needed(s)}
    out: list[_Token] = []
    found: list[Decision] = []
    for i, token in enumerate(tokens):
        if i not in cut:
            out.append(token)
            continue
        seam = cut[i]
        chance = 1 / (1 + math.exp(needed(seam) - seam.odds))
        edges = [token.start, *(_place(text, token, at) for at in seam.cuts), token.stop]
        pieces = [_word(text[a:b]) for a, b in pairwise(edges)]
        for n, piece in enumerate(pieces):
            out.append(_Token(edges[n], edges[n + 1], piece, True if n else token.near))
            if n:
                left, right = pieces[n - 1].parts[-1], piece.parts[0]
                found.append(Decision(edges[n], edges[n], " ", "zwnj.split", left, right, seam.odds, chance))
    return out, found


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
            found.append(Decision(start, stop, entries[(m.lastindex or 1) - 1], "zwnj.lexicon", "", "", 0.0, 1.0))
    return found


_MI_WORD = re.compile(f"(?<![{ZWNJ}\\w])(?:([^\\W\\d_]+) )?(می[^\\W\\d_]{{2,}}(?:{ZWNJ}[^\\W\\d_]+)*+)(?![{ZWNJ}\\w])")


def _surnames(text: str) -> list[tuple[int, int]]:
    """Surnames in می, wherever they stand in a text that once has them after a given name or a title.

    After a name a verb is in the third person, which ends in د or ت: «علی میگوید», but «احمد میدری».
    """
    found = list(_MI_WORD.finditer(text))
    names = {m[2] for m in found if m[1] in before_names() and m[2][-1] not in "دت"}
    return [m.span(2) for m in found if m[2] in names]


_EZAFE = regex.compile(r"ه(?:\u200cی|\u0654)(?![\p{L}\p{M}\u200c])|ۀ(?![\p{L}\u200c])")


def _ezafe_style(text: str, taken: Sequence[tuple[int, int]], form: str) -> list[Decision]:
    """The ezafe after a silent heh, written as `form`."""
    return [
        Decision(m.start(), m.end(), form, "zwnj.ezafe_style", m[0], "", 0.0, 1.0)
        for m in _EZAFE.finditer(text)
        if m[0] != form and not any(a < m.end() and m.start() < b for a, b in taken)
    ]


# ---- explanation ---------------------------------------------------------------------------------------


def _facts(decision: Decision, evidence: _Evidence) -> tuple[str, ...]:
    """What speaks for `decision`, in words, the log-odds last."""
    left, right, odds = decision.left, decision.right, decision.odds
    if odds == math.inf:
        return (f"«{right}» is a suffix", f"no ZWNJ would show after «{left[-1]}»")
    if decision.after == " ":
        needed = odds - math.log(decision.chance / (1 - min(decision.chance, 1 - 1e-12)))
        facts = [_standing(left), _standing(right), _standing(left + right)]
    else:
        state = _SPACED if decision.start < decision.stop else _DELETED
        pair, group = f"{left}{ZWNJ}{right}", _group(left, right)
        needed = evidence.needed(pair, group, state)
        facts = [_standing(pair), *([_standing(left + right)] if state == _DELETED else []), *_roles(left, right)]
        facts.append(evidence.fate(group, state))
    return (*facts, f"log-odds {odds:+.1f}, needed {needed:+.1f}")


def _standing(word: str) -> str:
    """How `word` is known."""
    k = _model().known
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
    table = _affixes()
    roles = [(left, "prefix", table.get((left, True))), (right, "suffix", table.get((right, False)))]
    named = [f"«{part}» is a {side} (zwnj.{rule})" for part, side, rule in roles if rule]
    return named or [_standing(left), _standing(right)]
