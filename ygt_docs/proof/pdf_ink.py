"""What a ruler finds on a page (墨迹): the page drawn at 300 dpi, red ink and rules measured on its pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pypdfium2

from ygt_docs.proof.facts import Stroke

DPI = 300
PIXEL = 25.4 / DPI  # mm
_WHITE = 0xFFFFFFFF
_LARGEST_SHEET = 1_250  # points, the long side of A3 and a little: what lies beyond is not drawn
_LONG = 100.0  # mm: shorter lines are no rules of the standard


@dataclass(frozen=True)
class Ink:
    """The red and the dark pixels of one page; row 0 is its upper edge."""

    page: int
    red: Any
    dark: Any


def draw(document: pypdfium2.PdfDocument, page: int) -> Ink:
    """Page `page` (from 1) of an open PDF. Raises pypdfium2.PdfiumError for a page that does not load."""
    import numpy  # not every process that checks draws pages

    sheet = document[page - 1]
    width, height = sheet.get_size()
    beyond = (0, max(0, height - _LARGEST_SHEET), max(0, width - _LARGEST_SHEET), 0)  # left, bottom, right, top
    pixels = sheet.render(scale=DPI / 72, crop=beyond, rev_byteorder=True, prefer_bgrx=True).to_numpy()
    words = pixels.view("<u4").ravel()  # R, G, B and a byte that says nothing, the lowest first
    drawn = (words != _WHITE).nonzero()[0]
    red, green, blue = (words[drawn] >> shift & 0xFF for shift in (0, 8, 16))
    red_ink, dark_ink = numpy.zeros(len(words), dtype=bool), numpy.zeros(len(words), dtype=bool)
    red_ink[drawn] = (red > 150) & (green < 120) & (blue < 120)
    dark_ink[drawn] = (red < 110) & (green < 110) & (blue < 110)
    return Ink(page, red_ink.reshape(pixels.shape[:2]), dark_ink.reshape(pixels.shape[:2]))


def extent(marked: Any) -> tuple[float, float] | None:
    """First and last marked place of a row or column in mm (outer edges); None where nothing is marked."""
    places = marked.nonzero()[0]
    if len(places):
        return (float(places[0] * PIXEL), float((places[-1] + 1) * PIXEL))
    return None


def rules(ink: Ink) -> list[Stroke]:
    """Every horizontal rule of 100 mm and more, from top to bottom."""
    return sorted(
        [*_rules(ink.page, ink.red, "FF0000"), *_rules(ink.page, ink.dark, "000000")], key=lambda stroke: stroke.top
    )


def _rules(page: int, marked: Any, colour: str) -> list[Stroke]:
    found: list[Stroke] = []
    for top, bottom in _runs((marked.sum(axis=1) * PIXEL >= _LONG).nonzero()[0]):
        sides = extent(marked[top])
        if sides is not None and _unbroken(marked[top]):
            found.append(Stroke(page, *sides, top * PIXEL, (bottom + 1) * PIXEL, colour))
    return found


def _runs(rows: Any) -> list[tuple[int, int]]:
    """The first and the last of each run of neighbours among `rows`, which go up."""
    runs: list[tuple[int, int]] = []
    for row in map(int, rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _unbroken(row: Any) -> bool:
    """A rule is one piece; a row of text is many."""
    places = row.nonzero()[0]
    return bool(len(places) >= 0.9 * (places[-1] - places[0] + 1))


def red_between(ink: Ink, top: float, bottom: float) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom in mm of the red ink between two heights; None without any."""
    first = int(max(top, 0) / PIXEL)
    part = ink.red[first : int(bottom / PIXEL)]
    rows, columns = extent(part.any(axis=1)), extent(part.any(axis=0))
    above = first * PIXEL
    if rows is None or columns is None:
        return None
    return (columns[0], rows[0] + above, columns[1], rows[1] + above)


def dark_between(ink: Ink, top: float, bottom: float) -> tuple[float, float] | None:
    """Upper and lower edge in mm of the dark ink between two heights; None without any."""
    first = int(top / PIXEL)
    found = extent(ink.dark[first : int(bottom / PIXEL)].any(axis=1))
    if found is None:
        return None
    return (found[0] + first * PIXEL, found[1] + first * PIXEL)
