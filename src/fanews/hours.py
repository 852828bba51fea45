"""Hours of the day («ساعت ۱۲:۳۰», «هشت و نیم شب») and minutes of a match («دقیقه ۴۵+۲») in running text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache

import regex

from .figures import END, GAP, LETTER, Kind, Number, alternatives, bare, is_approx, words_before, words_of
from .number_grammar import one_of
from .numerals import spell_number
from .text import Span

_CLOCK_START = re.compile(r"[0-9](?<![0-9:.,/٫+-].)[0-9]?:[0-9]")
"""Where an hour may be written with a colon. (A class first: `re` skips fast to what may start a match.)"""


def find(folded: str, text: str) -> Iterator[Number]:
    """The hours and minutes of a `folded` text, in no particular order."""
    matches: list[tuple[Kind, regex.Match[str] | None]] = []
    if "ساعت" in folded:
        matches += [("time", m) for m in _named().finditer(folded)]
    if "دق" in folded:
        matches += [("minute", m) for m in _in_match().finditer(folded)]
    matches = [(kind, m) for kind, m in matches if m and not _is_counted(folded, m.start())]
    matches += [("time", _with_colon().match(folded, begin.start())) for begin in _CLOCK_START.finditer(folded)]
    seen: set[int] = set()
    for kind, match in matches:
        value = None if match is None else _minute(match) if kind == "minute" else _time(match)
        if match is None or value is None or match.start("number") in seen:
            continue
        seen.add(match.start("number"))
        span, whole = Span(*match.span("number")), Span(*match.span())
        approx = is_approx(words_before(folded, whole.start))
        yield Number(span, span.of(text), kind, value, None, approx, False, f"numbers.{kind}", whole)


_CLOCK = r"(?<hour>[01]?[0-9]|2[0-4])(?::(?<minute>[0-5][0-9])(?::(?<second>[0-5][0-9]))?)"


def _part() -> str:
    return rf"(?:{GAP}{{1,2}}(?<part>{alternatives('morning', 'noon', 'evening', 'night')}){END})?"


def _counted() -> str:
    return rf"(?!{GAP}{{0,2}}(?:{alternatives('no_hour')}|%){END})"


_ALONE = rf"(?<!(?:{LETTER}|[0-9]{GAP}?)(?:ساعت|دقیقه|دقایق))"


@cache
def _named() -> regex.Pattern[str]:
    """After «ساعت»; it starts with a literal, which is found fast."""
    hours = one_of(spell_number(n) for n in range(1, 25))
    minutes = one_of(spell_number(n) for n in range(1, 60))
    hour = rf"(?:(?<hour>[01]?[0-9]|2[0-4])(?![0-9]|[.,/٫٬][0-9])|(?<hour>{hours}){END})"
    closed = rf"(?={GAP}*+(?:[^\p{{L}} \u200c]|\Z|{alternatives('after_hour')}{END}))"
    past = (
        rf"{GAP}{{0,2}}و{GAP}{{0,2}}(?:(?<past>{alternatives('half', 'quarter')}){END}"
        rf"|(?<minute>15|2[05]|[345][05]){closed}|(?<minute>[0-9]{{1,2}}|{minutes}){GAP}?دقیقه{END}"
        rf"(?:{GAP}{{0,2}}و{GAP}{{0,2}}(?<second>[0-9]{{1,2}}){GAP}?ثانیه{END})?)"
    )
    number = rf"(?<number>(?:{_CLOCK}|{hour}(?:{past})?))"
    return regex.compile(rf"ساعت{_ALONE}(?:{GAP}|:){{1,3}}{number}{_counted()}{_part()}")


@cache
def _with_colon() -> regex.Pattern[str]:
    return regex.compile(rf"(?<number>{_CLOCK})(?![0-9:]|[.,/٫][0-9]){_part()}")


@cache
def _in_match() -> regex.Pattern[str]:
    """After «دقیقه»; it starts with a literal too."""
    stoppage = rf"(?<hour>[0-9]{{1,3}})(?:{GAP}?\+{GAP}?(?<minute>[0-9]{{1,2}}))?(?![0-9]|[.,/٫٬:][0-9])"
    return regex.compile(
        rf"دق(?:یقه|ایق){_ALONE}(?:\u200c?(?:ی|های))?{GAP}{{1,2}}"
        rf"(?<number>{stoppage}|(?<hour>نود){END}){_counted()}"
    )


@cache
def _small_words() -> dict[str, int]:
    return {"": 0} | {bare(spell_number(n)): n for n in range(100)}


def _small(text: str | None) -> int:
    """The number that digits or words below a hundred are."""
    return int(text) if text and text.isdecimal() else _small_words()[bare(text or "")]


def _is_counted(folded: str, start: int) -> bool:
    """Whether «ساعت» or «دقیقه» at `start` is the unit of what stands before it: «دو ساعت», «چند دقیقه»."""
    last = "".join(words_before(folded, start)[-1:])
    return bool(last) and (last in _small_words() or last in words_of("counting"))


def _minute(match: regex.Match[str]) -> int | tuple[int, ...] | None:
    minute, extra = _small(match["hour"]), match["minute"]
    if minute > LAST_MINUTE:
        return None
    return (minute, int(extra)) if extra else minute


LAST_MINUTE = 130
"""No match is longer, whatever is added."""


def _time(match: regex.Match[str]) -> datetime.time | None:
    groups = match.groupdict()
    past = bare(groups.get("past") or "")
    minute = 30 if past in words_of("half") else 15 if past in words_of("quarter") else _small(groups["minute"])
    return hour_of_day(_small(groups["hour"]), minute, int(groups["second"] or 0), groups["part"] or "")


def hour_of_day(hour: int, minute: int = 0, second: int = 0, part: str = "") -> datetime.time | None:
    """The hour on a clock of 24, after «صبح», «شب» or what else is said of it; None if there is none."""
    if minute > 59 or second > 59 or not 0 <= hour <= 24 or (hour == 24 and minute):
        return None
    part = bare(part)
    night = part in words_of("night")
    if hour == 12:
        hour = 0 if night or part == "بامداد" else 12
    elif hour < 12 and (part in words_of("evening") or (part in words_of("noon") and hour < 4) or (night and hour > 5)):
        hour += 12
    return datetime.time(hour % 24, minute, second)
