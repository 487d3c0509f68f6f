"""The order of a document on paper (GB/T 9704-2012, 7.1): masthead, main part, appendices, imprint."""

from __future__ import annotations

from ygt_docs.compose.appendices import appendix_note, appendix_sections, merged
from ygt_docs.compose.body import body_paragraphs
from ygt_docs.compose.contact import contact_paragraphs
from ygt_docs.compose.flow import Block, Decisions, Flow, Paragraph, Properties, Role, Section
from ygt_docs.compose.imprint import imprint_of
from ygt_docs.compose.masthead import masthead_paragraphs
from ygt_docs.compose.pieces import BLANK, joined, keep_together, paragraph
from ygt_docs.compose.sign_off import sign_off_paragraphs
from ygt_docs.compose.table_breaks import apply_table_breaks
from ygt_docs.compose.title import title_paragraph
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Kind, Orientation, Promulgated
from ygt_docs.problems import Problems
from ygt_docs.standard import gbt9704 as standard


def compose(document: Document, decisions: Decisions, problems: Problems) -> Flow:
    """The Flow of `document` under `decisions`; what is found on the way goes to `problems` (N5xx)."""
    notice = document.notice
    _check_manuscript(document, problems)
    pages = [Section(Orientation.PORTRAIT, tuple(_notice_blocks(document, problems)))]
    if notice.promulgated is not None:
        pages.append(Section(Orientation.PORTRAIT, tuple(_promulgated_blocks(notice.promulgated, problems))))
        pages += appendix_sections(notice.promulgated.appendices, problems)
        if notice.appendices and notice.promulgated.appendices:
            problems.add("N561", notice.appendices[0].name.place, strength="应", clause="7.3.7")
    pages += appendix_sections(notice.appendices, problems)
    sections = apply_table_breaks(merged(pages), decisions)
    return Flow(sections, _properties(document), imprint_of(document, problems), decisions)


def _check_manuscript(document: Document, problems: Problems) -> None:
    """文稿 prints no date: one that was typed is named, not dropped in silence."""
    if document.notice.kind is Kind.MANUSCRIPT and document.notice.date is not None:
        problems.add("N506", document.locate("成文日期"))


def _notice_blocks(document: Document, problems: Problems) -> list[Block]:
    notice = document.notice
    blocks = masthead_paragraphs(document, problems)
    if blocks:
        blocks += [BLANK] * standard.TITLE_BLANK_LINES.value
    blocks.append(title_paragraph(Role.TITLE, notice.title, problems, _names(document)))
    blocks += [BLANK] * standard.ADDRESSEES_BLANK_LINES.value
    if notice.addressees:
        blocks.append(_addressees(document))
    body = body_paragraphs(notice.body, problems) + contact_paragraphs(notice.contact)
    sign_off = sign_off_paragraphs(document, problems)
    note = appendix_note(notice.appendices)
    blocks += body[:-1] + keep_together(body[-1:] + note + sign_off) if sign_off else body + note
    if notice.annotation:
        blocks.append(_annotation(document))
    return blocks


def _names(document: Document) -> list[str]:
    return [name for organ in document.organs for name in (organ.name, organ.short_name) if name]


def _addressees(document: Document) -> Paragraph:
    addressees = document.notice.addressees
    colon = "" if addressees[-1].endswith("：") else "："
    return paragraph(Role.ADDRESSEES, *joined(addressees, "，"), colon)


def _annotation(document: Document) -> Paragraph:
    """（此件公开发布）: the brackets are set here, unless they were typed."""
    text = document.notice.annotation
    assert text is not None
    typed = text.startswith("（") and text.endswith("）")
    return paragraph(Role.ANNOTATION, text) if typed else paragraph(Role.ANNOTATION, "（", text, "）")


def _promulgated_blocks(promulgated: Promulgated, problems: Problems) -> list[Block]:
    blocks: list[Block] = [title_paragraph(Role.PROMULGATED_TITLE, promulgated.title, problems), BLANK]
    blocks += body_paragraphs(promulgated.body, problems)
    blocks += contact_paragraphs(promulgated.contact)
    return blocks + appendix_note(promulgated.appendices)


def _properties(document: Document) -> Properties:
    notice = document.notice
    subject = notice.disclosure.subject if notice.disclosure and notice.disclosure.subject else ""
    return Properties(
        title="".join(line for text in notice.title for line in text.lines()),
        organ="、".join(organ.name for organ in document.organs),
        number=str(notice.number) if notice.number else "",
        kind=str(notice.kind), subject=str(subject), date=notice.date)
