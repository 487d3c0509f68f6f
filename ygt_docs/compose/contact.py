"""The contact block (联系方式): a row for each thing, labels spread to one width as printed notices have them.

Several contacts have a line each, everything of one kind under one another, where a line holds it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.compose.flow import Column, Indent, Paragraph, Role
from ygt_docs.compose.pieces import paragraph, run
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.model import Notice, PlacedContact
from ygt_docs.notice.special import ContactPlace
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard

_FULL_SPACE = "\u3000"
_BETWEEN = 2  # 字 between two things of one contact in a line
_Rows = list[tuple[str, str]]


def contact_paragraphs(contacts: Sequence[PlacedContact]) -> list[Paragraph]:
    """The rows of `contacts` after the text, and the one line of those that stand in a line; the rest: nothing."""
    of_lines = _of_place(contacts, ContactPlace.LINE)
    if not of_lines:
        words = []
    else:
        words = [paragraph(Role.CONTACT, *_in_a_line(of_lines), "。")]
    return _in_rows(_of_place(contacts, ContactPlace.ROWS)) + words


def annotation_paragraphs(notice: Notice) -> list[Paragraph]:
    """（此件公开发布）and （联系人：…，电话：…）, a line each (附注, 7.3.6)."""
    result = bracketed(notice.annotation)
    contacts = _of_place(notice.contacts, ContactPlace.ANNOTATION)
    if contacts:
        result.append(paragraph(Role.ANNOTATION, "（", *_in_a_line(contacts), "）"))
    return result


def bracketed(annotation: Text | None) -> list[Paragraph]:
    """`annotation` in its brackets, which are not doubled where they were typed; nothing for none."""
    if not annotation:
        return []
    typed = annotation.startswith("（") and annotation.endswith("）")
    opening, closing = ("", "") if typed else ("（", "）")
    return [paragraph(Role.ANNOTATION, opening, annotation, closing)]


def has_annotation(notice: Notice) -> bool:
    """Whether anything stands in the line after the date."""
    return bool(notice.annotation or _of_place(notice.contacts, ContactPlace.ANNOTATION))


def _of_place(contacts: Sequence[PlacedContact], place: ContactPlace) -> list[_Rows]:
    """What the contacts that stand at `place` have to say, one by one; those that say nothing are left out."""
    found = []
    for contact in contacts:
        if contact.place is place:
            found.append(_rows(contact))
    result: list[_Rows] = []
    for rows in found:
        if rows:
            result.append(rows)
    return result


def _rows(contact: PlacedContact) -> _Rows:
    """Label and text of everything that `contact` has to say."""
    phone = "联系电话" if contact.place is ContactPlace.ROWS else "电话"
    rows: list[tuple[str, str]] = []
    for label, text in (
        ("联系人", contact.person),
        (phone, contact.phone),
        ("传真", contact.fax),
        ("邮箱", contact.email),
        ("电子邮箱", contact.electronic_mail),
        ("地址", contact.address),
    ):
        if text:
            rows.append((label, text))
    return rows


def _in_rows(contacts: list[_Rows]) -> list[Paragraph]:
    """A row for each thing; of several contacts a line for each, in columns, where the type area is wide enough."""
    columns = _columns(contacts) if len(contacts) > 1 else None
    if columns is not None:
        return [_in_columns(rows, columns) for rows in contacts]
    width = max((len(label) for rows in contacts for label, _ in rows), default=0)
    found: list[Paragraph] = []
    for rows in contacts:
        for label, text in rows:
            found.append(_row(_spread(label, width), text))
    return found


def _columns(contacts: list[_Rows]) -> dict[str, float] | None:
    """Where the column of each label begins, in 字; None where a line of the type area does not hold them all."""
    widths: dict[str, float] = {}
    for rows in contacts:
        for label, text in rows:
            widths[label] = max(widths.get(label, 0), width_in_characters(f"{label}：{text}"))
    at: float = standard.FIRST_LINE_INDENT.value
    begins: dict[str, float] = {}
    for label, width in widths.items():
        begins[label] = at
        at += width + _BETWEEN
    if at - _BETWEEN <= standard.CHARACTERS_PER_LINE.value:
        return begins
    return None


def _in_columns(rows: _Rows, begins: dict[str, float]) -> Paragraph:
    columns = tuple(Column(begins[label], (run(f"{label}："), run(text))) for label, text in rows)
    return Paragraph(Role.CONTACT, indent=Indent(), columns=columns)


def _in_a_line(contacts: list[_Rows]) -> list[str]:
    """联系人：周云，电话：8000020；联系人：李溪，电话：8000025, every text still with its own place."""
    pieces: list[str] = []
    for rows in contacts:
        for number, (label, text) in enumerate(rows):
            sign = "，" if number else "；"
            pieces += [sign] if pieces else []
            pieces += [f"{label}：", text]
    return pieces


def _row(label: str, text: str) -> Paragraph:
    left = standard.FIRST_LINE_INDENT.value
    hanging = width_in_characters(label) + 1
    return Paragraph(
        Role.CONTACT, paragraph(Role.CONTACT, label, "：", text).lines, Indent(left=left + hanging, first=-hanging)
    )


def _spread(label: str, width: int) -> str:
    """`label` filled up to `width` 字: full-width spaces where they divide evenly, half-width ones where not."""
    gaps, room = len(label) - 1, width - len(label)
    if gaps < 1 or room <= 0:
        return label
    halves = round(2 * room / gaps)
    return (_FULL_SPACE * (halves // 2) + " " * (halves % 2)).join(label)
