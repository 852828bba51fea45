"""Raw Persian news text in, structure out.

>>> import fanews
>>> article = fanews.parse("وزیر نیرو گفت:سدها پر می شوند.")
>>> print(article.text)
وزیر نیرو گفت: سدها پر می‌شوند.
>>> quote = article.quotes[0]
>>> print(quote.speaker, "|", quote.cue, "|", quote.content)
وزیر نیرو | گفت | سدها پر می‌شوند
"""

from .article import Article, parse
from .batch import pipe
from .calendar import Date
from .dateline import Dateline, find_dateline
from .errors import ArticleError, EditError, FanewsError, NumberError, RuleError, WorkerError
from .lexicon import Lexicon
from .normalize import Normalized, check, normalize
from .numbers import Number, find_numbers
from .numerals import format_number, parse_number, spell_number, spell_ordinal, to_digits
from .quotes import Quote, find_quotes
from .records import schema
from .rules import Rule, rule, rules
from .spacing import Style
from .speakers import Person
from .text import Edit, Passage, Span, apply_edits
from .workers import Failure

__version__ = "0.1.0"

__all__ = [
    "Article",
    "ArticleError",
    "Date",
    "Dateline",
    "Edit",
    "EditError",
    "Failure",
    "FanewsError",
    "Lexicon",
    "Normalized",
    "Number",
    "NumberError",
    "Passage",
    "Person",
    "Quote",
    "Rule",
    "RuleError",
    "Span",
    "Style",
    "WorkerError",
    "apply_edits",
    "check",
    "find_dateline",
    "find_numbers",
    "find_quotes",
    "format_number",
    "normalize",
    "parse",
    "parse_number",
    "pipe",
    "rule",
    "rules",
    "schema",
    "spell_number",
    "spell_ordinal",
    "to_digits",
]
