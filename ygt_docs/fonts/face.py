"""One face of one font file: which characters it has, how far their ink reaches, and what it is called."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont, TTLibError

_FAMILY_NAMES = (1, 4, 16)
# what fontTools raises when it opens damaged files
_BROKEN = (OSError, TTLibError, LookupError, AssertionError, ValueError, TypeError, EOFError, struct.error)


class NoFace(Exception):
    """The file is no font that can be read."""


@dataclass(frozen=True)
class FaceFile:
    """A face the PDF may embed.

    `family` is its CSS family, unique to its content; `index` its number in a collection (0: the first or only one);
    `stand_in` says that it is an open face that stands in for the official one.
    """

    path: Path
    index: int
    family: str
    sha256: str
    stand_in: bool

    @property
    def _font(self) -> TTFont:
        return _opened(self.path, self.index, self.sha256)[0]

    @property
    def _cmap(self) -> dict[int, str]:
        return _opened(self.path, self.index, self.sha256)[1]

    def has(self, character: str) -> bool:
        """Whether the face has a glyph for `character`."""
        return ord(character) in self._cmap

    def draws_alike(self, one: str, other: str) -> bool:
        """Whether the face has one glyph for both characters, so that a page shows no difference between them."""
        glyph = self._cmap.get(ord(one))
        return glyph is not None and glyph == self._cmap.get(ord(other))

    def heights(self, character: str) -> tuple[float, float] | None:
        """Lowest and highest point of the ink of `character` in em, from the baseline upwards; None without ink.

        Raises KeyError for a character the face does not have.
        """
        if "CFF " in self._font:
            glyphs = self._font["CFF "].cff.topDictIndex[0].CharStrings  # a glyph set would read all widths too
        else:
            glyphs = self._font.getGlyphSet()
        pen = BoundsPen(glyphs)
        glyphs[self._cmap[ord(character)]].draw(pen)
        if pen.bounds is None:
            return None
        em = self._font["head"].unitsPerEm
        return pen.bounds[1] / em, pen.bounds[3] / em


@lru_cache(maxsize=64)
def _opened(path: Path, index: int, sha256: str) -> tuple[TTFont, dict[int, str]]:
    """The face and its map of characters, read once for a process; what is sent to another process has none of it."""
    font = open_font(path, index)
    return font, dict(font.getBestCmap())


def face_file(path: Path, stand_in: bool, sha256: str, index: int = 0) -> FaceFile:
    """The face `index` of `path`, whose content has the hash `sha256`."""
    return FaceFile(path, index, f"ygt-{path.stem}-{sha256[:8]}", sha256, stand_in)


def open_font(path: Path, index: int) -> TTFont:
    """The face `index` of `path`, opened lazily. Raises NoFace if it is no font with a Unicode character map."""
    try:
        font = TTFont(path, fontNumber=index, lazy=True, recalcTimestamp=False, recalcBBoxes=False)
        if not font.getBestCmap():
            raise NoFace(path)
    except _BROKEN as error:
        raise NoFace(path) from error
    return font


def face_count(path: Path) -> int:
    """How many faces `path` holds: 1 unless it is a collection (.ttc, .otc)."""
    with path.open("rb") as file:
        head = file.read(12)
    if head[:4] == b"ttcf":
        return int.from_bytes(head[8:12], "big")
    return 1


def family_names(font: TTFont) -> set[str]:
    """What the face calls itself, in all of its languages, in lower case."""
    records = (record for record in font["name"].names if record.nameID in _FAMILY_NAMES)
    names: set[str] = set()
    for record in records:
        names.add(record.toUnicode(errors="replace").strip().lower())
    return names


def content_hash(path: Path) -> str:
    """The SHA-256 of the file's content. Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
