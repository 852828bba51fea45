"""The texts that `speed.py` measures with: news-sized documents of a corpus, and hostile inputs."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from boundaries import ZWNJ, damage

DOCUMENT = 3000
"""Bytes of a document: some 20 lines."""


def documents(lines: Sequence[str], noise: str, megabytes: float, seed: str) -> Iterator[str]:
    """Documents of some 3 kB, at least `megabytes` in all, no two the same.

    The lines of the corpus come in an order made by chance, each with damage of its own (`boundaries.NOISES`). No
    line comes twice before every line has come once; after that they all come again in another order, and `MIX`
    damages them otherwise.
    """
    dice = random.Random(seed)
    deck: list[str] = []
    done = 0
    while done < megabytes * 1e6:
        document: list[str] = []
        size = 0
        while size < DOCUMENT:
            deck = deck or dice.sample(lines, len(lines))
            line = damage(deck.pop(), noise, f"{seed} {dice.random()}")
            document.append(line)
            size += len(line.encode())
        yield "\n".join(document)
        done += size


def write(path: Path, texts: Iterable[str]) -> Path:
    """A file with one text a line, as JSON; `measure.read` reads it."""
    with path.open("w", encoding="utf-8", errors="surrogatepass") as file:
        file.writelines(json.dumps(text, ensure_ascii=False) + "\n" for text in texts)
    return path


# --- hostile inputs -----------------------------------------------------------------------------------------------

REPEATED = {
    "ZWNJ": ZWNJ,
    "«می »": "می ",
    "«": "«",
    "guillemets that never close": "«الف ",
    "closing marks": "»",
    "straight quotation marks": '"',
    "parentheses": "(الف) ",
    "Latin digits": "7",
    "Persian digits": "۷",
    "digits and commas": "1,",
    "digits and slashes": "1/1/",
    "one word of one letter": "ب",
    "one word of prefixes": "نمی",
    "one word of suffixes": "هایشان",
    "a line of URLs": "https://example.com/a?b=1 ",
    "one endless URL": "a.b/",
    "handles": "@a",
    "asterisks": "*",
    "combining marks": "\u0651\u064e",
    "kashida": "ـ",
    "spaces": " ",
    "empty lines": "\n",
    "tabs and ZWNJ": "\t\u200c",
    "marks of direction": "\u200f\u202b",
    "full stops": ".",
    "colons": ":",
    "dashes": "- ",
    "cues": "گفت: ",
    "cues and marks": "گفت: «",
    "quotes of one word": "«الف» گفت ",
    "speakers without an end": "وزیر امور ",
    "«که »": "که ",
    "«و »": "و ",
    "number words": "یک و ",
    "scales": "هزار میلیون ",
    "dates": "۱۲ مهر ",
    "agencies": "به گزارش ایسنا، ",
    "one-word lines": "تهران\n",
    "Arabic with harakat": "إنَّ ",
    "broken encoding": "Ø\u00a7",
    "lone surrogates": "\ud800",
    "emoji": "😀\u200d",
}
"""One line of the same thing over and over."""

TURNED: dict[str, Callable[[str], str]] = {
    "news without spaces": lambda text: text.replace(" ", "").replace("\n", ""),
    "news in one line": lambda text: text.replace("\n", " "),
    "news without punctuation": lambda text: "".join(c for c in text if c.isalnum() or c.isspace()).replace("\n", " "),
    "a space after every letter": lambda text: " ".join(text),
    "a ZWNJ after every letter": lambda text: ZWNJ.join(text),
    "a mark on every letter": lambda text: "\u064e".join(text),
    "news with its words in disorder": lambda text: " ".join(shuffled(text.split())),
    "words that nobody wrote": lambda text: "".join(shuffled(text)),
    "a word a line": lambda text: "\n".join(text.split()),
}
"""What is made of ordinary text."""


def shuffled(things: Iterable[str]) -> list[str]:
    things = list(things)
    random.Random(0).shuffle(things)
    return things


def hostile(ordinary: str, megabytes: float) -> Iterator[tuple[str, str]]:
    """Name and text of each hostile input, as long as asked; some are made of an `ordinary` text of that size."""
    size = int(megabytes * 1e6)
    for name, unit in REPEATED.items():
        yield name, unit * (size // len(unit.encode(errors="surrogatepass")))
    for name, turn in TURNED.items():
        yield name, turn(ordinary).encode()[:size].decode(errors="ignore")
