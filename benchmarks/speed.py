"""Measures speed, start-up and memory: fanews beside its peers, each in fresh processes, and against its goals.

    python benchmarks/speed.py --gold pquad_val.txt --gold perdt_dev.txt --gold seraji_dev.txt --write docs/accuracy.md

The text is that of the corpora (`texts.py` says how), once as printed, once damaged as crawls damage it; not that of
perdt_train.txt, whose words fanews knows beforehand. In each round every system in turn reads the same documents, none
of which it has seen; the next round has others. Time is processor time. What counts is the ratio between two systems in
one round, and of that the median over the rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import systems
import texts
from peers import NORMALIZERS, Peer, chosen
from report import made_by, markdown, publish
from spacing import corpus

GROUND = Peer("attrs, regex", "", systems.nothing)  # what fanews stands on
NORMALIZE, PARSE = "fanews", "fanews.parse"
OWN = (NORMALIZERS[-1], Peer(PARSE, "fanews", systems.fanews_parse))
SYSTEMS = (*NORMALIZERS[1:-1], *OWN)
KINDS = {"as printed": "CLEAN", "damaged": "MIX"}
CAP = 20  # a hostile input that takes so many times the time of ordinary text is given up
PIECES = ("rates", "growth", "workers", "hostile")

HERE = Path(__file__).parent
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of the fresh processes: bytecode is kept, as it is where a package was installed."""

Run = dict[str, Any]  # what `measure.py` found; times in seconds, sizes in megabytes
Round = dict[str, Run]  # by the name of the system
Piece = tuple[list[str], list["Goal"]]  # the tables and the goals of one part of the benchmark


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", type=Path, action="append", required=True, help="a corpus, as spacing.py takes it")
    ask.add_argument("--megabytes", type=float, default=1, help="text for each system and round (default: 1)")
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--growth", default="1,10,100", help="megabytes at which growth is looked at (default: 1,10,100)")
    ask.add_argument("--only", default="", help="systems, with commas between")
    ask.add_argument("--pieces", default=",".join(PIECES), help=f"what to measure (default: {','.join(PIECES)})")
    ask.add_argument("--quick", action="store_true", help="one round with a hundredth of all the text, to try it out")
    ask.add_argument("--write", type=Path, help="the Markdown file that shows the tables, between two marks")
    options = ask.parse_args()
    scale, rounds = (0.01, 1) if options.quick else (1, options.rounds)
    size = scale * options.megabytes
    marks = [scale * float(mark) for mark in options.growth.split(",")]
    peers = chosen(SYSTEMS, options.only)
    names = options.pieces.split(",")
    if unknown := set(names) - set(PIECES):
        ask.error(f"no such pieces: {', '.join(sorted(unknown))}; there are {', '.join(PIECES)}")
    lines = [line for path in options.gold for line in corpus(path)]
    if not lines:
        ask.error("the files of --gold hold no text")

    with tempfile.TemporaryDirectory() as place:
        bench = Bench(lines, Path(place) / "documents")
        pieces: dict[str, Callable[[], Piece]] = {
            "rates": lambda: rates(bench, peers, size, rounds),
            "growth": lambda: growth(bench, marks),
            "workers": lambda: workers(bench, 3 * size, rounds),
            "hostile": lambda: hostile(bench, size),
        }
        found = [pieces[name]() for name in names]
    goals = [goal.row() for _, more in found for goal in more]
    tables = [table for tables, _ in found for table in tables]
    head = [made_by("speed", peers), markdown(["goal", "wanted", "measured", "met"], goals)]
    publish("speed", [*head, *tables], options.write)


@dataclass(frozen=True)
class Bench:
    """Runs systems in fresh processes over texts made from the lines of the corpora."""

    lines: Sequence[str]
    file: Path

    def documents(self, kind: str, megabytes: float, seed: str) -> Iterable[str]:
        return texts.documents(self.lines, KINDS[kind], megabytes, f"{kind} {seed}")

    def long(self, kind: str, megabytes: float) -> str:
        """One text."""
        return "\n".join(self.documents(kind, megabytes, "long"))

    def read(self, documents: Iterable[str]) -> Path:
        """What is to be read from now on."""
        return texts.write(self.file, documents)

    def run(self, peer: Peer, *marks: float, cap: float = 0) -> Run | str:
        """What `peer` needs for the documents, or why that cannot be said."""
        packages = peer.name.partition(".")[0].replace(" ", "")
        given = [packages, peer.make.__name__, self.file, cap, *marks]
        command = [sys.executable, str(HERE / "measure.py"), *map(str, given)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=COMPILED)
        if done.returncode == -signal.SIGPROF:
            return f"over {CAP}"
        if done.returncode:
            print(peer.name, done.stderr, file=sys.stderr)
            return "not installed" if "ModuleNotFoundError" in done.stderr else "does not run"
        found: Run = json.loads(done.stdout.splitlines()[-1])
        print(peer.name, found, file=sys.stderr)
        return found

    def run_own(self, peer: Peer, *marks: float) -> Run:
        """The same for fanews, which must run."""
        found = self.run(peer, *marks)
        if isinstance(found, str):
            raise SystemExit(f"{peer.name}: {found}")
        return found


@dataclass(frozen=True)
class Goal:
    """Something wanted of fanews: `found` must be at least, or at most, `limit`; it is empty if not measured."""

    what: str
    sign: str  # ≥ or ≤
    limit: float
    unit: str
    found: Mapping[str, float | None]  # None: not measured

    def row(self) -> list[str]:
        measured = {label: value for label, value in self.found.items() if value is not None}
        shown = ", ".join(f"{value:.3g}{self.unit} {label}".rstrip() for label, value in measured.items())
        good = [value >= self.limit if self.sign == "≥" else value <= self.limit for value in measured.values()]
        met = ("yes" if all(good) else "**no**") if good else ""
        return [self.what, f"{self.sign} {self.limit:.3g}{self.unit}", shown or "not measured", met]


def per_megabyte(run: Run, step: int = -1) -> float:
    size, seconds, _ = run["steps"][step]
    return float(seconds / size)


def ratio(rounds: Iterable[Round], figure: Callable[[Run], float], one: str, other: str) -> float | None:
    """How many times `figure` is with `one` what it is with `other`, in the same round; the median of the rounds."""
    pairs = [(found[one], found[other]) for found in rounds if one in found and other in found]
    return median(figure(a) / figure(b) for a, b in pairs) if pairs else None


# --- rates, start-up, memory ------------------------------------------------------------------------------------------


def rates(bench: Bench, peers: Sequence[Peer], megabytes: float, rounds: int) -> Piece:
    """Every system in turn, in each round with other documents."""
    bench.read(bench.documents("damaged", 0.005, "for the bytecode"))
    tried = {peer: bench.run(peer) for peer in (GROUND, *peers)}
    absent = {peer.name: why for peer, why in tried.items() if isinstance(why, str)}
    found: dict[str, list[Round]] = {kind: [] for kind in KINDS}
    for number in range(rounds):
        for kind in KINDS:
            bench.read(bench.documents(kind, megabytes, f"round {number}"))
            runs = {peer.name: bench.run(peer) for peer in tried if peer.name not in absent}
            found[kind].append({name: run for name, run in runs.items() if isinstance(run, dict)})
    names = [peer.name for peer in peers]
    both = [runs for rounds_of_kind in found.values() for runs in rounds_of_kind]
    tables = [rate_table(found, names, absent), start_table(both, [GROUND.name, *names], absent)]
    return tables, [*rate_goals(found), *start_goals(both)]


def rate_table(found: Mapping[str, list[Round]], names: Iterable[str], absent: Mapping[str, str]) -> str:
    """Megabytes a second, also as multiples of hazm's and rishe's, and what was held in memory for it."""
    rows = []
    for name in names:
        row = [name]
        for rounds in found.values():
            speeds = [1 / per_megabyte(runs[name]) for runs in rounds if name in runs]
            row.append(f"{median(speeds):.2f}" if speeds else absent.get(name, "does not run"))
            for peer in ("hazm", "rishe"):
                times = ratio(rounds, per_megabyte, peer, name)
                row.append("" if times is None else f"{times:.2f}")
        peaks = [runs[name]["steps"][-1][2] for rounds in found.values() for runs in rounds if name in runs]
        rows.append([*row, f"{max(peaks):.0f}" if peaks else ""])
    head = [""]
    for kind in found:
        head += [f"{kind}: MB/s", "× hazm", "× rishe"]
    return markdown([*head, "peak, MB"], rows)


def rate_goals(found: Mapping[str, list[Round]]) -> list[Goal]:
    def times(own: str, peer: str) -> dict[str, float | None]:
        return {kind: ratio(rounds, per_megabyte, peer, own) for kind, rounds in found.items()}

    peaks = {kind: [runs[PARSE]["steps"][-1][2] for runs in rounds if PARSE in runs] for kind, rounds in found.items()}
    return [
        Goal("`normalize`: rate over rishe's", "≥", 2, "×", times(NORMALIZE, "rishe")),
        Goal("`normalize`: rate over hazm's", "≥", 4, "×", times(NORMALIZE, "hazm")),
        Goal("`parse`: rate over that of rishe's `normalize`", "≥", 1, "×", times(PARSE, "rishe")),
        Goal("`parse`: memory", "≤", 60, " MB", {kind: max(runs, default=None) for kind, runs in peaks.items()}),
    ]


STARTS: dict[str, Callable[[Run], float]] = {
    "import": lambda run: run["import"],
    "made": lambda run: run["import"] + run["make"],
    "first result": lambda run: run["import"] + run["make"] + run["first"],
}


def start_table(rounds: Sequence[Round], names: Iterable[str], absent: Mapping[str, str]) -> str:
    """Until the package is imported, until the system is made, until it has done the first document of 3 kB."""
    rows = []
    for name in names:
        if name in absent:
            rows.append([name, absent[name], "", "", ""])
            continue
        runs = [found[name] for found in rounds if name in found]
        times = [f"{1000 * median(map(figure, runs)):.0f}" for figure in STARTS.values()]
        rows.append([name, *times, f"{median(run['memory'] for run in runs):.0f}"])
    return markdown(["in a cold process", *(f"{stage}, ms" for stage in STARTS), "peak at first result, MB"], rows)


def start_goals(rounds: Sequence[Round]) -> list[Goal]:
    first = [STARTS["first result"](runs[PARSE]) for runs in rounds if PARSE in runs]
    goals = []
    for statement, stage in (("import fanews", "import"), ("from fanews import parse", "made")):
        for other, limit in (("hazm", 1 / 12), (GROUND.name, 1.5)):
            here = [runs for runs in rounds if PARSE in runs and other in runs]
            times = [STARTS[stage](runs[PARSE]) / STARTS["import"](runs[other]) for runs in here]
            measured = {"": median(times) if times else None}
            goals.append(Goal(f"`{statement}`: time over that of `import {other}`", "≤", limit, "×", measured))
    return [*goals, Goal("first `parse` in a cold process", "≤", 0.2, " s", {"": median(first) if first else None})]


# --- growth -----------------------------------------------------------------------------------------------------------


def growth(bench: Bench, marks: Sequence[float]) -> Piece:
    """`parse` on ever more documents, and on ever longer ones."""
    bench.read(bench.documents("damaged", marks[-1], "growth"))
    many = bench.run_own(OWN[-1], *marks[:-1])
    long = []
    for mark in marks[:2]:
        bench.read([*bench.documents("damaged", 0.001, "cold"), bench.long("damaged", mark)])
        long.append(bench.run_own(OWN[-1]))
    rows = [growth_row("documents of 3 kB", many, step, many) for step in range(len(marks))]
    rows += [growth_row("one text", run, 0, long[0]) for run in long]
    (size, _, peak), (last, _, held) = many["steps"][0], many["steps"][-1]
    slower = per_megabyte(many) / per_megabyte(many, 0)
    ends = f"{last:.3g} MB"
    goals = [
        Goal(f"time per MB at {ends} over that at {size:.3g} MB", "≤", 1.2, "×", {"": slower}),
        Goal(f"`parse`: memory at {ends}", "≤", 60, " MB", {"": held}),
        Goal(f"memory at {ends} over that at {size:.3g} MB", "≤", 1.1, "×", {"": held / peak}),
    ]
    return [markdown(["`parse`, damaged text", "MB read", "s/MB", "× the first", "peak, MB"], rows)], goals


def growth_row(what: str, run: Run, step: int, first: Run) -> list[str]:
    done, _, memory = run["steps"][step]
    time = per_megabyte(run, step)
    return [what, f"{done:.3g}", f"{time:.2f}", f"{time / per_megabyte(first, 0):.2f}", f"{memory:.0f}"]


# --- worker processes -------------------------------------------------------------------------------------------------


def workers(bench: Bench, megabytes: float, rounds: int) -> Piece:
    """`pipe` with one and with two workers over the same documents."""
    code = "import json, sys, measure, pipe; print(json.dumps(pipe.compare([*measure.read(sys.argv[1])], 2)))"
    path = os.pathsep.join([str(HERE), COMPILED.get("PYTHONPATH", "")])
    gains = []
    for number in range(rounds):
        file = bench.read(bench.documents("damaged", megabytes, f"workers {number}"))
        command = [sys.executable, "-c", code, str(file)]
        done = subprocess.check_output(command, env=COMPILED | {"PYTHONPATH": path})
        (wall, cpu), (wall_of_two, cpu_of_two) = json.loads(done)
        gains.append((wall / wall_of_two, 2 * cpu / cpu_of_two))
    clock, apart = (median(gain) for gain in zip(*gains, strict=True))
    found = {"by the clock": clock, "if each has a core to itself": apart}
    return [], [Goal("`pipe(workers=2)`: rate over one worker's", "≥", 1.7, "×", found)]


# --- hostile inputs ---------------------------------------------------------------------------------------------------


def hostile(bench: Bench, megabytes: float) -> Piece:
    """Each hostile input, and ordinary text of the same size: how many times the time."""
    cold = list(bench.documents("as printed", 0.001, "cold"))
    ordinary = bench.long("as printed", megabytes)
    bench.read([*cold, ordinary])
    usual = {peer.name: per_megabyte(bench.run_own(peer)) for peer in OWN}
    rows, worst = [], dict.fromkeys(usual, 0.0)
    for name, text in texts.hostile(ordinary, megabytes):
        bench.read([*cold, text])
        row = [name]
        for peer in OWN:
            run = bench.run(peer, cap=CAP * usual[peer.name] * megabytes)
            times = per_megabyte(run) / usual[peer.name] if isinstance(run, dict) else CAP
            worst[peer.name] = max(worst[peer.name], times)
            row.append(f"{times:.2f}" if isinstance(run, dict) else run)
        rows.append(row)
    head = [f"one text of {megabytes:.3g} MB: time over that of ordinary text", "`normalize`", "`parse`"]
    goal = Goal("the worst hostile input: time over that of ordinary text", "≤", 10, "×", worst)
    return [markdown(head, rows)], [goal]


if __name__ == "__main__":
    main()
