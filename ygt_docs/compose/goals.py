"""Goals (建设目标): the summary, then the indicators as one sentence for each deadline."""

from __future__ import annotations

from itertools import groupby

from ygt_docs.compose.flow import Paragraph, Role
from ygt_docs.compose.headings import Headings
from ygt_docs.compose.pieces import ends_sentence, paragraph
from ygt_docs.notice.model import Goals, Indicator

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
