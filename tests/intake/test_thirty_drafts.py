"""Thirty drafts with tables, forms, lists of names and boxes, in five formats: each comes in as the same content."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Border, Side

from tests.intake.packages import p, table, tc, tr, word
from tests.intake.test_account import hold
from ygt_docs.docfiles.sources import read_source
from ygt_docs.elements.marks import ABOVE, LEFT
from ygt_docs.intake.blocks import BLOCKS
from ygt_docs.intake.context import plain
from ygt_docs.intake.importing import recognise

_TITLE = "云溪县水利局关于报送灌区情况的通知"
_BEFORE = ["各乡镇人民政府：", "现将有关情况通知如下。", "请核对。"]
_AFTER = ["请认真组织，按时报送。", "云溪县水利局", "2026年10月8日"]
Grid = list[list[str]]


@dataclass(frozen=True)
class Draft:
    """What stands in a draft: lines around a table, or lines alone, and the block that it has to become."""

    name: str
    block: dict[str, Any]
    grid: Grid = field(default_factory=list)
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    box: tuple[str, ...] = ()


FIGURES = Draft(
    "a table with caption, unit and note",
    {
        "表": {
            "题": "表1　各灌区供水情况",
            "单位": "万立方米",
            "栏": ["灌区", "计划", "实供", "备注"],
            "行": [["石桥", "1,200", "1,180", ""], ["东山", "860", "〃", "含补水"], ["柳林", "430", "432", ""]],
            "注": ["注：数据截至9月30日。"],
        }
    },
    [
        ["灌区", "计划", "实供", "备注"],
        ["石桥", "1,200", "1,180", ""],
        ["东山", "860", ABOVE, "含补水"],
        ["柳林", "430", "432", ""],
    ],
    ("表1　各灌区供水情况", "单位：万立方米"),
    ("注：数据截至9月30日。",),
)
LEVELS = Draft(
    "a head in two levels over merged cells",
    {
        "表": {
            "栏": ["乡镇", {"标题": "渠道", "下级": ["干渠", "支渠"]}, "责任人"],
            "行": [["石桥镇", "3", "12", "王清和"], [ABOVE, "2", "8", "李溪"], ["柳林乡", "长年无水", LEFT, "陈立"]],
        }
    },
    [
        ["乡镇", "渠道", LEFT, "责任人"],
        [ABOVE, "干渠", "支渠", ABOVE],
        ["石桥镇", "3", "12", "王清和"],
        [ABOVE, "2", "8", "李溪"],
        ["柳林乡", "长年无水", LEFT, "陈立"],
    ],
)
TO_FILL = Draft(
    "a table to be filled in",
    {"表": {"题": "表2　设备清单", "栏": ["序号", "设备", "数量"], "行": [["1", "水泵", ""]], "空行": 2}},
    [["序号", "设备", "数量"], ["1", "水泵", ""], ["", "", ""], ["", "", ""]],
    ("表2　设备清单",),
)
FORM = Draft(
    "a form with labels and blanks",
    {"表单": {"行": [["姓名", "", "性别", ""], ["工作单位", "", LEFT, LEFT], ["联系电话", "", "邮箱", ""]]}},
    [["姓名", "", "性别", ""], ["工作单位", "", LEFT, LEFT], ["联系电话", "", "邮箱", ""]],
)
PAIRS = Draft(
    "a table of two columns",
    {"表": {"栏": ["乡镇", "任务数"], "行": [["石桥镇", "120"], ["东山镇", "86"], ["柳林乡", "45"]]}},
    [["乡镇", "任务数"], ["石桥镇", "120"], ["东山镇", "86"], ["柳林乡", "45"]],
)
NAMES = Draft(
    "names by class",
    {
        "名单": {
            "每行": 3,
            "组": [
                {"标题": "一等奖（3名）", "姓名": ["王清和", "李溪", "欧阳晓云"]},
                {"标题": "二等奖（4名）", "姓名": ["陈立", "周知行", "孙敏", "吴远山"]},
            ],
        }
    },
    lines=("一等奖（3名）", "王清和　李　溪　欧阳晓云", "二等奖（4名）", "陈　立　周知行　孙　敏", "吴远山"),
)
BOX = Draft(
    "a box",
    {"表单": {"行": [["专栏1　灌区改造工程\n渠道衬砌。衬砌支渠60公里。\n量水设施。安装120处。"]]}},
    box=("专栏1　灌区改造工程", "渠道衬砌。衬砌支渠60公里。", "量水设施。安装120处。"),
)
LONG = Draft(
    "long cells beside short ones",
    {
        "表": {
            "栏": ["序号", "问题", "整改措施"],
            "行": [
                ["1", "支渠淤积", "各乡镇要组织清淤，九月底前完成，由县水利局验收。"],
                ["2", "闸门锈蚀", "更换闸门8扇。"],
            ],
        }
    },
    [
        ["序号", "问题", "整改措施"],
        ["1", "支渠淤积", "各乡镇要组织清淤，九月底前完成，由县水利局验收。"],
        ["2", "闸门锈蚀", "更换闸门8扇。"],
    ],
)
OF_TEXT = [FIGURES, LEVELS, TO_FILL, FORM, NAMES, BOX]
OF_SHEETS = [FIGURES, LEVELS, TO_FILL, FORM, PAIRS, LONG]
DRAFTS = [(draft, suffix) for suffix in (".docx", ".html", ".md", ".txt") for draft in OF_TEXT]
DRAFTS += [(draft, ".xlsx") for draft in OF_SHEETS]
MORE = [(draft, suffix) for suffix in (".docx", ".html", ".md", ".txt") for draft in (PAIRS, LONG)]


def spans(grid: Grid) -> Iterator[tuple[int, int, str, int, int]]:
    """Each cell that is no mark: row, column, words, and how many rows and columns it covers."""
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            if cell in (ABOVE, LEFT):
                continue
            down, right = 1, 1
            while column + right < len(cells) and cells[column + right] == LEFT:
                right += 1
            while row + down < len(grid) and grid[row + down][column] == ABOVE:
                down += 1
            yield row, column, cell, down, right


def as_docx(draft: Draft) -> bytes:
    """A Word file, with merged cells as Word has them."""
    rows: list[str] = []
    for cells in draft.grid:
        made: list[str] = []
        for column, cell in enumerate(cells):
            if cell == LEFT:
                continue
            right = 1
            while column + right < len(cells) and cells[column + right] == LEFT:
                right += 1
            properties = f'<w:gridSpan w:val="{right}"/>' if right > 1 else ""
            row = draft.grid.index(cells)
            below = draft.grid[row + 1][column] if row + 1 < len(draft.grid) else ""
            if cell == ABOVE:
                properties += "<w:vMerge/>"
            elif below == ABOVE:
                properties += '<w:vMerge w:val="restart"/>'
            made.append(tc("" if cell == ABOVE else cell, properties))
        rows.append(tr(*made))
    middle = "".join(map(p, (*draft.above, *draft.lines)))
    middle += table(*rows) if rows else ""
    if draft.box:
        inside = "".join(map(p, draft.box))
        middle += f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    middle += "".join(map(p, draft.below))
    return word("".join(map(p, (_TITLE, *_BEFORE))) + middle + "".join(map(p, _AFTER)))


def as_html(draft: Draft) -> bytes:
    """A web page with rowspan and colspan."""
    rows: list[str] = ["" for _ in draft.grid]
    for row, _, words, down, right in spans(draft.grid):
        rows[row] += f'<td rowspan="{down}" colspan="{right}">{words}</td>'
    middle = [*draft.above, *draft.lines]
    html = "".join(f"<p>{line}</p>" for line in (_TITLE, *_BEFORE, *middle))
    if rows:
        html += "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    if draft.box:
        html += "<table><tr><td>" + "".join(f"<p>{line}</p>" for line in draft.box) + "</td></tr></table>"
    html += "".join(f"<p>{line}</p>" for line in (*draft.below, *_AFTER))
    return f"<html><head><meta charset='utf-8'></head><body>{html}</body></html>".encode()


def as_md(draft: Draft) -> bytes:
    """Markdown, a paragraph a line, with pipes and a rule under the first row."""
    blocks = [f"# {_TITLE}", *_BEFORE, *draft.above, *draft.lines]
    rows = [list(row) for row in draft.grid] or [[line] for line in draft.box]
    if rows:
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        lines.insert(1, "|" + "---|" * len(rows[0]))
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, *draft.below, *_AFTER, ""]).encode()


def as_txt(draft: Draft) -> bytes:
    """Plain text with bars between the cells, as pasted."""
    lines = [_TITLE, *_BEFORE, *draft.above, *draft.lines]
    lines += [" | ".join(row) + (" |" if len(row) > 2 else "") for row in draft.grid]
    lines += [f"| {line} |" for line in draft.box]
    return "\n".join([*lines, *draft.below, *_AFTER, ""]).encode()


def as_xlsx(draft: Draft) -> bytes:
    """A sheet with the caption in a merged row above the table and the note in one below it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    width = len(draft.grid[0])
    for line in draft.above:
        sheet.append([line])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width)
    top = len(draft.above)
    for row, column, words, down, right in spans(draft.grid):
        at = sheet.cell(top + row + 1, column + 1, words or None)
        if down > 1 or right > 1:
            sheet.merge_cells(
                start_row=at.row, end_row=at.row + down - 1, start_column=at.column, end_column=at.column + right - 1
            )
    for cells in sheet.iter_rows(min_row=top + 1, max_row=top + len(draft.grid), max_col=width):
        for cell in cells:
            cell.border = Border(*[Side("thin")] * 4)
    for number, line in enumerate(draft.below, start=top + len(draft.grid) + 1):
        sheet.cell(number, 1, line)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WRITERS = {".docx": as_docx, ".html": as_html, ".md": as_md, ".txt": as_txt, ".xlsx": as_xlsx}


def blocks_of(value: Any) -> Iterator[dict[str, Any]]:
    """The blocks in a tree, wherever they stand."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in BLOCKS:
                yield {key: inner}
            else:
                yield from blocks_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from blocks_of(inner)


def test_there_are_thirty() -> None:
    """Six of each of five formats, and more."""
    assert len(DRAFTS) == 30


@pytest.mark.parametrize(
    ("draft", "suffix"), [pytest.param(*item, id=f"{item[0].name} {item[1]}") for item in [*DRAFTS, *MORE]]
)
def test_a_draft_comes_in_as_the_same_content(draft: Draft, suffix: str, tmp_path: Path) -> None:
    """The one block of the draft, key for key and cell for cell; every other line is text as it was typed."""
    path = tmp_path / f"草稿{suffix}"
    path.write_bytes(WRITERS[suffix](draft))
    result = recognise(read_source(path, path.name), path.name)
    hold(result)
    trees = [plain(tree) for tree in result.files.values()]
    wanted = {key: dict(value) for key, value in draft.block.items()}
    whole = str(trees)
    if suffix == ".xlsx":
        caption = wanted.get("表", {}).pop("题", None)  # a sheet is an appendix, and its first line the name of it
        assert caption is None or f"'名称': {caption!r}" in whole
    assert list(blocks_of(trees)) == [wanted]
    if suffix != ".xlsx":
        assert all(line.removesuffix("：") in whole for line in (*_BEFORE, _AFTER[0]))
