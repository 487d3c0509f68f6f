"""What is written in WordprocessingML: properties in the order that the schema wants."""

from __future__ import annotations

from collections.abc import Iterator

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


_OF_A_MARK = ("ins", "del", "moveFrom", "moveTo")  # a tracked change, in the rPr of a paragraph's mark


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
    at = 0
    for number, child in enumerate(parent, start=1):
        known = isinstance(child.tag, str) and local_name(child) in order  # others of Word's own come behind these
        if known and order.index(local_name(child)) < rank:
            at = number
    parent.insert(at, new)


def unknown_properties(root: Element) -> Iterator[str]:
    """The properties below `root` that the schema has no place for: Word cannot open a file that has one."""
    for name, order in _ORDERS.items():
        for owner in root.iter(w(name)):
            for child in owner.iterchildren(w("*")):
                if local_name(child) not in (*order, *_OF_A_MARK):
                    yield f"w:{name}/w:{local_name(child)}"


def text_element(text: str) -> Element:
    """A `w:t` that keeps every space of `text`."""
    element = make("t")
    element.text = text
    element.set(_SPACE, "preserve")
    return element
