"""`pipe`: many texts, in one process or several, with flat memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from .article import Article, parse
from .lexicon import Lexicon
from .spacing import Style

if TYPE_CHECKING:
    from concurrent.futures import Future

_CHUNK = 32  # texts sent to a worker at a time


def pipe(
    texts: Iterable[str],
    *,
    workers: int = 1,
    lexicon: Lexicon | None = None,
    style: Style = Style(),  # noqa: B008 (frozen)
) -> Iterator[Article]:
    """The Article of each text, in order, as soon as it is ready.

    `workers` processes share the work; only a few chunks are held at a time, so `texts` may be endless.
    `lexicon` and `style` are as in `parse`. Raises ValueError for less than one worker, and TypeError for a text
    that is no ``str``.
    """
    if workers < 1:
        raise ValueError(f"workers must be at least 1, not {workers}")
    if workers == 1:
        return (parse(text, lexicon=lexicon, style=style) for text in texts)
    return _spread(iter(texts), workers, lexicon, style)


def _spread(texts: Iterator[str], workers: int, lexicon: Lexicon | None, style: Style) -> Iterator[Article]:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        waiting: deque[Future[list[Article]]] = deque()
        try:
            while chunk := list(islice(texts, _CHUNK)):
                waiting.append(pool.submit(_parse_all, chunk, lexicon, style))
                if len(waiting) > 2 * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _parse_all(texts: list[str], lexicon: Lexicon | None, style: Style) -> list[Article]:
    return [parse(text, lexicon=lexicon, style=style) for text in texts]
