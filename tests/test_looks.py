"""What is known at a glance is never less than what a closer look would find."""

from __future__ import annotations

import sys
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews import forms, looks, parts, standing
from fanews.looks import EMPTY, FOLDED, GAIN, GLUED, NOTABLE, UNKNOWN, VERBAL, Overview
from fanews.text import ZWNJ

TOOLS = str(Path(__file__).parent.parent / "tools")
COMMON = sorted(looks.looks())
SAMPLE = sorted({*COMMON[::40], *(standing.listed_names() & looks.looks().keys())})
ODD = ["", "ء", "\u064b", "کتابِ", "می", "و", "گزرارش", f"کتاب{ZWNJ}ها", "سیدعباس", "ققققق", "ب" * 200]


def test_what_is_shipped_is_what_would_be_found() -> None:
    """Where this fails, run tools/build_looks.py."""
    for word in SAMPLE:
        left, right, flags, gaps = looks.looks()[word]
        found_left, found_right, found_flags, found_gaps = looks.look(word)
        assert (flags, gaps) == (found_flags, found_gaps), word
        assert left & ~found_left == right & ~found_right == 0, word


def test_known_compounds_may_be_joined() -> None:
    for word in COMMON:
        for a, b in pairwise(parts.parts_of(word)):
            if ZWNJ in word and a[-1] not in parts.NEVER_JOINS:
                assert looks.opens(a) & looks.closes(b), word


words = st.sampled_from(COMMON) | st.sampled_from(ODD)


@given(words, words, st.booleans())
def test_a_letter_that_would_gain_is_seen(a: str, b: str, forth: bool) -> None:
    if forth and b:
        a, b = a + b[0], b[1:]
    left, right = forms.letters(a), forms.letters(b)
    weighs = standing.steadiness(a) * standing.steadiness(b)
    if not (standing.moves(a) and standing.moves(b)):
        return
    gains = []
    if len(left) > 1:
        gains.append(standing.gain(weighs, left[:-1], left[-1] + right))
    if len(right) > 1:
        gains.append(standing.gain(weighs, left + right[0], right[1:]))
    if max(gains, default=0.0) >= GAIN:
        assert Overview(f"{a} {b}").moves == [1]


@pytest.mark.parametrize(
    ("word", "flags"),
    [
        ("کتاب", 0),
        ("گزرارشاتی", UNKNOWN),
        ("درجلسه", GLUED),
        ("میشود", NOTABLE | VERBAL),
        (f"می{ZWNJ}شود", NOTABLE | VERBAL | FOLDED),
        ("کِتاب", FOLDED),
        ("\u064b", EMPTY | FOLDED),
    ],
)
def test_a_word_at_a_glance(word: str, flags: int) -> None:
    assert looks.looks()[word][2] == flags


def test_a_text_at_a_glance() -> None:
    text = Overview("مردم ییکی گفتند کتاب ها را می دهد ،میشود")
    assert text.moves == [1]
    assert text.joints == [4, 7]
    assert text.flagged(NOTABLE) == [8]
    assert Overview("").moves == Overview("").joints == Overview("۱۲.").flagged(UNKNOWN) == []
    assert Overview.of(text) is text


@pytest.mark.parametrize(
    ("word", "pairs"),
    [
        ("میشود", [f"می{ZWNJ}شود"]),
        ("نمیدانستهاند", [f"نمی{ZWNJ}دانستهاند", f"دانسته{ZWNJ}اند"]),
    ],
)
def test_gaps_come_back_from_their_number(word: str, pairs: list[str]) -> None:
    found = looks.word(word)
    assert [gap.pair for gap in found.gaps] == pairs
    assert [gap.parent for gap in found.gaps] == list(range(-1, len(pairs) - 1))
    assert all(gap.odds > 0 for gap in found.gaps)
    for gap in found.gaps:
        left, right = gap.pair.split(ZWNJ)
        assert found.letters[: gap.at].endswith(left)
        assert found.letters[gap.at :].startswith(right)


def test_the_tool_writes_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [TOOLS, *sys.path])
    import build_looks

    monkeypatch.setattr(forms, "listed", lambda: (["کتاب", "گفتند"], bytes(2)))
    data = build_looks.compiled({f"کتاب{ZWNJ}خانه"}, [f"گفت{ZWNJ}گو"])
    assert data == build_looks.compiled({f"کتاب{ZWNJ}خانه"}, [f"گفت{ZWNJ}گو"])
    # for reading only: the likelihood of a word is remembered
    monkeypatch.setattr(forms, "words", lambda: {"کتاب": 1.0, "گفتند": 1.0, "ایران": 1.0})
    monkeypatch.setattr("fanews.resources.read", lambda path: data)
    read = looks.looks.__wrapped__()
    assert set(read) == {"کتاب", "گفتند", f"کتاب{ZWNJ}خانه", "خانه", "گفت", "گو"}
    assert read["کتاب"][0] & parts.closes("خانه") > 0
    assert zlib.decompress(data)
