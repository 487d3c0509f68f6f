"""Ledgers as units fill them in: a workbook that went out, with cells set by the titles of their columns."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.tasklist.plans import ISSUED, ORGANS, content, plan, plans
from ygt_docs.project import this_project
from ygt_docs.tasklist.gathering import Gathered, gather, progress_files
from ygt_docs.tasklist.ids import number_tasks, write_ids
from ygt_docs.tasklist.ledger import HEAD_ROW, ledger_of
from ygt_docs.together import write_all

UNITS = """\
单位:
  - {全称: 云溪县教育局, 简称: 教育局}
  - {全称: 云溪县财政局, 简称: 财政局}
  - {全称: 云溪县住房和城乡建设局, 简称: 住建局}
  - {全称: 云溪县水务局, 简称: 水务局}
  - {全称: 各乡镇人民政府, 成员: [石桥镇人民政府, 龙潭乡人民政府]}
"""
TASKS = "组:\n" + "".join(
    f"  - 标题: {group}\n    任务:\n"
    + "".join(f"      - {{任务: {text}, 时限: {due}, {units}}}\n" for text, due, units in rows)
    for group, rows in (
        (
            "校舍",
            (
                ("新建实验小学。", "4月底前", "责任单位: [教育局]"),
                ("改造三所村小。", "6月底前", "责任单位: [教育局, 住建局]"),
                ("拨付建设资金。", "5月底前", "责任单位: [财政局]"),
                ("通水到校。", "9月底前", "责任单位: [水务局]"),
            ),
        ),
        (
            "保障",
            (
                ("配齐教师。", "8月底前", "责任单位: [教育局]"),
                ("绿化校园。", "长期坚持", "责任单位: [住建局]"),
                ("整治校园周边。", "6月底前", "责任单位: [各乡镇人民政府]"),
                ("检测水质。", "每月5日前", "责任单位: [水务局]"),
                ("审计资金。", "12月底前", "责任单位: [财政局]"),
                ("验收校舍。", "7月15日前", "责任单位: [住建局]"),
            ),
        ),
    )
)
FIVE = ("云溪县教育局", "云溪县财政局", "云溪县住房和城乡建设局", "云溪县水务局", "石桥镇人民政府")

Cells = dict[str, dict[str, object]]
"""For each 编号 the cells that are filled in, by the titles of their columns."""
DONE: dict[str, object] = {"办理状态": "已办结", "佐证材料": "验收单", "进展情况": "已经完成。"}
GOING: dict[str, object] = {"办理状态": "推进中", "进展情况": "正在办理。"}


def collect(folder: Path, month: str, *paths: Path) -> Gathered:
    """Gather files and write what is right."""
    found = gather(list(paths), plans(folder, "学校"), month)
    write_all(progress_files(found, this_project()))
    return found


def codes(found: Gathered) -> list[str]:
    """The codes of what was told."""
    return [item.code for item in found.problems]


def school(root: Path, tasks: str = TASKS) -> Path:
    """The content folder of a plan of ten tasks with six units (or of others), issued and numbered."""
    folder = content(root, notice=ISSUED, tasks=tasks, organs=ORGANS)
    (folder / "单位.yaml").write_text(UNITS, encoding="utf-8")
    write_ids(number_tasks(plan(folder), this_project()))
    return folder


def sent(folder: Path, unit: str, month: str) -> Path:
    """The ledger of `unit` for `month`, as it goes out."""
    path = folder.parent / f"{month}-{unit}.xlsx"
    path.write_bytes(ledger_of(plans(folder, "学校"), unit, month).data)
    return path


def filled(folder: Path, unit: str, month: str, cells: Cells) -> Path:
    """The ledger of `unit` for `month` with `cells` filled in."""
    path = sent(folder, unit, month)
    fill(path, cells)
    return path


def fill(path: Path, cells: Cells) -> None:
    """Fill cells of a ledger in; a 编号 that is not there is an error of the test."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    titles = {sheet.cell(HEAD_ROW, column).value: column for column in range(1, sheet.max_column + 1)}
    rows = {}
    for row in range(HEAD_ROW + 1, sheet.max_row + 1):
        rows[str(sheet.cell(row, 1).value).partition("#")[2]] = row
    for identity, values in cells.items():
        for title, value in values.items():
            sheet.cell(rows[identity], titles[title]).value = value
    book.save(path)


def row_of(path: Path, identity: str) -> int:
    """The row of a task in a ledger."""
    sheet = load_workbook(path).worksheets[0]
    for row in range(HEAD_ROW + 1, sheet.max_row + 1):
        if str(sheet.cell(row, 1).value).endswith(f"#{identity}"):
            return row
    raise AssertionError(identity)
