"""Small faces made on the spot, so that tests need no font that is under a licence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont

_INK = 0.9  # of the width; the rest is white on the right


def make_font(family: str, widths: Mapping[str, int], kerning: bool = False) -> TTFont:
    """A CFF face of 1000 units with a rectangle from the baseline to 700 for each character of `widths`."""
    names = {character: f"u{ord(character):04X}" for character in widths}
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(character): name for character, name in names.items()})
    advances = {".notdef": 500, **{names[character]: width for character, width in widths.items()}}
    builder.setupCFF("TestFace", {}, {name: _box(width, name != "u0020") for name, width in advances.items()}, {})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in advances.items()})
    builder.setupHorizontalHeader(ascent=800, descent=200)  # the broken sign of a real open face
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": "TestFace"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=978, usWinDescent=276)
    builder.setupPost()
    if kerning:
        first, second = list(names.values())[:2]
        builder.addOpenTypeFeatures(f"feature kern {{ pos {first} {second} -100; }} kern;")
    return builder.font


def write_font(path: Path, family: str, characters: str, width: int = 1000) -> Path:
    """Write such a face, every character `width` wide; returns `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    make_font(family, dict.fromkeys(characters, width)).save(path)
    return path


def write_collection(path: Path, families: Mapping[str, str]) -> Path:
    """Write a collection with a face for each family and its characters; returns `path`."""
    collection = TTCollection()
    collection.fonts = [make_font(family, dict.fromkeys(text, 1000)) for family, text in families.items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    collection.save(path)
    return path


def _box(width: int, ink: bool) -> object:
    pen = T2CharStringPen(width, None)
    if not ink:
        return pen.getCharString()
    right = round(width * _INK)
    pen.moveTo((0, 0))
    pen.lineTo((right, 0))
    pen.lineTo((right, 700))
    pen.lineTo((0, 700))
    pen.closePath()
    return pen.getCharString()
