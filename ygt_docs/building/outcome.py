"""What became of one document, and of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ygt_docs.problems import Place, Problem, Severity
from ygt_docs.report.record import moved


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
