"""Texts that mean harm, or might as well: no error, no lost character, and time that grows as the text does."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fanews
from fanews import lint, prose
from invariants import INVARIANTS
from strategies import CHARACTERS, PIECES, SEEDS

FOUND = sorted((Path(__file__).parents[1] / "fuzz" / "seeds").glob("*/*"))


@pytest.mark.parametrize("path", FOUND, ids=[path.stem for path in FOUND])
def test_what_the_fuzzer_once_found(path: Path) -> None:
    data = path.read_bytes()
    if path.parent.name == "html":
        html = pytest.importorskip("fanews.html", exc_type=ImportError)
        assert html.parse_html(data)
    else:
        for holds in INVARIANTS:
            holds(data.decode(errors="surrogateescape"))


# ---- time ----------------------------------------------------------------------------------------------

GROWTH = 8
ALLOWED = 3 * GROWTH  # of what grows with the square, it would be 64 times as much


def cost(work: Callable[[str], object], text: str) -> float:
    """The seconds that `work` takes with `text`."""
    start = thread_time()
    work(text)
    return thread_time() - start


def grows_too_fast(work: Callable[[str], object], make: Callable[[int], str], size: int = 4000) -> bool:
    """Whether the time for a text of `GROWTH` times the size is far more than that much longer."""
    work(make(100))
    return all(cost(work, make(GROWTH * size)) > ALLOWED * cost(work, make(size)) for _ in range(4))  # a busy machine


def repeated(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit) + 1)


@settings(max_examples=settings().max_examples // 8)
@given(st.lists(st.sampled_from([*CHARACTERS, *PIECES, *SEEDS]), min_size=1, max_size=2).map("".join))
def test_what_is_repeated_costs_as_much_each_time(unit: str) -> None:
    assert not grows_too_fast(fanews.parse, repeated(unit))


LETTERS = "ابپتجچحخدرزسشصعغفقکگلمنوهی"
UNITS: dict[str, Callable[[int, str], str]] = {
    "speakers": lambda i, word: f"علی {word} وزیر {word} گفت: «ما {word} داریم.»\n",
    "one name, many offices": lambda i, word: f"علی اکبری مدیر {word} گفت: «ما {word} داریم.»\n",
    "surnames": lambda i, word: f"{word}ی افزود: {word} می رود. ",
    "pronouns": lambda i, word: f"وی گفت: {word}. او افزود: «{word}». ",
    "unknown words": lambda i, word: f"{word} ",
    "numbers": lambda i, word: f"{i} هزار و {i % 999} نفر، ",
    "dates": lambda i, word: f"{i % 30} مهر {1300 + i % 100} و ",
    "never closed": lambda i, word: f"«{word} ",
    "never opened": lambda i, word: f"{word}» ",
    "lines": lambda i, word: f"{word}\n",
    "labels": lambda i, word: f"{word}: {word} {word}.\n",
    "datelines": lambda i, word: f"{word}- ایرنا- {word}\n",
    "one address": lambda i, word: f"a.b{i}/",
    "letters apart": lambda i, word: " ".join(word) + " ",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_what_is_always_new_costs_as_much_each_time(unit: Callable[[int, str], str]) -> None:
    draw = random.Random(1405)

    def make(size: int) -> str:
        parts = [unit(i, "".join(draw.choices(LETTERS, k=5))) for i in range(size)]
        return "".join(parts)[:size]

    assert not grows_too_fast(fanews.parse, make, size=1500)


def test_a_number_or_a_date_of_any_length_is_read_or_refused_at_once() -> None:
    for unit in ("1", "1/", "۱٬", "هزار ", "صد و ", "-", "فروردین "):
        for work in (fanews.parse_number, fanews.parse_date):

            def tried(text: str, work: Callable[[str], object] = work) -> None:
                with pytest.raises(ValueError):  # noqa: PT011 (each has its own)
                    work(text + "x")

            assert not grows_too_fast(tried, repeated(unit))


MARKUP = ("<a ", "<a b='", "</a ", "<!--", "<![CDATA[", "<?", "&#;", "&#1a", "<script></x", "-->", "{{", "[a](", "*")


@pytest.mark.parametrize("kind", prose.KINDS)
def test_markup_that_never_ends_costs_as_much_as_any(kind: prose.Kind) -> None:
    pytest.importorskip("pyromark")
    for unit in MARKUP:
        assert not grows_too_fast(lambda text: prose.read(text, kind), repeated(unit)), unit
    assert not grows_too_fast(lambda text: lint.lint(text, kind), repeated("<p>مي روم &#; "), size=2000)


# ---- size ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["می ", "\u200c", "«", '"', "(", "<b>", "گفت: ", "۱", "۱.", "\n", "\x00", "\ud800"])
def test_a_long_text_is_parsed_whole(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    assert fanews.parse(text).original == text


def test_the_caller_may_bound_the_length() -> None:
    assert fanews.parse("سلام", max_chars=4).text == "سلام"
    for work in (fanews.parse, fanews.normalize):
        with pytest.raises(fanews.SizeError, match="the text has 5 characters, more than max_chars=4"):
            work("سلام!", max_chars=4)
    with pytest.raises(ValueError, match="5 characters"):
        next(fanews.pipe(["سلام!"], max_chars=4))


# ---- data that pretends to be an article ---------------------------------------------------------------


def nested(depth: int) -> list[object]:
    out: list[object] = []
    for _ in range(depth):
        out = [out]
    return out


@pytest.mark.parametrize("name", ["quotes", "numbers", "people", "body", "headline", "dateline", "published", "schema"])
def test_data_that_cannot_even_be_shown_is_refused_in_one_line(name: str) -> None:
    data = fanews.parse("وزیر نیرو گفت: «۲۵ درصد برق کم است.»").to_dict()
    for value in (nested(100_000), {"a": nested(100_000)}, 10**5000, float("nan"), "\ud800" * 1000):
        with pytest.raises(fanews.ArticleError, match=name) as caught:
            fanews.Article.from_dict({**data, name: value})
        assert len(str(caught.value)) < 500


def test_a_name_is_one_person_however_many_speak_between() -> None:
    names = [f"علی {a}{b}زاده" for a in LETTERS[:18] for b in LETTERS[:18]]
    article = fanews.parse("".join(f"{name} گفت: «ما به شهر رفتیم و برگشتیم.»\n" for name in [*names, names[0]]))
    assert len(article.quotes) == len(names) + 1
    assert len({person.name for person in article.people}) == len(article.people)
    assert fanews.Article.from_dict(article.to_dict()) == article
