"""Dates as newspapers write them, and the Jalali calendar.

`find_dates` finds dates in text, `parse_date` reads a string that is a date (and a time) as a whole, and
`relative` reckons «دیروز» and «ماه گذشته» from the day of the article. A date stays in the calendar it was
written in; its Gregorian `value` is given only where it is certain. A year of 1206–1498 is Jalali and one from
1500 on is Gregorian, never the other way round; a Hijri date depends on who saw the moon, so that it is read but
not converted; a day that does not exist (۳۱ مهر) is no date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex
from attrs import evolve, frozen

from .errors import DateError, demand_str
from .number_grammar import compiled, fold, one_of
from .numerals import spell_number, spell_ordinal
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
    "month", "week", "day", "minute" or "second") says how much is; with "week" they are the Saturday it starts on.
    `time` is the hour that belongs to it and `zone` the time zone, both only if written. `value` is the Gregorian
    date, None unless it is certain.

    A date that is `derived` is not written but reckoned from the day of the article («دیروز», «سال گذشته»).
    `weekday` is the day of the week written before it, from 0 (شنبه) to 6 (جمعه); `weekday_fits` says whether the
    date is such a day: where it is False, one of the two is a mistake of the source.
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
    derived: bool = False
    weekday: int | None = None

    @property
    def value(self) -> datetime.date | None:
        if self.year is None or self.month is None or self.day is None:
            return None
        if self.calendar == "hijri" or self.precision == "week":
            return None
        if self.calendar == "jalali":
            return jalali_to_gregorian(self.year, self.month, self.day)
        return datetime.date(self.year, self.month, self.day)

    @property
    def weekday_fits(self) -> bool | None:
        """Whether the date falls on the written `weekday`; None where one of the two is not known."""
        value = self.value
        return None if value is None or self.weekday is None else _weekday(value) == self.weekday

    @property
    def written(self) -> str:
        """The date in numbers of its own calendar: ``1404-07-19``, ``1404-07``, ``--07-19`` without a year.

        A week is its first day and its length, as in ISO 8601: ``1404-07-12/P7D``.
        """
        parts = ["-" if self.year is None else f"{self.year:04}"]
        parts += [f"{n:02}" for n in (self.month, self.day) if n is not None]
        return "-".join(parts) + ("/P7D" if self.precision == "week" else "")

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


def _weekday(date: datetime.date) -> int:
    """0 for a Saturday, on which a week starts, to 6 for a Friday."""
    return (date.weekday() + 2) % 7


# ---- dates in text -------------------------------------------------------------------------------------


def find_dates(text: str, *, published: str | datetime.date | None = None) -> list[Date]:
    """All dates of `text`, in order: digits (۱۴۰۴/۰۷/۱۹), words (نوزدهم مهر), and months with a year.

    With `published`, the day of the article, also those that are told by their distance from it (see `relative`).
    A date without its year has no `value`. Hours are left out (but for the hour of an ISO 8601 date);
    `parse_date` reads them. Never raises for a ``str``; time is linear in its length.
    """
    day = None if published is None else day_of(published)
    return dates_in(fold(demand_str(text, "find_dates")), text, day)


class Folded(NamedTuple):
    """A text folded (`number_grammar.fold`), and where months' names stand in it: for all who look for dates."""

    text: str
    months: list[int]

    @classmethod
    def of(cls, text: str) -> Folded:
        folded = fold(text)
        return cls(folded, month_starts(folded))


def dates_in(
    folded: str, text: str, reference: datetime.date | None = None, *, months: list[int] | None = None
) -> list[Date]:
    """`find_dates` of a `text` that is already `folded`; `months` is where months' names stand, if that is known."""
    months = month_starts(folded) if months is None else months
    dates = [*_numeric_dates(folded, text), *_worded_dates(folded, months, text, reference)]
    if reference:
        dates += _relative_dates(folded, text, reference)
    found = sorted(dates, key=lambda date: date.span)
    found = [date for i, date in enumerate(found) if i == 0 or date.span.start >= found[i - 1].span.stop]
    return [_with_weekday(date, folded[max(0, date.span.start - 16) : date.span.start]) for date in found]


def _with_weekday(date: Date, around: str, end: str = "$") -> Date:
    """`date` with the day of the week that ends the text `around` it («شنبه، ۱۹ مهر»), if one does."""
    match = _weekday_name(end).search(around)
    return evolve(date, weekday=_weekdays()[_bare(match["name"])]) if match and date.day else date


def parse_date(text: str, *, published: str | datetime.date | None = None) -> Date:
    """The date that `text` is as a whole, with weekday and hour where it has them.

    >>> parse_date("شنبه، ۱۹ مهر ۱۴۰۴ - ساعت ۱۲:۳۰").value
    datetime.date(2025, 10, 11)
    >>> parse_date("سه\u200cشنبه گذشته", published="۱۹ مهر ۱۴۰۴").written
    '1404-07-15'

    The same day in two calendars is one date, that of the first (a Hijri date is not compared). A year of two digits
    is one of 1320–1409; 10–19 could be either century and is none. Raises DateError, which says what is wrong, for
    anything else.
    """
    day = None if published is None else day_of(published)
    date = read_date(demand_str(text, "parse_date"), day)
    if date is None:
        shown = text if len(text) <= 60 else text[:57] + "…"
        raise DateError(f"{shown!r} is not a date: {_why_not(fold(text), text, day)}")
    return date


def day_of(published: str | datetime.date) -> datetime.date:
    """The day that a caller names, as a date or in any form a newspaper writes one; else a DateError."""
    if isinstance(published, datetime.datetime):
        return published.date()
    if isinstance(published, datetime.date):
        return published
    date = read_date(demand_str(published, "published"))
    if date is None or date.value is None:
        raise DateError(f"published should be a date with year, month and day, e.g. 2025-10-11, not {published!r}")
    return date.value


def read_date(text: str, reference: datetime.date | None = None) -> Date | None:
    """`parse_date` for text that may be something else: None if it is no date."""
    bare = text.strip()
    folded = fold(bare)
    dates = dates_in(folded, bare, reference) if len(bare) < _LONGEST else []
    known = [date for date in dates if date.calendar != "hijri"] or dates
    if not known or len({date.value or date.span for date in known}) > 1:
        return None
    edges = [0, *(edge for date in dates for edge in (date.span.start, date.span.stop)), len(bare)]
    beside = "\n".join(folded[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    around = compiled(_around()).fullmatch(beside)
    if not around:
        return None
    start = len(text) - len(text.lstrip())
    date = evolve(known[0], span=Span(start, start + len(bare)), text=bare)
    if date.weekday is None:
        date = _with_weekday(date, beside, end="")
    hour = _hour(around, "before") or _hour(around, "after")
    return evolve(date, time=hour[0], precision=hour[1]) if hour and date.day and not date.time else date


def _why_not(folded: str, text: str, reference: datetime.date | None) -> str:
    """What keeps a text that is no date from being one."""
    for begin in _NUMERIC_START.finditer(folded):
        match = _numeric_pattern().match(folded, begin.start())
        if match:
            year = _numeric_year(match)
            if year is None:
                return f"the year {match['y']} could be one of two centuries: write four digits"
            fault = _fault("jalali" if year < 1500 else "gregorian", year, int(match["m"]), int(match["d"]))
            if fault:
                return fault
    for start in month_starts(folded):
        match, before = _month_and_year().match(folded, start), _day_before().search(folded, max(0, start - 36), start)
        if match and before:
            calendar, month, _ = _months()[_bare(match["month"])][0]
            fault = _fault(calendar, _year(match, calendar)[0], month, _day(before)[0])
            if fault:
                return fault
    if reference is None and _phrase_starts().search(folded):
        return "it counts from the day of the article: give published="
    if dates_in(folded, text, reference):
        return "there is more in it than one date; find_dates finds dates in text"
    return "a date is written like «۱۹ مهر ۱۴۰۴», «۱۴۰۴/۰۷/۱۹» or «2025-10-11»"


@cache
def _weekdays() -> dict[str, int]:
    return {_bare(name): int(day) for day, name in _date_words()["weekday"]}


def date_words(*kinds: str) -> list[str]:
    """The words beside dates of these classes, folded."""
    return [name for kind in kinds for _, name in _date_words()[kind]]


@cache
def _weekday_name(end: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\u200c])(?<name>{one_of(date_words('weekday'))})[ \u200c،,:(-]{{0,3}}{end}")


_LONGEST = 200
"""No string longer than this is a date and nothing more."""

_GAP = r"[ \u200c]{0,3}"
_END = r"(?!\p{M}?\u200c?[\p{L}\p{M}])"

_CLOCK = r"""(?<{0}>[01]?[0-9]|2[0-3])[ ]?:[ ]?(?<{0}_minute>[0-5][0-9])(?:[ ]?:[ ]?(?<{0}_second>[0-5][0-9]))?"""


@cache
def _around() -> str:
    """What may stand around the dates of a line that is a date; a newline stands for each of them."""

    def clock(name: str) -> str:
        part = rf"(?:{_GAP}(?:{one_of(date_words('am'))}|(?<{name}_pm>{one_of(date_words('pm'))})))?"
        hour = rf"ساعت[ \u200c:]*(?<{name}>[01]?[0-9]|2[0-3])"
        return rf"(?:(?:(?:ساعت[ \u200c:]*)?{_CLOCK.format(name)}|{hour}){part}{_END})?"

    small = rf"(?:[ \u200c\-|/,،؛:.()\[\]]|(?:{one_of(date_words('beside', 'weekday'))}){_END})*+"
    beside = rf"(?(DEFINE)(?<small>{small}))(?&small){clock('before')}(?&small)\n(?:(?&small)\n)*"
    return rf"(?V1){beside}(?&small){clock('after')}(?&small)"


def _hour(match: regex.Match[str], name: str) -> tuple[datetime.time, str] | None:
    """The hour that `match` holds under `name`, and its precision."""
    groups = match.groupdict()
    hour, minute, second = (groups[name + part] for part in ("", "_minute", "_second"))
    if hour is None:
        return None
    later = 12 if groups.get(f"{name}_pm") and int(hour) < 12 else 0
    return datetime.time(int(hour) + later, int(minute or 0), int(second or 0)), "second" if second else "minute"


# ---- dates in digits -----------------------------------------------------------------------------------

_NUMERIC_START = re.compile(r"[0-9](?<![0-9./:,٫٬-].)[0-9]{0,3}[ ]?[/.-][ ]?[0-9]")  # `re` skips fast to a class


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
    year = _numeric_year(match)
    if year is None:
        return None
    calendar = "jalali" if year < 1500 else "gregorian"
    month, day = int(match["m"]), int(match["d"])
    if _fault(calendar, year, month, day):
        return None
    span = Span(*match.span())
    date = Date(span, span.of(text), year, month, day, calendar)
    hour = _hour(match, "hour")
    return evolve(date, time=hour[0], precision=hour[1], zone=_zone(match["zone"])) if hour else date


def _numeric_year(match: regex.Match[str]) -> int | None:
    return full_year(match["y"]) if len(match["y"]) == 2 else int(match["y"])


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


def month_starts(folded: str) -> list[int]:
    """Where in folded text a month's name stands."""
    return [match.start() for match in _month_starts().finditer(folded)]


@cache
def _month_starts() -> re.Pattern[str]:
    """(`re`: on a plain scan it is three times as fast as `regex`.)"""
    return re.compile(rf"(?<![ء-ی])(?:{_month_names()})(?:{_GAP}ماه)?(?!\u200c?[ء-ی])")


@cache
def _month_and_year() -> regex.Pattern[str]:
    counted = one_of(date_words("counted"))
    return regex.compile(
        rf"""
        (?(DEFINE)(?<name>{_month_names()}))
        (?<month>(?&name)) (?:{_GAP}(?<moon>ماه))? {_END}
        (?: (?:[/-]|{_GAP})(?:[,،]{_GAP}(?=[0-9]{{4}}))? (?:(?:از{_GAP})?سال{_GAP})?
            (?<year>[0-9]{{4}}|[0-9]{{2}}) (?![0-9]|[.,/٫٬:][0-9]|{_GAP}(?:{counted}|(?&name)){_END})
            (?:{_GAP}{one_of(date_words("era"))}{_END})? )?
        """,
        regex.VERBOSE | regex.V1,
    )


_DIGIT = re.compile("[0-9]")
_LONGEST_MONTH = 80
"""No month's name is longer, with all that may stand between it and its year."""


def _day_words() -> list[str]:
    words = [name for n in range(1, 32) for name in (spell_number(n), spell_ordinal(n).replace("\u200c", " "))]
    return [*words, "یکم", "نخست", "سی اُم"]


@cache
def _day_endings() -> tuple[str, ...]:
    """How that ends which `_day_before` finds, but for spaces and marks."""
    return tuple({word[-2:] for word in _day_words()} | {*"0123456789", "م", "ماه", "برج", "های", "ماهها", "ها"})


@cache
def _day_before() -> regex.Pattern[str]:
    return regex.compile(
        rf"""
        (?: (?<![0-9./:,٫٬]) (?<day>[0-9]{{1,2}}) (?:{_GAP}اُ?م|م)?
          | (?<![\p{{L}}\u200c]) (?<!(?:دهه|هفته|نیمه)[ \u200c]{{1,3}})
            (?<word>{one_of(_day_words())}) (?=[ ]) )
        (?: {_GAP} (?:(?:ماه|برج)(?:{_GAP}های?)?{_GAP})? | (?<mark>[/-]) ) $
        """,
        regex.VERBOSE | regex.V1,
    )


def _worded_dates(folded: str, months: list[int], text: str, reference: datetime.date | None) -> Iterator[Date]:
    for start in months:
        may_have_day = folded[max(0, start - 8) : start].rstrip(" \u200c/-").endswith(_day_endings())
        if not may_have_day and reference is None and not _DIGIT.search(folded, start, start + _LONGEST_MONTH):
            continue  # the month alone, as most are
        month = _month_and_year().match(folded, start)
        if month:
            day = _day_before().search(folded, max(0, start - 36), start) if may_have_day else None
            date = _worded(day, month, text, reference)
            if date:
                yield date


def _worded(
    before: regex.Match[str] | None, match: regex.Match[str], text: str, reference: datetime.date | None
) -> Date | None:
    """The date that a day (if any) and a `match` of `_month_and_year` are, None if that is unlikely."""
    day, ordinal = _day(before) if before else (None, True)
    start = before.start() if before else match.start()
    for calendar, month, only in _months()[_bare(match["month"])]:
        year, stop = _year(match, calendar)
        derived = _year_away(match.string, stop, calendar, reference) if reference and year is None else None
        if derived:
            year, stop = derived
        if year is None and (
            day is None
            or (before and before["mark"])
            or not (match["moon"] or _is_likely(day, ordinal, only, match.string, start))
        ):
            continue
        if not _fault(calendar, year, month, 1 if day is None else day):
            span, precision = Span(start, stop), "month" if day is None else "day"
            return Date(span, span.of(text), year, month, day, calendar, precision, derived=derived is not None)
    return None


def _day(before: regex.Match[str]) -> tuple[int, bool]:
    """The day that `_day_before` matched, and whether it is surely one (an ordinal, or digits)."""
    return (int(before["day"]), True) if before["day"] else _days()[_bare(before["word"])]


def _year_away(folded: str, start: int, calendar: str, reference: datetime.date) -> tuple[int, int] | None:
    """The year of «مهر امسال», «۲۲ بهمن سال گذشته», and where it ends."""
    gap = compiled(r"[ \u200c]{1,3}(?:ماه[ \u200c]{1,3})?").match(folded, start)
    phrase = _phrase_starts().match(folded, gap.end()) if gap else None
    away = _away().get(_bare(phrase[0])) if phrase else None
    if not phrase or not away or away.unit != "year" or away.calendar != calendar:
        return None
    date = _reckoned(away, reference)
    return (date.year, phrase.end()) if date and date.year else None


@cache
def _sure_before() -> regex.Pattern[str]:
    """Words after which a day and a month are a date, whatever else the month's name may mean."""
    return regex.compile(rf"(?<!\p{{L}}){one_of(date_words('sure', 'weekday'))}[ \u200c،,]{{1,3}}$")


def _is_likely(day: int, ordinal: bool, only: str, folded: str, start: int) -> bool:
    """Whether a day and a month without a year are a date («۱۹ مهر») and nothing else («دو تیر», «سی دی»)."""
    if _sure_before().search(folded[max(0, start - 12) : start]):
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


def _fault(calendar: str, year: int | None, month: int, day: int) -> str:
    """Why there is no such day; empty if there is."""
    if not 1 <= month <= 12:
        return f"a month is one of 1–12, not {month}"
    if calendar == "jalali" and year is not None:
        try:
            jalali_to_gregorian(year, month, day)
        except ValueError as error:
            return str(error)
    days = _MONTH_DAYS[calendar][month - 1]
    if calendar == "gregorian" and month == 2 and year is not None and (year % 4 or (not year % 100 and year % 400)):
        days = 28
    if not 1 <= day <= days:
        return f"month {month}{f' of {year}' if year else ''} has {days} days, so no day {day}"
    return f"the year {year} is after {LAST_GREGORIAN}" if year is not None and year > LAST_GREGORIAN else ""


# ---- dates told by their distance from the day of the article ------------------------------------------


def relative(words: str, reference: datetime.date) -> Date | None:
    """The date that `words` as a whole name by its distance from `reference`; None if they name none.

    >>> article = datetime.date(2025, 10, 11)
    >>> for words in ("دیروز", "سه\u200cشنبه گذشته", "شنبه هفته آینده", "سه روز پیش", "ماه جاری", "سال گذشته"):
    ...     print(relative(words, article).written)
    1404-07-18
    1404-07-15
    1404-07-26
    1404-07-16
    1404-07
    1403

    `reference` is the day the article is of. The result is `derived`, spans `words`, and is as precise as they
    are: a day, a week, a month or a year; of the Jalali calendar, unless «میلادی» follows a month or a year. «سال
    قبل», «روز بعد» and a weekday alone may count from something else than the article, and «بیست سال پیش» is not
    meant exactly: they are no dates. `find_dates` finds such words in text.
    """
    away = _away().get(_bare(fold(demand_str(words, "relative"))))
    date = _reckoned(away, reference) if away else None
    return date and evolve(date, span=Span(0, len(words)), text=words)


class _Away(NamedTuple):
    """So many units from the day of the article; with a `weekday`, that day of the week there.

    `bare` says that it starts with a unit or a number, so that another number before it changes its meaning.
    """

    unit: str
    shift: int
    weekday: int | None = None
    calendar: str = "jalali"
    bare: bool = False


@cache
def _date_words() -> dict[str, list[tuple[str, str]]]:
    """The rows of ``date_words.tsv``: from a class to its (value, word)."""
    words: dict[str, list[tuple[str, str]]] = {}
    for row in read_table("date_words"):
        words.setdefault(row["class"], []).extend((row["value"], name) for name in fold(row["words"]).split("|"))
    return words


@cache
def _phrases() -> dict[str, _Away]:
    """All that can be said with those words."""
    words = _date_words()
    found = {name: _Away(unit, int(n)) for unit in ("day", "week", "year") for n, name in words[unit]}
    for unit, noun in words["unit"]:
        found |= {f"{noun} {name}": _Away(unit, int(n), bare=True) for n, name in words["shift"]}
        for n in range(1, 10):
            for sign, name in words["count"]:
                away = _Away(unit, n * int(sign), bare=True)
                found |= {f"{n} {noun} {name}": away, f"{spell_number(n)} {noun} {name}": away}
    months = [name for name, away in found.items() if away.unit in ("month", "year")]
    found |= {f"{name} میلادی": found[name]._replace(calendar="gregorian") for name in months}
    weeks = [name for name, away in found.items() if away.unit == "week" and not name[0].isdecimal()]
    for day, weekday in words["weekday"]:
        found |= {f"{weekday} {name}": _Away("weekday", int(n), int(day)) for n, name in words["shift"]}
        found |= {f"{weekday} {name}": _Away("week", found[name].shift, int(day)) for name in weeks}
    return found


@cache
def _away() -> dict[str, _Away]:
    return {_bare(phrase): away for phrase, away in _phrases().items()}


@cache
def _phrase_starts() -> re.Pattern[str]:
    """Where a phrase may stand: `_away` knows whether it does. (`re`: faster on a plain scan than `regex`.)"""
    gap = r"[ \u200c]{0,2}"
    unit, weekday = one_of(date_words("unit")), one_of(date_words("weekday"))
    number = one_of([*map(str, range(1, 10)), *map(spell_number, range(1, 10))])
    shift, count = one_of(date_words("shift")), one_of(date_words("count"))
    away = rf"{one_of(date_words('day', 'week', 'year'))}|{unit}{gap}{shift}|{number}{gap}{unit}{gap}{count}"
    phrase = rf"(?:{weekday}{gap}(?:{shift}|{away})|{away})(?:{gap}میلادی)?"
    return re.compile(rf"(?<![ء-ی0-9\u200c])(?:{phrase})(?!\u200c?[ء-ی])")


@cache
def _number_before() -> regex.Pattern[str]:
    """A number, or «چند», before a length of time: «ده سال گذشته», «بیست و دو روز پیش»."""
    numbers = [spell_number(n) for n in [*range(1, 20), *range(20, 100, 10), 100, 1000]]
    names = one_of([*numbers, *date_words("length")])
    return regex.compile(rf"(?:[0-9]|(?<!\p{{L}}){names}){_GAP}و?{_GAP}$")


def _relative_dates(folded: str, text: str, reference: datetime.date) -> Iterator[Date]:
    for match in _phrase_starts().finditer(folded):
        away = _away().get(_bare(match[0]))
        if away is None:
            continue
        length = away.bare and _number_before().search(folded, max(0, match.start() - 16), match.start())
        if not length and not compiled(_FROM).match(folded, match.end()):
            date = _reckoned(away, reference)
            if date:
                span = Span(*match.span())
                yield evolve(date, span=span, text=span.of(text))


_FROM = rf"(?<=پیش|قبل)[ \u200c]{{1,3}}از{_END}"
"""After it «سه روز پیش» does not count from the article: «سه روز پیش از انتخابات»."""


def _reckoned(away: _Away, reference: datetime.date) -> Date | None:
    """The date that is `away` from `reference`; None where the calendar does not reach so far."""
    nowhere = Span(0, 0)
    try:
        if away.unit in ("month", "year"):
            year, month = _month_away(away, reference)
            return Date(nowhere, "", year, month, None, away.calendar, away.unit, derived=True)
        date = gregorian_to_jalali(reference + datetime.timedelta(_days_away(away, _weekday(reference))))
    except (ValueError, OverflowError):
        return None
    week = away.unit == "week" and away.weekday is None
    return Date(nowhere, "", *date, "jalali", "week" if week else "day", derived=True)


def _month_away(away: _Away, reference: datetime.date) -> tuple[int, int | None]:
    year, month = reference.year, reference.month
    if away.calendar == "jalali":
        year, month, _ = gregorian_to_jalali(reference)
    if away.unit == "year":
        return year + away.shift, None
    years, month = divmod(month - 1 + away.shift, 12)
    return year + years, month + 1


def _days_away(away: _Away, today: int) -> int:
    """How many days `away` is from a `today` that is such a day of the week."""
    unit, shift, weekday, *_ = away
    if weekday is None:
        return shift if unit == "day" else 7 * shift - today
    if unit == "week" or shift == 0:
        return 7 * shift + weekday - today
    return (weekday - today) % 7 - 7 if shift < 0 else (weekday - today - 1) % 7 + 1
