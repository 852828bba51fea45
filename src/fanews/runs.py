"""`run`: many articles from files to a file of JSON lines, in a run that can be continued.

Every item of the input (a line, a file) becomes one line of the output or one of the errors file, in order. The two
are written in commits, each a whole number of lines and, when compressed, a whole gzip member or zstd frame. After
each commit a small file beside the output, ``OUT.progress``, is replaced: it says how much of the input is behind
us, and how long the two files were then. What stands beyond in them, because the run ended in the middle of the next
commit, is cut off when it is continued; so nothing is lost and nothing written twice, whatever ended it.
"""

from __future__ import annotations

import argparse
import json
import os
import stat
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from io import FileIO
from itertools import combinations, islice
from pathlib import Path
from typing import Any
from zlib import crc32

from attrs import asdict, evolve, frozen

from .errors import FanewsError, WorkerError
from .jsonl import KEYS, BlankError, Files, InputError, Item, Lines, Read, Settings, article_line, json_line, packer
from .workers import spread

_COMMIT_SECONDS = 0.25
_COMMIT_BYTES = 8_000_000
_KEPT = 1_000_000  # bytes of an item that the errors file repeats
_TOLD = 20  # failures that are told on standard error; the errors file has them all
_PLAIN_SECONDS = 10.0  # between two lines of progress where there is no bar


class StoppedError(FanewsError, OSError):
    """The run ended before its end, for want of room or of a reader; the same call continues it."""


# ---- the output ----------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Progress:
    """How far a run has come: what ``OUT.progress`` holds."""

    settings: dict[str, Any]
    items: int = 0  # of the input
    crc: int = 0  # of these items
    articles: int = 0
    failed: int = 0
    out: int = 0  # bytes
    errors: int = 0


class _Log:
    """A file that grows by whole commits. Standard output, and what is no regular file, is only written to."""

    def __init__(self, name: str, length: int) -> None:
        self.name = "standard output" if name == "-" else name
        self.length = length
        self._pack = packer(name)
        self._lines: list[bytes] = []
        self.waiting = 0  # bytes
        try:
            self._file = FileIO(sys.stdout.fileno() if name == "-" else name, "a", closefd=name != "-")
        except OSError as error:
            raise InputError(f"{name}: {error.strerror}") from error
        self.regular = name != "-" and stat.S_ISREG(os.fstat(self._file.fileno()).st_mode)
        if self.regular:
            self._lock()
            if os.fstat(self._file.fileno()).st_size < length:
                raise InputError(f"{name} is shorter than the run that is to be continued left it; see --overwrite")

    def _lock(self) -> None:
        with suppress(ImportError):  # Windows
            import fcntl

            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise InputError(f"{self.name}: another run is writing it") from error

    def add(self, line: bytes) -> None:
        self._lines.append(line)
        self.waiting += len(line)

    def write(self) -> int:
        """Write what was added, on what has been settled; the new length. Can be done again."""
        data = memoryview(self._pack(b"".join(self._lines)) if self._lines else b"")
        length = self.length + len(data)
        if not self.regular:
            self.settle(length)  # what is half written cannot be taken back: never twice
        try:
            if self.regular:
                self._file.truncate(self.length)
            while data:
                data = data[self._file.write(data) :]
            if self.regular:
                os.fsync(self._file.fileno())
        except OSError as error:
            raise StoppedError(f"{self.name}: {error.strerror}") from error
        return length

    def settle(self, length: int) -> None:
        self.length = length
        self._lines.clear()
        self.waiting = 0

    def close(self) -> None:
        """Close the file."""
        self._file.close()


# ---- the run -------------------------------------------------------------------------------------------


def run(
    source: Lines | Files, out: str, *, errors: str | None, settings: Settings, workers: int, overwrite: bool = False
) -> Progress:
    """Write the articles of `source` to `out`, its failures to `errors` (None: nowhere), and say how it went.

    Continues an earlier run with the same `out`, unless `overwrite`; does nothing where that came to the end. Raises
    InputError when something cannot be used, among them an input that breaks off (what came before it is done), and
    StoppedError when the output cannot be written on. ``out="-"`` and devices are written to, and not continued.
    """
    files = [name for name in (source.name, out, errors) if name is not None and Path(name).is_file()]
    if any(os.path.samefile(a, b) for a, b in combinations(files, 2)):
        raise InputError("the input, the output and the errors file must be three files")
    items = iter(source)
    pending: deque[tuple[Item, int]] = deque()  # what is being worked on, with the checksum up to it

    with closing(_Output(out, errors, settings, overwrite)) as output, closing(_Display(source)) as display:
        _pass_over(items, output.progress, source.name)

        def feed() -> Iterator[Item | Exception]:
            crc = output.progress.crc
            for item, error in items:
                crc = _checksum(item, crc)
                pending.append((item, crc))
                yield error or item

        work = partial(article_line, settings=settings)
        with closing(spread(feed(), work, workers=workers, size=lambda item: len(item.data) // 2)) as results:
            try:
                for result in results:
                    item, crc = pending.popleft()
                    if isinstance(result, bytes):
                        output.add(item, crc, result)
                    elif isinstance(result.error, BlankError):
                        output.add_nothing(item, crc)
                    else:
                        display.tell(f"{item.name or f'{source.name}:{item.number}'}: {result.error}")
                        output.add_failure(item, crc, result.error)
                    display.update(output.progress)
            except (KeyboardInterrupt, InputError, WorkerError):
                output.commit()
                raise
        output.commit()
        return output.progress


def _pass_over(items: Iterator[Read], progress: Progress, name: str) -> None:
    """Read the items that are behind us, and see that they are the same."""
    crc = 0
    for item, _ in islice(items, progress.items):
        crc = _checksum(item, crc)
    if crc != progress.crc:
        raise InputError(f"{name}: its first {progress.items} items are not those of the earlier run; see --overwrite")


def _checksum(item: Item, crc: int) -> int:
    return crc32(f"{item.name}\n".encode(errors="replace") + item.data + b"\n", crc)


class _Output:
    """The output, the errors file and the progress, which are committed together."""

    def __init__(self, out: str, errors: str | None, settings: Settings, overwrite: bool) -> None:
        regular = Path(out).is_file() or not Path(out).exists()
        self._kept = Path(f"{out}.progress") if out != "-" and regular else None
        self.progress = Progress(settings={**asdict(settings), "errors": errors})
        if not overwrite and not (self._kept and self._resume(self._kept, out)):
            for name in (out, errors):
                if name and Path(name).is_file() and os.path.getsize(name):
                    raise InputError(f"{name} exists, and no {out}.progress to continue from; see --overwrite")
        self._out = _Log(out, self.progress.out)
        self._errors = _Log(errors, self.progress.errors) if errors else None
        self._due = 0.0
        self.commit()

    def _resume(self, kept: Path, out: str) -> bool:
        """Take up the progress of an earlier run; False if there was none."""
        if not kept.exists():
            return False
        try:
            earlier = Progress(**json.loads(kept.read_bytes()))
        except (OSError, ValueError, TypeError) as error:
            raise InputError(f"{kept} cannot be read: {error}; see --overwrite") from error
        if earlier.settings != self.progress.settings:
            raise InputError(f"{out} was begun with other settings: {earlier.settings}; see --overwrite")
        self.progress = earlier
        return True

    def add(self, item: Item, crc: int, line: bytes) -> None:
        """An article, as its line."""
        self._out.add(line)
        self._passed(item, crc, articles=self.progress.articles + 1)

    def add_failure(self, item: Item, crc: int, error: Exception) -> None:
        """What is no article, and why."""
        if self._errors:
            given = item.data[:_KEPT].decode(errors="backslashreplace")
            self._errors.add(json_line({"line": item.number, "id": item.name, "reason": str(error), "input": given}))
        self._passed(item, crc, failed=self.progress.failed + 1)

    def add_nothing(self, item: Item, crc: int) -> None:
        """An empty line."""
        self._passed(item, crc)

    def _passed(self, item: Item, crc: int, **counts: Any) -> None:
        self.progress = evolve(self.progress, items=item.number, crc=crc, **counts)
        waiting = self._out.waiting + (self._errors.waiting if self._errors else 0)
        if waiting > _COMMIT_BYTES or time.monotonic() > self._due:
            self.commit()

    def commit(self) -> None:
        """Write everything so far so that nothing can take it back. Can be done again when it was interrupted."""
        out = self._out.write()
        errors = self._errors.write() if self._errors else 0
        self.progress = evolve(self.progress, out=out, errors=errors)
        if self._kept:
            _replace(self._kept, json.dumps(asdict(self.progress)).encode())
        self._out.settle(out)
        if self._errors:
            self._errors.settle(errors)
        self._due = time.monotonic() + _COMMIT_SECONDS

    def close(self) -> None:
        """Close the files; an errors file without an error goes."""
        self._out.close()
        if self._errors:
            self._errors.close()
            if self._errors.regular and not self._errors.length:
                os.unlink(self._errors.name)


def _replace(path: Path, data: bytes) -> None:
    new = Path(f"{path}.new")
    try:
        with open(new, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        raise StoppedError(f"{path}: {error.strerror}") from error


# ---- what the user sees --------------------------------------------------------------------------------


class _Display:
    """Failures on standard error, and how far the run has come, if that is a terminal."""

    def __init__(self, source: Lines | Files) -> None:
        self._source = source
        self._told = 0
        self._next = time.monotonic() + _PLAIN_SECONDS
        self._terminal = sys.stderr.isatty()
        self._bar: Any = None
        if self._terminal:
            with suppress(ImportError):
                from tqdm import tqdm

                unit = {"unit": "B", "unit_scale": True} if isinstance(source, Lines) else {"unit": "file"}
                self._bar = tqdm(total=source.total, desc=os.path.basename(source.name), file=sys.stderr, **unit)

    def tell(self, message: str) -> None:
        """Print a failure, unless there have been many."""
        self._told += 1
        if self._told <= _TOLD:
            last = " (those that follow are not shown)" if self._told == _TOLD else ""
            (print if self._bar is None else self._bar.write)(f"fanews: {message}{last}", file=sys.stderr)

    def update(self, progress: Progress) -> None:
        if self._bar is not None:
            self._bar.set_postfix(items=progress.items, failed=progress.failed, refresh=False)
            self._bar.update(self._source.place() - self._bar.n)
        elif self._terminal and time.monotonic() > self._next:
            self._next += _PLAIN_SECONDS
            print(f"{self._source.name}: {progress.items:,} done, {progress.failed:,} failed", file=sys.stderr)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


# ---- the command line ----------------------------------------------------------------------------------


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``fanews parse`` for many articles."""
    many = parser.add_argument_group(
        "many articles", "An interrupted run goes on when the same command is given again."
    )
    many.add_argument("--jsonl", metavar="FILE", help="a JSON object a line: text; id, title, published, url if known")
    many.add_argument("--out", metavar="FILE", help="where a line of JSON for each article goes (with --jsonl: -)")
    many.add_argument("--errors", metavar="FILE", help="what failed, and why (default: OUT.errors)")
    many.add_argument("--workers", type=int, default=_cores(), metavar="N", help="processes (default: one a core)")
    many.add_argument("--key", action="append", default=[], metavar="text=NAME", help="what a key is called in --jsonl")
    parser.add_argument("--max-chars", type=int, default=10_000_000, metavar="N", help="a longer text is refused")
    many.add_argument("--overwrite", action="store_true", help="begin anew, whatever --out holds")


def command(args: argparse.Namespace) -> int:
    """Run ``fanews parse`` for many articles; the exit code. Raises InputError as `run` does."""
    if args.title or args.published or args.url:
        raise InputError("--title, --published and --url are for one article; in --jsonl each line has its own")
    if bool(args.jsonl) == bool(args.file):
        raise InputError("the input is either --jsonl or files")
    if args.workers < 1:
        raise InputError(f"--workers must be at least 1, not {args.workers}")
    out = args.out or "-"
    errors = args.errors or (f"{out}.errors" if out != "-" else None)
    settings = Settings(keys=_keys(args.key), encoding=args.encoding, max_chars=args.max_chars)
    source = Lines(args.jsonl, settings) if args.jsonl else Files(args.file, settings)
    try:
        with closing(source):
            done = run(source, out, errors=errors, settings=settings, workers=args.workers, overwrite=args.overwrite)
    except (StoppedError, KeyboardInterrupt) as stop:
        again = "" if out == "-" else "; the same command goes on from here"
        print(f"fanews: {str(stop) or 'stopped'}{again}", file=sys.stderr)
        return 3 if isinstance(stop, StoppedError) else 130
    failed = f", {done.failed:,} failed" + (f" (see {errors})" if errors else "") if done.failed else ""
    print(f"fanews: {source.name}: {done.articles:,} articles{failed}", file=sys.stderr)
    return 1 if done.failed else 0


def _keys(given: list[str]) -> dict[str, str]:
    """The names that keys have in the input: ``--key text=body``."""
    keys = {key: key for key in KEYS}
    for pair in given:
        key, _, name = pair.partition("=")
        if key not in keys or not name:
            raise InputError(f"--key {pair}: should be KEY=NAME, KEY one of {', '.join(KEYS)}")
        keys[key] = name
    return keys


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
