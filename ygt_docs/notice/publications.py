"""What a bulletin (简报) and a collection (汇编) say beside title and body; GB/T 9704-2012 has no clause for either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import Field

from ygt_docs.notice.fields import Fault, Integer, Line, Lines, Model, fault
from ygt_docs.reading.text import Text


class RemarkPlace(StrEnum):
    """Where the compilers' remark (按语) stands."""

    BEFORE_TITLE = "标题前"
    AFTER_TITLE = "标题后"


class Bulletin(Model):
    """Head and foot of a bulletin (简报)."""

    name: Line = Field(alias="名称", description="简报名称，印在报头，如 云溪医改简报")
    issue: Integer | None = Field(None, alias="期号", description="本年第几期；草稿不写，印作 第×期")
    total_issue: Integer | None = Field(None, alias="总期号", description="总第几期")
    compiled_by: Line = Field(alias="编印单位", description="编印单位，印在报头左下")
    remark: Text | None = Field(None, alias="按语", description="按语，每行一段，不写“按：”")
    remark_place: RemarkPlace = Field(RemarkPlace.BEFORE_TITLE, alias="按语位置", description="标题前（默认）或 标题后")
    reports_to: Lines = Field(default=[], alias="报", description="上级，每类一项，印作 报：…；…。")
    sends_to: Lines = Field(default=[], alias="送", description="平级，每类一项")
    issues_to: Lines = Field(default=[], alias="发", description="下级，每类一项")
    copies_to: Lines = Field(default=[], alias="抄送", description="抄送，每类一项")
    distributed_to: Lines = Field(default=[], alias="分送", description="分送，每类一项")
    copies: Integer | None = Field(None, alias="共印", description="印数，印作（共印80份）")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Numbers that count from 1, and a running number below the number of this year."""
        numbers = {
            key: int(value)
            for key in ("期号", "总期号", "共印")
            if isinstance(value := typed.get(key), str) and value.isascii() and value.isdigit()
        }
        for key, number in numbers.items():
            if number == 0:
                yield fault("N116", key, key=key, found=typed[key])
        if numbers.get("期号", 0) > numbers.get("总期号", 0) > 0:
            yield fault("N180", "总期号", found=typed["总期号"], issue=typed["期号"])


class Collection(Model):
    """A collection (汇编): several documents of content/ behind a cover and a contents page."""

    compiled_by: Lines = Field(default=[], alias="编印单位", description="编印单位，印在封面")
    members: Lines = Field(alias="篇目", description="收入的公文，写文件夹名，按这个次序排", min_length=1)
