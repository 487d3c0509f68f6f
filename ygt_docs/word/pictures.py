"""Pictures in the Word file: inline, with their alternative text, on a line that does not clip them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Emu

from ygt_docs.compose.flow import PrintedPicture
from ygt_docs.compose.pictures import picture_name
from ygt_docs.docfiles.wml import Element, make
from ygt_docs.standard.lengths import Length
from ygt_docs.word.fill import Printed
from ygt_docs.word.slots import SlotKind, Slots
from ygt_docs.word.wml import properties, put

_FIRST_NUMBER = 1_000  # as the template engine counts: a document without other drawings begins at 1001


def put_pictures(document: Any, printed: Printed, slots: Slots, bitmaps: Mapping[str, bytes], pitch: Length) -> None:
    """Put each picture of `slots` into the paragraph that was printed for it.

    `bitmaps`: the pixels of every picture, by :func:`picture_name`. `pitch`: from line to line.
    """
    count, used = 0, _highest_number(document)
    for number, element in printed.items():
        slot = slots[number]
        if slot.kind is not SlotKind.TEXT or slot.paragraph is None or slot.paragraph.picture is None:
            continue
        count += 1
        picture = slot.paragraph.picture
        element.append(_run(document, picture, bitmaps[picture_name(picture)], count, used + count))
        _open_line(element, pitch * picture.lines if slot.spot is None else None)


def _highest_number(document: Any) -> int:
    """The highest number of a drawing of the template: the mark of a letter, its rules, what stands in a footer."""
    highest = _FIRST_NUMBER
    for part in document.part.package.iter_parts():
        root = getattr(part, "element", None)
        for drawing in () if root is None else root.iter(qn("wp:docPr")):
            highest = max(highest, int(drawing.get("id")))
    return highest


def _run(document: Any, picture: PrintedPicture, data: bytes, count: int, number: int) -> Element:
    """`count`: which picture of the document this is; `number`: that of its drawing, which no other has."""
    width, height = Emu(picture.width.emu), Emu(picture.height.emu)
    inline = document.part.new_pic_inline(io.BytesIO(data), width, height)
    for side in "TBLR":  # LibreOffice leaves an eighth of an inch where nothing is said
        inline.set(f"dist{side}", "0")
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", f"图片 {count}")
    inline.docPr.set("descr", picture.alternative)
    inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", f"图片 {count}")
    run, drawing = make("r"), make("drawing")
    drawing.append(inline)
    run.append(drawing)
    return run


def _open_line(element: Element, height: Length | None) -> None:
    """A line of exact height shows but a strip of a picture: at least so high (None: as high as the picture)."""
    layout = properties(element, "pPr")
    if height is None:
        put(layout, "spacing", before=0, after=0, line=240, lineRule="auto")
    else:
        put(layout, "spacing", before=0, after=0, line=height.twips, lineRule="atLeast")
    put(layout, "snapToGrid", val=0)
