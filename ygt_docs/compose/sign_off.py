"""Sign-off and date (发文机关署名、成文日期, 7.3.5), and the room they leave for a seal."""

from __future__ import annotations

import datetime
from dataclasses import replace
from math import ceil

from ygt_docs.compose.flow import Block, Indent, Paragraph, Role
from ygt_docs.compose.pieces import BLANK, date_words, paragraph, run
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Kind, SealMode
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text, place_of
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Mm

_LINE = standard.CHARACTERS_PER_LINE.value


def sign_off_paragraphs(document: Document, problems: Problems) -> list[Block]:
    """Blank lines, sign-off and date; nothing for 文种 文稿. What is missing stays absent and is reported (N530)."""
    notice = document.notice
    if notice.kind is Kind.MANUSCRIPT:
        return []
    lines = _lines(document, problems)
    if notice.date is None:
        problems.add("N530", document.locate("成文日期"), strength="应", clause="7.3.5.4")
    if not lines and notice.date is None:
        return []
    sealed = notice.seal is SealMode.SEALED
    if sealed and len(document.organs) > 1:
        problems.add("N531", document.locate("发文机关"), strength="应", clause="7.3.5.1", count=len(document.organs))
    blanks = blank_lines_for_seal(_diameter(document), len(lines)) if sealed and lines else (
        standard.SIGN_OFF_BLANK_LINES.value)
    return [*[BLANK] * blanks, *_placed(lines, notice.date, document, sealed)]


def _lines(document: Document, problems: Problems) -> list[Text]:
    lines = [line for organ in document.organs for text in (organ.sign_off or [organ.name]) for line in text.lines()]
    for line in lines:
        if width_in_characters(line) > _LINE - standard.SIGN_OFF_RIGHT_UNSEALED.value:
            problems.add("N532", place_of(line), found=line, most=_LINE - standard.SIGN_OFF_RIGHT_UNSEALED.value)
    return lines


def _diameter(document: Document) -> Length:
    typed = document.organs[0].seal_diameter if document.organs else None
    return standard.SEAL_DIAMETER.value if typed is None else Mm(typed)


def blank_lines_for_seal(diameter: Length, sign_off_lines: int) -> int:
    """How many lines stay empty between the text and the sign-off so that a seal of `diameter` fits (7.3.5.1).

    Counted from the lower edge of the text, in lines: the seal's top lies half a line down, in the middle of the one
    line that the standard allows, so its centre lies at 1/2 + d/2. After n blank lines the middle of k sign-off lines
    and the date lies at n + (k + 1)/2. It must not lie above the seal's centre (下压署名和日期，二者居章中心偏下), so
    n is the least whole number with n + (k + 1)/2 >= 1/2 + d/2. For 42 mm (d = 4.11 lines) and one line n is 2: name
    and date lie 4.5 mm below the centre.
    """
    lines = diameter.over(standard.LINE_PITCH.value)
    top = standard.SEAL_TOP_LINES.value / 2
    return max(1, ceil(top + lines / 2 - (sign_off_lines + 1) / 2))


def _placed(lines: list[Text], date: datetime.date | None, document: Document, sealed: bool) -> list[Paragraph]:
    date_text = Text(date_words(date), document.locate("成文日期")) if date else Text("")
    widths = [width_in_characters(line) for line in lines]
    width = width_in_characters(date_text)
    rights, date_right = _sealed(widths, width) if sealed else _unsealed(widths, width)
    blocks = [replace(paragraph(Role.SIGN_OFF, line), indent=Indent(right=right))
              for line, right in zip(lines, rights, strict=True)]
    if date_text:
        blocks.append(Paragraph(Role.DATE, ((run(date_text),),), Indent(right=date_right)))
    return blocks


def _sealed(widths: list[float], date: float) -> tuple[list[float], float]:
    """The date 4 字 from the right, names centred over it; a long name moves both left so that it stays inside."""
    centre = standard.DATE_RIGHT_SEALED.value + date / 2
    centre = max([centre, *(width / 2 for width in widths)])
    return [centre - width / 2 for width in widths], centre - date / 2


def _unsealed(widths: list[float], date: float) -> tuple[list[float], float]:
    """The name 2 字 from the right and the date 2 字 further in; a date longer than the name takes the 2 字 itself."""
    if not widths:
        return [], standard.SIGN_OFF_RIGHT_UNSEALED.value
    right, shift = standard.SIGN_OFF_RIGHT_UNSEALED.value, standard.DATE_INDENT_UNSEALED.value
    longest = max(widths)
    block = right + date + shift - longest if date > longest else right
    # All names of a joint notice begin under one another (先主办机关，其余依次向下编排).
    return [block + longest - width for width in widths], block + longest - shift - date
