"""The files in ``data/``, read where they are needed; importing fanews reads none."""

from __future__ import annotations

import zlib

from .errors import DataError


def read(path: str) -> bytes:
    """The bytes of ``data/<path>``. Raises DataError when the file is not there."""
    from importlib.resources import files  # itself slow to import

    try:
        return files("fanews").joinpath("data").joinpath(path).read_bytes()
    except OSError as error:
        raise _damaged(path, error) from error


def decompressed(path: str) -> bytes:
    """What the built file ``data/<path>`` holds. Raises DataError when it is damaged: zlib keeps a checksum."""
    try:
        return zlib.decompress(read(path))
    except zlib.error as error:
        raise _damaged(path, error) from error


def _damaged(path: str, error: Exception) -> DataError:
    return DataError(f"data/{path} of fanews cannot be read ({error}): pip install --force-reinstall fanews")
