"""What the classifiers look at, and what they know: of a word, of two, and what they learnt of it."""

from __future__ import annotations

from math import inf

import pytest

from fanews import features
from fanews.features import Classifier, Seen, model
from fanews.lexicon import Table
from fanews.text import ZWNJ

KNOWN = model().known


@pytest.mark.parametrize(
    ("count", "size"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (9, 4), (10, 5), (30, 5), (31, 6), (10**6, 6)]
)
def test_a_count_is_one_of_seven_sizes(count: int, size: int) -> None:
    assert features.bin_of(count) == size


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("A", ["کتاب", "پذیری", "و"]),
        ("B", ["شرکتهای", "سوسن"]),
        ("D", ["نخلستان", "آبخیزداری"]),
        ("E", ["رگبرگ"]),
        ("F", ["میشود"]),
        ("Z", ["سرمایهگذاری", "پیشبینی", "تعاونیها"]),
        ("H", ["هوشم", "گلبرگی", "بنفشهها"]),
        ("G", ["قصغ", "دانشکاه", "درتهران", "لیگبرتر"]),
    ],
)
def test_how_well_a_word_is_known(kind: str, words: list[str]) -> None:
    assert [KNOWN.kind(word) for word in words] == [kind] * len(words)


def test_a_common_word_is_plain_unless_it_may_have_lost_a_zwnj() -> None:
    assert all(map(KNOWN.is_plain, ["کتاب", "سوسن", "نخلستان", "ویراستار"]))
    assert not any(map(KNOWN.is_plain, ["شرکتهای", "میشود", "رگبرگ", "درتهران", "پیشبینی", "کتابم"]))


def test_what_a_part_inflects() -> None:
    assert KNOWN.base("پذیری") == "پذیر"
    assert KNOWN.base("نگرانه") == "نگر"
    assert KNOWN.base("کتابم") == "کتابم"
    assert features.stems("نگرانه") == ["نگران", "نگر"]
    assert features.stems("قصغ") == []


@pytest.mark.parametrize(
    ("word", "unfamiliar"), [("درتهران", True), ("رگبرگی", True), ("رگبرگ", False), ("تهران", False)]
)
def test_a_word_without_a_frequency_may_be_two(word: str, unfamiliar: bool) -> None:
    assert features.unfamiliar(KNOWN, word) == unfamiliar
    assert not features.unfamiliar(KNOWN, "قص")
    assert not features.unfamiliar(KNOWN, "ق" * 33)


# ---- two parts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("می", "روند"),
        ("کتاب", "ها"),
        ("پیش", "بینی"),
        ("سرمایه", "گذار"),
        ("نخست", "وزیر"),
        ("آتش", "نشانی"),
        ("بی", "نظیر"),
    ],
)
def test_a_zwnj_is_likelier_between_what_is_written_with_one(a: str, b: str) -> None:
    together = model().between.odds(features.between(KNOWN, a, b))
    assert features.may_join(KNOWN, a, b)
    assert together > 2
    assert together > model().between.odds(features.between(KNOWN, "گفت", b))
    whole = a + b
    assert model().inside.odds(features.inside(KNOWN, whole, len(a), 0, len(whole))) > 1


def test_what_is_seen_apart_only_is_not_joined() -> None:
    for a, b in (("بین", "دو"), ("پیش", "رو"), ("هم", "کاری")):
        assert features.related(KNOWN, a, b)
        assert not features.may_join(KNOWN, a, b)
    for a, b in (("آب", "لیمو"), ("آل", "احمد"), ("کم", "کم"), ("گفت", "خود"), ("این", "ها")):
        assert features.may_join(KNOWN, a, b)
    assert not features.related(KNOWN, "کار", "خود")


def test_a_zwnj_may_be_lost_where_one_side_joins_many() -> None:
    for left, right in (("قصغ", "ها"), ("قصغ", "پذیری"), ("نیمه", "قصغ"), ("سرمایه", "گذار")):
        assert features.may_have_lost(KNOWN, left, right)
    for left, right in (("قصغ", "آبرو"), ("قصغ", "آجر"), ("قصغ", "قصغ"), ("کتابم", "قصغ")):
        assert not features.may_have_lost(KNOWN, left, right)


def test_the_letter_before_a_half_of_a_word_counts() -> None:
    words = [f"{letter}دانستهاند" for letter in "ابتدرسشکگلمنوهی"]
    assert len({model().inside.odds(features.inside(KNOWN, word, 7, 1, 10)) for word in words}) > 5


def test_the_words_around_two_parts_count() -> None:
    """«شده» before a verb, or what ends like one: a tense, and no part of a compound."""

    def odds(a: str, b: str, before: str, after: str) -> float:
        return model().between.odds(features.context(a, b, before, after))

    for after in ("است", "بود", "فرمود", "نیست"):
        assert odds("آماده", "شده", "قصغ", after) < odds("آماده", "شده", "قصغ", "قصغ")
    for before in ("های", "دریای"):
        assert odds("آماده", "قصغ", before, "قصغ") != odds("آماده", "قصغ", "قصغ", "قصغ")


@pytest.mark.parametrize(("a", "b"), [("وزیر", "کشور"), ("گفت", "کتاب"), ("این", "کشور"), ("نخست", "گفت")])
def test_other_words_stand_apart(a: str, b: str) -> None:
    assert model().between.odds(features.between(KNOWN, a, b)) < -3
    assert model().between.odds(features.between(KNOWN, a, b), -1.0) == -inf


@pytest.mark.parametrize(("word", "at"), [("درتهران", 2), ("ازاین", 2), ("اینکشور", 3), ("وزیرکشور", 4), ("بهگفته", 2)])
def test_two_glued_words_are_told_from_other_cuts(word: str, at: int) -> None:
    odds = {i: model().glued.odds(features.glued(KNOWN, word, i)) for i in range(1, len(word))}
    assert max(odds, key=odds.__getitem__) == at
    assert odds[at] > 0


# ---- what was learnt ---------------------------------------------------------------------------------------


def test_what_is_learnt_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = [{"1": 2.0, "2": 0.01, "3": -0.5}, {"y": 1.0}, {"z": 1.0}]
    words = {"کتاب": Seen(alone=6, before=2), "ها": Seen(after=4, leaders=6)}
    data = features.encode(weights, words, {f"کتاب{ZWNJ}ها": 5})
    monkeypatch.setattr("fanews.resources.read", lambda path: data)
    read = model.__wrapped__()
    assert read.inside.odds([(list, ("1", "3", "2", "4"))]) == 1.5
    assert read.glued.odds([(list, "z"), (list, "z")]) == 2.0
    assert read.between.odds([(list, "z")]) == 0.0
    assert read.known.seen("کتاب") == Seen(alone=6, before=2, plain=1)
    assert read.known.seen("ها") == Seen(after=4, leaders=6)
    assert read.known.seen("قصغ") == Seen()
    assert read.known.pair(f"کتاب{ZWNJ}ها") == 5
    assert read.known.pair("کتاب ها") == 0
    assert read.known.leads("کتاب")
    assert read.known.follows("ها")
    assert not read.known.follows("قصغ")


def test_weights_add_up_until_all_is_lost() -> None:
    zero = 1 << 15
    classifier = Classifier({"a": zero + 32, "b": zero - 96})
    assert classifier.odds([(list, "a"), (list, "ab"), (list, "c")]) == -2.0
    assert classifier.odds([(list, "ab"), (list, "a")], -4.0) == -2.0
    assert classifier.odds([(list, "ab"), (list, "a")], -3.0) == -inf


def test_knowledge_of_what_was_never_seen_is_none() -> None:
    nothing = features.Knowledge({}, Table(Table.pack({})))
    assert nothing.pair("کتاب ها") == 0
    assert nothing.seen("کتاب") == Seen()
    assert nothing.kind("کتاب") == "C"
