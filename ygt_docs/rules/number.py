"""The document number (发文字号, 7.2.5) against the organ and the date."""

from __future__ import annotations

import re

from ygt_docs.compose.formats import format_of
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Format
from ygt_docs.problems import Problems
from ygt_docs.rules.written import place_at, printed_lines

_NOT_IN_CODE = re.compile(r"[0-9〔〕\[\]［］()（）【】号\s]")
# The number of any document that a text cites; court numbers go on with a character after the bracket.
_CITED = re.compile(r"(?<=[\u4e00-\u9fff])\s*[\[［【（(〔〖]((?:19|20)[0-9]{2})[\]］】）)〕〗]\s*第?0*([0-9]+)\s*号")

# The numbers of certificates, permits and contracts have a form of their own: 云国用（2026）第00012号.
_OF_PAPERS = re.compile(
    "(?:证|许可|编号|登记|国用|房权|不动产|合同|字第|资质|备案|许|险|建字|地字|用字)[^，。；]{0,8}$"
)


def check_number(document: Document, problems: Problems) -> None:
    """Year, organ code, and the form of every number that is cited."""
    notice = document.notice
    number = notice.number
    if number is not None:
        if notice.date is not None and number.year != notice.date.year:
            problems.add(
                "T101",
                document.locate("成文日期"),
                year=number.year,
                date=notice.date.isoformat(),
                other=notice.date.year,
            )
        if _NOT_IN_CODE.search(number.code):
            problems.add(
                "T151",
                number.code.place,
                strength="应",
                clause="7.2.5",
                found=number.code,
                right=re.split(_NOT_IN_CODE, number.code)[0],
            )
        _check_code(document, problems)
        disclosed = notice.disclosure.number if notice.disclosure else None
        if disclosed is not None and disclosed != str(number):
            problems.add("T105", disclosed.place, found=disclosed, right=str(number))
    _check_cited(document, problems)


def _check_code(document: Document, problems: Problems) -> None:
    """A joint notice bears the number of the organ that leads, under one of its codes."""
    number = document.notice.number
    organ = document.organs[0] if document.organs else None
    own = format_of(document.notice) is Format.DOCUMENT  # letters and minutes are counted by themselves: 云政函
    known = [str(item.code) for item in organ.codes or ()] if organ else []
    if own and number and organ and known and number.code not in known:
        problems.add(
            "T150",
            number.code.place,
            found=number.code,
            organ=organ.name,
            known="、".join(known),
            right=" 或 ".join(known),
            all=", ".join([*known, number.code]),
        )


def _check_cited(document: Document, problems: Problems) -> None:
    for line in printed_lines(document.notice):
        for match in _CITED.finditer(line.text):
            right = f"〔{match[1]}〕{match[2]}号"
            if match[0] != right and not _OF_PAPERS.search(line.text, 0, match.start()):
                problems.add(
                    "T148",
                    place_at(line.text, match.start()),
                    strength="应",
                    clause="7.2.5",
                    found=match[0],
                    right=right,
                )
