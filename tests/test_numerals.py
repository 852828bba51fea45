"""Digits and number words, both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanews.errors import NumberError
from fanews.number_grammar import fold
from fanews.numerals import parse_number, spell_number, spell_ordinal, to_digits

READ = {
    "صفر": 0,
    "بیست و پنج": 25,
    "بیست\u200cوپنج": 25,
    "بیستوپنج": 25,
    "پنجاه نه": 59,
    "چهار صد": 400,
    "نه\u200cصد و سی": 930,
    "یکصد و دوازده": 112,
    "چار هزار": 4000,
    "شونزده": 16,
    "هزار و سیصد و نود و هشت": 1398,
    "یک هزار و ۲۲": 1022,
    "۲۵ هزار و ۳۰۰": 25300,
    "۳ هزار ۵۰۰": 3500,
    "دو میلیون و هشتصدهزار": 2_800_000,
    "۱۲ هزار میلیارد": 12 * 10**12,
    "هزار هزار میلیارد": 10**15,
    "هفت هزار و چهل میلیارد": 7040 * 10**9,
    "پنج هزار و ششصد هزار میلیارد": 5600 * 10**12,
    "یک میلیون و دویست هزار میلیارد": 12 * 10**14,
    "دو تریلیون": 2 * 10**12,
    "یک کوادریلیون": 10**15,
    "يك ميليون و سي هزار": 1_030_000,
    "منفی هفده": -17,
    "−۲۴۹": -249,
    "منفی صفر": 0,
    "مثبت پنج": 5,
    "+5": 5,
    "۱۲۳": 123,
    "١٢٣": 123,
    "۱٢3": 123,
    "۱٬۲۳۴٬۵۶۷": 1_234_567,
    "۱۲،۳۴۵": 12345,
    "1,234.5": Decimal("1234.5"),
    "۱۲/۳۴۵/۶۷۸": 12_345_678,
    "۳٫۵": Decimal("3.5"),
    "۳/۵ میلیون": 3_500_000,
    "۲۱,۳": Decimal("21.3"),
    "یک و نیم میلیون": 1_500_000,
    "ده میلیون و نیم": 10_500_000,
    "نیم میلیون": 500_000,
    "هفت و نیم": Decimal("7.5"),
    "نیم": Decimal("0.5"),
    "سه ممیز پنج": Decimal("3.5"),
    "سه ممیز صفر پنج": Decimal("3.05"),
    "سه و پنج صدم": Decimal("3.05"),
    "سی و پنج دهم": Decimal("30.5"),
    "سه چهارم": Decimal("0.75"),
    "پنج دهم": Decimal("0.5"),
    "اول": 1,
    "نخستین": 1,
    "سوم": 3,
    "سی\u200cام": 30,
    "سی ام": 30,
    "۳۰\u200cام": 30,
    "بیست و هفتمین": 27,
    "چهل\u200cویکمین": 41,
    "دویست هزارمین": 200_000,
    "\u200f صد \u200f": 100,
}


@pytest.mark.parametrize("text", READ)
def test_read(text: str) -> None:
    value = parse_number(text)
    assert value == READ[text]
    assert type(value) is type(READ[text])


REFUSED = [
    "", " ", "سلام", "و", "و و و", "بیست و", "و بیست", "پنج و سی", "صد و دویست", "یازده و دو", "بیست و یازده",
    "بیست و صفر", "دو میلیون و سه میلیون", "سیصد و هزار", "یک یک", "دوازده سیزده", "یکدیگر", "هشتگ", "میلیونر",
    "دهان", "هزاره", "سی\u200cدی", "سهم", "سیم", "دوام", "ده\u200cها", "۱۲/۳۴/۵۶/", "12-13", "1.2.3", "۵۶،۵۵", "--5",
    "1e5", "0x10", "۵٪", "२३", "²", "نود درصد", "پنج نفر", "یک سوم", "یک\nدو", "۱۲ ۱۳", "\ud800",
    "9" * 5000, "دو" * 3000,
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_refused_as_a_whole(text: str) -> None:
    with pytest.raises(NumberError):
        parse_number(text)


def test_errors_name_what_does_not_fit() -> None:
    with pytest.raises(NumberError, match=r"'نفر' \(word 2\) is a unit; find_numbers"):
        parse_number("پنج نفر")
    with pytest.raises(NumberError, match=r"'نود' \(word 2\) does not fit"):
        parse_number("پنج نود")
    with pytest.raises(NumberError, match="Fraction"):
        parse_number("یک سوم")
    with pytest.raises(TypeError, match="bytes"):
        parse_number(b"12")  # type: ignore[arg-type]
    assert issubclass(NumberError, ValueError)


WRITTEN = {
    0: "صفر",
    7: "هفت",
    21: "بیست و یک",
    100: "صد",
    110: "صد و ده",
    1000: "هزار",
    1404: "هزار و چهارصد و چهار",
    20010: "بیست هزار و ده",
    1_000_000: "یک میلیون",
    6_000_123: "شش میلیون و صد و بیست و سه",
    2_000_000_000_000: "دو تریلیون",
    -305: "منفی سیصد و پنج",
    Decimal("3.5"): "سه ممیز پنج دهم",
    Decimal("3.05"): "سه ممیز پنج صدم",
    Decimal("-0.125"): "منفی صفر ممیز صد و بیست و پنج هزارم",
    Decimal("1E+3"): "هزار",
    Decimal("-0.0"): "صفر",
}


@pytest.mark.parametrize("value", WRITTEN, ids=str)
def test_written(value: int | Decimal) -> None:
    assert spell_number(value) == WRITTEN[value]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "صفرم"), (1, "اول"), (3, "سوم"), (21, "بیست و یکم"), (30, "سی\u200cام"), (43, "چهل و سوم"), (100, "صدم"),
     (230, "دویست و سی\u200cام"), (1000, "هزارم"), (1_000_000, "یک میلیونم")],
)  # fmt: skip
def test_ordinals(value: int, text: str) -> None:
    assert spell_ordinal(value) == text


@pytest.mark.parametrize(
    "value", [10**39, -(10**39), Decimal("NaN"), Decimal("Infinity"), Decimal("1E+40"), Decimal("1E-39")]
)
def test_numbers_without_words(value: int | Decimal) -> None:
    with pytest.raises(NumberError):
        spell_number(value)


def test_a_very_long_number_has_no_words() -> None:
    with pytest.raises(NumberError):
        spell_number(10**5000)


@pytest.mark.parametrize("value", [1.5, True, "12", None])
def test_only_exact_numbers_are_written(value: object) -> None:
    with pytest.raises(TypeError):
        spell_number(value)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        spell_ordinal(value)  # type: ignore[arg-type]
    with pytest.raises(NumberError):
        spell_ordinal(-1)


PIECES = ["بیست", "صد", "هزار", "میلیون", "و", "نیم", "ممیز", "دهم", "سوم", "۱۲", "۳/۵", "،", "-"]
whole = st.integers(-(10**36) + 1, 10**36 - 1) | st.integers(-2000, 2000)
decimals = st.decimals(-(10**15), 10**15, allow_nan=False, allow_infinity=False, places=18) | st.decimals(
    -100, 100, allow_nan=False, allow_infinity=False, places=3
)


@settings(max_examples=300)
@given(whole)
def test_what_is_written_is_read(value: int) -> None:
    assert parse_number(spell_number(value)) == value
    assert parse_number(spell_number(value).replace(" و ", "\u200cو\u200c")) == value
    if value >= 0:
        assert parse_number(spell_ordinal(value)) == value


@settings(max_examples=300)
@given(decimals)
def test_what_is_written_with_decimals_is_read(value: Decimal) -> None:
    assert parse_number(spell_number(value)) == value


@given(decimals, decimals)
def test_unequal_numbers_are_written_differently(a: Decimal, b: Decimal) -> None:
    assert (spell_number(a) == spell_number(b)) == (a == b)


@given(st.integers(0, 10**30))
def test_three_scripts_agree(value: int) -> None:
    forms = [to_digits(str(value), script) for script in ("fa", "ar", "en")]
    assert [parse_number(form) for form in forms] == [value] * 3
    assert to_digits(forms[0], "en") == forms[2]
    assert parse_number(to_digits(f"{value:,}", "fa")) == value


@given(st.text())
def test_only_digits_change(text: str) -> None:
    assert [c for c in to_digits(text, "fa") if not c.isdecimal()] == [c for c in text if not c.isdecimal()]
    assert len(fold(text)) == len(text)


def test_an_unknown_script_says_which_there_are() -> None:
    with pytest.raises(ValueError, match="'fa'"):
        to_digits("12", "latin")  # type: ignore[arg-type]


@given(st.text(max_size=40) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = parse_number(text)
    except NumberError:
        return
    assert isinstance(value, int | Decimal)
    assert value == value
