"""The special formats (10) in a finished PDF: where the mark stands, and the double rules of a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ygt_docs.compose.flow import Flow, Format, Paragraph, Role
from ygt_docs.docfiles.pdf_file import PdfFile
from ygt_docs.docfiles.pdf_text import Character, PdfPage
from ygt_docs.geometry.special import LETTER_RULE_HEIGHT
from ygt_docs.problems import Place, Problems
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Rule
from ygt_docs.standard.lengths import ZERO, Length, Mm, Pt

_FROM_PAGE_TOP: dict[Format, tuple[Rule[Length], Length]] = {
    Format.LETTER: (standard.LETTER_MARK_FROM_PAGE_TOP, ZERO),
    Format.ORDER: (standard.ORDER_MARK_FROM_TYPE_AREA, standard.TOP_MARGIN.value),
    Format.MINUTES: (standard.MINUTES_MARK_FROM_TYPE_AREA, standard.TOP_MARGIN.value),
    Format.BULLETIN: (standard.BULLETIN_NAME_FROM_TYPE_AREA, standard.TOP_MARGIN.value),
}
_LONG = Mm(100)


@dataclass(frozen=True)
class _Line:
    """A horizontal rule; upper and lower edge from the upper edge of the page."""

    left: Length
    right: Length
    top: Length
    bottom: Length


def check_special(file: PdfFile, pages: Sequence[PdfPage], flow: Flow, problems: Problems) -> None:
    """Report a mark that does not stand where its format has it (V220), and faults of a letter's rules (V221, V222)."""
    found = _FROM_PAGE_TOP.get(flow.format)
    mark = next(
        (
            block.text
            for block in flow.sections[0].blocks
            if isinstance(block, Paragraph) and block.role in (Role.MARK, Role.BULLETIN_NAME)
        ),
        "",
    )
    if found is None or not mark or not pages:
        return
    _check_mark(pages[0], mark, *found, problems)
    if flow.format is Format.LETTER:
        _check_rules(_lines(file), flow, problems)
        _check_last_line(pages[0], problems)
    if flow.format is Format.BULLETIN:
        _check_head_rule(_lines(file), pages[0], flow, problems)


def _check_mark(page: PdfPage, mark: str, rule: Rule[Length], edge: Length, problems: Problems) -> None:
    start = page.text.find(mark)
    if start < 0:  # told as V202 already
        return
    top = min(Pt(character.top) for character in page.characters[start : start + len(mark)])
    _hold(rule, top - edge, problems)


def _check_rules(lines: list[_Line], flow: Flow, problems: Problems) -> None:
    """Two rules of two lines each: 170 mm wide, the lower 20 mm above the foot of the page, thick lines outside."""
    if len(lines) != 4:
        problems.add("V221", Place(page=1), strength="应", clause="10.1", found=len(lines))
        return
    for line in lines:
        _hold(standard.LETTER_RULE_LENGTH, line.right - line.left, problems)
    foot = standard.PAGE_HEIGHT.value - lines[3].bottom
    _hold(standard.LETTER_FOOT_RULE_FROM_PAGE_FOOT, foot, problems)
    upper, under, over, lower = (line.bottom - line.top for line in lines)
    if upper <= under or lower <= over:
        problems.add("V222", Place(page=1), strength="应", clause="10.1")


def _check_head_rule(lines: list[_Line], page: PdfPage, flow: Flow, problems: Problems) -> None:
    """A rule as wide as the type area 4 mm under the line with office and date of a bulletin (practice)."""
    text = next((item.text for item in flow.paragraphs() if item.role is Role.BULLETIN_LINE), "")
    start = page.text.find(text)
    if not text or start < 0:
        return
    bottom = max(Pt(character.bottom) for character in page.characters[start : start + len(text)])
    below = [line for line in lines if bottom <= line.top <= bottom + Mm(20)]
    if not below:
        problems.add("V223", Place(page=1), strength=str(standard.BULLETIN_RULE_GAP.strength))
        return
    _hold(standard.BULLETIN_RULE_GAP, below[0].top - bottom, problems)
    _hold(standard.MASTHEAD_RULE_WIDTH, below[0].right - below[0].left, problems)


def _check_last_line(page: PdfPage, problems: Problems) -> None:
    """The text of the first page stays 7/8 of a character away from the second rule."""
    rule = standard.PAGE_HEIGHT.value - standard.LETTER_FOOT_RULE_FROM_PAGE_FOOT.value - LETTER_RULE_HEIGHT
    over = [item for item in page.characters if Pt(item.top) < rule]
    gap = rule - max((Pt(item.bottom) for item in over if _is_ink(item)), default=ZERO)
    if gap < standard.LETTER_LAST_LINE_GAP.value - standard.LETTER_LAST_LINE_GAP.tolerance:
        _hold(standard.LETTER_LAST_LINE_GAP, gap, problems)


def _is_ink(character: Character) -> bool:
    return not character.text.isspace()


def _hold(rule: Rule[Length], found: Length, problems: Problems) -> None:
    if abs((found - rule.value).emu) > rule.tolerance.emu:
        problems.add(
            "V220",
            Place(page=1),
            strength=str(rule.strength),
            clause=rule.clause,
            term=rule.term,
            found=found,
            wanted=rule.value,
        )


def _lines(file: PdfFile) -> list[_Line]:
    """The long horizontal rules of the first page, from top to bottom."""
    page = file.document[0]
    found = [line for line in _paths(page, page.get_height()) if line.right - line.left >= _LONG]
    page.close()
    return sorted(found, key=lambda line: line.top)


def _paths(page: pdfium.PdfPage, height: float) -> Iterator[_Line]:
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
        left, bottom, right, top = item.get_bounds()
        yield _Line(Pt(left), Pt(right), Pt(height - top), Pt(height - bottom))
