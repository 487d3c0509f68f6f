"""The checks of the proof (条款检查): each says its clause, its strength and what it reads, and is found by that.

`docs/标准对照.md` is written from here, and a finding takes clause and strength from here, so that they cannot part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar, overload

from ygt_docs.elements.formats import LAYOUTS
from ygt_docs.notice.model import Format
from ygt_docs.problems import Place, Problems, Severity, problem
from ygt_docs.proof.facts import Facts, Kind, Para
from ygt_docs.standard.gbt9704 import Strength


@dataclass(frozen=True)
class Found:
    """One finding: the page (None: not known) the words of the message; `clause` and `severity` where they differ."""

    page: int | None
    words: dict[str, object]
    clause: str | None = None
    severity: Severity | None = None


_AROUND = 12

F = TypeVar("F", bound=Facts)
Run: TypeAlias = Callable[[F], Iterator[Found]]
Register: TypeAlias = Callable[[Run[F]], Run[F]]


@dataclass(frozen=True)
class Check:
    """A check of one rule. `clause` '': not a rule of the standard. `says` tells in Chinese what is looked at.

    `of`: the facts that it reads, those of any file, of Word files or of PDFs.
    """

    code: str
    clause: str
    strength: Strength | None
    says: str
    of: type[Facts]
    run: Callable[[Any], Iterable[Found]]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of file that it looks at."""
        if self.of is not Facts:
            return (self.of.kind,)
        return tuple(Kind)


CHECKS: list[Check] = []
_ELEMENTS = ("7.1", "7.2", "7.3", "7.4")
_OF_SCANS = ("D101", "D904")
# What text shows in any file: a manuscript should keep to it, and may depart from it.
_OF_THE_BODY = ("D104", "D105", "D106", "D110", "D111", "D112", "D119", "D310")
_ANYWHERE = ("D117", "D118", "D120", "D306")


@overload
def check(code: str, clause: str, strength: Strength | None, says: str) -> Register[Facts]: ...
@overload
def check(code: str, clause: str, strength: Strength | None, says: str, of: type[F]) -> Register[F]: ...
def check(code: str, clause: str, strength: Strength | None, says: str, of: type[Facts] = Facts) -> Register[Any]:
    """Register a check of `clause`; `of`: the facts that it reads (not given: those of any file)."""

    def register(run: Run[Any]) -> Run[Any]:
        CHECKS.append(Check(code, clause, strength, says, of, run))
        return run

    return register


def found(at: Para | int | None, clause: str | None = None, severity: Severity | None = None, **words: object) -> Found:
    """A finding at a paragraph or page."""
    return Found(at.page if isinstance(at, Para) else at, words, clause, severity)


def run_checks(facts: Facts, file: str | None, problems: Problems) -> None:
    """Add what every check for this kind of file finds; `file` is shown as the place."""
    for item in sorted(CHECKS, key=lambda item: item.code):
        if not isinstance(facts, item.of) or _is_free(facts, item) or _is_unseen(facts, item.code):
            continue
        strength = None if item.strength is None else str(item.strength)
        for one in item.run(facts):
            clause = one.clause or item.clause or None
            told = problem(item.code, Place(file, page=one.page), strength=strength, clause=clause, **one.words)
            if _is_advice(facts, item):
                severity = Severity.NOTE
            else:
                severity = one.severity or told.severity
            problems.extend([replace(told, severity=severity)])


def _is_free(facts: Facts, item: Check) -> bool:
    """Whether a file of this format need not follow a check; its faces count where the build says what is what."""
    if facts.format is None or LAYOUTS[facts.format].ruled or item.code in _ANYWHERE or _is_advice(facts, item):
        return False
    return item.clause.startswith(_ELEMENTS if facts.known else (*_ELEMENTS, "5.2.2", "5.2.3"))


def _is_advice(facts: Facts, item: Check) -> bool:
    """Whether the check only advises: the text of somebody's manuscript, which the standard does not rule."""
    return facts.format is Format.MANUSCRIPT and not facts.known and item.code in _OF_THE_BODY


def _is_unseen(facts: Facts, code: str) -> bool:
    """Whether nothing can be said: of a scan only the paper is known, so that no page number is missing there."""
    return facts.kind is Kind.PDF and not facts.paras and code not in _OF_SCANS


def shown(text: str, most: int = 16) -> str:
    """The beginning of `text` as a message quotes it."""
    text = text.replace("\n", "").strip()
    if len(text) <= most:
        return text
    return text[:most] + "…"


def mm(value: float) -> str:
    """Millimetres as a message writes them."""
    return f"{value:.1f} 毫米"


def first_difference(wanted: str, found: str) -> dict[str, str]:
    """The words for a message: `after` (what still agrees), `wanted` and `found` from the first difference on."""
    place = next(
        (index for index, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]),
        min(len(wanted), len(found)),
    )
    return {
        "after": wanted[max(0, place - _AROUND) : place],
        "wanted": wanted[place : place + _AROUND] or "（完）",
        "found": found[place : place + _AROUND] or "（完）",
    }
