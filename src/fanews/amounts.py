"""Amounts: runs of number words and digits, each named by what stands before and after it.

A number is read (`numerals.read`), then it is looked at with its surroundings: it may be none at all (an idiom, a
code, an article), or a year, money, a measure, or plainly count the noun after it. The units are in
``units.tsv``, the other words in ``number_words.tsv``.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import regex

from .calendar import FIRST_JALALI, LAST_GREGORIAN, LAST_JALALI, full_year
from .figures import (
    END,
    GAP,
    LETTER,
    Kind,
    Number,
    alternatives,
    bare,
    class_heads,
    class_words,
    endings,
    ends_in,
    head,
    letters_after,
    may_begin,
    words_after,
    words_before,
    words_of,
)
from .hours import hour_of_day
from .number_grammar import (
    RANKS,
    Reading,
    Token,
    all_words,
    compiled,
    exact,
    fold,
    one_of,
    read,
    run_pattern,
    runs,
    tidy,
)
from .rules import read_table
from .text import Span


class Found(NamedTuple):
    """A number, the scales at its end (a million for «۱۵ میلیون»), and whether it names rather than counts."""

    number: Number
    scale: int
    is_name: bool


def find(folded: str, text: str, taken: Iterable[tuple[int, int]]) -> Iterator[Found]:
    """The amounts of a `text` that is also given `folded`, outside the ranges `taken`."""
    last = named = -9  # where the last number ended, and the last one that is a name («ماده ۵ و ۶ قانون»)
    for tokens, reading in _readings(folded, sorted(taken)):
        amount = _amount(folded, text, tokens, reading)
        if amount.start < last or _is_none(amount, folded):
            continue
        is_name = not amount.is_of_unit and (
            amount.is_after("label")
            or (amount.start - named < 8 and bool(series_mark().fullmatch(folded, named, amount.start)))
        )
        number = _named(amount, is_name, folded, text)
        last = number.whole.stop
        named = last if is_name else -9
        yield Found(number, amount.scale, is_name)


AND = rf"{GAP}?[،,]{GAP}{{0,2}}(?:و{GAP}{{0,2}})?|{GAP}{{0,2}}و{GAP}{{0,2}}"
"""What stands between the numbers of a list."""

DASH = rf"{GAP}?-{GAP}?"
"""What stands between the ends of a range, or the two of a score."""


@cache
def range_mark() -> regex.Pattern[str]:
    """What stands between the ends of a range."""
    return regex.compile(rf"{GAP}{{0,2}}{alternatives('to')}{GAP}{{0,2}}|{DASH}")


@cache
def series_mark() -> regex.Pattern[str]:
    """What stands between the numbers of a list or a range."""
    return regex.compile(f"{AND}|{range_mark().pattern}")


# ---- reading -------------------------------------------------------------------------------------------


def _readings(folded: str, taken: list[tuple[int, int]]) -> Iterator[tuple[list[Token], Reading]]:
    """The numbers in the runs of number words and digits, outside the (sorted) ranges `taken`."""
    stops: list[int] = []
    starts: list[int] = []
    for start, stop in taken:
        if stops and start < stops[-1]:
            stops[-1] = max(stops[-1], stop)
        else:
            starts.append(start)
            stops.append(stop)

    def is_taken(token: Token) -> bool:
        k = bisect_right(starts, token.stop - 1) - 1
        return k >= 0 and token.start < stops[k]

    for tokens in runs(folded):
        first = tokens[0]
        if len(tokens) == 1 and first.kind in _PLAIN and type(first.value) is int:
            if not is_taken(first):  # the commonest number needs no reading
                yield tokens, Reading(first.value, 1, first.ordinal)
            continue
        for is_out, group in groupby(tokens, is_taken):
            tokens = [] if is_out else list(group)
            i = 0
            while i < len(tokens):
                reading = read(tokens, i)
                if reading:
                    yield tokens[i : reading.stop], reading
                i = reading.stop if reading else i + 1


_PLAIN = frozenset(("digits", "one", "teen", "ten", "hundred"))


class _Unit(NamedTuple):
    """A unit beside a number; `start` and `stop` are those of the two together."""

    kind: Any
    name: str | None
    times: int
    start: int
    stop: int


class _Amount(NamedTuple):
    """A number read from text, before it is known what it is.

    `before` is what the line has right before it, `words` the words at the end of that, `after` the classes that
    these end in (`endings`); `near` are the first letters behind it.
    """

    start: int
    stop: int
    tokens: list[Token]
    value: int | Decimal | Fraction
    ordinal: bool
    before: str
    words: list[str]
    after: dict[str, int]
    near: str
    unit: _Unit | None

    @property
    def word(self) -> str | None:
        """The word that the number is, if it is one word."""
        return bare(self.tokens[0].text) if len(self.tokens) == 1 and self.tokens[0].kind != "digits" else None

    @property
    def digits(self) -> str:
        """The digits that the number is, empty if there are words in it."""
        return self.tokens[0].text if len(self.tokens) == 1 and self.tokens[0].kind == "digits" else ""

    @property
    def scale(self) -> int:
        times = 1
        for token in reversed(self.tokens):
            if token.kind != "scale":
                break
            times *= int(token.value)
        return times

    @property
    def is_of_unit(self) -> bool:
        """Whether it is an amount of its unit even after a word such as «گروه» («گروه ۵ نفره», not «گروه ۵ شهر»)."""
        unit = self.unit
        return unit is not None and (unit.kind != "count" or bare(fold(unit.name or "")) in words_of("members"))

    def is_after(self, name: str) -> bool:
        """Whether it stands right after a word of the class `name`."""
        return name in self.after


@cache
def _minus() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![ء-ی])(?:{alternatives('minus')})[ \u200c]{{1,2}}|(?<=[^0-9\n -][ \u200c])-|(?<=\()-)$")


def _amount(folded: str, text: str, tokens: list[Token], reading: Reading) -> _Amount:
    start, stop = tokens[0].start, tokens[-1].stop
    before = folded[max(0, start - 40) : start].rpartition("\n")[2]
    value: int | Decimal | Fraction = reading.value
    if reading.denominator:
        value = Fraction(int(value), reading.denominator)
    words = words_before(folded, start)
    after = endings(words)
    if before.endswith("-") or "minus" in after:
        minus = _minus().search(before, max(0, len(before) - 9))
        if minus:
            value = -value
            start -= len(minus[0])
            before = before[: minus.start()]
            words = words_before(folded, start)
            after = endings(words)
    near = letters_after(folded, stop)
    unit = None if reading.ordinal else _unit_at(folded, text, start, stop, near)
    if len(tokens) == 1 and tokens[0].kind == "part" and not unit:
        value = Fraction(value)
    return _Amount(start, stop, tokens, value, reading.ordinal, before, words, after, near, unit)


@cache
def _units() -> dict[str, tuple[str, str | None, int]]:
    units = {}
    for row in read_table("units"):
        for word in row["words"].split("|"):
            units[bare(fold(word))] = (row["kind"], row["unit"] or None, int(row["times"] or 1))
    return units


@cache
def _unit_words() -> list[str]:
    return [fold(word) for row in read_table("units") for word in row["words"].split("|")]


@cache
def _unit_heads() -> frozenset[str]:
    return frozenset(map(head, _unit_words()))


@cache
def _unit_pattern(letter: str) -> regex.Pattern[str]:
    """A unit that begins with this letter, after a number: a text has few of them."""
    words = [word for word in _unit_words() if word[0] == letter]
    signs, names = [w for w in words if not w[0].isalpha()], [w for w in words if w[0].isalpha()]
    adjective = rf"(?:{GAP}?(?:ه{GAP}?)?(?:ای|یی|ی|ه|گی))?"
    own = r"(?:\u200c(?:ها|های|ام|ات|اش|اند)|\u200c?(?:مان|تان|شان|ش))?"
    kinds = [rf"(?<unit>{one_of(names)})(?:{adjective}{own}{END}|\u200c)"] if names else []
    kinds += [rf"(?<unit>{one_of(signs)})"] if signs else []
    return regex.compile(rf"{GAP}{{0,3}}(?:{'|'.join(kinds)})")


_SIGNS = "%$€£"


def _unit_at(folded: str, text: str, start: int, stop: int, near: str) -> _Unit | None:
    """The unit of the number ``folded[start:stop]``: the word after it, or the sign before it (٪۵۰)."""
    match = _unit_pattern(near[0]).match(folded, stop) if may_begin(_unit_heads(), near) else None
    if match:
        kind, name, times = _units()[bare(match["unit"])]
        if kind == "count":  # as it is written
            name = text[match.start("unit") : match.end("unit")]
        return _Unit(kind, name, times, start, match.end() - match[0].endswith("\u200c"))
    sign = folded[max(0, start - 2) : start].rstrip(" \u200c")
    if sign and sign[-1] in _SIGNS:
        return _Unit(*_units()[sign[-1]], max(0, start - 2) + len(sign) - 1, stop)
    return None


# ---- what is no number ---------------------------------------------------------------------------------


def _is_none(amount: _Amount, folded: str) -> bool:
    """Whether it is more likely no number: «نه», «یک» as an article, «چند هزار», «نیم\u200cنگاهی», a code."""
    if _is_in_idiom(amount, folded):
        return True
    return _is_code(amount, folded) if amount.tokens[0].kind == "digits" else _is_mere_word(amount, folded)


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(rf"(?<![ء-ی])(?:{alternatives('idiom')})(?![ء-ی])")


@cache
def _idiom_heads() -> frozenset[str]:
    """The heads of all words in idioms."""
    return frozenset(head(word) for idiom in class_words("idiom") for word in idiom.replace("-", " ").split())


def _is_in_idiom(amount: _Amount, folded: str) -> bool:
    """Whether the number is a part of a phrase that counts nothing: «سی\u200cدی», «ورزش سه»."""
    if not may_begin(_idiom_heads(), amount.tokens[0].text):
        return False
    match = _idioms().search(folded, max(0, amount.start - 15), amount.stop + 25)
    while match and match.end() <= amount.start:
        match = _idioms().search(folded, match.end(), amount.stop + 25)
    return match is not None and match.start() <= amount.start  # «هزار جریب» is a place, «۵۲ هزار جریب» is none


_MARKER_AFTER = rf"{GAP}?(?:[-.)]|ـ){GAP}*+(?={LETTER})"
_LINE_END = r"[ *]*+(?:\n|\Z)"
_PHONE_AFTER = r"[ ]?-[ ]?0[0-9]{2,3}(?![0-9])"


def _is_code(amount: _Amount, folded: str) -> bool:
    """Whether the digits count nothing: a code, a list marker, a telephone number, «۵+۱», a reporter's number."""
    digits = amount.digits
    if not digits:
        return False
    if digits.isdecimal() and (len(digits) > 12 or (digits[0] == "0" and len(digits) > 2)):
        return True
    if folded[amount.stop : amount.stop + 1] == "+" or amount.before.endswith("+"):
        return True
    if len(digits) < 3 and _is_marker(amount, folded):
        return True
    if 3 <= len(digits) <= 6 and digits.isdecimal() and not amount.before.strip(" *\u200c"):
        return bool(compiled(_LINE_END).match(folded, amount.stop))
    words = amount.words or words_before(amount.before.rstrip(" \u200c:/"), len(amount.before))
    if len(digits) > 6 and (ends_in(words, "phone") or compiled(_PHONE_AFTER).match(folded, amount.stop)):
        return True
    return ends_in(words, "code") > 0


def _is_marker(amount: _Amount, folded: str) -> bool:
    """Whether the number marks an item of a list, at the start of a line or within it: «۱- …، ۲- …», «۱) …، ۲) …»."""
    if folded[amount.stop : amount.stop + 1] == ")":
        return "(" not in amount.before.rpartition(")")[2]
    if not amount.digits.isdecimal() or not compiled(_MARKER_AFTER).match(folded, amount.stop):
        return False
    one_less, one_more = (f"{int(amount.digits) + step}-" for step in (-1, 1))
    return (
        not amount.before.strip(" *\u200c")
        or one_less in folded[max(0, amount.start - 300) : amount.start]
        or (amount.digits == "1" and one_more in folded[amount.stop : amount.stop + 300])
    )


def _is_mere_word(amount: _Amount, folded: str) -> bool:
    """Whether the number word is a part of a name, an article, a verb, or «no»."""
    first = amount.tokens[0]
    if not amount.unit and folded.startswith("\u200c", amount.stop) and _name_after().match(folded, amount.stop):
        return True
    if folded[first.start - 1 : first.start] == "\u200c" and not amount.is_after("before_zwnj"):
        return True
    if amount.is_after("some") and not amount.is_after("although"):
        return True
    if first.kind == "scale" and (first.value != 1000 or amount.is_after("vague")):
        return not first.ordinal
    if amount.is_after("village") and not amount.ordinal:
        return True
    if len(amount.tokens) > 1:
        return False
    if first.ordinal:  # «تا انجام دهم»
        return first.value in (9, 10) and amount.is_after("give") and _noun_after(folded, amount.stop) is None
    if first.kind == "part":
        return amount.unit is None and amount.word not in words_of("half_of")
    return _is_other_word(amount, folded)


def _is_other_word(amount: _Amount, folded: str) -> bool:
    """Whether the one number word is the article «یک», the month «صفر», the sport «دو» or the «نه» that is no."""
    value = amount.value
    if value == 0:  # also «چهار صفر از پول ملی»
        last = "".join(amount.words[-1:])
        return amount.is_after("safar") or amount.before[-2:-1].isdecimal() or bool(run_pattern().fullmatch(last))
    if value == 1:
        return not _is_counted_one(amount, folded)
    if value == 2:
        return amount.near[:1].isdecimal() and bool(compiled(_RUN_AFTER).match(folded, amount.stop))
    if value == 9:
        return amount.unit is None or bool(compiled(_NEITHER).search(folded, max(0, amount.start - 80), amount.start))
    return False


@cache
def _name_after() -> regex.Pattern[str]:
    """What makes a name of the number word before it («سی\u200cسخت»): all but an adjective («دو\u200cطرفه»)."""
    return regex.compile(rf"\u200c(?:ها{LETTER}*+|{alternatives('tail')}|{LETTER}*+(?<![هی]))(?!{LETTER})")


_NEITHER = rf"(?<!{LETTER})نه{GAP}[^.؛\n]++(?<={GAP}و{GAP})$"
_RUN_AFTER = rf"{GAP}{{1,2}}[0-9]++{GAP}{{1,2}}(?:در{GAP}{{1,2}}[0-9]++{GAP}{{1,2}})?متر{END}"


@cache
def _beside_one() -> regex.Pattern[str]:
    return regex.compile(rf"{GAP}{{1,2}}{alternatives('to', 'against')}{GAP}{{1,2}}")


def _is_counted_one(amount: _Amount, folded: str) -> bool:
    """Whether «یک» is a number and no article: before a unit, after a label, in a score or a range."""
    if amount.unit:
        name = fold(amount.unit.name or "")
        return name in words_of("one") or (amount.unit.kind != "count" and name not in words_of("some_unit"))
    beside = may_begin(class_heads("to", "against"), amount.near) and _beside_one().match(folded, amount.stop)
    return (
        bool(beside)
        or _is_in_score(amount, folded)
        or amount.is_after("beside_one")
        or amount.is_after("label")
        or _noun_after(folded, amount.stop) in words_of("one")
    )


def _is_in_score(amount: _Amount, folded: str) -> bool:
    """Whether a dash parts the number word from another, beside a word of sport or before nil: «یک - صفر»."""
    dash = compiled(DASH).match(folded, amount.stop)
    after = dash and run_pattern().match(folded, dash.end())
    if after and compiled(END).match(folded, after.end()):
        is_item = not amount.words  # of a list: «یک - دو بازیکن …»
        return after[0] in words_of("beside_one") or (not is_item and is_of_match(folded, amount.start, after.end()))
    before = amount.before.rstrip(" \u200c")
    last = words_before(before.rstrip(" \u200c-"), len(before))[-1:] if before.endswith("-") else []
    return bool(last and run_pattern().fullmatch(last[0])) and is_of_match(folded, amount.start, amount.stop)


@cache
def _match_words() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}}){alternatives('match')}(?!\p{{L}})")


def is_of_match(folded: str, start: int, stop: int) -> bool:
    """Whether a word of sport stands near ``folded[start:stop]``, so that it may be a score."""
    return bool(_match_words().search(folded, max(0, start - 60), stop + 60))


# ---- what it is ----------------------------------------------------------------------------------------


class _Named(NamedTuple):
    """What an amount is; `start` and `stop` are those of the whole, `upto` the end of the number if it grew."""

    kind: Kind
    value: int | Decimal | Fraction | datetime.time | tuple[int, int]
    start: int
    stop: int
    unit: str | None = None
    rule: str = ""
    calendar: str | None = None
    upto: int | None = None
    words: int = 0  # how many of the words before it are of the whole


def _named(amount: _Amount, is_name: bool, folded: str, text: str) -> Number:
    """The amount as a Number: the first of `_NAMERS` that knows what it is, else it plainly counts."""
    found = next(filter(None, (namer(amount, folded) for namer in _NAMERS)), None)
    if found is None:
        found = _plain(amount, is_name, folded)
    span = Span(amount.start, found.upto or amount.stop)
    after = endings(amount.words[: -found.words]) if found.words else amount.after
    unit = found.unit
    if found.kind in ("cardinal", "decimal") and unit and (not amount.unit or amount.unit.kind == "money"):
        at = folded.index(unit, amount.stop)
        unit = text[at : at + len(unit)]  # as it is written: «هیئت», not «هییت»
    return Number(
        span=span, text=span.of(text), kind=found.kind, value=found.value, unit=unit,
        approx="approx" in after, ambiguous=_is_ambiguous(amount, text), rule=f"numbers.{found.rule or found.kind}",
        whole=Span(found.start, found.stop), calendar=found.calendar,
        precision=("year" if found.kind == "range" else found.kind) if found.calendar else None,
    )  # fmt: skip


def _ordinal(amount: _Amount, folded: str) -> _Named | None:
    return _Named("ordinal", amount.value, amount.start, amount.stop) if amount.ordinal else None


@cache
def _part_after() -> regex.Pattern[str]:
    return regex.compile(rf"{GAP}{{1,2}}(?<part>{alternatives('morning', 'evening')}){END}")


def _clock(amount: _Amount, folded: str) -> _Named | None:
    """An hour without «ساعت»: «هشت صبح», «۵ و نیم عصر»."""
    if not 1 <= amount.value <= 24 or amount.value % 1 not in (0, Decimal("0.5")):
        return None
    match = (
        _part_after().match(folded, amount.stop) if may_begin(class_heads("morning", "evening"), amount.near) else None
    )
    time = match and hour_of_day(int(amount.value), 30 if amount.value % 1 else 0, part=match["part"])
    return _Named("time", time, amount.start, match.end()) if match and time else None


def _start_of(amount: _Amount, words: int) -> int:
    """Where the last `words` before the amount start."""
    at = len(amount.before)
    for word in reversed(amount.words[len(amount.words) - words :]):
        at = amount.before.rfind(word, 0, at)
    return amount.start - len(amount.before) + at


def _era_after(amount: _Amount, folded: str) -> regex.Match[str] | None:
    if not may_begin(class_heads("jalali", "gregorian", "hijri"), amount.near):
        return None
    return _era().match(folded, amount.stop)


@cache
def _era() -> regex.Pattern[str]:
    eras = (f"(?<{name}>{alternatives(name)})" for name in ("jalali", "gregorian", "hijri"))
    return regex.compile(rf"{GAP}{{0,2}}(?:{'|'.join(eras)}){END}")


def _decade(amount: _Amount, folded: str) -> _Named | None:
    """«دهه ۶۰», «دهه هفتاد», «دهه ۱۹۸۰»."""
    words, value = amount.after.get("decade", 0), amount.value
    if not words or not isinstance(value, int) or value % 10:
        return None
    era = _era_after(amount, folded)
    if 10 <= value < 100:
        value += 1900 if era and era["gregorian"] else 1300
    calendar = calendar_of(value)
    stop = era.end() if era else amount.stop
    return _Named("decade", value, _start_of(amount, words), stop, calendar=calendar, words=words) if calendar else None


def calendar_of(year: int) -> str | None:
    """The calendar of a year that is written in full."""
    if FIRST_JALALI <= year <= LAST_JALALI:
        return "jalali"
    return "gregorian" if 1500 <= year <= LAST_GREGORIAN else None


def _year(amount: _Amount, folded: str) -> _Named | None:
    """«سال ۱۴۰۴», «سال ۹۸», «۲۰۲۵ میلادی», «انتخابات ۱۳۹۶»."""
    value, digits = amount.value, amount.digits
    if not isinstance(value, int) or not 0 <= value <= LAST_GREGORIAN:
        return None
    words, era = amount.after.get("year", 0), _era_after(amount, folded)
    if amount.is_of_unit and not era:
        return None
    start, stop = _start_of(amount, words), era.end() if era else amount.stop
    if era and (value > 99 or not era["jalali"]):
        return _Named("year", value, start, stop, calendar=era.lastgroup, words=words)
    event = amount.is_after("event") and 40 <= value < 100
    if (words or era or event) and value < 100:
        value = full_year(digits if digits.isdecimal() else f"{value:02}") or 0
    calendar = calendar_of(value)
    if not calendar or not (words or era or event or _is_year(amount, folded)):
        return None
    return _Named("year", value, start, stop, calendar=calendar, words=words)


def _two_years(amount: _Amount, folded: str) -> _Named | None:
    """«فصل ۲۰۲۲/۲۳», «سال ۱۳۹۸/۹۹»: a year and the next, which a slash would make a decimal."""
    first, mark, second = amount.digits.partition("/")
    if not (mark and len(first) == 4 and len(second) in (2, 4) and amount.is_after("season")) or amount.is_of_unit:
        return None
    year, words = int(first), amount.after.get("year", 0)
    calendar = calendar_of(year)
    if not calendar or str(year + 1)[-len(second) :] != second:
        return None
    return _Named("range", (year, year + 1), _start_of(amount, words), amount.stop, calendar=calendar, words=words)


def _is_year(amount: _Amount, folded: str) -> bool:
    """Whether four digits without «سال» are a year, by the words around them."""
    if len(amount.digits) != 4 or not is_recent(amount.value):
        return False
    if amount.before.endswith("(") and folded[amount.stop : amount.stop + 1] == ")":
        return True
    if amount.is_after("season"):
        return True
    if not amount.words or amount.is_after("amount"):
        return False
    is_near = 1380 <= amount.value <= 1420 or 1990 <= amount.value <= 2035
    return _noun_after(folded, amount.stop) is None or (is_near and amount.value % 50 != 0)


def is_recent(value: int | Decimal | Fraction) -> bool:
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
    value = thousands_of(amount.digits, unit.name) or value
    half = _and_a_half().match(folded, unit.stop) if "و" in folded[unit.stop : unit.stop + 3] else None
    if half and unit.kind != "money" and amount.scale == 1 and not isinstance(value, Fraction):
        value = tidy(value + Decimal("0.5"))
        return _Named(unit.kind, value, unit.start, half.end(), unit.name, upto=half.end())
    return _Named(unit.kind, value * unit.times, unit.start, unit.stop, unit.name)


def thousands_of(digits: str, unit: str | None) -> int | None:
    """What «۵۶/۸۰۰ تومان» are, in folded digits: nobody counts the thousandths of a toman. None for all else."""
    if unit not in ("IRT", "IRR") or not compiled(r"[1-9][0-9]{0,2}[./][0-9]{3}").fullmatch(digits):
        return None
    return int(digits[:-4] + digits[-3:])


@cache
def _and_a_half() -> regex.Pattern[str]:
    return regex.compile(rf"{GAP}{{1,2}}و{GAP}{{0,2}}{alternatives('half')}{END}")


def _is_age_group(amount: _Amount) -> bool:
    """«تیم زیر ۲۳ سال» is a name and no duration."""
    return amount.is_after("under") and not words_of("age_group").isdisjoint(amount.words)


_OF_PEOPLE = rf"از {LETTER}+ان(?!{LETTER})"


def _is_people(amount: _Amount, folded: str) -> bool:
    """Whether «تن» counts people and not tons («سه تن از اعضا»), or «افغانی» Afghans and not money."""
    unit = amount.unit
    if unit is None or unit.name not in ("تن", "AFN") or not isinstance(amount.value, int):
        return False
    if unit.name == "AFN":
        return _are_afghans(amount, folded)
    after = words_after(folded, unit.stop)[:3]
    if not words_of("people").isdisjoint(after) or compiled(_OF_PEOPLE).match(" ".join(after)):
        return True
    small = amount.value < 100 and not words_of("maybe_people").isdisjoint(after[:1])
    return small or not words_of("people_before").isdisjoint(amount.words)


def _are_afghans(amount: _Amount, folded: str) -> bool:
    """Whether «افغانی» counts Afghans: they are the subject or the object of what never happens to money."""
    words = amount.words[: len(amount.words) - amount.after.get("approx", 0)]
    before = endings(words)
    if "deed" in before:
        return True
    if "price" in before or "".join(words[-1:]).endswith(_INFINITIVE):  # «به اتهام گرفتن ۲۰ هزار افغانی بازداشت شدند»
        return False
    return amount.unit is not None and bool(_befalls_after().match(folded, amount.unit.stop))


_INFINITIVE = ("تن", "دن")


@cache
def _befalls_after() -> regex.Pattern[str]:
    """What befalls people, after them: «زخمی», «را بازداشت کردند», «در کابل کشته شدند», «از ایران رفتند»."""
    word, befalls = rf"{GAP}{{1,2}}{LETTER}++", alternatives("befalls")
    where = rf"(?:{GAP}{{1,2}}{alternatives('where')}{END}(?:{word}){{1,4}}?){{0,2}}?"
    happened = rf"{GAP}{{1,2}}(?:{befalls}{GAP}{{1,2}}{alternatives('befell')}|{alternatives('went')}){END}"
    done = rf"{GAP}{{1,2}}را{where}{GAP}{{1,2}}{befalls}{END}"
    beside = rf"{GAP}{{1,2}}{befalls}{END}(?!{GAP}{{1,2}}شد)"
    return regex.compile(rf"(?:{GAP}{{1,2}}{alternatives('too')}{END})?(?:{beside}|{done}|{where}{happened})")


def _fraction(amount: _Amount, folded: str) -> _Named | None:
    if not isinstance(amount.value, Fraction):
        return None
    return _Named("fraction", amount.value, amount.start, amount.stop)


_NAMERS: tuple[Callable[[_Amount, str], _Named | None], ...] = (
    _ordinal, _clock, _decade, _two_years, _year, _with_unit, _fraction,
)  # fmt: skip


def _plain(amount: _Amount, is_name: bool, folded: str) -> _Named:
    """A number that only counts the noun after it, or is a name and counts nothing."""
    digits = [token.kind == "digits" for token in amount.tokens]
    rule = "digits" if all(digits) else "mixed" if any(digits) else "words"
    whole = isinstance(amount.value, int)
    unit, stop = None, amount.stop
    if amount.unit and not is_name:
        unit, stop = amount.unit.name, amount.unit.stop
        if amount.unit.kind == "money":  # Afghans
            unit = folded[amount.stop : stop].strip(" \u200c")
    elif not is_name and not (amount.scale > 1 and amount.tokens[-1].text.endswith("ی")):  # «وام ۲۰۰ میلیونی مسکن»
        unit = _noun_after(folded, stop)
    return _Named(
        "cardinal" if whole else "decimal", amount.value, amount.start, stop, unit, rule if whole else "decimal"
    )


_NOUN = rf"(?:{GAP}{{1,2}}|(?<=[0-9]))(?<noun>{LETTER}++(?:\u200c{LETTER}++)*+)"
_PREFIXES = ("می\u200c", "نمی\u200c")
_SUFFIXES = ("ً", "ترین")
"""What verbs start with, and adverbs and superlatives end in: they are not counted."""
_NOUN_SUFFIX = r"\u200c(?:هایی|های|ها|ای|ی|اش|ام|ات|شان|مان|تان|اند)$|(?<=.{3}[وا])ی$"


@cache
def _number_heads() -> frozenset[str]:
    return frozenset(map(head, all_words(*RANKS, "ordinal", "part", "point")))


def _noun_after(folded: str, stop: int) -> str | None:
    """The noun that is counted: the word after the number, unless it is a word that is never counted."""
    match = compiled(_NOUN).match(folded, stop)
    if not match:
        return None
    noun: str = match["noun"]
    if bare(noun) in words_of("function") or noun.startswith(_PREFIXES) or noun.endswith(_SUFFIXES):
        return None
    if may_begin(_number_heads(), noun) and run_pattern().fullmatch(noun):
        return None
    suffix = compiled(_NOUN_SUFFIX).search(noun) if "\u200c" in noun or noun.endswith(("وی", "ای")) else None
    return noun[: suffix.start()] if suffix else noun


_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[/.][0-9]{3}|[1-9]/[0-9]{2}")


def _is_ambiguous(amount: _Amount, text: str) -> bool:
    """Whether the digits may mean two things: ۱۲۳/۴۵۶ and ۱.۵۰۰ thousands, 5/17 (in old pages) 17.5."""
    for token in amount.tokens:
        if token.kind == "digits" and _AMBIGUOUS.fullmatch(token.text):
            western = text[token.start].isascii()
            if western or len(token.text.replace(".", "/").partition("/")[2]) == 3:
                return True
    return False
