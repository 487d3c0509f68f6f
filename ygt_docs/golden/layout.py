"""A PDF as text (版面清单): every line and every rule with its place to a tenth of a point, one to a line."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ygt_docs.docfiles.pdf_text import Character, read_pdf, text_lines

_PAGE, _TEXT, _RULE = "页", "字", "线"


@dataclass(frozen=True)
class Ink:
    """A rule or a box: its edges in points from the upper left corner, its weight (0: filled) and its colour."""

    left: float
    top: float
    right: float
    bottom: float
    weight: float
    colour: str


def layout_text(pdf: bytes) -> str:
    """The pages of `pdf`: for each its size, then its texts (left, right, baseline, size, face, colour, text), then its
    rules (left, top, right, bottom, weight, colour); all lengths in points, to 0.1.

    Raises pypdfium2.PdfiumError for bytes that are no PDF.
    """
    lines = []
    document = pdfium.PdfDocument(pdf)
    try:
        for page in read_pdf(pdf):
            lines.append(f"{_PAGE} {page.number} {page.width:.1f} {page.height:.1f}")
            for line in text_lines(page.characters):
                for piece in _pieces(line):
                    lines.append(_text(piece))
            for item in inks(document, page.number - 1):
                lines.append(_rule(item))
    finally:
        document.close()
    return "\n".join(lines) + "\n"


def inks(document: pdfium.PdfDocument, index: int) -> list[Ink]:
    """Everything on page `index` (from 0) that is drawn and no text, in the order of the file."""
    page = document[index]
    try:
        objects = (raw.FPDFPage_GetObject(page.raw, number) for number in range(raw.FPDFPage_CountObjects(page.raw)))
        drawn = (item for item in objects if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT)
        found: list[Ink] = []
        for item in drawn:
            if _paints(item):
                found.append(_ink(item, page.get_height()))
        return found
    finally:
        page.close()


def _pieces(line: list[Character]) -> Iterator[list[Character]]:
    """`line` by face, size and colour."""
    for _, piece in itertools.groupby(line, key=lambda item: (item.font, round(item.size, 1), item.colour)):
        yield list(piece)


def _text(piece: list[Character]) -> str:
    first, last = piece[0], piece[-1]
    words = "".join(item.text for item in piece).translate({ord("\n"): "↵", ord("\r"): "↵"})
    return (
        f"{_TEXT} {_tenth(first.start)} {_tenth(last.end)} {_tenth(first.baseline)} {_tenth(first.size)} "
        f"{first.font.replace(' ', '-')} {first.colour} {words}"
    )


def _rule(item: Ink) -> str:
    edges = " ".join(map(_tenth, (item.left, item.top, item.right, item.bottom, item.weight)))
    return f"{_RULE} {edges} {item.colour}"


def _tenth(value: float) -> str:
    """To 0.1, halves up, so that -0.04 and 0.04 are both 0.0."""
    return f"{math.floor(value * 10 + 0.5) / 10:.1f}".replace("-0.0", "0.0")


def _paints(item: object) -> bool:
    """False for a path that is neither filled nor drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    known = raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    return not known or bool(fill.value or stroke.value)


def _ink(item: object, height: float) -> Ink:
    left, bottom, right, top = box = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *map(ctypes.byref, box))
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    raw.FPDFPageObj_GetStrokeWidth(item, ctypes.byref(width))
    return Ink(
        left.value,
        height - top.value,
        right.value,
        height - bottom.value,
        width.value if stroke.value else 0.0,
        _colour(item, stroked=bool(stroke.value)),
    )


def _colour(item: object, *, stroked: bool) -> str:
    colour = [ctypes.c_uint() for _ in range(4)]
    if stroked:
        read = raw.FPDFPageObj_GetStrokeColor
    else:
        read = raw.FPDFPageObj_GetFillColor
    read(item, *map(ctypes.byref, colour))
    red, green, blue, _ = (value.value for value in colour)
    return f"{red:02X}{green:02X}{blue:02X}"
