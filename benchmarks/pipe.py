"""What worker processes gain: `fanews.pipe` over the same articles with one worker and with several.

Two figures: the time that passed, which counts only on a machine with nothing else to do; and the processor time
over the number of workers, which is what would pass if every worker had a core to itself.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import time
from pathlib import Path

import fanews


def measure(texts: list[str], workers: int) -> tuple[float, float]:
    """Seconds that passed, and seconds of processor time, children included."""
    before, began = os.times(), time.perf_counter()
    for _ in fanews.pipe(texts, workers=workers):
        pass
    after = os.times()
    return time.perf_counter() - began, sum(after[:4]) - sum(before[:4])


def compare(texts: list[str], workers: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """`measure` with one worker and with `workers`."""
    fanews.parse(texts[0])  # so that the tables of this process are loaded
    return measure(texts, 1), measure(texts, workers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, action="append", required=True, help="JSON lines with a text")
    parser.add_argument("--times", type=int, default=100, help="how often the articles are repeated (default: 100)")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()

    given = [json.loads(line)["text"] for path in args.articles for line in path.read_text("utf-8").splitlines()]
    texts = [f"{text}\nکد خبر {n}" for n in range(args.times) for text in given]
    size = sum(len(text.encode()) for text in texts)
    articles = [fanews.parse(text) for text in given]
    pickled, written = (sum(map(len, data)) for data in zip(*map(_sizes, articles), strict=True))
    print(f"{len(texts):,} articles, {size / 1e6:.1f} MB; an Article pickles to {pickled / written:.2f} of its JSON")

    (wall, cpu), (many_wall, many_cpu) = compare(texts, args.workers)
    print(f"1 worker:  {wall:6.1f} s, processor {cpu:6.1f} s, {size / cpu / 1e6:.2f} MB/s")
    print(f"{args.workers} workers: {many_wall:6.1f} s, processor {many_cpu:6.1f} s")
    gain = cpu / (many_cpu / args.workers)
    print(f"gain: {wall / many_wall:.2f} by the clock; {gain:.2f} with a core for each")


def _sizes(article: fanews.Article) -> tuple[bytes, bytes]:
    return pickle.dumps(article), article.to_json().encode()


if __name__ == "__main__":
    main()
