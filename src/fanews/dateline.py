"""Datelines: which agency, desk and place a story comes from, and through whom.

A dateline opens with one of the phrases of the table ``dateline`` («به گزارش», «در گفت\u200cوگو با» …) or is a slug
(«تهران - ایرنا -»), at the head of the story. What it says is read word by word (`slots`). An outlet that no table
knows is kept as written, with no `agency_id`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve, frozen

from .calendar import Date
from .errors import demand_str
from .normalize import normalize
from .slots import END, LONG_LINE, Reader, begins_slug, grammar, hosts, opening
from .text import Move, Span
from .words import FINAL, Words

_HEAD = 4000  # a dateline stands within the first so many code points of a text
_OPENING = 300  # and so many of the last paragraph that may hold one are read
_DEEP = 700  # how far into its paragraph a dateline may stand
_MAX_LINES, _MAX_PARAGRAPHS = 9, 2  # how many lines, and how many paragraphs among them, may stand before it


@frozen
class Dateline:
    """Where a story comes from.

    `span` covers the dateline with its closing mark; `text` is its normalised form. `agency` is the outlet as
    written («خبرگزاری صداوسیما»), `agency_id` its id in ``agencies.tsv`` (``"IRIB"``), None when the table
    does not know it. `bureau` is the agency's office when named as such («مرکز لرستان»), and then also the
    `place`. `via` names those it quotes, in order. `rule` is the row of the table that found it.
    """

    span: Span
    text: str
    agency: str | None = None
    agency_id: str | None = None
    place: str | None = None
    bureau: str | None = None
    desk: str | None = None
    reporter: str | None = None
    via: tuple[str, ...] = ()
    date: Date | None = None
    rule: str = "dateline.report"

    def moved(self, move: Move) -> Dateline:
        """The same dateline in another text's coordinates."""
        return evolve(self, span=move(self.span), date=self.date and self.date.moved(move))


def find_dateline(text: str) -> Dateline | None:
    """The dateline of a news text as a caller has it, or None. Spans count code points of `text`."""
    n = normalize(demand_str(text, "find_dateline"))
    found = find(n.text)
    return found and found.moved(n.to_original)


def find(text: str | Words, *, url: str | None = None) -> Dateline | None:
    """The main dateline of a normalised text, or None; see `main`."""
    return main(find_all(text), url=url)


def main(found: tuple[Dateline, ...], *, url: str | None = None) -> Dateline | None:
    """The one of several datelines that says most about where the story comes from, None of none.

    A place with its agency («تهران - ایرنا -») comes before «به گزارش …», and that before a bare
    «خبرگزاری فارس:», «به نقل از …», an interview and a bare place. `url` gives the `agency_id` when the
    dateline itself names no agency.
    """
    best = min(found, key=_rank, default=None)
    if best and best.agency is None and url:
        return evolve(best, agency_id=agency_of(url))
    return best


def find_all(text: str | Words) -> tuple[Dateline, ...]:
    """Every dateline at the head of a normalised text, in the order in which they stand."""
    words = text.head(_head(text.text)) if isinstance(text, Words) else Words(text[: _head(text)])
    found: list[Dateline] = []
    for first in _line_starts(words):
        if begins_slug(words.key[first]) and (slug := Reader(words, first)).slug():
            found.append(_made(slug))
    for id, start, stop in _openings(words):
        if found and any(start < d.span.stop and d.span.start < stop for d in found):
            continue
        first = words.at(start)
        reader = Reader(words, words.at(stop - 1) + 1, first, id)
        if reader.read() and _stands_well(words, first, dateline := _made(reader)):
            found.append(dateline)
    return tuple(_disjoint(found))


def _made(reader: Reader) -> Dateline:
    """The dateline that `reader` has read."""
    words = reader.words
    start, stop = words.start[reader.first], words.stop[reader.last - 1]
    return Dateline(
        span=Span(start, stop),
        text=words.text[start:stop],
        agency=reader.agency_name(),
        agency_id=reader.agency_id,
        place=reader.place,
        bureau=reader.bureau,
        desk=reader.desk and re.sub(r"(?<=ها)ی$", "", reader.desk),
        reporter=reader.reporter,
        via=tuple(reader.via),
        date=reader.date if reader.date and reader.date.span.stop <= stop else None,
        rule=reader.rule,
    )


def agency_of(url: str) -> str | None:
    """The id of the outlet whose address `url` is, None when no row of ``agencies.tsv`` has its host."""
    address = re.sub(r"^\s*(?:[a-z]++:)?//(?:[^/@]*@)?", "", url.lower())
    host = re.match(r"[^/:?#]*", address)[0]  # type: ignore[index]
    best = ""
    for known in hosts():
        name = known.partition("/")[0]
        fits = host == name or host.endswith("." + name)
        if fits and known[len(name) :] in address and len(known) > len(best):
            best = known
    return hosts().get(best)


def _rank(d: Dateline) -> tuple[int, int]:
    slug = d.rule == "dateline.slug"
    order = (
        slug and d.place is not None,
        d.rule in ("dateline.report", "dateline.announced"),
        slug,
        d.rule == "dateline.relayed",
        d.rule == "dateline.interview",
    )
    return (order.index(True) if True in order else len(order), d.span.start)


def _disjoint(found: list[Dateline]) -> Iterator[Dateline]:
    """The first of those that overlap, in the order of the text."""
    last = -1
    for d in sorted(found, key=lambda d: (d.span.start, -d.span.stop)):
        if d.span.start >= last:
            yield d
            last = d.span.stop


def agency_named(name: str) -> str | None:
    """The id of the outlet that `name` is a written form of, with or without «خبرگزاری»; None when it is none."""
    words = Words(name)
    found = Reader(words, 0).agency_at(0)
    return found[1] if found and found[0] == len(words) else None


# ---- where a dateline may stand ------------------------------------------------------------------------


def _openings(words: Words) -> Iterator[tuple[str, int, int]]:
    """The openings in the text: the rule's id, start and stop."""
    last = 0
    for start in (m.start() for m in _OPENING_START.finditer("\n" + words.text)):
        m = opening().match(words.text, start) if start >= last else None
        if m:
            last = m.end()
            yield f"dateline.{m.lastgroup}", start, last


_OPENING_START = re.compile(  # the mark before it, and how an opening begins: the rows of the table decide
    r"[\W_](?=(?:و[ \u200c]+)?(?:به|بنا|طبق|بر|مطابق|در)[ \u200c]{0,2}"
    r"(?:گ[زذرفپ]|ا[عط]لا|خبر|نقل|نوشته|روایت|ب[رهن]|اساس|پایه|یک|مصاحبه))"
)


def _head(text: str) -> int:
    """Where the part of `text` ends that may hold a dateline."""
    start = lines = paragraphs = 0
    while start < min(len(text), _HEAD) and lines <= _MAX_LINES:
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        if paragraphs == _MAX_PARAGRAPHS and stop - start > _OPENING:
            return start + _OPENING
        lines += stop > start
        paragraphs += stop - start >= LONG_LINE
        start = stop + 1
        if paragraphs > _MAX_PARAGRAPHS:
            break
    return min(start, _HEAD)


def _line_starts(words: Words) -> Iterator[int]:
    """The first word of each line that may carry a slug."""
    paragraphs = 0
    for n, (first, last) in enumerate(_lines(words)):
        if n > _MAX_LINES or paragraphs > _MAX_PARAGRAPHS:
            return
        yield first
        paragraphs += words.stop[last - 1] - words.start[first] >= LONG_LINE


def _lines(words: Words) -> Iterator[tuple[int, int]]:
    """The word ranges of the lines that are not empty, line ends excluded."""
    for first, last in words.paragraphs:
        if words.key[last - 1] == "\n":
            last -= 1
        if first < last:
            yield first, last


def _stands_well(words: Words, first: int, found: Dateline) -> bool:
    """Whether a dateline that opens with word `first` stands where datelines stand, and not in mid-story."""
    lines = paragraphs = 0
    for start, stop in _lines(words):
        if start <= first < stop:
            break
        lines += 1
        paragraphs += words.stop[stop - 1] - words.start[start] >= LONG_LINE
    if lines > _MAX_LINES or paragraphs > _MAX_PARAGRAPHS:
        return False
    if first == start:
        return True
    if paragraphs == _MAX_PARAGRAPHS or words.start[first] - words.start[start] > _DEEP:
        return False
    if found.rule == "dateline.interview":
        return words.sentence[first] - words.sentence[start] <= (0 if paragraphs else 2)
    if words.key[first - 1] in FINAL or words.sentence[first] != words.sentence[first - 1]:
        return True
    # no full stop before it: it must be plain, with a verb before it («… می\u200cکنند به گزارش ایسنا،») or a desk in it
    before = words.key[first - 1]
    verb = before in grammar()["verb"] or (before.startswith("می") and len(before) > 4)
    plain = found.text[-1:] in END and found.agency_id is not None
    return lines <= 1 and plain and (verb or found.desk is not None or "خبرنگار" in found.text)
