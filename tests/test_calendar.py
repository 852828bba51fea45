"""The Jalali calendar against a slow count of days, and dates as newspapers write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.calendar import (
    Date,
    find_dates,
    gregorian_to_jalali,
    is_jalali_leap,
    jalali_to_gregorian,
    read_date,
)

PIECES = ["۱۹", "1404", "/", "-", ":", "مهر", "دی", "صفر", "سی", "ام", "و", "T", "+", "Z", "ساعت", " ", "، ", "\\u200c"]


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


def test_time_and_zone_are_kept_as_written() -> None:
    date = read_date(" 2025-10-11T23:30:00+03:30\n")
    assert date is not None
    assert date.time == datetime.time(23, 30)
    assert date.zone == datetime.timezone(datetime.timedelta(hours=3, minutes=30))
    assert date.text == "2025-10-11T23:30:00+03:30"
    assert date.span.start == 1


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
    for date in find_dates(text):
        assert isinstance(date, Date)
        assert date.span.of(text) == date.text
    read_date(text)
