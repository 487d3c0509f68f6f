"""Title and addressees (标题、主送机关, 7.3.1, 7.3.2)."""

from __future__ import annotations

from collections.abc import Iterator

from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.faces import is_face
from ygt_docs.elements.catalogue import TITLES
from ygt_docs.geometry.text import shape_fault, width_in_characters
from ygt_docs.notice.model import Format
from ygt_docs.proof.facts import Facts, Kind, Para, characters
from ygt_docs.proof.recognise_format import is_special
from ygt_docs.proof.registry import Found, check, found, shown
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength


@check("D301", "7.3.1", Strength.NORMALLY, "标题用 2 号小标宋体字")
def title_face(facts: Facts) -> Iterator[Found]:
    """Titles are in 小标宋 of size 2."""
    for para in facts.of(*TITLES):
        piece = para.first_piece
        if not is_face(piece.family, "小标宋") or abs(para.size - standard.SIZE_2.value.pt) > 0.3:
            yield found(para, text=shown(para.text), found=piece.family, size=f"{para.size:g}")
            return


@check("D302", "7.3.1", Strength.SHALL, "标题居中排列")
def title_centred(facts: Facts) -> Iterator[Found]:
    """The title is centred."""
    for para in facts.of(Role.TITLE):
        if not para.centred and not _centred(para, facts.width):
            yield found(para, text=shown(para.text))
            return


def _centred(para: Para, width: float) -> bool:
    room = 225.0 if para.landscape else width
    return all(abs((line.start + line.end) / 2 - room / 2) < 2 for line in para.lines)


@check("D303", "7.3.1", Strength.SHALL, "多行标题排成梯形或菱形")
def title_shape(facts: Facts) -> Iterator[Found]:
    """A title of several lines grows, shrinks, or grows and then shrinks."""
    for lines, para in _title_lines(facts):
        shape = shape_fault(_widths(facts, lines))
        if shape:
            yield found(para, found=shape, lines="／".join(lines))


@check("D304", "7.3.1", Strength.PRACTICE, "标题没有过短的一行")
def title_shortest(facts: Facts) -> Iterator[Found]:
    """No line of a title is so short that it stands lost."""
    for lines, para in _title_lines(facts):
        for line in lines if len(lines) > 1 else ():
            if width_in_characters(line) < standard.TITLE_SHORTEST_LINE.value:
                yield found(
                    para, found=f"{width_in_characters(line):g}", text=line, wanted=standard.TITLE_SHORTEST_LINE.value
                )


def _widths(facts: Facts, lines: list[str]) -> list[float]:
    """How many 字 wide each line is; a PDF shows it, with the spaces that its text has lost."""
    if facts.kind is Kind.WORD:
        return [width_in_characters(line) for line in lines]
    widths: list[float] = []
    for para in facts.of(Role.TITLE):
        for line in para.lines:
            if line.text.strip():
                widths.append(round(characters(line.end - line.start, para.size), 1))
    return widths


def _title_lines(facts: Facts) -> list[tuple[list[str], Para]]:
    """The lines of the title, also where each was typed as a paragraph."""
    paras = facts.of(Role.TITLE)
    lines = []
    for para in paras:
        for line in para.lines:
            if line.text.strip():
                lines.append(line.text.strip())
    return [(lines, paras[0])] if paras else []


@check("D305", "7.3.1", Strength.NORMALLY, "标题编排在红色分隔线下空二行")
def title_gap(facts: Facts) -> Iterator[Found]:
    """Two empty lines stand between the red rule and the title."""
    title, number = facts.first(Role.TITLE), facts.number
    if title is None or number is None or facts.before(title) is not number or is_special(facts):
        return
    lines = title.blank
    if facts.kind is Kind.PDF:
        rule = None
        for stroke in facts.strokes:
            if stroke.page == 1 and stroke.colour == "FF0000" and stroke.top > (number.lines[-1].baseline or 0):
                rule = stroke
                break
        top = title.lines[0].top
        there = rule is not None and top is not None and title.page == 1
        if there and rule and top is not None:
            lines = (top - rule.bottom) / standard.LINE_PITCH.value.mm
        else:
            lines = None
    if lines is not None and not 1.5 <= lines <= 2.95:
        yield found(title, found=f"{lines:.1f}", wanted=standard.TITLE_BLANK_LINES.value)


@check("D306", "7.3.2", Strength.SHALL, "主送机关（讲话的称呼）顶格，回行仍顶格")
def addressees_flush(facts: Facts) -> Iterator[Found]:
    """The addressees begin at the edge of the type area, on every line."""
    for para in facts.of(Role.ADDRESSEES):
        off = max(para.start, para.hang or 0.0)
        if off > 1.5:
            what = "称呼" if facts.format is Format.MANUSCRIPT else str(Role.ADDRESSEES)
            yield found(para, what=what, text=shown(para.text), found=f"{characters(off):.1f}")


@check("D307", "7.3.2", Strength.SHALL, "主送机关后标全角冒号")
def addressees_colon(facts: Facts) -> Iterator[Found]:
    """A full-width colon ends the addressees."""
    for para in facts.of(Role.ADDRESSEES):
        if not para.bare.endswith("："):
            yield found(para, text=shown(para.text), found=para.bare[-1])


@check("D308", "7.3.2", Strength.SHALL, "主送机关编排在标题下空一行")
def addressees_gap(facts: Facts) -> Iterator[Found]:
    """One empty line stands between title and addressees."""
    para = facts.first(Role.ADDRESSEES)
    before = None if para is None else facts.before(para)
    if para is None or before is None or before.role is not Role.TITLE or para.blank is None:
        return
    if abs(para.blank - standard.ADDRESSEES_BLANK_LINES.value) > 0.5:
        yield found(para, found=f"{max(para.blank, 0):.1f}", wanted=standard.ADDRESSEES_BLANK_LINES.value)
