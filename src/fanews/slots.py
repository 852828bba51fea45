"""The words of a dateline, read into slots: agency, desk, reporter, place, bureau, sources and date.

A small grammar over three tables: outlets (``agencies.tsv``), places (``places.tsv``), and the words that say what
follows (``dateline_words.tsv``). `dateline` decides where a dateline may stand, a `Reader` what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import regex

from .calendar import Date, find_dates
from .rules import read_table, rules
from .text import Span
from .words import CLOSING, FINAL, OPENING, STRAIGHT, Words, beginnings, fold, word_set

LONG_LINE = 100
"""A line of so many code points is a paragraph of the story, not a title."""

_HEAD = 6  # so many letters of a name are looked at first
_LONGEST = 60  # words in a dateline
END = frozenset("،؛:,;.؟")
_DASH = frozenset("-–—ـ−")
_SEPARATORS = END | _DASH | frozenset("/|()") - frozenset(".؟")
_VIA_WORDS = frozenset({"و", "به", "بنا", "بنابر", "بهنقل", "بهگزارش", "بر", "براساس", "طبق", "برابر"})
_PLURALS = ("ها", "های", "هایی")
_OUTLET_ENDINGS = ("نیوز", "انلاین", "پرس")
_QUOTES = OPENING + CLOSING + STRAIGHT


# ---- the tables ----------------------------------------------------------------------------------------


_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


def key_of(name: str) -> str:
    """The form under which a name is looked up: no spaces, ZWNJ, marks or case, one kind of digits."""
    return keys_of([name])[0]


def keys_of(names: Iterable[str]) -> list[str]:
    """`key_of` all `names`, at once."""
    text = fold("\n".join(names)).lower()
    return _MARKS.sub("", _OTHER_DIGITS.sub(lambda run: run[0].translate(_DIGITS), text)).split("\n")


_MARKS = re.compile(r"[^\w\n]+|_")
_OTHER_DIGITS = re.compile("[۰-۹٠-٩]+")


class Names(dict[str, str]):
    """Names by their keys, and what each is: of a key that stands twice, the last.

    `heads` are the letters with which they begin, ezafe or not; `longest` says how long the longest is that begins
    with the same `_HEAD` letters.
    """

    def __init__(self, names: Iterable[str], kinds: Iterable[str]) -> None:
        super().__init__(zip(keys_of(names), kinds, strict=True))
        wholes = [name + "ی" if name[-1] in "او" else name for name in self]
        self.heads = beginnings(wholes, _HEAD)
        wholes.sort(key=len)
        self.longest = {whole[:_HEAD]: len(whole) for whole in wholes}


@cache
def agencies() -> Names:
    """Every written form of every agency → its id."""
    rows = [
        (form, row["id"])
        for row in read_table("agencies")
        for form in (row["name"], row["english"], *row["forms"].split("|"))
        if form
    ]
    return Names(*zip(*reversed(rows), strict=True))  # of two that are written alike, the first


@cache
def hosts() -> dict[str, str]:
    return {host: row["id"] for row in read_table("agencies") for host in row["hosts"].split("|") if host}


@cache
def places() -> Names:
    """Every written form of every place → its kind (province, city, capital, country)."""
    rows = [
        (form, row["kind"]) for row in read_table("places") for form in (row["name"], *row["forms"].split("|")) if form
    ]
    return Names(*zip(*rows, strict=True))


@cache
def grammar() -> dict[str, Names]:
    """Kind → the words of that kind."""
    kinds: dict[str, list[str]] = {}
    for row in read_table("dateline_words"):
        kinds.setdefault(row["kind"], []).append(row["word"])
    return {kind: Names(words, [kind] * len(words)) for kind, words in kinds.items()}


def begins_slug(key: str) -> bool:
    """Whether a slug may begin with the folded word."""
    return plain(key)[:_HEAD] in _slug_heads()


@cache
def _slug_heads() -> frozenset[str]:
    kinds = ("media", "bureau", "district", "desk")
    return frozenset().union(agencies().heads, places().heads, *(grammar()[kind].heads for kind in kinds))


def plain(key: str) -> str:
    """The folded word as `key_of` has it."""
    lower = key.lower()
    return lower if lower.isalpha() else lower.translate(_DIGITS)


@cache
def opening() -> regex.Pattern[str]:
    named = "|".join(f"(?P<{r.id.partition('.')[2]}>{r.find})" for r in rules("dateline") if r.find)
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{named})", regex.V1)


# ---- reading a dateline ---------------------------------------------------------------------------------


class Reader:
    """Reads the slots of one dateline from word `i` on; `first` is where it starts, `rule` what opened it."""

    last = -1  # behind the last word that belongs to the dateline
    agency: tuple[int, int] | None = None
    agency_id: str | None = None
    headed = known = by_reporter = closed = False
    place: str | None = None
    bureau: str | None = None
    desk: str | None = None
    reporter: str | None = None
    date: Date | None = None

    def __init__(self, words: Words, i: int, first: int = -1, rule: str = "dateline.slug") -> None:
        self.words, self.i, self.first, self.rule = words, i, first, rule
        self.via: list[str] = []

    # -- small steps

    def key(self, ahead: int = 0) -> str:
        i = self.i + ahead
        return self.words.key[i] if 0 <= i < len(self.words) else "\n"

    def is_word(self, i: int) -> bool:
        return self.words.is_word(i) and self.words.key[i] not in _DASH

    def text(self, first: int, last: int) -> str:
        return self.words.text[self.words.start[first] : self.words.stop[last - 1]]

    def lookup(self, i: int, table: Names, *, ezafe: bool = False) -> tuple[int, str] | None:
        """The longest name of `table` that starts with word `i`: the word behind it, and its value."""
        joined, found = "", None
        if not (0 <= i < len(self.words) and plain(self.words.key[i])[:_HEAD] in table.heads):
            return None
        for j in range(i, min(i + 12, len(self.words))):
            if not self.is_word(j):
                key = self.words.key[j]
                if joined and (key in _QUOTES or (key == "." and len(self.words.key[j - 1]) == 1)):  # «د.پ.آ»
                    continue
                break
            joined += plain(self.words.key[j])
            if len(joined) >= _HEAD and len(joined) > table.longest.get(joined[:_HEAD], 0):
                break
            if joined in table:
                found = j + 1, table[joined]
            elif ezafe and joined[-2:-1] in ("ا", "و") and joined[-1] == "ی" and joined[:-1] in table:
                found = j + 1, table[joined[:-1]]
        return found

    def word_of(self, kind: str, i: int | None = None) -> int:
        """The word behind a grammar word of `kind` at word `i`, 0 when there is none."""
        found = self.lookup(self.i if i is None else i, grammar()[kind])
        return found[0] if found else 0

    def ends(self, i: int) -> bool:
        """Whether word `i` closes a name: a mark, an opening of a source, a preposition of place, a line end."""
        if i >= len(self.words):
            return True
        key = self.words.key[i]
        return key in END or key in _DASH or key in "(\n" or key in ("از", "در") or self.opens_via(i) > 0

    def opens_via(self, i: int) -> int:
        """The word behind «(و) به نقل از», «به نوشته», «بر اساس اعلام» … at word `i`, 0 when there is none.

        Behind a mark another «به گزارش» begins the story.
        """
        if i >= len(self.words) or self.words.key[i] not in _VIA_WORDS:
            return 0
        skip = self.words.key[i] == "و" and i + 1 < len(self.words)
        m = opening().match(self.words.text, self.words.start[i + skip])
        if m is None or m.lastgroup == "interview" or (m.lastgroup != "relayed" and self.words.key[i - 1] in END):
            return 0
        return self.words.at(m.end() - 1) + 1

    # -- the slots after an opening

    def read(self) -> bool:
        """Read the dateline whose opening ends before word `i`; False when what follows is none."""
        if self.rule == "dateline.relayed":
            self.via_from(self.i)
            if not self.via or not (self.known or self.headed):
                return False
            self.after_mark()
            return True
        while self.step():
            pass
        return self.accepted()

    def step(self) -> bool:
        """Read one slot; False when the dateline ends here."""
        key = self.key()
        if self.i - self.first > _LONGEST:
            return False
        if key == "\n":
            return self.over_line_end()
        if key in END:
            self.take_mark()
            return self.after_mark()
        if key in _DASH:
            return self.over_dash()
        if self.agency and self.agency[1] == self.i and key in "()" + OPENING + STRAIGHT:
            return self.bracket()
        if via := self.opens_via(self.i):
            return self.via_from(via) and (self.after_mark() if self.closed else True)
        if (date := self.date_at()) and not self.lookup(self.i, agencies()):
            return self.take_date(date)
        nameless = self.agency is None and (self.by_reporter or self.desk) and key in ("از", "در")
        return self.place_slot() if self.agency or nameless else self.source()

    def over_line_end(self) -> bool:
        """A link that was cut out leaves a line end in the middle: go on if the line after it fits."""
        if self.i >= len(self.words) or self.closed:
            return False
        after = self.i + 1
        if after < len(self.words) and (self.words.key[after] in END or (not self.agency and self.agency_at(after))):
            self.i = after
            return True
        return False

    def take_mark(self) -> None:
        self.i += 1
        self.last, self.closed = self.i, True

    def after_mark(self) -> bool:
        """What may follow the closing mark: the bureau, or those it quotes."""
        if via := self.opens_via(self.i):
            return self.via_from(via) and self.after_mark()
        after = self.word_of("bureau")
        if after and self.bureau is None and self.agency:
            place = self.lookup(after, places())
            if place and place[0] < len(self.words) and self.words.key[place[0]] in END | _DASH:
                self.place = self.bureau = self.text(after, place[0])
                self.i = place[0]
                self.take_mark()
                return self.after_mark()
        return False

    def over_dash(self) -> bool:
        """A dash closes, or stands before the agency's short name or its place."""
        after = self.i + 1
        known = self.lookup(after, agencies())
        if self.agency and known and self.ends(known[0]) and self.agency_id in (None, known[1]):
            self.agency = self.agency[0], known[0]
            self.agency_id, self.known = known[1], True
            self.i = self.last = known[0]
            return True
        start = self.word_of("bureau", after) or self.word_of("district", after) or after
        place = self.lookup(start, places())
        if self.agency and place and self.ends(place[0]) and self.place is None:
            self.place = self.text(start, place[0])
            if self.word_of("bureau", after):
                self.bureau = self.place
            self.i = place[0]
            self.last = self.i
            return True
        self.take_mark()
        return False

    def bracket(self) -> bool:
        """«(ایسنا)», «(د پ آ)», «"توانا"» behind an agency is part of its name."""
        for j in range(self.i + 1, min(self.i + 8, len(self.words))):
            if self.words.key[j] in "()" + CLOSING + STRAIGHT:  # «) ایسنا (» is a bracket turned around
                known = self.lookup(self.i + 1, agencies())
                if known and known[0] == j and self.agency_id is None:
                    self.agency_id, self.known = known[1], True
                if self.agency and self.agency[1] == self.i:
                    self.agency = self.agency[0], j + 1
                self.i = self.last = j + 1
                return True
        return False

    def date_at(self) -> Date | None:
        """The date that starts with word `i`."""
        if not self.key()[0].isdigit() and not self.word_of("weekday"):
            return None
        start = self.words.start[self.i]
        found = find_dates(self.words.text[start : start + 60])
        if not found or found[0].span.start:
            return None
        return found[0].moved(lambda s: Span(s.start + start, s.stop + start))

    def take_date(self, date: Date) -> bool:
        self.date = date
        self.i = self.words.at(date.span.stop - 1) + 1
        return True

    # -- who reports

    def agency_at(self, i: int) -> tuple[int, str | None, bool] | None:
        """A known outlet at word `i`, with or without «خبرگزاری»: the word behind it, its id, headed or not."""
        whole = self.lookup(i, agencies(), ezafe=True)
        head = self.word_of("media", i)
        if head:
            for j in range(head, min(head + 4, len(self.words))):  # «روزنامه انگلیسی گاردین»
                if not (self.is_word(j) or self.words.key[j] in OPENING + STRAIGHT) or self.word_of("desk", j):
                    break
                name = j + (not self.is_word(j))
                known = self.lookup(name, agencies(), ezafe=True)
                if known and (whole is None or known[0] > whole[0]):
                    return known[0], self.branch(name, known[0], self.text(head, j)) or known[1], True
                if not self.words.key[j].endswith("ی"):  # of what comes between, adjectives only
                    break
        return (whole[0], whole[1], bool(head)) if whole else None

    def branch(self, first: int, last: int, of: str) -> str | None:
        """The id of the outlet at these words when it is that `of` something: of «فارسی», BBC becomes BBC Persian."""
        return agencies().get(key_of(f"{self.text(first, last)} {of}"))

    def source(self) -> bool:
        """The desk, the reporter or the agency: whatever of them comes next."""
        if self.word_of("never") and not self.by_reporter:
            return False
        if after := self.word_of("reporter"):
            return self.read_reporter(after)
        found = self.agency_at(self.i)
        if (after := self.word_of("weekday")) and not found:
            self.i = after
            return True
        if (after := self.word_of("desk")) and not (found and self.ends(found[0])):
            return self.read_desk(after)
        if self.by_reporter and (after := self.word_of("skip")):
            self.i = after
            return True
        sure = self.by_reporter or self.desk is not None
        if found and (found[2] or sure or self.ends_agency(self.i, found[0])):
            return self.take_agency(self.i, found[0], found[1], headed=found[2])
        if self.key() in OPENING + STRAIGHT:
            return (self.by_reporter and self.quoted_desk()) or self.quoted_agency()
        if self.by_reporter and self.desk is None and (after := self.desk_before_agency(self.i)):
            self.desk = self.text(self.i, after)
            self.i = after
            return True
        if (name := self.reporter_before()) is not None:
            return name
        return self.unknown_agency()

    def ends_agency(self, first: int, last: int) -> bool:
        """Whether the bare name of the words `first` to `last` is the agency: closed, or long enough to stand alone."""
        if self.ends(last) or self.word_of("bureau", last) or self.word_of("section", last):
            return True
        place = self.lookup(last, places())
        if place and self.ends(place[0]):
            return True
        return len("".join(self.words.key[first:last])) >= 4

    def take_agency(self, first: int, last: int, id: str | None, *, headed: bool) -> bool:
        if self.desk:  # «بخش فارسی بی\u200cبی\u200cسی»
            id = self.branch(self.word_of("media", first) or first, last, self.desk) or id
        self.agency_id, self.known, self.headed = id, id is not None, headed
        last = self.closing_quote(first, last)
        printed = self.words.joined(last, last + 1) == "چاپ"  # «روزنامه گاردین چاپ لندن»
        place = self.lookup(last + printed, places())
        if place and (printed or place[1] == "country") and self.ends(place[0]):  # «خبرگزاری آناتولی ترکیه»
            last = place[0]
        self.agency = first, last
        self.i = self.last = last
        if (after := self.word_of("section")) and (self.ends_firmly(after) or self.opens_via(after)):
            self.agency = first, after
            self.i = self.last = after
        return True

    def closing_quote(self, first: int, last: int) -> int:
        """The word behind the mark that closes a name, when one was opened within it («روزنامه «شرق»»)."""
        opened = any(key in OPENING + STRAIGHT for key in self.words.key[first:last])
        return last + (opened and last < len(self.words) and self.words.key[last] in CLOSING + STRAIGHT)

    def ends_firmly(self, i: int) -> bool:
        return i >= len(self.words) or self.words.key[i] in END or self.words.key[i] == "\n"

    def quoted_agency(self) -> bool:
        """«به گزارش «تابناک»»: the name stands between quotation marks."""
        for j in range(self.i + 2, min(self.i + 8, len(self.words))):
            if self.words.key[j] in CLOSING + STRAIGHT:
                known = self.agency_at(self.i + 1)
                id = known[1] if known and known[0] == j else None
                self.take_agency(self.i + 1, j, id, headed=True)
                self.i = self.last = j + 1
                return True
        return False

    def quoted_desk(self) -> bool:
        """«خبرنگار «حقوقی» ایسنا»: the desk stands between quotation marks."""
        for j in range(self.i + 2, min(self.i + 7, len(self.words) - 1)):
            if self.words.key[j] in CLOSING + STRAIGHT:
                if not (self.agency_at(j + 1) or self.word_of("media", j + 1)):
                    return False
                self.desk = self.text(self.i + 1, j)
                self.i = self.last = j + 1
                return True
        return False

    def read_reporter(self, after: int) -> bool:
        self.by_reporter = True
        self.i = self.last = after
        return True

    def reporter_before(self) -> bool | None:
        """«به گزارش علی رضایی خبرنگار ایرنا»: two to four words before خبرنگار are a name."""
        for j in range(self.i, min(self.i + 5, len(self.words))):
            after = self.word_of("reporter", j)
            if after and j >= self.i + 2:
                self.reporter = self.text(self.i, j)
                return self.read_reporter(after)
            if not self.is_word(j) or any(self.word_of(kind, j) for kind in ("media", "body", "desk")):
                return None
        return None

    def read_desk(self, after: int) -> bool:
        """The desk, up to whatever comes next; a «گروه» is worth more than a «حوزه» before it."""
        if after < len(self.words) and (self.words.key[after] in END or self.words.key[after] in OPENING + STRAIGHT):
            self.i = after
            return self.key() in END or self.quoted_desk()
        stop = self.desk_before_agency(after) or self.desk_before_mark(after)
        if not stop:
            return False
        word = self.words.key[self.i]
        if self.desk is None or word != "حوزه":
            self.desk = self.text(after, stop)
        self.i = self.last = stop
        return True

    def desk_before_agency(self, i: int) -> int:
        """Where a desk of one to six words that starts at word `i` ends before an agency or another desk."""
        for j in range(i + 1, min(i + 7, len(self.words))):
            if not self.is_word(j - 1) or not (self.is_word(j) or self.words.key[j] in OPENING + STRAIGHT):
                return 0
            if self.words.key[j - 1] == "و":
                continue
            found = self.agency_at(j + (not self.is_word(j)))
            if found and (found[2] or self.ends_agency(j, found[0]) or not self.goes_on(found[0])):
                return j
            if self.word_of("desk", j) or self.word_of("media", j) or self.word_of("reporter", j):
                return j
        return 0

    def goes_on(self, i: int) -> bool:
        """Whether a desk's name goes on with word `i`: an outlet, another desk or «و» follows."""
        outlet = self.agency_at(i) or self.word_of("media", i) or self.word_of("desk", i)
        return bool(outlet) or self.key(i - self.i) == "و"

    def desk_before_mark(self, i: int) -> int:
        """Where a desk that starts at word `i` ends at a mark: the agency's name is gone («گروه پارلمانی ،»)."""
        for j in range(i, min(i + 6, len(self.words) + 1)):
            if j > i and (j >= len(self.words) or self.words.key[j] in END or self.opens_via(j)):
                return j
            if j >= len(self.words) or not self.is_word(j):
                return 0
        return 0

    def unknown_agency(self) -> bool:
        """An outlet or a press office that no table knows: up to a mark, a source or a place."""
        head = self.word_of("office") or self.word_of("media")
        limit = 14 if head else 5
        if not head and (self.rule == "dateline.announced" or self.is_source(self.i) or self.key().endswith(_PLURALS)):
            return False  # «به گزارش پلیس», «به گزارش رسانه\u200cها» are attributions
        for j in range(self.i, min(self.i + limit, len(self.words)) + 1):
            if j > self.i and self.closes_source(j, self.i):
                if self.is_clause(self.i, j, strict=bool(head)):
                    break
                if j == head:  # «به گزارش خبرگزاری ،»: the name itself is gone
                    self.i = j
                    return True
                return self.take_agency(self.i, j, self.named_last(self.i, j), headed=bool(head))
            if j >= len(self.words) or not (self.is_word(j) or self.words.key[j] in _QUOTES):
                break
        if self.i < len(self.words) and self.words.key[self.i].endswith(_OUTLET_ENDINGS):
            return self.take_agency(self.i, self.i + 1, None, headed=True)
        if head and self.is_word(head) and self.word_of("media"):
            return self.take_agency(self.i, head + 1, None, headed=True)
        return False

    def is_clause(self, first: int, last: int, *, strict: bool) -> bool:
        """Whether the words from `first` to `last` say something and are no name: the mark behind the name is gone.

        They end with a finite verb or hold a word such as «که» and «را»; if not `strict`, any verb in them will do.
        """
        keys = self.words.key[first:last]
        if not word_set("link").isdisjoint(keys) or self.words.verbs(last - 1, last):
            return True
        return not strict and any(plain(key) in grammar()["verb"] for key in keys)

    def named_last(self, first: int, last: int) -> str | None:
        """The id of the outlet whose name ends a longer one («مجله شبانه باشگاه خبرنگاران»)."""
        for i in range(first + 1, last - 1):
            found = self.agency_at(i)
            if found and found[0] == last:
                return found[1]
        return None

    def closes_source(self, j: int, first: int) -> bool:
        """Whether a source that starts with word `first` ends before word `j`."""
        if j >= len(self.words):
            return True
        key = self.words.key[j]
        if key == "،" and self.comma_in_name(j, first):
            return False
        if key in END or key in _DASH or key == "(" or self.opens_via(j):
            return True
        return key == "از" and self.place_at(j + 1) is not None

    def comma_in_name(self, j: int, first: int) -> bool:
        """«وزارت علوم، تحقیقات و فناوری،»: the comma belongs to the name of an office."""
        if not any(plain(k) in grammar()["body"] for k in self.words.key[first:j]):
            return False
        joined = False
        for k in range(j + 1, min(j + 7, len(self.words))):
            if not self.is_word(k):
                return joined and self.words.key[k] in END
            joined = joined or (self.words.key[k] == "و" and k > j + 1)
        return False

    # -- where

    def place_at(self, i: int) -> tuple[int, int] | None:
        """A known place at word `i`, behind «استان» or «شهرستان» or bare: its first and last word."""
        start = self.word_of("bureau", i) or self.word_of("district", i) or i
        found = self.lookup(start, places(), ezafe=False)
        if found is None and start != i:
            found = self.lookup(i, places())
            start = i
        return (start, found[0]) if found else None

    def place_slot(self) -> bool:
        """The place, the bureau or the source behind the agency."""
        key = self.key()
        if key in ("از", "در") or (key == "به" and self.by_reporter):
            return self.from_place(key)
        start = self.word_of("bureau")
        if start and self.place is None and (place := self.place_name(start)):
            self.place = self.bureau = self.text(start, place)
            self.i = self.last = place
            return True
        start = self.word_of("district") or self.i
        known = self.lookup(start, places())
        if known and self.place is None and self.ends(known[0]):
            self.place = self.text(start, known[0])
            if start == self.i:
                self.bureau = self.place
            self.i = self.last = known[0]
            return True
        return False

    def place_name(self, start: int) -> int:
        """Where the name of a place ends that starts with word `start`, known or closed by a mark; 0 if it is none."""
        known = self.lookup(start, places())
        if known:
            return known[0]
        if self.word_of("time", start):
            return 0
        for j in range(start + 1, min(start + 4, len(self.words) + 1)):
            if self.ends_firmly(j):
                return j
            if not self.is_word(j):
                break
        return 0

    def from_place(self, key: str) -> bool:
        """«از شیراز», «در استان قم»; behind «از» may also stand a source («از وزارت نیرو»)."""
        start = self.word_of("bureau", self.i + 1) or self.word_of("district", self.i + 1) or self.i + 1
        if key == "از" and self.is_source(self.i + 1):
            place = self.lookup(start, places())
            if not (place and self.ends(place[0])):
                return self.via_from(self.i + 1)
        stop = self.place_name(start)
        if not stop or self.place is not None:
            return False
        if key != "از" and not self.lookup(start, places()):
            return False
        self.place = self.text(start, stop)
        self.i = self.last = stop
        return True

    def is_source(self, i: int) -> bool:
        """Whether a source and no place starts with word `i`: an outlet, an office, an institution."""
        kinds = ("body", "office", "media")
        known = self.agency_at(i)
        return (known is not None and self.ends(known[0])) or any(self.word_of(kind, i) for kind in kinds)

    # -- through whom

    def via_from(self, first: int) -> bool:
        """Read a source that starts with word `first` into `via`; False when it is none."""
        if first - self.first > _LONGEST:
            return False
        found = self.agency_at(first + (not self.is_word(first)))
        head = self.word_of("media", first) or self.word_of("office", first)
        stop = self.via_stop(first)
        if found and (not stop or stop - found[0] > 5):
            stop = found[0]
            country = self.lookup(stop, places())
            stop = country[0] if country and country[1] == "country" else stop
        if not stop or stop == first:
            return False
        self.known, self.headed = self.known or bool(found and found[0] <= stop), self.headed or bool(head)
        last = stop
        if stop < len(self.words) and self.words.key[stop] == "از" and (place := self.place_at(stop + 1)):
            self.place = self.place or self.text(*place)
            last = place[1]
        self.via += self.parts(first, stop)
        self.i = self.last = last
        if self.i < len(self.words) and self.words.key[self.i] in END | _DASH:
            self.take_mark()
            return True
        return self.opens_via(self.i) > 0

    def via_stop(self, first: int) -> int:
        """Where a source that starts with word `first` ends, 0 when no mark closes it before a clause has begun."""
        for j in range(first + 1, min(first + 17, len(self.words)) + 1):
            if self.closes_source(j, first) and not (j < len(self.words) and self.words.key[j] == "("):
                return 0 if self.is_clause(first, j, strict=True) else j
            if j >= len(self.words) or self.words.key[j] == "\n":
                return 0
        return 0

    def parts(self, first: int, last: int) -> Iterator[str]:
        """The sources between two words; «رویترز و آسوشیتدپرس» are two."""
        while last > first and self.words.key[last - 1] in _QUOTES and self.words.key[first] in _QUOTES:
            first, last = first + 1, last - 1
        for j in range(first + 1, last - 1):
            if self.words.key[j] == "و":
                one, two = self.agency_at(first), self.agency_at(j + 1)
                if one and two and one[0] == j and two[0] == last:
                    yield self.text(first, j)
                    yield self.text(j + 1, last)
                    return
        if first < last:
            yield self.text(first, last)

    # -- what was read

    def accepted(self) -> bool:
        """Whether what was read is a dateline."""
        if self.rule == "dateline.interview":
            return self.known or (self.by_reporter and self.agency is not None)
        if self.known:
            return True
        if self.agency or self.desk or self.by_reporter:
            return self.closed or bool(self.via)
        return self.closed and self.rule == "dateline.report"

    def agency_name(self) -> str | None:
        """The agency as written, without marks around it and without the ezafe of «صداوسیمای»."""
        if self.agency is None:
            return None
        name = self.text(*self.agency)
        if name[0] in _QUOTES and name[-1] in _QUOTES:
            name = name.strip(_QUOTES + " ")
        bare = name.removesuffix("ی").removesuffix("\u200c")
        words = name.split()
        known = any(key_of(" ".join(words[i:])) in agencies() for i in range(len(words)))
        return bare if name != bare and bare[-1:] in ("ا", "و") and self.agency_id and not known else name

    # -- slugs

    def slug(self) -> bool:
        """Read the slug that starts with word `i`: places, agencies, dates, each before a mark; False if it is none."""
        self.first = self.i
        items = 0
        while self.slug_agency() or self.slug_place() or self.slug_desk() or self.slug_day() or self.slug_reporter():
            items += 1
            if not self.separator():
                break
        self.close_bracket()
        return self.last > self.first and self.slug_accepted(items)

    def close_bracket(self) -> None:
        """Read on to the end of a bracket that holds something else too: «کابل (پژواک، ۱۲ حمل):»."""
        if self.words.joined(self.first, self.i).count("(") <= self.words.joined(self.first, self.i).count(")"):
            return
        for j in range(self.i, min(self.i + 8, len(self.words))):
            if self.words.key[j] == ")":
                self.i = j
                self.separator()
                return

    def slug_agency(self) -> bool:
        found = self.agency_at(self.i)
        if not found:
            return self.slug_unknown()
        if self.agency is None and self.names_place(found):
            return False
        if self.agency is None and (self.parted(found[0]) or (self.place and self.closed)):
            return self.take_agency(self.i, found[0], found[1], headed=found[2])
        closed = found[0] < len(self.words) and self.words.key[found[0]] == ")"
        if self.agency and found[1] == self.agency_id and self.key(-1) == "(" and closed:
            self.agency = self.agency[0], found[0] + 1  # «خبرگزاری صدای افغان (آوا)»
            self.i = self.last = found[0] + 1
            return True
        return False

    def names_place(self, found: tuple[int, str | None, bool]) -> bool:
        """Whether a bare name of an agency means the place here: «پاریس - فرانسه - ایرنا -» goes on with another."""
        place = self.lookup(self.i, places())
        return not found[2] and place is not None and place[0] == found[0] and self.agency_behind(found[0])

    def agency_behind(self, i: int) -> bool:
        """Whether an agency that a mark closes stands behind the marks at word `i`."""
        after = i
        while after < len(self.words) and self.words.key[after] in _SEPARATORS:
            after += 1
        found = self.agency_at(after) if after > i else None
        return found is not None and self.parted(found[0])

    def slug_unknown(self) -> bool:
        """«کابل (آژانس خبری آرین، ۱۲ حمل ۱۴۰۴):»: an outlet that no table knows, in brackets behind a place."""
        if self.place is None or self.agency or self.key(-1) != "(" or not self.word_of("media"):
            return False
        for j in range(self.i + 1, min(self.i + 6, len(self.words))):
            if self.words.key[j] in "،,)":
                return self.take_agency(self.i, j, None, headed=True)
        return False

    def slug_place(self) -> bool:
        """A place before a mark; behind a slash («ایسنا/یزد») it needs none.

        Behind a city may stand its country, and before an agency its province («شیراز - فارس - ایرنا -»).
        """
        start = self.word_of("bureau") or self.word_of("district") or self.i
        place = self.lookup(start, places())
        slash = self.key(-1) == "/" and self.agency is not None
        if not place or not (self.parted(place[0]) or slash):
            return False
        if self.place is not None and (self.agency or not (place[1] == "country" or self.agency_behind(place[0]))):
            return False
        self.place = self.place or self.text(start, place[0])
        self.i = place[0]
        if slash:
            self.last = self.i
        return True

    def slug_desk(self) -> bool:
        """«سرویس جهان مشرق -», «خبرگزاری مهر - گروه سیاسی:»."""
        after = self.word_of("desk")
        if not after or self.desk is not None:
            return False
        stop = self.desk_before_mark(after) if self.agency else self.desk_before_agency(after)
        if not stop:
            return False
        self.desk, self.i = self.text(after, stop), stop
        return self.agency is not None or self.slug_agency()

    def slug_day(self) -> bool:
        if self.agency is None and self.place is None:
            return False
        if date := self.date_at():
            return self.take_date(date)
        after = self.word_of("weekday")
        if after and self.parted(after):
            self.i = after
        return bool(after) and self.i == after

    def slug_reporter(self) -> bool:
        """«عصر ایران؛ مریم کریمی -»: two to four words between the agency and a dash."""
        if self.agency is None or self.agency[1] != self.i - 1 or self.key(-1) not in "؛;":
            return False
        for j in range(self.i, min(self.i + 5, len(self.words))):
            if self.words.key[j] in _DASH and j >= self.i + 2:
                self.reporter = self.text(self.i, j)
                self.i = j
                return True
            if not self.is_word(j):
                return False
        return False

    def parted(self, i: int) -> bool:
        return i >= len(self.words) or self.words.key[i] in _SEPARATORS or self.words.key[i] == "\n"

    def separator(self) -> bool:
        """Step over the marks between two items."""
        start = self.i
        while self.i < len(self.words) and self.words.key[self.i] in _SEPARATORS:
            weak = "(" if self.place and self.headed else "(،,"
            if self.words.key[self.i] not in weak:
                self.last = self.i + 1
            self.closed = True
            self.i += 1
        return self.i > start

    def slug_accepted(self, items: int) -> bool:
        """Whether the items make a slug: an agency with more, or alone before a dash or a colon; or a lone city."""
        mark = self.words.key[self.last - 1]
        if self.agency is not None:
            said = mark == ":" and self.before_paragraph()
            return items > 1 or self.desk is not None or mark in _DASH or said
        if mark not in _DASH or self.i >= len(self.words) or self.lookup(self.i, places()):
            return False
        if not self.in_paragraph():
            return False
        self.rule = "dateline.place"
        return places()[key_of(self.place or "")] in ("city", "capital")

    def before_paragraph(self) -> bool:
        """Whether a paragraph follows on the line, and no quotation: «ایلنا: …» over a story is a headline."""
        if not self.headed:
            return self.in_paragraph() and self.key() not in OPENING + STRAIGHT
        return self.in_paragraph() or self.under_title(self.first)

    def in_paragraph(self) -> bool:
        """Whether the line is a paragraph and not a title: long, or closed by a full stop."""
        first, last = self.words.paragraphs[self.words.paragraph[self.first]]
        if self.words.key[last - 1] == "\n":
            last -= 1
        long = self.words.stop[last - 1] - self.words.start[first] >= LONG_LINE
        return long or self.words.key[last - 1] in FINAL

    def under_title(self, first: int) -> bool:
        """Whether the line before word `first` is a title: four words or more, and no mark of a kicker at its end."""
        i = first - 1
        while i >= 0 and self.words.key[i] == "\n":
            i -= 1
        if i < 0 or self.words.key[i] in "؛;:":
            return False
        start = self.words.paragraphs[self.words.paragraph[i]][0]
        return sum(key.isalpha() for key in self.words.key[start : i + 1]) >= 4
