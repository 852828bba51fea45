"""Compares two annotations of the gold texts that were made apart: F1 and kappa, field by field.

    python benchmarks/gold/agreement.py benchmarks/gold/gold.jsonl second.jsonl --write benchmarks/gold/README.md

The first table counts the second annotation as a system's output and the first as right (`score.py`); F1 is the
same the other way round. What either of the two has marked optional is left out. The second table is Cohen's
kappa: of the label that every word gets (part of the layout, inside a dateline, a content, a cue, a speaker, kind
of the number), and of the kind given to quotes and numbers that both have found.
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

from attribution import PAIRED, overlap, stretch
from report import markdown, publish

Labels = Iterable[tuple[Annotation, str]]


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
    parts = [f"{len(both)} articles annotated twice.", *tables(*measured), kappas(both, texts)]
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


def kappas(both: list[tuple[Annotation, Annotation]], texts: dict[str, str]) -> str:
    """The table of kappas."""
    seen: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for first, second in both:
        text = texts[first["id"]]
        words = [match.span() for match in re.finditer(r"\S+", text)]
        for name, labels in WORDS.items():
            seen[f"words: {name}"].update(zip(*(labelled(words, labels(one)) for one in (first, second)), strict=True))
        seen["kind of a quote"].update(same_spans(first, second, "quotes", "quote"))
        seen["kind of a number"].update(same_spans(first, second, "numbers", "span"))
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


def same_spans(first: Annotation, second: Annotation, things: str, name: str) -> Iterable[tuple[str, str]]:
    """The two kinds of everything that both have at the same place."""
    kinds = {stretch(thing[name]): thing["kind"] for thing in second[things]}
    return [(t["kind"], kinds[stretch(t[name])]) for t in first[things] if stretch(t[name]) in kinds]


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


if __name__ == "__main__":
    main()
