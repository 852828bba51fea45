"""What must hold for every text: Hypothesis tries to find one for which it does not."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fanews
from fanews import normalize
from fanews.calendar import gregorian_to_jalali, jalali_to_gregorian
from invariants import INVARIANTS
from strategies import BALANCED, quoting


@pytest.mark.parametrize("holds", INVARIANTS, ids=lambda f: f.__name__)
@given(text=quoting)
def test_it_holds_for_any_text(holds: Callable[[str], None], text: str) -> None:
    holds(text)


@given(st.lists(st.sampled_from(BALANCED), min_size=1, max_size=4).map("\n".join))
def test_the_raw_text_and_its_normal_form_have_the_same_quotes(text: str) -> None:
    done = normalize(text)
    raw, clean = fanews.find_quotes(text), fanews.find_quotes(done.text)
    assert [q.content.text for q in raw] == [q.content.text for q in clean]
    assert [q.content.span for q in raw] == [done.to_original(q.content.span) for q in clean]


ALONE = [text for text in BALANCED if "«" in text and "\n" not in text]


@given(st.sampled_from(ALONE), st.sampled_from(ALONE))
def test_the_quotes_of_two_texts_are_those_of_both(a: str, b: str) -> None:
    shift = len(a) + 2
    apart = [q.content.span for q in fanews.find_quotes(a)]
    apart += [fanews.Span(q.content.start + shift, q.content.stop + shift) for q in fanews.find_quotes(b)]
    assert [q.content.span for q in fanews.find_quotes(f"{a}\n\n{b}")] == apart


GROUPS = st.lists(st.sampled_from([0, 1, 2, 3, 11, 20, 100, 101, 200, 999]), min_size=1, max_size=12)
ROUND = GROUPS.map(lambda groups: sum(group * 1000**i for i, group in enumerate(groups)))


@given(ROUND | st.integers(-(10**30), 10**30) | st.decimals(-(10**12), 10**12, places=4).map(Decimal.normalize))
def test_a_number_in_words_and_figures_is_the_number(value: int | Decimal) -> None:
    assert fanews.parse_number(fanews.spell_number(value)) == value
    for script in ("fa", "ar", "en"):
        assert fanews.parse_number(fanews.format_number(value, script)) == value


@given(st.dates(datetime.date(1827, 3, 22), datetime.date(2120, 3, 20)))
def test_every_day_has_one_jalali_date(day: datetime.date) -> None:
    assert jalali_to_gregorian(*gregorian_to_jalali(day)) == day
