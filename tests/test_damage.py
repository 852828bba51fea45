"""Articles that were damaged as crawlers and typists damage them come back as they were."""

from __future__ import annotations

import difflib
import json
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from fanews import normalize
from golden import Block, read

DAMAGED = Path(__file__).parent.parent / "benchmarks/articles/damaged.jsonl"
ARTICLES = read("clean_articles.md")


def deleted(text: str, r: random.Random) -> str:
    return text.replace("\u200c", "")


def spaced(text: str, r: random.Random) -> str:
    return text.replace("\u200c", " ")


def mixed(text: str, r: random.Random) -> str:
    return "".join(r.choice(("", " ")) if c == "\u200c" else c for c in text)


def punctuation(text: str, r: random.Random) -> str:
    """Marks glued to the next word, or adrift, or both."""
    return re.sub(r"([،:؛.]) (?=[آ-ی])", lambda m: r.choice((m[1], f" {m[1]}", f" {m[1]} ")), text)


def characters(text: str, r: random.Random) -> str:
    """Arabic letters, no-break spaces, doubled spaces, direction marks for ZWNJs."""
    text = text.replace("ی", "ي").replace("ک", "ك").replace("\u200c", "\u200f")
    return re.sub(" ", lambda m: r.choice((" ", "  ", "\u00a0")), text)


DAMAGE: dict[str, Callable[[str, random.Random], str]] = {
    f.__name__: f for f in (deleted, spaced, mixed, punctuation, characters)
}


@pytest.mark.parametrize("article", ARTICLES, ids=[a.title for a in ARTICLES])
def test_a_correct_article_is_left_alone(article: Block) -> None:
    assert [(e.before, e.after, e.rules) for e in normalize(article.text).edits] == []


KNOWN_FAILURES = {
    ("culture, in the manner of ISNA", "spaced"): "«قدیمی شهر» is taken for a compound",
    ("health, in the manner of Fars", "deleted"): "«بیماریهای زمینهای» and «محمولهای» can be read in two ways",
    ("health, in the manner of Fars", "mixed"): "«محمولهای» can be read in two ways",
    ("foreign, in the manner of Tasnim", "spaced"): "compounds never seen: «سه ساعته», «جنگ زده»",
    ("society, in the manner of YJC", "spaced"): "«هیچ گاه» is printed either way",
    ("society, in the manner of YJC", "mixed"): "«هیچ گاه» is printed either way",
}


def case(article: Block, damage: str) -> Any:
    """An article with a damage; what is known to fail must fail, until somebody claims it."""
    reason = KNOWN_FAILURES.get((article.title, damage))
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(article, damage, id=f"{article.title}-{damage}", marks=marks)


@pytest.mark.parametrize(("article", "damage"), [case(a, d) for a in ARTICLES for d in DAMAGE])
def test_a_damaged_article_comes_back(article: Block, damage: str) -> None:
    broken = DAMAGE[damage](article.text, random.Random(article.title))
    assert normalize(broken).text.split() == article.text.split()


class Repair(NamedTuple):
    damaged: int
    repaired: int
    broken: int


def repair(raw: str, gold: str, free: list[list[str]]) -> Repair:
    """How many words of `raw` were damaged, how many of them came back, and how many good ones did not."""
    wanted, given, back = (words(text, free) for text in (gold, raw, normalize(raw).text))
    good, right = same(given, wanted), same(back, wanted)
    damaged = set(range(len(wanted))) - good
    return Repair(len(damaged), len(damaged & right), len(good - right))


def words(text: str, free: list[list[str]]) -> list[str]:
    """The words of a text; of the spellings that may both stand, the first."""
    for one, other in free:
        text = text.replace(other, one)
    return text.split()


def same(text: list[str], gold: list[str]) -> set[int]:
    """The places in `gold` whose word stands in `text` too."""
    blocks = difflib.SequenceMatcher(None, text, gold, autojunk=False).get_matching_blocks()
    return {b.b + i for b in blocks for i in range(b.size)}


def test_crawled_articles_come_back_as_an_editor_would_print_them() -> None:
    """Fourteen articles of our own, damaged by hand as the real one of ``examples`` is."""
    total = Counter[str]()
    for line in DAMAGED.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        total.update(repair(article["raw"], article["gold"], article["free"])._asdict())
    assert total["damaged"] == 540
    assert total["repaired"] >= 0.92 * total["damaged"]
    assert total["broken"] <= 8
