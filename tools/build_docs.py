"""Write the pages that come from the tables: ``python tools/build_docs.py`` (a test compares them)."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from fanews import Rule, rules

DOCS = Path(__file__).resolve().parent.parent / "docs"
TITLES = {
    "letters": "Letters",
    "spaces": "Spaces",
    "punctuation": "Punctuation",
    "typos": "Typos",
    "zwnj": "ZWNJ and word spacing",
    "numbers": "Numbers and dates",
    "dateline": "Datelines",
    "layout": "Layout",
    "quotes": "Quotes",
}
HEAD = """# Rules

Every decision of fanews about Persian is a row of a table in `src/fanews/data/rules/`. This page is written from
those rows, and so are the tests. `¦` stands for a ZWNJ. Turn a rule off with `normalize(text, skip={"letters.yeh"})`,
an opt-in rule on with `also={…}`; `fanews.rule("letters.yeh")` and `fanews explain` show the same rows.
"""


def page() -> str:
    """The text of ``docs/rules.md``."""
    parts = [HEAD]
    for table, rows in groupby(rules(), key=lambda r: r.table):
        parts.append(f"\n## {TITLES[table]}\n")
        parts += [entry(r) for r in rows]
    return "".join(parts)


def entry(r: Rule) -> str:
    lines = [f"\n### `{r.id}`{'' if r.default else ' (opt-in)'}\n", f"**{r.title}.** {r.why}"]
    if r.source:
        lines.append(f"\nSource: {r.source}.")
    rows = [("fixes", before, after) for before, after in r.fixes]
    rows += [("finds", text, found) for text, found in r.finds]
    rows += [("keeps", text, "") for text in r.keeps]
    lines += ["", "|  | text | becomes, or is found |", "|---|---|---|"]
    lines += [f"| {what} | {show(text)} | {show(result) if result else ''} |" for what, text, result in rows]
    return "\n".join(lines) + "\n"


def show(text: str) -> str:
    """An example with what is invisible made visible, as code that Markdown leaves alone."""
    out = text.replace("\u200c", "¦").replace("\n", "⏎").replace("|", "\\|")
    out = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in out)
    return f"`` {out} ``"


if __name__ == "__main__":
    (DOCS / "rules.md").write_text(page(), encoding="utf-8")
