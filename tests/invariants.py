"""What holds for every text: each function takes one, and fails where it does not hold.

`test_properties` tries them on texts that Hypothesis draws, ``fuzz/`` on those that reach new code.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser
from importlib.util import find_spec
from itertools import pairwise

import fanews
from fanews import Span, apply_edits, exports, lint, normalize, prose, render, terminal
from fanews.normalize import protected

FOLD = str.maketrans({"ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ك": "ک", "ڪ": "ک", "ګ": "ک"})
FOLD |= str.maketrans({"ہ": "ه", "ھ": "ه", "ە": "ه"})


def letters(text: str) -> str:
    """The letters and digits of a text without their marks, variants of a letter folded."""
    text = unicodedata.normalize("NFKD", text).translate(FOLD)
    return "".join(c for c in text if c.isalnum() and c != "ـ")


# ---- normalize -----------------------------------------------------------------------------------------


def normalizing_twice_is_normalizing_once(text: str) -> None:
    assert normalize(normalize(text).text).edits == ()


def edits_replay_and_are_sorted_disjoint_and_explained(text: str) -> None:
    done = normalize(text)
    assert apply_edits(text, done.edits) == done.text
    for e in done.edits:
        assert e.span.of(text) == e.before != e.after
        assert all(fanews.rule(id) for id in e.rules)
        assert e.rules
    for a, b in pairwise(done.edits):
        assert a.span.stop <= b.span.start


def no_letter_is_lost(text: str) -> None:
    done = normalize(text, skip={"typos", "letters.mojibake"})
    assert letters(done.text) == letters(text)


def untouched_characters_map_one_to_one(text: str) -> None:
    done = normalize(text)
    pos = shift = 0
    for e in (*done.edits, None):
        stop = e.span.start if e else len(text)
        for i in range(pos, stop):
            here, there = Span(i, i + 1), Span(i + shift, i + shift + 1)
            assert done.to_original(there) == here
            assert done.to_normalized(here) == there
        if e:
            shift += len(e.after) - len(e.span)
            pos = e.span.stop


def a_span_comes_back_to_where_it_started(text: str) -> None:
    done = normalize(text)
    touched = {i for e in done.edits for i in range(e.span.start, e.span.stop)}
    for start in range(len(text) + 1):
        for stop in {start, min(start + 3, len(text)), len(text)}:
            new = done.to_normalized(Span(start, stop))
            assert 0 <= new.start <= new.stop <= len(done.text)
            back = done.to_original(new)
            assert 0 <= back.start <= back.stop <= len(text)
            assert start == stop or start in touched or back.start <= start < back.stop


def protected_parts_survive(text: str) -> None:
    out = normalize(text).text
    assert all(text[start:stop] in out for start, stop in protected(text))


def suspects_stand_in_the_text(text: str) -> None:
    assert all(0 <= s.span.start < s.span.stop <= len(text) for s in fanews.check(text))


# ---- parse ---------------------------------------------------------------------------------------------


def every_span_of_an_article_lies_in_its_text(text: str) -> None:
    article = fanews.parse(text)
    assert article.original == text
    for span in article.spans():
        assert 0 <= span.start <= span.stop <= len(text)


def json_brings_the_article_back(text: str) -> None:
    article = fanews.parse(text)
    assert fanews.Article.from_dict(json.loads(article.to_json())) == article


def the_other_formats_can_be_written(text: str) -> None:
    article = fanews.parse(text)
    for data in (exports.to_jsonld(article), exports.to_ninjs(article)):
        assert json.loads(json.dumps(data)) == data


def content_cue_and_speaker_are_apart_and_in_the_text(text: str) -> None:
    for q in fanews.find_quotes(text):
        parts = [p.span for p in (q.content, q.cue, q.speaker) if p is not None]
        assert all(0 <= p.start < p.stop <= len(text) for p in parts)
        assert not any(a.overlaps(b) for i, a in enumerate(parts) for b in parts[i + 1 :])


def a_dateline_stands_in_the_text(text: str) -> None:
    found = fanews.find_dateline(text)
    assert found is None or 0 <= found.span.start < found.span.stop <= len(text)


# ---- numbers -------------------------------------------------------------------------------------------


def numbers_are_apart_and_the_same_in_every_script(text: str) -> None:
    found = fanews.find_numbers(text)
    assert all(0 <= n.span.start < n.span.stop <= len(text) for n in found)
    for a, b in pairwise(found):
        assert a.span.stop <= b.span.start
    script = fanews.to_digits(text, "ar")
    if script == fanews.to_digits(text, "en").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")):
        assert _told(fanews.to_digits(text, "fa")) == _told(script)


def _told(text: str) -> list[tuple[Span, str, object]]:
    return [(n.span, n.kind, getattr(n.value, "value", n.value)) for n in fanews.find_numbers(text)]


def a_number_is_read_back_as_it_is_written(text: str) -> None:
    try:
        value = fanews.parse_number(text)
    except fanews.NumberError:
        return
    assert isinstance(value, (int, Decimal))
    assert fanews.parse_number(fanews.format_number(value)) == value


def what_is_no_date_is_a_date_error(text: str) -> None:
    try:
        date = fanews.parse_date(text)
    except fanews.DateError:
        return
    assert str(date)


# ---- what a reader sees --------------------------------------------------------------------------------


class _Markup(HTMLParser):
    """The elements and attributes of a page; its text is none of them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(f"{tag} {name}" for name, _ in attrs)}


_ACTIVE = {"a", "audio", "base", "button", "embed", "form", "iframe", "img", "link", "object", "script", "svg", "video"}
_ACTIVE_ATTRIBUTES = ("on", "action", "background", "form", "href", "http-equiv", "poster", "src", "style", "xlink")


def a_page_has_no_markup_of_the_text(text: str) -> None:
    article = fanews.parse(text)
    names = _Markup(article.to_html()).names | _Markup(render.diff_page(normalize(text), text)).names
    assert not names & _ACTIVE
    assert not [name for name in names if name.partition(" ")[2].startswith(_ACTIVE_ATTRIBUTES)]


def a_terminal_gets_no_control_of_the_text(text: str) -> None:
    lines = "\n".join(
        [
            *terminal.article_lines(fanews.parse(text), terminal.Screen()),
            *terminal.diff_lines(normalize(text), "text", terminal.Screen()),
        ]
    )
    controls = {c for c in lines if unicodedata.category(c) in ("Cc", "Cs")}
    assert controls <= {"\n", "\t"}
    assert not set(lines) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


# ---- files ---------------------------------------------------------------------------------------------


KINDS = [kind for kind in prose.KINDS if kind != "markdown" or find_spec("pyromark")]


def findings_stand_in_the_file_and_fixing_ends(text: str) -> None:
    for kind in KINDS:
        for finding in lint.lint(text, kind):
            assert 0 <= finding.span.start <= finding.span.stop <= len(text)
        fixed = lint.fix(text, kind)
        assert lint.fix(fixed.text, kind).fixed == ()


INVARIANTS: tuple[Callable[[str], None], ...] = (
    normalizing_twice_is_normalizing_once,
    edits_replay_and_are_sorted_disjoint_and_explained,
    no_letter_is_lost,
    untouched_characters_map_one_to_one,
    a_span_comes_back_to_where_it_started,
    protected_parts_survive,
    suspects_stand_in_the_text,
    every_span_of_an_article_lies_in_its_text,
    json_brings_the_article_back,
    the_other_formats_can_be_written,
    content_cue_and_speaker_are_apart_and_in_the_text,
    a_dateline_stands_in_the_text,
    numbers_are_apart_and_the_same_in_every_script,
    a_number_is_read_back_as_it_is_written,
    what_is_no_date_is_a_date_error,
    a_page_has_no_markup_of_the_text,
    a_terminal_gets_no_control_of_the_text,
    findings_stand_in_the_file_and_fixing_ends,
)
