"""The words of a text: what is cut, where it stands, and that the finders may share it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fanews import dateline, layout, quotes, words
from fanews.memory import remembered
from fanews.words import Words, finite, fold
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


USUAL = [chr(c) for c in range(0x3000) if words._USUAL.fullmatch(chr(c))]


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from([*USUAL, *"گفتعلی ۱۲1.,/\u200c\u064b" * 9]), max_size=60))
@example("".join(f"{char} a{char}۱{char} " for char in USUAL))
def test_usual_letters_are_cut_alike_by_either_pattern(text: str) -> None:
    assert words._TOKEN.split(text) == words._any_token().split(text)


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


@pytest.mark.parametrize(
    "text",
    [
        "سد پر شد. |باران آمد! |چه کسی گفت؟ |کسی نگفت.",
        "گفت: «سد پر شد.» |باران آمد.",
        "گفت: «سد پر شد!» |باران آمد.",
        "گفت: «سد پر شد». |باران آمد.",
        'گفت: "سد پر شد." |باران آمد.',
        'گفت: "سد پر شد". |باران آمد.',
        "سد «پر» شد. |باران آمد.",
        "(سد پر شد.) |باران آمد.",
        "(سد پر شد) باران آمد.",
        "سد پر شد... باران آمد.",
        "سد پر شد.… باران آمد.",
        "چه شد؟! |هیچ نشد.",
        "آیا سد پر شد؟ |پرسید.",
        "چرا سد پر شد؟ گفت.",
        "د.پ.آ گزارش داد. |او گفت.",
        "یو.ان.اف.پی.ای گزارش داد. |او گفت.",
        "ا.ب آمد. |او گفت.",
        "بیا.برو.|بمان.",
        "آمد.یو.ان آمد. |او گفت.",
        "نرخ ۱۲.۵ درصد شد. |او گفت.",
        "نشانی irna.ir است. |او گفت.",
        "نشانی ایرنا.ir است. |او گفت.",
        "سد پر شد.|باران آمد.",
        "سد پر شد .|باران آمد.",
        "سد پر شد.\n|باران آمد\n|\n|او گفت.",
    ],
)
def test_a_sentence_ends_at_each_bar_and_nowhere_else(text: str) -> None:
    words = Words(text.replace("|", ""))
    begins = [words.start[first] for first, _ in words.sentences]
    cut = [words.text[a:b] for a, b in zip(begins, [*begins[1:], len(words.text)], strict=True)]
    assert "|".join(cut) == text


@pytest.mark.parametrize(
    ("text", "quoted", "unclosed"),
    [
        ("«الف «ب» پ» ت", ["«الف «ب» پ»", "«ب»"], 0),
        ("“الف” ‹ب› „پ”", ["“الف”", "‹ب›", "„پ”"], 0),
        ('"الف" ب "پ"', ['"الف"', '"پ"'], 0),
        ('گفت:"الف" ب', ['"الف"'], 0),
        ('"الف "ب" پ"', ['"الف "ب" پ"', '"ب"'], 0),
        ('"الف ("ب") پ"', ['"الف ("ب") پ"', '"ب"'], 0),
        ('"الف"ب', ['"الف"'], 0),
        ('"الف ".', ['"الف "'], 0),
        ('«الف " ب " پ»', ['«الف " ب " پ»', '" ب "'], 0),
        ('الف" ب "پ" ت', ['"پ"'], 1),
        ("گفت: »الف ب« و رفت", ["»الف ب«"], 0),
        ("گفت: »الف ب» و رفت", ["»الف ب»"], 0),
        ("گفت: »الف« گفت: »ب«", ["»الف«", "»ب«"], 0),
        ("«الف", [], 1),
        ("الف»", [], 0),
        ("«الف\nب» پ", ["«الف\nب»"], 0),
        ("«الف\n\nب» پ", ["«الف\n\nب»"], 0),
        ("«الف» «ب\nپ» ت", ["«الف»", "«ب\nپ»"], 0),
        ("«الف\n«ب\n«پ» ت", ["«پ»"], 2),
    ],
)
def test_quotation_marks_find_their_other_half(text: str, quoted: list[str], unclosed: int) -> None:
    words = Words(text)
    assert [words.passage(i, j + 1).text for i, j in sorted(words.partner.items()) if i < j] == quoted
    assert all(words.partner[j] == i for i, j in words.partner.items())
    assert len(words.unclosed) == unclosed
    assert all(words.index[key] == [i for i, k in enumerate(words.key) if k == key] for key in words.key)


VERBS = "شد گفت است رفتند گفتهاند میشوند نمیشود میرود نمیدانم برمیگردد درنمیآید بازمیگردد وامیدارد فرومیریزد فرامیگیرد"
NO_VERBS = "می میز میخ میوه میدان میان میراث درمیان نمک وزیر هفت"


@pytest.mark.parametrize(("key", "is_one"), [(k, True) for k in VERBS.split()] + [(k, False) for k in NO_VERBS.split()])
def test_a_finite_verb_is_known_by_its_form(key: str, is_one: bool) -> None:
    assert finite(fold(key)) == is_one


def test_what_is_asked_of_words() -> None:
    words = Words("سد پر شد. باران آمد.")
    assert words.passage(0, 2).text == "سد پر"
    assert words.joined(1, 4) == "پر شد ."
    assert [words.at(offset) for offset in (0, 1, 2, 3, 8, 9, 10, 99)] == [0, 0, 1, 1, 3, 4, 4, 7]
    assert [words.is_word(i) for i in (-1, 0, 3, 99)] == [False, True, False, False]
    assert words.places("باران") == [4]
    assert words.places("برف") == []
    assert len(Words("سد " * 60).places("سد")) == 50
    assert Words.of(words) is words
    assert len(Words("")) == 0
    assert Words("سد").head(0).sentences == []
