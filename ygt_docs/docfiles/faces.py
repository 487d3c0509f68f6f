"""Text in one face, and which of the five faces a font is (字体归类), by the many names it goes by."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Tried in this order: 小标宋 and 仿宋 hold the letters of 宋体, and 雅黑 is no 黑体.
_NAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("雅黑", "yahei", "ygtrare", "ygtsign", "symbol", "wingdings")),
    ("小标宋", ("小标宋", "xiaobiaosong", "fzxbs", "ygtsongbold", "dabiaosong", "大标宋")),
    ("仿宋", ("仿宋", "fangsong", "simfang", "fandolfang", "fzfs")),
    ("楷体", ("楷", "kaiti", "simkai", "stkai", "ygtkai", "fandolkai", "kaishu", "fzkt")),
    ("黑体", ("黑体", "simhei", "heiti", "ygthei", "fandolhei", "sourcehansans", "notosanscjk", "fzht")),
    ("宋体", ("宋", "simsun", "ygtsong", "fandolsong", "stsong", "songti", "sourcehanserif", "notoserifcjk")),
)

_OWN = "ygt-"  # fonts.face names every face that is put into a PDF so


@dataclass(frozen=True)
class Piece:
    """Text in one face. `family` is the face of Chinese characters, `latin` that of Latin letters; size in points.

    `named` says for which script a face was named where the other script has another one ('': nothing to say).
    `quotes` is the face of its quotation marks, which Chinese and Latin text share.
    """

    text: str
    family: str
    size: float
    colour: str = "000000"
    latin: str = ""
    named: str = ""
    quotes: str = ""


def face_of(name: str) -> str | None:
    """The face (小标宋 仿宋 黑体 楷体 宋体) that the font `name` is; None for any other.

    '' says nothing against the font: a fallback face for rare characters, or signs.
    """
    plain = re.sub(r"[\s_\-.,]", "", name).lower()
    for face, names in _NAMES:
        if any(part in plain for part in names):
            if face or ("雅黑" not in plain and "yahei" not in plain):
                return face
            return None
    return None


def name_for_people(name: str) -> str:
    """The face instead of the name of a file of ours, which nobody can choose in a list of fonts; other names stay."""
    if name.startswith(_OWN):
        return face_of(name) or name
    return name


def is_face(name: str, *faces: str) -> bool:
    """Whether the font `name` is one of `faces`, or one that nothing is said against."""
    found = face_of(name)
    return found == "" or found in faces
