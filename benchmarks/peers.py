"""The systems that the benchmarks compare, each called in the way that suits it best.

Every peer is optional: one that is not installed is reported as such. All peers look at one line at a time
(and rishe runs lines together), so they are given one line at a time; fanews is given the whole document.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Callable, Iterable
from dataclasses import dataclass

System = Callable[[str], str]


def by_line(system: System) -> System:
    """`system`, given one line at a time."""
    return lambda text: "\n".join(system(line).replace("\n", " ") for line in text.split("\n"))


def nothing() -> System:
    return lambda text: text


# --- spacing and ZWNJ -----------------------------------------------------------------------------------------


def fanews() -> System:
    from fanews import normalize

    return lambda text: normalize(text).text


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


# --- which is which ---------------------------------------------------------------------------------------------------

BOLD = "typos.bold"


@dataclass(frozen=True)
class Peer:
    """A system: the name in the tables, the distribution it comes in, and how to make it."""

    name: str
    package: str
    make: Callable[[], System]


NORMALIZERS = (
    Peer("do nothing", "", nothing),
    Peer("hazm", "hazm", hazm),
    Peer("shekar", "shekar", shekar),
    Peer("parsivar", "parsivar", parsivar),
    Peer("rishe", "rishe", rishe),
    Peer("negar", "python-negar", negar),
    Peer("fanews", "fanews", fanews),
)
SPELLERS = (
    Peer("shekar", "shekar", shekar_spelling),
    Peer("parsivar", "parsivar", parsivar_spelling),
    Peer("rishe", "rishe", rishe_spelling),
    Peer("fanews", "fanews", fanews),
    Peer("fanews, bold", "fanews", fanews_bold),
)


def version(package: str) -> str:
    """The installed version, "source tree" for a fanews that is not installed but found, or "not installed"."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "source tree" if importlib.util.find_spec(package) else "not installed"


def chosen(peers: Iterable[Peer], only: str) -> list[Peer]:
    """Those of `peers` that `only` names (with commas between, "fanews, bold" as "fanews"); all if it is empty."""
    wanted = {name.strip() for name in only.split(",")} - {""}
    return [peer for peer in peers if not wanted or peer.name.partition(",")[0] in wanted]


def start(peer: Peer) -> System | str:
    """The system, or why it cannot be had."""
    try:
        system = peer.make()
        system("این یک متن آزمایشی است.")
    except Exception as error:
        return "not installed" if isinstance(error, ImportError) else f"does not run ({type(error).__name__})"
    return system
