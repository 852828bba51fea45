"""An Article as a spaCy `Doc` (extra ``fanews[spacy]``): every found thing is a spaCy span, offset for offset.

``doc.text`` is the caller's string, not the normalised one, since that is what all spans count: a ``Span(5, 9)`` of the
article is the characters 5 to 9 of the Doc. Who wants spaCy to read clean text parses the clean text:
``to_doc(fanews.parse(article.text))``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import regex

from .article import Article
from .text import Span

try:
    import spacy
    from spacy.tokens import Doc
except ImportError as error:
    raise ImportError('fanews.spacy needs spaCy: pip install "fanews[spacy]"') from error

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token

__all__ = ["to_doc", "to_span"]

_TOKEN = regex.compile(r"[\w\p{M}\u200c]+|\s+|.", regex.DOTALL)


def to_doc(article: Article, nlp: Language | None = None) -> Doc:
    """The article as a Doc, with the vocabulary of `nlp` or of ``spacy.blank("fa")``; ``nlp(doc)`` goes on from there.

    Its tokens are words and marks, cut where a found thing begins or ends too, so that each span is exact; `norm_` is
    the normalised form of a token (unless the article was read from JSON, which does not tell). The groups of
    ``doc.spans``:

    - ``quotes``, labelled direct, indirect or mixed; ``cues`` and ``speakers``. The `id_` of all three is the number of
      the quote in ``article.quotes``, and the `kb_id_` of a quote and of its speaker is the person's name.
    - ``people``: their mentions, labelled person, group or body, with the name as `kb_id_`.
    - ``numbers``, labelled by kind, in the order of ``article.numbers``.
    - ``layout``, labelled dateline, kicker, headline, lead, byline, paragraph, subhead, caption, pull_quote, or what a
      closing line is (tags, end_mark …).
    """
    vocab = (nlp or _blank()).vocab
    groups = {name: [found for found in group if len(found[0])] for name, group in _groups(article).items()}
    words, spaces = _tokens(article.original, [span for group in groups.values() for span, *_ in group])
    doc = Doc(vocab, words=words, spaces=spaces)
    for name, group in groups.items():
        doc.spans[name] = [
            doc.char_span(span.start, span.stop, label=label, kb_id=kb_id, span_id=id)
            for span, label, kb_id, id in group
        ]
    if article.normalized is not None:
        for token in doc:
            token.norm_ = article.normalized.to_normalized(to_span(token)).of(article.text) or token.text
    return doc


@cache
def _blank() -> Language:
    return spacy.blank("fa")


def to_span(piece: DocSpan | Token) -> Span:
    """Where a span or a token of such a Doc stands in the article's `original`."""
    if isinstance(piece, spacy.tokens.Token):
        return Span(piece.idx, piece.idx + len(piece))
    return Span(piece.start_char, piece.end_char)


Labelled = tuple[Span, str, str, str]  # a span, its label, kb_id and id


def _groups(article: Article) -> dict[str, list[Labelled]]:
    quotes, cues, speakers = [], [], []
    for i, quote in enumerate(article.quotes):
        name = quote.person.name if quote.person else ""
        quotes.append((quote.span, quote.kind, name, str(i)))
        if quote.cue:
            cues.append((quote.cue.span, "cue", "", str(i)))
        if quote.speaker:
            speakers.append((quote.speaker.span, "speaker", name, str(i)))
    return {
        "quotes": quotes,
        "cues": cues,
        "speakers": speakers,
        "people": [(m.span, person.kind, person.name, "") for person in article.people for m in person.mentions],
        "numbers": [(number.span, number.kind, "", "") for number in article.numbers],
        "layout": [(span, label, "", "") for span, label in _layout(article)],
    }


def _layout(article: Article) -> Iterator[tuple[Span, str]]:
    for label in ("dateline", "kicker", "headline", "lead", "byline"):
        if found := getattr(article, label):
            yield found.span, label
    for label, parts in (
        ("paragraph", article.body),
        ("subhead", article.subheads),
        ("caption", article.captions),
        ("pull_quote", article.pull_quotes),
    ):
        yield from ((part.span, label) for part in parts)
    yield from ((part.span, part.kind) for part in article.closing)


def _tokens(text: str, spans: list[Span]) -> tuple[list[str], list[bool]]:
    """The words of a Doc, and whether a space follows each; a space at the edge of a span is a word of its own."""
    starts, stops = {span.start for span in spans}, {span.stop for span in spans}
    edges = sorted({m.start() for m in _TOKEN.finditer(text)} | starts | stops | {len(text)})
    words: list[str] = []
    spaces: list[bool] = []
    for start, stop in zip([0, *edges], edges, strict=False):
        word = text[start:stop]
        if word == " " and words and not spaces[-1] and start not in starts and stop not in stops:
            spaces[-1] = True
        elif word:
            words.append(word)
            spaces.append(False)
    return words, spaces
