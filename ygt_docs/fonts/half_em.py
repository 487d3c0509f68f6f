"""Half-em copies of open faces: the official Chinese faces give each of U+0020 to U+007E exactly half an em.

Open faces set Latin letters, digits and signs proportionally, so their lines would break elsewhere than those of the
official face that Word uses. The copies have the official widths and vertical metrics, and nothing in them changes
a width afterwards: one character, one glyph, one width.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

HALF_EM = range(0x20, 0x7F)
ASCENT, DESCENT = 859, 141  # of 1000: the vertical metrics of the official faces

_EM = 1000
_BEARING = 20  # least white on each side of a narrowed glyph
_DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx")  # kerning, ligatures, vertical text


def make_half_em(font: TTFont) -> None:
    """Give `font` (CFF outlines, 1000 units to the em) the widths and metrics of the official faces, in place.

    Raises ValueError for a face of another kind.
    """
    if "CFF " not in font or font["head"].unitsPerEm != _EM:
        raise ValueError("only CFF faces of 1000 units to the em can be copied")
    _set_widths(font)
    _set_vertical_metrics(font)
    for tag in _DROPPED:
        if tag in font:
            del font[tag]


def full_em() -> Iterator[int]:
    """The signs and letters of GB 2312 rows 1 to 9 (full width in every official face), as code points."""
    for row in range(0xA1, 0xAA):
        for cell in range(0xA1, 0xFF):
            try:
                yield ord(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue


def _set_widths(font: TTFont) -> None:
    cmap = font.getBestCmap()
    done: set[str] = set()
    for code_points, width in ((HALF_EM, _EM // 2), (full_em(), _EM)):
        for code_point in code_points:
            name = cmap.get(code_point)
            if name is not None and name not in done:
                _fit(font, name, width)
                done.add(name)


def _fit(font: TTFont, name: str, width: int) -> None:
    """Make glyph `name` `width` wide: narrowed about its own box where its ink is too wide, then centred."""
    advance, _ = font["hmtx"][name]
    if advance == width:
        return
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)
    left, _, right, _ = pen.bounds or (0, 0, 0, 0)
    if right > left:
        factor = min(1.0, (width - 2 * _BEARING) / (right - left))
    else:
        factor = 1.0
    start = (width - (right - left) * factor) / 2
    _redraw(font, name, width, (factor, 0, 0, 1, start - left * factor, 0))
    font["hmtx"][name] = (width, round(start) if right > left else 0)


def _redraw(font: TTFont, name: str, width: int, transform: tuple[float, ...]) -> None:
    top = font["CFF "].cff.topDictIndex[0]
    private = _private(top, font.getGlyphID(name))
    default, nominal = private.defaultWidthX, private.nominalWidthX
    glyphs = font.getGlyphSet()
    pen = T2CharStringPen(None if width == default else width - nominal, glyphs)
    glyphs[name].draw(TransformPen(pen, transform))
    outline: T2CharString = pen.getCharString(private=private, globalSubrs=top.GlobalSubrs)
    top.CharStrings[name] = outline


def _private(top: Any, glyph_id: int) -> Any:
    if hasattr(top, "FDSelect"):
        return top.FDArray[top.FDSelect[glyph_id]].Private
    return top.Private


def _set_vertical_metrics(font: TTFont) -> None:
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ASCENT, -DESCENT, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, -DESCENT, 0
    os2.usWinAscent, os2.usWinDescent = ASCENT, DESCENT
    os2.xAvgCharWidth = _EM
    hhea.advanceWidthMax = max(advance for advance, _ in font["hmtx"].metrics.values())
