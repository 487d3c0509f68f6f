"""Rows and the height of a page: higher rows are parted, every character kept; a page holds the rows that are asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from ygt_docs.compose.flow import Row, Table
from ygt_docs.compose.grid_table import table_blocks
from ygt_docs.geometry.text import BORDER, CELL_ABOVE
from ygt_docs.notice.model import Orientation
from ygt_docs.notice.tables import Table as TypedTable
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Pt

SENTENCE = "各学校要逐幢排查校舍，建立台账，明确责任人和完成时限。"
HEADS = ["序号", "学校", "存在问题"]


def rows_of(*typed: list[Any], way: Orientation = Orientation.PORTRAIT) -> list[Row]:
    """The rows below the head that the rows `typed` print."""
    cells: list[list[Any]] = []
    for row in typed:
        cells.append([Text(item) if isinstance(item, str) else item for item in row])
    table = TypedTable.model_validate({"栏": [Text(head) for head in HEADS], "行": cells})
    (made,) = [block for block in table_blocks(table, way, Problems()) if isinstance(block, Table)]
    return [row for row in made.rows if not row.head]


def texts(rows: list[Row], column: int) -> list[str]:
    """The words of one column, row by row."""
    found = []
    for row in rows:
        found.append("".join(paragraph.text for paragraph in row.cells[column].paragraphs))
    return found


@pytest.mark.parametrize("way", Orientation)
def test_a_row_higher_than_a_page_goes_on_in_rows_of_a_page(way: Orientation) -> None:
    """Its long cell is parted at line ends, its short ones stand in the first part; no character is lost."""
    long = "".join(f"（{number}）{SENTENCE}" for number in range(1, 120))
    rows = rows_of(["1", "县一中", SENTENCE], ["2", "县二中", long], ["3", "县三中", SENTENCE], way=way)
    parts = rows[1:-1]
    assert len(parts) > 2
    assert [row.goes_on for row in rows] == [False, False, *[True] * (len(parts) - 1), False]
    assert "".join(texts(parts, 2)) == long
    assert texts(parts, 0) == ["2", *[""] * (len(parts) - 1)]
    lengths = [len(text) for text in texts(parts, 2)[:-1]]
    assert min(lengths) > 0.9 * max(lengths)  # all but the last are as long as a page


def test_paragraphs_of_a_cell_stay_paragraphs() -> None:
    """A paragraph that goes over the end of a page goes on as one; the others begin anew."""
    lines = [f"第{number}项：{SENTENCE}" for number in range(1, 90)]
    rows = rows_of(["1", "县一中", "\n".join(lines)])
    assert len(rows) > 1
    assert "".join(texts(rows, 2)) == "".join(lines)
    found = []
    for row in rows:
        found.append(len(row.cells[2].paragraphs))
    assert len(lines) <= sum(found) < len(lines) + len(rows)


def spans(rows: list[Row], column: int) -> list[int]:
    """How many rows the cells of a column cover, those of the rows in which one begins."""
    found = []
    for row in rows:
        if len(row.cells) == len(HEADS):
            found.append(row.cells[column].row_span)
    return found


@pytest.mark.parametrize("high", [0, 1])
def test_a_merged_cell_reaches_over_all_parts(high: int) -> None:
    """Whether the high row is the one in which it begins or one below it."""
    long = "".join(f"（{number}）{SENTENCE}" for number in range(1, 90))
    words = [SENTENCE, SENTENCE]
    words[high] = long
    rows = rows_of(["1", "县一中", words[0]], ["〃", "县二中", words[1]], ["2", "县三中", SENTENCE])
    parts = len(rows) - 2
    assert parts > 1
    assert spans(rows, 0) == [parts + 1, 1]
    assert "".join(row.cells[-1].paragraphs[0].text for row in rows[high : high + parts]) == long


def test_what_is_no_text_stands_in_the_first_part() -> None:
    """Upright words and a height that was asked for are there once."""
    long = SENTENCE * 120
    rows = rows_of(["1", {"字": "县一中", "竖排": "是"}, {"字": long, "高": "40"}], ["2", "县二中", SENTENCE])
    assert texts(rows, 1) == ["县一中", *[""] * (len(rows) - 2), "县二中"]
    assert [row.least is not None for row in rows] == [True, *[False] * (len(rows) - 1)]
    assert "".join(texts(rows[:-1], 2)) == long


@pytest.mark.parametrize(
    "typed",
    [
        [["1", "县一中", SENTENCE * 20]],
        [["1", "县一中", SENTENCE * 20], ["〃", "县二中", SENTENCE]],
        [["1", {"字": "县一中各校区" * 20, "竖排": "是"}, SENTENCE]],
    ],
    ids=["a row that fits", "merged with the row below", "upright words"],
)
def test_other_rows_stay_whole(typed: list[list[Any]]) -> None:
    """What fits a page is never parted, and what cannot be parted stays one row (P105 says so)."""
    rows = rows_of(*typed)
    assert len(rows) == len(typed)
    assert not any(row.goes_on for row in rows)


def filled(rows_a_page: str, heads: Sequence[str] = HEADS, **more: Any) -> tuple[Table, list[str]]:
    """A turned table of which a page holds `rows_a_page` rows, and the codes of what was found."""
    typed: dict[str, Any] = {"栏": [Text(head) for head in heads], "行": [[Text("1"), Text("县一中"), Text(SENTENCE)]]}
    typed |= {"每页行数": rows_a_page, "方向": "横", **more}
    problems = Problems()
    (made,) = table_blocks(TypedTable.model_validate(typed), Orientation.PORTRAIT, problems)
    assert isinstance(made, Table)
    return made, [item.code for item in problems]


@pytest.mark.parametrize(("rows", "size"), [("22", "六号"), ("18", "小五"), ("12", "小四"), ("8", "六号")])
def test_a_page_holds_as_many_rows_as_it_is_asked_to(rows: str, size: str) -> None:
    """Two lines have room in each row, lines as far apart as that allows; the head and all rows fill the page."""
    made, found = filled(rows, 字号=size)
    assert found == []
    line, least = made.line, made.rows[1].least
    assert line is not None
    assert least is not None
    around = CELL_ABOVE + BORDER
    assert least >= line * 2 + around
    page = standard.TYPE_AREA_WIDTH.value
    high = line + around + least * int(rows)
    assert page - Pt(3) < high <= page
    assert 1.1 <= line.over(made.size or standard.TABLE_SIZE.value) <= 1.5
    assert made.rows[0].least is None


def test_a_head_of_several_lines_leaves_less_for_the_rows() -> None:
    """The head counts as high as it is."""
    low, _ = filled("22", 字号="六号")
    high, found = filled("22", ("序号", "学校", "存在\n问题"), 字号="六号")
    assert found == []
    assert low.rows[1].least > high.rows[1].least


def test_blank_rows_are_as_high_as_the_others() -> None:
    """A page of 22 rows to be filled in by hand is one page."""
    made, _ = filled("22", 字号="六号", 空行="21")
    assert len(made.rows) == 23
    assert len({row.least for row in made.rows[1:]}) == 1
    assert made.rows[1].least < standard.TABLE_BLANK_ROW.value


def test_more_rows_than_have_room_are_said() -> None:
    """Rows in which not even one line has room are a warning; rows of one line are none."""
    assert filled("30", 字号="六号")[1] == []
    assert filled("60", 字号="六号")[1] == ["N653"]
    assert filled("30", 字号="小四")[1] == ["N653"]
