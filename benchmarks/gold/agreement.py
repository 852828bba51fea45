"""Compares two annotations of the gold texts that were made apart: F1 and kappa, field by field.

    python benchmarks/gold/agreement.py benchmarks/gold/first.jsonl benchmarks/gold/second.jsonl

The first table counts the second annotation as a system's output and the first as right (`score.py`); F1 is the
same the other way round. What either of the two has marked optional is left out. The second table is Cohen's
kappa: of the label that every word gets (part of the layout, inside a dateline, a content, a cue, a speaker, kind
of the number), and of the kind given to quotes and numbers that both have found. The third says how often every
field of those quotes and numbers is the same: the same characters, the same words, the same value.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from check import HERE, MANY, ONE, PARTS, Annotation, read
from score import measure, of, tables

sys.path.insert(0, str(HERE.parent))

from attribution import PAIRED, overlap, plain, stretch
from report import markdown, publish

Labels = Iterable[tuple[Annotation, str]]
Both = list[tuple[Annotation, Annotation]]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("first", type=Path, help="an annotation")
    ask.add_argument("second", type=Path, help="another one of the same texts")
    ask.add_argument("--texts", type=Path, default=HERE / "texts.jsonl", help="the raw texts")
    ask.add_argument("--write", type=Path, help="the Markdown file that shows the tables, between two marks")
    options = ask.parse_args()

    texts = {text["id"]: text["text"] for text in read(options.texts)}
    firsts, seconds = read(options.first), {one["id"]: one for one in read(options.second)}
    both = [(one, without_optional(one, seconds[one["id"]], texts)) for one in firsts if one["id"] in seconds]
    measured = measure([one for one, _ in both], [two for _, two in both], texts)
    parts = [f"{len(both)} articles annotated twice.", *tables(*measured), kappas(both, texts), same(both)]
    publish("gold/agreement", parts, options.write)


def without_optional(first: Annotation, second: Annotation, texts: dict[str, str]) -> Annotation:
    """`second` without the optional quotes that `first` does not demand."""
    text = texts[first["id"]]
    demanded = [stretch(quote["quote"]) for quote in first["quotes"] if not quote.get("optional")]

    def stays(quote: Annotation) -> bool:
        span = stretch(quote["quote"])
        return not quote.get("optional") or any(overlap(span, other, text) >= PAIRED for other in demanded)

    return {**second, "quotes": [quote for quote in second["quotes"] if stays(quote)]}


# --- kappa ---------------------------------------------------------------------------------------------------------


def layout(one: Annotation) -> Labels:
    for part in PARTS:
        yield from ((box, part) for box in [one[part]] if box)
    for part in ONE:
        yield from ((box, part) for box in [one["layout"][part]] if box)
    for part in MANY:
        yield from ((box, part) for box in of(one, part))


def dateline(one: Annotation) -> Labels:
    yield from ((reading["span"], "dateline") for reading in [one["dateline"], *one["dateline_alt"]] if reading)


def in_quotes(name: str) -> Callable[[Annotation], Labels]:
    return lambda one: ((q[name], name) for q in one["quotes"] if q[name] and not q.get("optional"))


def number(one: Annotation) -> Labels:
    return ((n["span"], n["kind"]) for n in one["numbers"] if not n.get("optional"))


WORDS: dict[str, Callable[[Annotation], Labels]] = {
    "layout": layout,
    "dateline": dateline,
    "content": in_quotes("quote"),
    "cue": in_quotes("cue"),
    "speaker": in_quotes("speaker"),
    "number": number,
}


def kappas(both: Both, texts: dict[str, str]) -> str:
    """The table of kappas."""
    seen: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for first, second in both:
        text = texts[first["id"]]
        words = [match.span() for match in re.finditer(r"\S+", text)]
        for name, labels in WORDS.items():
            seen[f"words: {name}"].update(zip(*(labelled(words, labels(one)) for one in (first, second)), strict=True))
    for things, kinds in (("quotes", "kind of a quote"), ("numbers", "kind of a number")):
        seen[kinds].update((one["kind"], other["kind"]) for one, other in shared(both, things))
    rows = [[name, f"{kappa(table):.3f}", str(table.total())] for name, table in seen.items()]
    return markdown(["", "kappa", "items"], rows)


def labelled(words: list[tuple[int, int]], labels: Labels) -> list[str]:
    """The label of each word: that of the last span that touches it, or none."""
    out = [""] * len(words)
    for box, label in labels:
        for i, (start, end) in enumerate(words):
            if start < box["end"] and end > box["start"]:
                out[i] = label
    return out


def kappa(table: Counter[tuple[str, str]]) -> float:
    """Cohen's kappa of pairs of labels; 1 where there is only one label."""
    total = table.total()
    ones, others = Counter[str](), Counter[str]()
    for (one, other), times in table.items():
        ones[one] += times
        others[other] += times
    chance = sum(ones[label] * others[label] for label in ones) / total**2 if total else 1.0
    agreed = sum(times for (one, other), times in table.items() if one == other) / total if total else 1.0
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


# --- the same in both ----------------------------------------------------------------------------------------------

FIELDS: dict[str, tuple[str, ...]] = {
    "quotes": ("kind", "cue", "speaker", "speaker_resolved", "speaker_role", "inherited"),
    "numbers": ("kind", "value", "unit", "currency", "approx"),
}


def same(both: Both) -> str:
    """How often a field is the same in the quotes and numbers that both have and neither has marked optional."""
    rows = []
    for things, names in FIELDS.items():
        twins = [twin for twin in shared(both, things) if not any(one.get("optional") for one in twin)]
        for name in names if twins else ():
            equal = sum(words(one[name]) == words(other[name]) for one, other in twins)
            rows.append([f"{things}: {name}", f"{100 * equal / len(twins):.1f}", f"{equal}/{len(twins)}"])
    return markdown(["", "the same, %", ""], rows)


def shared(both: Both, things: str) -> Iterable[tuple[Annotation, Annotation]]:
    """The quotes or numbers that both annotations have at exactly the same place."""
    place = {"quotes": "quote", "numbers": "span"}[things]
    for first, second in both:
        others = {stretch(other[place]): other for other in second[things]}
        yield from ((one, others[at]) for one in first[things] if (at := stretch(one[place])) in others)


def words(field: object) -> object:
    """A field to compare: of a name only its words, letter forms, signs and ZWNJ aside."""
    return plain(field) if isinstance(field, str) else field


if __name__ == "__main__":
    main()
