"""Where a date, an hour or a length of time ends that stands before who speaks."""

from __future__ import annotations

import pytest

from fanews.when import date_end, is_day, time_end
from fanews.words import Words

DATES = """
ساعت ۸ | پلیس
ساعت ۸ به وقت محلی | پلیس
ساعت ۸ | به وقت
ساعت هشت و نیم صبح | پلیس
ساعت ۱۲ و ۳۰ دقیقه ظهر | پلیس
ساعت ۱۲:۳۰ | پلیس
حوالی ساعت ۸ شب | پلیس
مهر ۱۴۰۱ | وزارت نیرو
دوازدهم ماه مهر | وزارت نیرو
ماه مهر | وزارت نیرو
برج میزان | پلیس
۱۲ مهر | وزارت نیرو
۱۲ مهر سال ۱۴۰۱ خورشیدی | وزارت نیرو
۱۲ مهر از سال گذشته | وزارت نیرو
۱۲ مهر ماه ۱۴۰۱ | وزارت نیرو
۵ قوس | پلیس
۵ میزان | پلیس
ده مهر | وزارت نیرو
یازده مهر | وزارت نیرو
دوازدهم مهر | وزارت نیرو
بیست و یکم آذر | شهرداری
مورخ ۱۲ مهر | وزارت نیرو
مورخ پنج مهر | وزارت نیرو
روز پنج مهر | وزارت نیرو
دوشنبه پنج مهر | وزارت نیرو
۱۵ آگست ۲۰۲۱ | طالبان
شنبه | وزارت نیرو
روز شنبه | وزارت نیرو
سه شنبه گذشته | وزارت نیرو
سال ۱۴۰۱ خورشیدی | وزارت نیرو
سال گذشته | وزارت نیرو
امسال | وزارت نیرو
۱۴۰۱/۷/۱۲ | وزارت نیرو
ماه گذشته میلادی | وزارت نیرو
روزهای اخیر | وزارت نیرو
"""
NONE = """
وزارت نیرو
ساعت وزارت
سال خوب وزارت
آذر سال گذشته وزارت نیرو
مهر سال گذشته وزارت نیرو
مهر امسال وزارت نیرو
مهر کاوه
۱۲۰ مهر وزارت نیرو
پنج مهر وزارت نیرو
نه مهر وزارت نیرو
۱۴۰۱ وزارت نیرو
"""


@pytest.mark.parametrize("line", DATES.strip().split("\n"))
def test_a_date_ends_before_what_is_no_part_of_it(line: str) -> None:
    date, rest = line.split(" | ")
    words = Words(f"{date} {rest}")
    end = date_end(words, 0, len(words))
    assert words.passage(0, end).text == date
    assert date_end(words, 0, end) == end  # whatever follows


@pytest.mark.parametrize("text", NONE.strip().split("\n"))
def test_what_is_no_date_ends_nowhere(text: str) -> None:
    words = Words(text)
    assert date_end(words, 0, len(words)) == 0
    assert date_end(words, len(words), len(words)) == 0


def test_a_date_may_begin_at_any_word() -> None:
    words = Words("پلیس روز ۱۲ مهر گفت")
    assert date_end(words, 1, len(words)) == 4
    assert date_end(words, 1, 3) == 0


@pytest.mark.parametrize(
    ("text", "end"), [("یک هفته پیش", 2), ("حدود دو سال قبل", 3), ("وزیر نیرو", 0), ("یک وزیر", 0)]
)
def test_a_length_of_time(text: str, end: int) -> None:
    words = Words(text)
    assert time_end(words, 0, len(words)) == end


def test_what_may_be_the_day_of_a_month() -> None:
    assert all(map(is_day, ("۱۲", "دوازدهم", "یکم", "نخست")))
    assert not any(map(is_day, ("دوازده", "مهر", "چهلم")))
