"""Datelines: the golden files, the tables, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews import dateline
from fanews.dateline import Dateline
from fanews.rules import Rule, read_table, rules
from fanews.text import Span
from golden import Block, read

SLOTS = ("agency", "agency_id", "place", "bureau", "desk", "reporter")
BLOCKS = [*read("dateline.md"), *read("dateline_negative.md")]
REST = " نشست سالانه استانداران کشور برگزار شد و همه آنان در آن سخن گفتند."


def described(found: Dateline | None) -> list[tuple[str, str]]:
    """A dateline as the golden files write it."""
    if found is None:
        return [("dateline", "-")]
    pairs = [("dateline", found.text.replace("\n", "\\n"))]
    pairs += [(slot, value) for slot in SLOTS if (value := getattr(found, slot))]
    pairs += [("via", source) for source in found.via]
    pairs += [("date", found.date.isoformat() or found.date.text)] if found.date else []
    pairs += [("rule", found.rule)] if found.rule != "dateline.report" else []
    return pairs


@pytest.mark.parametrize("block", BLOCKS, ids=[b.title for b in BLOCKS])
def test_golden(block: Block) -> None:
    given_ = dict(block.pairs)
    text = folded(block.text)
    found = dateline.find(text, url=given_.pop("url", None))
    assert sorted(described(found)) == sorted((k, v) for k, v in block.pairs if k != "url")
    if found:
        assert found.span.of(text) == found.text


def folded(text: str) -> str:
    """Persian letters for Arabic ones: the only thing these texts need of `normalize`."""
    return text.translate({0x64A: "ی", 0x643: "ک"})


AGENCIES = list(read_table("agencies"))


@pytest.mark.parametrize("row", AGENCIES, ids=[r["id"] for r in AGENCIES])
def test_an_agency_is_found_in_its_example(row: dict[str, str]) -> None:
    found = dateline.find(row["example"] + REST)
    assert found is not None
    assert found.text == row["example"]
    named = {found.agency_id, *(dateline.agency_named(source) for source in found.via)}
    assert row["id"] in named


def test_ids_and_hosts_are_one_agency_each() -> None:
    ids = [r["id"] for r in AGENCIES]
    hosts = [h for r in AGENCIES for h in r["hosts"].split("|") if h]
    assert len(ids) == len(set(ids))
    assert len(hosts) == len(set(hosts))
    assert all(r["hosts"] and r["english"] and r["name"] for r in AGENCIES)


def test_the_places_hold_every_province() -> None:
    rows = list(read_table("places"))
    assert len([r for r in rows if r["kind"] == "province" and r["in"] == "ایران"]) == 31
    assert len([r for r in rows if r["kind"] == "province" and r["in"] == "افغانستان"]) == 34
    assert {r["kind"] for r in rows} == {"province", "city", "capital", "country"}


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("https://www.irna.ir/news/123", "IRNA"),
        ("http://isfahan.irna.ir/news/123", "IRNA"),
        ("https://www.bbc.com/persian/articles/x", "BBC Persian"),
        ("https://www.bbc.com/news/x", "BBC"),
        ("//user@farsnews.ir:443/x?y", "Fars"),
        ("mehrnews.com", "Mehr"),
        ("https://example.ir/irna.ir", None),
        ("https://notirna.ir/", None),
        ("", None),
    ],
)
def test_agency_of_an_address(url: str, id: str | None) -> None:
    assert dateline.agency_of(url) == id


ROWS = rules("dateline")


@pytest.mark.parametrize("rule", ROWS, ids=[r.id for r in ROWS])
def test_rows(rule: Rule) -> None:
    for text, wanted in rule.finds:
        found = dateline.find(text)
        assert found is not None
        assert (found.rule, found.text) == (rule.id, wanted)
    for text in rule.keeps:
        found = dateline.find(text)
        assert found is None or found.rule != rule.id


def test_all_datelines_in_their_order() -> None:
    text = "قم - ایرنا - نماینده مجلس گفت.\nبه گزارش خبرنگار ایرنا، او افزود که طرح آماده است."
    assert [d.text for d in dateline.find_all(text)] == ["قم - ایرنا -", "به گزارش خبرنگار ایرنا،"]


SHORT = "سدها پر است\n"
LONG = (
    "کارشناسان می\u200cگویند که باران امسال بیشتر از سال پیش بوده است و سدهای کشور پر شده است و آب شرب مردم تا پایان "
    "تابستان آینده تأمین است.\n"
)
SENTENCE = "سدها پر است. "
REPORT, SLUG = "به گزارش ایرنا، وزیر رفت.", "تهران - ایرنا - وزیر رفت."
TALK = "وزیر در گفت\u200cوگو با ایرنا گفت."


@pytest.mark.parametrize("line", [REPORT, SLUG], ids=["report", "slug"])
@pytest.mark.parametrize(("before", "most"), [(SHORT, 9), (LONG, 2), ("\n", 60)], ids=["short", "long", "empty"])
def test_so_many_lines_stand_before_a_dateline_and_no_more(line: str, before: str, most: int) -> None:
    for n in range(most + 1):
        found = dateline.find(before * n + line)
        assert found is not None, n
        assert found.span.start == n * len(before)
    assert before == "\n" or dateline.find(before * (most + 1) + line) is None


@pytest.mark.parametrize(
    ("before", "line", "most"),
    [
        ("", REPORT, 53),
        (LONG, REPORT, 53),
        (LONG * 2, REPORT, 0),
        ("", TALK, 2),
        (LONG, TALK, 0),
        (LONG * 2, TALK, -1),
    ],
)
def test_so_many_sentences_stand_before_a_dateline_in_its_paragraph(before: str, line: str, most: int) -> None:
    assert all(dateline.find(before + SENTENCE * n + line) for n in range(most + 1))
    assert dateline.find(before + SENTENCE * (most + 1) + line) is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("سدها پر شده است به گزارش ایرنا، وزیر رفت.", True),
        ("سدها پر می\u200cشوند به گزارش ایرنا، وزیر رفت.", True),
        ("سدهای کشور به گزارش خبرنگار ایرنا، پر شد.", True),
        ("سدهای کشور به گزارش گروه اقتصادی ایرنا، پر شد.", True),
        ("سدهای کشور به گزارش ایرنا، پر شد.", False),
        ("سدها پر شده است به گزارش ایرنا وزیر رفت.", False),
        ("سدها پر شده است به گزارش خبرگزاری آب و باد، وزیر رفت.", False),
        (f"{SHORT}سدها پر شده است به گزارش ایرنا، وزیر رفت.", True),
        (f"{SHORT * 2}سدها پر شده است به گزارش ایرنا، وزیر رفت.", False),
    ],
)
def test_a_dateline_without_a_full_stop_before_it_is_plain(text: str, is_one: bool) -> None:
    assert (dateline.find(text) is not None) == is_one


KINDS = {
    "slug": "تهران - ایرنا - سدها پر شد.",
    "report": "به گزارش ایرنا، سدها پر شد.",
    "bare slug": "خبرگزاری فارس: سدها پر شد.",
    "relayed": "به نقل از تسنیم، سدها پر شد.",
    "interview": "وزیر در گفت\u200cوگو با ایسنا گفت: سدها پر شد.",
    "place": "یزد - سدها پر شد.",
}


@pytest.mark.parametrize(
    ("better", "worse"), [(a, b) for n, a in enumerate(KINDS) for b in list(KINDS)[n + 1 :]], ids=str
)
def test_the_main_dateline_says_most_wherever_it_stands(better: str, worse: str) -> None:
    alone = dateline.find(KINDS[better])
    assert alone is not None
    for text in (f"{KINDS[better]}\n{KINDS[worse]}", f"{KINDS[worse]}\n{KINDS[better]}"):
        found = dateline.find(text)
        assert len(dateline.find_all(text)) == 2
        assert found is not None
        assert found.text == alone.text


def test_what_is_announced_comes_before_a_bare_slug() -> None:
    text = "خبرگزاری فارس: سدها پر شد.\nبنا بر اعلام روابط عمومی شرکت گاز استان یزد، گاز وصل شد."
    found = dateline.find(text)
    assert found is not None
    assert found.rule == "dateline.announced"


def test_moved_carries_span_and_date() -> None:
    found = dateline.find("کابل (پژواک، ۱۲ حمل ۱۴۰۴): باران بارید.")
    assert found is not None
    assert found.date is not None
    moved = found.moved(lambda s: Span(s.start + 5, s.stop + 5))
    assert moved.span.start == found.span.start + 5
    assert moved.date is not None
    assert moved.date.span.start == found.date.span.start + 5


def test_only_text_is_taken() -> None:
    with pytest.raises(TypeError, match="find_dateline"):
        dateline.find_dateline(b"x")  # type: ignore[arg-type]


PIECES = [
    *("به گزارش", " ", "ایرنا", "، ", "خبرگزاری", "گروه", "به نقل از", "-", "(", ")"),
    *("تهران", "\n", "«", "»", "از", "و", "\u200c", ".", "x"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_gives_spans_that_hold(text: str) -> None:
    last = 0
    for found in dateline.find_all(text):
        assert last <= found.span.start < found.span.stop <= len(text)
        assert found.span.of(text) == found.text
        last = found.span.stop


@pytest.mark.parametrize(
    "text", ["\ud800\udfff به گزارش ایرنا، x", "به گزارش " * 5000, "به گزارش «" * 5000, "تهران - " * 5000]
)
def test_odd_texts_do_not_raise(text: str) -> None:
    assert isinstance(dateline.find_all(text), tuple)
