"""How a build shows that it goes on: a bar on a terminal, one line for each document otherwise."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from typing import TextIO

from ygt_docs.building.outcome import Outcome, State
from ygt_docs.problems import Severity

_BAR = 24
_LINE = 79
_COLOURS = {
    State.GOOD: "32",
    State.DRAFT: "33",
    State.FAULTY: "31",
    Severity.ERROR: "31",
    Severity.WARNING: "33",
    Severity.NOTE: "36",
}
_WAITING = "另一个生成正在写同一个输出文件夹，等它结束……"


def is_terminal(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """True if a person watches `stream` and it can move its cursor."""
    return stream.isatty() and environment.get("TERM") != "dumb"


class Palette:
    """Colours a word where colours are wanted: on a terminal, unless NO_COLOR says no."""

    def __init__(self, stream: TextIO, environment: Mapping[str, str] = os.environ) -> None:
        self._on = is_terminal(stream, environment) and not environment.get("NO_COLOR")

    def paint(self, word: State | Severity) -> str:
        """`word`, in its colour or plain."""
        if self._on:
            return f"\x1b[{_COLOURS[word]}m{word}\x1b[0m"
        return str(word)


class Silent:
    """Says nothing."""

    def begin(self, total: int) -> None:
        """Nothing to say."""

    def waiting(self) -> None:
        """Nothing to say."""

    def finished(self, outcome: Outcome) -> None:
        """Nothing to say."""

    def end(self) -> None:
        """Nothing to say."""


class Lines:
    """One line for each document, as it is done."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def begin(self, total: int) -> None:
        """Say nothing yet."""

    def waiting(self) -> None:
        """Say why nothing happens."""
        print(_WAITING, file=self._stream, flush=True)

    def finished(self, outcome: Outcome) -> None:
        """One document's line."""
        print(line_of(outcome), file=self._stream, flush=True)

    def end(self) -> None:
        """Nothing is left to say."""


class Bar:
    """A bar that grows in one line, and is wiped away at the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._done = self._total = 0

    def begin(self, total: int) -> None:
        """Draw the empty bar."""
        self._total = total
        self._draw("")

    def waiting(self) -> None:
        """Say why nothing happens."""
        print(_WAITING, file=self._stream, flush=True)

    def finished(self, outcome: Outcome) -> None:
        """Let the bar grow."""
        self._done += 1
        self._draw(outcome.name)

    def end(self) -> None:
        """Wipe the bar away: the summary says the rest."""
        print(f"\r{' ' * _LINE}\r", end="", file=self._stream, flush=True)

    def _draw(self, name: str) -> None:
        filled = _BAR * self._done // self._total if self._total else _BAR
        text = _cut(f"[{'█' * filled}{'·' * (_BAR - filled)}] {self._done}/{self._total} {name}", _LINE)
        print(f"\r{text}{' ' * (_LINE - columns_of(text))}", end="", file=self._stream, flush=True)


def line_of(outcome: Outcome) -> str:
    """State, name, pages and number of problems of one document, in one line."""
    pages = outcome.report["pages"]
    parts = [outcome.name, f"{pages} 页" if pages is not None else "没有生成文件"]
    for level, count in counts(outcome).items():
        if count:
            parts.append(f"{level} {count}")
    parts += ["未变，跳过"] if outcome.skipped else []
    return f"{outcome.state}  {'  '.join(parts)}"


def counts(outcome: Outcome) -> dict[Severity, int]:
    """How many problems of each severity a document has."""
    found = []
    for item in outcome.problems:
        found.append(item.severity)
    result: dict[Severity, int] = {}
    for severity in Severity:
        result[severity] = found.count(severity)
    return result


def columns_of(text: str) -> int:
    """How many columns of a terminal `text` takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _cut(text: str, columns: int) -> str:
    while columns_of(text) > columns:
        text = text[:-1]
    return text
