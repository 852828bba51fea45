"""The systems that the benchmarks compare, each called in the way that suits it best (see `systems`).

Every peer is optional: one that is not installed is reported as such.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import systems
from systems import System


@dataclass(frozen=True)
class Peer:
    """A system: the name in the tables, the distribution it comes in, and how to make it."""

    name: str
    package: str
    make: Callable[[], System]


NORMALIZERS = (
    Peer("do nothing", "", systems.nothing),
    Peer("hazm", "hazm", systems.hazm),
    Peer("shekar", "shekar", systems.shekar),
    Peer("parsivar", "parsivar", systems.parsivar),
    Peer("rishe", "rishe", systems.rishe),
    Peer("negar", "python-negar", systems.negar),
    Peer("fanews", "fanews", systems.fanews),
)
SPELLERS = (
    Peer("shekar", "shekar", systems.shekar_spelling),
    Peer("parsivar", "parsivar", systems.parsivar_spelling),
    Peer("rishe", "rishe", systems.rishe_spelling),
    Peer("fanews", "fanews", systems.fanews),
    Peer("fanews, bold", "fanews", systems.fanews_bold),
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
