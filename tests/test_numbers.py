"""Numbers in running text: golden sentences, and what holds for every text."""

from __future__ import annotations

import datetime
import re
import time
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import golden
from fanews.calendar import Date
from fanews.number_grammar import fold, run_pattern, runs, tokens_of
from fanews.numbers import Number, find, find_numbers
from fanews.rules import rules
from fanews.text import Span

BLOCKS = golden.read("numbers.md")
FAILURES = golden.read("known_failures_numbers.md")


def shown(number: Number) -> tuple[str, str]:
    """A number as the golden files write it: kind, and «text = value unit calendar about ambiguous»."""
    value = number.value
    if isinstance(value, Date):
        value = " ".join(filter(None, (value.written, value.isoformat())))
    elif isinstance(value, tuple):
        value = "…".join(map(str, value))
    elif isinstance(value, datetime.time):
        value = value.isoformat("minutes")
    marks = ("about" if number.approx else "", "ambiguous" if number.ambiguous else "")
    parts = (number.text, "=", str(value), number.unit, number.calendar, *marks)
    return number.kind, " ".join(filter(None, parts))


@pytest.mark.parametrize("block", BLOCKS, ids=[b.title for b in BLOCKS])
def test_golden(block: golden.Block) -> None:
    assert [shown(n) for n in find(block.text)] == block.pairs


@pytest.mark.parametrize("block", BLOCKS, ids=[b.title for b in BLOCKS])
def test_the_normaliser_changes_no_number(block: golden.Block) -> None:
    before, after = find(block.text), find_numbers(block.text)
    assert [(n.kind, n.unit, n.approx) for n in after] == [(n.kind, n.unit, n.approx) for n in before]
    for a, b in zip(after, before, strict=True):
        assert a.span == b.span
        assert a.value == b.value or isinstance(a.value, Date)


@pytest.mark.parametrize("block", BLOCKS, ids=[b.title for b in BLOCKS])
def test_a_moved_number_is_the_same_elsewhere(block: golden.Block) -> None:
    for n in find(block.text):
        moved = n.moved(lambda s: Span(s.start + 7, s.stop + 7))
        assert shown(moved) == shown(n)
        assert (moved.span, moved.whole) == tuple(Span(s.start + 7, s.stop + 7) for s in (n.span, n.whole))
        assert (moved.rule, moved.precision, moved.is_plain) == (n.rule, n.precision, n.is_plain)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("block", FAILURES, ids=[b.title for b in FAILURES])
def test_known_failures(block: golden.Block) -> None:
    assert [shown(n) for n in find(block.text)] == block.pairs


def test_types_of_values() -> None:
    text = "۳٫۵ درصد، دو سوم، ساعت ۸، ۱۹ مهر ۱۴۰۴، ۵ تا ۷، دقیقه ۴۵+۱، ۱٬۲۰۰ نفر"
    values = [n.value for n in find(text)]
    assert values[:3] == [Decimal("3.5"), Fraction(2, 3), datetime.time(8)]
    assert isinstance(values[3], Date)
    assert values[3].value == datetime.date(2025, 10, 11)
    assert values[4:] == [(5, 7), (45, 1), 1200]


def test_whole_holds_the_unit_and_span_the_number() -> None:
    text = "حدود ٪۲۰ کم شد؛ ۵۰ کیلومتر بر ساعت، سال ۱۳۹۸ خورشیدی و ساعت ۹ صبح"
    found = find(text)
    assert [n.span.of(text) for n in found] == ["۲۰", "۵۰", "۱۳۹۸", "۹"]
    assert [n.whole.of(text) for n in found] == ["٪۲۰", "۵۰ کیلومتر بر ساعت", "سال ۱۳۹۸ خورشیدی", "ساعت ۹ صبح"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("حدود ساعت ۸ صبح و ساعت ۹", "time: ساعت ۸ صبح|time: ساعت ۹"),
        ("در دقیقه ۴۵+۲ و دقایق ۱۲ و ۷۸", "minute: دقیقه ۴۵+۲|minute: دقایق ۱۲|minute: ۷۸"),
        ("در سال ۹۸ خورشیدی و سال\u200cهای ۹۶ و ۹۷", "year: سال ۹۸ خورشیدی|year: سال\u200cهای ۹۶|year: ۹۷"),
        ("در دهه ۶۰ و دهه ۸۰ میلادی", "decade: دهه ۶۰|decade: دهه ۸۰ میلادی"),
        ("۱۲ تا ۱۵ درجه و ۱۰ تا ۱۵ درصد", "range: ۱۲ تا ۱۵ درجه|range: ۱۰ تا ۱۵ درصد"),
        ("سال ۱۳۹۵ تا ۱۴۰۰", "range: سال ۱۳۹۵ تا ۱۴۰۰"),
        ("دو سه نفر و ۲ بر ۱", "about: دو سه نفر|score: ۲|score: ۱"),
        ("۵۶، ۵۵ و ۹ درصد", "list: ۵۶|list: ۵۵|percent: ۹ درصد"),
        ("۱۲، ۱۵ و ۲۰ روز", "list: ۱۲|list: ۱۵|duration: ۲۰ روز"),
        ("از ۸۵ به ۹۲ هزار تومان", "list: ۸۵|money: ۹۲ هزار تومان"),
        ("۲۲ و ۲۳ آذر ۱۴۰۴", "date: ۲۲|date: ۲۳ آذر ۱۴۰۴"),
        ("٪۵۰ و ۱۲$ و -۵ درجه", "percent: ٪۵۰|money: ۱۲$|measure: -۵ درجه"),
        ("دو ساعت و نیم و ۳ متر", "duration: دو ساعت و نیم|measure: ۳ متر"),
        ("سه چهارم و بیست و یکم", "fraction: سه چهارم|ordinal: بیست و یکم"),
        ("۱۲ نفر، پنج نفر، پنج هزار و ۲۰ نفر", "digits: ۱۲ نفر|words: پنج نفر|mixed: پنج هزار و ۲۰ نفر"),
        ("۲٫۵ نفر و گروه ۵ نفره", "decimal: ۲٫۵ نفر|digits: ۵ نفره"),
        ("ساعت ۸ تا ۱۶", "time: ساعت ۸|time: ۱۶"),
    ],
)
def test_each_number_says_its_rule_and_holds_its_unit(text: str, told: str) -> None:
    found = find(text)
    assert "|".join(f"{n.rule.removeprefix('numbers.')}: {n.whole.of(text)}" for n in found) == told
    assert all(n.rule.startswith("numbers.") and n.span.of(text) == n.text for n in found)
    for n in found:
        dated = {"year": "year", "decade": "decade", "date": "day"}.get(n.kind)
        assert n.precision == (dated or ("year" if n.calendar else None))
        assert (n.ambiguous, n.approx) == (
            False,
            n.rule == "numbers.about" or text.startswith("حدود " + n.whole.of(text)),
        )


def test_an_hour_after_an_hour_is_of_the_same_half_of_the_day_unless_it_says_so() -> None:
    hours = [n.value for n in find("از ساعت ۸ تا ۱۰ باز است؛ از ۸ صبح تا ۱۰ شب هم.")]
    assert hours == [datetime.time(8), datetime.time(10), datetime.time(8), datetime.time(22)]


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        *(("ساعت ۵ شب", 5), ("ساعت ۶ شب", 18), ("ساعت ۱۱ شب", 23), ("ساعت ۱۲ شب", 0)),
        *(("ساعت ۱۱ ظهر", 11), ("ساعت ۱۲ ظهر", 12), ("ساعت ۱ ظهر", 13), ("ساعت ۳ ظهر", 15)),
        *(("ساعت ۱۲ بامداد", 0), ("ساعت ۱ بامداد", 1), ("ساعت ۱ عصر", 13), ("ساعت ۱۱ عصر", 23)),
        *(("ساعت ۱۲ عصر", 12), ("ساعت ۱۳ عصر", 13), ("ساعت ۸ صبح", 8), ("ساعت ۰", 0), ("ساعت ۲۴", 0)),
    ],
)
def test_the_hour_of_the_day(text: str, hour: int) -> None:
    assert [n.value for n in find(f"نشست {text} آغاز شد.")] == [datetime.time(hour)]


def test_there_is_no_hour_after_midnight_at_the_end_of_the_day() -> None:
    assert [n.value for n in find("نشست ساعت ۲۴:۳۰ و ساعت ۲۴:۰۰ بود.") if n.kind == "time"] == [datetime.time(0)]


def test_a_counted_hour_is_a_duration() -> None:
    for text in ("دو ساعت ۸ نفر", "هر چند ساعت ۸ خودرو رسید", "در چند دقیقه ۸ گل زدند"):
        assert "time" not in {n.kind for n in find(text)}
        assert "minute" not in {n.kind for n in find(text)}


def test_spans_are_in_the_callers_text() -> None:
    raw = "حضور140نماينده  و   ۲۰\u00a0درصد ،  نهم ماه سپتامبر"
    found = find_numbers(raw)
    assert [n.span.of(raw) for n in found] == ["140", "۲۰", "نهم ماه سپتامبر"]
    assert isinstance(found[2].value, Date)
    assert found[2].value.span == found[2].span


def test_dates_told_by_their_distance_need_the_day_of_the_article() -> None:
    text = "دیروز ۲۰ نفر و سه روز پیش پنج نفر آمدند؛ نشست سه\u200cشنبه گذشته نبود."
    assert [n.text for n in find_numbers(text)] == ["۲۰", "سه", "پنج"]
    found = find_numbers(text, published=datetime.date(2025, 10, 11))
    assert [(n.text, n.value.isoformat()) for n in found if isinstance(n.value, Date) and n.value.derived] == [
        ("دیروز", "2025-10-10"),
        ("سه\u200cشنبه گذشته", "2025-10-07"),
    ]
    assert ("سه", 3, "روز") in [(n.text, n.value, n.unit) for n in found]  # what is written goes before what follows
    assert find_numbers(text, published="۱۴۰۴/۰۷/۱۹") == found


def test_a_day_of_publication_is_a_date() -> None:
    with pytest.raises(ValueError, match="published"):
        find_numbers("دیروز", published="چند روز پیش")


def test_a_weekday_that_does_not_fit_is_reported() -> None:
    fits = [n.value.weekday_fits for n in find("شنبه ۱۹ مهر ۱۴۰۴، یکشنبه ۱۹ مهر ۱۴۰۴") if isinstance(n.value, Date)]
    assert fits == [True, False]


def test_a_unit_is_the_word_as_it_is_written() -> None:
    assert [n.unit for n in find_numbers("۶۰۰ هيئت، دو فقره و ۴ مرتبه، ۳ هیأت")] == ["هیئت", "فقره", "مرتبه", "هیأت"]


def test_a_moved_number_moves_with_all_its_parts() -> None:
    (number,) = find("۱۹ مهر")
    moved = number.moved(lambda span: Span(span.start + 5, span.stop + 5))
    assert isinstance(moved.value, Date)
    assert moved.span == moved.whole == moved.value.span == Span(5, 11)


def test_every_rule_is_a_row() -> None:
    known = {rule.id for rule in rules("numbers")}
    found = {n.rule for block in BLOCKS for n in find(block.text)}
    assert found == known


@pytest.mark.parametrize(
    "text", ["", " ", "\ud800", "۱\udfff۲", "\u200c" * 50, "٪", "-", "و و و", "ساعت", "سال ", "٫٫٫"]
)
def test_texts_without_numbers_do_no_harm(text: str) -> None:
    assert all(n.span.stop <= len(text) for n in find_numbers(text))


def test_not_a_str_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="decode"):
        find_numbers("۱۲".encode())  # type: ignore[arg-type]


WORDS = (
    "بیست سی و نیم صد هزار میلیارد یک دو سه\u200cشنبه سوم مهر ۱۴۰۴ ۹۸ سال دهه ساعت دقیقه ۱۲:۳۰ ۴۵+۲ تا بر - ، ٪ درصد"
)
PIECES = [
    *WORDS.split(),
    *"۰۱۲٣4./٫٬:+-\n\u200c ",
    "ممیز",
    "دهم",
    "نه صد",
    "هزارم",
    "منفی",
    "بین",
    "سال\u200cهای",
    "محرم",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).flatmap(lambda p: st.sampled_from(["".join(p), " ".join(p)])))
def test_numbers_are_sorted_apart_and_lie_in_the_text(text: str) -> None:
    found = find(text)
    for n in found:
        assert n.text == n.span.of(text) != ""
        assert n.span in n.whole
        assert n.whole.stop <= len(text)
        assert n.rule.startswith("numbers.")
    for a, b in pairwise(found):
        assert a.span.stop <= b.span.start


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_any_text_survives(text: str) -> None:
    for n in find_numbers(text):
        assert 0 <= n.span.start < n.span.stop <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "۱ ",
        "یک ممیز ",
        "نه صد هزارم ",
        "بیست و ",
        "۱، ",
        "سال ۹۸ ",
        "۱- ا",
        "از ۱ به ۲ هزار تومان ",
        "سه ",
        "۱۲/",
        "۱۲:",
        "۱۲۳,",
        "مهر ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        find(text)
        return time.process_time() - start

    small, large = (piece * n for n in (1500, 12000))
    find(small)
    fast = min(seconds(small) for _ in range(3))
    assert seconds(large) < 40 * fast


FRAGMENTS = ["یک", "دو", "سه", "سی", "ام", "م", "هزار", "صد", "میلیون", "نیم", "سوم", "دهم", "دولت", "یکصدم", "تومان"]
FRAGMENTS += [*"۱2.،,/:-() \n\u200c", " و ", "و", " ", " ", "ین", "ی", "A", "بیست‌وپنج", "ممیز", "۱۲٬۰۰۰", "سی ام"]


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
@example("\n".join(block.text for block in BLOCKS))
def test_runs_are_those_that_the_pattern_finds(text: str) -> None:
    folded, stop, wanted = fold(text), 0, []
    for begin in re.finditer(r"[0-9]+|(?<![ء-ی])[ء-ی]", folded):
        run = run_pattern().match(folded, begin.start()) if begin.start() >= stop else None
        if run and tokens_of(run)[0].kind != "point":  # none begins with «ممیز»
            stop = run.end()
            wanted.append(tokens_of(run))
    assert list(runs(folded)) == wanted
