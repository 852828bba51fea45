"""Speakers: the persons and bodies of an article, joined from the phrases that name them.

`Cast` follows the article and joins mentions into figures: a title in the lead with the name given later, a surname,
وی, «این مقام مسئول». Where the text does not decide, a mention stays without a person: none is better than a wrong one.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from attrs import evolve, frozen

from .mentions import Mention, before_name, given, holder, is_given, places, title, titles
from .rules import read_table
from .text import Move, Passage
from .words import FINAL, Words, fold, phrases, word_set

_SAME = {  # folded
    "وزیر": "وزارت",
    "وزارتخانه": "وزارت",
    "اداره": "ادارهکل",
    "رییسجمهوری": "رییسجمهور",
    "ریاست": "رییس",
    "سخنگوی": "سخنگو",
    "مسوول": "مسیول",
}
_HONORIFICS = {"اقای": "آقای", "اقا": "آقای", "خانم": "خانم", "بانو": "خانم"}  # folded: which of the two it says


@frozen
class Person:
    r"""Somebody (or some body) who speaks in an article.

    `name` is the fullest name the article gives, without titles, unless a given name is all there is («ملا
    حیات\u200cالله») or a man and a woman share it («خانم کاوه»); for a speaker who is never named, the role; for a
    body, what the article calls it most. `role` is what the article calls him («وزیر نفت»), or None. `mentions` are
    the places where he stands as a speaker or is introduced. `kind` says whether it is one person, a group of people
    («نمایندگان») or a body («وزارت نفت»).
    """

    name: str
    role: str | None
    mentions: tuple[Passage, ...]
    kind: Literal["person", "group", "body"] = "person"

    def moved(self, move: Move) -> Person:
        """The same person with his mentions in another text's coordinates."""
        return evolve(self, mentions=tuple(m.moved(move) for m in self.mentions))


class Figure:
    """A person or body in the making: what the mentions joined so far say about it."""

    name: tuple[str, ...] = ()  # folded words of the fullest name
    shown = ""  # that name as the text has it
    office = False
    cited = False  # speaks only within what others say
    described = False  # something stood beside the name, though no title we know
    title = ""  # the role that stood beside the name
    honorific = ""  # آقای or خانم, of those who are called so

    def __init__(
        self,
        kind: Literal["person", "group", "body", "document"],
        *,
        roles: dict[str, int] | None = None,
        heads: set[str] | None = None,
        anonymous: bool = False,
        indefinite: bool = False,
    ) -> None:
        self.kind = kind
        self.roles = roles or {}  # and how often each was used
        self.heads = heads or set()
        self.anonymous = anonymous
        self.indefinite = indefinite  # یک کارشناس، یکی از شاهدان
        self.loose: set[str] = set()  # roles read off sentences that quote nothing: they may hold an object
        self.mentions: dict[tuple[int, int], None] = {}

    def titled(self) -> set[str]:
        """The words of all that the article calls him, folded."""
        return self.heads.union(*(fold(role).split() for role in self.roles))

    def called(self, words: Words) -> str:
        """What the article calls a body most, the longer name if two are as usual; a loose one may have run on."""
        firm = [r for r in self.roles if r not in self.loose]
        usual = [r for r in self.roles if r in firm or not r.startswith(tuple(firm))] or firm
        if len(usual) < 2:
            return next(iter(usual), "")
        often = {r: _count(words, r) for r in usual}
        alone = {r: n - sum(often[other] for other in usual if r != other and r in other) for r, n in often.items()}
        return max(usual, key=lambda r: (alone[r], len(r)))

    def person(self, words: Words) -> Person | None:
        if self.kind == "document":
            return None
        firm = [r for r in self.roles if r not in self.loose] or list(self.roles)
        definite = [r for r in firm if fold(r.split()[0]) not in ("یک", "یکی")] or firm
        role = self.called(words) if self.kind == "body" else max(definite, key=len, default=None)
        places = tuple(words.passage(*m) for m in sorted(self.mentions))
        if self.shown:
            return Person(self.shown, self.title or role, places, self.kind)
        words_ = role.split() if role else []
        if not role or (self.kind == "group" and len(words_) == 1 and fold(words_[0]) in word_set("indefinite")):
            return None
        return Person(role, None, places, self.kind)


class Cast:
    """Follows an article from its first word to its last and says for every mention which figure it is.

    `meet` must be called in the order of the text. `why` holds the reason of the last answer, for `explain`.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self.figures: deque[Figure] = deque(maxlen=300)  # more people than any article has; keeps the work linear
        self.person: Figure | None = None  # whom وی would mean
        self.speaking: Figure | None = None  # who spoke last, be it a body
        self.body: Figure | None = None  # the latest body met
        self.asker: Figure | None = None  # who has just asked, while somebody answers
        self.why = ""
        self.nested = self.goes_on = self.speaks = False

    def carry(self, at: int, plural: bool = False, document: bool = False) -> Figure | None:
        """Who speaks when the cue at word `at` has no subject of its own; a `document` speaks for the latest body."""
        figure = (document and self.body) or self._introduced(at) or self.speaking
        if figure is None or (plural and figure.kind == "person"):
            self.why = "no subject, and nobody who could be meant"
            return None
        self.why = f"no subject: {self._label(figure)} still speaks"
        return figure

    def _introduced(self, at: int) -> Figure | None:
        """Who was presented in the sentence before, where the cue opens its own: «نرگس دانشجو است. می\u200cگوید …»."""
        words, person = self.words, self.person
        if person is None or words.sentences[words.sentence[at]][0] != at:
            return None
        latest = max(person.mentions)[0]
        near = words.sentence[latest] == words.sentence[at] - 1 and words.paragraph[latest] == words.paragraph[at]
        return person if near else None

    def meet(
        self,
        mention: Mention,
        *,
        contrast: bool = False,
        speaks: bool = True,
        nested: bool = False,
        goes_on: bool = False,
        answers: bool = False,
    ) -> Figure | None:
        """The figure that `mention` stands for. `contrast`: the sentence sets him against those before; `nested`: he
        speaks within what another says; `goes_on`: the cue continues a speech (افزود); `answers`: he answers who spoke
        last."""
        self.nested, self.goes_on, self.speaks = nested, goes_on, speaks
        self.asker = self.speaking if answers else None
        if self.asker and self.person is self.asker:
            self.person = self._asked()
        figure = self._find(mention, contrast or nested)
        if figure is None:
            return None
        figure.cited = nested and (figure.cited or not figure.mentions)
        figure.mentions[(mention.first, mention.last)] = None
        if figure.kind == "person":
            self.person = figure
        elif figure.kind == "body":
            self.body = figure
        if speaks:
            self.speaking = figure
        return figure

    def _find(self, mention: Mention, contrast: bool) -> Figure | None:
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        if mention.kind == "this":
            return self._this(mention)
        if mention.name:
            return self._named(mention)
        if mention.kind == "organisation":
            return self._body(mention)
        if mention.kind in ("group", "document"):
            return self._other(mention)
        return self._titled(mention, contrast)

    def _pronoun(self, mention: Mention) -> Figure | None:
        if mention.last - mention.first > 1:
            self.why = "one of several, not named"
            return None
        group = self.speaking if self.speaking and self.speaking.kind != "person" else None
        found = group if mention.plural else self.person
        self.why = f"pronoun: {self._label(found)}" if found else "a pronoun, and nobody before it"
        return found

    def _asked(self) -> Figure | None:
        """The latest person other than the one who has just asked."""
        people = (f for f in self.figures if f.kind == "person" and f is not self.asker)
        return max(people, key=lambda f: max(f.mentions), default=None)

    def _this(self, mention: Mention) -> Figure | None:
        kind = title(self.words, mention.first + 1, mention.last)[0]
        if kind in ("organisation", "document", "group"):
            found = self._this_body(mention.head) if kind == "organisation" else self._this_other(kind, mention.head)
            self.why = f"«این …»: {self._label(found)}" if found else "«این …», and no such body before it"
            return found
        if mention.head in word_set("thing"):
            self.why = "«این …» is nobody"
            return None
        found = self._called(mention) or self.person
        self.why = f"«این …»: {self._label(found)}" if found else "«این …», and nobody before it"
        return found

    def _this_other(self, kind: str, head: str) -> Figure | None:
        return next((f for f in reversed(self.figures) if f.kind == kind and head in f.heads), None)

    def _this_body(self, head: str) -> Figure | None:
        """The latest body that «این سازمان», «این نهاد» may mean, or one whose noun stands inside another's name."""
        bodies = [f for f in reversed(self.figures) if f.kind == "body"]
        nouns = {head, _SAME.get(head, head)}
        near = (f for f in bodies if nouns & f.heads or head in word_set("any body"))
        return next(near, None) or self._within_body(bodies, head)

    def _called(self, mention: Mention) -> Figure | None:
        """Whom «این مقام قضایی» means: who has that whole title, else who has such a title or one that it takes up
        (`callings`) and a role of that field (`fields`), if any; of several whoever وی means, else the latest."""
        people = sorted((f for f in self.figures if f.kind == "person"), key=lambda f: max(f.mentions))
        whole = set(self.words.key[mention.first + 1 : mention.last])
        nouns = {mention.head, *(mention.head + ending for ending in ("ان", "ها", "های", "گان"))}  # یکی از کارگران
        exact = [f for f in people if len(whole) > 1 and whole <= f.titled()]
        alike = [f for f in people if nouns & f.titled()]
        meant = [f for f in people if callings(mention.head) & f.titled()]
        field = fields(whole - {mention.head})
        fit = [f for f in people if f in alike + meant and field & f.titled()]
        if self.person in (exact or fit or alike + meant):
            return self.person
        return next(reversed(exact or fit or alike or meant), None)

    def _within_body(self, bodies: list[Figure], head: str) -> Figure | None:
        """«این سازمان» after «روابط عمومی سازمان …»: the body whose noun stands inside another's name."""
        for figure in bodies:
            for role in figure.roles:
                words = role.split()
                at = next((i for i, w in enumerate(words) if i and fold(w) == head), 0)
                if at:
                    found = Figure("body", roles={" ".join(words[at:]): 1}, heads={head})
                    self.figures.append(found)
                    return found
        return None

    def _named(self, mention: Mention) -> Figure:
        assert mention.name
        name = tuple(self.words.key[slice(*mention.name)])
        role = self._role(mention.role) if mention.role else ""
        honorific = self._honorific(mention.name[0])
        figure = self._by_name(name, honorific) or (None if role else self._body_named(name))
        if figure:
            self.why = f"the name of {self._label(figure)}"
        else:
            name, shown = self._full_name(name, mention.name, honorific)
            shown = self._addressed(mention.name, name) or shown
            figure = self._by_name(name, honorific) or self._unnamed(role, mention)
            if figure is None:
                figure = Figure("person")
                self.figures.append(figure)
                self.why = f"a new name: {shown}"
            if len(name) > len(figure.name):
                figure.name, figure.shown = name, shown
        shown = self._text(mention.name)
        if figure.kind == "body":
            self._add_role(figure, shown, mention)
            return figure
        if len(name) > len(figure.name) and len("".join(name)) > len("".join(figure.name)):
            figure.name, figure.shown = name, shown
        figure.honorific = figure.honorific or honorific
        if titles().get(self.words.key[mention.first]) == "rank":  # «این پزشک», after «دکتر X»
            figure.heads.add(self.words.key[mention.first])
        figure.title = figure.title or role
        figure.described = figure.described or mention.described(self.words)
        self._add_role(figure, role, mention)
        return figure

    def _addressed(self, place: tuple[int, int], name: tuple[str, ...]) -> str:
        """A lone given name with the title before it, which it is known by: ملا حیات الله."""
        lone = (len(name) == 1 or name[1:] == ("الله",)) and is_given("".join(name))
        first = before_name(self.words, place[0])
        titled = any(titles()[key] == "rank" for key in self.words.key[first : place[0]])
        return self._text((first, place[1])) if lone and titled else ""

    def _body_named(self, name: tuple[str, ...]) -> Figure | None:
        """The body of which this is the name without its noun: هرانا, after «خبرگزاری هرانا»."""
        bodies = (f for f in reversed(self.figures) if f.kind == "body")
        wanted = " ".join(name)
        return next(
            (f for f in bodies if any(fold(r).partition(" ")[2] == wanted or fold(r) == wanted for r in f.roles)), None
        )

    def _by_name(self, name: tuple[str, ...], honorific: str) -> Figure | None:
        """Whose name this is, whole or in part, one letter more or less forgiven: whoever وی means, or the latest."""
        for near in (_same_name, _like_name):
            for figure in filter(None, (self.person, *reversed(self.figures))):
                if figure.name and not _differ(figure.honorific, honorific) and near(name, figure.name):
                    return figure
        return None

    def _honorific(self, i: int) -> str:
        """آقای or خانم before the name at word `i`, or none."""
        before = self.words.key[before_name(self.words, i) : i]
        return next((_HONORIFICS[key] for key in before if key in _HONORIFICS), "")

    def _full_name(self, name: tuple[str, ...], place: tuple[int, int], honorific: str) -> tuple[tuple[str, ...], str]:
        """A surname with the given name that stands before it elsewhere in the article."""
        shown = self._text(place)
        if len(name) > 1 and is_given(name[0]):
            return name, shown
        for i in self.words.places(name[0]):
            whole = tuple(self.words.key[i : i + len(name)]) == name
            if not (whole and i and i != place[0] and given(self.words, i - 1)):
                continue
            if not _differ(honorific, self._honorific(i - 1)):
                return (self.words.key[i - 1], *name), self._text((i - 1, i + len(name)))
        return name, shown

    def _unnamed(self, role: str, mention: Mention) -> Figure | None:
        """The figure known so far only by its title that this name belongs to."""
        unnamed = (f for f in self.figures if f.kind == "person" and not f.name and f is not self.asker)
        open_ = [f for f in unnamed if self._nameable(f, role)]
        if not open_ or self.nested:
            return None
        if role:
            best = max(open_, key=lambda f: _alike(role, f))
            if _alike(role, best) >= 0.6:
                self.why = f"named here, known before as {self._label(best)}"
                return best
            named = any(f.name for f in self.figures)
            kin = any(titles().get(head) == "kin" for head in best.heads)
            other = mention.head not in best.heads and not _shares(role, best)
            if len(open_) == 1 and not named and not ((best.office or kin) and other):
                self.why = f"the only speaker so far, known before as {self._label(best)}"
                return best
            return None
        size = mention.name[1] - mention.name[0] if mention.name else 0
        latest = self.person if self.person in open_ else open_[-1] if len(open_) == 1 and size > 1 else None
        if latest and not self._may_be_named(latest, mention):
            return None
        if latest is not None:
            self.why = f"a name without a title, after {self._label(latest)} without a name"
        return latest

    def _nameable(self, figure: Figure, role: str) -> bool:
        """Whether the article may yet name him: «یک نماینده» only from its head and where the title beside the name
        has his noun or his noun says little (یک مسئول), «یکی از نمایندگان» never."""
        if figure.anonymous or any(fold(role.split()[0]) == "یکی" for role in figure.roles) or _apart(role, figure):
            return False
        if not figure.indefinite:
            return True
        fits = figure.heads & (set(fold(role).split()) | word_set("generic title"))
        return bool(fits) and self._paragraphs(0, min(figure.mentions)[0]) <= 1

    def _may_be_named(self, figure: Figure, mention: Mention) -> bool:
        """Whether a title without a name may get the next name: from the lead within four paragraphs, later only
        where the cue goes on with what was said («افزود»)."""
        first = min(figure.mentions)[0]
        if self._paragraphs(0, first) > 3:
            return self.goes_on and self._paragraphs(first, mention.first) < 2
        return self._paragraphs(first, mention.first) <= 4

    def _paragraphs(self, first: int, later: int) -> int:
        """How many paragraphs with text begin between two words, fifty at most."""
        paragraphs = self.words.paragraphs[self.words.paragraph[first] + 1 : self.words.paragraph[later] + 1]
        return sum(last - start > 1 for start, last in paragraphs[:50]) + max(0, len(paragraphs) - 50)

    def _titled(self, mention: Mention, contrast: bool) -> Figure | None:
        role = self._role(mention.role or (mention.first, mention.last))
        people = [f for f in self.figures if f.kind == "person"]
        scored = [(_alike(role, f), n, f) for n, f in enumerate(people)]
        scored = [s for s in scored if s[0] >= 0.6 or (mention.kind == "kin" and mention.head in s[2].heads)]
        if scored:
            figure = max(scored, key=lambda s: s[:2])[2]
            self.why = f"the title of {self._label(figure)}"
            self._add_role(figure, role, mention)
            return figure
        if len(people) == 1 and not _apart(role, people[0]) and self._announces(people[0], mention):
            self.why = f"the speaker of the headline, {self._label(people[0])}"
            self._add_role(people[0], role, mention)
            return people[0]
        known = [f for f in people if not (f.anonymous or f.indefinite or f.cited)]
        bare = len(known) <= 1 and self.person is not None and not (self.person.roles or self.person.described)
        one = self.person if bare else known[0] if len(known) == 1 and not known[0].described else None
        if self.goes_on and self.speaking and self.speaking.kind == "person":
            one = self.speaking
        new = contrast or not {"یک", "یکی"}.isdisjoint(self.words.key[mention.first : mention.last])
        if self.person and not new and self._taken_up(role, mention, self.person):
            one = self.person
        new = new or (one is not None and one is self.asker)
        if one and one.name and not new and mention.kind != "kin" and not self._rival(role, mention, one):
            self.why = f"another title of {self._label(one)}, who has been speaking"
            self._add_role(one, role, mention)
            return one
        indefinite = self.words.key[mention.first] in ("یک", "یکی")
        figure = Figure("person", anonymous=mention.head in word_set("anonymous"), indefinite=indefinite)
        named = (
            None if indefinite or mention.last - mention.first < 2 else holder(self.words, mention.first, mention.last)
        )
        if named:
            figure.name, figure.shown = tuple(self.words.key[slice(*named)]), self._text(named)
        self.figures.append(figure)
        self._add_role(figure, role, mention)
        self.why = f"a new speaker, not named yet: {role}"
        return figure

    def _taken_up(self, role: str, mention: Mention, figure: Figure) -> bool:
        """Whether the role says anew what the figure is: مهاجم تیم ملی, after «X، کاپیتان تیم ملی»."""
        return bool(callings(mention.head) & figure.titled()) and _shares(role, figure)

    def _announces(self, figure: Figure, mention: Mention) -> bool:
        """Whether `figure` is known only from the headline, or the kicker above it, and `mention` opens the lead."""
        last = max(figure.mentions)[0]
        new = not figure.name and mention.head not in figure.heads
        paragraph = self.words.paragraphs[self.words.paragraph[last]]
        end = self.words.key[max(paragraph[0], paragraph[1] - 2)]
        above = new and end not in FINAL and self._paragraphs(0, last) == 0
        return above and self._paragraphs(last, mention.first) == 1 + (end in ":؛")

    def _rival(self, role: str, mention: Mention, figure: Figure) -> bool:
        """Whether the role cannot be another one of this figure's."""
        if figure.heads & word_set("lay") and mention.head not in word_set("lay"):  # a pupil is no spokesman
            return True
        if _apart(role, figure):  # مشاور رئیس جمهور is not رئیس جمهور
            return True
        if mention.head in figure.heads:  # استاندار قم is not استاندار یزد; سرمربی سرخپوشان may be سرمربی استقلال
            return any(word in places() for word in _content(role))
        if mention.head in word_set("exclusive") and figure.heads & word_set("exclusive"):
            return True
        other = figure.office or (figure.roles and mention.head in word_set("exclusive"))
        return mention.kind == "office" and bool(other) and not self.goes_on and not _shares(role, figure)

    def _body(self, mention: Mention) -> Figure:
        role = self._text((mention.first, mention.last))
        short = self._short_name(mention)
        names = (tuple(fold(role).split()[1:]), tuple(fold(short).split()))
        for figure in reversed(self.figures):
            if (
                figure.kind == "person" and figure.name and figure.name in names and not figure.roles
            ):  # هرانا, then «خبرگزاری هرانا»
                figure.roles[figure.shown] = len(figure.mentions)
                figure.kind, figure.name, figure.shown = "body", (), ""
                break
            same = mention.head in figure.heads or "روابط" in figure.heads
            if figure.kind == "body" and any(_same_body(role, r, same) for r in figure.roles):
                self.why = f"a body named before: {self._label(figure)}"
                break
        else:
            figure = Figure("body")
            self.figures.append(figure)
            self.why = f"a body: {role}"
        self._add_role(figure, role, mention)
        if short:
            figure.roles.setdefault(short, 0)
        return figure

    def _short_name(self, mention: Mention) -> str:
        """The name in brackets that the article once sets behind a body's: «نمایندگی … در افغانستان (یوناما)»."""
        key, size = self.words.key, mention.last - mention.first
        for i in self.words.places(key[mention.first]):
            after = i + size
            if key[after : after + 1] == ["("] and key[i:after] == key[mention.first : mention.last]:
                close = next((j for j in range(after + 2, min(after + 6, len(key))) if key[j] == ")"), 0)
                return self._text((after + 1, close)) if close else ""
        return ""

    def _other(self, mention: Mention) -> Figure:
        role = self._text((mention.first, mention.last))
        for figure in self.figures:
            if figure.kind == mention.kind and role in figure.roles:
                break
        else:
            figure = Figure("group" if mention.kind == "group" else "document")
            self.figures.append(figure)
            self._add_role(figure, role, mention)
        self.why = f"a {mention.kind}: {role}"
        return figure

    def _add_role(self, figure: Figure, role: str, mention: Mention) -> None:
        if role:
            if not self.speaks and mention.name is None:
                figure.loose.add(role)
            else:
                figure.loose.discard(role)
            figure.roles[role] = figure.roles.get(role, 0) + 1
        if mention.head:
            figure.heads.add(mention.head)
        figure.office = figure.office or mention.kind == "office" or titles().get(mention.head) == "office"

    def _role(self, place: tuple[int, int]) -> str:
        """The words of a role, a body in it by its name: سخنگوی این وزارت, after «وزارت معارف»."""
        first, last = place
        key = self.words.key
        this = next((j for j in range(first + 1, last - 1) if key[j] in word_set("this")), last)
        if this == last or key[first] in ("یک", "یکی") or titles().get(key[this + 1]) != "organisation":
            return self._text(place)
        body = self._this_body(key[this + 1])
        rest = [self._text((this + 2, last))] if this + 2 < last else []
        return " ".join([self._text((first, this)), body.called(self.words), *rest]) if body else self._text(place)

    def _text(self, place: tuple[int, int]) -> str:
        return self.words.passage(*place).text

    def _label(self, figure: Figure | None) -> str:
        if figure is None:
            return "nobody"
        return figure.shown or max(figure.roles, key=len, default=figure.kind)


@cache
def _callings() -> dict[str, frozenset[str]]:
    rows = read_table("callings")
    return {fold(row["word"]): frozenset(map(fold, row["titles"].split())) for row in rows}


@cache
def _fields() -> dict[str, frozenset[str]]:
    return {fold(row["field"]): frozenset(map(fold, row["words"].split())) for row in read_table("fields")}


def fields(words: Iterable[str]) -> frozenset[str]:
    """The words of a role that folded `words` beside «این مقام» ask for: themselves, the noun of an adjective (بانکی,
    آمریکایی) and those of their field."""
    own = frozenset(words) - word_set("light word")
    nouns = (word[:-2] if word.endswith("ایی") else word.removesuffix("ی") for word in own if len(word) > 3)
    return own.union(nouns, *(_fields().get(word, ()) for word in own))


def _count(words: Words, name: str) -> int:
    """How often the article has the name, fifty times at most."""
    keys = fold(name).split()
    return sum(words.key[i : i + len(keys)] == keys for i in words.places(keys[0])) if keys else 0


def callings(word: str) -> frozenset[str]:
    """The titles that a folded word takes up: «این پزشک» is the «متخصص» of the sentence before."""
    return _callings().get(word, frozenset())


def _parts(role: str) -> list[str]:
    """The words of a role, folded, titles of two words as one."""
    words = fold("".join(c if c.isalnum() or c == "\u200c" else " " for c in role)).split()
    for i in range(len(words) - 1, 0, -1):
        if (words[i - 1], words[i]) in phrases("one title").get(words[i - 1], ()):
            words[i - 1 : i + 1] = [words[i - 1] + words[i]]
    return words


@lru_cache(maxsize=1024)
def _content(role: str) -> frozenset[str]:
    """The words of a role by which it is recognised."""
    words = _parts(role)
    if words[:1] == ["وزیر"]:  # وزیر خارجه is not سخنگوی وزارت خارجه
        return frozenset(["وزیر", *(_SAME.get(w, w) for w in words[1:])]) - word_set("light word")
    return frozenset(_SAME.get(w, w) for w in words) - word_set("light word")


def _head(role: str) -> str:
    """The first word of a role that tells it from another."""
    words = (w if w in _content(role) else _SAME.get(w, w) for w in fold(role).split())
    return next((w for w in words if w in _content(role)), "")


@lru_cache(maxsize=1024)
def _under(one: str, other: str) -> bool:
    """Whether who has the first role stands under the office of the other: یکی از مشاوران رئیس جمهور, رئیس جمهور."""
    mine, office = ([_SAME.get(word, word) for word in _parts(role)] for role in (one, other))
    if not mine or not office or titles().get(office[0]) != "office" or mine[0] == office[0]:
        return False
    if titles().get(mine[0]) in ("rank", "honorific"):
        return False
    return any(word == office[0] and before != "و" for before, word in pairwise(mine))


def _likeness(one: str, other: str) -> float:
    """How much of the shorter role is in the longer, 0 to 1; 0 where both insist on something of their own, or one
    stands under the other."""
    a, b = _content(one), _content(other)
    if not a or not b or _under(one, other) or _under(other, one):
        return 0.0
    mine, yours = a - b, b - a
    if len(mine) == len(yours) == 1 or (_head(one) in mine and _head(other) in yours):
        return 0.0
    return len(a & b) / min(len(a), len(b))


def _same_body(one: str, other: str, same_head: bool) -> bool:
    """Whether two names mean one body: the longer says more, but not that it is part of the other (دفتر سازمان …)."""
    more = _content(one) ^ _content(other)
    return _likeness(one, other) >= 0.99 and (same_head or more <= word_set("body word"))


def _alike(role: str, figure: Figure) -> float:
    """The likeness of `role` to the nearest of the figure's."""
    return max((_likeness(role, r) for r in figure.roles), default=0.0)


def _apart(role: str, figure: Figure) -> bool:
    """Whether the role stands under one of the figure's, or over it."""
    return any(_under(role, r) or _under(r, role) for r in figure.roles)


def _shares(role: str, figure: Figure) -> bool:
    words = _content(role)
    return any(words & _content(r) - figure.heads - word_set("body word") - places() for r in figure.roles)


def _differ(one: str, other: str) -> bool:
    """Whether two honorifics contradict each other."""
    return bool(one and other) and one != other


def _bare(name: tuple[str, ...]) -> str:
    """The letters of a name without سید before and ال at its head."""
    joined = "".join(name)
    return joined.removeprefix("سید").removeprefix("ال")


def _same_name(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` is `full`, its surname, or a part of it other than the given name alone."""
    if len("".join(short)) > len("".join(full)):
        short, full = full, short
    a, b = _bare(short), _bare(full)
    if a == b:
        return True
    if len(short) == 1 and short[0] == full[0]:
        return not is_given(short[0])
    parts = {_bare(full[i:j]) for i in range(1, len(full)) for j in range(i + 1, len(full) + 1)}
    return a in parts


def _like_name(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` is the surname of `full` with one letter wrong, missing or too many."""
    if len("".join(short)) > len("".join(full)):
        short, full = full, short
    a = _bare(short)
    if len(a) < 5 or is_given(short[0]):
        return False
    return any(_near(a, _bare(full[i:])) for i in range(len(full)))


def _near(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or a == b:
        return a == b
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return a[i + 1 :] == b[i + 1 :] or a[i + 1 :] == b[i:] or a[i:] == b[i + 1 :]


def persons(figures: Iterable[Figure], words: Words) -> dict[int, Person]:
    """The persons that figures are, by the ids of the figures. A name is one person's: two figures of one name, met too
    far apart to be known as one, become one; a man and a woman keep the honorifics that tell them apart."""
    figures = list({id(figure): figure for figure in figures}.values())
    found = {id(figure): person for figure in figures if (person := figure.person(words))}
    said = {(found[id(f)].name, f.honorific) for f in figures if id(f) in found and f.honorific}
    shared = Counter(name for name, _ in said)
    met: dict[str, list[Person]] = {}
    for figure in figures:
        if person := found.get(id(figure)):
            if figure.honorific and shared[person.name] > 1:
                person = evolve(person, name=f"{figure.honorific} {person.name}")
            found[id(figure)] = person
            met.setdefault(person.name, []).append(person)
    one = {name: _one(alike) for name, alike in met.items()}
    return {key: one[person.name] for key, person in found.items()}


def _one(persons: list[Person]) -> Person:
    if len(persons) == 1:
        return persons[0]
    mentions = {mention.span: mention for person in persons for mention in person.mentions}
    role = next((person.role for person in persons if person.role), None)
    return evolve(persons[0], role=role, mentions=tuple(mentions[span] for span in sorted(mentions)))


def people(persons: Iterable[Person | None]) -> tuple[Person, ...]:
    """The distinct persons, in the order of their first mention."""
    distinct = {id(person): person for person in persons if person is not None}
    out = list(dict.fromkeys(distinct.values()))
    return tuple(sorted(out, key=lambda p: (p.mentions[0].start, p.mentions[0].stop) if p.mentions else (0, 0)))
