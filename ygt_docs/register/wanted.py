"""Which numbers a document still wants (待编号): its series, the year, and where in notice.yaml the number goes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Format, Kind
from ygt_docs.notice.numbers import NO_YEAR, Number, Series, SeriesKind
from ygt_docs.problems import UserError, problem
from ygt_docs.register.journal import Book
from ygt_docs.register.policies import Rules

UNCOUNTED = frozenset({Kind.COLLECTION, Kind.MANUSCRIPT})
"""Kinds that bear no number of their own."""
_DRAFT = "×"
_USUAL_DIGITS = 5


@dataclass(frozen=True)
class Wanted:
    """A number that a document has not got yet.

    `keys` lead to where it is written in notice.yaml; `form` is what is written there ("": the serial alone).
    """

    series: Series
    year: int
    keys: tuple[str, ...]
    form: str = ""

    def written(self, number: Number) -> str | int:
        """What notice.yaml says for `number`."""
        return str(number) if self.form else number.serial


def day_of(document: Document, day: datetime.date | None) -> datetime.date | None:
    """The day that the year of a number comes from: `day` (--date), else the document's own; None: there is none."""
    if day is not None:
        return day
    return document.notice.date


def wanted(document: Document, day: datetime.date | None, book: Book, rules: Rules) -> list[Wanted]:
    """The numbers that `document` has not got yet; `day` is --date (None: not given).

    Raises UserError: R404 for a kind that bears none, R405 without any year, R407 for a year that contradicts the day,
    R412 for a document that names no series, R413 for a code that no organ has.
    """
    notice = document.notice
    if notice.kind in UNCOUNTED:
        raise UserError([problem("R404", document.locate("文种"), kind=notice.kind)])
    found = list(_wanted(document, book))
    result = []
    for item in found:
        result.append(_dated(item, document, day, rules))
    return result


def _wanted(document: Document, book: Book) -> Iterator[Wanted]:
    notice = document.notice
    organ = str(document.organs[0].name) if document.organs else ""
    number = notice.number
    if number is not None and number.serial is None:
        _check_code(document, str(number.code))
        yield Wanted(Series(SeriesKind.CODE, str(number.code)), number.year, ("发文字号", "顺序号"))
    counted = notice.kind is Kind.ORDER and notice.format is not Format.DOCUMENT
    if counted and (notice.order is None or notice.order.number is None):
        yield Wanted(Series(SeriesKind.ORDER, organ), NO_YEAR, ("命令", "令号"))
    proclamation = notice.proclamation
    if proclamation is not None and proclamation.serial is None:
        name = f"{organ}{notice.kind}"
        yield Wanted(Series(SeriesKind.PROCLAMATION, name), proclamation.year, ("公告号", "序号"))
    if notice.kind is Kind.MINUTES and number is None:
        minutes = notice.minutes
        if minutes is None or minutes.session is None:
            if minutes is not None and minutes.name:
                name = str(minutes.name)
            else:
                name = f"{organ}会议纪要"
            yield Wanted(Series(SeriesKind.MINUTES, name), NO_YEAR, ("纪要", "次数"))
    yield from _of_bulletin(document, book)
    registration = str(notice.registration or "")
    if registration.endswith(_DRAFT):
        form = re.sub("[0-9]", "9", registration.removesuffix(_DRAFT)) + "9" * _USUAL_DIGITS
        years = re.findall("(?:19|20)[0-9]{2}", registration)
        year = int(years[0]) if years else NO_YEAR
        yield Wanted(Series(SeriesKind.REGISTRATION, form), year, ("统一登记号",), form)


def _of_bulletin(document: Document, book: Book) -> Iterator[Wanted]:
    """The issue of the year, and the running one where the bulletin is counted that way too."""
    bulletin = document.notice.bulletin
    if bulletin is None:
        return
    name = str(bulletin.name)
    if bulletin.issue is None:
        yield Wanted(Series(SeriesKind.ISSUE, name), NO_YEAR, ("简报", "期号"))
    total = Series(SeriesKind.TOTAL, name)
    if bulletin.total_issue is None and any(series == total for series, _ in book.top):
        yield Wanted(total, NO_YEAR, ("简报", "总期号"))


def _check_code(document: Document, code: str) -> None:
    """The code must be one of organs.yaml: a slip of the pen must not begin a series."""
    organ = document.organs[0] if document.organs else None
    if organ is not None:
        known = []
        for item in organ.codes or ():
            known.append(str(item.code))
    else:
        known = []
    if code not in known:
        raise UserError(
            [
                problem(
                    "R413",
                    document.locate("发文字号", "机关代字"),
                    found=code,
                    organ=organ.name if organ is not None else "这件公文",
                    known="、".join(known) or "没有",
                    all=", ".join([*known, code]),
                )
            ]
        )


def _dated(item: Wanted, document: Document, day: datetime.date | None, rules: Rules) -> Wanted:
    """`item` with the year that its series needs."""
    counted = day_of(document, day)
    if item.year:
        if counted is not None and counted.year != item.year:
            place = document.locate(*item.keys[:1])
            raise UserError([problem("R407", place, year=item.year, date=counted.isoformat())])
        return item
    if not rules.yearly(item.series):
        return item
    if counted is None:
        raise UserError(
            [
                problem(
                    "R405", document.locate(*item.keys[:1]), series=item.series, name=document.name, run=document.call
                )
            ]
        )
    return Wanted(item.series, counted.year, item.keys, item.form)
