"""Web pages become articles: nothing invisible is lost, nothing of the page around the article comes along."""

from __future__ import annotations

import datetime
import importlib
import json
import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import golden

pytest.importorskip("trafilatura")

from fanews.html import Page, PageError, extract, parse_html

ZWNJ = "\u200c"
PAGES = golden.HERE.parent / "pages"
BLOCKS = {block.title: block for block in golden.read("html.md")}
UTF8 = [name for name in BLOCKS if "1256" not in name]
SENTENCE = "این نوشته آن\u200cقدر دراز است که متن خبر به شمار آید و دور ریخته نشود. "


def page(*paragraphs: str, head: str = "", title: str = "تیتر خبر") -> str:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"<html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"


def stated(found: Page) -> dict[str, str]:
    """What a golden block states of a page, and no field more."""
    fields = ("title", "kicker", "published", "byline", "site", "url")
    return {field: str(getattr(found, field)) for field in fields if getattr(found, field) is not None}


@pytest.mark.parametrize("name", BLOCKS)
def test_golden_pages(name: str) -> None:
    found = extract((PAGES / name).read_bytes())
    assert found.text == BLOCKS[name].text
    assert stated(found) == dict(BLOCKS[name].pairs)


def test_every_page_has_a_golden_block() -> None:
    assert sorted(BLOCKS) == sorted(path.name for path in PAGES.iterdir())


@pytest.mark.parametrize("spelling", [ZWNJ, "&zwnj;", "&#8204;", "&#x200c;", "&#x200C;"])
@pytest.mark.parametrize("name", UTF8)
def test_no_zwnj_is_lost_however_it_is_written(name: str, spelling: str) -> None:
    html = (PAGES / name).read_text(encoding="utf-8")
    html = re.sub(r"\u200c|&zwnj;?|&#8204;|&#x200c;", spelling, html, flags=re.IGNORECASE)
    found = extract(html.encode())
    assert found.text == BLOCKS[name].text
    assert stated(found) == dict(BLOCKS[name].pairs)


@pytest.mark.parametrize("name", UTF8)
def test_a_page_reads_the_same_in_windows_1256(name: str) -> None:
    html = re.sub("utf-8", "windows-1256", (PAGES / name).read_text(encoding="utf-8"), flags=re.IGNORECASE)
    data = html.encode("windows-1256", "xmlcharrefreplace")  # as old systems write ی, which the charset lacks
    assert extract(data).text == BLOCKS[name].text


WORD = st.text(
    "ابپتسشکمنهی" + ZWNJ + "\u200d\u200e\u200f\u00ad\u2066\u2069\u06dd" + "\ua500\ua501", min_size=1, max_size=9
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(WORD, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=4, unique=True))
def test_no_invisible_character_is_lost(paragraphs: list[str]) -> None:
    paragraphs = [SENTENCE + p for p in paragraphs]
    assert extract(page(*paragraphs)).text.split("\n") == ["تیتر خبر", *paragraphs]


@pytest.mark.parametrize("escape", [ZWNJ, "\\u200c", "\\u200C", "&zwnj;"])
def test_a_body_that_is_only_in_json_ld_keeps_its_zwnj(escape: str) -> None:
    story = SENTENCE * 5
    data = json.dumps({"@type": "NewsArticle", "headline": "تیتر", "articleBody": story}, ensure_ascii=False)
    html = f'<html><body><script type="application/ld+json">{data.replace(ZWNJ, escape)}</script></body></html>'
    assert extract(html).text == f"تیتر\n{story.strip()}"


# --- the date ---------------------------------------------------------------------------------------------

GREGORIAN = datetime.date(2025, 10, 11)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2025-10-11T23:30:00+03:30">',
        '<meta itemprop="datePublished" content="1404-07-19T08:00">',
        '<meta name="DC.Date" content="۱۴۰۴/۰۷/۱۹">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"1404/7/19"}</script>',
        '<script type="application/ld+json">{"@graph":[{"@type":"Article","datePublished":"2025-10-11"}]}</script>',
        '<script type="application/ld+json">{broken</script><meta name="date" content="2025-10-11">',
    ],
)
def test_published_from_what_the_page_states(head: str) -> None:
    assert extract(page(SENTENCE, head=head)).published == GREGORIAN


@pytest.mark.parametrize(
    "shown",
    [
        '<time datetime="2025-10-11T08:00Z">دیروز</time>',
        '<time datetime="1404-07-19">دیروز</time>',
        '<time datetime="۱۴۰۴-۰۷-۱۹">دیروز</time>',
        '<span class="news-date">شنبه ۱۹ مهر ۱۴۰۴ - ۱۰:۱۲</span>',
        '<div class="publish_date">۱۴۰۴/۰۷/۱۹ ۱۰:۱۲</div>',
        "<p>تاریخ انتشار: ۱۹ مهر ۱۴۰۴</p>",
    ],
)
def test_published_from_what_the_page_shows(shown: str) -> None:
    assert extract(page(SENTENCE * 3).replace("</h1>", f"</h1>{shown}")).published == GREGORIAN


@pytest.mark.parametrize("value", ["1404-13-40", "2025-02-30", "فردا", "", "1404"])
def test_an_impossible_date_is_no_date(value: str) -> None:
    assert extract(page(SENTENCE, head=f'<meta name="date" content="{value}">')).published is None


def test_a_date_within_a_sentence_is_not_the_day_of_publication() -> None:
    found = extract(page(f"این کارخانه در ۱۹ مهر ۱۳۹۰ با حضور وزیر صنعت وقت به بهره\u200cبرداری رسید. {SENTENCE}"))
    assert found.published is None


# --- the headline -------------------------------------------------------------------------------------------


def test_the_name_of_the_site_is_cut_from_the_title() -> None:
    head = (
        '<meta property="og:site_name" content="خبر نمونه"><meta property="og:title" content="باران آمد | خبر نمونه">'
    )
    html = f"<html><head>{head}</head><body><p>{SENTENCE * 3}</p></body></html>"
    assert extract(html).title == "باران آمد"


def test_a_logo_in_h1_is_not_the_headline() -> None:
    head = '<meta property="og:title" content="باران آمد">'
    html = f"<html><head>{head}</head><body><h1>نمونه</h1><h2>باران آمد</h2><p>{SENTENCE * 3}</p></body></html>"
    assert extract(html).title == "باران آمد"


def test_kicker_and_lead_of_other_articles_stay_away() -> None:
    others = "<div><span class=kicker>دیگری</span><a href=/2>خبر دیگر</a></div>" * 30
    html = page(SENTENCE * 3).replace("<article>", f"{others}<article>").replace("</body>", f"{others}</body>")
    assert extract(html).kicker is None
    html = html.replace("<h1>", "<h4 class='news-rutitr'>وزیر نیرو:</h4><h1>")
    assert extract(html).text.startswith("وزیر نیرو:\nتیتر خبر\n")


def test_a_page_that_is_one_form_is_read() -> None:
    html = page(SENTENCE * 3).replace("<body>", "<body><form id=aspnetForm>").replace("</body>", "</form></body>")
    assert extract(html).text == extract(page(SENTENCE * 3)).text


def test_the_article_starts_with_its_headline() -> None:
    found = parse_html(page(SENTENCE * 2, title="باران آمد"), url="https://example.ir/1")
    assert found.original == extract(page(SENTENCE * 2, title="باران آمد")).text
    assert found.original.startswith("باران آمد\n")


def test_the_byline_of_the_page_is_the_articles() -> None:
    raw = (PAGES / "radio_manner.html").read_bytes()
    found, byline = parse_html(raw), extract(raw).byline
    assert byline is not None
    assert found.byline is not None
    assert found.byline.text == byline


# --- bytes ----------------------------------------------------------------------------------------------------

STORY = page(SENTENCE * 2)
ARABIC = page("اين خبر از همه مهم&zwnj;تر است. " * 9, head="<meta charset=iso-8859-6>", title="تيتر")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (STORY.encode(), None),
        (STORY.encode("utf-8-sig"), None),
        (STORY.encode("utf-16"), None),
        (page(SENTENCE * 2, head="<meta charset=windows-1256>").encode(), None),  # declared wrongly
        (STORY.replace("ی", "ي").encode("windows-1256"), "windows-1256"),
        (STORY.replace("ی", "ي").encode("windows-1256"), "x-cp1256"),
        (page(SENTENCE * 2, head="<meta charset='x-cp1256'>").replace("ی", "ي").encode("windows-1256"), None),
        (ARABIC.encode("iso-8859-6"), None),
    ],
)
def test_bytes_are_read(data: bytes, encoding: str | None) -> None:
    text = extract(data, encoding=encoding).text
    assert ZWNJ in text
    assert "\ufffd" not in text
    assert text.startswith("تيتر" if "ی" not in text else "تیتر")


def test_bytes_of_an_unknown_charset_are_not_guessed() -> None:
    with pytest.raises(PageError, match='encoding="windows-1256"'):
        extract(STORY.replace("ی", "ي").encode("windows-1256"))
    with pytest.raises(ValueError, match="not utf-8: say"):
        extract(page(SENTENCE, head="<meta charset=utf-8>").replace("ی", "ي").encode("windows-1256"))


def test_a_few_broken_bytes_are_shown() -> None:
    data = page(SENTENCE * 5).encode().replace("دراز".encode(), b"\xd8\xd8", 1)
    assert extract(data).text.count("\ufffd") == 2


def test_not_a_page() -> None:
    with pytest.raises(TypeError, match="str or bytes"):
        extract(None)  # type: ignore[arg-type]


# --- hostile pages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        b"",
        "",
        " \n",
        "<",
        "<!-- -->",
        "</p></div>",
        "<script>alert('سلام')</script>",
        "<nav><a href=/>خانه</a></nav>",
        "\x00",
    ],
)
def test_no_article_no_text(html: str | bytes) -> None:
    assert extract(html).text in ("", "<")
    assert parse_html(html).original in ("", "<")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 90_000 + SENTENCE + "</div>" * 90_000,
        "<b>" * 90_000 + SENTENCE * 9,
        '<div class="tags related">' * 30_000 + SENTENCE * 9,
        "<table><tr><td>" * 50_000 + SENTENCE * 9,
        '<script type="application/ld+json">' + "[" * 300_000 + "</script><p>" + SENTENCE * 9,
        "<p>" + "سلام \ud800 <b>" + SENTENCE * 9,
        "<?xml version='1.0' encoding='windows-1256'?><html><p>" + SENTENCE * 9,
        "<p>سلام &#1;&#12;&#xFFFE; \f" + SENTENCE * 9,
        f"<h1>سلام</h1><p>{SENTENCE * 9}<aside>آگهی</aside>&#1;&#12;{SENTENCE}</p>",
    ],
)
def test_markup_that_no_parser_likes_still_gives_its_text(html: str) -> None:
    assert SENTENCE.strip() in extract(html).text


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    monkeypatch.delitem(sys.modules, "fanews.html")
    with pytest.raises(ImportError, match=re.escape('pip install "fanews[html]"')):
        importlib.import_module("fanews.html")
