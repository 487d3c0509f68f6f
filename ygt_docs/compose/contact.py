"""The contact block (联系方式): a row for each thing, labels spread to one width as printed notices have them."""

from __future__ import annotations

from ygt_docs.compose.flow import Indent, Paragraph, Role
from ygt_docs.compose.pieces import paragraph
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.model import Contact
from ygt_docs.standard import gbt9704 as standard

_FULL_SPACE = "\u3000"


def contact_paragraphs(contact: Contact | None) -> list[Paragraph]:
    """The rows of `contact` that have something to say (None: no rows)."""
    if contact is None:
        return []
    rows = [(label, text) for label, text in (
        ("联系人", contact.person), ("联系电话", contact.phone), ("传真", contact.fax),
        ("邮箱", contact.email), ("地址", contact.address)) if text]
    width = max((len(label) for label, _ in rows), default=0)
    return [_row(_spread(label, width), text) for label, text in rows]


def _row(label: str, text: str) -> Paragraph:
    left = standard.FIRST_LINE_INDENT.value
    hanging = width_in_characters(label) + 1
    return Paragraph(Role.CONTACT, paragraph(Role.CONTACT, label, "：", text).lines,
                     Indent(left=left + hanging, first=-hanging))


def _spread(label: str, width: int) -> str:
    """`label` filled up to `width` 字: full-width spaces where they divide evenly, half-width ones where not."""
    gaps, room = len(label) - 1, width - len(label)
    if gaps < 1 or room <= 0:
        return label
    halves = round(2 * room / gaps)
    return (_FULL_SPACE * (halves // 2) + " " * (halves % 2)).join(label)
