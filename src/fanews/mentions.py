"""Speaker phrases: which words of a sentence name who speaks, and what kind of phrase they are.

`subject` reads the phrase off the words before a cue: a pronoun, a name, a role, an organisation, with its apposition
kept apart and the frame around it («امروز در نشست …») left out. Who it stands for is for `speakers` to say.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from .lexicon import is_word
from .rules import read_table
from .when import date_end, is_day, time_end
from .words import OPENING, STRAIGHT, Words, beginnings, folds, phrases, word_set

_FIRST_NAMES = ("سید", "محمد", "احمد", "علی", "امیر", "میر", "غلام", "نور", "گل")  # of a given name made of two
_NAME_HEADS = (*_FIRST_NAMES, "عبدال")
_NAME_ENDS = ("الله", "الدین", "الرحمن", "الرحمان", "الحق")
TANVIN = "\u064b"  # an adverb ends in it: قبلاً


class Mention(NamedTuple):
    """A phrase that may name a speaker, in words: `first` to `last` is the phrase without its apposition.

    `kind` is pronoun, this («این مسئول»), name, role, office, kin, organisation, group or document. `name` and `role`
    are word ranges; `head` is the folded noun that carries the phrase. `after` is where the apposition ends.
    """

    first: int
    last: int
    kind: str
    name: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    head: str = ""
    after: int = 0
    sure: bool = True
    plural: bool = False

    def described(self, words: Words) -> bool:
        """Whether something that is no title we know follows the name after a comma: ملیحه، دانش\u200cآموز صنف نهم،"""
        j = self.last
        return (
            self.role is None
            and words.key[j : j + 1] == ["،"]
            and words.key[j + 1 : j + 2] != []
            and (words.key[j + 1] not in _stops())
        )


@cache
def _stops() -> frozenset[str]:
    """The words that no speaker phrase goes over."""
    return frozenset().union(*map(word_set, ("first person", "preposition", "adverb", "link", "stop")))


@cache
def _grammar() -> frozenset[str]:
    """The words that are no part of a name."""
    return _stops() | word_set("quantity") | {"و"}


@cache
def _ends() -> frozenset[str]:
    """The words before which a subject may end: «را» would make it an object."""
    return _stops() - {"را"}


@cache
def _pronouns() -> frozenset[str]:
    return word_set("pronoun") | word_set("plural pronoun")


@cache
def _no_heads() -> frozenset[str]:
    """The words with which no speaker phrase begins."""
    return _stops() - _pronouns() - word_set("this")


@cache
def _surname_endings() -> tuple[str, ...]:
    return tuple(word_set("surname ending"))


@cache
def _agents() -> tuple[str, ...]:
    return tuple(word_set("agent ending"))


@cache
def _person_endings() -> tuple[str, ...]:
    return tuple(word_set("person ending"))


@cache
def titles() -> dict[str, str]:
    rows = list(read_table("titles"))
    words = folds(row["word"].replace(" ", "") for row in rows)
    return {word: row["kind"] for word, row in zip(words, rows, strict=True)}


@cache
def places() -> frozenset[str]:
    """The first words of the places the news knows."""
    return frozenset(folds(row["name"].split()[0] for row in read_table("places")))


@cache
def given_names() -> frozenset[str]:
    return frozenset(folds(row["name"] for row in read_table("names")))


def _token(words: Words, i: int) -> str:
    return words.text[words.start[i] : words.stop[i]]


@cache
def _beginnings() -> frozenset[str]:
    return beginnings(titles())


def _begins_title(key: str) -> bool:
    """Whether a title may begin with the folded word."""
    return key in _beginnings() or (len(key) > 5 and key.endswith(_agents()))


def title(words: Words, i: int, stop: int) -> tuple[str, int]:
    """The kind of the title that begins at word `i`, and where it ends; ("", i) if none does."""
    key = words.key
    if i >= stop or not _begins_title(key[i]):
        return "", i
    known, begun, joined = titles(), _beginnings(), key[i]
    kind, end = known.get(joined, ""), i + 1
    for j in range(i + 1, min(i + 3, stop)):
        joined += key[j]
        if joined not in begun or not words.is_word(j):
            break
        if joined in known:
            kind, end = known[joined], j + 1
    if kind:
        return kind, end
    if len(key[i]) > 5 and key[i].endswith(_agents()) and not (i and key[i - 1] in given_names()):
        return "role", i + 1
    return "", i


@cache
def _given_or_month() -> frozenset[str]:
    return given_names() | word_set("month name")


def _is_built(key: str) -> bool:
    """Whether the folded word is a given name made of two parts that no table has."""
    if key.startswith(_FIRST_NAMES) and any(key.removeprefix(head) in given_names() for head in _FIRST_NAMES):
        return True
    built = (key.endswith(_NAME_ENDS) or key.startswith("عبدال")) and len(key) > 6
    return built and key not in word_set("no given name")


def is_given(key: str) -> bool:
    """Whether the folded word is a given name, of the table or built like one (حیات\u200cالله)."""
    return key in given_names() or _is_built(key)


def given(words: Words, i: int) -> bool:
    """Whether word `i` is a given name."""
    key = words.key[i]
    if key not in _given_or_month() and not _is_built(key):
        return False
    if key in word_set("month name"):
        after = words.key[i + 1] if i + 1 < len(words) else ""
        dated = i > 0 and is_day(words.key[i - 1])
        return not dated and len(after) > 3 and after.endswith(_surname_endings()) and after not in _stops()
    return True


def read(words: Words, i: int, stop: int) -> Mention | None:
    """The speaker phrase that begins at word `i` and ends before word `stop`, or None."""
    key = words.key
    if i >= stop:
        return None
    if key[i] in _pronouns():
        return Mention(i, i + 1, "pronoun", head=key[i], after=i + 1, plural=key[i] in word_set("plural pronoun"))
    if key[i] in word_set("this"):
        kind, end = title(words, i + 1, stop)
        if kind in ("honorific", "rank") or i + 1 >= stop or words.key[i + 1] in _stops():
            return None
        if not kind and key[i + 1] in word_set("event"):  # این سفر is nobody
            return None
        last = _extent(words, i + 1, stop)
        if not kind and (last - i > 4 or not _may_end(words, last, stop)):
            return None
        name = _inner_name(words, end, last)
        if name:
            return Mention(i, last, kind, name, (i + 1, name[0]), key[i + 1], last)
        return Mention(i, last, "this", None, (i + 1, last), key[i + 1], last, plural=kind == "group")
    if key[i] in OPENING or key[i] == STRAIGHT:
        return _quoted(words, i, stop)
    if key[i] == "د":  # Pashto, the head comes last: د افغانستان بانک
        last = next((j for j in range(i + 5, i + 2, -1) if j <= stop and titles().get(key[j - 1]) == "organisation"), 0)
        return Mention(i, last, "organisation", None, (i, last), key[last - 1], last) if last else None
    kind, end = title(words, i, stop)
    if kind in ("honorific", "rank"):
        return _titled(words, i, end, stop)
    if kind and not (given(words, i) and not title(words, i + 1, stop)[0] and kind == "role"):
        return _role(words, i, end, stop, kind)
    if key[i] in word_set("quantity"):
        return _counted(words, i, stop)
    if (
        key[i].endswith(("های", "ها")) and len(key[i]) > 4 and not _token(words, i).endswith(("\u200cای", "آ"))
    ):  # اژه\u200cای
        last = _extent(words, i, stop)
        return Mention(i, last, "group", None, (i, last), key[i], last, sure=_may_end(words, last, stop), plural=True)
    return _named(words, i, stop)


def _quoted(words: Words, i: int, stop: int) -> Mention | None:
    """A name in quotation marks, as old copy has it: «گنگ شوانگ» سخنگوی …"""
    close = words.partner.get(i, -1)
    if not i + 1 < close < min(stop, i + 7):
        return None
    inner = read(words, i + 1, close)
    if inner is None or inner.kind not in ("name", "organisation"):
        return None
    if inner.kind == "organisation":
        return inner
    role, after = _apposition(words, close + 1, stop)
    if role is None and not _may_end(words, close + 1, stop):
        return None
    return Mention(inner.first, inner.last, "name", inner.name, role, key_of(words, role), after)


def _titled(words: Words, i: int, end: int, stop: int) -> Mention | None:
    """آقای X، دکتر X، سردار X: the title belongs to the phrase, not to the name."""
    while end < stop:
        kind, further = title(words, end, stop)
        if kind not in ("honorific", "rank"):
            break
        end = further
    kind, further = title(words, end, stop)
    if kind in ("office", "role") and not given(words, end):
        return _role(words, end, further, stop, kind)
    last = _name_end(words, end, stop)
    if last == end:
        return None
    role, after = _apposition(words, last, stop)
    return Mention(i, last, "name", (end, last), role, key_of(words, role), after)


def _role(words: Words, i: int, end: int, stop: int, kind: str) -> Mention | None:
    """A role or an organisation, with the name that may follow it."""
    last = max(end, _extent(words, i, stop, end))
    head = words.key[i]
    if kind in ("group", "organisation", "document"):
        inner = _inner_name(words, end, last) if kind == "organisation" and head in ("گروه", "تیم") else None
        if inner is None:
            bare = _unbracketed(words, i, last)
            return Mention(i, bare, kind, None, (i, bare), head, last, plural=kind == "group")
    name = _inner_name(words, end, last) if kind != "kin" else None
    if name:
        after = _apposition(words, last, stop)[1]
        return Mention(i, last, kind, name, (i, before_name(words, name[0])), head, after)
    if last < stop and words.key[last] in "،-–—":
        begin = last + 1
        named = read(words, begin, stop)
        if named and named.kind == "name" and named.name and _may_end(words, named.last, stop):
            sure = (
                given(words, named.name[0]) or named.name[1] - named.name[0] in (2, 3) or named.first != named.name[0]
            )
            if sure:
                return Mention(
                    named.first, named.last, "name", named.name, (i, last), head, max(named.after, named.last)
                )
    return Mention(i, last, kind, None, (i, last), head, last)


def _unbracketed(words: Words, i: int, last: int) -> int:
    """Where the phrase ends without the short name that may follow it in brackets: سازمان ملل (یونیسف)."""
    if words.key[last - 1] != ")":
        return last
    return next((j for j in range(last - 2, i, -1) if words.key[j] == "("), last)


def before_name(words: Words, i: int) -> int:
    """Where the role before the name at word `i` ends: ranks and honorifics go with neither."""
    known = titles()
    while i and known.get(words.key[i - 1]) in ("honorific", "rank"):
        i -= 1
    return i


def _counted(words: Words, i: int, stop: int) -> Mention | None:
    """یک منبع آگاه، یکی از نمایندگان، دو عضو شورا."""
    j = i + 1
    if j < stop and words.key[j] in ("نفر", "تن"):
        j += 1
        if words.key[i] != "یک" and _may_end(words, j, stop) and words.key[j : j + 1] != ["از"]:
            return Mention(i, j, "group", None, (i, j), words.key[j - 1], j, plural=True)
    of = j < stop and words.key[j] == "از"
    j += of
    if j < stop and words.key[j] in word_set("this"):
        j += 1
    if words.key[j : j + 1] and words.key[j] in word_set("plural pronoun"):
        return Mention(i, j + 1, "pronoun", head=words.key[j], after=j + 1, plural=True)
    kind, _ = title(words, j, stop)
    last = _extent(words, j, stop)
    many = of or (words.key[i] in word_set("part") and words.key[i] != "یکی")
    some = many and j < last < j + 6 and words.is_word(j) and _may_end(words, last, stop)
    if not kind and not some and not (words.key[i] == "یک" and _somebody(words, j, last, stop)):
        return None
    single = words.key[i] in ("یک", "یکی")
    if not single or kind not in ("organisation", "document"):
        kind = "role" if single else "group"
    return Mention(i, last, kind, None, (i, last), words.key[j], last, plural=not single)


def _somebody(words: Words, i: int, last: int, stop: int) -> bool:
    """Whether the noun at word `i` is somebody: یک محیط\u200cبان, یک صیاد که نخواست نامش برده شود."""
    if len(words.key[i]) > 5 and words.key[i].endswith(_person_endings()):
        return _may_end(words, last, stop)
    told = words.key[last + 1 : min(last + 6, stop)]
    return i < last < i + 4 and words.key[last : last + 1] == ["که"] and not word_set("nameless").isdisjoint(told)


def _named(words: Words, i: int, stop: int) -> Mention | None:
    """A bare name: what is no title and stands where a subject stands."""
    last = _name_end(words, i, stop)
    size = last - i
    if not 0 < size <= 5:
        return None
    if last < stop and words.key[last] == "و" and given(words, i):  # two speakers: X و Y گفتند
        other = read(words, last + 1, stop)
        if other and other.kind == "name" and other.sure and _may_end(words, other.after, stop):
            return Mention(i, other.last, "group", None, (i, other.last), words.key[i], other.after, plural=True)
    known = given(words, i) or tuple(words.key[i:last]) in _known_names(words).get(words.key[i], ())
    if not known and words.key[last : last + 1] == ["،"] and (named := _beside(words, i, last, stop)):
        return named
    role, after = _apposition(words, last, stop)
    if role and size == 1 and not known and role[1] - role[0] == 1 and role[0] == last:  # صنف بازیگران
        return Mention(i, role[1], "organisation", None, (i, role[1]), words.key[i], role[1], sure=False)
    if role is None and not _may_end(words, last, stop) and not known:
        return None
    if not known and role is None and (size > 4 or any(len(words.key[j]) < 2 for j in range(i, last))):
        return None
    return Mention(i, last, "name", (i, last), role, key_of(words, role), after, sure=known or role is not None)


def _beside(words: Words, i: int, last: int, stop: int) -> Mention | None:
    """The name beside a role that no table has: کدخدای روستا، حاج قربان مرادی،"""
    named = read(words, last + 1, stop)
    if named is None or named.kind != "name" or named.role or named.name is None:
        return None
    full = named.first < named.name[0] or (given(words, named.name[0]) and named.name[1] - named.name[0] > 1)
    common = all(is_word(key) and key not in places() for key in words.key[i:last])
    ends = named.last < stop and words.key[named.last] == "،"
    return named._replace(role=(i, last), head=words.key[i], after=named.last) if full and common and ends else None


def key_of(words: Words, role: tuple[int, int] | None) -> str:
    return words.key[role[0]] if role else ""


def _name_end(words: Words, i: int, stop: int) -> int:
    """Where the name that begins at word `i` ends."""
    key, j = words.key, i
    for known in _known_names(words).get(key[i], ()) if i < stop else ():
        if tuple(key[i : i + len(known)]) == known and i + len(known) <= stop:
            return i + len(known)
    while j < stop and j < i + 6 and not (j > i and _predicate(words, j, stop)):
        if _no_name(words, key[j]) and not (
            j > i and (key[j] in word_set("surname adverb") or _particle(words, j, stop))
        ):
            break
        if j > i and title(words, j, stop)[0] and not given(words, j) and not _second_name(words, i, j, stop):
            break
        if words.text[words.stop[j] - 1] == TANVIN or date_end(words, j, stop):
            break
        j += 1
    return j


def _particle(words: Words, j: int, stop: int) -> bool:
    """Whether the preposition or hyphen at word `j` is part of a foreign name: فون در لاین, گونتر-وونش."""
    if j + 1 >= stop:
        return False
    hyphen = words.key[j] == "-" and words.stop[j - 1] == words.start[j] and words.stop[j] == words.start[j + 1]
    return hyphen or (words.key[j] == "در" and words.key[j - 1] in word_set("name particle"))


def _no_name(words: Words, key: str) -> bool:
    """Whether the folded word, by itself, is no part of a name: a mark, a number, a word of grammar, a verb."""
    return key in _grammar() or not key[0].isalnum() or key[0].isdigit() or key in words.finite


def _second_name(words: Words, i: int, j: int, stop: int) -> bool:
    """Whether the title at word `j` is half of a name: غلام حضرت, علیرضا قربانی، رئیس …"""
    kind, end = title(words, j, stop)
    single = j == i + 1 == end - 1 and given(words, i) and kind in ("honorific", "role", "group")
    if not single or _may_end(words, j + 1, stop):
        return single
    return words.key[j + 1] in word_set("quantity") or title(words, j + 1, stop)[0] in ("office", "role")


def _known_names(words: Words) -> dict[str, list[tuple[str, ...]]]:
    """The names the article gives in full, and their surnames, by first word, the longer first."""
    if words.names is None:
        found: set[tuple[str, ...]] = set()
        words.names = {}
        built = [key for key in words.index if key.startswith(_NAME_HEADS) or key.endswith(_NAME_ENDS)]
        built = [key for key in built if _is_built(key)]
        for i in words.standing([*(words.index.keys() & _given_or_month()), *built]):
            if (
                i + 1 < len(words)
                and given(words, i)
                and not (i and given(words, i - 1))
                and words.key[i - 1] not in word_set("before a name")
            ):
                last = _name_end(words, i, len(words))
                if i + 2 <= last <= i + 4 and _may_end(words, last, len(words)):
                    name = tuple(words.key[i:last])
                    half = len(name) // 2
                    found.add(name[:half] if half > 1 and name[:half] * 2 == name else name)  # printed twice over
        found |= _presented(words)
        surnames = {name[1:] for name in found if len("".join(name[1:])) > 2}
        heads = {name[0] for name in surnames}
        whole = {name for name in found if name[0] not in heads or name[0] == name[1]}
        named: dict[str, list[tuple[str, ...]]] = {}
        for name in sorted(whole | surnames, key=lambda n: (-len(n), n)):
            named.setdefault(name[0], []).append(name)
        words.names = named
    return words.names


def _presented(words: Words) -> set[tuple[str, ...]]:
    """Names unknown to the tables with a title after them at the head of a sentence: آندره\u200cآ تورتی، پژوهشگر …"""
    out = set()
    for first, stop in words.sentences:
        if "،" not in words.key[first + 2 : first + 4]:
            continue
        last = _name_end(words, first, stop)
        name = tuple(words.key[first:last])
        if not 2 <= len(name) <= 3 or words.key[last : last + 1] != ["،"] or title(words, first, last)[0]:
            continue
        if title(words, last + 1, stop)[0] in ("office", "role") and not all(map(is_word, name)):
            out.add(name)
    return out


def holder(words: Words, first: int, last: int) -> tuple[int, int] | None:
    """The full name that the article sets beside the role at words `first` to `last`, here or elsewhere."""
    key, size = words.key, last - first
    for j in words.places(key[first]):
        if key[j : j + size] != key[first:last]:
            continue
        begin = j + size
        while title(words, begin, len(words))[0] in ("honorific", "rank"):
            begin = title(words, begin, len(words))[1]
        for i in (begin, *range(max(j - 4, 0), j - 1)):
            if i < len(words) and given(words, i) and not (i and given(words, i - 1)):
                end = _name_end(words, i, len(words))
                if end - i > 1 and (_may_end(words, end, len(words)) if i == begin else key[end:j] == ["،"]):
                    return (i, end)
    return None


_LINKS = frozenset(("و", "اما", "ولی", "،", "؛", "که"))
_HOLDERS = ("office", "role", "rank", "honorific", "group")


def surname(words: Words, place: tuple[int, int]) -> bool:
    """Whether the name at `place` is given in full somewhere in the article."""
    return tuple(words.key[slice(*place)]) in _known_names(words).get(words.key[place[0]], ())


def _may_end(words: Words, j: int, stop: int) -> bool:
    """Whether a subject may end before word `j`."""
    if j >= stop or words.key[j] in _ends() or words.key[j] in "،-–—؛:(" or words.key[j] in OPENING:
        return True
    return date_end(words, j, stop) > 0 or _predicate(words, j, stop)


def _apposition(words: Words, i: int, stop: int) -> tuple[tuple[int, int] | None, int]:
    """The role beside a name that ends before word `i`: «، سخنگوی دولت،», «سخنگوی دولت», «(سخنگوی دولت)»."""
    j = i
    if j < stop and words.key[j] in "،-–—(":
        j += 1
    kind, _ = title(words, j, stop)
    of = j + 1 if words.key[j : j + 1] == ["از"] else j
    if of == j and j < stop and words.key[j] in ("یک", "یکی"):
        of = next((x + 1 for x in range(j + 1, min(stop, j + 3)) if words.key[x] == "از"), j)
    if of > j and title(words, of, stop)[0] == "group":
        return (j, _extent(words, of, stop)), _extent(words, of, stop)
    if kind == "rank" and title(words, j + 1, stop)[0] == "organisation":  # سرهنگ ارتش آمریکا
        kind = "role"
    if j >= stop or kind in ("", "honorific", "rank", "document") or (j == i and kind == "group"):
        return None, i
    last = _extent(words, j, stop)
    if last < stop and words.key[last] == "را":  # the object has run into the role
        last = max(j + 1, last - 2)
    return (j, last), last


def _extent(words: Words, i: int, stop: int, after: int = 0) -> int:
    """Where the noun phrase that begins at word `i`, and reaches to word `after` at least, ends."""
    key, j, stop = words.key, max(i, after), min(stop, i + 24)
    while j < stop:
        k = key[j]
        if k == "(":
            close = next((x for x in range(j + 1, min(stop, j + 8)) if key[x] == ")"), None)
            if close is None:
                break
            j = close
        elif k in OPENING or k == STRAIGHT:
            close = words.partner.get(j, -1)
            if not j < close < min(stop, j + 7):
                break
            j = close
        elif k == "،":
            if not list_goes_on(words, i, j, stop):
                break
        elif k in "-–—/" and j > i:
            glued = words.start[j] == words.stop[j - 1] and j + 1 < stop and words.start[j + 1] == words.stop[j]
            if not glued:
                break
        elif not words.is_word(j) or (j >= after and j > i and _breaks(words, i, j, stop)):
            break
        j += 1
    while j > i + 1 and key[j - 1] in ("و", "،"):
        j -= 1
    return j


def _breaks(words: Words, i: int, j: int, stop: int) -> bool:
    """Whether the noun phrase that begins at word `i` ends before word `j`."""
    key, k = words.key, words.key[j]
    if k in _stops():
        return not _inside(words, key[i], i, j, stop)
    if date_end(words, j, stop):
        return key[j - 1] not in word_set("called after a day")
    if k[0].isdigit():
        return key[j - 1] not in word_set("numbered")
    if k == "یکی" and j <= i + 2 and j + 1 < stop and key[j + 1] == "از":  # همسر یکی از …
        return False
    if k in word_set("part") and k != "نفر":  # دولت | صدها تن را دستگیر کرد
        return True
    if time_end(words, j, stop):
        return True
    if k == "یک":
        return j + 1 < stop and (key[j + 1] == "بار" or key[j + 1] in word_set("occasion"))
    return (k in words.finite and j > i + 1) or _predicate(words, j, stop)


def _inside(words: Words, head: str, i: int, j: int, stop: int) -> bool:
    """Whether the preposition at word `j` belongs to the noun phrase: سفیر ایران در لندن، یکی از …، وابسته به …"""
    key = words.key
    if key[j] == "جمعه":
        return key[j - 1] in ("خطیب", "امام", "نماز", "ایمه")
    if key[j] in ("او", "وی"):  # خواهر او
        return j == i + 1 and title(words, i, j)[0] not in ("organisation", "group", "document")
    if j + 1 >= stop:
        return False
    if (key[j - 1], key[j]) in phrases("purpose").get(key[j - 1], ()):  # ستاد مبارزه با …
        return j == i + 1 or key[j - 2] in word_set("purposeful") or key[j - 2] == "قابل"
    if key[j] == "در" and key[j - 1] in word_set("situated"):
        return True
    somewhere = key[j + 1] in word_set("area") or key[j + 1] in places()
    if key[j] == "در" and somewhere and "یک" in key[max(i - 1, 0) : min(i + 2, j)]:  # کارگر یک کارگاه در شهرک صنعتی
        return True
    if key[j] == "در" and titles().get(head) == "group" and head not in word_set("placed"):
        return key[j + 1] in word_set("area") or (key[j + 1] in places() and j > i + 1)
    if key[j] == "در" and head in word_set("placed"):
        following = title(words, j + 1, stop)[0]
        if key[j + 1] in word_set("occasion") or key[j + 1].startswith("گفت"):
            return False
        area = titles().get(head) == "group" and key[j + 1] in word_set("area")
        posted = head in word_set("posted") and key[j + 1] in places()
        return following == "organisation" or head == "منبع" or area or posted
    if key[j] == "از":
        return key[j - 1] in word_set("part") or head == "بسیاری"
    if key[j] == "ولی":  # ولی فقیه
        return key[j + 1] == "فقیه"
    if key[j] == "به":
        return key[j - 1] in ("وابسته", "نزدیک", "مربوط")
    if key[j] in ("این", "ان"):  # رئیس این سازمان، but not رئیس این خبر را
        return title(words, i, j)[0] not in ("organisation", "document") and "را" not in key[j + 2 : j + 5]
    return key[j] in ("برابر", "سال", "ماه", "روز", "شهر") and key[j - 1] in ("حقوق", "حوزه", "شبکه", "روزنامه")


def list_goes_on(words: Words, i: int, comma: int, stop: int) -> bool:
    """Whether the comma stands inside a title: وزارت تعاون، کار و رفاه اجتماعی."""
    key = words.key
    if not any(key[j] in word_set("chained") for j in range(i, comma)):
        return False
    for j in range(comma + 1, min(stop, comma + 8)):
        if key[j] == "و":
            return j > comma + 1
        if key[j] in _stops() or not (words.is_word(j) or key[j] == "،"):
            return False
        if given(words, j) or title(words, j, stop)[0] in ("office", "honorific", "rank"):
            return False
        if key[j].endswith("های"):  # به گفته این مسئول وزارت بهداشت، استان\u200cهای … و …
            return False
    return False


def _predicate(words: Words, j: int, stop: int) -> bool:
    """Whether word `j` begins what its clause says of the subject: وزیر نیرو | وارد یزد شد."""
    key = words.key
    if key[j] not in word_set("predicate") or j + 1 >= stop or key[j + 1] in _stops() - word_set("becoming"):
        return False
    verb = next((k for k in key[j + 1 : min(stop, j + 9)] if k in word_set("becoming") or k in words.finite), "")
    return verb in word_set("becoming")


def _inner_name(words: Words, i: int, last: int) -> tuple[int, int] | None:
    """The name at the end of a role: وزیر نفت بیژن زنگنه، رئیس پلیس سرهنگ کریمی."""
    for j in range(i, last):
        kind, end = title(words, j, last)
        if kind in ("honorific", "rank"):
            while title(words, end, last)[0] in ("honorific", "rank"):
                end = title(words, end, last)[1]
            stop = _name_end(words, end, last)
            return (end, stop) if end < stop else None
        if given(words, j) and words.key[j - 1] not in word_set("before a name") and words.key[j - 1] != "و":
            stop = _name_end(words, j, last)
            if stop == last and 2 <= stop - j <= 4:
                return (j, stop)
    if last - i > 1 and _alone(words, last - 1):
        return (last - 1 - (not is_word(words.key[last - 2])), last)
    return None


def _alone(words: Words, i: int) -> bool:
    """Whether word `i` stands elsewhere as the whole subject of a sentence, as a surname does: «زاخارووا گفت»."""
    key = words.key
    if key[i] in places() or key[i] in _stops() or len(key[i]) < 4 or title(words, i, i + 1)[0]:
        return False
    return any(
        j != i
        and words.sentences[words.sentence[j]][0] == j
        and (key[j + 1 : j + 2] or [""])[0] in word_set("after a question")
        for j in words.places(key[i])
    )


def subject(words: Words, first: int, stop: int) -> Mention | None:
    """The speaker among the words `first` to `stop`, the latter the cue: the frame around him is left out."""
    first = max(first, stop - 120)
    if ":" in words.key[first:stop]:
        first = next((j + 1 for j in range(stop - 2, first, -1) if _divides(words, j, stop)), first)
    for j in range(stop - 2, first, -1) if "؛" in words.key[first:stop] else ():
        if words.key[j] == "؛" and (found := read(words, j + 1, stop)) and _may_end(words, found.after, stop):
            return found  # a headline in two halves: «…؛ وزیر نفت خبر داد»
    found = _first_subject(words, first, stop)
    later = _later_subject(words, found.after if found else first, stop)
    return later or found


def shortened(words: Words, mention: Mention) -> Mention:
    """The phrase cut where the sentence begins into which it has run, for want of a comma.

    It ends where the article has the same words elsewhere; «این مسئول» after its noun and one adjective; a newspaper
    after the words of its name that no dictionary has; a role after the place in it, or the people of its union.
    """
    if mention.kind == "name" and mention.role and mention.role[1] == mention.after:
        last = _role_end(words, *mention.role)
        return mention._replace(role=(mention.role[0], last), after=last) if last else mention
    if mention.kind == "name":
        if mention.sure or mention.name != (mention.first, mention.last):
            return mention
        last = _elsewhere(words, mention.first, mention.last)
        return mention._replace(last=last, after=last, name=(mention.first, last)) if last else mention
    if mention.kind == "this":
        end = title(words, mention.first + 1, mention.last)[1]
        qualified = end < mention.last and (words.key[end].endswith("ی") or words.key[end] in word_set("qualifier"))
        last = end + qualified
        return (
            mention._replace(last=last, after=last, role=(mention.first + 1, last))
            if end > mention.first + 1
            else mention
        )
    if mention.role != (mention.first, mention.last):
        return mention
    last = _elsewhere(words, mention.first, mention.last)
    if not last and mention.head in word_set("press"):
        last = min(mention.first + 2, mention.last)
        while last < mention.last and not is_word(words.key[last]):
            last += 1
    last = last or _role_end(words, mention.first, mention.last)
    return mention._replace(last=last, after=last, role=(mention.first, last)) if last else mention


def _role_end(words: Words, first: int, stop: int) -> int:
    """Where the role ends that has run into the sentence after it, 0 if nothing tells."""
    return _elsewhere(words, first, stop) or _place_end(words, first, stop) or _people_end(words, first, stop)


def _people_end(words: Words, first: int, stop: int) -> int:
    """Where the people end after whom a body in the role is named: رئیس اتحادیه نانوایان; 0 if there are none."""
    key = words.key
    for i in range(first + 1, stop):
        if key[i - 1] in word_set("union") and key[i].endswith("ان"):
            return 0 if key[i].endswith("ندگان") else i + 1  # فروشندگان طلا
    return 0


def _elsewhere(words: Words, first: int, stop: int) -> int:
    """The end of the longest beginning of the phrase that the article has elsewhere, 0 if none: two words at least,
    or a surname."""
    key = words.key
    again = [j for j in words.places(key[first])[:200] if j != first]
    for last in range(stop, first, -1):
        if last == first + 1 and title(words, first, last)[0]:
            return 0
        if any(key[j : j + last - first] == key[first:last] for j in again):
            return last
    return 0


@cache
def _place_names() -> frozenset[str]:
    return frozenset(folds(row["name"].replace(" ", "") for row in read_table("places")))


def _place_end(words: Words, first: int, stop: int) -> int:
    """Where the first place in the phrase ends, 0 if there is none."""
    for i in range(first + 1, stop):
        if words.key[i] in places():
            for last in range(min(stop, i + 4), i, -1):
                if "".join(words.key[i:last]) in _place_names():
                    return last
    return 0


def _divides(words: Words, j: int, stop: int) -> bool:
    """Whether word `j` is a colon that stands between two clauses, not in «۳:۲۸» or within quotation marks."""
    key = words.key
    if key[j] != ":" or (key[j - 1][0].isdigit() and key[j + 1][0].isdigit()):
        return False
    return not any(j < words.partner.get(o, -1) < stop for o in range(max(0, j - 20), j))


def _first_subject(words: Words, first: int, stop: int) -> Mention | None:
    i, key, frame = first, words.key, -1
    if i + 1 < stop and key[i] in word_set("act") and title(words, i + 1, stop)[0] in _HOLDERS:
        i += 1
    while i < stop:
        if key[i] in phrases("opener") and (opener := _opener(words, i, stop)):
            framed = _after_frame(words, i, stop) if _goes_on(words, opener, stop) else None
            if framed or _event(words, opener, stop):
                return framed
            i = _described(words, opener, stop)
        elif key[i] in _pronouns() or _calls(words, i, stop):
            return read(words, i, stop)
        elif key[i] in word_set("preposition"):
            end = _dated(words, i, stop)
            if not end:
                return _after_frame(words, i, stop)
            i, frame = end, i
        elif end := date_end(words, i, stop):
            i = end
        elif end := time_end(words, i, stop):
            i = end + (end < stop and key[end] in word_set("time direction"))
        elif key[i] in word_set("quantity") and _counted(words, i, stop):  # چند is an adverb, too
            return read(words, i, stop)
        elif close := _bracket_end(words, i, stop):
            i = close
        elif (
            key[i] in word_set("adverb")
            or key[i] in word_set("link")
            or key[i] in "و،؛:*-–—•.)]"
            or key[i] == "\n"
            or key[i].isdigit()
            or words.partner.get(i, i) < i  # the mark that closes the speech before
        ):
            i += 1
        elif i < words.partner.get(i, -1) < stop and read(words, i, stop) is None:  # «…»، وزیر نفت گفت
            i = words.partner[i] + 1
        else:
            found = read(words, i, stop)
            if found and found.after < stop and key[found.after] == "را":
                return _before_object(words, found)
            return found if found or frame < 0 else _after_frame(words, frame, stop)
    return None


def _dated(words: Words, i: int, stop: int) -> int:
    """Where the date ends before which the preposition at word `i` stands: در ۱۵ آگست ۲۰۲۱; 0 if none does."""
    begin = next((j for j in range(i + 1, stop) if words.key[j] not in word_set("preposition")), stop)
    return date_end(words, begin, stop)


def _before_object(words: Words, mention: Mention) -> Mention | None:
    """The role that has run into the object of the sentence: رئیس پلیس یزد | علت حادثه را اعلام کرد."""
    if mention.kind not in ("office", "role", "organisation") or mention.name:
        return None
    last = _elsewhere(words, mention.first, mention.last - 1) or _place_end(words, mention.first, mention.last - 1)
    return mention._replace(last=last, after=last, role=(mention.first, last)) if last else None


def _calls(words: Words, i: int, stop: int) -> bool:
    """Whether word `i`, a word of grammar, begins a speaker phrase here: این مسئول، زمانی (a surname)."""
    if words.key[i] in word_set("this"):
        return bool(title(words, i + 1, stop)[0])
    return words.key[i] in word_set("surname adverb") and words.key[i] in _known_names(words)


def _bracket_end(words: Words, i: int, stop: int) -> int:
    """Where the brackets end that open at word `i`, 0 if none do: امروز (پنجشنبه ۱۵ آذر) | وزیر نیرو"""
    near = range(i + 1, min(stop, i + 12)) if words.key[i] == "(" else ()
    return next((j + 1 for j in near if words.key[j] == ")"), 0)


def _opener(words: Words, i: int, stop: int) -> int:
    """Where the fixed phrase that opens the clause at word `i` ends, 0 if there is none."""
    for phrase in phrases("opener").get(words.key[i], ()):
        end = i + len(phrase)
        if end <= stop and tuple(words.key[i:end]) == phrase:
            return end
    return 0


def _goes_on(words: Words, i: int, stop: int) -> bool:
    """Whether the fixed phrase before word `i` may open a longer one: در ادامه | این سفر، استاندار گفت"""
    this = i < stop and words.key[i] in word_set("this") and title(words, i + 1, stop)[0] in ("", "document")
    return words.key[i - 1] in word_set("occasion") and (this or _event(words, i, stop))


def _event(words: Words, i: int, stop: int) -> bool:
    """Whether an event begins at word `i`: سفر, این سفر; but not برنامه جهانی غذا."""
    j = i + (i < stop and words.key[i] in word_set("this"))
    return j < stop and words.key[j] in word_set("event") and not title(words, j, stop)[0]


def _described(words: Words, i: int, stop: int) -> int:
    """Where the adjectives end that describe the event before word `i`: این نشست خبری, این سفر دو روزه."""
    if words.key[i - 1] in word_set("event"):
        if i + 1 < stop and words.key[i + 1] == "روزه" and words.key[i] in word_set("before a time"):
            i += 2
        while i < stop and words.key[i] in word_set("kind of event"):
            i += 1
    return i


def _after_frame(words: Words, i: int, stop: int) -> Mention | None:
    """The speaker behind a prepositional phrase: after its comma, or after «در این نشست»."""
    key = words.key
    this = next((j for j in (i + 1, i + 2) if j < stop and key[j] in word_set("this") | {"ان", "همان"}), stop)
    behind = 0  # where the speaker may begin without a comma: در این نشست | وزیر نفت
    if this + 2 < stop and (
        this == i + 1 or _event(words, this, stop) or title(words, this + 1, stop)[0] == "document"
    ):
        behind = _described(words, this + 2, stop)
        found = read(words, behind, stop) if behind < stop and given(words, behind) else None
        if found and found.role and _may_end(words, found.after, stop):  # در این نشست علی کاوه، شهردار یزد،
            return found
    commas = [j for j in range(i, stop) if key[j] in "،؛"]
    for j in commas:
        begin = j + 1
        while begin < stop:
            begun = key[begin] in word_set("adverb") or key[begin] == "و"
            if not (past := begin + 1 if begun else _bracket_end(words, begin, stop)):
                break
            begin = past
        begin = (begin < stop and _opener(words, begin, stop)) or begin
        if begin >= stop or key[begin] in word_set("preposition"):
            continue
        found = read(words, begin, stop)
        if found is None or (found.after < stop and key[found.after] == "را"):
            continue
        if found.kind != "name" or found.sure or (found.after == stop or key[found.after] in _stops()):
            return found
    if i + 3 < stop and (key[i + 2][0].isdigit() or key[i + 1].endswith("های")):
        found = read(words, i + 2 + key[i + 2][0].isdigit(), stop)  # در نوامبر ۲۰۱۰ کاخ …، در نامه وزارت …
        if found and found.sure and found.kind != "name" and _may_end(words, found.after, stop):
            return found
    if key[i : i + 2] == ["به", "گزارش"]:
        return _after_dateline(words, i + 3, stop)
    for j in (behind, behind + 1) if behind else ():
        found = read(words, j, stop)
        if found and found.sure and _may_end(words, found.after, stop):
            return found
    return None


def _after_dateline(words: Words, i: int, stop: int) -> Mention | None:
    """The speaker after «به گزارش AGENCY» when the comma is missing: a full name, a rank or an office."""
    for j in range(i, min(stop, i + 12)):
        if given(words, j) or title(words, j, stop)[0] in ("office", "rank", "honorific"):
            found = read(words, j, stop)
            if found and found.sure and _may_end(words, found.after, stop):
                return found
    return None


def _later_subject(words: Words, i: int, stop: int) -> Mention | None:
    """A new subject after a finished clause: «… رفت و استاندار گفت», «…، اما وزیر گفت»."""
    key = words.key
    verbs = words.verbs(i, stop)
    if not verbs:
        return None
    for j in range(verbs[0] + 1, stop - 1):
        if key[j] not in _LINKS or key[j + 1] in _no_heads():
            continue
        found = read(words, j + 1, stop)
        if found is None or not found.sure or not verbs[-1] < found.after <= stop:
            continue
        if _may_end(words, found.after, stop) and not (found.after < stop and key[found.after] == "را"):
            return found
    return None
