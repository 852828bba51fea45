"""Exports: what is written is what the formats say, checked by their vocabularies and libraries."""

from __future__ import annotations

import csv
import datetime
import importlib
import io
import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fanews
from fanews import Article, Span
from fanews.cli import main
from fanews.exports import to_jsonld, to_ninjs
from fanews.frames import ArticleRow, NumberRow, PersonRow, QuoteRow, rows, to_pandas, to_polars

BUDGET = (
    "شنبه ۱۹ مهر ۱۴۰۴ - ۱۰:۳۰\nسخنگوی دولت:\nبودجه سال آینده تدوین شد\nسخنگوی دولت از پایان کار بودجه خبر داد.\n"
    "به گزارش خبرنگار مهر از شیراز به نقل از ایرنا، زهرا کاظمی سخنگوی دولت گفت:«بودجه ۲۵ درصد رشد مي كند.» وی افزود که"
    " ۱۲ تا ۱۵ میلیارد تومان و ۲/۵ میلیون دلار تا ساعت ۱۸:۳۰ روز ۲۰ مهر ۱۴۰۴ پرداخت میشود.\nوزارت نیرو اعلام کرد"
    " سدها پر است. نمایندگان مجلس گفتند که دو سوم کار مانده است.\nانتهای پیام/"
)
KABUL = "کابل (پژواک، ۱۲ حمل ۱۴۰۴): وزیر صحت عامه گفت که دو شفاخانه ساخته میشود.\n#صحت #کابل"
ARTICLE = fanews.parse(BUDGET, url="https://www.mehrnews.com/news/123")
ARTICLES = [ARTICLE, fanews.parse(KABUL), fanews.parse("")]


# ---- JSON-LD -------------------------------------------------------------------------------------------


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The typed nodes of a JSON-LD tree."""
    if isinstance(data, dict):
        if "@type" in data:
            yield data
        for value in data.values():
            yield from nodes(value)
    elif isinstance(data, list):
        for value in data:
            yield from nodes(value)


def test_jsonld_says_what_the_article_says() -> None:
    data = to_jsonld(ARTICLE)
    assert data["headline"] == "بودجه سال آینده تدوین شد"
    assert data["alternativeHeadline"] == "سخنگوی دولت"
    assert data["dateline"].startswith("به گزارش خبرنگار مهر")
    assert data["datePublished"] == "2025-10-11T10:30:00"
    assert data["publisher"] == {"@type": "NewsMediaOrganization", "name": "خبرگزاری مهر", "identifier": "Mehr"}
    assert [source["name"] for source in data["sourceOrganization"]] == ["مهر", "ایرنا"]
    assert data["locationCreated"]["name"] == "شیراز"
    people = {node["@id"]: node for node in data["mentions"]}
    direct, indirect = data["hasPart"][1:3]
    speaker = {"@type": "Person", "@id": "_:person0", "name": "زهرا کاظمی", "jobTitle": "سخنگوی دولت"}
    assert people[direct["spokenByCharacter"]["@id"]] == speaker
    assert direct["creator"] == direct["spokenByCharacter"] == indirect["spokenByCharacter"]
    assert "creator" not in indirect  # what she says, in the reporter's words
    assert {"@type": "Organization", "name": "وزارت نیرو"}.items() <= people["_:person1"].items()
    assert len(data["hasPart"]) == len(ARTICLE.quotes)


@pytest.mark.parametrize("article", ARTICLES)
def test_jsonld_uses_the_terms_of_schema_org_as_they_are_meant(article: Article) -> None:
    """Each property belongs to the type of its node, and its value is of a type that the property takes."""
    models = pytest.importorskip("msgspec_schemaorg.models")
    data = to_jsonld(article)
    types = {node.get("@id"): node["@type"] for node in nodes(data)}
    for node in nodes(data):
        known: dict[str, str] = {}
        for kind in reversed(getattr(models, node["@type"]).__mro__):
            known |= getattr(kind, "__annotations__", {})
        for name, value in node.items():
            if name.startswith("@"):
                continue
            assert name in known, f"{node['@type']} has no {name}"
            for one in value if isinstance(value, list) else [value]:
                kind = getattr(models, one.get("@type") or types[one["@id"]]) if isinstance(one, dict) else type(one)
                ancestors = {ancestor.__name__ for ancestor in kind.__mro__}
                wanted = set("".join(c if c.isalnum() else " " for c in known[name]).split())
                assert ancestors & (wanted | ({"str"} if wanted & {"URL", "date"} else set())), f"{name}: {one}"


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")  # rdflib's own, of itself
def test_jsonld_is_a_graph_in_which_quotes_lead_to_their_speakers() -> None:
    rdflib = pytest.importorskip("rdflib")
    schema = rdflib.SDO
    data = {**to_jsonld(ARTICLE), "@context": {"@vocab": str(schema)}}  # the real context is on the network
    graph = rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
    assert all(p == rdflib.RDF.type or p in schema for p in graph.predicates())
    said = [
        (str(graph.value(person, schema.name)), str(graph.value(quote, schema.text)))
        for quote, person in graph.subject_objects(schema.spokenByCharacter)
    ]
    assert sorted(said) == sorted((q.person.name, q.text) for q in ARTICLE.quotes if q.person)


# ---- ninjs ---------------------------------------------------------------------------------------------

NAMED = {"type": "object", "required": ["name"], "additionalProperties": {"type": "string"}}
THINGS = {"type": "array", "minItems": 1, "items": NAMED}
ROLES = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["role", "value"],
        "additionalProperties": False,
        "properties": {"role": {"type": "string"}, "value": {"type": "string", "minLength": 1}},
    },
}
WHAT_WE_USE_OF_NINJS = {  # restated from IPTC's documentation: the standard's own schema is in no package
    "type": "object",
    "required": ["uri", "standard", "type"],
    "additionalProperties": False,
    "properties": {
        "standard": {"type": "object", "required": ["name", "version", "schema"]},
        "uri": {"type": "string", "pattern": "^[a-z][a-z0-9+.-]*:[^\\s]+$"},
        "type": {"const": "text"},
        "language": {"const": "fa"},
        **dict.fromkeys(("headlines", "descriptions", "bodies"), ROLES),
        **dict.fromkeys(("people", "organisations", "places"), THINGS),
    },
}


@pytest.mark.parametrize("article", ARTICLES)
def test_ninjs_has_the_shape_we_know_of_it(article: Article) -> None:
    jsonschema.Draft202012Validator(WHAT_WE_USE_OF_NINJS).validate(to_ninjs(article))


def test_ninjs_says_what_the_article_says() -> None:
    data = to_ninjs(ARTICLE)
    assert data["uri"] == ARTICLE.url
    assert data["headlines"] == [
        {"role": "main", "value": "بودجه سال آینده تدوین شد"},
        {"role": "kicker", "value": "سخنگوی دولت"},
    ]
    assert data["people"] == [{"name": "زهرا کاظمی", "rel": "quoted"}]
    assert [(o["name"], o["rel"]) for o in data["organisations"]] == [
        *(("وزارت نیرو", "quoted"), ("نمایندگان مجلس", "quoted")),
        *(("مهر", "source"), ("ایرنا", "source")),
    ]
    assert data["places"] == [{"name": "شیراز", "rel": "located"}]


def test_a_ninjs_item_without_an_address_is_named_by_its_text() -> None:
    one, same, other = (to_ninjs(fanews.parse(text))["uri"] for text in (KABUL, KABUL, KABUL + "."))
    assert one == same != other
    assert one.startswith("urn:uuid:")
    assert to_ninjs(ARTICLE, uri="tag:example.org,2025:1")["uri"] == "tag:example.org,2025:1"


# ---- spaCy ---------------------------------------------------------------------------------------------


def test_a_doc_has_every_found_thing_at_its_place() -> None:
    pytest.importorskip("spacy")
    from fanews.spacy import to_doc, to_span

    doc = to_doc(ARTICLE)
    assert doc.text == ARTICLE.original
    assert doc.lang_ == "fa"
    assert [to_span(s) for s in doc.spans["quotes"]] == [q.span for q in ARTICLE.quotes]
    assert [s.label_ for s in doc.spans["quotes"]] == [q.kind for q in ARTICLE.quotes]
    assert [s.kb_id_ for s in doc.spans["quotes"]] == [q.person.name if q.person else "" for q in ARTICLE.quotes]
    assert [to_span(s) for s in doc.spans["numbers"]] == [n.span for n in ARTICLE.numbers]
    for group, name in (("cues", "cue"), ("speakers", "speaker")):
        for span in doc.spans[group]:
            assert to_span(span) == getattr(ARTICLE.quotes[int(span.id_)], name).span
    people = {(s.kb_id_, s.label_, to_span(s)) for s in doc.spans["people"]}
    assert people == {(p.name, p.kind, m.span) for p in ARTICLE.people for m in p.mentions}
    layout = {(s.label_, to_span(s)) for s in doc.spans["layout"]}
    assert {("headline", ARTICLE.headline.span), ("dateline", ARTICLE.dateline.span)} <= layout
    assert ("end_mark", ARTICLE.closing[0].span) in layout
    word = doc.char_span(*ARTICLE_WORD)[0]
    assert to_span(word) == Span(*ARTICLE_WORD)
    assert [t.norm_ for t in doc if t.text == "مي"] == ["می"]
    assert [t.norm_ for t in to_doc(Article.from_dict(ARTICLE.to_dict())) if t.text == "مي"] == ["مي"]


ARTICLE_WORD = (BUDGET.index("بودجه"), BUDGET.index("بودجه") + len("بودجه"))


def test_a_pipeline_goes_on_from_the_doc() -> None:
    spacy = pytest.importorskip("spacy")
    from fanews.spacy import to_doc

    nlp = spacy.blank("fa")
    nlp.add_pipe("sentencizer")
    doc = nlp(to_doc(ARTICLE, nlp))
    assert doc.vocab is nlp.vocab
    assert len(list(doc.sents)) > 3
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [s.text for s in again.spans["quotes"]] == [q.span.of(BUDGET) for q in ARTICLE.quotes]


PIECES = [
    "گفت:",
    " «",
    "»",
    "  ",
    "\n",
    "\t",
    "\u200c",
    "وزیر نیرو ",
    "سدها پر",
    "۱۲ درصد",
    "وی افزود که ",
    ".",
    "\u00a0",
]


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=15))
def test_any_article_is_a_doc_of_the_same_text(pieces: list[str]) -> None:
    pytest.importorskip("spacy")
    from fanews.spacy import to_doc, to_span

    article = fanews.parse("".join(pieces))
    doc = to_doc(article)
    assert doc.text == article.original
    assert [to_span(s) for s in doc.spans["quotes"]] == [q.span for q in article.quotes]
    assert [to_span(s) for s in doc.spans["numbers"]] == [n.span for n in article.numbers]


# ---- tables --------------------------------------------------------------------------------------------

TABLES = ("articles", "quotes", "numbers", "people")


def test_the_rows_of_the_tables() -> None:
    quotes = list(rows(ARTICLES, of="quotes"))
    assert [row.article for row in quotes] == [0] * len(ARTICLE.quotes) + [1]
    assert (quotes[1].person, quotes[1].role, quotes[1].cue) == ("زهرا کاظمی", "سخنگوی دولت", "گفت")
    assert BUDGET[quotes[1].start : quotes[1].stop] == "بودجه ۲۵ درصد رشد مي كند"
    numbers = {row.kind: row for row in rows([ARTICLE], of="numbers")}
    assert numbers["percent"].value == Decimal(25)
    assert (numbers["range"].low, numbers["range"].high) == (Decimal(12_000_000_000), Decimal(15_000_000_000))
    assert numbers["money"].value == Decimal(2_500_000)
    assert numbers["date"].date == datetime.date(2025, 10, 12)
    assert numbers["time"].time == datetime.time(18, 30)
    assert (numbers["fraction"].value, numbers["fraction"].written) == (None, "2/3")
    assert [row.kind for row in rows([ARTICLE], of="people")] == [p.kind for p in ARTICLE.people]
    assert [row.agency_id for row in rows(ARTICLES)] == ["Mehr", "Pajhwok", None]
    with pytest.raises(ValueError, match="'articles', 'quotes', 'numbers', 'people', not of 'words'"):
        rows(ARTICLES, of="words")  # type: ignore[arg-type]


FLOOD = (
    "استاندار گلستان؛\nسیل مهار شد\nگزارش: رضا نوری\nاستاندار گلستان از پایان سیل خبر داد.\n"
    "به گزارش علی رضایی خبرنگار ایرنا از گرگان، استاندار گلستان گفت: حدود ۱۲۳/۴۵۶ هکتار زیر آب رفت."
)


def test_every_cell_of_the_tables() -> None:
    day = datetime.date(2025, 10, 11)
    articles = [fanews.parse(""), fanews.parse(FLOOD, url="https://www.irna.ir/news/1", published="2025-10-11")]
    assert list(rows(articles[1:])) == [
        ArticleRow(
            url="https://www.irna.ir/news/1",
            headline="سیل مهار شد",
            kicker="استاندار گلستان",
            lead="استاندار گلستان از پایان سیل خبر داد.",
            byline="گزارش: رضا نوری",
            date=day,
            published=day,
            dateline="به گزارش علی رضایی خبرنگار ایرنا از گرگان،",
            agency="ایرنا",
            agency_id="IRNA",
            place="گرگان",
            reporter="علی رضایی",
            paragraphs=1,
            quotes=2,
            numbers=1,
            people=1,
            text=FLOOD,
            original=FLOOD,
        )
    ]
    assert list(rows(articles, of="quotes"))[1] == QuoteRow(
        article=1,
        kind="indirect",
        content="حدود ۱۲۳/۴۵۶ هکتار زیر آب رفت",
        cue="گفت",
        speaker="استاندار گلستان",
        person="استاندار گلستان",
        role=None,
        inherited=False,
        rule="quotes.colon",
        start=147,
        stop=176,
    )
    assert list(rows(articles, of="numbers")) == [
        NumberRow(
            article=1,
            kind="measure",
            text="۱۲۳/۴۵۶",
            written="123.456",
            value=Decimal("123.456"),
            low=None,
            high=None,
            date=None,
            time=None,
            unit="هکتار",
            approx=True,
            ambiguous=True,
            calendar=None,
            precision=None,
            rule="numbers.measure",
            start=152,
            stop=159,
        )
    ]
    assert list(rows(articles, of="people")) == [PersonRow(1, "استاندار گلستان", None, "person", 3)]
    assert [(n.calendar, n.precision) for n in rows([ARTICLE], of="numbers") if n.kind == "date"] == [
        ("jalali", "year"),
        ("jalali", "day"),
    ]
    assert [q.inherited for q in rows([fanews.parse("علی کاوه گفت: هوا سرد است.\nافزود: برف آمد.")], of="quotes")] == [
        False,
        True,
    ]
    assert [q.speaker for q in rows([fanews.parse("گفته شد که هوا سرد است.")], of="quotes")] == [None]


def test_rows_are_what_csv_wants() -> None:
    out = io.StringIO()
    csv.writer(out).writerows(rows(ARTICLES, of="quotes"))
    assert len(list(csv.reader(io.StringIO(out.getvalue())))) == len(ARTICLE.quotes) + 1


@pytest.mark.parametrize("of", TABLES)
@pytest.mark.parametrize("articles", [ARTICLES, []])
def test_pandas_has_the_same_rows_with_types(articles: list[Article], of: Any) -> None:
    pandas = pytest.importorskip("pandas")
    frame = to_pandas(iter(articles), of=of)
    cells = frame.astype(object).where(frame.notna(), None)
    for name in ("date", "published"):
        if name in cells:
            cells[name] = [None if day is None else pandas.Timestamp(day).date() for day in cells[name]]
    assert [tuple(row) for row in cells.itertuples(index=False)] == [tuple(row) for row in rows(articles, of)]
    empty = to_pandas([], of=of)
    assert list(frame.dtypes) == list(empty.dtypes)
    kinds = {name: str(dtype) for name, dtype in empty.dtypes.items()}
    assert {kinds.get("start", "int64"), kinds.get("mentions", "int64")} == {"int64"}
    assert kinds.get("date", "datetime64[s]") == "datetime64[s]"
    assert kinds.get("inherited", "bool") == "bool"


@pytest.mark.parametrize("of", TABLES)
@pytest.mark.parametrize("articles", [ARTICLES, []])
def test_polars_has_the_same_rows_with_types(articles: list[Article], of: Any) -> None:
    polars = pytest.importorskip("polars")
    frame = to_polars(iter(articles), of=of)
    assert frame.rows() == [tuple(row) for row in rows(articles, of)]
    assert frame.schema == to_polars([], of=of).schema
    wanted = {"date": polars.Date, "time": polars.Time, "value": polars.Decimal(38, 10), "inherited": polars.Boolean}
    assert {name: frame.schema[name] for name in wanted if name in frame.columns}.items() <= wanted.items()


def test_an_amount_too_fine_for_polars_is_null_there_and_written_out() -> None:
    pytest.importorskip("polars")
    article = fanews.parse("نرخ ۰.۱۲۳۴۵۶۷۸۹۱۲ درصد و ۱۲ درصد شد.")
    frame = to_polars([article], of="numbers")
    assert frame["value"].to_list() == [None, Decimal(12)]
    assert frame["written"].to_list() == ["0.12345678912", "12"]


@pytest.mark.parametrize(("call", "package"), [(to_pandas, "pandas"), (to_polars, "polars")])
def test_without_the_package_the_error_shows_the_way(call: Any, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=rf'pip install "fanews\[{package}\]"'):
        call([])


def test_without_spacy_the_error_shows_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "fanews.spacy", raising=False)
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(ImportError, match=r'pip install "fanews\[spacy\]"'):
        importlib.import_module("fanews.spacy")


# ---- the page ------------------------------------------------------------------------------------------

PAGE = (Path(__file__).parent.parent / "docs/exports.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```python\n(import .*?)```\n\n```\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("code", "printed"), SHOWN, ids=["spacy", "pandas"])
def test_the_page_prints_what_it_says(code: str, printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    for package in ("spacy", "pandas"):
        if package in code:
            pytest.importorskip(package)
    exec(code, {})
    assert capsys.readouterr().out == printed


# ---- the command line ----------------------------------------------------------------------------------


def test_the_command_prints_each_format(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(BUDGET, encoding="utf-8")
    printed = {}
    for name in ("json", "jsonld", "ninjs"):
        assert main(["parse", str(file), "--url", "https://www.mehrnews.com/news/123", "--format", name]) == 0
        printed[name] = json.loads(capsys.readouterr().out)
    assert printed == {"json": ARTICLE.to_dict(), "jsonld": to_jsonld(ARTICLE), "ninjs": to_ninjs(ARTICLE)}
    assert main(["parse", "--jsonl", str(file), "--format", "ninjs"]) == 2
    assert "--format is for one FILE" in capsys.readouterr().err
