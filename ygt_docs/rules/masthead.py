"""What stands in the masthead (7.2) against itself and the rest: copy number, classification, signatories; and what
minutes (10.3) have in a place of its own."""

from __future__ import annotations

import re

from ygt_docs.compose.masthead import is_upward
from ygt_docs.elements import marks
from ygt_docs.elements.marks import MOST_COPIES, CopyRange, Secrecy, copy_range
from ygt_docs.elements.number import CITED, number_words, strange_in_code
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import DocumentNumber, Format, Kind
from ygt_docs.problems import Problems, lines_named
from ygt_docs.reading.text import Text
from ygt_docs.rules.written import day_of_issue, place_at, printed_lines
from ygt_docs.standard import gbt9704 as standard

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
    strange = strange_in_code(number.code)
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


_MOST_YEARS = {Secrecy.TOP_SECRET: 30, Secrecy.SECRET: 20, Secrecy.CONFIDENTIAL: 10}  # Law on Guarding State Secrets
_PER_YEAR = {"年": 1, "个月": 12, "天": 365, "日": 365}
_PUBLIC = "主动公开"
_PUBLIC_NOTE = "公开发布"
_ATTENDANCE = re.compile("(?P<label>出席|请假|列席)(?:人员|单位)?：(?P<names>.+?)[。；]?")


def check_masthead(document: Document, problems: Problems) -> None:
    """Copy number, classification and its period, signatories and addressees of an upward document; attendance of
    minutes."""
    _check_copy_number(document, problems)
    _check_secrecy(document, problems)
    _check_urgency(document, problems)
    _check_upward(document, problems)
    _check_attendance(document, problems)


def _check_copy_number(document: Document, problems: Problems) -> None:
    number = document.notice.copy_number
    digits = standard.COPY_NUMBER_DIGITS.value
    copies = copy_range(number)
    if number is not None and copies is not None:
        _check_copies(number, copies, problems)
    elif number is not None and not re.fullmatch(f"[0-9]{{{digits}}}", number):
        example = (re.sub("[^0-9]", "", number) or "1").zfill(digits)[-digits:]
        problems.add("T180", number.place, strength="一般", clause="7.2.1", found=number, digits=digits, right=example)


def _check_copies(typed: Text, copies: CopyRange, problems: Problems) -> None:
    """A range of copy numbers (build --copies): its ends have as many digits, the second is no smaller, few enough."""
    digits = standard.COPY_NUMBER_DIGITS.value
    first, last = copies.first, copies.last
    wide = max(len(first), len(last), digits)
    if len(first) != len(last):
        right = f"{first.zfill(wide)}-{last.zfill(wide)}"
        problems.add("T190", typed.place, strength="应", clause="7.2.1", found=typed, right=right)
    elif copies.count < 1:
        problems.add("T189", typed.place, strength="应", clause="7.2.1", found=typed, right=f"{last}-{first}")
    elif copies.count > MOST_COPIES:
        end = str(int(first) + MOST_COPIES - 1).zfill(len(first))
        problems.add("T191", typed.place, found=typed, count=copies.count, most=MOST_COPIES, right=f"{first}-{end}")
    elif len(first) != digits:
        right = f"{first[-digits:].zfill(digits)}-{last[-digits:].zfill(digits)}"
        problems.add("T180", typed.place, strength="一般", clause="7.2.1", found=typed, digits=digits, right=right)


def _check_secrecy(document: Document, problems: Problems) -> None:
    notice = document.notice
    period = notice.secrecy_period
    if notice.secrecy is None:
        if period is not None:
            problems.add("T185", period.place, found=period)
        return
    place = document.locate("密级")
    if notice.copy_number is None:
        problems.add("T181", place, strength="应", clause="7.2.1", found=notice.secrecy)
    openness = notice.disclosure.openness if notice.disclosure else None
    if openness == _PUBLIC or _PUBLIC_NOTE in (notice.annotation or ""):
        problems.add("T184", place, found=notice.secrecy)
    if period is not None:
        _check_period(document, notice.secrecy, problems)


def _check_period(document: Document, secrecy: Secrecy, problems: Problems) -> None:
    period, most = document.notice.secrecy_period, _MOST_YEARS[secrecy]
    assert period is not None
    match = marks.PERIOD.fullmatch(period)
    if marks.PERIOD_UNTIL.fullmatch(period):
        return
    if match is None:
        problems.add("T183", period.place, strength="一般", clause="7.2.2", found=period)
    elif int(match["count"]) > most * _PER_YEAR[match["unit"]]:
        problems.add("T182", period.place, found=period, secrecy=secrecy, most=most)


def _check_urgency(document: Document, problems: Problems) -> None:
    """特提 and 平急 are grades of telegrams; the code of the number says whether the document is one."""
    urgency, number = document.notice.urgency, document.notice.number
    if urgency in marks.OF_TELEGRAMS and (number is None or not marks.is_telegram(number.code)):
        problems.add("T193", document.locate("紧急程度"), strength="应", clause="7.2.3", found=urgency)


def _check_upward(document: Document, problems: Problems) -> None:
    notice = document.notice
    if not is_upward(notice):
        if notice.signatories:
            problems.add("T187", notice.signatories[0].place, found="、".join(notice.signatories))
        return
    if not notice.signatories and document.organs:
        problems.add("T186", document.locate("文种"), strength="应", clause="7.2.6", kind=notice.kind)
    addressed = [name for item in notice.addressees for name in item.split("、")]
    if notice.kind is Kind.REQUEST and len(addressed) > 1:
        problems.add("T188", notice.addressees[0].place, count=len(addressed), first=addressed[0])


def _check_attendance(document: Document, problems: Problems) -> None:
    """Lists of those who attended that are typed as lines of the text: they have keys, a face and a place (10.3)."""
    if document.notice.layout is not Format.MINUTES or document.notice.body is None:
        return
    typed: dict[str, str] = {}
    places = []
    for line in printed_lines(document.notice.body):
        match = _ATTENDANCE.fullmatch(line.text)
        if match is not None:
            places.append(line.text.place)
            typed[match["label"]] = match["names"].replace("、", ", ").replace("，", ", ")
    if places:
        right = ", ".join(f"{label}: [{names}]" for label, names in typed.items())
        found, lines = "、".join(typed), lines_named(places)
        problems.add("T192", places[0], strength="一般", clause="10.3", found=found, lines=lines, right=right)
