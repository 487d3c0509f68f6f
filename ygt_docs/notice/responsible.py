"""Who is responsible (责任单位) as a text says it: in the brackets that end a task, or in one cell with all roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_BRACKETS = re.compile(r"（((?:[^（）]|（[^（）]*）)*)）[。；]?\s*$")
_LABEL = re.compile(r"^(责任单位|牵头单位|责任部门|牵头部门|牵头|配合单位|配合部门|配合|参与单位)[：:]")
_ROLE_AFTER = re.compile(r"(?:共同)?(牵头|配合|参与|负责|落实)$")
_ROLE_IN_BRACKETS = re.compile(r"（(?:共同)?(牵头|配合|参与|负责|落实)(?:单位|部门)?）$")
_ROLE_BEFORE = re.compile(r"^（(?:共同)?(牵头|配合|参与|负责|落实)(?:单位|部门)?）(?=.)")
_RUN_ON = re.compile(
    r"(?<=[^、；;，,。\n])(（(?:共同)?(?:牵头|配合|参与|负责|落实)(?:单位|部门)?）)(?=[^、；;，,。\n])"
)
_SPACE_BEFORE_LABEL = re.compile(r"[ \u3000]+(?=(?:责任|牵头|配合|参与)(?:单位|部门)?[：:])")
_TOGETHER = ("由", "会同")
_DIVIDED = re.compile(r"(等)?(按照?职责分工|按照?分工|按照?职责|分别|分工)+(负责|落实|牵头|配合)?$")
_UNIT = re.compile(
    r"(局|委|办|办公室|政府|中心|医院|卫生院|总院|部|厅|处|科|股|室|会|院|所|站|校|学校|大学|队|公司|集团|银行|法院|检察院|"
    r"街道办事处|街道|办事处|乡|镇|村|社区|部门|单位|机构|医共体|区|县|市|小组)(（[^（）]*）)?$"
)
_NO_UNIT = ("以下简称", "下同", "详见", "见附件", "附后", "含", "包括", "如", "即", "共", "不")
_LEAD, _SUPPORT, _UNITS, _NONE = "lead", "support", "units", ""


@dataclass(frozen=True)
class ResponsibleUnits:
    """Units in the order in which they are named. `units`: without a role, or responsible for a part each."""

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
    等 behind a unit stays with it (乙局等): it says that more are meant.
    """
    found = _BRACKETS.search(text.rstrip())
    if found is None or found[1].startswith(_NO_UNIT):
        return NONE
    named = list(_named(found[1]))
    if not all(_UNIT.search(name.removesuffix("等")) for _, name in named):
        return NONE
    return _by_role(named)


def units_in_cell(units: Iterable[str]) -> ResponsibleUnits:
    """The units of one cell that tells who leads and who supports (甲局牵头，乙局、丙局配合; 甲局（牵头）、乙局).

    `units`: the cell as it was typed, at once or a unit each. NONE where it tells no roles.
    """
    found = _by_role(list(_named("、".join(units))))
    return found if found.lead or found.support else NONE


def tells_roles(cell: str) -> bool:
    """Whether a cell of units says who of them leads or supports."""
    return units_in_cell([cell]) != NONE


def _by_role(named: list[tuple[str, str]]) -> ResponsibleUnits:
    """`named`, each with its role, by their roles; those without one support where another leads."""
    roles: dict[str, list[str]] = {_LEAD: [], _SUPPORT: [], _UNITS: []}
    leads = any(role == _LEAD for role, _ in named)
    for role, name in named:
        if role == _NONE and leads:
            role = _SUPPORT
        roles[role or _UNITS].append(name)
    return ResponsibleUnits(**{role: tuple(dict.fromkeys(names)) for role, names in roles.items()})


def _named(text: str) -> Iterator[tuple[str, str]]:
    """The units of `text`, each with the role that it is given ("": none)."""
    for part in _parts(text):
        words = _LABEL.sub("", part)
        labelled = _role(part[: len(part) - len(words)])
        divided = _DIVIDED.search(words)
        if divided is not None:
            words = words[: divided.start()] + (divided[1] or "")
            labelled = _role(divided[3] or "") or _UNITS
        for word in _TOGETHER:
            words = words.removeprefix(word)
        waiting: list[str] = []
        for name in _split(words, "、"):
            before = _ROLE_BEFORE.match(name)
            alone = _ROLE_IN_BRACKETS.search(name)
            after = _ROLE_AFTER.search(name)
            if before is not None:
                yield labelled or _role(before[1]), name[before.end() :]
            elif alone is not None and alone.start():
                for each in waiting:
                    yield labelled, each
                waiting = []
                yield labelled or _role(alone[1]), name[: alone.start()]
            elif after is not None and after.start():
                waiting.append(name[: after.start()])
                for each in waiting:
                    yield labelled or _role(after[1]), each
                waiting = []
            else:
                waiting.append(name)
        for each in waiting:
            yield labelled, each


def _parts(text: str) -> Iterator[str]:
    """`text` in the parts that give a role each: at ； and ，, and before a label (牵头单位：) behind a 、."""
    text = _SPACE_BEFORE_LABEL.sub("；", _RUN_ON.sub(r"\1、", text))
    for part in _split(text, "；;，,。\n"):
        names: list[str] = []
        for name in _split(part, "、"):
            if names and _LABEL.match(name):
                yield "、".join(names)
                names = []
            names.append(name)
        yield "、".join(names)


def _role(word: str) -> str:
    """The role that a word gives (牵头单位, 配合, 负责); "" for none."""
    if word.startswith("牵头"):
        return _LEAD
    if word.startswith(("配合", "参与")):
        return _SUPPORT
    return _UNITS if word else _NONE


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
