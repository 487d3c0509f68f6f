"""References of a regulation to its own articles (本办法第十条, 前款第二项): what they name must be there.

Only what surely speaks of the text itself is held against it: behind 《…》, 该法 or 原办法 the articles are those of
another text, and in doubt nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ygt_docs.compose.articles import Level, Number, faults, typed_labels
from ygt_docs.compose.body import body_paragraphs
from ygt_docs.compose.flow import Paragraph
from ygt_docs.elements.headings import typed_number
from ygt_docs.elements.numerals import LONG, long_number, long_value
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Body
from ygt_docs.problems import NOWHERE, Place, Problems
from ygt_docs.rules.written import find_all

_COUNT = f"({LONG})"
_ITEM = f"第[（(]?{_COUNT}[）)]?项"
_OWN = r"本(?:办法|规定|条例|细则|规则|规程|章程|制度|准则|守则)"
_ARTICLE = re.compile(rf"({_OWN})?第{_COUNT}条(?:之{_COUNT})?(?:第{_COUNT}款)?(?:{_ITEM})?")
_HERE = re.compile(rf"本条第{_COUNT}款(?:{_ITEM})?|本条{_ITEM}|前([两三四])?款(?:{_ITEM})?|前条(?!例)")
_LINK = re.compile(r"(?:[、，和或及与至]|以及|或者|到|规定的?|的)*")
# Names of texts: an article behind one, without 本, is an article of that text.
_OTHER = re.compile(
    r"(?:法|条例|办法|规定|细则|规则|规程|章程|准则|守则|制度|决定|解释|公约|合同|协议|标准|原|该|上述)$"
)
_SENTENCE = re.compile("[。；]")
_BEFORE = {"": 1, "两": 2, "三": 3, "四": 4}


@dataclass
class _Clause:
    items: int = 0


@dataclass
class _Article:
    number: Number
    clauses: list[_Clause] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    """A paragraph of a regulation: in which article (its position) and which 款 (from 1) it stands."""

    paragraph: Paragraph
    article: int
    clause: int


def check_references(document: Document, problems: Problems) -> None:
    """Each reference of a regulation to an article, 款 or 项 of its own that it does not have (T195)."""
    for body in find_all(document.notice, Body):
        _check(body, problems)


def _check(body: Body, problems: Problems) -> None:
    articles, lines = _read(body)
    for line in lines:
        for start, found, why in _wrong(line, articles):
            problems.add("T195", _place(line.paragraph, start), found=found, why=why)


def _read(body: Body) -> tuple[list[_Article], list[_Line]]:
    """The articles of `body` and the paragraphs that stand in them; none where it is no regulation."""
    blocks = [block for block in body_paragraphs(body, Problems()) if isinstance(block, Paragraph)]
    articles: list[_Article] = []
    lines: list[_Line] = []
    for block, label in zip(blocks, typed_labels([block.text for block in blocks]), strict=True):
        if label is not None and label.level is not Level.ARTICLE:
            continue
        if label is not None:
            articles.append(_Article(label.number))
        elif not articles:
            continue
        _count(articles[-1], "" if label is not None else block.text)
        lines.append(_Line(block, len(articles) - 1, len(articles[-1].clauses)))
    return articles, lines


def _count(article: _Article, text: str) -> None:
    """Count a line of `article`: an item, or a 款 of its own; 目 are nobody's count."""
    typed = typed_number(text)
    if typed is None or not article.clauses:
        article.clauses.append(_Clause())
    elif typed.level == 2:
        article.clauses[-1].items += 1


def _wrong(line: _Line, articles: Sequence[_Article]) -> Iterator[tuple[int, str, str]]:
    """Where in `line` a reference stands that names nothing, its words, and why."""
    text = line.paragraph.text
    by_number = {article.number: article for article in articles}
    last = max(by_number)
    whole = not faults([article.number for article in articles])  # else the gap itself is told (N523)
    for match in _own_references(text):
        number = Number(long_value(match[2]) or 0, (long_value(match[3]) or 0) if match[3] else 0)
        article = by_number.get(number)
        if article is None and (whole or number > last):
            yield match.start(), match[0], f"全文到{last.label(Level.ARTICLE)}为止，没有这一条"
        elif article is not None:
            yield from _within(match, article, match[4], match[5])
    own = articles[line.article]
    for match in _HERE.finditer(text):
        if match[0].startswith("本条"):
            yield from _within(match, own, match[1], match[2] or match[3])
        elif match[0] == "前条":
            yield from [(match.start(), match[0], "前面没有别的条")] if line.article == 0 else []
        elif line.clause <= _BEFORE[match[4] or ""]:
            yield match.start(), match[0], f"这里是{own.number.label(Level.ARTICLE)}的第{long_number(line.clause)}款"
        elif match[5]:
            before = own.clauses[line.clause - 2]
            yield from _item(match, before, match[5], "前款")


def _own_references(text: str) -> Iterator[re.Match[str]]:
    """The references to articles of the text itself, in order."""
    last_end, last_own = -1, False
    for match in _ARTICLE.finditer(text):
        before = text[: match.start()]
        if match.start() == 0 or long_value(match[2]) is None:
            continue  # the number of the article itself
        if match[1]:
            own = True
        elif last_end >= 0 and _LINK.fullmatch(text, last_end, match.start()):
            own = last_own
        else:
            sentence = _SENTENCE.split(before)[-1]
            own = not (_OTHER.search(before) or "》" in sentence or before.count("“") > before.count("”"))
        last_end, last_own = match.end(), own
        if own:
            yield match


def _within(
    match: re.Match[str], article: _Article, clause: str | None, item: str | None
) -> Iterator[tuple[int, str, str]]:
    """What is wrong with the 款 and 项 that a reference to `article` names."""
    name = article.number.label(Level.ARTICLE)
    value = long_value(clause) or 0 if clause else 1
    if not 1 <= value <= len(article.clauses):
        yield match.start(), match[0], f"{name}只有{long_number(len(article.clauses))}款"
    elif item and clause:
        yield from _item(match, article.clauses[value - 1], item, f"{name}第{long_number(value)}款")
    elif item:
        most = max(article.clauses, key=lambda one: one.items)
        yield from _item(match, most, item, name)


def _item(match: re.Match[str], clause: _Clause, item: str, name: str) -> Iterator[tuple[int, str, str]]:
    if not 1 <= (long_value(item) or 0) <= clause.items:
        if clause.items:
            why = f"{name}只有{long_number(clause.items)}项"
        else:
            why = f"{name}没有项"
        yield match.start(), match[0], why


def _place(paragraph: Paragraph, index: int) -> Place:
    """Where the character `index` of a paragraph was typed."""
    at = index
    for run in paragraph.runs:
        if at < len(run.text):
            place = run.place
            if place is NOWHERE or place.column is None:
                return place
            return Place(place.file, place.line, place.column + at)
        at -= len(run.text)
    return NOWHERE
