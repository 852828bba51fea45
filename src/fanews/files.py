"""Files to check: which there are, what they hold, and how a repaired one is written back."""

from __future__ import annotations

import codecs
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from attrs import frozen

from .errors import FanewsError
from .prose import SUFFIXES, Kind
from .settings import Settings

_LEFT_OUT = frozenset(("__pycache__", "build", "dist", "node_modules", "site-packages", "venv"))
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class FileError(FanewsError, OSError):
    """A file cannot be read or written; the message is one line, with its name."""


@frozen
class Source:
    """A file as it was read: `data` is ``bom`` and the `text` in the `encoding`, byte for byte."""

    path: str
    data: bytes
    bom: bytes
    text: str
    encoding: str

    @property
    def kind(self) -> Kind:
        """What the name says that the file is, without a suffix text. Raises FileError for an unknown suffix."""
        suffix = Path(self.path).suffix
        if not suffix:
            return "text"
        if suffix.lower() not in SUFFIXES:
            hint = f"if it is plain text, fanews check - < {self.path}"
            raise FileError(f"{self.path}: what {suffix} files hold is not known to fanews; {hint}")
        return SUFFIXES[suffix.lower()]

    def encoded(self, text: str) -> bytes:
        """`text` as the file would hold it."""
        return self.bom + text.encode(self.encoding)


def find_files(paths: Iterable[str], settings: Settings) -> Iterator[str]:
    """The files to check, each once: those named, and in folders those of a known kind.

    Hidden files and folders, the usual folders of tools, and what the settings exclude are left out; a link to a folder
    is not followed. What is named but does not exist is given too, for whoever reads it to complain.
    """
    seen: set[str] = set()
    for name in paths:
        found = _walk(name, settings) if Path(name).is_dir() else [name]
        for path in found:
            real = os.path.realpath(path)
            if real not in seen and not settings.excludes(path):
                seen.add(real)
                yield path


def _walk(folder: str, settings: Settings) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        inside = [(f, os.path.normpath(os.path.join(here, f))) for f in sorted(folders)]
        folders[:] = [f for f, path in inside if f[0] != "." and f not in _LEFT_OUT and not settings.excludes(path)]
        for file in sorted(files):
            if file[0] != "." and Path(file).suffix.lower() in SUFFIXES:
                yield os.path.normpath(os.path.join(here, file))


def read_file(path: str, encoding: str | None = None) -> Source:
    """A file, decoded as `decode` does. Raises FileError."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise FileError(f"{path}: {error.strerror or error}") from error
    return decode(path, data, encoding)


def decode(path: str, data: bytes, encoding: str | None = None) -> Source:
    """The file `path` that holds `data`, in the `encoding` that is stated, by its byte order mark, as UTF-8, or as
    windows-1256 where that gives Persian. Raises FileError where none of them fits, and for an unknown encoding.
    """
    bom, codec = next(((bom, codec) for bom, codec in _BOMS if data.startswith(bom)), (b"", encoding or "utf-8"))
    try:
        source = Source(path, data, bom, data[len(bom) :].decode(codec), codec)
        if source.encoded(source.text) != data:
            raise FileError(f"{path}: cannot be written in {codec} just as it is")
        return source
    except LookupError as error:
        raise FileError(f"unknown encoding {codec!r}") from error
    except UnicodeDecodeError as error:
        if encoding is None and not bom and _is_windows_1256(data):
            return Source(path, data, b"", data.decode("windows-1256"), "windows-1256")
        hint = "say what it is with --encoding; old Persian files are often windows-1256"
        raise FileError(f"{path}: byte {error.start} is not {codec}: {hint}") from error


def _is_windows_1256(data: bytes) -> bool:
    """Whether `data` read as windows-1256 is nearly all letters and marks; of other encodings it has many signs."""
    foreign = [c for c in data.decode("windows-1256") if c > "\x7f"]
    return sum("\u060c" <= c <= "\u06d2" or c in "\u200c\u00a0«»" for c in foreign) > 0.9 * len(foreign)


def write_file(source: Source, text: str) -> None:
    """Put `text` into the file that `source` was read from, all of it or nothing, with the file's mode.

    A link stays a link. Raises FileError when the file may not be written or is not what was read.
    """
    path = Path(os.path.realpath(source.path))
    temporary = None
    try:
        if path.read_bytes() != source.data:
            raise FileError(f"{source.path}: changed while it was checked, and left alone; run fanews check again")
        if not os.access(path, os.W_OK) or not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise FileError(f"{source.path}: is read-only, and was not fixed")
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(source.encoded(text))
        shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except FileError:
        raise
    except OSError as error:
        raise FileError(f"{source.path}: {error.strerror or error}") from error
    finally:
        if temporary:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
