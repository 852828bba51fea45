"""The word list and users' own words."""

from __future__ import annotations

import importlib.util
import pickle
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews import lexicon
from fanews.lexicon import Lexicon

TOOL = Path(__file__).parent.parent / "tools" / "build_lexicon.py"


@pytest.mark.parametrize("word", ["کتاب", "توسعه", "ارائه\u200cدهنده", "می\u200cشود", "نمی\u200cگوید", "بیندازد"])
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


def test_a_lexicon_is_a_value() -> None:
    words = Lexicon(join=["لیگ\u200cبرتر"], split=["آن مرد"], keep=["کتابها"])
    assert words == Lexicon(join=("لیگ\u200cبرتر",), split=("آن مرد",), keep=("کتابها",))
    assert hash(words) == hash(pickle.loads(pickle.dumps(words)))
    assert pickle.loads(pickle.dumps(words)) == words
    assert words.spellings() == {"لیگبرتر": "لیگ\u200cبرتر", "آنمرد": "آن مرد"}
    with pytest.raises(AttributeError):
        words.join = ()  # type: ignore[misc]


def test_a_lexicon_says_what_is_wrong_with_its_words() -> None:
    with pytest.raises(TypeError, match="lists of words"):
        Lexicon(join="لیگ\u200cبرتر")
    with pytest.raises(ValueError, match="join"):
        Lexicon(join=["لیگ برتر"])
    with pytest.raises(ValueError, match="split"):
        Lexicon(split=["لیگبرتر"])
