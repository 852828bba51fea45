r"""Web pages: `parse_html` reads a saved news page as an `Article`; `extract` only takes the text out of it.

Needs ``pip install "fanews[html]"``: trafilatura finds the article in the page. It deletes every character
that Python does not call printable, all ZWNJ among them, so the page is handed to it with these characters
replaced by letters that do not occur in the page, and they are put back in what it returns. What the page
says about itself (JSON-LD, OpenGraph, ``<time>``) is read here, from the untouched page.
"""

from __future__ import annotations

import codecs
import datetime
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from typing import Any

import regex
from attrs import evolve, frozen

from .article import Article, parse
from .calendar import find_dates
from .errors import FanewsError
from .rules import read_table
from .text import Passage, Span

try:
    import lxml.html
    import trafilatura
except ImportError as error:
    raise ImportError('fanews.html needs trafilatura: pip install "fanews[html]"') from error

__all__ = ["Page", "PageError", "extract", "parse_html"]


class PageError(FanewsError, ValueError):
    """The bytes of the page cannot be read as text without guessing."""


@frozen
class Page:
    """What a news page holds.

    `text` is the article as the page writes it, nothing normalised: kicker, headline, lead and paragraphs,
    one a line. `title`, `kicker` and `byline` are None where the page has none; `published` is the day that
    the page states, in the time zone in which it states it.
    """

    text: str
    title: str | None = None
    kicker: str | None = None
    published: datetime.date | None = None
    byline: str | None = None
    site: str | None = None
    url: str | None = None


def parse_html(html: str | bytes, url: str | None = None, *, encoding: str | None = None) -> Article:
    """Read a news page as an `Article`; its spans count code points of ``Article.original``.

    Takes and raises what `extract` does; ``extract(html).text`` is the article's original. A byline that stands
    outside the article's text has the empty span 0:0.
    """
    page = extract(html, url, encoding=encoding)
    article = parse(page.text, title=page.title, published=page.published, url=page.url)
    if page.byline and article.byline is None:
        return evolve(article, byline=Passage(Span(0, 0), page.byline))
    return article


def extract(html: str | bytes, url: str | None = None, *, encoding: str | None = None) -> Page:
    """Take the article out of a page, given as text or as the bytes that came over the wire.

    Bytes are read by their BOM, as `encoding` (the charset of the HTTP header, if there is one), as UTF-8,
    or as what the page declares. A few broken bytes become U+FFFD, to be seen in the text; bytes that fit
    none of these raise PageError, because a wrong guess would give wrong letters. Markup may be as broken
    as it likes; a page without an article has an empty text.
    """
    if not isinstance(html, (str, bytes, bytearray)):
        raise TypeError(f"a page is a str or bytes, not {type(html).__name__}")
    root = _tree(html if isinstance(html, str) else _decode(bytes(html), encoding))
    about = _about(root)
    headline = _headline(root, about.title)
    title = _line_of(headline) or about.title or _line_of(root.find(".//title"))
    byline = about.byline or _byline(root)
    published = about.published or next((day for box in _boxes(root, DATED) if (day := _day(_line(box)))), None)
    _prune(root)
    kicker = _beside(headline, KICKER, circles=1)
    lead = _beside(headline, LEAD, circles=3)
    if headline is not None:
        headline.drop_tree()  # it goes in front, whatever trafilatura makes of it
    lines = _body(root)
    if sum(map(len, lines)) < sum(map(len, about.body)) / 2:
        lines = about.body  # the page is filled in by a script
    if not published and (dated := _date_line(lines)):
        published = _day(dated)
        lines.remove(dated)
    lines = _in_order(kicker, title, lead, lines)
    return Page("\n".join(lines), title, kicker, published, byline, about.site, url or about.url)


# --- bytes -------------------------------------------------------------------------------------------

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DECLARED = regex.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", regex.I)
BROKEN = 0.05  # of the letters outside ASCII; more broken ones than this mean that the codec is the wrong one


def _decode(data: bytes, encoding: str | None) -> str:
    """`data` as text; raises PageError rather than guess."""
    bom = next((codec for mark, codec in BOMS if data.startswith(mark)), None)
    declared = DECLARED.search(data[:4096])
    stated = [encoding, "utf-8", declared[1].decode("ascii", "replace") if declared else None]
    names = [bom] if bom else list(dict.fromkeys(name.lower() for name in stated if name))
    for errors in ("strict", "replace"):
        for codec in filter(None, map(_codec, names)):
            try:
                text = data.decode(codec, errors)
            except UnicodeDecodeError:
                continue
            if text.count("\ufffd") <= BROKEN * sum(c > "\x7f" for c in text):
                return text
    raise PageError(
        f"the bytes of the page are not {', nor '.join(names)}: say what they are, for instance"
        ' encoding="windows-1256" (old Persian pages mostly are), or pass a str that you decoded'
    )


def _codec(name: str) -> str | None:
    """Python's name of a charset as pages write it, None when it is unknown."""
    try:
        return codecs.lookup(name.lower().removeprefix("x-")).name
    except LookupError:
        return None


# --- the tree ----------------------------------------------------------------------------------------

UNFIT = regex.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in XML
NEVER_XML = regex.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # comes in as &#12;, and may not be written
WRAPPERS = regex.compile(
    r"</?(?:div|span|font|center|table|tbody|tr|td|section|[biu]|em|strong|ul|li|a)\b[^<>]{0,999}>", regex.I
)
RUNNING = ("a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u", "wbr")
EMPTY = "<html><body></body></html>"


def _tree(markup: str) -> Any:
    """The root element of `markup`. Nesting too deep for the parser is flattened, not cut off."""
    markup = UNFIT.sub(lambda m: "\ufffd" if m[0] >= "\ud800" else "", markup)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring((markup.strip() or EMPTY).encode(), parser=parser)
    except lxml.etree.ParserError:  # nothing but comments or stray end tags
        root = lxml.html.document_fromstring(EMPTY)
    if any("depth" in e.message for e in parser.error_log) and (flat := WRAPPERS.sub("\n", markup)) != markup:
        return _tree(flat)
    if any(map(NEVER_XML.search, root.itertext())):  # «&#1;» is read, but lxml writes no such thing
        for element in root.iter():
            element.text = element.text and NEVER_XML.sub(" ", element.text)
            element.tail = element.tail and NEVER_XML.sub(" ", element.tail)
    return root


def _line(box: Any) -> str:
    """The text of an element on one line; elements other than those of running text are set apart."""
    parts = [box.text or ""]
    for inner in box.iterdescendants():
        gap = "" if inner.tag in RUNNING else " "
        parts += (gap, inner.text or "")
        if inner.tail:
            parts += (gap, inner.tail)
    return " ".join("".join(parts).split())


def _line_of(box: Any) -> str | None:
    return (_line(box) or None) if box is not None else None


def _fold(line: str) -> str:
    """`line` for comparison: the letters and digits alone, ی and ک Persian."""
    return "".join(filter(str.isalnum, line.translate({0x64A: "ی", 0x649: "ی", 0x643: "ک"})))


# --- what the page says about itself -------------------------------------------------------------------

TITLES = ("og:title", "twitter:title", "dc.title", "headline")
DATES = ("article:published_time", "datepublished", "og:published_time", "dc.date", "dc.date.issued", "pubdate",
         "publishdate", "publish_date", "nastooh:publishdate", "date")  # fmt: skip
AUTHORS = ("author", "article:author", "dc.creator")
SITES = ("og:site_name", "application-name", "dc.publisher")
ARTICLE_TYPE = regex.compile(r"Article$|Report$|BlogPosting$")


@frozen
class _About:
    title: str | None
    published: datetime.date | None
    byline: str | None
    site: str | None
    url: str | None
    body: list[str]


def _about(root: Any) -> _About:
    """JSON-LD first, then meta tags, then ``<time>``."""
    article = next((x for x in _linked_data(root) if ARTICLE_TYPE.search(str(_one(x.get("@type"))))), {})
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and (content := _text(meta.get("content"))):
            metas.setdefault(name.lower(), content)

    def named(names: tuple[str, ...]) -> str | None:
        return next((metas[name] for name in names if name in metas), None)

    site = named(SITES) or _text(article.get("publisher"))
    title = _text(article.get("headline")) or named(TITLES)
    dates = [article.get("datePublished"), *(metas.get(name) for name in DATES)]
    dates += [time.get("datetime") for time in root.iter("time")]
    author = _text(article.get("author")) or named(AUTHORS)
    canonical = root.find(".//link[@rel='canonical']")
    return _About(
        title=_without_site(title, site) if title else None,
        published=next((day for value in dates if (day := _day(value))), None),
        byline=author if author and "/" not in author and _fold(author) != _fold(site or "") else None,
        site=site,
        url=metas.get("og:url") or (canonical.get("href") if canonical is not None else None),
        body=[line for part in str(article.get("articleBody", "")).splitlines() if (line := _text(part))],
    )


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, outermost first; broken JSON is passed over."""
    for script in root.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            queue = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for item in queue:  # grows as it is read
            if isinstance(item, dict):
                yield item
            if isinstance(item, (dict, list)):
                queue += item.values() if isinstance(item, dict) else item


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _text(value: Any) -> str | None:
    """A JSON-LD or meta value as one line: a string, or the name of a thing, or of each in a list."""
    if isinstance(value, list):
        return "، ".join(name for item in value if (name := _text(item))) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


def _without_site(title: str, site: str | None) -> str:
    """`title` without the name of the site at its end, which og:title often carries."""
    head, mark, tail = title.rpartition(" - ") if " - " in title else title.rpartition(" | ")
    return head.strip() if mark and site and _fold(tail) in _fold(site) else title


def _day(value: Any) -> datetime.date | None:
    """The first full date in a string: ``2025-10-11T08:00+03:30``, ``1404-07-19``, «۱۹ مهر ۱۴۰۴»."""
    dates = find_dates(value) if isinstance(value, str) else ()
    return next((date.value for date in dates if date.value), None)


# --- the boxes of the page ------------------------------------------------------------------------------
# Sites name their boxes alike: a name is a word of the class, id, itemprop or aria-labelledby of an element.

KICKER = regex.compile(
    r"(?:\w+-)?(?:r[ou]{1,2}-?titr|kicker|up-?title|over-?(?:line|title)|pre-?title|eyebrow)", regex.I
)
LEAD = regex.compile(
    r"(?:\w+-)?(?:intro(?:-?text)?|lead(?:-?text)?|sub-?title|so-?titr|standfirst|summary|abstract)", regex.I
)
BYLINE = regex.compile(r"(?:\w+-)?(?:byline|author|reporter|writer)(?:-?name)?", regex.I)
DATED = regex.compile(r"(?:\w+-)*p?(?:date|time|published)(?:-\w+)?", regex.I)
NOISE = regex.compile(
    r"(?:\w+-)*(?:tags?|keywords?|related?s?|more-?news|shar(?:e|ing)|social|short-?link|comments?|breadcrumbs?|captions?"
    r"|ads?|advertisement|banner|newsletter|most-?(?:read|viewed)|copyright|print|toolbar|pagination"
    r"|(?:see|read)-?also|also-?read|read-?more|visually-?hidden)(?:-(?:list|box|items?|links?|news|area|section|text))?",
    regex.I,
)
UNSEEN = ("script", "style", "noscript", "template", "iframe")
AROUND = ("nav", "footer", "aside", "form", "button", "figcaption")


def _named(box: Any, pattern: regex.Pattern[str]) -> bool:
    """Whether one of the names of the element is, as a whole, such a name."""
    names = " ".join(box.get(key, "") for key in ("class", "id", "itemprop", "aria-labelledby"))
    return any(pattern.fullmatch(name.replace("_", "-")) for name in names.split())


def _boxes(root: Any, pattern: regex.Pattern[str]) -> Iterator[Any]:
    return (box for box in root.iter() if isinstance(box.tag, str) and _named(box, pattern))


def _headline(root: Any, title: str | None) -> Any:
    """The heading that says what the page calls itself; if the page says nothing, the only one of its rank."""
    ranks = [[h for h in root.iter(rank) if _fold(_line(h))] for rank in ("h1", "h2")]
    wanted = _fold(title or _line_of(root.find(".//title")) or "")
    for heading in (*ranks[0], *ranks[1]):
        line = _fold(_line(heading))
        if line in wanted or (wanted and wanted in line):
            return heading
    return None if title else next((rank[0] for rank in ranks if len(rank) == 1), None)


def _beside(headline: Any, pattern: regex.Pattern[str], circles: int) -> str | None:
    """The text of the box of that name that stands with the headline.

    A circle is the smallest element around the last one that holds more text than it; the first circle around
    the headline is the head of the article, the next ones the article, and then other articles come in.
    """
    circle = headline
    for _ in range(circles if headline is not None else 0):
        held = _line(circle)
        while (around := circle.getparent()) is not None and _line(circle) == held:
            circle = around
        if found := next(filter(None, map(_line, _boxes(circle, pattern))), None):
            return found
    return None


def _byline(root: Any) -> str | None:
    """The name in the first box for a writer's name."""
    for box in (*root.iterfind(".//a[@rel='author']"), *_boxes(root, BYLINE)):
        if name := next((" ".join(text.split()) for text in box.itertext() if text.strip()), None):
            return name
    return None


def _prune(root: Any) -> None:
    """Take out what is not the article: never a box that holds the headline or most of the page's paragraphs."""
    held: Counter[Any] = Counter()  # letters in paragraphs, by element
    for element in reversed([*root.iter()]):  # the inner ones first
        held[element] += len(_line(element)) if element.tag == "p" else 0
        held[element.getparent()] += held[element]
    noise = [*_boxes(root, NOISE), *_boxes(root, BYLINE), *root.iter(*UNSEEN, *AROUND), *_link_lists(root)]
    for box in dict.fromkeys(noise):
        holds_article = held[box] > held[root] / 2 or box.tag == "body" or box.find(".//h1") is not None
        if box.tag in UNSEEN or not holds_article:
            box.drop_tree()


def _link_lists(root: Any) -> Iterator[Any]:
    """Lists, paragraphs and rows in which everything is a link."""
    for box in root.iter("ul", "ol", "p", "div", "td"):
        small = box.tag in ("ul", "ol") or all(child.tag in ("a", "br", "span") for child in box)
        if small and sum(len(_fold(_line(a))) for a in box.iter("a")) == len(_fold(_line(box))) > 0:
            yield box


# --- the article ------------------------------------------------------------------------------------------

DATE_LINE = 40  # letters; a longer line with a date in it is a sentence
BLOCKS = ("p", "head", "item", "quote", "row", "lb", "list", "table", "div", "code")


def _body(root: Any) -> list[str]:
    """The lines of the article as trafilatura finds them."""
    restore = _protect(root)
    found: Any = trafilatura.bare_extraction(root, include_comments=False, with_metadata=False)
    return [restore(line) for line in _block_lines(found.body)] if found is not None else []


def _date_line(lines: list[str]) -> str | None:
    """The line near the top that holds a date and little else."""
    return next((line for line in lines[:5] if len(line) <= DATE_LINE and _day(line)), None)


def _in_order(kicker: str | None, title: str | None, lead: str | None, lines: list[str]) -> list[str]:
    """Kicker, headline and lead before the rest, each once; nothing when there is no article below them."""
    heads = [line for line in (kicker, title) if line]
    known = {_fold(line) for line in heads}
    lines = [line for line in lines if _fold(line) not in known and not _is_page_line(line)]
    if lines and lead and not any(_fold(lead) in _fold(line) for line in lines):
        lines.insert(0, lead)
    return heads + lines if lines else []


def _protect(root: Any) -> Callable[[str], str]:
    """Replace what trafilatura would delete by letters that the page does not have; return the way back."""
    used = {char for text in root.itertext() for char in text}
    spare = (c for c in map(chr, range(0xA500, 0x30000)) if c.isalpha() and c not in used)
    stand_ins = {c: next(spare) for c in sorted(used) if unicodedata.category(c) == "Cf"}
    there = str.maketrans(stand_ins)
    back = str.maketrans({letter: c for c, letter in stand_ins.items()})
    for element in root.iter():
        element.text = element.text and element.text.translate(there)
        element.tail = element.tail and element.tail.translate(there)
    return lambda line: line.translate(back)


def _block_lines(body: Any) -> Iterator[str]:
    """One line for each block of trafilatura's tree."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        if element.tag in BLOCKS:
            parts.append("\n")
        elif element.tag == "cell":
            parts.append("\t")
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if element.tag in BLOCKS:
            parts.append("\n")

    walk(body)
    for line in "".join(parts).split("\n"):
        if line := " ".join(line.split()):
            yield line


@cache
def _page_lines() -> tuple[str, ...]:
    return tuple(_fold(row["start"]) for row in read_table("page_lines"))


def _is_page_line(line: str) -> bool:
    """Whether the line belongs to the page and not to the article (data/page_lines.tsv)."""
    start, colon, _ = line.partition(":")
    return _fold(start if colon else line) in _page_lines()
