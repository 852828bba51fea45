"""The pages say what is so: their code runs, their commands exist, their links lead somewhere.

Blocks with `>>>` are doctests, which pytest runs by itself. The others are run here: files with a title are written,
`console` blocks run in a folder of their own, `python` blocks print the plain block that follows, data is read.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import re
import shlex
import shutil
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

import fanews
from fanews.cli import main
from fanews.rules import TABLES

ROOT = Path(__file__).parent.parent
PAGES = [
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted(ROOT.glob("*.md")),
    *sorted(ROOT.glob("examples/**/README.md")),
]
SOURCE = Path(fanews.__file__).parent
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
ELSEWHERE = ("docs/check.md", "docs/exports.md", "docs/migrating-from-hazm.md")  # have tests of their own
FENCE = re.compile(r'^```([\w{}-]+)?(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(params=[name for name in NAMES if name not in ELSEWHERE])
def page(request: pytest.FixtureRequest) -> str:
    return (ROOT / request.param).read_text(encoding="utf-8")


def test_every_block_of_code_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    blocks = FENCE.findall(page)
    for (language, title, text), follows in pairwise([*blocks, ("", "", "")]):
        if title.startswith("examples/"):
            assert text in (ROOT / title).read_text(encoding="utf-8"), f"{title} is another now"
        elif title:
            Path(title).write_text(text, encoding="utf-8")
        elif language == "console":
            _run_console(text)
        elif language == "python" and ">>> " not in text:
            assert follows[2], f"what does this print?\n{text}"
            assert _printed(text) == follows[2]
        elif not language or language == "sh":
            for line in text.splitlines():
                _exists(line.partition(" #")[0])
        elif not language.startswith("{"):
            assert language in ("python", "text", "toml", "json", "yaml", "markdown"), f"what is a block of {language}?"
            {"toml": tomllib.loads, "json": json.loads, "yaml": yaml.safe_load}.get(language, str)(text)


def _run_console(text: str) -> None:
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
        if not command.startswith("fanews "):
            _exists(command)
            continue
        with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.redirect_stderr(io.StringIO()):
            assert main(shlex.split(command)[1:]) in (0, 1), command
        assert doctest.OutputChecker().check_output(expected or "", printed.getvalue(), LOOSE), printed.getvalue()


def _printed(code: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(code, {"__name__": "__main__"})
    return printed.getvalue()


def _exists(command: str) -> None:
    """What a command that is not run here names is there: a target, an extra, an option, a file."""
    words = shlex.split(command) or [""]
    if words[0] == "make":
        assert all(re.search(rf"^{word}:", (ROOT / "Makefile").read_text(), re.MULTILINE) for word in words[1:])
    elif words[:2] == ["pip", "install"]:
        for extras in re.findall(r"fanews\[([\w,]+)\]", command):
            assert set(extras.split(",")) <= set(SETTINGS["project"]["optional-dependencies"]), command
    elif words[0] in ("python", "bash"):
        assert (ROOT / words[1]).exists() or words[1] == "-m", command
    elif "fanews" in words:
        called = words[words.index("fanews") + 1 :]
        with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.suppress(SystemExit):
            main([called[0], "--help"])
        assert printed.getvalue(), f"there is no {command}"
        assert all(word in printed.getvalue() for word in called if word.startswith("--")), command


def slugs(text: str) -> set[str]:
    """The anchors that GitHub and the site give to the headings of a page."""
    heads = re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    text = FENCE.sub("", (ROOT / name).read_text(encoding="utf-8"))
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        if "://" in link:
            continue
        file, _, place = link.partition("#")
        target = (ROOT / name).parent / file if file else ROOT / name
        assert target.exists(), f"{link}: there is no {target}"
        if name.startswith("docs/"):
            assert target.resolve().is_relative_to(ROOT / "docs"), f"{link} leads out of the site"
        if place:
            assert place in slugs(target.read_text(encoding="utf-8")), f"{link}: there is no such heading"


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_name_only_rules_that_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for id in re.findall(rf"`((?:{'|'.join(TABLES)})\.(?!py|toml|md|csv|jsonl|txt)[a-z_]+)`", text):
        assert fanews.rule(id).id == id


@pytest.fixture
def build_docs(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    sys.modules.pop("build_docs", None)
    import build_docs  # type: ignore[import-not-found]

    return build_docs


def test_every_rule_has_a_page_with_all_that_its_row_says(build_docs: object) -> None:
    pages = build_docs.pages()  # type: ignore[attr-defined]
    for rule in fanews.rules():
        page = pages[f"rules/{rule.id}.md"]
        shown = [text for pair in (*rule.fixes, *rule.finds) for text in pair] + [*rule.keeps]
        for told in (rule.title, rule.why, rule.source, *map(build_docs.show, shown)):  # type: ignore[attr-defined]
            assert told in page
        assert f'"{rule.id}"' in page or "It acts only with" in page, "how is it switched off, or on?"
        assert f"`{rule.id}`" in pages[f"rules/{rule.table}.md"]
    assert f"rules/{rule.table}" in (ROOT / "docs/rules.md").read_text(encoding="utf-8")


def test_the_other_pages_that_are_made_are_complete(build_docs: object) -> None:
    pages = build_docs.pages()  # type: ignore[attr-defined]
    for command in ("parse", "normalize", "diff", "explain", "check", "numbers", "serve", "rules", "schema"):
        assert f"## fanews {command}\n" in pages["cli.md"]
    for file in (ROOT / "tests/golden").glob("known_failures_*.md"):
        for case in re.findall(r"^### (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE):
            assert f"**{case.strip()}**" in pages["known-failures.md"]


def test_the_reference_has_every_public_name() -> None:
    reference = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\.\. auto\w+:: fanews\.([\w.]+)$", reference, re.MULTILINE))
    assert set(fanews.__all__) <= told
    for module in ("arrow", "exports", "frames", "hazm", "html", "lint", "spacy"):
        (names,) = re.findall(
            r"^__all__ = (\[.*?\])", (SOURCE / f"{module}.py").read_text(encoding="utf-8"), re.M | re.S
        )
        assert {f"{module}.{name}" for name in json.loads(names.replace(",]", "]"))} <= told
    for name in fanews.__all__:
        assert getattr(fanews, name).__doc__, f"fanews.{name} says nothing of itself"


def test_the_clauses_of_the_orthography_are_kept_as_told() -> None:
    page = (ROOT / "docs/orthography.md").read_text(encoding="utf-8").replace("¦", "\u200c")
    rows = re.findall(r"^\| (.*?) \| `(.*?)` \| `(.*?)` \| (.*?) \|$", page, re.MULTILINE)
    assert len(rows) > 40
    for clause, text, becomes, what in rows:
        done = fanews.normalize(text)
        assert done.text == becomes, clause
        assert what.startswith("repairs") == bool(done.edits), clause
        named = set(re.findall(r"`([a-z]+\.[a-z_]+)`", what)) if done.edits else set()
        assert {rule for edit in done.edits for rule in edit.rules} <= named, clause


@pytest.mark.parametrize("name", ["README.fa.md", "docs/fa/index.md", "docs/fa/newsroom.md"])
def test_the_persian_pages_are_clean_persian(name: str) -> None:
    pytest.importorskip("pyromark")
    from fanews.lint import lint

    text = (ROOT / name).read_text(encoding="utf-8")
    assert lint(text, "markdown") == ()
    prose = re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))
    assert fanews.normalize(prose, skip={"spaces"}).edits == ()
    assert fanews.check(prose) == ()
