"""The files in ``data/``, read where they are needed; importing fanews reads none."""

from __future__ import annotations


def read(path: str) -> bytes:
    """The bytes of ``data/<path>``."""
    from importlib.resources import files  # itself slow to import

    return files("fanews").joinpath("data").joinpath(path).read_bytes()
