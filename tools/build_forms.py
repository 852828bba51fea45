"""Compile ``src/fanews/data/forms.bin``: the words of Persian news in their letters alone, with their frequency.

    python tools/build_forms.py --corpus perdt_train.txt [--hazm DATA_DIR] [--out FILE]

The frequencies are the mean of two: occurrences per million in the training part of the Persian Dependency
Treebank (UD_Persian-PerDT, CC BY-SA 4.0), and those of hazm's ``words.dat`` (MIT) on the same scale. Being
derived from the treebank, the file is under CC BY-SA 4.0. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter
from pathlib import Path

import regex
from build_lexicon import hazm_data

from fanews.forms import encode_level, letters

HAZM_PER_MILLION = 40_000
"""hazm's counts sum to 4 × 10¹⁰."""
LEAST = 0.02
"""Words rarer than this are left to the lexicon, which holds no order among them."""

_WORD = regex.compile(r"[\p{Arabic}\p{M}\u200c]+")


def treebank(corpus: Path) -> Counter[str]:
    """How often each word occurs in a file of sentences."""
    words = (letters(w) for w in _WORD.findall(corpus.read_text(encoding="utf-8")))
    return Counter(w for w in words if w.isalpha())


def hazm(data: Path) -> dict[str, int]:
    """The frequencies of ``words.dat``."""
    found: dict[str, int] = {}
    for line in (data / "words.dat").read_text(encoding="utf-8").splitlines():
        word, frequency, _ = line.split("\t")
        found[letters(word)] = max(found.get(letters(word), 0), int(frequency))
    return found


def frequencies(corpus: Path, data: Path) -> dict[str, float]:
    """Occurrences per million of each word that occurs at all."""
    seen, listed = treebank(corpus), hazm(data)
    million = 1_000_000 / seen.total()
    mean = {
        # hazm counts some rare readings of a string by the string: hence the cap for what the treebank never saw
        word: (seen[word] * million + min(listed.get(word, 0) / HAZM_PER_MILLION, 1e9 if word in seen else 2000)) / 2
        for word in seen.keys() | listed.keys()
    }
    return {word: f for word, f in mean.items() if f >= LEAST and len(word) > 1}


def compiled(words: dict[str, float]) -> bytes:
    """The bytes of ``forms.bin``: a level for each word, in their order; a zero byte; the words, one a line."""
    order = sorted(words)
    return zlib.compress(bytes(encode_level(words[w]) for w in order) + b"\0" + "\n".join(order).encode(), 9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="the treebank's training sentences, one a line")
    parser.add_argument("--hazm", type=Path, help="directory of words.dat (default: installed hazm)")
    parser.add_argument("--out", type=Path, default=Path("src/fanews/data/forms.bin"))
    args = parser.parse_args()
    words = frequencies(args.corpus, args.hazm or hazm_data())
    data = compiled(words)
    args.out.write_bytes(data)
    print(f"{args.out}: {len(words):,} words, {len(data):,} bytes")


if __name__ == "__main__":
    main()
