"""Cells that are merged with the row above (同上): which row says what they mean, before a change and after it.

A row that goes, comes or gets words of its own stands between others that are merged. Word leaves those cells empty,
and nobody can see what they shall mean now: the row above would lend them its own words.
"""

from __future__ import annotations

from collections.abc import Mapping

from ygt_docs.editing import CannotPlaceError, List, Map, Node, Scalar

DITTO = "同上"
_LONG = 15
Owners = dict[tuple[Node, str], Node | None]


def ditto_of(task: Map) -> list[str]:
    """The columns of a task that are merged with the row above."""
    found = task.entries.get(DITTO)
    if isinstance(found, List):
        result: list[str] = []
        for item in found.items:
            if isinstance(item, Scalar):
                result.append(item.value)
        return result
    if isinstance(found, Scalar):
        collected: list[str] = []
        for line in found.lines:
            if line.strip():
                collected.append(line.strip())
        return collected
    return []


def owners(table: Map) -> Owners:
    """Of each merged cell (task and column) the task whose words it prints; None: there is none above."""
    found: Owners = {}
    groups = table.entries.get("组")
    for group in groups.items if isinstance(groups, List) else ():
        tasks = group.entries.get("任务") if isinstance(group, Map) else None
        above: Map | None = None
        for task in tasks.items if isinstance(tasks, List) else ():
            if not isinstance(task, Map):
                continue
            for column in ditto_of(task):
                found[task, column] = found.get((above, column), above) if above is not None else None
            above = task
    return found


def hold_to_owners(
    before: Mapping[tuple[Node, str], Node | None], after: Mapping[tuple[Node, str], Node | None]
) -> None:
    """Raise CannotPlaceError where a cell that was merged would print the words of another row than before."""
    for (task, column), owner in after.items():
        old = before.get((task, column))
        if old is None or owner is old or owner is after.get((old, column)):
            continue
        words = task.text("任务") if isinstance(task, Map) else ""
        short = words if len(words) <= _LONG else f"{words[:_LONG]}…"
        raise CannotPlaceError(f"“{short}”一行的“{column}”与上面的行合并，上面的行变了，分不清这一格该是什么")
