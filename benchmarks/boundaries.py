r"""Scores the spaces and ZWNJ of a text against a gold text, boundary by boundary.

A boundary stands between two neighbouring letters and is one of: nothing, a space, a ZWNJ. Digits and
punctuation are no letters; a boundary with one of them inside is not scored. Forms of one letter (ي and ی,
ك and ک, hamza seats), harakat, and the spellings of the ezafe after a silent h (``ه``, ``هٔ``, ``ه\u200cی``) are
made equal on both sides first. A gold boundary whose two letters the output lost, changed or parted counts
against the output. A line is *exact* when its letters and all its boundaries are right.

*Strict* takes the gold as written. *Tolerant* accepts what published house styles write differently; the
functions from `_unseen` on say what that is.
"""

from __future__ import annotations

import difflib
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

ZWNJ = "\u200c"
NONE, SPACE, HALF, BROKEN, LOST = "none", "space", "zwnj", "broken", "lost"
KINDS = (NONE, SPACE, HALF)

# --- damage ------------------------------------------------------------------------------------------------

NOISES = {
    "STRIP": "every ZWNJ deleted",
    "SPACE": "every ZWNJ made a space",
    "MIX": "each ZWNJ kept, deleted or made a space",
    "CLEAN": "nothing damaged",
    "JOIN": "3 % of the spaces between letters deleted",
}


def damage(line: str, noise: str, seed: str) -> str:
    """`line` with one of the `NOISES`; the same `seed` gives the same damage."""
    dice = random.Random(seed)
    if noise == "CLEAN":
        return line
    if noise == "STRIP":
        return line.replace(ZWNJ, "")
    if noise == "SPACE":
        return line.replace(ZWNJ, " ")
    if noise == "MIX":
        return "".join(dice.choice((ZWNJ, "", " ")) if c == ZWNJ else c for c in line)
    if noise == "JOIN":
        return re.sub(r"(?<=[^\W\d_]) (?=[^\W\d_])", lambda gap: "" if dice.random() < 0.03 else " ", line)
    raise ValueError(f"no such noise: {noise}; one of {', '.join(NOISES)}")


# --- letters and boundaries ----------------------------------------------------------------------------------

INVISIBLE = [
    0x640,
    0x670,
    0xAD,
    0xFEFF,
    0x200D,
    0x200E,
    0x200F,
    0x202A,
    0x202B,
    0x202C,
    0x2066,
    0x2069,
    *range(0x64B, 0x660),
]
SAME = str.maketrans("يىكةۀەأإٱآؤئ", "ییکهههااااوی") | dict.fromkeys(INVISIBLE)
EZAFE = re.compile("ه" + ZWNJ + r"ی(?![^\W\d_]|" + ZWNJ + ")")
SPACES = frozenset(" \t\n\r\u00a0\u2002\u2003\u2009\u200b\u202f")
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Boundaries:
    """The letters of a line, and the kind of the boundary after each but the last."""

    letters: str
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, line: str) -> Boundaries:
        letters: list[str] = []
        kinds: list[str] = []
        kind = NONE
        for char in EZAFE.sub("ه", line.translate(SAME)):
            if LETTER.match(char):
                if letters:
                    kinds.append(kind)
                letters.append(char)
                kind = NONE
            elif kind != BROKEN:
                kind = (kind if kind == SPACE else HALF) if char == ZWNJ else SPACE if char in SPACES else BROKEN
        return cls("".join(letters), tuple(kinds))

    def seen_in(self, output: Boundaries) -> Sequence[str]:
        """What `output` has at each of these boundaries, LOST where its two letters are not neighbours there."""
        if self.letters == output.letters:
            return output.kinds
        place: dict[int, int] = {}
        matcher = difflib.SequenceMatcher(None, self.letters, output.letters, autojunk=False)
        for here, there, length in matcher.get_matching_blocks():
            place.update((here + k, there + k) for k in range(length))
        return [
            output.kinds[place[i]] if i in place and place.get(i + 1) == place[i] + 1 else LOST
            for i in range(len(self.kinds))
        ]

    def words(self) -> Iterator[tuple[int, int]]:
        """The (start, stop) of each run of letters without a space or a sign in it."""
        start = 0
        for i, kind in enumerate(self.kinds):
            if kind in (SPACE, BROKEN):
                yield start, i + 1
                start = i + 1
        yield start, len(self.letters)


# --- house styles: what the tolerant score accepts --------------------------------------------------------------

NEVER_JOINING = frozenset("اآدذرزژو")
PLURAL = re.compile("ها(?:ی|یی|یم|یت|یش|یمان|یتان|یشان)?")
_HA = """
تنها تنهای تنهایی نهایی نهای منتها منتهای انتها انتهای بها بهای بهایی گرانبها پربها بیبها خونبها فقها فقهای علیها
عنها منها منهای اشتها اشتهای اجتها فلها تهای جهای کربها شبهای بدانها امثالها
"""
ENDING_IN_HA = frozenset(_HA.split())
"""Words whose ها is no plural, or where the corpus writes it joined; folded as the letters are."""

Accepted = dict[int, frozenset[str]]
NONE_OR_HALF, SPACE_OR_HALF, ANY = frozenset((NONE, HALF)), frozenset((SPACE, HALF)), frozenset(KINDS)


def accepted(gold: Boundaries) -> Accepted:
    """For each boundary where house styles differ, the kinds that are all right."""
    found = _unseen(gold)
    words = [(start, stop, gold.letters[start:stop]) for start, stop in gold.words()]
    for (start, stop, word), (_, _, after) in zip(words, [*words[1:], (0, 0, "")], strict=True):
        found |= _plural(gold, start, stop)
        found |= _pronoun_plural(start, word)
        found |= _beside(gold, stop, word, after)
        found |= _joined_be_and_ast(gold, start, stop, word)
    return found


def _unseen(gold: Boundaries) -> Accepted:
    """A ZWNJ after a letter that never joins is not seen: کشورها."""
    return {
        i: NONE_OR_HALF
        for i, kind in enumerate(gold.kinds)
        if kind in NONE_OR_HALF and gold.letters[i] in NEVER_JOINING
    }


def _plural(gold: Boundaries, start: int, stop: int) -> Accepted:
    """Older papers join the plural: کتابها."""
    for i in range(start + 2, stop - 1):
        joined = set(gold.kinds[i - 1 : stop - 1]) == {NONE} and gold.letters[i - 1] not in NEVER_JOINING
        if joined and PLURAL.fullmatch(gold.letters, i, stop):
            part = i
            while part > start and gold.kinds[part - 1] == NONE:
                part -= 1
            return {} if gold.letters[part:stop] in ENDING_IN_HA else {i - 1: NONE_OR_HALF}
    return {}


def _pronoun_plural(start: int, word: str) -> Accepted:
    """آنها or آن\u200cها, اینها or این\u200cها."""
    for pronoun in ("ان", "این"):
        if word.startswith(pronoun) and PLURAL.fullmatch(word, len(pronoun)):
            return {start + len(pronoun) - 1: NONE_OR_HALF}
    return {}


def _beside(gold: Boundaries, stop: int, word: str, after: str) -> Accepted:
    """به عنوان or به\u200cعنوان; شده است or شده\u200cاست; این که, این\u200cکه or اینکه."""
    found: Accepted = {}
    if word == "به" and stop <= len(gold.kinds) and gold.kinds[stop - 1] in SPACE_OR_HALF:
        found[stop - 1] = SPACE_OR_HALF
    if word.endswith("ه") and after == "است":
        found[stop - 1] = SPACE_OR_HALF
    if after == "که" and word in ("این", "ان", "چنان", "همین", "همان", "هم", "بل"):
        found[stop - 1] = ANY
    return found


def _joined_be_and_ast(gold: Boundaries, start: int, stop: int, word: str) -> Accepted:
    """The same, where the gold writes one word."""
    found: Accepted = {}
    if word in ("اینکه", "انکه", "چنانکه", "همانکه"):
        found[stop - 3] = ANY
    if word.startswith("به") and len(word) > 4 and gold.kinds[start + 1] == HALF:
        found[start + 1] = SPACE_OR_HALF
    if word.endswith("هاست") and len(word) > 5 and gold.kinds[stop - 4] == HALF:
        found[stop - 4] = SPACE_OR_HALF
    return found


# --- the score -----------------------------------------------------------------------------------------------------


@dataclass
class Score:
    """Counts over the boundaries and lines of a corpus."""

    right: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    exact_lines: int = 0
    lines: int = 0

    def f1(self, kind: str) -> float:
        """F1 of one kind of boundary, in percent."""
        total = self.given[kind] + self.wanted[kind]
        return 200 * self.right[kind] / total if total else 0.0

    @property
    def macro(self) -> float:
        """The mean of the three F1."""
        return sum(map(self.f1, KINDS)) / len(KINDS)

    @property
    def exact(self) -> float:
        """Lines that are wholly right, in percent."""
        return 100 * self.exact_lines / max(1, self.lines)

    def add(self, gold: Boundaries, output: Boundaries, accept: Accepted) -> None:
        right = gold.letters == output.letters
        for i, (want, got) in enumerate(zip(gold.kinds, gold.seen_in(output), strict=True)):
            if want == BROKEN:
                continue
            if got in accept.get(i, ()):
                got = want
            self.wanted[want] += 1
            self.given[got] += 1
            self.right[want] += want == got
            right &= want == got
        self.lines += 1
        self.exact_lines += right


def score(system: Callable[[str], str], lines: Sequence[str], noise: str, per_document: int) -> tuple[Score, Score]:
    """The strict and the tolerant score of `system` on damaged `lines`, given `per_document` lines at once."""
    strict, tolerant = Score(), Score()
    for start in range(0, len(lines), per_document):
        golds = lines[start : start + per_document]
        damaged = [damage(line, noise, f"7:{noise}:{start + k}") for k, line in enumerate(golds)]
        outputs = system("\n".join(damaged)).split("\n")
        if len(outputs) != len(golds):  # lines were joined or parted: none of them can be told right
            outputs = [""] * len(golds)
        for line, output in zip(golds, outputs, strict=True):
            gold, got = Boundaries.of(line), Boundaries.of(output)
            strict.add(gold, got, {})
            tolerant.add(gold, got, accepted(gold))
    return strict, tolerant
