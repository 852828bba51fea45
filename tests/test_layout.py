"""Layout: whole articles of the golden file, the rows of the table, and what must hold for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import golden
from fanews import layout, lines
from fanews.layout import Layout
from fanews.lines import Line
from fanews.rules import Rule, rules
from fanews.text import Span
from golden import Block, read

BLOCKS = read("layout.md")
FAILURES = read("known_failures_layout.md")
METADATA = ("title", "url")


def described(found: Layout, text: str) -> list[tuple[str, str]]:
    """A layout as the golden file writes it."""
    pairs = []
    if found.date:
        clock = f" {found.date.time:%H:%M}" if found.date.time else ""
        pairs.append(("date", f"{found.date.isoformat()}{clock}"))
    for name in ("kicker", "headline", "byline", "lead", "dateline"):
        if part := getattr(found, name):
            pairs.append((name, part.text))
    for name in ("subheads", "captions", "pull_quotes"):
        pairs += [(name[:-1], p.text) for p in getattr(found, name)]
    pairs += [("body", span.of(text)) for span in found.body]
    return pairs + [("closing", f"{p.kind}: {p.text}") for p in found.closing]


def find(block: Block) -> Layout:
    given_ = dict(block.pairs)
    return layout.find(block.text, title=given_.get("title"), url=given_.get("url"))


@pytest.mark.parametrize("block", BLOCKS, ids=[b.title for b in BLOCKS])
def test_golden(block: Block) -> None:
    wanted = [(k, v) for k, v in block.pairs if k not in METADATA]
    assert sorted(described(find(block), block.text)) == sorted(wanted)


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("block", FAILURES, ids=[b.title for b in FAILURES])
def test_known_failures(block: Block) -> None:
    assert sorted(described(find(block), block.text)) == sorted(block.pairs)


def spans(found: Layout) -> list[Span]:
    """The spans of a layout that may not overlap: all but the dateline and the date."""
    passages = [found.kicker, found.headline, found.lead, found.byline]
    passages += [*found.subheads, *found.captions, *found.pull_quotes]
    return [p.span for p in passages if p and p.text] + [p.span for p in found.closing] + list(found.body)


@pytest.mark.parametrize("block", BLOCKS, ids=[b.title for b in BLOCKS])
def test_every_part_is_where_it_says_and_in_one_place(block: Block) -> None:
    found = find(block)
    parts = sorted(s for s in spans(found) if len(s))
    assert all(a.stop <= b.start for a, b in pairwise(parts))
    for p in found.closing:
        assert p.span.of(block.text) == p.text


@pytest.mark.parametrize("block", BLOCKS, ids=[b.title for b in BLOCKS])
def test_nothing_of_the_text_is_lost(block: Block) -> None:
    """What no part covers holds no letters, but for datelines and the date line."""
    found = find(block)
    left = list(block.text)
    covered = spans(found)
    covered += [d.span for d in layout.dateline.find_all(block.text)] + ([found.date.span] if found.date else [])
    for s in covered:
        left[s.start : s.stop] = " " * len(s)
    rest = "".join(left).translate(str.maketrans("", "", "0123456789۰۱۲۳۴۵۶۷۸۹|:؛/،.- \n\u200c"))
    for name in ("date", "کدخبر", "تاریخانتشار", "خبرگزاریمهر", "۱۲مهر۱۴۰۴", "مهر", "شنبه", "سه", "ساعت", "آبان"):
        rest = rest.replace(name, "")
    assert rest == ""


ROWS = rules("layout")


@pytest.mark.parametrize("row", ROWS, ids=[r.id for r in ROWS])
def test_rows(row: Rule) -> None:
    name = row.id.partition(".")[2]
    for line, wanted in row.finds:
        assert wanted in parts_of(name, line), line
    for line in row.keeps:
        assert not any(line == part for part in parts_of(name, line)), line


def parts_of(name: str, line: str) -> list[str]:
    """The texts of the parts of kind `name` in an article with `line` on top, in the middle or at the end."""
    story = (
        "کارشناسان می\u200cگویند که «از امروز همه چیز روشن است» و کارها رو به بهبود است، "
        "هرچند راه درازی در پیش است و هزینه دارد."
    )
    head = "بازار گل محلات رونق گرفت\nگل\u200cفروشان از رونق بازار می\u200cگویند."
    on_top = layout.find(f"{line}\n{head}\n{story}")
    inside = layout.find(f"{head}\n{story}\n{line}\n{story[:-1]} باز هم، بسیار.")
    at_end = layout.find(f"{head}\n{story}\n{line}")
    if name == "date_line":
        return [f.date.span.of(f"{line}\n") for f in (on_top,) if f.date]
    if name == "kicker":
        return [f.kicker.text for f in (on_top,) if f.kicker]
    if name == "byline":
        return [f.byline.text for f in (at_end,) if f.byline]
    if name in ("subhead", "caption", "pull_quote"):
        return [p.text for p in getattr(inside, name + "s")]
    return [p.text for f in (on_top, at_end, inside) for p in f.closing if p.kind == name]


@pytest.mark.parametrize("block", BLOCKS, ids=[b.title for b in BLOCKS])
def test_moved_moves_everything(block: Block) -> None:
    """Found in a text that stands seven code points further on, it is all the same, only there."""
    found, further = find(block), " " * 7 + block.text
    moved = found.moved(lambda s: Span(s.start + 7, s.stop + 7))
    assert described(moved, further) == described(found, block.text)
    for part in (moved.date, moved.dateline, *moved.datelines, moved.kicker, moved.byline, *moved.pull_quotes):
        assert part is None or part.span == Span(7, 7) or part.span.of(further) == part.text
    assert len(moved.datelines) == len(found.datelines)
    assert spans(moved) == [Span(s.start + 7, s.stop + 7) for s in spans(found)]


PIECES = [
    *("به گزارش ایرنا،", "\n", "انتهای پیام/", "کد خبر: ۱۲", "۱۲ مهر ۱۴۰۴", " | ", "*", "«", "»"),
    *("سخن", " ", ".", "؛", "@abcd", "منبع: ایسنا", "\u200c"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80))
def test_any_text_gives_parts_that_hold(text: str) -> None:
    found = layout.find(text)
    parts = sorted(s for s in spans(found) if len(s))
    assert all(0 <= s.start < s.stop <= len(text) for s in parts)
    assert all(a.stop <= b.start for a, b in pairwise(parts))


@given(st.text(max_size=60), st.text(max_size=30))
def test_a_title_never_gets_lost(text: str, title: str) -> None:
    found = layout.find(text, title=title)
    assert found.headline is not None
    assert found.headline.text == title or found.headline.span.of(text) == found.headline.text


@pytest.mark.parametrize(
    "text",
    ["\ud800" * 50, "\n" * 1000, "انتهای پیام " * 3000, "« » | " * 3000, "۱۲ " * 3000, "سخن\n" * 3000, ". " * 3000],
)
def test_odd_texts_do_not_raise(text: str) -> None:
    assert isinstance(layout.find(text), Layout)


LINES = {
    line for path in sorted(golden.HERE.glob("*.md")) for line in path.read_text("utf-8").split("\n") if line.strip()
}
LINES |= {
    line
    for r in rules("layout")
    for text in (*(before for before, _ in r.finds), *r.keeps)
    for line in text.split("\n")
}


@pytest.mark.parametrize("name", lines._HEADS)
def test_the_glance_at_a_line_hides_it_from_no_row(name: str) -> None:
    known = [line.strip() for line in LINES if lines.row(name).match(line.strip())]
    assert known
    for line in known:
        if not line[lines.row(name).match(line).end() :].strip(" \u200c./*-–،"):
            assert lines._head(name).match(line), line
            assert not Line(line, 0, len(line)).is_story, line


@pytest.mark.parametrize("begin", ["نویسنده: ", "گزارش از "])
def test_one_long_word_is_no_six_names(begin: str) -> None:
    """Found by fuzzing: each way to cut a word of 300 letters into six was tried."""
    assert lines.kind_of_part(begin + "م" * 300 + "۳", ("byline",)) is None
    assert lines.kind_of_part(begin + "مریم کریمی", ("byline",)) == "byline"
