"""Make the project's copies of the open faces: `python -m ygt_docs.fonts.prepare RAW_FOLDER NEW_FOLDER`.

The launcher calls this after it has fetched the packages. The copies stay on the user's machine: Fandol and FreeFont
are under the GPL with font exception and Noto under the OFL, none of them is part of this project.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._n_a_m_e import table__n_a_m_e

from ygt_docs.fonts.face import face_count
from ygt_docs.fonts.half_em import make_half_em

_FIXED_TIME = 3_500_000_000  # seconds since 1904: the same copies on every machine
# Boxes are not recomputed: narrowing only shrinks them, and it would take a minute for each face.
_AS_IT_IS: dict[str, Any] = {"lazy": True, "recalcTimestamp": False, "recalcBBoxes": False}
_KEPT_NAMES = (0, 13, 14)  # copyright, licence, address of the licence


class Recipe(NamedTuple):
    """One copy: `family` is made from `source`; `member` is the PostScript name in a collection (None: one face)."""

    family: str
    source: str
    member: str | None = None

    @property
    def file_name(self) -> str:
        """The name of the copy's file."""
        return self.family.replace(" ", "-") + ".otf"


RECIPES = (
    Recipe("YGT FangSong", "FandolFang-Regular.otf"),
    Recipe("YGT Kai", "FandolKai-Regular.otf"),
    Recipe("YGT Hei", "FandolHei-Regular.otf"),
    Recipe("YGT Song", "FandolSong-Regular.otf"),
    Recipe("YGT SongBold", "FandolSong-Bold.otf"),
    Recipe("YGT RareSerif", "NotoSerifCJK-Regular.ttc", "NotoSerifCJKsc-Regular"),
    Recipe("YGT RareSerifBold", "NotoSerifCJK-Bold.ttc", "NotoSerifCJKsc-Bold"),
    Recipe("YGT RareSans", "NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular"),
    Recipe("YGT Sign", "FreeSerif.otf"),
)


def prepare(raw: Path, target: Path, recipes: Iterable[Recipe] = RECIPES) -> None:
    """Write the copy of each recipe from the faces in `raw` into the folder `target`.

    Raises FileNotFoundError for a missing source and ValueError for a collection without the face that is named.
    """
    target.mkdir(parents=True, exist_ok=True)
    for recipe in recipes:
        with open_face(raw / recipe.source, recipe.member) as font:
            make_half_em(font)
            _rename(font, recipe.family)
            font["head"].created = font["head"].modified = _FIXED_TIME
            font.save(target / recipe.file_name)


def open_face(path: Path, member: str | None) -> TTFont:
    """The face of `path` with the PostScript name `member` (None: the first face). Raises ValueError if none has it."""
    for number in range(face_count(path)):
        font = TTFont(path, fontNumber=number, **_AS_IT_IS)
        if member is None or font["name"].getDebugName(6) == member:
            return font
        font.close()
    raise ValueError(f"{path.name} has no face {member}")


def _rename(font: TTFont, family: str) -> None:
    old: table__n_a_m_e = font["name"]
    kept = []
    for record in old.names:
        if record.nameID in _KEPT_NAMES and record.platformID == 3:
            kept.append(record)
    postscript = family.replace(" ", "-")
    new = {1: family, 2: "Regular", 3: f"{postscript}; half-em copy", 4: family, 6: postscript}
    old.names = kept
    for name_id, text in new.items():
        old.setName(text, name_id, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames[0] = postscript
    cff.topDictIndex[0].FullName = cff.topDictIndex[0].FamilyName = family
    # each copy is a family of its own, so none may pass for the bold of another
    font["OS/2"].usWeightClass, font["OS/2"].fsSelection = 400, 0x40
    font["head"].macStyle = 0


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), Path(sys.argv[2]))
