"""Raw Persian news text in, structure out.

>>> import fanews
>>> article = fanews.parse("وزیر نیرو گفت:سدها پر می شوند.")
>>> print(article.text)
وزیر نیرو گفت: سدها پر می‌شوند.
>>> quote = article.quotes[0]
>>> print(quote.speaker, "|", quote.cue, "|", quote.content)
وزیر نیرو | گفت | سدها پر می‌شوند
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .article import Article as Article
    from .article import parse as parse
    from .batch import pipe as pipe
    from .calendar import Date as Date
    from .calendar import parse_date as parse_date
    from .dateline import Dateline as Dateline
    from .dateline import find_dateline as find_dateline
    from .errors import ArticleError as ArticleError
    from .errors import DataError as DataError
    from .errors import DateError as DateError
    from .errors import EditError as EditError
    from .errors import FanewsError as FanewsError
    from .errors import NumberError as NumberError
    from .errors import RuleError as RuleError
    from .errors import SizeError as SizeError
    from .errors import WorkerError as WorkerError
    from .lexicon import Lexicon as Lexicon
    from .normalize import Normalized as Normalized
    from .normalize import check as check
    from .normalize import normalize as normalize
    from .numbers import Number as Number
    from .numbers import find_numbers as find_numbers
    from .numerals import format_number as format_number
    from .numerals import parse_number as parse_number
    from .numerals import spell_number as spell_number
    from .numerals import spell_ordinal as spell_ordinal
    from .numerals import to_digits as to_digits
    from .quotes import Quote as Quote
    from .quotes import find_quotes as find_quotes
    from .records import schema as schema
    from .rules import Rule as Rule
    from .rules import rule as rule
    from .rules import rules as rules
    from .spacing import Style as Style
    from .speakers import Person as Person
    from .text import Edit as Edit
    from .text import Passage as Passage
    from .text import Span as Span
    from .text import apply_edits as apply_edits
    from .workers import Failure as Failure

__version__ = "0.1.0"

_PUBLIC = {
    "article": "Article parse",
    "batch": "pipe",
    "calendar": "Date parse_date",
    "dateline": "Dateline find_dateline",
    "errors": "ArticleError DataError DateError EditError FanewsError NumberError RuleError SizeError WorkerError",
    "lexicon": "Lexicon",
    "normalize": "Normalized check normalize",
    "numbers": "Number find_numbers",
    "numerals": "format_number parse_number spell_number spell_ordinal to_digits",
    "quotes": "Quote find_quotes",
    "records": "schema",
    "rules": "Rule rule rules",
    "spacing": "Style",
    "speakers": "Person",
    "text": "Edit Passage Span apply_edits",
    "workers": "Failure",
}
"""The public names, by the module that has them. A module is imported when one of its names is first used."""

_HOME = {name: module for module, names in _PUBLIC.items() for name in names.split()}

__all__ = sorted(_HOME)


if not TYPE_CHECKING:  # a type checker knows the names from above, and reports any other

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})


class _Package(ModuleType):
    """This package, in which the modules `normalize` and `rules` do not take the place of the functions."""

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _HOME or not isinstance(value, ModuleType):
            super().__setattr__(name, value)

    def __reduce__(self) -> tuple[object, tuple[str]]:  # Spark, Dask and Ray pickle what a function mentions
        return import_module, (self.__name__,)


sys.modules[__name__].__class__ = _Package
