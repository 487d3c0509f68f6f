"""The faces of the pages for the comparison (对照页面): cut to its characters, so that any browser can show them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter

from ygt_docs.files import write_atomically
from ygt_docs.fonts import Fonts
from ygt_docs.fonts.face import FaceFile, open_font

_NAMED = re.compile(r"ygt-(.+)-[0-9a-f]{8}")


def face_name(family: str) -> str:
    """What `family` of a layout is called whatever its version: old and new page are drawn with the face of today."""
    named = _NAMED.fullmatch(family)
    return named[1] if named else family


def write_faces(text: str, names: Iterable[str], fonts: Fonts, folder: Path) -> None:
    """Put each face of `fonts` that is in `names` into `folder` as NAME.otf, with the characters of `text` only."""
    for name, face in {face_name(face.family): face for face in fonts.all_faces()}.items():
        if name in names:
            write_atomically(folder / f"{name}.otf", _cut(face, text))


def _cut(face: FaceFile, text: str) -> bytes:
    options = Options()
    options.layout_features = []
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    font, out = open_font(face.path, face.index), io.BytesIO()
    subsetter.subset(font)
    font.save(out)
    return out.getvalue()
