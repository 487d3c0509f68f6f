"""The rules between the elements (版头分隔线 7.2.7, 版记的分隔线 7.4.1) as drawn lines, exactly as long as the type area.

In the template they are the border and the shading of a paragraph, which a maintainer sees and edits with its style.
Word and others let both reach half a millimetre beyond the text on either side, so a rule would be 157 mm long; a
drawn line has its own length in every program. Colour and weight stay those of the style.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from ygt_docs.compose.flow import Flow
from ygt_docs.docfiles.wml import Element, StyleSheet, make, w
from ygt_docs.geometry.special import LetterHead
from ygt_docs.problems import Place, Problems
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Pt, Twips
from ygt_docs.word.fill import exact_line
from ygt_docs.word.wml import properties, put

_LETTER_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
UPPER, LOWER = ("首条双线粗线", "首条双线细线"), ("末条双线细线", "末条双线粗线")


def place_rules(roots: Iterable[Element], flow: Flow, head: LetterHead, place: Place, problems: Problems) -> None:
    """Move the upper double rule under the mark, and centre both as the Flow says.

    The lower rule and the distance of the lines within a rule are the template's own. `place` names the template where
    a rule is missing (W113).
    """
    anchors = {}
    for root in roots:
        for anchor in root.iter(f"{_LETTER_WP}anchor"):
            anchors[anchor.find(f"{_LETTER_WP}docPr").get("name")] = anchor
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
        anchors[name].find(f"{_LETTER_WP}positionH").set("relativeFrom", base)


def _offset(anchor: Element) -> Length:
    """From the upper edge of the page."""
    return Length(int(anchor.find(f"{_LETTER_WP}positionV/{_LETTER_WP}posOffset").text))


def _move(anchor: Element, by: Length) -> None:
    anchor.find(f"{_LETTER_WP}positionV/{_LETTER_WP}posOffset").text = str((_offset(anchor) + by).emu)


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_NAMESPACES = {"a": _A, "mc": _MC, "wp": _WP, "wps": _WPS}
_WIDTH = standard.MASTHEAD_RULE_WIDTH.value


def draw_rules(body: Element, styles: StyleSheet, first_number: int) -> None:
    """Draw every paragraph of `body` whose style is a rule: a border below it, or a strip filled with a colour.

    `first_number`: the number of the first drawing, which no other of the file has.
    """
    number = first_number
    for paragraph in list(body.iter(w("p"))):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is None or paragraph.findtext(f".//{w('t')}"):
            continue
        border, fill = _said(styles, style.get(w("val")), "pBdr"), _said(styles, style.get(w("val")), "shd")
        bottom = None if border is None else border.find(w("bottom"))
        if bottom is not None and bottom.get(w("sz"), "").isdigit():
            _draw_below(paragraph, bottom, styles, number)
            number += 1
        elif fill is not None and fill.get(w("fill"), "auto") != "auto":
            _draw_inside(paragraph, fill.get(w("fill")), styles, number)
            number += 1


def free_number(roots: Iterable[Element]) -> int:
    """A number above those of all drawings of `roots`."""
    highest = 0
    for root in roots:
        for drawing in root.iter(f"{{{_WP}}}docPr"):
            highest = max(highest, int(drawing.get("id")))
    return highest + 1


def _said(styles: StyleSheet, style: str, name: str) -> Element | None:
    return next(_found(styles, style, name), None)


def _found(styles: StyleSheet, style: str, name: str) -> Iterator[Element]:
    for one in styles.chain(style):
        item = one.find(f"{w('pPr')}/{w(name)}")
        if item is not None:
            yield item


def _line(paragraph: Element, styles: StyleSheet) -> Length:
    """The height of the exact line of `paragraph`."""
    own = paragraph.find(f"{w('pPr')}/{w('spacing')}")
    if own is None or own.get(w("line")) is None:
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))
        own = next(item for item in _found(styles, style, "spacing") if item.get(w("line")))
    return Twips(int(own.get(w("line"))))


def _draw_below(paragraph: Element, border: Element, styles: StyleSheet, number: int) -> None:
    """The border below becomes a line at the same place, which the text flows around as around the border."""
    weight, line = Pt(int(border.get(w("sz"))) / 8), _line(paragraph, styles)
    layout = properties(paragraph, "pPr")
    put(layout, "pBdr").append(make("bottom", val="nil"))
    exact_line(layout, (line + weight).twips)
    anchor = _drawing("anchor", weight, border.get(w("color")), number)
    for name, value in (("simplePos", "0"), ("relativeHeight", "1"), ("behindDoc", "0"), ("locked", "0")):
        anchor.set(name, value)
    anchor.set("layoutInCell", "1")
    anchor.set("allowOverlap", "1")
    simple = etree.Element(f"{{{_WP}}}simplePos", x="0", y="0")
    places = [simple, _at("positionH", "column", Length(0)), _at("positionV", "paragraph", line)]
    for index, element in enumerate(places):
        anchor.insert(index, element)
    extent = anchor.find(f"{{{_WP}}}extent")
    extent.addnext(etree.Element(f"{{{_WP}}}wrapNone"))
    extent.addnext(etree.Element(f"{{{_WP}}}effectExtent", l="0", t="0", r="0", b="0"))
    paragraph.append(_run(anchor))


def _draw_inside(paragraph: Element, colour: str, styles: StyleSheet, number: int) -> None:
    """The filled strip becomes a line in the text: the imprint is a frame, and a frame holds no drawing that floats.

    A drawing stands on the baseline, and what reaches above an exact line is cut off: the line is so high that its
    baseline lies as deep as the rule is thick.
    """
    weight = _line(paragraph, styles)
    layout = properties(paragraph, "pPr")
    put(layout, "shd", val="clear", color="auto", fill="auto")
    exact_line(layout, round(weight.twips / standard.BASELINE_IN_LINE.value))
    paragraph.append(_run(_drawing("inline", weight, colour, number)))


def _drawing(kind: str, height: Length, colour: str, number: int) -> Element:
    """A line of the length of the rule, `height` thick, as an anchored or an inline drawing."""
    drawing = etree.Element(f"{{{_WP}}}{kind}", nsmap=_NAMESPACES, distT="0", distB="0", distL="0", distR="0")
    size = {"cx": str(_WIDTH.emu), "cy": str(height.emu)}
    etree.SubElement(drawing, f"{{{_WP}}}extent", size)
    etree.SubElement(drawing, f"{{{_WP}}}docPr", id=str(number), name=f"分隔线 {number}", descr="分隔线")
    etree.SubElement(drawing, f"{{{_WP}}}cNvGraphicFramePr")
    graphic = etree.SubElement(etree.SubElement(drawing, f"{{{_A}}}graphic"), f"{{{_A}}}graphicData", uri=_WPS)
    shape = etree.SubElement(graphic, f"{{{_WPS}}}wsp")
    etree.SubElement(shape, f"{{{_WPS}}}cNvSpPr")
    look = etree.SubElement(shape, f"{{{_WPS}}}spPr")
    place = etree.SubElement(look, f"{{{_A}}}xfrm")
    etree.SubElement(place, f"{{{_A}}}off", x="0", y="0")
    etree.SubElement(place, f"{{{_A}}}ext", size)
    outline = etree.SubElement(look, f"{{{_A}}}prstGeom", prst="rect")
    etree.SubElement(outline, f"{{{_A}}}avLst")
    etree.SubElement(etree.SubElement(look, f"{{{_A}}}solidFill"), f"{{{_A}}}srgbClr", val=colour)
    etree.SubElement(etree.SubElement(look, f"{{{_A}}}ln"), f"{{{_A}}}noFill")
    etree.SubElement(shape, f"{{{_WPS}}}bodyPr")
    return drawing


def _at(name: str, base: str, offset: Length) -> Element:
    position = etree.Element(f"{{{_WP}}}{name}", relativeFrom=base)
    etree.SubElement(position, f"{{{_WP}}}posOffset").text = str(offset.emu)
    return position


def _run(drawing: Element) -> Element:
    run = make("r")
    properties(run, "rPr").append(make("rFonts", hint="eastAsia"))
    choice = etree.SubElement(etree.SubElement(run, f"{{{_MC}}}AlternateContent"), f"{{{_MC}}}Choice", Requires="wps")
    etree.SubElement(choice, w("drawing")).append(drawing)
    return run
