"""What stands under the title of a 文稿: date and author. Both are practice; a text may have neither."""

from __future__ import annotations

from ygt_docs.compose.flow import Block, Role
from ygt_docs.compose.pieces import date_words, paragraph
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Kind
from ygt_docs.reading.text import Text


def lines_under_title(document: Document) -> list[Block]:
    """（2026年4月26日）, then a line for each author; nothing for any other kind."""
    notice = document.notice
    if notice.kind is not Kind.MANUSCRIPT:
        return []
    blocks: list[Block] = []
    if notice.date is not None:
        words = Text(date_words(notice.date), document.locate("成文日期"))
        blocks.append(paragraph(Role.MANUSCRIPT_DATE, "（", words, "）"))
    return blocks + [paragraph(Role.AUTHOR, line) for text in notice.author for line in text.lines()]
