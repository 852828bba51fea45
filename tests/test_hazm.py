"""The bridge to hazm: the drop-in Normalizer does what hazm's documents, tokens stand where they were read."""

from __future__ import annotations

import inspect
import re
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fanews
from fanews.hazm import Normalizer, Token, tokens

PAGE = (Path(__file__).parent.parent / "docs/migrating-from-hazm.md").read_text(encoding="utf-8")
ARGUMENTS = list(inspect.signature(Normalizer).parameters)
OFF = dict.fromkeys(ARGUMENTS, False)


def rows(columns: int) -> list[list[str]]:
    """The lines of the page's tables with so many columns, without their heads."""
    lines = [re.findall(r"(?<=\| )[^|]*(?= \|)", line) for line in PAGE.splitlines() if line.startswith("| `")]
    return [[cell.strip("`").replace("¦", "\u200c") for cell in line] for line in lines if len(line) == columns]


SAME, OTHER = rows(3), rows(4)


@pytest.fixture(scope="module")
def hazm() -> ModuleType:
    return pytest.importorskip("hazm", reason="hazm installs on Python 3.12 and 3.13 only")


@cache
def theirs(argument: str | None = None) -> Any:
    """hazm's Normalizer, with one argument alone if it is given; making one takes long."""
    import hazm

    return hazm.Normalizer(**OFF | {argument: True}) if argument else hazm.Normalizer()


def test_the_page_shows_every_argument() -> None:
    assert {row[0] for row in SAME} == set(ARGUMENTS)
    assert len(OTHER) >= 10


@pytest.mark.parametrize(("argument", "text", "result"), SAME)
def test_an_argument_alone_does_its_thing(argument: str, text: str, result: str) -> None:
    assert Normalizer(**OFF | {argument: True}).normalize(text) == result
    method = "persian_number" if argument == "persian_numbers" else argument
    assert getattr(Normalizer(), method)(text) == result


@pytest.mark.parametrize(("argument", "text", "result"), SAME)
def test_hazm_does_the_same(hazm: ModuleType, argument: str, text: str, result: str) -> None:
    assert theirs(argument).normalize(text) == result


@pytest.mark.parametrize(("argument", "text", "result"), [row for row in SAME if "ـ" not in row[1]])
def test_an_argument_that_is_off_changes_nothing(argument: str, text: str, result: str) -> None:
    assert Normalizer(**OFF).normalize(text) == text


@pytest.mark.parametrize(("text", "other", "ours", "why"), OTHER)
def test_what_differs_differs_as_the_page_says(text: str, other: str, ours: str, why: str) -> None:
    assert Normalizer().normalize(text) == ours != other


@pytest.mark.parametrize(("text", "other", "ours", "why"), OTHER)
def test_hazm_differs_as_the_page_says(hazm: ModuleType, text: str, other: str, ours: str, why: str) -> None:
    assert theirs().normalize(text) == other


def test_the_signature_is_hazms(hazm: ModuleType) -> None:
    mine, its = (inspect.signature(kind).parameters.values() for kind in (Normalizer, hazm.Normalizer))
    assert [(p.name, p.default) for p in mine] == [(p.name, p.default) for p in its]


def test_the_whole_of_it_on_a_damaged_sentence() -> None:
    text = "مُدیرکل گفت : « تعاونيها  در 1404 سال\u200cهاااای خوب نمیبینند ... »"
    assert Normalizer().normalize(text) == "مدیرکل گفت: «تعاونی\u200cها در ۱۴۰۴ سال\u200cهای خوب نمی\u200cبینند …»"
    assert Normalizer().normalize("") == ""


@given(st.text(alphabet="سلامیيك ـ\u200cًٔ\"'«».،12%٪۳@a/\n﷼﷽ﷺ", max_size=40))
def test_the_normalizer_takes_any_text(text: str) -> None:
    once = Normalizer().normalize(text)
    assert not set("ًﷺ﷼﷽") & set(once)


@pytest.mark.parametrize("text", ["ک", "سسس", "a", '"', "“", "“ا", "12.", "...", "﷽", " ", "ابپ", "@", "۱۲۳"])
def test_the_normalizer_takes_linear_time(text: str) -> None:
    """A text four times as long takes about four times as long, not sixteen times."""
    short, long = (timed(lambda n=n: Normalizer().normalize(text * n)) for n in (20_000, 80_000))
    assert long < 10 * short + 0.05


def timed(work: Callable[[], object]) -> float:
    """The least processor time of three: another program may be in the way of one."""

    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return min(once() for _ in range(3))


def test_anything_but_text_is_a_type_error() -> None:
    for call in (Normalizer().normalize, tokens):
        with pytest.raises(TypeError, match="decode"):
            call("متن".encode())  # type: ignore[arg-type]


# ---- tokens --------------------------------------------------------------------------------------------


def test_without_hazm_the_error_shows_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    from fanews import hazm as bridge

    bridge._tools.cache_clear()
    monkeypatch.setitem(sys.modules, "hazm", None)
    with pytest.raises(ImportError, match=re.escape('pip install "fanews[hazm]"')):
        tokens("سلام")


def test_tokens_lemmas_and_spans(hazm: ModuleType) -> None:
    raw = "وزیر گفت:سدها پر مي شوند.این كار گفته  شده است ؟"
    found = tokens(raw)
    assert " ".join(t.text for t in found) == "وزیر گفت : سدها پر می\u200cشوند . این کار گفته_شده_است ؟"
    assert [raw[t.span.start : t.span.stop] for t in found][5:10] == ["مي شوند", ".", "این", "كار", "گفته  شده است"]
    assert found[5].lemma == "شد#شو"
    assert found[9].lemma == "گفت#گو"
    assert [t.sentence for t in found] == [0] * 7 + [1] * 4
    assert {t.tag for t in found} == {None}


def test_the_example_of_the_page(hazm: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = re.findall(r"```(?:python\n(from fanews.hazm import tokens.*?)|\n(گفته.*?))```", PAGE, re.DOTALL)
    exec(code[0], {})
    assert capsys.readouterr().out == printed[1].replace("¦", "\u200c")


def test_an_article_a_normalized_and_a_text_give_the_same_tokens(hazm: ModuleType) -> None:
    raw = "سدها پر شد\nوزیر نیرو گفت: سد ها پر خواهند شد."
    assert tokens(raw) == tokens(fanews.normalize(raw)) == tokens(fanews.parse(raw))
    assert "خواهند_شد" in [t.text for t in tokens(raw)]


def test_an_article_with_a_lexicon_of_its_own_is_not_guessed_at(hazm: ModuleType) -> None:
    ours = fanews.Lexicon(join=["لیگ\u200cبرتر"])
    article = fanews.parse("دیدار لیگ برتر بود", lexicon=ours)
    assert "لیگ\u200cبرتر" in [t.text for t in tokens(article)]
    with pytest.raises(ValueError, match=r"normalize\(article\.original"):
        tokens(fanews.Article.from_dict(article.to_dict()))
    assert "لیگ\u200cبرتر" in [t.text for t in tokens(fanews.normalize(article.original, lexicon=ours))]


def test_no_word_is_lost_where_hazm_loses_one(hazm: ModuleType) -> None:
    assert [t.text for t in tokens("او چنین خواهد")] == ["او", "چنین", "خواهد"]
    assert hazm.WordTokenizer().tokenize("او چنین خواهد") == ["او", "چنین"]


def test_tags_come_from_the_callers_model(hazm: ModuleType, tmp_path: Path) -> None:
    lesson = [[("سدها", "NOUN"), ("پر", "ADJ"), ("می\u200cشوند", "VERB"), (".", "PUNCT")]] * 20
    model = str(tmp_path / "tagger.model")
    hazm.POSTagger().train(lesson, verbose=False, file_name=model, report_duration=False)
    found = tokens("سدها پر میشوند . سدها پر می شوند.", tagger=hazm.POSTagger(model=model))
    assert [t.tag for t in found] == ["NOUN", "ADJ", "VERB", "PUNCT"] * 2


WORDS = ["گفته شده است", "خواهد رفت", "می شوند", "میشوند", "تعاونيها", "كتاب ها", "سد", "۱۲/۵", "او", "نخواهد", "a_b"]
MARKS = [" ", "  ", ".", " . ", "؟ ", "،", "\n", "\u00a0", "\t", "!\n\n", "_", "\u200c", " \u200f"]


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS), st.text(max_size=3)), max_size=12))
def test_every_token_stands_where_its_span_says(hazm: ModuleType, pieces: list[str]) -> None:
    """What became of the span is the token, but for blanks and the «_» that joins verbs; nothing is left over."""
    done = fanews.normalize("".join(pieces))
    found = tokens(done)
    assert squeezed(done.text) == squeezed("".join(t.text for t in found))
    spans = [done.to_normalized(t.span) for t in found]
    assert spans == sorted(spans)
    for token, span in zip(found, spans, strict=True):
        assert squeezed(token.text) == squeezed(span.of(done.text))
        assert isinstance(token, Token)


def squeezed(text: str) -> str:
    return re.sub(r"[\s_]+", "", text)
