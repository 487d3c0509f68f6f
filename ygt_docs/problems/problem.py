"""One problem, its place, and a list that collects all of them before anything stops."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from ygt_docs.problems.catalogue import CATALOGUE


class Severity(StrEnum):
    """错误 must not be issued; 警告 should be looked at; 提示 is good to know."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


@dataclass(frozen=True)
class Place:
    """Where something was found.

    `file` is a path relative to the project (None: no file), `line` and `column` count from 1 (None: unknown),
    `page` counts from 1 in a finished document (None: not a page). `cell` is a cell of a sheet, as 名单!B3 (None: no
    sheet); `line` and `column` are then its row and column.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    page: int | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.file or ''} {self.cell}".strip()
        parts = [self.file or ""]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        text = ":".join(part for part in parts if part)
        if self.page is not None:
            return f"{text} 第{self.page}页".strip()
        return text


NOWHERE = Place()


@dataclass(frozen=True)
class Problem:
    """A finding with a stable code (see `catalogue.py`), in words a secretary can act on.

    `strength` and `clause` name the rule of GB/T 9704-2012 behind it (None: not a rule of the standard).
    """

    code: str
    severity: Severity
    message: str
    fix: str
    place: Place = NOWHERE
    strength: str | None = None
    clause: str | None = None

    def __str__(self) -> str:
        head = f"{self.place}: " if str(self.place) else ""
        if self.clause:
            rule = f"（GB/T 9704-2012 {self.clause}，{self.strength}）"
        else:
            rule = ""
        return f"{head}{self.severity} {self.code} {self.message}{rule}" + (f" → {self.fix}" if self.fix else "")

    def as_json(self) -> dict[str, object]:
        """The fields of `--json`, the contract with other programs; `cell` only for what stands in a sheet."""
        place = asdict(self.place)
        if self.place.cell is None:
            del place["cell"]
        return {
            "code": self.code,
            "severity": str(self.severity),
            "strength": self.strength,
            "clause": self.clause,
            **place,
            "message": self.message,
            "fix": self.fix,
        }


def problem(
    code: str, place: Place = NOWHERE, *, strength: str | None = None, clause: str | None = None, **words: object
) -> Problem:
    """The problem `code` of the catalogue, with `words` filled into its message and fix.

    Raises KeyError for a code or a word that the catalogue does not know: that is a bug, never the user's fault.
    """
    entry = CATALOGUE[code]
    return Problem(
        code,
        Severity(entry.severity),
        entry.message.format(**words),
        entry.fix.format(**words),
        place,
        strength,
        clause,
    )


class Problems:
    """A list that grows while work goes on, so that all problems are shown at once."""

    def __init__(self, items: Iterable[Problem] = ()) -> None:
        self._items: list[Problem] = list(items)

    def add(
        self,
        code: str,
        place: Place = NOWHERE,
        *,
        strength: str | None = None,
        clause: str | None = None,
        **words: object,
    ) -> None:
        """Add the problem `code` at `place`; see :func:`problem`."""
        self._items.append(problem(code, place, strength=strength, clause=clause, **words))

    def extend(self, items: Iterable[Problem]) -> None:
        """Add problems made elsewhere, keeping their order."""
        self._items.extend(items)

    def drop(self, code: str, places: Collection[Place]) -> None:
        """Take back the problems `code` at these places, where another says what is behind all of them."""
        self._items = [item for item in self._items if item.code != code or item.place not in places]

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def at_least(self, severity: Severity) -> list[Problem]:
        """Those as bad as `severity` or worse."""
        order = list(Severity)
        found: list[Problem] = []
        for item in self._items:
            if order.index(item.severity) <= order.index(severity):
                found.append(item)
        return found

    @property
    def errors(self) -> list[Problem]:
        """Those that forbid issuing the document."""
        return self.at_least(Severity.ERROR)

    def sorted(self) -> list[Problem]:
        """By file, line, column and page; within one place, as they were found."""

        def key(item: Problem) -> tuple[str, int, int, int]:
            place = item.place
            return (place.file or "", place.line or 0, place.column or 0, place.page or 0)

        return sorted(self._items, key=key)


class UserError(Exception):
    """Work cannot go on because of something a user can mend; carries every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


def lines_named(places: Iterable[Place]) -> str:
    """The lines of `places` in words, each once: 第 3、7 行; those of another file than the first with its name."""
    by_file: dict[str | None, dict[int, None]] = {}
    for place in places:
        if place.line is not None:
            by_file.setdefault(place.file, {})[place.line] = None
    said: list[str] = []
    for file, lines in by_file.items():
        name = f"{file} " if said else ""
        said.append(f"{name}第 {'、'.join(map(str, sorted(lines)))} 行")
    return "，".join(said)
