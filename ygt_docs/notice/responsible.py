"""The units that a text names in brackets at the end of a paragraph (责任单位): kept as text, and read as data."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BRACKETS = re.compile(r"（((?:[^（）]|（[^（）]*）)*)）[。；]?\s*$")
_LABEL = re.compile(r"^(责任单位|牵头单位|责任部门|牵头部门|牵头|配合单位|配合部门|配合|参与单位)[：:]")
_ROLE_AFTER = re.compile(r"(共同)?(牵头|配合|参与|负责|落实)$")
_DIVIDED = re.compile(r"(等)?(按照?职责分工|按照?分工|按照?职责|分别|分工)+(负责|落实|牵头|配合)?$")
_UNIT = re.compile(
    r"(局|委|办|办公室|政府|中心|医院|卫生院|总院|部|厅|处|科|股|室|会|院|所|站|校|学校|大学|队|公司|集团|银行|法院|检察院|"
    r"街道办事处|街道|办事处|乡|镇|村|社区|部门|单位|机构|医共体|区|县|市|小组)(（[^（）]*）)?$"
)
_NO_UNIT = ("以下简称", "下同", "详见", "见附件", "附后", "含", "包括", "如", "即", "共", "不")
_SUPPORT = ("配合", "参与")


@dataclass(frozen=True)
class ResponsibleUnits:
    """Units in the order in which they are named. `units`: without a role; a plan either tells roles or it does not."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every unit once, those that lead first."""
        return tuple(dict.fromkeys((*self.lead, *self.units, *self.support)))


NONE = ResponsibleUnits()


def responsible_units(text: str) -> ResponsibleUnits:
    """The units in the brackets that end `text`; none where there are no such brackets, or something else is in them.

    Understood: （甲局、乙局）, （甲局牵头，乙局、丙局配合）, （牵头单位：甲局；配合单位：乙局）, （甲局、乙局按职责分工负责）.
    """
    found = _BRACKETS.search(text.rstrip())
    if found is None or found[1].startswith(_NO_UNIT):
        return NONE
    roles: dict[str, list[str]] = {"lead": [], "support": [], "units": []}
    for part in _split(found[1], "；;，,。"):
        role, words = _role_of(part)
        names = []
        for name in _split(words, "、"):
            if name:
                names.append(name)
        if not names or not all(_UNIT.search(name) for name in names):
            return NONE
        roles[role] += names
    return ResponsibleUnits(**{role: tuple(dict.fromkeys(names)) for role, names in roles.items()})


def _role_of(part: str) -> tuple[str, str]:
    """The role that a part of the brackets gives its units, and the part without the words that say so."""
    words = _LABEL.sub("", part)
    label = part[: len(part) - len(words)]
    divided = _DIVIDED.sub("", words)
    if divided != words:
        return "units", divided.removesuffix("等")
    after = _ROLE_AFTER.search(words)
    if after is not None:
        words = words[: after.start()]
        label = label or after[2]
    words = words.removesuffix("等")
    if label.startswith(_SUPPORT):
        return "support", words
    return ("lead" if label.startswith("牵头") else "units"), words


def _split(text: str, signs: str) -> list[str]:
    """`text` at `signs`, but not inside brackets: 各乡镇（街道）、县医院."""
    parts, depth, current = [], 0, ""
    for character in text:
        depth += (character == "（") - (character == "）")
        if depth == 0 and character in signs:
            parts.append(current.strip())
            current = ""
        else:
            current += character
    found: list[str] = []
    for part in [*parts, current.strip()]:
        if part:
            found.append(part)
    return found
