"""Pictures as a decoder finds them: the picture in a drawing of Word or in the address of a web page (data:).

They are read as pictures of a document are (`docfiles/picture.py`), so what cannot be printed is not taken out either.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote_to_bytes

from ygt_docs.docfiles.decode import Carried
from ygt_docs.docfiles.picture import read_picture
from ygt_docs.docfiles.wml import attribute, local
from ygt_docs.problems import NOWHERE, Problems
from ygt_docs.standard.lengths import Length, Pt

_ADDRESS = re.compile(r"data:image/(png|jpe?g|svg\+xml)((?:;[^,;]*)*),(.*)", re.S | re.I)
_SUFFIX = {"png": ".png", "jpg": ".jpg", "jpeg": ".jpg", "svg+xml": ".svg"}
_POINTS = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9.]{1,8})pt", re.I)
_PLACED = re.compile(r"position\s*:\s*absolute", re.I)
# What programs write where nobody wrote anything.
_NO_WORDS = re.compile(r"(?:图片|图像|Picture|Image|Graphic) ?[0-9]*|.*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf)", re.I)
_MOST_DIGITS = 10  # of a length in EMU: no sheet of paper is as large


def taken_out(data: bytes, suffix: str, words: str = "") -> Carried | None:
    """The picture in `data`, a file with `suffix`; None: it is none that can be printed."""
    found = read_picture(data, f"picture{suffix.lower()}", Problems(), NOWHERE)
    if found is None:
        return None
    words = " ".join(words.split())
    return Carried(found.data, f".{found.kind}", None, None, "" if _NO_WORDS.fullmatch(words) else words)


def from_address(address: str, words: str) -> Carried | None:
    """The picture that an address holds itself (data:); None: it holds none, or leads to one somewhere else."""
    match = _ADDRESS.fullmatch(address.strip())
    if match is None:
        return None
    data = unquote_to_bytes(match[3])
    if "base64" in match[2].lower():
        try:
            data = base64.b64decode(b"".join(data.split()), validate=True)
        except binascii.Error:
            return None
    return taken_out(data, _SUFFIX[match[1].lower()], words)


def blip_of(drawing: Any) -> Any:
    """The picture of a w:drawing or w:pict that stands among the lines of the text, whole; None: it is no such one.

    What floats behind or before the text is a seal, a mark or an ornament; what is cut shows less than its file.
    """
    blips = []
    for part in drawing.iter():
        if local(part) in ("blip", "imagedata"):
            blips.append(part)
        if local(part) == "txbxContent" or (local(part) == "srcRect" and _is_cut(part)):
            return None
    return blips[0] if len(blips) == 1 and _is_in_line(drawing) else None


def sized(picture: Carried, drawing: Any) -> Carried:
    """`picture` as large as `drawing` shows it, with the words for it that were typed there."""
    width, height, words = picture.width, picture.height, ""
    for part in drawing.iter():
        name = local(part)
        if name == "extent":
            width, height = _emu(attribute(part, "cx")), _emu(attribute(part, "cy"))
        elif name == "docPr":
            words = attribute(part, "descr") or attribute(part, "title")
        elif name == "shape":
            found = {key.lower(): Pt(float(value)) for key, value in _POINTS.findall(attribute(part, "style"))}
            width, height = found.get("width"), found.get("height")
            words = attribute(part, "alt")
    words = " ".join(words.split())
    return replace(picture, width=width, height=height, words="" if _NO_WORDS.fullmatch(words) else words)


def _is_in_line(drawing: Any) -> bool:
    for part in drawing.iter():
        name = local(part)
        if name == "anchor":
            return any(local(item) == "wrapTopAndBottom" for item in part)
        if name == "shape" and _PLACED.search(attribute(part, "style")):
            return False
    return True


def _is_cut(rectangle: Any) -> bool:
    return any(attribute(rectangle, side) not in ("", "0") for side in "ltrb")


def _emu(text: str) -> Length | None:
    if text.isdecimal() and len(text) < _MOST_DIGITS:
        return Length(int(text))
    return None
