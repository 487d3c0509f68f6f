"""What an office says beside a document: for its register (登记), once in 登记.yaml, and of its progress (进展)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import Field

from ygt_docs.notice.fields import Date, Fault, Integer, Line, Lines, Model, YesNo, custom, fault
from ygt_docs.notice.numbers import SeriesKind
from ygt_docs.reading.text import Text

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


REGISTER = "登记.yaml"
"""The file of the office's own rules, beside organs.yaml."""
BOOK = "登记簿.sqlite"
FINALS = "定稿"
"""The folder of the issued files; it is no document."""

_COPIES = re.compile(r"(?P<unit>.*?[^0-9\s])[\s：:]*(?P<count>[1-9][0-9]{0,5})\s*份?")
# What a book can show of each number, in the order of a usual 发文登记簿.
COLUMNS = (
    "序号",
    "发文字号",
    "标题",
    "文种",
    "发文机关",
    "成文日期",
    "印发日期",
    "签发人",
    "主送",
    "抄送",
    "份数",
    "密级",
    "保密期限",
    "紧急程度",
    "保管期限",
    "承办科室",
    "拟稿人",
    "核稿",
    "附件",
    "存档",
    "余存",
    "签收",
    "内部文号",
    "计划内外",
    "公开属性",
    "归卷日期",
    "归入卷号",
    "状态",
    "备注",
)
USUAL_COLUMNS = ("序号", "发文字号", "标题", "文种", "成文日期", "印发日期", "签发人", "主送", "份数", "密级")


class Planned(StrEnum):
    """Whether the document stands in the year's plan (发文计划)."""

    PLANNED = "计划内"
    UNPLANNED = "计划外"


class Copies(Model):
    """How many copies one recipient gets (分送份数)."""

    unit: Line = Field(alias="单位", description="收文单位，如 云溪镇人民政府")
    count: Integer = Field(alias="份数", description="份数，如 2")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """The unit, and behind it the number of copies."""
        match = _COPIES.fullmatch(str(text))
        if match is None:
            raise custom("R431", found=str(text))
        return {"单位": Text(match["unit"].rstrip(" ：:"), text.place), "份数": match["count"]}


class Registration(Model):
    """登记: what the register knows of a document and nobody prints; it may change at any time."""

    drafter: Line | None = Field(None, alias="拟稿人", description="拟稿人")
    drafter_phone: Line | None = Field(None, alias="拟稿电话", description='拟稿人电话，如 "8000001"')
    department: Line | None = Field(None, alias="承办科室", description="承办（主办）科室")
    reviewer: Line | None = Field(None, alias="核稿", description="核稿人")
    signed_by: Line | None = Field(None, alias="签发", description="签发领导；下行文不印签发人，登记在这里")
    countersigned: Lines = Field(default=[], alias="会签", description="会签单位或会签人")
    printed_copies: Integer | None = Field(None, alias="印发份数", description="一共印多少份")
    copies: list[Copies] = Field(
        default=[], alias="分送", description="每个单位几份，如 [云溪镇人民政府 2, 县财政局 1]"
    )
    kept_copies: Integer | None = Field(None, alias="存档", description="存档几份")
    receipt: Line | None = Field(None, alias="签收", description="签收人或签收情况")
    retention: Line | None = Field(None, alias="保管期限", description="保管期限，如 永久、30年、10年")
    internal_number: Line | None = Field(None, alias="内部文号", description="内部文号")
    planned: Planned | None = Field(None, alias="计划内外", description="计划内 或 计划外")
    filed_on: Line | None = Field(None, alias="归卷日期", description="归卷日期")
    volume: Line | None = Field(None, alias="归入卷号", description="归入卷号")
    remark: Line | None = Field(None, alias="备注", description="备注")
    ticket: Line | None = Field(None, alias="凭证", description="取号用的凭证，由程序写，不要改")


class Gaps(StrEnum):
    """What becomes of numbers that were left out."""

    NEVER = "不补"
    OFFERED = "选用"


class SeriesRule(Model):
    """How one series, or all of one kind, is counted."""

    name: Line = Field(alias="名称", description="机关代字，或 令号、公告号、纪要次数、期号、总期号、统一登记号")
    yearly: YesNo = Field(alias="按年", description="是否每年从 1 重新编号（是/否）")


class SharedCounter(Model):
    """Several codes that are counted together (大流水)."""

    codes: Lines = Field(alias="代字", description="合在一起编号的机关代字，如 [云政文, 云政函]", min_length=2)


class Policies(Model):
    """登记.yaml: the office's own rules for its numbers. Nothing in it is needed."""

    store: Line | None = Field(
        None,
        alias="存放",
        description="登记簿放在哪里：文件夹，或 postgresql://用户@主机/库（不写密码）；不写就放在内容文件夹",
    )
    finals: Line | None = Field(None, alias="定稿", description="已印发文件放在哪个文件夹；不写就是内容文件夹里的 定稿")
    gaps: Gaps = Field(
        Gaps.NEVER, alias="断号", description="不补（默认）或 选用：断号可以用 number --use 选用，要写理由"
    )
    voided: Gaps = Field(Gaps.NEVER, alias="作废号", description="不补（默认）或 选用：作废的号可以再用")
    jump: Integer = Field(20, alias="跳号", description="手写的号比上一个大多少以上要确认，默认 20")
    rules: list[SeriesRule] = Field(default=[], alias="序列", description="哪些编号每年从 1 重新编")
    shared: list[SharedCounter] = Field(default=[], alias="大流水", description="几个代字合在一起编号")
    columns: Lines = Field(default=[], alias="栏", description="登记簿印哪些栏，从左到右")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A password, an unknown column, and a code that is counted in two ways."""
        store = typed.get("存放")
        if isinstance(store, str) and re.search(r"://[^/@]*:[^/@]+@", store):
            yield fault("R432", "存放")
        columns = typed.get("栏")
        for index, column in enumerate(columns if isinstance(columns, list) else []):
            if isinstance(column, str) and column not in COLUMNS:
                yield fault("R433", "栏", index, found=column, known="、".join(COLUMNS))
        yield from _twice(typed.get("大流水"))


def _twice(shared: object) -> Iterator[Fault]:
    """A code that two shared counters name."""
    seen: set[str] = set()
    for index, counter in enumerate(shared if isinstance(shared, list) else []):
        codes = counter.get("代字") if isinstance(counter, Mapping) else None
        for at, code in enumerate(codes if isinstance(codes, list) else []):
            if isinstance(code, str) and code in seen:
                yield fault("R434", "大流水", index, "代字", at, found=code)
            seen.add(str(code))


def kind_named(name: str) -> SeriesKind | None:
    """The kind of series called `name`; None where it is no kind but one series."""
    for kind in SeriesKind:
        if str(kind) == name:
            return kind
    return None
