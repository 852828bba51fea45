"""The benchmarks measure what they say they measure."""

from __future__ import annotations

import json
import runpy
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
sys.path.append(str(BENCHMARKS))

from boundaries import HALF, NOISES, NONE, SPACE, Boundaries, damage, score  # noqa: E402
from numerals import is_number  # noqa: E402
from report import markdown, publish  # noqa: E402

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


def run(monkeypatch: pytest.MonkeyPatch, script: str, *options: object) -> None:
    monkeypatch.setattr(sys, "argv", [script, *map(str, options)])
    runpy.run_path(str(BENCHMARKS / script), run_name="__main__")


def test_spacing_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gold.conllu").write_text("# text = " + "\n1\t_\n# text = ".join(LINES) + "\n", encoding="utf-8")
    (tmp_path / "typos.tsv").write_text("wrong\tright\nگزرارش\tگزارش\n", encoding="utf-8")
    only = "do nothing,fanews,no such system"
    run(
        monkeypatch, "spacing.py", "--gold", tmp_path / "gold.conllu", "--typos", tmp_path / "typos.tsv", "--only", only
    )
    out = capsys.readouterr().out
    assert "Corpora: gold (2 lines)." in out
    assert "| do nothing | 65.0 / 0.0 / 0.0 |" in out
    assert "| fanews | 100.00 (1) | 0.00 (1) | 0.00 (1) |" in out
    assert str(tmp_path) not in out


def test_attribution_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "وزیر نیرو گفت: سدها پر می\u200cشوند."

    def span(part: str) -> dict[str, int]:
        return {"start": text.index(part), "end": text.index(part) + len(part)}

    quote = {"quote": span("سدها پر می\u200cشوند"), "cue": span("گفت"), "speaker": span("وزیر نیرو")}
    unseen = {"quote": span("وزیر"), "cue": None, "speaker": span("نیرو"), "speaker_resolved": None}
    quotes = [{**quote, "speaker_resolved": "وزیر نیرو"}, unseen]
    gold = {"text": text, "date": None, "dateline": None, "quotes": quotes, "no_title": True}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    run(monkeypatch, "attribution.py", "--articles", tmp_path / "gold.jsonl")
    out = capsys.readouterr().out
    assert "| quote, exact | 100.0 | 50.0 | 66.7 | 2 |" in out
    assert "| words that name the speaker | 100.0 (1/1) | 100.0 (1/1) |" in out


def test_numerals_from_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run(monkeypatch, "numerals.py", "--count", 8, "--rounds", 1, "--only", "fanews")
    out = capsys.readouterr().out
    assert "| **worst group** |  | **1.000** |" in out
    assert "| fanews | " + " | ".join(["1.000"] * 9) + " |" in out
    assert "| fanews | 8 | 0 | 0 |" in out
    assert "| fanews | Python | " in out


def test_an_answer_is_right_only_if_it_is_the_number() -> None:
    assert is_number("25", 25)
    assert is_number(None, None)
    assert is_number(Decimal("0.5"), Fraction(1, 2))
    assert not any(is_number(found, 25) for found in (None, "", 20, "سلام", "بیست و پنج"))
    assert not is_number(0, None)


def test_speed_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gold.txt").write_text("\n".join(LINES * 30), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(BENCHMARKS.parent / "src"))
    options = ("--gold", tmp_path / "gold.txt", "--megabytes", 0.01, "--rounds", 1, "--only", "fanews")
    run(monkeypatch, "speed.py", *options)
    row = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("| fanews |"))
    cells = row.strip("| ").split(" | ")[1:]
    assert all(float(cell) > 0 for cell in cells if cell.strip())
