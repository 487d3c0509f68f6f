"""The page of the sign-off always has text of the body (7.3.5.5): what the laid-out pages ask for to keep it so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, TextBox

from ygt_docs.compose.composer import BODY_ROLES
from ygt_docs.compose.flow import Flow, Paragraph, Role, Table
from ygt_docs.pdf.breaking import HINTS
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Pt, Twips

_LAST_OF_BODY = "last-of-body"
_SIGN_OFF = {role.css_class for role in (Role.SIGN_OFF, Role.JOINT_SIGN_OFF, Role.DATE)}
_BODY = {role.css_class for role in (*BODY_ROLES, Role.CONTACT)}
_PX = 0.75  # points
_LITTLE = 4  # so many free lines on the page before: text, a blank line and names of appendices fill them
_SLACK = Pt(2)  # programs that show a .docx round each line in their own way
_HIDDEN = dict.fromkeys(map(ord, HINTS + " "))


def sign_off_page(pages: list[Any], flow: Flow) -> Mapping[str, Any]:
    """The fields of Decisions that say where the page of the sign-off begins, or how tight its lines are."""
    given = flow.decisions
    body, signed = [], []
    for number, laid in enumerate(pages):
        body.append(sum(_count(line) for line, names in _lines(laid) if _LAST_OF_BODY in names))
        if any(names & _SIGN_OFF for _, names in _lines(laid)):
            signed.append(number)
    page = signed[0] if signed else 0
    if given.tight_pitch is not None:
        return {"tight_pitch": given.tight_pitch, "sign_off_without_text": page > 0}
    if given.note_parted:
        return {"note_parted": True}
    if page == 0 or not any(body):
        return {}
    late = page == 1 and not any(names & _BODY for _, names in _lines(pages[0]))
    textual = page == 1 and body[page] and not _has_high_blocks(flow)
    if textual and given.sign_off_from is None:  # a text that was parted was too long for this
        tight = _pitch_for_one_page(pages, flow)
        if tight >= (standard.TIGHTEST_PITCH if late else standard.MILD_PITCH).value:
            return {"tight_pitch": told_from_habit(floor(tight.emu / Twips(1).emu))}
    if _names(flow) > 1 and (late or not body[page] or _room(pages[page - 1]) >= flow.grid.pitch * _LITTLE):
        return {"note_parted": True}
    if late or not body[page]:
        return {"sign_off_without_text": True}
    return _parted(pages, page, body, flow)


def _has_high_blocks(flow: Flow) -> bool:
    """Whether pictures or ruled tables stand in the text: tighter lines do not make them lower."""
    for block in flow.sections[0].blocks:
        if isinstance(block, Table) and block.ruled:
            return True
        if isinstance(block, Paragraph) and block.picture is not None:
            return True
    return False


def _parted(pages: list[Any], page: int, body: list[int], flow: Flow) -> Mapping[str, Any]:
    """Where in the last paragraph the page of the sign-off begins; nothing where it begins before it."""
    before = sum(body[:page])
    if not before or page == 0:
        return {}
    return {"sign_off_from": before, "sign_off_moved": has_room_for_a_line(pages[page - 1], flow)}


def told_from_habit(pitch: int) -> int:
    """`pitch` in twips, or a little less where it is what people type for a whole document without meaning this."""
    habit = standard.HABITUAL_PITCH
    nearest = habit.value.twips - habit.tolerance.twips
    if abs(pitch - habit.value.twips) <= habit.tolerance.twips:
        return nearest - 1
    return pitch


def _names(flow: Flow) -> int:
    """How many appendices the note before the sign-off names (7.3.4); that of a promulgated text stands behind it."""
    count = 0
    for block in flow.sections[0].blocks:
        role = block.role if isinstance(block, Paragraph) else None
        grid = isinstance(block, Table) and not block.ruled
        if grid or (role is not None and role.css_class in _SIGN_OFF):
            break
        count += role is Role.APPENDIX_NOTE
    return count


def has_room_for_a_line(page: Any, flow: Flow) -> bool:
    """Whether another line of text has room on `page`: what is not there then stands elsewhere for another reason."""
    return _room(page) >= flow.grid.pitch


def _pitch_for_one_page(pages: list[Any], flow: Flow) -> Length:
    """From line to line, if page one had to hold what stands on page two up to the sign-off as well.

    The lines of body and sign-off are set tighter, and what stands above them: the addressees, or without them the
    blank line under the title. Where page one has no body (7.3.3) that must be; else it saves a page with little on
    it, and is done only where it hardly shows.
    """
    pitch = flow.grid.pitch
    seals = 0.0
    for section in flow.sections:
        for block in section.blocks:
            if isinstance(block, Table) and not block.ruled:
                for row in block.rows:
                    seals += row.height or 0
    there = sum(bool(names & (_BODY | {Role.ADDRESSEES.css_class})) for _, names in _lines(pages[0]))
    addressed = any(Role.ADDRESSEES.css_class in names for _, names in _lines(pages[0]))
    lines = there + (not addressed) + round(_used(pages[1], flow).over(pitch) - seals)
    return (_room(pages[0]) - _SLACK + pitch * there - pitch * seals) / max(lines, 1)


def _used(page: Any, flow: Flow) -> Length:
    """How much of `page` the text takes that must stay together: blank lines, which have no line box, count too."""
    blocks = flow.sections[0].blocks
    chain = next(index for index, block in enumerate(blocks) if isinstance(block, Paragraph) and block.last_of_body)
    end = next((index for index in range(chain, len(blocks)) if not _keeps(blocks[index])), len(blocks) - 1)
    height = Pt(0)
    for block in blocks[chain : end + 1]:
        if isinstance(block, Table):
            height += flow.grid.pitch * sum(row.height or 0 for row in block.rows)
        elif isinstance(block, Paragraph) and block.role is Role.BLANK:
            height += flow.grid.pitch
    names = (
        _BODY | _SIGN_OFF - {Role.JOINT_SIGN_OFF.css_class} | {Role.APPENDIX_NOTE.css_class, Role.ANNOTATION.css_class}
    )
    return height + flow.grid.pitch * sum(bool(own & names) for _, own in _lines(page))


def _keeps(block: object) -> bool:
    return isinstance(block, Table) or (isinstance(block, Paragraph) and block.keep_with_next)


def _room(page: Any) -> Length:
    """What is left of `page` below its last line."""
    bottom = max((line.position_y + line.height for line, _ in _lines(page)), default=page.content_box_y())
    return Pt((page.content_box_y() + page.height - bottom) * _PX)


def _count(line: Any) -> int:
    return len("".join(box.text for box in _walk(line) if isinstance(box, TextBox)).translate(_HIDDEN))


def _walk(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()) or ():
        yield from _walk(child)


def _lines(page: Any) -> Iterator[tuple[Any, frozenset[str]]]:
    """The lines of text in the type area of `page`, each with the classes of all elements around it."""
    yield from _lines_below(page.children[0], frozenset())


def _lines_below(box: Any, names: frozenset[str]) -> Iterator[tuple[Any, frozenset[str]]]:
    element: Any = getattr(box, "element", None)
    if hasattr(element, "get"):
        own = names | frozenset((element.get("class") or "").split())
    else:
        own = names
    if isinstance(box, LineBox):
        if _count(box):
            yield box, own
        return
    for child in getattr(box, "children", ()) or ():
        yield from _lines_below(child, own)
