"""What stands under a title (practice): subtitle, note (题注), and of a 文稿 occasion, date, speaker, author."""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.compose.flow import Block, Paragraph, Role
from ygt_docs.compose.pieces import paragraph
from ygt_docs.elements.dates import date_words
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Kind, Notice, Promulgated
from ygt_docs.reading.text import Text

_DASH = "——"
_TYPED = ("—", "（")  # a line that has its own beginning


def lines_under_title(document: Document) -> list[Block]:
    """Subtitle and note of any document; of a 文稿 also date and occasion, then a line for each speaker and author."""
    notice = document.notice
    blocks: list[Block] = []
    if notice.subtitle is not None:
        dash = "" if notice.subtitle.startswith(_TYPED) else _DASH
        blocks.append(paragraph(Role.SUBTITLE, dash, notice.subtitle))
    blocks += _title_note(notice.title_note)
    if notice.kind is not Kind.MANUSCRIPT:
        return blocks
    blocks += _date_and_occasion(document)
    for names in (notice.speakers, notice.author):
        for text in names:
            for line in text.lines():
                blocks.append(paragraph(Role.AUTHOR, line))
    return blocks


def under_reprinted_title(promulgated: Promulgated) -> list[Paragraph]:
    """What stands under the title of a promulgated text (印发件)."""
    return _title_note(promulgated.title_note)


def is_passed(notice: Notice) -> bool:
    """Whether the document says under its title who passed it, and when."""
    return bool(notice.title_note)


def _title_note(lines: Sequence[Text]) -> list[Paragraph]:
    """The note under a title (题注), a paragraph a line, in brackets whether they were typed or not."""
    if not lines:
        return []
    opening = "" if lines[0].startswith("（") else "（"
    closing = "" if lines[-1].endswith("）") else "）"
    *above, last = lines
    if not above:
        return [paragraph(Role.TITLE_NOTE, opening, last, closing)]
    first, *middle = above
    between = []
    for line in middle:
        between.append(paragraph(Role.TITLE_NOTE, line))
    return [paragraph(Role.TITLE_NOTE, opening, first), *between, paragraph(Role.TITLE_NOTE, last, closing)]


def _date_and_occasion(document: Document) -> list[Paragraph]:
    """——2026年4月26日在全县教育工作会议上, in brackets under a subtitle, or （2026年4月26日） alone.

    An occasion that names the day itself has it once.
    """
    notice, occasion = document.notice, document.notice.occasion
    if notice.date is None:
        words = Text("")
    else:
        words = Text(date_words(notice.date), document.locate("成文日期"))
    if occasion is None:
        if words:
            return [paragraph(Role.MANUSCRIPT_DATE, "（", words, "）")]
        return []
    if words and words in occasion:
        words = Text("")
    if not occasion.startswith(_TYPED):
        opening, closing = (_DASH, "") if notice.subtitle is None else ("（", "）")
        return [paragraph(Role.MANUSCRIPT_DATE, opening, words, occasion, closing)]
    own = [paragraph(Role.MANUSCRIPT_DATE, occasion)]
    if words:
        return [*own, paragraph(Role.MANUSCRIPT_DATE, "（", words, "）")]
    return own
