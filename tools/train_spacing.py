"""Train the classifiers of `fanews.spacing` on correctly spaced text: one command, the same bytes each time.

    python tools/train_spacing.py TEXT [--out src/fanews/data/spacing.bin]

TEXT has one sentence a line. The shipped file is trained on UD_Persian-PerDT (train, CC BY-SA 4.0).
"""

from __future__ import annotations

import argparse
import math
import os
import pickle
import random
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from fanews import spacing
from fanews.lexicon import Table
from fanews.spacing import NEVER_JOINS, Knowledge, Seen, bin_of
from fanews.text import ZWNJ


class LeaveOut(Knowledge):
    """Knowledge without the occurrence that is looked at: a feature must not see its own answer.

    Keys of the exact counts: ``t`` a word or part, ``l`` and ``r`` a part before and after a ZWNJ, ``u`` and ``v`` the
    different parts after and before it, ``p`` a pair, with its ZWNJ or space, or a bare compound with a final ZWNJ.
    """

    def __init__(self, exact: Counter[str]) -> None:
        super().__init__({}, Table(Table.pack({})))
        self._exact = exact
        self._out: Counter[str] = Counter()

    def leave(self, keys: Iterable[str]) -> None:
        """Leave these occurrences out from now on."""
        self._out = Counter(keys)
        for key in [key for key in self._out if key[0] == "p" and ZWNJ in key[:-1]]:
            if self._out[key] == self._exact[key]:
                a, b = key[1:].split(ZWNJ)
                self._out.update(("u" + a, "v" + b))
        self._kinds = {} if self._out or not self._kinds else self._kinds

    def seen(self, word: str) -> Seen:
        return Seen(*(self._size(kind + word) for kind in "tlruv"))

    def pair(self, string: str) -> int:
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
            if key[0] == "p" and (n > 1 or ZWNJ in key or spacing.related(self, *key[1:].split(" ")))
        }
        return words, pairs


def count(sentences: list[list[list[str]]]) -> Counter[str]:
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
        self.ids: dict[str, int] = {}
        self.columns: list[int] = []
        self.starts = [0]
        self.answers: list[int] = []
        self.weights: list[float] = []

    def add(self, features: list[str], answer: bool, weight: float) -> None:
        ids = self.ids
        self.columns += [ids.setdefault(f, len(ids)) for f in features]
        self.starts.append(len(self.columns))
        self.answers.append(answer)
        self.weights.append(weight)

    def fit(self, c: float, least: int, prune: float) -> dict[str, float]:
        columns = np.array(self.columns, dtype=np.int32)
        seen = np.bincount(columns, minlength=len(self.ids))
        x = csr_matrix((np.ones(len(columns), dtype=np.float64), columns, np.array(self.starts)), shape=(len(self.answers), len(self.ids)))
        kept = np.flatnonzero(seen >= least)
        model = LogisticRegression(C=c, solver="liblinear", max_iter=200, fit_intercept=False)
        model.fit(x[:, kept], self.answers, sample_weight=self.weights)
        names = list(self.ids)
        print(len(self.answers), sum(self.answers), "rows;", len(kept), "features", flush=True)
        return {names[i]: float(w) for i, w in zip(kept, model.coef_[0]) if abs(w) >= prune}


def inside_rows(sentences, k: LeaveOut) -> Rows:
    rows = Rows()
    types = Counter(tuple(w) for run in sentences for w in run)
    for parts, n in types.items():
        word = "".join(parts)
        if len(word) < 2:
            continue
        cuts = set(np.cumsum([len(p) for p in parts])[:-1].tolist())
        weight = 1 + math.log(n)
        k.leave(keys_of(list(parts)))
        spans = {(0, len(word))}
        if cuts:
            edges = sorted({0, len(word)} | cuts)
            spans |= {(a, b) for i, a in enumerate(edges) for b in edges[i + 1 :]}
        for lo, hi in sorted(spans):
            for at in range(lo + 1, hi):
                if word[at - 1] not in NEVER_JOINS and spacing.may_part(k, word[lo:at], word[at:hi]):
                    rows.add(spacing.inside_features(k, word, at, lo, hi), at in cuts, weight / (1 if hi - lo == len(word) else 2))
    k.leave(())
    return rows


def between_rows(sentences, k: LeaveOut) -> Rows:
    rows = Rows()
    seen: Counter[tuple] = Counter()
    for run in sentences:
        parts = [(p, j > 0) for w in run for j, p in enumerate(w)]
        for i in range(1, len(parts)):
            a, b = parts[i - 1][0], parts[i][0]
            if a[-1] in NEVER_JOINS or not spacing.related(k, a, b):
                continue
            seen[a, b, parts[i - 2][0] if i > 1 else "<", parts[i + 1][0] if i + 1 < len(parts) else ">", parts[i][1]] += 1
    for (a, b, before, after, joined), n in seen.items():
        k.leave([f"p{a}{ZWNJ}{b}", "l" + a, "r" + b, "t" + a, "t" + b, f"p{a}{b}{ZWNJ}"] if joined else [f"p{a} {b}", "t" + a, "t" + b])
        if not spacing.may_join(k, a, b):
            continue
        rows.add(spacing.between_features(k, a, b) + spacing.context_features(a, b, before, after), joined, n)
    k.leave(())
    return rows


def glued_rows(sentences, k: LeaveOut) -> Rows:
    """One word (negative) against two words glued (positive), each looked at as if it had not been seen."""
    rows = Rows()
    rng = random.Random(1)
    done = set()
    for run in sentences:
        for i, w in enumerate(run):
            before = run[i - 1][-1] if i else "<"
            if len(w) == 1 and len(w[0]) > 2:      # a single word, unknown once left out
                after = run[i + 1][0] if i + 1 < len(run) else ">"
                k.leave(["t" + w[0]])
                if (w[0], before, after) not in done and spacing.unfamiliar(k, w[0]):
                    done.add((w[0], before, after))
                    for at in range(1, len(w[0])):
                        rows.add(spacing.glued_features(k, w[0], at) + spacing.glued_context(k, w[0][:at], w[0][at:], before, after), False, 1)
            if i + 1 < len(run) and rng.random() < GLUE:
                a, b = w[-1], run[i + 1][0]
                after = run[i + 1][1] if len(run[i + 1]) > 1 else run[i + 2][0] if i + 2 < len(run) else ">"
                before = w[-2] if len(w) > 1 else before
                k.leave([f"p{a} {b}", "t" + a, "t" + b, f"p{before} {a}", f"p{b} {after}"])
                word = a + b
                if len(word) > 2 and spacing.unfamiliar(k, word):
                    for at in range(1, len(word)):
                        rows.add(spacing.glued_features(k, word, at) + spacing.glued_context(k, word[:at], word[at:], before, after), at == len(a), 1)
    k.leave(())
    return rows


GLUE = 0.25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/fanews/data/spacing.bin"))
    args = parser.parse_args()
    sentences = [run for line in args.text.read_text(encoding="utf-8").splitlines() for run in spacing.runs(line)]
    counts = count(sentences)
    k = LeaveOut(counts)
    weights = {}
    for name, make, c in (("inside", inside_rows, 1.5), ("between", between_rows, 0.2), ("glued", glued_rows, 0.5)):
        weights[name] = make(sentences, k).fit(c, least=2, prune=0.05)
    weights["glued"]["1"] -= math.log(GLUE)
    words, pairs = k.everything()
    data = spacing.encode(weights.values(), words, pairs)
    args.out.write_bytes(data)
    sizes = ", ".join(f"{len(table):,} {name}" for name, table in weights.items())
    print(f"{args.out}: weights {sizes}; {len(words):,} words, {len(pairs):,} pairs; {len(data):,} bytes")


if __name__ == "__main__":
    main()
