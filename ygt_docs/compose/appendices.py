"""Appendices (附件): the note after the text (7.3.4) and the pages of their own (7.3.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ygt_docs.compose.body import block_of, body_paragraphs, wanted_orientation
from ygt_docs.compose.flow import Block, Indent, Paragraph, Role, Section, Table
from ygt_docs.compose.personal_names import with_whole_names
from ygt_docs.compose.pictures import page_pictures
from ygt_docs.compose.pieces import BLANK, paragraph
from ygt_docs.compose.table import task_table
from ygt_docs.compose.title import title_paragraph
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.blocks import TextBlock, items_of
from ygt_docs.notice.model import Appendix, Orientation
from ygt_docs.problems import Problems
from ygt_docs.profile import Profile
from ygt_docs.standard import gbt9704 as standard

_NOTE = "附件："
_MARK = "附件"


def appendix_note(appendices: Sequence[Appendix]) -> list[Block]:
    """The note: a blank line, then a paragraph for each name; names turn under their own first character.

    One appendix bears no number; from the second on the numbers stand under the first one.
    """
    if not appendices:
        return []
    blocks: list[Block] = [BLANK] * standard.APPENDIX_NOTE_BLANK_LINES.value
    for index, appendix in enumerate(appendices, start=1):
        number = f"{index}." if len(appendices) > 1 else ""
        label = _NOTE if index == 1 else ""
        hanging = width_in_characters(label + number)
        left = standard.APPENDIX_NOTE_INDENT.value + width_in_characters(_NOTE + number)
        note = paragraph(Role.APPENDIX_NOTE, label, number, appendix.name)
        blocks.append(replace(note, indent=Indent(left=left, first=-hanging)))
    return blocks


def appendix_sections(appendices: Sequence[Appendix], problems: Problems, profile: Profile) -> list[Section]:
    """A section for each appendix that is bound with the text, each on pages of its own."""
    sections: list[Section] = []
    for mark, appendix in marked(appendices, profile):
        if not appendix.separate and not appendix.sent_apart:
            page = appendix_page(appendix, [mark], problems, profile)
            sections.append(Section(orientation_of(appendix), tuple(page)))
    return sections


def marked(appendices: Sequence[Appendix], profile: Profile) -> list[tuple[str, Appendix]]:
    """Each appendix with its mark (附件标识): 附件 for a single one, else 附件1, 附件2 … as the profile writes them."""
    if len(appendices) == 1:
        return [(_MARK, appendices[0])]
    found: list[tuple[str, Appendix]] = []
    for index, appendix in enumerate(appendices, start=1):
        found.append((profile.appendix_mark.replace("1", str(index)), appendix))
    return found


def appendix_page(appendix: Appendix, mark: Sequence[str], problems: Problems, profile: Profile) -> list[Block]:
    """The mark on the first line, the title on the third, the text after another blank line."""
    orientation = orientation_of(appendix)
    typed = appendix.title or [appendix.name]
    title = title_paragraph(Role.APPENDIX_TITLE, typed, problems, orientation=orientation, profile=profile)
    if appendix.pages and appendix.title is None:
        return [paragraph(Role.APPENDIX_MARK, *mark), *page_pictures(appendix.pages, appendix.name, orientation)]
    above = [BLANK] * (standard.APPENDIX_TITLE_LINE.value - 2)
    blocks: list[Block] = [paragraph(Role.APPENDIX_MARK, *mark), *above, title, BLANK]
    over = _lines_above(blocks)
    if appendix.body is not None:
        body = body_paragraphs(appendix.body, problems, orientation, appendix, over)
        upright = orientation is Orientation.PORTRAIT
        blocks += map(with_whole_names, body) if upright else body
    if appendix.block is not None:
        blocks += block_of(appendix.block, orientation, problems, over)
    if appendix.table is not None:
        blocks.append(task_table(appendix.table, orientation, problems))
    blocks += page_pictures(appendix.pages, appendix.name, orientation, _lines_above(blocks))
    return blocks


def _lines_above(blocks: Sequence[Block]) -> int:
    """How many lines `blocks`, the mark and the title of an appendix and what else there is, take of their page."""
    lines = 1  # the lines of a title are a little higher than those of the text
    for block in blocks:
        lines += len(block.lines) if isinstance(block, Paragraph) else 1
    return lines


def orientation_of(appendix: Appendix) -> Orientation:
    """How the pages of `appendix` stand: as was typed; those that are one table and nothing else, as it needs it."""
    if "orientation" in appendix.model_fields_set:
        return appendix.orientation
    if appendix.body is not None:
        items = items_of(appendix.body.introduction)
    else:
        items = []
    only = appendix.block or (items[0] if len(items) == 1 else None)
    if isinstance(only, TextBlock):
        return wanted_orientation(only)
    return Orientation.PORTRAIT


def merged(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Neighbours of one orientation become one section, with a page break where the later one began."""
    result: list[Section] = []
    for section in sections:
        if result and result[-1].orientation is section.orientation:
            first, *rest = section.blocks
            assert isinstance(first, Paragraph)
            blocks = (*result[-1].blocks, replace(first, page_break_before=True), *rest)
            result[-1] = Section(section.orientation, blocks)
        else:
            result.append(section)
    return tuple(result)


def parted(sections: Sequence[Section]) -> tuple[Section, ...]:
    """`sections` with what stands on turned pages of its own within an upright text in sections of their own (8)."""
    result: list[Section] = []
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if blocks and _is_turned(block) is not _is_turned(blocks[-1]):
                result.append(_turned_as(section, blocks))
                blocks = []
            blocks.append(block)
        result.append(_turned_as(section, blocks))
    return tuple(result)


def _is_turned(block: Block) -> bool:
    return isinstance(block, Paragraph | Table) and block.turned


def _turned_as(section: Section, blocks: Sequence[Block]) -> Section:
    if not blocks or not _is_turned(blocks[0]):
        return replace(section, blocks=tuple(blocks))
    upright = section.orientation is Orientation.PORTRAIT
    return Section(Orientation.LANDSCAPE if upright else Orientation.PORTRAIT, tuple(blocks), section.numbered)
