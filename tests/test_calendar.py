"""The Jalali calendar against a slow count of days, and dates as newspapers write them."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews import find_numbers, parse
from fanews.calendar import (
    FIRST_JALALI,
    LAST_JALALI,
    Date,
    find_dates,
    gregorian_to_jalali,
    is_jalali_leap,
    jalali_to_gregorian,
    parse_date,
    read_date,
    relative,
)
from fanews.errors import DateError

PIECES = [
    "۱۹",
    "1404",
    "/",
    "-",
    ":",
    "مهر",
    "دی",
    "صفر",
    "سی",
    "ام",
    "و",
    "T",
    "+",
    "Z",
    "ساعت",
    "دیروز",
    "سال",
    "گذشته",
    "شنبه",
    " ",
    "، ",
    "\u200c",
]


def test_every_day_from_1206_to_1498_by_counting() -> None:
    day = datetime.date(1827, 3, 22)
    for year in range(1206, 1499):
        lengths = [31] * 6 + [30] * 5 + [30 if is_jalali_leap(year) else 29]
        for month, length in enumerate(lengths, 1):
            for number in range(1, length + 1):
                assert gregorian_to_jalali(day) == (year, month, number)
                assert jalali_to_gregorian(year, month, number) == day
                day += datetime.timedelta(days=1)
    assert day == datetime.date(2120, 3, 21)


def test_every_day_as_another_library_has_it() -> None:
    jdatetime = pytest.importorskip("persiantools.jdatetime")
    day, last = datetime.date(1827, 3, 22), datetime.date(2120, 3, 20)
    while day <= last:
        other = jdatetime.JalaliDate(day)
        assert gregorian_to_jalali(day) == (other.year, other.month, other.day)
        assert jalali_to_gregorian(other.year, other.month, other.day) == day
        day += datetime.timedelta(days=1)


@pytest.mark.parametrize("year", [1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408])
def test_leap_years_of_our_time(year: int) -> None:
    assert is_jalali_leap(year)
    assert not is_jalali_leap(year + 1)


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [
        ((1357, 11, 22), (1979, 2, 11)),
        ((1285, 5, 14), (1906, 8, 6)),
        ((1387, 12, 30), (2009, 3, 20)),
        ((1403, 12, 30), (2025, 3, 20)),
        ((1404, 1, 1), (2025, 3, 21)),
        ((1378, 10, 11), (2000, 1, 1)),
    ],
)
def test_days_one_can_look_up(jalali: tuple[int, int, int], gregorian: tuple[int, int, int]) -> None:
    assert jalali_to_gregorian(*jalali) == datetime.date(*gregorian)
    assert gregorian_to_jalali(datetime.date(*gregorian)) == jalali


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ((1404, 12, 30), "29 days"),
        ((1404, 7, 31), "30 days"),
        ((1404, 13, 1), "1–12"),
        ((1404, 1, 0), "no day 0"),
        ((1205, 1, 1), "1206"),
        ((1499, 1, 1), "1498"),
        ((2025, 10, 11), "1498"),
    ],
)
def test_days_that_do_not_exist_say_why(day: tuple[int, int, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        jalali_to_gregorian(*day)


def test_gregorian_days_outside_say_why() -> None:
    with pytest.raises(ValueError, match="1206"):
        gregorian_to_jalali(datetime.date(1800, 1, 1))


LINES = {
    "۱۹ مهر ۱۴۰۴ - ۱۲:۳۰": ("1404-07-19", "2025-10-11", "minute"),
    "۰۹:۰۸ - ۲۳ تير ۱۴۰۱": ("1401-04-23", "2022-07-14", "minute"),
    "شنبه، ۲۳ تير ۱۴۰۱ ساعت ۰۹:۰۸": ("1401-04-23", "2022-07-14", "minute"),
    "سه\u200cشنبه ۱۲ فروردین ۱۴۰۴، ساعت: ۲۲:۱۵:۳۰": ("1404-01-12", "2025-04-01", "second"),
    "۱۴۰۴/۰۷/۱۹ | ۱۴:۰۵": ("1404-07-19", "2025-10-11", "minute"),
    "۱۴۰۴/۷/۹": ("1404-07-09", "2025-10-01", "day"),
    "1404-07-19": ("1404-07-19", "2025-10-11", "day"),
    "١٤٠٤/٠٧/١٩": ("1404-07-19", "2025-10-11", "day"),
    "۱۹/مهر/۱۴۰۴": ("1404-07-19", "2025-10-11", "day"),
    "۱۹-مهر-۱۴۰۴": ("1404-07-19", "2025-10-11", "day"),
    "شنبه ۱۹ مهر ۱۴۰۴ برابر با ۱۱ اکتبر ۲۰۲۵": ("1404-07-19", "2025-10-11", "day"),
    "شنبه ۱۹ مهر ۱۴۰۴ / ۱۸ ربیع الثانی ۱۴۴۷ / ۱۱ اکتبر ۲۰۲۵": ("1404-07-19", "2025-10-11", "day"),
    "۱۸ ربیع الثانی ۱۴۴۷ مطابق با ۱۹ مهر ۱۴۰۴": ("1404-07-19", "2025-10-11", "day"),
    "۱۹ مهر ۱۴۰۴ (2025-10-11)": ("1404-07-19", "2025-10-11", "day"),
    "صبح روز شنبه ۱۹ مهر ۱۴۰۴": ("1404-07-19", "2025-10-11", "day"),
    "۱۹ مهر ۱۴۰۴ - 10:22 ب.ظ": ("1404-07-19", "2025-10-11", "minute"),
    "۱۹ مهر ۱۴۰۴، ساعت ۲۲": ("1404-07-19", "2025-10-11", "minute"),
    "۵شنبه ۴ اردیبهشت ۱۴۰۴": ("1404-02-04", "2025-04-24", "day"),
    "۲۳/۰۷/۱۴۰۱": ("1401-07-23", "2022-10-15", "day"),
    "۹۸/۰۷/۱۹": ("1398-07-19", "2019-10-11", "day"),
    "2025-10-11T12:30:05+03:30": ("2025-10-11", "2025-10-11", "second"),
    "۲۰۲۵/۱۰/۱۱": ("2025-10-11", "2025-10-11", "day"),
    "11.10.2025": ("2025-10-11", "2025-10-11", "day"),
    "نوزدهم مهر ۱۴۰۴": ("1404-07-19", "2025-10-11", "day"),
    "بیست\u200cودوم بهمن\u200cماه سال ۱۳۵۷": ("1357-11-22", "1979-02-11", "day"),
    "سی ام اسفند ۱۳۸۷": ("1387-12-30", "2009-03-20", "day"),
    "۲۲ بهمن ۵۷": ("1357-11-22", "1979-02-11", "day"),
    "۵ آبان ۰۳": ("1403-08-05", "2024-10-26", "day"),
    "۱۹ مهر ۱۴۰۴ شمسی": ("1404-07-19", "2025-10-11", "day"),
    "۱۱ اکتوبر ۲۰۲۵": ("2025-10-11", "2025-10-11", "day"),
    "یازدهم ماه سپتامبر سال ۲۰۰۱ میلادی": ("2001-09-11", "2001-09-11", "day"),
    "۳ جنوری ۲۰۲۰": ("2020-01-03", "2020-01-03", "day"),
    "۷ ژوئیهٔ ۲۰۱۵": ("2015-07-07", "2015-07-07", "day"),
    "۱۲ حمل ۱۴۰۰": ("1400-01-12", "2021-04-01", "day"),
    "چهارشنبه ۵ حوت": ("--12-05", None, "day"),
    "۲۲ بهمن": ("--11-22", None, "day"),
    "نهم ماه سپتامبر": ("--09-09", None, "day"),
    "23جولاي": ("--07-23", None, "day"),
    "مهر ۱۴۰۴": ("1404-07", None, "month"),
    "۱۵ رمضان ۱۴۴۶": ("1446-09-15", None, "day"),
    "۲۸ صفر": ("--02-28", None, "day"),
    "۱۰ ذی\u200cالحجه ۱۴۴۵ قمری": ("1445-12-10", None, "day"),
}


@pytest.mark.parametrize("line", LINES)
def test_lines_that_are_a_date(line: str) -> None:
    date = read_date(line)
    assert date is not None
    assert (date.written, date.isoformat(), date.precision) == LINES[line]
    assert date.span.of(line) == date.text == line


def test_an_hour_of_twelve() -> None:
    times = [parse_date(f"۱۹ مهر ۱۴۰۴ ساعت {hour}").time for hour in ("۱۰:۲۲ ب.ظ", "۱۲:۳۰ ب.ظ", "۱۰ صبح", "۱۰ شب")]
    assert times == [datetime.time(22, 22), datetime.time(12, 30), datetime.time(10), datetime.time(22)]


def test_time_and_zone_are_kept_as_written() -> None:
    date = read_date(" 2025-10-11T23:30:00+03:30\n")
    assert date is not None
    assert date.time == datetime.time(23, 30)
    assert date.zone == datetime.timezone(datetime.timedelta(hours=3, minutes=30))
    assert date.text == "2025-10-11T23:30:00+03:30"
    assert date.span.start == 1


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("Z", 0), ("+03:30", 210), ("+0430", 270), ("-05:00", -300), ("+23:59", 1439), ("+24:00", None), ("+03:60", None)],
)
def test_a_zone_that_there_is_is_read(written: str, minutes: int | None) -> None:
    date = read_date(f"2025-10-11T23:30:00{written}")
    assert date is not None
    assert date.time == datetime.time(23, 30)
    assert date.zone == (None if minutes is None else datetime.timezone(datetime.timedelta(minutes=minutes)))


@pytest.mark.parametrize("after", ["هفته گذشته", "روز گذشته", "دیروز", "فردا"])
def test_a_week_or_a_day_gives_the_month_before_it_no_year(after: str) -> None:
    text = f"از ۲۲ بهمن {after} در یزد سخن گفتند."
    day, other = find_dates(text, published="2025-10-11")
    assert (day.text, day.year, day.derived) == ("۲۲ بهمن", None, False)
    assert other.text == after


@pytest.mark.parametrize(
    "line",
    [
        "",
        "سلام",
        "۳۱ مهر",
        "1404-12-30",
        "۳۰ فوریه ۲۰۲۰",
        "۱۹ مهر ۲۰۲۵",
        "۱۲/۳۴/۵۶",
        "۱۴۰۴/۱۳/۰۱",
        "۴ صفر",
        "۱۹ مهر بود",
        "9" * 500,
    ],
)
def test_lines_that_are_no_date(line: str) -> None:
    assert read_date(line) is None


def test_dates_in_text() -> None:
    text = (
        "در ۱۲ مهر ۳۰ نفر آمدند، تا ۱۵ دی ۹۸ ماندند و روز 23جولاي رفتند؛ گزارش آبان ۹۸ در دوم تیر منتشر شد."
        " ۱۰ دیدار، دو تیر هوایی، سی دی و حذف چهار صفر هیچ\u200cیک تاریخ نیست."
    )
    found = [(d.text, d.written) for d in find_dates(text)]
    assert found == [
        ("۱۲ مهر", "--07-12"),
        ("۱۵ دی ۹۸", "1398-10-15"),
        ("23جولاي", "--07-23"),
        ("آبان ۹۸", "1398-08"),
        ("دوم تیر", "--04-02"),
    ]
    assert all(d.span.of(text) == d.text for d in find_dates(text))


def test_a_jalali_year_is_never_ce_nor_the_other_way_round() -> None:
    for year in range(1206, 1499):
        date = read_date(f"{year}/01/01")
        assert date is not None
        assert date.calendar == "jalali"
    for year in (1500, 1750, 1999, 2025, 2199):
        date = read_date(f"{year}/01/01")
        assert date is not None
        assert date.calendar == "gregorian"
    assert read_date("1100/01/01") is None


@given(st.integers(1206, 1498), st.integers(1, 12), st.integers(1, 29), st.sampled_from("/-."))
def test_what_is_written_is_read(year: int, month: int, day: int, mark: str) -> None:
    date = read_date(f"{year}{mark}{month:02}{mark}{day:02}")
    assert date is not None
    assert date.value == jalali_to_gregorian(year, month, day)


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_survives(text: str) -> None:
    for date in find_dates(text, published=SATURDAY):
        assert isinstance(date, Date)
        assert date.span.of(text) == date.text
    try:
        assert parse_date(text) == read_date(text)
    except DateError:
        assert read_date(text) is None


# ---- errors ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("سلام", "a date is written like"),
        ("", "a date is written like"),
        ("۳۱ مهر ۱۴۰۴", "month 7 of the Jalali year 1404 has 30 days, so no day 31"),
        ("1404-12-30", "month 12 of the Jalali year 1404 has 29 days"),
        ("۱۴۰۴/۱۳/۰۱", "1–12, not 13"),
        ("۲۹ فوریه ۲۰۲۳", "month 2 of 2023 has 28 days, so no day 29"),
        ("1205/01/01", "a Jalali year is one of 1206–1498"),
        ("2300/01/01", "after 2199"),
        ("۱۴/۰۲/۰۳", "could be one of two centuries"),
        ("دیروز", "published="),
        ("۱۹ مهر ۱۴۰۴ بود", "more in it than one date"),
        ("۱۹ مهر ۱۴۰۴ برابر با ۱۲ اکتبر ۲۰۲۵", "more in it than one date"),
        ("۱۹ مهر - ۲۰ مهر", "more in it than one date"),
        ("9" * 5000, "…"),
    ],
)
def test_what_is_no_date_says_why(text: str, message: str) -> None:
    with pytest.raises(DateError, match=message) as error:
        parse_date(text)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 200
    assert isinstance(error.value, ValueError)


def test_only_text_is_a_date() -> None:
    with pytest.raises(TypeError, match="bytes"):
        parse_date(b"1404/07/19")  # type: ignore[arg-type]
    with pytest.raises(DateError, match="published"):
        parse_date("دیروز", published="مهر ۱۴۰۴")


def test_what_peers_get_wrong() -> None:
    date = parse_date("۱۴۰۴/۰۷/۱۹")  # dateparser: the year 1404 CE
    assert (date.calendar, date.isoformat()) == ("jalali", "2025-10-11")
    assert is_jalali_leap(1403)  # khayyam: a day too few
    assert jalali_to_gregorian(1404, 1, 1) == datetime.date(2025, 3, 21)


def test_years_of_two_digits() -> None:
    years = {two: read_date(f"{two:02}/01/01") for two in range(100)}
    assert {two: date.year for two, date in years.items() if date} == {
        **{two: 1400 + two for two in range(10)},
        **{two: 1300 + two for two in range(20, 100)},
    }


@pytest.mark.xfail(strict=True, reason="not read yet")
@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("نوزدهم مهر هزار و چهارصد و چهار", "1404-07-19"),  # a year in words
        ("اوّل مهر ۱۴۰۴", "1404-07-01"),  # vowel signs
        ("۲۲/۱۱/۵۷", "1357-11-22"),  # the day first, and a year of two digits
        ("عید فطر ۱۴۰۴", "1404-01-11"),  # feasts
    ],
)
def test_dates_that_are_not_read(line: str, written: str) -> None:
    assert parse_date(line).written == written


# ---- the day of the week ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["شنبه ۱۹ مهر ۱۴۰۴", "شنبه، ۱۴۰۴/۰۷/۱۹", "۱۹ مهر ۱۴۰۴، شنبه ساعت ۱۰", "شنبه - ۱۱ اکتبر ۲۰۲۵"]
)
def test_a_day_of_the_week_that_fits(line: str) -> None:
    date = parse_date(line)
    assert (date.weekday, date.weekday_fits) == (0, True)


def test_a_day_of_the_week_that_does_not_fit_is_reported() -> None:
    text = "این نشست روز سه\u200cشنبه ۱۹ مهر ۱۴۰۴ برگزار شد و ۲۰ مهر ۱۴۰۴ پایان یافت."
    first, second = find_dates(text)
    assert (first.weekday, first.weekday_fits, first.isoformat()) == (3, False, "2025-10-11")
    assert (second.weekday, second.weekday_fits) == (None, None)
    assert parse_date("جمعه ۱۹ مهر").weekday_fits is None


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)))
def test_weekdays_are_those_of_the_gregorian_calendar(day: datetime.date) -> None:
    names = ["دوشنبه", "سه\u200cشنبه", "چهارشنبه", "پنج\u200cشنبه", "جمعه", "شنبه", "یکشنبه"]
    year, month, number = gregorian_to_jalali(day)
    assert parse_date(f"{names[day.weekday()]} {year}/{month}/{number}").weekday_fits is True
    assert parse_date(f"{names[day.weekday() - 1]} {year}/{month}/{number}").weekday_fits is False


# ---- relative dates --------------------------------------------------------------------------------------

SATURDAY = datetime.date(2025, 10, 11)  # 19 Mehr 1404
AWAY = {
    "امروز": "1404-07-19",
    "امشب": "1404-07-19",
    "دیروز": "1404-07-18",
    "روز گذشته": "1404-07-18",
    "پریروز": "1404-07-17",
    "فردا": "1404-07-20",
    "پس\u200cفردا": "1404-07-21",
    "سه روز پیش": "1404-07-16",
    "۹ روز قبل": "1404-07-10",
    "دو روز دیگر": "1404-07-21",
    "شنبه گذشته": "1404-07-12",
    "جمعه گذشته": "1404-07-18",
    "شنبه آینده": "1404-07-26",
    "يكشنبه آينده": "1404-07-20",
    "شنبه این هفته": "1404-07-19",
    "جمعه هفته جاری": "1404-07-25",
    "سه\u200cشنبه هفته گذشته": "1404-07-15",
    "پنج شنبه هفته آینده": "1404-08-01",
    "هفته جاری": "1404-07-19/P7D",
    "هفته گذشته": "1404-07-12/P7D",
    "دو هفته پیش": "1404-07-05/P7D",
    "ماه جاری": "1404-07",
    "ماه گذشته": "1404-06",
    "هشت ماه پیش": "1403-11",
    "ماه گذشته میلادی": "2025-09",
    "سال جاری": "1404",
    "سال روان": "1404",
    "امسال": "1404",
    "پارسال": "1403",
    "سال گذشته": "1403",
    "سال آینده": "1405",
    "سال جاری میلادی": "2025",
}


@pytest.mark.parametrize("words", AWAY)
def test_relative(words: str) -> None:
    date = relative(words, SATURDAY)
    assert date is not None
    assert (date.written, date.derived, date.text) == (AWAY[words], True, words)
    assert (date.value is not None) == (date.precision == "day")
    assert parse_date(words, published=SATURDAY) == date


@pytest.mark.parametrize("words", ["شنبه", "سال قبل", "روز بعد", "بیست سال پیش", "گذشته", "ده روز گذشته", "امروزه", ""])
def test_what_counts_from_something_else_is_not_relative(words: str) -> None:
    assert relative(words, SATURDAY) is None


def test_relative_dates_in_text() -> None:
    text = (
        "وزیر دیروز گفت: در ده سال گذشته و چند ماه گذشته چنین نبود، ولی سال گذشته و ۲۲ بهمن سال گذشته بود. "
        "بیست و دو روز پیش و سه روز پیش از آن بارید؛ سه روز پیش، ساعت ۱۰ امروز و تیرماه سال جاری هم. امروزه خشک است."
    )
    found = find_dates(text, published=SATURDAY)
    assert [(d.text, d.written) for d in found] == [
        ("دیروز", "1404-07-18"),
        ("سال گذشته", "1403"),
        ("۲۲ بهمن سال گذشته", "1403-11-22"),
        ("سه روز پیش", "1404-07-16"),
        ("امروز", "1404-07-19"),
        ("تیرماه سال جاری", "1404-04"),
    ]
    assert all(d.derived and d.span.of(text) == d.text for d in found)
    assert find_dates("دیروز، ۱۲ مهر و هفته گذشته")[0].text == "۱۲ مهر"
    assert not any(d.derived for d in find_dates(text))


def test_the_article_s_day_resolves_them() -> None:
    text = "باران دیروز بند آمد."
    assert not [n for n in find_numbers(text) if n.kind == "date"]
    (number,) = (n for n in parse(text, published="۱۹ مهر ۱۴۰۴").numbers if n.kind == "date")
    assert isinstance(number.value, Date)
    assert (number.value.isoformat(), number.value.derived) == ("2025-10-10", True)


@given(st.dates(), st.sampled_from(sorted(AWAY)))
def test_relative_dates_of_any_day(day: datetime.date, words: str) -> None:
    date = relative(words, day)
    if date is None:  # outside the Jalali years
        assert not FIRST_JALALI + 630 < day.year < LAST_JALALI + 610
    elif date.precision == "day":
        assert date.value is not None
        assert abs((date.value - day).days) < 14


def test_time_grows_with_the_length_only() -> None:
    def seconds(text: str) -> float:
        begin = time.process_time()
        find_dates(text, published=SATURDAY)
        return time.process_time() - begin

    for seed in ("سه روز پیش از ", "شنبه هفته ", "۱۹ مهر ", "۱۴۰۴/۰۷/", "دو روز و ", "سال گذشته "):
        seconds(seed * 500)
        once, twice = (min(seconds(seed * n) for _ in range(3)) for n in (2000, 4000))
        assert twice < 3.5 * once + 0.01
