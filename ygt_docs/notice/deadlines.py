"""The real date behind the words of a deadline (完成时限)."""

from __future__ import annotations

import calendar
import datetime
import re

from ygt_docs.notice.fields import made_date

_YEAR = r"(?:([0-9]{4})年|(?:今年|本年))?"
_DAY = re.compile(_YEAR + r"([0-9]{1,2})月([0-9]{1,2})日")
_MONTH_END = re.compile(_YEAR + r"([0-9]{1,2})月(?:底|末)")
_ANY_TIME = re.compile(r"[0-9]{1,2}月|[0-9]{4}年|季度|半年|年[底末]|[底末]")


def date_of(words: str, year: int | None) -> datetime.date | None:
    """The one day that `words` name, such as 6月30日前 or 6月底前; `year` is the plan's (None: not known).

    None when the words name no day, or several, or the year is open. Raises PydanticCustomError N115 for a day that
    no calendar has.
    """
    found = [match for pattern in (_DAY, _MONTH_END) for match in pattern.finditer(words)]
    if len(found) != 1 or len(_ANY_TIME.findall(words.replace(found[0].group(), "", 1))):
        return None
    match = found[0]
    year = int(match.group(1)) if match.group(1) else year
    if year is None or year < 1:
        return None
    month = int(match.group(2))
    if match.re is _DAY:
        return made_date(year, month, int(match.group(3)), words)
    last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 31
    return made_date(year, month, last, words)
