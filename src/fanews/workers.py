"""`spread`: the same work on many items, in worker processes, in order, with flat memory.

A worker is a Python process of its own, begun with ``subprocess`` and spoken to through its standard input and
output. So nothing is forked (threads and locks of the caller are safe), the caller's script is not run again (no
``if __name__ == "__main__"`` is needed), a worker loads its tables once, and it ends by itself when the process that
began it is gone, however that ended.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, TypeVar, cast

from attrs import frozen

from .errors import WorkerError

T = TypeVar("T")
R = TypeVar("R")
Chunk = list[tuple[int, T | Exception]]

_CHUNK = 30_000  # characters that a worker is handed at a time: some fifteen articles
_ITEM = 200  # what an item counts for beside its size, so that a chunk of empty ones has an end
_BEGIN = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); import fanews.workers as w; w.serve()"


@frozen
class Failure:
    """An item that could not be done: its `index` among the items, from 0, and the `error` that says why."""

    index: int
    error: Exception

    def __str__(self) -> str:
        return f"item {self.index}: {self.error}"


def attempt(work: Callable[[T], R], index: int, item: T | Exception) -> R | Failure:
    """What `work` makes of `item`, or the Failure. An item that is an exception has failed already."""
    if isinstance(item, Exception):
        return Failure(index, item)
    try:
        return work(item)
    except Exception as error:
        return Failure(index, error)


def spread(
    items: Iterable[T | Exception], work: Callable[[T], R], *, workers: int, size: Callable[[T], int]
) -> Generator[R | Failure, None, None]:
    """What `work` makes of each item, in order, done by `workers` processes.

    `work`, the items and what comes back are pickled. `size` says how long an item is, in characters. Items are
    read only a few chunks ahead of what has been taken; an error in reading them is raised after the results of
    the items before it. When a worker dies, what it had in hand is done again, item by item; an item with which
    another dies is a Failure with a WorkerError. Raises WorkerError when a worker cannot begin.
    """
    from concurrent.futures import ThreadPoolExecutor

    crew = [_Worker(work) for _ in range(workers)]
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for worker in crew:
        idle.put(worker)

    def answers(chunk: Chunk[T]) -> list[R | Failure]:
        worker = idle.get()  # there is one: as many threads as workers
        try:
            return worker.answers(chunk)
        finally:
            idle.put(worker)

    threads = ThreadPoolExecutor(workers)
    try:
        submitted = (threads.submit(answers, chunk) for chunk in _chunks(items, size))
        for future in _ahead(submitted, 2 * workers):
            yield from future.result()
    finally:
        for worker in crew:
            worker.close()
        threads.shutdown(cancel_futures=True)
        for worker in crew:
            worker.end()


def _chunks(items: Iterable[T | Exception], size: Callable[[T], int]) -> Iterator[Chunk[T]]:
    chunk: Chunk[T] = []
    room = _CHUNK
    broken = None
    try:
        for index, item in enumerate(items):
            chunk.append((index, item))
            room -= _ITEM + (0 if isinstance(item, Exception) else size(item))
            if room <= 0:
                yield chunk
                chunk, room = [], _CHUNK
    except Exception as error:
        broken = error
    if chunk:
        yield chunk
    if broken:
        raise broken


def _ahead(source: Iterator[T], count: int) -> Iterator[T]:
    """`source`, read `count` items ahead."""
    read: deque[T] = deque()
    broken = None
    try:
        for item in source:
            read.append(item)
            if len(read) > count:
                yield read.popleft()
    except Exception as error:
        broken = error
    yield from read
    if broken:
        raise broken


class _DiedError(Exception):
    """The process is gone; the message says how it ended."""


class _Worker:
    """A worker process, begun when it is first needed, and again when it has died."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self._work = work
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = threading.Lock()  # held where a process begins, so that none begins after `close`

    def answers(self, chunk: Chunk[Any]) -> list[Any]:
        """What the worker makes of each item of the chunk."""
        try:
            return cast(list[Any], self._ask(chunk))
        except _DiedError:
            return [self._alone(index, item) for index, item in chunk]  # one of them may be to blame

    def _alone(self, index: int, item: Any) -> Any:
        try:
            return self._ask([(index, item)])[0]
        except _DiedError as death:
            return Failure(index, WorkerError(f"two worker processes died with it in hand; the second {death}"))

    def _ask(self, message: Any) -> Any:
        return self._exchange(self._process or self._begin(), message)

    def _begin(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise WorkerError("the worker processes have been ended")
            try:
                process = self._process = subprocess.Popen(
                    [sys.executable, "-c", _BEGIN], stdin=subprocess.PIPE, stdout=subprocess.PIPE
                )
            except OSError as error:
                raise WorkerError(f"a worker process cannot begin: {error}") from error
        try:
            self._exchange(process, sys.path)
            self._exchange(process, self._work)
        except _DiedError as death:
            raise WorkerError(f"a worker process cannot begin: it {death}") from death
        return process

    def _exchange(self, process: subprocess.Popen[bytes], message: Any) -> Any:
        """Send a message and wait for the answer."""
        assert process.stdin
        assert process.stdout
        try:
            pickle.dump(message, process.stdin)
            process.stdin.flush()
            return pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.end()
            code = process.returncode
            raise _DiedError(f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}") from error

    def close(self) -> None:
        """Kill the process and begin no other; whoever waits for it hears that it died."""
        with self._lock:
            self._closed = True
            process = self._process
        if process:
            process.kill()

    def end(self) -> None:
        """Clear the process away."""
        if self._process:
            with suppress(BrokenPipeError), self._process as process:
                process.kill()
            self._process = None


def serve() -> None:
    """The life of a worker process: answer every message, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that began this one
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the work prints must not come between the answers

    def answer(message: Any) -> None:
        pickle.dump(message, out)
        out.flush()

    try:
        answer(None)  # the path has been read
        work = pickle.load(sys.stdin.buffer)
        answer(None)
        while True:
            answer([attempt(work, index, item) for index, item in pickle.load(sys.stdin.buffer)])
    except (EOFError, BrokenPipeError):
        os._exit(0)  # nobody is listening: no last words
