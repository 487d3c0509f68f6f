"""Documents that are made of tasks: each a notice.yaml like any other, so that it takes the same road and checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ygt_docs.files import discard_folder
from ygt_docs.notice.document import Document
from ygt_docs.notice.folders import NOTICE
from ygt_docs.notice.including import header_for
from ygt_docs.notice.model import Notice
from ygt_docs.notice.organs import ORGANS
from ygt_docs.notice.writer import write_tree
from ygt_docs.project import Project
from ygt_docs.tasklist.items import Item, name_of
from ygt_docs.tasklist.store import Plans
from ygt_docs.together import write_all

CONTENT, MADE = "内容", "成品"
_MARK = "由 ./invoke tasks 生成，再运行一次会重写；要留下来改的，用 --keep 存进 content。"
_NOT_IN_NAMES = re.compile(r"[^\w-]+")
_ABOVE = "〃"
_SPECIAL = (_ABOVE, "〈")  # in a table they merge cells
_LONGEST_NAME = 60

Block = str | Mapping[str, Any]


@dataclass(frozen=True)
class Derived:
    """One document made of tasks: its folder's name and its notice.yaml as plain data, files beside it by name."""

    name: str
    tree: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)


def derived_name(*parts: str) -> str:
    """The folder of a derived document, from the parts of its name."""
    return "-".join(_NOT_IN_NAMES.sub("", part) for part in parts if part)[:_LONGEST_NAME]


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int] = (),
    *,
    caption: str = "",
    upright: bool = True,
    size: str = "五号",
    merged: bool = False,
) -> dict[str, Any]:
    """A block 表: `widths` in millimetres (none: as the cells need); `upright`: on a portrait page;
    `size`: of its text.

    `merged`: equal cells of the first column are one. `caption` goes with the table, as a heading would not.
    """
    lines: list[list[Any]] = []
    above = ""
    for row in rows:
        cells = []
        for text in row:
            cells.append(_cell(text))
        if merged and row[0] == above:
            cells[0] = _ABOVE
        above = row[0]
        lines.append(cells)
    made: dict[str, Any] = {"题": caption} if caption else {}
    made |= {"栏": list(heads), "行": lines, "字号": size}
    if widths:
        made["列宽"] = [str(width) for width in widths]
    return {"表": made | {"方向": "竖" if upright else "横"}}


def _cell(text: str) -> Any:
    return {"字": text} if text in _SPECIAL else text


def manuscript(title: str, plans: Plans, body: list[Block] | dict[str, Any]) -> dict[str, Any]:
    """A 文稿: a text of the office without number, signed by the organs of the plans."""
    tree: dict[str, Any] = {"文种": "文稿", "标题": title}
    authors = list(dict.fromkeys(str(organ.name) for plan in plans.plans for organ in plan.document.organs[:1]))
    if authors:
        tree["作者"] = authors
    tree["正文"] = body
    return tree


def basis_of(documents: Iterable[Document]) -> str:
    """The plans that tasks come from, in words: 《甲计划》（号）、《乙方案》."""
    return "、".join(dict.fromkeys(map(name_of, documents)))


def units_words(item: Item, plans: Plans) -> str:
    """The units of a task for one cell: those that lead first, then those that support, a line each."""
    book = plans.units
    lines = []
    for word, units in (("牵头：", item.lead), ("", item.units), ("配合：", item.support)):
        names = "、".join(book.label(unit.name) + ("等" if unit.others else "") for unit in units)
        if names:
            lines.append(word + names)
    return "\n".join(lines)


def origin(item: Item) -> str:
    """Where a task stands, for one cell: number of the plan, group, 序号."""
    number = item.document.notice.number
    if number is not None and number.serial is not None:
        plan = str(number)
    else:
        plan = name_of(item.document)
    group = f"“{item.group}”" if item.group else ""
    return f"{plan}{group}第{item.number}项"


def criteria_words(item: Item) -> str:
    """The criteria of a task, a line each, with numbers where there are several."""
    if len(item.criteria) < 2:
        return "".join(item.criteria)
    return "\n".join(f"{number}.{text}" for number, text in enumerate(item.criteria, start=1))


def write_derived(derived: Sequence[Derived], folder: Path, plans: Plans) -> Path:
    """Write `derived` as a content folder below `folder`; what an earlier run left there goes. The content folder."""
    content = folder / CONTENT
    _clear(content)
    files: dict[Path, bytes | None] = {}
    organs = plans.content / ORGANS
    if organs.is_file():
        files[content / ORGANS] = organs.read_bytes()
    for item in derived:
        files.update(files_of(item, content, plans.project, {("文种",): [_MARK]}))
    write_all(files)
    return content


def files_of(
    item: Derived,
    content: Path,
    project: Project,
    comments: Mapping[tuple[str | int, ...], Sequence[str]] | None = None,
) -> dict[Path, bytes]:
    """The files of a derived document below the folder `content`."""
    path = content / item.name / NOTICE
    text = write_tree(item.tree, Notice, header_for(path, Notice, project), comments)
    return {path: text.encode("utf-8"), **{content / item.name / name: data for name, data in item.files.items()}}


def _clear(content: Path) -> None:
    """Remove the documents that an earlier run made; anything else stays."""
    for path in sorted(content.glob(f"*/{NOTICE}")):
        if _MARK in path.read_text(encoding="utf-8", errors="replace")[:1000]:
            discard_folder(path.parent)
