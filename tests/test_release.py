"""What a release promises: the public names, and files that other programs read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import fanews

ROOT = Path(__file__).parent.parent
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_public_names_are_those_that_were_agreed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import api  # type: ignore[import-not-found]

    agreed = (ROOT / "docs/api.txt").read_text(encoding="utf-8").splitlines()
    now = list(api.lines())
    gone, new = [n for n in agreed if n not in now], [n for n in now if n not in agreed]
    assert (gone, new) == ([], []), "an API change: if it is meant, run `make api` and tell of it in CHANGELOG.md"
    assert now == agreed


FILES = {
    "citation-file-format": ["CITATION.cff"],
    "github-workflows": [".github/workflows/*.yml"],
    "github-issue-forms": [".github/ISSUE_TEMPLATE/[!c]*.yml"],
    "github-issue-config": [".github/ISSUE_TEMPLATE/config.yml"],
    "dependabot": [".github/dependabot.yml"],
}


@pytest.mark.parametrize("schema", FILES)
def test_a_file_fits_the_schema_of_its_kind(schema: str) -> None:
    checker = pytest.importorskip("check_jsonschema.cli").main
    runner = pytest.importorskip("click.testing").CliRunner()
    paths = [str(path) for glob in FILES[schema] for path in sorted(ROOT.glob(glob))]
    assert paths
    done = runner.invoke(checker, ["--builtin-schema", f"vendor.{schema}", *paths])
    assert done.exit_code == 0, done.output


def test_every_action_is_pinned_to_a_commit() -> None:
    for path in ROOT.glob(".github/workflows/*.yml"):
        for action in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8")):
            assert action.startswith("./") or re.search(r"@[0-9a-f]{40}$", action), f"{path.name}: {action}"


def test_the_version_is_the_same_everywhere() -> None:
    assert re.search(r"^## (\S+)", CHANGES, re.MULTILINE)[1] == fanews.__version__  # type: ignore[index]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {fanews.__version__}\n" in citation


def test_the_changelog_tells_by_rule_what_becomes_of_what() -> None:
    """The lines of the newest release are true: `rule`: `before` → `after`."""
    newest = re.split(r"^## ", CHANGES, flags=re.MULTILINE)[1]
    told = re.findall(r"`([a-z]+\.[a-z_]+)`(?: \(opt-in\))?: `([^`]+)` → `([^`]+)`", newest)
    assert told
    for id, before, after in told:
        done = fanews.normalize(before.replace("¦", "\u200c"), also={id})
        assert done.text == after.replace("¦", "\u200c"), id
        assert id in {rule for edit in done.edits for rule in edit.rules}, id


def test_the_workflow_tries_every_python_that_is_promised() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = re.findall(r"Python :: (3\.\d+)", "\n".join(settings["classifiers"]))
    workflow = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    assert settings["requires-python"] == f">={promised[0]}"
    for version in promised:
        assert f'"{version}"' in workflow
    assert "make test-oldest" in workflow


def test_the_workflows_make_only_what_can_be_made() -> None:
    targets = set(re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in ROOT.glob(".github/workflows/*.yml"):
        text = path.read_text(encoding="utf-8")
        made = re.findall(r"run: make ([\w -]+)$", text, re.MULTILINE) + re.findall(r"target: \[(.*)\]", text)
        assert set(re.split(r"[ ,]+", " ".join(made))) - {""} <= targets, path.name
