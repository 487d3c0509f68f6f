"""What belongs to a table, a list of names or a picture: caption, unit, notes, rows of names and their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ygt_docs.compose.flow import Role
from ygt_docs.elements import dates
from ygt_docs.elements.numerals import EITHER
from ygt_docs.proof.facts import Facts, Para

_UNIT = re.compile(r"^(?:计量)?单位[：:].{1,24}$")
_NUMBERED_TABLE = re.compile(r"^表\s*\d")
_NUMBERED_PICTURE = re.compile(r"^图\s*\d")
_NOTE = re.compile(r"^(?:注\d*|附注|备注|说明|填表说明|数据来源|资料来源)[：:]")
_MARKS = re.compile("[，。、；：！？,;:!?]")
_NUMBERED = re.compile(f"^[（(]?{EITHER}[）)、.．]")
_NAME = re.compile("[一-鿿·]{2,8}")
_DATE = re.compile(dates.SHOWN)
_ORGAN = re.compile("[一-鿿]{3,}(?:[局委办厅院府会社部团署处]|中心|公司|学校)")  # 云溪县财政局: no person's name
_LONGEST_PERSON = 4
_APART = re.compile(r"\t|[ ]{2,}|\u3000{2,}")
_LONGEST_CAPTION = 40
_LONGEST_HEADING = 26
_CAPTION_SIZE = 18.0  # points: a title is larger
_SMALL = 15.0  # points: the text of a document is larger
_EDGE = 1.0  # mm: what begins nearer to the left edge is not indented
_RIGHT = 20.0  # mm: what begins further right signs
_LEAST_DRAWING = 15.0  # mm: no smaller code can be read by a telephone
_COLUMN_GAP = 6.0  # mm: two names stand further apart than the characters of one


@dataclass(frozen=True)
class _Spot:
    """A paragraph with what stands directly above and below it on paper (None: nothing, or the end of the file)."""

    above: Para | None
    para: Para
    below: Para | None


def recognise_blocks(facts: Facts) -> None:
    """Give what belongs to tables, names and pictures its role, in place; what has a role keeps it."""
    spots = _spots(facts)
    for spot in spots:
        if _begins_note(spot):
            spot.para.role = Role.TABLE_NOTE
    for spot in reversed(spots):
        role = _above_table(spot)
        if role is not None:
            spot.para.role = role
    for spot in spots:
        if _is_picture_caption(spot, facts):
            spot.para.role = Role.PICTURE_CAPTION
    _names([spot.para for spot in spots])


def _spots(facts: Facts) -> list[_Spot]:
    """The paragraphs outside of tables in the order of the paper; a PDF tells those of its tables last of all."""
    paras = list(facts.paras)
    if all(para.lines[0].baseline is not None for para in paras):
        paras.sort(key=_height)
    spots: list[_Spot] = []
    for index, para in enumerate(paras):
        if para.boxed or para.role is not None:
            continue
        above = paras[index - 1] if index else None
        below = paras[index + 1] if index + 1 < len(paras) else None
        spots.append(_Spot(above, para, below))
    return spots


def _height(para: Para) -> tuple[int, float]:
    """The page, and how far down on it the paragraph begins."""
    return para.page or 0, para.lines[0].baseline or 0.0


def _above_table(spot: _Spot) -> Role | None:
    """单位：… directly above a table, or the caption above that; None: neither."""
    para, below = spot.para, spot.below
    if below is None or para.role is not None:
        return None
    if below.boxed and _UNIT.match(para.bare):
        return Role.TABLE_UNIT
    if not below.boxed and below.role is not Role.TABLE_UNIT:
        return None
    short = len(para.bare) <= _LONGEST_CAPTION and not para.bare.endswith(("。", "：", "；"))
    centred = para.centred or bool(_NUMBERED_TABLE.match(para.bare))
    if short and centred and para.size < _CAPTION_SIZE and not _is_title(spot):
        return Role.TABLE_CAPTION
    return None


def _is_title(spot: _Spot) -> bool:
    """Whether a line stands where an appendix has its title, in whatever size it was set."""
    above = spot.above
    mark = above is not None and above.bare.startswith("附件") and len(above.bare) <= 5
    return mark and not _NUMBERED_TABLE.match(spot.para.bare)


def _begins_note(spot: _Spot) -> bool:
    """Whether a line is a note below a table: it says so, or is as small as the cells and not indented."""
    above, para = spot.above, spot.para
    if above is None or not (above.boxed or above.role is Role.TABLE_NOTE):
        return False
    if _NOTE.match(para.bare):
        return True
    return para.size < _SMALL and abs(para.size - above.size) < 1 and para.start < _EDGE and not para.centred


def _is_picture_caption(spot: _Spot, facts: Facts) -> bool:
    para = spot.para
    if para.role is not None or not para.centred or _MARKS.search(para.bare):
        return False
    if not facts.pictures:
        return para.size < _SMALL and _stands_under_drawing(spot)
    return para.size < _SMALL or bool(_NUMBERED_PICTURE.match(para.bare))


def _stands_under_drawing(spot: _Spot) -> bool:
    """Whether a page has the room of a drawing above a line: in a PDF that is made of lines and no picture."""
    above, top = spot.above, spot.para.lines[0].top
    if above is None or top is None or above.lines[-1].bottom is None:
        return False
    return above.lines[-1].page == spot.para.lines[0].page and top - above.lines[-1].bottom > _LEAST_DRAWING


def _names(paras: Sequence[Para]) -> None:
    """Rows of names in columns, the short rows that end them, and the heading above each group."""
    signing = _signing(paras)
    for index, para in enumerate(paras):
        if para.role is not None or not _is_row(para) or id(para) in signing:
            continue
        para.role = Role.NAMES
        if index and _is_heading_of_names(paras[index - 1]):
            paras[index - 1].role = Role.NAMES_GROUP
    for before, para in pairwise(paras):
        if before.role is Role.NAMES and para.role is None and _NAME.fullmatch(para.bare):
            para.role = Role.NAMES


def _signing(paras: Sequence[Para]) -> set[int]:
    """The ids of the lines of organs that sign together: side by side above the date on the right (7.3.5.1).

    A long name takes several lines there, and no line of it need look like an organ; a line of persons does not sign.
    """
    found: set[int] = set()
    for index, para in enumerate(paras):
        if not _DATE.fullmatch(para.bare) or para.start <= _RIGHT:
            continue
        begin = index
        while begin and paras[begin - 1].role is None and _may_sign(paras[begin - 1]):
            begin -= 1
        lines = paras[begin:index]
        if any(len(_columns(line)) > 1 and any(map(_ORGAN.fullmatch, _columns(line))) for line in lines):
            found.update(map(id, lines))
    return found


def _may_sign(para: Para) -> bool:
    """Whether a line may be of organs that sign: short, without marks, and not only names of persons side by side."""
    parts = []
    for part in _columns(para):
        parts.append(part.replace("\u3000", ""))
    persons = len(parts) > 1 and all(len(part) <= _LONGEST_PERSON for part in parts)
    return not persons and not _MARKS.search(para.bare) and len(para.lines) == 1


def _is_row(para: Para) -> bool:
    """Whether a line is nothing but names in columns from the left; who signs stands at the right."""
    if para.start > _RIGHT:
        return False
    names = []
    for name in _columns(para):
        if name.strip():
            names.append(name.replace("\u3000", ""))
    return len(names) > 1 and len(para.lines) == 1 and all(map(_NAME.fullmatch, names))


def _columns(para: Para) -> list[str]:
    """The parts of a line that stand apart: by tabs and runs of spaces in Word, by room in a PDF."""
    line = para.lines[0]
    if not line.gaps:
        return _APART.split(para.text.strip())
    parts: list[str] = []
    begin = 0
    for place, gap in line.gaps:
        if gap >= _COLUMN_GAP:
            parts.append(para.bare[begin:place])
            begin = place
    return [*parts, para.bare[begin:]]


def _is_heading_of_names(para: Para) -> bool:
    return (
        para.role is None
        and len(para.lines) == 1
        and len(para.bare) <= _LONGEST_HEADING
        and not _MARKS.search(para.bare)
        and not _NUMBERED.match(para.bare)
    )
