"""The masthead (版头, 7.2): first lines, issuing mark, document number and signatories, red rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ygt_docs.compose.bulletin import bulletin_head
from ygt_docs.compose.flow import Block, Column, Face, JointMark, Paragraph, Role, Run
from ygt_docs.compose.manuscript import is_passed
from ygt_docs.compose.pieces import BLANK, own_number, paragraph, part, run
from ygt_docs.elements.marks import STAR, first_copy
from ygt_docs.elements.numerals import chinese_number
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import PLAIN_KINDS, Kind, Notice
from ygt_docs.notice.special import Direction, MarkOrgans, MarkStyle, NumberForm, Proclamation
from ygt_docs.problems import Problems
from ygt_docs.profile import STANDARD, Profile, RegistrationPlace, SecrecyLine
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard


def first_lines(document: Document, problems: Problems, profile: Profile) -> list[Block]:
    """One line each for what there is, in the standard's order; the profile says where the doubtful ones stand."""
    notice = document.notice
    rows: list[Paragraph] = []
    if notice.copy_number:
        typed = notice.copy_number
        rows.append(paragraph(Role.COPY_NUMBER, part(typed, 0, len(first_copy(typed)))))
    if notice.secrecy:
        if not rows and profile.secrecy_line is SecrecyLine.SECOND:
            rows.append(BLANK)
        rows.append(_secrecy(notice))
    if notice.urgency:
        rows.append(paragraph(Role.URGENCY, notice.urgency))
    return list(_with_registration(rows, _registration(document, problems, profile)))


def _secrecy(notice: Notice) -> Paragraph:
    """机密★1年; without a period the classification alone."""
    period = (STAR, notice.secrecy_period) if notice.secrecy_period else ()
    return paragraph(Role.SECRECY, str(notice.secrecy), *period)


def _registration(document: Document, problems: Problems, profile: Profile) -> tuple[Run, ...]:
    """The registration number where the profile has it printed; another form is told (N581), a draft too (N584)."""
    number = document.notice.registration
    if number is None:
        return ()
    if profile.is_registration_draft(number):
        problems.add("N584", number.place, found=number, name=document.name, run=document.call)
    elif not profile.is_registration_number(number):
        problems.add("N581", number.place, found=number, allowed="、".join(profile.registration_patterns))
    if profile.registration_place is RegistrationPlace.FIRST_LINE_RIGHT:
        return (run(number),)
    return ()


def _with_registration(rows: list[Paragraph], number: tuple[Run, ...]) -> list[Paragraph]:
    """`rows` with `number` at the right end of the first one."""
    if not number:
        return rows
    first, *rest = rows or [BLANK]
    role = Role.COPY_NUMBER if first.role is Role.BLANK else first.role
    return [Paragraph(role, first.lines, right_text=number), *rest]


_LABEL = "签发人："
_GAP = 1  # 字 between two names of a row, and between the number and the names
_LINE = standard.TYPE_AREA_WIDTH.value.over(standard.CHARACTER_PITCH.value)  # 字 in a line, slack and all


def upward_rows(number: tuple[Run, ...], names: Sequence[Text]) -> list[Paragraph]:
    """A row for each two of `names`, those of a column under each other; the number stands on the last row.

    Where long names would run into the number there is one name a row. Without names the number stands alone.
    """
    left = standard.UPWARD_NUMBER_LEFT.value
    taken = left + width_in_characters("".join(item.text for item in number)) + _GAP
    rows = _rows(names, standard.SIGNATORIES_PER_LINE.value)
    if rows and rows[-1][0].at < taken:
        rows = _rows(names, 1)
    *upper, last = rows or [()]
    own = (Column(left, number),) if number else ()
    return [
        *(Paragraph(Role.SIGNATORIES, columns=row) for row in upper),
        Paragraph(Role.UPWARD_NUMBER, columns=(*own, *last)),
    ]


def _rows(names: Sequence[Text], per_row: int) -> list[tuple[Column, ...]]:
    """The names in rows of `per_row`, the widest row ending one 字 left of the right edge; the label on the first."""
    starts = _starts(names, per_row)
    rows: list[tuple[Column, ...]] = []
    for first in range(0, len(names), per_row):
        in_row = zip(starts, names[first:], strict=False)
        rows.append(tuple(Column(start, (run(name, Face.SIGNATORY),)) for start, name in in_row))
    if rows:
        # one column with the first name: a tab stop where the label ends would be passed over
        leader, *others = rows[0]
        labelled = Column(leader.at - width_in_characters(_LABEL), (run(_LABEL), *leader.runs))
        rows[0] = (labelled, *others)
    return rows


def _starts(names: Sequence[Text], per_row: int) -> list[float]:
    """Where each column of names begins."""
    edge = _LINE - standard.SIGNATORIES_RIGHT.value
    starts: list[float] = []
    for column in reversed(range(min(per_row, len(names)))):
        edge -= max(map(width_in_characters, names[column::per_row]))
        starts.insert(0, edge)
        edge -= _GAP
    return starts


_DOCUMENT = "文件"
_UPWARD = (Kind.REPORT, Kind.REQUEST, Kind.PROPOSAL)
_PASSED = (Kind.RESOLUTION, Kind.DECISION, Kind.COMMUNIQUE)
_OWN_FORMAT = {Kind.ORDER: "10.2", Kind.MINUTES: "10.3"}


def masthead_paragraphs(document: Document, problems: Problems, profile: Profile = STANDARD) -> list[Block]:
    """First lines, mark, number and rule, or the head of a bulletin; nothing for a 文稿 and where no organ is named.

    Without a number its paragraph stays, empty, so that the rule keeps its place. On preprinted paper (套打) mark and
    rule keep their room alone.
    """
    notice = document.notice
    if notice.kind is Kind.BULLETIN:
        return bulletin_head(document, problems)
    if notice.kind in PLAIN_KINDS or not document.organs:
        return []
    _check_format(document, problems)
    number = number_paragraph(document, problems)
    if is_upward(notice):
        rows = upward_rows(number.runs, notice.signatories)
    else:
        rows = [number]
    printed = not notice.preprinted
    return [
        *first_lines(document, problems, profile),
        replace(_mark(document), printed=printed),
        *rows,
        Paragraph(Role.MASTHEAD_RULE, printed=printed),
    ]


def is_upward(notice: Notice) -> bool:
    """Whether the document goes up (上行文): what it says itself, else what its kind says."""
    if notice.direction:
        return notice.direction is Direction.UPWARD
    return notice.kind in _UPWARD


def _mark(document: Document) -> Paragraph | JointMark:
    """The mark (7.2.4): all organs one under another, the one that leads, or it and how many they are."""
    style = document.notice.mark or MarkStyle.model_construct()
    word = _mark_word(document.notice) if style.word else ""
    names = []
    for organ in document.organs:
        names.append(organ.mark_name or organ.name)
    if len(names) > 1 and style.organs is MarkOrgans.ALL:
        return JointMark(
            tuple(paragraph(Role.MARK_NAME, name) for name in names), paragraph(Role.MARK_WORD, word) if word else None
        )
    if len(names) > 1 and style.organs is MarkOrgans.LEADING_AND_OTHERS:
        word = f"等{chinese_number(len(names))}部门{word}"
    return paragraph(Role.MARK, names[0], word)


def _mark_word(notice: Notice) -> str:
    """文件, or the kind of a document that is counted by itself (云溪县人民政府公告)."""
    if notice.proclamation is None:
        return _DOCUMENT
    return str(notice.kind)


def number_paragraph(document: Document, problems: Problems) -> Paragraph:
    """The document number; an empty paragraph without one (N503), × where it is not given yet (N501, N502).

    What a meeting passes says so under its title and needs none, nor does a 公报 of a year's figures; a 公告 or
    通告 may have one of its own in its place (practice): 第3号.
    """
    number, own = document.notice.number, document.notice.proclamation
    if own is not None:
        return _own_number(own, document, problems)
    if number is None:
        passed = document.notice.kind in _PASSED and is_passed(document.notice)
        if document.notice.kind in (Kind.OTHER, Kind.COMMUNIQUE) or passed:
            return Paragraph(Role.NUMBER)
        problems.add("N503", document.locate("文种"), strength="应", clause="7.2.5", parts=own_number(document))
        return Paragraph(Role.NUMBER)
    if number.serial is None:
        parts = f"{{机关代字: {number.code}, 年份: {number.year}, 顺序号: 1}}"
        problems.add(
            "N501", document.locate("发文字号"), found=str(number), parts=parts, name=document.name, run=document.call
        )
    return paragraph(Role.NUMBER, number.code, str(number).removeprefix(number.code))


def _own_number(own: Proclamation, document: Document, problems: Problems) -> Paragraph:
    if own.serial is None:
        parts = f"{{序号: 1, 年份: {own.year}}}"
        words = {"kind": document.notice.kind, "found": str(own), "parts": parts, "name": document.name}
        problems.add("N502", document.locate("公告号"), run=document.call, **words)
        serial = Text("×")
    else:
        serial = Text(str(own.serial), document.locate("公告号", "序号"))
    if own.form is NumberForm.SERIAL:
        return paragraph(Role.NUMBER, "第", serial, "号")
    return paragraph(Role.NUMBER, Text(str(own.year), document.locate("公告号", "年份")), "年第", serial, "号")


def _check_format(document: Document, problems: Problems) -> None:
    """Kinds whose own format this layout is not: said aloud, since the page would look right and be wrong."""
    kind = document.notice.kind
    place = document.locate("文种")
    if kind in _OWN_FORMAT:
        problems.add("N505", place, strength="应", clause=_OWN_FORMAT[kind], kind=kind)
