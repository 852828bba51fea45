"""Numbers as they are written: digits of three scripts, number words, and both mixed.

`parse_number` reads a string that is a number as a whole («سه هزار و ۲۰۰», «۳/۵ میلیون», «بیست\u200cوپنجم»);
`spell_number` and `spell_ordinal` write one; `to_digits` changes the script of the digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Literal, NamedTuple

import regex

from .errors import NumberError, demand_str
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
        **dict.fromkeys("\t\u0654\u00a0\u00ad\u200d\u200e\u200f\u202f\u2009\u2066\u2067\u2068\u2069\ufeff", " "),
        **dict.fromkeys("–—‐‑‒−", "-"),
        "ك": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "ؤ": "و",
        "％": "%",
        "٪": "%",
    }
)

_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]+")  # few characters are: faster than `translate` on all


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


@cache
def compiled(pattern: str) -> regex.Pattern[str]:
    """`pattern` compiled when it is first needed, so that importing fanews costs little."""
    return regex.compile(pattern)


def fold(text: str) -> str:
    """`text` with one form for each letter, digit, space and dash, so that a pattern need know only one.

    Code points are replaced one by one: positions stay what they were.
    """
    return _FOLDED.sub(lambda run: run[0].translate(_FOLD), text)


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
    whole, _, part = f"{value.copy_abs():f}".partition(".") if value else ("0", "", "")
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


# ---- reading -------------------------------------------------------------------------------------------


def parse_number(text: str) -> int | Decimal:
    """The value of `text`, which is a number as a whole: digits, words, or both; cardinal or ordinal.

    >>> parse_number("دو میلیون و ۵۰۰ هزار"), parse_number("۳/۵ میلیارد"), parse_number("سی\u200cام")
    (2500000, 3500000000, 30)
    >>> parse_number("هفت و نیم")
    Decimal('7.5')

    An int wherever the value is whole. Raises NumberError, which says what does not fit, for anything else:
    there is no partial reading and no silent 0.
    """
    plain = _plain(demand_str(text, "parse_number"))
    if plain is not None:
        return plain
    folded = fold(text).strip(" \u200c")
    sign = compiled(_SIGN).match(folded)
    assert sign
    body = folded[sign.end() :]
    run = run_pattern().fullmatch(body)
    if run is None:
        raise NumberError(f"{text!r} is not a number" + _blame(body))
    tokens = tokens_of(run)
    reading = read(tokens, 0)
    if reading is None or reading.stop < len(tokens):
        at = reading.stop if reading else 0
        raise NumberError(f"{text!r} is not one number: {tokens[at].text!r} does not fit there")
    found = exact(Fraction(int(reading.value), reading.denominator)) if reading.denominator else reading.value
    if found is None:
        raise NumberError(f"{text!r} is a fraction that no decimal is; find_numbers gives it as a Fraction")
    if not sign[0].startswith(("منفی", "-")):
        return found
    return -found if isinstance(found, int) else found.copy_negate()


def exact(fraction: Fraction) -> int | Decimal | None:
    """`fraction` as an int or a Decimal, None if it is neither (a third)."""
    value = Decimal(fraction.numerator) / fraction.denominator
    return tidy(value) if value * fraction.denominator == fraction.numerator else None


def _plain(text: str) -> int | None:
    """The value of `text` in the plainest form, one script of digits or words joined by « و »; else None."""
    if text.isdecimal():
        return int(fold(text)) if len(text) <= 36 and fold(text).isascii() else None
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


@cache
def _components() -> dict[str, tuple[int, int, int]]:
    """What stands between two « و » in plain words: (number, scale or 0, what the next must be below)."""
    found = {}
    for kind, after in (("one", 1), ("teen", 1), ("ten", 10), ("hundred", 100)):
        for n, names in _words(kind).items():
            for name in names if n else ():
                found[name] = (n, 0, after)
                for scale, scale_names in _words("scale").items():
                    found |= {f"{name} {s}": (n, scale, 1000) for s in scale_names}
                found[f"{name} هزار میلیارد"] = (n, 10**12, 1000)
    return found


def _blame(body: str) -> str:
    """What in `body` is no part of a number, if that is one word."""
    known = run_pattern()
    strange = [w for w in body.split() if w != "و" and not known.fullmatch(w)]
    return f": {strange[0]!r} is no number word" if strange else ""


class Token(NamedTuple):
    """A number word or a run of digits: `kind` is one, teen, ten, hundred, scale, half, point or digits.

    `link` is what joins it to the token before: "and" (و), "space", "glued", or "" for the first.
    """

    start: int
    stop: int
    text: str
    kind: str
    value: int | Decimal
    ordinal: bool
    link: str


class Reading(NamedTuple):
    """A number read from tokens: its value, the index after its last token, and what kind it is.

    With a `denominator` (not 0) the number is the fraction value / denominator.
    """

    value: int | Decimal
    stop: int
    ordinal: bool = False
    denominator: int = 0


_GAP = r"[ \u200c]"
_SIGN = rf"(?:(?:منفی|مثبت){_GAP}++|[-+]{_GAP}?)?"
_GROUPED = r"[0-9]{1,3}(?:[٬,،'][0-9]{3}){1,12}+(?![0-9])(?:[./٫][0-9]++)?"
_NUMBER = rf"(?:{_GROUPED}|[0-9]++(?:[./,٫٬][0-9]++)*+)"
_LETTER = r"[\p{L}\p{M}]"


def one_of(names: Iterable[str]) -> str:
    """A pattern for any of `names`, the longest that fits, as a tree of their letters, so that it fails fast.

    A space in a name stands for a space, a ZWNJ or nothing.
    """
    tree: dict[str, Any] = {}
    for name in names:
        node = tree
        for char in name:
            node = node.setdefault(char, {})
        node[""] = {}
    first = "".join(map(regex.escape, tree))
    return f"(?=[{first}]){_branches(tree)}"


def _branches(node: dict[str, Any]) -> str:
    branches = [
        (rf"{_GAP}{{0,2}}" if char == " " else regex.escape(char)) + _branches(rest)
        for char, rest in node.items()
        if char
    ]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return body + "?" if "" in node else body


@cache
def number_starts() -> re.Pattern[str]:
    """Where in folded text a number may start. (`re`: on a plain scan it is three times as fast as `regex`.)"""
    kinds = ("one", "teen", "ten", "hundred", "scale", "ordinal")
    words = [name for kind in kinds for names in _words(kind).values() for name in names]
    return re.compile(rf"(?<![ء-ی])(?:{one_of([*words, 'نیم'])})|[0-9]+")


@cache
def run_pattern() -> regex.Pattern[str]:
    """A run of number words and digits in folded text, each of them a capture of the group ``token``."""

    def words_of(*kinds: str) -> str:
        return one_of(name for kind in kinds for names in _words(kind).values() for name in names)

    scale = words_of("scale")
    suffix = rf"(?:(?<!سی|سه)\u200c?م(?:ین)?|(?<=سی){_GAP}{{1,2}}+اُ?م(?:ین)?)(?!{_LETTER})"
    ordinals = rf"(?:{words_of('ordinal')})(?:ین)?(?!{_LETTER})"
    words = words_of("one", "teen", "ten", "hundred", "scale")
    part = rf"(?=(?:سوم|چهارم|پنجم|ششم|هفتم|هشتم|نهم|دهم|صدم|هزارم)(?!{_LETTER}))"  # «یکسوم»
    unit = "(?=درصد|تومان|ریال|دلار|یورو|نفر|هکتار|کیلومتر)"  # «۱۰هزارتومان»
    ends = rf"(?:(?!{_LETTER})|(?=و)|{unit}|(?={scale})|{part})"
    # (?>…): one reading only, so that no text makes the pattern go back over its tokens again and again
    word = rf"(?>(?:{ordinals}|(?:{scale})\u200c?ی(?!{_LETTER})|(?:{words})(?:{suffix})?|نیم|ممیز){ends})"
    nth = rf"(?:\u200c?(?:ا?م|مین|امین|اُم)|{_GAP}اُ?م)(?!{_LETTER})"
    digits = rf"(?<![A-Za-z_])(?>{_NUMBER}(?:{nth})?)(?![A-Za-z_])"
    join = rf"(?:{_GAP}{{1,3}}+(?:و{_GAP}{{0,3}}+)?|و{_GAP}{{0,3}}+|(?={scale})|{part})"
    end = rf"(?:(?!{_LETTER})|(?<=[0-9])|{unit})"
    return regex.compile(
        rf"(?<token>{digits}|(?<!{_LETTER}){word})(?:{join}(?<token>{digits}|{word})){{0,60}}{end}", regex.V1
    )


@cache
def _vocabulary() -> dict[str, tuple[str, int | Decimal]]:
    found: dict[str, tuple[str, int | Decimal]] = {"نیم": ("half", Decimal("0.5")), "ممیز": ("point", 0)}
    for kind in ("one", "teen", "ten", "hundred", "scale"):
        found |= {name.replace(" ", ""): (kind, n) for n, names in _words(kind).items() for name in names}
    return found


@cache
def _ordinals() -> dict[str, tuple[str, int | Decimal]]:
    cardinals = _vocabulary()
    by_value = {value: (kind, value) for kind, value in cardinals.values()}
    found = {name + "م": entry for name, entry in cardinals.items()}
    found |= {name + "ام": entry for name, entry in cardinals.items()}
    found |= {name.replace(" ", ""): by_value[n] for n, names in _words("ordinal").items() for name in names}
    return found | {name + "ین": entry for name, entry in found.items()}


def tokens_of(run: regex.Match[str]) -> list[Token]:
    """The tokens of a match of `run_pattern`."""
    tokens: list[Token] = []
    text = run.string
    last = run.start()
    for start, stop in run.spans("token"):
        between = text[last:start]
        link = "and" if "و" in between else "space" if between else "glued" if tokens else ""
        token = _token(start, stop, text[start:stop], link)
        halves = _halves(token) if token.ordinal else None  # «نه صدم» is nine hundredths
        tokens += halves or (token,)
        last = stop
    return tokens


def _token(start: int, stop: int, text: str, link: str) -> Token:
    bare = text.replace(" ", "").replace("\u200c", "").replace("ُ", "")
    if text[0].isdecimal():
        number = bare.rstrip("امین")
        return Token(start, stop, text, "digits", parse_digits(number), number != bare, link)
    entry = _vocabulary().get(bare) or _vocabulary().get(bare.removesuffix("ی"))  # «۲۰ میلیاردی»
    kind, value = entry or _ordinals()[bare]
    return Token(start, stop, text, kind, value, entry is None, link)


def parse_digits(text: str) -> int | Decimal:
    """The value of Western digits with their separators; NaN where these make no number (12/34/5)."""
    if text.isdecimal():
        return int(text) if len(text) <= 400 else Decimal("NaN")
    if regex.fullmatch(_GROUPED, text):
        head, mark, tail = next((text.partition(m) for m in "./٫" if m in text), (text, "", ""))
        whole = regex.sub("[^0-9]", "", head)
        return tidy(Decimal(f"{whole}.{tail}")) if mark else int(whole)
    marks = regex.findall("[^0-9]", text)
    if len(marks) == 1 and marks[0] != "٬":
        return tidy(Decimal(text.replace(marks[0], ".")))
    if len(set(marks)) == 1 and regex.fullmatch(r"[0-9]{1,3}(?:[^0-9][0-9]{3})+", text):
        return int(text.replace(marks[0], ""))
    return Decimal("NaN")


def tidy(value: int | Decimal) -> int | Decimal:
    """`value` as an int if it is whole."""
    return int(value) if value == int(value) else value


_EXACT = Context(prec=100)
_ROOM = {"hundred": 100, "ten": 10, "teen": 0, "one": 0}


def read(tokens: list[Token], i: int) -> Reading | None:
    """The longest number that starts at ``tokens[i]``, None if none does.

    A term (a group below a thousand, or digits, with its scales) must be below the scale before it: «دو
    میلیون و سیصد هزار». Where it is not, the scale counts all before it: «هزار و دویست میلیارد».
    """
    start = i
    terms: list[tuple[int | Decimal, int]] = []
    best: Reading | None = None
    while True:
        term = _term(tokens, i, first=not terms)
        if term is None:
            break
        coefficient, scales, stop, ordinal = term
        grown = _add(terms, coefficient, scales)
        if grown is None:
            break
        terms = grown
        value = sum(v for v, _ in terms)
        best = Reading(tidy(value), stop, ordinal)
        if ordinal:
            break
        if not scales:
            break
        i = stop
        if i < len(tokens) and tokens[i].kind == "half" and tokens[i].link == "and":
            return Reading(tidy(value + Decimal(terms[-1][1]) / 2), i + 1)
        if i >= len(tokens) or tokens[i].link == "glued":
            break
    if best is None or best.ordinal or best.stop >= len(tokens):
        return best
    return _after_point(tokens, best) or _with_tenths(tokens, start, best) or _fraction(tokens, best) or best


def _add(
    terms: list[tuple[int | Decimal, int]], coefficient: int | Decimal, scales: list[int]
) -> list[tuple[int | Decimal, int]] | None:
    """`terms` with one more, None if it does not fit. A term is (value, the last scale in it)."""
    whole = 1
    for scale in scales:
        whole *= scale
    if not terms:
        return [(coefficient * whole, whole)]
    last = terms[-1][1]
    if coefficient * whole < last:
        return [*terms, (coefficient * whole, whole)]
    for k in range(len(scales) - 1, -1, -1):
        inner = 1
        for scale in scales[:k]:
            inner *= scale
        outer = whole // inner
        before = sum(v for v, _ in terms)
        if coefficient * inner < last and before < outer and outer >= 10**9:
            return [((before + coefficient * inner) * outer, outer)]
    return None


def _term(tokens: list[Token], i: int, first: bool) -> tuple[int | Decimal, list[int], int, bool] | None:
    """A term at ``tokens[i]``: (coefficient, scales, the index after it, whether it ends in an ordinal)."""
    group = _group(tokens, i)
    if group is None:
        if i >= len(tokens) or tokens[i].kind != "scale" or (not first and tokens[i].value != 1000):
            return None
        group = 1, i, False
    coefficient, j, ordinal = group
    scales: list[int] = []
    while not ordinal and j < len(tokens) and tokens[j].kind == "scale" and (j == i or tokens[j].link != "and"):
        scale = int(tokens[j].value)
        if scales and not (scale > scales[-1] or scale == scales[-1] == 1000):
            break
        scales.append(scale)
        ordinal = tokens[j].ordinal
        j += 1
    return coefficient, scales, j, ordinal


def _group(tokens: list[Token], i: int) -> tuple[int | Decimal, int, bool] | None:
    """The digits, or the words below a thousand, at ``tokens[i]``, «و نیم» included."""
    total: int | Decimal = 0
    room = 1000
    start = i
    while i < len(tokens):
        token = tokens[i]
        if i > start and (token.link == "glued" or not 0 < token.value < room):
            break
        if token.kind == "digits" and token.value == token.value and (i == start or (token.link == "and")):
            total, room = total + token.value, 0
        elif token.kind in _ROOM:
            total, room = total + token.value, _ROOM[token.kind]
        elif token.kind == "half" and i == start:
            return token.value, i + 1, False
        else:
            break
        i += 1
        if token.ordinal:
            return total, i, True
    if i == start:
        return None
    if i < len(tokens) and tokens[i].kind == "half" and tokens[i].link == "and":
        return total + Decimal("0.5"), i + 1, False
    return total, i, False


def _after_point(tokens: list[Token], whole: Reading) -> Reading | None:
    """«سه ممیز پنج», «سه ممیز صفر پنج», «سه ممیز پنج صدم»."""
    i = whole.stop
    if i + 1 >= len(tokens) or tokens[i].kind != "point" or whole.value != int(whole.value):
        return None
    i += 1
    zeros = 0
    while i < len(tokens) and tokens[i].kind == "one" and tokens[i].value == 0:
        zeros, i = zeros + 1, i + 1
    part = _part(_loose_hundred(tokens, i), i)
    if part is None:
        return Reading(whole.value, i) if zeros else None
    number, places, left = part
    places = places or zeros + len(str(number))
    value = _EXACT.add(Decimal(whole.value), Decimal(number).scaleb(-places, _EXACT))
    return Reading(tidy(value), len(tokens) - left)


def _loose_hundred(tokens: list[Token], i: int) -> list[Token]:
    """`tokens`, but «نه صد هزارم» from the i-th on is 9 and a hundred-thousandth, not 900 and a thousandth."""
    for k in range(i, len(tokens) - 1):
        halves = _halves(tokens[k]) if tokens[k + 1].ordinal else None
        if halves:
            return [*tokens[:k], *halves, *tokens[k + 1 :]]
    return tokens


def _halves(token: Token) -> tuple[Token, Token] | None:
    """«نه صد» as the two tokens «نه» and «صد»."""
    at = token.text.rfind("صد")
    if token.kind != "hundred" or token.text[at - 1 : at] not in (" ", "\u200c"):
        return None
    middle = token.start + at
    one = Token(token.start, middle, token.text[:at], "one", int(token.value) // 100, False, token.link)
    return one, Token(middle, token.stop, token.text[at:], "hundred", 100, token.ordinal, "space")


def _part(tokens: list[Token], i: int) -> tuple[int, int, int] | None:
    """The decimals at ``tokens[i]``: (number, the places that «صدم» names or 0, how many tokens are left)."""
    stop = i
    while stop < len(tokens) and tokens[stop].kind not in ("half", "point"):
        stop += 1
        if tokens[stop - 1].ordinal:
            break
    for k in range(max(i + 1, stop - 2), stop):  # the longest name of a power of ten that ends in an ordinal
        if not tokens[stop - 1].ordinal or any(token.link == "and" for token in tokens[k:stop]):
            continue
        power = 1
        for token in tokens[k:stop]:
            power *= int(token.value)
        digits = str(power)
        number = read(tokens[i:k], 0)
        if (
            digits == "1" + "0" * (len(digits) - 1)
            and number
            and number.stop == k - i
            and isinstance(number.value, int)
        ):
            return number.value, len(digits) - 1, len(tokens) - stop
    number = read(tokens[:stop], i) if i < stop else None
    if number is None or number.ordinal or not isinstance(number.value, int):
        return None
    return number.value, 0, len(tokens) - number.stop


def _with_tenths(tokens: list[Token], start: int, whole: Reading) -> Reading | None:
    """«بیست و سه و چهار دهم», «سی و پنج صدم»: a number, «و», and less than one in tenths, hundredths, thousandths."""
    if not isinstance(whole.value, int):
        return None
    for k in range(start + 1, min(whole.stop + 1, len(tokens))):
        part = _group(tokens, k) if tokens[k].link == "and" else None
        if part is None or part[1] < whole.stop or part[1] >= len(tokens) or not isinstance(part[0], int):
            continue
        last = tokens[part[1]]
        head = read(tokens[:k], start)
        if last.ordinal and last.link != "and" and part[0] < last.value in (10, 100, 1000) and head and head.stop == k:
            return Reading(tidy(head.value + Decimal(part[0]) / last.value), part[1] + 1)
    return None


def _fraction(tokens: list[Token], top: Reading) -> Reading | None:
    """«دو سوم», «سه چهارم», «یک\u200cدهم», «پنج صدم»: a numerator below the ordinal that follows it without « و »."""
    i = top.stop
    if i >= len(tokens) or not tokens[i].ordinal or tokens[i].link == "and" or tokens[i].kind == "scale":
        return None
    bottom = int(tokens[i].value)
    if not isinstance(top.value, int) or not 0 < top.value < bottom:
        return None
    return Reading(top.value, i + 1, denominator=bottom)
