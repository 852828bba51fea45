"""The benchmarks measure what they say they measure."""

from __future__ import annotations

import json
import os
import runpy
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
sys.path.append(str(BENCHMARKS))

import speed  # noqa: E402
import texts  # noqa: E402
from boundaries import HALF, NOISES, NONE, SPACE, Boundaries, damage, score  # noqa: E402
from maddas import count  # noqa: E402
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


def test_maddas_are_counted_letter_by_letter() -> None:
    texts = ["آب و آتش", "آیا انار"]
    assert count(lambda text: text, texts, 60, lost=False) == (3, 3, 0)
    assert count(lambda text: text, texts, 60, lost=True) == (3, 0, 0)
    assert count(lambda text: text.replace("ا", "آ"), texts, 60, lost=True) == (3, 3, 3)
    assert count(lambda text: text.replace("اب", "آب").replace("و", "ووو"), texts, 60, lost=True) == (3, 1, 0)


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
    options = ("--quick", "--growth", "1,2", "--only", "fanews,fanews.parse", "--pieces", "rates,growth,workers")
    run(monkeypatch, "speed.py", "--gold", tmp_path / "gold.txt", *options)
    rows = [line.strip("| ").split(" | ") for line in capsys.readouterr().out.splitlines() if line.startswith("| ")]
    assert [row[0] for row in rows if row[0].startswith("fanews")] == ["fanews", "fanews.parse"] * 2
    assert all(float(cell) >= 0 for row in rows if row[0].startswith("fanews") for cell in row[1:] if cell)
    assert sum(row[0] in ("documents of 3 kB", "one text") for row in rows) == 4
    goals = {row[0]: row for row in rows}
    assert goals["`normalize`: rate over hazm's"][1:3] == ["≥ 4×", "not measured"]
    assert goals["`pipe(workers=2)`: rate over one worker's"][3] in ("yes", "**no**")


@pytest.mark.parametrize(
    ("sign", "found", "met"),
    [
        ("≥", {"": 2.0}, "yes"),
        ("≥", {"printed": 3, "damaged": 1.9}, "**no**"),
        ("≤", {"": 2.1}, "**no**"),
        ("≤", {"": None}, ""),
    ],
)
def test_a_goal_is_met_only_if_all_that_was_found_meets_it(sign: str, found: dict[str, float | None], met: str) -> None:
    assert speed.Goal("rate", sign, 2, "×", found).row()[-1] == met


@pytest.mark.parametrize("noise", ["CLEAN", "MIX"])
def test_no_line_is_read_twice_before_all_were(noise: str) -> None:
    gold = [f"{line} {i}" for i in range(200) for line in LINES]
    size = sum(len(line.encode()) for line in gold) / 1e6
    read = "\n".join(texts.documents(gold, noise, 0.8 * size, "1")).replace("\u200c", "").replace(" ", "").split("\n")
    assert len(read) > 0.7 * len(gold)
    assert len(set(read)) == len(read)


def test_hostile_inputs_have_the_size_that_is_asked() -> None:
    ordinary = "\n".join(LINES * 40)
    sizes = {name: len(text.encode(errors="surrogatepass")) for name, text in texts.hostile(ordinary, 0.002)}
    assert set(sizes) == {*texts.REPEATED, *texts.TURNED}
    assert all(1800 <= size <= 2000 for size in sizes.values()), sizes


def test_what_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "COMPILED", os.environ | {"PYTHONPATH": str(BENCHMARKS.parent / "src")})
    bench = speed.Bench(LINES, tmp_path / "documents")
    bench.read(["تهران"] * 20_000)
    assert bench.run(speed.OWN[0], cap=0.01) == f"over {speed.CAP}"


@pytest.mark.parametrize(
    ("text", "pieces", "fault"), [("", "rates", "hold no text"), ("سلام", "speed", "no such pieces: speed")]
)
def test_what_cannot_be_measured_is_said(
    text: str,
    pieces: str,
    fault: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "gold.txt").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit):
        run(monkeypatch, "speed.py", "--gold", tmp_path / "gold.txt", "--pieces", pieces)
    assert fault in capsys.readouterr().err
