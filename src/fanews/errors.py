"""The errors fanews raises. Each subclasses a built-in, so ``except ValueError`` keeps working."""

from __future__ import annotations

__all__ = [
    "ArticleError",
    "DataError",
    "DateError",
    "EditError",
    "FanewsError",
    "NumberError",
    "RuleError",
    "SizeError",
    "WorkerError",
]


class FanewsError(Exception):
    """Base of every error that fanews raises on purpose."""


class NumberError(FanewsError, ValueError):
    """The string is not, as a whole, a number; or the number cannot be written in words."""


class DateError(FanewsError, ValueError):
    """The string is not, as a whole, a date."""


class RuleError(FanewsError, LookupError):
    """No rule, or no rule table, has that name."""


class EditError(FanewsError, ValueError):
    """The edits do not fit the text they are applied to."""


class ArticleError(FanewsError, ValueError):
    """The data is not an Article as ``Article.to_dict`` writes it."""


class WorkerError(FanewsError, RuntimeError):
    """A worker process of `pipe` died, or could not begin."""


class SizeError(FanewsError, ValueError):
    """The text is longer than its `max_chars`."""


class DataError(FanewsError, RuntimeError):
    """A file that comes with fanews is missing or damaged; to install fanews again mends that."""


def demand_str(value: object, caller: str, max_chars: int | None = None) -> str:
    """Return `value` if it is a ``str`` of no more than `max_chars` code points.

    Raise a TypeError that shows the way, or a SizeError, otherwise.
    """
    if isinstance(value, str):
        if max_chars is not None and len(value) > max_chars:
            raise SizeError(f"the text has {len(value):,} characters, more than max_chars={max_chars:,}")
        return value
    if isinstance(value, (bytes, bytearray)):
        raise TypeError(
            f"{caller}() takes text, not bytes: decode first, for instance data.decode('utf-8')"
            " (old Persian pages are often 'windows-1256')"
        )
    raise TypeError(f"{caller}() takes a str, not {type(value).__name__}")
