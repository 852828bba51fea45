"""Times within a sentence: where a date or an hour ends that stands beside who speaks.

Only its end matters here, so that words are compared and nothing is reckoned; `calendar` reads dates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from .calendar import date_words
from .numerals import spell_number, spell_ordinal
from .rules import read_table
from .words import Words, folds, word_set

_LONGEST = 14
"""No date has more words."""


def time_end(words: Words, i: int, stop: int) -> int:
    """Where the length of time that begins at word `i` ends: یک هفته, حدود دو سال; 0 if none does."""
    if words.key[i] not in word_set("before a time"):
        return 0
    noun = next((j for j in range(i + 1, min(i + 4, stop)) if words.key[j] not in word_set("before a time")), stop)
    return noun + 1 if noun < stop and words.key[noun] in word_set("time") else 0


def date_end(words: Words, i: int, stop: int) -> int:
    """Where the date or the hour that begins at word `i` ends: روز ۱۲ آذر ۱۴۰۱, ساعت ۸ صبح; 0 if none does."""
    if i >= stop or not (words.key[i] in _beginnings() or words.key[i][0].isdigit()):
        return 0
    key = [*words.key[i : min(stop, i + _LONGEST)], "", "", ""]
    size = _hour(key) or _day(key) or _weekday(key) or _year(key, 0) or _away(key)
    return i + size if size else 0


def is_day(key: str) -> bool:
    """Whether the folded word may be the day before a month: ۱۲, دوازدهم."""
    return key[0].isdigit() or _days().get(key, (0, False))[1]


def _hour(key: list[str]) -> int:
    """Where the hour ends with which the words begin: ساعت ۸ و ۳۰ دقیقه صبح."""
    i = int(key[0] in word_set("before an hour"))
    if key[i] != "ساعت":
        return 0
    end = i + 2 if key[i + 1][:1].isdecimal() else _past(_hours(), key, i + 1)
    if end == i + 1:
        return 0
    while key[end] == ":" and key[end + 1].isdecimal():
        end += 2
    if key[end] == "و" and key[end + 1] in ("نیم", "ربع"):
        end += 2
    elif key[end] == "و" and "دقیقه" in key[end + 2 : end + 5]:
        end = key.index("دقیقه", end + 2) + 1
    end = _past(_named("am", "pm") | {"ظهر"}, key, end)
    return end + 3 if key[end : end + 2] == ["به", "وقت"] and key[end + 2] else end


def _day(key: list[str]) -> int:
    """Where the day and month, or the month and year, end with which the words begin: روز ۱۲ آذر ۱۴۰۱."""
    lead = 0
    while (following := _past(_named("sure", "weekday"), key, lead)) > lead and key[lead] != "برج":
        lead = following
    day, likely, i = _day_number(key, lead)
    i += (moon := key[i] in ("ماه", "برج"))
    end = _past(_months(), key, i)
    if end == i:
        return 0
    name = "".join(key[i:end])
    moon = moon or name.endswith("ماه") or key[end] == "ماه"
    end += key[end] == "ماه"
    year = _year(key, end + (key[end] == "از"))
    if moon or (day and lead) or (year and key[year - 1] not in _named("shift", "year")):
        return year or end
    if not day:
        return 0 if name in word_set("month name") else year
    only = _months()[name]
    sure = likely and (only != "year" or key[lead][0].isdecimal())
    return (year or end) if sure or (day > 9 and only in ("", "tenth")) else 0


def _day_number(key: list[str], i: int) -> tuple[int, bool, int]:
    """The day at word `i`, whether it surely is one, and where it ends; 0 if there is none."""
    digits = key[i].removesuffix("م")
    if digits.isdecimal() and len(digits) < 3:
        return int(digits), True, i + 1
    end = _past(_days(), key, i)
    return (*_days().get("".join(key[i:end]), (0, False)), end)


def _weekday(key: list[str]) -> int:
    """Where the day of the week ends with which the words begin: روز شنبه, سه\u200cشنبه گذشته."""
    i = int(key[0] == "روز")
    end = _past(_named("weekday"), key, i)
    return _past(_named("shift"), key, end) if end > i else 0


def _year(key: list[str], i: int) -> int:
    """Where the year ends that begins at word `i`: سال ۱۴۰۱ خورشیدی, ۱۴۰۱, سال گذشته, امسال; 0 if none does."""
    if key[i].count("/") == 2:
        return i + 1
    named = key[i] == "سال"
    if key[i + named].isdecimal() and len(key[i + named]) == 4 and (named or i):
        return _past(_named("era"), key, i + named + 1)
    end = _past(_named("shift"), key, i + 1) if named else _past(_named("year"), key, i)
    return end if end > i + named else 0


def _away(key: list[str]) -> int:
    """Where «ماه گذشته», «در روزهای اخیر» end."""
    if key[0] not in word_set("time") and key[0] not in word_set("times"):
        return 0
    end = _past(_named("shift") | word_set("time direction"), key, 1)
    return end + (key[end] == "میلادی") if end > 1 else 0


def _past(names: Collection[str], key: list[str], i: int) -> int:
    """Where the longest of `names` that begins at word `i` ends; `i` if none does."""
    end, joined = i, ""
    for j in range(i, i + 3):
        if j >= len(key) or not key[j]:
            break
        joined += key[j]
        if joined in names:
            end = j + 1
    return end


@cache
def _days() -> dict[str, tuple[int, bool]]:
    """From a day in words to its number, and whether it is an ordinal, and so surely a day; folded, without spaces."""
    days = {name: (n, False) for n, name in enumerate(_bare(spell_number(n) for n in range(1, 32)), 1)}
    days |= {name: (n, True) for n, name in enumerate(_bare(spell_ordinal(n) for n in range(1, 32)), 1)}
    return days | {"یکم": (1, True), "نخست": (1, True)}


@cache
def _hours() -> frozenset[str]:
    return frozenset(_bare(spell_number(n) for n in range(1, 25)))


@cache
def _months() -> dict[str, str]:
    """From a month's name to when only it is one; with «ماه» too."""
    rows = [(name, row["only"]) for row in read_table("months") for name in row["names"].split("|")]
    months = dict(zip(_bare(name for name, _ in rows), (only for _, only in rows), strict=True))
    return months | {f"{name}ماه": only for name, only in months.items()}


@cache
def _named(*kinds: str) -> frozenset[str]:
    """The words beside dates of these classes."""
    return frozenset(_bare(date_words(*kinds)))


def _bare(names: Iterable[str]) -> list[str]:
    return folds(name.replace(" ", "") for name in names)


@cache
def _beginnings() -> frozenset[str]:
    """The words with which a date begins, but for digits."""
    months = folds(name.split()[0] for row in read_table("months") for name in row["names"].split("|"))
    times = word_set("time") | word_set("times") | word_set("before an hour") | _named("sure", "weekday", "year")
    return times.union(months, _months(), _days())
