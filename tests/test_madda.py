"""A madda that was lost: what a word may have lost, and how the text tells whether it did."""

from __future__ import annotations

import pytest

import fanews
from fanews.forms import likelihood, words
from fanews.madda import Loss, loss, restored

KEPT = "آب و آتش و آهن و آرد و آینه در آستانه آغاز آزمون آماده است.\n"


@pytest.mark.parametrize(
    ("token", "at"),
    [
        ("انها", 0),
        ("می\u200cاید", 3),
        ("نمی\u200cاورد", 4),
        ("درامد", 2),
        ("جمع\u200cاوری", 4),
        ("ذوب\u200cاهن", 4),
        ("جمع\u200cاوری\u200cکننده", 4),
        ("نیم\u200cذوب\u200cاهن", 8),
        ("اب", 0),
    ],
)
def test_a_word_that_may_have_lost_its_madda(token: str, at: int) -> None:
    found = loss(token)
    assert found is not None
    assert found.at == at
    assert token[at] == "ا"
    assert found.whole >= 5 * found.bare > 0


@pytest.mark.parametrize(
    "token",
    [
        *("", "ا", "آب", "این", "است", "سال", "امریکا", "الله", "کتاب\u200cها", "خانه\u200cای", "رفته\u200cاند"),
        *("سی\u200cان\u200cان", "اَبی", "ا" * 50, "ا\u200cا", "برنامه"),
    ],
)
def test_a_word_that_has_nothing_to_lose(token: str) -> None:
    assert loss(token) is None


def test_a_word_counts_for_what_its_lists_say() -> None:
    found = loss("انها")
    assert found is not None
    assert found.whole == likelihood("آنها")
    assert found.bare == pytest.approx(max(0.05, likelihood("انها")))


def test_what_is_right_with_a_bare_alef_counts_for_what_the_table_says() -> None:
    element, elements = loss("المان"), loss("المان\u200cهای")
    assert element is not None
    assert elements is not None
    assert element.bare == elements.bare == 5


def test_the_more_maddas_a_text_kept_the_likelier_its_bare_alefs_are_meant() -> None:
    rare, common = Loss(0, 2.0, 100.0), Loss(0, 0.05, 1500.0)
    assert restored([rare, common], 0)(rare)
    assert not restored([rare, common], 10)(rare)
    assert restored([rare, common], 1000)(common)


def test_the_more_maddas_a_text_lost_the_likelier_the_next_one_is() -> None:
    doubtful = Loss(0, 5.0, 60.0)
    others = [Loss(0, 0.05, whole) for whole in (10.0, 20.0, 30.0)]
    assert not restored([doubtful], 2)(doubtful)
    assert restored([doubtful, *others], 2)(doubtful)


def test_the_text_decides() -> None:
    bare = "المان میزبان نشست بود."
    assert fanews.normalize(bare).text == bare
    lost = f"انها از امار اینده گفتند و ایا این اغاز راه است؟ {bare}"
    assert fanews.normalize(lost).text == f"آنها از آمار آینده گفتند و آیا این آغاز راه است؟ آ{bare[1:]}"
    assert fanews.normalize(KEPT + bare).text == KEPT + bare


def test_a_text_that_lost_them_all_gets_nearly_all_back() -> None:
    whole = KEPT + "آنها آمار آزادی و آموزش را آوردند و آینده از آن مردم آسیا است."
    restored_words = fanews.normalize(whole.replace("آ", "ا")).text.split()
    assert sum(a == b for a, b in zip(whole.split(), restored_words, strict=True)) >= len(whole.split()) - 1


def test_a_surname_a_handle_and_a_word_of_the_project_stay() -> None:
    text = "دکتر اذری و @انها و انها رفتند"
    assert fanews.normalize(text).text == "دکتر اذری و @انها و آنها رفتند"
    assert fanews.normalize(text, lexicon=fanews.Lexicon(join=["انها"])).text == text
    assert fanews.normalize(text, skip={"typos.madda"}).text == text


def test_a_text_in_another_language_stays() -> None:
    text = "اعلنت وزارة الخارجیة ان المفاوضات مع الوفد ستستأنف الاسبوع المقبل فی جنیف"
    assert fanews.normalize(text, skip={"letters"}).text == text


def test_every_edit_is_one_letter() -> None:
    done = fanews.normalize("انها می\u200cایند")
    assert [(e.span, e.before, e.after, e.rules) for e in done.edits] == [
        (fanews.Span(0, 1), "ا", "آ", ("typos.madda",)),
        (fanews.Span(8, 9), "ا", "آ", ("typos.madda",)),
    ]


def test_no_common_word_may_have_lost_a_madda() -> None:
    common = [word for word, often in words().items() if often > 100]
    assert len(common) > 500
    assert [word for word in common if loss(word)] == []
