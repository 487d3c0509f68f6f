"""The parts of a Word file as text (清单): sorted, indented, one element to a line, so that a diff can be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from ygt_docs.word.wml import Element, strict_parser


def word_text(docx: bytes) -> str:
    """Every part of `docx` under its name; a part that is no XML as its length and its bytes in hex."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for name in sorted(archive.namelist()):
            lines.append(f"==== {name}")
            lines += _part(name, archive.read(name))
    return "\n".join(lines) + "\n"


def _part(name: str, data: bytes) -> Iterator[str]:
    if not name.endswith((".xml", ".rels")):
        yield f"{len(data)} {data.hex()}"
        return
    yield from _element(etree.fromstring(data, strict_parser()), 0)


def _element(element: Element, depth: int) -> Iterator[str]:
    """`element` in lines, its attributes sorted; text stands where it is, character for character."""
    margin, children = " " * depth, list(element)
    if not isinstance(element.tag, str):
        yield f"{margin}<!--{escape(element.text or '')}-->"
        return
    start = " ".join(
        [
            _name(element, element.tag),
            *sorted(f"{_name(element, key)}={quoteattr(value)}" for key, value in element.attrib.items()),
        ]
    )
    text = _shown(element.text)
    if not children:
        yield f"{margin}<{start}>{text}" if text else f"{margin}<{start}/>"
        return
    yield f"{margin}<{start}>{text.strip(' ⏎')}"
    for child in children:
        yield from _element(child, depth + 1)
        if child.tail and child.tail.strip():
            yield f"{margin} {_shown(child.tail)}"


def _name(element: Element, tag: str) -> str:
    """`tag` with the prefix that the part itself gives its namespace."""
    name = etree.QName(tag)
    if name.namespace is None:
        return name.localname
    prefix = next((key for key, value in element.nsmap.items() if value == name.namespace), None)
    return f"{prefix}:{name.localname}" if prefix else name.localname


def _shown(text: str | None) -> str:
    return escape(text or "").replace("\n", "⏎")
