"""Days that no calendar has, or that contradict others: dates, weekdays, meetings, and deadlines (时限)."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from ygt_docs.elements.dates import DAY_IN_TEXT
from ygt_docs.elements.numerals import EITHER
from ygt_docs.notice.deadlines import date_of
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Body, Deadline, Kind
from ygt_docs.problems import Problems, lines_named
from ygt_docs.reading.text import Text
from ygt_docs.rules.written import day_of_issue, find_all, place_at, printed_lines


def check_deadlines(document: Document, problems: Problems) -> None:
    """Words that name another day than the date, and a deadline that had passed when the document was issued."""
    issued = day_of_issue(document.notice)
    passed: list[Deadline] = []
    # What another organ set in a document that is forwarded was set before.
    forwarded = {id(deadline) for deadline in find_all(document.notice.forwarded, Deadline)}
    for deadline in find_all(document.notice, Deadline):
        if deadline.date is None:
            continue
        named = _named(deadline, deadline.date.year)
        if named is not None and named != deadline.date:
            problems.add(
                "T106",
                deadline.words.place,
                words=deadline.words,
                found=deadline.date.isoformat(),
                right=named.isoformat(),
            )
        elif issued is not None and deadline.date < issued and id(deadline) not in forwarded:
            passed.append(deadline)
    if passed and issued is not None:
        first = passed[0]
        problems.add(
            "T171",
            first.words.place,
            words=first.words,
            found=first.date,
            issued=issued.isoformat(),
            count=len(passed),
            lines=lines_named([deadline.words.place for deadline in passed]),
        )


def _named(deadline: Deadline, year: int) -> datetime.date | None:
    """The day that the words name (None: no single day); a day that no calendar has is a finding of its own (T107)."""
    try:
        return date_of(deadline.words, year)
    except PydanticCustomError:
        return None


_DAY = re.compile(DAY_IN_TEXT + r"(?:[（(]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])[）)]?)?")
# A time of day, told by what stands before it: a ratio (7:3) and a score have no day before them. The second of two.
_CLOCK = (
    r"(?P<hour>[0-9]{1,2})(?:[:：](?P<minute>[0-9]{2})(?![0-9:：])|[时点](?![段效间])(?:(?P<minutes>[0-9]{1,2})分)?)"
)
_OF_DAY = r"日|[上下]午|早上|中午|凌晨|晚上?|时间[：:为]? ?|星期[一二三四五六日天][）)]? ?"
_UNTIL = r"(?<![0-9:：])(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9] ?[-—－–~～至到]{1,2} ?"
_TIMES = tuple(re.compile(rf"(?P<before>{before}) ?(?P<time>{_CLOCK})") for before in (_OF_DAY, _UNTIL))
_NOON, _LAST_HOUR, _MINUTES = 12, 24, 60
_WEEK = "一二三四五六日"
_LEAP_YEAR = 2024
_HALF_A_YEAR = 6
_CALLS_TO = re.compile(
    "(?:召开|举办|举行|开展|组织|参加|做好).*(?:会|会议|培训|培训班|论坛|讲座|比赛|竞赛|典礼|仪式).*通知$|会议通知$"
)
_TIME_LABEL = re.compile(rf"(?:[（(]?{EITHER}[）)、.．])?(?:会议|培训|开会|活动|报到)?时间(?:[：:]|$|(?=为|定))")
_TO_COME = re.compile("定于|拟于|将于|请于|请在|时间|截至|截止")
_IS_SET = re.compile("(?:(?<!原)定于|拟于|将于)[^，。；]{2,20}(?:召开|举办|举行|开会)")


def check_days(document: Document, problems: Problems) -> None:
    """Every day that is named in the text."""
    for line in printed_lines(document.notice):
        for match in _DAY.finditer(line.text):
            year = int(match["year"]) if match["year"] else None
            month, day, weekday = int(match["month"]), int(match["day"]), match["weekday"]
            place = place_at(line.text, match.start())
            if not _exists(year, month, day):
                problems.add("T107", place, found=match[0])
            elif weekday:
                coming = bool(_TO_COME.search(line.text, 0, match.start()))
                right = _weekdays(year, month, day, document.notice.date)[: 1 if coming else None]
                if right and weekday.replace("天", "日") not in right:
                    problems.add("T108", place, found=match[0], right=f"星期{right[0]}")
        _check_times(line.text, problems)
    _check_meeting(document, problems)


def _check_times(line: Text, problems: Problems) -> None:
    """Times that no clock shows: 25:00, 9:75, 24:30, 上午15:00."""
    found = [match for form in _TIMES for match in form.finditer(line)]
    for match in found:
        hour, minute = int(match["hour"]), int(match["minute"] or match["minutes"] or 0)
        late = hour > _LAST_HOUR or (hour == _LAST_HOUR and minute > 0)
        afternoon = match["before"] in ("上午", "早上", "凌晨") and hour > _NOON
        if late or minute >= _MINUTES or afternoon:
            before = match["before"] if afternoon else ""
            start = match.start("before" if afternoon else "time")
            problems.add("T114", place_at(line, start), found=before + match["time"])


def _exists(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has that day; without a year 29 February counts as one."""
    if not 1 <= month <= 12 or (year is not None and year < 1):
        return False
    return 1 <= day <= calendar.monthrange(year or _LEAP_YEAR, month)[1]


def _weekdays(year: int | None, month: int, day: int, issued: datetime.date | None) -> list[str]:
    """The day of the week, for a day without a year that of each year that may be meant ([]: not known).

    A text speaks of what is to come and of what was: in December of January of the next year, in January of
    December of the last one.
    """
    if year is not None:
        years = [year]
    elif issued is None:
        years = []
    elif month < issued.month:
        years = [issued.year + 1, issued.year]
    else:
        if month > issued.month:
            years = [issued.year, issued.year - 1]
        else:
            years = [issued.year]
    weekdays: list[str] = []
    for each in years:
        if _exists(each, month, day):
            weekdays.append(_WEEK[datetime.date(each, month, day).weekday()])
    return weekdays


def _check_meeting(document: Document, problems: Problems) -> None:
    """A meeting to which a 通知 calls is not before its date of issue; one that it tells of is."""
    notice = document.notice
    title = "".join(notice.title)
    if notice.date is None or notice.kind is not Kind.NOTICE or not _CALLS_TO.search(title):
        return
    for line in _meeting_lines(notice.body):
        match = _DAY.search(line)
        held = _date_of(match, notice.date) if match else None
        if match and held is not None and held < notice.date:
            place = place_at(line, match.start())
            problems.add("T109", place, found=match[0], issued=notice.date.isoformat())
            return


def _meeting_lines(body: Body) -> Iterator[Text]:
    """What says when the meeting is: after 会议时间：, under that heading, or 定于…召开."""
    after_heading = False
    for line in printed_lines(body):
        labelled = _TIME_LABEL.match(line.text)
        if after_heading or (labelled and labelled.end() < len(line.text)):
            yield line.text
        elif is_set := _IS_SET.search(line.text):
            yield Text(line.text[is_set.start() :], place_at(line.text, is_set.start()))
        after_heading = bool(labelled and labelled.end() == len(line.text))


def _date_of(match: re.Match[str], issued: datetime.date) -> datetime.date | None:
    """The day that is meant (None: no calendar has it); without a year one of the months before it is next year's."""
    month, day = int(match["month"]), int(match["day"])
    if match["year"]:
        year = int(match["year"])
    else:
        year = issued.year + (issued.month - month > _HALF_A_YEAR)
    if _exists(year, month, day):
        return datetime.date(year, month, day)
    return None


def check_dates(document: Document, problems: Problems) -> None:
    """Printed or published before it was issued."""
    notice = document.notice
    issued = day_of_issue(notice)
    if issued is None:
        return
    words = {"issued": issued.isoformat()}
    printed = notice.imprint.printed_on if notice.imprint else None
    if printed is not None and printed < issued:
        problems.add("T103", document.locate("版记", "印发日期"), found=printed.isoformat(), **words)
    published = notice.disclosure.published_on if notice.disclosure else None
    if published is not None and published < issued:
        problems.add("T104", document.locate("信息公开", "发布日期"), found=published.isoformat(), **words)
