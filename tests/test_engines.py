"""`fanews.arrow` in the engines it is for: each example runs in the real engine and prints what it says.

Parquet, Polars and DuckDB are in the dev group; Spark (which needs Java 17), Ray, Dask and datasets in the group
`engines` (``make engines``). A test of one that is not installed is skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import fanews

ENGINES = Path(__file__).parent.parent / "examples/engines"
MARK = "\n# Prints:\n"
PACKAGES = {
    "parquet": "pyarrow",
    "on_polars": "polars",
    "on_duckdb": "duckdb",
    "on_spark": "pyspark",
    "on_ray": "ray",
    "on_dask": "dask",
    "on_datasets": "datasets",
}


def test_every_example_has_its_engine() -> None:
    assert {path.stem for path in ENGINES.glob("*.py") if MARK in path.read_text(encoding="utf-8")} == set(PACKAGES)


@pytest.mark.parametrize("name", PACKAGES)
def test_an_engine_prints_what_its_example_says(name: str) -> None:
    if not find_spec(PACKAGES[name]):
        pytest.skip(f"{PACKAGES[name]} is not installed (make engines)")
    if name == "on_spark" and not shutil.which("java"):
        pytest.skip("Spark needs Java")
    path = ENGINES / f"{name}.py"
    _, _, expected = path.read_text(encoding="utf-8").partition(MARK)
    here = {"PYTHONPATH": str(Path(fanews.__file__).parent.parent), "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, str(path)], env={**os.environ, **here}, capture_output=True, text=True, timeout=600
    )
    assert done.stdout.splitlines() == [line.removeprefix("# ") for line in expected.splitlines()], done.stderr
    assert done.returncode == 0
