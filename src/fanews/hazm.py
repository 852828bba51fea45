"""The bridge to hazm (extra ``fanews[hazm]``): its tokens, lemmas and tags, with spans in the caller's string; and a
`Normalizer` that takes the arguments of hazm's and works without hazm.

hazm reads the normalised text; a token is found again where it was cut, and led back by the record of the edits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from types import ModuleType, SimpleNamespace
from typing import Protocol

from attrs import frozen

from .article import Article
from .errors import demand_str
from .forms import is_form, letters
from .lexicon import is_word
from .normalize import Normalized, normalize
from .numerals import to_digits
from .rules import rules
from .text import Span, apply_edits

__all__ = ["Normalizer", "Token", "tokens"]


@frozen
class Token:
    """A token as hazm cuts it.

    `span` is its place in the caller's string. `text` is its normalised form, the parts of a verb joined by «_» as hazm
    does («گفته_شده_است»), `lemma` hazm's lemma («گفت#گو»), `tag` what the tagger says, None without one. `sentence`
    counts the sentences of the text from 0.
    """

    span: Span
    text: str
    lemma: str
    tag: str | None
    sentence: int


class Tagger(Protocol):
    """What `tokens` needs of a tagger; a ``hazm.POSTagger`` with its model is one."""

    def tag_sents(self, sentences: list[list[str]]) -> Sequence[Sequence[tuple[str, str]]]: ...


def tokens(source: str | Normalized | Article, *, tagger: Tagger | None = None) -> tuple[Token, ...]:
    """The tokens of a raw text, of what ``normalize`` made of it, or of an Article, in the order of the text.

    `tagger` is a ``hazm.POSTagger(model=…)``, whose model hazm does not ship. Raises ImportError without hazm, and
    ValueError for an Article read from JSON whose text needs the lexicon or the style that it was parsed with: give
    ``normalize(article.original, lexicon=…, style=…)`` instead.
    """
    done = _normalized(source)
    lemmatize = _tools().lemmatizer.lemmatize
    sentences = list(_sentences(done.text))
    words = [[word for _, word in sentence] for sentence in sentences]
    tagged = tagger.tag_sents(words) if tagger else [[(word, "") for word in sentence] for sentence in words]
    return tuple(
        Token(done.to_original(span), word, lemmatize(word, tag), tag or None, i)
        for i, sentence in enumerate(sentences)
        for (span, word), (_, tag) in zip(sentence, tagged[i], strict=True)
    )


def _normalized(source: str | Normalized | Article) -> Normalized:
    if isinstance(source, Normalized):
        return source
    if not isinstance(source, Article):
        return normalize(demand_str(source, "tokens"))
    if source.normalized is not None:
        return source.normalized
    done = normalize(source.original)
    if done.text != source.text:
        raise ValueError(
            "the article, read from JSON, was parsed with a lexicon, a style or another release: call"
            " tokens(fanews.normalize(article.original, lexicon=…, style=…))"
        )
    return done


def _hazm() -> ModuleType:
    try:
        import hazm
    except ImportError as error:
        raise ImportError(
            'tokens() needs hazm: pip install "fanews[hazm]" (hazm itself installs on Python 3.12 and 3.13 only)'
        ) from error
    return hazm  # type: ignore[no-any-return]


@cache
def _tools() -> SimpleNamespace:
    """hazm's tools, which take seconds to make."""
    hazm = _hazm()
    return SimpleNamespace(
        sentences=hazm.SentenceTokenizer(),
        words=hazm.WordTokenizer(join_verb_parts=False),
        verbs=hazm.WordTokenizer(),
        lemmatizer=hazm.Lemmatizer(),
    )


def _sentences(text: str) -> Iterator[list[tuple[Span, str]]]:
    """The tokens of each sentence with their places. hazm only drops blanks between them, so each is the next found."""
    at = 0
    for sentence in _tools().sentences.tokenize(text):
        parts = []
        for word in _tools().words.tokenize(sentence):
            at = text.index(word, at)
            parts.append((Span(at, at + len(word)), word))
            at += len(word)
        yield _joined(parts)


def _joined(parts: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The parts of verbs made one token, as hazm makes them; a last «خواهد», which hazm drops, stays."""
    out = []
    first = 0
    for token in _tools().verbs.join_verb_parts([word for _, word in parts]):
        last = first + 1
        while "_".join(word for _, word in parts[first:last]) != token:
            last += 1
        out.append((Span(parts[first][0].start, parts[last - 1][0].stop), token))
        first = last
    return out + parts[first:]


# ---- the drop-in Normalizer ----------------------------------------------------------------------------

_MI = "zwnj.verb_prefix"
_LETTER = "[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]"
_WORD = re.compile(f"{_LETTER}+")
_RUN = re.compile(rf"({_LETTER})\1\1+")
_VOWEL_SIGNS = re.compile("[\u064b-\u0652]")
_SIGNS = re.compile(  # honorifics, ornate brackets, marks of the Koran and of other languages; not the hamza above
    "[\u0605\u0610-\u061a\u061e\u0653\u0655-\u065f\u0670\u06d4\u06d6-\u06ed\u06fd\u06fe\u08d3-\u08ff"
    "\ufbb2-\ufbc1\ufc5e-\ufc63\ufd3e\ufd3f\ufdfa\ufdfb]"
)
_LIGATURE = re.compile("[\ufdf0-\ufdf9\ufdfc\ufef5-\ufefc]")
_ADDRESS = re.compile(r"(?<![^\s«»\"“”()])([^\s«»\"“”()]*[A-Za-z@#][^\s«»\"“”()]*)")
_STYLE = (
    (re.compile(r'"([^"\n]+)"|“([^“”\n]+)”'), r"«\1\2»"),
    (re.compile(r"(?<![\d.])(\d+)\.(\d+)(?![\d.])"), r"\1٫\2"),
    (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…"),
)


class Normalizer:
    """A ``hazm.Normalizer`` whose work fanews does; it needs no hazm.

    The arguments are hazm's, and so are the methods of the same names, each of which does its one thing. As in hazm,
    letters (ي, ك …) are always repaired and typos never. Addresses, handles and codes stay as they are. What differs
    is listed in ``docs/migrating-from-hazm.md``. All take time linear in the length of the text.

    >>> Normalizer().normalize("گفت : « 6 تعاونيها رشد مي كنند ...»").replace("\u200c", "¦")
    'گفت: «۶ تعاونی¦ها رشد می¦کنند …»'
    """

    def __init__(
        self,
        correct_spacing: bool = True,
        remove_diacritics: bool = True,
        remove_specials_chars: bool = True,
        decrease_repeated_chars: bool = True,
        persian_style: bool = True,
        persian_numbers: bool = True,
        unicodes_replacement: bool = True,
        seperate_mi: bool = True,
    ) -> None:
        steps = (
            (unicodes_replacement, self.unicodes_replacement),
            (remove_diacritics, self.remove_diacritics),
            (remove_specials_chars, self.remove_specials_chars),
            (decrease_repeated_chars, self.decrease_repeated_chars),
            (persian_style, self.persian_style),
            (persian_numbers, self.persian_number),
        )
        self._steps = [step for wanted, step in steps if wanted]
        self._correct_spacing, self._seperate_mi = correct_spacing, seperate_mi

    def normalize(self, text: str) -> str:
        """`text` with every step done that was not switched off. Raises TypeError for anything but a ``str``."""
        demand_str(text, "normalize")
        for step in self._steps:
            text = step(text)
        return _spaced(text, spaces=self._correct_spacing, mi=self._seperate_mi)

    def correct_spacing(self, text: str) -> str:
        """Spaces, punctuation, and the ZWNJs of prefixes, suffixes and compounds put right."""
        return _spaced(text, spaces=True, mi=False)

    def remove_diacritics(self, text: str) -> str:
        """The vowel signs, tanvin and tashdid dropped."""
        return _VOWEL_SIGNS.sub("", text)

    def remove_specials_chars(self, text: str) -> str:
        """ﷺ, ﴿, and the marks of the Koran dropped."""
        return _SIGNS.sub("", text)

    def decrease_repeated_chars(self, text: str) -> str:
        """A letter written three times or more is written once if that gives a word, else twice."""
        return _WORD.sub(lambda m: _decreased(m[0]) if _RUN.search(m[0]) else m[0], text)

    def persian_style(self, text: str) -> str:
        """Quotation marks become guillemets, «...» an ellipsis, the point between digits a momayyez."""
        return _outside_addresses(text, _styled)

    def persian_number(self, text: str) -> str:
        """Digits and the percent sign become Persian."""
        return _outside_addresses(text, lambda part: to_digits(part, "fa").replace("%", "٪"))

    def unicodes_replacement(self, text: str) -> str:
        """﷼, ﷲ, ﷽ and the like spelt out."""
        text = text.replace("\ufdfd", "بسم الله الرحمن الرحیم")  # the only one that Unicode does not spell out
        return _LIGATURE.sub(lambda m: unicodedata.normalize("NFKC", m[0]).replace("ي", "ی"), text)

    def seperate_mi(self, text: str) -> str:
        """می and نمی set off from the verb."""
        return _spaced(text, spaces=False, mi=True)


def _spaced(text: str, *, spaces: bool, mi: bool) -> str:
    """`text` with its letters repaired, its spacing if `spaces` and what is glued to می if `mi`."""
    skip = {"typos"} if spaces else {"typos", "spaces", "punctuation", *(r.id for r in rules("zwnj"))}
    done = normalize(text, skip=skip - {_MI} if mi else skip)
    if spaces == mi:
        return done.text
    return apply_edits(text, (e for e in done.edits if _MI not in e.rules or (" " in e.before) == spaces))


def _decreased(word: str) -> str:
    once, twice = _RUN.sub(r"\1", word), _RUN.sub(r"\1\1", word)
    for known in (is_word, is_form):
        if known(letters(once)) != known(letters(twice)):
            return once if known(letters(once)) else twice
    return twice


def _styled(text: str) -> str:
    for pattern, after in _STYLE:
        text = pattern.sub(after, text)
    return text


def _outside_addresses(text: str, step: Callable[[str], str]) -> str:
    """`text` with `step` done on the stretches between words that hold a Latin letter, @ or #."""
    pieces = _ADDRESS.split(text)
    return "".join(piece if i % 2 else step(piece) for i, piece in enumerate(pieces))
