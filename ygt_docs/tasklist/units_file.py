"""content/单位.yaml begun, or completed, with the units that plans name (--units)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ygt_docs.editing import List, Source, Tree, new, text_of
from ygt_docs.files import write_atomically
from ygt_docs.notice.including import header_for
from ygt_docs.notice.units import UNITS, UnitBook, Units
from ygt_docs.notice.writer import write_tree
from ygt_docs.reading.source import like_before, plain_lines
from ygt_docs.tasklist.store import Plans

_KEY = "单位"


@dataclass(frozen=True)
class NewUnits:
    """What --units adds: the 全称 of the units that were missing; `data` is the whole new file."""

    path: Path
    data: bytes
    added: tuple[str, ...]


def units_of(plans: Plans) -> list[str]:
    """The 全称 of every unit of the tasks, in the order of the plans."""
    found: dict[str, None] = {}
    for item in plans.items:
        for unit in item.everybody:
            found[unit.name] = None
    return list(found)


def new_units(plans: Plans) -> NewUnits:
    """The file with every unit that it does not know yet."""
    path = plans.content / UNITS
    missing = []
    for name in units_of(plans):
        if not _in_file(name, plans.units):
            missing.append(name)
    entries = [_entry(name, plans.units) for name in missing]
    if not path.is_file():
        tree = {_KEY: entries}
        data = write_tree(tree, Units, header_for(path, Units, plans.project)).encode("utf-8")
        return NewUnits(path, data, tuple(missing))
    before = path.read_bytes()
    source = Source(UNITS, plain_lines(before))
    node = Tree({UNITS: source}, UNITS, Units).at(_KEY)
    assert isinstance(node, List)  # the file was read before
    for entry in entries:
        node.items.append(new(entry))
    return NewUnits(path, like_before(text_of(source), before), tuple(missing))


def write_units(found: NewUnits) -> None:
    """Write the file. Raises UserError B101 … B103."""
    write_atomically(found.path, found.data)


def _in_file(name: str, book: UnitBook) -> bool:
    return any(unit.name == name for unit in book.units)


def _entry(name: str, book: UnitBook) -> dict[str, object]:
    """One unit: its 全称, and the shortest name by which organs.yaml knows it."""
    shorter = []
    for other in book.names_of(name):
        if len(other) < len(name):
            shorter.append(other)
    if shorter:
        return {"全称": name, "简称": min(shorter, key=len)}
    return {"全称": name}
