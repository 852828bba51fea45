"""Which strings are words, by what explains them: a list, an ending, a verb, a spoken form, another spelling."""

from __future__ import annotations

from itertools import pairwise

import pytest

from fanews import forms
from fanews.forms import NOTHING, SURE, explanation, is_form, likelihood, splits
from fanews.text import ZWNJ


def test_a_word_in_its_letters() -> None:
    assert forms.letters(f"كِتابِ{ZWNJ}هاي") == "کتابهای"
    assert forms.letters("خانۀ مكة") == "خانه مکه"
    assert forms.letters("مسـئول\u0670") == "مسئول"


@pytest.mark.parametrize(
    "word",
    [
        *("کتاب", "تهران", "بستری", "ابابیل", "و"),  # listed
        *("کتابهایم", "شیرازیان", "بچگان", "شکستگی", "گذارانه"),  # with an ending
        *("میخراشند", "نمیخراشد", "بخراشید", "نخراشید", "خراشیدیم", "خراشیدند", "بشکیبند", "بگوید"),  # verbs
        *("آبخیزدار", "ارتدنتیست", "آمینواسید", "آبدان"),  # listed with an ending only
        *("سرمایهگذار", "پیشبینیهایشان"),  # compounds without their ZWNJs
        *("انگیزی", "السلطنه", "گرایانه", "فرنی", "هفتادوسه"),  # parts of compounds
        *(
            "مردمو",
            "دلارشون",
            "بارون",
            "ققنوسا",
            "خیابون",
            "مهمونی",
            "قندون",
            "میتونن",
            "نمیدونم",
            "خونه",
        ),  # as it is spoken
        *("مسوول", "مسؤول", "بروزرسانی", "رأی", "هیات"),  # in another spelling
        *("درتهران", "وتهران", "ابرقهرمان"),  # with a word before it
    ],
)
def test_what_explains_a_word(word: str) -> None:
    assert explanation(word) == SURE
    assert is_form(word)


@pytest.mark.parametrize(
    "word", ["گزرارش", "مردمیی", "کتابهه", "دانشجوهه", "قصغها", "میکتابد", "دانشگهاه", "نمیقصغ", "بقصغید"]
)
def test_what_nothing_explains(word: str) -> None:
    assert explanation(word) == NOTHING
    assert not is_form(word)
    assert likelihood(word) == 0


@pytest.mark.parametrize("word", ["اونا", "گلبرگهاشون", "درنوردیدند"])
def test_a_weak_explanation_leaves_room_for_a_repair(word: str) -> None:
    assert NOTHING < explanation(word) < SURE
    assert not is_form(word)


@pytest.mark.parametrize("word", ["بیاسایند", "نیاسودند", "کتابفروشی"])
def test_a_word_of_the_lexicon_alone_is_one(word: str) -> None:
    assert NOTHING < explanation(word) < SURE
    assert is_form(word)


# ---- how likely ----------------------------------------------------------------------------------------


def test_a_word_and_an_ending_are_read_in_all_ways() -> None:
    assert {stem for stem, _ in splits("خانهای")} == {"خان", "خانه", "خانها"}
    assert {stem for stem, _ in splits("شکستگی")} == {"شکسته", "شکستگ"}
    assert {stem for stem, _ in splits("دانشجویی")} == {"دانشج", "دانشجو"}
    assert {stem for stem, _ in splits("کتابهایم")} == {"کتاب", "کتابه", "کتابها", "کتابهای"}
    assert list(splits("مردمیی")) == list(splits("بد")) == list(splits("")) == []
    assert all(0 < share < 1 for _, share in splits("کتابهایم"))


def test_an_ending_makes_a_word_rarer() -> None:
    for words in (["استانداری", "استانداریها", "استانداریهایشان"], ["خانه", "خانهای"], ["بچه", "بچگان"]):
        assert all(likelihood(a) > likelihood(b) > 0 for a, b in pairwise(words))
    assert likelihood("شیرازیان") == pytest.approx(likelihood("شیرازی") * 0.005)


def test_a_verb_that_was_never_seen_is_a_little_likely() -> None:
    assert likelihood("میپرسی") == likelihood("نمیپرسی") == pytest.approx(0.05)
    assert likelihood("میقصغ") == likelihood("میکتاب") == 0


def test_proper_names_are_known() -> None:
    assert 0 < forms.words()["زلنسکی"] < 0.1 < forms.words()["تهران"]


def test_the_share_of_an_ending() -> None:
    assert forms.ending_share("های") > forms.ending_share("هایشان") > 0 == forms.ending_share("کتاب")
    assert {"های", "گان", "مان"} <= forms.endings()
    assert "کتاب" not in forms.endings()


def test_levels_are_four_to_the_doubling() -> None:
    levels = [forms.encode_level(0.02 * 2**n) for n in range(70)]
    assert [b - a for a, b in pairwise(levels[:63])] == [4] * 62
    assert levels[0] == forms.encode_level(1e-9) == 1
    assert levels[-1] == 255
    for word in ("کشور", "کتاب", "نخلستان"):
        frequency = forms.words()[word]
        assert frequency == pytest.approx(0.02 * 2 ** ((forms.encode_level(frequency) - 1) / 4))


def test_words_are_glued_where_no_letter_joins() -> None:
    assert likelihood("بازار") < likelihood("مجلس")
    assert explanation("بازارکتاب") > explanation("مجلسکتاب") > NOTHING
