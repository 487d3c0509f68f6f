"""The document number (发文字号, 7.2.5) against the organ and the date."""

from __future__ import annotations

import re

from ygt_docs.elements.number import CITED, NOT_IN_CODE, number_words
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import DocumentNumber, Format
from ygt_docs.problems import Problems
from ygt_docs.rules.written import day_of_issue, place_at, printed_lines

# The numbers of certificates, permits and contracts have a form of their own: 云国用（2026）第00012号.
_OF_PAPERS = re.compile(
    "(?:证|许可|编号|登记|国用|房权|不动产|合同|字第|资质|备案|许|险|建字|地字|用字)[^，。；]{0,8}$"
)


def check_number(document: Document, problems: Problems) -> None:
    """Year, organ code, and the form of every number that is cited."""
    if document.notice.number is not None:
        _check_own(document, document.notice.number, problems)
    _check_counted(document, problems)
    _check_cited(document, problems)


def _check_counted(document: Document, problems: Problems) -> None:
    """The year of a 令号 or a 公告号 is that of the date."""
    notice = document.notice
    for key, keys, counted in (("令号", "命令", notice.order), ("公告号", "公告号", notice.proclamation)):
        year = None if counted is None else counted.year
        if year is None or notice.date is None or year == notice.date.year:
            continue
        place, date = document.locate(keys, "年份"), notice.date.isoformat()
        problems.add("T196", place, key=key, year=year, date=date, other=notice.date.year)


def _check_own(document: Document, number: DocumentNumber, problems: Problems) -> None:
    """Of one slip in the number only the first that shows is told."""
    notice = document.notice
    disclosed = notice.disclosure.number if notice.disclosure else None
    strange = NOT_IN_CODE.search(number.code)
    if notice.date is not None and number.year != notice.date.year:
        date, other = notice.date.isoformat(), notice.date.year
        problems.add("T101", document.locate("成文日期"), year=number.year, date=date, other=other)
    if strange:
        right = number.code[: strange.start()]
        problems.add("T151", number.code.place, strength="应", clause="7.2.5", found=number.code, right=right)
    elif not _has_own_code(document, number, problems):
        return
    elif disclosed is not None and disclosed != str(number) and day_of_issue(notice) == notice.date:
        problems.add("T105", disclosed.place, found=disclosed, right=str(number))


def _has_own_code(document: Document, number: DocumentNumber, problems: Problems) -> bool:
    """Whether the number has a code of the organ; a joint notice bears the number of the organ that leads."""
    organ = document.organs[0] if document.organs else None
    known = [str(item.code) for item in organ.codes or ()] if organ else []
    # Letters and minutes are counted by themselves: 云政函.
    if not known or organ is None or number.code in known or document.notice.layout is not Format.DOCUMENT:
        return True
    problems.add(
        "T150",
        number.code.place,
        found=number.code,
        organ=organ.name,
        known="、".join(known),
        right=" 或 ".join(known),
        all=", ".join([*known, number.code]),
    )
    return False


def _check_cited(document: Document, problems: Problems) -> None:
    for line in printed_lines(document.notice):
        for match in CITED.finditer(line.text):
            right = number_words("", match["year"], match["serial"])
            if match[0] != right and not _OF_PAPERS.search(line.text, 0, match.start()):
                problems.add(
                    "T148",
                    place_at(line.text, match.start()),
                    strength="应",
                    clause="7.2.5",
                    found=match[0],
                    right=right,
                )
