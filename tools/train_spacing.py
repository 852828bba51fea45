"""Train the classifiers of `fanews.spacing` on correctly spaced text: one command, the same bytes each time.

    python tools/train_spacing.py TEXT [--out src/fanews/data/spacing.bin]

TEXT has one sentence a line. The shipped file is trained on UD_Persian-PerDT (train, CC BY-SA 4.0).
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, combinations, pairwise
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from fanews import features, lexicon, spacing
from fanews.features import NEVER_JOINS, Knowledge, Seen, bin_of
from fanews.lexicon import Table
from fanews.text import ZWNJ

Run = list[list[str]]
"""Words side by side, each a list of its parts."""


class LeaveOut(Knowledge):
    """Knowledge without the occurrence that is looked at: a feature must not see its own answer.

    Keys of the exact counts: ``t`` a word or part, ``l`` and ``r`` a part before and after a ZWNJ, ``u`` and ``v`` the
    different parts after and before it, ``p`` a pair, with its ZWNJ or space, or a bare compound with a final ZWNJ.
    """

    def __init__(self, exact: Counter[str]) -> None:
        super().__init__({}, Table(Table.pack({})))
        self._exact = exact
        self._out: Counter[str] = Counter()
        self._new: Callable[[str], bool] | None = None

    def leave(self, keys: Iterable[str]) -> None:
        """Leave these occurrences out from now on."""
        self._out = Counter(keys)
        for key in [key for key in self._out if key[0] == "p" and ZWNJ in key[:-1]]:
            if self._out[key] == self._exact[key]:
                a, b = key[1:].split(ZWNJ)
                self._out.update(("u" + a, "v" + b))
        self._kinds.forget()

    def hide(self, new: Callable[[str], bool] | None) -> None:
        """Know nothing of the strings for which `new` is true; None ends it."""
        self._new = new
        self._kinds.forget()

    def seen(self, word: str) -> Seen:
        if self._new and self._new(word):
            return Seen()
        return Seen(*(self._size(kind + word) for kind in "tlruv"))

    def leads(self, part: str) -> bool:
        return self.seen(part).before > 0 or lexicon.compounds_after(part) > 0

    def follows(self, part: str) -> bool:
        return self.seen(part).after > 0 or lexicon.compounds_before(part) > 0

    def kind(self, word: str) -> str:
        return "G" if self._new and self._new(word) else super().kind(word)

    def pair(self, string: str) -> int:
        if self._new and self._new(string.rstrip(ZWNJ)):
            return 0
        return self._size("p" + string)

    def _size(self, key: str) -> int:
        return bin_of(self._exact[key] - self._out[key])

    def everything(self) -> tuple[dict[str, Seen], dict[str, int]]:
        """What is shipped: all words; of the pairs apart, those seen twice or worth a look."""
        self.leave(())
        words = {key[1:]: self.seen(key[1:]) for key in self._exact if key[0] == "t"}
        pairs = {
            key[1:]: bin_of(n)
            for key, n in self._exact.items()
            if key[0] == "p" and (n > 1 or ZWNJ in key or features.related(self, *key[1:].split(" ")))
        }
        return words, pairs


def count(sentences: Sequence[Run]) -> Counter[str]:
    """The exact counts of `LeaveOut`. A word is a list of its parts."""
    counts: Counter[str] = Counter()
    for run in sentences:
        for word in run:
            counts.update(keys_of(word))
        counts.update(f"p{a[-1]} {b[0]}" for a, b in pairwise(run))
    for key in [key for key in counts if key[0] == "p" and ZWNJ in key[:-1]]:
        a, b = key[1:].split(ZWNJ)
        counts.update(("u" + a, "v" + b))
    return counts


def keys_of(word: Sequence[str]) -> list[str]:
    """The keys of one occurrence of a word."""
    keys = ["t" + part for part in word]
    for a, b in pairwise(word):
        keys += (f"p{a}{ZWNJ}{b}", "l" + a, "r" + b)
    if len(word) > 1:
        keys.append("p" + "".join(word) + ZWNJ)
    return keys


class Rows:
    """Training rows: the features of a boundary, whether it is what the classifier looks for, and a weight."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._columns: list[int] = []
        self._starts = [0]
        self._answers: list[bool] = []
        self._weights: list[float] = []

    def add(self, features: Iterable[str], answer: bool, weight: float = 1.0) -> None:
        ids = self._ids
        self._columns += [ids.setdefault(f, len(ids)) for f in features]
        self._starts.append(len(self._columns))
        self._answers.append(answer)
        self._weights.append(weight)

    def fit(self, c: float) -> dict[str, float]:
        """The weights of a logistic regression: of features seen twice, those that matter."""
        columns = np.array(self._columns, dtype=np.int32)
        shape = (len(self._answers), len(self._ids))
        x = csr_matrix((np.ones(len(columns)), columns, np.array(self._starts)), shape=shape)
        kept = np.flatnonzero(np.bincount(columns, minlength=len(self._ids)) >= LEAST)
        model = LogisticRegression(C=c, solver="liblinear", max_iter=200, fit_intercept=False)
        model.fit(x[:, kept], self._answers, sample_weight=self._weights)
        names = list(self._ids)
        print(f"  {len(self._answers):,} rows, {sum(self._answers):,} positive; {len(kept):,} features", flush=True)
        return {names[i]: float(w) for i, w in zip(kept, model.coef_[0], strict=True) if abs(w) >= SMALLEST}


NEW, NEWNESS = 3, 0.3
"""Each word is looked at again as if its beginning or end, of so many letters at least, were new; with less weight."""
LEAST, SMALLEST = 2, 0.157
"""A feature must have been seen so often, and weigh so much, to be shipped."""


def inside_rows(sentences: Sequence[Run], k: LeaveOut) -> Rows:
    """Each letter boundary of each word, its ZWNJs taken out; and of each run of its parts, which is what the
    decoder sees once it has put some of them back; and again as in a word that nobody knows."""
    rows = Rows()
    types = Counter(tuple(word) for run in sentences for word in run)
    for parts, n in types.items():
        word = "".join(parts)
        edges = [0, *accumulate(map(len, parts))]
        k.leave(keys_of(parts))
        for lo, hi in combinations(edges, 2):
            weight = math.sqrt(n) / (1 if hi - lo == len(word) else 2)
            for at in range(lo + 1, hi):
                if word[at - 1] not in NEVER_JOINS and features.may_part(k, word[lo:at], word[at:hi]):
                    rows.add(features.names(features.inside(k, word, at, lo, hi)), at in edges, weight)
        start, end = word[:NEW], word[-NEW:]
        for new, places in (
            (lambda s, start=start: s.startswith(start), range(NEW, len(word))),
            (lambda s, end=end: s.endswith(end), range(1, len(word) - NEW + 1)),
        ):
            k.hide(new)
            for at in places:
                if word[at - 1] not in NEVER_JOINS and features.may_part(k, word[:at], word[at:]):
                    rows.add(features.names(features.inside(k, word, at, 0, len(word))), at in edges, NEWNESS)
        k.hide(None)
    k.leave(())
    return rows


def between_rows(sentences: Sequence[Run], k: LeaveOut) -> Rows:
    """Each two parts side by side, with a ZWNJ or a space between them."""
    rows = Rows()
    seen: Counter[tuple[str, str, str, str, bool]] = Counter()
    for run in sentences:
        parts = [(part, i > 0) for word in run for i, part in enumerate(word)]
        around = [EDGE[0], *(part for part, _ in parts), EDGE[1]]
        for i, ((a, _), (b, joined)) in enumerate(pairwise(parts)):
            if a[-1] not in NEVER_JOINS and features.related(k, a, b):
                seen[a, b, around[i], around[i + 3], joined] += 1
    for (a, b, before, after, joined), n in seen.items():
        words = ["t" + a, "t" + b]
        k.leave([*words, f"p{a}{ZWNJ}{b}", "l" + a, "r" + b, f"p{a}{b}{ZWNJ}"] if joined else [*words, f"p{a} {b}"])
        if features.may_join(k, a, b):
            groups = [*features.between(k, a, b), *features.context(a, b, before, after)]
            rows.add(features.names(groups), joined, n)
    k.leave(())
    return rows


def glued_rows(sentences: Sequence[Run], k: LeaveOut) -> Rows:
    """Words that look unfamiliar once they are left out, and words that were glued: a share of all neighbours."""
    rows = Rows()
    rng = random.Random(1)
    done: set[tuple[str, str, str]] = set()

    def add(word: str, seam: int, before: str, after: str) -> None:
        if features.unfamiliar(k, word):
            for at in range(1, len(word)):
                groups = features.glued(k, word, at)
                groups += features.around_glued(k, word[:at], word[at:], before, after)
                rows.add(features.names(groups), at == seam)

    for run in sentences:
        parts = [part for word in run for part in word]
        around = [EDGE[0], *parts, EDGE[1]]
        i = 0
        for word, following in pairwise([*run, []]):
            last = i + len(word) - 1
            if len(word) == 1 and (single := (word[0], around[i], around[i + 2])) not in done:
                done.add(single)
                k.leave(["t" + word[0]])
                add(word[0], 0, around[i], around[i + 2])
            if following and rng.random() < GLUED:
                a, b = word[-1], following[0]
                before, after = around[last], around[last + 3]
                k.leave([f"p{a} {b}", "t" + a, "t" + b, f"p{before} {a}", f"p{b} {after}"])
                add(a + b, len(a), before, after)
            i += len(word)
    k.leave(())
    return rows


GLUED = 0.25
"""The share of neighbouring words that are glued for training."""
EDGE = ("<", ">")
"""What stands before the first and after the last word of a run."""


def train(sentences: Sequence[Run]) -> bytes:
    """The bytes of ``spacing.bin``."""
    k = LeaveOut(count(sentences))
    inside = inside_rows(sentences, k).fit(c=1.5)
    between = between_rows(sentences, k).fit(c=0.2)
    glued = glued_rows(sentences, k).fit(c=0.5)
    glued["1"] -= math.log(GLUED)  # as if all had been glued: the odds then need only the share of lost spaces
    words, pairs = k.everything()
    sizes = ", ".join(f"{len(table):,}" for table in (inside, between, glued, words, pairs))
    print(f"  weights inside, between, glued; words, pairs: {sizes}")
    return features.encode((inside, between, glued), words, pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/fanews/data/spacing.bin"))
    args = parser.parse_args()
    data = train([run for line in args.text.read_text(encoding="utf-8").splitlines() for run in spacing.runs(line)])
    args.out.write_bytes(data)
    print(f"{args.out}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
