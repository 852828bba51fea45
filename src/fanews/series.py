"""Numbers that belong together: ranges («۱۲ تا ۱۵»), scores («۲ بر ۱»), lists that share a unit, a year or a month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import regex
from attrs import evolve

from .amounts import AND, DASH, Found, calendar_of, is_of_match, is_recent, range_mark, series_mark, thousands_of
from .calendar import Date
from .figures import END, GAP, Number, alternatives, ends_in, words_before
from .hours import LAST_MINUTE, hour_of_day
from .number_grammar import compiled, tidy
from .text import Span


def join(folded: str, text: str, found: list[Number], amounts: dict[int, Found]) -> Iterator[Number]:
    """The `found` numbers of a text with ranges made one, and with what a list shares given to all of it.

    `amounts` are those of them that were found as amounts, by their start.
    """
    scales = {start: amount.scale for start, amount in amounts.items()}
    names = {start for start, amount in amounts.items() if amount.is_name}
    out: list[Number] = []  # from the last to the first
    for number in reversed(_continued(folded, found)):
        out.append(number)
        if len(out) > 1 and 0 <= out[-2].whole.start - number.whole.stop < 9:
            between = folded[number.whole.stop : out[-2].whole.start]
            pair = _Pair(_in_thousands(number, out[-2], folded), out[-2], between, folded, text, scales, names)
            together = next(filter(None, (joiner(pair) for joiner in _JOINERS)), None)
            if together:
                out[-2:] = [n for n in reversed(together) if n]
    return reversed(out)


def _in_thousands(a: Number, b: Number, folded: str) -> Number:
    """`a` before an amount `b` of tomans: «۵۵/۳۰۰ تا ۵۶/۸۰۰ تومان»."""
    value = thousands_of(a.span.of(folded), b.unit) if a.ambiguous and a.is_plain else None
    return evolve(a, value=value) if value else a


@cache
def _plural() -> regex.Pattern[str]:
    return regex.compile(f"{alternatives('plural')}{END}")


def _continued(folded: str, found: list[Number]) -> list[Number]:
    """`found` with a word said of a whole list or range: «سال\u200cهای ۹۶، ۹۷ و ۹۸», «دهه\u200cهای ۶۰ تا ۸۰»."""
    out: list[Number] = []
    head: Number | None = None  # the number after «سال\u200cهای», or after «سال»
    is_plural = False
    for number in found:
        between = series_mark().fullmatch(folded, out[-1].whole.stop, number.whole.start) if head else None
        value = _like(number, head, out[-1], between[0], is_plural) if head and between else None
        if head and value:
            whole = number.whole if number.kind == "year" else number.span
            number = evolve(number, kind=head.kind, value=value, unit=None, rule=head.rule, calendar=head.calendar)
            number = evolve(number, precision=head.precision, whole=whole)
        else:
            is_head = number.kind in ("year", "decade", "minute") and number.whole.start < number.span.start
            head = number if is_head else None
            is_plural = is_head and bool(_plural().match(folded, number.whole.start))
        out.append(number)
    return out


_NEAR = 10
"""A number that is less than so many years from the year before it is hardly a mere number."""


def _like(number: Number, head: Number, before: Number, between: str, is_plural: bool) -> int | None:
    """The year or minute that `number` is if it is one like `head`: ۹۷ after «سال\u200cهای ۹۶» is 1397.

    After a `head` that is no plural it must be a year in full: «سال ۱۴۰۰ و ۱۴۰۱». Where a noun follows that it might
    count («… بارندگی»), there must be «و» `between` it and the year `before` it, and few years too.
    """
    value = number.value
    bare = number.is_plain or (number.kind == "year" and number.span.start == number.whole.start)
    bare = bare or (head.kind == "minute" and number.kind == "cardinal")  # «دقایق ۱۲ و ۷۸ گل زد»
    if not bare or not isinstance(value, int):
        return None
    if not is_plural:
        is_near = "و" in between and isinstance(before.value, int) and abs(value - before.value) < _NEAR
        if head.kind != "year" or not is_recent(value) or (number.unit and not is_near):
            return None
    if head.kind == "minute":
        return value if 0 < value <= LAST_MINUTE else None
    if _is_short(number) and isinstance(head.value, int):
        is_next_century = value < 10 and head.value % 100 > 50  # «سال\u200cهای ۹۸، ۹۹ و ۰۱»
        return value + (head.value // 100 + is_next_century) * 100
    return value if calendar_of(value) == head.calendar else None


class _Pair(NamedTuple):
    """Two neighbours, what stands between them, the scales at the end of numbers, and which numbers are names."""

    a: Number
    b: Number
    between: str
    folded: str
    text: str
    scales: dict[int, int]
    names: set[int]

    @property
    def scale(self) -> int:
        """The scale at the end of the second that the first is written without."""
        return self.scales.get(self.b.span.start, 1) if self.scales.get(self.a.span.start, 1) == 1 else 1

    @property
    def is_mixed(self) -> bool:
        """Whether only the first is a name: «دهک ۳ و ۳۵۰ هزار تومان»."""
        return self.a.span.start in self.names and self.b.span.start not in self.names


_Together = tuple[Number, Number | None]
"""The two with what they share, or the one that they are together and None."""


def _days_of_one_month(pair: _Pair) -> _Together | None:
    """«۲۲ و ۲۳ آذر», «۱۵ تا ۲۰ مهر»: the first is a date of the same month."""
    a, b = pair.a, pair.b
    if not isinstance(b.value, Date) or b.value.day is None or not isinstance(a.value, int) or not a.is_plain:
        return None
    if not 0 < a.value < b.value.day or not series_mark().fullmatch(pair.between):
        return None
    date = evolve(b.value, span=a.span, text=a.text, day=a.value, weekday=None)
    return evolve(b, span=a.span, text=a.text, value=date, whole=a.span, approx=a.approx), b


def _to_an_hour(pair: _Pair) -> _Together | None:
    """«ساعت ۸ تا ۱۶», «۶ صبح تا ۱۰ شب»: the second is an hour too."""
    a, b = pair.a, pair.b
    at_night = b.kind == "duration" and b.unit == "شب"
    if a.kind != "time" or not isinstance(b.value, int) or not (at_night or b.is_plain):
        return None
    if not range_mark().fullmatch(pair.between):
        return None
    hour = hour_of_day(b.value, part="شب" if at_night else "")
    return (a, evolve(b, kind="time", value=hour, unit=None, rule="numbers.time")) if hour else None


def _about(pair: _Pair) -> _Together | None:
    """«دو سه نفر», «ده پانزده روز», «سی چهل خودرو»: number words without «و» mean about so many."""
    a, b = pair.a, pair.b
    if not isinstance(a.value, int) or not isinstance(b.value, int) or not a.is_plain or a.rule != "numbers.words":
        return None
    comma = "،" in pair.between and b.whole != b.span and b.value < 10  # «دو، سه روز»
    if not pair.between or pair.between.strip(" \u200c،" if comma else " \u200c"):
        return None
    if b.text[0].isdecimal() or b.kind == "ordinal" or pair.is_mixed:
        return None
    low, high = a.value, b.value // pair.scale
    step = high - low
    usual = step == 1 or (low, high) in ((3, 5), (10, 15), (15, 20))
    if not usual and (step not in (10, 100) or low % step):
        return None
    return _made_one(pair, low * pair.scale, b.value, "numbers.about", b.unit, approx=True), None


def _made_one(
    pair: _Pair, low: int | Decimal, high: int | Decimal, rule: str, unit: str | None, *, approx: bool
) -> Number:
    """The pair as one range."""
    a, b = pair.a, pair.b
    span = Span(a.span.start, b.span.stop)
    return evolve(
        b, span=span, text=span.of(pair.text), kind="range", value=(tidy(low), tidy(high)), unit=unit, approx=approx,
        ambiguous=a.ambiguous or b.ambiguous, rule=rule, whole=Span(a.whole.start, b.whole.stop),
    )  # fmt: skip


@cache
def _score_mark() -> regex.Pattern[str]:
    return regex.compile(rf"{GAP}{{0,2}}{alternatives('against')}{GAP}{{0,2}}|{DASH}")


def _score(pair: _Pair) -> _Together | None:
    """«۲ بر ۱», «۳-۰»: neither counts what follows."""
    a, b = pair.a, pair.b
    if not isinstance(a.value, int) or not isinstance(b.value, int) or {a.kind, b.kind} != {"cardinal"}:
        return None
    if not _score_mark().fullmatch(pair.between) or not a.value < 200 > b.value:
        return None
    is_sure = a.value >= b.value or "-" not in pair.between or is_of_match(pair.folded, a.span.start, b.span.stop)
    if not is_sure or ("-" in pair.between and b.whole != b.span):
        return None
    first, second = (evolve(n, unit=None, whole=n.span, rule="numbers.score") for n in (a, b))
    return first, second


def _years(pair: _Pair) -> _Together | None:
    """«۱۳۹۵ تا ۹۸», «۱۴۰۲-۰۳», «۱۴۰۳-۱۴۰۴»: a range of years, one of them perhaps written without its century.

    At a dash the later may stand first, as it comes from Latin order: «۱۴۰۱-۱۴۰۰», «۹۶-۱۳۹۵».
    """
    a, b = pair.a, pair.b
    if not (a.is_plain or a.kind == "year") or not (b.is_plain or b.kind in ("year", "decade")):
        return None
    low, high = a.value, b.value
    if not isinstance(low, int) or not isinstance(high, int) or pair.is_mixed or not _is_to(pair):
        return None
    if not (a.calendar or b.calendar or _are_dashed_years(pair)):
        return None
    if high >= 100 and _is_short(a):
        low %= 100  # as it is written: «سال ۲۲-۲۰۲۱»
    if "-" in pair.between and len(b.text) == 1:
        high += low // 10 * 10  # «سال\u200cهای ۲۰۰۷-۸»
    elif min(low, high) < 100 and max(low, high) > 1000 and _is_short(b if high < 100 else a):
        low, high = _season(low, high)
    if "-" in pair.between and (a.kind == "year" or low == high + 1):
        low, high = sorted((low, high))
    calendar = "hijri" if b.calendar == "hijri" else calendar_of(high)
    if not low < high or not calendar or (calendar != "hijri" and not calendar_of(low)):
        return None
    one = _made_one(pair, low, high, "numbers.range", None, approx=a.approx)
    return evolve(one, calendar=calendar, precision="year"), None


def _is_short(number: Number) -> bool:
    """Whether a year without its century is written so: «۹۸», «۰۳», «نود و هشت»."""
    if number.text.isdecimal():
        return len(number.text) == 2
    return isinstance(number.value, int) and 10 <= number.value < 100


def _season(low: int, high: int) -> tuple[int, int]:
    """Two years, one of them without its century: neighbours if they can be, else as they stand."""
    year = max(low, high)
    after = (min(low, high) - year) % 100
    return (year, year + after) if after == 1 or (year == low and after != 99) else (year + after - 100, year)


def _are_dashed_years(pair: _Pair) -> bool:
    """Whether two numbers are years, «۲۰۱۷-۲۰۲۱», «۹۶-۱۳۹۵», though nothing but the dash says so."""
    low, high = pair.a.value, pair.b.value
    if "-" not in pair.between or not isinstance(low, int) or not isinstance(high, int) or not is_recent(high):
        return False
    return is_recent(low) or (_is_short(pair.a) and (low - high) % 100 in (1, 99))


def _range(pair: _Pair) -> _Together | None:
    """«۱۲ تا ۱۵ درجه», «۱۰ تا ۱۵ میلیون تومان» (both millions), «بین ۱۰ و ۲۰»."""
    a, b = pair.a, pair.b
    low, high = a.value, b.value
    if not isinstance(low, int | Decimal) or not isinstance(high, int | Decimal):
        return None
    if b.kind in ("ordinal", "minute", "year", "decade") or pair.is_mixed or not _is_to(pair):
        return None
    is_no_year = a.kind == "year" and a.whole == a.span and not b.is_plain  # «بین ۱۴۰۰ تا ۲۲۰۰ دلار»
    if not (a.is_plain or is_no_year):
        return None
    if low * pair.scale < high:
        low *= pair.scale
    if not low < high:
        return None
    unit = "درصد" if b.kind == "percent" else b.unit
    return _made_one(pair, low, high, "numbers.range", unit, approx=a.approx), None


def _is_to(pair: _Pair) -> bool:
    if range_mark().fullmatch(pair.between):
        return True
    return bool(
        "و" in pair.between
        and compiled(AND).fullmatch(pair.between)
        and ends_in(words_before(pair.folded, pair.a.whole.start), "between")
    )


def _from_to(pair: _Pair) -> _Together | None:
    """«از ۸۵ به ۹۲ هزار تومان»: the first is as many thousands, and money too. Without a scale it stays as written."""
    a, b = pair.a, pair.b
    if b.kind != "money" or pair.scale == 1 or not a.is_plain or not compiled(_INTO).fullmatch(pair.between):
        return None
    if not isinstance(a.value, int | Decimal) or not isinstance(b.value, int | Decimal):
        return None
    if a.value >= 1000 or words_before(pair.folded, a.whole.start)[-1:] != ["از"]:
        return None
    return evolve(a, kind="money", unit=b.unit, value=tidy(a.value * pair.scale), rule="numbers.list"), b


_INTO = rf"{GAP}{{0,2}}به{GAP}{{0,2}}"


def _list(pair: _Pair) -> _Together | None:
    """«۵۶، ۵۵ و ۹ درصد»: the first has the unit that only the second, later in the list, is written with."""
    a, b = pair.a, pair.b
    if b.kind not in ("percent", "money", "measure", "duration") or a.unit or not a.is_plain or pair.is_mixed:
        return None
    value = a.value
    if not isinstance(value, int | Decimal) or not compiled(AND).fullmatch(pair.between):
        return None
    if b.kind == "money" and value < 1000:
        value = tidy(value * pair.scale)
        pair.scales[a.span.start] = pair.scale
    return evolve(a, kind=b.kind, unit=b.unit, value=value, rule="numbers.list"), b


_JOINERS: tuple[Callable[[_Pair], _Together | None], ...] = (
    _days_of_one_month, _to_an_hour, _about, _score, _years, _range, _from_to, _list,
)  # fmt: skip
