"""Reads golden files: readable blocks of a text and what must be found in it.

A block is ``### title``, the text, a line with only ``.``, one ``key<TAB>value`` a line, and another ``.``.
Invisible characters are written as escapes.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent / "golden"


class Block(NamedTuple):
    title: str
    text: str
    pairs: list[tuple[str, str]]

    def all(self, key: str) -> list[str]:
        return [value for k, value in self.pairs if k == key]


def unescape(text: str) -> str:
    for code in ("200c", "200d", "200e", "200f", "00a0", "00ad", "feff"):
        text = text.replace(f"\\u{code}", chr(int(code, 16)))
    return text


def read(path: str | Path) -> list[Block]:
    """The blocks of a golden file; a bare name is looked up in ``tests/golden``."""
    lines = unescape((HERE / path).read_text(encoding="utf-8")).split("\n")
    blocks = []
    i = 0
    while i < len(lines):
        if not lines[i].startswith("### "):
            i += 1
            continue
        dot = lines.index(".", i)
        end = lines.index(".", dot + 1)
        pairs = [(k, v) for k, _, v in (line.partition("\t") for line in lines[dot + 1 : end])]
        blocks.append(Block(lines[i][4:], "\n".join(lines[i + 1 : dot]), pairs))
        i = end + 1
    assert blocks, f"no block in {path}"
    return blocks
