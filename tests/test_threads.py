"""Many threads of one interpreter: memos that are filled, emptied and read at the same time change nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import fanews
from fanews import memory

THREADS = 4
TEXTS = [" ".join(r.keeps + tuple(before for before, _ in r.fixes))[:300] for r in fanews.rules() if r.keeps or r.fixes]


@pytest.fixture
def hurry() -> Iterator[None]:
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hurry")
def test_a_memo_that_is_full_all_the_time_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [fanews.normalize(text) for text in TEXTS]
    monkeypatch.setattr(memory, "SIZE", 3)
    start = Barrier(THREADS)

    def work(k: int) -> list[fanews.Normalized]:
        start.wait()
        return [fanews.normalize(text) for text in TEXTS[k:] + TEXTS[:k]]

    with ThreadPoolExecutor(THREADS) as pool:
        for k, found in enumerate(pool.map(work, range(THREADS))):
            assert found == alone[k:] + alone[:k]
