"""Forms and lists of names as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notice.contents import one, short
from tests.notice.test_tables import HEAD, shown
from ygt_docs.notice.forms import Form, NameList
from ygt_docs.notice.grid import Align


def test_a_form_has_blank_cells_and_spans() -> None:
    """Blank cells, cells over rows and columns, heights and text from top to bottom come as they were typed."""
    form = Form.model_validate(
        {
            "行": [
                ["姓名", "", "性别", "", {"字": "照片", "跨行": "3"}],
                ["单位", {"字": "", "跨列": "3"}],
                [{"字": "意见", "竖排": "是"}, {"字": "", "跨列": "3", "高": "40", "对齐": "右"}],
            ]
        }
    )
    grid = form.grid()
    assert shown(grid) == [
        [("姓名", 1, 1), ("", 1, 1), ("性别", 1, 1), ("", 1, 1), ("照片", 3, 1)],
        [("单位", 1, 1), ("", 1, 3)],
        [("意见", 1, 1), ("", 1, 3)],
    ]
    label, room = grid.rows[2]
    assert label.vertical
    assert room.height is not None
    assert (round(room.height.mm), room.align) == (40, Align.RIGHT)


@pytest.mark.parametrize("typed", [["王强", "李小明"], "王强、李小明", "王强，李小明", "王强、\n李小明\n"])
def test_names_are_typed_as_a_list_or_with_commas(typed: object) -> None:
    """Names stand in a list or in a line with 、 between them."""
    names = NameList.model_validate({"姓名": typed}).all_groups()[0].names
    assert list(map(str, names)) == ["王强", "李小明"]


FAULTS = [
    ("N603", '  - 表单: {行: [[姓名, "", 性别, ""], [单位, ""]]}\n', "有 2 格"),
    ("N604", "  - 表单: {行: [[甲, {字: 乙, 跨行: 2}], [{字: 丙, 跨列: 2}]]}\n", "重叠"),
    ("N614", '  - 表单: {行: [[姓名, ""]], 列宽: [20]}\n', "2 栏"),
    ("N671", "  - 名单: {组: [{标题: 一等奖（3名）, 姓名: [王强, 李小明]}]}\n", "2 个姓名"),
    ("N672", "  - 名单: {姓名: [王强], 组: [{姓名: [李小明]}]}\n", "也写成一组"),
    ("N111", "  - 名单: {每行: 4}\n", "姓名"),
    ("N116", "  - 名单: {每行: 0, 姓名: [王强]}\n", "每行"),
]


@pytest.mark.parametrize(("code", "lines", "part"), FAULTS)
def test_a_fault_is_one_error(tmp_path: Path, code: str, lines: str, part: str) -> None:
    """Each fault is the only problem told, on its line."""
    loaded = one(tmp_path, notice=HEAD + lines)
    assert [short(item)[:3] for item in loaded.problems] == [(code, "notice.yaml", 6)]
    (found,) = loaded.problems
    assert part in found.message + found.fix


@pytest.mark.parametrize("heading", ["一等奖（2名）", "一等奖(2人)", "一等奖 2名", "县一中", "2026年度先进个人"])
def test_a_heading_that_counts_right_is_silent(tmp_path: Path, heading: str) -> None:
    """A heading with the right count, or with none."""
    loaded = one(tmp_path, notice=HEAD + f"  - 名单: {{组: [{{标题: {heading}, 姓名: [王强, 李小明]}}]}}\n")
    assert list(loaded.problems) == []
