"""How number words and digits make one number: tokens, and what they mean together.

`runs` finds the runs of number words and digits in folded text, as tokens (`run_pattern` matches one, `tokens_of` cuts
it), and `read` reads the longest number that starts at one of them. The grammar, from the smallest part:

    group     digits, or words below a thousand, each below the rank of the word before: صد و بیست و پنج
    fraction  a group and the ordinal of a larger number: سه چهارم، پنج صدم
    quantity  a fraction, or a group with what follows it: هفت و نیم، سه و دو دهم، سه ممیز پنج
    term      a quantity and the scales that multiply it: ۳/۵ میلیون، بیست هزار میلیارد
    number    terms, each below the scale of the term before: دو میلیون و سیصد هزار و پنج

The words stand in ``numerals.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import cache, lru_cache
from itertools import chain, pairwise
from math import prod
from typing import Any, NamedTuple

import regex

from .rules import read_table

DIGITS = {"fa": "۰۱۲۳۴۵۶۷۸۹", "ar": "٠١٢٣٤٥٦٧٨٩", "en": "0123456789"}

_FOLD = str.maketrans(
    {
        **{d: str(i) for script in ("fa", "ar") for i, d in enumerate(DIGITS[script])},
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


def fold(text: str) -> str:
    """`text` with one form for each letter, digit, space and dash, so that a pattern need know only one.

    Code points are replaced one by one: positions stay what they were.
    """
    return _FOLDED.sub(lambda run: run[0].translate(_FOLD), text)


@cache
def compiled(pattern: str) -> regex.Pattern[str]:
    """`pattern` compiled when it is first needed, so that importing fanews costs little."""
    return regex.compile(pattern)


def words(kind: str) -> dict[int | Fraction, tuple[str, ...]]:
    """The words of one class of ``numerals.tsv`` by their value, the one to write first."""
    return _classes()[kind]


@cache
def _classes() -> dict[str, dict[int | Fraction, tuple[str, ...]]]:
    found: dict[str, dict[int | Fraction, tuple[str, ...]]] = {}
    for row in read_table("numerals"):
        value = Fraction(row["value"])
        n = value.numerator if value.denominator == 1 else value
        found.setdefault(row["class"], {})[n] = tuple(row["words"].split("|"))
    return found


# ---- tokens --------------------------------------------------------------------------------------------

GAPS = " \u200c"
GAP = f"[{GAPS}]"
LETTER = r"[\p{L}\p{M}]"
_GROUPED = r"[0-9]{1,3}(?:[٬,،'’][0-9]{3}){1,12}+(?![0-9])(?:[./٫][0-9]++)?"
_NUMBER = rf"(?:{_GROUPED}|[0-9]++(?:[./,٫٬][0-9]++)*+)"
RANKS = ("one", "teen", "ten", "hundred", "scale")


class Token(NamedTuple):
    """A number word or a run of digits: `kind` is one, teen, ten, hundred, scale, part, point, digits or code.

    A part is a word for a fraction (نیم), a code digits that make no number (12/34/5). `link` is what joins the
    token to the one before: "and" (و), "space", "glued", or "" for the first.
    """

    start: int
    stop: int
    text: str
    kind: str
    value: int | Fraction
    ordinal: bool
    link: str


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
        (rf"{GAP}{{0,2}}" if char == " " else regex.escape(char)) + _branches(rest)
        for char, rest in node.items()
        if char
    ]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return body + "?" if "" in node else body


def all_words(*kinds: str) -> list[str]:
    """The words of these classes of ``numerals.tsv``."""
    return [name for kind in kinds for names in words(kind).values() for name in names]


@cache
def _number_start() -> re.Pattern[str]:
    """Digits, or a mark, and the word behind it that begins as a number does."""
    word = rf"(?={one_of(all_words(*RANKS, 'ordinal', 'part'))})([\u0621-\u065f\u066e-\u06d3\u06d5]+)"
    return re.compile(rf"[^ء-ی](?:(?<=[0-9])[0-9]*(?:{word})?|{word})")  # a class first: `re` skips fast to it


def _starts(folded: str) -> Iterator[tuple[int, int]]:
    """Where digits, and words that begin as a number does, stand in folded text."""
    for match in _number_start().finditer("\n" + folded):
        start, stop = match.span()
        if match[2]:
            yield start, stop - 1
        else:
            digits = match.start(1) if match[1] else stop
            yield start - 1, digits - 1
            if match[1]:
                yield digits - 1, stop - 1


@cache
def run_pattern() -> regex.Pattern[str]:
    """A run of number words and digits in folded text, each of them a capture of the group ``token``."""

    def words_of(*kinds: str) -> str:
        return one_of(all_words(*kinds))

    suffix = rf"(?:(?<!سی|سه)\u200c?ُ?م(?:ین)?|(?<=یون|یارد)یم)(?!{LETTER})"
    ordinals = rf"(?:{words_of('ordinal')})(?:\u200c?ین)?(?!{LETTER})"
    names = [names[0] for kind in RANKS for n, names in words(kind).items() if 4 <= n <= 10 or n in (100, 1000)]
    below = one_of(f"{name}م" for name in names)
    ends = rf"(?:(?!{LETTER})|(?=و|(?&unit)|(?&scale)|(?&part)))"
    nth = rf"{GAP}?(?:ا?ُ?م)(?:ین)?(?!{LETTER})"
    # what stands more than once is compiled once: (?&name) is the group `name` of the part (DEFINE)
    parts = {
        "scale": words_of("scale"),
        "unit": words_of("unit"),  # «۱۰هزارتومان»
        "part": rf"(?:سوم|{below})(?!{LETTER})",  # «یکسوم»
        # (?>…): one reading only, so that no text makes the pattern go back over its tokens again and again
        "word": rf"(?>(?:{ordinals}|(?&scale)\u200c?ی(?!{LETTER})|(?:{words_of(*RANKS)})(?:{suffix})?"
        rf"|{words_of('part', 'point')}){ends})",
        "digits": rf"(?<![A-Za-z_])(?>{_NUMBER}(?:{nth})?)(?![A-Za-z_])",
    }
    defined = "".join(f"(?<{name}>{pattern})" for name, pattern in parts.items())
    join = rf"(?:{GAP}{{1,3}}+(?:و{GAP}{{0,3}}+)?|و{GAP}{{0,3}}+|(?=(?&scale)|(?&part)))"
    end = rf"(?:(?!{LETTER})|(?<=[0-9])|(?=(?&unit)))"
    return regex.compile(
        rf"(?(DEFINE){defined})(?<token>(?&digits)|(?<!{LETTER})(?&word))"
        rf"(?:{join}(?<token>(?&digits)|(?&word))){{0,120}}{end}",
        regex.V1,
    )


@cache
def _cardinals() -> dict[str, tuple[str, int | Fraction]]:
    return {
        name.replace(" ", ""): (kind, n)
        for kind in (*RANKS, "part", "point")
        for n, names in words(kind).items()
        for name in names
    }


@cache
def _ordinals() -> dict[str, tuple[str, int | Fraction]]:
    by_value = {value: (kind, value) for kind, value in _cardinals().values()}
    found = {name + end: entry for name, entry in _cardinals().items() for end in ("م", "یم")}
    found |= {name.replace(" ", ""): by_value[n] for n, names in words("ordinal").items() for name in names}
    return found | {name + "ین": entry for name, entry in found.items()}


def runs(folded: str) -> Iterator[list[Token]]:
    """The runs of number words and digits in folded text, each as its tokens."""
    stop = 0
    for (start, end), (following, _) in pairwise(chain(_starts(folded), [(-1, -1)])):
        if start < stop:
            continue
        word = folded[start:end]
        if not word.isdecimal() and len(word) <= _LONG and not _begins_number(word):
            continue
        tokens = _alone(folded, start, end, word, following)
        if tokens is None:
            run = run_pattern().match(folded, start)
            if run is None:
                continue
            tokens = tokens_of(run)
        stop = tokens[-1].stop
        yield tokens


_LONG = 40
"""No number is longer in one word; what is longer should not fill the memory."""


@lru_cache(1024)
def _begins_number(word: str) -> bool:
    """Whether a number may begin with the word: not with «دولت», but with «هزاروصد», and «چهارو» before digits."""
    return any(run_pattern().match(part) for part in (word, word.removesuffix("و")))


_AROUND = frozenset(" \n«»()")


def _alone(folded: str, start: int, end: int, word: str, following: int) -> list[Token] | None:
    """The one token of a number that plainly stands alone, where it need not be looked at more closely.

    The next number may start at `following`.
    """
    after = folded[end : end + 1]
    if (start and folded[start - 1] not in _AROUND) or (after and after not in _AROUND):
        return None
    if after == " ":
        beyond = folded[end : end + 4].lstrip(GAPS)
        if following == end + len(folded[end : end + 4]) - len(beyond) or beyond[:1] in _GOING_ON or not beyond:
            return None
    if word.isdecimal():
        return [_token(start, end, word, "")] if len(word) < 400 else None
    known = word in _cardinals() or word in _ordinals()
    return [_token(start, end, word, "")] if known else None


_GOING_ON = frozenset("وماُ")
"""With which letters goes on a number that is parted from them by a space: «و سه», «ام»."""


def tokens_of(run: regex.Match[str]) -> list[Token]:
    """The tokens of a match of `run_pattern`."""
    tokens: list[Token] = []
    last = run.start()
    for start, stop in run.spans("token"):
        between = run.string[last:start]
        link = "and" if "و" in between else "space" if between else "glued" if tokens else ""
        tokens.append(_token(start, stop, run.string[start:stop], link))
        last = stop
    return tokens


def _token(start: int, stop: int, text: str, link: str) -> Token:
    bare = text.replace(" ", "").replace("\u200c", "").replace("ُ", "")
    if text[0].isdecimal():
        number = bare.rstrip("امین")
        value = parse_digits(number)
        kind = "code" if value is None else "digits"
        return Token(start, stop, text, kind, value or 0, number != bare, link)
    entry = _cardinals().get(bare) or _cardinals().get(bare.removesuffix("ی"))  # «۲۰ میلیاردی»
    kind, amount = entry or _ordinals()[bare]
    return Token(start, stop, text, kind, amount, entry is None, link)


def parse_digits(text: str) -> int | Fraction | None:
    """The value of Western digits with their separators; None where these make no number (12/34/5)."""
    if text.isdecimal():
        return int(text) if len(text) <= 400 else None
    marks = regex.findall("[^0-9]", text)
    if compiled(_GROUPED).fullmatch(text):
        whole, _, tail = text.rpartition(marks[-1]) if marks[-1] in "./٫" else (text, "", "")
        return _decimal(regex.sub("[^0-9]", "", whole), tail)
    if len(marks) == 1 and marks[0] != "٬":
        return _decimal(*text.split(marks[0]))
    if len(set(marks)) == 1 and regex.fullmatch(r"[0-9]{1,3}(?:[^0-9][0-9]{3})+", text):
        return int(text.replace(marks[0], ""))
    return None


def _decimal(whole: str, tail: str) -> int | Fraction | None:
    if len(whole) + len(tail) > 400:
        return None
    value = Fraction(int(whole + tail), 10 ** len(tail))
    return int(value) if value.denominator == 1 else value


# ---- the grammar ---------------------------------------------------------------------------------------


class Reading(NamedTuple):
    """A number read from tokens: its value, the index after its last token, and what kind it is.

    With a `denominator` (not 0) the number is the fraction value / denominator.
    """

    value: int | Decimal
    stop: int
    ordinal: bool = False
    denominator: int = 0


class _Part(NamedTuple):
    """A part of a number, up to the token `stop`; what follows it in the number must be below `scale`."""

    value: int | Fraction
    stop: int
    ordinal: bool = False
    fraction: bool = False
    scale: int = 1


class _Term(NamedTuple):
    """A quantity and the scales that multiply it, up to the token `stop`."""

    quantity: _Part
    scales: list[int]
    stop: int
    ordinal: bool


def read(tokens: list[Token], i: int) -> Reading | None:
    """The longest number that starts at ``tokens[i]``, None if none does."""
    number = _number(tokens, i)
    if number is None:
        return None
    value = number.value
    decimal = value if isinstance(value, int) else None if number.fraction else exact(value)
    if decimal is None:
        return Reading(value.numerator, number.stop, denominator=value.denominator)
    return Reading(decimal, number.stop, number.ordinal)


_EXACT = Context(prec=1000, traps=[Inexact])


def exact(fraction: Fraction) -> int | Decimal | None:
    """`fraction` as an int or a Decimal, None if it is neither (a third)."""
    if fraction.denominator == 1:
        return fraction.numerator
    try:
        return _EXACT.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))
    except Inexact:
        return None


def _number(tokens: list[Token], i: int, whole: bool = False) -> _Part | None:
    """Terms that go together; if it is to be `whole`, without fractions and decimals."""
    number: _Part | None = None
    while i < len(tokens):
        term = _term(tokens, i, number is None, whole) if number is None or _joins(tokens[i]) else None
        grown = term and (_sum(number, term, tokens[i].link) if number else _start(term))
        if not grown:
            break
        number, i = grown, grown.stop
        if number.ordinal or number.scale == 1:
            break
        if i < len(tokens) and not whole:
            if tokens[i].kind == "part" and tokens[i].link == "and":  # «ده میلیون و نیم»
                return _Part(number.value + tokens[i].value * number.scale, i + 1)
            if tokens[i].kind == "point":
                return _decimals(tokens, number) or number
    return number


def _joins(token: Token) -> bool:
    """Whether the token may stand behind others in a number: «بیست و یکم», but not «بیست و اول»."""
    return not (token.ordinal and token.value == 1 and token.text[0] != "ی")


def _start(term: _Term) -> _Part:
    value, scale = term.quantity.value, prod(term.scales)
    if isinstance(value, int):
        return _Part(value * scale, term.stop, term.ordinal, scale=scale)
    return _Part(value * scale, term.stop, fraction=term.quantity.fraction and not term.scales)  # no term goes with it


def _sum(number: _Part, term: _Term, link: str) -> _Part | None:
    """`number` and one more term; None if they do not go together.

    The term must be below the scale before it («دو میلیون و سیصد هزار»), or its last scales, from a milliard on,
    multiply all that stands before them: «هزار و دویست میلیارد», «پنج هزار و ششصد هزار میلیارد».
    """
    value, scale, stop, ordinal = term.quantity.value, prod(term.scales), term.stop, term.ordinal
    if value == 0 or number.value == 0 or link == "glued":
        return None
    if not isinstance(value, int) and (term.scales or link != "and"):
        return None
    if value * scale < number.scale:
        return _Part(number.value + value * scale, stop, ordinal, scale=scale)
    if (
        not term.scales
        or term.scales[-1] < 10**9
        or not (link == "and" or (number.scale == 1000 and len(term.scales) == 1))
    ):
        return None
    for k in reversed(range(len(term.scales))):
        inner, outer = prod(term.scales[:k]), prod(term.scales[k:])
        if value * inner < number.scale and number.value < outer:
            return _Part((number.value + value * inner) * outer, stop, ordinal, scale=outer)
    return None


def _term(tokens: list[Token], i: int, first: bool, whole: bool) -> _Term | None:
    """A quantity and its scales; a scale may stand alone, but after another term only «و هزار», «هزار دویست»."""
    quantity = _group(tokens, i) if whole else _quantity(tokens, i)
    if quantity is None:
        token = tokens[i]
        if token.kind != "scale" or not (
            first or (token.value == 1000 and (token.link == "and" or _group(tokens, i + 1)))
        ):
            return None
        quantity = _Part(1, i)
    j, ordinal = quantity.stop, quantity.ordinal
    scales: list[int] = []
    while not ordinal and j < len(tokens) and tokens[j].kind == "scale" and (j == i or tokens[j].link != "and"):
        if tokens[j].ordinal and not isinstance(quantity.value, int):
            break
        scale = int(tokens[j].value)
        if scales and scale <= scales[-1] and not (scale == scales[-1] == 1000 and _is_scale(tokens, j + 1)):
            break
        scales.append(scale)
        ordinal = tokens[j].ordinal
        j += 1
    return _Term(quantity, scales, j, ordinal)


def _is_scale(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].kind == "scale"


def _quantity(tokens: list[Token], i: int) -> _Part | None:
    group = _group(tokens, i)
    if group is None:
        return _Part(tokens[i].value, i + 1) if tokens[i].kind == "part" else None
    if group.ordinal:
        return group
    return _fraction(tokens, i, group) or _with_fraction(tokens, group) or _decimals(tokens, group) or group


_ROOM = {"hundred": 100, "ten": 10, "teen": 0, "one": 0}
"""What must be below which number after a word of that kind."""


def _group(tokens: list[Token], i: int) -> _Part | None:
    total: int | Fraction = 0
    room = 1000
    at = i
    while at < len(tokens):
        token = tokens[at]
        value, kind, stop = token.value, token.kind, at + 1
        if kind == "one" and value and not token.ordinal and _is_spaced_hundred(tokens[stop : stop + 1]):  # «چهار صد»
            value, kind, stop = value * 100, "hundred", at + 2
        if at > i and (token.link == "glued" or not 0 < value < room or not _joins(token)):
            break
        if kind not in _ROOM and not (kind == "digits" and (at == i or (token.link == "and" and value % 1 == 0))):
            break
        total, room, at = total + value, _ROOM.get(kind, 0), stop
        if token.ordinal:
            return _Part(total, at, ordinal=True)
    return _Part(total, at) if at > i else None


def _is_spaced_hundred(tokens: list[Token]) -> bool:
    return bool(tokens) and tokens[0].text == "صد" and tokens[0].link == "space"


def _fraction(tokens: list[Token], i: int, top: _Part, after_and: bool = False) -> _Part | None:
    """«سه چهارم», «پنج صدم», «یک بیست و پنجم»; «بیست و سه چهارم» is 20 and 3/4."""
    bottom = _bottom(tokens, top.stop, after_and)
    if bottom is None or not isinstance(top.value, int):
        return None
    if 0 < top.value < bottom.value:
        return _Part(Fraction(top.value) / bottom.value, bottom.stop, fraction=True)
    for k in range(i + 1, top.stop):
        head, rest = _group(tokens[:k], i), _group(tokens, k) if tokens[k].link == "and" else None
        if head and rest and rest.stop == top.stop and rest.value < bottom.value:
            return _Part(head.value + Fraction(rest.value) / bottom.value, bottom.stop)
    return None


def _bottom(tokens: list[Token], i: int, after_and: bool) -> _Part | None:
    """The denominator at ``tokens[i]``: an ordinal, or ربع for a fourth.

    «سی هزارم» counts thousands; only «سه و پنج هزارم» (`after_and`) are thousandths.
    """
    if i >= len(tokens) or tokens[i].link == "and" or tokens[i].kind == "digits":
        return None
    if tokens[i].kind == "part" and tokens[i].value != Fraction(1, 2):
        return _Part(1 / Fraction(tokens[i].value), i + 1)
    if tokens[i].kind == "scale" and not after_and:
        return None
    number = _number(tokens, i, whole=True)
    return number if number and number.ordinal else None


def _with_fraction(tokens: list[Token], group: _Part) -> _Part | None:
    """«هفت و نیم», «سه و دو دهم», «دو و سه چهارم»."""
    i = group.stop
    if i >= len(tokens) or tokens[i].link != "and":
        return None
    if tokens[i].kind == "part":
        return _Part(group.value + tokens[i].value, i + 1)
    top = _group(tokens, i)
    fraction = _fraction(tokens, i, top, after_and=True) if top and not top.ordinal else None
    return _Part(group.value + fraction.value, fraction.stop) if fraction and fraction.fraction else None


def _decimals(tokens: list[Token], number: _Part) -> _Part | None:
    """«سه ممیز پنج», «سه ممیز صفر پنج», «سه ممیز پنج صدم», «سه ممیز پنج میلیون»."""
    point = number.stop
    if not isinstance(number.value, int) or point + 1 >= len(tokens) or tokens[point].kind != "point":
        return None
    if "and" in (tokens[point].link, tokens[point + 1].link):
        return None
    i = point + 1
    while i < len(tokens) and tokens[i].kind == "one" and tokens[i].value == 0:
        i += 1
    zeros = i - point - 1
    named = _named_places(tokens, i)
    if named:
        return named._replace(value=number.value + named.value)
    if i < len(tokens) and tokens[i].kind == "scale":
        return None
    part = _number(tokens, i, whole=True)
    if part and part.scale > 1:  # the scale multiplies all of it
        part = _group(tokens, i)
    if part is None or part.ordinal or not isinstance(part.value, int):
        return _Part(Fraction(number.value), i) if zeros and part is None else None
    return _Part(number.value + Fraction(part.value, 10 ** (zeros + len(str(part.value)))), part.stop)


def _named_places(tokens: list[Token], i: int) -> _Part | None:
    """«پنج صدم», «پنج صد هزارم»: a number, and the longest name of a power of ten that ends in an ordinal."""
    stop = next((k + 1 for k in range(i, len(tokens)) if tokens[k].ordinal), 0)
    for k in range(max(i + 1, stop - 2), stop):
        power = prod(int(token.value) for token in tokens[k:stop])
        part = _number(tokens[:k], i, whole=True)
        if any(token.link == "and" or token.kind == "digits" for token in tokens[k:stop]) or part is None:
            continue
        if str(power).strip("0") == "1" and part.stop == k and isinstance(part.value, int) and part.value < power:
            return _Part(Fraction(part.value, power), stop)
    return None


def tidy(value: int | Decimal) -> int | Decimal:
    """`value` as an int if it is whole."""
    return int(value) if value == int(value) else value
