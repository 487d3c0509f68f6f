"""The double rules of a letter (红色双线, 10.1): shapes in the header of its first page, moved to where the mark ends."""

from __future__ import annotations

from collections.abc import Iterable

from ygt_docs.compose.flow import Flow
from ygt_docs.docfiles.wml import Element
from ygt_docs.geometry.special import LetterHead
from ygt_docs.problems import Place, Problems
from ygt_docs.standard.lengths import Length

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
UPPER, LOWER = ("首条双线粗线", "首条双线细线"), ("末条双线细线", "末条双线粗线")


def place_rules(roots: Iterable[Element], flow: Flow, head: LetterHead, place: Place, problems: Problems) -> None:
    """Move the upper double rule under the mark, and centre both as the Flow says.

    The lower rule and the distance of the lines within a rule are the template's own. `place` names the template where
    a rule is missing (W113).
    """
    anchors = {}
    for root in roots:
        for anchor in root.iter(f"{_WP}anchor"):
            anchors[anchor.find(f"{_WP}docPr").get("name")] = anchor
    missing = [name for name in (*UPPER, *LOWER) if name not in anchors]
    for name in missing:
        problems.add("W113", place, found=name)
    if missing:
        return
    moved = head.rule_top - _offset(anchors[UPPER[0]])
    for name in UPPER:
        _move(anchors[name], moved)
    for name in (*UPPER, *LOWER):
        base = "page" if flow.rules_centred_on_page else "margin"
        anchors[name].find(f"{_WP}positionH").set("relativeFrom", base)


def _offset(anchor: Element) -> Length:
    """From the upper edge of the page."""
    return Length(int(anchor.find(f"{_WP}positionV/{_WP}posOffset").text))


def _move(anchor: Element, by: Length) -> None:
    anchor.find(f"{_WP}positionV/{_WP}posOffset").text = str((_offset(anchor) + by).emu)
