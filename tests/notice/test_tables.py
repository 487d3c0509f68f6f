"""Tables as they are typed: rows of every form become the same grid, and each fault is one finding at its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notice.contents import NOTICE, one, short
from ygt_docs.notice.grid import Grid
from ygt_docs.notice.tables import Table

Shown = list[list[tuple[str, int, int]]]
HEAD = NOTICE.replace("请认真贯彻执行。", "")
THREE = "  - 表:\n      栏: [甲, 乙, 丙]\n      行:\n"


def shown(grid: Grid) -> Shown:
    """Text, rows and columns of each cell, row by row."""
    found: Shown = []
    for row in grid.rows:
        found.append([(str(cell.text), cell.row_span, cell.column_span) for cell in row])
    return found


def table_of(tmp_path: Path, lines: str) -> Table:
    """The table of a notice whose body is one, typed as `lines`; nothing is wrong with it."""
    loaded = one(tmp_path, notice=HEAD + lines)
    assert [str(item) for item in loaded.problems if item.severity == "错误"] == []
    assert loaded.document is not None
    (item,) = loaded.document.notice.body.introduction or []
    assert not isinstance(item, str)
    assert item.table is not None
    return item.table


ROWS = {
    "lists": '        - [1, 云溪镇, ""]\n        - [2, 石桥镇, 含教学点]\n',
    "lists in block form": '        - - 1\n          - 云溪镇\n          - ""\n        - [2, 石桥镇, 含教学点]\n',
    "bars": "        - 1 | 云溪镇 |\n        - 2 | 石桥镇 | 含教学点\n",
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS.keys())
def test_rows_of_every_form_say_the_same(tmp_path: Path, rows: str) -> None:
    """A row is a list of cells or a line with bars; "" is a blank cell."""
    assert shown(table_of(tmp_path, THREE + rows).grid())[1:] == [
        [("1", 1, 1), ("云溪镇", 1, 1), ("", 1, 1)],
        [("2", 1, 1), ("石桥镇", 1, 1), ("含教学点", 1, 1)],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1\t云溪镇\t\n2\t石桥镇\t含教学点",
        "1 | 云溪镇 |\n2 | 石桥镇 | 含教学点",
        "| 1 | 云溪镇 | |\n|---|:--:|---|\n| 2 | 石桥镇 | 含教学点 |",
    ],
)
def test_rows_are_typed_as_one_text(tmp_path: Path, text: str) -> None:
    """A text is a row a line, with bars around it or not."""
    lines = "".join(f"        {line}\n" for line in text.split("\n"))
    grid = table_of(tmp_path, THREE.replace("行:\n", "行: |\n") + lines).grid()
    assert [[cell[0] for cell in row] for row in shown(grid)[1:]] == [["1", "云溪镇", ""], ["2", "石桥镇", "含教学点"]]


def test_heads_in_levels(tmp_path: Path) -> None:
    """A heading with 下级 covers its columns, one without reaches down to the rows."""
    heads = "[序号, {标题: 完成情况, 下级: [任务数, {标题: 完成, 下级: [数, 率]}]}, 备注]"
    grid = table_of(tmp_path, f"  - 表: {{栏: {heads}, 行: [[1, 2, 3, 4, 5]]}}\n").grid()
    assert grid.head == 3
    assert grid.columns == 5
    assert shown(grid)[:3] == [
        [("序号", 3, 1), ("完成情况", 1, 3), ("备注", 3, 1)],
        [("任务数", 2, 1), ("完成", 1, 2)],
        [("数", 1, 1), ("率", 1, 1)],
    ]


def test_cells_are_merged_by_marks_and_by_spans(tmp_path: Path) -> None:
    """〃 merges with the cell above, 〈 with the one at the left; spans leave out what they cover."""
    marked = table_of(
        tmp_path / "1", THREE + "        - [甲, 乙, 〈]\n        - [〃, 丙, 丁]\n        - [〃, 〃, {字: 〃}]\n"
    )
    spans = (
        "        - [{字: 甲, 跨行: 3}, {字: 乙, 跨列: 2}]\n        - [{字: 丙, 跨行: 2}, 丁]\n        - [{字: 〃}]\n"
    )
    assert shown(marked.grid())[1:] == [
        [("甲", 3, 1), ("乙", 1, 2)],
        [("丙", 2, 1), ("丁", 1, 1)],
        [("〃", 1, 1)],
    ]
    assert shown(table_of(tmp_path / "2", THREE + spans).grid()) == shown(marked.grid())


# code, the rows, line and column (the first row is line 9), a part of the message or fix
FAULTS = [
    ("N603", "        - [1, 2, 3]\n        - [1, 2]\n", 10, 11, "有 2 格"),
    ("N603", "        - [1, 2, 3]\n        - [1, 2, 3, 4]\n", 10, 11, "有 4 格"),
    ("N603", "        - [1, 12,000, 3]\n", 9, 11, '- [1, "12,000", 3]'),
    ("N603", "        - [1, 1,200,345.50, 3]\n", 9, 11, '- [1, "1,200,345.50", 3]'),
    ("N603", '        - [1, 2, 3, "", ""]\n', 9, 11, "写成：\n- [1, 2, 3]"),
    ("N604", "        - [1, {字: 乙, 跨行: 2}, 1]\n        - [{字: 丙, 跨列: 2}, 3]\n", 10, 12, "重叠"),
    ("N605", "        - [1, 2, 3]\n        - [〈, 2, 3]\n", 10, 12, "左边没有"),
    ("N606", "        - [1, 〈, 3]\n        - [〃, 2, 3]\n", 9, 11, "不是长方形"),
    ("N607", "        - [{字: 甲, 跨行: 2}, 2, 3]\n", 9, 11, "只剩 1 行"),
    ("N116", "        - [{字: 甲, 跨行: 两}, 2, 3]\n", 9, 23, "半角数字"),
    ("N110", "        - [{字: 甲, 跨: 2}, 2, 3]\n", 9, 19, "跨行"),
]
# what is typed for 栏, its line and column, a part of the message or fix
HEADS = [
    ("N111", "      行: [[1, 2, 3]]\n", 6, 5, "栏: …"),
    ("N113", "      栏: []\n      行: [[1, 2, 3]]\n", 7, 7, "空的列表"),
    ("Y142", "    栏: [甲, 乙, 丙]\n    行: [[1, 2, 3]]\n", 7, 5, "      栏: [甲, 乙, 丙]"),
    ("Y138", "      题: 表1\n    栏: [甲, 乙, 丙]\n      行: [[1, 2, 3]]\n", 8, 5, "      栏: [甲, 乙, 丙]"),
    ("Y138", "      题: 表1\n     栏: [甲, 乙, 丙]\n      行: [[1, 2, 3]]\n", 8, 6, "      栏: [甲, 乙, 丙]"),
]


@pytest.mark.parametrize(("code", "lines", "line", "column", "part"), HEADS)
def test_a_head_that_is_not_there_is_one_error(
    tmp_path: Path, code: str, lines: str, line: int, column: int, part: str
) -> None:
    """A head that was left out, or stands where it does not belong, is told once and nothing of its rows."""
    loaded = one(tmp_path, notice=HEAD + "  - 表:\n" + lines)
    found = loaded.problems.errors[0]
    assert [str(item) for item in loaded.problems.errors[1:]] == []
    assert short(found) == (code, "notice.yaml", line, column)
    assert part in found.message + found.fix


@pytest.mark.parametrize(("code", "rows", "line", "column", "part"), FAULTS)
def test_a_fault_is_one_error_at_its_cell(
    tmp_path: Path, code: str, rows: str, line: int, column: int, part: str
) -> None:
    """Each fault is the only problem told, where the row or the cell was typed."""
    loaded = one(tmp_path, notice=HEAD + THREE + rows)
    (found,) = loaded.problems
    assert short(found) == (code, "notice.yaml", line, column)
    assert part in found.message + found.fix


def test_a_key_that_nobody_knows_is_told_beside_a_shifted_one(tmp_path: Path) -> None:
    """The wrong indent of a key excuses what belongs to it, and no other key."""
    lines = "      题: 表1\n     栏: [甲, 乙, 丙]\n      行: [[1, 2, 3]]\n"
    loaded = one(tmp_path, notice=HEAD + "  - 表:\n" + lines + "    随便什么: 甲\n")
    assert [item.code for item in loaded.problems.errors] == ["Y138", "N110"]


def test_a_mark_above_the_rows_merges_with_nothing(tmp_path: Path) -> None:
    """〃 in the first row of a table without that cell above it is a fault, also where the head stands above."""
    loaded = one(tmp_path, notice=HEAD + THREE + "        - [〃, 2, 3]\n")
    assert [short(item) for item in loaded.problems] == [("N605", "notice.yaml", 9, 12)]


def test_two_blocks_in_one_item(tmp_path: Path) -> None:
    """An item is one block: of two, nobody could say which stands first."""
    loaded = one(tmp_path, notice=HEAD + "  - 段: 甲\n    表: {栏: [甲], 行: [[乙]]}\n")
    assert [short(item)[:3] for item in loaded.problems] == [("N601", "notice.yaml", 7)]


def test_a_blank_cell_is_blank_nowhere_else(tmp_path: Path) -> None:
    """Where no cell stands, "" is a value that is missing."""
    loaded = one(tmp_path, notice=HEAD + '  - 表: {题: "", 栏: [甲], 行: [[""]]}\n')
    assert [item.code for item in loaded.problems] == ["Y124"]


CELLS = [
    ("*", '"*"'),
    (">90", '">90"'),
    ("|", '"|"'),
    ("&甲", '"&甲"'),
    ("!", '"!"'),
    ("%", '"%"'),
    ("?", '"?"'),
    ("-", '"-"'),
    ("@甲", '"@甲"'),
    ("负责人: 周云", '"负责人: 周云"'),
    ("甲 #1", '"甲 #1"'),
]


@pytest.mark.parametrize(("cell", "value"), CELLS)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_cell_that_lacks_its_quotes(tmp_path: Path, cell: str, value: str, place: int) -> None:
    """What YAML would take for something else is one finding with the cell in quotes, which is then accepted."""
    cells = ["甲", "乙", "丙"]
    before = ", ".join([*cells[:place], ""]) if place else ""
    cells[place] = cell
    row = f"        - [{', '.join(cells)}]\n"
    (found,) = one(tmp_path / "1", notice=HEAD + THREE + row).problems
    assert short(found) == ("Y148", "notice.yaml", 9, 12 + len(before))
    assert found.fix.endswith(value)
    cells[place] = value
    table_of(tmp_path / "2", THREE + f"        - [{', '.join(cells)}]\n")


@pytest.mark.parametrize("row", ["[1, , 3]", "[1,,3]", "[, 2, 3]"])
def test_a_cell_that_was_left_out(tmp_path: Path, row: str) -> None:
    """Nothing between two commas is one finding whose cure is the row with ""; in one line as well."""
    (found,) = one(tmp_path / "1", notice=HEAD + THREE + f"        - {row}\n").problems
    assert short(found)[:3] == ("Y149", "notice.yaml", 9)
    mended = found.fix.rpartition("\n")[2]
    assert mended.count('""') == 1
    table_of(tmp_path / "2", THREE + f"        - {mended}\n")
    in_line = one(tmp_path / "3", notice=HEAD + f"  - 表: {{栏: [甲, 乙, 丙], 行: [{row}, [1, 2, 3]]}}\n")
    assert [item.code for item in in_line.problems] == ["Y149"]


@pytest.mark.parametrize(
    "row",
    [
        "[甲，乙, 安排防汛工作，签订责任书, （一），]",
        '["12,000", "甲, 乙", ""]',
        "[98.3%, 3*4, A&B]",
        "[9:30, http://yx.example.cn/a?b=1, '，']",
        '[{字: "甲，乙"}, {字: 丙, 对齐: 左}, 〃〃]',
    ],
)
def test_what_is_right_in_a_cell(tmp_path: Path, row: str) -> None:
    """A full-width comma is text, signs within a cell are, and quotes are respected."""
    table = table_of(tmp_path, THREE + f"        - {row}\n")
    assert len(table.rows[0]) == 3


def test_a_full_width_comma_outside_of_rows_is_still_told(tmp_path: Path) -> None:
    """Only cells are text: elsewhere ， between items is one item too few."""
    loaded = one(tmp_path, notice=HEAD + THREE + "        - [甲，一, 乙, 丙]\n主送机关: [甲局，乙局]\n")
    assert [(item.code, item.place.line) for item in loaded.problems] == [("Y133", 10)]


def test_a_block_in_a_text(tmp_path: Path) -> None:
    """`- 表:` within block text would be printed: one error with the lines of the list that was meant."""
    text = "  现通报如下：\n  - 表:\n      栏: [甲]\n      行: [[乙]]\n  特此通报。\n"
    (found,) = one(tmp_path / "1", notice=NOTICE.replace("请认真贯彻执行。", "|") + text).problems
    assert short(found) == ("N602", "notice.yaml", 7, 3)
    assert found.fix.partition("\n")[2] == (
        "  - |\n    现通报如下：\n  - 表:\n      栏: [甲]\n      行: [[乙]]\n  - |\n    特此通报。"
    )
    mended = found.fix.partition("\n")[2] + "\n"
    assert one(tmp_path / "2", notice=HEAD + mended).document is not None


GUESSES = [
    ("标题: 表1\n      ", "「题」"),
    ("列: [甲, 乙, 丙]\n      ", "「栏」"),
    ("备注: 甲\n      ", "「注」"),
]


@pytest.mark.parametrize(("typed", "meant"), GUESSES)
def test_other_names_of_keys_are_guessed(tmp_path: Path, typed: str, meant: str) -> None:
    """What offices call a key that bears another name here is guessed at."""
    heads = "" if "列" in typed else "栏: [甲, 乙, 丙]\n      "
    loaded = one(tmp_path, notice=HEAD + f"  - 表:\n      {typed}{heads}行: [[1, 2, 3]]\n")
    (found,) = loaded.problems
    assert found.code == "N110"
    assert meant in found.fix


def test_a_tab_stays_where_it_parts_cells_alone(tmp_path: Path) -> None:
    """Rows that are pasted from a sheet keep their tabs; a tab inside any other text is a space, and is said."""
    rows = THREE.replace("行:\n", "行: |\n") + "        1\t云溪镇\t\n        \t石桥镇\t含教学点\n"
    loaded = one(tmp_path, notice=HEAD + rows + "  - |\n    请\t落实。\n")
    assert [(item.code, item.place.line) for item in loaded.problems if item.code == "Y144"] == [("Y144", 12)]
    assert [item for item in loaded.problems if item.severity == "错误"] == []


def test_a_table_may_be_blank_as_a_whole(tmp_path: Path) -> None:
    """空行 alone makes rows to be filled in; neither rows nor 空行 is a table that lacks its rows."""
    grid = table_of(tmp_path / "blank", "  - 表: {栏: [序号, 姓名], 空行: 3}\n").grid()
    assert shown(grid)[1:] == [[("", 1, 1), ("", 1, 1)]] * 3
    loaded = one(tmp_path / "none", notice=HEAD + "  - 表: {栏: [序号, 姓名]}\n")
    assert [item.code for item in loaded.problems if item.severity == "错误"] == ["N111"]
