"""What an order (命令) and minutes (纪要) say beside their body, and which layout (格式) a document may have (10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import Field

from ygt_docs.notice.fields import Fault, Integer, Line, Lines, Model, fault

# Kinds that have a name on paper (mark, 令号) without a title.
_WITHOUT_TITLE = ("命令", "纪要")
# The special formats that belong to one kind alone; a kind that is not named here may be a 文件 or a 信函.
_FORMAT_OF_KIND = {"命令": ("命令", "文件"), "纪要": ("纪要", "文件"), "文稿": (), "简报": (), "汇编": ()}
_ANY_KIND = ("文件", "信函")
_FORMATS = (*_ANY_KIND, *_FORMAT_OF_KIND)  # any other word is no format at all, and told as such
_OF_KIND = {"函": "信函", "命令": "命令", "纪要": "纪要"}
# What a special format does not print (10): its head is its own.
_HEAD = ("标志", "行文方向", "签发人", "套打")
_NOT_PRINTED = {
    "信函": _HEAD,
    "命令": (*_HEAD, "份号", "密级", "保密期限", "紧急程度", "发文字号", "主送机关"),
    "纪要": (*_HEAD, "主送机关", "用印", "签名章"),
}


def format_faults(typed: Mapping[str, Any]) -> Iterator[Fault]:
    """A missing title, a 格式 that the 文种 cannot have, and what the format would silently not print."""
    kind, chosen = str(typed.get("文种")), typed.get("格式")
    if "标题" not in typed and (kind not in _WITHOUT_TITLE or chosen == "文件"):
        yield fault("missing", "标题")
    allowed = _FORMAT_OF_KIND.get(kind, _ANY_KIND)
    if isinstance(chosen, str) and chosen not in allowed and chosen in _FORMATS:
        words = f"可以写：{'、'.join(allowed)}" if allowed else "删去「格式」"
        yield fault("N140", "格式", kind=kind, found=chosen, allowed=words)
    form = str(chosen) if chosen else _OF_KIND.get(kind, "")
    for key in _NOT_PRINTED.get(form, ()):
        if key in typed:
            yield fault("N129", key, key=key, kind=f"{form}格式")
    for key in ("命令", "纪要"):
        if key in typed and kind != key:
            yield fault("N129", key, key=key, kind=kind)


class OrderWord(StrEnum):
    """The word after the organ's full name in the mark of an order (10.2)."""

    SHORT = "令"
    LONG = "命令"


class Order(Model):
    """What an order (命令格式, 10.2) has of its own."""

    number: Integer | None = Field(None, alias="令号", description="第几号令，只写数字；草稿不写，印作 第×号")
    word: OrderWord = Field(
        OrderWord.SHORT, alias="标志用字", description="标志印“机关全称+令”（默认）或“机关全称+命令”"
    )

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Orders are counted from 1."""
        if str(typed.get("令号")) == "0":
            yield fault("N116", "令号", key="令号", found=typed["令号"])


class Minutes(Model):
    """What minutes (纪要格式, 10.3) have of their own."""

    name: Line | None = Field(None, alias="名称", description="纪要标志的全文，不写则印“机关全称+会议纪要”")
    present: Lines = Field(default=[], alias="出席", description="出席人员，每人或每单位一项")
    absent: Lines = Field(default=[], alias="请假", description="请假人员，写法同上")
    attending: Lines = Field(default=[], alias="列席", description="列席人员，写法同上")
