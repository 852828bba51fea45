"""Numbers and dates with their words, made by chance from fixed seeds, for `numerals.py`.

The words are those of the speller here, which shares nothing with fanews.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

Case = tuple[str, int | Fraction | None]
Maker = Callable[[random.Random], Case]

_SMALL = [
    "صفر",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "شش",
    "هفت",
    "هشت",
    "نه",
    "ده",
    "یازده",
    "دوازده",
    "سیزده",
    "چهارده",
    "پانزده",
    "شانزده",
    "هفده",
    "هجده",
    "نوزده",
]
_TENS = ["بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"]
_HUNDREDS = ["صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"]
_SCALES = ("", "هزار", "میلیون", "میلیارد", "تریلیون", "کوادریلیون")


def below_thousand(n: int) -> list[str]:
    hundreds, rest = divmod(n, 100)
    parts = [_HUNDREDS[hundreds - 1]] if hundreds else []
    if rest < 20:
        return parts + ([_SMALL[rest]] if rest or not parts else [])
    return [*parts, _TENS[rest // 10 - 2], *([_SMALL[rest % 10]] if rest % 10 else [])]


def groups(n: int) -> list[tuple[int, str]]:
    """The groups of three digits with their scales, the highest first, without the empty ones."""
    found = []
    for scale in _SCALES:
        n, group = divmod(n, 1000)
        if group:
            found.append((group, scale))
    return found[::-1]


def say(n: int, joint: str = " و ", inner: str = " و ", group: Callable[[int], str] | None = None) -> str:
    """`n` in words; `inner` joins words below a thousand, `group` writes such a group in another way."""
    parts = []
    for count, scale in groups(n):
        words = group(count) if group else inner.join(below_thousand(count))
        parts.append(scale if (count, scale) == (1, "هزار") else f"{words} {scale}".strip())
    return joint.join(parts) or _SMALL[0]


def persian(text: str, rnd: random.Random | None = None) -> str:
    """Western digits as Persian ones; with `rnd`, each in a script drawn by chance."""
    scripts = ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "0123456789")
    return "".join(
        (rnd.choice(scripts) if rnd else scripts[0])[int(c)] if c.isascii() and c.isdigit() else c for c in text
    )


def ordinal(n: int) -> str:
    words = say(n)
    return words[:-1] + "وم" if words.endswith("سه") else words + ("\u200cام" if words.endswith("ی") else "م")


def size(rnd: random.Random, digits: int = 13) -> int:
    return rnd.randrange(1, 10 ** rnd.randint(1, digits))


def decimal(rnd: random.Random, mark: str) -> Case:
    whole, places, scale = rnd.randint(1, 99), rnd.randint(1, 99), rnd.randint(1, 4)
    value = Fraction(f"{whole}.{places}") * 1000**scale
    return persian(f"{whole}{mark}{places}") + " " + _SCALES[scale], value


def mixed(rnd: random.Random) -> Case:
    n = size(rnd)
    return say(n, group=lambda g: persian(str(g), rnd) if rnd.random() < 0.6 else " و ".join(below_thousand(g))), n


def half(rnd: random.Random) -> Case:
    n, scale = rnd.randint(1, 40), rnd.randint(2, 3)
    text = rnd.choice([f"{say(n)} و نیم {_SCALES[scale]}", f"{say(n)} {_SCALES[scale]} و نیم"])
    return text, (n * 1000**scale) + 1000**scale // 2


def milliards(rnd: random.Random) -> Case:
    n = rnd.randint(2, 900)
    return f"{rnd.choice([say(n), persian(str(n))])} هزار میلیارد", n * 10**12


def thousand_and_milliards(rnd: random.Random) -> Case:
    n, m = rnd.randint(1, 900), 10 * rnd.randint(1, 99)
    head = "هزار" if n == 1 else say(n) + " هزار"
    return f"{head} و {rnd.choice([say(m), persian(str(m))])} میلیارد", (1000 * n + m) * 10**9


def fraction(rnd: random.Random) -> Case:
    bottom = rnd.choice([2, 4, 5, 8, 10, 20])
    top = rnd.randint(1, bottom - 1)
    return say(top) + rnd.choice(" \u200c") + ordinal(bottom), Fraction(top, bottom)


def spoken_decimal(rnd: random.Random) -> Case:
    whole, places = rnd.randint(0, 200), rnd.randint(1, 3)
    part = rnd.randrange(1, 10**places)
    name = ("دهم", "صدم", "هزارم")[places - 1]
    return f"{say(whole)} ممیز {say(part)} {name}", whole + Fraction(part, 10**places)


_SPOKEN = {"شش": "شیش", "چهار": "چار", "پانزده": "پونزده", "شانزده": "شونزده", "هجده": "هیژده", "چهل": "چل",
           "پانصد": "پونصد", "چهارصد": "چارصد", "یک": "یه", "میلیون": "ملیون", "میلیارد": "ملیارد"}  # fmt: skip


def spoken(rnd: random.Random) -> Case:
    n = size(rnd)
    return " ".join(_SPOKEN.get(word, word) for word in say(n).split()), n


def spaced_hundred(rnd: random.Random) -> Case:
    hundreds, rest = rnd.randint(2, 9), rnd.randint(1, 99)
    gap = rnd.choice(" \u200c")
    return f"{_SMALL[hundreds]}{gap}صد و {say(rest)}", 100 * hundreds + rest


_WORDS = [*_SMALL, *_TENS, *_HUNDREDS, *_SCALES[1:]]
_NO_NUMBERS = ("سلام", "کتاب", "یکدیگر", "هزاره", "دهان", "میلیونر", "هشتگ", "سهم", "صدا", "نفر", "دوباره", "چند")


def garbage(rnd: random.Random) -> Case:
    """Number words in an order that means nothing, numbers with a word that is none, and broken digits."""
    n, m = rnd.randint(21, 99), rnd.randint(101, 999)
    digits = persian(f"{n}{rnd.choice('./,')}{rnd.randint(10, 99)}{rnd.choice('./,')}{rnd.randint(1, 9)}")
    word = rnd.choice(_NO_NUMBERS)
    text = rnd.choice([
        "", word, digits, f"{persian(str(n))}-{persian(str(m))}", f"{say(n)} و", f"و {say(n)}",
        f"{say(m)} {word}", f"{word} {say(m)}", f"{say(m)} و صفر", f"{say(n)} و {say(m)}",
        f"{_TENS[rnd.randrange(8)]} و {_SMALL[rnd.randint(10, 19)]}", f"{_SMALL[rnd.randint(11, 19)]} {say(m)}",
        f"{say(n)} {rnd.choice(_SMALL[11:])}", f"{say(n)} میلیون و {say(m)} میلیون", f"{say(n)} میلیون هزار",
        f"{say(m)} هزار {say(m)} هزار",
    ])  # fmt: skip
    return text, None


def with_value(write: Callable[[int, random.Random], str], digits: int = 13, least: int = 0) -> Maker:
    def case(rnd: random.Random) -> Case:
        n = size(rnd, digits) + least
        return write(n, rnd), n

    return case


def minus(write: Callable[[int, random.Random], str]) -> Maker:
    def case(rnd: random.Random) -> Case:
        n = size(rnd)
        return write(n, rnd), -n

    return case


def arabic(text: str) -> str:
    return text.replace("ی", "ي").replace("ک", "ك")


GROUPS: dict[str, Maker] = {
    "below a thousand": with_value(lambda n, _: say(n), 3),
    "plain": with_value(lambda n, _: say(n)),
    "یکصد, یک هزار": with_value(
        lambda n, _: " و ".join(f"یک {p}" if p == "هزار" else f"یک{p}" if p == "صد" else p for p in say(n).split(" و "))
    ),
    "هزار میلیارد": milliards,
    "هزار و … میلیارد": thousand_and_milliards,
    "ZWNJ for every space": with_value(lambda n, _: say(n).replace(" ", "\u200c")),
    "ZWNJ inside": with_value(lambda n, _: say(n, inner="\u200cو")),
    "glued": with_value(lambda n, _: say(n, inner="و"), 6),
    "without و": with_value(lambda n, _: say(n, joint=" ", inner=" ")),
    "wide spaces": with_value(lambda n, r: say(n).replace(" ", r.choice(["  ", "\u00a0", " \u200c", "\u200f "]))),
    "چهار صد": spaced_hundred,
    "spoken": spoken,
    "Arabic letters": with_value(lambda n, _: arabic(say(n))),
    "negative": minus(lambda n, _: f"منفی {say(n)}"),
    "digits": with_value(lambda n, _: persian(str(n))),
    "digits of three scripts": with_value(lambda n, r: persian(str(n), r)),
    "negative digits": minus(lambda n, r: r.choice("-−") + persian(str(n))),
    "۱٬۲۳۴ ۱,۲۳۴ ۱،۲۳۴": with_value(lambda n, r: persian(f"{n:,}").replace(",", r.choice(",٬،")), least=1000),
    "۱۲/۳۴۵/۶۷۸": with_value(lambda n, _: persian(f"{n:,}").replace(",", "/"), least=10**6),
    "۳/۵ میلیون": lambda r: decimal(r, "/"),
    "۳٫۵ ۳.۵ میلیون": lambda r: decimal(r, r.choice("٫.")),
    "۲۵ هزار و ۳۰۰": mixed,
    "و نیم": half,
    "سه چهارم": fraction,
    "ممیز": spoken_decimal,
    "ordinals in -م": with_value(lambda n, _: ordinal(n), 6),
    "ordinals in -مین": with_value(lambda n, _: ordinal(n) + "ین", 6),
    "garbage, to be refused": garbage,
}


def cases(name: str, count: int) -> list[Case]:
    rnd = random.Random(f"{name} 1404")
    return [GROUPS[name](rnd) for _ in range(count)]


SIZES = {
    "< 10³": (0, 10**3), "< 10⁶": (10**3, 10**6), "< 10⁹": (10**6, 10**9), "< 10¹²": (10**9, 10**12),
    "< 10¹⁵": (10**12, 10**15), "< 10¹⁸": (10**15, 10**18),
}  # fmt: skip
_SAME = {
    "یک هزار میلیارد": "یک تریلیون", "هزار میلیارد": "تریلیون", "یکصد": "صد", "یک صد": "صد", "یک هزار": "هزار",
    "هیجده": "هجده", "کوآدریلیون": "کوادریلیون", "کادریلیون": "کوادریلیون", " ممیز ": " و ",
    "\u200c": " ", "\u064f": "",
}  # fmt: skip


def same(words: object) -> str:
    """`words` with one spelling for what may be spelled in several ways."""
    text = str(words).strip()
    for one, other in _SAME.items():
        text = text.replace(one, other)
    return "اول" if text == "یکم" else text


def sizes(name: str, count: int) -> list[int]:
    """Distinct numbers, or all there are."""
    low, high = SIZES[name]
    rnd = random.Random(f"{name} 1404")
    return rnd.sample(range(low, high), min(count, high - low))


def decimals(count: int) -> dict[Decimal, str]:
    """Decimals with one to three places (the last not 0), and their words."""
    rnd = random.Random("decimals 1404")
    found: dict[Decimal, str] = {}
    while len(found) < count:
        whole, places = rnd.randint(0, 300), rnd.randint(1, 3)
        part = rnd.randrange(1, 10**places)
        if part % 10:
            name = ("دهم", "صدم", "هزارم")[places - 1]
            found[Decimal(f"{whole}.{part:0{places}}")] = f"{say(whole)} ممیز {say(part)} {name}"
    return found


_MONTHS = {
    "jalali": ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"],
    "afghan": ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"],
    "gregorian": [
        "ژانویه",
        "فوریه",
        "مارس",
        "آوریل",
        "مه",
        "ژوئن",
        "ژوئیه",
        "اوت",
        "سپتامبر",
        "اکتبر",
        "نوامبر",
        "دسامبر",
    ],
}
_WEEKDAYS = ["دوشنبه", "سه\u200cشنبه", "چهارشنبه", "پنج\u200cشنبه", "جمعه", "شنبه", "یکشنبه"]
_NOROUZ = {1357: 21, 1388: 21, 1398: 21, 1400: 21, 1403: 20, 1404: 21}
"""The day of March on which these years began, from the almanac."""


def dates(count: int) -> list[tuple[str, datetime.date | None]]:
    """Dates in many forms, with what they are; None for a day that does not exist."""
    rnd = random.Random("dates 1404")
    found: list[tuple[str, datetime.date | None]] = []
    while len(found) < count:
        year, month = rnd.choice(list(_NOROUZ)), rnd.randint(1, 12)
        day = rnd.randint(1, 31 if month < 7 else 30 if month < 12 else 29)
        new_year = datetime.date(year + 621, 3, _NOROUZ[year])
        value = new_year + datetime.timedelta(31 * (month - 1) - max(0, month - 7) + day - 1)
        name, clock = _MONTHS["jalali"][month - 1], f"{rnd.randint(0, 23):02}:{rnd.randint(0, 59):02}"
        weekday = _WEEKDAYS[value.weekday()]
        gregorian = f"{value.day} {_MONTHS['gregorian'][value.month - 1]} {value.year}"
        forms: list[tuple[str, datetime.date | None]] = [
            (text, value)
            for text in (
                f"{day} {name} {year}", f"{day:02} {name}ماه {year}", f"{ordinal(day)} {name} {year}",
                f"{weekday} {day} {name} {year}", f"{weekday}، {ordinal(day)} {name} ماه سال {year}",
                f"{year}/{month:02}/{day:02}", f"{year}-{month:02}-{day:02}", f"{year}/{month}/{day}",
                f"{year}/{month:02}/{day:02} - {clock}", f"{day} {name} {year} ساعت {clock}",
                f"{clock} - {day} {name} {year}",
                f"{day} {_MONTHS['afghan'][month - 1]} {year}", gregorian, f"{value:%Y/%m/%d}", f"{gregorian} میلادی",
                arabic(f"{day} {name} {year}"),
            )
        ]  # fmt: skip
        forms += [(f"31 مهر {year}", None), (f"{year}/13/{day:02}", None), ("30 فوریه 2024", None)]
        text, gold = rnd.choice(forms)
        found.append((persian(text) if rnd.random() < 0.8 else text, gold))
    return found
