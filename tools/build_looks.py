"""Work out beforehand what may concern the common words: ``src/fanews/data/looks.bin``.

    python tools/build_looks.py [--corpus perdt_train.txt] [--hazm DATA_DIR] [--out FILE]

The file holds nothing that could not be worked out in time from the lexicon, the forms, the spacing model and the
tables (`fanews.looks.look`), so it is to be made anew when one of them has changed; a test says when. The common words
are those of ``forms.bin``, the spellings in the training part of the Persian Dependency Treebank (UD_Persian-PerDT,
CC BY-SA 4.0), and the parts of its compounds and of the lexicon's; without --corpus, those of the file as it is. The
same input gives the same bytes.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, pairwise
from pathlib import Path

import build_lexicon

from fanews import forms, looks
from fanews.parts import FOLD
from fanews.text import ZWNJ
from fanews.tokens import Tokens


def compiled(words: set[str], listed: Iterable[str]) -> bytes:
    """The bytes of ``looks.bin``, for `words` and those of ``forms.bin``; `listed` are the lexicon's."""
    after = defaultdict[str, set[str]](set)
    for word in chain(words, listed):
        for a, b in pairwise(filter(None, word.translate(FOLD).split(ZWNJ))):
            after[a].add(b)
    common = {*words, *forms.listed()[0]} | after.keys() | set().union(*after.values())
    return looks.encode({word: looks.look(word, lambda a: after.get(a, ())) for word in sorted(common)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="the treebank's training sentences, one a line")
    parser.add_argument("--hazm", type=Path, help="directory of words.dat and verbs.dat (default: installed hazm)")
    parser.add_argument("--out", type=Path, default=Path("src/fanews/data/looks.bin"))
    args = parser.parse_args()
    words = set(Tokens(args.corpus.read_text(encoding="utf-8")).words) if args.corpus else set(looks.looks())
    data = compiled(words, build_lexicon.words(args.hazm or build_lexicon.hazm_data()))
    args.out.write_bytes(data)
    print(f"{args.out}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
