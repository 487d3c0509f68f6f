"""The words of a Chinese text (分词), by rjieba, whose dictionary takes longer to load than all else that composes.

So it is loaded when the first text needs it; where another process has it already, that one may be asked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Ask = Callable[..., Callable[[], Any]]
"""Lets another process do a function, whose first argument means nothing; what comes back waits for the result."""

_LIBRARY = "rjieba"
_ELSEWHERE: list[Ask] = []


@contextmanager
def asking(ask: Ask | None) -> Iterator[None]:
    """While it lasts, another process may be asked (None: there is none). What it cannot say is found here."""
    _ELSEWHERE.append(ask or _nobody)
    try:
        yield
    finally:
        _ELSEWHERE.pop()


def words_of(text: str) -> list[str]:
    """What the segmenter takes `text` for."""
    found = _asked(_words, text)
    return _words(None, text) if found is None else list(found)


def kinds_of(text: str) -> list[tuple[str, str]]:
    """The same words, each with its kind (nr: the name of a person)."""
    found = _asked(_kinds, text)
    return _kinds(None, text) if found is None else list(found)


def _asked(work: Callable[[None, str], list[Any]], text: str) -> list[Any] | None:
    if not _ELSEWHERE or _LIBRARY in sys.modules:
        return None
    found: list[Any] | None = _ELSEWHERE[-1](work, text)()
    return found


def _nobody(work: Callable[..., Any], *given: Any) -> Callable[[], None]:
    return lambda: None


def _words(kit: None, text: str) -> list[str]:
    import rjieba

    return list(rjieba.cut(text, True))


def _kinds(kit: None, text: str) -> list[tuple[str, str]]:
    import rjieba

    return list(rjieba.tag(text, True))
