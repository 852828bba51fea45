"""The word list and users' own words."""

from __future__ import annotations

import importlib.util
import pickle
import sys
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews import lexicon
from fanews.lexicon import Lexicon
from fanews.text import ZWNJ

TOOL = Path(__file__).parent.parent / "tools" / "build_lexicon.py"


@pytest.mark.parametrize("word", ["کتاب", "توسعه", "ارائه\u200cدهنده", "می\u200cشود", "نمی\u200cگوید", "بیندازد", "و"])
def test_words_and_verb_forms_are_known(word: str) -> None:
    assert lexicon.is_word(word)


@pytest.mark.parametrize("word", ["", " ", "تعاوونی", "کتاب ", "ab", "\ud800", "ک" * 10_000])
def test_other_strings_are_not(word: str) -> None:
    assert not lexicon.is_word(word)
    assert lexicon.frequency(word) == 0
    assert lexicon.level(word) == -1


def test_common_words_are_more_frequent_than_rare_ones() -> None:
    assert lexicon.frequency("کتاب") > lexicon.frequency("خروشان") > lexicon.frequency("رگبرگ") > 0


def test_parts_of_compounds_are_known() -> None:
    assert lexicon.compounds_after("بی") > 50 < lexicon.compounds_before("گذاری")
    assert lexicon.compounds_after("تعاون") == lexicon.compounds_before("اگر") == 0
    assert lexicon.spells_compound("ارائهدهنده")
    assert not lexicon.spells_compound("کتاب")


def test_parts_that_lead_and_follow_are_those_with_compounds() -> None:
    assert {"بی", "غیر", "گذاری"} <= lexicon.leaders()
    assert {"نظیر", "گذاری"} <= lexicon.followers()
    assert not {"نظیر", "تعاون"} & lexicon.leaders()
    assert "تعاون" not in lexicon.followers()
    assert all(map(lexicon.compounds_after, lexicon.leaders()))
    assert all(map(lexicon.compounds_before, lexicon.followers()))


def test_a_compound_in_its_letters_is_no_word() -> None:
    assert lexicon.spells_compound(f"می{ZWNJ}شود")
    assert not any(map(lexicon.is_word, (f"{ZWNJ}میشود{ZWNJ}", f"{ZWNJ}کتاب", f"کتاب{ZWNJ}")))


def test_levels_are_octaves() -> None:
    assert lexicon.level("کتاب") == lexicon.frequency("کتاب").bit_length() == 24
    assert lexicon.level("رگبرگ") == lexicon.frequency("رگبرگ").bit_length() == 5
    assert lexicon.level("میشود") == lexicon.frequency("میشود") == 0


def test_greater_frequencies_have_greater_bytes() -> None:
    octaves = [lexicon.encode_frequency(2**n) for n in range(40)]
    assert [b - a for a, b in pairwise(octaves[:32])] == [8] * 31
    assert octaves[0] == 1
    assert octaves[-1] == 255
    assert lexicon.encode_frequency(0) == lexicon.decode_frequency(0) == 0


# ---- how it is stored ----------------------------------------------------------------------------------


@given(st.lists(st.text("ابپ\u200ca "), min_size=1), st.lists(st.integers(0, 65535)), st.binary())
def test_what_is_packed_comes_back(strings: list[str], numbers: list[int], rest: bytes) -> None:
    names, column, after = lexicon.unpack(lexicon.pack(strings, numbers) + rest)
    assert (names, list(column), after) == (strings, numbers, rest)


@given(st.dictionaries(st.text("ابپتث", max_size=4), st.integers(0, 255)))
def test_a_table_knows_its_strings(entries: dict[str, int]) -> None:
    table = lexicon.Table(lexicon.Table.pack(entries))
    assert {string: table.get(string) for string in entries} == entries
    assert table.get("کتاب") == table.get("\ud800") == -1


def test_of_two_strings_with_one_key_the_greater_byte_counts() -> None:
    for entries in ({"یاارر": 7, "ربموک": 3}, {"یاارر": 3, "ربموک": 7}):
        table = lexicon.Table(lexicon.Table.pack(entries))
        assert table.get("یاارر") == table.get("ربموک") == 7


def test_what_is_encoded_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    data = lexicon.encode({"کتاب": 9}, {"بی": (3, 0), "نظیر": (0, 2)})
    monkeypatch.setattr("fanews.resources.read", lambda path: data)
    parts, table = lexicon._load.__wrapped__()
    assert parts == {"بی": (3, 0), "نظیر": (0, 2)}
    assert table.get("کتاب") == 9


@given(st.integers(1, 2**31))
def test_frequencies_keep_their_size(frequency: int) -> None:
    assert lexicon.decode_frequency(lexicon.encode_frequency(frequency)) == pytest.approx(frequency, rel=0.05, abs=1)


def test_the_shipped_file_is_what_the_tool_makes() -> None:
    if importlib.util.find_spec("hazm") is None:
        pytest.skip("hazm is not installed")
    sys.path.insert(0, str(TOOL.parent))
    try:
        import build_lexicon
    finally:
        sys.path.remove(str(TOOL.parent))
    words = build_lexicon.words(build_lexicon.hazm_data())
    made = build_lexicon.compiled(words)
    assert made == files("fanews").joinpath("data/lexicon.bin").read_bytes()


# ---- a user's own words --------------------------------------------------------------------------------


def test_a_lexicon_is_a_value() -> None:
    words = Lexicon(join=["لیگ\u200cبرتر"], split=["آن مرد"], keep=["کتابها"])
    assert words == Lexicon(join=("لیگ\u200cبرتر",), split=("آن مرد",), keep=("کتابها",))
    assert hash(words) == hash(pickle.loads(pickle.dumps(words)))
    assert pickle.loads(pickle.dumps(words)) == words
    assert words.spellings() == {"لیگبرتر": "لیگ\u200cبرتر", "آنمرد": "آن مرد"}
    with pytest.raises(AttributeError):
        words.join = ()  # type: ignore[misc]


def test_a_lexicon_says_what_is_wrong_with_its_words() -> None:
    with pytest.raises(TypeError, match=r"lists of words, e\.g\. \['تیم'\], not one string"):
        Lexicon(join="تیم")
    for word in ("لیگ برتر", "", ZWNJ):
        with pytest.raises(ValueError, match=r"^join: .* must be one word, its parts joined by ZWNJ"):
            Lexicon(join=[word])
    for word in ("لیگبرتر", " لیگ "):
        with pytest.raises(ValueError, match=r"^split: .* must have a space where it is to be separated$"):
            Lexicon(split=[word])


def test_the_words_of_a_lexicon_are_sorted_and_once_there() -> None:
    assert Lexicon(join=["تیم", "برنا", "تیم"]).join == ("برنا", "تیم")
    both = Lexicon(join=[f"آن{ZWNJ}مرد"], split=["آن مرد"], keep=["کتابها"])
    assert both.spellings() == {"آنمرد": f"آن{ZWNJ}مرد"}
