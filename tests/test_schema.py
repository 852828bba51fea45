"""The published JSON Schema and `Article.from_dict`: what a schema can say both refuse, the rest is listed here."""

from __future__ import annotations

import copy
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fanews
import golden
from fanews import Article, ArticleError

ROOT = Path(__file__).parent.parent
VALIDATOR = jsonschema.Draft202012Validator(fanews.schema(), format_checker=jsonschema.FormatChecker(["date"]))
TEXTS = (
    "شنبه ۱۹ مهر ۱۴۰۴ - ۱۰:۳۰\nوزیر نیرو:\nسدها پر می شوند\nبه گزارش خبرنگار مهر از شیراز، علی نادری وزیر نیرو گفت:سدها"
    " تا ۲۵ درصد پر می شوند. وی افزود: «دو سوم آب برای کشاورزی است.»\nاو گفت که ۱۲ تا ۱۵ میلیارد تومان و ۲/۵ میلیون"
    " دلار تا ساعت ۱۸:۳۰ فردا و دیروز پرداخت شد.\nانتهای پیام/",
    "کابل (پژواک، ۱۲ حمل ۱۴۰۴): وزیر صحت عامه گفت که دو شفاخانه در سال ۱۴۰۵ ساخته میشود.\n#صحت #کابل",
    "",
)
DATA = [fanews.parse(text).to_dict() for text in TEXTS]
DATA.append(fanews.parse(TEXTS[1], published="2025-10-12", url="https://www.pajhwok.com/1").to_dict())
BEYOND_A_SCHEMA = (
    "a span with 0 <= start <= stop",
    "but article.original has",
    "does not stand in article.text",
    "is not the name of one of article.people",
    "as its fields say",
    "is no date:",
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 3),
    st.sampled_from([10**400, 3.0, 0.5, float("nan"), "", "متن", "7", "7.", "1/0", "1/2", "1E5", "1E9999999999"]),
    st.sampled_from(["2025-10-11", "2025-02-30", "20251011", "2025-10-11\n", "10:30", "10:30:00", "25:00:00"]),
    st.sampled_from(["UTC", "UTC+03:30", "UTC+0330", "jalali", "money", [], {}, [1], [3, 1], [0, 5], [0, 5, 6]]),
    st.sampled_from([[0, 10**6], {"span": [0, 1], "text": "ش"}, {"span": [0, 1]}, {"name": "علی"}, [None], ["1", 2]]),
)


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a tree with each of its keys."""
    if isinstance(data, (dict, list)):
        for key in data if isinstance(data, dict) else range(len(data)):
            yield data, key
            yield from places(data[key])


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """The data of an article with one to three faults."""
    data = copy.deepcopy(draw(st.sampled_from(DATA)))
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(data))
        holder, key = found[draw(st.integers(0, len(found) - 1))]
        fault = draw(st.sampled_from(["replace", "delete", "reverse", "shift", "add"]))
        value = holder[key]
        if fault == "delete":
            del holder[key]
        elif fault == "reverse" and isinstance(value, list):
            value.reverse()
        elif fault == "shift" and type(value) is int:
            holder[key] = value + draw(st.integers(-500, 500))
        elif fault == "add" and isinstance(value, dict):
            value["colour"] = 1
        elif fault == "add" and isinstance(value, list):
            value.append(copy.deepcopy(value[0]) if value else 0)
        else:
            holder[key] = copy.deepcopy(draw(ODD))
    return data


def refusal(data: Any) -> str | None:
    """Why `from_dict` refuses `data`, None if it takes it."""
    try:
        article = Article.from_dict(data)
    except ArticleError as error:
        return str(error)
    assert Article.from_dict(article.to_dict()) == article
    return None


@pytest.mark.parametrize("data", DATA)
def test_what_an_article_writes_fits_its_schema(data: dict[str, Any]) -> None:
    VALIDATOR.validate(json.loads(json.dumps(data)))
    assert refusal(data) is None


@pytest.mark.parametrize("page", sorted(path.name for path in golden.HERE.glob("*.md")))
def test_every_golden_text_goes_to_json_and_back(page: str) -> None:
    for block in golden.read(page):
        article = fanews.parse(block.text)
        data = json.loads(article.to_json())
        assert VALIDATOR.is_valid(data), block.title
        assert Article.from_dict(data) == article, block.title


@settings(max_examples=600, deadline=None)
@given(damaged())
def test_the_schema_and_from_dict_refuse_alike(data: dict[str, Any]) -> None:
    said = refusal(data)
    if not VALIDATOR.is_valid(data):
        assert said, f"only the schema refuses: {jsonschema.exceptions.best_match(VALIDATOR.iter_errors(data))}"
    elif said:
        assert any(words in said for words in BEYOND_A_SCHEMA), f"only from_dict refuses: {said}"
    if said:
        assert re.match(r"article[\w.\[\]]* \S", said)


@pytest.mark.parametrize("data", [None, [], 5, "{}", {1: 2, "a": 3}, {"people": 5}, {"quotes": None}, {"people": [[]]}])
def test_whatever_is_no_article_is_refused_in_words(data: Any) -> None:
    assert refusal(data)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("quotes.0.cue.span", [1], "article.quotes[0].cue.span should be a span [start, stop], not '[1]'"),
        ("quotes.0.cue.span.1", -1, "article.quotes[0].cue.span should be a span with 0 <= start <= stop"),
        (
            *("quotes.1.content.span", [5, 3]),
            "article.quotes[1].content.span should be a span with 0 <= start <= stop, not '[5, 3]'",
        ),
        ("headline.span.1", 99999, "article.headline.span ends at 99999, but article.original has"),
        ("headline.text", "تیتر", "article.headline.text 'تیتر' does not stand in article.text where"),
        ("quotes.0.content.span", [0, 4], "does not stand in article.text where"),
        ("quotes.0.person", "کسی", "article.quotes[0].person 'کسی' is not the name of one of article.people"),
        ("quotes.0.person", 3, "article.quotes[0].person should be a name or null, not '3'"),
        ("numbers.0.value", [1, "x"], "article.numbers[0].value[1] should be an integer or a decimal such as '2.5'"),
        ("numbers.0.kind", "sum", "article.numbers[0].kind should be 'cardinal' or"),
        ("numbers.0.approx", 1, "article.numbers[0].approx should be true or false, not '1'"),
        ("date.value", "2020-01-01", "article.date.value should be '2025-10-11', as its fields say"),
        ("date.calendar", "lunar", "article.date.calendar should be 'jalali' or 'gregorian' or 'hijri', not 'lunar'"),
        ("date.month", 13, "article.date is no date: a month is one of 1"),
        ("published", "2025-02-30", "article.published should be a date such as '2025-10-11', not '2025-02-30'"),
        ("people.0", 1, "article.people[0] should be a mapping (Person), not '1'"),
        ("text", None, "article.text should be a string, not 'None'"),
        ("schema", "urn:fanews:article:9", "article.schema is 'urn:fanews:article:9', but this fanews reads"),
    ],
)
def test_a_refusal_names_the_place_and_what_should_stand_there(path: str, value: Any, said: str) -> None:
    data = copy.deepcopy(DATA[0])
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    holder: Any = data
    for step in way:
        holder = holder[step]
    holder[last] = value
    reason = refusal(data)
    assert reason is not None
    assert said in reason


def test_a_refusal_shows_what_stands_there_but_not_all_of_it() -> None:
    assert refusal([1, 2]) == "article should be a mapping, not '[1, 2]'"
    long = list(range(100))
    assert refusal({**DATA[0], "text": long}) == f"article.text should be a string, not {str(long)[:60]!r}"
    nested: Any = []
    for _ in range(100_000):
        nested = [nested]
    assert refusal({**DATA[0], "text": nested}) == "article.text should be a string, not list too large to show"


def test_what_an_older_release_wrote_is_read() -> None:
    """Without the marker, and without the fields that came later."""
    later = ("schema", "subheads", "captions", "pull_quotes", "closing", "title", "published", "url")
    data = {name: value for name, value in DATA[0].items() if name not in later}
    assert Article.from_dict(data).quotes == Article.from_dict(DATA[0]).quotes
    VALIDATOR.validate(data)


def test_numbers_of_javascript_are_read() -> None:
    """It writes 3 and 3.0 alike."""
    data = json.loads(json.dumps(DATA[0]), parse_int=float)
    assert Article.from_dict(data) == Article.from_dict(DATA[0])


def test_the_schema_is_the_one_the_types_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    sys.modules.pop("build_schema", None)
    import build_schema  # type: ignore[import-not-found]

    assert build_schema.TARGET.read_text(encoding="utf-8") == build_schema.text(), "run tools/build_schema.py"
    jsonschema.Draft202012Validator.check_schema(fanews.schema())
    assert fanews.schema()["$id"] == DATA[0]["schema"]


def test_the_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    from fanews.cli import main

    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == fanews.schema()


def test_what_can_be_computed_may_be_left_out() -> None:
    article = fanews.parse("وزیر نیرو سه\u200cشنبه ۱۹ مهر ۱۴۰۴ به تهران رفت.")
    data = article.to_dict()
    (number,) = data["numbers"]
    del number["value"]["value"], number["value"]["weekday_fits"]
    assert Article.from_dict(data) == article
