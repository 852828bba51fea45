"""An Article as HTML: the text right to left with everything that was found marked in it, without a script.

The text is cut into blocks (headline, lead, paragraph …) and each block into marks, which nest: a quote holds its
numbers, a number the repaired word in it. Where two marks overlap, the lesser one is split. Everything is placed by
the record of the changes (`Article.normalized`); an article that has none is normalised again, and if that gives
another text, because it was made with other words or another style, its original is shown instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby

import regex
from attrs import frozen

from . import resources
from .article import Article
from .errors import RuleError
from .normalize import Normalized, normalize
from .numerals import to_digits
from .quotes import Quote
from .records import value_text
from .rules import rule
from .speakers import Person
from .text import ZWNJ, Move, Span
from .visible import Change, changes, harmless, hunks, visible

_COLOURS = 7  # speakers have as many colours in view.css, and then again with another line
_DEEP = 8  # so many marks may lie in one another
_KINDS = {"direct": "مستقیم", "indirect": "غیرمستقیم", "mixed": "آمیخته"}


def page(article: Article) -> str:
    """A whole HTML document."""
    return document(article.headline.text if article.headline else "fanews", fragment(article))


def document(title: str, body: str) -> str:
    """A whole HTML document around `body`, which is HTML."""
    return (
        f'<!DOCTYPE html>\n<html lang="fa" dir="rtl">\n<head>\n<meta charset="utf-8">\n<title>{_text(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n</head>\n'
        f'<body class="fn-page">\n{body}\n</body>\n</html>\n'
    )


def fragment(article: Article) -> str:
    """The article in one ``<article>`` element, style included."""
    view = _View(article)
    parts = [
        f'<article class="fanews" lang="fa" dir="rtl">\n{style()}',
        view.facts(),
        view.cast(),
        view.legend(),
        '<div class="fn-text">',
        *view.blocks(),
        "</div>",
        view.numbers(),
        view.repairs(),
        "</article>",
    ]
    return "\n".join(part for part in parts if part)


def style() -> str:
    """The ``<style>`` element of the view; every selector begins with a class of its own."""
    return f"<style>\n{resources.read('view.css').decode('utf-8')}</style>"


# ---- what is shown, and where it stands ----------------------------------------------------------------


@frozen
class _Block:
    """A stretch of the shown text and what it is."""

    start: int
    stop: int
    kind: str


@frozen
class _Mark:
    """Something found in the shown text. One of a lower `rank` is never inside one of a higher rank."""

    start: int
    stop: int
    rank: int
    tag: str
    names: str
    attributes: str
    tip: str

    def opening(self, *, again: bool = False) -> str:
        focus = "" if again else ' tabindex="0"'
        return f'<{self.tag} class="fn-mark {self.names}"{focus}{self.attributes}>'

    def closing(self, around: Sequence[_Mark] = ()) -> str:
        """The end of the element, with its tip; a small mark `around` it that it may hide is told there too."""
        tips = [self.tip, *(m.tip for m in reversed(around) if m.rank in (_PHRASE, _NUMBER))]
        told = "".join(f'<span class="fn-told">{tip}</span>' for tip in tips)
        return f'<span class="fn-tip" role="tooltip" hidden>{told}</span></{self.tag}>'


_PART, _QUOTE, _PHRASE, _NUMBER, _REPAIR = range(5)  # the ranks of the marks
_TAGS = {"headline": "h1", "subhead": "h2", "pull_quote": "blockquote"}
_INLINE = ("dateline", "date", "byline")
_WITH_OPENING = ("body", "lead", "date")  # what stands before them on their line is shown with them


class _View:
    """An article made ready to be shown: its text, what stands where, and who has which number."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text, self.move, self.changes = _shown(article)
        self.number = {person.name: i for i, person in enumerate(article.people, 1)}

    def place(self, span: Span, text: str) -> tuple[int, int]:
        """Where a found thing stands in the shown text, without a neighbour that was changed together with it."""
        wide = self.move(span)
        start, stop = (min(i, len(self.text)) for i in (wide.start, wide.stop))
        at = self.text.find(text, start, stop)
        return (at, at + len(text)) if at >= 0 else (start, stop)

    # -- blocks

    def blocks(self) -> Iterator[str]:
        """The text, block by block, marks and all."""
        marks = sorted(self.marks(), key=lambda m: (m.start, m.rank, -m.stop))
        for kind, text in self.told():
            yield _element(kind, _text(text))
        i = 0
        near: list[_Mark] = []
        for block in self.layout():
            while i < len(marks) and marks[i].start < block.stop:
                near.append(marks[i])
                i += 1
            near = [m for m in near if m.start >= block.start or m.stop > block.start]
            yield _element(block.kind, "".join(_inline(self.text, block, near)))

    def parts(self) -> Iterator[tuple[str, Span, str]]:
        """The parts of the article: what each is, its span, its text."""
        a = self.article
        for kind in ("date", "kicker", "headline", "lead", "byline"):
            part = getattr(a, kind)
            if part is not None:
                yield kind, part.span, part.text
        for kind, many in (("body", a.body), ("subhead", a.subheads), ("caption", a.captions)):
            yield from ((kind, p.span, p.text) for p in many)
        yield from (("pull_quote", p.span, p.text) for p in a.pull_quotes)
        yield from (("closing", p.span, p.text) for p in a.closing)

    def told(self) -> Iterator[tuple[str, str]]:
        """The parts that are not in the text: the caller knew them."""
        return ((kind, text) for kind, span, text in self.parts() if not len(span) and kind != "date")

    def layout(self) -> Iterator[_Block]:
        """The text as blocks in order, disjoint; what belongs to no part is a block of kind "rest"."""
        found = [(*self.place(span, text), kind) for kind, span, text in self.parts() if len(span)]
        at = 0
        for start, stop, kind in sorted(found, key=lambda part: (part[0], -part[1])):
            if start < at:
                continue
            if kind in _WITH_OPENING:
                start = max(at, self.text.rfind("\n", at, start) + 1)
            yield from self.rest(at, start)
            yield _Block(start, stop, kind)
            at = stop
        yield from self.rest(at, len(self.text))

    def rest(self, start: int, stop: int) -> Iterator[_Block]:
        """The lines between two parts."""
        for m in regex.finditer(r"[^\s](?:[^\n]*[^\s])?", self.text[start:stop]):
            if regex.search(r"[\p{L}\p{N}]", m[0]):  # a mark that ended a title line tells nothing
                yield _Block(start + m.start(), start + m.end(), "rest")

    # -- marks

    def marks(self) -> Iterator[_Mark]:
        a = self.article
        for kind in _INLINE:
            part = getattr(a, kind)
            if part is not None and len(part.span):
                yield _Mark(*self.place(part.span, part.text), _PART, "span", f"fn-{kind}", "", self.part_tip(kind))
        seen = set()
        for i, q in enumerate(a.quotes, 1):
            who, badge = self.who(q.person), self.badge(q.person)
            start, stop = self.place(q.content.span, q.content.text)
            names = f"fn-quote fn-{escape(q.kind)} {who}"
            yield _Mark(start, stop, _QUOTE, "mark", names, badge, self.quote_tip(i, q))
            for name, label, part in (("speaker", "گوینده", q.speaker), ("cue", "فعل نقل", q.cue)):
                if part is not None and part.span not in seen:
                    seen.add(part.span)
                    tip = _rows([(label, part.text), ("کیست", self.name(q.person))]) + _why(q.rule)
                    start, stop = self.place(part.span, part.text)
                    data = badge if name == "speaker" else ""
                    yield _Mark(start, stop, _PHRASE, "span", f"fn-{name} {who}", data, tip)
        for n in a.numbers:
            value = value_text(n.value)
            told = [("عدد", value), ("نوع", n.kind), ("یکا", n.unit)]
            told += [("", label) for label, on in (("تقریبی", n.approx), ("دوپهلو", n.ambiguous)) if on]
            start, stop = self.place(n.span, n.text)
            data = f' value="{_text(value)}"'
            yield _Mark(start, stop, _NUMBER, "data", "fn-number", data, _rows(told) + _why(n.rule))
        for c in self.changes:
            names = "fn-repair" if len(c.place) else "fn-repair fn-gone"
            yield _Mark(c.place.start, c.place.stop, _REPAIR, "ins", names, "", _change_tip(c))

    def part_tip(self, kind: str) -> str:
        d = self.article.dateline
        if kind == "dateline" and d is not None:
            told = [("خبرگزاری", d.agency), ("شناسه", d.agency_id), ("مکان", d.place), ("دفتر", d.bureau)]
            told += [("گروه", d.desk), ("خبرنگار", d.reporter), *(("به نقل از", source) for source in d.via)]
            return _rows(told) + _why(d.rule)
        date, byline = self.article.date, self.article.byline
        return _rows([("تاریخ", date and date.isoformat())] if kind == "date" else [("نویسنده", byline)])

    def quote_tip(self, i: int, q: Quote) -> str:
        told: list[tuple[str, object]] = [(f"نقل {_fa(i)}", self.name(q.person)), ("سمت", q.person and q.person.role)]
        told += [("شیوه", _KINDS.get(q.kind, q.kind))]
        told += [("در متن", q.speaker and q.speaker.text), ("فعل نقل", q.cue and q.cue.text)]
        told += [("", "گوینده از جملهٔ پیش می\u200cآید")] if q.inherited else []
        return _rows(told) + _why(q.rule)

    def name(self, person: Person | None) -> str:
        return person.name if person else "نامعلوم"

    def who(self, person: Person | None) -> str:
        """The class names that give a speaker his colour and his line."""
        if person is None or person.name not in self.number:
            return "fn-s0"
        turn, colour = divmod(self.number[person.name] - 1, _COLOURS)
        return f"fn-s{colour + 1}" + (f" fn-turn{min(turn, 2)}" if turn else "")

    def badge(self, person: Person | None) -> str:
        """The number of a speaker, which stands beside his colour."""
        i = self.number.get(person.name) if person else None
        return f' data-fn="{_fa(i) if i else "؟"}"'

    # -- around the text

    def facts(self) -> str:
        """What the article is, in a line: outlet, place, date …"""
        a, d = self.article, self.article.dateline
        told: list[tuple[str, str | None]] = [("تاریخ", a.date.isoformat() if a.date else None)]
        if d is not None:
            told = [("خبرگزاری", d.agency_id or d.agency), ("مکان", d.place), ("گروه", d.desk), *told]
        items = [f"<span><small>{label}</small> <bdi>{_text(value)}</bdi></span>" for label, value in told if value]
        return f'<p class="fn-facts">{" ".join(items)}</p>' if items else ""

    def cast(self) -> str:
        """The speakers, each with his number, colour and role."""
        said = Counter(self.name(q.person) for q in self.article.quotes)
        cast: list[Person | None] = [p for p in self.article.people if said[p.name]]
        cast += [None] if any(q.person is None for q in self.article.quotes) else []
        items = []
        for person in cast:
            role = f" <small><bdi>{_text(person.role)}</bdi></small>" if person and person.role else ""
            count = f'<small class="fn-count">{_fa(said[self.name(person)])} نقل</small>'
            name = f"<bdi>{_text(self.name(person))}</bdi>"
            items.append(f'<li class="{self.who(person)}"{self.badge(person)}>{name}{role} {count}</li>')
        return f'<ul class="fn-cast">{"".join(items)}</ul>' if items else ""

    def legend(self) -> str:
        """What the marks mean; each kind can be turned off."""
        a = self.article
        items = []
        for kind, label, count in (
            ("quote", "نقل\u200cقول", len(a.quotes)),
            ("cue", "فعل نقل", sum(q.cue is not None for q in a.quotes)),
            ("number", "عدد", len(a.numbers)),
            ("repair", "اصلاح", len(self.changes)),
        ):
            if count:
                sample = f'<span class="fn-{kind} fn-s1">{label}</span> <small>{_fa(count)}</small>'
                items.append(f'<label><input type="checkbox" class="fn-show-{kind}" checked> {sample}</label>')
        return f'<div class="fn-legend">{" ".join(items)}</div>' if items else ""

    def numbers(self) -> str:
        rows = [(n.text, value_text(n.value), n.kind, n.unit or "") for n in self.article.numbers]
        body = "".join(f"<tr>{''.join(f'<td><bdi>{_text(c)}</bdi></td>' for c in row)}</tr>" for row in rows)
        head = "<tr><th>عدد</th><th>مقدار</th><th>نوع</th><th>یکا</th></tr>"
        return _details("اعداد", len(rows), f"<table><thead>{head}</thead><tbody>{body}</tbody></table>")

    def repairs(self) -> str:
        """The changes, those of the same rules together."""
        parts = []
        for rules, group in groupby(sorted(self.changes, key=lambda c: c.rules), key=lambda c: c.rules):
            pairs = Counter(map(_pair, group))
            times = (f"<li>{p}{f' <small>{_fa(n)}×</small>' if n > 1 else ''}</li>" for p, n in pairs.items())
            parts.append(f"<section>{''.join(map(_why, rules))}<ul>{''.join(times)}</ul></section>")
        return _details("اصلاح\u200cها", len(self.changes), "".join(parts), name="fn-repairs")


def _shown(a: Article) -> tuple[str, Move, Sequence[Change]]:
    """The text to show, the way of a span of the original into it, and what was changed in it."""
    done = a.normalized or normalize(a.original)
    if done.text == a.text:
        return done.text, done.to_normalized, changes(done)
    return a.original, lambda span: span, ()


# ---- HTML ----------------------------------------------------------------------------------------------


def _inline(text: str, block: _Block, marks: Iterable[_Mark]) -> Iterator[str]:
    """The text of a block with its marks, which are sorted by where they start, as elements that nest."""
    at = block.start
    stack: list[_Mark] = []  # the marks that are open, the outermost first

    def until(stop: int) -> Iterator[str]:
        """The text up to `stop`, with the marks closed that end there or before."""
        nonlocal at
        while stack and (end := min(m.stop for m in stack)) <= stop:
            yield _letters(text[at:end])
            at = max(at, end)
            yield from change(min(i for i, m in enumerate(stack) if m.stop <= at))
        yield _letters(text[at:stop])
        at = max(at, stop)

    def close(depth: int) -> Iterator[str]:
        """Close the marks from `depth` on."""
        for i in range(len(stack) - 1, depth - 1, -1):
            yield stack[i].closing(stack[:i])

    def change(depth: int, new: _Mark | None = None) -> Iterator[str]:
        """Close the marks from `depth` on, and open `new` and those of them that go on."""
        yield from close(depth)
        again = [m for m in stack[depth:] if m.stop > at]
        stack[depth:] = ([new] if new else []) + again
        yield new.opening() if new else ""
        yield from (m.opening(again=True) for m in again)

    for mark in marks:
        yield from until(max(mark.start, at))
        if len(stack) < _DEEP:
            yield from change(sum(m.rank <= mark.rank for m in stack), mark)
    yield from until(block.stop)
    yield from close(0)


def _element(kind: str, inner: str) -> str:
    tag = _TAGS.get(kind, "p")
    return f'<{tag} class="fn-{kind}">{inner}</{tag}>'


def _letters(text: str) -> str:
    """A piece of the article, with its ZWNJs in reach of the style."""
    return _text(text).replace(ZWNJ, f'<span class="fn-zwnj">{ZWNJ}</span>')


def _text(text: str) -> str:
    return escape(harmless(text))


def _fa(number: int) -> str:
    return to_digits(str(number), "fa")


def _rows(told: Iterable[tuple[str, object]]) -> str:
    """Labels with their values, those that have one."""
    return "".join(
        f'<span class="fn-row"><small>{label}</small> <bdi>{_text(str(value))}</bdi></span>'
        for label, value in told
        if value
    )


def _pair(change: Change) -> str:
    before, after = (escape(text) for text in change.shown())
    return f'<span class="fn-row"><bdi class="fn-before">{before}</bdi> ← <bdi class="fn-after">{after}</bdi></span>'


def _change_tip(change: Change) -> str:
    return _pair(change) + "".join(map(_why, change.rules))


@lru_cache(256)
def _why(id: str) -> str:
    """A rule with its title and reason; the id alone when there is no such rule (an article from elsewhere)."""
    try:
        r = rule(id)
    except RuleError:
        return f'<span class="fn-why"><code>{_text(id)}</code></span>'
    return (
        f'<span class="fn-why" lang="en" dir="ltr"><code>{r.id}</code> <b>{_text(r.title)}.</b> {_text(r.why)}</span>'
    )


def _details(label: str, count: int, body: str, name: str = "fn-table") -> str:
    if not count:
        return ""
    return f'<details class="{name}"><summary>{label} <small>{_fa(count)}</small></summary>{body}</details>'


# ---- before and after ----------------------------------------------------------------------------------


def diff_page(done: Normalized, name: str) -> str:
    """A whole HTML document with the changed lines before and after, side by side, every change with its rules."""
    rows = []
    count = 0
    for hunk in hunks(done):
        count += len(hunk.changes)
        sides = (("del", hunk.before), ("ins", hunk.after))
        cells = (f"<td>{''.join(_piece(tag, *piece) for piece in side)}</td>" for tag, side in sides)
        rows.append(f"<tr><th>{_fa(hunk.line)}</th>{''.join(cells)}</tr>")
    head = "<thead><tr><th>سطر</th><th>پیش</th><th>پس</th></tr></thead>"
    body = f'<table class="fn-diff">{head}<tbody>{"".join(rows)}</tbody></table>'
    facts = f'<p class="fn-facts"><span><bdi>{_text(name)}</bdi></span> <span>{_fa(count)} اصلاح</span></p>'
    return document(
        name, f'<article class="fanews fn-wide" lang="fa" dir="rtl">\n{style()}\n{facts}\n{body}\n</article>'
    )


def _piece(tag: str, text: str, change: Change | None) -> str:
    """A piece of a line before (``del``) or after (``ins``)."""
    shown = "<br>".join(escape(visible(line)) for line in text.split("\n"))
    if change is None or not shown:
        return shown
    mark = _Mark(0, 0, _REPAIR, tag, f"fn-{tag}", "", _change_tip(change))
    return f"{mark.opening()}{shown}{mark.closing()}"
