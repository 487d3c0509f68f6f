"""How far each task is on a day, and the figures of a summary: done, on time and late are all tasks."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ygt_docs.notice.registering import Entry, State
from ygt_docs.notice.units import UnitBook
from ygt_docs.tasklist.items import Item
from ygt_docs.tasklist.store import Plan, Plans

SOON = 30
"""Days within which a task counts as due soon."""


class Group(StrEnum):
    """Where a task is counted."""

    DONE = "已完成"
    ON_TIME = "按时推进"
    LATE = "滞后"


@dataclass(frozen=True)
class Standing:
    """One task as it stands on a day, for one unit or for all of its units.

    `state` None: nobody has reported on it yet, which is not 待办理. `reported` is whether it was reported on in the
    month; one that was done before needs no report. `due` is the day that counts: that of a delay that was granted,
    else that of the plan.
    """

    item: Item
    state: State | None
    group: Group
    due: datetime.date | None
    asof: datetime.date
    reported: bool
    reminded: int
    entries: tuple[Entry, ...] = ()

    @property
    def next_due(self) -> datetime.date | None:
        """The day that comes next: of several dates (6月底前、12月底前) the first that is not over (None: it has none)."""
        if self.due != self.item.due:
            return self.due  # a delay was granted
        return self.item.meaning.next_after(self.asof)

    @property
    def days_late(self) -> int:
        """How many days it is overdue; 0 where it is not."""
        if self.group is not Group.LATE or self.due is None:
            return 0
        return max((self.asof - self.due).days, 0)

    @property
    def due_soon(self) -> bool:
        """Whether it is open and due within 30 days."""
        if self.group is not Group.ON_TIME or self.next_due is None:
            return False
        return (self.next_due - self.asof).days <= SOON


@dataclass(frozen=True)
class Figures:
    """The figures of some tasks. `done`, `on_time` and `late` add up to `total`; the others stand beside them."""

    name: str
    total: int = 0
    done: int = 0
    on_time: int = 0
    late: int = 0
    due_soon: int = 0
    asked: int = 0
    delayed: int = 0
    unreported: int = 0
    reminded: int = 0


def figures(name: str, standings: Iterable[Standing]) -> Figures:
    """The figures of `standings`, called `name`."""
    every = list(standings)

    def count(holds: Callable[[Standing], bool]) -> int:
        return sum(map(holds, every))

    return Figures(
        name,
        len(every),
        count(lambda one: one.group is Group.DONE),
        count(lambda one: one.group is Group.ON_TIME),
        count(lambda one: one.group is Group.LATE),
        count(lambda one: one.due_soon),
        count(lambda one: one.state is State.ASKED_FOR_DELAY),
        count(lambda one: one.state is State.DELAYED),
        count(lambda one: not one.reported),
        sum(one.reminded for one in every),
    )


@dataclass
class Summary:
    """All tasks of some plans as they stand in a month (2026-05), by task and by unit."""

    month: str
    asof: datetime.date
    tasks: list[Standing]
    by_unit: dict[str, list[Standing]]
    silent: list[str] = field(default_factory=list)

    def of_unit(self, unit: str) -> Summary:
        """The same for the tasks of one unit, by its 全称."""
        own = self.by_unit.get(unit, [])
        silent = [name for name in self.silent if name == unit]
        return Summary(self.month, self.asof, own, {unit: own}, silent)

    @property
    def total(self) -> Figures:
        """The figures of all tasks, each counted once."""
        return figures("合计", self.tasks)

    def units(self, label: Callable[[str], str]) -> list[Figures]:
        """The figures of each unit; a task of two units is counted with both."""
        found: list[Figures] = []
        for name, standings in self.by_unit.items():
            found.append(figures(label(name), standings))
        return found

    def groups(self) -> list[Figures]:
        """The figures of each group of tasks, those of several plans one after another."""
        found: dict[tuple[str, str], list[Standing]] = {}
        for one in self.tasks:
            key = (one.item.document.name, one.item.group or one.item.table or "正文")
            found.setdefault(key, []).append(one)
        return [figures(group, standings) for (_, group), standings in found.items()]

    def worst_first(self) -> list[Standing]:
        """Open tasks, the most overdue first; then those that are due next; those without a day last."""
        opened = [one for one in self.tasks if one.group is not Group.DONE]
        return sorted(opened, key=lambda one: (one.group is not Group.LATE, one.next_due or datetime.date.max))


def summary(plans: Plans, month: str, asof: datetime.date) -> Summary:
    """How all tasks of `plans` stand, by what was reported up to `month`, measured on the day `asof`."""
    tasks: list[Standing] = []
    by_unit: dict[str, list[Standing]] = {}
    for plan in plans.plans:
        known = _Known(plan, month, plans.units)
        for item in plan.items:
            tasks.append(known.standing(item, reporting_units(item, plans.units), asof))
            for unit in reporting_units(item, plans.units):
                by_unit.setdefault(unit, []).append(known.standing(item, (unit,), asof))
    silent = []
    for unit, standings in by_unit.items():
        if not any(one.reported for one in standings):
            silent.append(unit)
    return Summary(month, asof, tasks, by_unit, silent)


def reporting_units(item: Item, book: UnitBook) -> tuple[str, ...]:
    """The units that report on a task, a collective name by its members."""
    found: dict[str, None] = {}
    for name in item.reporting:
        for member in book.members(name) or (name,):
            found[member] = None
    return tuple(found)


class _Known:
    """What is known of one plan up to a month."""

    def __init__(self, plan: Plan, month: str, book: UnitBook) -> None:
        self._latest: dict[tuple[str, str], Entry] = {}
        self._done_before: set[tuple[str, str]] = set()
        self._this_month: set[tuple[str, str]] = set()
        self._reminded: dict[tuple[str, str], int] = {}
        for name in sorted(plan.months):
            if name > month:
                break
            for entry in plan.months[name].entries:
                self._take(entry, (str(entry.id), book.full(entry.unit)), name == month)
            for reminder in plan.months[name].reminders:
                for identity in reminder.ids:
                    key = (str(identity), book.full(reminder.unit))
                    self._reminded[key] = self._reminded.get(key, 0) + 1

    def _take(self, entry: Entry, key: tuple[str, str], this_month: bool) -> None:
        self._latest[key] = entry
        if this_month:
            self._this_month.add(key)
        elif entry.state is State.DONE:
            self._done_before.add(key)
        else:
            self._done_before.discard(key)

    def standing(self, item: Item, units: tuple[str, ...], asof: datetime.date) -> Standing:
        """How `item` stands for `units` together: done only where each of them says so."""
        keys = []
        for unit in units:
            keys.append((item.id or "", unit))
        entries = []
        for key in keys:
            if key in self._latest:
                entries.append(self._latest[key])
        state = _together(entries, len(units))
        due = _due(item, entries, state)
        if state is State.DONE:
            group = Group.DONE
        elif due is not None and due < asof:
            group = Group.LATE
        else:
            group = Group.ON_TIME
        settled = self._this_month | self._done_before
        reported = bool(keys) and all(key in settled for key in keys)
        reminded = max((self._reminded.get(key, 0) for key in keys), default=0)
        return Standing(item, state, group, due, asof, reported, reminded, tuple(entries))


_WORST_FIRST = (State.DELAYED, State.ASKED_FOR_DELAY, State.GOING_ON, State.WAITING)


def _together(entries: list[Entry], units: int) -> State | None:
    """The state of a task of several units: 已办结 where each says so, else the worst that is said of what is open."""
    states = set()
    for entry in entries:
        states.add(entry.state)
    if not states:
        return None
    if states == {State.DONE}:
        if len(entries) == units:
            return State.DONE
        return State.GOING_ON
    return next(state for state in _WORST_FIRST if state in states)


def _due(item: Item, entries: list[Entry], state: State | None) -> datetime.date | None:
    """The day that counts: a delay that was granted (已延期, with a day) moves it, one that was asked for does not."""
    granted = []
    for entry in entries:
        if entry.state is State.DELAYED and entry.delayed_to is not None:
            granted.append(entry.delayed_to)
    if state is State.DELAYED and granted:
        return max(granted)
    return item.due


def last_day(month: str) -> datetime.date:
    """The last day of a month (2026-05)."""
    year, number = map(int, month.split("-"))
    return datetime.date(year, number, calendar.monthrange(year, number)[1])
