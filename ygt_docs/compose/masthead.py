"""The masthead (版头, 7.2): issuing mark, document number, red rule."""

from __future__ import annotations

from ygt_docs.compose.flow import Block, Paragraph, Role
from ygt_docs.compose.pieces import paragraph
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import DocumentNumber, Kind
from ygt_docs.problems import Problems

_DOCUMENT = "文件"
_UPWARD = (Kind.REPORT, Kind.REQUEST, Kind.PROPOSAL)
_OWN_FORMAT = {Kind.ORDER: "10.2", Kind.MINUTES: "10.3"}


def masthead_paragraphs(document: Document, problems: Problems) -> list[Block]:
    """Mark, number and rule; nothing for 文种 文稿 and for a text that names no organ.

    Without a number its paragraph stays, empty, so that the rule keeps its place. A joint notice bears the mark of the
    organ that leads (7.2.4).
    """
    notice = document.notice
    if notice.kind is Kind.MANUSCRIPT or not document.organs:
        return []
    _check_format(document, problems)
    organ = document.organs[0]
    return [paragraph(Role.MARK, organ.mark_name or organ.name, _DOCUMENT),
            _number(notice.number, document, problems), Paragraph(Role.MASTHEAD_RULE)]


def _number(number: DocumentNumber | None, document: Document, problems: Problems) -> Paragraph:
    if number is None:
        problems.add("N503", document.locate("文种"), strength="应", clause="7.2.5")
        return Paragraph(Role.NUMBER)
    if number.serial is None:
        problems.add("N501", document.locate("发文字号"), found=str(number))
    return paragraph(Role.NUMBER, number.code, str(number).removeprefix(number.code))


def _check_format(document: Document, problems: Problems) -> None:
    """Kinds whose own format this layout is not: said aloud, since the page would look right and be wrong."""
    kind = document.notice.kind
    place = document.locate("文种")
    if kind in _UPWARD:
        problems.add("N504", place, strength="应", clause="7.2.6", kind=kind)
    if kind in _OWN_FORMAT:
        problems.add("N505", place, strength="应", clause=_OWN_FORMAT[kind], kind=kind)
