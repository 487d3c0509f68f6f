"""The tables of 使用手册.md that follow the code: every YAML key of the model, every problem code of the catalogue.

They stand between markers in the manual; a test holds the committed manual against what this module renders.
`python -m ygt_docs.manual` writes them anew.
"""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from ygt_docs.files import write_atomically
from ygt_docs.manual_examples import EXAMPLES
from ygt_docs.notice import blocks, cells, forms, model, registering, regulation, special, tables, units
from ygt_docs.notice.fields import Model
from ygt_docs.notice.shape import child, keys_of
from ygt_docs.problems.catalogue import CATALOGUE
from ygt_docs.problems.entry import Entry
from ygt_docs.project import this_project

MANUAL = Path("docs/使用手册.md")
_COMMAND = re.compile(r"run\[(.*)\]")  # a command in the words of a problem, as `Call` writes it

TITLES: dict[type[Model], str] = {
    model.Notice: "公文（notice.yaml）",
    special.MarkStyle: "标志",
    model.DocumentNumber: "发文字号",
    model.Body: "正文（直接写段落，或写列表，或写章节，或写章、条，或写文件名 plan.yaml）",
    blocks.TextBlock: "列表的项（不是一段文字的）",
    tables.Table: "表（只写表格文件名，或写成）",
    tables.Head: "栏",
    blocks.Picture: "图（只写文件名，或写成）",
    blocks.Code: "二维码（只写内容，或写成）",
    forms.Form: "表单（只写表格文件名，或写成）",
    forms.NameList: "名单",
    forms.NameGroup: "名单的组",
    cells.Cell: "格（要跨行、跨列或定高的）",
    regulation.Part: "编（办法、规定）",
    regulation.Chapter: "章（办法、规定）",
    regulation.Division: "节（办法、规定）",
    regulation.Article: "条",
    regulation.Clause: "款",
    regulation.Item: "项",
    model.Section: "章节、下级",
    model.Goals: "建设目标（goals.yaml）",
    model.Indicator: "指标",
    model.Deadline: "时限",
    model.Steps: "实施步骤（steps.yaml）",
    model.Step: "步骤",
    model.StepPart: "段落",
    model.Appendix: "附件",
    model.TaskTable: "任务表（tasks.yaml）",
    model.ColumnTitles: "表头",
    model.TaskGroup: "组",
    model.Task: "任务",
    model.PlacedContact: "联系",
    model.Contact: "机关的联系",
    special.Stamp: "签名章",
    model.Promulgated: "印发件",
    model.Forwarded: "转发件",
    special.Order: "命令",
    special.Proclamation: "公告号",
    special.Minutes: "纪要",
    model.Imprint: "版记",
    special.Bulletin: "简报",
    special.Collection: "汇编",
    model.Disclosure: "信息公开",
    registering.Registration: "登记",
    registering.Copies: "分送",
    model.Organs: "名录（content/organs.yaml）",
    model.Organ: "机关",
    model.OrganCode: "机关代字（organs.yaml）",
    units.Units: "责任单位名录（content/单位.yaml）",
    units.Unit: "单位",
    registering.Progress: "任务进展（进展/YYYY-MM.yaml）",
    registering.Entry: "填报",
    registering.Reminder: "督办",
    registering.TaskIds: "任务编号（进展/编号.yaml）",
    registering.NumberedTask: "有编号的任务",
    registering.Policies: "登记簿的规则（content/登记.yaml）",
    registering.SeriesRule: "序列",
    registering.SharedCounter: "大流水",
}
_ROOTS: tuple[type[Model], ...] = (
    model.Notice,
    model.Organs,
    registering.Policies,
    units.Units,
    registering.Progress,
    registering.TaskIds,
)

STAGES = {
    "Y": "读取 YAML 文件",
    "X": "附在公文里的表格和图片",
    "N": "公文内容",
    "T": "文字规则",
    "F": "字体和字符",
    "W": "Word 文件",
    "P": "PDF 文件",
    "V": "核对成品",
    "D": "对照国家标准检查成品",
    "B": "生成",
    "I": "导入草稿",
    "U": "把 Word 里的改动写回",
    "S": "起草公文",
    "G": "样张比对",
    "L": "任务清单",
    "R": "编号和登记",
}

# bool stands before int, whose subclass it is.
_SCALARS: dict[type, str] = {bool: "是、否", int: "整数", datetime.date: "日期", str: "文字"}


def key_tables() -> str:
    """One Markdown table for each part of a document, every key of the model in it once."""
    seen: set[type[Model]] = set()
    return "\n\n".join(_key_table(part) for root in _ROOTS for part in parts_of(root, seen))


def code_tables() -> str:
    """One Markdown table for each stage, every code of the catalogue in it once, in order."""
    tables = []
    for letter, title in STAGES.items():
        codes = sorted(code for code in CATALOGUE if code[0] == letter)
        rows = []
        for code in codes:
            rows.append(_code_row(code, CATALOGUE[code]))
        if rows:
            tables.append(
                "\n".join([f"### {letter}：{title}", "", "| 编号 | 级别 | 含义 | 怎么改 |", "|---|---|---|---|", *rows])
            )
    return "\n\n".join(tables)


def parts_of(root: type[Model], seen: set[type[Model]] | None = None) -> Iterator[type[Model]]:
    """`root` and every model below it that is not in `seen` (None: none is), in the order a reader meets them."""
    seen = set() if seen is None else seen
    if root in seen:
        return
    seen.add(root)
    yield root
    for key in keys_of(root):
        below = child(root, key)
        if below is not None:
            yield from parts_of(below, seen)


def render(manual: str) -> str:
    """`manual` with the tables between its markers made anew; raises ValueError if a marker is missing."""
    for name, table in (("键表", key_tables()), ("编号表", code_tables())):
        start, end = f"<!-- {name}：开始（由程序生成，不要手改） -->", f"<!-- {name}：结束 -->"
        pattern = re.compile(re.escape(start) + ".*?" + re.escape(end), re.DOTALL)
        block = f"{start}\n\n{table}\n\n{end}".replace("\\", r"\\")
        manual, found = pattern.subn(block, manual)
        if found != 1:
            raise ValueError(f"the manual holds the markers of {name} {found} times, not once")
    return manual


def main() -> None:
    """Write the tables into the manual of this project."""
    path = this_project().root / MANUAL
    write_atomically(path, render(path.read_text(encoding="utf-8")).encode())


def _key_table(part: type[Model]) -> str:
    rows = []
    for key, info in keys_of(part).items():
        rows.append(_key_row(part, key, info))
    return "\n".join(
        [f"### {TITLES[part]}", "", "| 键 | 必填 | 写什么 | 含义 | 例子 |", "|---|---|---|---|---|", *rows]
    )


def _key_row(part: type[Model], key: str, info: FieldInfo) -> str:
    needed = "是" if info.is_required() else ""
    example = _cell(EXAMPLES[part][key])
    wanted = "各行的列表，或多行文字" if cells.is_rows(info) else _value(info.annotation)
    return f"| {key} | {needed} | {wanted} | {_cell(info.description or '')} | `{example}` |"


def _value(annotation: Any) -> str:
    """What may be written for a field of type `annotation`, in words."""
    options = []
    for option in get_args(annotation):
        if option is not NoneType:
            options.append(option)
    if blocks.Blocks in options:
        return "文字，或列表"
    if get_origin(annotation) is list:
        return f"{_value(options[0])}，可写多项"
    if options:  # optional or annotated: the first names the type
        return _value(options[0])
    if issubclass(annotation, Model):
        return f"见“{TITLES[annotation].partition('（')[0]}”"
    if issubclass(annotation, StrEnum):
        return "、".join(annotation)
    return next(word for scalar, word in _SCALARS.items() if issubclass(annotation, scalar))


def _code_row(code: str, entry: Entry) -> str:
    return f"| {code} | {entry.severity} | {_words(entry.message)} | {_words(entry.fix)} |"


def _words(template: str) -> str:
    """A message of the catalogue as the manual shows it: an ellipsis for each word that is filled in, but commands."""
    said = ""
    for text, name, _, _ in string.Formatter().parse(template):
        said += text
        command = _COMMAND.fullmatch(name or "")
        if command is not None:
            said += f"./invoke {command[1]}"
        elif name is not None:
            said += "…"
    return _cell(said)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


if __name__ == "__main__":
    main()
