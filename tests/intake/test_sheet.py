"""Excel files: the rows of a task table as they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.packages import excel
from ygt_docs.docfiles.archive import Archive, UnsafeFileError
from ygt_docs.docfiles.sheet_lines import read_sheets
from ygt_docs.intake import import_file
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
    draft = read_sheets(data, Archive(data))
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
    """Rows are rows, a title row is a line, a cell merged downwards is 〃, one merged sideways 〈."""
    assert lines(excel(_TABLE, merged=_MERGED)) == [
        "2026年重点任务清单",
        "序号 | 重点任务 | 完成时限 | 评价标准 | 评价方法 | 责任单位 |",
        "一、准备 | 〈 | 〈 | 〈 | 〈 | 〈 |",
        "1 | 检修仓房。 | 9月底前 | 1.完成。2.建账。 | 查看台账。 | 粮食局 |",
        "2 | 培训人员。 | 〃 | 不少于2次。 | 查看记录。 | 粮食局 |",
    ]


def test_values_as_they_show() -> None:
    """Shared strings with readings left out, whole numbers, dates, formulas' results and signs of error."""
    strings = "<si><r><t>甲</t></r><r><t>乙</t></r><rPh sb='0' eb='1'><t>yi</t></rPh></si>"
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
        draft = read_sheets(data, Archive(data))
        assert [note.code for note in draft.notes] == ["I225"]


def test_a_sheet_of_a_million_rows_is_refused() -> None:
    """A sheet that reaches far down is no task table."""
    with pytest.raises(UnsafeFileError):
        lines(excel(row(1, "甲", "乙") + row(1_000_000, "丙", "丁")))


def test_a_task_table_is_imported(tmp_path: Path, project: Project) -> None:
    """An .xlsx with a task table becomes tasks.yaml with groups, units and merged cells."""
    (tmp_path / "a.xlsx").write_bytes(excel(_TABLE, merged=_MERGED))
    result = import_file(tmp_path / "a.xlsx", "a", tmp_path / "content", project)
    assert result.account.agrees
    found = read_tree(tmp_path / "content" / "a" / "tasks.yaml", "tasks.yaml", Problems())
    assert found["组"][0]["标题"] == "准备"
    assert found["组"][0]["任务"][1]["同上"] == ["时限"]
    assert found["组"][0]["任务"][0]["评价标准"] == ["完成。", "建账。"]


@pytest.mark.parametrize(
    ("typed", "code", "shown"),
    [
        ("0.125", "0.0%", "12.5%"),
        ("0.98333333", "0%", "98%"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("12", "0.00", "12.00"),
        ("12.345", '"约"0.0"万元"', "12.345"),
        ("0.30000000000000004", "General", "0.3"),
        ("110101199001011", "General", "110101199001011"),
        ("0.375", "h:mm", "9:00"),
        ("46204.375", "yyyy-m-d h:mm", "2026年7月1日 9:00"),
        ("46204", "yyyy/m/d;@", "2026年7月1日"),
        ("5", "@", "5"),
        ("1e999999", "0.00", "#NUM!"),
        ("1e3", "0_);(0)", "1000"),
    ],
)
def test_numbers_show_as_their_format_says(typed: str, code: str, shown: str) -> None:
    """Percentages, places, groups of thousands, times: a number is what the cell shows, not what the file stores."""
    quoted = code.replace('"', "&quot;")
    styles = f'<numFmts><numFmt numFmtId="170" formatCode="{quoted}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>'
    rows = f'<row r="1"><c r="A1" s="0"><v>{typed}</v></c></row>'
    assert lines(excel(rows, styles=styles)) == [shown]


def test_built_in_formats_and_truth_values() -> None:
    """Formats that Excel knows by number, and TRUE."""
    styles = '<cellXfs><xf numFmtId="10"/><xf numFmtId="3"/><xf numFmtId="20"/></cellXfs>'
    rows = (
        '<row r="1"><c r="A1" s="0"><v>0.5</v></c><c r="B1" s="1"><v>12000</v></c></row>'
        '<row r="2"><c r="A2" s="2"><v>0.5</v></c><c r="B2" t="b"><v>1</v></c></row>'
    )
    assert lines(excel(rows, styles=styles)) == ["50.00% | 12,000 |", "12:00 | TRUE |"]


def test_raised_signs_and_areas_merged_both_ways() -> None:
    """A raised digit is one; the cells under an area that is merged both ways are marked in its first column."""
    strings = '<si><r><t>m</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></si>'
    assert lines(excel('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings)) == ["m²"]
    rows = row(1, "甲", "", "乙") + row(2, "", "", "丙") + row(3, "丁", "戊", "己")
    merged = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    assert lines(excel(rows, merged=merged)) == ["甲 | 〈 | 乙 |", "〃 | 〈 | 丙 |", "丁 | 戊 | 己 |"]


def test_what_a_sheet_has_besides_cells_is_named() -> None:
    """Hidden rows that come in, and drawings that do not, are said."""
    hidden = excel(_TABLE.replace('<row r="5">', '<row r="5" hidden="1">'))
    drawn = excel(_TABLE, merged=_MERGED + '<drawing r:id="r9"/>')
    for data, code in ((hidden, "I241"), (drawn, "I217")):
        draft = read_sheets(data, Archive(data))
        assert [note.code for note in draft.notes] == [code]


def test_formats_and_formulas_that_do_not_come_in_are_said() -> None:
    """A format that is not known, and a formula without a stored value."""
    styles = '<numFmts><numFmt numFmtId="170" formatCode="0.0E+00"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>'
    odd = excel('<row r="1"><c r="A1" s="0"><v>5</v></c></row>', styles=styles)
    unstored = excel('<row r="1"><c r="A1"><v>5</v></c><c r="B1"><f>A1</f></c></row>')
    for data, code in ((odd, "I243"), (unstored, "I244")):
        draft = read_sheets(data, Archive(data))
        assert [note.code for note in draft.notes] == [code]
