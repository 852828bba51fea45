"""The examples print what they say they print."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import fanews

EXAMPLES = Path(__file__).parent.parent / "examples"
MARK = "\n# Prints:\n"
NEEDS = {
    "crawl": ("trafilatura",),
    "folder_to_table": ("pandas", "matplotlib"),
    "scrapy_pipeline": ("trafilatura", "scrapy"),
}
"""Packages; those that are not in the dev group are in the group `engines` (``make engines``)."""


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda p: p.stem)
def test_an_example_prints_what_it_says(path: Path) -> None:
    missing = [name for name in NEEDS.get(path.stem, ()) if not find_spec(name)]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed (make engines)")
    _, _, expected = path.read_text(encoding="utf-8").partition(MARK)
    assert expected, f"{path.name} does not say what it prints"
    here = {"PYTHONPATH": str(Path(fanews.__file__).parent.parent), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, str(path)], env={**os.environ, **here}, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [line.removeprefix("#").removeprefix(" ") for line in expected.splitlines()]


def test_the_list_of_examples_is_complete() -> None:
    listed = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in EXAMPLES.glob("*.py") if f"`{path.name}`" not in listed] == []
