"""Scores what a system finds in the gold set, field by field.

    python benchmarks/gold/score.py                       # fanews
    python benchmarks/gold/score.py --found mine.jsonl    # another system, its output in the form of gold.jsonl

A line of ``mine.jsonl`` needs only ``id`` and what the system finds; a field it lacks counts as not found.
``--save`` writes what fanews finds in that form, ``--write`` puts the tables on a page, between two marks.

Layout, dateline, quotes, cues and speakers are scored as in ``benchmarks/attribution.py``, whose head says how.
A found number is paired with an annotated one that it meets. Its *value* is right or wrong; *span and value* asks
for the same characters too; *all fields* asks for kind, unit (of money: the currency) and ``approx`` as well.
What is annotated as optional is neither right nor wrong. With fanews, the clean texts of the damaged articles are
compared too: boundaries between letters before and after ``fanews.normalize``, as in ``benchmarks/boundaries.py``.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from check import HERE, MANY, Annotation, read

sys.path.insert(0, str(HERE.parent))

import attribution
from attribution import GOOD, PAIRED, Tallies, Tally, pairs, plain, share, stretch
from boundaries import HALF, Boundaries, Score, accepted
from peers import Peer
from report import made_by, markdown, publish
from systems import nothing

if TYPE_CHECKING:
    from fanews import Article, Number

FIELDS = ("date", "kicker", "headline", "lead", "dateline", "quotes", "numbers")
COUNTS = ("cardinal", "decimal", "measure", "duration", "minute")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--texts", type=Path, default=HERE / "texts.jsonl", help="the raw texts")
    ask.add_argument("--gold", type=Path, default=HERE / "gold.jsonl", help="the annotation that is right")
    ask.add_argument("--found", type=Path, help="what a system found, one article a line; default: ask fanews")
    ask.add_argument("--save", type=Path, help="where to write what fanews found")
    ask.add_argument("--write", type=Path, help="the Markdown file that shows the tables, between two marks")
    options = ask.parse_args()

    texts = {text["id"]: text["text"] for text in read(options.texts)}
    golds = read(options.gold)
    founds = read(options.found) if options.found else by_fanews(texts)
    if options.save:
        lines = [json.dumps(found, ensure_ascii=False) for found in founds]
        options.save.write_text("\n".join([*lines, ""]), encoding="utf-8")
    measured = measure(golds, founds, texts)
    made = options.found.name if options.found else made_by("gold/score", [Peer("fanews", "fanews", nothing)])
    normalised = [] if options.found else [cleaning(golds, texts)]
    publish("gold/score", [made, *tables(*measured), *normalised], options.write)


def tables(tallies: Tallies, people: Counter[str]) -> list[str]:
    """The tables of `attribution`, and how often the kind of a quote is right."""
    kinds = share(people["kind right"], people["paired"])
    return [*attribution.tables(tallies, people), f"The kind of the quotes found is right for {kinds}."]


def measure(golds: list[Annotation], founds: list[Annotation], texts: dict[str, str]) -> tuple[Tallies, Counter[str]]:
    """What was found of the gold annotation, field by field, and whom it names."""
    tallies: Tallies = defaultdict(Tally)
    people: Counter[str] = Counter()
    found = {one["id"]: one for one in founds}
    for gold in golds:
        gold = {**gold, "text": texts[gold["id"]]}
        mine = {**dict.fromkeys(FIELDS), **found.get(gold["id"], {})}
        seen = as_article(mine)
        attribution.layout(gold, seen, tallies)
        lines(gold, mine, tallies)
        attribution.dateline(gold, seen, tallies)
        attribution.quotes(gold, seen, tallies, people)
        kinds(gold, mine, people)
        numbers(gold["numbers"], mine["numbers"] or [], tallies)
    return tallies, people


# --- two forms of one thing --------------------------------------------------------------------------------------


def as_article(found: Annotation) -> Any:
    """An annotation with the attributes of a ``fanews.Article`` that `attribution` reads."""
    dateline = found["dateline"]
    return SimpleNamespace(
        **{part: found[part] for part in attribution.PARTS},
        date=datetime.date.fromisoformat(found["date"]) if found["date"] else None,
        dateline=dateline
        and SimpleNamespace(**{**dateline, "agency_id": dateline["agency_canonical"], **at(dateline)}),
        quotes=[
            SimpleNamespace(
                content=SimpleNamespace(**at({"span": quote["quote"]})),
                cue=quote.get("cue"),
                speaker=quote.get("speaker"),
                person=quote.get("speaker_resolved") and SimpleNamespace(name=quote["speaker_resolved"]),
            )
            for quote in found["quotes"] or []
        ],
    )


def at(thing: Annotation) -> dict[str, Any]:
    return {"span": SimpleNamespace(start=thing["span"]["start"], stop=thing["span"]["end"])}


def by_fanews(texts: dict[str, str]) -> list[Annotation]:
    """What fanews finds in the texts, in the form of the gold annotation."""
    from fanews import parse

    return [as_annotation(id_, parse(text)) for id_, text in texts.items()]


def as_annotation(id_: str, article: Article) -> Annotation:
    raw, dateline = article.original, article.dateline

    def box(thing: Any) -> Annotation | None:
        if thing is None:
            return None
        start, stop = thing.span.start, thing.span.stop
        return {"start": start, "end": stop, "text": raw[start:stop]}

    return {
        "id": id_,
        "date": article.date.isoformat() if article.date else None,
        **{part: box(getattr(article, part)) for part in attribution.PARTS},
        "layout": {part: [box(line) for line in getattr(article, part, ())] for part in MANY},
        "dateline": dateline
        and {
            "span": box(dateline),
            "agency_canonical": dateline.agency_id,
            "via": dateline.via[0] if dateline.via else None,
            **{name: getattr(dateline, name) for name in ("agency", "place", "bureau", "desk", "reporter")},
        },
        "quotes": [
            {
                "kind": quote.kind,
                "quote": box(quote.content),
                "cue": box(quote.cue),
                "speaker": box(quote.speaker),
                "speaker_resolved": quote.person.name if quote.person else None,
            }
            for quote in article.quotes
        ],
        "numbers": [as_number(number, box(number)) for number in article.numbers],
    }


def as_number(number: Number, span: Annotation | None) -> Annotation:
    value = as_value(number.value, number.calendar)
    kind = "cardinal" if number.kind in COUNTS else {"decade": "year"}.get(number.kind, number.kind)
    if kind == "cardinal" and isinstance(value, float):
        kind = "decimal"
    unit = number.unit
    money = unit if unit and unit.isascii() else None
    return {"span": span, "kind": kind, "value": value, "unit": unit, "currency": money, "approx": number.approx}


def as_value(value: Any, calendar: str | None) -> Any:
    """A value of fanews as the gold writes it: "J:1404-02-20", "16:30", "2/3", [6, 9], 2.5."""
    if isinstance(value, tuple):
        return [as_value(part, calendar) for part in value]
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if hasattr(value, "calendar"):
        parts = (f"{value.year:04}" if value.year else "", *(f"{p:02}" for p in (value.month, value.day) if p))
        return f"{value.calendar[0].upper()}:{'-'.join(filter(None, parts))}"
    if isinstance(value, int) and calendar:
        return f"{calendar[0].upper()}:{value:04}"
    return value


# --- what attribution.py does not score ----------------------------------------------------------------------------


def lines(gold: Annotation, found: Annotation, tallies: Tallies) -> None:
    """Subheads, captions and the lines of the page: those that close the article and those that lead away from it."""
    for name, parts in {"subhead": ["subheads"], "caption": ["captions"], "closing": ["closing", "related"]}.items():
        wanted, got = ([box for part in parts for box in of(one, part)] for one in (gold, found))
        paired = pairs(
            [stretch(box) or (0, 0) for box in got], [stretch(box) or (0, 0) for box in wanted], gold["text"]
        )
        tally = tallies[f"{name}, overlap"]
        tally.wanted += len(wanted)
        tally.found += len(got)
        tally.right += sum(score >= GOOD for _, score in paired.values())


def of(annotation: Annotation, part: str) -> list[Annotation]:
    """The spans of a part of the layout that there may be several of."""
    boxes: list[Annotation] = annotation.get("layout", {}).get(part, [])
    return boxes


def kinds(gold: Annotation, found: Annotation, people: Counter[str]) -> None:
    """Count, for the quotes that were paired, whether direct, indirect or mixed is right."""
    wanted, got = gold["quotes"], found["quotes"] or []
    contents, golden = ([stretch(quote["quote"]) or (0, 0) for quote in quotes] for quotes in (got, wanted))
    for i, (j, score) in pairs(contents, golden, gold["text"]).items():
        if score >= PAIRED and not wanted[j].get("optional"):
            people.update({"paired": 1, "kind right": int(wanted[j]["kind"] == got[i].get("kind"))})


def numbers(wanted: list[Annotation], found: list[Annotation], tallies: Tallies) -> None:
    """Pair numbers that meet, those of one value first, and count how far they agree."""
    free = list(found)
    for want in wanted:
        met = [got for got in free if meet(got["span"], want["span"])]
        got = max(met, key=lambda one: (agree("value", one, want), agree("span", one, want)), default=None)
        if got:
            free.remove(got)
        if not want.get("optional"):
            count(got, want, tallies)
    for got in free:
        if not got.get("optional"):
            count(got, None, tallies)


def meet(one: Annotation, other: Annotation) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def count(got: Annotation | None, want: Annotation | None, tallies: Tallies) -> None:
    fields: tuple[str, ...] = ()
    for label, more in (("value", "value"), ("span and value", "span"), ("all fields", "kind unit approx")):
        fields += tuple(more.split())
        right = got and want and all(agree(name, got, want) for name in fields)
        tallies[f"number: {label}"].add(got, want, right)


def agree(name: str, one: Annotation, other: Annotation) -> bool:
    """Whether two numbers have the same value, span, kind, unit or ``approx``."""
    if name == "span":
        return stretch(one["span"]) == stretch(other["span"])
    if name == "unit" and (one["currency"] or other["currency"]):
        return bool(one["currency"] == other["currency"])
    if name == "unit":
        return plain(one["unit"]) == plain(other["unit"])
    return bool(one[name] == other[name])


# --- clean texts ---------------------------------------------------------------------------------------------------


def cleaning(golds: list[Annotation], texts: dict[str, str]) -> str:
    """How near the damaged texts are to the clean ones, as they are and as fanews mends them."""
    from fanews import normalize

    rows = []
    for label, mend in (("as crawled", str), ("fanews", lambda raw: normalize(raw).text)):
        strict, tolerant = Score(), Score()
        for gold in golds:
            if gold["clean"]:
                for right, line in zip(gold["clean"].split("\n"), mend(texts[gold["id"]]).split("\n"), strict=True):
                    want, got = Boundaries.of(right), Boundaries.of(line)
                    strict.add(want, got, {})
                    tolerant.add(want, got, accepted(want))
        cells = [f"{score.macro:.1f} / {score.f1(HALF):.1f} / {score.exact:.1f}" for score in (strict, tolerant)]
        rows.append([label, *cells])
    head = "macro-F1 / ZWNJ-F1 / lines whose letters and boundaries are exactly right"
    return f"Damaged against clean text ({head}):\n\n{markdown(['', 'strict', 'tolerant'], rows)}"


if __name__ == "__main__":
    main()
