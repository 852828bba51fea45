"""Articles as Arrow columns: nothing of an Article is missing, no row is lost, whatever stands in it."""

from __future__ import annotations

import datetime
import subprocess
import sys
import types
import typing
from pathlib import Path

import attrs
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import fanews
from fanews.arrow import SCHEMA, output_schema, parse_batch, parse_batches
from fanews.text import Span

STORY = (Path(__file__).parent.parent / "examples/irib-lorestan.txt").read_text(encoding="utf-8")
BUDGET = """بودجه مدرسه ها دو برابر شد
تهران - ایرنا - سخنگوی دولت روز دوشنبه ۱۲ آبان ۱۴۰۴ گفت که ۲۵ هزار میلیارد تومان برای مدرسه ها کنار گذاشته شد.
وی افزود: نیم درصد آن به استان های مرزی می رسد و ساعت ۱۰:۳۰ فردا ۲ تا ۳ طرح آغاز میشود."""

# What a row says in another way than the field of the same name, or beside it.
NOT_IN_ARROW = {"Article": {"original", "normalized"}}
ONLY_IN_ARROW = {"Article": {"edits"}, "Date": {"value"}, "Number": {"number", "day"}}


def batch_of(*texts: str | None) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"id": list(range(len(texts))), "text": pa.array(texts, pa.string())})


def articles(batch: pa.RecordBatch) -> list[typing.Any]:
    return batch.column("article").to_pylist()  # type: ignore[no-any-return]


def inner(hint: typing.Any) -> typing.Any:
    """The record class in ``X``, ``X | None``, ``tuple[X, ...]``, or None."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) in (tuple, typing.Union):
        found = [inner(h) for h in typing.get_args(hint) if h not in (type(None), ...)]
        return found[0] if len(found) == 1 else None
    return hint if attrs.has(hint) else None


def walk(kind: type, fields: typing.Iterable[pa.Field], seen: set[str]) -> None:
    """Compare an attrs class with the struct that stands for it, and the classes in it with theirs."""
    by_name = {field.name: field.type for field in fields}
    hints = typing.get_type_hints(kind)
    names = set(hints) & {f.name for f in attrs.fields(kind)}
    expected = names - NOT_IN_ARROW.get(kind.__name__, set()) | ONLY_IN_ARROW.get(kind.__name__, set())
    if "span" in expected:
        expected = expected - {"span"} | {"start", "stop"}
    assert set(by_name) == expected, kind.__name__
    seen.add(kind.__name__)
    for name in names & set(by_name):
        record = inner(hints[name])
        type_ = by_name[name].value_type if pa.types.is_list(by_name[name]) else by_name[name]
        assert pa.types.is_list(by_name[name]) == (typing.get_origin(hints[name]) is tuple), name
        if record is Span:
            assert [f.name for f in type_] == ["start", "stop"]
        elif record is not None and pa.types.is_struct(type_):
            walk(record, type_, seen)


def test_the_schema_has_every_field_of_an_article() -> None:
    seen: set[str] = set()
    walk(fanews.Article, SCHEMA, seen)
    assert seen == {"Article", "Date", "Passage", "Dateline", "Part", "Quote", "Number", "Person"}


def test_a_row_says_what_the_article_says() -> None:
    for text in (STORY, BUDGET):
        article = fanews.parse(text)
        data = article.to_dict()
        (row,) = articles(parse_batch(batch_of(text)))
        assert row["text"] == article.text
        assert row["edits"] == len(fanews.normalize(text).edits)
        for name in ("headline", "lead", "kicker", "byline"):
            assert (row[name] and row[name]["text"]) == (data[name] and data[name]["text"])
        assert [(p["start"], p["stop"]) for p in row["body"]] == [tuple(p["span"]) for p in data["body"]]
        for quote, expected in zip(row["quotes"], data["quotes"], strict=True):
            assert quote["person"] == expected["person"]
            assert quote["kind"] == expected["kind"]
            assert (
                text[quote["content"]["start"] : quote["content"]["stop"]] == text[slice(*expected["content"]["span"])]
            )
        assert [p["name"] for p in row["people"]] == [p.name for p in article.people]
        assert [n["unit"] for n in row["numbers"]] == [n.unit for n in article.numbers]


def test_numbers_and_days_are_typed() -> None:
    (row,) = articles(parse_batch(batch_of(BUDGET)))
    by_kind = {n["kind"]: n for n in row["numbers"]}
    assert (by_kind["money"]["value"], by_kind["money"]["number"]) == ("25000000000000", 25e12)
    assert (by_kind["percent"]["number"], by_kind["time"]["number"], by_kind["range"]["number"]) == (0.5, None, None)
    assert by_kind["range"]["value"] == "2–3"
    assert by_kind["date"]["day"] == datetime.date(2025, 11, 3)
    (huge,) = articles(parse_batch(batch_of("جمعیت " + "9" * 400 + " نفر است.")))
    assert all(n["number"] is None or n["number"] < 1e308 for n in huge["numbers"])


def test_columns_are_kept_and_every_row_stays() -> None:
    batch = batch_of(BUDGET, None, "", "گفت").append_column("weight", pa.array([1.5, None, 2.5, 3.5]))
    done = parse_batch(batch)
    assert done.schema == output_schema(batch.schema)
    assert done.select(["id", "text", "weight"]) == batch
    assert [row is None for row in articles(done)] == [False, True, False, False]
    assert done.column("error").to_pylist() == [None, "the text is null", None, None]
    done.validate(full=True)


def test_what_cannot_be_parsed_is_told_in_its_row() -> None:
    broken = pa.Array.from_buffers(
        pa.string(),
        3,
        [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0\4\0\0\0\6\0\0\0"), pa.py_buffer(b"\xd8\xa8\xff\xfe\xd8\xa8")],
    )
    done = parse_batch(pa.RecordBatch.from_arrays([broken], ["text"]))
    assert [row and row["text"] for row in articles(done)] == ["ب", None, "ب"]
    assert "utf-8" in done.column("error")[1].as_py()
    numbers = parse_batch(pa.RecordBatch.from_pydict({"text": [1, 2]}))
    assert numbers.column("error").to_pylist() == ["parse() takes a str, not int"] * 2


def test_metadata_comes_from_columns() -> None:
    columns = {
        "body": ["وزیر نیرو گفت: سدها پر است."] * 4,
        "link": ["https://www.irna.ir/1", None, None, None],
        "day": ["2025-10-11", "۱۹ مهر ۱۴۰۴", None, "دیروز"],
    }
    done = parse_batch(pa.RecordBatch.from_pydict(columns), text="body", url="link", published="day")
    day = datetime.date(2025, 10, 11)
    assert [row and row["published"] for row in articles(done)] == [day, day, None, None]
    assert articles(done)[0]["url"] == "https://www.irna.ir/1"
    assert "published" in done.column("error")[3].as_py()
    hour = datetime.datetime(2025, 10, 11, 8, 30)
    stamped = pa.RecordBatch.from_pydict({"text": ["گفت"], "at": [hour]})
    assert articles(parse_batch(stamped, published="at"))[0]["published"] == day


def test_names_of_columns_that_cannot_be_used() -> None:
    with pytest.raises(ValueError, match="no column 'body'; the batch has 'id', 'text'"):
        parse_batch(batch_of("گفت"), text="body")
    twice = parse_batch(batch_of("گفت"))
    with pytest.raises(ValueError, match="'article' already"):
        parse_batch(twice)
    assert parse_batch(twice, article="again", error="why").schema.names == [
        "id",
        "text",
        "article",
        "error",
        "again",
        "why",
    ]


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]
)
def test_any_kind_of_string_column_will_do(kind: pa.DataType) -> None:
    plain = pa.array([BUDGET, None])
    column = plain.dictionary_encode().cast(kind) if pa.types.is_dictionary(kind) else plain.cast(kind)
    done = parse_batch(pa.RecordBatch.from_arrays([column], ["text"]))
    assert articles(done) == articles(parse_batch(batch_of(BUDGET, None)))


def test_a_table_gives_a_table_and_an_empty_batch_an_empty_one() -> None:
    table = pa.Table.from_batches([batch_of(BUDGET), batch_of(STORY, None)])
    done = parse_batch(table)
    assert isinstance(done, pa.Table)
    assert [e is None for e in done.column("error").to_pylist()] == [True, True, False]
    empty = parse_batch(batch_of())
    assert empty.num_rows == 0
    assert empty.schema == output_schema(batch_of().schema)


def test_batches_in_two_processes_are_those_in_one() -> None:
    batches = [batch_of(BUDGET, None), batch_of(STORY), batch_of()]
    assert list(parse_batches(batches, workers=2)) == list(parse_batches(batches))
    with pytest.raises(ValueError, match="no column"):
        list(parse_batches(batches, workers=2, text="body"))


def test_options_of_the_normaliser_go_along() -> None:
    ours = fanews.Lexicon(keep=["ايميدرو"])
    (row,) = articles(parse_batch(batch_of("ايميدرو میشود"), lexicon=ours))
    assert row["text"] == "ايميدرو می\u200cشود"


def test_parquet_in_parquet_out(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_batches([batch_of(BUDGET, None), batch_of(STORY)]), tmp_path / "in.parquet")
    source = pq.ParquetFile(tmp_path / "in.parquet")
    with pq.ParquetWriter(tmp_path / "out.parquet", output_schema(source.schema_arrow)) as out:
        for batch in parse_batches(source.iter_batches(batch_size=2), workers=2):
            out.write_batch(batch)
    done = pq.read_table(tmp_path / "out.parquet")
    assert done.schema.equals(output_schema(source.schema_arrow))
    assert articles(done)[2] == articles(parse_batch(batch_of(STORY)))[0]
    quotes = polars.read_parquet(tmp_path / "out.parquet").select(
        polars.col("article").struct.field("quotes").list.len()
    )
    assert quotes["quotes"].to_list() == [len(fanews.parse(BUDGET).quotes), None, len(fanews.parse(STORY).quotes)]


def test_without_pyarrow_the_error_shows_the_way() -> None:
    code = "import sys; sys.modules['pyarrow'] = None; import fanews.arrow"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.endswith('ImportError: fanews.arrow needs pyarrow: pip install "fanews[arrow]"\n')
