"""The contents (目录) before a text: its headings of two levels, each with its page, and the text on a new page.

The page numbers are a Decision: `numbered_contents` fills in those that the pages gave last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ygt_docs.compose.flow import DIVISIONS, Block, Decisions, Paragraph, Role, Run, Section
from ygt_docs.compose.pieces import BLANK, paragraph, part, run
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.problems import NOWHERE, Place, Problems
from ygt_docs.reading.text import Text

CONTENTS = "目　录"
ENTRIES = (Role.CONTENTS_ENTRY, Role.CONTENTS_SUBENTRY)
LEVELS = (*DIVISIONS, Role.HEADING_1, Role.HEADING_2)
_WIDTHS = (22, 20)  # 字 of a heading on one line of the contents; the rest is for the dots and the page number
_NOT_FIRST = "，。、；：？！”’）》〉】…—"
_NOT_LAST = "“‘（《〈【"


def with_contents(blocks: Sequence[Block], problems: Problems) -> list[Block]:
    """`blocks` of a text behind its contents; a text without headings has none (N527)."""
    roles = {block.role for block in blocks if isinstance(block, Paragraph)}
    levels = [role for role in LEVELS if role in roles][: len(ENTRIES)]
    if not levels:
        problems.add("N527", _place(blocks))
        return list(blocks)
    entries: list[Block] = []
    text: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.role in levels:
            anchor = str(len(entries) + 1)
            entries.append(_entry(block, levels.index(block.role), anchor))
            text.append(replace(block, anchor=anchor))
        else:
            text.append(block)
    first = text[0]
    if isinstance(first, Paragraph):
        text[0] = replace(first, page_break_before=True)
    return [paragraph(Role.CONTENTS_TITLE, CONTENTS), BLANK, *entries, *text]


def _place(blocks: Sequence[Block]) -> Place:
    """Where the text begins."""
    for block in blocks:
        runs = block.runs if isinstance(block, Paragraph) else ()
        for piece in runs:
            if piece.place is not NOWHERE:
                return piece.place
    return NOWHERE


def _entry(heading: Paragraph, depth: int, anchor: str) -> Paragraph:
    """The row of a heading; it repeats words that were typed elsewhere, so it has no place of its own."""
    lines = tuple((run(line),) for line in entry_lines(Text(heading.text), _WIDTHS[depth]))
    return Paragraph(ENTRIES[depth], lines, page_of=anchor)


def entry_lines(title: Text, width: int = _WIDTHS[0]) -> list[Text]:
    """`title` in lines of `width` 字, which leave room for dots and number; signs stay with their words."""
    lines, start = [], 0
    while width_in_characters(title[start:]) > width:
        end = start
        while width_in_characters(title[start : end + 1]) <= width:
            end += 1
        while end > start + 1 and (title[end] in _NOT_FIRST or title[end - 1] in _NOT_LAST):
            end -= 1
        lines.append(part(title, start, end))
        start = end
    return [*lines, part(title, start)]


def numbered_contents(sections: Sequence[Section], decisions: Decisions) -> tuple[Section, ...]:
    """`sections` with the page numbers of `decisions` in their contents, and names that no two texts share."""
    pages = iter(decisions.contents_pages)
    texts = 0
    result: list[Section] = []
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks:
            made = block
            if isinstance(block, Paragraph):
                texts += block.role is Role.CONTENTS_TITLE
                made = _numbered(block, texts, pages)
            blocks.append(made)
        result.append(replace(section, blocks=tuple(blocks)))
    return tuple(result)


def _numbered(block: Paragraph, texts: int, pages: Iterator[int]) -> Paragraph:
    if block.anchor:
        return replace(block, anchor=_name(texts, block.anchor))
    if block.role not in ENTRIES:
        return block
    page = next(pages, None)
    right = () if page is None else (Run(str(page)),)
    return replace(block, page_of=_name(texts, block.page_of), right_text=right)


def _name(texts: int, number: str) -> str:
    """A bookmark as Word names those of its contents."""
    return f"_Toc{texts:03}{int(number):06}"
