"""Whether the tests notice small faults: ``python tools/mutate.py quotes cues --mutants 60``.

mutmut makes every small change it knows to each of the modules named (all of the core, if none is), in a copy of the
project in build/mutation. So many of them are drawn at random, the same ones each time, and each is tried against the
tests of its module until one fails. Prints what no test noticed, and the share that was noticed.

The tests are not run by mutmut, which gives their ids back to pytest in a process that has collected them before:
pytest escapes a Persian id once more each time, and does not find it again. Here each mutant has a new process, in
which nothing is remembered of the others either.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, settings  # loaded once, before the processes part

ROOT = Path(__file__).parent.parent
WORK = ROOT / "build/mutation"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "build", "dist")
TESTS = {
    "text": "text",
    "schema": "records",
    "calendar": "calendar",
    "numerals": "numerals",
    "numbers numerals rules": "number_grammar",
    "numbers rules": "numbers amounts series figures hours",
    "dateline rules layout attribution": "dateline slots",
    "layout article attribution": "layout lines",
    "quotes cues rules words speakers attribution": "quotes cues speech attribution speakers mentions words",
    "when speakers attribution": "when",
    "article schema": "article",
    "exports": "frames",
    "render": "render",
    "lint": "lint reports",
    "runs": "runs",
    "rules lexicon docs": "rules",
    "looks spacing": "looks",
    "parts looks spacing": "parts",
    "features looks spacing": "features",
    "nearby typos": "nearby",
    "standing looks": "standing",
    "tokens looks": "tokens",
    "normalize rules damage properties": "normalize",
    "spacing rules damage": "spacing",
    "typos rules": "typos",
    "madda typos rules": "madda",
    "forms typos": "forms",
    "lexicon rules spacing": "lexicon",
    "memory looks": "memory",
}
"""The files of tests, those that notice most in little time first, and the modules that they hold."""
CORE = {module: tests.split() for tests, modules in TESTS.items() for module in modules.split()}
SLOW = "not work_grows and not time_is_linear and not ten_thousand"
_MADE = re.compile(r"def (x\w*__mutmut_\d+)\(")
_CHANGED = re.compile(r"^[-+](?![-+]).*", re.MULTILINE)


def main() -> None:
    """Try the modules that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module", nargs="*", default=list(CORE), choices=CORE)
    parser.add_argument("--mutants", type=int, default=100, help="of each module, drawn at random (default: 100)")
    args = parser.parse_args()
    for module in args.module:
        noticed, tried = trial(module, args.mutants)
        print(f"{module}: {noticed} of {tried} noticed ({100 * noticed / max(tried, 1):.0f} %)", flush=True)


def trial(module: str, size: int) -> tuple[int, int]:
    """How many of `size` mutants of `module` were noticed, and how many were tried."""
    place = WORK / module
    made = mutants(module, place)
    drawn = random.Random(1405).sample(made, min(size, len(made)))
    tests = [f"tests/test_{name}.py" for name in CORE[module]]
    began = time.monotonic()
    if fails(place, "", tests, 600):
        sys.exit(f"{module}: its tests fail without any change")
    limit = 10 + 3 * (time.monotonic() - began)
    kept = 0
    for name in drawn:
        if not fails(place, name, tests, limit):
            kept += 1
            changed = "\n    ".join(_CHANGED.findall(mutmut(place, "show", name)))
            print(f"  {name}\n    {changed}", flush=True)
    return len(drawn) - kept, len(drawn)


def mutants(module: str, place: Path) -> list[str]:
    """The names of all mutants of `module`, which are made in a copy of the project at `place`, in ``mutants/src``."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ROOT, place, ignore=LEFT_OUT)
    with open(place / "pyproject.toml", "a", encoding="utf-8") as file:
        file.write(f'\n[tool.mutmut]\nsource_paths = ["src"]\nonly_mutate = ["src/fanews/{module}.py"]\n')
        file.write('pytest_add_cli_args_test_selection = ["tests/golden.py"]\n')  # none: it makes the mutants and stops
    mutmut(place, "run", "--max-children", "1")
    made = _MADE.findall((place / f"mutants/src/fanews/{module}.py").read_text(encoding="utf-8"))
    return sorted(f"fanews.{module}.{name}" for name in made)


def fails(place: Path, mutant: str, tests: Sequence[str], limit: float) -> bool:
    """Whether a test fails with this mutant, or does not end within `limit` seconds."""
    child = multiprocessing.get_context("fork").Process(target=run, args=(place, mutant, tests))
    child.start()
    child.join(limit)
    if child.is_alive():
        os.killpg(child.pid or 0, signal.SIGKILL)
        child.join()
    return child.exitcode != 0


def run(place: Path, mutant: str, tests: Sequence[str]) -> None:
    """Run the tests with this mutant until one fails, and end the process."""
    os.setpgrp()
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    os.chdir(place)
    sys.path.insert(0, os.path.abspath("mutants/src"))
    os.environ |= {"MUTANT_UNDER_TEST": mutant, "PYTHONPATH": sys.path[0]}
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    settings.register_profile(
        "found", max_examples=150, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate]
    )
    options = ["-x", "--tb=no", "-p", "no:cacheprovider", "-W", "ignore:Module already imported", "-k", SLOW]
    options.append("--hypothesis-profile=found")  # nothing is made smaller: that it fails is enough
    failed = filter(None, (pytest.main([*options, test]) for test in tests))
    sys.exit(int(next(failed, 0)))


def mutmut(place: Path, *args: str) -> str:
    """What mutmut prints, run at `place`."""
    command = [sys.executable, "-m", "mutmut", *args]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    main()
