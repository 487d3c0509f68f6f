"""Forwarded documents (转发件): each a reprint on pages of its own behind the notice, with everything that it has.

A reprint begins with its title; its number stands under it, as masthead, seal and imprint belong to the original.
"""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.compose.appendices import appendix_note, appendix_sections
from ygt_docs.compose.body import body_paragraphs
from ygt_docs.compose.contact import bracketed, contact_paragraphs
from ygt_docs.compose.flow import Block, Paragraph, Role, Section
from ygt_docs.compose.manuscript import under_reprinted_title
from ygt_docs.compose.pieces import BLANK, joined, keep_together, paragraph
from ygt_docs.compose.sign_off import reprinted_sign_off
from ygt_docs.compose.title import title_paragraph
from ygt_docs.elements.dates import date_words
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Forwarded, Orientation, Promulgated
from ygt_docs.problems import Problems
from ygt_docs.profile import Profile
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard


def promulgated_sections(promulgated: Promulgated, problems: Problems, profile: Profile) -> list[Section]:
    """The pages of a promulgated text (印发件) and of its appendices."""
    blocks: list[Block] = [title_paragraph(Role.PROMULGATED_TITLE, promulgated.title, problems, profile=profile)]
    blocks += [*under_reprinted_title(promulgated), BLANK]
    blocks += body_paragraphs(promulgated.body, problems, owner=promulgated)
    blocks += contact_paragraphs(promulgated.contacts)
    blocks += appendix_note(promulgated.appendices)
    text = Section(Orientation.PORTRAIT, tuple(blocks))
    return [text, *appendix_sections(promulgated.appendices, problems, profile)]


def forwarded_sections(document: Document, problems: Problems, profile: Profile) -> list[Section]:
    """The pages of every forwarded document, with what each promulgates and its appendices."""
    sections: list[Section] = []
    for index, item in enumerate(document.notice.forwarded):
        place = document.locate("转发件", index, "成文日期")
        date = Text("") if item.date is None else Text(date_words(item.date), place)
        sections.append(Section(Orientation.PORTRAIT, tuple(_text(item, date, problems, profile))))
        if item.promulgated is not None:
            sections += promulgated_sections(item.promulgated, problems, profile)
        sections += appendix_sections(item.appendices, problems, profile)
    return sections


def _text(item: Forwarded, date: Text, problems: Problems, profile: Profile) -> list[Block]:
    """Title, number, addressees, body, note and sign-off, the last of which never stands without text."""
    blocks: list[Block] = [title_paragraph(Role.PROMULGATED_TITLE, item.title, problems, profile=profile)]
    if item.number is not None:
        blocks.append(paragraph(Role.FORWARDED_NUMBER, item.number))
    blocks.append(BLANK)
    if item.addressees:
        blocks.append(addressees_paragraph(item.addressees))
    body = body_paragraphs(item.body, problems, owner=item)
    signed: list[Paragraph] = reprinted_sign_off(item.sign_off, date)
    gap = [BLANK] * standard.SIGN_OFF_BLANK_LINES.value if signed else []
    end = [*body[-1:], *appendix_note(item.appendices), *gap, *signed, *bracketed(item.annotation)]
    return [*blocks, *body[:-1], *keep_together(end)]


def addressees_paragraph(addressees: Sequence[Text]) -> Paragraph:
    """The addressees in one paragraph with the colon that ends them (7.3.2)."""
    colon = "" if addressees[-1].endswith("：") else "："
    return paragraph(Role.ADDRESSEES, *joined(addressees, "，"), colon)
