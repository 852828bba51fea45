"""`normalize`: what is left alone, what the caller may ask for, and the way between the two texts."""

from __future__ import annotations

import pickle
from importlib import import_module

import pytest

import fanews
from fanews import Lexicon, Span, normalize
from fanews.text import ZWNJ

protected = import_module("fanews.normalize").protected


def kept(text: str, lexicon: Lexicon | None = None) -> list[str]:
    return [text[start:stop] for start, stop in protected(text, lexicon)]


# ---- what no rule may touch ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "string",
    [
        *("https://a.ir/كتاب?x=1", "ftp://a.ir", "www.isna.ir/كتاب", "a.b@c.ir", "@irna_fa", "#كتاب_ها"),
        *(f"#كتاب{ZWNJ}ها", "A-12", "covid-19", "۱۲.۵", "10:30", "۱۴۰۳/۱/۲", "۱۲٬۵۰۰"),
    ],
)
def test_an_address_a_code_or_a_number_stays(string: str) -> None:
    text = f"در {string} نگاه كنيد"
    assert kept(text) == [string]
    assert normalize(text).text == f"در {string} نگاه کنید"


@pytest.mark.parametrize("string", ["۳", "12", "iran", "ايران.", "@", "a@b", "نرخ 12 "])
def test_plain_figures_and_words_are_not_kept(string: str) -> None:
    assert kept(f"در {string} نگاه") == []


def test_what_stands_beside_it_does_not_stay() -> None:
    assert normalize("علي#كتاب علي").text == "علی#كتاب علی"
    assert normalize("@irna: علي").text == "@irna: علی"


def test_the_code_of_a_reporter_stays() -> None:
    assert kept("ايميدرو شبس**1572**", Lexicon(keep=["ايميدرو"]))[:2] == ["ايميدرو", "شبس**1572**"]
    assert kept("شبس**1572**")[0] == "شبس**1572**"
    assert normalize("مي گويد. ايرنا**1572** ").text.rstrip().endswith("ايرنا**1572**")


@pytest.mark.parametrize(
    "passage",
    [
        "«إن الله مع الصابرین»",
        "﴿إِنَّ اللَّهَ﴾",
        "(قُلْ هُوَ اللَّهُ أَحَدٌ)",
        '"الحمد لله رب العالمين"',
        "“الحمد لله رب العالمين”",
        "«حيّ على الصلاة وعلى الفلاح من الذي»",
        "«قُلْ هُوَ»",
    ],
)
def test_arabic_between_marks_stays(passage: str) -> None:
    text = f"او {passage} را خواند"
    assert kept(text) == [passage]
    assert normalize(text).text == text


@pytest.mark.parametrize(
    "passage",
    [
        "«كتاب بزرگ علي»",
        "«إن الله را خواندم»",
        "«إن الله مع الصابرین چه زیباست»",
        "«كتاب علي نو يك دو الملك سه»",
        "«قُلْ سخن مردم دیار ما»",
        "إن الله مع الصابرین",
        "«ال ة»",
    ],
)
def test_persian_between_marks_and_arabic_without_them_are_not_kept(passage: str) -> None:
    assert kept(f"او {passage} خواند") == []


def test_what_a_lexicon_keeps_are_whole_words() -> None:
    ours = Lexicon(keep=["ايميدرو"])
    text = f"ايميدرو، ايميدروي ما، ايميدرو{ZWNJ}ها و ايميدرو"
    assert kept(text, ours) == ["ايميدرو", "ايميدرو"]
    assert normalize(text, lexicon=ours).text == f"ايميدرو، ایمیدروی ما، ایمیدرو{ZWNJ}ها و ايميدرو"


def test_a_letter_goes_over_no_space_that_a_lexicon_keeps() -> None:
    text = "فیلم مردم ییکی را دیدم"
    assert normalize(text).text == "فیلم مردمی یکی را دیدم"
    assert normalize(text, lexicon=Lexicon(keep=["مردم ییکی"])).text == text


def test_what_is_kept_may_hold_a_number() -> None:
    text = "فیلم ساعت 10:30 مردم ییکی را دیدم"
    assert normalize(text, lexicon=Lexicon(keep=["ساعت 10:30 مردم ییکی"])).text == text


def test_own_words_are_no_slips() -> None:
    text = "شرکت گزرارش در تهران"
    assert normalize(text).text != text
    for own in (Lexicon(join=["گزرارش"]), Lexicon(split=["گز رارش"])):
        assert "گزارش" not in normalize(text, lexicon=own).text


# ---- what the caller asks for --------------------------------------------------------------------------

TEXT = "كتاب ها به گزرارش ما , آگهی مناقضه عمومی"


@pytest.mark.parametrize(
    ("options", "clean"),
    [
        ({}, f"کتاب{ZWNJ}ها به گزارش ما، آگهی مناقضه عمومی"),
        ({"skip": {"letters"}}, f"كتاب{ZWNJ}ها به گزارش ما، آگهی مناقضه عمومی"),
        ({"skip": {"letters.kaf", "typos"}}, f"كتاب{ZWNJ}ها به گزرارش ما، آگهی مناقضه عمومی"),
        ({"skip": ["zwnj.plural", "typos.extra"]}, "کتاب ها به گزرارش ما، آگهی مناقضه عمومی"),
        ({"skip": ("zwnj", "punctuation", "spaces")}, "کتاب ها به گزارش ما , آگهی مناقضه عمومی"),
        ({"also": {"typos.bold"}}, f"کتاب{ZWNJ}ها به گزارش ما، آگهی مناقصه عمومی"),
        ({"also": {"typos"}}, f"کتاب{ZWNJ}ها به گزارش ما، آگهی مناقصه عمومی"),
        ({"also": {"typos.bold"}, "skip": {"typos"}}, f"کتاب{ZWNJ}ها به گزرارش ما، آگهی مناقضه عمومی"),
    ],
)
def test_rules_are_turned_on_and_off(options: dict[str, set[str]], clean: str) -> None:
    assert normalize(TEXT, **options).text == clean  # type: ignore[arg-type]


def test_a_rule_that_is_off_unless_asked_for() -> None:
    text = "سال 1404 و ١٢ نفر در 12:30 و 3.5 و http://a.ir/12"
    assert normalize(text).text == text
    assert normalize(text, also={"letters.digits_persian"}).text == "سال ۱۴۰۴ و ۱۲ نفر در ۱۲:۳۰ و ۳.۵ و http://a.ir/12"
    assert normalize(text, also={"letters.digits_latin"}).text == "سال 1404 و 12 نفر در 12:30 و 3.5 و http://a.ir/12"
    assert normalize('گفت: "سلام دوست"', also={"punctuation"}).text == "گفت: «سلام دوست»"


def test_what_is_asked_for_must_be_known() -> None:
    with pytest.raises(fanews.RuleError, match=r"a collection of rule ids, e\.g\. \{'typos'\}, not one string"):
        normalize("متن", skip="typos")
    with pytest.raises(fanews.RuleError, match="did you mean"):
        normalize("متن", skip={"letters.yeg"})
    with pytest.raises(fanews.RuleError, match="no rule table 'letter'"):
        normalize("متن", also={"letter"})
    with pytest.raises(fanews.SizeError, match="3 characters, more than max_chars=2"):
        normalize("متن", max_chars=2)
    with pytest.raises(TypeError, match=r"^normalize\(\) takes text, not bytes"):
        normalize(b"abc")  # type: ignore[arg-type]
    assert normalize("متن", max_chars=3).text == "متن"


def test_marks_and_letters_that_were_read_wrongly() -> None:
    assert normalize("سلام, چطوري; خوب?").text == "سلام، چطوری؛ خوب؟"
    assert normalize("آن را Ø³Ù„Ø§Ù… خواند").text == "آن را سلام خواند"
    assert normalize("آن را ط³ظ„ط§ظ… خواند").text == "آن را سلام خواند"
    assert normalize("ا\u0653ن مسو\u0654ول، مسي\u0654ول، ر\u0627\u0654ي و ﺳﻼﻡ").text == "آن مسؤول، مسئول، رأی و سلام"
    assert normalize("نو\u0653ر").text == "نو\u0653ر"  # there is no such letter


# ---- the way between the two texts -----------------------------------------------------------------------


def test_a_span_is_found_in_the_other_text() -> None:
    done = normalize("  كتاب  ها را مي خواند")
    assert str(done) == done.text == f"کتاب{ZWNJ}ها را می{ZWNJ}خواند"
    assert done.to_original(Span(5, 7)) == Span(8, 10)
    assert done.to_normalized(Span(8, 10)) == Span(5, 7)
    assert done.passage(Span(0, 7)) == fanews.Passage(Span(2, 10), f"کتاب{ZWNJ}ها")
    assert fanews.apply_edits(done.original, done.edits) == done.text
    assert done.edits[1] == fanews.Edit(Span(2, 3), "ك", "ک", ("letters.kaf",))
    again = pickle.loads(pickle.dumps(done))
    assert (again, again.edits) == (done, done.edits)


def test_what_is_not_safe_to_change_is_told_in_the_text_of_the_caller() -> None:
    text = "  آگهي  مناقضه عمومي"
    (suspect,) = fanews.check(text)
    assert suspect.span.of(text) == suspect.before == "مناقضه"
    assert fanews.check(text, lexicon=Lexicon(join=["مناقضه"])) == ()
    assert fanews.check(text, lexicon=Lexicon(keep=["مناقضه"])) == ()
