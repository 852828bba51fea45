"""The benchmarks measure what they say they measure."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))

from boundaries import HALF, NOISES, NONE, SPACE, Boundaries, damage, score
from report import markdown, publish

LINES = ["این کتاب\u200cها را می\u200cخوانند.", "خانهٔ ما در ۱۲ کیلومتری آن\u200cجاست"]


def test_boundaries() -> None:
    assert Boundaries.of("می\u200cروم به، ۵ تا").letters == "میرومبهتا"
    kinds = Boundaries.of("می\u200cرو به، ۵ تا").kinds
    assert kinds == (NONE, HALF, NONE, SPACE, NONE, "broken", NONE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("خانه\u200cی ما", "خانهٔ ما"),
        ("كتابي", "کتابی"),
        ("مؤسّسه", "موسسه"),
        ("کتـاب", "کتاب"),
        ("خانه ما", "خانهٔ\u200f ما"),
    ],
)
def test_spellings_that_are_the_same(one: str, other: str) -> None:
    assert Boundaries.of(one) == Boundaries.of(other)


@pytest.mark.parametrize("noise", NOISES)
def test_the_gold_text_scores_100_and_damage_is_repeatable(noise: str) -> None:
    assert damage(LINES[0], noise, "7") == damage(LINES[0], noise, "7")
    gold = iter(LINES)
    strict, tolerant = score(lambda text: next(gold), LINES, noise, 1)
    assert strict.exact == tolerant.exact == 100
    assert strict.macro == tolerant.macro == 100


def test_each_error_counts_once() -> None:
    strict, _ = score(lambda text: text, ["می\u200cروم و می\u200cآیم"], "STRIP", 1)
    assert (strict.wanted[HALF], strict.right[HALF], strict.given[HALF]) == (2, 0, 0)
    assert strict.given[NONE] - strict.right[NONE] == 2
    assert strict.exact == 0


def test_lines_run_together_are_lost() -> None:
    strict, _ = score(lambda text: text.replace("\n", " "), LINES, "CLEAN", 2)
    assert strict.exact == 0
    assert strict.f1(SPACE) == 0


@pytest.mark.parametrize(
    ("gold", "output"),
    [
        ("کشور\u200cها", "کشورها"),  # not seen
        ("کتابها", "کتاب\u200cها"),
        ("آنها", "آن\u200cها"),
        ("این که", "اینکه"),
        ("به عنوان", "به\u200cعنوان"),
        ("شده است", "شده\u200cاست"),
    ],
)
def test_house_styles_are_tolerated(gold: str, output: str) -> None:
    strict, tolerant = score(lambda text: output, [gold], "CLEAN", 1)
    assert (strict.exact, tolerant.exact) == (0, 100)


@pytest.mark.parametrize(
    ("gold", "output"),
    [("می\u200cشود", "میشود"), ("تنها", "تن\u200cها"), ("کتاب\u200cها", "کتاب ها"), ("کشورها", "کشور ها")],
)
def test_errors_are_not(gold: str, output: str) -> None:
    assert score(lambda text: output, [gold], "CLEAN", 1)[1].exact == 0


def test_tables_are_written_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "accuracy.md"
    publish("spacing", [markdown(["", "a"], [["x", "1"]])], page)
    page.write_text(page.read_text(encoding="utf-8") + "\nbelow\n", encoding="utf-8")
    publish("spacing", [markdown(["", "a"], [["x", "2"]])], page)
    text = page.read_text(encoding="utf-8")
    assert "| x | 2 |" in text
    assert "| x | 1 |" not in text
    assert text.endswith("below\n")
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(SystemExit, match="lacks the lines"):
        publish("spacing", [], page)
