"""Whether a compiled build would pay: the same sources, some modules compiled by mypyc, beside pure Python.

    python benchmarks/compiled.py --gold perdt_train.txt --write docs/accuracy.md

Needs mypy (of the dev group) and a C compiler. The modules are those in which a `parse` spends most of its time and
that mypyc takes as they are; others make objects in ways that it refuses.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from peers import Peer
from report import made_by, markdown, publish
from systems import nothing

MODULES = (
    "memory",
    "tokens",
    "forms",
    "features",
    "parts",
    "standing",
    "nearby",
    "looks",
    "typos",
    "spacing",
    "when",
    "mentions",
)
MEASURE = """
import sys, time
sys.path[:0] = {benchmarks!r}, {source!r}
from pathlib import Path
import fanews
from spacing import corpus
from texts import documents
for function in (fanews.normalize, fanews.parse):
    texts = list(documents(corpus(Path({gold!r})), "MIX", {megabytes}, function.__name__))
    function(texts[0])
    start = time.process_time()
    for text in texts[1:]:
        function(text)
    print(time.process_time() - start)
"""


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", type=Path, required=True, help="a corpus, as spacing.py takes it")
    ask.add_argument("--megabytes", type=float, default=0.5, help="text for each run (default 0.5)")
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--write", type=Path, help="the Markdown file that shows the table, between two marks")
    options = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trees = {"pure Python": copied(Path(folder) / "pure"), "compiled": copied(Path(folder) / "compiled")}
        compile_in(trees["compiled"])
        seconds: dict[str, list[list[float]]] = {name: [] for name in trees}
        for _ in range(options.rounds):
            for name, tree in trees.items():
                seconds[name].append(measured(tree, options.gold.resolve(), options.megabytes))
    median = {name: [statistics.median(column) for column in zip(*runs, strict=True)] for name, runs in seconds.items()}
    gains = [pure / quick for pure, quick in zip(median["pure Python"], median["compiled"], strict=True)]
    rows = [[name, *(f"{options.megabytes / s:.2f}" for s in median[name])] for name in trees]
    rows.append(["gain", *(f"{gain:.2f} ×" for gain in gains)])
    note = f"Compiled: {', '.join(f'`{name}`' for name in MODULES)}; {platform.machine()}."
    publish(
        "compiled",
        [made_by("compiled", [Peer("mypy", "mypy", nothing)]), note, markdown(["MB/s", "normalize", "parse"], rows)],
        options.write,
    )


def copied(folder: Path) -> Path:
    """A copy of the package's sources in `folder`."""
    spec = find_spec("fanews")
    if spec is None or spec.origin is None:
        raise SystemExit("fanews is not installed")
    shutil.copytree(Path(spec.origin).parent, folder / "fanews", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def compile_in(tree: Path) -> None:
    """Compile `MODULES` of the package in `tree`, in place."""
    command = [sys.executable, "-m", "mypyc", *(f"fanews/{name}.py" for name in MODULES)]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, env={**os.environ, "MYPYPATH": str(tree)})
    if done.returncode:
        raise SystemExit(f"mypyc failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def measured(tree: Path, gold: Path, megabytes: float) -> list[float]:
    """Seconds of processor time that `normalize` and `parse` of the package in `tree` take, in a fresh process."""
    here = str(Path(__file__).parent)
    code = MEASURE.format(benchmarks=here, source=str(tree), gold=str(gold), megabytes=megabytes)
    return [float(line) for line in subprocess.check_output([sys.executable, "-c", code], text=True).split()]


if __name__ == "__main__":
    main()
