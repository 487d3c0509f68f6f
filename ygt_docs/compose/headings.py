"""Headings, standing alone or run in (连排), made from structure or recognised in typed lines (7.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from ygt_docs.compose.articles import SPACE, ArticleCount, Level, TypedLabel, typed_labels
from ygt_docs.compose.decimals import DecimalNumbering, typed_decimal
from ygt_docs.compose.flow import DIVISIONS, Block, Face, Paragraph, Role, Run
from ygt_docs.compose.numbering import DEEPEST, Numbering, division_of
from ygt_docs.compose.pieces import ends_sentence, paragraph, part, run
from ygt_docs.elements.headings import typed_number
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text

_ROLES = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
_FACES = (Face.HEADING_1, Face.HEADING_2, Face.OF_ROLE, Face.OF_ROLE)
# A heading fits into two lines; what is longer, or holds a stop or a colon, is a sentence with a number before it.
_LONGEST_HEADING = 40
_LONGEST_LABEL = 12
_NOT_IN_HEADING = "。；！？："


class Headings:
    """Makes the headings of one text and counts them; knows which paragraphs were typed lines.

    How a typed line is set depends on the lines beside it, so `set_alike` has the last word on a whole text.
    """

    def __init__(self, problems: Problems, decimal: bool = False, running: bool = False) -> None:
        """`decimal`: the headings are numbered 1, 1.1 (层次: 小数); `running`: （一） run on through the parts (序号连续)."""
        self._problems = problems
        self._numbering = Numbering(problems, running)
        self._decimals = DecimalNumbering(problems) if decimal else None
        self.articles = ArticleCount(problems)
        self._in_article = False
        self._typed: dict[int, Text] = {}
        self._asides: set[int] = set()

    def text(self) -> None:
        """A paragraph of the program's own was set: a list 1. 2. 3. may begin anew after it."""
        self._numbering.text()

    def alone(self, heading: Text, level: int) -> Paragraph:
        """A heading of structure that stands alone; a number that was typed in it is checked and not set twice."""
        label, level = self._numbered(heading, level)
        block = paragraph(_ROLES[level - 1], label, heading)
        return Paragraph(block.role, block.lines, keep_with_next=True)

    def run_in(self, heading: Text, level: int, text: Text) -> Paragraph:
        """A heading sentence in the face of its level, the text after it in the face of the body."""
        label, level = self._numbered(heading, level)
        stop = "" if ends_sentence(heading) else "。"
        face = _FACES[level - 1]
        runs = []
        for piece in (label, heading, stop):
            if piece:
                runs.append(run(piece, face))
        self._numbering.text(text)
        return Paragraph(Role.PARAGRAPH, ((*runs, run(text)),))

    def _numbered(self, heading: Text, level: int) -> tuple[str, int]:
        if self._decimals is not None:
            decimal = typed_decimal(heading)
            if decimal is None:
                return self._decimals.next(level, heading), min(level, DEEPEST)
            self._decimals.check(decimal, heading)
            return "", decimal.level
        typed = typed_number(heading)
        if typed is None:
            return self._numbering.next(level, heading), min(level, DEEPEST)
        self._numbering.check(typed, heading)
        return "", typed.level

    def typed_lines(self, lines: Sequence[Text]) -> list[Paragraph]:
        """The lines of one text in order: chapters, articles and headings are found by how they begin."""
        labels = typed_labels(lines)
        found: list[Paragraph] = []
        for line, label in zip(lines, labels, strict=True):
            found.append(self.typed_line(line, label))
        return found

    def typed_division(self, line: Text, label: TypedLabel) -> Paragraph:
        """A line that begins a 编, 章, 节 or 条 by the number typed in it."""
        self.articles.check(label, line)
        self.begin(label.level, line)
        number, rest = part(line, 0, len(label.written)), part(line, len(label.written))
        return _division(label.level, run(number), run(rest))

    def division(self, level: Level, heading: Text) -> Paragraph:
        """The heading of a 编, 章 or 节 of structure; a number that was typed in it is checked and not set twice."""
        label = next(iter(typed_labels([heading])), None)
        if label is not None and label.level is level:
            return self.typed_division(heading, label)
        number = self.articles.next(level, heading)
        self.begin(level, heading)
        return _division(level, run(number), run(heading))

    def begin(self, level: Level, line: str) -> None:
        """A 编, 章, 节 or 条 begins with `line`: items under it are counted anew, and are never headings."""
        self._numbering.text(f"第一{level.sign}{SPACE}{line}")
        self._in_article = level is Level.ARTICLE

    def typed_line(self, line: Text, label: TypedLabel | None = None) -> Paragraph:
        """One line of block text: a heading, a run-in heading or a plain paragraph, as its beginning says.

        `label`: the number of a 编, 章, 节 or 条 that it begins with, as its text tells (None: with none).
        """
        if label is not None:
            return self.typed_division(line, label)
        if self._decimals is not None:
            return self._decimal_line(line, self._decimals)
        typed = typed_number(line)
        if typed is None:
            self._numbering.text(line)
            return paragraph(Role.PARAGRAPH, line)
        self._numbering.check(typed, line)
        if self._in_article and typed.level > 1:
            return paragraph(Role.PARAGRAPH, line)
        made = _set(line, typed.level, own_look(line))
        self._typed[id(made)] = line
        return made

    def _decimal_line(self, line: Text, decimals: DecimalNumbering) -> Paragraph:
        """A line of a text numbered by decimals: other numbers in it (（1）) are those of items."""
        typed = typed_decimal(line)
        if typed is None:
            return paragraph(Role.PARAGRAPH, line)
        decimals.check(typed, line)
        return _set(line, typed.level, own_look(line))

    def aside(self, line: Text) -> Paragraph:
        """A paragraph that is no heading, whatever it begins with ({段: …})."""
        self._numbering.aside(line)
        made = paragraph(Role.PARAGRAPH, line)
        self._asides.add(id(made))
        return made

    def set_alike(self, blocks: Sequence[Block]) -> list[Block]:
        """All `blocks` of the text, each typed line set as its siblings are; what is wrong with the numbers is said."""
        self._numbering.finish()
        self.articles.finish()
        if self._decimals is not None:
            self._decimals.finish()
            return list(blocks)
        texts = [
            block.text if isinstance(block, Paragraph) and id(block) not in self._asides else "" for block in blocks
        ]
        result = list(blocks)
        for index, look in enumerate(looks(texts)):
            line = self._typed.get(id(blocks[index]))
            if line is not None and look is not None and look is not own_look(line):
                result[index] = _set(line, _level_of(line), look)
        self._say_sentences(blocks, texts)
        return result

    def _say_sentences(self, blocks: Sequence[Block], texts: Sequence[str]) -> None:
        """Say of the first sentence of its kind that it makes text of the headings beside it (N517)."""
        lines = [text if id(block) in self._typed else "" for block, text in zip(blocks, texts, strict=True)]
        for group in _siblings(texts):
            sentences = _among_headings([lines[one] for one in group])
            if not sentences:
                continue
            typed = []
            for one in group:
                if lines[one]:
                    typed.append(self._typed[id(blocks[one])])
            line = next(line for line in typed if line == sentences[0])
            alone = [line for line in typed if stands_alone(line)]
            self._problems.add("N517", line.place, line=line[:16], other=alone[0][:16], count=len(alone))


def _division(level: Level, number: Run, text: Run) -> Paragraph:
    """A heading of its own, or the first 款 of an article: its number in 黑体 (实务)."""
    if level is Level.ARTICLE:
        return Paragraph(Role.PARAGRAPH, ((replace(number, face=Face.ARTICLE), text),))
    return Paragraph(DIVISIONS[level - 1], ((number, text),), keep_with_next=True)


def article_start(number: str, text: Text) -> Paragraph:
    """The first 款 of an article of structure, behind the `number` that the program made."""
    return _division(Level.ARTICLE, run(number), run(text))


def sentences_among_headings(lines: Sequence[str]) -> set[int]:
    """The positions of numbered sentences whose siblings would be headings but for them, of the levels whose face says
    so (一、 and （一）): a writer who wants those headings types {段: …} for the sentence.
    """
    found: set[int] = set()
    for group in _siblings(lines):
        sentences = _among_headings([lines[one] for one in group])
        for one in group:
            if lines[one] in sentences:
                found.add(one)
    return found


def _among_headings(siblings: Sequence[str]) -> list[str]:
    """The sentences among `siblings`, if more of these are headings by themselves; "" is no line."""
    lines = [line for line in siblings if line]
    alone = []
    for line in lines:
        if stands_alone(line):
            alone.append(line)
    sentences = [line for line in lines if _is_sentence(line)]
    if len(alone) <= len(sentences) or _FACES[_level_of(lines[0]) - 1] is Face.OF_ROLE:
        return []
    return sentences


def _level_of(line: str) -> int:
    typed = typed_number(line)
    assert typed is not None
    return typed.level


def _set(line: Text, level: int, look: Look) -> Paragraph:
    face = _FACES[level - 1]
    if look is Look.ALONE:
        block = paragraph(_ROLES[level - 1], line)
        return Paragraph(block.role, block.lines, keep_with_next=True)
    if look is Look.TEXT or face is Face.OF_ROLE:
        return paragraph(Role.PARAGRAPH, line)
    stop = line.find("：" if _has_label(line) else "。") + 1
    return Paragraph(Role.PARAGRAPH, ((run(part(line, 0, stop), face), run(part(line, stop))),))


class Look(Enum):
    """How a line that begins with a number is set: as a heading, as a heading sentence with text behind it, as text."""

    ALONE = "alone"
    RUN_IN = "run in"
    TEXT = "text"


def stands_alone(line: str) -> bool:
    """Whether a line that begins with a number is a heading, and not a sentence with a number before it."""
    return own_look(line) is Look.ALONE


def own_look(line: str) -> Look:
    """How a line that begins with a number is set where no sibling asks for something else."""
    fits = width_in_characters(line) <= _LONGEST_HEADING
    if fits and not ends_sentence(line) and not any(sign in line for sign in _NOT_IN_HEADING):
        return Look.ALONE
    stop = line.find("。") + 1
    sentence = 0 < stop < len(line) and width_in_characters(line[:stop]) <= _LONGEST_HEADING
    return Look.RUN_IN if sentence else Look.TEXT


def looks(lines: Sequence[str]) -> list[Look | None]:
    """How each line of one text is set (None: it begins with no number, or is an item of an article).

    Siblings, the lines of one level under one heading, are set alike: where one of them is a sentence in the face of
    the text, none of them is a heading. A list that begins anew with 1, and what stands in another article, are no
    siblings of what stands before.
    """
    found: list[Look | None] = [None] * len(lines)
    for group in _siblings(lines):
        alike = _alike([lines[index] for index in group])
        for index, look in zip(group, alike, strict=True):
            found[index] = look
    return found


def _siblings(lines: Sequence[str]) -> list[list[int]]:
    """The numbered lines by their positions, siblings together."""
    groups: list[list[int]] = []
    opened: list[list[int]] = []
    for _ in range(DEEPEST + 1):
        opened.append([])
    in_article = False
    for index, (line, label) in enumerate(zip(lines, typed_labels(lines), strict=True)):
        typed = typed_number(line)
        if label is not None:
            in_article = label.level is Level.ARTICLE
        if typed is None:
            if label is not None or division_of(line) is not None:
                opened = [[] for _ in range(DEEPEST + 1)]
            continue
        if in_article and typed.level > 1:
            continue
        if typed.value == 1 or not opened[typed.level]:
            opened[typed.level] = []
            groups.append(opened[typed.level])
        opened[typed.level].append(index)
        opened[typed.level + 1 :] = [[] for _ in range(DEEPEST - typed.level)]
    return groups


def _alike(lines: Sequence[str]) -> list[Look]:
    """How siblings are set: a sentence takes all with it; 三、保障措施： and 一、时间：5月6日 go with the others."""
    if any(map(_is_sentence, lines)) or not any(own_look(line) is not Look.TEXT for line in lines):
        return [Look.TEXT] * len(lines)
    found: list[Look] = []
    for line in lines:
        found.append(_beside_headings(line))
    return found


def _beside_headings(line: str) -> Look:
    if _announces(line):
        return Look.ALONE
    if _has_label(line):
        return Look.RUN_IN
    return own_look(line)


def _is_sentence(line: str) -> bool:
    """Whether a numbered line is text by itself, and no heading even beside headings."""
    return own_look(line) is Look.TEXT and not _announces(line) and not _has_label(line)


def _announces(line: str) -> bool:
    """Whether a numbered line is short and has no sign but the ： at its end: a heading or a sentence, as it comes."""
    return line.endswith("：") and stands_alone(line[:-1])


def _has_label(line: str) -> bool:
    """Whether a numbered line says what it is about before a ： (一、时间：5月6日), and is no heading with text behind."""
    label, colon, rest = line.partition("：")
    if not colon or not rest or own_look(line) is not Look.TEXT:
        return False
    return width_in_characters(label) <= _LONGEST_LABEL and stands_alone(label) and "，" not in label
