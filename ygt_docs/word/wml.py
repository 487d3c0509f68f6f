"""What is written in WordprocessingML: properties in the order that the schema wants."""

from __future__ import annotations

from ygt_docs.docfiles.wml import Element, local_name, make, w

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# The schema wants the properties in this order, and Word calls a file with another order damaged.
_ORDERS = {
    "pPr": (
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "numPr",
        "suppressLineNumbers",
        "pBdr",
        "shd",
        "tabs",
        "suppressAutoHyphens",
        "kinsoku",
        "wordWrap",
        "overflowPunct",
        "topLinePunct",
        "autoSpaceDE",
        "autoSpaceDN",
        "bidi",
        "adjustRightInd",
        "snapToGrid",
        "spacing",
        "ind",
        "contextualSpacing",
        "mirrorIndents",
        "suppressOverlap",
        "jc",
        "textDirection",
        "textAlignment",
        "textboxTightWrap",
        "outlineLvl",
        "divId",
        "cnfStyle",
        "rPr",
        "sectPr",
        "pPrChange",
    ),
    "rPr": (
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "caps",
        "smallCaps",
        "strike",
        "dstrike",
        "outline",
        "shadow",
        "emboss",
        "imprint",
        "noProof",
        "snapToGrid",
        "vanish",
        "webHidden",
        "color",
        "spacing",
        "w",
        "kern",
        "position",
        "sz",
        "szCs",
        "highlight",
        "u",
        "effect",
        "bdr",
        "shd",
        "fitText",
        "vertAlign",
        "rtl",
        "cs",
        "em",
        "lang",
        "eastAsianLayout",
        "specVanish",
        "oMath",
        "rPrChange",
    ),
    "tcPr": (
        "cnfStyle",
        "tcW",
        "gridSpan",
        "hMerge",
        "vMerge",
        "tcBorders",
        "shd",
        "noWrap",
        "tcMar",
        "textDirection",
        "tcFitText",
        "vAlign",
        "hideMark",
        "headers",
        "cellIns",
        "cellDel",
        "cellMerge",
        "tcPrChange",
    ),
    "tblPr": (
        "tblStyle",
        "tblpPr",
        "tblOverlap",
        "bidiVisual",
        "tblStyleRowBandSize",
        "tblStyleColBandSize",
        "tblW",
        "jc",
        "tblCellSpacing",
        "tblInd",
        "tblBorders",
        "shd",
        "tblLayout",
        "tblCellMar",
        "tblLook",
        "tblCaption",
        "tblDescription",
        "tblPrChange",
    ),
}


def properties(owner: Element, name: str) -> Element:
    """The property element `name` (pPr, rPr, tcPr …) of `owner`, made as its first child if it has none."""
    found = owner.find(w(name))
    if found is None:
        found = make(name)
        owner.insert(0, found)
    return found


def put(parent: Element, name: str, **attributes: object) -> Element:
    """Set the property `name` in `parent` (a pPr, rPr, tcPr or tblPr) in place of any old one, in schema order."""
    new = make(name, **attributes)
    insert_in_order(parent, new)
    return new


def insert_in_order(parent: Element, new: Element) -> None:
    """Insert `new` into `parent` where the schema wants it, in place of any old element of its name."""
    for old in parent.findall(new.tag):
        parent.remove(old)
    order = _ORDERS[local_name(parent)]
    rank = order.index(local_name(new))
    before = []
    for child in parent:
        if order.index(local_name(child)) < rank:
            before.append(child)
    parent.insert(len(before), new)


def text_element(text: str) -> Element:
    """A `w:t` that keeps every space of `text`."""
    element = make("t")
    element.text = text
    element.set(_SPACE, "preserve")
    return element
