"""Articles that were damaged as crawlers and typists damage them come back as they were."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from fanews import normalize
from golden import Block, read

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


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("article", ARTICLES, ids=[a.title for a in ARTICLES])
def test_a_damaged_article_comes_back(article: Block, damage: str) -> None:
    broken = DAMAGE[damage](article.text, random.Random(article.title))
    assert normalize(broken).text.split() == article.text.split()
