"""Headings, standing alone or run in (连排), made from structure or recognised in typed lines (7.3.3)."""

from __future__ import annotations

from ygt_docs.compose.flow import Face, Paragraph, Role
from ygt_docs.compose.numbering import DEEPEST, Numbering, TypedNumber, typed_number
from ygt_docs.compose.pieces import ends_sentence, paragraph, part, run
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.reading.text import Text

_ROLES = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
_FACES = (Face.HEADING_1, Face.HEADING_2, Face.OF_ROLE, Face.OF_ROLE)
# A heading fits into two lines; what is longer, or holds a stop or a colon, is a sentence with a number before it.
_LONGEST_HEADING = 40
_NOT_IN_HEADING = "。；！？："


def heading_alone(heading: Text, level: int, numbering: Numbering) -> Paragraph:
    """A heading of structure that stands alone; a number that was typed in it is checked and not set twice."""
    label, level = _numbered(heading, level, numbering)
    block = paragraph(_ROLES[level - 1], label, heading)
    return Paragraph(block.role, block.lines, keep_with_next=True)


def heading_run_in(heading: Text, level: int, text: Text, numbering: Numbering) -> Paragraph:
    """A heading sentence in the face of its level, the text after it in the face of the body."""
    label, level = _numbered(heading, level, numbering)
    stop = "" if ends_sentence(heading) else "。"
    face = _FACES[level - 1]
    runs = [run(piece, face) for piece in (label, heading, stop) if piece]
    return Paragraph(Role.PARAGRAPH, ((*runs, run(text)),))


def _numbered(heading: Text, level: int, numbering: Numbering) -> tuple[str, int]:
    typed = typed_number(heading)
    if typed is None:
        return numbering.next(level, heading), min(level, DEEPEST)
    numbering.check(typed, heading)
    return "", typed.level


def typed_line(line: Text, numbering: Numbering) -> Paragraph:
    """One line of block text: a heading, a run-in heading or a plain paragraph, as its beginning says."""
    typed = typed_number(line)
    if typed is None:
        numbering.text()
        return paragraph(Role.PARAGRAPH, line)
    numbering.check(typed, line)
    if stands_alone(line):
        block = paragraph(_ROLES[typed.level - 1], line)
        return Paragraph(block.role, block.lines, keep_with_next=True)
    return _run_in(line, typed)


def stands_alone(line: str) -> bool:
    """Whether a line that begins with a number is a heading, and not a sentence with a number before it."""
    if ends_sentence(line) or width_in_characters(line) > _LONGEST_HEADING:
        return False
    return not any(sign in line for sign in _NOT_IN_HEADING)


def _run_in(line: Text, typed: TypedNumber) -> Paragraph:
    stop = line.find("。") + 1
    sentence = 0 < stop < len(line) and width_in_characters(line[:stop]) <= _LONGEST_HEADING
    face = _FACES[typed.level - 1]
    if not sentence or face is Face.OF_ROLE:
        return paragraph(Role.PARAGRAPH, line)
    return Paragraph(Role.PARAGRAPH, ((run(part(line, 0, stop), face), run(part(line, stop))),))
