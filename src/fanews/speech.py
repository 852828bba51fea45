"""Speech: a text with its cues, and where what somebody says ends in it.

Speech in quotation marks ends with them. Without marks it runs to the next attribution or the end of the paragraph,
after «که» to the end of its sentence; closing lines never belong to it. Everything is counted in words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby

from .cues import Cue, Voice, cues
from .mentions import Mention, given, read, subject, title
from .text import Span
from .words import CLOSING, FINAL, OPENING, STRAIGHT, Words, phrases, word_set

_CLOSE_BEFORE = frozenset(CLOSING + STRAIGHT)


class Speech:
    """A text cut into words with its cues; answers where sentences, clauses and speech begin and end."""

    def __init__(self, text: str | Words, headline: Span | None, aside: Sequence[Span]) -> None:
        self.words = words = Words.of(text)
        aside = [*aside, *_datelines(words)]
        self.aside = sorted((words.at(s.start), bisect_left(words.start, s.stop)) for s in aside if s.start < s.stop)
        self.asides = [first for first, _ in self.aside]
        self.closers = [i for i in words.standing(phrases("closer")) if self._closer(i)]
        self.headline = headline
        self.cues = [c for c in cues(words) if not self._aside(c.first)]
        self.firsts = [c.first for c in self.cues]
        self.subjects: dict[tuple[int, int], Mention | None] = {}
        self.openers: dict[int, bool] = {}
        self.spoken: set[tuple[str, ...]] = set()

    def _aside(self, i: int) -> bool:
        k = bisect_right(self.asides, i) - 1
        return k >= 0 and i < self.aside[k][1]

    def _key(self, i: int) -> str:
        return self.words.key[i] if 0 <= i < len(self.words) else "\n"

    def _sentence_end(self, i: int) -> int:
        return self.words.sentences[self.words.sentence[min(i, len(self.words) - 1)]][1]

    def _sentence_start(self, i: int) -> int:
        first = self.words.sentences[self.words.sentence[i]][0]
        k = bisect_right(self.asides, i) - 1
        return max(first, self.aside[k][1]) if k >= 0 and self.aside[k][1] <= i else first

    def _paragraph_end(self, i: int) -> int:
        return self.words.paragraphs[self.words.paragraph[min(i, len(self.words) - 1)]][1]

    def _between(self, first: int, last: int) -> list[Cue]:
        """The cues that begin at or after word `first` and before word `last`, at most thirty of them."""
        k = bisect_left(self.firsts, first)
        out = []
        for cue in self.cues[k : k + 30]:
            if cue.first >= last:
                break
            out.append(cue)
        return out

    def _subject(self, first: int, stop: int) -> Mention | None:
        place = (first, stop)
        if place not in self.subjects:
            self.subjects[place] = subject(self.words, first, stop) if first < stop else None
        return self.subjects[place]

    def _closer(self, i: int) -> bool:
        """Whether closing lines begin at word `i`."""
        key = self.words.key
        return any(tuple(key[i : i + len(c)]) == c for c in phrases("closer").get(key[i], ()))

    def _opens(self, s: int) -> bool:
        """Whether sentence number `s` begins a new attribution, which ends the speech before it."""
        if s not in self.openers:
            self.openers[s] = self._attribution(*self.words.sentences[s])
        return self.openers[s]

    def _attribution(self, first: int, last: int) -> bool:
        key = self.words.key
        while first < last and (key[first] in "-–•*" or key[first] in word_set("conjunction")):
            first += 1
        if first >= last:
            return False
        if key[first] in word_set("carry") or self._closer(first) or self._aside(first) or self._heard(first):
            return True
        if key[first : first + 2] == ["به", "گزارش"]:
            return True
        for cue in self._between(first, last)[:4]:
            if any(
                o in self.words.partner or o in self.words.unclosed
                for o in range(first, min(cue.first, first + 40))
                if key[o] in OPENING
            ):
                return False
            if cue.form.kind == "source":
                return cue.first - first <= 2
            if cue.form.voice is not Voice.TOLD or cue.form.kind not in ("say", "marked", "frame", "news"):
                continue
            found = self._subject(first, cue.first)
            if not (self._marked(cue) or cue.form.kind in ("frame", "news")):
                if cue.form.kind == "say" and found and found.sure and found.name and found.name[1] - found.name[0] > 1:
                    return True  # a full name, even before a cue without a mark
                continue
            if found is not None:
                return found.sure or self._key(cue.last) == ":"
            return self._key(cue.last) == ":" and cue.first - first <= 6 and not self.words.verbs(first, cue.first)
        found = read(self.words, first, min(last, first + 12)) if key[first] in ("این",) else None
        return (
            found is not None
            and found.kind == "this"
            and found.head in word_set("generic title")
            and found.last - found.first == 2
        )

    def _heard(self, first: int) -> bool:
        """Whether the sentence begins with the name or the title of somebody who has spoken."""
        key = self.words.key
        return any(tuple(key[first : first + n]) in self.spoken for n in (1, 2, 3))

    def _speaks(self, mention: Mention | None) -> None:
        """Remember how the speaker is called, to know him again at the head of a sentence."""
        if mention is None or not (mention.sure or (mention.name and mention.last - mention.first > 1)):
            return
        key = self.words.key
        if mention.name:
            name = tuple(key[slice(*mention.name)])
            self.spoken |= {name[:3], name[-1:]}
        elif mention.last - mention.first > 2 and mention.kind != "pronoun":
            self.spoken.add(tuple(key[mention.first : mention.first + 3]))

    def _marked(self, cue: Cue) -> bool:
        """Whether what is said visibly follows: a colon, «که» or a quotation mark."""
        after = self._key(cue.last)
        if cue.form.kind == "frame":
            return True
        return (
            after in (":", "که")
            or after in OPENING
            or (after == STRAIGHT)
            or (after == "،" and self._key(cue.last + 1) in OPENING)
        )

    def _speech_end(self, first: int) -> int:
        """Where speech without quotation marks that begins at word `first` ends, behind a colon."""
        end = self._paragraph_end(first)
        s = self.words.sentence[first]
        stop = self._within(first, self._sentence_end(first))
        if stop < self._sentence_end(first):
            return stop
        while True:
            at = self._sentence_end(first) if s == self.words.sentence[first] else self.words.sentences[s][1]
            s += 1
            if at >= end or s >= len(self.words.sentences) or self._opens(s):
                return self._cut(first, min(at, end))

    def _within(self, first: int, end: int, tense: str = "") -> int:
        """Where the speech is broken off inside its own sentence: «… است و افزود: …»."""
        key = self.words.key
        for cue in self._between(first, end):
            if cue.form.voice is not Voice.TOLD or cue.form.kind in ("frame", "source", "text", "back", "none"):
                continue
            if self._quoted(cue.first, first):
                continue
            after = self._key(cue.last)
            colon = after == ":" or (after in OPENING and cue.last in self.words.partner)
            if not colon and not (after == "که" and tense and tense == tense_of(self.words, cue)):
                continue
            begin = self._clause(first, cue.first)
            if begin is not None and self._subject(begin, cue.first) is None:
                return begin - 1 if key[begin - 1] in ("و", "،", "؛") else begin
            if begin is not None and colon:
                found = self._subject(begin, cue.first)
                if found and key[begin - 1] in ("و", "؛", "،"):
                    return begin - 1
        return end

    def _clause(self, first: int, stop: int) -> int | None:
        """Where the clause that ends with the cue at word `stop` begins: after a finite verb and «و» or a comma."""
        key = self.words.key
        for j in range(stop - 1, max(first, stop - 40), -1):
            if key[j] in ("و", "،", "؛") and key[j - 1] in self.words.finite:
                return j + 1
            if key[j] == "و" and key[j - 1].endswith("ه") and stop - j <= 3:  # … باقی نمانده و گفت:
                return j + 1
            if key[j] in ("و", "،") and (key[j - 1] in _CLOSE_BEFORE or key[j - 1] in FINAL):
                return j + 1
            if key[j] in self.words.finite:
                return None
        return None

    def _quoted(self, i: int, first: int) -> bool:
        """Whether word `i` stands inside quotation marks that open at or after word `first`."""
        return any(self.words.partner.get(j, -1) > i for j in range(max(first, i - 60), i))

    def _cut(self, first: int, last: int) -> int:
        """`last` without closing lines that stand in the same paragraph."""
        aside = max(first + 1, last - 60)
        if not self._aside(aside):
            aside = next_of(self.asides, aside, last)
        return min(next_of(self.closers, max(first, last - 60), last), aside, last)

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """The words without marks and conjunctions at either end."""
        key = self.words.key
        while first < last and (key[first] in ":،؛.-–…\n»”" or key[first] in CLOSING or key[first] == "که"):
            first += 1
        while first < last and (
            key[last - 1] in "،؛:.\n-–/|"
            or key[last - 1] in ("و",)
            or (key[last - 1] in CLOSING and last - 1 not in self.words.partner)
        ):
            last -= 1
        if last - 1 in self.words.partner and first <= self.words.partner[last - 1] == first:
            first, last = first + 1, last - 1
        while first < last and key[last - 1] in "،؛:.":
            last -= 1
        return first, last


def next_of(places: list[int], first: int, none: int) -> int:
    """The first of the sorted `places` from `first` on, or `none`."""
    k = bisect_left(places, first)
    return places[k] if k < len(places) else none


def _datelines(words: Words) -> list[Span]:
    """«تهران - ایرنا -» at the head of a paragraph, which is nobody's speech and no name."""
    out = []
    for p, group in groupby(words.standing("-–—"), words.paragraph.__getitem__):
        first, last = words.paragraphs[p]
        dashes = [j for j in group if j < first + 20]
        if not dashes or not 0 < dashes[0] - first < 4 or given(words, first) or title(words, first, last)[0]:
            continue
        role = title(words, dashes[0] + 1, last)[0]
        if len(dashes) == 1 and role in ("office", "role", "rank"):
            out.append(words.span(first, dashes[0] + 1))
        elif len(dashes) > 1 and 1 < dashes[1] - dashes[0] < 4 and not role:
            out.append(words.span(first, dashes[1] + 1))
    return out


def tense_of(words: Words, cue: Cue) -> str:
    """past, perfect or present: cues of one sentence that agree in it belong to one speaker."""
    last, before = words.key[cue.last - 1], words.key[cue.last - 2]
    joined = before + last if cue.last - cue.first > 1 else last
    if joined[:2] == "می" or last.startswith("می") or before == "می" or last in ("دارد", "دارند"):
        return "present"
    if joined.endswith(("است", "اند", "بود", "بودند", "ه")):
        return "perfect"
    return "past"
