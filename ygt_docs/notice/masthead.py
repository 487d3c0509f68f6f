"""What stands in the masthead (版头, 7.2) besides organs and number: classification, urgency, direction, mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import Field

from ygt_docs.notice.fields import Fault, Model, YesNo, fault

# What a masthead prints, and the kinds that have none; what letters, orders and minutes print says special.py.
_OF_MASTHEAD = ("标志", "份号", "密级", "保密期限", "紧急程度", "签发人", "套打")
_WITHOUT_MASTHEAD = ("文稿", "简报", "汇编")
MOST_COPIES = 2000
_COPIES = re.compile(r"(?P<first>[0-9]{1,12})\s*[-－—–~～至到]\s*(?P<last>[0-9]{1,12})")


def masthead_faults(typed: Mapping[str, Any]) -> Iterator[Fault]:
    """What a text without a masthead would silently not print."""
    kind = str(typed.get("文种"))
    for key in _OF_MASTHEAD if kind in _WITHOUT_MASTHEAD else ():
        if key in typed:
            yield fault("N129", key, key=key, kind=kind)


@dataclass(frozen=True)
class CopyRange:
    """Copy numbers (份号, 7.2.1) from `first` to `last`, as typed; one document bears each."""

    first: str
    last: str

    @property
    def count(self) -> int:
        """How many copies there are, 0 and less for a range that runs backwards."""
        return int(self.last) - int(self.first) + 1

    def numbers(self) -> Iterator[str]:
        """Every number in order, as many digits as the first one has."""
        for number in range(int(self.first), int(self.last) + 1):
            yield str(number).zfill(len(self.first))


def copy_range(typed: str | None) -> CopyRange | None:
    """The range that `typed` names (000001-000080); None for a single number or none."""
    match = _COPIES.fullmatch(typed or "")
    return None if match is None else CopyRange(match["first"], match["last"])


def first_copy(typed: str) -> str:
    """The number that the first copy bears: that of a single copy, or the first of a range."""
    copies = copy_range(typed)
    return typed if copies is None else copies.first


class Secrecy(StrEnum):
    """The classification (密级, 7.2.2)."""

    TOP_SECRET = "绝密"
    SECRET = "机密"
    CONFIDENTIAL = "秘密"


class Urgency(StrEnum):
    """The urgency of a document (紧急程度, 7.2.3)."""

    EXPRESS = "特急"
    URGENT = "加急"


class Direction(StrEnum):
    """To whom the document goes (行文方向); the layout of an upward one is its own (7.2.5, 7.2.6)."""

    UPWARD = "上行"
    LEVEL = "平行"
    DOWNWARD = "下行"


class MarkOrgans(StrEnum):
    """Which organs the mark of a joint document names (7.2.4)."""

    ALL = "全部"
    LEADING = "仅主办"
    LEADING_AND_OTHERS = "等部门"


class MarkStyle(Model):
    """How the issuing mark is made (发文机关标志, 7.2.4)."""

    organs: MarkOrgans = Field(
        MarkOrgans.LEADING,
        alias="机关",
        description="联合行文的标志上写 全部、仅主办（默认）或 等部门（主办机关等八部门）",
    )
    word: YesNo = Field(True, alias="文件", description="标志后面加不加“文件”二字（是/否，默认是）")
