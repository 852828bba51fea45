"""Checks the gold set, or an annotation of its texts by somebody else, and counts what is in it.

    python benchmarks/gold/check.py [--gold annotation.jsonl] [--write benchmarks/gold/README.md]

Every fault is printed with its article; the exit code is 1 if there is one. Checked are the fields, the values
they may have, the spans (code points of the raw text, the surface, no space at an end), that contents, cues and
speakers do not cut into each other, that numbers do not overlap, and the clean texts. With ``--write`` the table
of the README is replaced by what was counted.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from report import markdown, publish  # noqa: E402

Annotation = dict[str, Any]

DAMAGE = ("clean", "light", "heavy")
ONE, MANY = ("date_line", "byline"), ("subheads", "captions", "related", "closing")
PARTS = ("kicker", "headline", "lead")
DATELINE = ("agency", "agency_canonical", "place", "bureau", "desk", "reporter", "via", "date")
KINDS = ("direct", "indirect", "mixed")
CURRENCIES = {"تومان": "IRT", "ریال": "IRR", "دلار": "USD", "یورو": "EUR", "افغانی": "AFN"}
INVISIBLE = "\u200c\u200e\u200f"
VOWELLED = re.compile(r"\S*[\u064b-\u0652]\S*")  # a word with vowel signs: a verse keeps its letters
NOT_CLEAN = re.compile("[يكـ]|  | [،؛:.!؟»]|\u200c\u200c|\u200c[ \n]|[ \n]\u200c|&[a-z]+;|<")

DAY = r"(J|G):(\d{4}-)?\d\d-\d\d|(J|G):\d{4}-\d\d"
YEAR, TIME = r"(J|G):\d{4}", r"\d\d:\d\d"
WRITTEN = {"date": DAY, "year": YEAR, "time": TIME, "fraction": r"\d+/\d+"}
COUNTED: dict[str, type | tuple[type, ...]] = {
    "cardinal": int,
    "ordinal": int,
    "decimal": float,
    "percent": (int, float),
    "money": (int, float),
}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--texts", type=Path, default=HERE / "texts.jsonl", help="the raw texts")
    ask.add_argument("--gold", type=Path, default=HERE / "gold.jsonl", help="the annotation to check")
    ask.add_argument("--write", type=Path, help="the Markdown file that shows the table, between two marks")
    options = ask.parse_args()

    texts = {text["id"]: text for text in read(options.texts)}
    golds = {gold["id"]: gold for gold in read(options.gold)}
    wrong = [f"{id_}: no annotation" for id_ in texts if id_ not in golds]
    wrong += [f"{id_}: no text" for id_ in golds if id_ not in texts]
    wrong += [f"{id_}: {fault}" for id_ in texts if id_ in golds for fault in faults(texts[id_], golds[id_])]
    publish("gold/check", [table(list(texts.values()), list(golds.values()))], options.write)
    if wrong:
        sys.exit("\n".join(["", *wrong]))


def read(path: Path) -> list[Annotation]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# --- faults ----------------------------------------------------------------------------------------------------


def faults(text: Annotation, gold: Annotation) -> Iterator[str]:
    """What is wrong with the annotation of an article."""
    try:
        if text["damage"] not in DAMAGE:
            yield f"damage is {text['damage']}"
        for span in spans(gold):
            yield from span_faults(span, text["text"])
        yield from layout_faults(gold)
        for dateline in [gold["dateline"], *gold["dateline_alt"]]:
            yield from dateline_faults(dateline)
        for quote in gold["quotes"]:
            yield from quote_faults(quote)
        yield from crossings(gold["quotes"])
        for number in gold["numbers"]:
            yield from number_faults(number)
        yield from overlaps([number["span"] for number in gold["numbers"]])
        if "clean" in gold:
            yield from clean_faults(gold["clean"], text)
    except (KeyError, TypeError) as error:
        yield f"{type(error).__name__}: {error}"


def spans(thing: Any) -> Iterator[Annotation]:
    """Every span in an annotation."""
    if isinstance(thing, dict):
        if "start" in thing:
            yield thing
        else:
            for value in thing.values():
                yield from spans(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from spans(value)


def span_faults(span: Annotation, raw: str) -> Iterator[str]:
    start, end, surface = span["start"], span["end"], span["text"]
    if not 0 <= start < end <= len(raw) or raw[start:end] != surface:
        yield f"{start}–{end} is not {surface!r}"
    elif surface != surface.strip().strip(INVISIBLE):
        yield f"{start}–{end} begins or ends with a space: {surface!r}"


def layout_faults(gold: Annotation) -> Iterator[str]:
    if gold["date"]:
        datetime.date.fromisoformat(gold["date"])
    layout = gold["layout"]
    if set(layout) != {*ONE, *MANY}:
        yield f"layout has {', '.join(layout)}"
    boxes = [gold[part] for part in PARTS] + [box for part in MANY for box in layout[part]]
    yield from overlaps(sorted(filter(None, boxes), key=lambda box: box["start"]))
    order = [gold[part]["start"] for part in PARTS if gold[part]]
    if order != sorted(order):
        yield "kicker, headline and lead are not in this order"
    if not gold["headline"] and not gold.get("no_title"):
        yield "no headline, and no no_title"


def dateline_faults(dateline: Annotation | None) -> Iterator[str]:
    if dateline is None:
        return
    if set(dateline) != {"span", *DATELINE}:
        yield f"dateline has {', '.join(dateline)}"
    if not dateline["agency"]:
        yield "a dateline without an agency"
    if dateline["date"]:
        datetime.date.fromisoformat(dateline["date"])


def quote_faults(quote: Annotation) -> Iterator[str]:
    content, cue, speaker = quote["quote"], quote["cue"], quote["speaker"]
    name = f"quote {content['text'][:20]!r}"
    if quote["kind"] not in KINDS:
        yield f"{name}: kind is {quote['kind']}"
    if not cue and not quote.get("optional"):
        yield f"{name}: no cue"
    if quote["inherited"] != bool(cue and not speaker and quote["speaker_resolved"]):
        yield f"{name}: inherited is {quote['inherited']}"
    parts = sorted((part for part in (content, cue, speaker) if part), key=lambda part: part["start"])
    yield from (f"{name}: {fault}" for fault in overlaps(parts))


def crossings(quotes: list[Annotation]) -> Iterator[str]:
    """Contents may lie inside each other, and share nothing else."""
    contents = [quote["quote"] for quote in quotes]
    if len({(c["start"], c["end"]) for c in contents}) < len(contents):
        yield "two quotes have one content"
    for one in contents:
        for other in contents:
            if one["start"] < other["start"] < one["end"] < other["end"]:
                yield f"contents cross: {one['text'][:20]!r} and {other['text'][:20]!r}"


def overlaps(boxes: list[Annotation]) -> Iterator[str]:
    for one, other in pairwise(boxes):
        if other["start"] < one["end"]:
            yield f"{one['text'][:20]!r} and {other['text'][:20]!r} overlap or are out of order"


def number_faults(number: Annotation) -> Iterator[str]:
    kind, value, unit = number["kind"], number["value"], number["unit"]
    name = f"number {number['span']['text']!r}"
    if not fits(kind, value):
        yield f"{name}: {kind} with the value {value!r}"
    if number["currency"] != CURRENCIES.get(unit) or (kind == "money" and not number["currency"]):
        yield f"{name}: the currency is {number['currency']}"
    if unit and kind in ("ordinal", "percent", "date", "year", "time", "score"):
        yield f"{name}: {kind} with a unit"
    if not isinstance(number["approx"], bool):
        yield f"{name}: approx is {number['approx']}"


def fits(kind: str, value: object) -> bool:
    """Whether a number of this kind can have this value."""
    if kind in ("range", "score"):
        numeric = isinstance(value, list) and all(isinstance(end, int | float) for end in value)
        dated = isinstance(value, list) and all(re.fullmatch(f"{YEAR}|{TIME}", str(end)) for end in value)
        return isinstance(value, list) and len(value) == 2 and (numeric or (dated and kind == "range"))
    if kind in WRITTEN:
        return isinstance(value, str) and re.fullmatch(WRITTEN[kind], value) is not None
    return kind in COUNTED and isinstance(value, COUNTED[kind]) and not isinstance(value, bool)


def clean_faults(clean: str | None, text: Annotation) -> Iterator[str]:
    if (clean is None) != (text["damage"] == "clean"):
        yield "clean goes with damaged texts, and only with them"
        return
    persian = VOWELLED.sub("…", clean or "")
    for match in NOT_CLEAN.finditer(persian):
        yield f"clean text holds {persian[max(0, match.start() - 10) : match.end() + 10]!r}"
    if clean and clean.count("\n") != text["text"].count("\n"):
        yield "clean text has other lines than the raw one"


# --- statistics ------------------------------------------------------------------------------------------------


def table(texts: list[Annotation], golds: list[Annotation]) -> str:
    """What is in the set."""
    quotes = [quote for gold in golds for quote in gold["quotes"]]
    numbers = [number for gold in golds for number in gold["numbers"]]
    slugs = [slug for gold in golds for slug in gold["dateline_alt"]]
    people = {(g["id"], quote["speaker_resolved"]) for g in golds for quote in g["quotes"] if quote["speaker_resolved"]}
    damage = Counter(text["damage"] for text in texts)
    lengths = sorted(len(text["text"].split()) for text in texts)
    rows = [
        ("articles", f"{len(texts)}, in the manner of {len({text['outlet'] for text in texts})} outlets"),
        ("words", f"{sum(lengths)}; {lengths[0]} to {lengths[-1]} an article"),
        ("damage", listed(damage, DAMAGE)),
        ("subjects", str(len({text["subject"] for text in texts}))),
        ("layout", ", ".join(f"{part} {sum(bool(gold[part]) for gold in golds)}" for part in PARTS)),
        ("", ", ".join(f"{part} {sum(len(gold['layout'][part]) for gold in golds)}" for part in MANY)),
        ("datelines", f"{sum(bool(gold['dateline']) for gold in golds)}, and {len(slugs)} slugs beside them"),
        ("quotes", counted(quotes)),
        ("", listed(Counter(quote["kind"] for quote in quotes), KINDS)),
        ("people and bodies that speak", str(len(people))),
        ("numbers", counted(numbers)),
        ("", listed(Counter(number["kind"] for number in numbers), [*COUNTED, *WRITTEN, "range", "score"])),
    ]
    return markdown(["", ""], rows)


def listed(counts: Counter[str], names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"{name} {counts[name]}" for name in names)


def counted(things: list[Annotation]) -> str:
    optional = sum(bool(thing.get("optional")) for thing in things)
    return f"{len(things)}, {optional} of them optional"


if __name__ == "__main__":
    main()
