"""The first lines of the type area (7.2.1 to 7.2.3): copy number, classification, urgency, registration number."""

from __future__ import annotations

from ygt_docs.compose.flow import Block, Paragraph, Role, Run
from ygt_docs.compose.pieces import BLANK, paragraph, part, run
from ygt_docs.elements.marks import STAR, first_copy
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Notice
from ygt_docs.problems import Problems
from ygt_docs.profile import Profile, RegistrationPlace, SecrecyLine


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
