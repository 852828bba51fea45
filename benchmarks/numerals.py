"""Measures numbers: words to number, number to words, ordinals, dates, the calendar, and speed, peers beside fanews.

    python benchmarks/numerals.py --write docs/accuracy.md

Everything is made here from a fixed seed, by the speller of `numeral_gold.py`. A peer may answer with
an exception, None or another number; it is right only if its answer is. Speed is measured on distinct random
numbers, per second of processor time, the best of some rounds. ICU is an oracle, in C++; rishe and words2num2 are
in Rust; all others are Python.
"""

from __future__ import annotations

import argparse
import datetime
import random
import time
import warnings
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from numeral_gold import GROUPS, SIZES, cases, dates, decimals, ordinal, same, say, sizes
from numeral_peers import CALENDARS, DATES, ORDINALS, READERS, SPELLERS, Converter, Peer
from report import made_by, markdown, publish


def start(peer: Peer, sample: object) -> Converter | str:
    """The converter, or why it cannot be had."""
    try:
        converter = peer.make()
        converter(sample)
    except Exception as error:
        return "not installed" if isinstance(error, ImportError) else f"does not run ({type(error).__name__})"
    return converter


def answer(converter: Converter, value: object) -> Any:
    """What the converter gives; None for an exception and for what is no answer."""
    try:
        return converter(value)
    except Exception:
        return None


def is_number(found: object, wanted: int | Fraction | None) -> bool:
    """Whether the number found is the one that is wanted, or none is where none is wanted."""
    if found is None or wanted is None:
        return found is wanted
    try:
        return Fraction(str(found).strip()) == wanted
    except ValueError:
        return False


def share(right: Iterable[bool]) -> float:
    marks = list(right)
    return sum(marks) / len(marks)


def reading(readers: dict[str, Converter], count: int) -> str:
    """The share of each group that each reader reads right, and over the groups."""
    rows = []
    shares: dict[str, list[float]] = {name: [] for name in readers}
    for group in GROUPS:
        found = cases(group, count)
        for name, reader in readers.items():
            shares[name].append(share(is_number(answer(reader, text), value) for text, value in found))
        rows.append([group, found[0][0] or "''", *(f"{shares[name][-1]:.3f}" for name in readers)])
    rows.append(
        ["**all groups**", "", *(f"**{share_of:.3f}**" for share_of in (sum(s) / len(s) for s in shares.values()))]
    )
    rows.append(["**worst group**", "", *(f"**{min(s):.3f}**" for s in shares.values())])
    return markdown(["", "for example", *readers], rows)


def spelling(spellers: dict[str, Converter], ordinals: dict[str, Converter], count: int) -> str:
    """The share of numbers of each size, of decimals and of ordinals that are spelled right."""
    gold = decimals(count)
    counted = [n for size_name in ("< 10³", "< 10⁶") for n in sizes(size_name, count)]
    head = ["", *SIZES, "negative", "decimals", "ordinals"]
    rows = []
    for name in {**spellers, **ordinals}:
        row = [name]
        for size_name in SIZES:
            row.append(right(spellers.get(name), {n: say(n) for n in sizes(size_name, count)}))
        row.append(right(spellers.get(name), {-n: f"منفی {say(n)}" for n in sizes("< 10⁹", count)}))
        row.append(right(spellers.get(name), gold))
        row.append(right(ordinals.get(name), {n: "اول" if n == 1 else ordinal(n) for n in counted}))
        rows.append(row)
    return markdown(head, rows)


def right(converter: Converter | None, gold: dict[Any, str]) -> str:
    if converter is None:
        return ""
    return f"{share(same(answer(converter, n)) == same(words) for n, words in gold.items()):.3f}"


def dating(readers: dict[str, Converter], count: int) -> str:
    """Dates read right, read wrongly, and not read, of those that exist and of those that do not."""
    rows = []
    for name, reader in readers.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = [(answer(reader, text), wanted) for text, wanted in dates(count)]
        right_ones = sum(value == wanted for value, wanted in found)
        missed = sum(value is None and wanted is not None for value, wanted in found)
        rows.append([name, str(right_ones), str(len(found) - right_ones - missed), str(missed)])
    return markdown([f"of {count}", "right", "wrong", "not read"], rows)


def calendar(calendars: dict[str, Converter], rounds: int) -> str:
    """The days of 1278–1498 that a calendar places as ICU does, and its speed."""
    try:
        days = icu_days()
    except ImportError:
        return "The calendars are not compared: ICU is not installed."
    rows = []
    for name, converter in calendars.items():
        agree = sum(answer(converter, jalali) == date for jalali, date in days.items())
        rows.append([name, f"{agree:,} of {len(days):,}", f"{rate(converter, list(days), rounds):,.0f}"])
    return markdown(["", "days as in ICU", "days/s"], rows)


def icu_days() -> dict[tuple[int, int, int], datetime.date]:
    """The Gregorian date of every day of the Jalali years 1278–1498, from ICU."""
    import icu

    persian = icu.Calendar.createInstance(icu.TimeZone.createTimeZone("UTC"), icu.Locale("fa@calendar=persian"))
    days = {}
    date, last = datetime.date(1899, 3, 21), datetime.date(2120, 3, 20)
    while date <= last:
        persian.setTime((date - datetime.date(1970, 1, 1)).total_seconds())
        fields = (icu.UCalendarDateFields.YEAR, icu.UCalendarDateFields.MONTH, icu.UCalendarDateFields.DATE)
        year, month, day = map(persian.get, fields)
        days[year, month + 1, day] = date
        date += datetime.timedelta(1)
    return days


def rate(converter: Converter, values: Sequence[Any], rounds: int) -> float:
    """Values a second of processor time, the best of the rounds."""
    best = 0.0
    for _ in range(rounds):
        begin = time.process_time()
        for value in values:
            answer(converter, value)
        best = max(best, len(values) / (time.process_time() - begin))
    return best


def speed(spellers: dict[str, Converter], readers: dict[str, Converter], count: int, rounds: int) -> str:
    """Numbers spelled and read a second: distinct numbers of 1 to 15 digits, and those of 1 to 9."""
    rnd = random.Random("speed 1404")
    languages = {peer.name: peer.language for peer in (*SPELLERS, *READERS)}
    numbers = {digits: list({rnd.randrange(10 ** rnd.randint(1, digits)) for _ in range(count)}) for digits in (9, 15)}
    words = {digits: list(map(say, found)) for digits, found in numbers.items()}
    rates = {
        name: [
            rate(converters[name], values[digits], rounds) if name in converters else 0
            for converters, values in ((spellers, numbers), (readers, words))
            for digits in (9, 15)
        ]
        for name in {**spellers, **readers}
    }
    ground = rates.get("rishe", [0])[0]
    rows = [
        [
            name,
            languages[name],
            *(f"{r:,.0f}" if r else "" for r in found),
            f"{found[0] / ground:.2f}" if ground and found[0] else "",
        ]
        for name, found in sorted(rates.items(), key=lambda item: -max(item[1]))
    ]
    head = ["", "in", "spell < 10⁹", "spell < 10¹⁵", "read < 10⁹", "read < 10¹⁵", "spell < 10⁹, × rishe"]
    return markdown(head, rows)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--count", type=int, default=300, help="cases of each group (default 300)")
    ask.add_argument("--rounds", type=int, default=3, help="rounds of the speed test (default 3)")
    ask.add_argument("--only", default="", help="systems, with commas between")
    ask.add_argument("--write", type=Path, help="the Markdown file that shows the tables, between two marks")
    options = ask.parse_args()
    wanted = {name.strip() for name in options.only.split(",")} - {""}
    kinds = (
        (READERS, "بیست و پنج"),
        (SPELLERS, 25),
        (ORDINALS, 25),
        (DATES, "۱۹ مهر ۱۴۰۴"),
        (CALENDARS, (1404, 7, 19)),
    )
    systems: list[dict[str, Converter]] = []
    missing = []
    for peers, sample in kinds:
        found = {}
        for peer in peers:
            if wanted and peer.name not in wanted:
                continue
            converter = start(peer, sample)
            if isinstance(converter, str):
                missing.append(f"{peer.name} ({converter})")
            else:
                found[peer.name] = converter
        systems.append(found)
    readers, spellers, ordinals, daters, calendars = systems
    count, rounds = options.count, options.rounds
    parts = [
        made_by("numerals", {p.package: p for p in (*READERS, *SPELLERS, *DATES, *CALENDARS)}.values()),
        *([f"Without {', '.join(dict.fromkeys(missing))}."] if missing else []),
        f"Words and digits → number, the share read right ({count} cases a group):", reading(readers, count),
        f"Number → words, the share spelled right ({count} numbers a column):", spelling(spellers, ordinals, count),
        "Dates:", dating(daters, count),
        "The Jalali calendar:", calendar(calendars, rounds),
        "Speed, numbers a second of processor time:", speed(spellers, readers, 100 * count // 3, rounds),
    ]  # fmt: skip
    publish("numerals", parts, options.write)


if __name__ == "__main__":
    main()
