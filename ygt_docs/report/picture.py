"""A small picture of the first page, drawn from the finished PDF."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2

_WIDTH_PIXELS = 360


def first_page_png(pdf: Path) -> bytes:
    """The first page of `pdf` as a PNG 360 pixels wide; the same bytes for the same file."""
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    try:
        page = document[0]
        image = page.render(scale=_WIDTH_PIXELS / page.get_width()).to_pil()
        stream = io.BytesIO()
        image.convert("RGB").quantize(64).save(stream, "PNG", optimize=True)
        return stream.getvalue()
    finally:
        document.close()
