"""Numbers in running text: amounts, money, percentages, ordinals, ranges, dates, hours, years.

`find` reads a normalised text in four steps: addresses and other foreign text are set aside; dates and hours
are read; the runs of number words and digits that are left become amounts, each named by what stands before
and after it, unless they are part of a code or an idiom; and last, numbers that belong together (ranges,
lists) are joined. The words around a number that say what it is are in ``units.tsv`` and
``number_words.tsv``; each way of finding is a row of ``rules/numbers.toml``.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import groupby
from typing import Any, Literal, NamedTuple

import regex
from attrs import evolve, frozen

from .calendar import FIRST_JALALI, LAST_GREGORIAN, LAST_JALALI, Date, dates_in, full_year
from .errors import demand_str
from .normalize import normalize
from .numerals import (
    Reading,
    Token,
    compiled,
    exact,
    fold,
    number_starts,
    one_of,
    read,
    run_pattern,
    spell_number,
    tidy,
    tokens_of,
)
from .rules import read_table
from .text import Move, Span

Kind = Literal[
    "cardinal", "decimal", "ordinal", "fraction", "percent", "money", "measure", "duration",
    "range", "date", "time", "minute", "year", "decade",
]  # fmt: skip
Value = int | Decimal | Fraction | Date | datetime.time | tuple[int | Decimal, ...]


@frozen
class Number:
    """A number found in text.

    `span` is the number alone and `text` its normalised form; `whole` is the span with the word that names or
    counts it («۲۰ درصد», «سال ۹۸», «ساعت ۱۲:۳۰»), the same as `span` where there is none.

    `value` depends on `kind`: an int or a Decimal for "cardinal", "decimal", "ordinal", "percent", "money",
    "measure" and "duration"; a Fraction for "fraction"; the two ends for "range"; a Date for "date"; a
    ``datetime.time`` for "time"; the minute of a match for "minute", ``(45, 2)`` for «۴۵+۲»; the full year
    for "year" (۹۸ is 1398) and the first year for "decade".

    `unit` is a currency as ISO 4217 code (IRT is the toman; nothing is converted) or the plain noun; `approx`
    says that «حدود», «بیش از» or the like stands before it, `ambiguous` that the digits can be read in two ways
    (۱۲۳/۴۵۶). `calendar` and `precision` are those of a date, a year or a decade. `rule` is the id of the
    row that found it.
    """

    span: Span
    text: str
    kind: Kind
    value: Value
    unit: str | None
    approx: bool
    ambiguous: bool
    rule: str
    whole: Span
    calendar: str | None = None
    precision: str | None = None

    def moved(self, move: Move) -> Number:
        """The same number in another text's coordinates."""
        value = self.value.moved(move) if isinstance(self.value, Date) else self.value
        return evolve(self, span=move(self.span), whole=move(self.whole), value=value)


def find_numbers(text: str) -> tuple[Number, ...]:
    """All numbers of a raw text, in order, with spans in it.

    >>> [(n.text, n.kind, n.value, n.unit) for n in find_numbers("حدود ۱۲ هزار و 500تومان")]
    [('۱۲ هزار و 500', 'money', 12500, 'IRT')]

    Raises TypeError for anything but a ``str``, and nothing else.
    """
    done = normalize(demand_str(text, "find_numbers"))
    return tuple(number.moved(done.to_original) for number in find(done.text))


def find(text: str) -> tuple[Number, ...]:
    """All numbers of a normalised text, in order, with spans in it."""
    folded = fold(text)
    found = [*_dates(folded, text), *_hours(folded, text)]
    taken = [(n.whole.start, n.whole.stop) for n in found] + [m.span() for m in _FOREIGN.finditer(folded)]
    scales: dict[int, int] = {}
    last = 0
    for tokens, reading in _readings(folded, sorted(taken)):
        amount = _amount(folded, tokens, reading)
        number = _named(amount, folded, text) if amount.start >= last else None
        if number:
            found.append(number)
            last = number.whole.stop
            scales[amount.start] = amount.scale
    found = _continued(folded, sorted(found, key=lambda n: n.span))
    return tuple(_joined(folded, text, found, scales))


# ---- step 1: what is no number ------------------------------------------------------------------------

_GAP = r"[ \u200c]"
_LETTER = r"[\p{L}\p{M}]"
_END = rf"(?!\u200c?{_LETTER})"

_FOREIGN = re.compile(  # addresses, handles, Latin words with their digits, hashtags, telephone numbers
    r"[A-Za-z]+://[^\s«»]+|[A-Za-z_@][A-Za-z0-9_@.+/\-]*|#[^\s#]+|(?<![0-9])0[0-9]{2,3}-[0-9]{4,}"
)


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for row in read_table("number_words"):
        lists.setdefault(row["class"], set()).update(fold(row["words"]).split("|"))
    return {name: frozenset(words) for name, words in lists.items()}


@cache
def _idiom() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!{_LETTER})(?:{one_of(_word_lists()['idiom'])})(?!{_LETTER})")


def _is_in_idiom(amount: _Amount, folded: str) -> bool:
    """Whether the number is a part of a phrase that counts nothing: «سی\u200cدی», «ورزش سه»."""
    idioms = _idiom().finditer(folded, max(0, amount.start - 15), amount.stop + 25)
    return any(match.start() < amount.stop and amount.start < match.end() for match in idioms)


@cache
def _code_before() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{one_of(_word_lists()['code'])}){_GAP}*+(?::{_GAP}*+)?$")


_MARKER_AFTER = rf"{_GAP}?(?:[-.)]|ـ){_GAP}*+(?={_LETTER})"
_LINE_END = r"[ *]*+(?:\n|\Z)"


def _is_code(amount: _Amount, folded: str) -> bool:
    """Whether the digits count nothing: a code, a list marker, a telephone number, «۵+۱», a reporter's number."""
    digits = amount.tokens[0].text
    if len(amount.tokens) > 1:
        return False
    if digits.isdecimal() and (len(digits) > 12 or (digits[0] == "0" and len(digits) > 2)):
        return True
    if folded[amount.stop : amount.stop + 1] == "+" or amount.before.endswith("+"):
        return True
    if not amount.before.strip(" *\u200c"):
        if len(digits) < 3:
            return bool(compiled(_MARKER_AFTER).match(folded, amount.stop))
        return (
            len(digits) in range(3, 7) and digits.isdecimal() and bool(compiled(_LINE_END).match(folded, amount.stop))
        )
    return bool(_code_before().search(amount.before[-24:]))


# ---- step 2: dates and hours ---------------------------------------------------------------------------


def _dates(folded: str, text: str) -> Iterator[Number]:
    for date in dates_in(folded, text):
        approx = _is_approx(folded, date.span.start)
        yield Number(
            date.span, date.text, "date", date, None, approx, False, "numbers.date", date.span,
            date.calendar, date.precision,
        )  # fmt: skip


@cache
def _hour_patterns() -> tuple[regex.Pattern[str], ...]:
    """After «ساعت», with a colon, and after «دقیقه»; each starts with a literal, which is found fast."""
    hours = one_of(spell_number(n) for n in range(1, 25))
    minutes = one_of(spell_number(n) for n in range(1, 60))
    clock = r"(?<hour>[01]?[0-9]|2[0-4])(?::(?<minute>[0-5][0-9])(?::(?<second>[0-5][0-9]))?)"
    hour = rf"(?:(?<hour>[01]?[0-9]|2[0-4])(?![0-9]|[.,/٫٬][0-9])|(?<hour>{hours}){_END})"
    part = rf"(?:{_GAP}{{1,2}}(?<part>صبح|بامداد|ظهر|بعد{_GAP}?از{_GAP}?ظهر|عصر|شب|نیمه{_GAP}?شب){_END})?"
    past = rf"{_GAP}{{0,2}}و{_GAP}{{0,2}}(?:(?<past>نیم|ربع){_END}|(?<minute>[0-9]{{1,2}}|{minutes}){_GAP}?دقیقه{_END})"
    counted = rf"(?!{_GAP}{{0,2}}(?:هزار|میلیون|میلیارد|درصد|نفر|ساعت|دقیقه|بار|تومان|ریال|دلار|%){_END})"
    alone = rf"(?<!(?:{_LETTER}|[0-9]{_GAP}?)(?:ساعت|دقیقه))"
    stoppage = rf"(?<hour>[0-9]{{1,3}})(?:{_GAP}?\+{_GAP}?(?<minute>[0-9]{{1,2}}))?(?![0-9]|[.,/٫٬:][0-9])"
    return (
        regex.compile(rf"ساعت{alone}(?:{_GAP}|:){{1,3}}(?<number>(?:{clock}|{hour}(?:{past})?)){counted}{part}"),
        regex.compile(rf"(?<number>{clock})(?![0-9:]|[.,/٫][0-9]){part}"),
        regex.compile(rf"دقیقه{alone}(?:\u200cی)?{_GAP}{{1,2}}(?<number>{stoppage}|(?<hour>نود){_END}){counted}"),
    )


_CLOCK_START = re.compile(r"(?<![0-9:.,/٫+-])[0-9]{1,2}:[0-9]")


def _hours(folded: str, text: str) -> Iterator[Number]:
    """Hours of the day («ساعت ۱۲:۳۰», «ساعت هشت و نیم شب») and minutes of a match («دقیقه ۴۵+۲»)."""
    named, bare, minute = _hour_patterns()
    matches: list[tuple[Kind, regex.Match[str] | None]] = [("time", match) for match in named.finditer(folded)]
    matches += [("minute", match) for match in minute.finditer(folded)]
    matches = [(kind, m) for kind, m in matches if m and _last_word(folded, m.start()) not in _counting()]
    matches += [("time", bare.match(folded, begin.start())) for begin in _CLOCK_START.finditer(folded)]
    seen: set[int] = set()
    for kind, match in matches:
        value = None if match is None else _minute(match) if kind == "minute" else _time(match)
        if match is None or value is None or match.start("number") in seen:
            continue
        seen.add(match.start("number"))
        span, whole = Span(*match.span("number")), Span(*match.span())
        approx = _is_approx(folded, whole.start)
        yield Number(span, span.of(text), kind, value, None, approx, False, f"numbers.{kind}", whole)


def _small(text: str | None) -> int:
    """The number that digits or words below a hundred are."""
    return int(text) if text and text.isdecimal() else _small_words()[_bare(text or "")]


@cache
def _small_words() -> dict[str, int]:
    return {"": 0} | {spell_number(n).replace(" ", ""): n for n in range(100)}


@cache
def _counting() -> frozenset[str]:
    """Words that make the «ساعت» or «دقیقه» after them a unit: «دو ساعت», «چند دقیقه»."""
    return frozenset([*_small_words(), "چند", "چندین", "نیم", "هر", "صد", "هزار"]) - {""}


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("\u200c", "")


def _minute(match: regex.Match[str]) -> int | tuple[int, ...] | None:
    minute, extra = _small(match["hour"]), match["minute"]
    if minute > 130:
        return None
    return (minute, int(extra)) if extra else minute


def _time(match: regex.Match[str]) -> datetime.time | None:
    groups = match.groupdict()
    minute = _PAST.get(groups.get("past") or "") or _small(groups["minute"])
    return _hour_of_day(_small(groups["hour"]), minute, int(groups["second"] or 0), _bare(groups["part"] or ""))


_PAST = {"نیم": 30, "ربع": 15}


def _hour_of_day(hour: int, minute: int, second: int, part: str) -> datetime.time | None:
    """The hour on a clock of 24, after «صبح», «شب» or what else is said of it; None if there is none."""
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    if hour == 12:
        hour = 0 if part in ("شب", "نیمهشب", "بامداد") else 12
    elif hour < 12 and (part in ("بعدازظهر", "عصر") or (part == "ظهر" and hour < 4) or (part == "شب" and hour > 5)):
        hour += 12
    return datetime.time(hour % 24, minute, second)


# ---- step 3: amounts, and what they are amounts of -----------------------------------------------------


def _readings(folded: str, taken: list[tuple[int, int]]) -> Iterator[tuple[list[Token], Reading]]:
    """The numbers in the runs of number words and digits, outside the (sorted) ranges `taken`."""
    starts: list[int] = []
    stops: list[int] = []
    for start, stop in taken:
        if stops and start < stops[-1]:
            stops[-1] = max(stops[-1], stop)
        else:
            starts.append(start)
            stops.append(stop)

    def is_taken(token: Token) -> bool:
        k = bisect_right(starts, token.stop - 1) - 1
        return k >= 0 and token.start < stops[k]

    stop = 0
    for begin in number_starts().finditer(folded):
        run = run_pattern().match(folded, begin.start()) if begin.start() >= stop else None
        if run is None:
            continue
        stop = run.end()
        for is_out, group in groupby(tokens_of(run), is_taken):
            tokens = [] if is_out else list(group)
            i = 0
            while i < len(tokens):
                reading = read(tokens, i)
                if reading:
                    yield tokens[i : reading.stop], reading
                i = reading.stop if reading else i + 1


class _Unit(NamedTuple):
    kind: Any
    name: str | None
    times: int
    start: int
    stop: int


@frozen
class _Amount:
    """A number read from text, before it is known what it is: `before` is the line up to it (40 characters)."""

    start: int
    stop: int
    tokens: list[Token]
    value: int | Decimal | Fraction
    ordinal: bool
    before: str
    last: str
    unit: _Unit | None

    @property
    def word(self) -> str | None:
        """The word that the number is, if it is one word."""
        return _bare(self.tokens[0].text) if len(self.tokens) == 1 and self.tokens[0].kind != "digits" else None

    @property
    def scale(self) -> int:
        """The scales at its end: a million for «۱۵ میلیون»."""
        times = 1
        for token in reversed(self.tokens):
            if token.kind != "scale":
                break
            times *= int(token.value)
        return times


_MINUS = rf"(?:(?<!{_LETTER})منفی{_GAP}{{1,2}}|(?<=[^0-9\n -]{_GAP}|\()-)$"


def _amount(folded: str, tokens: list[Token], reading: Reading) -> _Amount:
    start, stop = tokens[0].start, tokens[-1].stop
    before = folded[max(0, start - 40) : start].rpartition("\n")[2]
    value: int | Decimal | Fraction = reading.value
    if reading.denominator:
        value = Fraction(int(value), reading.denominator)
    minus = compiled(_MINUS).search(before)
    if minus:
        value = -value
        start -= len(minus[0])
        before = before[: minus.start()]
    unit = None if reading.ordinal else _unit_at(folded, start, stop)
    return _Amount(start, stop, tokens, value, reading.ordinal, before, _last_word(before, len(before)), unit)


def _last_word(text: str, stop: int) -> str:
    """The word that ends at `stop` (spaces aside), ZWNJs as spaces; empty after a punctuation mark."""
    part = text[max(0, stop - 25) : stop].replace("\u200c", " ").rstrip(" ")
    match = compiled(_WORD_AT_END).search(part)
    return match[0] if match else ""


_WORD_AT_END = rf"{_LETTER}+$"


def _is_approx(folded: str, start: int) -> bool:
    return bool(_approx().search(folded[max(0, start - 24) : start]))


@cache
def _approx() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!{_LETTER})(?:{one_of(_word_lists()['approx'])}){_GAP}*+$")


@cache
def _units() -> dict[str, tuple[str, str | None, int]]:
    return {
        _bare(fold(word)): (row["kind"], row["unit"] or None, int(row["times"] or 1))
        for row in read_table("units")
        for word in row["words"].split("|")
    }


@cache
def _unit_pattern() -> regex.Pattern[str]:
    words = [fold(word) for row in read_table("units") for word in row["words"].split("|")]
    signs, names = [w for w in words if not w[0].isalpha()], [w for w in words if w[0].isalpha()]
    suffix = rf"(?:{_GAP}?(?:ه{_GAP}?)?(?:ای|یی|ی|ه|گی))?(?:\u200c(?:ها|های))?"
    return regex.compile(
        rf"{_GAP}{{0,3}}(?:(?<unit>{one_of(names)})(?:{suffix}{_END}|\u200c)|(?<unit>{one_of(signs)}))"
    )


_SIGN_BEFORE = rf"[%$€£](?={_GAP}?$)"


def _unit_at(folded: str, start: int, stop: int) -> _Unit | None:
    """The unit of the number ``folded[start:stop]``: the word after it, or the sign before it (٪۵۰)."""
    match = _unit_pattern().match(folded, stop)
    if match:
        entry = _units()[_bare(match["unit"])]
        return _Unit(*entry, start, match.end() - match[0].endswith("\u200c"))
    sign = compiled(_SIGN_BEFORE).search(folded[max(0, start - 2) : start])
    return _Unit(*_units()[sign[0]], max(0, start - 2) + sign.start(), stop) if sign else None


def _is_no_amount(amount: _Amount, folded: str) -> bool:
    """Whether the words are more likely none: «نه», «یک» as an article, «چند هزار», «نیم\u200cنگاهی», a code."""
    first, word = amount.tokens[0], amount.word
    if _is_in_idiom(amount, folded):
        return True
    if first.kind == "digits":
        return _is_code(amount, folded)
    if _tail().match(folded, amount.stop):
        return True
    if folded[first.start - 1 : first.start] == "\u200c" and amount.last not in ("هر", "سال"):
        return True
    if amount.last in ("چند", "چندین", "یکی") and not amount.before.rstrip().endswith("هر چند"):
        return True
    if first.kind == "scale" and (first.value != 1000 or amount.last in _word_lists()["vague"]):
        return not first.ordinal
    if word in ("یک", "یه"):
        return not (_is_counted_one(amount, folded))
    if word in ("نه", "نیم"):
        return amount.unit is None
    if word == "صفر":  # «چهار صفر از پول ملی»
        return amount.last in _counting() or amount.last == "ماه" or amount.before[-2:-1].isdecimal()
    if word in ("دهم", "نهم"):  # «تا انجام دهم»
        return amount.last in _word_lists()["give"] and _noun_after(folded, amount.stop) is None
    return False


@cache
def _tail() -> regex.Pattern[str]:
    return regex.compile(rf"\u200c(?:ها{_LETTER}*+|{one_of(_word_lists()['tail'])})(?!{_LETTER})")


_ONE_BESIDE = rf"{_GAP}{{1,2}}(?:بر|تا|الی){_GAP}{{1,2}}"


_INDEFINITE = ("روز", "شب", "دهه", "AFN")
"""Units before which «یک» is mostly an article: «یک روز» is some day."""


def _is_one_of(amount: _Amount) -> bool:
    return amount.unit is not None and fold(amount.unit.name or "") in _word_lists()["one"]


def _is_counted_one(amount: _Amount, folded: str) -> bool:
    """Whether «یک» is a number and no article: before a unit, after a label, in a score or a range."""
    if amount.unit:
        return _is_one_of(amount) or (amount.unit.kind != "count" and amount.unit.name not in _INDEFINITE)
    beside = compiled(_ONE_BESIDE).match(folded, amount.stop) or amount.last in ("بر", "تا", "الی", "صفر")
    return bool(beside) or amount.last in _word_lists()["label"]


def _named(amount: _Amount, folded: str, text: str) -> Number | None:
    """The amount as a Number: the first of `_NAMERS` that knows what it is."""
    if _is_no_amount(amount, folded):
        return None
    for namer in _NAMERS:
        found = namer(amount, folded)
        if found:
            span = Span(amount.start, found.upto or amount.stop)
            return Number(
                span=span, text=span.of(text), kind=found.kind, value=found.value, unit=found.unit,
                approx=_is_approx(folded, found.start), ambiguous=_is_ambiguous(amount, text),
                rule=f"numbers.{found.rule or found.kind}", whole=Span(found.start, found.stop),
                calendar=found.calendar, precision=found.kind if found.calendar else None,
            )  # fmt: skip
    return None


class _Named(NamedTuple):
    """What an amount is; `start` and `stop` are those of the whole, `upto` the end of the number if it grew."""

    kind: Kind
    value: int | Decimal | Fraction | datetime.time
    start: int
    stop: int
    unit: str | None = None
    rule: str = ""
    calendar: str | None = None
    upto: int | None = None


def _ordinal(amount: _Amount, folded: str) -> _Named | None:
    return _Named("ordinal", amount.value, amount.start, amount.stop) if amount.ordinal else None


_DECADE_BEFORE = rf"(?<!{_LETTER})دهه{_GAP}{{0,2}}(?:ی|های)?{_GAP}{{1,2}}$"
_GREGORIAN_AFTER = rf"{_GAP}{{1,2}}میلادی{_END}"


def _decade(amount: _Amount, folded: str) -> _Named | None:
    """«دهه ۶۰», «دهه هفتاد», «دهه ۱۹۸۰»."""
    before = compiled(_DECADE_BEFORE).search(amount.before)
    value = amount.value
    if not before or not isinstance(value, int) or value % 10:
        return None
    after = compiled(_GREGORIAN_AFTER).match(folded, amount.stop)
    if 10 <= value < 100:
        value += 1900 if after else 1300
    calendar = _calendar_of(value)
    start, stop = amount.start - len(before[0]), after.end() if after else amount.stop
    return _Named("decade", value, start, stop, calendar=calendar) if calendar else None


def _calendar_of(year: int) -> str | None:
    if FIRST_JALALI <= year <= LAST_JALALI:
        return "jalali"
    return "gregorian" if 1500 <= year <= LAST_GREGORIAN else None


_YEAR_BEFORE = rf"(?<!{_LETTER})سال{_GAP}{{0,2}}(?:های)?(?:{_GAP}{{0,2}}(?:مالی|تحصیلی|زراعی))?{_GAP}{{1,2}}$"
_ERA = rf"(?<jalali>(?:هجری{_GAP})?(?:شمسی|خورشیدی))|(?<gregorian>میلادی)|(?<hijri>(?:هجری{_GAP})?قمری)"
_ERA_AFTER = rf"{_GAP}{{0,2}}(?:{_ERA}){_END}"


def _year(amount: _Amount, folded: str) -> _Named | None:
    """«سال ۱۴۰۴», «سال ۹۸», «۲۰۲۵ میلادی», «انتخابات ۱۳۹۶»."""
    value, digits = amount.value, amount.tokens[0].text
    before, era = compiled(_YEAR_BEFORE).search(amount.before), compiled(_ERA_AFTER).match(folded, amount.stop)
    if not isinstance(value, int) or value < 0 or (amount.unit and not era):
        return None
    start, stop = amount.start - len(before[0]) if before else amount.start, era.end() if era else amount.stop
    if era and (value > 99 or not era["jalali"]):
        return _Named("year", value, start, stop, calendar=era.lastgroup)
    event = amount.last in _word_lists()["event"] and 40 <= value < 100
    if (before or era or event) and value < 100:
        value = full_year(digits if amount.word is None and digits.isdecimal() else f"{value:02}") or 0
    calendar = _calendar_of(value)
    if not calendar or not (before or era or event or _is_year(amount, folded)):
        return None
    return _Named("year", value, start, stop, calendar=calendar)


def _is_year(amount: _Amount, folded: str) -> bool:
    """Whether four digits without «سال» are a year, by the words around them."""
    digits, value = amount.tokens[0].text, amount.value
    if len(amount.tokens) > 1 or len(digits) != 4 or not _is_recent(value):
        return False
    if amount.last in _word_lists()["season"]:
        return amount.last not in ("در", "تا", "از") or _noun_after(folded, amount.stop) in (None, "رخ", "رخداد")
    return bool(amount.last) and amount.last not in _word_lists()["amount"]


def _is_recent(value: int | Decimal | Fraction) -> bool:
    """Whether a year of that number is one that news speaks of."""
    return 1300 <= value <= 1420 or 1900 <= value <= 2060


def _with_unit(amount: _Amount, folded: str) -> _Named | None:
    """Percentages, money, measures, durations: what the unit after the number makes of it."""
    unit = amount.unit
    if unit is None or unit.kind == "count" or _is_age_group(amount) or _is_people(amount, folded):
        return None
    value = amount.value
    if isinstance(value, Fraction):
        value = exact(value) or value
    half = compiled(_AND_A_HALF).match(folded, unit.stop)
    if half and unit.kind != "money" and amount.scale == 1 and not isinstance(value, Fraction):
        value = tidy(value + Decimal("0.5"))
        return _Named(unit.kind, value, unit.start, half.end(), unit.name, upto=half.end())
    return _Named(unit.kind, value * unit.times, unit.start, unit.stop, unit.name)


_AND_A_HALF = rf"{_GAP}{{1,2}}و{_GAP}{{0,2}}نیم{_END}"


_AGE_GROUP = r"(?:تیم|رده|جام|قهرمانی|مسابقات|فوتبال|والیبال|بسکتبال|هندبال|کشتی|لیگ)[^.،؛:0-9]{0,25} زیر $"


def _is_age_group(amount: _Amount) -> bool:
    """«تیم زیر ۲۳ سال» is a name and no duration."""
    return bool(compiled(_AGE_GROUP).search(amount.before))


_PEOPLE_AFTER = (
    rf"{_GAP}{{1,2}}(?:(?<any>از(?!{_GAP}(?:این|انواع))|کشته|زخمی|مجروح|مصدوم|شهید|جان|بازداشت|دستگیر)"
    rf"|دیگر|را|نیز|هم|در|بر|به|با|که|و){_END}"
)


def _is_people(amount: _Amount, folded: str) -> bool:
    """Whether «تن» counts people and not tons («سه تن از اعضا»), or «افغانی» Afghans and not money."""
    unit = amount.unit
    small = isinstance(amount.value, int) and amount.value < 100
    if unit is None or unit.name != "تن":
        return unit is not None and unit.name == "AFN" and small
    match = compiled(_PEOPLE_AFTER).match(folded, unit.stop)
    return match is not None and (small or match["any"] is not None)


def _fraction(amount: _Amount, folded: str) -> _Named | None:
    if not isinstance(amount.value, Fraction):
        return None
    return _Named("fraction", amount.value, amount.start, amount.stop)


def _plain(amount: _Amount, folded: str) -> _Named:
    """A number that only counts: its unit is the noun after it."""
    digits = [token.kind == "digits" for token in amount.tokens]
    rule = "digits" if all(digits) else "mixed" if any(digits) else "words"
    whole = isinstance(amount.value, int)
    if amount.unit:
        unit, stop = amount.unit.name, amount.unit.stop
    else:
        unit, stop = _noun_after(folded, amount.stop), amount.stop
    kind: Kind = "cardinal" if whole else "decimal"
    return _Named(kind, amount.value, amount.start, stop, unit, rule if whole else "decimal")


_PART_AFTER = rf"{_GAP}{{1,2}}(?<part>صبح|بامداد|عصر|بعد{_GAP}?از{_GAP}?ظهر){_END}"


def _clock(amount: _Amount, folded: str) -> _Named | None:
    """An hour without «ساعت»: «هشت صبح», «۵ و نیم عصر»."""
    match = compiled(_PART_AFTER).match(folded, amount.stop)
    if not match or not 1 <= amount.value <= 24 or amount.value % 1 not in (0, Decimal("0.5")):
        return None
    time = _hour_of_day(int(amount.value), 30 if amount.value % 1 else 0, 0, _bare(match["part"]))
    return _Named("time", time, amount.start, match.end()) if time else None


_NAMERS: tuple[Callable[[_Amount, str], _Named | None], ...] = (
    _ordinal,
    _clock,
    _decade,
    _year,
    _with_unit,
    _fraction,
    _plain,
)

_NOUN = rf"(?:{_GAP}{{1,2}}|(?<=[0-9]))(?<noun>{_LETTER}++(?:\u200c{_LETTER}++)*+)"
_NOUN_SUFFIX = r"\u200c(?:هایی|های|ها|ای|ی)$"


def _noun_after(folded: str, stop: int) -> str | None:
    """The noun that is counted: the word after the number, unless it is a word that is never counted."""
    match = compiled(_NOUN).match(folded, stop)
    if not match or match["noun"] in _word_lists()["function"] or run_pattern().fullmatch(match["noun"]):
        return None
    noun: str = match["noun"]
    suffix = compiled(_NOUN_SUFFIX).search(noun)
    return noun[: suffix.start()] if suffix else noun


_AMBIGUOUS = r"[1-9][0-9]{0,2}[/.][0-9]{3}|[1-9]/[0-9]{2}"


def _is_ambiguous(amount: _Amount, text: str) -> bool:
    """Whether the digits may mean two things: ۱۲۳/۴۵۶ and ۱.۵۰۰ thousands, 5/17 (in old pages) 17.5."""
    for token in amount.tokens:
        if token.kind == "digits" and compiled(_AMBIGUOUS).fullmatch(token.text):
            western = text[token.start].isascii()
            if western or len(token.text.replace(".", "/").partition("/")[2]) == 3:
                return True
    return False


# ---- step 4: numbers that belong together --------------------------------------------------------------

_TO = rf"{_GAP}{{1,2}}(?:تا|الی|لغایت){_GAP}{{1,2}}|{_GAP}?-{_GAP}?"
_AND = rf"{_GAP}?[،,]{_GAP}{{0,2}}(?:و{_GAP}{{1,2}})?|{_GAP}{{1,2}}و{_GAP}{{1,2}}"
_BETWEEN = rf"(?<!{_LETTER})(?:بین|میان){_GAP}{{1,2}}$"
_SCORE = rf"{_GAP}{{1,2}}بر{_GAP}{{1,2}}|{_GAP}?-{_GAP}?"
_MATCH = r"نتیجه|پیروز|شکست|برد|باخت|مساوی|تساوی|بازی|دیدار|گل\b|ست\b|مقابل"


_PLURAL = rf"(?:سال|دهه){_GAP}?های"


def _continued(folded: str, found: list[Number]) -> list[Number]:
    """`found` with «سال\u200cهای» and «دهه\u200cهای» said of all the numbers of a list: «سال\u200cهای ۹۶، ۹۷ و ۹۸»."""
    out: list[Number] = []
    head: Number | None = None  # the number after «سال\u200cهای»
    for number in found:
        value = _year_like(number, head) if head else None
        if head and value and compiled(_AND).fullmatch(folded[out[-1].whole.stop : number.whole.start]):
            number = evolve(number, kind=head.kind, value=value, unit=None, rule=head.rule, calendar=head.calendar)
            number = evolve(number, precision=head.precision)
        else:
            plural = number.kind in ("year", "decade") and compiled(_PLURAL).match(folded, number.whole.start)
            head = number if plural else None
        out.append(number)
    return out


def _year_like(number: Number, head: Number) -> int | None:
    """The year that `number` is if it is one like `head`: ۹۷ after «سال\u200cهای ۹۶» is 1397."""
    value = number.value
    bare = _is_plain(number) or (number.kind == "year" and number.span.start == number.whole.start)
    if not bare or not isinstance(value, int):
        return None
    if 10 <= value < 100 and isinstance(head.value, int):
        return value + head.value // 100 * 100
    return value if _calendar_of(value) == head.calendar else None


def _joined(folded: str, text: str, found: list[Number], scales: dict[int, int]) -> Iterator[Number]:
    """`found` with ranges made one, and with the unit of a list given to all its numbers."""
    out: list[Number] = []  # from the last to the first
    for number in reversed(found):
        out.append(number)
        if len(out) > 1 and 0 <= out[-2].whole.start - number.whole.stop < 9:
            between = folded[number.whole.stop : out[-2].whole.start]
            pair = _Pair(number, out[-2], between, folded, text, scales)
            together = next(filter(None, (joiner(pair) for joiner in _JOINERS)), None)
            if together:
                out[-2:] = [n for n in reversed(together) if n]
    return reversed(out)


class _Pair(NamedTuple):
    """Two neighbours, what stands between them, and the scales at the end of numbers by their start."""

    a: Number
    b: Number
    between: str
    folded: str
    text: str
    scales: dict[int, int]


_Together = tuple[Number, Number | None]
"""The two with what they share, or the one that they are together and None."""


def _days_of_one_month(pair: _Pair) -> _Together | None:
    """«۲۲ و ۲۳ آذر», «۱۵ تا ۲۰ مهر»: the first is a date of the same month."""
    a, b = pair.a, pair.b
    if not isinstance(b.value, Date) or b.value.day is None or not isinstance(a.value, int) or not _is_plain(a):
        return None
    if not 0 < a.value < b.value.day or not (
        compiled(_TO).fullmatch(pair.between) or compiled(_AND).fullmatch(pair.between)
    ):
        return None
    date = evolve(b.value, span=a.span, text=a.text, day=a.value)
    return evolve(b, span=a.span, text=a.text, value=date, whole=a.span, approx=a.approx), b


def _to_an_hour(pair: _Pair) -> _Together | None:
    """«ساعت ۸ تا ۱۶», «۶ صبح تا ۱۰ شب»: the second is an hour too."""
    a, b = pair.a, pair.b
    at_night = b.kind == "duration" and b.unit == "شب"
    if a.kind != "time" or not isinstance(b.value, int) or b.value < 0 or not (at_night or _is_plain(b)):
        return None
    if not compiled(_TO).fullmatch(pair.between):
        return None
    hour = _hour_of_day(b.value, 0, 0, "شب" if at_night else "")
    return (a, evolve(b, kind="time", value=hour, unit=None, rule="numbers.time")) if hour else None


def _about(pair: _Pair) -> _Together | None:
    """«دو سه نفر», «ده پانزده روز», «سی چهل خودرو»: number words without «و» mean about so many."""
    a, b = pair.a, pair.b
    if not isinstance(a.value, int) or not isinstance(b.value, int) or not _is_plain(a) or a.rule != "numbers.words":
        return None
    if not pair.between or pair.between.strip(" \u200c") or b.text[0].isdecimal() or b.kind == "ordinal":
        return None
    step = b.value - a.value
    usual = step == 1 or (a.value, b.value) in ((3, 5), (10, 15), (15, 20))
    if not usual and (step not in (10, 100) or a.value % step):
        return None
    span, whole = Span(a.span.start, b.span.stop), Span(a.span.start, b.whole.stop)
    ends, rule = (a.value, b.value), "numbers.about"
    return evolve(
        b, span=span, text=span.of(pair.text), kind="range", value=ends, approx=True, rule=rule, whole=whole
    ), None


def _score(pair: _Pair) -> _Together | None:
    """«۲ بر ۱», «۳-۰»: neither counts what follows."""
    a, b = pair.a, pair.b
    if not isinstance(a.value, int) or not isinstance(b.value, int) or {a.kind, b.kind} != {"cardinal"}:
        return None
    if not compiled(_SCORE).fullmatch(pair.between) or not a.value < 200 > b.value:
        return None
    if "بر" not in pair.between:
        around = pair.folded[max(0, a.span.start - 60) : b.span.stop + 60]
        if b.whole != b.span or (a.value < b.value and not compiled(_MATCH).search(around)):
            return None
    first, second = (evolve(n, unit=None, whole=n.span, rule="numbers.score") for n in (a, b))
    return first, second


def _range(pair: _Pair) -> _Together | None:
    """«۱۲ تا ۱۵ درجه», «۱۰ تا ۱۵ میلیون تومان» (both millions), «بین ۱۰ و ۲۰», «۱۴۰۳-۱۴۰۴»."""
    a, b, scales = pair.a, pair.b, pair.scales
    low, high = a.value, b.value
    if not isinstance(low, int | Decimal) or not isinstance(high, int | Decimal):
        return None
    if b.kind in ("ordinal", "minute") or not (_is_plain(a) or a.kind == "year") or not _is_to(pair):
        return None
    calendar = a.calendar or b.calendar or _dashed_years(pair)
    if calendar and b.kind == "cardinal" and not _is_plain(b):
        return None
    if calendar and min(low, high) < 100:
        low, high = _season(low, high)
    elif a.kind != b.kind and "year" in (a.kind, b.kind) and _calendar_of(int(low)) != calendar:
        return None
    scale = scales.get(b.span.start, 1)
    if _is_plain(a) and scales.get(a.span.start, 1) == 1 < scale and low * scale < high:
        low *= scale
    if not low < high:
        return None
    span = Span(a.span.start, b.span.stop)
    unit = None if calendar else "درصد" if b.kind == "percent" else b.unit
    return evolve(
        b, span=span, text=span.of(pair.text), kind="range", value=(tidy(low), tidy(high)), unit=unit, approx=a.approx,
        ambiguous=a.ambiguous or b.ambiguous, rule="numbers.range", whole=Span(a.whole.start, b.whole.stop),
        calendar=calendar, precision="year" if calendar else None,
    ), None  # fmt: skip


def _season(low: int | Decimal, high: int | Decimal) -> tuple[int | Decimal, int | Decimal]:
    """Two years, one of them written short: «۱۳۹۵ تا ۹۸», «۱۴۰۲-۰۳», and «۹۶-۱۳۹۵» as it comes from Latin order."""
    if low < 100:
        low, high = high, low
    return low, low // 100 * 100 + high + (100 if high < low % 100 else 0)


def _dashed_years(pair: _Pair) -> str | None:
    """The calendar of «۲۰۱۷-۲۰۲۱», «۹۶-۱۳۹۵», where nothing but the dash says that they are years."""
    low, high = pair.a.value, pair.b.value
    if "-" not in pair.between or not _is_plain(pair.b) or not isinstance(low, int) or not isinstance(high, int):
        return None
    if not _is_recent(high) or not (_is_recent(low) or (high + 1) % 100 == low):
        return None
    return _calendar_of(high)


def _is_to(pair: _Pair) -> bool:
    if compiled(_TO).fullmatch(pair.between):
        return True
    start = pair.a.span.start
    return "و" in pair.between and bool(
        compiled(_AND).fullmatch(pair.between) and compiled(_BETWEEN).search(pair.folded, max(0, start - 8), start)
    )


def _list(pair: _Pair) -> _Together | None:
    """«۵۶، ۵۵ و ۹ درصد»: the first has the unit that only the second, later in the list, is written with."""
    a, b, scales = pair.a, pair.b, pair.scales
    if b.kind not in ("percent", "money", "measure", "duration") or a.unit or not _is_plain(a):
        return None
    value = a.value
    if not isinstance(value, int | Decimal) or not compiled(_AND).fullmatch(pair.between):
        return None
    if b.kind == "money" and value < 1000 and scales.get(a.span.start, 1) == 1:
        value = tidy(value * scales.get(b.span.start, 1))
    return evolve(a, kind=b.kind, unit=b.unit, value=value, rule="numbers.list"), b


_JOINERS: tuple[Callable[[_Pair], _Together | None], ...] = (
    _days_of_one_month, _to_an_hour, _about, _score, _range, _list,
)  # fmt: skip


def _is_plain(number: Number) -> bool:
    return number.kind in ("cardinal", "decimal") and number.whole == number.span
