"""Whether the tests notice small faults: ``python tools/mutate.py text numerals --mutants 150``.

mutmut makes every small change it knows to the modules named (all it can, if none is) in a copy of the project, in
build/mutation. Of each module, that many are drawn at random, the same ones each time, and tried against the tests
that reach them. Prints the share that a test noticed, and leaves the others to be looked at with ``mutmut show``.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORK = ROOT / "build/mutation"
COPIED = ["src", "tests", "benchmarks", "docs", "examples", "fuzz", "tools", "README.md", "pyproject.toml"]
CORE = {"text": "text", "numerals": "numerals", "calendar": "calendar", "records": "schema"}
"""The modules that have been tried, and their tests. The rest of the core is held by the tests of the rules, which have
Persian texts for ids; with them mutmut ended in an error of usage, so the rest is not measured yet."""
_MADE = re.compile(r"def (x\w*__mutmut_\d+)\(")
_TRIED = re.compile(r"^\s*(\S+__mutmut_\d+): (.+)$", re.MULTILINE)


def main() -> None:
    """Try the modules that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module", nargs="*", default=list(CORE), choices=CORE)
    parser.add_argument("--mutants", type=int, default=150, help="of each module, drawn at random (default: 150)")
    args = parser.parse_args()
    for module in args.module:
        noticed, tried = trial(module, args.mutants)
        print(f"{module}: {noticed} of {tried} noticed ({100 * noticed / max(tried, 1):.0f} %)", flush=True)


def trial(module: str, size: int) -> tuple[int, int]:
    """How many of `size` mutants of `module` were noticed, and how many were tried: those that a test reaches."""
    shutil.rmtree(WORK, ignore_errors=True)
    for name in COPIED:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, WORK / name)
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/fanews/{module}.py"],
        "pytest_add_cli_args_test_selection": [f"tests/test_{CORE[module]}.py"],
        "also_copy": COPIED,
    }
    with open(WORK / "pyproject.toml", "a", encoding="utf-8") as file:
        file.write("\n[tool.mutmut]\n" + "".join(f"{key} = {value}\n" for key, value in settings.items()))
    mutmut("run", f"fanews.{module}.none")  # makes the mutants
    made = _MADE.findall((WORK / f"mutants/src/fanews/{module}.py").read_text(encoding="utf-8"))
    drawn = [f"fanews.{module}.{name}" for name in random.Random(1405).sample(sorted(made), min(size, len(made)))]
    told = mutmut("run", "--max-children", "1", *drawn)
    found = dict(_TRIED.findall(mutmut("results", "--all", "true")))
    states = {name: found[name] for name in drawn if found[name] not in ("no tests", "not checked")}
    if not states:
        sys.exit(f"{module}: nothing could be tried:\n{told[-2000:]}")
    noticed = [name for name, state in states.items() if state in ("killed", "timeout")]
    print("".join(f"  {state}: {name}\n" for name, state in states.items() if name not in noticed), end="")
    return len(noticed), len(states)


def mutmut(*args: str) -> str:
    """What mutmut prints, run in the copy."""
    command = [sys.executable, "-m", "mutmut", *args]
    return subprocess.run(command, cwd=WORK, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    main()
