"""The parts of a Word file as text (清单): sorted, indented, one element to a line, so that a diff can be read.

Of its styles only those that its text uses: a style that is new for other documents changes nothing here. What they say
stands once more behind everything, each property with the name of its style, for people.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from ygt_docs.docfiles.wml import Element, strict_parser, w
from ygt_docs.look import read_look

STYLES_PART = "==== 样式"  # the line before what the styles say
STYLES = "word/styles.xml"
_NAMERS = ("pStyle", "rStyle", "tblStyle")


def word_text(docx: bytes) -> str:
    """Every part of `docx` under its name; a part that is no XML (a picture) as its length and digest."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in sorted(archive.namelist())}
    roots = {name: etree.fromstring(data, strict_parser()) for name, data in parts.items() if is_xml(name)}
    drop_unused_styles(roots)
    for name, data in parts.items():
        lines.append(f"==== {name}")
        lines += _element(roots[name], 0) if name in roots else [f"{len(data)} {hashlib.sha256(data).hexdigest()}"]
    lines.append(STYLES_PART)
    lines += read_look(roots[STYLES]).text().splitlines()
    return "\n".join(lines) + "\n"


def is_xml(name: str) -> bool:
    """Whether the part `name` is XML."""
    return name.endswith((".xml", ".rels"))


def drop_unused_styles(roots: Mapping[str, Element]) -> None:
    """Take the styles that no text uses out of the part `STYLES` of `roots`, parts by name; default ones stay."""
    used = _used_styles(roots)
    for style in list(roots[STYLES].iter(w("style"))):
        if style.get(w("styleId")) not in used and not style.get(w("default")):
            roots[STYLES].remove(style)


def _used_styles(roots: Mapping[str, Element]) -> set[str]:
    """The ids of the styles that the text names, and of those that they are based on."""
    named = set()
    for root in roots.values():
        for element in root.iter(*map(w, _NAMERS)):
            named.add(element.get(w("val"), ""))
    bases = {}
    for style in roots[STYLES].iter(w("style")):
        base = style.find(w("basedOn"))
        bases[style.get(w("styleId"), "")] = "" if base is None else base.get(w("val"), "")
    used: set[str] = set()
    for style_id in named:
        while style_id and style_id not in used:
            used.add(style_id)
            style_id = bases.get(style_id, "")
    return used


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
    prefix = None
    for key, value in element.nsmap.items():
        if value == name.namespace:
            prefix = key
            break
    if prefix:
        return f"{prefix}:{name.localname}"
    return name.localname


def _shown(text: str | None) -> str:
    return escape(text or "").replace("\n", "⏎")
