"""Measures lost maddas: text whose every آ became ا, as many keyboards and crawls leave it; fanews beside its peers.

    python benchmarks/maddas.py --gold perdt_dev.txt --gold seraji_dev.txt --write docs/accuracy.md

Letters are compared, spaces and ZWNJ left aside; both spellings of a word in which houses differ («امریکا») count as
two, so that nothing scores 100.
"""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from peers import NORMALIZERS, SPELLERS, Peer, chosen, start
from report import made_by, markdown, publish
from spacing import arguments, corpus
from systems import System

_FOLD = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه", "ة": "ه"})


def main() -> None:
    options = arguments(__doc__, "time for each system on each corpus, lost and intact").parse_args()
    peers = chosen((*NORMALIZERS[1:-1], *SPELLERS[:-1]), options.only)
    parts = [
        f"{made_by('maddas', peers)}\n\nIn percent of the maddas: restored where all were lost, and put where none"
        " belongs; lost or put where the text was intact."
    ]
    for path in options.gold:
        lines = [unicodedata.normalize("NFC", line) for line in corpus(path)[: options.limit]]
        documents = ["\n".join(lines[i : i + options.doc]) for i in range(0, len(lines), options.doc)]
        parts.append(table(path.stem, documents, options.seconds, peers))
    publish("maddas", parts, options.write)


def table(name: str, documents: Sequence[str], seconds: float, peers: Iterable[Peer]) -> str:
    """A row for each system."""
    rows = []
    for peer in peers:
        system = start(peer)
        label = f"{peer.name}, spelling" if peer in SPELLERS[:-2] else peer.name
        if isinstance(system, str):
            rows.append([label, *[system] * 5])
            continue
        total, right, wrong = count(system, documents, seconds, lost=True)
        intact, kept, put = count(system, documents, seconds, lost=False)
        share = [f"{100 * n / max(1, of):.1f}" for n, of in ((right, total), (wrong, total))]
        rows.append([label, *share, *(f"{100 * n / max(1, intact):.1f}" for n in (intact - kept, put)), f"{total:,}"])
        print(name, *rows[-1], sep="  ", file=sys.stderr)
    head = ["", "restored", "put wrongly", "intact: lost", "intact: put", "maddas"]
    return f"### Maddas of {name}\n\n{markdown(head, rows)}"


def count(system: System, documents: Iterable[str], seconds: float, *, lost: bool) -> tuple[int, int, int]:
    """The maddas of the documents that could be read in time, those that came out, and those that never were."""
    total = right = wrong = 0
    end = time.monotonic() + seconds
    for text in documents:
        if time.monotonic() > end:
            break
        wanted, got = letters(text), letters(system(text.replace("آ", "ا") if lost else text))
        found = sum(a == b == "آ" for a, b in aligned(wanted, got))
        total += wanted.count("آ")
        right += found
        wrong += got.count("آ") - found
    return total, right, wrong


def letters(text: str) -> str:
    """The letters of a text."""
    return "".join(filter(str.isalpha, text.translate(_FOLD)))


def aligned(a: str, b: str) -> Iterator[tuple[str, str]]:
    """The letters of two texts that answer each other."""
    if len(a) == len(b):
        yield from zip(a, b, strict=True)
        return
    matcher = SequenceMatcher(None, a.replace("آ", "ا"), b.replace("آ", "ا"), autojunk=False)
    for start_a, start_b, size in matcher.get_matching_blocks():
        yield from zip(a[start_a : start_a + size], b[start_b : start_b + size], strict=True)


if __name__ == "__main__":
    main()
