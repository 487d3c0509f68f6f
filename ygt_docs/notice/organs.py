"""organs.yaml (发文机关名录) and 单位.yaml (责任单位名录), and the organs that a document names."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from ygt_docs.notice.fields import Model
from ygt_docs.notice.finding import validate
from ygt_docs.notice.including import check_header, lies_in
from ygt_docs.notice.model import Organ, Organs
from ygt_docs.notice.shape import expected_of
from ygt_docs.notice.suggest import near, nearest
from ygt_docs.notice.units import UNITS, Units
from ygt_docs.problems import Place, Problems
from ygt_docs.project import Project
from ygt_docs.reading import Text, read_tree
from ygt_docs.reading.text import quote

ORGANS = "organs.yaml"
_SHOWN = 8  # organs that a message names; a county has dozens
M = TypeVar("M", bound=Model)
_BETWEEN_ORGANS = re.compile(r"[、，,；;\s]+")


def read_organs(content: Path, project: Project, problems: Problems) -> Organs | None:
    """The organs of `content`; None when organs.yaml is missing or has an error (then a problem says so)."""
    path = content / ORGANS
    if not os.path.lexists(path):
        problems.add("N120", Place(project.shown(path)))
        return None
    return _read(content, ORGANS, Organs, project, problems)


def read_units(content: Path, project: Project, problems: Problems) -> Units | None:
    """The units of `content`; None where 单位.yaml is missing, which it may be, or has an error (a problem says so)."""
    if os.path.lexists(content / UNITS):
        return _read(content, UNITS, Units, project, problems)
    return None


def _read(content: Path, name: str, model: type[M], project: Project, problems: Problems) -> M | None:
    path = content / name
    if not lies_in(content, name):
        problems.add("N105", Place(project.shown(path)), found=quote(name))
        return None
    before = len(problems.errors)
    tree = read_tree(path, project.shown(path), problems, expected_of(model))
    check_header(path, model, project, problems)
    made = None if tree is None else validate(model, tree, problems, {})
    if len(problems.errors) == before:
        return made
    return None


def pick(names: Iterable[Text], organs: Organs | None, problems: Problems) -> tuple[Organ, ...]:
    """The organs that `names` name, in that order; an organ that cannot be found is a problem at its name.

    Its document is laid out all the same, under the name that was typed.
    """
    known = {organ.name: organ for organ in organs.organs} if organs else {}
    picked = []
    for name in names:
        if name in known:
            picked.append(known[name])
            continue
        picked.append(_supposed(name, known))
        if organs is None:
            problems.add("N125", name.place, found=quote(name))
        else:
            problems.add(
                "N121",
                name.place,
                found=quote(name),
                hint=_several(name, known) or near(name, known, "是不是想写「{}」？"),
                known="、".join(list(known)[:_SHOWN]) + ("等" if len(known) > _SHOWN else ""),
            )
    return tuple(picked)


def _supposed(name: Text, known: Mapping[Text, Organ]) -> Organ:
    """An organ that organs.yaml does not know. What was meant counts as its short name, so that nothing else of the
    document is doubted for it.
    """
    meant = nearest(name, known)
    return Organ.model_validate({"全称": name} | ({} if meant is None else {"规范化简称": Text(meant)}))


def _several(name: str, known: Collection[str]) -> str:
    """How to write organs of the register that were typed as one name (甲局、乙局); nothing where it is no such list."""
    parts = []
    for part in _BETWEEN_ORGANS.split(name):
        if part:
            parts.append(part)
    if len(parts) < 2 or not all(part in known for part in parts):
        return ""
    return f"几个机关各写一项：[{', '.join(parts)}]；"
