"""Pictures in the Word file: inline, with their alternative text, on a line that does not clip them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from docx.shared import Emu

from ygt_docs.compose.flow import PrintedPicture
from ygt_docs.compose.pictures import picture_name
from ygt_docs.docfiles.wml import Element, make
from ygt_docs.standard.lengths import Length
from ygt_docs.word.fill import Printed
from ygt_docs.word.slots import SlotKind, Slots
from ygt_docs.word.wml import properties, put

_FIRST_NUMBER = 1_000  # the drawings of a template count from 1


def put_pictures(document: Any, printed: Printed, slots: Slots, bitmaps: Mapping[str, bytes], pitch: Length) -> None:
    """Put each picture of `slots` into the paragraph that was printed for it.

    `bitmaps`: the pixels of every picture, by :func:`picture_name`. `pitch`: from line to line.
    """
    count = 0
    for number, element in printed.items():
        slot = slots[number]
        if slot.kind is not SlotKind.TEXT or slot.paragraph is None or slot.paragraph.picture is None:
            continue
        count += 1
        picture = slot.paragraph.picture
        element.append(_run(document, picture, bitmaps[picture_name(picture)], count))
        _open_line(element, pitch * picture.lines if slot.spot is None else None)


def _run(document: Any, picture: PrintedPicture, data: bytes, number: int) -> Element:
    width, height = Emu(picture.width.emu), Emu(picture.height.emu)
    inline = document.part.new_pic_inline(io.BytesIO(data), width, height)
    inline.docPr.set("id", str(_FIRST_NUMBER + number))
    inline.docPr.set("name", f"图片 {number}")
    inline.docPr.set("descr", picture.alternative)
    inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", f"图片 {number}")
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
