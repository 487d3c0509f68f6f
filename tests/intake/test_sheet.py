"""Excel files: the rows of a task table as they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.packages import excel
from ygt_docs.archive import Archive, UnsafeFileError
from ygt_docs.intake import import_file
from ygt_docs.intake.sheet import read_sheets
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.reading import read_tree


def cell(place: str, text: str) -> str:
    """A cell with text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *texts: str) -> str:
    """A row of text cells from column A on; '' leaves one out."""
    cells = "".join(cell(f"{letter}{number}", text) for letter, text in zip("ABCDEF", texts, strict=False) if text)
    return f'<row r="{number}">{cells}</row>'


def lines(data: bytes) -> list[str]:
    """The lines of the first sheet."""
    draft = read_sheets(Archive(data))
    assert draft is not None
    return [line.strip() for line in draft.text.split("\n") if line.strip()]


_TABLE = (
    row(1, "2026年重点任务清单")
    + row(3, "序号", "重点任务", "完成时限", "评价标准", "评价方法", "责任单位")
    + row(4, "一、准备")
    + row(5, "1", "检修仓房。", "9月底前", "1.完成。2.建账。", "查看台账。", "粮食局")
    + row(6, "2", "培训人员。", "", "不少于2次。", "查看记录。", "粮食局")
)
_MERGED = '<mergeCells><mergeCell ref="C5:C6"/><mergeCell ref="A4:F4"/><mergeCell ref="A1:F1"/></mergeCells>'


def test_rows_and_merged_cells() -> None:
    """Rows are rows, a title row is a line, a cell merged downwards is 〃."""
    assert lines(excel(_TABLE, merged=_MERGED)) == [
        "2026年重点任务清单",
        "序号 | 重点任务 | 完成时限 | 评价标准 | 评价方法 | 责任单位 |",
        "一、准备 |  |  |  |  |  |",
        "1 | 检修仓房。 | 9月底前 | 1.完成。2.建账。 | 查看台账。 | 粮食局 |",
        "2 | 培训人员。 | 〃 | 不少于2次。 | 查看记录。 | 粮食局 |",
    ]


def test_values_as_they_show() -> None:
    """Shared strings with readings left out, whole numbers, dates, formulas' results and signs of error."""
    strings = "<si><r><t>甲</t></r><r><t>乙</t></r><rPh><t>yi</t></rPh></si>"
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>'
    )
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>12.0</v></c><c r="C1" s="1"><v>46204</v></c></row>'
        '<row r="2"><c r="A2" s="2"><v>46204</v></c><c r="B2" t="str"><f>A1</f><v>果</v></c>'
        '<c r="C2"><v>0.25</v></c></row>'
    )
    assert lines(excel(rows, strings, styles)) == ["甲乙 | 12 | 2026年7月1日 |", "2026年7月1日 | 果 | 0.25 |"]


def test_a_hidden_sheet_is_left_out_and_said() -> None:
    """A hidden or empty sheet is listed."""
    for data in (excel(_TABLE, sheet='state="hidden"'), excel("")):
        draft = read_sheets(Archive(data))
        assert draft is not None
        assert [note.code for note in draft.notes] == ["I225"]


def test_a_sheet_of_a_million_rows_is_refused() -> None:
    """A sheet that reaches far down is no task table."""
    with pytest.raises(UnsafeFileError):
        read_sheets(Archive(excel(row(1, "甲", "乙") + row(1_000_000, "丙", "丁"))))


def test_a_task_table_is_imported(tmp_path: Path, project: Project) -> None:
    """An .xlsx with a task table becomes tasks.yaml with groups, units and merged cells."""
    (tmp_path / "a.xlsx").write_bytes(excel(_TABLE, merged=_MERGED))
    result = import_file(tmp_path / "a.xlsx", "a", tmp_path / "content", project)
    assert result.account.agrees
    found = read_tree(tmp_path / "content" / "a" / "tasks.yaml", "tasks.yaml", Problems())
    assert found["组"][0]["标题"] == "准备"
    assert found["组"][0]["任务"][1]["同上"] == ["时限"]
    assert found["组"][0]["任务"][0]["评价标准"] == ["完成。", "建账。"]
