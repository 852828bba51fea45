"""The main job: the real article, taken apart right and whole; and what an Article promises."""

from __future__ import annotations

import datetime
import json
import pickle
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

import fanews
from fanews import Article, ArticleError

EXAMPLES = Path(__file__).parent.parent / "examples"
RAW = (EXAMPLES / "irib-lorestan.txt").read_text(encoding="utf-8")
NAME = "یعقوب رستمی مال خلیفه"


@pytest.fixture(scope="module")
def article() -> Article:
    return fanews.parse(RAW)


def free(text: str) -> str:
    """Three compounds may stand with a space or a ZWNJ."""
    for a, b in (("تعاون", "گر"), ("انگیزه", "بخشی"), ("صنایع", "دستی")):
        text = text.replace(f"{a}\u200c{b}", f"{a} {b}")
    return text.rstrip("\n")


def test_the_text_is_what_an_editor_makes_of_it(article: Article) -> None:
    edited = (EXAMPLES / "irib-lorestan.normalized.txt").read_text(encoding="utf-8")
    assert free(article.text) == free(edited)


def test_its_layout(article: Article) -> None:
    assert article.date is not None
    assert article.date.isoformat() == "2025-10-11"
    assert RAW[article.kicker.start : article.kicker.stop] == "معاون وزیر تعاون"
    assert RAW[article.headline.start : article.headline.stop] == RAW.splitlines()[1]
    assert RAW[article.lead.start : article.lead.stop] == RAW.splitlines()[2]
    first, *rest = (RAW[p.start : p.stop] for p in article.body)
    assert first.startswith("معاون امور تعاون وزارت تعاون، کار و رفاه اجتماعی در همایش")
    assert rest == RAW.splitlines()[4:]


def test_its_dateline(article: Article) -> None:
    line = article.dateline
    assert line is not None
    assert RAW[line.span.start : line.span.stop] == "به گزرارش خبرگزاری صداوسیمای استان لرستان ؛"
    assert (line.agency, line.agency_id) == ("خبرگزاری صداوسیما", "IRIB")
    assert (line.place, line.bureau) == ("لرستان", "لرستان")


SPEAKERS = [
    ("خبر داد", "معاون تعاون وزارت تعاون،کار و رفاه اجتماعی"),
    ("گفت", "معاون تعاون وزارت تعاون،کار و رفاه اجتماعی"),
    ("گفت", "معاون امور تعاون وزارت تعاون، کار و رفاه اجتماعی"),
    ("افزود", NAME),
    ("با بیان اینکه", "وی"),
    ("افزود", "وی"),
    ("گفت", "رستمی"),
    ("گفت", "معاون تعاون وزارت تعاون، کار و رفاه اجتماعی"),
    ("افزود", "رستمی"),
    ("بیان کرد", "معاون تعاون وزیر کار"),
    ("گفت", "رستمی"),
]
CONTENTS = [
    ("آمادگی وزارت تعاون برای حمایت", "تولیدی لرستان"),
    ("تعاونی ها نقش موثری", "برای تولید دارند"),
    ("تشکیل تعاونیهای مردم ییکی", "ملی فراهم شود"),
    ("وزارت تعاون، کار و رفاه اجتماعی آمادگی دارد", "به دست آورد"),
    ("لرستان، سرزمین", "فرهنگ ایران است"),
    ("توسعه و رشد تعاونی ها", "کشاورزی وجود دارد"),
    ("با ایجاد تعاونیهای تخصصی", "پایدار میشود"),
    ("تعاونیها بهترین مدل", "اداری کند"),
    ("وزارت تعاون برای ایجاد", "ارتقا یابد"),
    ("توسعه ی تعاونی ها", "فراهم می کنند"),
    ("از مجموع ۲۷ تعاونگر", "استان تجلیل شد"),
]


def test_its_quotes_and_their_speakers(article: Article) -> None:
    found = [(RAW[q.cue.start : q.cue.stop], RAW[q.speaker.start : q.speaker.stop]) for q in article.quotes]
    assert found == SPEAKERS
    for quote, (start, stop) in zip(article.quotes, CONTENTS, strict=True):
        content = RAW[quote.content.start : quote.content.stop]
        assert content.startswith(start)
        assert content.endswith(stop)


def test_six_names_are_one_person(article: Article) -> None:
    assert [p.name for p in article.people] == [NAME]
    (person,) = article.people
    assert person.role == "معاون امور تعاون وزارت تعاون، کار و رفاه اجتماعی"
    assert all(q.person == person for q in article.quotes)
    assert len({m.text for m in person.mentions}) >= 5


def test_its_numbers(article: Article) -> None:
    numbers = [(RAW[n.span.start : n.span.stop], n.value) for n in article.numbers if n.kind == "cardinal"]
    assert numbers == [("۲۷", 27), ("دو", 2), ("۱۲", 12)]


def test_the_normalised_text_gives_the_same_article(article: Article) -> None:
    again = fanews.parse(article.text)
    assert again.text == article.text
    assert [q.content.text for q in again.quotes] == [q.content.text for q in article.quotes]
    assert [q.person.name for q in again.quotes] == [q.person.name for q in article.quotes]


def test_json_goes_there_and_back_and_fits_the_schema(article: Article) -> None:
    data = json.loads(article.to_json())
    schema = json.loads(files("fanews").joinpath("data/article.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert Article.from_dict(data) == article


def test_json_may_be_indented_and_is_the_same(article: Article) -> None:
    assert "\n" not in article.to_json()
    assert '\n    "original"' in article.to_json(indent=4)
    assert json.loads(article.to_json(indent=4)) == json.loads(article.to_json())
    assert NAME in article.to_json()


def test_every_span_of_the_original_is_told(article: Article) -> None:
    spans = list(article.spans())
    parts = [article.date, article.kicker, article.headline, article.lead, article.dateline, *article.body]
    parts += [*article.numbers, *(m for p in article.people for m in p.mentions)]
    parts += [part for q in article.quotes for part in (q.content, q.cue, q.speaker)]
    assert {part.span for part in parts} == set(spans)
    assert len(spans) > len(set(spans)), "a speaker stands in his quote and among his own mentions"


def test_an_article_pickles(article: Article) -> None:
    assert pickle.loads(pickle.dumps(article)) == article


def test_from_dict_says_where_the_data_is_wrong(article: Article) -> None:
    data = article.to_dict()
    with pytest.raises(ArticleError, match="should be a mapping"):
        Article.from_dict([])  # type: ignore[arg-type]
    with pytest.raises(ArticleError, match="has no 'original'"):
        Article.from_dict({"text": ""})
    with pytest.raises(ArticleError, match="unknown keys 'colour'"):
        Article.from_dict({**data, "colour": 1})
    with pytest.raises(ArticleError, match=r"article\.headline\.span should be a span"):
        Article.from_dict({**data, "headline": {"span": [5, 3], "text": "x"}})
    with pytest.raises(ArticleError, match=r"article\.quotes\[0\]\.person"):
        Article.from_dict({**data, "people": []})


def test_metadata_overrides_guessing() -> None:
    article = fanews.parse(
        "سدها پر شد\nوزیر نیرو گفت: سدها پر است.",
        title="سدها پر شد",
        published="2025-10-11",
        url="https://www.isna.ir/news/1",
    )
    assert article.headline is not None
    assert article.headline.text == article.title == "سدها پر شد"
    assert article.published == datetime.date(2025, 10, 11)
    assert article.url == "https://www.isna.ir/news/1"
    with pytest.raises(ValueError, match="published"):
        fanews.parse("متن", published="دیروز")


def test_the_day_that_is_told_is_the_articles_whatever_its_date_line_says() -> None:
    article = fanews.parse("شنبه ۱۹ مهر ۱۴۰۴\nسدها پر شد\nوزیر نیرو دیروز به یزد رفت.", published="2025-10-12")
    assert article.date is not None
    assert article.date.isoformat() == "2025-10-12"
    (yesterday,) = article.numbers  # the date line of the page is furniture all the same
    assert (yesterday.text, yesterday.value.isoformat()) == ("دیروز", "2025-10-11")


def test_a_text_may_be_bounded() -> None:
    assert fanews.parse("سلام", max_chars=4).text == "سلام"
    with pytest.raises(fanews.SizeError, match="5"):
        fanews.parse("سلام!", max_chars=4)


@pytest.mark.parametrize(
    "call", [fanews.parse, fanews.normalize, fanews.find_quotes, fanews.find_dateline, fanews.find_numbers]
)
def test_anything_but_text_is_a_type_error_that_shows_the_way(call: object) -> None:
    with pytest.raises(TypeError, match="decode"):
        call("متن".encode())  # type: ignore[operator]
    with pytest.raises(TypeError, match="NoneType"):
        call(None)  # type: ignore[operator]


def test_html_shows_the_article_and_escapes_it(article: Article) -> None:
    page = article.to_html()
    assert 'dir="rtl"' in page
    assert page.count("<mark") >= 10
    assert "<script>" not in fanews.parse("<script>alert(1)</script>\nوزیر گفت: <b>سلام</b>").to_html()


def test_pipe_keeps_order_with_one_worker_and_with_two() -> None:
    texts = [f"وزیر نیرو گفت: {n} سد پر است." for n in range(70)]
    one, two = list(fanews.pipe(texts)), list(fanews.pipe(iter(texts), workers=2))
    assert one == two
    assert [a.original for a in one] == texts
    ours = fanews.Lexicon(keep=["ايميدرو"])
    (article,) = fanews.pipe(["ايميدرو میشود"], workers=2, lexicon=ours)
    assert article.text == "ايميدرو می\u200cشود"
    with pytest.raises(ValueError, match="workers"):
        fanews.pipe(texts, workers=0)


def test_the_date_of_a_dateline_is_the_articles_when_there_is_no_date_line() -> None:
    article = fanews.parse("کابل (پژواک، ۱۲ حمل ۱۴۰۴): وزیر صحت عامه گفت که دو شفاخانه ساخته می‌شود.")
    assert article.date is not None
    assert article.date.isoformat() == "2025-04-01"


def test_a_caption_is_nobodys_speech() -> None:
    article = fanews.parse(
        "سدها پر می\u200cشود\nعلی نادری گفت: سدهای کشور تا پایان زمستان پر می\u200cشود.\n"
        "عکس: به گفته مریم صفا، سدهای کشور خالی مانده است"
    )
    assert [c.text for c in article.captions] == ["عکس: به گفته مریم صفا، سدهای کشور خالی مانده است"]
    assert [q.speaker and q.speaker.text for q in article.quotes] == ["علی نادری"]


@pytest.mark.parametrize("interview", ["در گفت\u200cوگو با خبرنگار ایرنا", "در گفت\u200cوگو با ایسنا،"])
def test_who_gives_an_interview_is_its_speaker(interview: str) -> None:
    article = fanews.parse(
        f"سدها پر می\u200cشود\nعلی نادری، وزیر نیرو، {interview} گفت: سدهای کشور تا پایان زمستان پر می\u200cشود."
    )
    assert article.dateline is not None
    assert article.dateline.rule == "dateline.interview"
    assert [q.person and q.person.name for q in article.quotes] == ["علی نادری"]
