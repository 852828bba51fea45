"""Lets the API pages show doctests as code: a Griffe extension that fences them (named in mkdocs.yml)."""

from __future__ import annotations

import re
from typing import Any

import griffe

_DOCTEST = re.compile(r"(?:^>>> .*\n(?:.+\n?)*)", re.MULTILINE)


class DoctestFences(griffe.Extension):
    """Puts every doctest of a docstring between code fences."""

    def on_object(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        """Called for each object once it is loaded."""
        if obj.docstring:
            obj.docstring.value = _DOCTEST.sub(lambda m: f"\n```python\n{m[0].rstrip()}\n```\n", obj.docstring.value)
