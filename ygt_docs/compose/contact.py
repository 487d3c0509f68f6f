"""The contact block (联系方式): a row for each thing, labels spread to one width as printed notices have them."""

from __future__ import annotations

from ygt_docs.compose.flow import Indent, Paragraph, Role
from ygt_docs.compose.pieces import paragraph
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.model import Contact, Notice, PlacedContact
from ygt_docs.notice.signing import ContactPlace
from ygt_docs.standard import gbt9704 as standard

_FULL_SPACE = "\u3000"


def contact_paragraphs(contact: PlacedContact | None) -> list[Paragraph]:
    """The rows or the one line of `contact` after the text; nothing for one that stands in the annotation (or None)."""
    rows = _rows(contact)
    if contact is None or not rows or contact.place is ContactPlace.ANNOTATION:
        return []
    if contact.place is ContactPlace.LINE:
        return [Paragraph(Role.CONTACT, paragraph(Role.CONTACT, *_in_a_line(rows), "。").lines)]
    width = max(len(label) for label, _ in rows)
    return [_row(_spread(label, width), text) for label, text in rows]


def annotation_paragraphs(notice: Notice) -> list[Paragraph]:
    """（此件公开发布）and （联系人：…，电话：…）, a line each (附注, 7.3.6); brackets that were typed are not doubled."""
    result = []
    if notice.annotation:
        typed = notice.annotation.startswith("（") and notice.annotation.endswith("）")
        opening, closing = ("", "") if typed else ("（", "）")
        result.append(paragraph(Role.ANNOTATION, opening, notice.annotation, closing))
    if _stands_in_annotation(notice):
        result.append(paragraph(Role.ANNOTATION, "（", *_in_a_line(_rows(notice.contact)), "）"))
    return result


def has_annotation(notice: Notice) -> bool:
    """Whether anything stands in the line after the date."""
    return bool(notice.annotation) or _stands_in_annotation(notice)


def _stands_in_annotation(notice: Notice) -> bool:
    contact = notice.contact
    return contact is not None and contact.place is ContactPlace.ANNOTATION and bool(_rows(contact))


def _rows(contact: Contact | None) -> list[tuple[str, str]]:
    """Label and text of everything that `contact` has to say."""
    if contact is None:
        return []
    phone = "电话" if isinstance(contact, PlacedContact) and contact.place is not ContactPlace.ROWS else "联系电话"
    return [
        (label, text)
        for label, text in (
            ("联系人", contact.person),
            (phone, contact.phone),
            ("传真", contact.fax),
            ("邮箱", contact.email),
            ("电子邮箱", contact.electronic_mail),
            ("地址", contact.address),
        )
        if text
    ]


def _in_a_line(rows: list[tuple[str, str]]) -> list[str]:
    """联系人：周云，电话：8000020, every text still with its own place."""
    pieces: list[str] = []
    for index, (label, text) in enumerate(rows):
        pieces += ["，" if index else "", f"{label}：", text]
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
