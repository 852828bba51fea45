"""Edits compose and offsets map both ways, whatever the two lists of patches are."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanews import Edit, EditError, Span, apply_edits
from fanews.text import Offsets, Patch, apply_patches, compose


@st.composite
def patched(draw: st.DrawFn, text: str, name: str) -> list[Patch]:
    """Any sorted, disjoint patches that change `text`."""
    patches: list[Patch] = []
    pos = 0
    while pos <= len(text):
        start = pos + draw(st.integers(0, 3))
        stop = min(start + draw(st.integers(0, 2)), len(text))
        after = draw(st.text("ab ", max_size=2))
        if start > len(text):
            break
        if text[start:stop] != after:
            patches.append((start, stop, after, (name,)))
        pos = max(stop, start + 1)
    return patches


@st.composite
def two_steps(draw: st.DrawFn) -> tuple[str, list[Patch], list[Patch]]:
    text = draw(st.text("ab ", max_size=10))
    first = draw(patched(text, "one"))
    return text, first, draw(patched(apply_patches(text, first), "two"))


@settings(max_examples=1000, deadline=None)
@given(two_steps())
def test_composed_patches_do_what_the_two_lists_do(steps: tuple[str, list[Patch], list[Patch]]) -> None:
    text, first, second = steps
    both = compose(text, first, second)
    assert apply_patches(text, both) == apply_patches(apply_patches(text, first), second)
    assert all(a[1] <= b[0] for a, b in pairwise(both))
    assert all(text[start:stop] != after and why for start, stop, after, why in both)


@settings(max_examples=500, deadline=None)
@given(two_steps())
def test_what_no_patch_touches_maps_to_itself(steps: tuple[str, list[Patch], list[Patch]]) -> None:
    text, first, second = steps
    both = compose(text, first, second)
    offsets = Offsets(both)
    pos = shift = 0
    for start, stop, after, _ in [*both, (len(text), len(text), "", ())]:
        for i in range(pos, start):
            assert offsets.to_original(Span(i + shift, i + shift + 1)) == Span(i, i + 1)
            assert offsets.to_normalized(Span(i, i + 1)) == Span(i + shift, i + shift + 1)
        pos, shift = stop, shift + len(after) - (stop - start)


def test_what_becomes_of_a_span_and_of_a_place() -> None:
    offsets = Offsets([(1, 2, "xyz", ("one",)), (4, 6, "", ("two",))])  # abcdefg -> axyzcdg
    for old, new in (((0, 1), (0, 1)), ((1, 2), (1, 4)), ((0, 3), (0, 5)), ((3, 7), (5, 7)), ((3, 3), (5, 5))):
        assert offsets.to_normalized(Span(*old)) == Span(*new)
        assert offsets.to_original(Span(*new)) == Span(*old)
    assert offsets.to_original(Span(2, 3)) == Span(1, 2)
    assert offsets.to_normalized(Span(4, 6)) == Span(6, 6)


def test_spans_share_and_hold_code_points() -> None:
    spans = [Span(start, stop) for start, stop in product(range(5), repeat=2) if start < stop]
    for a, b in product(spans, repeat=2):
        ours, theirs = set(range(a.start, a.stop)), set(range(b.start, b.stop))
        assert a.overlaps(b) == bool(ours & theirs)
        assert (b in a) == (theirs <= ours)


def test_a_patch_made_of_two_names_the_rules_of_both_once() -> None:
    assert compose("ab", [(0, 1, "x", ("one", "two"))], [(0, 2, "y", ("two", "three"))]) == [
        (0, 2, "y", ("one", "two", "three"))
    ]
    both = [(0, 1, "x", ("one",)), (1, 2, "y", ("two", "one"))]
    assert compose("ab", both, [(0, 2, "z", ("three",))]) == [(0, 2, "z", ("one", "two", "three"))]


def test_a_change_that_is_undone_leaves_no_patch() -> None:
    assert compose("a b", [(1, 2, "", ("one",))], [(1, 1, " ", ("two",))]) == []


def test_edits_of_another_text_are_refused() -> None:
    edits = [Edit(Span(0, 1), "a", "b", ("x.y",))]
    assert apply_edits("abc", edits) == "bbc"
    with pytest.raises(EditError, match="another text"):
        apply_edits("xyz", edits)
    with pytest.raises(EditError, match="sorted"):
        apply_edits("aa", [*edits, *edits])
