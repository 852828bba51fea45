"""Measures speed, start-up and memory: fanews beside its peers, each in a fresh process.

    python benchmarks/speed.py --gold perdt_train.txt --write docs/accuracy.md

The text is the corpus, in documents of 20 lines, some of its ZWNJ deleted or made spaces; no document is seen
twice. What counts is the ratio between systems in one run: rates are per second of processor time, so that
other work on the machine disturbs them little, and the median of some rounds is shown.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from boundaries import damage
from peers import NORMALIZERS, Peer, System, chosen
from report import made_by, markdown, publish
from spacing import corpus

Figures = dict[str, float]
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of the fresh processes: bytecode is kept, as it is where a package was installed."""


def parse() -> System:
    from fanews import parse

    return lambda text: parse(text).text


SYSTEMS = (*NORMALIZERS[1:], Peer("fanews.parse", "fanews", parse))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", type=Path, required=True, help="a corpus, as spacing.py takes it")
    ask.add_argument("--megabytes", type=float, default=1, help="text for each system and round (default 1)")
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--only", default="", help="systems, with commas between")
    ask.add_argument("--write", type=Path, help="the Markdown file that shows the table, between two marks")
    ask.add_argument("--system", help=argparse.SUPPRESS)  # in the fresh process: measure this one
    options = ask.parse_args()
    if options.system:
        peer = next(peer for peer in SYSTEMS if peer.name == options.system)
        print(json.dumps(measure(peer, options.gold, options.megabytes * 1e6)))
        return

    peers = chosen(SYSTEMS, options.only)
    found: dict[str, list[Figures | str]] = {peer.name: [] for peer in peers}
    for peer in peers:
        in_fresh_process(peer, options.gold, 0.01)  # for the bytecode; not counted
    for _ in range(options.rounds):
        for peer in peers:
            figures = in_fresh_process(peer, options.gold, options.megabytes)
            print(peer.name, figures, file=sys.stderr)
            found[peer.name].append(figures)
    publish("speed", [made_by("speed", peers), ground(options.rounds), table(found)], options.write)


def in_fresh_process(peer: Peer, gold: Path, megabytes: float) -> Figures | str:
    """The figures of one system, or why there are none."""
    command = [sys.executable, __file__, "--gold", str(gold), "--megabytes", str(megabytes), "--system", peer.name]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=COMPILED)
    if done.returncode:
        return "not installed" if "ModuleNotFoundError" in done.stderr else "does not run"
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    figures["import"] = import_time(module(peer))
    figures["first"] += figures["import"]
    return figures


def import_time(modules: str) -> float:
    """Seconds that an import takes in a process that has imported nothing else."""
    code = f"import time; start = time.process_time(); import {modules}; print(time.process_time() - start)"
    return float(subprocess.check_output([sys.executable, "-c", code], env=COMPILED))


def module(peer: Peer) -> str:
    return peer.name.partition(".")[0]


def measure(peer: Peer, gold: Path, size: float) -> Figures:
    """The time from the import to the first result, the rate, and the memory that both needed."""
    import_module(module(peer))
    texts = documents(gold, size)
    text = next(texts)
    imported = time.process_time()
    system = peer.make()
    system(text)
    first = time.process_time() - imported
    memory = peak_megabytes()
    done, spent = 0, 0.0
    for text in texts:
        start = time.process_time()
        system(text)
        spent += time.process_time() - start
        done += len(text.encode())
    return {
        "first": first,
        "rate": done / 1e6 / spent,
        "memory at first": memory,
        "memory": peak_megabytes(),
    }


def documents(gold: Path, size: float) -> Iterator[str]:
    """`size` bytes of damaged text, each document damaged in its own way."""
    lines = corpus(gold)
    done = again = 0
    while done < size:
        for i in range(0, len(lines), 20):
            text = "\n".join(damage(line, "MIX", f"{again} {i} {k}") for k, line in enumerate(lines[i : i + 20]))
            yield text
            done += len(text.encode())
            if done >= size:
                return
        again += 1


def peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def ground(rounds: int) -> str:
    """What an import of the two packages that fanews stands on takes."""
    seconds = statistics.median(import_time("attrs, regex") for _ in range(rounds))
    return f"`import attrs, regex` alone takes {1000 * seconds:.0f} ms."


def table(found: dict[str, list[Figures | str]]) -> str:
    """A row for each system; the rates also as multiples of hazm's and of rishe's."""
    median: dict[str, Figures] = {}
    for name, runs in found.items():
        if figures := [run for run in runs if isinstance(run, dict)]:
            median[name] = {key: statistics.median(f[key] for f in figures) for key in figures[0]}
    rows = []
    for name, runs in found.items():
        if name not in median:
            rows.append([name, *[str(runs[0])] * 7])
            continue
        m = median[name]
        ratios = [f"{m['rate'] / median[peer]['rate']:.2f}" if peer in median else "" for peer in ("hazm", "rishe")]
        times = [f"{1000 * m[key]:.0f}" for key in ("import", "first")]
        memory = [f"{m[key]:.0f}" for key in ("memory at first", "memory")]
        rows.append([name, *times, f"{m['rate']:.2f}", *ratios, *memory])
    head = ["", "import, ms", "first result, ms", "MB/s", "× hazm", "× rishe", "peak MB at first", "peak MB at last"]
    return markdown(head, rows)


if __name__ == "__main__":
    main()
