"""督办单 and 催办单: a letter of the plan's organ to each unit whose tasks are overdue or due soon."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ygt_docs.editing import List, Source, Tree, new, text_of
from ygt_docs.notice.registering import Progress
from ygt_docs.reading.source import like_before, plain_lines
from ygt_docs.tasklist.derived import Derived, basis_of, derived_name, origin, table
from ygt_docs.tasklist.gathering import month_file
from ygt_docs.tasklist.items import named_in_progress
from ygt_docs.tasklist.standing import Group, Standing, Summary
from ygt_docs.tasklist.store import Plans, write_model

WITHIN = ("7", "30", "季度")
_SPAN = {"7": "7日内", "30": "30日内", "季度": "本季度内"}
_ANSWER_DAYS = 7


@dataclass(frozen=True)
class Supervised:
    """The letter to one unit (its 全称), and the tasks that it names."""

    unit: str
    derived: Derived
    standings: tuple[Standing, ...]


def end_of_span(within: str, asof: datetime.date) -> datetime.date:
    """The last day that counts as due: 7 or 30 days from `asof`, or the end of its quarter."""
    if within != "季度":
        return asof + datetime.timedelta(days=int(within))
    month = (asof.month + 2) // 3 * 3
    return datetime.date(asof.year, month, calendar.monthrange(asof.year, month)[1])


def letters(found: Summary, plans: Plans, base: str, within: str, answer: datetime.date | None) -> list[Supervised]:
    """A letter for each unit that has a task overdue, or due within the span; `answer` None: in seven days.

    A unit with tasks from plans of several organs gets a letter of each: nobody writes in the name of another.
    """
    end = end_of_span(within, found.asof)
    until = answer or found.asof + datetime.timedelta(days=_ANSWER_DAYS)
    made: list[Supervised] = []
    for unit, standings in found.by_unit.items():
        by_organ: dict[str, list[Standing]] = {}
        for one in standings:
            if one.group is Group.LATE or _is_due(one, end):
                by_organ.setdefault(_organ_name(one), []).append(one)
        for organ, some in by_organ.items():
            late = sum(one.group is Group.LATE for one in some)
            chosen = sorted(some, key=lambda one: one.next_due or end)
            tree = _letter(unit, chosen, late, plans, within, until)
            sender = plans.units.label(organ) if len(by_organ) > 1 else ""
            name = derived_name(base, "催办单" if late else "督办单", plans.units.label(unit), sender)
            made.append(Supervised(unit, Derived(name, tree), tuple(chosen)))
    return made


def _is_due(one: Standing, end: datetime.date) -> bool:
    """Whether it is open, not overdue, and due up to `end`."""
    return one.group is Group.ON_TIME and one.next_due is not None and one.asof <= one.next_due <= end


def _organ_name(one: Standing) -> str:
    """The organ that asks for a task: the first one of its plan ("": the plan has none)."""
    organs = one.item.document.organs
    return str(organs[0].name) if organs else ""


def _letter(
    unit: str, chosen: list[Standing], late: int, plans: Plans, within: str, until: datetime.date
) -> dict[str, Any]:
    document = chosen[0].item.document
    organ = document.organs[0] if document.organs else None
    if organ is not None and organ.name == unit:
        organ = None  # nobody writes a letter to himself: a note for its own use
    asof = chosen[0].asof
    verb = "催办" if late else "督办"
    counted = [f"已经到期没有办结的{late}项"] if late else []
    if len(chosen) > late:
        counted.append(f"{_SPAN[within]}到期的{len(chosen) - late}项")
    basis = basis_of(one.item.document for one in chosen)
    words = (
        f"根据{basis}，截至{_day(asof)}，你单位承担的任务中，{'，'.join(counted)}（见下表）。"
        f"请抓紧办理，于{_day(until)}前将办理情况书面反馈{organ.name if organ else '我们'}。"
    )
    rows = []
    for number, one in enumerate(chosen, start=1):
        rows.append(
            (str(number), one.item.text, one.item.words, _urgency(one), str(one.state or "没有报"), origin(one.item))
        )
    heads = ("序号", "任务", "完成时限", "时间", "状态", "出处")
    tree: dict[str, Any] = {"文种": "函" if organ else "文稿"}
    title = f"关于{verb}{len(chosen)}项任务的函"
    tree["标题"] = f"{organ.name}{title}" if organ else f"{unit}{verb}单"
    if organ is not None:
        tree["发文机关"] = [str(organ.name)]
        if organ.code is not None:
            tree["发文字号"] = {"机关代字": str(organ.code), "年份": str(asof.year)}
        tree["主送机关"] = [unit]
    tree["正文"] = [words, table(heads, rows, (12, 49, 24, 18, 18, 35))]
    tree["成文日期"] = asof
    return tree


def _urgency(one: Standing) -> str:
    if one.group is Group.LATE:
        return f"超期{one.days_late}天"
    assert one.next_due is not None
    days = (one.next_due - one.asof).days
    return f"还有{days}天" if days else "今天到期"


def _day(date: datetime.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def reminder_files(made: Supervised, plans: Plans, asof: datetime.date) -> dict[Path, bytes | None]:
    """进展/YYYY-MM.yaml of every plan that a letter is about, with the day, the unit and the 编号 that it names."""
    files: dict[Path, bytes | None] = {}
    month = f"{asof:%Y-%m}"
    for plan in plans.plans:
        ids = []
        for one in made.standings:
            if one.item.document is plan.document:
                ids.append(str(one.item.id))
        if not ids:
            continue
        reminder = {"日期": asof.isoformat(), "单位": made.unit, "编号": ids}
        path = month_file(plan, month)
        if path.is_file():
            files[path] = _with_reminder(path, reminder)
        else:
            tree = {"公文": named_in_progress(plan.document.notice), "月份": month, "督办": [reminder]}
            files[path] = write_model(path, tree, Progress, plans.project)
    return files


def _with_reminder(path: Path, reminder: dict[str, Any]) -> bytes:
    before = path.read_bytes()
    source = Source(path.name, plain_lines(before))
    root = Tree({path.name: source}, path.name, Progress).root
    kept = root.entries.get("督办")
    if isinstance(kept, List):
        kept.items.append(new(reminder))
    else:
        root.put("督办", [reminder])
    return like_before(text_of(source), before)
