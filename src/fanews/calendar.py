"""Dates as newspapers write them, and the Jalali calendar.

`find_dates` finds dates in text, `parse_date` reads a string that is a date (and a time) as a whole. A date
stays in the calendar it was written in; its Gregorian `value` is given only where it is certain. A year of
1206–1498 is Jalali and one from 1500 on is Gregorian, never the other way round; a Hijri date depends on who
saw the moon, so that it is read but not converted; a day that does not exist (۳۱ مهر) is no date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache

import regex
from attrs import evolve, frozen

from .errors import demand_str
from .numerals import compiled, fold, one_of, spell_number, spell_ordinal
from .rules import read_table
from .text import Move, Span

FIRST_JALALI, LAST_JALALI = 1206, 1498
LAST_GREGORIAN = 2199
_MONTH_DAYS = {
    "jalali": (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30),
    "gregorian": (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
    "hijri": (30,) * 12,
}


@frozen
class Date:
    """A date as written.

    `span` is its place and `text` its normalised form. `year`, `month` and `day` are numbers of its own
    `calendar` ("jalali", "gregorian" or "hijri"), None where they are not written; `precision` ("year",
    "month", "day", "minute" or "second") says how much is. `time` is the hour that belongs to it and `zone`
    the time zone, both only if written. `value` is the Gregorian date, None unless it is certain.
    """

    span: Span
    text: str
    year: int | None
    month: int | None
    day: int | None
    calendar: str
    precision: str = "day"
    time: datetime.time | None = None
    zone: datetime.timezone | None = None

    @property
    def value(self) -> datetime.date | None:
        if self.year is None or self.month is None or self.day is None or self.calendar == "hijri":
            return None
        if self.calendar == "jalali":
            return jalali_to_gregorian(self.year, self.month, self.day)
        return datetime.date(self.year, self.month, self.day)

    @property
    def written(self) -> str:
        """The date in numbers of its own calendar: ``1404-07-19``, ``1404-07``, ``--07-19`` without a year."""
        parts = ["-" if self.year is None else f"{self.year:04}"]
        parts += [f"{n:02}" for n in (self.month, self.day) if n is not None]
        return "-".join(parts)

    def isoformat(self) -> str | None:
        """The Gregorian date in ISO 8601 (``2025-10-11``), None where `value` is None."""
        value = self.value
        return value.isoformat() if value else None

    def __str__(self) -> str:
        return self.isoformat() or self.written

    def moved(self, move: Move) -> Date:
        """The same date in another text's coordinates."""
        return evolve(self, span=move(self.span))


# ---- the calendar: leap years come in cycles of 33 -----------------------------------------------------

_EPOCH = datetime.date(1206 + 621, 3, 22).toordinal()  # 1 Farvardin 1206
_CYCLE_DAYS = 33 * 365 + 8


def _new_year(year: int) -> int:
    """The proleptic Gregorian ordinal of 1 Farvardin of `year`."""
    return _EPOCH + 365 * (year - FIRST_JALALI) + (8 * year + 21) // 33 - (8 * FIRST_JALALI + 21) // 33


def is_jalali_leap(year: int) -> bool:
    """Whether Esfand of `year` has 30 days."""
    return (8 * year + 29) % 33 < 8


def jalali_to_gregorian(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian date of a Jalali one.

    >>> jalali_to_gregorian(1404, 7, 19)
    datetime.date(2025, 10, 11)

    Raises ValueError when there is no such day, or the year is not in 1206–1498, where the 33-year cycle
    agrees with the sun.
    """
    if not FIRST_JALALI <= year <= LAST_JALALI:
        raise ValueError(f"a Jalali year is one of {FIRST_JALALI}–{LAST_JALALI}, not {year}")
    if not 1 <= month <= 12:
        raise ValueError(f"a month is one of 1–12, not {month}")
    days = 30 if month == 12 and is_jalali_leap(year) else 29 if month == 12 else _MONTH_DAYS["jalali"][month - 1]
    if not 1 <= day <= days:
        raise ValueError(f"month {month} of the Jalali year {year} has {days} days, so no day {day}")
    before = 31 * (month - 1) - max(0, month - 7)
    return datetime.date.fromordinal(_new_year(year) + before + day - 1)


def gregorian_to_jalali(date: datetime.date) -> tuple[int, int, int]:
    """The Jalali year, month and day of a Gregorian date.

    >>> gregorian_to_jalali(datetime.date(2025, 3, 20))
    (1403, 12, 30)

    Raises ValueError outside the Jalali years 1206–1498.
    """
    ordinal = date.toordinal()
    if not _new_year(FIRST_JALALI) <= ordinal < _new_year(LAST_JALALI + 1):
        raise ValueError(f"{date} is outside the Jalali years {FIRST_JALALI}–{LAST_JALALI}")
    year = FIRST_JALALI + (ordinal - _EPOCH) * 33 // _CYCLE_DAYS
    while ordinal < _new_year(year):
        year -= 1
    while ordinal >= _new_year(year + 1):
        year += 1
    days = ordinal - _new_year(year)
    month = days // 31 + 1 if days < 186 else (days - 186) // 30 + 7
    return year, month, days - 31 * (month - 1) + max(0, month - 7) + 1


# ---- dates in text -------------------------------------------------------------------------------------


def find_dates(text: str) -> list[Date]:
    """All dates of `text`, in order: digits (۱۴۰۴/۰۷/۱۹), words (نوزدهم مهر), and months with a year.

    A date without its year has no `value`. Weekdays and hours are left out (but for the hour of an ISO 8601
    date); `parse_date` reads them. Never raises for a ``str``; time is linear in its length.
    """
    return dates_in(fold(demand_str(text, "find_dates")), text)


def dates_in(folded: str, text: str) -> list[Date]:
    """`find_dates` of a `text` that is already `folded`."""
    found = sorted([*_numeric_dates(folded, text), *_worded_dates(folded, text)], key=lambda date: date.span)
    return [date for i, date in enumerate(found) if i == 0 or date.span.start >= found[i - 1].span.stop]


def parse_date(text: str) -> Date | None:
    """The date that `text` is as a whole, with weekday and hour where it has them; None if it is no date.

    >>> parse_date("شنبه، ۱۹ مهر ۱۴۰۴ - ساعت ۱۲:۳۰").value
    datetime.date(2025, 10, 11)
    """
    bare = demand_str(text, "parse_date").strip()
    folded = fold(bare)
    dates = dates_in(folded, bare) if len(bare) < _LONGEST else []
    if not dates:
        return None
    date = dates[0]
    around = compiled(_AROUND).fullmatch(folded[: date.span.start] + "\n" + folded[date.span.stop :])
    if not around:
        return None
    hour = _hour(around, "before") or _hour(around, "after")
    start = len(text) - len(text.lstrip())
    date = evolve(date, span=Span(start, start + len(bare)), text=bare)
    return evolve(date, time=hour[0], precision=hour[1]) if hour and date.day and not date.time else date


_LONGEST = 200
"""No string longer than this is a date and nothing more."""

_GAP = r"[ \u200c]{0,3}"
_END = r"(?!\p{M}?\u200c?[\p{L}\p{M}])"

_CLOCK = r"""(?<{0}>[01]?[0-9]|2[0-3])[ ]?:[ ]?(?<{0}_minute>[0-5][0-9])(?:[ ]?:[ ]?(?<{0}_second>[0-5][0-9]))?"""
_SMALL = (
    r"""(?:[ \u200c\-|/,،؛:.()\[\]]|ساعت|روز|تاریخ|مورخه?|انتشار|(?:یک|دو|سه|چهار|پنج)?[ \u200c]?شنبه|جمعه|آدینه)*+"""
)
_AROUND = rf"{_SMALL}(?:{_CLOCK.format('before')})?{_SMALL}\n{_SMALL}(?:{_CLOCK.format('after')})?{_SMALL}"


def _hour(match: regex.Match[str], name: str) -> tuple[datetime.time, str] | None:
    """The hour that `match` holds under `name`, and its precision."""
    hour, minute, second = (match[name + part] for part in ("", "_minute", "_second"))
    if hour is None:
        return None
    return datetime.time(int(hour), int(minute), int(second or 0)), "second" if second else "minute"


# ---- dates in digits -----------------------------------------------------------------------------------

_NUMERIC_START = re.compile(r"(?<![0-9./:,٫٬-])[0-9]{1,4}[ ]?[/.-][ ]?[0-9]")


@cache
def _numeric_pattern() -> regex.Pattern[str]:
    zone = r"Z|[+\-][0-9]{2}:?[0-9]{2}"
    return regex.compile(
        rf"""
        (?: (?<y>[0-9]{{4}}) [ ]?(?<s>[/\-.])[ ]? (?<m>[0-9]{{1,2}}) [ ]?(?P=s)[ ]? (?<d>[0-9]{{1,2}})
          | (?<d>[0-9]{{1,2}}) (?<s>[/\-.]) (?<m>[0-9]{{1,2}}) (?P=s) (?<y>[0-9]{{4}})
          | (?<y>[0-9]{{2}}) (?<s>/) (?<m>[0-9]{{1,2}}) (?P=s) (?<d>[0-9]{{1,2}})
        ) (?![0-9]|[/\-.][0-9])
        (?: (?:T|[ ](?=[0-9:.]{{5,15}}(?:{zone}))) {_CLOCK.format("hour")} (?:\.[0-9]{{1,9}})? (?<zone>{zone})? )?
        """,
        regex.VERBOSE | regex.V1,
    )


def _numeric_dates(folded: str, text: str) -> Iterator[Date]:
    for begin in _NUMERIC_START.finditer(folded):
        match = _numeric_pattern().match(folded, begin.start())
        date = _numeric(match, text) if match else None
        if date:
            yield date


def _numeric(match: regex.Match[str], text: str) -> Date | None:
    year: int | None = int(match["y"])
    if len(match["y"]) == 2:
        year = full_year(match["y"])
    if year is None:
        return None
    calendar = "jalali" if year < 1500 else "gregorian"
    month, day = int(match["m"]), int(match["d"])
    if not _exists(calendar, year, month, day):
        return None
    span = Span(*match.span())
    date = Date(span, span.of(text), year, month, day, calendar)
    hour = _hour(match, "hour")
    return evolve(date, time=hour[0], precision=hour[1], zone=_zone(match["zone"])) if hour else date


def _zone(text: str | None) -> datetime.timezone | None:
    if text is None or text == "Z":
        return datetime.UTC if text else None
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 23 or minutes > 59:
        return None
    offset = datetime.timedelta(hours=hours, minutes=minutes)
    return datetime.timezone(-offset if text[0] == "-" else offset)


# ---- dates with a month's name -------------------------------------------------------------------------


@cache
def _months() -> dict[str, list[tuple[str, int, str]]]:
    """From a month's name without spaces to (calendar, month, only)."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    for row in read_table("months"):
        for name in fold(row["names"]).split("|"):
            found.setdefault(_bare(name), []).append((row["calendar"], int(row["month"]), row["only"]))
    return found


@cache
def _days() -> dict[str, tuple[int, bool]]:
    """From a day in words without spaces to (day, whether it is an ordinal)."""
    days = {_bare(spell_number(n)): (n, False) for n in range(1, 32)}
    days |= {_bare(spell_ordinal(n)): (n, True) for n in range(1, 32)}
    return days | {"یکم": (1, True), "نخست": (1, True), "سیاُم": (30, True)}


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("\u200c", "")


def _month_names() -> str:
    return one_of(name for row in read_table("months") for name in fold(row["names"]).split("|"))


@cache
def _month_starts() -> re.Pattern[str]:
    """Where a month's name may stand. (`re`: on a plain scan it is three times as fast as `regex`.)"""
    return re.compile(rf"(?<![ء-ی])(?:{_month_names()})")


@cache
def _month_and_year() -> regex.Pattern[str]:
    counted = r"نفر|تن|درصد|هزار|میلیون|میلیارد|تریلیون|مورد|دستگاه|کشته|مجروح|مصدوم|زخمی|ساله?|روزه?|سرباز|خودرو|%"
    era = rf"هجری{_GAP}شمسی|هجری{_GAP}خورشیدی|هجری{_GAP}قمری|شمسی|خورشیدی|قمری|میلادی|هجری|ه\.?{_GAP}[شق]\b\.?"
    return regex.compile(
        rf"""
        (?<month>{_month_names()}) (?:{_GAP}(?<moon>ماه))? {_END}
        (?: {_GAP}(?:[,،]{_GAP}(?=[0-9]{{4}}))? (?:(?:از{_GAP})?سال{_GAP})?
            (?<year>[0-9]{{4}}|[0-9]{{2}}) (?![0-9]|[.,/٫٬:][0-9]|{_GAP}(?:{counted}|{_month_names()}){_END})
            (?:{_GAP}(?:{era}){_END})? )?
        """,
        regex.VERBOSE | regex.V1,
    )


@cache
def _day_before() -> regex.Pattern[str]:
    words = [name for n in range(1, 32) for name in (spell_number(n), spell_ordinal(n).replace("\u200c", " "))]
    return regex.compile(
        rf"""
        (?: (?<![0-9./:,٫٬]) (?<day>[0-9]{{1,2}}) (?:{_GAP}اُ?م|م)?
          | (?<![\p{{L}}\u200c]) (?<word>{one_of([*words, "یکم", "نخست", "سی اُم"])}) (?=[ ]) )
        {_GAP} (?:(?:ماه|برج)(?:{_GAP}های?)?{_GAP})? $
        """,
        regex.VERBOSE | regex.V1,
    )


def _worded_dates(folded: str, text: str) -> Iterator[Date]:
    for start in (match.start() for match in _month_starts().finditer(folded)):
        month = _month_and_year().match(folded, start)
        if month:
            day = _day_before().search(folded, max(0, start - 36), start)
            date = _worded(day, month, text)
            if date:
                yield date


_SURE = r"(?:شنبه|جمعه|تاریخ|مورخه?|برج|روز)[ \u200c،,]{1,3}$"
"""Words after which a day and a month are a date, whatever else the month's name may mean."""


def _worded(before: regex.Match[str] | None, match: regex.Match[str], text: str) -> Date | None:
    """The date that a day (if any) and a `match` of `_month_and_year` are, None if that is unlikely."""
    day, ordinal = None, True
    start = match.start()
    if before:
        day, ordinal = (int(before["day"]), True) if before["day"] else _days()[_bare(before["word"])]
        start = before.start()
    for calendar, month, only in _months()[_bare(match["month"])]:
        year, stop = _year(match, calendar)
        if year is None and (day is None or not (match["moon"] or _is_likely(day, ordinal, only, match.string, start))):
            continue
        if _exists(calendar, year, month, 1 if day is None else day):
            span = Span(start, stop)
            return Date(span, span.of(text), year, month, day, calendar, "month" if day is None else "day")
    return None


def _is_likely(day: int, ordinal: bool, only: str, folded: str, start: int) -> bool:
    """Whether a day and a month without a year are a date («۱۹ مهر») and nothing else («دو تیر», «سی دی»)."""
    if compiled(_SURE).search(folded[max(0, start - 12) : start]):
        return True
    if only == "year" or (only == "tenth" and day < 10):
        return False
    return ordinal or (day > 9 and only != "ordinal")


def _year(match: regex.Match[str], calendar: str) -> tuple[int | None, int]:
    """The year of a worded date in its calendar, None if not written or of another one; and the date's end."""
    bare = match.end("moon") if match["moon"] else match.end("month")
    if match["year"] is None:
        return None, bare
    year: int | None = int(match["year"])
    if len(match["year"]) == 2:
        year = full_year(match["year"]) if calendar == "jalali" else None
    first, last = {"jalali": (FIRST_JALALI, LAST_JALALI), "gregorian": (1500, LAST_GREGORIAN)}.get(calendar, (1, 1499))
    return (year, match.end()) if year and first <= year <= last else (None, bare)


def full_year(two: str) -> int | None:
    """The Jalali year that is written with two digits: ۵۷ is 1357 and ۰۳ is 1403; ۱۴ could be either century."""
    year = int(two)
    return 1300 + year if year >= 20 else 1400 + year if year < 10 else None


def _exists(calendar: str, year: int | None, month: int, day: int) -> bool:
    if not (1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[calendar][month - 1]):
        return False
    if year is None or calendar == "hijri":
        return True
    try:
        if calendar == "jalali":
            jalali_to_gregorian(year, month, day)
        else:
            datetime.date(year, month, day)
    except ValueError:
        return False
    return calendar == "jalali" or year <= LAST_GREGORIAN
