"""The drawings of a file again in VML, for programs that know no DrawingML shapes and would show nothing (10.1)."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from lxml import etree

from ygt_docs.docfiles.wml import Element, make, w
from ygt_docs.standard.lengths import Length

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "urn:schemas-microsoft-com:vml"
_BASES = {"column": "text", "paragraph": "text"}  # what VML calls otherwise
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def state_fallbacks(roots: Iterable[Element]) -> None:
    """Give each drawn shape without a fallback one of the same place, size, colour and text.

    It is made last: what a template engine or a writer changed in the shape is then in both.
    """
    for root in roots:
        for alternate in root.iter(f"{_MC}AlternateContent"):
            drawing = alternate.find(f"{_MC}Choice/{w('drawing')}/*")
            if drawing is not None and alternate.find(f"{_MC}Fallback") is None:
                picture = make("pict")
                picture.append(_shape(drawing))
                etree.SubElement(alternate, f"{_MC}Fallback").append(picture)


def _shape(anchor: Element) -> Element:
    fill = next(anchor.iter(f"{_A}solidFill"), None)
    shape = etree.Element(f"{{{_V}}}rect", nsmap={"v": _V})
    shape.set("id", f"VML{anchor.find(f'{_WP}docPr').get('id')}")
    shape.set("alt", anchor.find(f"{_WP}docPr").get("descr", ""))
    shape.set("style", _style(anchor))
    shape.set("stroked", "f")
    if fill is None:
        shape.set("filled", "f")
    else:
        shape.set("fillcolor", f"#{fill.find(f'{_A}srgbClr').get('val')}")
    text = next(anchor.iter(w("txbxContent")), None)
    if text is not None:
        box = etree.SubElement(shape, f"{{{_V}}}textbox", inset="0,0,0,0")
        box.append(copy.deepcopy(text))
    return shape


def _style(anchor: Element) -> str:
    extent = anchor.find(f"{_WP}extent")
    size = [f"width:{_points(extent.get('cx'))}", f"height:{_points(extent.get('cy'))}"]
    if anchor.tag == f"{_WP}inline":  # it stands in its line
        return ";".join(size)
    across = _position(anchor.find(f"{_WP}positionH"), "horizontal", "margin-left")
    down = _position(anchor.find(f"{_WP}positionV"), "vertical", "margin-top")
    behind = anchor.get("behindDoc") == "1"
    return ";".join(["position:absolute", *across, *down, *size, f"z-index:{'-1' if behind else '1'}"])


def _position(position: Element, axis: str, margin: str) -> list[str]:
    """Where a shape stands along one axis: aligned, or so far from the edge that it is measured from."""
    aligned = position.find(f"{_WP}align")
    base = position.get("relativeFrom")
    place = [f"mso-position-{axis}-relative:{_BASES.get(base, base)}"]
    if aligned is not None:
        return [f"mso-position-{axis}:{aligned.text}", *place]
    return [f"{margin}:{_points(position.find(f'{_WP}posOffset').text)}", f"mso-position-{axis}:absolute", *place]


def _points(emu: str) -> str:
    return f"{Length(int(emu)).pt:.2f}pt"
