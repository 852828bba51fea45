"""Numbers and how they are written: digits of three scripts, number words, and both mixed.

`parse_number` reads a string that is a number as a whole («سه هزار و ۲۰۰», «۳/۵ میلیون», «بیست\u200cوپنجم»);
`spell_number` and `spell_ordinal` write one in words, `format_number` in digits with Persian marks; `to_digits`
changes the script of the digits. What number words mean together stands in ``number_grammar.py``.
"""

from __future__ import annotations

from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from operator import index
from typing import Any, Literal

from .errors import NumberError, demand_str
from .number_grammar import (
    DIGITS,
    GAP,
    RANKS,
    Token,
    compiled,
    exact,
    fold,
    read,
    run_pattern,
    tokens_of,
    words,
)

Script = Literal["fa", "ar", "en"]
_TO_DIGITS = {
    script: str.maketrans({d: digits[i] for other in DIGITS.values() for i, d in enumerate(other)})
    for script, digits in DIGITS.items()
}


def to_digits(text: str, script: Script) -> str:
    """`text` with every Persian, Arabic and Western digit in one `script`; nothing else changes.

    >>> to_digits("۱۲٣4", "fa")
    '۱۲۳۴'

    Raises ValueError for another script.
    """
    table = _TO_DIGITS.get(script)
    if table is None:
        raise ValueError(f"no digits {script!r}; the scripts are 'fa' (۱۲۳), 'ar' (١٢٣) and 'en' (123)")
    return text.translate(table)


def format_number(value: int | Decimal, script: Script = "fa") -> str:
    """`value` in digits: thousands apart by «٬» and decimals by «٫» (in "en" by a comma and a point).

    >>> format_number(2500340), format_number(Decimal("-1234.50")), format_number(1234, "en")
    ('۲٬۵۰۰٬۳۴۰', '−۱٬۲۳۴٫۵۰', '1,234')

    The decimals are as many as `value` has. `parse_number` reads it back. Raises NumberError for NaN, infinity and
    more than 400 digits, TypeError for anything but an int or a Decimal, ValueError for another script.
    """
    number = _checked(value, "format", Decimal)
    if isinstance(number, Decimal) and abs(number.adjusted()) + len(number.as_tuple().digits) > _MOST_DIGITS:
        raise NumberError(f"no digits are written for a number of more than {_MOST_DIGITS} of them")
    if isinstance(number, int) and abs(number) >= 10**_MOST_DIGITS:
        raise NumberError(f"no digits are written for a number of more than {_MOST_DIGITS} of them")
    digits = to_digits(f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}", script)
    return digits if script == "en" else digits.translate(_PERSIAN_MARKS)


_PERSIAN_MARKS = str.maketrans({",": "٬", ".": "٫", "-": "−"})
_MOST_DIGITS = 400


def _checked(value: Any, verb: str, *others: type) -> Any:
    """`value` as a plain int, or one of the finite `others`; a TypeError or NumberError that says what is wrong."""
    if isinstance(value, others):
        if isinstance(value, Decimal) and not value.is_finite():
            raise NumberError(f"cannot {verb} {value}: it is no number")
        return value
    if not isinstance(value, bool):
        try:
            return index(value)
        except TypeError:
            pass
    kinds = " or ".join(["an int", *(f"a {kind.__name__}" for kind in others)])
    hint = "; a float is not exact: use Decimal(str(x))" if isinstance(value, float) else ""
    raise TypeError(f"a number to {verb} is {kinds}, not {type(value).__name__}{hint}")


# ---- writing in words ----------------------------------------------------------------------------------


@cache
def _below_thousand() -> tuple[str, ...]:
    """The words of 0–999."""
    ones = {n: names[0] for kind in ("one", "teen", "ten", "hundred") for n, names in words(kind).items()}

    def spell(n: int) -> str:
        parts = [n - n % 100, n % 100 - n % 10, n % 10] if n % 100 >= 20 else [n - n % 100, n % 100]
        return " و ".join(ones[part] for part in parts if part) or ones[0]

    return tuple(map(spell, range(1000)))


@cache
def _scales() -> tuple[str, ...]:
    """The names of a million, a milliard and so on."""
    return tuple(" " + words("scale")[1000**k][0] for k in range(2, _PLACES // 3))


_PLACES = 39
"""From so many digits on, on either side of the point, there are no words."""
_LIMIT = 10**_PLACES


def spell_number(value: int | Decimal | Fraction, *, one_hundred: bool = False, one_thousand: bool = False) -> str:
    """`value` in words, as newspapers write it.

    >>> spell_number(2500340)
    'دو میلیون و پانصد هزار و سیصد و چهل'
    >>> spell_number(1100, one_hundred=True, one_thousand=True)
    'یک هزار و یکصد'
    >>> spell_number(Decimal("-3.05")), spell_number(Fraction(5, 2)), spell_number(Fraction(2, 3))
    ('منفی سه ممیز پنج صدم', 'دو و نیم', 'دو سوم')

    With `one_hundred` a hundred is «یکصد», with `one_thousand` a thousand is «یک هزار». Equal numbers of one type
    have one spelling, unequal ones have different ones, and `parse_number` reads it back, if it is not a fraction
    that no decimal is. Raises NumberError from 10**39 on, from 39 decimals on, and for NaN or infinity;
    TypeError for anything but an int, a Decimal or a Fraction (a float is not exact: use ``Decimal(str(x))``).
    """
    text = _spell(value) if type(value) is int else _spell_other(_checked(value, "spell", Decimal, Fraction))
    if one_hundred:
        text = compiled(r"\bصد\b").sub("یکصد", text)
    if one_thousand:
        text = compiled(r"(?:(?<!\w )|(?<=\b(?:و|منفی|ممیز) ))\bهزار\b").sub("یک هزار", text)  # not «دو هزار»
    return text


def _spell(value: int) -> str:
    names = _below_thousand()
    if value < 1_000_000:
        if value < 0:
            return "منفی " + _spell(-value)
        if value < 1000:
            return names[value]
        value, low = divmod(value, 1000)
        head = names[value] + " هزار" if value > 1 else "هزار"
        return f"{head} و {names[low]}" if low else head
    if value >= _LIMIT:
        raise NumberError(f"no words for numbers of more than {_PLACES} digits")
    value, low = divmod(value, 1000)
    value, thousands = divmod(value, 1000)
    parts = [names[low]] if low else []
    if thousands:
        parts.append(names[thousands] + " هزار" if thousands > 1 else "هزار")
    for scale in _scales():
        value, group = divmod(value, 1000)
        if group:
            parts.append(names[group] + scale)
        if not value:
            break
    parts.reverse()
    return " و ".join(parts)


def _spell_other(value: int | Decimal | Fraction) -> str:
    if isinstance(value, int):
        return _spell(value)
    if value < 0:
        return "منفی " + _spell_other(value.copy_negate() if isinstance(value, Decimal) else -value)  # «-» would round
    if isinstance(value, Decimal):
        if value and not -_PLACES < value.adjusted() < _PLACES:
            raise NumberError(f"no words for numbers of {_PLACES} digits or more on either side of the point")
        whole, _, part = f"{value:f}".partition(".") if value else ("0", "", "")
        part = part.rstrip("0")
        if len(part) >= _PLACES:
            raise NumberError(f"no words for numbers of {_PLACES} decimals or more")
        return f"{_spell(int(whole))} ممیز {_spell(int(part))} {_places(len(part))}" if part else _spell(int(whole))
    count, rest = divmod(value, 1)
    text = "نیم" if rest == Fraction(1, 2) and (count == 0 or count % 1000) else _spell_fraction(rest)
    text = f"{_spell(count)} و {text}" if rest and count else text if rest else _spell(count)
    if _read(fold(text)) != value:  # «بیست و سه چهلم» is 23/40
        raise NumberError(f"no words that mean {value} and nothing else")
    return text


@cache
def _places(n: int) -> str:
    """The name of 10**-n: دهم, صدم, هزارم, ده هزارم …"""
    return spell_ordinal(10**n).removeprefix("یک ")


def _spell_fraction(value: Fraction) -> str:
    bottom = value.denominator
    ordinal = spell_ordinal(bottom, one_hundred=bottom > 100, one_thousand=True)  # «یک صد و دهم» would be 110th
    return f"{spell_number(value.numerator)} {ordinal}"


def spell_ordinal(value: int, *, one_hundred: bool = False, one_thousand: bool = False, noun: bool = False) -> str:
    """The ordinal of `value` in words; with `noun` the one that stands before what it counts.

    >>> spell_ordinal(1), spell_ordinal(23), spell_ordinal(30)
    ('اول', 'بیست و سوم', 'سی\u200cام')
    >>> spell_ordinal(1, noun=True), spell_ordinal(23, noun=True), spell_ordinal(30, noun=True)
    ('اولین', 'بیست و سومین', 'سی\u200cامین')

    `one_hundred` and `one_thousand` are those of `spell_number`. Raises NumberError for a negative number and from
    10**39 on, TypeError for anything but an int.
    """
    value = _checked(value, "spell as an ordinal")
    if value < 0:
        raise NumberError(f"no ordinal for {value}: ordinals start at صفرم")
    text = spell_number(value, one_hundred=one_hundred, one_thousand=one_thousand)
    if value == 1:
        text = words("ordinal")[1][0]
    elif text.endswith("سه"):
        text = text[:-1] + "وم"
    else:
        text += "\u200cام" if text.endswith("ی") else "م"
    return text + "ین" if noun else text


# ---- reading -------------------------------------------------------------------------------------------


def parse_number(text: str) -> int | Decimal:
    """The value of `text`, which is a number as a whole: digits, words, or both; cardinal or ordinal.

    >>> parse_number("دو میلیون و ۵۰۰ هزار"), parse_number("۳/۵ میلیارد"), parse_number("سی\u200cام")
    (2500000, 3500000000, 30)
    >>> parse_number("هفت و نیم")
    Decimal('7.5')

    An int wherever the value is whole. Raises NumberError, which says which word does not fit, for anything else:
    there is no partial reading and no silent 0. The slash is the decimal point («۱۲/۳۴۵» is 12.345) unless there
    are several; «سه هزارم» is the 3000th, «سه و پنج هزارم» 3.005.
    """
    plain = _plain(demand_str(text, "parse_number"))
    if plain is not None:
        return plain
    body = fold(text.translate(_UNWRITTEN)).strip(" \u200c")
    found: int | Fraction | str | None = _plain(" ".join(filter(None, body.replace("\u200c", " ").split(" "))))
    if found is None:
        found = _read(body)
    if isinstance(found, str):
        raise NumberError(f"{_shown(text)} is not a number: {found}")
    value = found if isinstance(found, int) else exact(found)
    if value is None:
        raise NumberError(f"{_shown(text)} is {found}, which no decimal is; find_numbers gives it as a Fraction")
    return value


_UNWRITTEN = dict.fromkeys([0x0640, *range(0x064B, 0x0654), 0x0670])  # tatweel, vowel signs


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "…")


def _plain(text: str) -> int | None:
    """The value of `text` in the plainest form, digits or words joined by « و »; else None. This is for speed alone."""
    if not text.strip(_ALL_DIGITS):
        return int(text) if 0 < len(text) <= _MOST_DIGITS else None
    if text.startswith("منفی "):
        value = _plain(text[5:])
        return None if value is None or text.startswith("منفی", 5) else -value
    total, group, room, last = 0, 0, 1000, _LIMIT
    parts = text.split(" و ")
    known = _components()
    if parts[0] == "هزار":
        total, last = 1000, 1000
        del parts[0]
    for part in parts:
        component = known.get(part)
        if component is None:
            return None
        n, scale, after = component
        if n >= room:
            return None
        group += n
        room = after
        if scale:
            if scale >= last:
                return None
            total += group * scale
            last = scale
            group = 0
    return total + group


_ALL_DIGITS = "".join(DIGITS.values())


@cache
def _components() -> dict[str, tuple[int, int, int]]:
    """What stands between two « و » in plain words: (number, scale or 0, what the next must be below)."""
    found = {}
    scales = [(scale, name) for scale, names in words("scale").items() for name in names]
    for kind, after in (("one", 1), ("teen", 1), ("ten", 10), ("hundred", 100)):
        for n, name in ((int(n), name) for n, names in words(kind).items() for name in names if n):
            found[name] = (n, 0, after)
            found |= {f"{name} {scale}": (n, int(times), 1000) for times, scale in scales}
            found[f"{name} هزار میلیارد"] = (n, 10**12, 1000)
    return found


def _read(body: str) -> int | Fraction | str:
    """The value of a folded string that is a number as a whole, or what is wrong with it."""
    sign, start = 1, 0
    signed = compiled(_sign()).match(body)
    if signed:
        sign, start = -1 if signed["minus"] else 1, signed.end()
    if body[start : start + 1] in (".", "٫"):  # «٫۵»
        body = f"{body[:start]}0{body[start:]}"
    run = run_pattern().fullmatch(body, start)
    if run is None:
        return _strange(body, start)
    tokens = tokens_of(run)
    reading = read(tokens, 0)
    if reading is None or reading.stop < len(tokens):
        return _misfit(body, tokens[reading.stop if reading else 0])
    if isinstance(reading.value, int) and not reading.denominator:
        return sign * reading.value
    return sign * Fraction(reading.value) / (reading.denominator or 1)


@cache
def _sign() -> str:
    minus, plus = ("|".join(words("sign")[n]) for n in (-1, 1))
    return rf"(?:(?:(?<minus>{minus})|{plus})(?:{GAP}++|(?=[0-9]))|(?:(?<minus>-)|\+){GAP}?)(?=.)"


def _strange(body: str, start: int) -> str:
    """Why `body` is no run of number words and digits: the first word that is none, with its place."""
    for place, word in enumerate(body.split(), 1):
        if word in words("unit")[1]:
            return f"{word!r} (word {place}) is a unit; find_numbers reads a number with its unit"
        if word != "و" and not run_pattern().fullmatch(word) and not compiled(_sign()).fullmatch(word + " "):
            usual = [names[0] for kind in RANKS for names in words(kind).values()]
            near = get_close_matches(word, usual, n=1, cutoff=0.7)
            return f"{word!r} (word {place}) is no number word" + (f"; did you mean {near[0]!r}?" if near else "")
    return "a word or mark is missing or too many" if body[start:] else "there is nothing to read"


def _misfit(body: str, token: Token) -> str:
    place = len(body[: token.start].split()) + 1
    if token.kind == "code":
        return f"the marks in {token.text!r} (word {place}) do not part thousands or decimals"
    return f"{token.text!r} (word {place}) does not fit there"
