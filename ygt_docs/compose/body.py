"""The body (正文, 7.3.3): introduction, sections in four levels, closing words."""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.compose.flow import Block, Paragraph
from ygt_docs.compose.goals import goals_paragraphs
from ygt_docs.compose.headings import Headings
from ygt_docs.compose.steps import steps_paragraphs
from ygt_docs.notice.blocks import lines_of
from ygt_docs.notice.model import Body, Section
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text


def body_paragraphs(body: Body, problems: Problems) -> list[Block]:
    """All paragraphs of `body`, numbered from 一、 on; what is wrong with typed numbers goes to `problems`."""
    headings = Headings(problems)
    blocks: list[Block] = []
    blocks += _text(lines_of(body.introduction), headings)
    for section in body.sections:
        blocks += _section(section, 1, headings, problems)
    blocks += _text(lines_of(body.closing), headings)
    return headings.set_alike(blocks)


def _text(lines: Sequence[tuple[Text, bool]], headings: Headings) -> list[Paragraph]:
    return [headings.aside(line) if plain else headings.typed_line(line) for line, plain in lines]


def _section(section: Section, level: int, headings: Headings, problems: Problems) -> list[Block]:
    lines = lines_of(section.text)
    blocks: list[Block] = []
    if section.run_in and lines:
        blocks.append(headings.run_in(section.heading, level, lines[0][0]))
        lines = lines[1:]
    else:
        blocks.append(headings.alone(section.heading, level))
    blocks += _text(lines, headings)
    if section.goals:
        blocks += goals_paragraphs(section.goals, headings)
    if section.steps:
        blocks += steps_paragraphs(section.steps, level + 1, headings, problems)
    for child in section.sections:
        blocks += _section(child, level + 1, headings, problems)
    return blocks
