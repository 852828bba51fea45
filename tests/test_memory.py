"""What was worked out is kept as long as the text at hand may need it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fanews import memory, normalize
from fanews.memory import SIZE, Memory


@pytest.fixture(autouse=True)
def usual_room() -> Iterator[None]:
    memory.make_room(0)
    yield
    memory.make_room(0)


def worked_out(keys: int, rounds: int) -> int:
    """How often a rule is asked, when so many keys are looked up in order, again and again."""
    asked: list[int] = []
    lengths: Memory[int, None] = Memory(asked.append)
    for _ in range(rounds):
        for key in range(keys):
            lengths[key]
    return len(asked)


def test_words_of_a_long_text_are_worked_out_once() -> None:
    assert worked_out(3 * SIZE, rounds=4) == 12 * SIZE
    normalize("گفت " * 12_000)
    assert worked_out(3 * SIZE, rounds=4) == 3 * SIZE


def test_after_a_long_text_memory_is_small_again() -> None:
    memory.make_room(1_000_000)
    lengths: Memory[int, int] = Memory(abs)
    for key in range(20 * SIZE):
        lengths[key]
    assert len(lengths) == 20 * SIZE
    memory.make_room(100)
    for key in range(20 * SIZE, 23 * SIZE):
        lengths[key]
    assert len(lengths) + len(lengths._before) <= 2 * SIZE
