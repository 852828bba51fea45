"""`pipe`: many texts, in one process or several, with flat memory."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import Literal, overload

from .article import Article, parse
from .errors import SizeError, demand_str
from .lexicon import Lexicon
from .spacing import Style
from .workers import Failure, attempt, spread


@overload
def pipe(
    texts: Iterable[str],
    *,
    workers: int = ...,
    on_error: Literal["raise"] = ...,
    max_chars: int | None = ...,
    lexicon: Lexicon | None = ...,
    style: Style = ...,
) -> Iterator[Article]: ...
@overload
def pipe(
    texts: Iterable[str],
    *,
    workers: int = ...,
    on_error: Literal["record"],
    max_chars: int | None = ...,
    lexicon: Lexicon | None = ...,
    style: Style = ...,
) -> Iterator[Article | Failure]: ...
def pipe(
    texts: Iterable[str],
    *,
    workers: int = 1,
    on_error: Literal["raise", "record"] = "raise",
    max_chars: int | None = None,
    lexicon: Lexicon | None = None,
    style: Style = Style(),  # noqa: B008 (frozen)
) -> Iterator[Article | Failure]:
    """The Article of each text, in order.

    With more than one of them, `workers` are processes that share the work. Texts are read only a little ahead of
    the articles taken, so `texts` may be endless, and memory stays flat. `lexicon` and `style` are as in `parse`.

    What is no ``str`` (TypeError), is longer than `max_chars` code points (SizeError) or ended two worker
    processes (WorkerError) has no Article. With `on_error="raise"` that error is raised in its turn, with a note
    that tells the index; with `"record"` a `Failure` stands in the article's place and the work goes on:

    >>> for article in pipe(["وزیر نیرو گفت: سدها پر است.", None], on_error="record"):
    ...     print(article if isinstance(article, Failure) else article.quotes[0].speaker)
    وزیر نیرو
    item 1: pipe() takes a str, not NoneType

    Raises ValueError for less than one worker or another `on_error`, TypeError for one text instead of many.
    """
    if workers < 1:
        raise ValueError(f"workers must be at least 1, not {workers}")
    if on_error not in ("raise", "record"):
        raise ValueError(f"on_error must be 'raise' or 'record', not {on_error!r}")
    if isinstance(texts, (str, bytes)):
        raise TypeError("pipe() takes many texts; for one text there is parse()")
    work = partial(parse, lexicon=lexicon, style=style)
    items = (_checked(text, max_chars) for text in texts)
    if workers == 1:
        results = (attempt(work, index, item) for index, item in enumerate(items))
    else:
        results = spread(items, work, workers=workers, size=len)
    return results if on_error == "record" else _raised(results)


def _checked(text: str, max_chars: int | None) -> str | Exception:
    try:
        demand_str(text, "pipe", max_chars)
    except (TypeError, SizeError) as error:
        return error
    return str.__str__(text)  # a worker may not know the class of a text that is more than a str


def _raised(results: Generator[Article | Failure, None, None]) -> Iterator[Article]:
    with closing(results):
        for result in results:
            if isinstance(result, Failure):
                result.error.add_note(f"pipe() was at text {result.index}, counted from 0")
                raise result.error
            yield result
