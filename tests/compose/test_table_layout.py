"""Widths, size and orientation of tables: nothing is broken badly where there is room, and what has none is said."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.compose.documents import codes, composed, tables
from ygt_docs.compose.flow import Flow, Table
from ygt_docs.compose.table_layout import lay_out, lines_of, single_lines
from ygt_docs.geometry.text import CELL_SIDE, column_widths
from ygt_docs.notice.model import Orientation
from ygt_docs.notice.tables import Table as TypedTable
from ygt_docs.standard.lengths import Pt

NARROW: dict[str, Any] = {"栏": ["姓名", "单位", "电话"], "行": [["王强", "县一中", "8000041"]]}
WIDE: dict[str, Any] = {
    "栏": [f"第{sign}项指标" for sign in "一二三四五六七八九十甲乙丙丁"],
    "行": [[f"{number}2345.6" for number in range(1, 15)]],
}


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("云溪镇", 3, ["云溪镇"]),
        ("云溪镇", 2, ["云溪", "镇"]),
        ("完成率98.3%", 4, ["完成率", "98.3%"]),
        ("甲、乙、丙", 3, ["甲、", "乙、丙"]),
        ("云溪镇。", 3, ["云溪", "镇。"]),
        ("8000041", 2, ["8000", "041"]),
        ("", 2, [""]),
    ],
)
def test_lines_of_a_cell(text: str, room: float, lines: list[str]) -> None:
    """Signs stay off the beginning of a line, numbers stay whole while they have room."""
    assert lines_of(text, room) == lines


def laid_out(typed: dict[str, Any], orientation: Orientation = Orientation.PORTRAIT) -> Any:
    """The widths that are found for a table."""
    return lay_out(TypedTable.model_validate(typed).grid(), orientation)


def test_a_narrow_table_stays_upright_and_large() -> None:
    """What has room in 小四 is set in 小四 over the whole width."""
    found = laid_out(NARROW)
    assert (found.size, found.orientation, found.good) == (Pt(12), Orientation.PORTRAIT, True)
    assert sum(width.twips for width in found.widths) == 8844


def test_a_wide_table_gets_smaller_and_then_turned() -> None:
    """Columns that have no room in 小四 are set smaller, down to 小五; then the page is turned."""
    sizes = []
    for columns in range(4, 15):
        found = laid_out({"栏": WIDE["栏"][:columns], "行": [WIDE["行"][0][:columns]]})
        sizes.append((found.orientation is Orientation.LANDSCAPE, -found.size.pt))
        assert found.good
    assert sizes == sorted(sizes)
    assert {turned for turned, _ in sizes} == {False, True}
    assert min(-size for turned, size in sizes if not turned) >= 9


def test_a_long_cell_among_many_short_ones_is_not_half_a_page_high() -> None:
    """Where dates take the room, the one column of sentences would be two characters wide: a smaller size is taken."""
    long = "各乡镇要压实责任、细化措施，加强调度，确保按期完成。" * 3
    dates = ["2026年8月15日"] * 5
    typed = {"栏": ["开工日期"] * 5 + ["措施"], "行": [[*dates, long]]}
    found = laid_out(typed)
    assert found.good
    assert not found.tall
    alone = laid_out({"栏": ["措施"], "行": [[long * 40]]})  # nothing helps: it stays upright and large
    assert (alone.size, alone.orientation, alone.tall) == (Pt(12), Orientation.PORTRAIT, True)


def test_what_has_no_room_is_said() -> None:
    """A single character on a line is a note, a column narrower than a character an error with the missing width."""
    many = {"栏": [f"第{number}栏的名称" for number in range(40)], "行": [["甲乙丙"] * 40]}
    _, problems = composed(正文=["甲", {"表": many}])
    assert codes(problems) == ["N651"]
    too_many = {"栏": [f"{number}" for number in range(90)], "行": [["甲"] * 90]}
    _, problems = composed(正文=["甲", {"表": too_many}])
    assert codes(problems) == ["N652"]
    assert "毫米" in next(iter(problems)).message


def test_given_widths_are_kept() -> None:
    """列宽 is obeyed to the twip; a table of given widths may be narrower than the text, 自动 fills it."""
    all_given = laid_out({**NARROW, "列宽": ["20", "40", "30"]})
    assert [round(width.mm) for width in all_given.widths] == [20, 40, 30]
    filled = laid_out({**NARROW, "列宽": ["20", "自动", "30"]})
    assert [round(width.mm) for width in filled.widths] == [20, 106, 30]
    flow, _ = composed(正文=["甲", {"表": {**NARROW, "列宽": ["20", "40", "30"]}}])
    assert tables(flow)[0].narrow


@pytest.mark.parametrize("widths", [(10, 56, 24, 22, 18, 26), (12, 30, 28, 32, 26, 28), (11, 13, 17, 19, 23, 73)])
def test_widths_that_fill_the_type_area_have_room(widths: tuple[int, ...]) -> None:
    """列宽 of 156 mm together, in any size, are refused for no rounding of the sums; 157 are too many."""
    for size in ("小四", "五号", "小五", "六号"):
        row = ["甲"] * len(widths)
        typed = {"栏": row, "行": [row], "方向": "竖", "字号": size, "列宽": [str(width) for width in widths]}
        _, problems = composed(正文=["甲", {"表": typed}])
        assert codes(problems) == []
        typed["列宽"] = [*typed["列宽"][:-1], str(widths[-1] + 1)]
        _, problems = composed(正文=["甲", {"表": typed}])
        assert codes(problems) == ["N652"]


@pytest.mark.parametrize(("key", "value"), [("字号", "小五"), ("方向", "横")])
def test_what_the_writer_asks_for_is_done(key: str, value: str) -> None:
    """字号 and 方向 are obeyed."""
    flow, _ = composed(正文=["甲", {"表": {**NARROW, key: value}}, "乙"])
    (table,) = tables(flow)
    assert table.size == (Pt(9) if key == "字号" else None)
    assert table.turned is (key == "方向")


def test_a_turned_table_has_pages_of_its_own() -> None:
    """Caption, table and notes stand on turned pages, the text before and behind on upright ones."""
    flow, _ = composed(正文=["甲", {"表": {**WIDE, "题": "表1", "注": ["说明。"]}}, "乙"])
    assert [section.orientation for section in flow.sections] == ["竖", "横", "竖"]
    assert [len(section.blocks) for section in flow.sections[1:2]] == [3]


def test_an_appendix_that_is_one_table_is_turned_as_a_whole() -> None:
    """Mark, title and table of such an appendix stand on the same pages; with text beside it only the table turns."""
    flow, _ = composed(附件=[{"名称": "情况", "表": WIDE}])
    assert [section.orientation for section in flow.sections] == ["竖", "横"]
    flow, _ = composed(附件=[{"名称": "情况", "正文": ["说明。", {"表": WIDE}]}])
    assert [section.orientation for section in flow.sections] == ["竖", "横"]
    assert [len(section.blocks) for section in flow.sections[1:]] == [1]


def rooms(flow: Flow, table: Table) -> list[float]:
    """How many 字 the cells of each column hold."""
    section = next(section for section in flow.sections if table in section.blocks)
    size = table.size or Pt(12)
    return [(width - CELL_SIDE * 2).over(size) for width in column_widths(table.widths, section.orientation)]


def random_table(rng: random.Random) -> dict[str, Any]:
    """A table of any shape: up to 10 columns, short and long cells, blanks."""
    columns = rng.randint(1, 10)
    long = rng.randrange(columns)

    def cell(column: int) -> str:
        if rng.random() < 0.1:
            return ""
        if column == long:
            return "各乡镇要压实责任、细化措施，确保按期完成。" * rng.randint(1, 3)
        return rng.choice(["云溪镇", "已完成", "98.3%", "1200.5", "县教育局", "石桥镇人民政府"])

    rows = [[cell(column) for column in range(columns)] for _ in range(rng.randint(1, 30))]
    return {"栏": [rng.choice(["序号", "乡镇", "完成情况", "责任单位", "备注"]) for _ in range(columns)], "行": rows}


def test_nothing_short_is_broken_badly(rng: random.Random, count: Callable[[int, int], int]) -> None:
    """In tables of any shape no head and no short cell leaves a single character, and few of the long ones do."""
    single = cells = 0
    for _ in range(count(25, 400)):
        flow, problems = composed(正文=["甲", {"表": random_table(rng)}])
        assert codes(problems) == []
        (table,) = tables(flow)
        for row in table.rows:
            for cell, room in zip(row.cells, rooms(flow, table), strict=True):
                text = cell.paragraphs[0].text
                alone = single_lines(lines_of(text, room))
                assert not alone or len(text) > 6, (text, room)
                cells += len(text) > 6
                single += bool(alone)
    assert single <= 0.02 * cells
