"""Ink on a page, measured in pixels at 600 dpi: glyph boxes say nothing of where a face really blackens the paper."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

_DPI = 600
_MM = _DPI / 25.4


class Ink:
    """The ink of one page. All results are in millimetres from the upper left corner of the page."""

    def __init__(self, pdf: Path, page: int) -> None:
        document = pypdfium2.PdfDocument(pdf)
        image = document[page - 1].render(scale=_DPI / 72).to_pil().convert("RGB")
        document.close()
        red, green, _ = image.split()
        self.red = ImageChops.multiply(red.point(lambda v: 255 * (v > 180)), green.point(lambda v: 255 * (v < 120)))
        self.black = red.point(lambda v: 255 * (v < 120))

    def box(
        self, which: Image.Image, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the ink of `which` (red or black) inside the given box."""
        corner = (round(left * _MM), round(top * _MM))
        found = which.crop((*corner, round(right * _MM), round(bottom * _MM))).getbbox()
        assert found is not None, "no ink there"
        return tuple((value + corner[index % 2]) / _MM for index, value in enumerate(found))  # type: ignore

    def bands(self, which: Image.Image, left: float = 0, right: float = 210) -> list[tuple[float, float]]:
        """Top and bottom of every band of rows that has ink of `which` between `left` and `right`."""
        part = which.crop((round(left * _MM), 0, round(right * _MM), which.height))
        rows = part.resize((1, part.height), Image.Resampling.BOX, reducing_gap=None).point(lambda v: 255 * (v > 0))
        inked = [bool(value) for value in rows.tobytes()]
        edges = [y for y in range(1, len(inked)) if inked[y] != inked[y - 1]]
        return [(top / _MM, bottom / _MM) for top, bottom in zip(edges[::2], edges[1::2], strict=False)]
