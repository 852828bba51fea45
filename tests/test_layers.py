"""Text flows one way: a module of fanews imports only modules below it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import fanews

SOURCE = Path(fanews.__file__).parent
LAYERS = (
    *("__main__", "cli", "__init__"),
    *("checking", "reports", "files", "lint", "settings", "prose"),
    *("arrow", "runs", "jsonl", "batch", "workers", "serve", "render", "terminal"),
    *("html", "hazm", "spacy", "frames", "exports"),
    "article",
    "visible",
    *("records", "layout", "lines", "dateline", "slots"),
    *("quotes", "attribution", "speech", "speakers", "cues", "mentions", "when", "words"),
    *("numbers", "series", "amounts", "hours", "figures", "calendar"),
    *(
        "normalize",
        "spacing",
        "typos",
        "looks",
        "parts",
        "features",
        "tokens",
        "nearby",
        "madda",
        "standing",
        "forms",
        "numerals",
        "number_grammar",
        "rules",
        "lexicon",
        "memory",
        "text",
        "resources",
        "errors",
    ),
)
MODULES = sorted(SOURCE.glob("*.py"))


def imported(path: Path) -> set[str]:
    """The fanews modules that a module names in its imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            names |= {node.module} if node.module else {a.name for a in node.names}
    return {n for n in names if (SOURCE / f"{n}.py").exists()}


@pytest.mark.parametrize("path", MODULES, ids=[p.stem for p in MODULES])
def test_a_module_imports_only_modules_below_it(path: Path) -> None:
    place = LAYERS.index(path.stem)
    lazily = {"render"} if path.stem == "article" else set()  # to_html loads its adapter when it is used
    above = {n for n in imported(path) - lazily if LAYERS.index(n) <= place}
    assert not above, f"{path.name} imports {above}, which stand above it"


def test_importing_fanews_loads_nothing_heavy() -> None:
    code = """if True:
        import sys, fanews
        heavy = {"tomllib", "json", "trafilatura", "hazm", "concurrent.futures.process", "html"} & set(sys.modules)
        assert not [name for name in sys.modules if name.startswith("fanews.")]
        print(sorted(heavy - set(sys.argv[1:])))
    """
    bare = subprocess.run(
        [sys.executable, "-c", "import sys, attrs, regex; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *bare.stdout.split()], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("first", ["fanews", "fanews.rules", "fanews.normalize", "fanews.cli"])
def test_the_public_names_are_there_whatever_is_imported_first(first: str) -> None:
    """The functions `normalize` and `rules` too, though modules have these names."""
    code = f"""if True:
        import {first}, fanews, fanews.normalize, fanews.rules
        from fanews import *
        assert all(getattr(fanews, name) is globals()[name] for name in fanews.__all__)
        assert set(fanews.__all__) <= set(dir(fanews))
        print(fanews.normalize("a").text, len(fanews.rules()) > 0)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["a", "True"]


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'prase'"):
        fanews.prase  # type: ignore[attr-defined]  # noqa: B018
