"""For `on_spark.py`: what the Python process of an executor does with a partition, and what it loads for it."""

import os
import sys
import time
from collections.abc import Iterator

import pyarrow as pa

from fanews.arrow import parse_batches

loads = 0  # of the lexicon, in this process


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    global loads
    loads += event == "open" and str(arguments[0]).endswith("lexicon.bin")


sys.addaudithook(_hear)


def watched(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Parse a partition, and say in one row how that went."""
    began = time.perf_counter()
    rows = sum(batch.num_rows for batch in parse_batches(batches))
    seconds = time.perf_counter() - began
    yield pa.RecordBatch.from_pylist([{"pid": os.getpid(), "rows": rows, "seconds": seconds, "loads": loads}])
