"""A word in its parts: where it has a ZWNJ, where one may have been deleted, to what it may be joined.

Everything here is said of a word as it is written, wherever it stands; `spacing` weighs it in its text, and `looks`
has it worked out beforehand for the common words. What the classifiers look at is in `features`.
"""

from __future__ import annotations

import zlib
from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from . import features, lexicon
from .features import LONGEST, NEVER_JOINS, SCALE, VERB_PREFIXES, Knowledge, endings, model
from .memory import remembered
from .rules import read_table
from .standing import listed_names
from .text import ZWNJ

FOLD = str.maketrans(
    {"أ": "ا", "إ": "ا", "ٱ": "ا", "ة": "ه", "ۀ": "ه"} | {chr(c): "" for c in (*range(0x64B, 0x660), 0x670, 0x640)}
)
"""What a word looks like to the classifiers: no vowel signs, the hamza off its alef."""


# ---- affixes: the reason of a ZWNJ -----------------------------------------------------------------------


@cache
def affixes() -> dict[tuple[str, bool], str]:
    """The rule for each (affix, is it a prefix), without the table's name."""
    return {(row["affix"], row["side"] == "prefix"): row["rule"] for row in read_table("affixes")}


def rule_of(left: str, right: str) -> str:
    """The row of the table zwnj that says why `left` and `right` are joined by a ZWNJ."""
    table = affixes()
    rule = table.get((left, True))
    if rule == "verb_prefix":
        return "zwnj.verb_prefix"
    rule = table.get((right, False)) or rule
    return f"zwnj.{rule or 'compound'}"


GROUPS = ("verb_prefix", "plural", "ending", "compound")
PLURAL, COMPOUND = 1, 3


def group_of(left: str, right: str) -> int:
    """Houses differ by kind of ZWNJ: the index in `GROUPS` of the evidence that counts for this boundary."""
    rule = rule_of(left, right)[5:]
    if rule in GROUPS:
        return GROUPS.index(rule)
    return 2 if right in endings() else 3


# ---- words -----------------------------------------------------------------------------------------------


class Gap(NamedTuple):
    """A place in a word where a ZWNJ may have been deleted. It counts only where its parent was, too."""

    at: int
    odds: float
    pair: str
    group: int
    parent: int


class Word(NamedTuple):
    """What can be said of a word wherever it stands: its letters, where its parts begin and end, and its gaps."""

    letters: str
    parts: tuple[str, ...]
    edges: tuple[int, ...]
    gaps: tuple[Gap, ...]
    joined: tuple[tuple[str, int], ...]
    """The pairs of parts with a ZWNJ between them, and their groups."""


NOTHING = Word("", (), (0,), (), ())
"""A word that is not looked at."""

FLOOR = -2.0
"""No document acts on odds below 0, and those below this tell nothing of its fate."""


def word(raw: str, gaps: int) -> Word:
    """What can be said of a word as it is written, whose `gaps` are known (`gaps_of`)."""
    parts = parts_of(raw)
    if not parts:
        return NOTHING
    letters = "".join(parts)
    edges = (0, *accumulate(map(len, parts)))
    joined = tuple((f"{a}{ZWNJ}{b}", group_of(a, b)) for a, b in pairwise(parts))
    return Word(letters, parts, edges, _gaps(letters, edges, gaps) if gaps else (), joined)


def parts_of(raw: str) -> tuple[str, ...]:
    """The parts of a word as it is written; none when it has no letters, or too many."""
    return tuple(filter(None, raw.translate(FOLD).split(ZWNJ))) if len(raw) <= 4 * LONGEST else ()


# ---- glued words -------------------------------------------------------------------------------------------


def may_be_glued(raw: str) -> bool:
    """Whether a word, or one of its parts, may be two glued words or three."""
    parts = parts_of(raw)
    unsigned = sum(map(len, parts)) == len(raw.replace(ZWNJ, ""))  # who writes vowel signs shows how a word is read
    return unsigned and any(is_unfamiliar(part) and seams(part) for part in parts)


def is_unfamiliar(part: str) -> bool:
    """Whether `part` is worth a look as two glued words: nobody knows it, not as a name either."""
    return features.unfamiliar(model().known, part) and part not in listed_names()


_LINKS = frozenset(("و", "از", "به", "در", "که", "را", "با", "این", "آن", "هم", "تا", "بر", "هر", "یا"))
"""The words found between two others when three are glued."""

_THREE = 9.0
"""The log-odds against three glued words in a row, over those of two."""


@remembered
def seams(word: str) -> tuple[tuple[float, int, int], ...]:
    """Where an unfamiliar word may be two or three words: (log-odds, first cut, second cut or 0), the best first."""
    glued, k = model().glued, model().known
    cuts = [at for at in range(1, len(word)) if k.kind(word[:at]) != "G" != k.kind(word[at:])]
    odds = {at: glued.odds(features.glued(k, word, at)) for at in cuts}
    found = [(s, at, 0) for at, s in odds.items() if s > 0]
    for at in range(2, len(word) - 2):
        for end in range(at + 1, min(at + 4, len(word) - 1)):
            if word[at:end] in _LINKS and all(k.kind(p) in "ABC" for p in (word[:at], word[end:])):
                first = glued.odds(features.glued(k, word[:end], at))
                second = glued.odds(features.glued(k, word[at:], end - at))
                if min(first, second) > 0:
                    found.append((first + second - _THREE, at, end))
    return tuple(sorted(found, reverse=True)[:3])


# ---- what may be joined ------------------------------------------------------------------------------------

ENDING, VERB, BY_FIRST, BY_SECOND = 1, 2, 4, 8
"""Why a space between two parts may stand for a ZWNJ: the second is an ending; the first is می; one of them joins many
others, and the other is known beside a ZWNJ. The bits above are `PARTNERS`: the two are known to be joined."""
PARTNERS = 32
"""Known partners are told apart by this many bits only, so that many look known that are not."""
JOINT_BITS = 4 + PARTNERS
_MANY = 4
"""The size of the number of different parts that the second, or what it inflects, joins in the training text (`Seen`),
from which it may join any; the first needs more."""

Partners = Callable[[str], Iterable[str]]
"""From a part to those that are known to follow it and a ZWNJ."""


def opens(a: str, partners: Partners | None = None) -> int:
    """To what the part `a` may be joined: to one whose `closes` has a bit in common. Without `partners`, to more."""
    k = model().known
    if a[-1] in NEVER_JOINS:
        return 0 if takes_no_ending(a) and a != "ها" else ENDING
    found = ENDING + VERB * (a in VERB_PREFIXES)
    if not k.leads(a):
        return found
    found += BY_FIRST * (k.seen(a).followers > _MANY) + BY_SECOND
    known = {_partner(b) for b in partners(a)} if partners else range(4, JOINT_BITS)
    return found + sum(1 << bit for bit in known)


def closes(b: str) -> int:
    """To what the part `b` may be joined, as `opens` says."""
    k = model().known
    seen = k.seen(b)
    many = seen.after > 0 and max(seen.leaders, k.seen(k.base(b)).leaders) >= _MANY
    found = VERB + BY_FIRST * (seen.after > 0) + BY_SECOND * many + ENDING * (b in endings())
    for part in (b, *features.stems(b)):
        if k.follows(part):
            found |= 1 << _partner(part)
    return found


def _partner(part: str) -> int:
    """The bit by which a part is known as a partner."""
    return 4 + zlib.crc32(part.encode("utf-8", "surrogatepass")) % PARTNERS


def takes_no_ending(word: str) -> bool:
    """Whether `word`, which ends in a letter that never joins, takes no ending all the same."""
    return word in _ALONE or len(word) < 2


_ALONE = frozenset(
    ("از", "در", "را", "تا", "با", "یا", "ما", "شما", "اما", "هر", "اگر", "مگر", "چرا", "زیرا", "دو", "او", "بر", "جز",
     "نیز", "بود", "شد", "کرد", "دارد", "خود", "چون", "ها", "وا", "هزار", "چهار")
)  # fmt: skip
"""Words that take no ending though they end in a letter that never joins."""


# ---- where a ZWNJ may have been deleted ----------------------------------------------------------------------

_BITS = 32
"""A gap in a number: 8 bits for the letter before which it is, 16 for its odds, 8 for its parent."""


def gaps_of(raw: str) -> int:
    """The gaps of a word as it is written, in one number; 0 when it has none."""
    k = model().known
    found: list[tuple[int, float, int]] = []
    parts = parts_of(raw)
    letters, start = "".join(parts), 0
    for part in parts:
        if len(part) <= LONGEST and not k.is_plain(part):
            _find_gaps(letters, start, start + len(part), -1, found)
        start += len(part)
    return sum(
        (at + (round(odds * SCALE) + (1 << 15) << 8) + (parent + 1 << 24)) << _BITS * i
        for i, (at, odds, parent) in enumerate(found)
    )


def _gaps(letters: str, edges: Sequence[int], number: int) -> tuple[Gap, ...]:
    """The gaps that `gaps_of` told in a number."""
    found: list[Gap] = []
    ranges: list[tuple[int, int]] = []
    while number:
        at, odds, parent = number & 0xFF, number >> 8 & 0xFFFF, (number >> 24 & 0xFF) - 1
        number >>= _BITS
        if parent < 0:
            after = bisect(edges, at)
            lo, hi = edges[after - 1], edges[after]
        else:
            lo, hi = ranges[parent]
            lo, hi = (lo, found[parent].at) if at < found[parent].at else (found[parent].at, hi)
        ranges.append((lo, hi))
        left, right = letters[lo:at], letters[at:hi]
        found.append(Gap(at, (odds - (1 << 15)) / SCALE, f"{left}{ZWNJ}{right}", group_of(left, right), parent))
    return tuple(found)


def _find_gaps(letters: str, lo: int, hi: int, parent: int, gaps: list[tuple[int, float, int]]) -> None:
    """Append the likeliest gap of the part ``letters[lo:hi]``, then those of its two halves."""
    inside, k = model().inside, model().known
    best, where = FLOOR, 0
    for at in range(lo + 1, hi):
        left, right = letters[lo:at], letters[at:hi]
        if left[-1] in NEVER_JOINS or not features.may_have_lost(k, left, right):
            continue
        if rule_of(left, right) == "zwnj.comparative" and k.kind(left) == "G":  # «زیرتیتر»: nothing is «زیرتی»
            continue
        odds = inside.odds(features.inside(k, letters, at, lo, hi))
        if odds > best:
            best, where = odds, at
    stem = letters[lo : hi - 1]
    ezafe = letters[hi - 1] == "ی" and takes_ezafe(stem) and k.kind(stem) in "ABCDF"
    if ezafe and k.kind(letters[lo:hi]) in "FGH":  # «زمینهی»: never seen in training
        best, where = SURE / 2, hi - 1
    if where and best > DOUBT and _is_word_joined(k, letters[lo:where], letters[where:hi]):
        best = DOUBT
    if where:
        me = len(gaps)
        gaps.append((where, best, parent))
        if best > 0:
            for a, b in ((lo, where), (where, hi)):
                if b - a > 2 and not k.is_plain(letters[a:b]):
                    _find_gaps(letters, a, b, me, gaps)


def _is_word_joined(k: Knowledge, left: str, right: str) -> bool:
    """Whether `left` and `right` are, or inflect, a listed word that is written without a ZWNJ: «باغداران»."""
    if left not in VERB_PREFIXES and group_of(left, right) != COMPOUND:
        return False
    if k.pair(f"{left}{ZWNJ}{right}") > 3:
        return False
    word = left + right
    stems = {word.removesuffix(ending) for ending in ("", "ی", "ان", "ها", "های")}
    return any(lexicon.level(stem) > 0 for stem in stems if len(stem) > len(left) + 1)


DOUBT = 1.0
"""The most log-odds for a ZWNJ in a word that is listed without one: only a text that lost its ZWNJs outweighs it."""
SURE = 8.0
"""The log-odds of what needs no classifier."""


def takes_ezafe(word: str) -> bool:
    """Whether a lone ی after `word` is its ezafe: it ends in a silent heh."""
    return len(word) > 2 and word[-1] == "ه" and word[-2] not in "او" and word not in _SOUNDED


_SOUNDED = frozenset(
    ("شبیه", "تنبیه", "تشبیه", "توجیه", "فقیه", "سفیه", "کریه", "نبیه", "کوته", "ابله", "مرفه", "فربه", "وجه", "فقه",
     "توجه", "متوجه", "مشابه", "مواجه", "سیه", "گنه", "نگه", "فرمانده", "سازمانده", "بازده", "شبه", "وجیه")
)  # fmt: skip
"""Words whose final heh is sounded."""
