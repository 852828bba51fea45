"""The lines of an article: what each is by itself, before its place decides.

A line that belongs to the page (a code, tags, a link, a credit) is known by a row of the table ``layout``; a date
line by having a date, labels and marks in it and nothing else.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import regex
from attrs import evolve

from .calendar import Date, Folded, find_dates, read_date
from .dateline import agency_named
from .number_grammar import compiled
from .rules import rules
from .text import Passage, Span
from .words import fold


class Line:
    """A line of the text that is not empty, without the spaces around it; `start` moves on as parts are taken."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        self.text, self.start, self.stop = text, start, stop
        self._story: bool | None = None
        self.trim()

    @property
    def is_story(self) -> bool:
        """Whether no row of `_HEADS` can know the line, as a glance at it tells: most lines are done with it."""
        if self._story is None:
            self._story = _STORY.match(self.text, self.start, self.stop) is not None
        return self._story

    def __str__(self) -> str:
        return self.text[self.start : self.stop]

    def __len__(self) -> int:
        return self.stop - self.start

    def __bool__(self) -> bool:
        return self.start < self.stop

    def passage(self) -> Passage:
        return Passage.at(self.text, self.start, self.stop)

    def cut(self, start: int, stop: int) -> Passage:
        """The passage `start` to `stop`, without the spaces around it."""
        return Passage.at(self.text, *_trimmed(self.text, start, stop))

    def trim(self) -> None:
        self.start, self.stop = _trimmed(self.text, self.start, self.stop)
        self._story = None


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    """The range without the spaces at its ends."""
    part = text[start:stop]
    start += len(part) - len(part.lstrip())
    return start, start + len(part.strip())


_LINE = re.compile(r"[^\n\r]+")


def split(text: str) -> list[Line]:
    """The lines of `text` that are not empty."""
    return list(filter(None, (Line(text, *m.span()) for m in _LINE.finditer(text))))


def letters(text: str) -> str:
    """Letters and digits only: equal for spellings that mean the same."""
    return compiled(r"[^\p{L}\p{N}]+").sub("", fold(text))


# ---- the rows of the table -----------------------------------------------------------------------------

# The rows that may know a line after the story, in the order in which they are tried.
CLOSING = (
    "end_mark",
    "comments",
    "code",
    "short_link",
    "tags",
    "source",
    "handle",
    "related",
    "page",
    "reporter_code",
)
# Those of them that may stand at the end of the story's last line.
INLINE = ("end_mark", "code", "source", "reporter_code", "handle")


@cache
def _rows() -> dict[str, str]:
    return {rule.id.removeprefix("layout."): rule.find for rule in rules("layout")}


@cache
def row(name: str) -> regex.Pattern[str]:
    """The pattern of a row of the table ``layout``."""
    return regex.compile(_rows()[name], regex.V1)


def kind_of(line: Line, names: tuple[str, ...]) -> str | None:
    """The first of the rows `names` that knows the whole line."""
    return None if line.is_story and names[0] in _HEADS else kind_of_part(str(line), names)


def kind_of_part(part: str, names: tuple[str, ...]) -> str | None:
    """The first of the rows `names` that knows the part of a line."""
    return None if len(part) > 400 else _kind_of(part, names)


_PROSE = r"«?[ء-ؿف-\u0655ٱ-ۓ\u200c]++[ ،](?![*/._ـ-])"  # not «شبس**1572», «م.ر/۴۰۲۱»
_HEADS = {  # how the lines of a row begin: a row is tried, and its pattern compiled, only for such a line
    "end_mark": "[/*. ]{0,3}(?:انتها|پایان)",
    "comments": "نظر|دیدگاه",
    "code": "کد|شناسه|شماره",
    "short_link": "لینک|پیوند|آدرس|نشانی|http|www",
    "tags": "برچسب|کلید|تگ|هشتگ|کلمات|واژ|#",
    "source": r"\(?منا?بع",
    "handle": "[^@]{0,41}@",
    "related": r"[*•▪◄►»]*\s?(?:بیشتر|همچنین|این[ \u200c](?:مطلب|مطالب|خبر)|حتما|بخوانید|اخبار|خبر|مطالب|مطلب|گزارش"
    r"|پیشنهاد|در[ \u200c](?:همین|این)[ \u200c](?:رابطه|باره|زمینه))",
    "page": "اشتراک|به اشتراک|ارسال|چاپ|پرینت|ذخیره|دانلود|دریافت|مشاهده|نسخه|کپی|گزارش|فونت|سایز|صفحه|تعداد|بازدید|نظر"
    r"|دیدگاه|زمان|خانه|اخبار|بازنشر|استفاده|نقل|نشر|هرگونه|©|(?i:copyright)"
    r"|\w+ ?(?:نظر|دیدگاه|بازدید|بار|لایک)|[^:؛«.]{2,25}[›»>]|.{0,30}حقوق.*محفوظ",
    "reporter_code": rf"(?!{_PROSE})",
    "caption": r"\(?(?:عک|تصویر|توضیح|شرح|زیرنویس|منبع|حق نشر|فیلم|ویدیو|ویدئو|اینفوگرافیک|نمودار|آرشیو)|نمایی از|[A-Z]"
    "|.*[؛،|/–—-] ?(?:عک|تصویر)",
    "byline": "نویسند|نگارنده|خبرنگار|گزارش|تهیه|تنظیم|مترجم|ترجمه|برگردان|یادداشت|مصاحبه|گفت|دبیر|به قلم",
}
_STORY = re.compile(rf"(?!{'|'.join(_HEADS[name] for name in _HEADS if name != 'reporter_code')}){_PROSE}")


@cache
def _head(name: str) -> re.Pattern[str]:
    return re.compile(_HEADS.get(name, ""))


@lru_cache(256)  # the same line is asked about by its neighbours
def _kind_of(line: str, names: tuple[str, ...]) -> str | None:
    for name in names:
        m = row(name).match(line) if _head(name).match(line) else None
        if m and not line[m.end() :].strip(" \u200c./*-–،"):
            return name
    return None


# ---- date lines ----------------------------------------------------------------------------------------

_CLOCK = r"(?<!\p{N})\p{N}{1,2}:\p{N}{2}(?::\p{N}{2})?(?!\p{N})"
_MARK = r"[\p{P}\p{S}\p{Z}\u200c\u200e\u200f]"
_NUMERIC = r"[\p{N}/.\-T:+Z]+"
_SWAPPED = (  # «۱۴۰۱ تیر ۲۳», «تیر ۲۳, ۱۴۰۱», «July 14, 2022», «14 July 2022»
    r"(?<y>\p{N}{4})[ ،,]+(?<m>\p{L}+)[ ،,]+(?<d>\p{N}{1,2})(?!\p{N})"
    r"|(?<m>\p{L}+)[ ،,]+(?<d>\p{N}{1,2})[ ،,]+(?<y>\p{N}{4})(?!\p{N})"
    r"|(?<!\p{N})(?<d>\p{N}{1,2})[ ،,]+(?<m>[A-Za-z]+)[ ،,]+(?<y>\p{N}{4})(?!\p{N})"
)
_YEAR = re.compile(r"\d{4}")
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@cache
def _labels() -> regex.Pattern[str]:
    """What may stand beside the date in a date line."""
    words = _rows()["date_line"]
    return regex.compile(rf"(?<!\p{{L}}){words}(?![\p{{L}}\u200c])|{_CLOCK}|{_MARK}", regex.V1)


def date_places(folded: Folded) -> list[int]:
    """Where in a text, in its order, a date may stand that `date_of` would find."""
    return sorted([*folded.months, *(m.start() for m in _DATE.finditer(folded.text))])


_DATE = re.compile(r"[0-9A-Za-z](?:(?<=[0-9]) ?[/.-] ?[0-9]|(?<=[A-Za-z])[A-Za-z]{2})")  # `re` skips fast to a class


def date_of(line: str) -> Date | None:
    """The date of a line that holds a date and nothing else, in its coordinates."""
    if len(line) > 200:
        return None
    dates, bare = _dates(line), line
    if dates and (":" in line or "خبر" in line):  # the digits of a code are no date
        bare = row("code").sub(lambda m: " " * len(m[0]), line)
        dates = _dates(bare) if bare != line else dates
    if not dates:
        return None
    rest = bare
    for d in dates:
        rest = rest[: d.span.start] + " " * len(d.span) + rest[d.span.stop :]
    left = " ".join(_labels().sub(" ", rest).split())
    if left and not (agency_named(left) or row("section").fullmatch(left)):
        return None
    whole = read_date(line)
    if whole and whole.value:
        return whole
    date = next((d for d in dates if d.value), dates[0])
    clock = compiled(_CLOCK).search(rest)
    if clock and date.time is None and (timed := read_date(f"2000-01-01 {clock[0]}")):
        return evolve(date, time=timed.time, precision=timed.precision)
    return date


def _dates(line: str) -> list[Date]:
    dates = find_dates(line)
    return dates if any(d.value for d in dates) else _swapped(line) or dates


def _swapped(line: str) -> list[Date]:
    """A date whose month stands first or in the middle behind the year, or is English."""
    m = compiled(_SWAPPED).search(line) if _YEAR.search(line) else None
    if m is None:
        return []
    month = m["m"].lower()[:3]
    if month in _ENGLISH:
        date = read_date(f"{m['y']}-{_ENGLISH.index(month) + 1:02}-{int(m['d']):02}")
    else:
        date = read_date(f"{m['d']} {m['m']} {m['y']}")
    return [evolve(date, span=Span(*m.span()), text=m[0])] if date and date.value else []


def date_before(line: str) -> tuple[Date, int] | None:
    """A date line that is glued to the line after it: the date, and where the rest begins."""
    dates = find_dates(line[:80])
    if not dates or not dates[0].value:
        return None
    date = dates[0]
    before = line[: date.span.start]
    after = compiled(rf"(?V1)(?:{_CLOCK}|{_MARK}|ساعت)*+").match(line, date.span.stop)
    stop = after.end() if after else date.span.stop
    while stop > date.span.stop and line[stop - 1] in '«("“':
        stop -= 1
    if _labels().sub("", before) or stop == len(line):
        return None
    label = compiled(r"(?i)date|تاریخ|انتشار|منتشر|زمان|published|updated").search(before)
    clear = label or compiled(_NUMERIC).fullmatch(date.text) or compiled(_CLOCK).search(line[:stop])
    return (date, stop) if clear else None
