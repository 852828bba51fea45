"""A word in its parts: what may be joined to it, where it may have lost a ZWNJ, whether it may be two."""

from __future__ import annotations

import pytest

from fanews import looks, parts
from fanews.parts import FLOOR, LONGEST, NOTHING
from fanews.text import ZWNJ


def gaps(raw: str) -> list[tuple[str, str, int]]:
    """The gaps of a word: what would stand there, of which kind it is, and the gap in whose half it lies."""
    return [(gap.pair, parts.GROUPS[gap.group], gap.parent) for gap in looks.word(raw).gaps]


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        ("می", "روند", "zwnj.verb_prefix"),
        ("نمی", "ها", "zwnj.verb_prefix"),
        ("کتاب", "ها", "zwnj.plural"),
        ("بزرگ", "تر", "zwnj.comparative"),
        ("رفته", "ام", "zwnj.copula"),
        ("دانش", "بنیان", "zwnj.compound"),
        ("پیش", "بینی", "zwnj.prefix"),
        ("پیش", "ها", "zwnj.plural"),
    ],
)
def test_the_row_that_says_why_two_parts_are_joined(left: str, right: str, rule: str) -> None:
    assert parts.rule_of(left, right) == rule


@pytest.mark.parametrize(
    ("left", "right", "group"),
    [
        ("می", "روند", "verb_prefix"),
        ("کتاب", "ها", "plural"),
        ("بزرگ", "تر", "ending"),
        ("رفته", "ام", "ending"),
        ("دانش", "بنیان", "compound"),
        ("پیش", "بینی", "compound"),
    ],
)
def test_the_kind_of_zwnj_that_houses_agree_on(left: str, right: str, group: str) -> None:
    assert parts.GROUPS[parts.group_of(left, right)] == group


# ---- words -----------------------------------------------------------------------------------------------


def test_a_word_in_its_parts() -> None:
    word = looks.word(f"گفتِ{ZWNJ}{ZWNJ}و{ZWNJ}گوهایی")
    assert word.letters == "گفتوگوهایی"
    assert word.parts == ("گفت", "و", "گوهایی")
    assert word.edges == (0, 3, 4, 10)
    assert [pair for pair, _ in word.joined] == [f"گفت{ZWNJ}و", f"و{ZWNJ}گوهایی"]
    assert parts.word("\u064b", 0) is NOTHING


def test_a_token_that_no_word_is_as_long_as_has_no_parts() -> None:
    assert parts.parts_of("ب" * 4 * LONGEST)
    assert parts.parts_of("ب" * (4 * LONGEST + 1)) == ()


# ---- where a ZWNJ may have been deleted ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("بازار", []),
        ("زیرتیتر", []),
        ("میروند", [(f"می{ZWNJ}روند", "verb_prefix", -1)]),
        ("سرمایهگذاری", [(f"سرمایه{ZWNJ}گذاری", "compound", -1)]),
        ("زمینهی", [(f"زمینه{ZWNJ}ی", "ending", -1)]),
        (f"شرکتهای{ZWNJ}مان", [(f"شرکت{ZWNJ}های", "plural", -1)]),
        (f"پیش{ZWNJ}بینیهای", [(f"بینی{ZWNJ}های", "plural", -1)]),
        (f"میخواهند{ZWNJ}کتابها", [(f"می{ZWNJ}خواهند", "verb_prefix", -1), (f"کتاب{ZWNJ}ها", "plural", -1)]),
        ("نمیدانستهاند", [(f"نمی{ZWNJ}دانستهاند", "verb_prefix", -1), (f"دانسته{ZWNJ}اند", "ending", 0)]),
    ],
)
def test_a_gap_lies_in_a_part_or_in_a_half_of_one(raw: str, found: list[tuple[str, str, int]]) -> None:
    assert gaps(raw) == found


def test_a_listed_word_is_less_likely_to_have_lost_a_zwnj() -> None:
    (listed,) = looks.word("باغداران").gaps
    (other,) = looks.word("سرمایهگذاران").gaps
    assert FLOOR < listed.odds <= parts.DOUBT < other.odds


def test_the_ezafe_of_a_silent_heh_was_lost() -> None:
    (gap,) = looks.word("زمینهی").gaps
    assert gap.odds == parts.SURE / 2
    assert not any(gap.pair.endswith(f"{ZWNJ}ی") for gap in looks.word("توجهی").gaps)


@pytest.mark.parametrize(
    ("word", "silent"), [("خانه", True), ("راه", False), ("گروه", False), ("توجه", False), ("به", False)]
)
def test_after_a_silent_heh_the_ezafe_is_written(word: str, silent: bool) -> None:
    assert parts.takes_ezafe(word) == silent


# ---- glued words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", ["درتهران", "بااشاره", "ازاینرو", f"درکتابخانه{ZWNJ}های", f"کتاب{ZWNJ}درتهران"])
def test_what_may_be_glued_words(raw: str) -> None:
    assert parts.may_be_glued(raw)


@pytest.mark.parametrize("raw", ["", "تهران", "کتابخانه", f"کتاب{ZWNJ}ها", "دَرتهران", "کرمانشاه"])
def test_what_is_no_glued_word(raw: str) -> None:
    assert not parts.may_be_glued(raw)


# ---- what may be joined ----------------------------------------------------------------------------------


def joins(a: str, b: str) -> bool:
    return parts.opens(a) & parts.closes(b) > 0


@pytest.mark.parametrize(
    ("a", "b"),
    [("می", "روند"), ("کتاب", "ها"), ("کشور", "ها"), ("پیش", "بینی"), ("دانش", "بنیان"), ("غیر", "ها"), ("ها", "ی")],
)
def test_parts_that_may_be_joined(a: str, b: str) -> None:
    assert joins(a, b)


@pytest.mark.parametrize(("a", "b"), [("در", "ها"), ("کشور", "بینی"), ("کشور", "کشور"), ("د", "ها"), ("گفتند", "ما")])
def test_parts_that_are_never_joined(a: str, b: str) -> None:
    assert not joins(a, b)


def test_known_partners_narrow_what_a_part_opens() -> None:
    wide, narrow = parts.opens("پیش"), parts.opens("پیش", lambda a: ["بینی"] if a == "پیش" else [])
    assert narrow & ~wide == 0
    assert narrow & parts.closes("بینی")
    assert narrow.bit_count() < wide.bit_count()
    assert parts.opens("پیش", lambda a: []) & narrow == parts.opens("پیش", lambda a: [])
