"""The annotated articles of ``benchmarks/articles`` are read as well as the goals ask."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
sys.path.append(str(BENCHMARKS))

from attribution import measure  # noqa: E402

GOALS = {
    "quote, overlap": 0.92,
    "quote, exact": 0.85,
    "cue": 0.95,
    "speaker": 0.88,
    "dateline, overlap": 0.95,
    "dateline: agency_id": 0.97,
    "dateline: place": 0.90,
    "dateline: via": 0.90,
    "headline, exact": 0.97,
    "lead, exact": 0.97,
}
PERSON = 0.88


@pytest.mark.parametrize("name", ["seen", "unseen"])
def test_the_goals_are_met(name: str) -> None:
    text = (BENCHMARKS / "articles" / f"{name}.jsonl").read_text(encoding="utf-8")
    tallies, speakers = measure([json.loads(line) for line in text.splitlines()])
    f1 = {key: 2 * t.right / (t.found + t.wanted) for key, t in tallies.items() if t.found + t.wanted}
    assert {key: round(f1[key], 3) for key, goal in GOALS.items() if f1[key] < goal} == {}
    assert speakers["person right"] / speakers["person"] >= PERSON
    assert tallies["date"].found == tallies["date"].right
