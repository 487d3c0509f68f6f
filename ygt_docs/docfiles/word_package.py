"""An Office package opened with care: sizes before content, nothing that Word would call damaged; its parts."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

from ygt_docs.docfiles.archive import BROKEN_ZIP, Archive, oversize
from ygt_docs.docfiles.wml import Element, attribute, children, local_name, strict_parser, transitional
from ygt_docs.problems import Problems


def relationships_of(part: str) -> str:
    """The name of the part that holds the relationships of `part` ('' for the package itself)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_of(part: str, target: str) -> str:
    """The name of the part that `target` in a relationship of `part` points to."""
    if target.startswith("/"):
        return unquote(target[1:])
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), unquote(target)))


def main_part(archive: Archive) -> str | None:
    """The name of the main part of an Office package; None: it names none."""
    targets = related(archive, "", "officeDocument")
    return targets[0] if targets else None


def related(archive: Archive, part: str, kind: str) -> list[str]:
    """The parts of the package that `part` names by a relationship `kind`, as far as they are there."""
    found: list[str] = []
    for item in _relationships(archive, part):
        if attribute(item, "Type").endswith(f"/{kind}") and not _is_external(item):
            found.append(target_of(part, attribute(item, "Target")))
    result: list[str] = []
    for name in found:
        if name in archive:
            result.append(name)
    return result


def part_named(archive: Archive, part: str, name: str) -> str:
    """The part that the relationship `name` of `part` leads to; '' where it leads nowhere or out of the package."""
    item = _relationship(archive, part, name)
    if item is None or _is_external(item):
        target = ""
    else:
        target = target_of(part, attribute(item, "Target"))
    return target if target in archive else ""


def address_named(archive: Archive, part: str, name: str) -> str:
    """The address out of the package that the relationship `name` of `part` leads to; '' for none."""
    item = _relationship(archive, part, name)
    if item is not None and _is_external(item):
        return attribute(item, "Target")
    return ""


def _relationships(archive: Archive, part: str) -> list[Any]:
    name = relationships_of(part)
    if name in archive:
        return list(children(archive.xml(name), "Relationship"))
    return []


def _relationship(archive: Archive, part: str, name: str) -> Any:
    """The relationship `name` of `part`; None: there is none."""
    found = (item for item in _relationships(archive, part) if attribute(item, "Id") == name)
    return next(found, None) if name else None


def _is_external(item: Any) -> bool:
    return attribute(item, "TargetMode").lower() == "external"


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
CONTENT_TYPES = "[Content_Types].xml"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def kinds_of(names: Iterable[str], types: Element) -> dict[str, str]:
    """The content type of each part in small letters ('': none is said); `types`: the root of the part that says so."""
    defaults, overrides = {}, {}
    for item in types.iter():
        kind = attribute(item, "ContentType").lower()
        if local_name(item) == "Override":
            overrides[attribute(item, "PartName").lstrip("/").lower()] = kind
        elif local_name(item) == "Default":
            defaults[attribute(item, "Extension").lower()] = kind
    found = {}
    for name in names:
        found[name] = overrides.get(name.lower(), defaults.get(name.rpartition(".")[2].lower(), ""))
    return found


def is_drawing(name: str, kind: str) -> bool:
    """Whether the part `name` of the content type `kind` is a drawing in SVG."""
    return name.lower().endswith(".svg") or kind.startswith("image/svg")


def is_xml(name: str, kind: str) -> bool:
    """Whether the part `name` of the content type `kind` is XML that is no drawing: any name may be given to one."""
    if is_drawing(name, kind):
        return False
    return name.lower().endswith((".xml", ".rels")) or kind.endswith("xml")


@dataclass(frozen=True)
class Package:
    """The parts of a .docx by name without a leading slash, the XML parts parsed, and the drawings in SVG."""

    parts: Mapping[str, bytes]
    roots: Mapping[str, Element]
    drawings: Mapping[str, bytes]

    def relationships(self, part: str) -> Iterator[Element]:
        """The relationships that `part` ('' for the package itself) declares."""
        root = self.roots.get(relationships_of(part))
        if root is None:
            return iter(())
        return root.iter(_RELATIONSHIP)

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts that `part` points to by a relationship whose type ends with `kind`."""
        found: list[str] = []
        for item in self.relationships(part):
            if item.get("Type", "").endswith("/" + kind) and not _is_external(item):
                found.append(target_of(part, item.get("Target", "")))
        return found

    @property
    def document(self) -> str | None:
        """The name of the main part; None if there is none."""
        names = []
        for item in self.relationships(""):
            if item.get("Type") == _OFFICE_DOCUMENT:
                names.append(target_of("", item.get("Target", "")))
        if names and names[0] in self.roots:
            return names[0]
        return None


def _why_unreadable(data: bytes, error: Exception) -> str:
    """In words a secretary knows, why `data` does not open; what they do not cover keeps the words of `error`."""
    if not data:
        return "文件是空的（0 字节）"
    if data.startswith(OLE):
        return "像是加了密码或旧的 .doc/.wps 文件"
    if not data.startswith(b"PK"):
        return "不是 .docx 文件，只是扩展名像"
    return f"文件已损坏（{error}）"


def open_package(data: bytes, problems: Problems) -> Package | None:
    """The package in `data`, checked; None where it cannot be read at all. Problems are V101 to V107."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if not _sane_sizes(archive, problems):
                return None
            _check_names(archive, problems)
            parts = {}
            for entry in archive.infolist():
                parts[entry.filename] = archive.read(entry)
    except BROKEN_ZIP as error:
        problems.add("V101", why=_why_unreadable(data, error))
        return None
    package = _parsed(parts, problems)
    _check_types(package, problems)
    _check_relationships(package, problems)
    _check_drawing_ids(package, problems)
    return package


def _sane_sizes(archive: zipfile.ZipFile, problems: Problems) -> bool:
    """Whether it is safe to unpack: a bomb says its size before it is opened."""
    found = oversize(archive)
    if found is not None:
        problems.add("V102", entries=found.entries, size=found.size // 1_000_000, found="、".join(found.bombs))
    return found is None


def _check_names(archive: zipfile.ZipFile, problems: Problems) -> None:
    # Office compares names of parts without regard to case.
    times = Counter(name.lower() for name in archive.namelist())
    for name in (name for name, number in times.items() if number > 1):
        problems.add("V103", found=name)


def _parsed(parts: Mapping[str, bytes], problems: Problems) -> Package:
    types = None
    if CONTENT_TYPES in parts:
        types = _root(CONTENT_TYPES, parts[CONTENT_TYPES], problems)
    roots, drawings = {}, {}
    if types is None:
        types = etree.Element("Types")  # none is said
    else:
        roots[CONTENT_TYPES] = types
    for name, kind in kinds_of(parts, types).items():
        if is_drawing(name, kind):
            drawings[name] = parts[name]
        elif is_xml(name, kind) and name != CONTENT_TYPES:
            root = _root(name, parts[name], problems)
            if root is not None:
                roots[name] = root
    return Package(parts, roots, drawings)


def _root(name: str, data: bytes, problems: Problems) -> Element | None:
    """The root of the XML part `name`; None where it is broken (V106)."""
    try:
        root = etree.fromstring(transitional(data), strict_parser())
    except etree.XMLSyntaxError as error:
        problems.add("V106", part=name, why=error.msg)
        return None
    if root.getroottree().docinfo.internalDTD is not None:
        problems.add("V106", part=name, why="含有 DTD")
        return None
    return root


def _check_types(package: Package, problems: Problems) -> None:
    root = package.roots.get(CONTENT_TYPES)
    if root is None:
        problems.add("V104", part=CONTENT_TYPES)
        return
    defaults = {item.get("Extension", "").lower() for item in root.iter(_CONTENT + "Default")}
    overrides = set()
    for item in root.iter(_CONTENT + "Override"):
        overrides.add(item.get("PartName", "").lstrip("/"))
    for name in package.parts:
        extension = name.rpartition(".")[2].lower()
        if name != CONTENT_TYPES and not name.endswith("/") and name not in overrides and extension not in defaults:
            problems.add("V104", part=name)
    for name in sorted(overrides - package.parts.keys()):
        problems.add("V105", part=CONTENT_TYPES, target=name)


def _check_relationships(package: Package, problems: Problems) -> None:
    if package.document is None:
        problems.add("V105", part="_rels/.rels", target="word/document.xml")
    for name, root in package.roots.items():
        if not name.endswith(".rels"):
            continue
        folder, own = posixpath.split(name)
        part = posixpath.join(posixpath.dirname(folder), own.removesuffix(".rels"))
        _check_targets(package, part, root, problems)


def _check_targets(package: Package, part: str, root: Element, problems: Problems) -> None:
    ids: set[str] = set()
    for item in root.iter(_RELATIONSHIP):
        ids.add(item.get("Id", ""))
        if not _is_external(item) and target_of(part, item.get("Target", "")) not in package.parts:
            problems.add("V105", part=part or "_rels/.rels", target=item.get("Target", ""))
    used = set()
    for element in package.roots[part].iter() if part in package.roots else ():
        for name, value in element.attrib.items():
            if str(name).startswith("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"):
                used.add(value)
    for missing in sorted(used - ids):
        problems.add("V105", part=part, target=missing)


def _check_drawing_ids(package: Package, problems: Problems) -> None:
    ids: Counter[str] = Counter()
    for root in package.roots.values():
        for element in root.iter():
            if local_name(element) == "docPr":
                ids[element.get("id", "")] += 1
    for number, times in ids.items():
        if times > 1:
            problems.add("V107", found=number)
