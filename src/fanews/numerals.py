"""Numbers as they are written: digits of three scripts, number words, and both mixed.

`parse_number` reads a string that is a number as a whole («سه هزار و ۲۰۰», «۳/۵ میلیون», «بیست‌وپنجم»);
`spell_number` and `spell_ordinal` write one; `to_digits` changes the script of the digits.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal

from .errors import NumberError
from .rules import read_table

_DIGITS = {"fa": "۰۱۲۳۴۵۶۷۸۹", "ar": "٠١٢٣٤٥٦٧٨٩", "en": "0123456789"}
_TO_DIGITS = {
    script: str.maketrans({d: digits[i] for other in _DIGITS.values() for i, d in enumerate(other)})
    for script, digits in _DIGITS.items()
}

_FOLD = str.maketrans(
    {
        **{d: str(i) for script in ("fa", "ar") for i, d in enumerate(_DIGITS[script])},
        **dict.fromkeys("يىئ", "ی"),
        **dict.fromkeys("أإ", "ا"),
        **dict.fromkeys("\t\u00a0\u00ad\u200d\u200e\u200f\u202f\u2009\u2066\u2067\u2068\u2069\ufeff", " "),
        **dict.fromkeys("–—‐‑‒−", "-"),
        "ك": "ک",
        "ة": "ه",
        "ؤ": "و",
        "％": "%",
        "٪": "%",
    }
)


def to_digits(text: str, script: Literal["fa", "ar", "en"]) -> str:
    """`text` with every Persian, Arabic and Western digit in one `script`; nothing else changes.

    >>> to_digits("۱۲٣4", "fa")
    '۱۲۳۴'

    Raises ValueError for another script.
    """
    table = _TO_DIGITS.get(script)
    if table is None:
        raise ValueError(f"no digits {script!r}; the scripts are 'fa' (۱۲۳), 'ar' (١٢٣) and 'en' (123)")
    return text.translate(table)


def fold(text: str) -> str:
    """`text` with one form for each letter, digit, space and dash, so that a pattern need know only one.

    Code points are replaced one by one: positions stay what they were.
    """
    return text.translate(_FOLD)


# ---- writing -------------------------------------------------------------------------------------------


@cache
def _words(kind: str) -> dict[int, tuple[str, ...]]:
    """The words of one class of ``numerals.tsv``, the one to write first."""
    rows = (row for row in read_table("numerals") if row["class"] == kind)
    return {int(row["value"]): tuple(row["words"].split("|")) for row in rows}


@cache
def _below_thousand() -> tuple[str, ...]:
    ones = {n: names[0] for kind in ("one", "teen") for n, names in _words(kind).items()}
    tens = {n: names[0] for n, names in _words("ten").items()}
    hundreds = {n: names[0] for n, names in _words("hundred").items()}

    def spell(n: int) -> str:
        parts = [hundreds[n - n % 100]] if n >= 100 else []
        rest = n % 100
        if rest in ones:
            parts += [ones[rest]] if rest or not parts else []
        else:
            parts += [tens[rest - rest % 10]] + ([ones[rest % 10]] if rest % 10 else [])
        return " و ".join(parts)

    return tuple(spell(n) for n in range(1000))


@cache
def _scales() -> tuple[tuple[int, str], ...]:
    return tuple((value, " " + names[0]) for value, names in sorted(_words("scale").items(), reverse=True))


_LIMIT = 10**36


def spell_number(value: int | Decimal) -> str:
    """`value` in words, as newspapers write it.

    >>> spell_number(2500340)
    'دو میلیون و پانصد هزار و سیصد و چهل'
    >>> spell_number(Decimal("-3.05"))
    'منفی سه ممیز پنج صدم'

    Equal values have one spelling, unequal values have different ones, and `parse_number` reads it back.
    Raises NumberError from 10**36 on, for more than 35 decimals, and for NaN or infinity; TypeError for
    anything but an int or a Decimal (a float is not exact: use ``Decimal(str(x))``).
    """
    if type(value) is not int:
        return _spell_decimal(value)
    if value < 1000:
        if value < 0:
            return "منفی " + spell_number(-value)
        return _below_thousand()[value]
    names = _below_thousand()
    if value < 1_000_000:
        high, low = divmod(value, 1000)
        head = names[high] + " هزار" if high > 1 else "هزار"
        return f"{head} و {names[low]}" if low else head
    if value >= _LIMIT:
        raise NumberError("no words for numbers of more than 36 digits")
    parts = []
    for scale, name in _scales():
        if value >= scale:
            high, value = divmod(value, scale)
            parts.append("هزار" if high == 1 and scale == 1000 else names[high] + name)
    if value:
        parts.append(names[value])
    return " و ".join(parts)


def _spell_decimal(value: int | Decimal) -> str:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        hint = "; a float is not exact: use Decimal(str(x))" if isinstance(value, float) else ""
        raise TypeError(f"a number to spell is an int or a Decimal, not {type(value).__name__}{hint}")
    if isinstance(value, int):
        return spell_number(int(value))
    if not value.is_finite():
        raise NumberError(f"{value} has no words")
    if value and abs(value.adjusted()) > 36:
        raise NumberError("no words for numbers of more than 36 digits on either side of the point")
    whole, _, part = f"{abs(value):f}".partition(".") if value else ("0", "", "")
    part = part.rstrip("0")
    if len(part) > 35:
        raise NumberError("no words for numbers of more than 35 decimals")
    head = ("منفی " if value < 0 else "") + spell_number(int(whole))
    return f"{head} ممیز {spell_number(int(part))} {_denominator(len(part))}" if part else head


@cache
def _denominator(places: int) -> str:
    """The name of 10**-places: دهم, صدم, هزارم, ده هزارم …"""
    return spell_ordinal(10**places).removeprefix("یک ")


def spell_ordinal(value: int) -> str:
    """The ordinal of `value` in words.

    >>> spell_ordinal(1), spell_ordinal(23), spell_ordinal(30)
    ('اول', 'بیست و سوم', 'سی\u200cام')

    Raises NumberError for a negative number and from 10**36 on, TypeError for anything but an int.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"an ordinal is made of an int, not {type(value).__name__}")
    if value < 0:
        raise NumberError(f"no ordinal for {value}: ordinals start at صفرم")
    if value == 1:
        return _words("ordinal")[1][0]
    text = spell_number(value)
    if text.endswith("سه"):
        return text[:-1] + "وم"
    return text + ("\u200cام" if text.endswith("ی") else "م")
