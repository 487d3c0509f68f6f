"""Days in printed text that no calendar has, or whose day of the week is another."""

from __future__ import annotations

import calendar
import datetime
import re

from ygt_docs.notice.document import Document
from ygt_docs.problems import Problems
from ygt_docs.rules.written import place_at, printed_lines

_DAY = re.compile(
    r"(?:([0-9]{4})年)?(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日"
    r"(?:[（(]?(?:星期|周|礼拜)([一二三四五六日天])[）)]?)?"
)
_WEEK = "一二三四五六日"
_LEAP_YEAR = 2024


def check_days(document: Document, problems: Problems) -> None:
    """Every day that is named in the text."""
    for line in printed_lines(document.notice):
        for match in _DAY.finditer(line.text):
            year = int(match[1]) if match[1] else None
            place = place_at(line.text, match.start())
            if not _exists(year, int(match[2]), int(match[3])):
                problems.add("T107", place, found=match[0])
            elif match[4]:
                right = _weekday(year, int(match[2]), int(match[3]), document.notice.date)
                if right is not None and right != match[4].replace("天", "日"):
                    problems.add("T108", place, found=match[0], right=f"星期{right}")


def _exists(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has that day; without a year 29 February counts as one."""
    if not 1 <= month <= 12 or (year is not None and year < 1):
        return False
    return 1 <= day <= calendar.monthrange(year or _LEAP_YEAR, month)[1]


def _weekday(year: int | None, month: int, day: int, issued: datetime.date | None) -> str | None:
    """The day of the week; a day without a year is the next one after the month of issue (None: not known)."""
    if year is None:
        if issued is None:
            return None
        year = issued.year + (month < issued.month)
    if not _exists(year, month, day):
        return None
    return _WEEK[datetime.date(year, month, day).weekday()]
