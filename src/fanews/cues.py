"""Cues: the words that say that somebody says something, in every form, from the tables of cues and light verbs.

A cue is looked up by its folded letters without spaces, so that «اظهار داشت», «اظهارداشت» and «می گوید» are
found like «می\u200cگوید». What only looks like a cue («گفت\u200cوگو», «می\u200cتوان گفت») is turned down here;
whether a cue has a content, and where, is for `attribution` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from itertools import chain, product
from typing import NamedTuple

from .memory import remembered
from .rules import read_table
from .words import Words, beginnings, fold, word_set


class Voice(Enum):
    """What a form of a cue says about the act of saying."""

    TOLD = "told"
    """Somebody said it: گفت، می\u200cگویند، گفته بود."""
    PARTICIPLE = "participle"
    """گفته, which may be the noun (گفته او) or stand for گفته است."""
    PASSIVE = "passive"
    """It was said, by nobody named: گفته شد، اعلام گردید."""
    OWN = "own"
    """The first or second person: گفتم، گفتید."""
    DENIED = "denied"
    """نگفت، اعلام نکرده است."""
    POSSIBLE = "possible"
    """بگوید، اعلام کند، خواهد گفت."""


class Form(NamedTuple):
    """A spelling of a cue: the row of the table it comes from, the row's kind, and its voice."""

    row: str
    kind: str
    voice: Voice


class Cue(NamedTuple):
    """A cue in a text: the words `first` to `last` (excluded)."""

    first: int
    last: int
    form: Form
    plural: bool = False


_OWN = ("م", "ی", "یم", "ید")
_LONGEST = 9


def cues(words: Words) -> Iterator[Cue]:
    """The cues of a text in their order, disjoint, the longest at each place."""
    last, stems, key = 0, _stems(), words.key
    inside, end = word_set("inside a cue"), len(words)
    for i in words.standing([k for k in words.index if k[:_HEAD] in stems and _form(k) is not _UNKNOWN]):
        if i < last:
            continue
        if _form(key[i]) is None:  # a beginning, and nothing yet
            after = key[i + 1] if i + 1 < end else ""
            if _form(key[i] + after) is _UNKNOWN and after not in inside:
                continue
        found = _longest(words, i)
        if found is None or _trap(words, found):
            continue
        if found.form.voice is Voice.PARTICIPLE:  # by now it stands for گفته است
            found = found._replace(form=found.form._replace(voice=Voice.TOLD))
        yield found
        last = found.last


def _longest(words: Words, first: int) -> Cue | None:
    if words.key[first] in ("پاسخ", "جواب") and first and words.key[first - 1] == "در":  # در پاسخ | گفت
        return None
    key, joined, best = words.key, "", None
    i, stop = first, min(len(words), first + _LONGEST)
    while i < stop:
        form = _form(joined + key[i])
        if form is not _UNKNOWN:
            joined += key[i]
            i += 1
            if form:
                best = Cue(first, i, form, joined.endswith("ند"))
        elif i > first and key[i] in word_set("inside a cue"):
            i += 1
        else:
            break
    return best


def _trap(words: Words, cue: Cue) -> bool:
    """Whether the words around turn the cue into something else."""
    key, before = words.key, words.key[cue.first - 1] if cue.first else ""
    after = key[cue.last] if cue.last < len(key) else ""
    beyond = key[cue.last + 1] if cue.last + 1 < len(key) else ""
    if key[cue.last - 1] == "گفت" and (after in word_set("talk") or (after == "و" and beyond[:2] in ("گو", "شن"))):
        return True
    if cue.form.kind == "source" and before in word_set("towards"):
        return True
    if cue.form.kind in ("say", "marked"):
        if before in word_set("impersonal"):
            return True
        if cue.last - cue.first == 1 and (before in word_set("object of saying") or after == "شده"):
            return True
    if cue.form.voice is Voice.PARTICIPLE:
        if after == "،":
            return not any(key[i] in word_set("as") for i in range(max(0, cue.first - 12), cue.first))
        if before in word_set("before a participle"):
            return True
        if after in ("که", ":", "«", '"', "و"):
            return False
        compound = len(cue.form.row.split()) > 1
        return not (words.is_word(cue.last) and (compound or before in word_set("subject of a participle")))
    return False


_HEAD = 3
"""So many letters of a spelling are looked at first: few words begin like a cue."""
_UNKNOWN = Form("", "", Voice.OWN)


@remembered
def _form(joined: str) -> Form | None:
    """What a spelling is; None if it is the beginning of one and nothing yet, `_UNKNOWN` if neither."""
    stems = _stems().get(joined[:_HEAD])
    if stems is None:
        return _UNKNOWN
    found, begun = None, len(joined) <= _HEAD
    for stem in stems:
        if not joined.startswith(stem.stem):
            begun = begun or stem.stem.startswith(joined)
            continue
        ending = joined[len(stem.stem) :]
        voices, started = stem.endings()
        if ending in voices and (found is None or stem.verb is None):  # what is a cue by itself is no form of another
            found = Form(stem.row, stem.kind, voices[ending])
        begun = begun or not ending or ending in started
    return found or (None if begun else _UNKNOWN)


class _Stem(NamedTuple):
    """What stands before a verb in a cue, and the verb, if it has one: its row in ``light_verbs``."""

    stem: str
    row: str
    kind: str
    verb: dict[str, str] | None

    def endings(self) -> tuple[dict[str, Voice], frozenset[str]]:
        """What makes it a form, with the voice of that, and the beginnings of these."""
        if self.verb is None:
            return {"": Voice.TOLD}, frozenset()
        verb = self.verb
        return _conjugated(verb["past"], verb["present"], verb["kind"], telling=self.kind == "text")


@cache
def _stems() -> dict[str, list[_Stem]]:
    """The stems by the heads of their forms, in the order of the table; a head alone may be too short to have any."""
    found: dict[str, list[_Stem]] = {}
    verbs = {row["verb"]: row for row in read_table("light_verbs")}
    for row in read_table("cues"):
        nouns, phrases = list(_spellings(row["cue"])), [v for v in row["verbs"].split("/") if v]
        if row["cue"] in verbs:
            nouns, phrases = [""], [row["cue"]]
        for noun, phrase in product(nouns, phrases or [""]):
            *extra, last = phrase.split() or [""]
            stem = _Stem(
                noun + fold("".join(extra)),
                f"{row['cue']} {row['verbs']}".strip(),
                row["kind"],
                verbs[last] if last else None,
            )
            heads = {stem.stem[:_HEAD]}
            if len(stem.stem) < _HEAD:
                heads = {(stem.stem + ending)[:_HEAD] for ending in chain(*stem.endings())}
            for head in heads:
                found.setdefault(head, []).append(stem)
            for start in beginnings([stem.stem], _HEAD - 1):
                found.setdefault(start, [])
    return found


def _spellings(cue: str) -> Iterator[str]:
    """The cue with each of its alternatives, folded and without spaces."""
    parts = []
    for part in cue.split():
        optional = part.startswith("[")
        parts.append([fold(p).replace("_", "") for p in part.strip("[]").split("/")] + [""] * optional)
    return map("".join, product(*parts))


@cache
def _conjugated(past: str, present: str, kind: str, *, telling: bool) -> tuple[dict[str, Voice], frozenset[str]]:
    """All forms of a verb with their voice, and their beginnings; what may be read in two ways is an assertion.

    With `telling`, only those that assert: «باید» is no form of آمدن beside a document.
    """
    found: dict[str, Voice] = {}
    for form, voice in _all_forms(fold(past), fold(present), kind):
        if not telling or voice in (Voice.TOLD, Voice.PARTICIPLE):
            found.setdefault(form, voice)
    return found, beginnings(found)


def _all_forms(past: str, present: str, kind: str) -> Iterator[tuple[str, Voice]]:
    """The forms of a verb, folded and without spaces, the assertive ones first."""
    yield from ((past + e, Voice.TOLD) for e in ("", "ند"))
    if kind == "copula":
        yield from ((f, Voice.TOLD) for f in ("است", "هست", "اند", "هستند", "ند", "بودهاست", "بودهاند"))
        yield from ((f, Voice.DENIED) for f in ("نیست", "نیستند", "نبود", "نبودند"))
        yield from ((f, Voice.OWN) for f in ("م", "هستم", "هستیم", "یم", "بودم", "بودیم"))
        yield from ((f, Voice.POSSIBLE) for f in ("باشد", "باشند"))
        return
    done = past + "ه"
    now = present if kind == "stative" else "می" + present
    yield from ((f, Voice.TOLD) for f in ("می" + past, "می" + past + "ند", now + "د", now + "ند"))
    yield from ((done + e, Voice.TOLD) for e in ("است", "اند", "بود", "بودند"))
    yield done, Voice.PARTICIPLE
    for shod in ("شد", "شدهاست", "شدهبود", "میشود", "میشد", "گردید", "گردیدهاست", "شده"):
        yield (past.removesuffix("کرد") if past == "کرد" else done) + shod, Voice.PASSIVE
    for end in _OWN:
        yield from ((f + end, Voice.OWN) for f in (past, "می" + past, now, done + "ا"))
        yield done + "بود" + end, Voice.OWN
    for form in (past, done + "است", done + "اند", "می" + past, now + "د", now + "ند", past + "ند", done, done + "بود"):
        yield "ن" + form, Voice.DENIED
    for form in (present, "ب" + present):
        yield from ((form + e, Voice.POSSIBLE) for e in ("د", "ند"))
    yield from ((f"خواه{e}{past}", Voice.POSSIBLE) for e in ("د", "ند"))
