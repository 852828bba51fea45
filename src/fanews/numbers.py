"""Numbers in running text: amounts, money, percentages, ordinals, ranges, dates, hours, years.

`find` reads a normalised text: dates (`calendar`) and hours (`hours`) first; then the runs of number words and
digits that are left, outside addresses and other foreign text (`amounts`); and last it joins the numbers that
belong together (`series`). Each way of finding is a row of ``rules/numbers.toml``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from . import amounts, hours, series
from .calendar import Folded, dates_in, day_of
from .errors import demand_str
from .figures import Kind, Number, Value, is_approx, words_before
from .normalize import normalize
from .number_grammar import fold, run_pattern

__all__ = ["Kind", "Number", "Value", "find", "find_numbers"]


def find_numbers(text: str, *, published: str | datetime.date | None = None) -> tuple[Number, ...]:
    """All numbers of a raw text, in order, with spans in it.

    >>> [(n.text, n.kind, n.value, n.unit) for n in find_numbers("حدود ۱۲ هزار و 500تومان")]
    [('۱۲ هزار و 500', 'money', 12500, 'IRT')]

    With `published`, the day of the article (a date, or a string that is one), also the dates that are told by
    their distance from it; their value is a Date that is `derived`:

    >>> [(n.text, str(n.value)) for n in find_numbers("دیروز برف آمد.", published="۱۴۰۴/۰۷/۱۹")]
    [('دیروز', '2025-10-10')]

    Raises TypeError for a text that is no ``str`` and ValueError for a `published` that is no date, nothing else.
    """
    day = None if published is None else day_of(published)
    done = normalize(demand_str(text, "find_numbers"))
    return tuple(number.moved(done.to_original) for number in find(done.text, published=day))


def find(text: str, *, published: datetime.date | None = None, folded: Folded | None = None) -> tuple[Number, ...]:
    """All numbers of a normalised text, in order, with spans in it; `folded` is the text folded, if it is already."""
    plain, months = folded or Folded.of(text)
    found = _apart([*_dates(plain, months, text, published), *hours.find(plain, text)])
    taken = [(n.whole.start, n.whole.stop) for n in found] + [m.span() for m in _FOREIGN.finditer(plain)]
    counted = list(amounts.find(plain, text, taken))
    found += [amount.number for amount in counted]
    found.sort(key=lambda number: number.span.start)
    return tuple(series.join(plain, text, found, {amount.number.span.start: amount for amount in counted}))


def _apart(found: list[Number]) -> list[Number]:
    """`found` in order, without those that overlap one before them."""
    apart: list[Number] = []
    for number in sorted(found, key=lambda number: number.span.start):
        if not apart or apart[-1].span.stop <= number.span.start:
            apart.append(number)
    return apart


_FOREIGN = re.compile(  # addresses, handles, Latin words with their digits, hashtags, telephone numbers
    r"[A-Za-z_@](?:[A-Za-z]*+://[^\s«»]+|[A-Za-z0-9_@.+/\-]*+)|#[^\s#]+|0(?<![0-9].)[0-9]{2,3}-[0-9]{4,}"
)


def _dates(folded: str, months: list[int], text: str, published: datetime.date | None) -> Iterator[Number]:
    for date in dates_in(folded, text, published, months=months):
        if date.derived and run_pattern().fullmatch(fold(date.text.split()[0])):
            continue  # «سه روز پیش»: the number that is written goes before the date that follows from it
        words = words_before(folded, date.span.start)
        yield Number(
            date.span, date.text, "date", date, None, is_approx(words), False, "numbers.date", date.span,
            date.calendar, date.precision,
        )  # fmt: skip
