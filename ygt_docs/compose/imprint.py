"""The imprint (版记, 7.4): copy recipients, printing organ and printing date."""

from __future__ import annotations

from ygt_docs.compose.flow import Format, Imprint, Indent, Paragraph, Role, Run
from ygt_docs.compose.pieces import ends_sentence, joined, paragraph, run
from ygt_docs.elements.dates import date_words
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Imprint as ImprintData
from ygt_docs.notice.model import Kind
from ygt_docs.problems import Problems
from ygt_docs.profile import STANDARD, ImprintCharacter, Profile
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard

_ADDRESSED = "主送："
_COPIES = "抄送："
_PRINTED = "印发"


def imprint_of(
    document: Document, problems: Problems, profile: Profile = STANDARD, addressees: bool = False
) -> Imprint | None:
    """The imprint in groups (None: there is nothing to print); half a printing line is reported (N540).

    `addressees`: they have moved here, above the copy recipients and without a rule between them (7.4.2).
    """
    imprint = document.notice.imprint or ImprintData.model_construct()
    if document.notice.kind is Kind.MANUSCRIPT:
        return None
    side = _side(profile)
    moved = document.notice.addressees if addressees else []
    wanted = ((_ADDRESSED, moved), (_COPIES, imprint.copies_to))
    lists = []
    for label, organs in wanted:
        if organs:
            lists.append(_list(label, organs, side))
    groups: list[tuple[Paragraph, ...]] = [tuple(lists)] if lists else []
    letter = document.notice.layout is Format.LETTER
    if letter and (imprint.printed_by or imprint.printed_on):
        problems.add("N509", document.locate("版记"), strength="应", clause="10.1")
    elif imprint.printed_by or imprint.printed_on:
        groups.append((_printing_line(document, problems, side),))
    if groups:
        return Imprint(tuple(groups), profile.imprint_on_even_page and not letter)
    return None


def _side(profile: Profile) -> float:
    """The 一字 beside the text, in 字 of the imprint's own size 4 (7.4.2 does not say whose 字 it is)."""
    own = profile.imprint_character is ImprintCharacter.SIZE_4
    pitch = standard.SIZE_4.value if own else standard.CHARACTER_PITCH.value
    return standard.IMPRINT_SIDE_SPACE.value * pitch.over(standard.SIZE_4.value)


def _list(label: str, organs: list[Text], side: float) -> Paragraph:
    """抄送： or 主送： and the organs; lines after the first begin under the first organ."""
    pieces = joined(organs, "，")
    stop = "" if ends_sentence(organs[-1]) else "。"
    hanging = width_in_characters(label)
    lines = paragraph(Role.COPIES_TO, label, *pieces, stop).lines
    return Paragraph(Role.COPIES_TO, lines, Indent(left=side + hanging, first=-hanging, right=side))


def _printing_line(document: Document, problems: Problems, side: float) -> Paragraph:
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
    return Paragraph(Role.PRINTING_LINE, (left,), Indent(left=side, right=side), right)
