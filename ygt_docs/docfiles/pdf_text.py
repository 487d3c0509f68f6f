"""A finished PDF as characters on pages, in the order in which they were written, with place, face and size."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_NAME_LENGTH = 256
SAME_BASELINE = 1.0  # points: characters that stand nearer share a line
_CLOSE = 0.4  # of the size: no two characters of a line stand further apart
_DEEPEST = 15  # forms in forms; a file that bites its own tail ends here


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the upper left corner of the page."""


class Character(NamedTuple):
    """One character. Its ink's box is in points from the upper left corner of the page; `font` has no subset prefix.

    `start` and `end` are the edges of its advance, `baseline` is where it stands, `size` is in points.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    start: float
    end: float
    baseline: float
    size: float
    font: str
    colour: str


@dataclass(frozen=True)
class Bitmap:
    """A picture made of pixels: its box, and how many pixels it is wide (0: the file does not say)."""

    box: Box
    pixels: int


@dataclass(frozen=True)
class Path:
    """The box of something drawn, in points from the upper left corner of the page, and its colour as RRGGBB.

    `stroked`: it is a line, and its box reaches half a line further on each side than its ink.
    """

    left: float
    top: float
    right: float
    bottom: float
    colour: str = "000000"
    stroked: bool = False

    @property
    def weight(self) -> float:
        """How thick it is, taken for a rule, in points."""
        thin = min(self.right - self.left, self.bottom - self.top)
        return thin / 2 if self.stroked else thin


@dataclass(frozen=True)
class PdfPage:
    """One page; width and height in points. `paths`: its vector graphics, in the order of drawing."""

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]
    paths: tuple[Path, ...] = ()
    bitmaps: tuple[Bitmap, ...] = ()

    @property
    def text(self) -> str:
        """All characters in the order of the file."""
        return "".join(character.text for character in self.characters)


def read_pdf(data: bytes) -> list[PdfPage]:
    """The pages of a PDF. Raises pypdfium2.PdfiumError for bytes that are no PDF."""
    document = pdfium.PdfDocument(data)
    try:
        return pages_of(document)
    finally:
        document.close()


def pages_of(document: pdfium.PdfDocument) -> list[PdfPage]:
    """The pages of an open PDF. Raises pypdfium2.PdfiumError for damage."""
    found: list[PdfPage] = []
    for index in range(len(document)):
        page = document[index]
        try:
            found.append(read_page(page, index + 1))
        finally:
            page.close()
    return found


def read_page(page: pdfium.PdfPage, number: int) -> PdfPage:
    """All that stands on a page that is loaded: to load one takes longer than to read it."""
    width, height = page.get_size()
    written: dict[int, int] = {}
    paths: list[Path] = []
    bitmaps: list[Bitmap] = []
    for position, (item, placed) in enumerate(drawn(page.raw)):
        written[_address(item)] = position
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            paths.append(Path(*_box(item, placed, height), *_look_of(item)))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            wide, high = ctypes.c_uint(), ctypes.c_uint()
            raw.FPDFImageObj_GetImagePixelSize(item, ctypes.byref(wide), ctypes.byref(high))
            bitmaps.append(Bitmap(_box(item, placed, height), wide.value))
    text = page.get_textpage()
    try:
        # In the order of writing: the reader itself sorts neighbours on one baseline from left to right, and would mix
        # the last line of a merged cell with the row beside it. A character of a damaged page may belong to no object:
        # it comes last, in the order of the reader.
        found = sorted(_characters(text.raw, height), key=lambda item: written.get(item[0], len(written)))
    finally:
        text.close()
    return PdfPage(number, width, height, tuple(character for _, character in found), tuple(paths), tuple(bitmaps))


def _box(item: Any, placed: Matrix, height: float) -> Box:
    sides = []
    for _ in range(4):
        sides.append(ctypes.c_float())
    raw.FPDFPageObj_GetBounds(item, *map(ctypes.byref, sides))
    left, bottom, right, top = placed.box(*(side.value for side in sides))
    return left, height - top, right, height - bottom


def _look_of(path: Any) -> tuple[str, bool]:
    """The colour that a path is filled with, or drawn in where it is not filled, as RRGGBB; whether it is drawn."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(filled), ctypes.byref(stroked))
    parts = []
    for _ in range(4):
        parts.append(ctypes.c_uint())
    read = raw.FPDFPageObj_GetFillColor if filled.value else raw.FPDFPageObj_GetStrokeColor
    if not read(path, *map(ctypes.byref, parts)):
        return "000000", not filled.value
    return "".join(f"{part.value:02X}" for part in parts[:3]), not filled.value


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _characters(text: Any, height: float) -> Iterator[tuple[int, Character]]:
    """Each character with the address of the text object it belongs to; those of one object look alike."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, baseline, loose = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    box = tuple(map(ctypes.byref, (left, right, bottom, top)))
    origin, advance = (ctypes.byref(x), ctypes.byref(baseline)), ctypes.byref(loose)
    looks: dict[int, tuple[float, str, str]] = {}
    for index in range(raw.FPDFText_CountChars(text)):
        unit = raw.FPDFText_GetUnicode(text, index)
        if _is_low_surrogate(unit):  # told with its high one
            continue
        if raw.FPDFText_IsGenerated(text, index) == 1:  # spaces and line ends that the reader made up
            continue
        raw.FPDFText_GetCharBox(text, index, *box)
        raw.FPDFText_GetLooseCharBox(text, index, advance)
        raw.FPDFText_GetCharOrigin(text, index, *origin)
        written_by = _address(raw.FPDFText_GetTextObject(text, index))
        if not written_by or written_by not in looks:
            looks[written_by] = _size(text, index), _font(text, index), _colour(text, index)
        yield (
            written_by,
            Character(
                _character(text, index, unit),
                left.value,
                height - top.value,
                right.value,
                height - bottom.value,
                loose.left,
                loose.right,
                height - baseline.value,
                *looks[written_by],
            ),
        )


def _character(text: Any, index: int, unit: int) -> str:
    """The character at `index`; the reader counts UTF-16 units, and a rare character is two of them."""
    if raw.FPDFText_IsHyphen(text, index) == 1:  # at the end of a line the reader tells it as U+0002
        return "-"
    if 0xD800 <= unit <= 0xDBFF:
        low = raw.FPDFText_GetUnicode(text, index + 1)
        return (unit.to_bytes(2, "little") + low.to_bytes(2, "little")).decode("utf-16-le", "replace")
    return chr(unit)


def _is_low_surrogate(unit: int) -> bool:
    return 0xDC00 <= unit <= 0xDFFF


def _size(text: object, index: int) -> float:
    """The size in points: the nominal size times the scale of the text matrix."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    return float(raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d))


def _font(text: object, index: int) -> str:
    buffer = ctypes.create_string_buffer(_NAME_LENGTH)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, buffer, _NAME_LENGTH, ctypes.byref(flags))
    name = buffer.value.decode("utf-8", "replace")
    if len(name) > 7 and name[6] == "+" and name[:6].isupper():
        return name[7:]
    return name


def _colour(text: object, index: int) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(text, index, *map(ctypes.byref, (red, green, blue, alpha)))
    return f"{red.value:02X}{green.value:02X}{blue.value:02X}"


def text_lines(characters: Iterable[Character], gap: float = _CLOSE) -> Iterator[list[Character]]:
    """Lines of text: characters that follow one another on one baseline without a gap; each cell has its own.

    `gap` is how far apart, in parts of their size, two characters of a line may stand.
    """
    group: list[Character] = []
    for character in characters:
        if group and not _goes_on(group[-1], character, gap):
            yield group
            group = []
        group.append(character)
    if group:
        yield group


def _goes_on(before: Character, after: Character, gap: float) -> bool:
    return (
        abs(before.baseline - after.baseline) < SAME_BASELINE
        and after.start > before.start
        and after.start - before.end < gap * before.size
    )


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
        corners = []
        for x in (left, right):
            for y in (bottom, top):
                corners.append((self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f))
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
