"""All examples against all goldens (裁定), and the acceptance of one by name."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ygt_docs.building.options import WrongUse
from ygt_docs.golden.artefacts import LAYOUT, MODEL, Artefacts
from ygt_docs.golden.compare import Change, changes, lost, style_changes
from ygt_docs.golden.environment import differing
from ygt_docs.golden.store import Approved, Store
from ygt_docs.problems import Problem, Problems, UserError, problem

Make = Callable[[str], Artefacts]


@dataclass(frozen=True)
class Verdict:
    """What became of one example: its changes, its golden (None: there is none yet), and what it is now."""

    name: str
    changes: tuple[Change, ...]
    old: Approved | None
    new: Artefacts


@dataclass(frozen=True)
class Accepted:
    """What changed in an example that was accepted: its files, and the styles with old and new value."""

    changes: tuple[Change, ...]
    styles: tuple[str, ...]


@dataclass
class Judgement:
    """All verdicts that are not "the same", every problem, and how many examples are the same."""

    verdicts: list[Verdict] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    same: int = 0

    def style_changes(self) -> dict[str, list[str]]:
        """Each changed property of a style with its old and new value, and the examples that it shows in."""
        found: dict[str, list[str]] = {}
        for verdict in self.verdicts:
            if verdict.old is not None:
                for change in style_changes(verdict.old.texts, verdict.new.texts):
                    found.setdefault(change, []).append(verdict.name)
        return found


def judge(names: list[str], store: Store, environment: str, make: Make) -> Judgement:
    """Every example of `names`, made by `make`, against its golden; missing and orphan goldens are errors."""
    result = Judgement()
    for name in store.names():
        if name not in names:
            result.problems.add("G102", name=name)
    for name in names:
        try:
            _judge_one(name, store.load(name), environment, make(name), result)
        except UserError as error:
            result.problems.add("G107", name=name)
            result.problems.extend(error.problems)
    return result


def accept(
    name: str,
    names: list[str],
    store: Store,
    environment: str,
    make: Make,
    reason: str,
    shrinks: bool,
    surroundings: Mapping[str, str] = os.environ,
) -> Accepted:
    """Make what the example `name` is now its golden, for `reason`; what changed, in its files and in its styles.

    Raises WrongUse for an unknown name or a reason without a word, UserError in CI (G203), where text was lost without
    `shrinks` (G204), where there is nothing to accept (G205), where the example has errors (G207), and where its golden
    was changed by somebody else meanwhile (G208).
    """
    if name not in names:
        raise WrongUse([problem("G201", name=name, known="、".join(names))])
    if not any(sign.isalnum() for sign in reason):
        raise WrongUse([problem("G202", name=name)])
    if surroundings.get("CI"):
        raise UserError([problem("G203")])
    old, new = store.load(name), make(name)
    if new.errors:
        raise UserError([problem("G207", name=name), *new.errors])
    before = {} if old is None else old.texts
    found = changes(before, new.texts)
    if old is not None and not found and not old.missing and old.environment == environment:
        raise UserError([problem("G205", name=name)])
    part = lost(before, new.texts)
    if part is not None and not shrinks:
        raise UserError([problem("G204", name=name, part=f"{part:.0%}")])
    facts = "，".join(map(str, found)) or "只有环境变了"
    if store.load(name) != old:
        raise UserError([problem("G208", name=name)])
    store.save(name, new.texts, environment, f"{_one_line(reason)}（{facts}）")
    return Accepted(tuple(found), tuple(style_changes(before, new.texts)))


def _one_line(reason: str) -> str:
    """`reason` without line ends and signs that nobody sees: the record has one line for each version."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in reason).split())


def _judge_one(name: str, old: Approved | None, environment: str, new: Artefacts, result: Judgement) -> None:
    if old is None:
        result.problems.add("G101", name=name)
        result.verdicts.append(Verdict(name, (), None, new))
        return
    result.problems.extend(_file_problems(name, old))
    found = changes(old.texts, new.texts)
    result.problems.extend(new.errors)
    # a record that is gone excuses nothing
    elsewhere = differing(old.environment, environment) if old.environment else ""
    if found:
        result.verdicts.append(Verdict(name, tuple(found), old, new))
        result.problems.extend([_change_problem(name, found, elsewhere)])
        return
    result.same += 1
    if elsewhere:
        result.problems.add("G106", name=name, found=elsewhere)


def _file_problems(name: str, old: Approved) -> list[Problem]:
    gone = []
    for file in old.missing:
        gone.append(problem("G104", name=name, file=file, what="缺少"))
    return gone + [problem("G104", name=name, file=file, what="多出") for file in old.strangers]


def _change_problem(name: str, found: list[Change], elsewhere: str) -> Problem:
    """An error; in another environment only a warning, unless the model itself differs: it depends on no tool."""
    facts = "，".join(map(str, found))
    if elsewhere and all(item.file != MODEL for item in found):
        return problem("G105", name=name, changes=facts, found=elsewhere)
    first = next((item for item in found if item.file == LAYOUT), found[0])
    line = next(line for line in first.lines[2:] if line.startswith(("+", "-")))
    return problem("G103", name=name, changes=facts, file=first.file, line=line)
