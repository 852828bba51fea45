"""How firmly a word stands: likelier words more firmly, and what nothing explains hardly at all."""

from __future__ import annotations

from itertools import pairwise
from math import inf, log10

import pytest

from fanews import standing
from fanews.forms import letters
from fanews.standing import USUAL, chance, gain, most_by_giving, most_by_taking, steadiness, unknown, weight
from fanews.text import ZWNJ


def test_words_by_how_firmly_they_stand() -> None:
    words = ["و", "کشور", "نخلستان", "گزرارش"]
    assert all(weight(a) > 10 * weight(b) for a, b in pairwise(words))
    assert weight("کتاب") == weight(f"کِتاب{ZWNJ}")
    assert weight("۵سال") == weight("م۵") < weight("گزرارش") < weight("و۵") == weight("و")
    assert weight("د") > 1000 * weight("قص")
    assert weight("\u064b") == USUAL


def test_what_is_no_plain_word_stands_firm() -> None:
    assert steadiness("کتاب") == weight("کتاب")
    for word in ("12", "م۵", "abc", "", "کت" * 21):
        assert steadiness(word) > 1e6 * USUAL


def test_an_ending_alone_may_be_all_that_is_left_of_a_word() -> None:
    assert weight("هایشان") > 10 * chance("هایشان")


def test_a_verb_may_have_its_negation_before_it() -> None:
    assert weight("نگفتند") > 20 * chance("نگفتند")
    assert weight("نگفتند") < weight("گفتند")


@pytest.mark.parametrize("word", ["گزرارش", "دانشکاه", f"دانشکاه{ZWNJ}ها", f"گزرارش{ZWNJ}های{ZWNJ}تازه", "شیرازگشتی"])
def test_nothing_explains_a_slip(word: str) -> None:
    assert unknown(word)


@pytest.mark.parametrize(
    "word",
    [
        *("", "قص", "قصغ", "کتاب", "کتابهایشان", "کِتاب", "محمدرضا", "شهرضا", "abcd", "ق" * 41),
        *(f"کتاب{ZWNJ}هایشان", f"زمین{ZWNJ}خواران", f"سفر{ZWNJ}نامه{ZWNJ}نویس"),
    ],
)
def test_what_something_explains_is_no_slip(word: str) -> None:
    assert not unknown(word)


# ---- names -----------------------------------------------------------------------------------------------


def test_names_and_what_stands_before_them() -> None:
    assert "علی" in standing.given_names()
    assert {"علی", "دکتر", "آقای", "سردار"} <= standing.before_names()
    assert not {"دکتر", "آقای", "تهران"} & standing.given_names()
    assert not {"وزیر", "تهران", "گفت"} & standing.before_names()
    assert {"علی", "دکتر", "تهران", "بلوچستان", "خراسان"} <= standing.listed_names()
    assert not {"کتاب", "گفت", "سیستان و بلوچستان"} & standing.listed_names()
    assert all(letters(name) == name for name in standing.listed_names())


# ---- a letter over the space -----------------------------------------------------------------------------


def moved(left: str, right: str, a: str, b: str) -> float:
    """What is gained where `left` and `right` are read as `a` and `b`."""
    return gain(steadiness(left) * steadiness(right), a, b)


def test_two_usual_words_gain_over_two_strange_ones() -> None:
    assert moved("مردم", "ییکی", "مردمی", "یکی") > 2.3
    assert moved("مرد", "مایران", "مردم", "ایران") > 2.3
    assert moved("مردم", "ایران", "مرد", "مایران") < 0


def test_nothing_is_gained_by_a_word_that_is_none() -> None:
    assert moved("مرد", "مایران", "مردمق", "ایران") == -inf
    assert moved("مرد", "مایران", "مردم", "غقص") == -inf
    assert chance("د") == 0 < chance("و")
    assert chance("۱۲") > 1 > chance("نخلستان") > 0


def test_rare_words_and_short_ones_gain_less_than_their_weights_say() -> None:
    usual = gain(1, "کشور", "تهران")
    for word in ("نخلستان", "از", "نخل"):
        by_weight = usual + log10(chance(word) / chance("تهران"))
        assert gain(1, "کشور", word) == gain(1, word, "کشور") < by_weight - 0.5
    assert gain(1, "کشور", "استان") == pytest.approx(usual + log10(chance("استان") / chance("تهران")))
    assert gain(10, "کشور", "تهران") == pytest.approx(usual - 1)


@pytest.mark.parametrize(
    ("left", "right", "forth"),
    [
        ("مرد", "مایران", False),
        ("مردمب", "ه", True),
        ("مردم", "ییکی", True),
        ("کشورر", "ایران", True),
        ("کش", "ورها", False),
    ],
)
def test_what_two_words_add_to_a_gain_is_never_less_than_it(left: str, right: str, forth: bool) -> None:
    if forth:
        a, b = left[:-1], left[-1] + right
        most = most_by_giving(left, last=True) + most_by_taking(right, last=False)
    else:
        a, b = left + right[0], right[1:]
        most = most_by_taking(left, last=True) + most_by_giving(right, last=False)
    assert moved(left, right, a, b) <= most + 1e-9


def test_what_a_word_adds_by_the_letter_at_its_end_or_beginning() -> None:
    assert most_by_giving("کشورر", last=True) > 3
    assert most_by_giving("کشورر", last=False) == -inf
    assert most_by_giving("ککشور", last=False) > 3
    assert most_by_taking("کشو", last=True) > most_by_taking("کشو", last=False)
    assert most_by_taking("شور", last=False) > 0
    assert most_by_taking("قغصض", last=True) == most_by_taking("قغصض", last=False) == -inf


@pytest.mark.parametrize(
    ("word", "goes"), [("مردم", True), ("می", False), ("ابن", False), ("", False), ("م۵", False), ("\u064b", False)]
)
def test_of_some_words_no_letter_goes_and_to_them_none_comes(word: str, goes: bool) -> None:
    assert standing.moves(word) == goes
