"""The HTML view: valid, complete, harmless, and every mark where the article has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings

import fanews
from fanews import Article, render
from fanews.resources import read
from fanews.visible import changes
from strategies import texts

EXAMPLES = Path(__file__).parent.parent / "examples"
REAL = fanews.parse((EXAMPLES / "irib-lorestan.txt").read_text(encoding="utf-8"))
REPORT = """پس از نشست سه ساعته؛
نرخ سود وام مسكن كم ميشود
تهران- ایرنا- رئیس کل بانک مرکزی گفت: نرخ سود وام مسکن ۲ درصد کاهش می یابد.
به گزارش خبرنگار اقتصادی ایرنا، محمدرضا فرزین رئیس کل بانک مرکزی افزود: « ما برای ۲۵۰ هزار زوج برنامه داریم ».
مریم صادقی، نماینده مردم تبریز، گفت: «وزیر راه به من گفت که ۴۰ درصد پروژه ها نیمه تمام است.»
یک مقام آگاه به ایرنا گفت: این رقم نهایی نیست.
انتهای پیام/"""
HOSTILE = """<script>document.title='x'</script> "><img src=x onerror=alert(1)> &amp; &lt;b&gt;
\u202e چپ \ud800 \x00\x1b[31m\ufffe
<b>وزیر</b> گفت: «</p></article><style>*{}</style> سلام \u2069\u2066 ۲۵ هزار» </mark>"""


def parsed(html: str) -> Element:
    """The page as a tree; fails on any error in its HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(html)
    return tree


def all_of(tree: Element, name: str) -> list[Element]:
    """The elements of a class, in order."""
    return [e for e in tree.iter() if name in e.get("class", "").split()]


def text_of(element: Element) -> str:
    """What a reader sees of an element: its text without the tips."""
    return "".join(_texts(element))


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if "fn-tip" not in child.get("class", ""):
            yield from _texts(child)
        yield child.tail or ""


def tip_of(element: Element) -> str:
    return "".join(next(e for e in reversed(list(element)) if "fn-tip" in e.get("class", "")).itertext())


def told(element: Element) -> list[tuple[str, ...]]:
    """The rows of a mark's own tip: label and value."""
    tip = next(e for e in reversed(list(element)) if "fn-tip" in e.get("class", ""))
    return [tuple("".join(part.itertext()) for part in row) for row in all_of(tip[0], "fn-row")]


SHORT = """شنبه ۱۹ مهر ۱۴۰۴
سدها پر می\u200cشود
گزارش: مریم صفا
یزد - ایرنا - علی نادری، وزیر نیرو، گفت: «حدود ۱۲ میلیون تومان برای هر سد هزينه شد.»
وی افزود که آب  کافی است و سدها  پر است.
گفته می\u200cشود که باران تا ساعت ۱۸ می\u200cرسد."""


def test_what_the_marks_tell() -> None:
    (shown,) = all_of(parsed(fanews.parse(SHORT).to_html()), "fn-text")
    assert [(e.tag, e.get("class"), text_of(e), told(e)) for e in all_of(shown, "fn-mark")] == [
        ("span", "fn-mark fn-date", "شنبه ۱۹ مهر ۱۴۰۴", [("تاریخ", "2025-10-11")]),
        ("span", "fn-mark fn-byline", "گزارش: مریم صفا", [("نویسنده", "گزارش: مریم صفا")]),
        (
            *("span", "fn-mark fn-dateline", "یزد - ایرنا -"),
            [("خبرگزاری", "ایرنا"), ("شناسه", "IRNA"), ("مکان", "یزد")],
        ),
        ("span", "fn-mark fn-speaker fn-s1", "علی نادری", [("گوینده", "علی نادری"), ("کیست", "علی نادری")]),
        ("span", "fn-mark fn-cue fn-s1", "گفت", [("فعل نقل", "گفت"), ("کیست", "علی نادری")]),
        (
            *("mark", "fn-mark fn-quote fn-direct fn-s1", "حدود ۱۲ میلیون تومان برای هر سد هزینه شد"),
            [
                *(("نقل ۱", "علی نادری"), ("سمت", "وزیر نیرو"), ("شیوه", "مستقیم")),
                *(("در متن", "علی نادری"), ("فعل نقل", "گفت")),
            ],
        ),
        (
            *("data", "fn-mark fn-number", "۱۲ میلیون"),
            [("عدد", "12000000"), ("نوع", "money"), ("یکا", "IRT"), ("", "تقریبی")],
        ),
        ("ins", "fn-mark fn-repair", "هزینه", [("هزينه", "هزینه")]),
        ("span", "fn-mark fn-speaker fn-s1", "وی", [("گوینده", "وی"), ("کیست", "علی نادری")]),
        ("span", "fn-mark fn-cue fn-s1", "افزود", [("فعل نقل", "افزود"), ("کیست", "علی نادری")]),
        (
            *("mark", "fn-mark fn-quote fn-indirect fn-s1", "آب کافی است و سدها پر است"),
            [
                *(("نقل ۲", "علی نادری"), ("سمت", "وزیر نیرو"), ("شیوه", "غیرمستقیم")),
                *(("در متن", "وی"), ("فعل نقل", "افزود")),
            ],
        ),
        ("ins", "fn-mark fn-repair", " ", [("␣␣", "␣")]),
        ("ins", "fn-mark fn-repair", " ", [("␣␣", "␣")]),
        ("span", "fn-mark fn-cue fn-s0", "گفته می\u200cشود", [("فعل نقل", "گفته می\u200cشود"), ("کیست", "نامعلوم")]),
        (
            *("mark", "fn-mark fn-quote fn-indirect fn-s0", "باران تا ساعت ۱۸ می\u200cرسد"),
            [("نقل ۳", "نامعلوم"), ("شیوه", "غیرمستقیم"), ("فعل نقل", "گفته می\u200cشود")],
        ),
        ("data", "fn-mark fn-number", "۱۸", [("عدد", "18:00:00"), ("نوع", "time")]),
    ]


def test_what_stands_around_the_text() -> None:
    tree = parsed(fanews.parse(SHORT).to_html())
    (facts,), (cast,), (legend,) = (all_of(tree, name) for name in ("fn-facts", "fn-cast", "fn-legend"))
    assert text_of(facts) == "خبرگزاری IRNA مکان یزد تاریخ 2025-10-11"
    people = [(text_of(e), e.get("class"), e.get("data-fn")) for e in cast]
    assert people == [("علی نادری وزیر نیرو ۲ نقل", "fn-s1", "۱"), ("نامعلوم ۱ نقل", "fn-s0", "؟")]
    assert text_of(legend) == " نقل\u200cقول ۳  فعل نقل ۳  عدد ۲  اصلاح ۳"
    shows = [e.get("class") for e in legend.iter("input") if e.get("type") == "checkbox" and "checked" in e.attrib]
    assert shows == ["fn-show-quote", "fn-show-cue", "fn-show-number", "fn-show-repair"]
    (numbers,), (repairs,) = all_of(tree, "fn-table"), all_of(tree, "fn-repairs")
    assert [text_of(e[0]) for e in (numbers, repairs)] == ["اعداد ۲", "اصلاح\u200cها ۳"]
    assert [[text_of(cell) for cell in row] for row in numbers.iter("tr")] == [
        ["عدد", "مقدار", "نوع", "یکا"],
        ["۱۲ میلیون", "12000000", "money", "IRT"],
        ["۱۸", "18:00:00", "time", ""],
    ]
    assert [text_of(e) for e in repairs.iter("li")] == ["هزينه ← هزینه", "␣␣ ← ␣ ۲×"]
    assert [text_of(e) for e in repairs.iter("code")] == ["letters.yeh", "spaces.runs"]


def test_what_an_article_does_not_have_is_not_shown_around_it() -> None:
    tree = parsed(fanews.parse("باران آمد.").to_html())
    for name in ("fn-facts", "fn-cast", "fn-legend", "fn-table", "fn-repairs", "fn-mark"):
        assert not all_of(tree, name)


def test_after_seven_speakers_the_colours_begin_again_with_another_line() -> None:
    surnames = "کاوه صفا نوری راد مرادی کریمی رستگار نوایی زمانی مقدم ساعدی"
    names = [f"{given} {surname}" for given in ("علی", "مریم") for surname in surnames.split()]
    text = "\n".join(f"{name}\u200cپور گفت: سدها پر است." for name in names)
    (cast,) = all_of(parsed(fanews.parse(text).to_html()), "fn-cast")
    colours = [e.get("class") for e in cast]
    assert [colours[i] for i in (0, 6, 7, 13, 14, 20, 21)] == [
        *("fn-s1", "fn-s7", "fn-s1 fn-turn1", "fn-s7 fn-turn1"),
        *("fn-s1 fn-turn2", "fn-s7 fn-turn2", "fn-s1 fn-turn2"),
    ]
    assert [e.get("data-fn") for e in cast][-1] == "۲۲"


def test_the_real_article_with_its_eleven_quotes_and_one_speaker() -> None:
    tree = parsed(REAL.to_html())
    (shown,) = all_of(tree, "fn-text")
    assert [text_of(e) for e in all_of(shown, "fn-quote")] == [q.content.text for q in REAL.quotes]
    speakers = {q.speaker.span: q.speaker.text for q in REAL.quotes if q.speaker}
    assert sorted(text_of(e) for e in all_of(shown, "fn-speaker")) == sorted(speakers.values())
    assert len(set(speakers.values())) == 6
    for element in (*all_of(shown, "fn-quote"), *all_of(shown, "fn-speaker")):
        assert "fn-s1" in element.get("class", "")
        assert element.get("data-fn") == "۱"
    assert [text_of(e) for e in all_of(shown, "fn-number")] == [n.text for n in REAL.numbers]
    assert "یعقوب رستمی مال خلیفه" in text_of(all_of(tree, "fn-cast")[0])


def test_all_of_the_text_is_shown_in_its_order() -> None:
    for article in (REAL, fanews.parse(REPORT)):
        (shown,) = all_of(parsed(article.to_html()), "fn-text")
        letters = re.sub(r"\W", "", text_of(shown))
        assert letters == re.sub(r"\W", "", article.text)


def test_every_part_is_a_block_of_its_own_kind() -> None:
    article = fanews.parse(REPORT)
    (shown,) = all_of(parsed(article.to_html()), "fn-text")
    kinds = [(e.tag, e.get("class")) for e in shown]
    assert kinds[:3] == [("p", "fn-kicker"), ("h1", "fn-headline"), ("p", "fn-lead")]
    assert kinds[-1] == ("p", "fn-closing")
    body = [e for e in shown if e.get("class") == "fn-body"]
    assert len(body) == len(article.body)
    for element, passage in zip(body, article.body, strict=True):  # with the dateline before it, if there is one
        assert text_of(element).endswith(passage.text)


def test_a_mark_tells_its_rule_and_the_reason() -> None:
    article = fanews.parse(REPORT)
    tree = parsed(article.to_html())
    (shown,) = all_of(tree, "fn-text")
    for element, quote in zip(all_of(shown, "fn-quote"), article.quotes, strict=True):
        assert element.get("tabindex") == "0"
        rule = fanews.rule(quote.rule)
        assert all(part in tip_of(element) for part in (rule.id, rule.title, rule.why, quote.person.name))
    tips = [tip_of(e) for e in all_of(shown, "fn-repair")]
    for change in changes(article.normalized):
        assert any(all(t in tip for t in (*change.shown(), *change.rules)) for tip in tips)


def test_marks_nest_and_the_lesser_one_is_split() -> None:
    article = fanews.parse("وزیر نیرو گفت:میتوان ۲۵ هزار خانه ساخت.")
    (shown,) = all_of(parsed(article.to_html()), "fn-text")
    (quote,) = all_of(shown, "fn-quote")
    (number,) = all_of(quote, "fn-number")
    assert (text_of(quote), text_of(number)) == (article.quotes[0].text, "۲۵ هزار")
    pieces = all_of(shown, "fn-repair")  # «گفت: می‌توان», across the end of the cue and the start of the quote
    assert "".join(map(text_of, pieces)) == "گفت: می\u200cتوان"
    assert [p.get("tabindex") for p in pieces].count("0") == 1
    assert pieces[-1] in all_of(quote, "fn-repair")


def test_a_repair_that_hides_a_cue_tells_of_both() -> None:
    (shown,) = all_of(parsed(fanews.parse("وزیر نیرو گفت:سدها پر است.").to_html()), "fn-text")
    (cue,) = all_of(shown, "fn-cue")
    (piece,) = all_of(cue, "fn-repair")
    assert text_of(cue) == text_of(piece) == "گفت"
    assert "punctuation.space_after" in tip_of(piece)
    assert tip_of(cue) in tip_of(piece)


def test_a_quote_in_a_quote_has_both_speakers() -> None:
    article = fanews.parse(REPORT)
    (shown,) = all_of(parsed(article.to_html()), "fn-text")
    outer = next(e for e in all_of(shown, "fn-quote") if all_of(e, "fn-quote")[1:])
    inner = all_of(outer, "fn-quote")[1]
    assert outer.get("data-fn") != inner.get("data-fn")
    assert text_of(inner) in text_of(outer)


def test_a_speaker_who_is_not_known_is_grey_and_has_a_question_mark() -> None:
    article = fanews.parse("گفته می شود که سدها پر است.\nگفت: «سدها پر است.»")
    quotes = all_of(parsed(article.to_html()), "fn-quote")
    unknown = [e for e in quotes if e.get("data-fn") == "؟"]
    assert len(unknown) == sum(q.person is None for q in article.quotes) > 0
    assert all("fn-s0" in e.get("class", "") for e in unknown)


@pytest.mark.parametrize("text", [HOSTILE, HOSTILE.replace("\n", " "), "گفت: " + HOSTILE * 3])
def test_hostile_text_stays_text(text: str) -> None:
    article = fanews.parse(text, title="</title><script>1</script>", url='"><script>1</script>')
    html = article.to_html()
    html.encode("utf-8")  # no half of a character is left
    tree = parsed(html)
    assert not {e.tag for e in tree.iter()} & {"script", "img"}
    assert len(list(tree.iter("style"))) == len(list(tree.iter("article"))) == 1
    assert not [name for e in tree.iter() for name in e.attrib if name.startswith("on")]
    assert "\u202e" not in html


@settings(max_examples=150, deadline=None)
@given(texts)
def test_any_text_gives_a_valid_page_that_has_its_paragraphs(text: str) -> None:
    article = fanews.parse(text)
    (shown,) = all_of(parsed(article.to_html()), "fn-text")
    seen = re.sub(r"\s", "", text_of(shown))
    for passage in article.body:
        assert re.sub(r"\s", "", render.harmless(passage.text)) in seen


def test_an_article_from_json_looks_the_same() -> None:
    assert Article.from_dict(REAL.to_dict()).to_html() == REAL.to_html()


def test_an_article_made_with_own_words_is_shown_as_it_is_or_else_as_it_was() -> None:
    text = "ليگ برتر شروع ميشود.\nوزیر گفت: ليگ برتر خوب است."
    article = fanews.parse(text, lexicon=fanews.Lexicon(join=["لیگ\u200cبرتر"]))
    (shown,) = all_of(parsed(article.to_html()), "fn-text")
    assert text_of(shown).split() == article.text.split()
    (shown,) = all_of(parsed(Article.from_dict(article.to_dict()).to_html()), "fn-text")
    assert text_of(shown).split() == text.split()
    assert [text_of(e) for e in all_of(shown, "fn-quote")] == ["ليگ برتر خوب است"]
    assert not all_of(shown, "fn-repair")


def test_a_rule_that_is_not_ours_is_named_and_no_error() -> None:
    data = REAL.to_dict()
    data["quotes"][0]["rule"] = "theirs.<b>"
    (shown,) = all_of(parsed(Article.from_dict(data).to_html()), "fn-text")
    assert "theirs.<b>" in tip_of(all_of(shown, "fn-quote")[0])


def test_a_title_that_the_text_does_not_have_is_shown_first() -> None:
    article = fanews.parse("وزیر نیرو گفت: سدها پر است.", title="سدها پر شد")
    (shown,) = all_of(parsed(article.to_html()), "fn-text")
    assert (shown[0].tag, text_of(shown[0])) == ("h1", "سدها پر شد")


def test_a_notebook_with_several_articles_keeps_its_looks() -> None:
    html = REAL._repr_html_() + fanews.parse(REPORT)._repr_html_()
    assert not re.search(r"<[^>]* id=", html)
    css = re.sub(r"/\*.*?\*/", "", read("view.css").decode("utf-8"), flags=re.DOTALL)
    selectors = re.findall(r"(?:^|[{}])\s*([^@{}]+)\{", css)
    assert len(selectors) > 50
    for selector in selectors:
        for part in re.split(r",(?![^(]*\))", selector):
            assert part.strip().startswith((".fanews", ".fn-")), part


def test_ten_thousand_quotes() -> None:
    article = fanews.parse("وزیر نیرو گفت: «سد ۲ پر ميشود.» " * 10_000)
    html = article.to_html()
    assert html.count("<mark ") == html.count("</mark>") == len(article.quotes) == 10_000


def test_an_empty_text_is_a_valid_page() -> None:
    (shown,) = all_of(parsed(fanews.parse("").to_html()), "fn-text")
    assert not list(shown)


def test_before_and_after_side_by_side() -> None:
    done = fanews.normalize("كتاب ها را ميخوانند <b>\r\nسالم\r\nگفت:بله")
    tree = parsed(render.diff_page(done, "<a>.txt"))
    assert text_of(all_of(tree, "fn-del")[0]) == "كتاب ها"
    assert text_of(all_of(tree, "fn-ins")[0]) == "کتاب¦ها"
    assert "zwnj.plural" in tip_of(all_of(tree, "fn-ins")[0])
    rows = [[text_of(cell) for cell in row] for row in tree.iter("tr")]
    assert rows[1][0] == "۱"
    assert "<b>" in rows[1][1]
