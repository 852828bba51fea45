"""Quotes: who said what, in direct, indirect and mixed speech, with the cue, the speaker and the reason.

The text is cut into words once (`words`) and cues are looked up (`cues`). Every cue is read in its own sentence
(`attribution`): where the content begins and ends (`speech`) and which phrase names the speaker (`mentions`); then the
phrases become persons (`speakers`). `explain` tells for every quote what was decided and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from . import speakers
from .attribution import Found, Reader
from .cues import Voice
from .errors import demand_str
from .mentions import Mention
from .normalize import normalize
from .speakers import Cast, Figure, Person
from .text import Move, Passage, Span
from .words import Words

__all__ = ["Explanation", "Person", "Quote", "explain", "find", "find_quotes", "moved", "people"]


@frozen
class Quote:
    """Something said: what (`content`), the reporting words (`cue`), and by whom.

    `kind` is direct («…»), indirect, or mixed (indirect with the speaker's own words in quotation marks). `speaker`
    is the phrase that names him, without title in apposition and without the frame around it; None where the
    sentence has no subject. `person` is whom it stands for, None when the article does not tell. `inherited`: the
    speaker is carried over from an earlier clause. `rule` is the row that found the quote.
    """

    kind: str
    content: Passage
    cue: Passage | None
    speaker: Passage | None
    person: Person | None
    inherited: bool
    rule: str

    @property
    def span(self) -> Span:
        return self.content.span

    @property
    def text(self) -> str:
        return self.content.text

    def moved(self, move: Move) -> Quote:
        """The same quote in another text's coordinates."""
        return moved((self,), move)[0]


@frozen
class Explanation:
    """A quote and the chain of decisions behind it, in English, one sentence each."""

    quote: Quote
    steps: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join((f"{self.quote.rule}: {self.quote.text}", *(f"  {step}" for step in self.steps)))


def find_quotes(raw: str) -> tuple[Quote, ...]:
    """The quotes of any Persian text, in its order. Spans count code points of `raw`.

    Raises TypeError when `raw` is not a str; no str raises.
    """
    n = normalize(demand_str(raw, "find_quotes"))
    return moved(find(n.text), n.to_original)


def find(text: str | Words, *, headline: Span | None = None, aside: Sequence[Span] = ()) -> tuple[Quote, ...]:
    """The quotes of a normalised text.

    `headline` is where the headline stands, if known; `aside` are passages that are nobody's speech: the date line,
    datelines, the byline, closing lines. Both only help.
    """
    return tuple(e.quote for e in explain(text, headline=headline, aside=aside))


def explain(text: str | Words, *, headline: Span | None = None, aside: Sequence[Span] = ()) -> tuple[Explanation, ...]:
    """The quotes of a normalised text, each with the reasons for its cue, its content and its speaker."""
    reader = Reader(text, headline, aside)
    heard = [_explained(reader.words, *said) for said in _persons(reader)]
    return tuple(sorted(heard, key=lambda e: (e.quote.content.start, -e.quote.content.stop)))


def moved(quotes: Sequence[Quote], move: Move) -> tuple[Quote, ...]:
    """The same quotes in another text's coordinates; a person who says many is moved once."""
    said_by = {id(q.person): q.person for q in quotes if q.person}
    persons = {key: person.moved(move) for key, person in said_by.items()}
    return tuple(
        Quote(
            q.kind,
            q.content.moved(move),
            q.cue and q.cue.moved(move),
            q.speaker and q.speaker.moved(move),
            q.person and persons[id(q.person)],
            q.inherited,
            q.rule,
        )
        for q in quotes
    )


def people(quotes: Iterable[Quote]) -> tuple[Person, ...]:
    """The persons who speak in `quotes`, each once, in the order of their first mention."""
    return speakers.people(q.person for q in quotes)


Said = tuple[Found, Person | None, bool, str]  # a quote, who says it, whether he is carried over, and why


def _persons(reader: Reader) -> list[Said]:
    """The quotes that `reader` finds, each with the person who says it."""
    cast = Cast(reader.words)
    heard: list[tuple[Found, Figure | None, bool, str]] = []
    known: dict[Mention, Figure | None] = {}
    last: Found | None = None
    for f in sorted(reader.read(), key=_place):
        before = (cast.person, cast.speaking)
        if f.mention is None:
            figure, why = _carried(cast, f)
            carried = figure is not None
        elif f.mention in known:
            figure, carried, why = known[f.mention], f.shared, "the subject of the sentence"
        else:
            figure = cast.meet(
                f.mention,
                contrast=reader.contrast(f.mention),
                speaks=bool(f.rule),
                nested=f.nested,
                goes_on=reader.goes_on(f),
                answers=last is not None and reader.answers(f, last),
            )
            known[f.mention], carried, why = figure, False, cast.why
        if f.nested:
            cast.person, cast.speaking = before
        if f.rule:
            heard.append((f, figure, carried, why))
            last = f
    persons = speakers.persons((figure for _, figure, _, _ in heard if figure), reader.words)
    return [(f, persons.get(id(figure)) if figure else None, carried, why) for f, figure, carried, why in heard]


def _place(f: Found) -> int:
    """Where a quote stands in the order of the telling: at its speaker, else its cue, else its content."""
    if f.mention is not None and not f.shared:
        return f.mention.first
    return f.cue.first if f.cue else f.first


def _carried(cast: Cast, f: Found) -> tuple[Figure | None, str]:
    """Who says a quote whose clause has no subject."""
    if f.cue is not None and f.cue.form.voice is Voice.PASSIVE:
        return None, "the passive names no speaker"
    if f.rule == "quotes.answer" and cast.speaking is None and cast.person is not None:
        return cast.person, "the guest of the interview, who was introduced"
    figure = cast.carry(
        f.cue.first if f.cue else f.first,
        plural=f.cue is not None and f.cue.plural,
        document=f.cue is not None and f.cue.form.kind == "text",
    )
    return figure, cast.why


def _explained(words: Words, f: Found, person: Person | None, carried: bool, why: str) -> Explanation:
    quote = Quote(
        f.kind,
        words.passage(f.first, f.last),
        words.passage(f.cue.first, f.cue.last) if f.cue else None,
        words.passage(f.mention.first, f.mention.last) if f.mention else None,
        person,
        carried,
        f.rule,
    )
    said = f"speaker «{quote.speaker.text}»: {why}" if quote.speaker else f"speaker: {why}"
    return Explanation(quote, (*f.steps, said, f"person: {person.name if person else 'unknown'}"))
