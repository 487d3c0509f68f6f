"""The imprint (版记, 7.4): copy recipients, printing organ and printing date."""

from __future__ import annotations

from ygt_docs.compose.flow import Imprint, Indent, Paragraph, Role, Run
from ygt_docs.compose.pieces import date_words, ends_sentence, joined, paragraph, run
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Kind
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard

_SIDE = standard.IMPRINT_SIDE_SPACE.value
_COPIES = "抄送："
_PRINTED = "印发"


def imprint_of(document: Document, problems: Problems) -> Imprint | None:
    """The imprint in groups (None: there is nothing to print); half a printing line is reported (N540)."""
    imprint = document.notice.imprint
    if imprint is None or document.notice.kind is Kind.MANUSCRIPT:
        return None
    groups: list[tuple[Paragraph, ...]] = []
    if imprint.copies_to:
        groups.append((_copies(imprint.copies_to),))
    if imprint.printed_by or imprint.printed_on:
        groups.append((_printing_line(document, problems),))
    return Imprint(tuple(groups)) if groups else None


def _copies(organs: list[Text]) -> Paragraph:
    pieces = joined(organs, "，")
    stop = "" if ends_sentence(organs[-1]) else "。"
    hanging = width_in_characters(_COPIES)
    lines = paragraph(Role.COPIES_TO, _COPIES, *pieces, stop).lines
    return Paragraph(Role.COPIES_TO, lines, Indent(left=_SIDE + hanging, first=-hanging, right=_SIDE))


def _printing_line(document: Document, problems: Problems) -> Paragraph:
    imprint = document.notice.imprint
    assert imprint is not None
    if not imprint.printed_by or not imprint.printed_on:
        missing = "印发日期" if imprint.printed_by else "印发机关"
        problems.add("N540", document.locate("版记"), strength="应", clause="7.4.3", missing=missing)
    left = (run(imprint.printed_by),) if imprint.printed_by else ()
    right: tuple[Run, ...] = ()
    if imprint.printed_on:
        words = Text(date_words(imprint.printed_on), document.locate("版记", "印发日期"))
        right = (run(words), run(_PRINTED))
    return Paragraph(Role.PRINTING_LINE, (left,), Indent(left=_SIDE, right=_SIDE), right)
