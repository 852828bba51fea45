"""A text as its words and what stands between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.text import ZWNJ
from fanews.tokens import Tokens

TEXT = f"وزیر گفت: «کتاب{ZWNJ}ها» 12 کِتاب"


def test_words_and_what_stands_between_them() -> None:
    tokens = Tokens(TEXT)
    assert tokens.text == TEXT
    assert tokens.words == ["وزیر", "گفت", f"کتاب{ZWNJ}ها", "کِتاب"]
    assert tokens.gaps == ["", " ", ": «", "» 12 ", ""]
    assert [TEXT[slice(*tokens.place(i))] for i in range(4)] == tokens.words


@given(st.lists(st.sampled_from(["گفت", "ابر", ZWNJ, " ", ".", "a", "\n", "۱"])).map("".join))
def test_the_pieces_are_the_text(text: str) -> None:
    tokens = Tokens(text)
    between, last = tokens.gaps[:-1], tokens.gaps[-1]
    assert "".join(gap + word for gap, word in zip(between, tokens.words, strict=True)) + last == text
    assert not any(word.startswith(ZWNJ) or word.endswith(ZWNJ) for word in tokens.words)


@pytest.mark.parametrize(
    ("ranges", "found"),
    [
        ([], []),
        ([(0, 4)], [0]),
        ([(4, 5)], []),
        ([(4, 6)], [1]),
        ([(3, 6)], [0, 1]),
        ([(2, 3), (13, 14)], [0, 2]),
        ([(8, 11)], []),
        ([(0, 100)], [0, 1, 2, 3]),
    ],
)
def test_the_words_of_a_range_share_something_with_it(ranges: list[tuple[int, int]], found: list[int]) -> None:
    assert list(Tokens(TEXT).inside(ranges)) == found
