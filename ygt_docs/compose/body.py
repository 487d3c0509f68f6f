"""The body (正文, 7.3.3): introduction, sections in four levels, closing words."""

from __future__ import annotations

from ygt_docs.compose.flow import Block, Paragraph
from ygt_docs.compose.goals import goals_paragraphs
from ygt_docs.compose.headings import heading_alone, heading_run_in, typed_line
from ygt_docs.compose.numbering import Numbering
from ygt_docs.compose.steps import steps_paragraphs
from ygt_docs.notice.model import Body, Section
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text


def body_paragraphs(body: Body, problems: Problems) -> list[Block]:
    """All paragraphs of `body`, numbered from 一、 on; what is wrong with typed numbers goes to `problems`."""
    numbering = Numbering(problems)
    blocks: list[Block] = []
    blocks += _lines(body.introduction, numbering)
    for section in body.sections:
        blocks += _section(section, 1, numbering, problems)
    blocks += _lines(body.closing, numbering)
    return blocks


def _lines(text: Text | None, numbering: Numbering) -> list[Paragraph]:
    return [typed_line(line, numbering) for line in text.lines()] if text else []


def _section(section: Section, level: int, numbering: Numbering, problems: Problems) -> list[Paragraph]:
    lines = section.text.lines() if section.text else []
    if section.run_in and lines:
        blocks = [heading_run_in(section.heading, level, lines[0], numbering)]
        lines = lines[1:]
        numbering.text()
    else:
        blocks = [heading_alone(section.heading, level, numbering)]
    blocks += [typed_line(line, numbering) for line in lines]
    if section.goals:
        blocks += goals_paragraphs(section.goals, numbering)
    if section.steps:
        blocks += steps_paragraphs(section.steps, level + 1, numbering, problems)
    for child in section.sections:
        blocks += _section(child, level + 1, numbering, problems)
    return blocks
