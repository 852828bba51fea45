"""Put the pages of the site into build/pages: those of docs/, and those made from the project itself.

``make docs`` runs this and then Sphinx. Made are a page for every rule and every table of rules; and the command line,
the known failures, the examples and the changelog, below what docs/ says of them. None of this is kept.
"""

from __future__ import annotations

import io
import os
import re
import shutil
from contextlib import redirect_stdout, suppress
from pathlib import Path

from fanews import Rule, rules
from fanews.cli import main as fanews

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "build/pages"
TABLES = {
    "letters": ("Letters", "One letter, one code point."),
    "spaces": ("Spaces", "Blanks and line ends."),
    "punctuation": ("Punctuation", "Marks, and the spaces around them."),
    "typos": ("Typos", "Repairs of words that are beyond doubt misspelt; doubtful ones are reported."),
    "zwnj": ("ZWNJ and word spacing", "Where a ZWNJ, a space or nothing stands between two parts of a word."),
    "numbers": ("Numbers and dates", "What counts as a number, and of which kind it is."),
    "dateline": ("Datelines", "Where a story comes from."),
    "layout": ("Layout", "What a line is: of the story, or of the page around it."),
    "quotes": ("Quotes", "The constructions in which Persian news tells what was said."),
}
FAILURES = {
    "spacing": "Spaces and ZWNJ",
    "typos": "Typos",
    "layout": "Layout",
    "quotes": "Quotes and speakers",
    "numbers": "Numbers and dates",
}


def pages() -> dict[str, str]:
    """What is made, by the path of its page in the site."""
    made = {f"rules/{rule.id}.md": rule_page(rule) for rule in rules()}
    made |= {f"rules/{table}.md": table_page(table) for table in TABLES}
    below = {"cli": commands(), "known-failures": failures(), "examples": examples(), "changelog": changes()}
    return made | {f"{name}.md": text for name, text in below.items()}


def table_page(table: str) -> str:
    title, what = TABLES[table]
    rows = [f"| `{r.id}` | {cell(r.title)}{'' if r.default else ' (opt-in)'} |" for r in rules(table)]
    tree = ["```{toctree}", ":hidden:", "", *(r.id for r in rules(table)), "```"]
    return "\n".join([f"# {title}", "", what, "", *header("rule", "what it does"), *rows, "", *tree, ""])


def rule_page(r: Rule) -> str:
    """What the row of a rule says: what, why, after which source, before → after, and how to do without it."""
    parts = [f"# {r.id}\n", f"**{r.title}.** {r.why}\n"]
    if r.source:
        parts.append(f"Source: {r.source}.\n")
    if r.fixes:
        parts += ["## Changes\n", *header("before", "after"), *(f"| {show(a)} | {show(b)} |" for a, b in r.fixes), ""]
    if r.finds:
        parts += ["## Finds\n", *header("in", "this"), *(f"| {show(a)} | {show(b)} |" for a, b in r.finds), ""]
    if r.keeps:
        parts += ["## Leaves alone\n", *header("text"), *(f"| {show(text)} |" for text in r.keeps), ""]
    parts += ["## " + ("Switch it off\n" if r.default else "Switch it on\n"), switch(r), where(r)]
    return "\n".join(parts) + "\n"


def switch(r: Rule) -> str:
    """How a caller does without a rule, or asks for it."""
    if not r.default:
        return (
            f'`fanews.normalize(text, also={{"{r.id}"}})`, `fanews normalize --also {r.id} FILE`; for `fanews check`, '
            f'`extend-select = ["{r.id}"]`.\n'
        )
    if r.id == "typos.suspect":
        return 'It changes nothing: `fanews.check` reports. For `fanews check`, `ignore = ["typos.suspect"]`.\n'
    if r.id == "zwnj.lexicon":
        return "It acts only with a `lexicon`: `fanews.normalize(text, lexicon=fanews.Lexicon(join=[…]))`.\n"
    if r.id == "zwnj.ezafe_style":
        return "It acts only with a `style`: `fanews.normalize(text, style=fanews.Style(ezafe=…))`.\n"
    if r.table in ("numbers", "quotes"):
        return f'What it found names it: `[found for found in article.{r.table} if found.rule != "{r.id}"]`.\n'
    if r.table == "dateline":
        return f'What it found names it: `article.dateline.rule == "{r.id}"`.\n'
    if r.table == "layout":
        return f'Lines of the page stand in `article.closing`, each with its `rule`: `part.rule != "{r.id}"`.\n'
    return (
        f'`fanews.normalize(text, skip={{"{r.id}"}})`, or the whole table, `skip={{"{r.table}"}}`; '
        f'`fanews normalize --skip {r.id} FILE`; for `fanews check`, `ignore = ["{r.id}"]`.\n'
    )


def where(r: Rule) -> str:
    """Where the row stands, and what applies it."""
    how = f"the function `{r.function}` applies it" if r.function else "a pattern and its replacement"
    if not r.find and not r.function:
        how = "the code of its table applies it"
    return f"The row: `src/fanews/data/rules/{r.table}.toml`, `[{r.id.partition('.')[2]}]`; {how}."


def commands() -> str:
    """The help of every command."""
    names = re.findall(r"^    (\w+)", help_of(), re.MULTILINE)
    return "\n".join(f"## fanews {name}\n\n```text\n{help_of(name)}```\n" for name in names)


def help_of(*command: str) -> str:
    os.environ["COLUMNS"] = "80"
    with redirect_stdout(io.StringIO()) as printed, suppress(SystemExit):
        fanews([*command, "--help"])
    return printed.getvalue()


def failures() -> str:
    """Every known failure, from the files of the tests that must fail."""
    parts = []
    for name, title in FAILURES.items():
        text = (ROOT / f"tests/golden/known_failures_{name}.md").read_text(encoding="utf-8").replace("\\u200c", "¦")
        parts.append(f"## {title}\n")
        for head, _, body in (case.partition("\n") for case in text.split("### ")[1:]):
            case = body.strip().removesuffix("\n.")
            parts.append(f"**{head.strip()}**\n\n```text\n{case}\n```\n")
    return "\n".join(parts)


def examples() -> str:
    """The scripts of examples/, each with what it prints."""
    paths = sorted((ROOT / "examples").glob("*.py"))
    return "\n".join(f"## {path.name}\n\n```python\n{path.read_text(encoding='utf-8')}```\n" for path in paths)


def changes() -> str:
    """The releases, without the head of the file."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return re.sub(r"\(docs/([^)]*)\)", r"(\1)", text[text.index("\n## ") :])


def header(*names: str) -> list[str]:
    return [f"| {' | '.join(names)} |", "|---" * len(names) + "|"]


def cell(text: str) -> str:
    return text.replace("|", "\\|")


def show(text: str) -> str:
    """An example with what is invisible made visible, as code that Markdown leaves alone."""
    out = cell(text.replace("\u200c", "¦").replace("\n", "⏎"))
    out = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in out)
    return f"`` {out} ``"


def main() -> None:
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.copytree(ROOT / "docs", PAGES)
    for path, text in pages().items():
        (PAGES / path).parent.mkdir(exist_ok=True)
        with (PAGES / path).open("a", encoding="utf-8") as page:
            page.write(f"\n{text}" if page.tell() else text)


if __name__ == "__main__":
    main()
