"""How each system that normalises or corrects is made. Nothing is imported before that, so that it can be timed.

All peers look at one line at a time (and rishe runs lines together), so they are given one line at a time; fanews
is given the whole document.
"""

from __future__ import annotations

from collections.abc import Callable

System = Callable[[str], str]
BOLD = "typos.bold"


def by_line(system: System) -> System:
    """`system`, given one line at a time."""
    return lambda text: "\n".join(system(line).replace("\n", " ") for line in text.split("\n"))


def nothing() -> System:
    return lambda text: text


# --- spacing and ZWNJ -----------------------------------------------------------------------------------------


def fanews() -> System:
    from fanews import normalize

    return lambda text: normalize(text).text


def fanews_parse() -> System:
    from fanews import parse

    return lambda text: parse(text).text


def hazm() -> System:
    from hazm import Normalizer

    return by_line(Normalizer().normalize)


def shekar() -> System:
    from shekar import Normalizer

    return by_line(Normalizer())


def parsivar() -> System:
    from parsivar import Normalizer  # with statistical_space_correction it scores lower on four damages of five

    return by_line(Normalizer().normalize)


def rishe() -> System:
    from rishe import Normalizer  # Pipeline().normalize restores far less

    return by_line(Normalizer().normalize)


def negar() -> System:
    from negar.virastar import PersianEditor

    return by_line(lambda line: PersianEditor(line).cleanup())


# --- typos ----------------------------------------------------------------------------------------------------------


def fanews_bold() -> System:
    from fanews import normalize

    return lambda text: normalize(text, also={BOLD}).text


def shekar_spelling() -> System:
    from shekar.spelling import SpellChecker

    return by_line(SpellChecker())


def rishe_spelling() -> System:
    from rishe import Pipeline

    return by_line(Pipeline().spell_correct)


def parsivar_spelling() -> System:
    from parsivar import SpellCheck

    return by_line(SpellCheck().spell_corrector)
