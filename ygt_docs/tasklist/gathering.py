"""Ledgers that units filled in (--collect): every fault with file, sheet and cell; what is right goes into 进展."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ygt_docs.editing import List, Map, Node, Scalar, Source, Tree, new, text_of
from ygt_docs.notice.registering import MONTH, Progress, State
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.project import Project
from ygt_docs.reading.source import like_before, plain_lines
from ygt_docs.tasklist.grid import Sheet, day_of, read_workbook
from ygt_docs.tasklist.items import named_in_progress
from ygt_docs.tasklist.ledger import (
    DELAYED_TO,
    DONE_ON,
    EVIDENCE,
    KEY,
    NEXT,
    PROBLEM,
    PROGRESS,
    STATE,
    ledger_units,
    open_tasks,
    parted_key,
)
from ygt_docs.tasklist.standing import last_day
from ygt_docs.tasklist.store import Plan, Plans, write_model

_HEAD_WITHIN = 20
_UNIT = re.compile(r"填报单位[：:]\s*(.*?)\s*(?:月份[：:]|$)")
_MONTH = re.compile(r"月份[：:]\s*([0-9]{4})[-年.](?:0?)([0-9]{1,2})")
_KEYS = {
    STATE: "状态",
    DONE_ON: "完成日期",
    DELAYED_TO: "延期至",
    PROGRESS: "进展",
    EVIDENCE: "佐证",
    PROBLEM: "问题",
    NEXT: "下一步",
}
_NEARLY = re.compile("基本(?:完成|办结)|大部分完成|即将完成|接近完成")
_MEANT = {
    "完成": State.DONE,
    "已完成": State.DONE,
    "办结": State.DONE,
    "进行中": State.GOING_ON,
    "正在推进": State.GOING_ON,
    "未开始": State.WAITING,
    "未启动": State.WAITING,
    "延期": State.DELAYED,
}


@dataclass(frozen=True)
class Reported:
    """A row that was filled in rightly: the task, and the values of its entry by their keys."""

    plan: Plan
    id: str
    unit: str
    values: dict[str, str]


@dataclass
class Gathered:
    """What the files say: `rows` are right, `problems` tell all else; `left` counts rows without a state."""

    month: str
    rows: list[Reported] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    units: dict[str, str] = field(default_factory=dict)
    left: int = 0


def gather(paths: list[Path], plans: Plans, month: str) -> Gathered:
    """Read the filled ledgers `paths` of `month`. A file that cannot be read is told like any other fault."""
    found = Gathered(month)
    for path in paths:
        shown = plans.project.shown(path)
        try:
            sheets = read_workbook(path, shown)
        except UserError as error:
            found.problems.extend(error.problems)
            continue
        tables = [(sheet, head) for sheet in sheets if not sheet.hidden and (head := _head_of(sheet)) is not None]
        if not tables:
            found.problems.add("L501", Place(shown))
        for sheet, head in tables:
            _Reading(sheet, head, plans, found).read()
    return found


def _head_of(sheet: Sheet) -> int | None:
    for row in range(1, min(sheet.rows, _HEAD_WITHIN) + 1):
        texts = sheet.row_texts(row)
        if STATE in texts and KEY in texts:
            return row
    return None


class _Reading:
    """One sheet of a filled ledger."""

    def __init__(self, sheet: Sheet, head: int, plans: Plans, found: Gathered) -> None:
        self._sheet, self._head, self._plans, self._found = sheet, head, plans, found
        self._columns = {title: column for column, title in enumerate(sheet.row_texts(head), start=1) if title}
        self._plan_of = {plan.document.name: plan for plan in plans.plans}
        self._seen: set[str] = set()

    def read(self) -> None:
        """Take what is right, and tell what is not."""
        named = self._unit()
        if named is None or not self._is_of_month():
            return
        missing = []
        for title in _KEYS:
            if title not in self._columns:
                missing.append(title)
        if missing:
            self._tell("L502", self._head, None, found="、".join(missing))
            return
        unit, place = named
        if unit in self._found.units:
            label = self._plans.units.label(unit)
            self._found.problems.add("L504", place, unit=label, other=self._found.units[unit])
            return
        self._found.units[unit] = f"{self._sheet.file} {self._sheet.name}"
        before = {}
        for item, state in open_tasks(self._plans, unit, self._found.month):
            before[item.key] = state
        for row in range(self._head + 1, self._sheet.rows + 1):
            self._row(row, unit, before)

    def _tell(self, code: str, row: int, title: str | None, **words: object) -> None:
        place = self._sheet.place(row, self._columns.get(title or KEY, 1))
        self._found.problems.extend([problem(code, place, strength=None, clause=None, **words)])

    def _above(self) -> Iterator[tuple[int, str]]:
        for row in range(1, self._head):
            yield row, "　".join(text for text in self._sheet.row_texts(row) if text)

    def _unit(self) -> tuple[str, Place] | None:
        """The 全称 of the unit that filled the sheet in, and where that stands; None where it reports on nothing."""
        for row, text in self._above():
            match = _UNIT.search(text)
            if match is None:
                continue
            name = self._plans.units.full(match[1])
            if name not in ledger_units(self._plans):
                self._found.problems.add("L503", self._sheet.place(row), found=match[1])
                return None
            return name, self._sheet.place(row)
        self._found.problems.add("L503", self._sheet.place(1), found="（没有写）")
        return None

    def _is_of_month(self) -> bool:
        for row, text in self._above():
            match = _MONTH.search(text)
            if match is None:
                continue
            month = f"{match[1]}-{int(match[2]):02}"
            if month != self._found.month:
                self._found.problems.add("L505", self._sheet.place(row), found=month, right=self._found.month)
            return month == self._found.month
        self._found.problems.add("L505", self._sheet.place(1), found="（没有写）", right=self._found.month)
        return False

    def _row(self, row: int, unit: str, before: dict[tuple[str, str], State | None]) -> None:
        key = self._sheet.text(row, self._columns[KEY])
        values = {}
        for title in _KEYS:
            values[title] = self._sheet.text(row, self._columns[title])
        if not key and not any(values.values()):
            return
        name, identity = parted_key(key)
        plan = self._plan_of.get(name)
        if plan is None or plan.item(identity) is None:
            self._tell("L506", row, KEY, found=key or "（空）")
        elif key in self._seen:
            self._tell("L507", row, KEY, found=key)
        elif (name, identity) not in before:
            self._tell("L508", row, KEY, unit=self._plans.units.label(unit), found=key)
        elif not any(values.values()) and not self._unsaid(row):
            self._found.left += 1
        else:
            entry = self._entry(row, values, before[name, identity])
            if entry is not None:
                self._found.rows.append(Reported(plan, identity, unit, entry))
        self._seen.add(key)

    def _entry(self, row: int, values: dict[str, str], before: State | None) -> dict[str, str] | None:
        """The values of an entry; None where something is wrong with the row, which is told."""
        told = len(self._found.problems.errors)
        unsaid = self._unsaid(row)
        if unsaid:
            self._found.problems.extend(unsaid)
            return None
        state = self._state(row, values)
        days = {title: self._day(row, title, values[title]) for title in (DONE_ON, DELAYED_TO)}
        if state is State.DONE:
            self._check_done(row, values, days[DONE_ON])
        elif days[DONE_ON] is not None:
            self._tell("L515", row, DONE_ON)
        if before not in (None, State.WAITING) and state is State.WAITING:
            self._tell("L512", row, STATE, old=before, new=state)
        if len(self._found.problems.errors) > told or state is None:
            return None
        entry = {"状态": str(state)}
        for title, key in _KEYS.items():
            day = days.get(title)
            if title != STATE and values[title]:
                entry[key] = day.isoformat() if day is not None else " ".join(values[title].split("\n"))
        return entry

    def _unsaid(self, row: int) -> list[Problem]:
        """What is wrong with cells of which nobody can tell what they say."""
        found = []
        for title in _KEYS:
            unsaid = self._sheet.unsaid(row, self._columns[title])
            if unsaid is not None:
                found.append(unsaid)
        return found

    def _state(self, row: int, values: dict[str, str]) -> State | None:
        typed = values[STATE]
        if typed in list(State):
            return State(typed)
        if not typed:
            self._tell("L509", row, STATE)
        elif _NEARLY.search(typed):
            self._tell("L514", row, STATE, found=typed)
            return State.GOING_ON
        else:
            meant = _MEANT.get(typed)
            hint = f"是不是想写“{meant}”？" if meant is not None else ""
            self._tell("L510", row, STATE, found=typed, hint=hint, states="、".join(State))
        return None

    def _day(self, row: int, title: str, text: str) -> datetime.date | None:
        day = day_of(text) if text else None
        if text and day is None:
            self._tell("L511", row, title, found=text)
        return day

    def _check_done(self, row: int, values: dict[str, str], done_on: datetime.date | None) -> None:
        if not values[EVIDENCE]:
            self._tell("L513", row, EVIDENCE)
        if _NEARLY.search(values[PROGRESS]):
            self._tell("L516", row, PROGRESS, found=values[PROGRESS][:20])
        if done_on is not None and done_on > last_day(self._found.month):
            self._tell("L517", row, DONE_ON, found=done_on, month=self._found.month)


def progress_files(found: Gathered, project: Project) -> dict[Path, bytes | None]:
    """The files 进展/YYYY-MM.yaml with the rows that were gathered; what stands in them besides stays as it is."""
    files: dict[Path, bytes | None] = {}
    for plan in {id(row.plan): row.plan for row in found.rows}.values():
        rows = [row for row in found.rows if row.plan is plan]
        path = month_file(plan, found.month)
        entries = []
        for row in rows:
            entries.append({"编号": row.id, "单位": row.unit, **row.values})
        if not path.is_file():
            dated = []
            for entry in entries:
                dated.append({key: day_of(value) or value for key, value in entry.items()})
            tree = {"公文": named_in_progress(plan.document.notice), "月份": found.month, "填报": dated}
            files[path] = write_model(path, tree, Progress, project)
            continue
        before = path.read_bytes()
        source = Source(path.name, plain_lines(before))
        root = Tree({path.name: source}, path.name, Progress).root
        for entry in entries:
            put_entry(root, entry)
        files[path] = like_before(text_of(source), before)
    return files


def month_file(plan: Plan, month: str) -> Path:
    """Where the progress of a month lies."""
    assert MONTH.fullmatch(month)
    return plan.folder / f"{month}.yaml"


def put_entry(root: Map, entry: dict[str, str]) -> None:
    """Put an entry in the place of the one of the same task and unit, else behind the others."""
    entries = root.entries.get("填报")
    if not isinstance(entries, List):
        root.put("填报", [entry])
        return
    for node in entries.items:
        if isinstance(node, Map) and (node.text("编号"), node.text("单位")) == (entry["编号"], entry["单位"]):
            _replace(node, entry)
            return
    entries.items.append(new(entry))


def _replace(node: Map, entry: dict[str, str]) -> None:
    for key in [key for key in node.entries if key not in entry]:
        node.drop(key)
    for key, value in entry.items():
        found: Node | None = node.entries.get(key)
        if isinstance(found, Scalar):
            found.lines = [value]
        else:
            node.put(key, value)
