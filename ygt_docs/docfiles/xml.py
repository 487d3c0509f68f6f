"""Elements of Office XML by their local names, so that the transitional and the strict form read the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
