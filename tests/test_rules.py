"""Every row of every rule table is a test: it makes its `fixes`, finds its `finds`, and leaves its `keeps`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.resources import files
from typing import Any

import attrs
import pytest
from hypothesis import given

import fanews
from fanews.rules import TABLES, Rule, read_table
from strategies import mixed, texts

normalize = import_module("fanews.normalize")

CHANGING = ("letters", "spaces", "punctuation", "typos", "zwnj")
FINDERS: dict[str, Callable[[str], Iterable[Any]]] = {
    "numbers": fanews.find_numbers,
    "dateline": lambda text: filter(None, [fanews.find_dateline(text)]),
    "quotes": fanews.find_quotes,
}
RULES = fanews.rules()


def ids(rows: list[tuple[Any, ...]]) -> list[str]:
    return [f"{row[0].id}-{i}" for i, row in enumerate(rows)]


FIXES = [(r, before, after) for r in RULES for before, after in r.fixes]
FINDS = [(r, text, found) for r in RULES for text, found in r.finds if r.table in FINDERS]
KEEPS = [(r, text) for r in RULES for text in r.keeps if r.table in (*CHANGING, *FINDERS)]


@pytest.mark.parametrize(("rule", "before", "after"), FIXES, ids=ids(FIXES))
def test_a_row_makes_its_fixes_and_is_named_in_the_edit(rule: Rule, before: str, after: str) -> None:
    done = fanews.normalize(before, also={rule.id})
    assert done.text == after
    assert rule.id in {id for edit in done.edits for id in edit.rules}


@pytest.mark.parametrize(("rule", "before", "after"), FIXES, ids=ids(FIXES))
def test_a_row_that_is_skipped_changes_nothing(rule: Rule, before: str, after: str) -> None:
    done = fanews.normalize(before, skip={rule.id})
    assert rule.id not in {id for edit in done.edits for id in edit.rules}


@pytest.mark.parametrize(("rule", "text", "found"), FINDS, ids=ids(FINDS))
def test_a_row_finds_what_it_says(rule: Rule, text: str, found: str) -> None:
    assert (rule.id, found) in [(x.rule, x.text) for x in FINDERS[rule.table](text)]


@pytest.mark.parametrize(("rule", "text"), KEEPS, ids=ids(KEEPS))
def test_a_row_keeps_what_it_says(rule: Rule, text: str) -> None:
    if rule.table in CHANGING:
        done = fanews.normalize(text, also={rule.id})
        assert rule.id not in {id for edit in done.edits for id in edit.rules}
    else:
        assert rule.id not in {x.rule for x in FINDERS[rule.table](text)}


@pytest.mark.parametrize("rule", RULES, ids=[r.id for r in RULES])
def test_a_row_says_what_and_why_and_gives_examples(rule: Rule) -> None:
    assert rule.title
    assert rule.why
    assert rule.fixes or rule.finds or rule.function in ("own words", "style")  # see test_spacing
    assert fanews.rule(rule.id) is rule


HURRIED = [r for r in RULES if r.table in CHANGING and (r.needs or r.hint)]


@given(text=texts | mixed)
def test_a_text_that_is_no_business_of_a_row_is_left_alone_by_its_pattern(text: str) -> None:
    now = normalize._State(text, None)
    for rule in HURRIED:
        unhurried = attrs.evolve(rule, needs=(), hint="")
        assert normalize._pattern_step(rule)(now) == normalize._pattern_step(unhurried)(now)


def test_what_is_usually_off_is_what_the_tables_say() -> None:
    rows = [*fanews.rules("typos"), *fanews.rules("zwnj")]
    assert {r.id for r in rows if not r.default} == normalize._USUALLY_OFF


def test_tables_hold_no_raw_invisible_characters() -> None:
    data = files("fanews").joinpath("data")
    tables = [data.joinpath("rules").joinpath(f"{t}.toml") for t in TABLES]
    tables += [f for f in data.iterdir() if f.name.endswith(".tsv")]
    for table in tables:
        text = table.read_text(encoding="utf-8")
        raw = sorted({hex(ord(c)) for c in text if c in "\u200b\u200c\u200d\u200e\u200f\u00a0\u00ad\u2060\ufeff"})
        assert not raw, f"{table.name} holds {raw}: write the escape"


def test_an_unknown_rule_is_refused_with_up_to_three_that_are_like_it() -> None:
    with pytest.raises(fanews.RuleError, match=r"^no rule 'letters\.ye'; did you mean letters\.yeh or \S+ or \S+\?$"):
        fanews.rule("letters.ye")
    with pytest.raises(fanews.RuleError, match=r"^no rule 'xyzzy'; fanews\.rules\(\) lists them$"):
        fanews.rule("xyzzy")


def test_an_unknown_table_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(fanews.RuleError, match=r"no rule table 'nothing'; the tables are letters, spaces, .*, quotes$"):
        fanews.rules("nothing")


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("", []),
        ("# no header\n\n", []),
        ("word\tkind\n", []),
        (
            "# words\n\nword\tkind\tnote\nمی\\u200cرود\tverb\tx\n  \n# more\nسد\tnoun\nآب\n",
            [
                {"word": "می\u200cرود", "kind": "verb", "note": "x"},
                {"word": "سد", "kind": "noun", "note": ""},
                {"word": "آب", "kind": "", "note": ""},
            ],
        ),
    ],
)
def test_a_table_is_read_row_by_row(table: str, rows: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fanews.resources.read", lambda path: {"some.tsv": table.encode()}[path])
    assert list(read_table("some")) == rows


def test_a_row_longer_than_its_header_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fanews.resources.read", lambda path: "word\tkind\nسد\tnoun\tx\n".encode())
    with pytest.raises(ValueError, match="longer"):
        list(read_table("some"))
