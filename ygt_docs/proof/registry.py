"""The checks of the proof (条款检查): each says its clause, its strength and what it reads, and is found by that.

A check stands on one of two grounds: the standard, which any file is held against (it reads facts), or what a file of
ours was made from (it reads a :class:`Made`). What both could measure is measured on the first ground alone.

`docs/标准对照.md` is written from here, and a finding takes clause and strength from here, so that they cannot part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeAlias, TypeVar, overload

from ygt_docs.elements.formats import LAYOUTS
from ygt_docs.notice.model import Format
from ygt_docs.problems import Place, Problem, Problems, Severity, problem
from ygt_docs.proof.facts import Facts, Kind, Para
from ygt_docs.standard.gbt9704 import Rule, Strength
from ygt_docs.standard.lengths import ZERO, Length


@dataclass(frozen=True)
class Found:
    """One finding: the page (None: not known) and the words of the message.

    `clause`, `severity` and `strength` where they differ from those of the check.
    """

    page: int | None
    words: dict[str, object]
    clause: str | None = None
    severity: Severity | None = None
    strength: Strength | None = None


class Made:
    """A file that was just made, beside the Flow it was made from; each kind of file adds what it reads."""

    kind: ClassVar[Kind]


_AROUND = 12

F = TypeVar("F", bound=Facts | Made)
Run: TypeAlias = Callable[[F], Iterator[Found]]
Register: TypeAlias = Callable[[Run[F]], Run[F]]


@dataclass(frozen=True)
class Check:
    """A check of one rule. `clause` '': not a rule of the standard. `says` tells in Chinese what is looked at.

    `of`: what it reads: the facts of any file, of Word files or of PDFs, or a file of ours beside its Flow.
    """

    code: str
    clause: str
    strength: Strength | None
    says: str
    of: type[Facts] | type[Made]
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
def check(code: str, clause: str, strength: Strength | None, says: str, of: type[Any] = Facts) -> Register[Any]:
    """Register a check of `clause`; `of`: what it reads (not given: the facts of any file)."""

    def register(run: Run[Any]) -> Run[Any]:
        CHECKS.append(Check(code, clause, strength, says, of, run))
        return run

    return register


def found(at: Para | int | None, clause: str | None = None, severity: Severity | None = None, **words: object) -> Found:
    """A finding at a paragraph or page."""
    return Found(at.page if isinstance(at, Para) else at, words, clause, severity)


def held(rule: Rule[Length], measured: Length, page: int | None = None, slack: Length = ZERO) -> Iterator[Found]:
    """A finding where `measured` is not what `rule` has, by more than its tolerance and `slack`."""
    if abs((measured - rule.value).emu) > rule.tolerance.emu + slack.emu:
        words = {"term": rule.term, "found": measured, "wanted": rule.value}
        yield Found(page, words, rule.clause, strength=rule.strength)


def run_checks(read: Facts | Made, file: str | None, problems: Problems) -> None:
    """Add what every check finds that reads this; `file` is shown as the place."""
    for item in sorted(CHECKS, key=lambda item: item.code):
        if not isinstance(read, item.of):
            continue
        facts = read if isinstance(read, Facts) else None
        if facts is not None and (_is_free(facts, item) or _is_unseen(facts, item.code)):
            continue
        for one in item.run(read):
            told = _told(item, one, file)
            if facts is not None and _is_advice(facts, item):
                told = replace(told, severity=Severity.NOTE)
            problems.extend([told])


def _told(item: Check, one: Found, file: str | None) -> Problem:
    strength = one.strength or item.strength
    told = problem(
        item.code,
        Place(file, page=one.page),
        strength=None if strength is None else str(strength),
        clause=one.clause or item.clause or None,
        **one.words,
    )
    return replace(told, severity=one.severity or told.severity)


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


def first_difference(wanted: str, found: str) -> dict[str, object]:
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
