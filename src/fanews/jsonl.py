"""Many articles in files: the items of the input (a line of JSON, a text file), and the line of output for each."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, cast

from attrs import frozen

from .article import Article, parse
from .errors import FanewsError

KEYS = ("text", "id", "title", "published", "url")


class InputError(FanewsError, ValueError):
    """The input, the output or a setting cannot be used; the message is one line for the user."""


@frozen(kw_only=True)
class Settings:
    """How items are read: which key of the JSON object is the text (and so on), the encoding, the longest text."""

    keys: Mapping[str, str]
    encoding: str = "utf-8"
    max_chars: int = 10_000_000

    def __attrs_post_init__(self) -> None:
        try:
            plain = self.encoding == "auto" or "\n".encode(self.encoding) == b"\n"
        except LookupError:
            raise InputError(f"unknown encoding {self.encoding!r}") from None
        if not plain:
            raise InputError(f"files in {self.encoding} cannot be cut into lines; make them utf-8")

    @property
    def max_bytes(self) -> int:
        r"""The longest line worth reading: six bytes a character (``\u0633``), and room for the other keys."""
        return 6 * self.max_chars + 1_000_000


@frozen
class Item:
    """One line or file of the input: its number from 1, the name of the file (None for a line), and its bytes."""

    number: int
    name: str | None
    data: bytes


# ---- in the worker -------------------------------------------------------------------------------------


def article_line(item: Item, settings: Settings) -> bytes:
    """The line of output for an item. Raises ValueError where it cannot be read as an article."""
    text = decode(item.data, settings.encoding)
    if item.name is not None:
        return _line(item.number, item.name, parse(text, max_chars=settings.max_chars))
    record = _record(text)
    given: dict[str, Any] = {key: record.get(settings.keys[key]) for key in KEYS}
    if settings.keys["text"] not in record:
        raise ValueError(f"no {settings.keys['text']!r} in it; it has {', '.join(map(repr, record)) or 'nothing'}")
    for key in ("text", "title", "published", "url"):
        if not isinstance(given[key], str) and (key == "text" or given[key] is not None):
            raise ValueError(f"{settings.keys[key]!r} should be a string, not {type(given[key]).__name__}")
    id = given.pop("id")
    return _line(item.number, id, parse(**given, max_chars=settings.max_chars))


def _record(text: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos}") from error
    except RecursionError as error:
        raise ValueError("not an article: the JSON is nested too deep") from error
    if not isinstance(record, dict):
        raise ValueError(f"not a JSON object but a {type(record).__name__}; every line should be one object")
    return record


def _line(number: int, id: Any, article: Article) -> bytes:
    return json_line({"line": number, "id": id, "article": article.to_dict()})


def json_line(data: Any) -> bytes:
    """`data` as one line of JSON; half a surrogate pair, which UTF-8 cannot write, has the whole line escaped."""
    try:
        return (json.dumps(data, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(data) + "\n").encode()


def decode(data: bytes, encoding: str) -> str:
    """`data` as text; ``auto`` is UTF-8, or windows-1256 where it is plainly that. Raises ValueError."""
    usual = encoding.lower() in ("auto", "utf-8", "utf8")
    try:
        return data.decode("utf-8-sig" if usual else encoding)
    except UnicodeDecodeError as error:
        persian = usual and _is_windows_1256(data)
        if persian and encoding.lower() == "auto":
            return data.decode("windows-1256")
        hint = "; this looks like --encoding windows-1256 (or auto)" if persian else ""
        raise ValueError(f"byte {error.start} is not {'utf-8' if usual else encoding}{hint}") from error


def _is_windows_1256(data: bytes) -> bool:
    """Whether hardly anything of `data` is UTF-8, and most of it is Arabic script in windows-1256."""
    foreign = bytes(b for b in data if b >= 0x80)
    arabic = sum("\u0600" <= c <= "\u06ff" for c in foreign.decode("windows-1256"))
    return 2 * data.decode(errors="replace").count("\ufffd") > len(foreign) and 2 * arabic > len(foreign)


# ---- files that may be compressed ----------------------------------------------------------------------


def _zstd() -> ModuleType:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError as error:
        raise InputError('files that end in .zst need backports.zstd: pip install "fanews[cli]"') from error
    return zstd


def opened(raw: BinaryIO, name: str) -> BinaryIO:
    """What the file holds, uncompressed."""
    if name.endswith(".gz"):
        return cast(BinaryIO, gzip.open(raw))
    if name.endswith(".zst"):
        return cast(BinaryIO, _zstd().open(raw))
    return raw


def packer(name: str) -> Callable[[bytes], bytes]:
    """Makes of some bytes what is to be appended to a file of that name."""
    if name.endswith(".gz"):
        return partial(gzip.compress, compresslevel=6, mtime=0)
    if name.endswith(".zst"):
        return cast(Callable[[bytes], bytes], _zstd().compress)
    return bytes


# ---- the input -----------------------------------------------------------------------------------------


class BlankError(Exception):
    """Nothing stands on the line; it is passed over."""


Read = tuple[Item, Exception | None]  # an item, and why it is none after all


class Lines:
    """A file of JSON lines, or standard input (``-``); ``.gz`` and ``.zst`` are unpacked."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = "standard input" if name == "-" else name
        self._max = settings.max_bytes
        try:
            self._raw: BinaryIO = sys.stdin.buffer if name == "-" else open(name, "rb")  # noqa: SIM115 (see close)
            self.total = os.fstat(self._raw.fileno()).st_size if self._raw.seekable() else None
        except OSError as error:
            raise InputError(f"{name}: {error.strerror}") from error
        self._file = opened(self._raw, name)

    def place(self) -> int:
        """How many bytes of the file have been read, 0 where that has no meaning."""
        return self._raw.tell() if self.total is not None else 0

    def close(self) -> None:
        self._raw.close()

    def __iter__(self) -> Iterator[Read]:
        for number in count(1):
            try:
                data = self._file.readline(self._max + 1)
                rest = data
                while len(rest) > self._max and not rest.endswith(b"\n"):
                    rest = self._file.readline(self._max + 1)
            except Exception as error:  # each kind of compression has errors of its own
                raise InputError(f"{self.name}: cannot be read beyond line {number - 1}: {error}") from error
            if not data:
                return
            item = Item(number, None, data.rstrip(b"\r\n"))
            yield item, _too_long(item, self._max) if item.data.strip() else BlankError()


class Files:
    """Text files, an article each; a folder stands for the ``.txt`` files in it."""

    def __init__(self, names: Sequence[str], settings: Settings) -> None:
        self.name = names[0] if len(names) == 1 else f"{len(names)} inputs"
        self._max = settings.max_bytes
        self._paths: list[Path] = []
        for path in map(Path, names):
            if not path.exists():
                raise InputError(f"{path}: no such file")
            self._paths += sorted(path.rglob("*.txt")) if path.is_dir() else [path]
        self.total = len(self._paths)
        self._read = 0

    def place(self) -> int:
        """How many files have been read."""
        return self._read

    def close(self) -> None:
        """Nothing stays open."""

    def __iter__(self) -> Iterator[Read]:
        for number, path in enumerate(self._paths, 1):
            self._read = number
            try:
                with open(path, "rb") as file:
                    item = Item(number, str(path), file.read(self._max + 1))
            except OSError as error:
                yield Item(number, str(path), b""), error
            else:
                yield item, _too_long(item, self._max)


def _too_long(item: Item, max_bytes: int) -> Exception | None:
    return ValueError(f"longer than {max_bytes:,} bytes (--max-chars)") if len(item.data) > max_bytes else None
