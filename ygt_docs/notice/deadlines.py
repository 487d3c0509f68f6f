"""The real dates behind the words of a deadline (完成时限)."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from ygt_docs.elements import dates
from ygt_docs.elements.numerals import SIGNS, SMALL, value_of
from ygt_docs.notice.fields import made_date


def date_of(words: str, year: int | None) -> datetime.date | None:
    """The one day that `words` name, such as 6月30日前 or 6月底前; `year` is the plan's (None: not known).

    None when the words name no day, or several, or the year is open. Raises PydanticCustomError N115 for a day that
    no calendar has.
    """
    named = dates.named_day(words, year)
    if named is None:
        return None
    return made_date(*named, words)


@dataclass(frozen=True)
class Meaning:
    """What the words of a deadline mean for lists, ledgers and calendars.

    `dates`: the last day of each time that is named, in order, () for none; a range has its end alone. `start`: the
    first day of a range or of what goes on from a day (None: open). `ongoing`: it goes on, after the last date if there
    is one (持续, 长期). `recurring`: the words of a return (每月5日前); what returns has no date.
    """

    dates: tuple[datetime.date, ...] = ()
    start: datetime.date | None = None
    ongoing: bool = False
    recurring: str = ""

    @property
    def due(self) -> datetime.date | None:
        """The day by which all of it is to be done (None: no day)."""
        return self.dates[-1] if self.dates else None

    def next_after(self, day: datetime.date) -> datetime.date | None:
        """The first date on or after `day`; the last one where all are past (None: no date)."""
        for date in self.dates:
            if date >= day:
                return date
        return self.due


NO_MEANING = Meaning()
_Y = r"(?P<year>[0-9]{4}年|今年|本年|当年|明年|次年|翌年)?"
_MONTH_FROM = re.compile(r"([0-9]{1,2})(?=\s*(?:—+|－|-|~|～|至|到)\s*[0-9]{1,2}月(?![0-9]))")
_DAY_TO = re.compile(r"(?P<before>[0-9]{1,2}月[0-9]{1,2}日\s*(?:—+|－|-|~|～|至|到)\s*)(?P<day>[0-9]{1,2}日)")
_CHINESE_MONTH = re.compile(f"(?<![{SIGNS}])({SMALL})月")
_TIME = re.compile(
    _Y + r"(?:"
    r"(?P<month>[0-9]{1,2})月(?:份)?(?:(?P<day>[0-9]{1,2})日|(?P<part>底|末|上旬|中旬|下旬|初|中))?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?P<quarter_end>底|末)?"
    r"|(?P<half>[上下])半年(?P<half_end>底|末)?"
    r"|(?P<year_end>年底|年末|年内|年终|年度内|全年|(?<=年)(?:底|末|内))"
    r")"
    r"|(?P<iso>[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2})"
    r"|(?P<whole>[0-9]{4})年(?:度)?"
)
_RANGE = re.compile(r"\s*(?:—+|－|-|~|～|至|到)\s*")
_BEFORE = re.compile(r"\s*(?:以前|之前|前)")
_FROM = re.compile(r"\s*(?:开始|起|以后|之后|后)")
_RETURNS = re.compile(r"(?:每|逐)个?(?:半年|季度|季|年|月|周|旬|日|天)[^，,；;。]*")
_GOES_ON = re.compile("持续|长期|常态|经常|不间断|始终|日常|一直|贯穿")
_NEXT_YEAR = ("明年", "次年", "翌年")
_PART_ENDS = {"初": 10, "上旬": 10, "中": 20, "中旬": 20}
_LAST_MONTH = 12
_QUARTERS = "一二三四1234"


def meaning_of(words: str, year: int | None) -> Meaning:
    """What `words` mean; `year` is the plan's (None: not known, then words without a year name no date).

    底, 末 and a month, quarter or half year alone mean its last day; 上旬 and 初 the 10th, 中旬 the 20th; 前 behind a day
    or an end means that day, behind a whole month or quarter (6月前) the day before it begins; 起 begins something that
    goes on. Raises PydanticCustomError N115 for a day that no calendar has.
    """
    recurring = _RETURNS.search(words)
    rest = words if recurring is None else words.replace(recurring[0], "，")
    found = _Found(year)
    found.read(_spelt_out(rest))
    ongoing = found.begins or recurring is not None or _GOES_ON.search(words) is not None
    return Meaning(tuple(found.dates), found.start, ongoing, "" if recurring is None else recurring[0])


def _spelt_out(words: str) -> str:
    """`words` with months in digits, and with the month or the sign that a range leaves out (3—6月, 6月1日至30日)."""
    words = _CHINESE_MONTH.sub(_month_in_digits, words)
    words = _MONTH_FROM.sub(r"\1月", words)
    return _DAY_TO.sub(lambda match: match["before"] + match["before"].partition("月")[0] + "月" + match["day"], words)


def _month_in_digits(match: re.Match[str]) -> str:
    value = value_of(match[1])
    if value is None or value > _LAST_MONTH:
        return match[0]
    return f"{value}月"


class _Found:
    """The dates that are found from left to right: a year, once named, holds for what follows."""

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.dates: list[datetime.date] = []
        self.start: datetime.date | None = None
        self.begins = False

    def read(self, words: str) -> None:
        """Find all dates of `words`. Raises PydanticCustomError N115."""
        at, opened = 0, None
        for match in _TIME.finditer(words):
            span = self._span(match)
            if span is None:
                continue
            if opened is not None and _RANGE.fullmatch(words, at, match.start()):
                span = self._after(opened, span)
                self.dates[-1:] = [span[1]]
                self.start = opened[0]
            else:
                self._take(span, match, words)
            opened, at = span, match.end()

    def _take(self, span: tuple[datetime.date, datetime.date], match: re.Match[str], words: str) -> None:
        if _FROM.match(words, match.end()):
            self.start, self.begins = span[0], True
        elif _BEFORE.match(words, match.end()) and not _is_an_end(match):
            self.dates.append(span[0] - datetime.timedelta(days=1))
        else:
            self.dates.append(span[1])

    def _after(
        self, opened: tuple[datetime.date, datetime.date], span: tuple[datetime.date, datetime.date]
    ) -> tuple[datetime.date, datetime.date]:
        """The end of a range: without a year of its own it is in the next one where it would lie before its start."""
        if span[1] >= opened[0]:
            return span
        self.year = None if self.year is None else self.year + 1
        last = calendar.monthrange(span[1].year + 1, span[1].month)[1]
        return span[0], datetime.date(span[1].year + 1, span[1].month, min(span[1].day, last))

    def _span(self, match: re.Match[str]) -> tuple[datetime.date, datetime.date] | None:
        """First and last day of a time that is named; None where its year is not known."""
        named = match["whole"] or match["year"]
        if match["iso"]:
            year, month, number = map(int, re.split("[-./]", match["iso"]))
            day = made_date(year, month, number, match[0])
            self.year = day.year
            return day, day
        if named and named[:4].isdigit():
            self.year = int(named[:4])
        elif named in _NEXT_YEAR and self.year is not None:
            self.year += 1
        if self.year is None or self.year < 1:
            return None
        return self._span_in(match, self.year)

    def _span_in(self, match: re.Match[str], year: int) -> tuple[datetime.date, datetime.date]:
        if match["month"]:
            return _month_span(match, year)
        if match["quarter"]:
            last = 3 * _QUARTERS.index(match["quarter"]) % 12 + 3
            return _months(year, last - 2, last)
        if match["half"]:
            if match["half"] == "上":
                return _months(year, 1, 6)
            return _months(year, 7, _LAST_MONTH)
        return _months(year, 1, _LAST_MONTH)


def _is_an_end(match: re.Match[str]) -> bool:
    """Whether a day, or the end of something longer, is named: 前 behind it means that day itself."""
    return any(match[name] for name in ("day", "part", "quarter_end", "half_end", "year_end", "iso"))


def _month_span(match: re.Match[str], year: int) -> tuple[datetime.date, datetime.date]:
    month = int(match["month"])
    if match["day"]:
        day = made_date(year, month, int(match["day"]), match[0])
        return day, day
    first = made_date(year, month, 1, match[0])
    last = calendar.monthrange(year, month)[1]
    return first, first.replace(day=_PART_ENDS.get(match["part"] or "", last))


def _months(year: int, first: int, last: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(year, first, 1), datetime.date(year, last, calendar.monthrange(year, last)[1])
