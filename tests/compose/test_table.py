"""The task table: columns, groups, merged cells, numbers, widths."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compose.documents import codes, composed, tables
from ygt_docs.compose.flow import Role, Table
from ygt_docs.problems import Problems


def _table(*groups: dict, **more: Any) -> tuple[Table, Problems]:
    flow, problems = composed(附件=[{"名称": "清单", "方向": "横", "任务表": {"组": list(groups), **more}}])
    return tables(flow)[0], problems


def _texts(table: Table) -> list[list[str]]:
    return [["/".join(item.text for item in cell.paragraphs) for cell in row.cells] for row in table.rows]


def test_columns_that_no_task_fills_are_left_out() -> None:
    """Only columns with content are printed, under their usual or their own titles."""
    table, problems = _table(
        {"任务": [{"任务": "抢收", "时限": {"原文": "9月底前"}, "牵头": ["甲局", "乙局"]}]}, 表头={"任务": "工作任务"}
    )
    assert _texts(table) == [["序号", "工作任务", "完成时限", "牵头单位"], ["1", "抢收", "9月底前", "甲局、乙局"]]
    assert table.rows[0].head
    assert codes(problems) == []


def test_groups_are_numbered_and_cover_the_table() -> None:
    """Group rows cover all columns and count 一、二、; the numbers of tasks run on, or begin anew where asked."""
    table, problems = _table(
        {"标题": "收", "任务": [{"任务": "甲"}, {"任务": "乙"}]},
        {"标题": "种", "任务": [{"任务": "丙"}]},
        {"标题": "效", "另编序号": "是", "任务": [{"任务": "丁"}]},
    )
    assert _texts(table)[1:] == [["一、收"], ["1", "甲"], ["2", "乙"], ["二、种"], ["3", "丙"], ["三、效"], ["1", "丁"]]
    assert [row.cells[0].column_span for row in table.rows if row.group] == [2, 2, 2]
    assert codes(problems) == []


def test_same_as_above_merges_cells_downwards() -> None:
    """A cell covers the rows below that say 同上, and rows hold only the cells that begin in them."""
    table, _ = _table(
        {
            "任务": [
                {"任务": "甲", "时限": {"原文": "9月底前"}, "责任单位": ["甲局"]},
                {"任务": "乙", "同上": ["时限"], "责任单位": ["乙局"]},
                {"任务": "丙", "同上": ["时限", "责任单位"]},
            ]
        }
    )
    assert [[(cell.paragraphs[0].text, cell.row_span) for cell in row.cells] for row in table.rows[1:]] == [
        [("1", 1), ("甲", 1), ("9月底前", 3), ("甲局", 1)],
        [("2", 1), ("乙", 1), ("乙局", 2)],
        [("3", 1), ("丙", 1)],
    ]


def test_every_row_covers_the_whole_grid() -> None:
    """Cells that begin in a row and cells that reach into it fill all columns, whatever is merged."""
    groups = [
        {
            "标题": f"组{group}",
            "任务": [
                {"任务": "甲", "时限": {"原文": "月底"}, "评价方法": "看", "责任单位": ["局"]},
                *({"任务": "乙", "同上": merged} for merged in (["时限"], ["时限", "评价方法"], ["责任单位"])),
            ],
        }
        for group in range(3)
    ]
    table, _ = _table(*groups)
    reaching: list[int] = []
    for row in table.rows:
        assert sum(cell.column_span for cell in row.cells) + len(reaching) == len(table.widths)
        reaching += [cell.row_span for cell in row.cells for _ in range(cell.column_span)]
        reaching = [rows - 1 for rows in reaching if rows > 1]
    assert reaching == []


def test_an_empty_cell_stays_empty() -> None:
    """A task without a value where others have one has an empty cell of the column's role."""
    table, _ = _table({"任务": [{"任务": "甲", "评价方法": "看"}, {"任务": "乙"}]})
    cell = table.rows[2].cells[2]
    assert (cell.paragraphs[0].text, cell.paragraphs[0].role) == ("", Role.TABLE_TEXT)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (["1", "2", "3"], []),
        (["1", None, "3"], []),
        (["1", "3", "4"], ["N554"]),
        (["1", "1", "2"], ["N554"]),
        (["甲", "2", "3"], ["N553"]),
        (["01", "2", "3"], ["N553"]),
    ],
)
def test_typed_task_numbers_are_checked(typed: list[str | None], found: list[str]) -> None:
    """Typed numbers are kept, and one that does not follow is reported once."""
    tasks = [{"任务": "做", **({"序号": number} if number else {})} for number in typed]
    table, problems = _table({"任务": tasks})
    assert codes(problems) == found
    assert [row[0] for row in _texts(table)[1:]] == [number or str(index) for index, number in enumerate(typed, 1)]


def test_a_count_that_begins_anew_unasked_is_found() -> None:
    """A group that begins with 1 without 另编序号 is reported with the way out."""
    _, problems = _table({"任务": [{"任务": "甲"}]}, {"任务": [{"序号": "1", "任务": "乙"}]})
    assert codes(problems) == ["N554"]
    assert "另编序号: 是" in next(iter(problems)).fix


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["一、收", "二、种"], []),
        (["收", "二、种"], []),
        (["一、收", "三、种"], ["N511"]),
        (["一、收", "一、种"], ["N510"]),
        (["一.收"], ["N512"]),
    ],
)
def test_typed_group_numbers_are_checked(headings: list[str], found: list[str]) -> None:
    """Group headings that bear their number keep it; a wrong one is reported."""
    _, problems = _table(*({"标题": heading, "任务": [{"任务": "甲"}]} for heading in headings))
    assert codes(problems) == found


@pytest.mark.parametrize(
    ("typed", "printed", "found"),
    [
        (["看。"], "看。", []),
        (["看；", "听。"], "1.看；/2.听。", []),
        (["1.看；", "2.听。"], "1.看；/2.听。", []),
        (["1.看；"], "1.看；", []),
        (["1.看；", "3.听。"], "1.看；/3.听。", ["N555"]),
        (["1、看。"], "1、看。", ["N512"]),
    ],
)
def test_criteria(typed: list[str], printed: str, found: list[str]) -> None:
    """Several criteria are numbered, one is not; typed numbers are kept and checked."""
    table, problems = _table({"任务": [{"任务": "甲", "评价标准": typed}]})
    assert _texts(table)[1][2] == printed
    assert codes(problems) == found


def _wide(task: str, criteria: str) -> Table:
    return _table(
        {
            "任务": [
                {
                    "任务": task,
                    "时限": {"原文": "12月31日前"},
                    "评价标准": [criteria],
                    "评价方法": "查看文件。",
                    "责任单位": ["农业农村局"],
                }
            ]
        }
    )[0]


def test_widths_fill_the_type_area() -> None:
    """Widths are positive fractions that add up to 1."""
    widths = _wide("抢收" * 30, "全部归仓" * 30).widths
    assert sum(widths) == pytest.approx(1, abs=1e-9)
    assert min(widths) > 0


def test_widths_follow_the_content() -> None:
    """Short columns get what their phrases need, long ones share the rest, the longer one the more of it."""
    number, task, deadline, criteria, _, _ = _wide("抢收" * 30, "全部归仓" * 30).widths
    assert number < deadline < task < criteria
    assert deadline * 225 / 25.4 * 72 / 12 >= 5  # 12月31日前 in one line


def test_widths_are_stable() -> None:
    """The same table has the same widths, and one more character moves no column by more than 1 % of the width."""
    before, after = _wide("抢收" * 30, "归仓" * 30).widths, _wide("抢收" * 30 + "。", "归仓" * 30).widths
    assert before == _wide("抢收" * 30, "归仓" * 30).widths
    assert all(abs(one - other) < 0.011 for one, other in zip(before, after, strict=True))


def test_a_table_of_short_texts_widens_the_fullest_column() -> None:
    """Where nothing has to turn, room goes to the column that is fullest, not to the first."""
    number, task = _table({"任务": [{"任务": "整修道路"}]})[0].widths
    assert number < task
