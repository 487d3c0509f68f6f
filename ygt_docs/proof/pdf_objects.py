"""What is drawn on a page of a PDF, in order, also inside of forms (Form XObject): some printers draw all in one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

_DEEPEST = 15  # forms in forms; a file that bites its own tail ends here


@dataclass(frozen=True)
class Matrix:
    """How a form is placed on its page: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def within(self, outer: Matrix) -> Matrix:
        """This one first, then `outer`."""
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """The box (left, bottom, right, top) that holds this one when it is placed."""
        corners = [
            (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
            for x in (left, right)
            for y in (bottom, top)
        ]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


def drawn(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Every object of the (raw) page that is no form, in the order of drawing, with the matrix of the forms around."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _inside(raw.FPDFPage_GetObject(page, index), Matrix(), _DEEPEST)


def _inside(item: Any, placed: Matrix, deepest: int) -> Iterator[tuple[Any, Matrix]]:
    if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
        yield item, placed
    elif deepest:
        own = _matrix(item).within(placed)
        for index in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _inside(raw.FPDFFormObj_GetObject(item, index), own, deepest - 1)


def _matrix(form: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(form, ctypes.byref(found)):
        return Matrix()
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)
