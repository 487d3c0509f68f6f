"""Goals and steps of a work plan (建设目标、实施步骤): headings, indicators, deadlines, items as 一是…；二是…。"""

from __future__ import annotations

import re
from itertools import groupby

from ygt_docs.compose.flow import Paragraph, Role
from ygt_docs.compose.headings import Headings
from ygt_docs.compose.pieces import ends_sentence, paragraph
from ygt_docs.elements.numerals import SMALL, long_number
from ygt_docs.notice.model import Goals, Indicator, StepPart, Steps
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text

_REACHES = "达到"


def goals_paragraphs(goals: Goals, headings: Headings) -> list[Paragraph]:
    """The paragraphs of `goals`; consecutive indicators with one deadline share a paragraph that begins with it."""
    lines = goals.summary.lines() if goals.summary else []
    blocks = []
    for line in lines:
        blocks.append(headings.typed_line(line))
    for words, indicators in groupby(goals.indicators, _deadline_words):
        blocks.append(_sentence(words, list(indicators)))
    if blocks:
        headings.text()
    return blocks


def _deadline_words(indicator: Indicator) -> str:
    if indicator.deadline:
        return indicator.deadline.words
    return ""


def _sentence(words: str, indicators: list[Indicator]) -> Paragraph:
    pieces: list[str] = [words, "" if not words or ends_sentence(words) else "，"]
    for index, indicator in enumerate(indicators):
        pieces += _indicator(indicator)
        if not ends_sentence(pieces[-1] or pieces[-2]):
            pieces.append("。" if index == len(indicators) - 1 else "；")
    return paragraph(Role.PARAGRAPH, *pieces)


def _indicator(indicator: Indicator) -> list[str]:
    """县域就诊率 + 90 + % reads 县域就诊率达到90%; 双向转诊人次 + 同比提升 needs no verb."""
    verb = _REACHES if indicator.value[:1].isdigit() else ""
    return [indicator.name, verb, indicator.value, indicator.unit or ""]


_ORDINAL = re.compile(f"({SMALL})是")


def steps_paragraphs(steps: Steps, level: int, headings: Headings, problems: Problems) -> list[Paragraph]:
    """The introduction, then each step under its heading of `level`."""
    lines = steps.introduction.lines() if steps.introduction else []
    blocks = []
    for line in lines:
        blocks.append(headings.typed_line(line))
    for step in steps.steps:
        blocks.append(headings.alone(step.heading, level))
        for part in step.parts:
            blocks += _part(part, problems)
        headings.text()
    return blocks


def _part(part: StepPart, problems: Problems) -> list[Paragraph]:
    """Deadline，text；what follows the deadline's words is a comma unless they end in a sign of their own."""
    words = part.deadline.words if part.deadline else ""
    lines: list[list[str]] = [[line] for line in part.text.lines()] if part.text else []
    if not lines:
        lines = [[]]
    if words:
        follows = lines[0] or part.items
        lines[0] = [words, "，" if follows and not ends_sentence(words) else "", *lines[0]]
    if part.items:
        if part.text and not ends_sentence(lines[-1][-1]):
            lines[-1].append("：")
        lines[-1] += _items(part.items, problems)
    found: list[Paragraph] = []
    for line in lines:
        if line:
            found.append(paragraph(Role.PARAGRAPH, *line))
    return found


def _items(items: list[Text], problems: Problems) -> list[str]:
    pieces: list[str] = []
    for index, item in enumerate(items, start=1):
        typed = _ORDINAL.match(item)
        ordinal = long_number(index)
        if typed is None:
            pieces.append(f"{ordinal}是")
        elif typed[1] != ordinal:
            problems.add("N516", item.place, found=typed[0], right=f"{ordinal}是")
        pieces.append(item)
        if not ends_sentence(item):
            pieces.append("；" if index < len(items) else "。")
    return pieces
