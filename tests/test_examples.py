"""The examples print what they say they print, and the generated docs are those the tables give."""

from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path

import pytest

from fanews import rule
from fanews.rules import TABLES

ROOT = Path(__file__).parent.parent
MARK = "\n# Prints:\n"


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=lambda p: p.stem)
def test_an_example_prints_what_it_says(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, expected = path.read_text(encoding="utf-8").partition(MARK)
    assert expected, f"{path.name} does not say what it prints"
    runpy.run_path(str(path), run_name="__main__")
    printed = capsys.readouterr().out
    assert printed.splitlines() == [line.removeprefix("#").removeprefix(" ") for line in expected.splitlines()]


def test_the_rules_page_is_the_one_the_tables_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    sys.modules.pop("build_docs", None)
    import build_docs  # type: ignore[import-not-found]

    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == build_docs.page(), "run tools/build_docs.py"


def test_the_pages_name_only_rules_that_exist() -> None:
    for page in (ROOT / "docs").glob("*.md"):
        for id in re.findall(rf"`((?:{'|'.join(TABLES)})\.(?!py|toml)[a-z_]+)`", page.read_text(encoding="utf-8")):
            assert rule(id).id == id
