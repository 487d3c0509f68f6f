"""All examples against all goldens (裁定): what differs, and the acceptance of one by name."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ygt_docs.building.options import WrongUse
from ygt_docs.golden.artefacts import FILES, LAYOUT, MODEL, WORD, Artefacts, differing
from ygt_docs.golden.store import Approved, Store
from ygt_docs.golden.xml_text import STYLES_PART
from ygt_docs.problems import Problem, Problems, UserError, problem

_TEXT_FIELDS = 7  # of a line of text in a layout: what follows them is the text itself
_MOST_LOST = 0.02
_UNSAID = "（没有说）"


@dataclass(frozen=True)
class Change:
    """How one file differs: the lines of a unified diff, and how many lines came and went."""

    file: str
    lines: tuple[str, ...]

    @property
    def added(self) -> int:
        """Lines that only the new text has."""
        return sum(line.startswith("+") for line in self.lines[2:])

    @property
    def removed(self) -> int:
        """Lines that only the golden has."""
        return sum(line.startswith("-") for line in self.lines[2:])

    def __str__(self) -> str:
        return f"{self.file} +{self.added} -{self.removed}"


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> list[Change]:
    """The files of a golden that differ, in order; a file that is absent counts as empty."""
    found = []
    for file in FILES:
        before, now = old.get(file, ""), new.get(file, "")
        if before != now:
            lines = difflib.unified_diff(before.split("\n"), now.split("\n"), "样张", "现在", lineterm="", n=2)
            found.append(Change(file, tuple(lines)))
    return found


def style_changes(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Each property of a style that has another value than in the golden, with both values, in order.

    A style that only one of the two uses is no change of a style.
    """
    before, now = (_style_values(texts.get(WORD, "")) for texts in (old, new))
    used = {style for style, _ in before} & {style for style, _ in now}
    found = []
    for style, what in sorted(before.keys() | now.keys()):
        values = before.get((style, what), _UNSAID), now.get((style, what), _UNSAID)
        if style in used and values[0] != values[1]:
            found.append(f"{style} {what}：{values[0]} → {values[1]}")
    return found


def _style_values(word: str) -> dict[tuple[str, str], str]:
    """What the styles at the end of a Word file's text say: the value by style and property."""
    found: dict[tuple[str, str], str] = {}
    inside = False
    for line in word.split("\n"):
        if line.startswith("===="):
            inside = line == STYLES_PART
        elif inside and "：" in line:
            style, _, said = line.partition("：")
            what, _, value = said.partition(" ")
            found[style, what] = value
    return found


def text_of(layout: str) -> str:
    """All characters that a layout shows, without spaces."""
    rows = (line.split(" ", _TEXT_FIELDS) for line in layout.split("\n") if line.startswith("字 "))
    return "".join("".join(row[_TEXT_FIELDS:]).replace(" ", "") for row in rows)


def lost(old: Mapping[str, str], new: Mapping[str, str]) -> float | None:
    """Which part of its characters the text lost; None where it lost no more than 2 %."""
    before, now = (len(text_of(texts.get(LAYOUT, ""))) for texts in (old, new))
    part = (before - now) / before if before else 0.0
    return part if part > _MOST_LOST else None


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
