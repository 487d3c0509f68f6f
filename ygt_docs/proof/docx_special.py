"""A letter (信函, 10.1) as a .docx: a first page of its own without a number, and its double rules."""

from __future__ import annotations

from ygt_docs.compose.flow import Flow, Format
from ygt_docs.docfiles.wml import Element, w
from ygt_docs.docfiles.word_package import Package
from ygt_docs.problems import Problems
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Rule
from ygt_docs.standard.lengths import Length
from ygt_docs.word.letter import LOWER, UPPER

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def check_letter(package: Package, body: Element, flow: Flow, problems: Problems) -> None:
    """Report a first page with a number (V144), and rules that are missing, of another length or place (V145, V146)."""
    if flow.format is not Format.LETTER:
        return
    first = next(body.iter(w("sectPr")))
    parts = {kind: _first_part(package, first, kind) for kind in ("footer", "header")}
    footer = parts["footer"]
    if (
        first.find(w("titlePg")) is None
        or footer is None
        or any("PAGE" in (text.text or "") for text in footer.iter(w("instrText")))
    ):
        problems.add("V144", strength="应", clause="10.1")
    _check_rules(parts["header"], problems)


def _first_part(package: Package, section: Element, kind: str) -> Element | None:
    """The header or footer of a section's first page; None if it has none."""
    for reference in section.findall(w(f"{kind}Reference")):
        if reference.get(w("type")) == "first":
            for item in package.relationships(str(package.document)):
                if item.get("Id") == reference.get(_RELATION):
                    return package.roots.get(f"word/{item.get('Target')}")
    return None


def _check_rules(header: Element | None, problems: Problems) -> None:
    anchors = (
        {}
        if header is None
        else {anchor.find(f"{_WP}docPr").get("name"): anchor for anchor in header.iter(f"{_WP}anchor")}
    )
    for name in (*UPPER, *LOWER):
        if name not in anchors:
            problems.add("V145", strength="应", clause="10.1", found=name)
        else:
            width = Length(int(anchors[name].find(f"{_WP}extent").get("cx")))
            _hold(standard.LETTER_RULE_LENGTH, width, problems)
    if LOWER[1] in anchors:
        thick = anchors[LOWER[1]]
        top = int(thick.find(f"{_WP}positionV/{_WP}posOffset").text)
        bottom = Length(top + int(thick.find(f"{_WP}extent").get("cy")))
        _hold(standard.LETTER_FOOT_RULE_FROM_PAGE_FOOT, standard.PAGE_HEIGHT.value - bottom, problems)


def _hold(rule: Rule[Length], found: Length, problems: Problems) -> None:
    if abs((found - rule.value).emu) > rule.tolerance.emu:
        problems.add(
            "V146", strength=str(rule.strength), clause=rule.clause, term=rule.term, found=found, wanted=rule.value
        )
