"""Headings, standing alone or run in (连排), made from structure or recognised in typed lines (7.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from ygt_docs.compose.flow import Block, Face, Paragraph, Role
from ygt_docs.compose.numbering import DEEPEST, Numbering, division_of, typed_number
from ygt_docs.compose.pieces import ends_sentence, paragraph, part, run
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text

_ROLES = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
_FACES = (Face.HEADING_1, Face.HEADING_2, Face.OF_ROLE, Face.OF_ROLE)
# A heading fits into two lines; what is longer, or holds a stop or a colon, is a sentence with a number before it.
_LONGEST_HEADING = 40
_NOT_IN_HEADING = "。；！？："


class Headings:
    """Makes the headings of one text and counts them; knows which paragraphs were typed lines.

    How a typed line is set depends on the lines beside it, so `set_alike` has the last word on a whole text.
    """

    def __init__(self, problems: Problems) -> None:
        self._numbering = Numbering(problems)
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
        runs = [run(piece, face) for piece in (label, heading, stop) if piece]
        self._numbering.text(text)
        return Paragraph(Role.PARAGRAPH, ((*runs, run(text)),))

    def _numbered(self, heading: Text, level: int) -> tuple[str, int]:
        typed = typed_number(heading)
        if typed is None:
            return self._numbering.next(level, heading), min(level, DEEPEST)
        self._numbering.check(typed, heading)
        return "", typed.level

    def typed_line(self, line: Text) -> Paragraph:
        """One line of block text: a heading, a run-in heading or a plain paragraph, as its beginning says."""
        typed = typed_number(line)
        if typed is None:
            self._numbering.text(line)
            return paragraph(Role.PARAGRAPH, line)
        self._numbering.check(typed, line)
        made = _as_it_looks(line, typed.level)
        self._typed[id(made)] = line
        return made

    def aside(self, line: Text) -> Paragraph:
        """A paragraph that is no heading, whatever it begins with ({段: …})."""
        self._numbering.aside(line)
        made = paragraph(Role.PARAGRAPH, line)
        self._asides.add(id(made))
        return made

    def set_alike(self, blocks: Sequence[Block]) -> list[Block]:
        """All `blocks` of the text, each typed line set as its siblings are; what is wrong with the numbers is said."""
        self._numbering.finish()
        texts = [
            block.text if isinstance(block, Paragraph) and id(block) not in self._asides else "" for block in blocks
        ]
        result: list[Block] = []
        for block, look in zip(blocks, looks(texts), strict=True):
            line = self._typed.get(id(block))
            if line is not None and look is Look.TEXT:
                result.append(paragraph(Role.PARAGRAPH, line))
            else:
                result.append(block)
        return result


def _as_it_looks(line: Text, level: int) -> Paragraph:
    look = _own_look(line)
    face = _FACES[level - 1]
    if look is Look.ALONE:
        block = paragraph(_ROLES[level - 1], line)
        return Paragraph(block.role, block.lines, keep_with_next=True)
    if look is Look.TEXT or face is Face.OF_ROLE:
        return paragraph(Role.PARAGRAPH, line)
    stop = line.find("。") + 1
    return Paragraph(Role.PARAGRAPH, ((run(part(line, 0, stop), face), run(part(line, stop))),))


class Look(Enum):
    """How a line that begins with a number is set: as a heading, as a heading sentence with text behind it, as text."""

    ALONE = "alone"
    RUN_IN = "run in"
    TEXT = "text"


def stands_alone(line: str) -> bool:
    """Whether a line that begins with a number is a heading, and not a sentence with a number before it."""
    return _own_look(line) is Look.ALONE


def _own_look(line: str) -> Look:
    """How a line that begins with a number is set where no sibling asks for something else."""
    if not ends_sentence(line) and width_in_characters(line) <= _LONGEST_HEADING:
        if not any(sign in line for sign in _NOT_IN_HEADING):
            return Look.ALONE
    stop = line.find("。") + 1
    sentence = 0 < stop < len(line) and width_in_characters(line[:stop]) <= _LONGEST_HEADING
    return Look.RUN_IN if sentence else Look.TEXT


def looks(lines: Sequence[str]) -> list[Look | None]:
    """How each line of one text is set (None: it begins with no number).

    Siblings, the lines of one level under one heading, are set alike: where one of them is a sentence in the face of
    the text, none of them is a heading. A list that begins anew with 1, and what stands in another article, are no
    siblings of what stands before.
    """
    found: list[Look | None] = [None] * len(lines)
    siblings: list[list[int]] = [[] for _ in range(DEEPEST + 1)]
    for index, line in enumerate(lines):
        typed = typed_number(line)
        if typed is None:
            if division_of(line) is not None:
                siblings = [[] for _ in range(DEEPEST + 1)]
            continue
        found[index] = _own_look(line)
        if typed.value == 1:
            siblings[typed.level] = []
        siblings[typed.level].append(index)
        siblings[typed.level + 1 :] = [[] for _ in range(DEEPEST - typed.level)]
        if any(found[one] is Look.TEXT for one in siblings[typed.level]):
            for one in siblings[typed.level]:
                found[one] = Look.TEXT
    return found
