"""What must hold for every text: Hypothesis tries to find one for which it does not."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fanews
from fanews import Span, apply_edits, normalize
from fanews.normalize import protected

CONFUSABLE = 'يىكکیابتخنمهاگفتدرو ،.:؟!«»()"\u200c\u200c\u200d\u200e\u00a0\u00ad  \n\t#@aZ1۲٣ـ\u064b\u0654\ufeffØ'
SEEDS = [text for rule in fanews.rules() for text in (*(b for b, _ in rule.fixes), *(t for t, _ in rule.finds))]
FRAGMENTS = [*SEEDS, *(k for r in fanews.rules() for k in r.keeps), *CONFUSABLE]

any_str = st.text(st.characters(exclude_categories=[]), max_size=60)
confusable = st.text(st.sampled_from(CONFUSABLE), max_size=60)
fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)
texts = any_str | confusable | fragments

FOLD = str.maketrans({"ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ك": "ک", "ڪ": "ک", "ګ": "ک"})
FOLD |= str.maketrans({"ہ": "ه", "ھ": "ه", "ە": "ه", "أ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ی"})


def letters(text: str) -> str:
    """The letters and digits of a text, variants of a letter folded."""
    text = unicodedata.normalize("NFKC", text).translate(FOLD)
    return "".join(c for c in text if c.isalnum() and c != "ـ")


@settings(max_examples=300, deadline=None)
@given(texts)
def test_normalizing_twice_is_normalizing_once(text: str) -> None:
    assert normalize(normalize(text).text).edits == ()


@settings(max_examples=300, deadline=None)
@given(texts)
def test_edits_replay_and_are_sorted_disjoint_and_explained(text: str) -> None:
    done = normalize(text)
    assert apply_edits(text, done.edits) == done.text
    for e in done.edits:
        assert e.span.of(text) == e.before != e.after
        assert all(fanews.rule(id) for id in e.rules)
        assert e.rules
    for a, b in pairwise(done.edits):
        assert a.span.stop <= b.span.start


@settings(max_examples=300, deadline=None)
@given(texts)
def test_no_letter_is_lost(text: str) -> None:
    done = normalize(text, skip={"typos", "letters.mojibake"})
    assert letters(done.text) == letters(text)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_untouched_characters_map_one_to_one(text: str) -> None:
    done = normalize(text)
    pos = shift = 0
    for e in (*done.edits, None):
        stop = e.span.start if e else len(text)
        for i in range(pos, stop):
            here, there = Span(i, i + 1), Span(i + shift, i + shift + 1)
            assert done.to_original(there) == here
            assert done.to_normalized(here) == there
        if e:
            shift += len(e.after) - len(e.span)
            pos = e.span.stop


@settings(max_examples=300, deadline=None)
@given(texts, st.data())
def test_a_span_comes_back_to_where_it_started(text: str, data: st.DataObject) -> None:
    done = normalize(text)
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    new = done.to_normalized(Span(start, stop))
    assert 0 <= new.start <= new.stop <= len(done.text)
    back = done.to_original(new)
    assert 0 <= back.start <= back.stop <= len(text)
    touched = any(e.span.start <= start < e.span.stop for e in done.edits)
    if start < stop and not touched:
        assert back.start <= start < back.stop


@settings(max_examples=300, deadline=None)
@given(texts)
def test_protected_parts_survive(text: str) -> None:
    done = normalize(text)
    out = done.text
    for start, stop in protected(text):
        assert text[start:stop] in out


@settings(max_examples=200, deadline=None)
@given(texts)
def test_any_text_parses_and_every_span_lies_in_it(text: str) -> None:
    article = fanews.parse(text)
    assert article.original == text
    assert fanews.Article.from_dict(article.to_dict()) == article
    for span in article.spans():
        assert 0 <= span.start <= span.stop <= len(text)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_the_finders_survive_any_text(text: str) -> None:
    fanews.find_dateline(text)
    fanews.find_quotes(text)
    fanews.find_numbers(text)


def test_lone_surrogates_and_controls_survive() -> None:
    for text in ("\ud800", "گفت \udfff: سلام", "\x00\x1f", ""):
        assert fanews.parse(text).original == text


HOSTILE = ["می ", "\u200c", "«", "»", '"', "گفت: ", ".", "http://", "a@", "a-", "(", "۱", "۱.", "ا", "\n", "هزار و "]


@pytest.mark.parametrize("seed", [*HOSTILE, *SEEDS[::9]])
def test_a_long_hostile_text_is_survived(seed: str) -> None:
    text = seed * (60_000 // len(seed))
    assert fanews.parse(text).original == text


BALANCED = [text for rule in fanews.rules("quotes") for text, _ in rule.finds if text.count("«") == text.count("»")]


@settings(max_examples=300, deadline=None)
@given(texts | st.lists(st.sampled_from(BALANCED), max_size=4).map(" ".join))
def test_content_cue_and_speaker_are_apart_and_in_the_text(text: str) -> None:
    for q in fanews.find_quotes(text):
        parts = [p.span for p in (q.content, q.cue, q.speaker) if p is not None]
        assert all(0 <= p.start < p.stop <= len(text) for p in parts)
        assert not any(a.overlaps(b) for i, a in enumerate(parts) for b in parts[i + 1 :])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(BALANCED), min_size=1, max_size=4).map("\n".join))
def test_the_raw_text_and_its_normal_form_have_the_same_quotes(text: str) -> None:
    done = normalize(text)
    raw, clean = fanews.find_quotes(text), fanews.find_quotes(done.text)
    assert [q.content.text for q in raw] == [q.content.text for q in clean]
    assert [q.content.span for q in raw] == [done.to_original(q.content.span) for q in clean]
