"""The errors fanews raises. Each subclasses a built-in, so ``except ValueError`` keeps working."""

from __future__ import annotations

__all__ = ["ArticleError", "DateError", "EditError", "FanewsError", "NumberError", "RuleError", "WorkerError"]


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


def demand_str(value: object, caller: str) -> str:
    """Return `value` if it is a ``str``; raise a TypeError that shows the way otherwise."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bytes, bytearray)):
        raise TypeError(
            f"{caller}() takes text, not bytes: decode first, for instance data.decode('utf-8')"
            " (old Persian pages are often 'windows-1256')"
        )
    raise TypeError(f"{caller}() takes a str, not {type(value).__name__}")
