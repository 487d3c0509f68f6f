"""What became of one document, and of all; why a worker made nothing, in words."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ygt_docs.building.names import BUG_LOG
from ygt_docs.building.options import Options
from ygt_docs.building.workers import Bug, Crashed, Ending, OutOfMemory, OutOfSpace, Refused, TimedOut
from ygt_docs.problems import Place, Problem, Severity, problem
from ygt_docs.report.record import moved

_MEGABYTE = 1 << 20
# What lies outside a document: disk (B1, Y102), worker (B303 … B306, B313), faces, templates and their engines.
_OUTSIDE = re.compile(r"B1[0-9]{2}|B30[3-6]|B313|Y102|F1[0-9]{2}|W1[0-9]{2}|P10[123]")


def problem_of(ending: Ending, name: str, options: Options, folder: str) -> list[Problem]:
    """The problems behind an ending without result; `folder` is where the document's output lies, as shown."""
    match ending:
        case Refused(problems):
            return list(problems)
        case TimedOut():
            return [problem("B304", name=name, seconds=f"{options.time_limit:g}")]
        case OutOfMemory():
            return [problem("B305", name=name, megabytes=options.memory_limit // _MEGABYTE)]
        case OutOfSpace():
            return [problem("B313", name=name, megabytes=options.space_limit // _MEGABYTE)]
        case Bug(summary, _):
            return [problem("B306", name=name, found=summary, log=f"{folder}/{BUG_LOG}")]
        case Crashed(exit_code):
            return [problem("B303", name=name, how=_how(exit_code))]
    raise TypeError(f"{ending!r} has a result")


def lies_outside(found: Iterable[Problem]) -> bool:
    """True if an error among `found` has its reason outside the document's content: a good file is kept then."""
    return any(map(_outside, found))


def may_pass(found: Iterable[Problem], known: Iterable[Problem]) -> bool:
    """True if such an error may be gone next time though no source changes; `known`: what reading alone finds."""
    codes = set()
    for item in known:
        codes.add(item.code)
    return any(_outside(item) and item.code not in codes for item in found)


def _outside(item: Problem) -> bool:
    return item.severity is Severity.ERROR and _OUTSIDE.fullmatch(item.code) is not None


def _how(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return f"退出码 {exit_code}"
    try:
        return f"信号 {-exit_code} {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"信号 {-exit_code}"


class State(StrEnum):
    """Whether a document can be issued. 草稿: without fault, but without a number yet."""

    GOOD = "合格"
    FAULTY = "待改"
    DRAFT = "草稿"


@dataclass(frozen=True)
class Outcome:
    """What became of one document; `report` is its report.json. `skipped`: nothing had changed."""

    name: str
    report: Mapping[str, Any]
    skipped: bool = False

    @property
    def state(self) -> State:
        """Whether it can be issued."""
        return State(self.report["state"])

    @property
    def problems(self) -> list[Problem]:
        """Every problem of the document, also of one that was skipped."""
        found: list[Problem] = []
        for item in self.report["problems"]:
            found.append(problem_from_json(item))
        return found


@dataclass(frozen=True)
class BuildResult:
    """All outcomes in order of name, and the problems that belong to no single document.

    A report names files from the content folder on; `content` is that folder's name in a report and as messages
    show it.
    """

    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...] = ()
    content: tuple[str, str] = ("content", "content")

    def all_problems(self) -> list[Problem]:
        """Each problem once, even where several documents share it, with files as messages show them."""
        reported = (moved(item, *self.content) for outcome in self.outcomes for item in outcome.problems)
        return list(dict.fromkeys([*self.problems, *reported]))

    def summary(self) -> str:
        """How many documents there are of each state, and how many problems."""
        states = []
        for outcome in self.outcomes:
            states.append(outcome.state)
        severities = []
        for item in self.all_problems():
            severities.append(item.severity)
        counted = "，".join(f"{state} {states.count(state)}" for state in State)
        found = "，".join(f"{severity} {severities.count(severity)}" for severity in Severity)
        skipped = sum(outcome.skipped for outcome in self.outcomes)
        return f"共 {len(states)} 件：{counted}（未变 {skipped}）；{found}。"


def problem_from_json(item: Mapping[str, Any]) -> Problem:
    """The problem that `Problem.as_json` wrote."""
    place = Place(item["file"], item["line"], item["column"], item["page"])
    return Problem(
        item["code"], Severity(item["severity"]), item["message"], item["fix"], place, item["strength"], item["clause"]
    )
