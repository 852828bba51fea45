"""The command line: what it prints, and what its exit codes mean."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from fanews import Article, __version__
from fanews.cli import main

ARTICLE = str(Path(__file__).parent.parent / "examples/irib-lorestan.txt")


def test_parse_prints_the_structure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", ARTICLE]) == 0
    out = capsys.readouterr().out
    for part in ("2025-10-11", "IRIB", "quotes (11)", "numbers (4)", "یعقوب رستمی مال خلیفه"):
        assert part in out


def test_parse_json_is_an_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", ARTICLE, "--json"]) == 0
    article = Article.from_dict(json.loads(capsys.readouterr().out))
    assert article.original == Path(ARTICLE).read_text(encoding="utf-8")
    assert len(article.quotes) == 11


def test_metadata_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("وزیر نیرو گفت: سدها پر است.", encoding="utf-8")
    assert main(["parse", str(file), "--json", "--url", "https://www.irna.ir/1", "--published", "2025-10-11"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["url"] == "https://www.irna.ir/1"
    assert data["published"] == "2025-10-11"


def test_normalize_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stdin = io.TextIOWrapper(io.BytesIO("گفت:سلام\n".encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stdin)
    assert main(["normalize", "-"]) == 0
    assert capsys.readouterr().out == "گفت: سلام\n"


def test_explain_names_rule_and_reason_and_shows_zwnj(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("کتاب ها را می خوانند", encoding="utf-8")
    assert main(["explain", str(file)]) == 0
    out = capsys.readouterr().out
    assert "کتاب¦ها" in out
    assert "zwnj.plural: " in out
    assert "\tseen: «کتاب¦ها» was seen with its ZWNJ; «ها» is a suffix (zwnj.plural); " in out
    assert "\u200c" not in out


def test_explain_json_lists_the_facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("علي کتاب ها را می خوانند", encoding="utf-8")
    assert main(["explain", str(file), "--json"]) == 0
    letter, plural, verb = json.loads(capsys.readouterr().out)["edits"]
    assert letter["seen"] == []
    assert "«ها» is a suffix (zwnj.plural)" in plural["seen"]
    assert "«می\u200cخوانند» is in the word list" in verb["seen"]


def test_skip_and_also_take_rule_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("علي ۱۲", encoding="utf-8")
    assert main(["normalize", str(file), "--skip", "letters.yeh", "--also", "letters.digits_latin"]) == 0
    assert capsys.readouterr().out == "علي 12\n"
    assert main(["normalize", str(file), "--skip", "letters.yehh"]) == 2
    assert "letters.yeh" in capsys.readouterr().err


def test_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("۲۵ هزار نفر آمدند", encoding="utf-8")
    assert main(["numbers", str(file)]) == 0
    assert "25000\tcardinal\tنفر" in capsys.readouterr().out


def test_numbers_of_an_article_of_a_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("دیروز برف آمد", encoding="utf-8")
    assert main(["numbers", str(file), "--published", "۱۴۰۴/۰۷/۱۹"]) == 0
    assert "2025-10-10\tdate" in capsys.readouterr().out
    assert main(["numbers", str(file), "--published", "tomorrow"]) == 2
    assert "tomorrow" in capsys.readouterr().err


def test_rules_lists_and_shows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    assert "letters.yeh" in capsys.readouterr().out
    assert main(["rules", "letters.yeh"]) == 0
    assert "keeps" in capsys.readouterr().out
    assert main(["rules", "letters.nothing"]) == 2


@pytest.mark.parametrize("command", ["parse", "normalize", "explain", "numbers"])
def test_unusable_input_is_one_line_and_code_2(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old.txt"
    old.write_bytes("نفت ايران".encode("windows-1256"))
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"\n")
    for name, hint in (
        (tmp_path / "none.txt", "No such file"),
        (old, "windows-1256"),
        (empty, "empty"),
        (tmp_path, ""),
    ):
        assert main([command, str(name)]) == 2
        err = capsys.readouterr().err
        assert err.count("\n") == 1
        assert hint in err
    assert main([command, str(old), "--encoding", "nonsense"]) == 2
    assert main([command, str(old), "--encoding", "windows-1256"]) == 0


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["--version"])
    assert done.value.code == 0
    assert __version__ in capsys.readouterr().out
