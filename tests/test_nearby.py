"""What is one slip away is found as if every string one letter away had been looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.forms import words
from fanews.nearby import ALPHABET, is_one_away, nearby

LISTED = sorted(words())


def one_away(word: str) -> set[str]:
    """Every string one slip away from `word`."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    out = {a + b[1:] for a, b in cuts if b}
    out |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    out |= {a + c + b[1:] for a, b in cuts if b for c in ALPHABET}
    out |= {a + c + b for a, b in cuts for c in ALPHABET}
    return out - {word}


@st.composite
def slips(draw: st.DrawFn) -> str:
    """A listed word, or what one slip or two make of it."""
    word = draw(st.sampled_from(LISTED))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(word)))
        word = word[:at] + draw(st.sampled_from(["", *ALPHABET])) + word[at + draw(st.integers(0, 1)) :]
    return word


@given(slips(), st.lists(st.integers(0, 12), max_size=3))
def test_nearby_is_what_all_strings_one_away_would_find(word: str, cuts: list[int]) -> None:
    cuts = [len(word), *(cut for cut in cuts if cut < len(word))]
    wanted = {(near, cut) for cut in cuts for near in words().keys() & one_away(word[:cut])}
    assert nearby(word, cuts) == wanted


@given(slips(), st.data())
def test_one_slip_is_one_away(word: str, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(sorted(one_away(word))))
    assert is_one_away(word, other)
    assert is_one_away(other, word)
    assert not is_one_away(word, word)
    two = data.draw(st.sampled_from(sorted(one_away(other))))
    assert is_one_away(word, two) == (two in one_away(word))


@pytest.mark.parametrize("word", ["", "ک", "قققققققق", "abc"])
def test_nothing_is_near_a_string_that_is_no_slip(word: str) -> None:
    assert {near for near, _ in nearby(word, [len(word)])} <= one_away(word)
