"""The words of a text: what is cut, where it stands, and that the finders may share it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanews import dateline, layout, quotes
from fanews.words import Words, finite, fold, remembered
from golden import read

ARTICLES = [block.text for block in read("clean_articles.md")]
TEXT = "تهران - ایرنا - وزیر نیرو گفت: «سدها پر می\u200cشوند.»\n۱۲/۵ درصد آب کم شد! او افزود."

texts = st.text(st.sampled_from('گفتعلی یو ،.:؟!«»"()\n۱/a\u064b\u200c-'), max_size=60)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_every_code_point_but_spaces_belongs_to_one_word(text: str) -> None:
    words = Words(text)
    parts = [text[start:stop] for start, stop in zip(words.start, words.stop, strict=True)]
    assert "".join(parts) == "".join(c for c in text if c == "\n" or not c.isspace())
    turned = {"«", "»"}  # quotation marks that are turned round are known by the right ones
    assert all(key == (fold(part) or part) or {key, part} == turned for key, part in zip(words.key, parts, strict=True))


@settings(max_examples=300, deadline=None)
@given(texts)
def test_sentences_and_paragraphs_cover_the_words(text: str) -> None:
    words = Words(text)
    for ranges, numbers in ((words.sentences, words.sentence), (words.paragraphs, words.paragraph)):
        assert [n for n, (first, stop) in enumerate(ranges) for _ in range(first, stop)] == numbers
        assert len(numbers) == len(words)


@pytest.mark.parametrize("text", [TEXT, *ARTICLES], ids=range(1 + len(ARTICLES)))
def test_the_head_has_the_words_of_the_text_cut_there(text: str) -> None:
    stop = text.find("\n") + 1
    head, cut = Words(text).head(stop), Words(text[:stop])
    for name in ("text", "key", "start", "stop", "sentence", "sentences", "paragraph", "paragraphs"):
        assert getattr(head, name) == getattr(cut, name), name


@pytest.mark.parametrize("text", [TEXT, *ARTICLES], ids=range(1 + len(ARTICLES)))
def test_the_finders_may_share_the_words(text: str) -> None:
    words = Words(text)
    assert layout.find(words) == layout.find(text)
    assert dateline.find_all(words) == dateline.find_all(text)
    assert quotes.find(words) == quotes.find(text)


def test_where_words_stand() -> None:
    words = Words(TEXT)
    assert [words.key[i] for i in words.standing(["گفت", "-", "تهران", "nowhere"])] == ["تهران", "-", "-", "گفت"]
    assert [words.key[i] for i in words.verbs(0, len(words))] == ["گفت", "میشوند", "شد"]
    assert words.verbs(0, 5) == []


def test_what_is_asked_of_a_word_is_remembered_but_for_overlong_ones() -> None:
    asked: list[str] = []

    @remembered
    def long(word: str) -> bool:
        asked.append(word)
        return len(word) > 5

    assert [long(word) for word in ("سلام", "سلام", "س" * 50, "س" * 50)] == [False, False, True, True]
    assert asked == ["سلام", "س" * 50, "س" * 50]
    assert finite("میشوند")
    assert not finite("میز")
