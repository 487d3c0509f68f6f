"""Pictures in the PDF: what the page may load of them; drawings as bitmaps, for Word and where they hold text.

A drawing without text stands in the PDF as it is, in lines. One with text is drawn in the declared faces at 300 dpi:
its words are part of a picture, as they are in the Word file, and no text of the document.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pypdfium2
from lxml import etree

from ygt_docs.compose.flow import Flow, PrintedPicture
from ygt_docs.compose.pictures import picture_name
from ygt_docs.docfiles.svg import Drawing
from ygt_docs.fonts import Fonts
from ygt_docs.fonts.mapping import ROLES
from ygt_docs.pdf import engine
from ygt_docs.pdf.engine import Held
from ygt_docs.problems import Problems
from ygt_docs.standard.lengths import Length

DPI = 300
_ADDRESS = "ygt-docs:///pictures/"
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}
_USUAL = "仿宋"  # of text that names no face: that of the body
# What drawing programs call the faces of the standard.
_NAMES = {
    "fangsong": "仿宋",
    "fangsong_gb2312": "仿宋",
    "stfangsong": "仿宋",
    "simhei": "黑体",
    "stheiti": "黑体",
    "kaiti": "楷体",
    "kaiti_gb2312": "楷体",
    "stkaiti": "楷体",
    "simsun": "宋体",
    "stsong": "宋体",
    "fzxiaobiaosong-b05s": "小标宋",
}
_FAMILY_RULE = re.compile(r"font-family\s*:\s*[^;}]*", re.I)


def pictures_of(flow: Flow) -> Iterator[PrintedPicture]:
    """Every picture of `flow`, in the order of the page."""
    for paragraph in flow.paragraphs():
        if paragraph.picture is not None:
            yield paragraph.picture


def address_of(picture: PrintedPicture) -> str:
    """The address by which the page asks for `picture`."""
    name = picture_name(picture)
    return _ADDRESS + (f"{name}.png" if has_text(picture) else name)


def held_pictures(flow: Flow, fonts: Fonts, problems: Problems) -> dict[str, Held]:
    """What the page may load, by its address; faces that a drawing may not use go to `problems` (P111, P112)."""
    held: dict[str, Held] = {}
    for picture in pictures_of(flow):
        address = address_of(picture)
        if address in held:
            continue
        if has_text(picture):
            check_faces(picture, fonts, problems)
            held[address] = Held(bitmap_of(picture, fonts), _TYPES["png"])
        else:
            held[address] = Held(picture.data, _TYPES[picture.kind])
    return held


def bitmaps(flow: Flow, fonts: Fonts) -> dict[str, bytes]:
    """Every picture of `flow` as Word takes it, by its name: .png or .jpg."""
    found: dict[str, bytes] = {}
    for picture in pictures_of(flow):
        found[picture_name(picture)] = bitmap_of(picture, fonts)
    return found


def has_text(picture: PrintedPicture) -> bool:
    """Whether it is a drawing with words in it."""
    return picture.drawing is not None and bool(picture.drawing.words)


def bitmap_of(picture: PrintedPicture, fonts: Fonts) -> bytes:
    """`picture` in pixels: a drawing at 300 dpi of its size on paper."""
    if picture.bitmap:
        return picture.bitmap
    if picture.kind != "svg":
        return picture.data
    families = {}
    for role in ROLES:
        families[role] = fonts.css_family(role)
    source = picture.data
    if picture.drawing is not None and picture.drawing.words:
        source = _in_declared_faces(picture.drawing, fonts, families)
    return _drawn(source, picture.width, picture.height, _Fonts(fonts))


class _Fonts:
    """Fonts as a key of the cache: the same faces, the same picture."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self._key = fonts.fingerprint()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Fonts) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=16)
def _drawn(svg: bytes, width: Length, height: Length, fonts: _Fonts) -> bytes:
    """A .png of `svg`. The engine draws it as it draws any page; a page of PDF is then turned into pixels."""
    problems = Problems()
    address = _ADDRESS + "drawing.svg"
    size = f"{width.pt:.3f}pt {height.pt:.3f}pt"
    css = f"@page {{ size: {size}; margin: 0 }} img {{ display: block; width: {width.pt:.3f}pt }}"
    html = f'<html><body style="margin: 0"><img alt="" src="{address}"></body></html>'
    held = {address: Held(svg, _TYPES["svg"])}
    document = engine.render(html, css, fonts.fonts, problems, held=held)
    page = engine.write(document, problems)
    with pypdfium2.PdfDocument(page) as pdf:
        image = pdf[0].render(scale=DPI / 72, may_draw_forms=False).to_pil()
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG", compress_level=9, dpi=(DPI, DPI))
    return out.getvalue()


def role_of(family: str, fonts: Fonts) -> str | None:
    """The role whose face the drawing means by `family`; None: no declared face is called so."""
    plain = family.lower().replace(" ", "")
    for role in ROLES:
        if plain in (role, fonts.word_family(role).lower()):
            return role
    return _NAMES.get(plain)


def check_faces(picture: PrintedPicture, fonts: Fonts, problems: Problems) -> None:
    """Say which faces and characters of a drawing's text are not declared (P111, P112)."""
    assert picture.drawing is not None
    roles = []
    for family in picture.drawing.families:
        roles.append(role_of(family, fonts))
    unknown = [family for family, role in zip(picture.drawing.families, roles, strict=True) if role is None]
    if unknown:
        known = "、".join(fonts.word_family(role) for role in ROLES)
        problems.add("P111", picture.place, found="、".join(unknown), known=known)
        return
    for role in dict.fromkeys(roles or [_USUAL]):
        missing = fonts.missing(role or _USUAL, picture.drawing.words.replace("\n", ""))
        if missing and len(roles) < 2:
            problems.add("P112", picture.place, found="".join(missing))


def _in_declared_faces(drawing: Drawing, fonts: Fonts, families: Mapping[str, str]) -> bytes:
    """The drawing with each family replaced by the faces that the PDF may embed."""
    root = etree.fromstring(drawing.data)
    usual = families[_USUAL]
    root.set("font-family", _declared(root.get("font-family"), fonts, families) or usual)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.get("font-family") is not None and element is not root:
            element.set("font-family", _declared(element.get("font-family"), fonts, families) or usual)
        if element.get("style"):
            element.set("style", _rules(element.get("style"), fonts, families))
        if etree.QName(element).localname == "style" and element.text:
            element.text = _rules(element.text, fonts, families)
    return etree.tostring(root, encoding="utf-8")


def _rules(css: str, fonts: Fonts, families: Mapping[str, str]) -> str:
    def replaced(match: re.Match[str]) -> str:
        declared = _declared(match[0].partition(":")[2], fonts, families)
        return f"font-family: {declared or families[_USUAL]}"

    return _FAMILY_RULE.sub(replaced, css)


def _declared(names: str | None, fonts: Fonts, families: Mapping[str, str]) -> str | None:
    first = (names or "").split(",")[0].strip().strip("'\"")
    role = role_of(first, fonts) if first else None
    return None if role is None else families[role]
