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


def test_a_key_of_before_needs_no_rule() -> None:
    asked: list[int] = []
    lengths: Memory[int, None] = Memory(asked.append)
    for key in range(SIZE):
        lengths[key]
    assert len(lengths) == SIZE
    lengths[SIZE]
    assert list(lengths) == [SIZE]
    lengths[0]
    assert asked == list(range(SIZE + 1))


def test_no_long_string_is_kept() -> None:
    lengths: Memory[str, int] = Memory(len)
    assert [lengths["ب" * size] for size in (40, 41, 10_000)] == [40, 41, 10_000]
    assert list(lengths) == ["ب" * 40]


def test_what_is_forgotten_is_worked_out_again() -> None:
    asked: list[int] = []
    lengths: Memory[int, None] = Memory(asked.append)
    for key in (*range(SIZE + 1), 1):
        lengths[key]
    lengths.forget()
    lengths[SIZE]
    lengths[1]
    assert asked[SIZE + 1 :] == [SIZE, 1]


def test_remembered_words_are_those_of_the_rule() -> None:
    double = memory.remembered(lambda word: word * 2)
    assert [double("آب"), double("آب"), double("")] == ["آبآب", "آبآب", ""]
