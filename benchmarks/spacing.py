"""Measures spacing, ZWNJ and typos: fanews beside its peers, on corpora of your choice.

    python benchmarks/spacing.py --gold perdt_dev.txt --gold seraji_dev.txt --typos faspell.tsv --write docs/accuracy.md

A gold corpus is a text file with one sentence a line, its spaces and ZWNJ right, or a ``.conllu`` file, of
which the ``# text =`` lines are read. `--typos` is a tab-separated file with a header: misspelt word, right
word; `--correct` is text in which no typo must be found, the gold corpora if it is not given. The scores are
explained in boundaries.py.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from boundaries import HALF, NOISES, Boundaries, Score, score
from peers import NORMALIZERS, SPELLERS, Peer, chosen, start
from report import made_by, markdown, publish
from systems import System

WHOLE_LINES = ("CLEAN", "JOIN")  # noises for which the lines that come out right say all


def main() -> None:
    ask = arguments(__doc__, "time for each system in each part of the typo test")
    ask.add_argument("--typos", type=Path, help="misspelt and right words")
    ask.add_argument("--correct", action="append", type=Path, help="text without typos; may be given several times")
    options = ask.parse_args()

    corpora = {path.stem: corpus(path)[: options.limit] for path in options.gold}
    normalizers, spellers = chosen(NORMALIZERS, options.only), chosen(SPELLERS, options.only)
    parts = [heading(corpora, normalizers)]
    for name, lines in corpora.items():
        parts += spacing_tables(name, lines, options.doc, normalizers)
    if options.typos:
        correct = [line for path in options.correct or options.gold for line in corpus(path)[: options.limit]]
        parts.append(typo_table(options.typos, correct, options.seconds, spellers))
    publish("spacing", parts, options.write)


def arguments(about: str | None, seconds: str) -> argparse.ArgumentParser:
    """What a benchmark on documents of corpora is asked; `seconds` says what they are for."""
    ask = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", action="append", type=Path, required=True, help="a corpus; may be given several times")
    ask.add_argument("--doc", type=int, default=20, help="lines in a document (default 20)")
    ask.add_argument("--limit", type=int, default=None, help="only so many lines of each corpus")
    ask.add_argument("--seconds", type=float, default=60, help=seconds)
    ask.add_argument("--only", default="", help="systems, with commas between")
    ask.add_argument("--write", type=Path, help="the Markdown file that shows the tables, between two marks")
    return ask


def corpus(path: Path) -> list[str]:
    """The sentences of a corpus."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if path.suffix == ".conllu":
        lines = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    return [line for line in lines if line.strip()]


# --- spacing -------------------------------------------------------------------------------------------------


def spacing_tables(name: str, lines: Sequence[str], per_document: int, peers: Iterable[Peer]) -> list[str]:
    """A strict and a tolerant table: a row for each system, a column for each noise."""
    tables: dict[str, list[list[str]]] = {"strict": [], "tolerant": []}
    for peer in peers:
        system = start(peer)
        sizes = (1, per_document) if peer.name == "fanews" else (per_document,)
        for size in sizes:
            label = peer.name if len(sizes) == 1 else f"{peer.name}, {'line by line' if size == 1 else 'documents'}"
            if isinstance(system, str):
                scores = [(system, system)] * len(NOISES)
            else:
                scores = [cells(noise, *score(system, lines, noise, size)) for noise in NOISES]
            for table, row in zip(tables.values(), zip(*scores, strict=True), strict=True):
                table.append([label, *row])
            print(name, label, *(strict for strict, _ in scores), sep="  ", file=sys.stderr)
    head = ["", *NOISES]
    return [f"### {name}, {kind}\n\n{markdown(head, rows)}" for kind, rows in tables.items()]


def cells(noise: str, strict: Score, tolerant: Score) -> tuple[str, str]:
    """What the two tables show of a score."""
    return cell(noise, strict), cell(noise, tolerant)


def cell(noise: str, s: Score) -> str:
    if noise in WHOLE_LINES:
        return f"{s.exact:.1f}"
    return f"{s.macro:.1f} / {s.f1(HALF):.1f} / {s.exact:.1f}"


# --- typos ---------------------------------------------------------------------------------------------------


def typo_table(path: Path, correct: Sequence[str], seconds: float, peers: Iterable[Peer]) -> str:
    """How many typos each system repairs or makes worse, and how much correct text it changes."""
    pairs = [(wrong, right) for wrong, right in typos(path) if letters(wrong) and letters(wrong) != letters(right)]
    counts = Counter(re.findall(r"[ء-غف-يپ-ی\u200c]+", "\n".join(correct)))
    words = [(word, word) for word, count in counts.items() if count > 1]
    lines = [(line, line) for line in correct]
    rows = []
    for peer in peers:
        system = start(peer)
        if isinstance(system, str):
            rows.append([peer.name, *[system] * 5])
            continue
        repaired = outcomes(system, pairs, seconds)
        changed = [outcomes(system, part, seconds) for part in (words, lines)]
        shares = [percent(repaired, kind) for kind in ("right", "kept", "wrong")]
        rows.append([peer.name, *shares, *(percent(c, "wrong") for c in changed)])
        print(*rows[-1], sep="  ", file=sys.stderr)
    head = ["", "fixed", "untouched", "miscorrected", "correct words changed", "correct lines changed"]
    return (
        f"### Typos of {path.stem}\n\nIn percent; in brackets how many were tried in {seconds:g} seconds, of"
        f" {len(pairs):,} typos, {len(words):,} distinct words and {len(lines):,} lines.\n\n{markdown(head, rows)}"
    )


def typos(path: Path) -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [(row[0].strip(), row[1].strip()) for row in rows if len(row) > 1]


def letters(text: str) -> str:
    return Boundaries.of(text).letters


def outcomes(system: System, pairs: Sequence[tuple[str, str]], seconds: float) -> Counter[str]:
    """How many texts came out right, kept as they were though wrong, or wrong in another way; letters only."""
    found: Counter[str] = Counter()
    end = time.monotonic() + seconds
    for text, right in random.Random(7).sample(pairs, len(pairs)):
        if time.monotonic() > end:
            break
        out = letters(system(text))
        found["right" if out == letters(right) else "kept" if out == letters(text) else "wrong"] += 1
    return found


def percent(found: Counter[str], kind: str) -> str:
    return f"{100 * found[kind] / max(1, found.total()):.2f} ({found.total():,})"


# --- the page ------------------------------------------------------------------------------------------------


def heading(corpora: dict[str, list[str]], peers: Iterable[Peer]) -> str:
    """How the figures were made, and how to read them."""
    columns = "\n".join(f"- {noise}: {why}" for noise, why in NOISES.items())
    return (
        f"{made_by('spacing', peers)}\n"
        f"Corpora: {', '.join(f'{name} ({len(lines):,} lines)' for name, lines in corpora.items())}.\n\n"
        f"{columns}\n\n"
        "STRIP, SPACE and MIX show macro-F1 / ZWNJ-F1 / % of lines exactly right; CLEAN and JOIN show the last alone."
    )


if __name__ == "__main__":
    main()
