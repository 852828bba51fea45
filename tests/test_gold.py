"""The gold set is sound, and its scripts see what is wrong and where two annotations differ."""

from __future__ import annotations

import copy
import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent.parent / "benchmarks" / "gold"
sys.path[:0] = [str(GOLD), str(GOLD.parent)]

from agreement import kappas, same, without_optional  # noqa: E402
from check import faults, read  # noqa: E402
from score import measure  # noqa: E402

TEXTS = {text["id"]: text for text in read(GOLD / "texts.jsonl")}
GOLDS = {gold["id"]: gold for gold in read(GOLD / "gold.jsonl")}
RAW = {id_: text["text"] for id_, text in TEXTS.items()}


@pytest.fixture
def gold() -> Any:
    return copy.deepcopy(GOLDS["01-irna"])


@pytest.mark.parametrize("name", ["gold", "first", "second"])
def test_every_text_is_annotated_without_a_fault(name: str) -> None:
    annotated = {one["id"]: one for one in read(GOLD / f"{name}.jsonl")}
    assert TEXTS.keys() == annotated.keys()
    assert {id_: found for id_ in TEXTS if (found := list(faults(TEXTS[id_], annotated[id_])))} == {}


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda gold: gold["lead"].update(start=gold["lead"]["start"] + 1), "is not"),
        (lambda gold: gold["quotes"][0].update(kind="reported"), "kind is reported"),
        (lambda gold: gold["quotes"][0].update(cue=None), "no cue"),
        (lambda gold: gold["quotes"][0].update(speaker=gold["quotes"][0]["quote"]), "overlap"),
        (lambda gold: gold["numbers"][0].update(value="7"), "with the value"),
        (lambda gold: gold["numbers"].reverse(), "out of order"),
        (lambda gold: gold.pop("numbers"), "numbers"),
    ],
)
def test_a_fault_is_told(gold: Any, damage: Any, told: str) -> None:
    damage(gold)
    assert any(told in fault for fault in faults(TEXTS[gold["id"]], gold))


def test_the_set_agrees_with_itself() -> None:
    tallies, people = measure(list(GOLDS.values()), list(GOLDS.values()), RAW)
    assert {name for name, tally in tallies.items() if not tally.right == tally.found == tally.wanted > 0} == set()
    assert people["person right"] == people["person"] > 0
    assert "| words: content | 1.000 |" in kappas([(gold, gold) for gold in GOLDS.values()], RAW)


def test_a_difference_costs_what_it_should(gold: Any) -> None:
    other = copy.deepcopy(gold)
    other["quotes"].pop(0)
    other["numbers"][0]["unit"] = "سال"
    tallies, _ = measure([gold], [other], RAW)
    whole, part = len(gold["quotes"]), len(other["quotes"])
    assert (tallies["quote, exact"].right, tallies["quote, exact"].found) == (part, part)
    assert tallies["quote, exact"].wanted == whole
    value, fields = tallies["number: value"], tallies["number: all fields"]
    assert (value.right, fields.right) == (value.wanted, fields.wanted - 1)


def test_a_field_that_differs_is_counted(gold: Any) -> None:
    other = copy.deepcopy(gold)
    other["quotes"][0]["speaker_role"] = "وزیر"
    other["numbers"][0].update(unit="سال", optional=True)
    table, whole = same([(gold, other)]), len(gold["quotes"])
    assert f"| quotes: speaker_role | {100 * (whole - 1) / whole:.1f} | {whole - 1}/{whole} |" in table
    assert "| numbers: unit | 100.0 |" in table


def test_what_the_second_annotator_marks_optional_costs_nothing(gold: Any) -> None:
    one = copy.deepcopy(gold)
    one["quotes"].pop(0)
    gold["quotes"][0]["optional"] = True
    kept = without_optional(one, gold, RAW)
    assert len(kept["quotes"]) == len(one["quotes"])


def test_another_system_is_scored_from_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], gold: Any
) -> None:
    found = {"id": gold["id"], "quotes": [{"quote": quote["quote"]} for quote in gold["quotes"]]}
    for name, one in (("gold", gold), ("found", found)):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(one) + "\n", encoding="utf-8")
    options = ["--gold", str(tmp_path / "gold.jsonl"), "--found", str(tmp_path / "found.jsonl")]
    monkeypatch.setattr(sys, "argv", ["score.py", *options])
    runpy.run_path(str(GOLD / "score.py"), run_name="__main__")
    out = capsys.readouterr().out
    assert "| quote, exact | 100.0 | 100.0 | 100.0 | 6 |" in out
    assert "| headline, exact | – | 0.0 | 0.0 | 1 |" in out
