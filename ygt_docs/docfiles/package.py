"""The parts of an Office package and what they name, in the transitional and in the strict form of ISO/IEC 29500."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote

from ygt_docs.docfiles.archive import Archive
from ygt_docs.docfiles.xml import attribute, children


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
    return attribute(item, "TargetMode") == "External"
