"""WordprocessingML by hand: its names in the transitional and the strict form, and what a style says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias

from lxml import etree

_OFF = ("0", "false", "off")
_PURL, _OPEN = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
# The names of ISO/IEC 29500 strict and those that Word itself writes; those of sheets stay as they are.
_FORMS = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
    (b"drawingml/picture", b"drawingml/2006/picture"),
    (b"drawingml/chart", b"drawingml/2006/chart"),
    (b"drawingml/diagram", b"drawingml/2006/diagram"),
)


def transitional(data: bytes) -> bytes:
    """The XML part `data` with the namespaces of a strict Word file as transitional ones: both then read the same.

    Only values of attributes are looked at, never text.
    """
    if _PURL not in data:
        return data
    for strict, usual in _FORMS:
        for quote in (b'"', b"'"):
            data = data.replace(b"=" + quote + _PURL + strict, b"=" + quote + _OPEN + usual)
    return data


def local(element: Any) -> str:
    """The name without its namespace; '' for comments and the like."""
    if isinstance(element.tag, str):
        return element.tag.rpartition("}")[2]
    return ""


def child(element: Any, name: str) -> Any:
    """The first child `name`; None where there is none, or no element."""
    return next(children(element, name), None)


def children(element: Any, name: str) -> Iterator[Any]:
    """The children `name` of `element` (None: none)."""
    return (item for item in (element if element is not None else ()) if local(item) == name)


def attribute(element: Any, name: str) -> str:
    """The attribute `name` in whatever namespace; '' where there is none, or no element."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def value(element: Any) -> str:
    """The attribute `val`."""
    return attribute(element, "val")


def is_on(element: Any) -> bool:
    """Whether a switch such as w:vanish is there and not switched off."""
    return element is not None and value(element) not in _OFF


Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@cache
def w(name: str) -> str:
    """The qualified name of `name` in the WordprocessingML namespace."""
    return f"{{{W}}}{name}"


def strict_parser() -> etree.XMLParser:
    """A parser that recovers nothing, loads nothing and expands no entities."""
    return etree.XMLParser(recover=False, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def make(name: str, **attributes: object) -> Element:
    """A new element `w:name` with attributes in the same namespace."""
    element = etree.Element(w(name))
    for key, value in attributes.items():
        element.set(w(key), str(value))
    return element


def local_name(element: Element) -> str:
    """The name of `element` without its namespace ('' for comments and the like)."""
    if isinstance(element.tag, str):
        return element.tag.rpartition("}")[2]
    return ""


class StyleSheet:
    """The styles of a document, looked up by name or id, with inheritance."""

    def __init__(self, root: Element) -> None:
        self.defaults_run = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self.defaults_paragraph = root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}")
        self._by_id = {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}
        self._ids = {(style.get(w("type")), _value(style, "name")): key for key, style in self._by_id.items()}
        self._default = {
            style.get(w("type")): key
            for key, style in self._by_id.items()
            if style.get(w("default")) in ("1", "true", "on")
        }

    def id_of(self, name: str, kind: str = "paragraph") -> str | None:
        """The id of the style called `name`; None if there is none. Word changes ids when it saves, never names."""
        return self._ids.get((kind, name))

    def chain(self, style_id: str | None, kind: str = "paragraph") -> Iterator[Element]:
        """The style and all it is based on, nearest first; the default style of `kind` where `style_id` is None."""
        seen: set[str] = set()
        current = style_id if style_id is not None else self._default.get(kind)
        while current and current in self._by_id and current not in seen:
            seen.add(current)
            yield self._by_id[current]
            current = _value(self._by_id[current], "basedOn")

    def run_value(self, style_id: str | None, name: str) -> int | None:
        """The number `w:val` of the run property `name` that a paragraph style gives; None if nothing sets it."""
        sources = [style.find(w("rPr")) for style in self.chain(style_id)] + [self.defaults_run]
        for source in sources:
            value = None if source is None else _value(source, name)
            if value is not None:
                return int(value)
        return None

    def is_on(self, style_id: str | None, name: str) -> bool:
        """Whether a paragraph style, or one it is based on, switches the paragraph property `name` on."""
        sources = [style.find(w("pPr")) for style in self.chain(style_id)] + [self.defaults_paragraph]
        for source in sources:
            switch = None if source is None else source.find(w(name))
            if switch is not None:
                return switch.get(w("val"), "1") not in ("0", "false", "off")
        return False

    def pitch(self, style_id: str | None) -> int:
        """Twips from one Chinese character to the next in a paragraph style: its size and its spacing (字, 3.1)."""
        return (self.run_value(style_id, "sz") or 20) * 10 + (self.run_value(style_id, "spacing") or 0)


def _value(parent: Element, name: str) -> str | None:
    child = parent.find(w(name))
    return None if child is None else child.get(w("val"))
