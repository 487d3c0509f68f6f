"""What a ruler would find on a page: red ink in millimetres, lines of text, rules."""

from __future__ import annotations

from collections import defaultdict

import numpy
import pypdfium2

from ygt_docs.docfiles.pdf_text import Character, PdfPage

DPI = 400
MM = 25.4 / DPI
PT_TO_MM = 25.4 / 72


def pixels(data: bytes, page: int) -> numpy.ndarray:
    """The page (counted from 1) as an array of RGB pixels."""
    document = pypdfium2.PdfDocument(data)
    image = document[page - 1].render(scale=DPI / 72).to_pil().convert("RGB")
    return numpy.asarray(image).astype(int)


def red(image: numpy.ndarray) -> numpy.ndarray:
    """Which pixels are red ink."""
    return (image[..., 0] > 180) & (image[..., 1] < 120) & (image[..., 2] < 120)


def black(image: numpy.ndarray) -> numpy.ndarray:
    """Which pixels are black ink."""
    return image.sum(axis=2) < 300


def extent(marked: numpy.ndarray) -> tuple[float, float]:
    """First and last marked place of a row or column, in mm (its outer edges)."""
    places = numpy.flatnonzero(marked)
    return float(places[0] * MM), float((places[-1] + 1) * MM)


def rules(ink: numpy.ndarray, at_least: float = 100) -> list[tuple[float, float, float, float]]:
    """Horizontal rules of at least `at_least` mm: upper edge, lower edge, left and right end in mm."""
    rows = numpy.flatnonzero(ink.sum(axis=1) * MM >= at_least)
    found = []
    for group in numpy.split(rows, numpy.flatnonzero(numpy.diff(rows) > 1) + 1):
        if len(group):
            left, right = extent(ink[group[0]])
            found.append((float(group[0] * MM), float((group[-1] + 1) * MM), left, right))
    return found


def lines(page: PdfPage) -> list[list[Character]]:
    """The characters of the page by line, from top to bottom."""
    found: dict[float, list[Character]] = defaultdict(list)
    for character in page.characters:
        found[round(character.baseline, 1)].append(character)
    return [found[baseline] for baseline in sorted(found)]
