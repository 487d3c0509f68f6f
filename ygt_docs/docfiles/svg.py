"""Drawings (.svg) that may be printed: shapes and text, no script, nothing from outside, nothing that moves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ygt_docs.docfiles.archive import UnsafeFileError, parse_xml
from ygt_docs.docfiles.wml import attribute, local

_SVG = "http://www.w3.org/2000/svg"
_MOST_BYTES = 5_000_000
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*>")
_SCRIPTS = frozenset({"script", "foreignObject", "handler", "listener"})
_MOVING = frozenset({"animate", "animateMotion", "animateTransform", "animateColor", "set"})
_OUTSIDE = frozenset({"image", "feImage", "iframe", "audio", "video", "embed", "object"})
_URL = re.compile(r"url\(\s*['\"]?([^)'\"]*)|@import|@font-face|expression\(", re.I)
_ADDRESS = re.compile(r"url\(\s*['\"]?([^)'\"]*)|@import", re.I)  # a face that lies in the file is no address
_FAMILY = re.compile(r"(?:^|[;{\s])font-family\s*:\s*([^;}]*)", re.I)
_FONT = re.compile(r"(?:^|[;{\s])font\s*:\s*[^;}]*?[0-9][^\s;}]*\s+([^;}]*)", re.I)  # font: 12px 黑体
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|mm|cm|in|pc)?\s*")
# CSS has 96 px in an inch.
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0, "pc": 16.0}
_WIDEST = 20_000  # px: no sheet of paper is as large


class BrokenDrawingError(Exception):
    """The drawing may not be printed: the problem `code`, and `why` in Chinese."""

    def __init__(self, code: str, why: str) -> None:
        self.code = code
        self.why = why
        super().__init__(why)


@dataclass(frozen=True)
class Drawing:
    """A drawing: its bytes, its size in px, the families of its text as they are typed, and its words."""

    data: bytes
    width: float
    height: float
    families: tuple[str, ...]
    words: str


def read_drawing(data: bytes) -> Drawing:
    """The drawing in `data`. Raises BrokenDrawingError for what is none, or may not be printed (X205, X208, X209)."""
    if len(data) > _MOST_BYTES:
        raise BrokenDrawingError("X205", "图形太复杂，超过 5 MB")
    try:
        root = parse_xml(_DOCTYPE.sub(b"", data, count=1), "svg")
    except UnsafeFileError as error:
        raise BrokenDrawingError("X205", error.why) from None
    if root.tag not in (f"{{{_SVG}}}svg", "svg"):
        raise BrokenDrawingError("X205", "里面不是 SVG 图形")
    if root.getroottree().xpath("/processing-instruction('xml-stylesheet')"):
        raise BrokenDrawingError("X209", "样式表在文件外面")
    for element in root.iter():
        _require_harmless(element)
    width, height = _size(root)
    words, families = _texts(root)
    whole = etree.tostring(root, encoding="utf-8")
    return Drawing(whole, width, height, families, words)


def what_it_does(data: bytes) -> str:
    """What a drawing in a Word file does or asks for, in Chinese ('': nothing); pictures that lie in it are fine."""
    try:
        root = parse_xml(_DOCTYPE.sub(b"", data, count=1), "svg")
    except UnsafeFileError:
        return "读不懂"
    try:
        for element in root.iter():
            _require_still(element)
            _require_own(element, ("#", "data:"), _ADDRESS)
    except BrokenDrawingError as error:
        return error.why
    return ""


def _require_harmless(element: Any) -> None:
    """Raise BrokenDrawingError for what does something, moves, or asks for something outside the file."""
    name = local(element)
    _require_still(element)
    if name in _MOVING:
        raise BrokenDrawingError("X208", f"里面有动画（{name}）")
    if name in _OUTSIDE:
        raise BrokenDrawingError("X209", f"里面嵌有别的图片或文件（{name}）")
    _require_own(element, ("#",), _URL)


def _require_still(element: Any) -> None:
    """Raise BrokenDrawingError for what runs."""
    name = local(element)
    if name in _SCRIPTS:
        raise BrokenDrawingError("X208", f"里面有脚本或网页（{name}）")
    for key in element.attrib:
        plain = key.rpartition("}")[2].lower()
        if plain.startswith("on"):
            raise BrokenDrawingError("X208", f"里面有脚本（{plain}）")


def _require_own(element: Any, own: tuple[str, ...], addresses: re.Pattern[str]) -> None:
    """Raise BrokenDrawingError for an address that begins otherwise than `own`; `addresses` finds those in rules."""
    name = local(element)
    rules = [str(value) for value in element.attrib.values()]
    if name == "style":
        rules.append(element.text or "")
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        if plain in ("href", "src") and not value.startswith(own) and name != "a":
            raise BrokenDrawingError("X209", f"用到了文件外面的 {value[:40]}")
    for value in rules:
        for match in addresses.finditer(value):
            if not (match[1] or "").startswith(own):
                raise BrokenDrawingError("X209", f"用到了文件外面的 {match[0][:40]}")


def _size(root: Any) -> tuple[float, float]:
    """Width and height in px: what the drawing says, or what its view box says."""
    width, height = _pixels(attribute(root, "width")), _pixels(attribute(root, "height"))
    box = []
    for number in re.findall(r"-?[0-9]*\.?[0-9]+", attribute(root, "viewBox")):
        box.append(float(number))
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        if width is None and height is None:
            width, height = box[2], box[3]
        elif width is None and height is not None:
            width = height * box[2] / box[3]
        elif height is None and width is not None:
            height = width * box[3] / box[2]
    if not width or not height or max(width, height) > _WIDEST:
        raise BrokenDrawingError("X205", "没有写明大小（width、height 或 viewBox）")
    return width, height


def _pixels(typed: str) -> float | None:
    match = _LENGTH.fullmatch(typed)
    if match:
        return float(match[1]) * _PIXELS[match[2] or ""]
    return None


def _texts(root: Any) -> tuple[str, tuple[str, ...]]:
    """The words of a drawing, and the families that it names for them."""
    words: list[str] = []
    families: dict[str, None] = {}
    for element in root.iter():
        if local(element) == "text":
            words.append("".join(element.itertext()).strip())
        for family in _families(element):
            families[family] = None
    text = "\n".join(word for word in words if word)
    return text, tuple(families) if text else ()


def _families(element: Any) -> Iterator[str]:
    """The families that an element names: each list up to its first name, as that is what was meant."""
    listed = [attribute(element, "font-family")]
    for rules in (attribute(element, "style"), element.text or "" if local(element) == "style" else ""):
        listed += [*_FAMILY.findall(rules), *_FONT.findall(rules)]
    for names in listed:
        first = names.split(",")[0].strip().strip("'\"")
        if first:
            yield first
