"""What is kept beside a document about its tasks (进展): the reports of a month, and the 编号 of an issued table.

These files lie in the folder 进展 of the document. They are no part of it: nothing that is printed depends on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import Field

from ygt_docs.notice.fields import Date, Fault, Line, Lines, Model, fault

PROGRESS = "进展"
IDS = "编号.yaml"
MONTH = re.compile(r"(2[0-9]{3})-(0[1-9]|1[0-2])")


class State(StrEnum):
    """How far a task is, as a unit reports it."""

    WAITING = "待办理"
    GOING_ON = "推进中"
    DONE = "已办结"
    ASKED_FOR_DELAY = "申请延期"
    DELAYED = "已延期"


class Entry(Model):
    """What one unit reported of one task in one month."""

    id: Line = Field(alias="编号", description="任务编号")
    unit: Line = Field(alias="单位", description="填报单位全称")
    state: State = Field(alias="状态", description="待办理、推进中、已办结、申请延期 或 已延期")
    done_on: Date | None = Field(None, alias="完成日期", description="办结的日期")
    delayed_to: Date | None = Field(None, alias="延期至", description="申请或同意延期到哪一天")
    progress: Line | None = Field(None, alias="进展", description="进展情况")
    evidence: Line | None = Field(None, alias="佐证", description="佐证材料")
    problem: Line | None = Field(None, alias="问题", description="存在的问题")
    next_step: Line | None = Field(None, alias="下一步", description="下一步打算")


class Reminder(Model):
    """One 督办单 that was kept: who was reminded of which tasks, and when."""

    date: Date = Field(alias="日期", description="督办的日期")
    unit: Line = Field(alias="单位", description="被督办的单位全称")
    ids: Lines = Field(alias="编号", description="被督办的任务编号", min_length=1)


class Progress(Model):
    """进展/YYYY-MM.yaml: what the units reported of one document's tasks in one month."""

    document: Line = Field(alias="公文", description="公文的发文字号；没有编号的写标题")
    month: Line = Field(alias="月份", description="哪一个月，如 2026-05")
    entries: list[Entry] = Field(default=[], alias="填报", description="各单位填报的进展")
    reminders: list[Reminder] = Field(default=[], alias="督办", description="当月发出的督办单")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A month that is none, and a task that one unit reported twice."""
        month = typed.get("月份")
        if isinstance(month, str) and MONTH.fullmatch(month) is None:
            yield fault("L104", "月份", found=month)
        seen: set[tuple[str, str]] = set()
        entries = typed.get("填报")
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if not isinstance(entry, Mapping):
                continue
            key = (str(entry.get("编号")), str(entry.get("单位")))
            if key in seen:
                yield fault("L105", "填报", index, "编号", found=key[0], unit=key[1])
            seen.add(key)


class NumberedTask(Model):
    """The 编号 of one task of an issued document, told by its text."""

    id: Line = Field(alias="编号", description="任务编号，不要改")
    task: Line = Field(alias="任务", description="任务内容，与公文里的一字不差")


class TaskIds(Model):
    """进展/编号.yaml: the 编号 of the tasks of a document whose own files stay as they were issued."""

    document: Line = Field(alias="公文", description="公文的发文字号；没有编号的写标题")
    tasks: list[NumberedTask] = Field(alias="任务", description="任务和编号", min_length=1)
