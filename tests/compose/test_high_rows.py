"""Rows that are higher than a page: parted into rows of a page each, every character kept, the head over each part."""

from __future__ import annotations

from typing import Any

import pytest

from ygt_docs.compose.flow import Row, Table
from ygt_docs.compose.grid_table import table_blocks
from ygt_docs.notice.model import Orientation
from ygt_docs.notice.tables import Table as TypedTable
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text

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
