r"""Measures what fanews finds in annotated articles: layout, dateline, quotes, cues and speakers.

    python benchmarks/attribution.py --articles benchmarks/articles/seen.jsonl

Each line of the file is an article: ``text``; ``headline``, ``kicker`` and ``lead``, each ``{start, end}`` or
null; ``date``; ``dateline`` with its ``span`` and fields; ``quotes``, each with ``quote``, ``cue`` and ``speaker``
(``{start, end}`` or null), ``speaker_resolved`` (a name) and perhaps ``optional``: finding such a quote is
neither right nor wrong. ``dateline_alt`` holds other good readings of the dateline, ``dateline_optional`` says
that there need be none, ``no_title`` that headline, kicker and lead are not to be scored.

Two texts agree when they have the same words, signs and letter forms aside; two spans overlap as far as the
F1 of their words goes. Quotes are paired with the annotated ones, best overlap first. For speakers two
questions are asked of the quotes that were paired: of the speakers named, how many are right (precision), and
of the quotes that have a speaker, for how many is one named (coverage). Naming nobody is a legal answer.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peers import Peer
from report import made_by, markdown, publish
from systems import nothing

if TYPE_CHECKING:
    from fanews import Article

Range = tuple[int, int]
PARTS = ("kicker", "headline", "lead")
FIELDS = ("agency", "agency_id", "place", "bureau", "desk", "reporter", "via")
IN_FILE = {"agency_id": "agency_canonical"}
GOOD, PAIRED = 0.8, 0.5  # overlap of a right span; overlap from which on two spans are about the same thing


@dataclass
class Tally:
    """How many were found, annotated, and both."""

    found: int = 0
    wanted: int = 0
    right: int = 0

    def add(self, found: object, wanted: object, right: object) -> None:
        self.found += bool(found)
        self.wanted += bool(wanted)
        self.right += bool(found and wanted and right)

    def hit(self, found: object, right: object) -> None:
        """Add something found; what is annotated was counted before."""
        self.found += bool(found)
        self.right += bool(found and right)

    def row(self) -> list[str]:
        scores = ((self.right, self.found), (self.right, self.wanted), (2 * self.right, self.found + self.wanted))
        return [f"{100 * part / whole:.1f}" if whole else "–" for part, whole in scores] + [str(self.wanted)]


Tallies = defaultdict[str, Tally]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--articles", type=Path, required=True, action="append", help="annotated articles, one a line")
    ask.add_argument("--write", type=Path, help="the Markdown file that shows the tables, between two marks")
    options = ask.parse_args()

    parts = [made_by("attribution", [Peer("fanews", "fanews", nothing)])]
    for path in options.articles:
        golds = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        parts += [f"### {path.stem} ({len(golds)} articles)", *tables(*measure(golds))]
    publish("attribution", parts, options.write)


def tables(tallies: Tallies, speakers: Counter[str]) -> list[str]:
    """What was found field by field, and how often the speakers named are right."""
    fields = markdown(["", "precision", "recall", "F1", "annotated"], ([name, *t.row()] for name, t in tallies.items()))
    whose = [
        [
            label,
            share(speakers[f"{key} right"], speakers[f"{key} named"]),
            share(speakers[f"{key} named"], speakers[key]),
        ]
        for key, label in (("speaker", "words that name the speaker"), ("person", "the person they stand for"))
    ]
    return [fields, markdown(["of the quotes found", "precision", "coverage"], whose)]


def measure(golds: Sequence[dict[str, Any]]) -> tuple[Tallies, Counter[str]]:
    """What fanews finds in annotated articles, field by field, and whom it names."""
    from fanews import parse

    tallies: Tallies = defaultdict(Tally)
    speakers: Counter[str] = Counter()
    for gold in golds:
        found = parse(gold["text"])
        layout(gold, found, tallies)
        dateline(gold, found, tallies)
        quotes(gold, found, tallies, speakers)
    return tallies, speakers


# --- comparing -----------------------------------------------------------------------------------------------


def plain(text: str | None) -> str:
    """The words of `text` alone: one form of ی and ک, no signs, ZWNJ as a space."""
    text = (text or "").translate({0x64A: "ی", 0x643: "ک", 0x200C: " ", 0xA0: " ", 0x200E: None, 0x200F: None})
    return " ".join(re.sub(r"[\s.،؛:«»\"'()]+", " ", text).split())


def stretch(box: Any) -> Range | None:
    """(start, stop) of an annotated span or of a found thing."""
    if not box:
        return None
    return (box["start"], box["end"]) if isinstance(box, dict) else (box.span.start, box.span.stop)


def overlap(one: Range | None, other: Range | None, text: str) -> float:
    """The F1 of the words that two spans touch."""
    if one is None or other is None:
        return 0.0
    words = [m.span() for m in re.finditer(r"\S+", text)]
    ones, others = ({w for w in words if w[0] < stop and w[1] > start} for start, stop in (one, other))
    return 2 * len(ones & others) / (len(ones) + len(others)) if ones and others else 0.0


def same(one: Range | None, other: Range | None, text: str) -> bool:
    """Whether two spans meet and hold the same words."""
    if one is None or other is None or not (one[0] < other[1] and other[0] < one[1]):
        return False
    return plain(text[slice(*one)]) == plain(text[slice(*other)])


def pairs(found: Sequence[Range], gold: Sequence[Range], text: str) -> dict[int, tuple[int, float]]:
    """For each found span the annotated one it goes with, and their overlap; the best pairs first."""
    scores = ((overlap(f, g, text), i, j) for i, f in enumerate(found) for j, g in enumerate(gold))
    out: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scores, key=lambda s: -s[0]):
        if score > 0 and i not in out and j not in taken:
            out[i] = (j, score)
            taken.add(j)
    return out


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} ({part}/{whole})" if whole else "–"


# --- what is scored -------------------------------------------------------------------------------------------


def layout(gold: dict[str, Any], found: Article, tallies: Tallies) -> None:
    date = found.date.isoformat() if found.date else None
    tallies["date"].add(date, gold["date"], date == gold["date"])
    for part in () if gold.get("no_title") else PARTS:
        wanted, got = stretch(gold[part]), stretch(getattr(found, part))
        tallies[f"{part}, exact"].add(got, wanted, same(got, wanted, gold["text"]))
        tallies[f"{part}, overlap"].add(got, wanted, overlap(got, wanted, gold["text"]) >= GOOD)


def dateline(gold: dict[str, Any], found: Article, tallies: Tallies) -> None:
    readings = [reading for reading in (gold["dateline"], *gold.get("dateline_alt", [])) if reading]
    if not gold["dateline"] and (readings or gold.get("dateline_optional")):
        return
    got, text = found.dateline, gold["text"]
    best = max(readings, key=lambda r: overlap(stretch(got), stretch(r["span"]), text), default=None)
    near = best is not None and overlap(stretch(got), stretch(best["span"]), text) >= GOOD
    tallies["dateline, overlap"].add(got, best, near)
    for name in FIELDS:
        wanted = best and best.get(IN_FILE.get(name, name))
        value = getattr(got, name, None)
        value = value[0] if isinstance(value, tuple) and value else value
        tallies[f"dateline: {name}"].add(value, wanted, wanted and value and plain(value) == plain(wanted))


def quotes(gold: dict[str, Any], found: Article, tallies: Tallies, speakers: Counter[str]) -> None:
    text = gold["text"]
    contents = [(quote.content.span.start, quote.content.span.stop) for quote in found.quotes]
    paired = pairs(contents, [stretch(q["quote"]) or (0, 0) for q in gold["quotes"]], text)
    wanted = [quote for quote in gold["quotes"] if not quote.get("optional")]
    for name in ("quote, exact", "quote, overlap"):
        tallies[name].wanted += len(wanted)
    tallies["cue"].wanted += sum(bool(quote["cue"]) for quote in wanted)
    tallies["speaker"].wanted += sum(bool(quote["speaker"]) for quote in wanted)

    for i, quote in enumerate(found.quotes):
        j, score = paired.get(i, (None, 0.0))
        match = gold["quotes"][j] if j is not None else None
        if match and match.get("optional") and score >= PAIRED:
            continue
        close = match if score >= PAIRED else None
        tallies["quote, exact"].hit(quote, match and same(contents[i], stretch(match["quote"]), text))
        tallies["quote, overlap"].hit(quote, score >= GOOD)
        cue, speaker = stretch(quote.cue), stretch(quote.speaker)
        met = close and overlap(cue, stretch(close["cue"]), text) > 0
        named = close and overlap(speaker, stretch(close["speaker"]), text) >= PAIRED
        tallies["cue"].hit(cue, met)
        tallies["speaker"].hit(speaker, named)
        if close:
            ask_whose(close, speaker, named, quote.person.name if quote.person else None, speakers)


def ask_whose(
    gold: dict[str, Any], speaker: Range | None, named: object, person: str | None, speakers: Counter[str]
) -> None:
    """Count, for one quote, whether its speaker and its person are named, and rightly."""
    if gold["speaker"]:
        speakers.update({"speaker": 1, "speaker named": int(speaker is not None), "speaker right": int(bool(named))})
    if gold["speaker_resolved"]:
        right = person is not None and plain(person) == plain(gold["speaker_resolved"])
        speakers.update({"person": 1, "person named": int(person is not None), "person right": int(right)})


if __name__ == "__main__":
    main()
