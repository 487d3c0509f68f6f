"""What an order (命令) and minutes (纪要) say beside their body, and which layout (格式) a document may have (10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import Field

from ygt_docs.notice.fields import Fault, Integer, Line, Lines, Model, fault

_FIRST_YEAR, _LAST_YEAR = 1949, 2099
# Kinds that have a name on paper (mark, 令号) without a title.
_WITHOUT_TITLE = ("命令", "纪要")
# The special formats that belong to one kind alone; a kind that is not named here may be a 文件 or a 信函.
_FORMAT_OF_KIND = {"命令": ("命令", "文件"), "纪要": ("纪要", "文件"), "文稿": (), "简报": (), "汇编": ()}
_ANNOUNCING = ("公告", "通告")  # kinds that may be counted by themselves (第3号)
_OTHER = "其他"
_ANY_KIND = ("文件", "信函")
_FORMATS = (*_ANY_KIND, *_FORMAT_OF_KIND)  # any other word is no format at all, and told as such
_OF_KIND = {"函": "信函", "其他": "信函", "命令": "命令", "纪要": "纪要"}
# What a special format does not print (10): its head is its own.
_HEAD = ("标志", "行文方向", "签发人", "套打")
_NOT_PRINTED = {
    "信函": _HEAD,
    "命令": (*_HEAD, "份号", "密级", "保密期限", "紧急程度", "发文字号", "主送机关", "副标题"),
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
    yield from _kind_name_faults(typed, kind)
    if "公告号" in typed and kind not in _ANNOUNCING:
        yield fault("N129", "公告号", key="公告号", kind=kind)
    elif "公告号" in typed and "发文字号" in typed:
        yield fault("N165", "公告号")


def _kind_name_faults(typed: Mapping[str, Any], kind: str) -> Iterator[Fault]:
    """A document of another kind (其他) says which; one of the 15 kinds has its name already."""
    if kind == _OTHER and "文种名" not in typed:
        yield fault("missing", "文种名")
    elif kind != _OTHER and "文种名" in typed:
        yield fault("N129", "文种名", key="文种名", kind=kind)


class OrderWord(StrEnum):
    """The word after the organ's full name in the mark of an order (10.2)."""

    SHORT = "令"
    LONG = "命令"


class Order(Model):
    """What an order (命令格式, 10.2) has of its own."""

    number: Integer | None = Field(None, alias="令号", description="第几号令，只写数字；草稿不写，印作 第×号")
    year: Integer | None = Field(None, alias="年份", description="令号按年编的，写四位年份，印作 2026年第3号")
    word: OrderWord = Field(
        OrderWord.SHORT, alias="标志用字", description="标志印“机关全称+令”（默认）或“机关全称+命令”"
    )

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Orders are counted from 1, and a year has four digits."""
        yield from counted_faults(typed, "令号")


class NumberForm(StrEnum):
    """How the number of a proclamation is printed: 第3号, or with its year 2026年第3号."""

    SERIAL = "第N号"
    YEAR_AND_SERIAL = "N年第N号"


class Proclamation(Model):
    """The number of a 公告 or 通告 that is counted by itself and has no 发文字号 (practice)."""

    serial: Integer | None = Field(None, alias="序号", description="第几号公告，只写数字；草稿不写，印作 第×号")
    year: Integer = Field(alias="年份", description="四位年份，如 2026")
    form: NumberForm = Field(NumberForm.SERIAL, alias="写法", description="印作 第N号（默认）或 N年第N号")

    def __str__(self) -> str:
        serial = "×" if self.serial is None else self.serial
        year = f"{self.year}年" if self.form is NumberForm.YEAR_AND_SERIAL else ""
        return f"{year}第{serial}号"

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Proclamations are counted from 1, and a year has four digits."""
        yield from counted_faults(typed, "序号")


def counted_faults(typed: Mapping[str, Any], key: str) -> Iterator[Fault]:
    """A number under `key` that is 0, and a 年份 that no document of today bears."""
    year = str(typed.get("年份", ""))
    if year.isascii() and year.isdigit() and not _FIRST_YEAR <= int(year[:9]) <= _LAST_YEAR:
        yield fault("N128", "年份", key="年份", found=typed["年份"])
    if str(typed.get(key)) == "0":
        yield fault("N116", key, key=key, found=typed[key])


class Minutes(Model):
    """What minutes (纪要格式, 10.3) have of their own."""

    session: Integer | None = Field(None, alias="次数", description="第几次会议，只写数字，印作（第8次）")
    name: Line | None = Field(None, alias="名称", description="纪要标志的全文，不写则印“机关全称+会议纪要”")
    present: Lines = Field(default=[], alias="出席", description="出席人员，每人或每单位一项")
    absent: Lines = Field(default=[], alias="请假", description="请假人员，写法同上")
    attending: Lines = Field(default=[], alias="列席", description="列席人员，写法同上")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Meetings are counted from 1."""
        yield from counted_faults(typed, "次数")
