"""The body (正文, 7.3.3): sections in four levels or the articles of a regulation, and the blocks in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ygt_docs.compose.articles import typed_labels
from ygt_docs.compose.contents import with_contents
from ygt_docs.compose.decimals import has_decimals
from ygt_docs.compose.flow import Block
from ygt_docs.compose.form import form_blocks, form_widths
from ygt_docs.compose.grid_table import table_blocks, table_widths
from ygt_docs.compose.headings import Headings
from ygt_docs.compose.name_list import name_blocks
from ygt_docs.compose.pictures import code_blocks, picture_blocks
from ygt_docs.compose.regulation import regulation_paragraphs
from ygt_docs.compose.steps import goals_paragraphs, steps_paragraphs
from ygt_docs.notice.blocks import TextBlock, items_of
from ygt_docs.notice.model import Body, Orientation, Section
from ygt_docs.notice.regulation import Levels
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text


def block_of(item: TextBlock, orientation: Orientation, problems: Problems, above: int = 0) -> list[Block]:
    """What `item`, which is no paragraph, prints on pages of `orientation`.

    `above`: where it is the first under the title of an appendix: the lines that stand above it on that page.
    """
    if item.table is not None and item.table.readable:
        return table_blocks(item.table, orientation, problems)
    if item.picture is not None:
        return picture_blocks(item.picture, orientation, problems, above if item.picture.whole_page else 0)
    if item.code is not None:
        return code_blocks(item.code)
    if item.form is not None and item.form.readable:
        return form_blocks(item.form, orientation, problems)
    if item.name_list is not None:
        return name_blocks(item.name_list, orientation, problems)
    return []


def wanted_orientation(item: TextBlock) -> Orientation:
    """How the pages of an appendix stand that is `item` alone."""
    if item.table is not None and item.table.readable:
        return table_widths(item.table, Orientation.PORTRAIT).orientation
    if item.form is not None and item.form.readable:
        return form_widths(item.form, Orientation.PORTRAIT).orientation
    return Orientation.PORTRAIT


class HasLevels(Protocol):
    """What has a 正文 and says how the levels of it are numbered: a document, a 印发件, a 转发件, an appendix."""

    levels: Levels | None
    running: bool

    @property
    def contents(self) -> bool:
        """Whether its contents stand before it (目录)."""


def body_paragraphs(
    body: Body,
    problems: Problems,
    orientation: Orientation = Orientation.PORTRAIT,
    owner: HasLevels | None = None,
    above: int = 0,
) -> list[Block]:
    """All blocks of `body`, numbered from 一、 on, or as its `owner` says (None: it says nothing), on pages of
    `orientation`, the first of which has `above` lines already.

    What is wrong with typed numbers and with blocks goes to `problems`.
    """
    blocks = _Body(body, problems, orientation, owner).blocks(body, above)
    if owner is not None and owner.contents:
        return with_contents(blocks, problems)
    return blocks


def _typed_lines(body: Body) -> list[Text]:
    """The lines of the texts around the sections, and of a text without any."""
    texts = [*items_of(body.introduction), *items_of(body.closing)]
    return [line for item in texts if isinstance(item, Text) for line in item.lines()]


class _Body:
    """One body on its way to the Flow."""

    def __init__(self, body: Body, problems: Problems, orientation: Orientation, owner: HasLevels | None) -> None:
        self._problems, self._orientation = problems, orientation
        decimal = owner is not None and owner.levels is Levels.DECIMAL
        decimal = decimal or (not body.sections and has_decimals(_typed_lines(body)))
        self._headings = Headings(problems, decimal, owner is not None and owner.running)

    def blocks(self, body: Body, above: int) -> list[Block]:
        blocks = self._text(items_of(body.introduction), above)
        for section in body.sections:
            blocks += self._section(section, 1)
        blocks += regulation_paragraphs(body, self._headings, self._problems)
        blocks += self._text(items_of(body.closing))
        return self._headings.set_alike(blocks)

    def _text(self, items: Sequence[Text | TextBlock], above: int = 0) -> list[Block]:
        blocks: list[Block] = []
        labels = iter(typed_labels([line for item in items if isinstance(item, Text) for line in item.lines()]))
        for item in items:
            if isinstance(item, Text):
                for line in item.lines():
                    blocks.append(self._headings.typed_line(line, next(labels)))
            elif item.paragraph is not None:
                blocks += map(self._headings.aside, item.paragraph.lines())
            else:
                blocks += block_of(item, self._orientation, self._problems, 0 if blocks else above)
        return blocks

    def _section(self, section: Section, level: int) -> list[Block]:
        blocks, items = self._headed(section, level)
        blocks += self._text(items)
        if section.goals:
            blocks += goals_paragraphs(section.goals, self._headings)
        if section.steps:
            blocks += steps_paragraphs(section.steps, level + 1, self._headings, self._problems)
        for child in section.sections:
            blocks += self._section(child, level + 1)
        return blocks

    def _headed(self, section: Section, level: int) -> tuple[list[Block], list[Text | TextBlock]]:
        """The heading of `section`, with its first line where that runs in, and the items that are left."""
        items = items_of(section.text)
        first = items[0] if items else None
        text = first.paragraph if isinstance(first, TextBlock) else first
        lines = text.lines() if text is not None else []
        if not section.run_in or not lines:
            return [self._headings.alone(section.heading, level)], items
        blocks: list[Block] = [self._headings.run_in(section.heading, level, lines[0])]
        if isinstance(first, TextBlock):
            set_line = self._headings.aside
        else:
            set_line = self._headings.typed_line
        return blocks + [set_line(line) for line in lines[1:]], items[1:]
