"""Units (责任单位): content/单位.yaml with their names and members, and who is meant by a name that a plan gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import Field

from ygt_docs.notice.fields import Fault, Line, Lines, Model, fault
from ygt_docs.notice.model import Organ, Organs
from ygt_docs.notice.responsible import units_in_cell

UNITS = "单位.yaml"
_NAME_KEYS = ("全称", "简称", "别名")
_REGION = re.compile(r"^(?:中共)?(?:[^省市县区旗州局委办政府]{1,8}(?:省|市|县|区|旗|自治州|自治县))+")
_LEVEL = re.compile(r"^[省市县区旗州]")
_GO_WITH_LEVEL = ("委", "政府", "政协", "人大", "人民", "直", "级", "域")  # 县委, 县政府: never without 县
_BRACKETS = re.compile(r"（[^（）]*）$")
_COLLECTIVE = re.compile(r"各|有关|相关|成员单位|(?:部门|单位)$")
_AND_OTHERS = re.compile(r"^(.+?)等(.*)$")
# What may follow 等 and names nobody: 等单位, 等有关部门, 等3个部门.
_NOBODY = re.compile(r"(?:[0-9一二两三四五六七八九十]+[个家]?)?(?:有关|相关)?(?:单位|部门|机关|机构|乡镇|街道|学校)?")
_AND = re.compile(r"以及|及|和|与|、")


class Unit(Model):
    """One unit of 单位.yaml, or a collective name (各乡镇人民政府) with the units that it stands for."""

    name: Line = Field(alias="全称", description="单位全称，或几个单位合起来的叫法，如 各乡镇人民政府")
    short_name: Line | None = Field(None, alias="简称", description="清单、台账里用的简称，不写用全称")
    aliases: Lines = Field(default=[], alias="别名", description="公文里的其他叫法，如 卫健局")
    members: Lines = Field(default=[], alias="成员", description="合起来的叫法指哪些单位，每个单位一项")

    @property
    def names(self) -> list[Line]:
        """Everything that the unit is called."""
        return [self.name, *([] if self.short_name is None else [self.short_name]), *self.aliases]


class Units(Model):
    """单位.yaml: the units that task lists name."""

    units: list[Unit] = Field(alias="单位", description="责任单位名录")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A name that two units bear: nobody could say which one is meant."""
        first: dict[str, int] = {}
        units = typed.get("单位")
        for index, unit in enumerate(units if isinstance(units, list) else ()):
            for key, name in _typed_names(unit):
                if first.setdefault(name, index) != index:
                    yield fault("L101", "单位", index, key, found=name, other=first[name] + 1)


def _typed_names(unit: object) -> Iterator[tuple[str, str]]:
    for key in _NAME_KEYS:
        value = unit.get(key) if isinstance(unit, Mapping) else None
        for name in value if isinstance(value, list) else [value]:
            if isinstance(name, str):
                yield key, name


@dataclass(frozen=True)
class Named:
    """A unit as a plan names it. `others`: 等 stands behind it, so that more units than these are meant."""

    name: str
    others: bool = False


@dataclass
class UnitBook:
    """Who is meant by a name: 单位.yaml first, then organs.yaml; a name of neither stands for itself.

    `complete`: there is a 单位.yaml, which should know every unit.
    """

    units: Sequence[Unit] = ()
    complete: bool = False
    _by_name: dict[str, str] = field(default_factory=dict)
    _members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, units: Units | None, organs: Organs | None) -> UnitBook:
        """The book of a content folder."""
        book = cls(() if units is None else tuple(units.units), units is not None)
        for unit in book.units:
            book._add(unit.name, unit.names)
            book._labels[unit.name] = str(unit.short_name or unit.name)
            book._members[unit.name] = tuple(map(str, unit.members))
        book._add_organs([] if organs is None else organs.organs)
        return book

    def _add(self, name: str, names: Iterable[str]) -> None:
        for each in names:
            self._by_name.setdefault(each, name)

    def _add_organs(self, organs: Sequence[Organ]) -> None:
        """Organs under the names that plans give them: without the county, and with 县 alone before."""
        shorter: dict[str, set[str]] = {}
        for organ in organs:
            known = self.find(organ.name) or (None if organ.short_name is None else self.find(organ.short_name))
            target = known or str(organ.name)
            self._add(target, [organ.name, *([] if organ.short_name is None else [organ.short_name])])
            for name in _shorter(organ):
                shorter.setdefault(name, set()).add(target)
        for name, targets in shorter.items():
            if len(targets) == 1:  # a name that two organs could bear is nobody's
                self._add(next(iter(targets)), [name])

    def knowing(self, names: Iterable[str]) -> UnitBook:
        """This book with `names` as units of their own, but those that join one of them to another (甲局及乙局)."""
        alone = dict.fromkeys(names)
        book = replace(self, _by_name=dict(self._by_name))
        for name in alone:
            firsts = [name[: joint.start()] for joint in _AND.finditer(name)]
            if not any(first in alone or self.find(first) for first in firsts):
                book._add(name, [name])
        return book

    def find(self, name: str) -> str | None:
        """The 全称 of the unit called `name` (None: nobody is known by it)."""
        return self._by_name.get(name)

    def full(self, name: str) -> str:
        """The 全称 of the unit called `name`, else the name itself."""
        return self._by_name.get(name, name)

    def names_of(self, name: str) -> list[str]:
        """Every name by which the unit with the 全称 `name` is known."""
        return [known for known, full in self._by_name.items() if full == name]

    def label(self, name: str) -> str:
        """What lists call the unit with the 全称 `name`."""
        return self._labels.get(name, name)

    def members(self, name: str) -> tuple[str, ...]:
        """The 全称 of the units that the collective `name` stands for; () for a single unit or where nobody said."""
        return tuple(map(self.full, self._members.get(self.full(name), ())))

    def is_unknown(self, name: str) -> bool:
        """Whether `name` is neither known nor a collective name (各有关部门), which needs no entry."""
        return self.find(name) is None and _COLLECTIVE.search(name) is None

    def named(self, texts: Iterable[str]) -> list[Named]:
        """The units that `texts` name, each once; 甲局、乙局等各成员单位 are three, 甲局牵头，乙局配合 are two."""
        found: dict[str, Named] = {}
        for text in texts:
            for part in units_in_cell([text]).all or parts_of(text):
                for item in self._parted(part):
                    found.setdefault(item.name, item)
        return list(found.values())

    def _parted(self, text: str) -> Iterator[Named]:
        if self.find(text) is not None:
            yield Named(self.full(text))
            return
        others = _AND_OTHERS.match(text)
        if others is not None and self._is_open(others[1], others[2]):
            nobody = self.find(others[2]) is None and _NOBODY.fullmatch(others[2]) is not None
            yield Named(self.full(others[1]), others=nobody)
            if not nobody:
                yield from self._parted(others[2])
            return
        for joint in _AND.finditer(text):
            one, two = text[: joint.start()], text[joint.end() :]
            if self.find(one) and (self.find(two) or _COLLECTIVE.search(two)):
                yield Named(self.full(one))
                yield from self._parted(two)
                return
        yield Named(text)

    def _is_open(self, first: str, rest: str) -> bool:
        """Whether 等 between `first` and `rest` leaves units open, and is no part of a name (高等学校)."""
        return self.find(first) is not None or not rest or _COLLECTIVE.search(rest) is not None


def parts_of(text: str) -> list[str]:
    """`text` at 、 ， and ； but not inside brackets, without blanks."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "（(") - (sign in "）)")
        if depth <= 0 and sign in "、，,；;":
            parts.append("")
        else:
            parts[-1] += sign
    found: list[str] = []
    for part in parts:
        if part.strip():
            found.append(part.strip())
    return found


def _shorter(organ: Organ) -> Iterator[str]:
    """The names of an organ without its county, as plans of that county write them: 财政局, 县财政局."""
    for name in (str(organ.name), str(organ.short_name or "")):
        plain = _BRACKETS.sub("", name)
        if plain != name:
            yield plain
        region = _REGION.match(plain) or _LEVEL.match(plain)
        bare = plain if region is None else plain[region.end() :]
        if region is not None and len(bare) > 1:
            yield region[0][-1] + bare
            if not bare.startswith(_GO_WITH_LEVEL):
                yield bare
