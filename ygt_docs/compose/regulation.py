"""A regulation by structure (编 章 节 条 款 项 目): its numbers are made, and set as those that are typed in text."""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.compose.articles import Level, Number, typed_label
from ygt_docs.compose.flow import Block, Paragraph, Role
from ygt_docs.compose.headings import Headings, article_start
from ygt_docs.compose.pieces import paragraph
from ygt_docs.elements.catalogue import number_label
from ygt_docs.elements.headings import typed_number
from ygt_docs.notice.model import Body
from ygt_docs.notice.regulation import Article, Chapter, Clause, Division, Item, Part
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text

_ITEM, _SUBITEM = 2, 3  # the levels of numbers: （一） and 1.


def regulation_paragraphs(body: Body, headings: Headings, problems: Problems) -> list[Block]:
    """All paragraphs of the 编, 章, 节 or 条 of `body`; none where it has none."""
    return _Regulation(headings, problems).of_body(body)


class _Regulation:
    def __init__(self, headings: Headings, problems: Problems) -> None:
        self._headings = headings
        self._problems = problems

    def of_body(self, body: Body) -> list[Block]:
        blocks: list[Block] = []
        for part in body.parts:
            blocks += self._part(part)
        blocks += self._chapters(body.chapters)
        blocks += self._divisions(body.divisions)
        return [*blocks, *self._articles(body.articles)]

    def _part(self, part: Part) -> list[Block]:
        heading = self._headings.division(Level.PART, part.heading)
        return [heading, *self._chapters(part.chapters), *self._articles(part.articles)]

    def _chapters(self, chapters: Sequence[Chapter]) -> list[Block]:
        blocks: list[Block] = []
        for chapter in chapters:
            blocks.append(self._headings.division(Level.CHAPTER, chapter.heading))
            blocks += self._divisions(chapter.divisions)
            blocks += self._articles(chapter.articles)
        return blocks

    def _divisions(self, divisions: Sequence[Division]) -> list[Block]:
        blocks: list[Block] = []
        for division in divisions:
            blocks.append(self._headings.division(Level.DIVISION, division.heading))
            blocks += self._articles(division.articles)
        return blocks

    def _articles(self, articles: Sequence[Article]) -> list[Block]:
        blocks: list[Block] = []
        for article in articles:
            blocks += self._article(article)
        return blocks

    def _article(self, article: Article) -> list[Paragraph]:
        own = self._own_number(article)
        blocks: list[Paragraph] = []
        for index, clause in enumerate(article.own_clauses):
            lines = [] if clause.text is None else clause.text.lines()
            if index == 0 and lines:
                blocks.append(self._first(lines.pop(0), own))
            blocks += self._headings.typed_lines(lines)
            blocks += self._items(clause)
        return blocks

    def _own_number(self, article: Article) -> Number | None:
        """The number that the article says itself; None: none, or (N525) nothing that is one."""
        if article.number is None:
            return None
        label = typed_label(f"{article.number}\u3000。")
        if label is None or label.level is not Level.ARTICLE:
            self._problems.add("N525", article.number.place, found=article.number)
            return None
        right = label.number.label(Level.ARTICLE)
        if article.number != right:
            self._headings.articles.wrong_form(article.number, right)
        return label.number

    def _first(self, line: Text, own: Number | None) -> Paragraph:
        """The first 款 with the number of its article: made, said by 号, or typed before the text."""
        typed = typed_label(line)
        if typed is not None and typed.level is Level.ARTICLE and own is None:
            return self._headings.typed_division(line, typed)
        number = self._headings.articles.next(Level.ARTICLE, line, own)
        self._headings.begin(Level.ARTICLE, line)
        return article_start(number, line)

    def _items(self, clause: Clause) -> list[Paragraph]:
        blocks: list[Paragraph] = []
        for index, item in enumerate(clause.items, start=1):
            blocks.append(self._numbered(_ITEM, index, item.text))
            blocks += self._subitems(item)
        return blocks

    def _subitems(self, item: Item) -> list[Paragraph]:
        subitems: list[Paragraph] = []
        for index, text in enumerate(item.subitems, start=1):
            subitems.append(self._numbered(_SUBITEM, index, text))
        return subitems

    def _numbered(self, level: int, value: int, text: Text) -> Paragraph:
        """An item; a number that was typed before its text is held against its place (N516) and not set twice."""
        label = number_label(level, value)
        typed = typed_number(text)
        if typed is None or typed.level != level:
            return paragraph(Role.PARAGRAPH, label, text)
        if typed.written != label:
            self._problems.add("N516", text.place, found=typed.written, right=label)
        return paragraph(Role.PARAGRAPH, text)
